"""The prose of a text: what is left when expressions and code are blanked out, and where something in it is typed.

Blanks keep their number, so that every place in what is left is a place in the source.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from briefing.diagnostics import Span
from briefing.markdown.marks import swapped
from briefing.model.content import Text

# Code as CommonMark has it (4.5, 6.1): a fence up to its like or to the end; in a line, between as many backticks, the
# first of which no backslash escapes, and never over an empty line or into another item, heading, quotation or row.
CODE = re.compile(
    r"""^[ \t>]*(?:(?:[-*+]|[0-9]+[.)])[ ]+)?(?P<fence>`{3,}|~{3,})[^`\n]*\n
      (?:.*\n)*? (?:[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)
    | (?<![\\`]) (?:\\\\)* (?P<ticks>`+)(?!`)
      (?:[^\n]|\n(?![ \t]*(?:$|[-*+|>][ ]|[0-9]+[.)][ ]|\#{1,6}[ ])))*? (?<!`)(?P=ticks)(?!`)""",
    re.VERBOSE | re.MULTILINE,
)


def expressions(source: str) -> Iterator[tuple[int, int]]:
    """Where the expressions of a text begin and end."""
    end = 0
    for expression in swapped(source)[1]:
        start = source.index(f"{{{{{expression}}}}}", end)
        end = start + len(expression) + 4
        yield start, end


def without_expressions(source: str) -> str:
    """The text with blanks for its expressions."""
    for start, end in expressions(source):
        source = source[:start] + " " * (end - start) + source[end:]
    return source


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
    where = text.locate(needle, _nth(text.source, needle, at))
    first = needle.split()[0]
    if where == text.span and first != needle:
        return text.locate(first, _nth(text.source, first, at))
    return where


def _nth(source: str, needle: str, at: int) -> int:
    """How many times the needle occurs before a place."""
    count, place = 0, source.find(needle)
    while 0 <= place < at:
        count, place = count + 1, source.find(needle, place + 1)
    return count
