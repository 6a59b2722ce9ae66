"""Relationships and content types as text: what rendering adds to them needs no parsing of XML."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Sequence

from briefing.later import regex
from briefing.word.names import RELATIONSHIPS

_RELATIONSHIP = regex(r"<(?:\w+:)?Relationship\b[^>]*/>")
_ID = regex(r"\bId=[\"']([^\"']*)")
_TYPE = regex(r"<(?:\w+:)?(?:Default|Override)\b[^>]*/>")
_PART_NAME = regex(r"\bPartName=[\"']/([^\"']*)")
_CONTENT_TYPE = regex(r"\bContentType=[\"']([^\"']*)")
_OVERRIDE = regex(r"<(?:\w+:)?Override\b[^>]*/>")
_ENCODING = regex(r"\s+encoding=[\"'][\w-]+[\"']")


def decoded(data: bytes) -> str:
    """The text of an XML member: UTF-8 or, where a byte order mark says so, UTF-16 (ECMA-376 part 2, 9.1.7.2)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _ENCODING.sub("", data.decode("utf-16", "replace"), count=1)
    return data.decode("utf-8-sig", "replace")


def relationships_name(part: str) -> str:
    """The member that holds a part's relationships, "" being the package (ECMA-376 part 2, 9.3)."""
    if not part:
        return "_rels/.rels"
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def quoted(text: str) -> str:
    """A text as it stands in an attribute of a register."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def owner_of(table: str) -> str:
    """The part whose relationships a member holds, "" being the package; the member itself, where it lies in no folder
    for such."""
    folder, base = posixpath.split(table)
    around, rels = posixpath.split(folder)
    return posixpath.join(around, base.removesuffix(".rels")) if rels == "_rels" else table


def entries(xml: str, kinds: tuple[str, ...]) -> list[str]:
    """The entries of a relationships member, as written, whose type ends in one of the kinds."""
    return [one for one in _RELATIONSHIP.findall(xml) if re.search(f"/({'|'.join(kinds)})[\"']", one)]


def target(entry: str, owner: str) -> str:
    """The member that an entry of the relationships of a part ("" for the package) leads to."""
    found = re.search(r"\bTarget=[\"']([^\"']*)", entry)
    written = found.group(1) if found else ""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(owner), written)).lstrip("/")


def overrides(types: str) -> dict[str, str]:
    """The entries of the content types, as written, by the member each is for."""
    entries = _OVERRIDE.findall(types)
    named = [(_PART_NAME.search(entry), entry) for entry in entries]
    return {found[1]: entry for found, entry in named if found}


def with_relationships(xml: str, added: str) -> str:
    """A relationships part with more entries; an empty one is made where there was none."""
    if not xml:
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{RELATIONSHIPS}"/>'
    return appended(xml, "Relationships", added)


def without(xml: str, *identities: str) -> str:
    """A relationships part without some of its entries."""
    gone = set(map(quoted, identities))
    return _RELATIONSHIP.sub(
        lambda entry: "" if (found := _ID.search(entry[0])) and found[1] in gone else entry[0], xml
    )


def without_types(types: str, parts: Collection[str], kinds: Sequence[str]) -> str:
    """The content types without those of some parts, by their names in small letters, and without those that begin
    with one of `kinds`."""

    def kept(entry: re.Match[str]) -> str:
        part, kind = _PART_NAME.search(entry[0]), _CONTENT_TYPE.search(entry[0])
        is_gone = (part and part[1].lower() in parts) or (kind and kind[1].strip().lower().startswith(tuple(kinds)))
        return "" if is_gone else entry[0]

    return _TYPE.sub(kept, types)


def appended(xml: str, root: str, added: str) -> str:
    """The XML of a part with something put before the end of its root element. Entries of the tables of a package
    (`Relationship`, `Override`) take the prefix that the root has."""
    xml = unfolded(xml, root)
    prefix = prefix_of(xml, root)
    end = xml.rfind(f"</{prefix}{root}>")
    return xml if end < 0 else xml[:end] + re.sub(r"<(?=[A-Z])", f"<{prefix}", added) + xml[end:]


def unfolded(xml: str, root: str) -> str:
    """The XML of a part with its root element opened and closed, where it is written as one empty tag."""
    return re.sub(rf"<((?:\w+:)?{root})(\b[^<>]*)/>", r"<\1\2></\1>", xml, count=1)


def prefix_of(xml: str, root: str) -> str:
    """The prefix, with its colon, that the root element of a part is written with."""
    found = re.search(rf"<(\w+:)?{root}\b", xml)
    return found.group(1) or "" if found else ""
