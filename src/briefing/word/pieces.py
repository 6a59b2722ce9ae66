"""From a tree with markers to the flat list of literal XML and tag numbers that a source is made from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Set

from lxml import etree

from briefing.word import guards
from briefing.word.names import (
    CELL,
    COMMENT,
    ENDNOTE,
    FOOTER,
    FOOTNOTE,
    HEADER,
    ROW,
    SDT,
    SDT_CONTENT,
    SECTION,
    TABLE,
    TEXT_BOX,
    P,
    w,
)
from briefing.word.text import MARKER, is_marker, markers, number_of

Node = etree._Element
_SIGNS = {
    "spare": guards.SPARE,
    "spare-end": guards.SPARE_END,
    "hold": guards.HOLD,
    "start": guards.START,
    "stop": guards.STOP,
    "hold-end": guards.HOLD_END,
}
_NEEDS_PARAGRAPH = (CELL, HEADER, FOOTER, FOOTNOTE, ENDNOTE, COMMENT, TEXT_BOX)
HYPERLINK = w("hyperlink")
_A4_WIDTH, _MARGIN, _NARROWEST = 11_906, 1_247, 1_440  # twips; margins of 22 mm


def guard(root: Node, ending: Set[int]) -> None:
    """Puts guards where conditions may leave a cell or story without a paragraph, a table without a row, or a row
    without a cell.

    `ending` are the numbers of values that see to it themselves, standing last.
    """
    for element in list(root.iter(*_NEEDS_PARAGRAPH)):
        if _may_lack_paragraph(element, ending):
            _spare(element)
    for table in list(root.iter(TABLE)):
        rows = dict(_own(table, ROW))
        if not rows:
            table.getparent().remove(table)  # type: ignore[union-attr]
            continue
        held = {row: cells for row in rows if all((cells := dict(_own(row, CELL))).values())}
        if all(row in held or is_conditional for row, is_conditional in rows.items()):
            _hold(table, rows)
        for row, cells in held.items():
            _hold(row, cells)
    for control in reversed(list(root.iter(SDT))):  # those in others first
        _hold_control(control)


def _hold_control(control: Node) -> None:
    """Guards a content control around paragraphs, tables, rows or cells that stays only if one of them does."""
    content = control.find(SDT_CONTENT)
    parent = control.getparent()
    if content is None or parent is None or parent.tag in (P, HYPERLINK):
        return
    if any(_is_sign(child, "start") for child in content):
        return  # a table or row that it holds all of goes with it
    if _may_be_emptied(content):
        content.insert(0, etree.ProcessingInstruction("start"))
        content.append(etree.ProcessingInstruction("stop"))
        control.addprevious(etree.ProcessingInstruction("hold"))
        control.addnext(etree.ProcessingInstruction("hold-end"))


def _may_be_emptied(content: Node) -> bool:
    """Whether all that a content control holds may go: what stands behind a marker, and what is held already."""
    is_held = False
    for child in content:
        if is_marker(child):
            return True
        if isinstance(child.tag, str) and not _is_sign(child.getprevious(), "hold"):
            return False
        is_held = is_held or isinstance(child.tag, str)
    return is_held


def _is_sign(node: Node | None, name: str) -> bool:
    return isinstance(node, etree._ProcessingInstruction) and node.target == name


def _own(element: Node, tag: str, is_conditional: bool = False) -> Iterator[tuple[Node, bool]]:
    """The rows of a table, or cells of a row, in it or in content controls in it; not those of nested tables. Each with
    whether it may be inside of a block: a marker stands before it in its table or row."""
    for child in element:
        if is_marker(child):
            is_conditional = True
        elif child.tag == tag:
            yield child, is_conditional
        elif isinstance(child.tag, str) and child.tag not in (P, ROW, CELL):
            yield from _own(child, tag, is_conditional)


def _hold(owner: Node, units: Collection[Node]) -> None:
    """Guards a table or row that stays only if one of its rows or cells does."""
    parents = {unit.getparent() for unit in units}
    inside = parents.pop() if len(parents) == 1 else owner
    assert inside is not None
    holding = {around for unit in units for around in (unit, *unit.iterancestors())}
    first = next((child for child in inside if is_marker(child) or child in holding), None)
    inside.insert(len(inside) if first is None else inside.index(first), etree.ProcessingInstruction("start"))
    inside.append(etree.ProcessingInstruction("stop"))
    owner.addprevious(etree.ProcessingInstruction("hold"))
    owner.addnext(etree.ProcessingInstruction("hold-end"))


def _may_lack_paragraph(element: Node, ending: Set[int]) -> bool:
    blocks = [child for child in element if child.tag in (P, TABLE, SDT) or is_marker(child)]
    last = blocks[-1] if blocks else None
    if last is None or (last.tag == SDT and not _ends_in_paragraph(last)):
        return True
    if is_marker(last) and number_of(last) in ending:
        return False
    may_go = any(map(is_marker, blocks)) or next(markers(last), None) is not None
    return last.tag not in (P, SDT) and (element.tag == CELL or may_go)


def _ends_in_paragraph(control: Node) -> bool:
    content = control.find(w("sdtContent"))
    last = None if content is None or not len(content) else content[-1]
    return last is not None and (last.tag == P or (last.tag == SDT and _ends_in_paragraph(last)))


def _spare(element: Node) -> None:
    paragraph = etree.Element(P)
    element.extend([etree.ProcessingInstruction("spare"), paragraph, etree.ProcessingInstruction("spare-end")])


def flatten(root: Node, mark: str) -> tuple[str | int, ...]:
    """The XML of a part in pieces: an int is the number of the tag or site that stands there."""
    xml = etree.tostring(root, encoding="unicode")
    return tuple(_pieces('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml, mark))


def _pieces(xml: str, mark: str) -> Iterator[str | int]:
    pattern = re.compile(rf"<\?{MARKER} (\d+)\?>|{mark}(\d+){mark}|<\?({'|'.join(_SIGNS)})\s*\?>")
    text: list[str] = []
    position = 0
    for found in pattern.finditer(xml):
        text.append(xml[position : found.start()])
        position = found.end()
        if sign := found.group(3):
            text.append(_SIGNS[sign])
            continue
        if literal := "".join(text):
            yield literal
        text = []
        yield int(found.group(1) or found.group(2))
    yield "".join([*text, xml[position:]])


def text_width(root: Node) -> int:
    """The width of the text column of the last section, in twips; A4 with margins of 22 mm where none is said."""
    sections = list(root.iter(SECTION))
    if not sections:
        return _A4_WIDTH - 2 * _MARGIN
    size, margins = sections[-1].find(w("pgSz")), sections[-1].find(w("pgMar"))
    width = _twips(size, "w", _A4_WIDTH) - _twips(margins, "left", _MARGIN) - _twips(margins, "right", _MARGIN)
    return max(width, _NARROWEST)


def _twips(element: Node | None, name: str, default: int) -> int:
    value = "" if element is None else element.get(w(name), "")
    return int(value) if re.fullmatch("-?[0-9]{1,9}", value) else default
