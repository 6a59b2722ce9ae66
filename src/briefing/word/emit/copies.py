"""Members of a file that join a package under names of their own, with all that they relate to."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping

from lxml import etree

from briefing.word import names, package, parts
from briefing.word.emit.growth import Growth
from briefing.word.package import Member
from briefing.word.packaging import relationships_name, with_relationships

_DEEPEST = 20  # relationships that lead from one member to the next
Related = tuple[str, str, bool]  # the whole type, the member or address, whether it is an address


def related(members: Mapping[str, Member], part: str) -> dict[str, Related]:
    """The relationships of a part by id."""
    table = relationships_name(part)
    known = {one.id: one for one in parts.relationships(members, part)}
    found = {}
    for entry in parts.read(members, table).iter(f"{{{names.RELATIONSHIPS}}}Relationship") if known else ():
        one = known[entry.get("Id", "")]
        found[one.id] = (entry.get("Type", ""), one.target, one.external)
    return found


class Copies:
    """Copies members of one file. Where `shared`, what is equal in content is copied once for the whole package."""

    def __init__(self, members: Mapping[str, Member], growth: Growth, *, shared: bool) -> None:
        self._members, self._growth, self._shared = members, growth, shared
        self._own: dict[str, str] = {}

    def copy(self, name: str) -> str:
        """The name of a member in the package."""
        if name not in self._own:
            digest = self._digest(name)
            known = self._growth.copied.get(digest) if self._shared else None
            self._own[name] = known or self._named(name, digest)
            self._growth.copied.setdefault(digest, self._own[name])
            if known is None:
                self._take(name, self._own[name])
        return self._own[name]

    def entry(self, identity: str, one: Related) -> str:
        """A relationship of a copy, as it is written; nothing for one that leads to nothing."""
        kind, target, external = one
        if not external and target not in self._members:
            return ""
        own = target if external else f"/{self.copy(target)}"
        mode = {"TargetMode": "External"} if external else {}
        element = etree.Element("Relationship", {"Id": identity, "Type": kind, "Target": own} | mode)
        return etree.tostring(element, encoding="unicode")

    def _named(self, name: str, digest: str) -> str:
        folder, base = posixpath.split(name)
        stem, _, extension = base.rpartition(".")
        if self._shared and folder.endswith("media"):
            return f"word/media/briefing-{digest}.{extension.lower()}"
        return posixpath.join(folder, f"{stem or 'part'}-{self._growth.fresh('part')}.{extension}")

    def _take(self, name: str, own: str) -> None:
        self._growth.parts[own] = self._members[name]._replace(name=own)
        if kind := parts.content_type(self._members, name):
            self._growth.types[own] = kind
        entries = "".join(self.entry(identity, one) for identity, one in related(self._members, name).items())
        if entries:
            table = relationships_name(own)
            self._growth.parts[table] = package.pack(table, (with_relationships("", entries).encode(),))

    def _digest(self, name: str, depth: int = 0) -> str:
        """What tells a member's content from others', that of what it relates to taken in."""
        digest = hashlib.sha256(self._members[name].read())
        if depth < _DEEPEST:
            for identity, (kind, target, external) in sorted(related(self._members, name).items()):
                inner = target if external or target not in self._members else self._digest(target, depth + 1)
                digest.update(f"\0{identity}\0{kind}\0{inner}".encode())
        return digest.hexdigest()[:16]
