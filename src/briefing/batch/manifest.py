"""What became of each row, kept beside the copies as it happens: a line of JSON for each, in the order of the rows.

A run that is interrupted leaves the lines of all rows that it came to; `--resume` goes by them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from briefing.diagnostics import Diagnostic

MADE, FAILED = "made", "failed"


class Line(NamedTuple):
    """A row and its copy: the name of the file, its SHA-256, and a digest of all that it was made from; or what was
    wrong."""

    row: int
    status: str
    file: str = ""
    sha256: str = ""
    made_from: str = ""
    problems: tuple[str, ...] = ()


def written(line: Line) -> str:
    """A line as it is kept."""
    told = {name: value for name, value in line._asdict().items() if value or name == "row"}
    return f"{json.dumps(told, ensure_ascii=False)}\n"


def said(diagnostics: Sequence[Diagnostic]) -> tuple[str, ...]:
    """Problems as the manifest has them."""
    return tuple(f"{one.code}: {one.message}" for one in diagnostics)


class Manifest:
    """The manifest of a run, open for writing. With `resume`, the lines of the run before can be asked for."""

    def __init__(self, path: Path, *, resume: bool) -> None:
        self.path = path
        self._earlier = _lines(path) if resume and path.is_file() else iter(())
        self._ahead: Line | None = next(self._earlier, None)
        self._beside = path.with_name(f".{path.name}.{os.getpid()}.part") if resume else path
        self._file: IO[str] = self._beside.open("w", encoding="utf-8", newline="\n")

    def earlier(self, row: int) -> Line | None:
        """The line that the run before has of a row. Rows are asked for in their order."""
        while self._ahead is not None and self._ahead.row < row:
            self._ahead = next(self._earlier, None)
        return self._ahead if self._ahead is not None and self._ahead.row == row else None

    def add(self, lines: Sequence[Line]) -> None:
        """Writes down what became of rows."""
        self._file.write("".join(map(written, lines)))
        self._file.flush()
        if lines:
            self.earlier(lines[-1].row + 1)

    def close(self) -> None:
        """Ends it: of rows that this run did not come to, what the run before said stays."""
        while self._ahead is not None:
            self._file.write(written(self._ahead))
            self._ahead = next(self._earlier, None)
        self._file.close()
        if self._beside != self.path:
            os.replace(self._beside, self.path)


def _lines(path: Path) -> Iterator[Line]:
    """The lines of a manifest. One that was cut off, or that nobody of us wrote, ends them."""
    with path.open(encoding="utf-8", errors="replace") as file:
        for text in file:
            try:
                told = json.loads(text)
                yield Line(**{**told, "problems": tuple(told.get("problems", ()))})
            except (ValueError, TypeError, AttributeError, RecursionError):
                return
