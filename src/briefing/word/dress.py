"""How a value is dressed: the literal properties of the run and the paragraph that its tag stands in."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from briefing.model.template import Position
from briefing.word.names import BOOKMARK_END, BOOKMARK_START, CELL, CHANGES, PPR, RPR, RUN, SECTION, TCPR, TEXT, P, w
from briefing.word.surgery import after, before, nearest, remove
from briefing.word.text import hollow, is_marker, markers, number_of

Node = etree._Element
_CELL_MARGIN = 108  # twips on each side, where a table says nothing else
_CLOSED = (w("ins"), w("moveTo"), w("rt"), w("rubyBase"))
_RANGE_STARTS = (BOOKMARK_START, w("commentRangeStart"))
_RANGE_ENDS = (BOOKMARK_END, w("commentRangeEnd"))
_SILENT = (w("proofErr"), w("lastRenderedPageBreak"), *_RANGE_STARTS, *_RANGE_ENDS)


class Dress(NamedTuple):
    """The literal properties around a value: of its paragraph, if it stands alone in one, and of its run; the section
    that the paragraph ends."""

    position: Position
    ppr: str
    rpr: str
    section: str = ""


def set_apart(root: Node) -> dict[int, str]:
    """Makes each marker a sibling of the run it stands in; gives the properties of that run as XML, by tag."""
    rpr_of: dict[int, str] = {}
    runs = {marker.getparent(): None for marker in markers(root)}
    for run in runs:
        if run is not None and run.tag == RUN:
            properties = run.find(RPR)
            rpr = "" if properties is None else literal(_accepted(properties))
            rpr_of.update({number_of(child): rpr for child in run if is_marker(child)})
            _divide(run, properties)
    return rpr_of


def _accepted(properties: Node) -> Node:
    """Properties without what tells of tracked changes to them: a value may need them for many runs and paragraphs, and
    a change has one place."""
    for change in list(properties.iter(*CHANGES)):
        remove(change)
    return properties


def _divide(run: Node, properties: Node | None) -> None:
    """Puts in place of a run its markers, and a run for each stretch of anything else."""
    fresh: list[Node] = []
    for child in list(run):
        if is_marker(child):
            child.tail = None
            fresh.append(child)
        elif child is not properties:
            if not fresh or is_marker(fresh[-1]):
                fresh.append(hollow(run))
                fresh[-1].extend([] if properties is None else [copy.deepcopy(properties)])
            fresh[-1].append(child)
    parent = run.getparent()
    assert parent is not None
    at = parent.index(run)
    parent[at : at + 1] = fresh


def dress(node: etree._ProcessingInstruction, rpr: str) -> Dress:
    """How a value is dressed. Alone in its paragraph, the marker takes the paragraph's place."""
    paragraph = node.getparent()
    if paragraph is None or paragraph.tag != P:
        return Dress("run", "", rpr)
    properties = paragraph[0] if paragraph[0].tag == PPR else None
    if not all(_is_silent(child, node) for child in paragraph):
        return Dress("run", "", rpr)
    for mark in paragraph.findall("*"):
        if mark.tag in _RANGE_STARTS or (mark.tag in _RANGE_ENDS and paragraph.getnext() is None):
            before(paragraph, mark)
        elif mark.tag in _RANGE_ENDS:
            after(paragraph, mark)
    section = None if properties is None else _accepted(properties).find(SECTION)
    ended = "" if section is None else literal(section)
    if section is not None:
        remove(section)
    before(paragraph, node)
    remove(paragraph)
    return Dress("paragraph", literal(properties) if properties is not None and len(properties) else "", rpr, ended)


def is_closed(node: Node) -> bool:
    """Whether a node stands where a link cannot: in a tracked insertion (ECMA-376 part 1, 17.13.5.18), in a layer of a
    ruby (17.3.3.25)."""
    return any(ancestor.tag in _CLOSED for ancestor in node.iterancestors())


def room(node: Node, drawn: dict[Node, Mapping[Node, int]]) -> int:
    """The width in twips that the table cell around a node leaves for text; 0 if there is none, or it does not say.
    `drawn` keeps the widths of cells by their rows, as far as they have been asked for."""
    cell = nearest(node, CELL)
    if cell is None:
        return 0
    said = cell.find(f"{TCPR}/{w('tcW')}")
    if said is not None and said.get(w("type")) == "dxa" and said.get(w("w"), "").isdecimal():
        return max(int(said.get(w("w"), "0")) - 2 * _CELL_MARGIN, 1)
    row = cell.getparent()
    if row is None:
        return 0
    if row not in drawn:
        drawn[row] = _drawn(row)
    width = drawn[row].get(cell)
    return 0 if width is None else max(width - 2 * _CELL_MARGIN, 1)


def _drawn(row: Node) -> Mapping[Node, int]:
    """The widths of the cells of a row by the grid of its table; none where that has others than the row's columns."""
    grid = [column.get(w("w"), "") for column in row.iterfind(f"../{w('tblGrid')}/{w('gridCol')}")]
    cells = row.findall(CELL)
    if len(grid) != len(cells) or not all(width.isdecimal() for width in grid):
        return {}
    return dict(zip(cells, map(int, grid), strict=True))


def literal(element: Node) -> str:
    """The XML of an element without the namespace declarations that its part's root makes anyway."""
    xml = etree.tostring(element, encoding="unicode", with_tail=False)
    for prefix, uri in element.getroottree().getroot().nsmap.items():
        if prefix:
            xml = xml.replace(f' xmlns:{prefix}="{uri}"', "")
    return xml


def _is_silent(child: Node, node: Node) -> bool:
    if child is node or child.tag == PPR or child.tag in _SILENT:
        return True
    return child.tag == RUN and all(
        part.tag == RPR or part.tag in _SILENT or (part.tag == TEXT and not (part.text or "").strip()) for part in child
    )
