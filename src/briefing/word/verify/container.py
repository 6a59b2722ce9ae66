"""The package around the parts: zip, content types, relationships (ECMA-376 Part 2, Open Packaging Conventions)."""

from __future__ import annotations

import posixpath
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from lxml import etree

from briefing import limits
from briefing.later import regex
from briefing.word import package
from briefing.word.malformed import why
from briefing.word.names import CONTENT_TYPES, RELATIONSHIPS
from briefing.word.verify.findings import Findings, tag_of

if TYPE_CHECKING:
    from zipfile import ZipInfo

TYPES_PART = "[Content_Types].xml"
_TYPES, _DEFAULT, _OVERRIDE = (f"{{{CONTENT_TYPES}}}{name}" for name in ("Types", "Default", "Override"))
_MEDIA_TYPE = regex(r"[\w!#$&^.+\-]+/[\w!#$&^.+\-]+(?:\s*;.*)?", re.ASCII)
_XML_TYPE = regex(r"(?:application|text)/xml|.*\+xml")
_XML = regex(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\0\s]*+<")  # in UTF-8, UTF-16 and their like
_ENCODING = regex(rb"(?:\xef\xbb\xbf)?<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:-]*)", re.ASCII)
_READ = regex(rb"(?i:UTF-?(?:8|16(?:[BL]E)?)|(?:US-)?ASCII|ISO-8859-\d+|windows-\d+)")
_ZIP64 = 0xFFFFFFFF  # a size that is given elsewhere
_ID = regex(r"[^\W\d][\w.\-]*")


class Relationship(NamedTuple):
    """`kind` is the last word of a type that is Office's, else all of it; `target` is a part's name, or an address if
    `external`."""

    kind: str
    target: str
    external: bool


class Part(NamedTuple):
    """A part of the package. `root` is None where it is not XML, or not well-formed."""

    name: str
    content_type: str
    root: etree._Element | None
    relationships: Mapping[str, Relationship]


class Container(NamedTuple):
    """All parts by name, and the relationships of the package itself."""

    parts: Mapping[str, Part]
    relationships: Mapping[str, Relationship]


def unpacked(data: bytes, findings: Findings) -> dict[str, bytes]:
    """The members of the zip by name. Empty, with a finding, if it can't be read."""
    try:
        infos = package.directory(data)
        members = [info for info in infos if not info.filename.endswith("/")]
        if not members:
            raise package.Unreadable("T001", "this is not a Word file: the zip is empty")
        if not _is_of_known_methods(members, findings):
            return {}
        contents = {info: package.packed(data, info).unpacked() for info in members}
    except package.Unreadable as fault:
        findings.add(_UNREADABLE[fault.code], fault.message)
        return {}
    if not data.startswith(b"PK"):
        findings.add("O221", "something stands before the zip")
    if not _headers_agree(members, data, findings):
        return {}
    named = {info.filename: contents[info] for info in _named(infos, findings) if info in contents}
    return named if _is_bounded(named, findings) else {}


_UNREADABLE = {"T001": "O201", "T002": "O204", "T003": "O219"}
_HEADER = struct.Struct("<4sHHHHHLLLHH")  # APPNOTE.TXT 4.3.7
_SIZES_FOLLOW = 8  # the flag of a member whose sizes stand after it


def _is_of_known_methods(members: list[ZipInfo], findings: Findings) -> bool:
    """Whether all members are stored or deflated (Part 2, annex B)."""
    odd = [info.filename for info in members if info.compress_type not in (package.STORED, package.DEFLATED)]
    if odd:
        others = f", as are {len(odd) - 1} others" if odd[1:] else ""
        findings.add("O221", f"the member '{odd[0]}' is packed by a method that Word does not read{others}", odd[0])
    return not odd


