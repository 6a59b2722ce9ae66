"""The author's own line with carets under what is meant, cut to what a terminal holds."""

from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

from briefing.diagnostics import Place, Span
from briefing.show.columns import visible, width

LineReader = Callable[[str, int], str | None]
"""(path, line from 1) → that line of the file, None where it can't be read."""

WIDEST_EXCERPT = 100
"""Characters of a quoted line; a longer one is cut around what is meant."""


class Quote(NamedTuple):
    """A line as the author typed it, and the stretch that is meant (offset and length in characters)."""

    line: str
    at: int
    length: int


def line_of_file(path: str, line: int) -> str | None:
    """The line of a UTF-8 file, without its end; None if there is none, or the file is no text or can't be read."""
    try:
        with open(path, "rb") as raw:
            if b"\0" in raw.read(1024):
                return None
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            return next((found.rstrip("\n") for found in islice(file, line - 1, line)), None)
    except (OSError, ValueError):
        return None


def quote(where: Span | Place | None, read: LineReader) -> Quote | None:
    """The words that a diagnostic is about; None where a whole file is meant, or its line can't be read."""
    match where:
        case Place(excerpt=excerpt, at=at, length=length):
            return Quote(excerpt, at, length) if excerpt else None
        case Span(path=path, line=line, column=column) if path and where != Span(path):
            found = read(path, line)
            return None if found is None else Quote(found, column - 1, _length(where, found))
    return None


def shown(quote: Quote) -> tuple[str, int, int]:
    """The line as a terminal shows it, cut around the stretch; the column the carets start at, and their number."""
    first, last = _window(quote)
    before, meant = visible(quote.line[first : quote.at]), visible(quote.line[quote.at : quote.at + quote.length])
    rest = visible(quote.line[quote.at + quote.length : last])
    if first:
        before = "…" + before
    if quote.at + quote.length > last:
        meant = visible(quote.line[quote.at : last])
    line = before + meant + rest + "…" * (last < len(quote.line))
    return line.rstrip(), width(before), max(width(meant), bool(quote.length))


def _length(span: Span, line: str) -> int:
    """Characters of its first line that a span covers, one at least."""
    if span.end_line > span.line:
        return max(1, len(line.rstrip()) - span.column + 1)
    return max(1, span.end_column - span.column if span.end_line else 1)


def _window(quote: Quote) -> tuple[int, int]:
    """The stretch of the line to show: all of it, or as much around what is meant as WIDEST_EXCERPT allows."""
    if len(quote.line) <= WIDEST_EXCERPT:
        return 0, len(quote.line)
    room = max(0, WIDEST_EXCERPT - quote.length)
    first = max(0, min(quote.at - room // 2, len(quote.line) - WIDEST_EXCERPT))
    return first, first + WIDEST_EXCERPT
