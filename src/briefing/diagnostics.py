"""What can be wrong, where, and how it is said: spans, places, diagnostics and the one table of codes.

Nothing here imports anything of ours. Stages return `(value, diagnostics)`; none raises for a user's mistake.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple


class Span(NamedTuple):
    """A stretch of a text file. Lines and columns count from 1; the end is just past the last character."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0


class Place(NamedTuple):
    """A spot in a Word file, in the coordinates a person finds it by.

    `paragraph` is the ordinal of the paragraph in its part, from 1 (0: not in a paragraph). `trail` says where among
    tables ("table 2, row 3, cell 1"), `heading` is the nearest heading above, `excerpt` the paragraph's text as typed,
    and `at`/`length` the stretch of the excerpt that is meant.
    """

    path: str
    part: str
    paragraph: int = 0
    trail: str = ""
    heading: str = ""
    excerpt: str = ""
    at: int = 0
    length: int = 0


class Related(NamedTuple):
    """Another spot that helps to understand a diagnostic: the opening tag, the first definition."""

    message: str
    where: Span | Place


class Diagnostic(NamedTuple):
    """One thing that is wrong. `code` is a key of CODES, which knows severity, title and explanation."""

    code: str
    message: str
    where: Span | Place | None = None
    hints: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()

    @property
    def severity(self) -> Literal["error", "warning"]:
        from briefing.codes import CODES  # the whole table, when there is something to say

        return CODES[self.code].severity

    @property
    def is_error(self) -> bool:
        return self.severity == "error"


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them forbids writing a file."""
    return any(diagnostic.is_error for diagnostic in diagnostics)


def did_you_mean(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """A hint with the nearest known word, whatever its capitals, or no hint. A silly suggestion is worse than none:
    what shares no beginning must be very near."""
    import difflib  # only when something is wrong: start-up is a feature

    spelt = {name.casefold(): name for name in reversed(list(known))}
    plain = word.casefold()

    def is_near(one: str) -> bool:
        likeness = difflib.SequenceMatcher(None, plain, one).ratio()
        return one.startswith(plain) or likeness >= (0.65 if one[:1] == plain[:1] else 0.75)

    near = filter(is_near, difflib.get_close_matches(plain, spelt, n=3, cutoff=0.6))
    return tuple(f"did you mean '{spelt[one]}'?" for one in list(near)[:1])


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Without repetitions, sorted by file and position: what the edge of the program shows."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=_position))


def _position(diagnostic: Diagnostic) -> tuple[str, int, str, int, int, str, str]:
    where = diagnostic.where
    if isinstance(where, Span):
        return where.path, 0, "", where.line, where.column, diagnostic.code, diagnostic.message
    if isinstance(where, Place):
        return where.path, 1, where.part, where.paragraph, where.at, diagnostic.code, diagnostic.message
    return "", 0, "", 0, 0, diagnostic.code, diagnostic.message
