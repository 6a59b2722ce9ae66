"""Diagnostics → text for a terminal, one line each, or JSON; and plain tables. Nothing here writes anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from briefing.diagnostics import Diagnostic, Place, Related, Span, in_order

LineReader = Callable[[str, int], str | None]
"""(path, line from 1) → that line of the file, None where it can't be read."""

WIDEST_EXCERPT = 100
"""Characters of a quoted line; a longer one is cut around what is meant."""

_PLAIN, _RED, _YELLOW, _BLUE, _CYAN, _BOLD = "", "1;31", "1;33", "34", "36", "1"


def text(diagnostics: Iterable[Diagnostic], *, colour: bool = False, source: LineReader | None = None) -> str:
    """What a person reads: each diagnostic with its place, the author's own line, carets and hints, in order of file
    and position; at the end the count. Empty if there are none. `colour` adds ANSI colours."""
    ordered = in_order(diagnostics)
    if not ordered:
        return ""
    read = source or line_of_file
    blocks = ["\n".join(_lines(diagnostic, _Paint(colour), read)) for diagnostic in ordered]
    return "\n\n".join([*blocks, count(ordered)]) + "\n"


def short(diagnostics: Iterable[Diagnostic]) -> str:
    """One line each, `path:line:column: error[C101]: message`, for editors and for grep."""
    return "".join(_head(diagnostic, _Paint(False)) + "\n" for diagnostic in in_order(diagnostics))


def json(diagnostics: Iterable[Diagnostic], files: Iterable[object] = ()) -> str:
    """One JSON document: `{"diagnostics": [{code, severity, message, where, hints, related}, …], "errors": n,
    "warnings": n, "files": […]}`; `where` has the fields of a Span or of a Place, or is null; `files` were written."""
    import json as jsonlib  # 3 ms that most starts do not need

    ordered = in_order(diagnostics)
    rows = [{"code": d.code, "severity": d.severity, **d._asdict()} for d in ordered]
    for row, diagnostic in zip(rows, ordered, strict=True):
        row["where"] = diagnostic.where and diagnostic.where._asdict()
        row["related"] = [{"message": r.message, "where": r.where._asdict()} for r in diagnostic.related]
    errors = sum(diagnostic.is_error for diagnostic in ordered)
    counts = {"errors": errors, "warnings": len(ordered) - errors}
    document = {"diagnostics": rows, **counts, "files": [str(file) for file in files]}
    return jsonlib.dumps(document, ensure_ascii=False, indent=2) + "\n"


def spot(place: Place) -> str:
    """Where in a Word file, in a few words: `paragraph 3`, `table 1, row 2, cell 1`, `a header, paragraph 1`."""
    within = place.trail or (f"paragraph {place.paragraph}" if place.paragraph else "")
    return ", ".join(filter(None, (_known_story(place.part) or _other_story(place.part), within))) or "the document"


