"""The explicit list of filters, tests and globals. What is not in these tables does not exist in a template.

No filter makes markup: `e` and `escape` are kept because templates of other engines are full of them, and change
nothing, since every value is escaped where it becomes XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import defaults, pass_environment
from jinja2.exceptions import FilterArgumentError, SecurityError
from jinja2.filters import do_batch
from jinja2.sandbox import safe_range

from briefing import locales, markdown

LARGEST_PADDING = 10_000
LARGEST_TEXT = 1_000_000
_WIDE = re.compile(r"%[^a-zA-Z%]*(?:\d{4}|\*)")
_KEPT_FILTERS = (
    "abs capitalize count d default dictsort first float groupby int items last length list lower map max"
    " min reject rejectattr reverse round select selectattr slice sort string sum title trim truncate"
    " unique upper urlencode wordcount"
).split()
_KEPT_TESTS = (
    "boolean defined divisibleby eq equalto even false filter float ge greaterthan gt in integer iterable"
    " le lessthan lower lt mapping ne none number odd sameas sequence string test true undefined upper =="
    " != > >= < <="
).split()


@pass_environment
def date(environment: Any, value: Any, style: str = "long") -> str:
    """A date in the reader's language: "short", "medium", "long", "full", "month" or "year"."""
    return locales.date(_plain(value), environment.language, style)


@pass_environment
def number(environment: Any, value: Any, digits: int | None = None) -> str:
    """A number with the separators of the reader's language."""
    return locales.number(_plain(value), environment.language, digits)


@pass_environment
def money(environment: Any, value: Any, currency: str = "", style: str = "short") -> str:
    """An amount of money as the reader's language writes it."""
    return locales.money(_plain(value), environment.language, currency, style)


@pass_environment
def percent(environment: Any, value: Any, digits: int | None = None) -> str:
    """A share as per cent."""
    return locales.percent(_plain(value), environment.language, digits)


@pass_environment
def listed(environment: Any, items: Iterable[Any]) -> str:
    """ "a, b and c" in the reader's language."""
    return locales.listed([str(item) for item in items], environment.language)


def as_markdown(value: Any) -> Any:
    """The rich text that a piece of Markdown in the data stands for."""
    return markdown.render(str(value))


def join(items: Iterable[Any], separator: str = "", attribute: str | None = None) -> str:
    """The items as one text."""
    texts = [str(item[attribute] if attribute else item) for item in items]
    if sum(map(len, texts)) + len(separator) * len(texts) > LARGEST_TEXT:
        raise SecurityError("the joined text would be too long")
    return separator.join(texts)


def center(value: Any, width: int = 80) -> str:
    """The text padded on both sides."""
    if width > LARGEST_PADDING:
        raise FilterArgumentError(f"a width of {width} is too large")
    return str(value).center(width)


def replace(value: Any, old: str, new: str, count: int = -1) -> str:
    """The text with one piece put in place of another."""
    text = str(value)
    if (text.count(old) if count < 0 else count) * len(new) > LARGEST_TEXT:
        raise SecurityError("the text with its replacements would be too long")
    return text.replace(old, new, count)


def formatted(pattern: Any, *values: Any, **named: Any) -> str:
    """The values in a pattern of `%`: `"%.1f" | format(x)`."""
    if _WIDE.search(str(pattern)):
        raise SecurityError("the widths of the pattern are too large")
    return str(pattern) % (named or values)


def batch(items: Iterable[Any], count: int, filler: Any = None) -> Iterable[list[Any]]:
    """The items in groups of `count`, the last one filled up."""
    if count > LARGEST_PADDING:
        raise FilterArgumentError(f"groups of {count} are too large")
    return do_batch(list(items), count, filler)


def unchanged(value: Any) -> Any:
    """The value as it is."""
    return value


def _plain(value: Any) -> Any:
    """What a fact or a date of ours stands for."""
    return getattr(value, "value", value)


FILTERS: Mapping[str, Any] = {
    **{name: defaults.DEFAULT_FILTERS[name] for name in _KEPT_FILTERS},
    "batch": batch,
    "center": center,
    "date": date,
    "e": unchanged,
    "escape": unchanged,
    "format": formatted,
    "join": join,
    "listed": listed,
    "markdown": as_markdown,
    "money": money,
    "number": number,
    "percent": percent,
    "replace": replace,
}
TESTS: Mapping[str, Any] = {name: defaults.DEFAULT_TESTS[name] for name in _KEPT_TESTS}
GLOBALS: Mapping[str, Any] = {
    **{name: defaults.DEFAULT_NAMESPACE[name] for name in ("dict", "cycler", "joiner", "namespace")},
    "range": safe_range,
}
