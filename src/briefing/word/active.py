"""What in a Word file can run: macros, controls, programs. A template comes from anywhere, so its documents
are made without.

Word runs a part for the way it is related to ([MS-OFFMACRO2] 2.2, ECMA-376 part 1, 11.3.3 and 15.2.9),
Office elsewhere for its content type; embedded files are opened by a double click, so they are known by what they hold
([MS-CFB] 2.6, [MS-OVBA] 2.2, [MS-OLEDS] 2.3.6).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Set

from lxml import etree

from briefing.later import regex
from briefing.word import package, parts
from briefing.word.package import CONTENT_TYPES, DEFLATED, Member
from briefing.word.packaging import decoded, relationships_name, without, without_types
from briefing.word.parts import Relationship
from briefing.word.surgery import forget_relationships

MACROS, COMMANDS, CONTROLS, PROGRAMS = "macros", "commands", "ActiveX controls", "programs"
CALLS = "buttons that call macros"
_RELATED: Mapping[str, str] = {  # by the kind of relationship, in small letters
    "vbaproject": MACROS,
    "vbaprojectsignature": MACROS,
    "vbaprojectsignatureagile": MACROS,
    "vbaprojectsignaturev3": MACROS,
    "wordvbadata": MACROS,
    "attachedtoolbars": COMMANDS,
    "keymapcustomizations": COMMANDS,
    "extensibility": COMMANDS,
    "usercustomization": COMMANDS,
    "control": CONTROLS,
    "activexcontrolbinary": CONTROLS,
}
_TYPED: Mapping[str, str] = {  # by how the content type begins, in small letters
    "application/vnd.ms-office.vba": MACROS,
    "application/vnd.ms-word.vba": MACROS,
    "application/vnd.ms-word.attachedtoolbars": COMMANDS,
    "application/vnd.ms-word.keymapcustomizations": COMMANDS,
    "application/vnd.ms-office.activex": CONTROLS,
}
_CALLING = regex(r"\b(?:on[A-Z]\w*|get[A-Z]\w*|loadImage)\s*=")  # what a ribbon calls, [MS-CUSTOMUI] 2.2
_EMBEDDED = ("oleObject", "package")
_COMPOUND, _ZIP, _PROGRAM = b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"MZ"
_VBA = "_VBA_PROJECT".encode("utf-16-le")  # a stream that every project has
_PACKED = "Ole10Native".encode("utf-16-le")  # the stream of a file that Word shows as a symbol, under its name
_RUNS = regex(rb"\.(?:exe|com|scr|bat|cmd|pif|msi|jar|lnk|hta|js|jse|vbs|vbe|wsf|wsh|ps1|reg|dll|cpl)\0", re.I)
_IN_ZIP = regex(rb"vbaproject", re.I)


def without_active(members: Mapping[str, Member], main: str) -> tuple[dict[str, Member], tuple[str, ...]]:
    """The members without what could run, and what that was, in words. The registers must be in order."""
    related = {owner: parts.relationships(members, owner) for owner in ("", *members)}
    found = dict(_active(members, related))
    kept_kinds = (COMMANDS,) if MACROS not in found.values() else ()  # keys and buttons, which call nothing then
    found = {name: what for name, what in found.items() if what not in kept_kinds}
    kept = {main, CONTENT_TYPES, *(name for name in members if name.endswith(".rels"))}
    gone = found.keys() - kept
    while more := _only_from(gone, related) & members.keys() - gone - kept:
        gone |= more
    made = {name: member for name, member in members.items() if name not in gone}
    for name in gone:
        made.pop(relationships_name(name), None)
    for owner in related.keys() - gone:
        if lost := {one.id for one in related[owner] if not one.external and one.target in gone}:
            _forget(made, owner, lost)
    types = decoded(members[CONTENT_TYPES].read())
    own = without_types(
        types, {name.lower() for name in gone}, tuple(start for start, what in _TYPED.items() if what not in kept_kinds)
    )
    if own != types:
        made[CONTENT_TYPES] = package.pack(CONTENT_TYPES, (own.encode(),))
    return made, tuple(dict.fromkeys(found[name] for name in sorted(gone & found.keys())))


def _active(members: Mapping[str, Member], related: Mapping[str, Iterable[Relationship]]) -> Iterator[tuple[str, str]]:
    """The names of the parts that could run, and what each is."""
    spelt = {name.lower(): name for name in members}
    inside = [one for relations in related.values() for one in relations if not one.external]
    for one in inside:
        if (kind := one.kind.strip().lower()) in _RELATED and one.target.lower() in spelt:
            name = spelt[one.target.lower()]
            calls = _RELATED[kind] == COMMANDS and _CALLING.search(decoded(members[name].read()))
            yield name, CALLS if calls else _RELATED[kind]
    types = parts.content_types(members)
    embedded = {one.target for one in inside if one.kind in _EMBEDDED}
    for name, member in members.items():
        typed = types.of(name).strip().lower()
        what = next((what for start, what in _TYPED.items() if typed.startswith(start)), "")
        what = what or _inside(member, is_embedded=name in embedded, has_macros="macroenabled" in typed)
        if what:
            yield name, what


def _inside(member: Member, *, is_embedded: bool, has_macros: bool) -> str:
    """What a member holds that could run, by its bytes."""
    start = zlib.decompressobj(-15).decompress(member.data, 8) if member.method == DEFLATED else member.data[:8]
    if start.startswith(_PROGRAM):
        return PROGRAMS
    if start.startswith(_ZIP):
        return MACROS if has_macros or _IN_ZIP.search(member.read()) else ""
    if not start.startswith(_COMPOUND):
        return ""
    data = member.read()
    if _VBA in data or not is_embedded:  # what nobody embedded is none of Word's own files: a project by another name
        return MACROS
    return PROGRAMS if _PACKED in data and _RUNS.search(data) else ""


def _only_from(gone: Set[str], related: Mapping[str, Iterable[Relationship]]) -> set[str]:
    """The parts that only those lead to which go."""
    led = {one.target for owner in gone for one in related.get(owner, ()) if not one.external}
    return led - {one.target for owner in related.keys() - gone for one in related[owner]} if led else led


def _forget(members: dict[str, Member], owner: str, lost: Set[str]) -> None:
    """Takes relationships out of a part, and what names them."""
    table = relationships_name(owner)
    members[table] = package.pack(table, (without(decoded(members[table].read()), *lost).encode(),))
    if owner.endswith(".xml"):
        root = parts.read(members, owner)
        forget_relationships(root, lost)
        data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
        members[owner] = package.pack(owner, (data,))
