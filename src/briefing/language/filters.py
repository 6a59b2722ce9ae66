"""The explicit list of filters, tests and globals. What is not in these tables does not exist in a template.

No filter makes markup: `e` and `escape` are kept because templates of other engines are full of them, and change
nothing, since every value is escaped where it becomes XML. Filters that Jinja makes lazy give lists here, which can be
counted, printed and passed through twice.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import filters as jinja
from jinja2 import pass_environment, tests
from jinja2.runtime import Undefined
from jinja2.utils import Cycler, Joiner, Namespace

from briefing import locales, markdown
from briefing.language import limits

_KEPT_FILTERS = (
    "abs capitalize count d default dictsort first float groupby int last length list lower max"
    " min sort string sum title trim truncate upper urlencode wordcount"
).split()
_LISTING_FILTERS = "items map reject rejectattr reverse select selectattr unique".split()
_KEPT_TESTS = (
    "boolean divisibleby eq equalto even false float ge greaterthan gt in integer iterable"
    " le lessthan lower lt mapping ne none number odd sameas sequence string true upper =="
    " != > >= < <="
).split()
_ARITHMETIC_TESTS = ("divisibleby", "even", "odd")


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


@pass_environment
def join(environment: Any, items: Iterable[Any], separator: str = "", attribute: str | None = None) -> str:
    """The items as one text; with `attribute`, that field of each."""
    value_of = jinja.make_attrgetter(environment, attribute) if attribute is not None else str
    texts = limits.gathered(str(value_of(item)) for item in items)
    limits.text(sum(map(len, texts)) + len(separator) * len(texts))
    return separator.join(texts)


def center(value: Any, width: int = 80) -> str:
    """The text padded on both sides."""
    limits.width(width)
    return str(value).center(width)


def replace(value: Any, old: str, new: str, count: int = -1) -> str:
    """The text with one piece put in place of another."""
    text = str(value)
    times = text.count(old) if count < 0 else min(count, text.count(old))
    limits.text(len(text) + times * len(new))
    return text.replace(old, new, count)


def formatted(pattern: Any, *values: Any, **named: Any) -> str:
    """The values in a pattern of `%`: `"%.1f" | format(x)`."""
    limits.pattern(str(pattern), braces=False)
    return str(pattern) % (named or values)


def rounded(value: Any, precision: int = 0, method: str = "common") -> Any:
    """The number rounded; `method` is common, ceil or floor."""
    limits.width(precision)
    return jinja.do_round(value, precision, method)  # type: ignore[arg-type]


def unchanged(value: Any) -> Any:
    """The value as it is."""
    return value


def numbers(*bounds: int) -> range:
    """`range`, within bounds."""
    found = range(*bounds)
    if len(found) > limits.LARGEST_RANGE:
        limits.refuse(f"a range of {len(found):,} numbers is too long; {limits.LARGEST_RANGE:,} is the most")
    return found


def record(*pairs: Any, **fields: Any) -> Any:
    """`dict`, within bounds."""
    return limits.made(dict(*pairs, **fields))


class Variables(Namespace):
    """`namespace`: variables that a loop can set. Prints nothing of what it holds, which may be itself."""

    def __repr__(self) -> str:
        return "namespace"


def _plain(value: Any) -> Any:
    """What a fact or a date of ours stands for. What is missing is reported."""
    return str(value) if isinstance(value, Undefined) else getattr(value, "value", value)


def _as_list(filter: Callable[..., Iterable[Any]]) -> Callable[..., list[Any]]:
    """The same filter, giving a list. `wraps` keeps the mark that says whether it takes the context."""

    @functools.wraps(filter)
    def listing(*arguments: Any, **named: Any) -> list[Any]:
        return limits.gathered(filter(*arguments, **named))

    return listing


def batch(items: Iterable[Any], count: int, filler: Any = None) -> list[list[Any]]:
    """The items in groups of `count`, the last one filled up."""
    limits.width(count)
    return list(jinja.do_batch(list(items), count, filler))


def sliced(items: Iterable[Any], count: int, filler: Any = None) -> list[list[Any]]:
    """The items in `count` groups as even as can be, each filled up."""
    limits.width(count)
    return list(jinja.sync_do_slice(list(items), count, filler))


def _needing_a_value(test: Callable[..., bool], *, arithmetic: bool) -> Callable[..., bool]:
    """The same test, which reports a missing value. Text is no number, though Python's `%` would format it."""

    @functools.wraps(test)
    def tested(value: Any, *arguments: Any) -> bool:
        for one in (value, *arguments):
            if isinstance(one, Undefined):
                return bool(one)
        if arithmetic and isinstance(value, str):
            raise TypeError("a text is neither odd nor even")
        return bool(test(value, *arguments))

    return tested


FILTERS: Mapping[str, Any] = {
    **{name: jinja.FILTERS[name] for name in _KEPT_FILTERS},
    **{name: _as_list(jinja.FILTERS[name]) for name in _LISTING_FILTERS},
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
    "round": rounded,
    "slice": sliced,
}
TESTS: Mapping[str, Any] = {
    **{name: _needing_a_value(tests.TESTS[name], arithmetic=name in _ARITHMETIC_TESTS) for name in _KEPT_TESTS},
    **{name: tests.TESTS[name] for name in ("defined", "undefined", "filter", "test")},
}
GLOBALS: Mapping[str, Any] = {
    "cycler": Cycler,
    "dict": record,
    "joiner": Joiner,
    "namespace": Variables,
    "range": numbers,
}
