"""Which parts of a package hold text, and the tables beside them: relationships and content types."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from briefing.word import names
from briefing.word.kinds import KINDS
from briefing.word.malformed import why
from briefing.word.package import CONTENT_TYPES, STORED, Member, Package, Unreadable, pack
from briefing.word.packaging import relationships_name
from briefing.word.text import Unsafe, parse

_MAIN_TYPES = frozenset(kind.lower() for kind in KINDS.values())
_TITLES = ("TitlesOfParts", "HeadingPairs")
_NOTHING = Member("", STORED, 0, 0, b"")
STRICT = "http://purl.oclc.org/ooxml/"
STORY_KINDS = ("header", "footer", "footnotes", "endnotes", "comments")
PROPERTY_KINDS = ("core-properties", "extended-properties", "custom-properties")
DRAWN_KINDS = ("chart", "chartEx", "chartUserShapes", "diagramData", "diagramDrawing")
DATA_KINDS = ("settings", "customXml")
PLAIN_KINDS = ("properties", *DRAWN_KINDS, *DATA_KINDS)  # where values are characters and nothing else


class Relationship(NamedTuple):
    """An entry of a part's relationships. `kind` is the last step of its type, `target` a member name or an address."""

    id: str
    kind: str
    target: str
    external: bool


class Story(NamedTuple):
    """A member that holds text. `kind`: body, header, footer, footnotes, endnotes, comments, or one of PLAIN_KINDS."""

    name: str
    kind: str


class Opened(dict[str, Member]):
    """The members of a package of which relationships, and what is only looked at, are read once, for as long as they
    stay the same."""

    def __init__(self, members: Package) -> None:
        super().__init__(members)
        self.known: dict[str, tuple[Member, tuple[Relationship, ...]]] = {}
        self.roots: dict[str, tuple[Member, etree._Element]] = {}


def relationships(package: Package, part: str) -> tuple[Relationship, ...]:
    """The relationships of a part ("" for the package's own). Raises Unreadable for broken XML."""
    member = package.get(relationships_name(part))
    if member is None:
        return ()
    known = package.known if isinstance(package, Opened) else {}
    if part not in known or known[part][0] is not member:
        known[part] = member, tuple(_relationships(package, member, posixpath.dirname(part)))
    return known[part][1]


def _relationships(package: Package, member: Member, folder: str) -> Iterator[Relationship]:
    for element in shared(package, member.name).iter(f"{{{names.RELATIONSHIPS}}}Relationship"):
        target, external = element.get("Target", ""), element.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/" + folder, unquote(target))).lstrip("/")
        kind = element.get("Type", "").rstrip("/").rsplit("/", 1)[-1]
        yield Relationship(element.get("Id", ""), kind, target, external)


def read(package: Package, name: str) -> etree._Element:
    """The root element of a member. Raises Unreadable."""
    try:
        return parse(package[name].read())
    except Unsafe as fault:
        message = f"'{name}' is not sound XML: {why(str(fault))}"
        raise Unreadable("T004", message, "open and save the file in Word") from None


def shared(package: Package, name: str) -> etree._Element:
    """The root element of a member, for those who change nothing in it. Raises Unreadable."""
    if not isinstance(package, Opened):
        return read(package, name)
    if name not in package.roots or package.roots[name][0] is not package[name]:
        package.roots[name] = package[name], read(package, name)
    return package.roots[name][1]


def main_part(package: Package) -> str:
    """The name of the main document. Raises Unreadable where there is none, or it is in the strict format."""
    for relationship in relationships(package, ""):
        is_inside = not relationship.external and relationship.target in package
        if relationship.kind == "officeDocument" and is_inside:
            if not _is_word(package, relationship.target):
                raise Unreadable("T001", "this is an Office file, but not a Word document")
            if STRICT.encode() in package[relationship.target].read()[:4000]:
                hint = "in Word: Save As, and choose 'Word Document (*.docx)' rather than 'Strict Open XML Document'"
                raise Unreadable("T005", "this file is in the strict variant of the format, which is not read", hint)
            return relationship.target
    raise Unreadable("T001", "this is a zip file, but not a Word file: it has no main document")


def _is_word(package: Package, name: str) -> bool:
    return content_type(package, name).strip().lower() in _MAIN_TYPES


class Types(NamedTuple):
    """The content types of a package: by the names of members, and by how names end, in small letters."""

    named: Mapping[str, str]
    endings: Mapping[str, str]

    def of(self, name: str) -> str:
        """The content type of a member, empty if none is given."""
        small = name.lower()
        return self.named.get(small) or self.endings.get(small.rsplit(".", 1)[-1], "")


def content_types(package: Package) -> Types:
    """The content types of a package. Raises Unreadable for broken XML."""
    tables: dict[str, dict[str, str]] = {"PartName": {}, "Extension": {}}
    tags = (f"{{{names.CONTENT_TYPES}}}{tag}" for tag in ("Override", "Default"))
    for entry in shared(package, CONTENT_TYPES).iter(*tags):
        key = "PartName" if "PartName" in entry.attrib else "Extension"
        tables[key].setdefault(entry.get(key, "").lstrip("/").lower(), entry.get("ContentType", ""))
    return Types(tables["PartName"], tables["Extension"])


def content_type(package: Package, name: str) -> str:
    """The content type of a member, empty if none is given."""
    return content_types(package).of(name)


def stories(package: Package, main: str) -> tuple[Story, ...]:
    """The members that may hold tags, in rendering order: the body first, since it makes the notes."""
    found = [Story(main, "body")]
    related = relationships(package, main)
    for kind in STORY_KINDS:
        targets = {r.target for r in related if r.kind == kind and not r.external and r.target in package}
        found += [Story(target, kind) for target in sorted(targets)]
    for relationship in relationships(package, ""):
        if relationship.kind in PROPERTY_KINDS and relationship.target in package:
            found.append(Story(relationship.target, "properties"))
    found += [Story(name, kind) for name, kind in sorted(_plain(package, [story.name for story in found]).items())]
    return tuple(found)


def _plain(package: Package, owners: list[str]) -> dict[str, str]:
    """The charts, diagrams and data that stories relate to, and those that these relate to in turn."""
    found: dict[str, str] = {}
    while owners:
        for relationship in relationships(package, owners.pop()):
            name, known = relationship.target, relationship.kind in DRAWN_KINDS + DATA_KINDS
            if known and not relationship.external and name in package and name not in found:
                found[name] = relationship.kind
                owners.append(name)
    return found


def without_titles(package: Package) -> dict[str, Member]:
    """The extended properties without what Word noted there of headings as they were typed (`TitlesOfParts`, ECMA-376
    part 1, 22.2.2.28), where that holds tags: they are nobody's."""
    changed = {}
    for one in relationships(package, ""):
        if one.kind == "extended-properties" and b"{" in package.get(one.target, _NOTHING).read():
            root = read(package, one.target)
            for element in [child for child in root if etree.QName(child).localname in _TITLES]:
                if "{" in "".join(text for text in element.itertext() if isinstance(text, str)):
                    root.remove(element)
            data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
            changed[one.target] = pack(one.target, (data,))
    return changed


def related_part(package: Package, main: str, kind: str) -> str:
    """The member of a kind ("styles", "numbering", "footnotes") that the main document has, or empty."""
    for relationship in relationships(package, main):
        if relationship.kind == kind and relationship.target in package:
            return relationship.target
    return ""
