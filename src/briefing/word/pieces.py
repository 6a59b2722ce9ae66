"""From a tree with markers to the flat list of literal XML and tag numbers that a source is made from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import NamedTuple

from lxml import etree

from briefing.model.template import Position
from briefing.word import guards
from briefing.word.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    CELL,
    PPR,
    ROW,
    RPR,
    RUN,
    SDT,
    SECTION,
    STORIES,
    TABLE,
    TEXT,
    P,
    w,
)
from briefing.word.names import BODY as BODY_
from briefing.word.text import MARKER, is_marker, number_of, split_run

Node = etree._Element
_SIGNS = {
    "spare": guards.SPARE,
    "spare-end": guards.SPARE_END,
    "hold": guards.HOLD,
    "start": guards.START,
    "stop": guards.STOP,
    "hold-end": guards.HOLD_END,
}
_RANGE_STARTS = (BOOKMARK_START, w("commentRangeStart"))
_RANGE_ENDS = (BOOKMARK_END, w("commentRangeEnd"))
_SILENT = (w("proofErr"), w("lastRenderedPageBreak"), *_RANGE_STARTS, *_RANGE_ENDS)


class Dress(NamedTuple):
    """The literal properties around a value: of its paragraph, if it stands alone in one, and of its run."""

    position: str
    ppr: str
    rpr: str


def set_apart(node: etree._ProcessingInstruction) -> str:
    """Makes a marker a sibling of the run it stands in, and gives that run's properties as XML."""
    run = node.getparent()
    properties = None if run is None else run.find(RPR)
    xml = "" if properties is None else literal(properties)
    split_run(node)
    return xml


def dress(node: etree._ProcessingInstruction, rpr: str) -> Dress:
    """How a value is dressed. Alone in its paragraph, the marker takes the paragraph's place."""
    paragraph = node.getparent()
    if paragraph is None or paragraph.tag != P:
        return Dress("run" if _in_paragraph(node) else "block", "", rpr)
    properties = paragraph.find(PPR)
    has_section = properties is not None and properties.find(w("sectPr")) is not None
    if has_section or not all(_is_silent(child, node) for child in paragraph):
        return Dress("run", "", rpr)
    ppr = "" if properties is None else literal(properties)
    for mark in list(paragraph):
        if mark.tag in _RANGE_STARTS or (paragraph.getnext() is None and mark.tag in _SILENT[2:]):
            paragraph.addprevious(mark)
        elif mark.tag in _SILENT[2:]:
            paragraph.addnext(mark)
    paragraph.addprevious(node)
    paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]
    return Dress("paragraph", ppr, rpr)


def _is_silent(child: Node, node: Node) -> bool:
    if child is node or child.tag == PPR or child.tag in _SILENT:
        return True
    return child.tag == w("r") and all(
        part.tag == RPR or part.tag in _SILENT or (part.tag == w("t") and not (part.text or "").strip())
        for part in child
    )


def _in_paragraph(node: Node) -> bool:
    for ancestor in node.iterancestors():
        if ancestor.tag == P:
            return True
        if ancestor.tag in STORIES:
            return False
    return False


def guard(root: Node, ending: Set[int]) -> None:
    """Puts the guards where conditions may leave a cell or story without a paragraph, or a table without a row.

    `ending` are the numbers of values that see to it themselves, standing last.
    """
    for element in list(root.iter(*_NEEDS_PARAGRAPH)):
        if _may_lack_paragraph(element, ending):
            _spare(element)
    for table in list(root.iter(TABLE)):
        rows = [child for child in table if child.tag == ROW or _holds_row(child)]
        if not rows:
            table.getparent().remove(table)  # type: ignore[union-attr]
        elif not any(_is_unconditional(row) for row in rows):
            _hold(table)


def _may_lack_paragraph(element: Node, ending: Set[int]) -> bool:
    blocks = [child for child in element if child.tag in (P, TABLE) or _is_marker(child) or child.tag == w("sdt")]
    if not blocks:
        return True
    if _is_marker(blocks[-1]) and number_of(blocks[-1]) in ending:
        return False
    return blocks[-1].tag != P and (element.tag == CELL or any(map(_is_marker, blocks)))


def _spare(element: Node) -> None:
    for paragraph in element.iterchildren(P):
        if not len(paragraph):
            paragraph.text = ""  # serialised as <w:p></w:p>, whose end the guard can see
    for sign in ("spare", "spare-end"):
        element.append(etree.ProcessingInstruction(sign))
    element[-1].addprevious(etree.Element(P))


def _hold(table: Node) -> None:
    table.addprevious(etree.ProcessingInstruction("hold"))
    table.addnext(etree.ProcessingInstruction("hold-end"))
    first = next(child for child in table if child.tag == ROW or _is_marker(child) or _holds_row(child))
    first.addprevious(etree.ProcessingInstruction("start"))
    table.append(etree.ProcessingInstruction("stop"))


def _holds_row(child: Node) -> bool:
    return isinstance(child.tag, str) and child.tag != ROW and child.find(f".//{ROW}") is not None


def _is_unconditional(row: Node) -> bool:
    """Whether a row stands outside of all blocks: as many blocks open as close before it among its siblings."""
    return not any(_is_marker(sibling) for sibling in row.itersiblings(preceding=True))


def _is_marker(node: Node) -> bool:
    return isinstance(node, etree._ProcessingInstruction) and node.target == MARKER


def flatten(root: Node, mark: str) -> tuple[str | int, ...]:
    """The XML of a part in pieces: an int is the number of the tag or site that stands there."""
    xml = etree.tostring(root, encoding="unicode")
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return tuple(_pieces(declaration + xml, mark))


def _pieces(xml: str, mark: str) -> Iterator[str | int]:
    pattern = re.compile(rf"<\?{MARKER} (\d+)\?>|{mark}(\d+){mark}|<\?({'|'.join(_SIGNS)})\s*\?>")
    position, text = 0, ""
    for found in pattern.finditer(xml):
        text += xml[position : found.start()]
        position = found.end()
        if found.group(3):
            text += _SIGNS[found.group(3)]
            continue
        if text:
            yield text
        text = ""
        yield int(found.group(1) or found.group(2))
    yield text + xml[position:]


def literal(element: Node) -> str:
    """The XML of an element without the namespace declarations that its part's root makes anyway."""
    xml = etree.tostring(element, encoding="unicode", with_tail=False)
    root = element.getroottree().getroot()
    for prefix, uri in root.nsmap.items():
        if prefix:
            xml = xml.replace(f' xmlns:{prefix}="{uri}"', "")
    return xml


def text_width(root: Node) -> int:
    """The width of the text column of the last section, in twips; A4 with margins of 22 mm where none is said."""
    section = next(root.iterfind(f".//{w('sectPr')}"), None)
    sections = root.findall(f".//{w('sectPr')}")
    section = sections[-1] if sections else section
    if section is None:
        return 9410
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    width = _twips(size, "w", 11906) - _twips(margins, "left", 1247) - _twips(margins, "right", 1247)
    return max(width, 1440)


def _twips(element: Node | None, name: str, default: int) -> int:
    value = "" if element is None else element.get(f"{{{W}}}{name}", "")
    return int(value) if value.lstrip("-").isdigit() else default