def _headers_agree(members: list[ZipInfo], data: bytes, findings: Findings) -> bool:
    """Whether each member's own header says what the directory at the end does: readers go by the one or the other."""
    at_odds = [info.filename for info in members if not _agrees(info, data)]
    if at_odds:
        others = f", as do those of {len(at_odds) - 1} others" if at_odds[1:] else ""
        message = f"the header of the member '{at_odds[0]}' and the zip's directory differ{others}"
        findings.add("O221", message, at_odds[0])
    return not at_odds


def _agrees(info: ZipInfo, data: bytes) -> bool:
    mark, _, flags, method, _, _, checksum, packed, size, length, _ = _HEADER.unpack_from(data, info.header_offset)
    start = info.header_offset + _HEADER.size
    name = data[start : start + length].decode("utf-8" if flags & package.UTF8_NAMES else "cp437", "replace")
    given = (checksum, packed, size)
    known = (info.CRC, info.compress_size, info.file_size)
    sized = flags & _SIZES_FOLLOW or given == known or _ZIP64 in given[1:]
    return mark == b"PK\3\4" and name == info.orig_filename and method == info.compress_type and bool(sized)


def _is_bounded(members: Mapping[str, bytes], findings: Findings) -> bool:
    """Whether trees may be built of the XML, where each element and attribute takes memory: of a part that holds no
    more of them than the limit, and of all parts if they hold no more than twice as many."""
    most, total = limits.now().nodes, 0
    for name, data in members.items():
        total += (nodes := package.nodes_in(data))
        if nodes > most or total > 2 * most:
            holds = f"'{name}' holds more than {most:,}" if nodes > most else f"its parts hold more than {2 * most:,}"
            findings.add("O219", f"{holds} elements and attributes: `--limit nodes={5 * most}` allows more", name)
            return False
        if nodes > package.MOST_ATTRIBUTES and package.is_crowded(data):
            findings.add("O219", package.too_crowded(name), name)
            return False
    return True


def _named(infos: Iterable[ZipInfo], findings: Findings) -> Iterator[ZipInfo]:
    """The members with names of their own. What has none, or another's, is told, and is no part."""
    names: dict[str, str] = {}
    for info in infos:
        # The name as it stands in the archive: zipfile mends backslashes, and what follows a null.
        if package.is_unsafe(info.orig_filename.removesuffix("/")):
            findings.add("O203", f"'{info.orig_filename}' is no name for a part", info.filename)
            continue
        if info.is_dir():
            continue
        first = names.get(info.filename.lower(), "")
        if first:  # part names are equal whatever their case (Part 2, 6.2.2.3)
            twice = f"the zip holds '{info.filename}' twice"
            alike = f"the zip holds '{first}' and '{info.filename}', which are one name: capitals do not count"
            findings.add("O202", twice if first == info.filename else alike, info.filename)
            continue
        names[info.filename.lower()] = info.filename
        above = next((name for name in map(str, PurePosixPath(info.filename.lower()).parents) if name in names), "")
        if above:  # no part name is another with segments added (Part 2, 6.2.2.3)
            findings.add("O203", f"'{info.filename}' lies in '{names[above]}', which is a part itself", info.filename)
        yield info


def opened(members: Mapping[str, bytes], findings: Findings) -> Container:
    """The parts with their content types, trees and relationships."""
    types = _ContentTypes(members, findings)
    # Trash, of a save in place, is no part, and has no type (Part 1, 9.1.7 of the first edition). Word skips it.
    names = [
        name
        for name in members
        if not name.endswith(".rels") and name != TYPES_PART and not name.lower().startswith("[trash]/")
    ]
    relationships = {name: _relationships(name, members, findings) for name in ("", *names)}
    chunks = {one.target for of_part in relationships.values() for one in of_part.values() if one.kind == "aFChunk"}
    parts: dict[str, Part] = {}
    untyped: dict[str, list[str]] = {}  # by their extensions
    for name in names:
        content_type = types.of(name)
        if not content_type and types.are_given:
            untyped.setdefault(PurePosixPath(name).suffix.lower() or name, []).append(name)
        # A chunk to import (w:altChunk) bears the type of what it will become, and may be HTML or a package.
        is_xml = _XML_TYPE.fullmatch(content_type) and name not in chunks
        root = parsed(name, members[name], findings) if is_xml else None
        parts[name] = Part(name, content_type, root, relationships[name])
    for first, *others in untyped.values():
        more = f", nor have {len(others)} others" if others[1:] else f", nor has '{others[0]}'" if others else ""
        findings.add("O206", f"the part '{first}' has no content type{more}", first)
    if types.are_given and any(name.endswith(".rels") and not types.of(name) for name in members):
        findings.add("O206", "relationships (.rels) have no content type", TYPES_PART)
    _check_targets(relationships, set(names), findings)
    return Container(parts, relationships[""])


