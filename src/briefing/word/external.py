"""What a Word file fetches when it is opened: templates, pictures and objects that lie elsewhere, fields that read
files or speak to other programs. A template comes from anywhere; its readers' machines must ask nobody for anything.

Relationships to the outside but links, which a reader clicks, go with what names them (ECMA-376 part 2, 6.5.3.4; part
1, 11 and 15); fields of the kinds below leave what they show (part 1, 17.16.5; DDE and DDEAUTO even start programs);
VML loses its pictures' addresses (part 4, 19.1.2.11).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from briefing.word import package, parts
from briefing.word.addresses import holds_tag
from briefing.word.fields.reading import SIMPLE, read
from briefing.word.instructions import FETCHING, NESTED
from briefing.word.names import FIELD_CHAR, FIELD_CODE, TEXT, w
from briefing.word.package import Member
from briefing.word.packaging import decoded, relationships_name, without
from briefing.word.surgery import forget_relationships

Node = etree._Element

_TYPE = w("fldCharType")
_OFFICE, _VML = "urn:schemas-microsoft-com:office:office", "urn:schemas-microsoft-com:vml"
_ADDRESSES = ("src", f"{{{_OFFICE}}}href", f"{{{_OFFICE}}}althref")


class Fetched(NamedTuple):
    """What a part of a file would fetch: the kind of relationship or field, and the address, as far as it is known."""

    part: str
    kind: str
    address: str


def without_external(members: Mapping[str, Member], main: str) -> tuple[dict[str, Member], tuple[Fetched, ...]]:
    """The members of a template that fetch nothing, and what they would have fetched. Addresses that hold tags are left
    to the reader of tags, who tells of them, in the parts that are read for tags. Raises Unreadable."""
    made, found = dict(members), list[Fetched]()
    stories = {story.name for story in parts.stories(members, main)}
    for name in ("", *members):  # the package's own relationships first
        table = relationships_name(name)
        outside = [one for one in _outside(members, name) if name not in stories or not holds_tag(one.target)]
        found += [Fetched(name or table, one.kind, one.target) for one in outside]
        if name.endswith(".xml") and (outside or _may_read_elsewhere(members[name])):
            root = parts.read(members, name)
            forget_relationships(root, {one.id for one in outside})
            read_from = [*_unlinked(root), *_undrawn(root)]
            found += [Fetched(name, kind, address) for kind, address in read_from]
            if outside or read_from:
                data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
                made[name] = package.pack(name, (data,))
        if outside:
            register = without(decoded(members[table].read()), *(one.id for one in outside))
            made[table] = package.pack(table, (register.encode(),))
    return made, tuple(found)


def _outside(members: Mapping[str, Member], name: str) -> Iterable[parts.Relationship]:
    """The relationships of a part, or of the package (""), to the outside that nobody has to click."""
    table = members.get(relationships_name(name))
    if table is None or b"External" not in table.read():
        return ()
    return [one for one in parts.relationships(members, name) if one.external and one.kind != "hyperlink"]


def _may_read_elsewhere(member: Member) -> bool:
    """Whether a part holds fields, or VML with addresses: what they say takes a look at the tree."""
    data = member.read()
    has_addresses = _VML.encode() in data and (b"src=" in data or b"href=" in data)
    return has_addresses or b"fldChar" in data or b"fldSimple" in data


def _undrawn(root: Node) -> Iterator[tuple[str, str]]:
    """The addresses of pictures in VML, which are taken away."""
    for element in root.iter(f"{{{_VML}}}*"):
        for name in _ADDRESSES:
            if name in element.attrib:
                yield "picture", str(element.attrib.pop(name))


def _unlinked(root: Node) -> list[tuple[str, str]]:
    """Takes the marks and codes of fields that fetch away; what they show stays. Gives keywords and codes. A keyword
    that another field makes is nobody's who has nothing to hide; codes with tags are left to their reader, too."""
    found, gone = list[tuple[str, str]](), list[Node]()
    for code, nodes in _fields(root):
        keyword = read(code).keyword
        if (keyword in FETCHING and not holds_tag(code)) or NESTED in keyword:
            found.append((keyword.replace(NESTED, "…"), " ".join(code.replace(NESTED, "…").split())))
            gone += nodes
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


def _fields(root: Node) -> Iterator[tuple[str, list[Node]]]:
    """The code of each complex field, a sign in it for each other field, and all of it but its result: marks, and what
    stands in its code."""
    nodes = list(root.iter(FIELD_CHAR, FIELD_CODE, TEXT))
    begun: list[tuple[int, list[str], list[int]]] = []
    for number, node in enumerate(nodes):
        kind = node.get(_TYPE) if node.tag == FIELD_CHAR else ""
        if node.tag == FIELD_CODE and begun and not begun[-1][2]:
            begun[-1][1].append(node.text or "")
        elif kind == "begin":
            if begun and not begun[-1][2]:
                begun[-1][1].append(NESTED)
            begun.append((number, [], []))
        elif kind == "separate" and begun:
            begun[-1][2].append(number)
        elif kind == "end" and begun:
            first, code, separate = begun.pop()
            last = separate[0] if separate else number
            yield "".join(code), [*nodes[first : last + 1], node]
