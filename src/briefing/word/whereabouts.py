"""What a tag stands in that is no paragraph: an attribute, a property, a chart, as a person looks for it in Word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from briefing.word import names
from briefing.word.names import TEXT, w
from briefing.word.printable import cut

Node = etree._Element
LONGEST_QUOTE = 40  # characters of a text that is quoted to find it by
_CUSTOM = "property"  # of one's own (ECMA-376 part 1, 22.3.2.2)
_ATTRIBUTES: Mapping[tuple[str, str], str] = {
    (w("alias"), names.VAL): "title of a content control",
    (w("tag"), names.VAL): "tag of a content control",
    (names.BOOKMARK_START, w("name")): "name of a bookmark",
    (w("fldSimple"), w("instr")): "code of a field",
    (w("hyperlink"), w("tooltip")): "screen tip of a link",
}
_CHART = f"{{{names.CHART}}}"
_PARTS_OF_CHARTS: Mapping[str, str] = {
    f"{_CHART}dLbl": "label of a point",
    f"{_CHART}tx": "name of a series",
    f"{_CHART}cat": "categories",
    f"{_CHART}val": "values",
}


def of_attribute(element: Node, name: str) -> str:
    """What an attribute is for people; empty for one that they do not see."""
    if element.tag == w("docVar"):
        return f"document variable '{element.get(w('name'), '')}'"
    local = etree.QName(element).localname
    if (local in ("docPr", "cNvPr") and name in ("descr", "title")) or name == "alt":
        shown = element.get("name") or element.get("id") or ""
        return f"alternative text of '{shown}'" if shown else "alternative text"
    return _ATTRIBUTES.get((str(element.tag), name), "")


def of_plain(element: Node, part: str, story: str) -> str:
    """What an element is in a part that is no text of Word's: a property, or a part of a chart."""
    if story == "properties":
        own = next((one for one in _around(element) if etree.QName(one).localname == _CUSTOM), None)
        name = etree.QName(element).localname if own is None else own.get("name", "")
        return f"property '{name[:1].upper()}{name[1:]}'"
    number = re.search(r"(\d*)\.xml$", part)
    kind = "chart" if story.startswith("chart") else "diagram" if story.startswith("diagram") else ""
    if not kind or number is None:
        return ""
    return ", ".join(filter(None, (f"{kind} {number[1]}".strip(), _of_chart(element))))


def _of_chart(element: Node) -> str:
    around = list(_around(element))
    title = next((one for one in around if one.tag == f"{_CHART}title"), None)
    if title is not None:
        owner = title.getparent()
        return "title" if owner is not None and owner.tag == f"{_CHART}chart" else "title of an axis"
    return next((_PARTS_OF_CHARTS[str(one.tag)] for one in around if one.tag in _PARTS_OF_CHARTS), "")


def _around(element: Node) -> Iterator[Node]:
    yield element
    yield from element.iterancestors()


def of_link(element: Node) -> str:
    """The address of a link, by the words that it stands behind."""
    words = " ".join("".join(text.text or "" for text in element.iter(TEXT)).split())
    return f"address of the link '{cut(words, LONGEST_QUOTE)}'" if words else "address of a link"


def joined(trail: str, step: str) -> str:
    """A trail with one step more."""
    return ", ".join(filter(None, (trail, step)))
