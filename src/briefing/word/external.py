"""What a Word file fetches when it is opened: templates, pictures and objects that lie elsewhere, fields that read
files or speak to other programs. A template comes from anywhere; its readers' machines must ask nobody for anything.

Relationships to the outside but links, which a reader clicks, go with what names them (ECMA-376 part 2, 6.5.3.4; part
1, 11 and 15); fields of the kinds below leave what they show (part 1, 17.16.5; DDE and DDEAUTO even start programs);
VML loses its pictures' addresses (part 4, 19.1.2.11); the source of a mail merge goes with its query (part 1,
17.14.20), and a chunk to import with what it names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from briefing.later import regex
from briefing.word import chunks, package, parts
from briefing.word.addresses import holds_tag
from briefing.word.fields.reading import SIMPLE, read
from briefing.word.instructions import FETCHING, NESTED
from briefing.word.names import DELETED_CODE, FIELD_CHAR, FIELD_CODE, TEXT, VAL, w
from briefing.word.package import CONTENT_TYPES, Member, Unreadable
from briefing.word.packaging import decoded, relationships_name, without, without_types
from briefing.word.surgery import forget_relationships

Node = etree._Element

_TYPE, _INSERTED, _MERGE = w("fldCharType"), w("ins"), w("mailMerge")
_SOURCES = tuple(map(w, ("dataSource", "headerSource", "connectString", "query", "odso")))
_CHUNK = "afchunk"
_ENCODING = regex(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_OFFICE, _VML = "urn:schemas-microsoft-com:office:office", "urn:schemas-microsoft-com:vml"
_ADDRESSES = ("src", f"{{{_OFFICE}}}href", f"{{{_OFFICE}}}althref")


class Fetched(NamedTuple):
    """What a part of a file would fetch: the kind of relationship or field, and the address, as far as it is known."""

    part: str
    kind: str
    address: str


def without_external(
    members: Mapping[str, Member], main: str, *, is_within: bool = False
) -> tuple[dict[str, Member], tuple[Fetched, ...]]:
    """The members of a template that fetch nothing, and what they would have fetched. Addresses that hold tags are left
    to the reader of tags, who tells of them, in the parts that are read for tags. `is_within` says that they are those
    of a chunk to import. Raises Unreadable."""
    made, found, chunks_gone = dict(members), list[Fetched](), set[str]()
    types = parts.content_types(members)
    stories = {story.name for story in parts.stories(members, main)}
    for name in ("", *members):  # the package's own relationships first
        table = relationships_name(name)
        outside = [one for one in _outside(members, name) if name not in stories or not holds_tag(one.target)]
        found += [Fetched(name or table, one.kind, one.target) for one in outside]
        for one in _chunks(members, name):
            if address := _of_chunk(members[one.target].read(), types.of(one.target), is_within=is_within):
                found.append(Fetched(one.target, "altChunk", address))
                outside.append(one)
                chunks_gone.add(one.target)
        if (name in stories or name.endswith(".xml")) and (outside or _may_read_elsewhere(members[name])):
            root = parts.read(members, name)
            forget_relationships(root, {one.id for one in outside})
            read_from = [*_unlinked(root), *_undrawn(root), *_unmerged(root)]
            found += [Fetched(name, kind, address) for kind, address in read_from]
            if outside or read_from:
                data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
                made[name] = package.pack(name, (data,))
        if outside:
            register = without(decoded(members[table].read()), *(one.id for one in outside))
            made[table] = package.pack(table, (register.encode(),))
    return _without_parts(made, chunks_gone), tuple(found)


def _chunks(members: Mapping[str, Member], name: str) -> list[parts.Relationship]:
    """The chunks to import that a part names."""
    table = members.get(relationships_name(name))
    if table is None or _CHUNK not in decoded(table.read()).lower():
        return []
    spelt = {member.lower(): member for member in members}
    inside = [one for one in parts.relationships(members, name) if one.kind.lower() == _CHUNK and not one.external]
    return [one._replace(target=spelt[one.target.lower()]) for one in inside if one.target.lower() in spelt]


def _of_chunk(data: bytes, kind: str, *, is_within: bool) -> str:
    """What a chunk of a content type would fetch; empty for nothing. A Word file in another one is not looked into."""
    if not data.startswith(b"PK"):
        return chunks.fetched(data, kind)
    if is_within:
        return "a Word file within another"
    try:
        inner = package.read(data)
        _, found = without_external(inner, parts.main_part(inner), is_within=True)
    except Unreadable:
        return "a file that cannot be read"
    return found[0].address or found[0].kind if found else ""


def _without_parts(members: dict[str, Member], gone: set[str]) -> dict[str, Member]:
    """The members without some parts, their relationships and their content types."""
    if not gone:
        return members
    tables = set(map(relationships_name, gone))
    types = without_types(decoded(members[CONTENT_TYPES].read()), {name.lower() for name in gone}, ())
    kept = {name: member for name, member in members.items() if name not in gone | tables}
    return {**kept, CONTENT_TYPES: package.pack(CONTENT_TYPES, (types.encode(),))}


def _outside(members: Mapping[str, Member], name: str) -> list[parts.Relationship]:
    """The relationships of a part, or of the package (""), to the outside that nobody has to click."""
    table = members.get(relationships_name(name))
    if table is None or b"External" not in table.read():
        return []
    return [one for one in parts.relationships(members, name) if one.external and one.kind != "hyperlink"]


def _may_read_elsewhere(member: Member) -> bool:
    """Whether a part holds fields, VML with addresses or a mail merge: what they say takes a look at the tree. So does
    one that is written in another encoding than Word's."""
    data = member.read()
    if b"\0" in data[:4] or ((declared := _ENCODING.match(data)) and declared[1].lower() != b"utf-8"):
        return True
    has_addresses = _VML.encode() in data and (b"src" in data or b"href" in data)
    return has_addresses or any(word in data for word in (b"fldChar", b"fldSimple", b"delInstrText", b"mailMerge"))


