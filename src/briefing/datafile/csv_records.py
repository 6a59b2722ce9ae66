"""The rows of a CSV file as records, for templates: `{{ row.name }}`. Read anew each time they are iterated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

from briefing.datafile.csv_reader import misnamed, read_csv
from briefing.diagnostics import Diagnostic, Span


class CsvRecords(Sequence[dict[str, str]]):
    """Rows by the names in the head of their file."""

    __slots__ = ("_head", "_rows")

    def __init__(self, head: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
        self._head, self._rows = head, rows

    def __iter__(self) -> Iterator[dict[str, str]]:
        head = self._head
        return (dict(zip(head, row, strict=False)) for row in self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> dict[str, str]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[dict[str, str]]: ...
    def __getitem__(self, index: int | slice) -> dict[str, str] | Sequence[dict[str, str]]:
        if isinstance(index, slice):
            return CsvRecords(self._head, self._rows[index])
        return dict(zip(self._head, self._rows[index], strict=False))


def read_records(path: Path) -> tuple[CsvRecords, tuple[Diagnostic, ...]]:
    """The records in a CSV file, and what is wrong with it; none if it cannot be read to its end."""
    head, rows, faults = read_csv(path)
    hint = ("the first line names what tags ask for: {{ row.name }}",)
    faults += tuple(Diagnostic("C127", message, Span(str(path)), hint) for message in misnamed(head))
    return CsvRecords(head, rows), faults
