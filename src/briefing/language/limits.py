"""What a template may at most make. A template comes from anywhere and is not a program: what makes much of little is
refused before it is made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sized
from typing import Any, NoReturn

from jinja2.exceptions import SecurityError

LARGEST_TEXT = 1_000_000  # characters of one value, or members of one list
LARGEST_NUMBER = 10_000  # bits
LARGEST_WIDTH = 10_000  # characters that a text is padded to, groups that a list is cut into
LARGEST_RANGE = 100_000
MOST_CALLS = 1_000_000  # of macros, in one rendering
MOST_PASSES = 20_000_000  # through loops, in one rendering
LARGEST_OUTPUT = 2**30  # characters of one part

_WIDE_PERCENT = re.compile(r"%[^a-zA-Z%]*(?:\d{4}|\*)")
_WIDE_BRACES = re.compile(r":[^}]*(?:\d{4}|\{)")


def refuse(message: str) -> NoReturn:
    """Raises what the language reports as R302."""
    raise SecurityError(message)


def text(length: int) -> None:
    """Refuses a text, or a list, that would be longer than any value needs."""
    if length > LARGEST_TEXT:
        refuse(f"the result would be longer than {LARGEST_TEXT:,} characters")


def width(columns: Any) -> None:
    """Refuses to pad a text, or to cut a list, to more than a page could hold."""
    if isinstance(columns, int) and abs(columns) > LARGEST_WIDTH:
        refuse(f"{columns:,} is too many; {LARGEST_WIDTH:,} is the most")


def pattern(typed: str, *, braces: bool) -> None:
    """Refuses a pattern of `format` or `%` with a width of four digits, or one that is a value itself."""
    if (_WIDE_BRACES if braces else _WIDE_PERCENT).search(typed):
        refuse("the widths of the pattern are too large")


def power(base: Any, exponent: Any) -> None:
    """Refuses whole numbers of thousands of digits."""
    if isinstance(base, int) and isinstance(exponent, int) and base.bit_length() * abs(exponent) > LARGEST_NUMBER:
        refuse("the number would be too large")


def product(left: Any, right: Any) -> None:
    """Refuses repeating a text or a list too often, and whole numbers of thousands of digits."""
    for times, repeated in ((left, right), (right, left)):
        if isinstance(times, int) and isinstance(repeated, str | list | tuple):
            text(weight(repeated) * times)
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > LARGEST_NUMBER:
        refuse("the number would be too large")


class MadeList(list[Any]):
    """A list typed in a template. `weight` is what printing it takes, in characters and members."""

    weight = 0


class MadeTuple(tuple[Any, ...]):
    """A tuple typed in a template."""

    weight = 0


class MadeDict(dict[Any, Any]):
    """A record typed in a template."""

    weight = 0


def made(value: Any) -> Any:
    """A list, tuple or record that a template makes, unless lists within lists make it too heavy."""
    kind = MadeDict if isinstance(value, dict) else MadeTuple if isinstance(value, tuple) else MadeList
    own: Any = kind(value)
    own.weight = sum(map(weight, own.values() if isinstance(own, dict) else own)) + len(own)
    text(own.weight)
    return own


def weight(value: Any) -> int:
    """Roughly the characters that a value prints as."""
    if isinstance(value, MadeList | MadeTuple | MadeDict):
        return value.weight
    return len(value) if isinstance(value, str | Mapping | Sized) and not isinstance(value, type) else 1


def gathered(items: Iterable[Any]) -> list[Any]:
    """The items as a list, which can be passed through twice, counted and printed; not too many texts at once."""
    found, total = [], 0
    for item in items:
        found.append(item)
        if isinstance(item, str):
            total += len(item)
            if total > 10 * LARGEST_TEXT:
                refuse(f"the texts together would be longer than {10 * LARGEST_TEXT:,} characters")
    return found
