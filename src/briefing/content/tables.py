"""Tables in free data: `rows: {csv: figures.csv}` stands for the rows of that file, as records."""

from __future__ import annotations

from pathlib import Path

from briefing import datafile
from briefing.datafile.csv_records import CsvRecords, read_records
from briefing.diagnostics import Diagnostic
from briefing.model.content import Record

_CSV = "csv"
ROWS = "rows"  # what templates call the rows of a file that is all the data


def data_of(path: Path) -> tuple[Record, tuple[Diagnostic, ...]]:
    """The data in a CSV file: its rows."""
    records, faults = read_records(path)
    return Record({ROWS: records}), faults


def with_tables(data: Record, folder: Path) -> tuple[Record, tuple[Diagnostic, ...]]:
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
                with_tables(value, folder) if any(isinstance(one, Record) for one in value.values()) else (value, ())
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
    name = str(named[_CSV])
    path, why = datafile.confined(name, folder, folder)
    if path is None:
        return CsvRecords((), ()), (Diagnostic("C126", f"'{name[:80]}' {why}", named.value_span(_CSV)),)
    return read_records(path)
