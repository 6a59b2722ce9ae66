"""What became of all rows together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.batch.manifest import FAILED, MADE
from briefing.batch.plan import Done
from briefing.diagnostics import Diagnostic, Span
from briefing.pipeline.loading import Diagnostics

MOST_TOLD = 100  # different faults of rows that are kept to be shown; the manifest has all

Progress = Callable[[int, int, int], None]
"""(rows done, rows in all, rows that failed)."""


class Tally:
    """What became of all rows together. Of like faults the first is shown, with the number of the others."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self.made = self.kept = self.failed = 0
        self._total, self._progress = total, progress
        self._first: dict[tuple[object, ...], Diagnostic] = {}
        self._others: dict[tuple[object, ...], int] = {}

    def add(self, rows: Sequence[Done]) -> None:
        """Counts some rows."""
        for row in rows:
            self.kept += row.is_kept
            self.made += row.line.status == MADE and not row.is_kept
            self.failed += row.line.status == FAILED
            for one in row.found:
                self.add_fault(one)
        if self._progress is not None:
            self._progress(self.made + self.kept + self.failed, self._total, self.failed)

    def add_fault(self, one: Diagnostic) -> None:
        """Keeps a fault to be shown, unless one like it is kept already."""
        alike = (one.code, one.message, one.where if not isinstance(one.where, Span) else one.where.path)
        if alike in self._first:
            self._others[alike] = self._others.get(alike, 0) + 1
        elif len(self._first) < MOST_TOLD:
            self._first[alike] = one

    @property
    def diagnostics(self) -> Diagnostics:
        """The faults to be shown."""
        return tuple(
            one._replace(hints=(*one.hints, f"the same in {others:,} other row{'s' * (others > 1)}")) if others else one
            for alike, one in self._first.items()
            for others in [self._others.get(alike, 0)]
        )
