"""The registers of a package, its relationships and content types, put in order.

All that comes after reads and changes them as text, by the shape that Word gives them: UTF-8, no prefixes, no
references but the five of XML, one empty tag an entry, double quotes. What is written otherwise means the same to Word,
so it is written anew, under the name by which it is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from briefing.later import regex
from briefing.word import names, package
from briefing.word.package import CONTENT_TYPES, Member
from briefing.word.packaging import owner_of, quoted, relationships_name
from briefing.word.parts import read

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_USUAL = regex(
    r"""(?:<\?xml[^<>]*\?>\s*)?<(Relationships|Types)\ xmlns="[^"<>&]*"\s*(?:/>|>
        (?:\s*<(?:Relationship|Default|Override)(?:\s+\w+="(?:[^"<>&]|&(?:amp|quot|apos|lt|gt);)*+")+\s*/>)*+
        \s*</\1>)\s*""",
    re.VERBOSE,
)
_Entries = Mapping[str, tuple[str, ...]]
_ENTRIES: Mapping[
    str, tuple[str, _Entries]
] = {  # by the root of a register: its namespace, and what each of its entries says
    "Relationships": (names.RELATIONSHIPS, {"Relationship": ("Id", "Type", "Target", "TargetMode")}),
    "Types": (
        names.CONTENT_TYPES,
        {"Default": ("Extension", "ContentType"), "Override": ("PartName", "ContentType")},
    ),
}
_TYPE = regex(r'ContentType="([^"]*)"')


def in_order(members: Mapping[str, Member], kinds: Iterable[str]) -> dict[str, Member]:
    """The members with registers as Word writes them; those of parts that are not there go. Content types that are one
    of `kinds` but for capitals and blanks are written as these. Raises Unreadable for what is no XML."""
    spelt = {name.lower(): name for name in members}
    made: dict[str, Member] = {}
    for name, member in members.items():
        if not name.lower().endswith(".rels"):
            made[name] = member
            continue
        owner = owner_of(name.lower())
        if not owner or (owner in spelt and not owner.endswith(".rels")):
            table = relationships_name(spelt.get(owner, ""))
            made[table] = _usual(members, name, "Relationships")._replace(name=table)
    made[CONTENT_TYPES] = _spelt(_usual(members, CONTENT_TYPES, "Types"), kinds)
    return made


def _usual(members: Mapping[str, Member], name: str, root: str) -> Member:
    """A register as Word would write it."""
    try:
        if _USUAL.fullmatch(members[name].read().decode("utf-8-sig")):
            return members[name]
    except UnicodeDecodeError:
        pass  # UTF-16
    space, said = _ENTRIES[root]
    lines = []
    for entry in read(members, name).iterchildren(*(f"{{{space}}}{tag}" for tag in said)):  # nested, it is none
        tag = str(entry.tag).rpartition("}")[2]
        if not all(entry.get(key) for key in said[tag] if key != "TargetMode"):
            continue
        values = ((key, entry.get(key)) for key in said[tag])
        pairs = "".join(f' {key}="{quoted(text)}"' for key, text in values if text)
        lines.append(f"<{tag}{pairs}/>")
    return package.pack(name, (f'{_HEAD}<{root} xmlns="{space}">{"".join(lines)}</{root}>'.encode(),))


def _spelt(types: Member, kinds: Iterable[str]) -> Member:
    known = {kind.lower(): kind for kind in kinds}
    xml = types.read().decode()
    own = _TYPE.sub(lambda said: f'ContentType="{known.get(said[1].strip().lower(), said[1])}"', xml)
    return types if own == xml else package.pack(types.name, (own.encode(),))
