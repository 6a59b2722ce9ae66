"""What parts hold that must agree with something elsewhere: ids, references, marks, relationships."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, cast

from lxml import etree

from briefing.word.names import VAL, WP, R, w

_relation_attributes = cast("Callable[[etree._Element], list[Any]]", etree.XPath(".//@r:*", namespaces={"r": R}))


class Fact(NamedTuple):
    """Something at an element. `story` tells the body, each text box and each note of a part apart; `order` is that of
    reading."""

    value: str
    part: str
    paragraph: int
    story: int
    element: etree._Element
    order: int


class RelationUse(NamedTuple):
    """An attribute (in lxml's notation) that names a relationship of its part."""

    attribute: str
    value: str
    part: str
    paragraph: int
    element: etree._Element


class Facts:
    """What the parts of one document hold, in the order of reading: facts by kind, and uses of relationships."""

    def __init__(self) -> None:
        self.by_kind: defaultdict[str, list[Fact]] = defaultdict(list)
        self.relations: list[RelationUse] = []
        self._count = 0

    def add(self, kind: str, value: str, part: str, paragraph: int, story: int, element: etree._Element) -> None:
        """Takes in the next fact."""
        self._count += 1
        self.by_kind[kind].append(Fact(value, part, paragraph, story, element, self._count))

    def of(self, kind: str) -> list[Fact]:
        """The facts of one kind."""
        return self.by_kind.get(kind, [])


# What is remembered of an element: kinds of fact, each with the attribute that holds its value, if any.
REMEMBERED: Mapping[str, tuple[tuple[str, str], ...]] = {
    w("pStyle"): (("use of paragraph style", VAL),),
    w("rStyle"): (("use of character style", VAL),),
    w("tblStyle"): (("use of table style", VAL),),
    w("style"): (("style", w("styleId")),),
    w("numId"): (("use of numbering", VAL),),
    w("num"): (("numbering", w("numId")),),
    w("abstractNum"): (("abstract numbering", w("abstractNumId")),),
    w("abstractNumId"): (("use of abstract numbering", VAL),),
    w("ilvl"): (("use of level", VAL),),
    w("lvl"): (("level", w("ilvl")),),
    w("lvlOverride"): (("level", w("ilvl")),),
    w("bookmarkStart"): (("bookmark", w("id")), ("bookmark name", w("name"))),
    w("bookmarkEnd"): (("end of bookmark", w("id")),),
    w("commentRangeStart"): (("comment range", w("id")),),
    w("commentRangeEnd"): (("end of comment range", w("id")),),
    w("moveFromRangeStart"): (("move-from range", w("id")), ("move-from name", w("name"))),
    w("moveFromRangeEnd"): (("end of move-from range", w("id")),),
    w("moveToRangeStart"): (("move-to range", w("id")), ("move-to name", w("name"))),
    w("moveToRangeEnd"): (("end of move-to range", w("id")),),
    w("moveFrom"): (("move-from", ""),),
    w("moveTo"): (("move-to", ""),),
    w("permStart"): (("permission range", w("id")),),
    w("permEnd"): (("end of permission range", w("id")),),
    w("comment"): (("comment", w("id")),),
    w("footnote"): (("footnote", w("id")),),
    w("endnote"): (("endnote", w("id")),),
    w("commentReference"): (("use of comment", w("id")),),
    w("footnoteReference"): (("use of footnote", w("id")),),
    w("endnoteReference"): (("use of endnote", w("id")),),
    w("hyperlink"): (("use of bookmark", w("anchor")), ("link", "")),
    w("listItem"): (("value of choice", w("value")), ("text of choice", w("displayText"))),
    w("numPicBullet"): (("picture bullet", w("numPicBulletId")),),
    w("lvlPicBulletId"): (("use of picture bullet", VAL),),
    w("numStyleLink"): (("use of numbering style", VAL),),
    w("styleLink"): (("use of numbering style", VAL),),
    w("del"): (("deletion", ""),),
    w("delText"): (("deleted text", ""),),
    w("delInstrText"): (("deleted text", ""),),
    w("fldChar"): (("field", w("fldCharType")),),
    w("id"): (("content control id", VAL),),
    w("sectPr"): (("section", ""),),
    f"{{{WP}}}docPr": (("drawing id", "id"),),
}


def relations(part: str, root: etree._Element) -> Iterator[RelationUse]:
    """Every use of a relationship in a part of any schema."""
    for value in _relation_attributes(root):
        yield RelationUse(value.attrname, str(value), part, 0, value.getparent())
