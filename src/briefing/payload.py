"""The data for one template, free of any shape: YAML, JSON or CSV → the values that its tags see.

`rows: {csv: figures.csv}` stands for the rows of that file, as records.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import datafile
from briefing.diagnostics import Diagnostic, has_errors
from briefing.model.record import EMPTY, Record

if TYPE_CHECKING:
    from briefing.datafile.csv_records import CsvRecords

_CSV = "csv"
ROWS = "rows"  # what tags call the rows of a file that is all the data


def read(path: Path) -> tuple[Record, tuple[Diagnostic, ...]]:
    """The data in a file, by its suffix; empty if an error is in it."""
    if path.suffix.lower() == ".csv":
        from briefing.datafile.csv_records import read_records

        records, faults = read_records(path)
        return Record({ROWS: records}), faults
    document, faults = datafile.read_mapping(path)
    root = EMPTY if document is None else document.root
    if has_errors(faults) or not isinstance(root, Record):
        return EMPTY, faults
    data, more = _with_tables(root, path.parent)
    return data, faults + more


def rows_in(data: Record) -> int:
    """How many rows come from CSV files, at the top of the data."""
    tables = (one for one in data.values() if isinstance(one, Sequence) and not isinstance(one, str | tuple))
    return sum(map(len, tables))


def _with_tables(data: Record, folder: Path) -> tuple[Record, tuple[Diagnostic, ...]]:
    """The data with the rows of CSV files in the place of their names, which are paths from `folder`, at the top of the
    data or a level below."""
    found: dict[str, object] = {}
    faults: tuple[Diagnostic, ...] = ()
    for key, value in data.items():
        if not isinstance(value, Record):
            continue
        if tuple(value) == (_CSV,) and isinstance(value[_CSV], str):
            found[key], more = _rows(value, folder)
        else:
            inner, more = (
                _with_tables(value, folder) if any(isinstance(one, Record) for one in value.values()) else (value, ())
            )
            if inner is not value:
                found[key] = inner
        faults += more
    if not found:
        return data, faults
    keys = {key: data.key_span(key) for key in data}
    spans = {key: data.value_span(key) for key in data}
    return Record({**data, **found}, data.span, keys, spans), faults


def _rows(named: Record, folder: Path) -> tuple[CsvRecords, tuple[Diagnostic, ...]]:
    from briefing.datafile.csv_records import CsvRecords, read_records

    name = str(named[_CSV])
    path, why = datafile.confined(name, folder, folder)
    if path is None:
        return CsvRecords((), ()), (Diagnostic("C126", f"'{name[:80]}' {why}", named.value_span(_CSV)),)
    return read_records(path)
