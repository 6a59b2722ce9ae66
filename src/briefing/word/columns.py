"""Columns that repeat share the width that was drawn for them, so that a table keeps its width whatever the data.

What was drawn for a loop is all from the cell of its first tag to that of its last: those two, which often hold nothing
else, vanish. Widths are in twips or fiftieths of a per cent (ECMA-376 part 1, 17.4.71).

Since a row has no more than 63 cells in Word, those of rows in which columns repeat are counted while rendering.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, takewhile

from lxml import etree

from briefing.model.template import Kind, Position, Tag
from briefing.word.names import CELL, ROW, TCPR, w
from briefing.word.scopes import Block
from briefing.word.surgery import before, nearest
from briefing.word.text import marker

Node = etree._Element


class Columns:
    """Works on one part: it measures before markers are lifted; it shares and counts after. `add(inner, kind, other)`
    makes a tag that nobody typed, said to stand where another does. `positions` are those of the values that count, by
    number."""

    def __init__(
        self,
        tags: Mapping[int, Tag],
        nodes: Mapping[int, Node],
        blocks: Iterable[Block],
        mark: str,
        add: Callable[[str, Kind, int], int],
    ) -> None:
        self._nodes, self._mark, self._add = nodes, mark, add
        self._blocks = [one for one in blocks if one.scope == "cells" and tags[one.tags[0]].keyword == "for"]
        self.positions: dict[int, Position] = {}
        self._drawn = {block.tags[0]: sum(map(_width, self._span(block))) for block in self._blocks}

    def _span(self, block: Block) -> Iterator[Node]:
        first, last = (nearest(self._nodes[number], CELL) for number in (block.tags[0], block.tags[-1]))
        if first is not None and last is not None:
            yield from takewhile(lambda cell: cell is not last, chain((first,), first.itersiblings(CELL)))
            yield last

    def _repeated(self, block: Block) -> Iterator[Node]:
        ends = self._nodes[block.tags[1]]
        return takewhile(lambda node: node is not ends, self._nodes[block.tags[0]].itersiblings())

    def count(self) -> None:
        """Has the cells counted of each row in which columns repeat."""
        for row, number in self._rows().items():
            counter = f"_cells_{number}"
            before(row, marker(self._add(f"set {counter} = _cells()", "alone", number)))
            for cell in [cell for cell in row.iter(CELL) if nearest(cell, ROW) is row]:
                count = self._add(counter, "value", number)
                self.positions[count] = "cell"
                cell.insert(0, marker(count))

    def _rows(self) -> dict[Node, int]:
        """The rows in which columns repeat, each with the first tag that repeats some."""
        rows: dict[Node, int] = {}
        for block in self._blocks:
            row = nearest(self._nodes[block.tags[0]], ROW)
            if row is not None:
                rows[row] = min(rows.get(row, block.tags[0]), block.tags[0])
        return rows

    def share(self) -> None:
        """Makes values of the widths of cells that repeat. Those of an `else` keep theirs."""
        for block in self._blocks:
            cells = [cell for cell in self._repeated(block) if cell.tag == CELL and _width(cell)]
            total, drawn = sum(map(_width, cells)), self._drawn[block.tags[0]]
            for cell in cells:
                own = _width(cell) * drawn // total
                token = self._add(f"[{own} // loop.length, 1] | max", "value", block.tags[0])
                cell.find(f"{TCPR}/{w('tcW')}").set(w("w"), f"{self._mark}{token}{self._mark}")  # type: ignore[union-attr]


def _width(cell: Node) -> int:
    """The width that a cell says; 0 if it says none."""
    width = cell.find(f"{TCPR}/{w('tcW')}")
    said = "" if width is None else width.get(w("w"), "")
    return int(said) if said.isdecimal() else 0
