"""Diagnostics for people: each with its place and the author's own words, or on one line."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefing.diagnostics import Diagnostic, Place, Related, Span, in_order
from briefing.show import places, quotes
from briefing.show.columns import LONGEST, one_line, visible
from briefing.show.quotes import LineReader

_RED, _YELLOW, _BLUE, _CYAN, _BOLD = "1;31", "1;33", "34", "36", "1"


class _Paint(NamedTuple):
    """Puts ANSI colours around text, or leaves it."""

    on: bool

    def __call__(self, colour: str, words: str) -> str:
        return f"\x1b[{colour}m{words}\x1b[0m" if self.on and colour and words else words


def text(
    diagnostics: Iterable[Diagnostic], *, colour: bool = False, source: LineReader | None = None, most: int = 0
) -> str:
    """What a person reads: each diagnostic with its place, the author's own line, carets and hints, in order of file
    and position; at the end the count of all. Empty if there are none. `colour` adds ANSI colours.

    At most `most` are shown, 0 being all: errors before warnings where not all can be, and a last line says what is
    not shown.
    """
    ordered = in_order(diagnostics)
    if not ordered:
        return ""
    read, paint = source or quotes.line_of_file, _Paint(colour)
    chosen, others = _chosen(ordered, most)
    blocks = ["\n".join(_lines(diagnostic, paint, read)) for diagnostic in chosen]
    return "\n\n".join([*blocks, count(ordered)]) + "\n" + _unshown(others)


def short(diagnostics: Iterable[Diagnostic], *, most: int = 0) -> str:
    """One line each, `path:line:column: error[C101]: message`, for editors and for grep. `most` as for `text`."""
    chosen, others = _chosen(in_order(diagnostics), most)
    lines = (_head(diagnostic, _Paint(False)) + _story(diagnostic) + "\n" for diagnostic in chosen)
    return "".join(lines) + _unshown(others)


def _story(diagnostic: Diagnostic) -> str:
    """In which part of a Word file it is, if not in its body: the number in front counts the paragraphs of that."""
    where = diagnostic.where
    return f" ({one_line(places.spot(where))})" if isinstance(where, Place) and places.story(where.part) else ""


def count(diagnostics: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning`; empty if there are none."""
    found = [diagnostic.severity for diagnostic in diagnostics]
    numbers = [(found.count("error"), "error"), (found.count("warning"), "warning")]
    return ", ".join(f"{number} {word}{'s' * (number != 1)}" for number, word in numbers if number)


def _chosen(ordered: Sequence[Diagnostic], most: int) -> tuple[Sequence[Diagnostic], Sequence[Diagnostic]]:
    """The first `most` errors, as many warnings as there is room for then, and the others; each in the order given."""
    if most <= 0 or len(ordered) <= most:
        return ordered, ()
    errors_first = sorted(range(len(ordered)), key=lambda number: not ordered[number].is_error)
    chosen, others = (sorted(numbers) for numbers in (errors_first[:most], errors_first[most:]))
    return [ordered[number] for number in chosen], [ordered[number] for number in others]


def _unshown(others: Sequence[Diagnostic]) -> str:
    return f"not shown: {count(others)} (--most 0 shows all)\n" if others else ""


def _lines(diagnostic: Diagnostic, paint: _Paint, read: LineReader) -> Iterator[str]:
    yield _head(diagnostic, paint)
    yield from _spot(places.meant(diagnostic), _severity_colour(diagnostic), paint, read)
    for related in diagnostic.related:
        yield from _related(related, paint, read)
    for hint in diagnostic.hints:
        yield f"  {paint(_CYAN, '= hint:')} {one_line(hint)}"


def _head(diagnostic: Diagnostic, paint: _Paint) -> str:
    kind = paint(_severity_colour(diagnostic), f"{diagnostic.severity}[{diagnostic.code}]")
    address = _address(diagnostic.where)
    return f"{paint(_BOLD, address)}{': ' * bool(address)}{kind}: {one_line(diagnostic.message)}"


def _address(where: Span | Place | None) -> str:
    """Where an editor is sent; of a path without end its end, which has the line."""
    address = places.address(where)
    return visible(address if len(address) <= LONGEST else f"…{address[-LONGEST:]}")


def _severity_colour(diagnostic: Diagnostic) -> str:
    return _RED if diagnostic.is_error else _YELLOW


def _spot(where: Span | Place | None, colour: str, paint: _Paint, read: LineReader) -> Iterator[str]:
    """The lines that show the place itself: where among the tables, and the words with carets under them."""
    if isinstance(where, Place) and (trail := places.trail(where)):
        yield f"  {one_line(trail)}"
    if (quote := quotes.quote(where, read)) is None:
        return
    line, start, length = quotes.shown(quote)
    yield f"  {paint(_BLUE, '|')} {line}"
    if length:
        yield f"  {paint(_BLUE, '|')} {' ' * start}{paint(colour, '^' * length)}"


def _related(related: Related, paint: _Paint, read: LineReader) -> Iterator[str]:
    yield f"  {paint(_CYAN, '=')} {paint(_BOLD, _address(related.where))}: {one_line(related.message)}"
    for line in _spot(related.where, _CYAN, paint, read):
        yield f"  {line}"
