"""Vertical merges of which a block takes the beginning: the first cell that is printed begins them then.

A merged cell is a cell with `w:vMerge w:val="restart"` and, in the rows below, cells that continue it (ECMA-376 part 1,
17.4.84). Where the first row goes, because of a condition or because it held only tags, the others would join the merge
above, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from briefing.model.template import Kind, Tag
from briefing.word.names import CELL, ROW, SDT, SDT_CONTENT, TABLE, TCPR, VAL, w
from briefing.word.surgery import before
from briefing.word.text import is_marker, marker, number_of

Node = etree._Element
Region = tuple[int, ...]  # the opening tags and branches around a row, within its table

_MERGE, _SPAN = w("vMerge"), w("gridSpan")
_HOLDERS = (SDT, SDT_CONTENT, w("customXml"))


class Merge(NamedTuple):
    """The cells of one merge, from the first down, and their table."""

    table: Node
    cells: list[Node]


def drawn(root: Node) -> list[Merge]:
    """The merges of a part as they were drawn."""
    found: list[Merge] = []
    for table in root.iter(TABLE):
        above: dict[int, Merge] = {}
        for row in _rows(table):
            here: dict[int, Merge] = {}
            for column, cell in _cells(row):
                merge = cell.find(f"{TCPR}/{_MERGE}")
                if merge is None:
                    continue
                if merge.get(VAL) == "restart":
                    here[column] = Merge(table, [])
                    found.append(here[column])
                elif column in above:
                    here[column] = above[column]
                if column in here:
                    here[column].cells.append(cell)
            above = here
    return found


def _rows(owner: Node) -> Iterator[Node]:
    for child in owner:
        if child.tag == ROW:
            yield child
        elif child.tag in _HOLDERS:
            yield from _rows(child)


def _cells(row: Node) -> Iterator[tuple[int, Node]]:
    """The cells of a row with their columns in the grid."""
    column = _number(row.find(f"{w('trPr')}/{w('gridBefore')}"), 0)
    for cell in (cell for cell in row.iter(CELL) if next(cell.iterancestors(ROW)) is row):
        yield column, cell
        column += _number(cell.find(f"{TCPR}/{_SPAN}"), 1)


def _number(element: Node | None, default: int) -> int:
    value = "" if element is None else element.get(VAL, "")
    return int(value) if value.isdecimal() else default


def settle(merges: list[Merge], tags: Mapping[int, Tag], mark: str, add: Callable[[str, Kind], int]) -> None:
    """Makes values of where merges begin, once markers have been lifted. `add(inner, kind)` makes a tag that nobody
    typed."""
    regions: dict[Node, dict[Node, Region]] = {}
    for number, merge in enumerate(merges):
        if merge.table not in regions:
            regions[merge.table] = dict(_regions(merge.table, tags, ()))
        known = regions[merge.table]
        left = [cell for cell in merge.cells if (row := cell.getparent()) is not None and row in known]
        around = {cell: known[cell.getparent()] for cell in left}  # type: ignore[index]
        whole = bool(left) and left[0] is merge.cells[0]
        if not left or (whole and all(_within(one, around[left[0]]) for one in around.values())):
            continue
        shared = _shared(list(around.values())) if whole else 0
        _begin(left[0], around[left[0]][shared:], tags, marker(add(f"set _merge_{number} = _merge({number})", "alone")))
        for cell in left:
            begins = "true" if cell is merge.cells[0] else "false"
            merged = cell.find(f"{TCPR}/{_MERGE}")
            if merged is not None:
                merged.set(VAL, f"{mark}{add(f'_merged({number}, {begins})', 'value')}{mark}")


def _regions(owner: Node, tags: Mapping[int, Tag], around: Region) -> Iterator[tuple[Node, Region]]:
    """Each row of a table with the blocks around it."""
    for child in owner:
        if is_marker(child):
            number = number_of(child)
            kind = tags[number].kind
            if kind == "open":
                around = (*around, number)
            elif kind == "branch" and around:
                around = (*around[:-1], number)
            elif kind == "close":
                around = around[:-1]
        elif child.tag == ROW:
            yield child, around
        elif child.tag in _HOLDERS:
            yield from _regions(child, tags, around)


def _within(region: Region, outer: Region) -> bool:
    return region[: len(outer)] == outer


def _shared(regions: list[Region]) -> int:
    """How many blocks are around all of them."""
    count = 0
    for level in zip(*regions, strict=False):
        if len(set(level)) > 1:
            break
        count += 1
    return count


def _begin(cell: Node, inside: Region, tags: Mapping[int, Tag], own: Node) -> None:
    """Puts a marker before the rows of a merge, and before the blocks that only some of them stand in."""
    row = cell.getparent()
    assert row is not None
    spot = row
    wanted = len(inside)
    for sibling in row.itersiblings(preceding=True) if wanted else ():
        if is_marker(sibling) and tags[number_of(sibling)].kind == "open":
            spot, wanted = sibling, wanted - 1
        elif is_marker(sibling) and tags[number_of(sibling)].kind == "close":
            wanted += 1
        if not wanted:
            break
    before(spot, own)