def _undrawn(root: Node) -> Iterator[tuple[str, str]]:
    """The addresses of pictures in VML, which are taken away."""
    for element in root.iter(f"{{{_VML}}}*"):
        for name in _ADDRESSES:
            if name in element.attrib:
                yield "picture", str(element.attrib.pop(name))


def _unmerged(root: Node) -> Iterator[tuple[str, str]]:
    """What mail merges read from, which are taken away."""
    for merge in list(root.iter(_MERGE)):
        sources = list(merge.iterchildren(*_SOURCES))
        if sources and (around := merge.getparent()) is not None:
            around.remove(merge)
            yield "mailMerge", next(filter(None, (one.get(VAL, "") for one in sources)), "")


def _unlinked(root: Node) -> list[tuple[str, str]]:
    """Takes the marks and codes of fields that fetch away; what they show stays. Gives keywords and codes. A keyword
    that another field makes is nobody's who has nothing to hide; codes with tags are left to their reader, too, but
    for those that would come back if a change was rejected."""
    found, gone = list[tuple[str, str]](), list[Node]()
    for codes, nodes in _fields(root):
        for code in dict.fromkeys(codes):
            keyword = read(code).keyword
            is_read = code == codes[0] and holds_tag(code)
            if (keyword in FETCHING and not is_read) or NESTED in keyword:
                found.append((keyword.replace(NESTED, "…"), " ".join(code.replace(NESTED, "…").split())))
                gone += nodes
                break
    for element in list(root.iter(SIMPLE)):
        code = element.get(w("instr"), "")
        if (keyword := read(code).keyword) in FETCHING and not holds_tag(code):
            found.append((keyword, " ".join(code.split())))
            for child in list(element):
                element.addprevious(child)
            gone.append(element)
    for node in dict.fromkeys(gone):
        if (around := node.getparent()) is not None:
            around.remove(node)
    return found


def _fields(root: Node) -> Iterator[tuple[tuple[str, str], list[Node]]]:
    """The code of each complex field, with its changes accepted and rejected, a sign in it for each other field; and
    all of the field but its result: marks, and what stands in its code. A deleted code is one wherever it stands."""
    nodes = list(root.iter(FIELD_CHAR, FIELD_CODE, DELETED_CODE, TEXT))
    begun: list[tuple[int, list[tuple[str, bool, bool]], list[int]]] = []
    for number, node in enumerate(nodes):
        kind = node.get(_TYPE) if node.tag == FIELD_CHAR else ""
        is_open = bool(begun) and not begun[-1][2]
        if node.tag in (FIELD_CODE, DELETED_CODE):
            text, is_deleted = node.text or "", node.tag == DELETED_CODE
            if is_open:
                begun[-1][1].append((text, is_deleted, next(node.iterancestors(_INSERTED), None) is not None))
            elif is_deleted:
                yield ("", text), [node]
        elif kind == "begin":
            if is_open:
                begun[-1][1].append((NESTED, False, False))
            begun.append((number, [], []))
        elif kind == "separate" and begun:
            begun[-1][2].append(number)
        elif kind == "end" and begun:
            first, code, separate = begun.pop()
            last = separate[0] if separate else number
            accepted = "".join(text for text, is_deleted, _ in code if not is_deleted)
            rejected = "".join(text for text, _, is_inserted in code if not is_inserted)
            yield (accepted, rejected), [*nodes[first : last + 1], node]
