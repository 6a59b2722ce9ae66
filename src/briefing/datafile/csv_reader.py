"""Rows of a CSV file, read anew each time they are iterated: 100,000 rows take no memory."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import overload

from briefing import limits
from briefing.datafile.text_file import unreadable
from briefing.diagnostics import Diagnostic, Span

FAULTS_SHOWN = 20
Row = tuple[str, ...]


class CsvRows(Sequence[Row]):
    """The rows below the head of a CSV file that `read_csv` has found sound. Can be iterated again and again."""

    __slots__ = ("_count", "_delimiter", "_path")

    def __init__(self, path: Path, delimiter: str, count: int) -> None:
        self._path = path
        self._delimiter = delimiter
        self._count = count

    def __iter__(self) -> Iterator[Row]:
        with self._path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, delimiter=self._delimiter)
            yield from (tuple(row) for row in islice(filter(None, rows), 1, None))

    def placed(self) -> Iterator[tuple[Span, Row]]:
        """Each row with the line of the file that it ends on."""
        with self._path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, delimiter=self._delimiter)
            for row in islice(filter(None, rows), 1, None):
                yield Span(str(self._path), rows.line_num), tuple(row)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        wanted = range(self._count)[index]
        if isinstance(wanted, int):
            return next(islice(self, wanted, None))
        return tuple(row for number, row in enumerate(self) if number in wanted)

    def __repr__(self) -> str:
        return f"CsvRows({str(self._path)!r}, {self._count} rows)"


def read_csv(path: Path, *, even: bool = True) -> tuple[Row, Sequence[Row], tuple[Diagnostic, ...]]:
    """The head (first line) and the rows of a CSV file (RFC 4180; comma, semicolon or tab; UTF-8).

    Reads it through once, so that a wrong encoding, an invisible character or a row of another length is told before
    anything is made, the last of these only if all are to be `even`. A file that cannot be read on to its end has no
    rows.
    """
    try:
        with limits.stage(f"reading {path}"):
            if faults := unreadable(path):
                return (), (), faults
            return _checked(path, _delimiter(path), even)
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        return (), (), (Diagnostic("C102", f"cannot read the file: {reason}", Span(str(path))),)


def _delimiter(path: Path) -> str:
    """Whichever of comma, semicolon and tab the head has most of: Excel writes the one of the user's country."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = file.readline(100_000)
    return max(",;\t", key=head.count)


def _checked(path: Path, delimiter: str, even: bool) -> tuple[Row, Sequence[Row], tuple[Diagnostic, ...]]:
    head: Row = ()
    count = 0
    faults: list[Diagnostic] = []
    begins = 1  # the line that the row at hand begins on; the reader knows the one that it has come to
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter=delimiter, strict=True)
        try:
            for row in rows:
                begins = rows.line_num + 1
                if not head:
                    head = tuple(row)
                elif row:
                    count += 1
                    if even and len(row) != len(head) and len(faults) < FAULTS_SHOWN:
                        faults.append(uneven(path, rows.line_num, len(row), len(head)))
        except csv.Error as error:
            return head, (), (*faults, _broken(path, str(error), begins, rows.line_num or 1))
    if not head:
        faults.append(Diagnostic("C127", "the file has no rows", Span(str(path))))
    return head, CsvRows(path, delimiter, count), tuple(faults)


def _broken(path: Path, said: str, begins: int, line: int) -> Diagnostic:
    """Why the reader of CSV cannot go on, from its own words: an open quotation mark takes in the rest of the file."""
    if said.startswith("unexpected end"):
        hint = 'close it; within a cell in quotes, type "" for each mark'
        return Diagnostic("C127", "a quotation mark in this row is never closed", Span(str(path), begins), (hint,))
    if said.startswith("field larger"):
        hint = "is a quotation mark not closed? Longer texts belong in the topic, or in a file of their own"
        message = f"a cell of this row has more than {csv.field_size_limit():,} characters"
        return Diagnostic("C127", message, Span(str(path), begins), (hint,))
    return Diagnostic("C127", f"this row cannot be read: {said}", Span(str(path), line))


def misnamed(head: Row) -> Iterator[str]:
    """What is wrong with the names in a head, where rows are asked for cells by them."""
    for name, times in Counter(head).items():
        if not name.strip():
            yield "a column has no name"
        elif times > 1:
            yield f"{times} columns are named '{name}'"


def uneven(path: Path, line: int, cells: int, columns: int) -> Diagnostic:
    """What is said of a row that has more or fewer cells than the head."""
    hint = "put a cell that holds the separator in double quotes"
    return Diagnostic("C127", f"cells in this row: {cells}; in the head: {columns}", Span(str(path), line), (hint,))
