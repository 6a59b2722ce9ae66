"""How wide a text stands in a terminal, what it must not hold there, and tables of aligned columns.

Names of files, keys, ids and the words of templates are other people's: what a terminal takes for an order, or what
turns its line around, is made visible here before anything is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.later import regex

_UNRULY_IN_JSON = regex("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")  # json escapes those below a blank
LONGEST = 300  # characters of a message or hint; what it quotes may have a million


def table(rows: Iterable[Sequence[object]], head: Sequence[str] = ()) -> str:
    """Plain aligned columns, two spaces apart, under `head`. Columns of numbers are right-aligned."""
    lines = [[visible(str(cell)) for cell in line] for line in ([head] if head else []) + list(rows)]
    columns = [_aligned(column, 1 if head else 0) for column in zip(*lines, strict=True)]
    return "".join("  ".join(line).rstrip() + "\n" for line in zip(*columns, strict=True))


def width(line: str) -> int:
    """Columns that a terminal takes for it: two for an East Asian wide character, none for a combining mark."""
    return len(line) if line.isascii() else sum(map(_columns, line))


def visible(words: str) -> str:
    """A tab as four columns, a line end as an arrow; a dot for what would move the cursor or turn the text around."""
    if words.isascii() and words.isprintable():
        return words
    return "".join("    " if c == "\t" else "↵" if c == "\n" else "·" if _is_unruly(c) else c for c in words)


def one_line(words: str, most: int = LONGEST) -> str:
    """The words as a terminal shows them, cut where they would go on for pages."""
    return visible(cut(words, most))


def cut(words: str, most: int = LONGEST) -> str:
    """The words, or as many of them as anybody reads."""
    return words if len(words) <= most else f"{words[:most]}…"


def escaped(json: str) -> str:
    """A JSON text in which all that `visible` would put a dot for is written by its number (RFC 8259, section 7)."""
    return _UNRULY_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", json)


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
