"""The geometry of a table while it is read: columns, spans, merges (ECMA-376 Part 1, 17.4)."""

from __future__ import annotations

from typing import NamedTuple

from briefing.model.rich import MOST_COLUMNS

_LARGEST_SPAN = 10_000  # a span beyond that is as wrong as any


class _Cell(NamedTuple):
    span: int = 1
    merge: str = ""  # "", restart or continue


class Grid:
    """The rows of one table so far. Content controls and tracked changes around rows and cells do not matter to it."""

    def __init__(self) -> None:
        self.columns = 0
        self.rows = 0
        self._before = 0
        self._after = 0
        self._cells: list[_Cell] = []
        self._is_told = False  # of a row that it is too long
        self._merged: frozenset[int] = frozenset()  # the columns where a merged cell of the row above begins

    def start_row(self) -> None:
        self.rows += 1
        self._cells, self._before, self._after = [], 0, 0

    def start_cell(self) -> None:
        self._cells.append(_Cell())

    def note(self, name: str, value: str | None) -> None:
        """Takes in a property by its local name: gridCol, gridSpan, gridBefore, gridAfter or vMerge."""
        if name == "gridCol":
            self.columns += 1
        elif name == "gridBefore":
            self._before = _number(value)
        elif name == "gridAfter":
            self._after = _number(value)
        elif self._cells and name == "gridSpan":
            self._cells[-1] = self._cells[-1]._replace(span=max(_number(value), 1))
        elif self._cells and name == "vMerge":
            self._cells[-1] = self._cells[-1]._replace(merge=value or "continue")

    def end_row(self) -> list[tuple[str, str]]:
        """What is wrong with the row just read: codes with messages."""
        wrong: list[tuple[str, str]] = []
        column = self._before
        merged: set[int] = set()
        for number, cell in enumerate(self._cells, 1):
            if cell.merge == "continue" and column not in self._merged:
                wrong.append(("O245", f"cell {number} of the row continues a merge (w:vMerge), but none is above it"))
            if cell.merge:
                merged.add(column)
            column += cell.span
        self._merged = frozenset(merged)
        width = column + self._after
        if not self._cells:
            wrong.append(("O242", "a row (w:tr) has no cell"))
        elif len(self._cells) > MOST_COLUMNS:
            if not self._is_told:  # the others are so, too
                wrong.append(("O243", f"the row has {len(self._cells)} cells, and Word takes {MOST_COLUMNS}"))
            self._is_told = True
        elif self.columns and width != self.columns:
            message = f"the row is {width} columns wide, the table's w:tblGrid has {self.columns}"
            wrong.append(("O243" if width > self.columns else "O244", message))
        return wrong


def _number(value: str | None) -> int:
    return min(int(value), _LARGEST_SPAN) if value and value.isdecimal() else 0
