"""A rendered file without what tells of those who made its template.

Gone are: properties, but for those that the designer typed tags into; the thumbnail; revision ids; the template that it
was attached to, mail merge and those it was for; printer settings; comments with those who wrote them; XML that other
tools left and no content control shows; what cameras and programs noted in pictures; the properties of files inside
(ECMA-376 part 2, 11; part 1, 15.2.5, 15.2.13, 17.13.4, 17.14.20, 17.15.1.6, 17.15.1.70 to 72).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from briefing.later import regex
from briefing.word import package
from briefing.word.package import CONTENT_TYPES, Member, Package
from briefing.word.packaging import decoded, entries, overrides, relationships_name, target
from briefing.word.seal import CUSTOM
from briefing.word.traces import inside, pictures

CORE = "docProps/core.xml"
ROOT = "_rels/.rels"
_NOBODYS = (
    "docprops/",
    "[trash]/",
)  # the second is what a program left that saved in place (1st edition, Part 1, 9.1.7)
_OWN_KINDS = ("core-properties", "extended-properties", "custom-properties", "thumbnail")
_TRACED_KINDS = ("attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData", "printerSettings")
_COMMENT_KINDS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")
_COMMENT_MARKS = regex(r"<w:comment(?:RangeStart|RangeEnd|Reference)\b[^>]*/>")
_IN_SETTINGS = regex(
    r"<w:rsids>.*?</w:rsids>|<w:rsids/>|<w:attachedTemplate\b[^>]*/>|<w:mailMerge>.*?</w:mailMerge>"
    r"|<w1[45]:docId\b[^>]*/>",
    re.DOTALL,
)
_REVISION = regex(r' w:rsid\w*="[^"]*"|<w:rsid w:val="[^"]*"/>|<w:printerSettings\b[^>]*/>')
_FILLED = regex(r"<((?:dc|cp):\w+)\b[^>]*>([^<]*)</\1>")
_PROPERTY = regex(r"<(\w+:)?property\b[^>]*\bname=\"([^\"]*)\"[^>]*>(.*?)</(?:\w+:)?property>", re.DOTALL)
_TAGS = regex(r"<[^>]*>")
_STORE = regex(r"\bw:storeItemID=\"(\{[^\"]*\})\"")
_ITEM = regex(r"\b\w+:itemID=\"(\{[^\"]*\})\"")
_SOURCES = "officeDocument/2006/bibliography"  # which CITATION fields show


Reading = Callable[[str], list[tuple[str, str]]]
"""The properties in the XML of a part: their names and values."""


def scrubbed(members: Mapping[str, Member], main: str) -> dict[str, Member]:
    """The members of a rendered file without traces; it has no properties then. `main` is its main document."""
    kept = dict(members)
    _drop_related(kept, "", _OWN_KINDS)  # by the last word of the kind, since LibreOffice and Word spell the rest apart
    for name in [name for name in kept if name.lower().startswith(_NOBODYS)]:
        del kept[name]
    if _drop_related(kept, main, _COMMENT_KINDS):
        _replace(kept, main, _COMMENT_MARKS.sub("", decoded(kept[main].read())))
    owners = [name for name in kept if relationships_name(name) in kept]
    for owner in owners:
        _drop_related(kept, owner, _TRACED_KINDS)
    kept.pop("word/recipientData.xml", None)
    _drop_unbound_data(kept, main)
    for name, member in list(kept.items()):
        kept[name] = _without_marks(name, member)
    _tell_types(kept)
    return kept


def without_traces(pieces: Sequence[str | int]) -> tuple[str | int, ...]:
    """The pieces of a part that is rendered, as `scrubbed` would leave what is made of them, but for comments."""
    return tuple(_REVISION.sub("", piece) if isinstance(piece, str) else piece for piece in pieces)


def designed(template: Package, members: Mapping[str, Member]) -> tuple[dict[str, str], dict[str, str]]:
    """The core properties, and the custom ones, that the designer typed tags into: by name, as rendered, in XML."""
    return _filled(CORE, _core, template, members), _filled(CUSTOM, _custom, template, members)


def _filled(name: str, read: Reading, template: Package, members: Mapping[str, Member]) -> dict[str, str]:
    if name not in template or name not in members:
        return {}
    typed = {key for key, text in read(decoded(template[name].read())) if "{{" in text or "{%" in text}
    return {key: text for key, text in read(decoded(members[name].read())) if key in typed}


def _core(xml: str) -> list[tuple[str, str]]:
    return _FILLED.findall(xml)


def _custom(xml: str) -> list[tuple[str, str]]:
    return [(name, _TAGS.sub("", inner)) for _, name, inner in _PROPERTY.findall(xml)]


def _without_marks(name: str, member: Member) -> Member:
    """A member without what it notes of its making."""
    kind = name.rpartition(".")[2].lower()
    if kind == "xml":
        xml = decoded(member.read())
        bare = _REVISION.sub("", xml) if "w:rsid" in xml or "<w:printerSettings" in xml else xml
        if "settings" in name:
            bare = _IN_SETTINGS.sub("", bare)
        return member if bare == xml else package.pack(name, (bare.encode(),))
    for without, kinds in ((pictures.without_notes, pictures.KINDS), (inside.without_properties, inside.KINDS)):
        if kind in kinds:
            data = member.read()
            bare_data = without(data)
            return member if bare_data == data else package.pack(name, (bare_data,))
    return member


def _drop_unbound_data(members: dict[str, Member], main: str) -> None:
    """Drops the custom XML that no content control is bound to (ECMA-376 part 1, 15.2.5; 17.5.2.6), but for sources
    that fields cite."""
    found = _entries(members, main, ("customXml",))
    if not found:
        return
    stories = [decoded(member.read()) for name, member in members.items() if name.startswith("word/") and _is_xml(name)]
    bound = {store.upper() for xml in stories for store in _STORE.findall(xml)}
    cites = any("CITATION" in xml or "BIBLIOGRAPHY" in xml for xml in stories)
    for entry in found:
        name = target(entry, main)
        about = [target(one, name) for one in _entries(members, name, ("customXmlProps",))]
        own = {item.upper() for one in about if one in members for item in _ITEM.findall(decoded(members[one].read()))}
        data = decoded(members[name].read()) if name in members else ""
        if own & bound or (cites and _SOURCES in data):
            continue
        for gone in (name, relationships_name(name), *about):
            members.pop(gone, None)
        _drop(members, relationships_name(main), (entry,))


def _is_xml(name: str) -> bool:
    return name.endswith(".xml")


def _drop_related(members: dict[str, Member], owner: str, kinds: tuple[str, ...]) -> bool:
    """Drops what a part ("": the package) relates to in these ways, and the relationships; says whether any was."""
    found = _entries(members, owner, kinds)
    for entry in found:
        name = target(entry, owner)
        if members.pop(name, None) is not None:  # else it may be the package itself
            members.pop(relationships_name(name), None)
    _drop(members, relationships_name(owner), found)
    return bool(found)


def _entries(members: Mapping[str, Member], owner: str, kinds: tuple[str, ...]) -> list[str]:
    table = members.get(relationships_name(owner))
    return entries(decoded(table.read()), kinds) if table else []


def _drop(members: dict[str, Member], name: str, gone: Iterable[str]) -> None:
    """Takes entries out of a table of relationships or types."""
    if not (gone := list(gone)):
        return
    xml = decoded(members[name].read())
    for entry in gone:
        xml = xml.replace(entry, "")
    _replace(members, name, xml)


def _replace(members: dict[str, Member], name: str, xml: str) -> None:
    members[name] = package.pack(name, (xml.encode(),))


def _tell_types(members: dict[str, Member]) -> None:
    types = overrides(decoded(members[CONTENT_TYPES].read()))
    _drop(members, CONTENT_TYPES, [entry for name, entry in types.items() if name not in members])