def parsed(name: str, data: bytes, findings: Findings) -> etree._Element | None:
    """The root of an XML part; None, with a finding, if it is not well-formed or declares a document type."""
    if package.declares_type(data):
        findings.add("O210", f"the part '{name}' declares a document type", name)
        return None
    said = _ENCODING.match(data)
    is_known = not said or _READ.fullmatch(said[1])  # in others < may be written otherwise, and none is counted
    if not _XML.match(data) or not is_known:
        message = f"is written in {said[1].decode()}" if said else "does not begin with <"
        findings.add("O209", f"the part '{name}' is not XML that Word reads: it {message}", name)
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        findings.add("O209", f"the part '{name}' is not well-formed XML: {why(str(error.msg))}", name)
        return None
    information = root.getroottree().docinfo
    if information.internalDTD is not None:
        findings.add("O210", f"the part '{name}' declares a document type", name)
        return None
    if information.xml_version != "1.0":
        findings.add("O209", f"the part '{name}' is written in XML {information.xml_version}, not 1.0", name)
    if (information.encoding or "UTF-8").upper() not in (
        "UTF-8",
        "UTF-16",
        "UTF-16LE",
        "UTF-16BE",
        "ASCII",
        "US-ASCII",
    ):
        findings.add("O211", f"the part '{name}' is written in {information.encoding}, not in UTF-8 or UTF-16", name)
    return root


class _ContentTypes:
    """`[Content_Types].xml`: the type of a part by its name, else by its extension (Part 2, 6.2.3)."""

    def __init__(self, members: Mapping[str, bytes], findings: Findings) -> None:
        self.are_given = False
        self._defaults: dict[str, str] = {}
        self._overrides: dict[str, str] = {}
        data = members.get(TYPES_PART)
        root = parsed(TYPES_PART, data, findings) if data is not None else None
        if data is None or (root is not None and root.tag != _TYPES):
            findings.add("O205", f"the package has no {TYPES_PART}", TYPES_PART)
        if root is not None:
            self.are_given = root.tag == _TYPES
            self._read(root, {f"/{name}".lower() for name in members}, findings)

    def of(self, name: str) -> str:
        extension = name.rpartition(".")[2].lower()
        return self._overrides.get(f"/{name}".lower()) or self._defaults.get(extension, "")

    def _read(self, root: etree._Element, names: set[str], findings: Findings) -> None:
        for entry in root.iterchildren(etree.Element):
            if entry.tag not in (_DEFAULT, _OVERRIDE):
                findings.add("O230", f"{tag_of(entry)} may not stand in {TYPES_PART}", TYPES_PART)
                continue
            is_default = entry.tag == _DEFAULT
            key = entry.get("Extension" if is_default else "PartName", "")
            if not key or not _MEDIA_TYPE.fullmatch(entry.get("ContentType", "")):
                message = f"{TYPES_PART} gives '{key}' the type '{entry.get('ContentType', '')}', which is none"
                findings.add("O225", message, TYPES_PART)
            table = self._defaults if is_default else self._overrides
            if key.lower() in table:
                findings.add("O208", f"{TYPES_PART} gives '{key}' two content types", TYPES_PART)
            table[key.lower()] = entry.get("ContentType", "")
            if not is_default and key.lower() not in names:
                findings.add("O207", f"{TYPES_PART} names '{key}', which is not in the package", TYPES_PART)