def count(diagnostics: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning`; empty if there are none."""
    found = [diagnostic.severity for diagnostic in diagnostics]
    numbers = [(found.count("error"), "error"), (found.count("warning"), "warning")]
    return ", ".join(f"{number} {word}{'s' * (number != 1)}" for number, word in numbers if number)


def table(rows: Iterable[Sequence[object]], head: Sequence[str] = ()) -> str:
    """Plain aligned columns, two spaces apart, under `head`. Columns of numbers are right-aligned."""
    lines = [[str(cell) for cell in line] for line in ([head] if head else []) + list(rows)]
    columns = [_aligned(column, 1 if head else 0) for column in zip(*lines, strict=True)]
    return "".join("  ".join(line).rstrip() + "\n" for line in zip(*columns, strict=True))


def width(line: str) -> int:
    """Columns that a terminal takes for it: two for an East Asian wide character, none for a combining mark."""
    return len(line) if line.isascii() else sum(map(_columns, line))


def visible(words: str) -> str:
    """A tab as four columns, a line end as an arrow; a dot for what would move the cursor or turn the text around."""
    return "".join("    " if c == "\t" else "↵" if c == "\n" else "·" if _is_unruly(c) else c for c in words)


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


class _Paint(NamedTuple):
    """Puts ANSI colours around text, or leaves it."""

    on: bool

    def __call__(self, colour: str, words: str) -> str:
        return f"\x1b[{colour}m{words}\x1b[0m" if self.on and colour and words else words


class _Quote(NamedTuple):
    """A line as the author typed it, and the stretch that is meant (offset and length in characters)."""

    line: str
    at: int
    length: int


def _lines(diagnostic: Diagnostic, paint: _Paint, read: LineReader) -> Iterator[str]:
    yield _head(diagnostic, paint)
    yield from _spot(diagnostic.where, _severity_colour(diagnostic), paint, read)
    for related in diagnostic.related:
        yield from _related(related, paint, read)
    for hint in diagnostic.hints:
        yield f"  {paint(_CYAN, '= hint:')} {hint}"


def _head(diagnostic: Diagnostic, paint: _Paint) -> str:
    kind = paint(_severity_colour(diagnostic), f"{diagnostic.severity}[{diagnostic.code}]")
    address = _address(diagnostic.where)
    return f"{paint(_BOLD, address)}{': ' * bool(address)}{kind}: {diagnostic.message}"


def _severity_colour(diagnostic: Diagnostic) -> str:
    return _RED if diagnostic.is_error else _YELLOW


def _address(where: Span | Place | None) -> str:
    """What an editor can jump to: no line where the whole file is meant. Word has no lines: the number after a Word
    file counts paragraphs."""
    match where:
        case Span(path="") | None:
            return ""
        case Span(path=path) if where == Span(path):
            return path
        case Span(path=path, line=line, column=column):
            return f"{path}:{line}:{column}"
        case Place(path=path, paragraph=0):
            return path
        case Place(path=path, paragraph=paragraph):
            return f"{path}:{paragraph}"


def _spot(where: Span | Place | None, colour: str, paint: _Paint, read: LineReader) -> Iterator[str]:
    """The lines that show the place itself: where among the tables, and the words with carets under them."""
    if isinstance(where, Place) and (trail := _trail(where)):
        yield f"  {trail}"
    if (quote := _quote(where, read)) is None:
        return
    line, start, length = _shown(quote)
    yield f"  {paint(_BLUE, '|')} {line}"
    if length:
        yield f"  {paint(_BLUE, '|')} {' ' * start}{paint(colour, '^' * length)}"


def _related(related: Related, paint: _Paint, read: LineReader) -> Iterator[str]:
    yield f"  {paint(_CYAN, '=')} {paint(_BOLD, _address(related.where))}: {related.message}"
    for line in _spot(related.where, _CYAN, paint, read):
        yield f"  {line}"


def _trail(place: Place) -> str:
    parts = [f"in {words}" for words in (_story(place.part),) if words]
    if place.trail:
        parts.append(place.trail if parts else f"in {place.trail}")
    if place.heading:
        parts.append(f'under "{place.heading}"')
    return ", ".join(parts)


_STORIES = (
    (r"header\d*\.xml", "a header"),
    (r"footer\d*\.xml", "a footer"),
    (r"footnotes\d*\.xml", "the footnotes"),
    (r"endnotes\d*\.xml", "the endnotes"),
    (r"comments\d*\.xml", "the comments"),
    (r"(core|app|custom)\.xml", "the document properties"),
    (r"chart\d*\.xml", "a chart"),
    (r"(data|drawing)\d*\.xml", "a SmartArt graphic"),
)


def _story(part: str) -> str:
    """The part of the package in a person's words, with its name; nothing for the main document."""
    known = _known_story(part)
    return f"{known} ({part})" if known else _other_story(part)


def _known_story(part: str) -> str:
    name = part.rpartition("/")[2]
    return next((words for pattern, words in _STORIES if re.fullmatch(pattern, name)), "")


def _other_story(part: str) -> str:
    return "" if re.fullmatch(r"(.*/)?document\d*\.xml|.*/|", part) else part


def _quote(where: Span | Place | None, read: LineReader) -> _Quote | None:
    match where:
        case Place(excerpt=excerpt, at=at, length=length):
            return _Quote(excerpt, at, length) if excerpt else None
        case Span(path=path, line=line, column=column) if path and where != Span(path):
            found = read(path, line)
            return None if found is None else _Quote(found, column - 1, _length(where, found))
    return None


def _length(span: Span, line: str) -> int:
    """Characters of its first line that a span covers, one at least."""
    if span.end_line > span.line:
        return max(1, len(line.rstrip()) - span.column + 1)
    return max(1, span.end_column - span.column if span.end_line else 1)


def _shown(quote: _Quote) -> tuple[str, int, int]:
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


def _window(quote: _Quote) -> tuple[int, int]:
    """The stretch of the line to show: all of it, or as much around what is meant as WIDEST_EXCERPT allows."""
    if len(quote.line) <= WIDEST_EXCERPT:
        return 0, len(quote.line)
    room = max(0, WIDEST_EXCERPT - quote.length)
    first = max(0, min(quote.at - room // 2, len(quote.line) - WIDEST_EXCERPT))
    return first, first + WIDEST_EXCERPT


def _is_unruly(character: str) -> bool:
    """Control characters, line and paragraph separators, directional marks."""
    import unicodedata

    turns = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    return unicodedata.category(character) in ("Cc", "Zl", "Zp") or unicodedata.bidirectional(character) in turns


def _columns(character: str) -> int:
    import unicodedata  # for names in all scripts; most starts print none

    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _aligned(column: Sequence[str], heads: int) -> list[str]:
    """The cells filled up to one width, numbers on their left. The first `heads` cells are headings, no numbers."""
    widest = max(map(width, column))
    gaps = [" " * (widest - width(cell)) for cell in column]
    if all(re.fullmatch(r"[-+]?[\d\s.,]*\d ?%?", cell) for cell in column[heads:]) and column[heads:]:
        return [gap + cell for gap, cell in zip(gaps, column, strict=True)]
    return [cell + gap for gap, cell in zip(gaps, column, strict=True)]
