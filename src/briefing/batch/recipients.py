"""Who gets a copy: the rows of a CSV file. Its head names what `recipient` has in templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from briefing.datafile.csv_reader import CsvRows, misnamed, read_csv, uneven
from briefing.diagnostics import Diagnostic, Span, did_you_mean, has_errors

AUDIENCE, TOPIC = "audience", "topic"  # columns that say which edition a row gets

Edition = tuple[str, str]
"""The ids of a topic and an audience."""


class Recipient(NamedTuple):
    """A row: its number, from 1, the line that it ends on, and its values by the columns' names."""

    number: int
    line: int
    values: Mapping[str, str]


class Choice(NamedTuple):
    """The topics and audiences that rows may name, and the one that they get who name none ("": each must)."""

    topics: Sequence[str]
    audiences: Sequence[str]
    topic: str = ""
    audience: str = ""


class Recipients:
    """The rows of a file, read anew each time they are gone through."""

    def __init__(self, path: Path, columns: tuple[str, ...], rows: CsvRows) -> None:
        self.path, self.columns, self.rows = path, columns, rows

    def __iter__(self) -> Iterator[Recipient | Diagnostic]:
        """Each row in order; one with more or fewer cells than the head has is a diagnostic."""
        for number, (span, row) in enumerate(self.rows.placed(), start=1):
            if len(row) == len(self.columns):
                yield Recipient(number, span.line, dict(zip(self.columns, row, strict=True)))
            else:
                yield uneven(self.path, span.line, len(row), len(self.columns))

    def edition(self, row: Recipient, choice: Choice) -> Edition | Diagnostic:
        """The edition that a row gets, or why it gets none."""
        topic = row.values.get(TOPIC) or choice.topic
        audience = row.values.get(AUDIENCE) or choice.audience
        for kind, name, known in ((AUDIENCE, audience, choice.audiences), (TOPIC, topic, choice.topics)):
            if name not in known:
                hints = did_you_mean(name, known) or (f"there are: {', '.join(known)}",)
                message = f"there is no {kind} '{name}'" if name else f"this row names no {kind}"
                return Diagnostic("P121", message, Span(str(self.path), row.line), hints)
        return topic, audience


def read(path: Path) -> tuple[Recipients | None, tuple[Diagnostic, ...]]:
    """The recipients in a CSV file; None, with an error, where it has no head to go by or cannot be read to its end."""
    head, rows, faults = read_csv(path, even=False)
    hint = ("the first line names what tags ask for, each by a name of its own: {{ recipient.name }}",)
    faults += tuple(Diagnostic("P120", message, Span(str(path)), hint) for message in misnamed(head))
    if has_errors(faults) or not isinstance(rows, CsvRows):
        return None, faults
    return Recipients(path, head, rows), faults
