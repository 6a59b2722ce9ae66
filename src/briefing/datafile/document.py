"""What a data file held: its values, and the text they were read from."""

from __future__ import annotations

from array import array

from briefing.diagnostics import Span

DEPTH_LIMIT = 60  # levels of lists and mappings; what a person writes has five
TOO_MANY = "the file holds more than {:,} values"


class Document:
    """The outermost value of a file with the span it stands at. `written` gives any span back as it was typed.

    `partial` says that entries with mistakes of syntax are left out of it: good for telling what is wrong in the rest,
    and for nothing else. `lacking` are the mappings that lack some of their keys: they were to
    take in those of another, one is no text, one is typed twice and may have been meant for another, or a second
    document begins behind them.
    """

    __slots__ = ("_starts", "lacking", "partial", "path", "root", "span", "text")

    def __init__(
        self,
        path: str,
        text: str,
        root: object,
        span: Span,
        *,
        partial: bool = False,
        lacking: frozenset[Span] = frozenset(),
    ) -> None:
        self.path = path
        self.text = text
        self.root = root
        self.span = span
        self.partial = partial
        self.lacking = lacking
        self._starts: array[int] | None = None

    def written(self, span: Span) -> str:
        """The stretch of the file that a span of this document covers, as typed."""
        return self.text[self._offset(span.line, span.column) : self._offset(span.end_line, span.end_column)]

    def _offset(self, line: int, column: int) -> int:
        starts = self._starts = self._starts or _line_starts(self.text)
        return starts[min(line, len(starts)) - 1] + column - 1


def _line_starts(text: str) -> array[int]:
    """Where each line begins, and what is behind the last: in little memory, since a file may be nothing but lines."""
    starts, at = array("q", (0,)), text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    starts.append(len(text) + 1)
    return starts