def relationships_of(source: str) -> str:
    """The name of the member that holds the relationships of a part ("": of the package)."""
    folder, _, file = source.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def _relationships(source: str, members: Mapping[str, bytes], findings: Findings) -> dict[str, Relationship]:
    """The relationships of a part ("": of the package) by id (Part 2, 6.5)."""
    folder, name = source.rpartition("/")[0], relationships_of(source)
    root = parsed(name, members[name], findings) if name in members else None
    found: dict[str, Relationship] = {}
    if root is not None and root.tag != f"{{{RELATIONSHIPS}}}Relationships":
        findings.add("O240", f"the root is {tag_of(root)}, not Relationships", name)
    for entry in root.iterchildren(etree.Element) if root is not None else ():
        if entry.tag != f"{{{RELATIONSHIPS}}}Relationship":
            findings.add("O230", f"{tag_of(entry)} may not stand among relationships", name)
            continue
        identity, kind, target = entry.get("Id", ""), entry.get("Type", ""), entry.get("Target")
        mode = entry.get("TargetMode", "Internal")
        if identity in found:
            findings.add("O212", f"two relationships have the id '{identity}'", name)
        if not _ID.fullmatch(identity) or not kind or target is None or mode not in ("Internal", "External"):
            findings.add("O220", f"the relationship '{identity}' lacks a valid Id, Type, Target or TargetMode", name)
            continue
        if mode == "External" and _NO_ADDRESS.match(target):
            findings.add("O220", f"the relationship '{identity}' leads to '{target[:60]}', which is no address", name)
        resolved = target if mode == "External" else _resolved(folder, target)
        found[identity] = Relationship(_kind(kind), resolved, mode == "External")
    return found


STRICT = "http://purl.oclc.org/ooxml/"
_FAMILIES = ("http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/", STRICT)
# An address whose host has a space in it, or words for a port. One with braces may be a template's.
_NO_ADDRESS = regex(r"(?:https?|ftp)://(?>[^/?#{\[\]@]*@)?+(?:[^/?#\s{]*\s|[^/?#{\[\]@:]*:(?!\d*(?:[/?#]|$)))")
# LibreOffice's core properties, by a type that is not the standard's: Word keeps them beside those that it writes.
_FOREIGN_CORE = "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties"


def _kind(of_type: str) -> str:
    """The last word of a type that Office knows; all of another."""
    last = of_type.rpartition("/")[2]
    # A type of Strict Open XML is Office's, but leads nowhere in a file that is not Strict, as its main document says.
    is_strict = of_type.startswith(STRICT) and last != "officeDocument"
    return last if of_type.startswith(_FAMILIES) and of_type != _FOREIGN_CORE and not is_strict else of_type


def _resolved(folder: str, target: str) -> str:
    """The name of the part that an internal target means; "" for a place in the source itself."""
    path = unquote(target.partition("#")[0])
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/") if path else ""


def _check_targets(
    relationships: Mapping[str, Mapping[str, Relationship]], names: set[str], findings: Findings
) -> None:
    for source, of_part in relationships.items():
        for identity, one in of_part.items():
            if one.target and not one.external and one.target not in names:
                # Word itself writes images with the target NULL, and reads them as a picture that can't be shown. It
                # does not look at the thumbnail: templates of Office 2007 name one that is not there.
                is_harmless = posixpath.basename(one.target) == "NULL" or one.kind == "thumbnail"
                code = "O224" if is_harmless else "O213"
                message = f"the relationship '{identity}' leads to '{one.target}', which is not in the package"
                findings.add(code, message, source or "_rels/.rels")
