"""The prose of a text: what is left when expressions and code are blanked out, and where something in it is typed.

Blanks keep their number, so that every place in what is left is a place in the source.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator

from briefing.diagnostics import Span
from briefing.later import regex
from briefing.markdown.marks import swapped
from briefing.model.content import Text

# Code as CommonMark has it (4.5, 6.1): a fence up to its like or to the end; in a line, between as many backticks, the
# first of which no backslash escapes, and never over an empty line or into another item, heading, quotation or row.
CODE = regex(
    r"""^[ \t>]*(?:(?:[-*+]|[0-9]+[.)])[ ]+)?(?P<fence>`{3,}|~{3,})[^`\n]*\n
      (?:.*\n)*? (?:[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)
    | (?<![\\`]) (?:\\\\)* (?P<ticks>`+)(?!`)
      (?:[^\n]|\n(?![ \t]*(?:$|[-*+|>][ ]|[0-9]+[.)][ ]|\#{1,6}[ ])))*? (?<!`)(?P=ticks)(?!`)""",
    re.VERBOSE | re.MULTILINE,
)

_WORD = regex(r"\w+")


def expressions(source: str) -> Iterator[tuple[int, int]]:
    """Where the expressions of a text begin and end."""
    end = 0
    for expression in swapped(source)[1]:
        start = source.index(f"{{{{{expression}}}}}", end)
        end = start + len(expression) + 4
        yield start, end


def without_expressions(source: str) -> str:
    """The text with blanks for its expressions."""
    pieces, end = [], 0
    for start, stop in expressions(source):
        pieces += [source[end:start], " " * (stop - start)]
        end = stop
    return "".join(pieces) + source[end:]


@functools.lru_cache(maxsize=1024)  # several looks at each text
def prose_of(source: str) -> str:
    """The text with blanks for its expressions and code."""
    plain = without_expressions(source)
    return without(plain, CODE) if "`" in plain or "~~~" in plain else plain


def without(source: str, *patterns: re.Pattern[str]) -> str:
    """The text with blanks for what the patterns match."""
    for pattern in patterns:
        source = pattern.sub(lambda found: blanks(found[0]), source)
    return source


def blanks(text: str) -> str:
    """As many blanks as the text has characters; its lines stay."""
    return re.sub(r"[^\n]", " ", text) if "\n" in text else " " * len(text)


def spot(text: Text, needle: str, at: int) -> Span:
    """Where a stretch of the source is typed in the file; its first word, where it was typed over several lines."""
    first = needle.split()[0]
    return _typed(text, needle, at) or _typed(text, first, at) or text.span


def _typed(text: Text, needle: str, at: int) -> Span | None:
    """Where the needle that stands at a place of the source is typed; None where folding hides it."""
    before, typed = _places(text.source, needle), _places(text.written, needle)
    nth = bisect.bisect_left(before, at)
    if before[nth : nth + 1] != (at,) or len(before) != len(typed):  # it is within a longer word, in one or the other
        before, typed = _all_places(text.source, needle), _all_places(text.written, needle)
        nth = bisect.bisect_left(before, at)
    if nth >= len(typed):
        return None
    ends = _all_places(text.written, "\n")
    line = bisect.bisect_left(ends, typed[nth])
    column = typed[nth] - ends[line - 1] if line else typed[nth] + text.span.column
    return Span(text.span.path, text.span.line + line, column, text.span.line + line, column + len(needle))


@functools.lru_cache(maxsize=64)  # of one needle all places are asked for, one by one
def _places(source: str, needle: str) -> tuple[int, ...]:
    """Where the needle stands in a text as a whole word, or words: found by the rarest of them, since a text may name
    thousands of things."""
    words = _words(source)
    rarest = min(_WORD.finditer(needle), key=lambda word: len(words.get(word[0], ())), default=None)
    if rarest is None:
        return ()
    starts = (at - rarest.start() for at in words.get(rarest[0], ()))
    return tuple(start for start in starts if start >= 0 and source.startswith(needle, start))


@functools.lru_cache(maxsize=16)
def _words(source: str) -> dict[str, list[int]]:
    """The words of a text, and where each begins."""
    words: dict[str, list[int]] = {}
    for word in _WORD.finditer(source):
        words.setdefault(word[0], []).append(word.start())
    return words


@functools.lru_cache(maxsize=64)
def _all_places(source: str, needle: str) -> tuple[int, ...]:
    """Where the needle stands in a text, within words too."""
    return tuple(found.start() for found in re.finditer(re.escape(needle), source))
