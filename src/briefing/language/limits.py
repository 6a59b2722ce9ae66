"""What a template may at most make. A template comes from anywhere and is not a program: what makes much of little is
refused before it is made."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NoReturn

from jinja2.exceptions import SecurityError

from briefing.later import regex
from briefing.limits import now
from briefing.word.printable import joined

LARGEST_NUMBER = 10_000  # bits
LARGEST_EXPONENT = 1_000  # decimal places before or after the point
LARGEST_WIDTH = 10_000  # characters that a text is padded to, groups that a list is cut into
LARGEST_RANGE = 100_000
DEEPEST_LIST = 100  # lists within lists
LARGEST_CAPTURE = 20_000_000  # characters of WordprocessingML that a block or macro gives

# Of patterns: the sign of a place, widths of four digits, places for a value as a program has it, a plain sign
_OF_PERCENT = (
    "%",
    regex(r"%(?:\([^()]*\))?[^a-zA-Z%(]*(?:\d{4}|\*)|%\([^()]*\("),
    regex(r"%(?:\([^()]*\))?[^a-zA-Z%(]*[ra]"),
    "%%",
)
_IN_BRACES = ("{", regex(r":[^}]*(?:\d{4}|\{)"), regex(r"\{[^{}]*![ra]"), "{{")


class Exhausted(SecurityError):
    """The rendering has done more than any needs: what is left of it would only do more."""


def refuse(message: str) -> NoReturn:
    """Raises what the language reports as R302."""
    raise SecurityError(message)


def text(length: int) -> None:
    """Refuses a text that would be longer than any value needs."""
    most = now().text
    if length > most:
        refuse(f"the result would be longer than {most:,} characters")


def capture(pieces: Iterable[str]) -> list[str]:
    """What a block or macro wrote, unless it is more than any needs."""
    found, size = [], 0
    for piece in pieces:
        found.append(piece)
        size += len(piece)
        if size > LARGEST_CAPTURE:
            refuse("what the block holds is too long")
    return found


def width(columns: Any) -> None:
    """Refuses to pad a text, or to cut a list, to more than a page could hold."""
    if isinstance(columns, int) and abs(columns) > LARGEST_WIDTH:
        refuse(f"{columns:,} is too many; {LARGEST_WIDTH:,} is the most")


def words(lines: Iterable[str]) -> None:
    """Refuses to break words into lines that are longer than a page."""
    if any(len(word) > LARGEST_WIDTH for line in lines for word in line.split()):
        refuse(f"a word has more than {LARGEST_WIDTH:,} letters")


def pattern(typed: str, values: Iterable[Any], *, braces: bool) -> None:
    """Refuses a pattern of `format` or `%` with a width of four digits, or one that is a value itself; and one that
    prints long values too often, a number of too many digits, or what has no text, or another as program code."""
    sign, wide, code, plain = _IN_BRACES if braces else _OF_PERCENT
    typed = typed.replace(plain, "")
    if wide.search(typed):
        refuse("the widths of the pattern are too large")
    as_code = code.search(typed) is not None
    longest = 0
    for value in values:
        number(value)
        longest = max(longest, len(joined(value)))
        if as_code and not isinstance(value, str | int | float):
            refuse(f"the pattern shows values as a program has them; write '{'{}' if braces else '%s'}'")
    if typed.count(sign) * longest > 10 * now().text:
        text(typed.count(sign) * longest)


def number(value: Any) -> None:
    """Refuses a decimal number of thousands of digits: it would be written, or made a whole one, digit by digit."""
    if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) > LARGEST_EXPONENT:
        refuse(f"the number has more than {LARGEST_EXPONENT:,} digits")


def power(base: Any, exponent: Any) -> None:
    """Refuses whole numbers of thousands of digits."""
    if isinstance(base, int) and isinstance(exponent, int) and base.bit_length() * abs(exponent) > LARGEST_NUMBER:
        refuse("the number would be too large")


def product(left: Any, right: Any) -> None:
    """Refuses repeating a text too often, and whole numbers of thousands of digits."""
    for times, repeated in ((left, right), (right, left)):
        if isinstance(times, int) and isinstance(repeated, str):
            text(len(repeated) * times)
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > LARGEST_NUMBER:
        refuse("the number would be too large")


def gathered(items: Iterable[Any]) -> list[Any]:
    """The items as a list, which can be passed through twice, counted and printed; not too many, nor too many texts at
    once."""
    found, total = [], 0
    most = now().text
    for item in items:
        found.append(item)
        if isinstance(item, str):
            total += len(item)
        if total > 10 * most:
            refuse(f"the texts together would be longer than {10 * most:,} characters")
        if len(found) > most:
            refuse(f"the list would have more than {most:,} members")
    return found
