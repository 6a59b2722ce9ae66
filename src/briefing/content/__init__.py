"""What was written → Content: the door of this room.

Each function gives as much as can be had and tells everything that is wrong; none raises for what a person typed. None
stands for a file that cannot be read or holds no mapping. Where only some of its entries cannot be read, what is wrong
with the others is told too.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefing import datafile
from briefing.content.audiences import read_audiences
from briefing.content.names import cross_check
from briefing.content.reading import Reading, certain
from briefing.content.topic import read_topic
from briefing.diagnostics import Diagnostic, Span
from briefing.model.content import EMPTY, Audiences, Content, Record, Topic

__all__ = ["cross_check", "load", "load_audiences", "load_topic", "read_data", "rows_in"]


def load(
    topic_path: Path, audiences_path: Path, root: Path | None = None
) -> tuple[Content | None, tuple[Diagnostic, ...]]:
    """A topic with its audiences, checked against each other. `root` as in `load_topic`."""
    topic, faults = load_topic(topic_path, root)
    audiences, more = load_audiences(audiences_path)
    if topic is None or audiences is None:
        return None, faults + more
    return Content(topic, audiences), faults + more + cross_check((topic,), audiences)


def load_topic(path: Path, root: Path | None = None) -> tuple[Topic | None, tuple[Diagnostic, ...]]:
    """A topic, checked by itself. Files that it names must lie in `root`, by default the folder that it lies in."""
    reading, faults = _reading(path, root)
    if reading is None:
        return None, faults
    topic, more = read_topic(reading)
    return (None, faults + certain(more)) if reading.document.partial else (topic, faults + more)


def load_audiences(path: Path) -> tuple[Audiences | None, tuple[Diagnostic, ...]]:
    """The audiences, checked by themselves: one file for all topics of a project."""
    reading, faults = _reading(path, None)
    if reading is None:
        return None, faults
    audiences, more = read_audiences(reading)
    return (None, faults + certain(more)) if reading.document.partial else (audiences, faults + more)


def read_data(path: Path) -> tuple[Record, tuple[Diagnostic, ...]]:
    """Free data for a template, YAML, JSON or CSV (by suffix), with the rows of CSV files that it names; empty if it
    cannot be read."""
    if path.suffix.lower() == ".csv":
        from briefing.content import tables

        return tables.data_of(path)
    reading, faults = _reading(path, None)
    if reading is None or reading.document.partial or not isinstance(reading.document.root, Record):
        return EMPTY, faults
    if not any(isinstance(value, Record) for value in reading.document.root.values()):
        return reading.document.root, faults
    from briefing.content import tables

    data, more = tables.with_tables(reading.document.root, path.parent)
    return data, faults + more


def rows_in(data: Record) -> int:
    """How many rows come from CSV files, at the top of the data."""
    tables = (one for one in data.values() if isinstance(one, Sequence) and not isinstance(one, str | tuple))
    return sum(map(len, tables))


def _reading(path: Path, root: Path | None) -> tuple[Reading | None, tuple[Diagnostic, ...]]:
    document, faults = datafile.read(path, partly=True)
    if document is None:
        return None, faults
    if not isinstance(document.root, Record):
        hint = "begin with a key: 'title: …'"
        where = document.span._replace(end_line=0, end_column=0) if document.span.line else Span(str(path))
        return None, (*faults, Diagnostic("C108", "the file is not a mapping of keys and values", where, (hint,)))
    return Reading(document, root or path.parent), faults
