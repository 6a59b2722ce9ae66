"""The explicit list of filters, tests and globals. What is not in these tables does not exist in a template.

No filter makes markup: `e`, `escape` and `safe` are kept because templates of other engines are full of them, and
change nothing, since every value is escaped where it becomes XML. Filters that Jinja makes lazy give lists here, which
can be counted, printed and passed through twice.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

import jinja2.filters as jinja
import jinja2.tests as tests
from jinja2.runtime import Undefined
from jinja2.utils import Cycler, Joiner, Namespace, pass_environment

from briefing import locales
from briefing.language import limits, made
from briefing.language.charts import chart
from briefing.language.grouping import batch, check_whole, groupby, sliced, summed
from briefing.model.rich import LineBreak, Picture, RichText, Run
from briefing.word.pictures import length
from briefing.word.printable import is_noun, joined, quoted

_KEPT_FILTERS = "abs count d default dictsort filesizeformat first float last length max min sort".split()
_TEXT_FILTERS = "capitalize lower string striptags title trim upper urlencode wordcount".split()
_LISTING_FILTERS = "items map reject rejectattr reverse select selectattr unique".split()
_KEPT_TESTS = (
    "boolean divisibleby eq equalto even false float ge greaterthan gt in integer iterable"
    " le lessthan lower lt mapping ne none number odd sameas sequence string true upper =="
    " != > >= < <="
).split()
_ARITHMETIC_TESTS = ("divisibleby", "even", "odd")


def _in_the_readers_language(filter: Callable[..., str]) -> Callable[..., str]:
    """The filter over what a fact or a date of ours stands for. Of null and of what is missing it prints nothing."""

    @pass_environment
    @functools.wraps(filter)
    def printed(environment: Any, value: Any, *arguments: Any, **named: Any) -> str:
        if value is None or isinstance(value, Undefined):
            return _text(value)
        for argument in (*arguments, *named.values()):
            if isinstance(argument, Undefined):
                return _text(argument)
        return filter(environment.language, getattr(value, "value", value), *arguments, **named)

    return printed


@_in_the_readers_language
def date(language: str, value: Any, style: str = "long") -> str:
    """A date: "short", "medium", "long", "full", "month" or "year"."""
    return locales.date(value, language, style)


@_in_the_readers_language
def number(language: str, value: Any, digits: int | None = None) -> str:
    """A number with its separators."""
    check_whole("digits", digits)
    return locales.number(value, language, digits)


@_in_the_readers_language
def money(language: str, value: Any, currency: str = "", style: str = "short") -> str:
    """An amount of money."""
    if not isinstance(currency, str):
        raise ValueError(f"'currency' must be letters such as 'GBP', not {quoted(currency)}")
    return locales.money(value, language, currency, style)


@_in_the_readers_language
def percent(language: str, value: Any, digits: int | None = None) -> str:
    """A share as per cent."""
    check_whole("digits", digits)
    return locales.percent(value, language, digits)


@pass_environment
def listed(environment: Any, items: Iterable[Any]) -> str:
    """ "a, b and c" in the reader's language."""
    return locales.listed([_text(item) for item in items], environment.language)


def as_markdown(value: Any) -> Any:
    """The rich text that a piece of Markdown in the data stands for."""
    from briefing import markdown  # what most templates can do without

    return markdown.render(_text(value))


def picture(value: Any, width: str = "", height: str = "", alt: str = "") -> Any:
    """The picture in a file; `width` and `height` as people type them ("4 cm"), `alt` is what it shows, in words."""
    if value is None or isinstance(value, Undefined):
        return _text(value)
    if isinstance(value, list | tuple | Mapping) and not is_noun(value):
        raise ValueError(f"a picture is named by its file, not by {quoted(value)}")
    for typed in filter(None, (width, height)):
        if not length(str(typed)):
            raise ValueError(f'\'{typed}\' is no length: write "4 cm", "40 mm", "1.5 in" or "120 pt"')
    return RichText.of(Picture(_text(value), _text(alt), length(str(width)), length(str(height))))


def styled(value: Any, name: str) -> Any:
    """The value in a character style of the template, by the name that Word shows."""
    if isinstance(name, Undefined):
        return _text(name)
    name = _as_text("name", name)
    if not isinstance(value, RichText):
        return RichText.of(Run(_text(value), role=name))
    if not value.is_inline:
        raise ValueError("a character style is for words, not for paragraphs")
    return RichText.of(*(one._replace(role=name) if isinstance(one, Run) else one for one in value.inlines))


@pass_environment
def join(environment: Any, items: Iterable[Any], separator: str = "", attribute: str | None = None) -> str:
    """The items as one text; with `attribute`, that field of each."""
    if attribute is not None:
        items = map(jinja.make_attrgetter(environment, attribute), items)
    texts = limits.gathered(map(_text, items))
    limits.text(sum(map(len, texts)) + len(separator) * len(texts))
    return separator.join(texts)


def center(value: Any, width: int = 80) -> str:
    """The text padded on both sides."""
    check_whole("width", width)
    limits.width(width)
    return _text(value).center(width)


@pass_environment
def truncate(
    environment: Any,
    value: Any,
    length: int = 255,
    killwords: bool = False,
    end: str = "...",
    leeway: int | None = None,
) -> str:
    """The first words of a text, or with `killwords` its first characters; `length` is what it may have at most, and
    `end` says that it was cut."""
    check_whole("length", length)
    return str(jinja.do_truncate(environment, _text(value), length, killwords, end, leeway))


def replace(value: Any, old: str, new: str, count: int = -1) -> str:
    """The text with one piece put in place of another."""
    text = _text(value)
    old, new = _as_text("old", old), _as_text("new", new)
    times = text.count(old) if count < 0 else min(count, text.count(old))
    limits.text(len(text) + times * len(new))
    return text.replace(old, new, count)


def formatted(pattern: Any, *values: Any, **named: Any) -> str:
    """The values in a pattern of `%`: `"%.1f" | format(x)`."""
    limits.pattern(str(pattern), (*values, *named.values()), braces=False)
    return str(pattern) % (named or values)


def rounded(value: Any, precision: int = 0, method: str = "common") -> Any:
    """The number rounded; `method` is common, ceil or floor."""
    check_whole("precision", precision)
    limits.number(value)
    if isinstance(value, str):
        raise ValueError(f"'{value}' is a text and cannot be rounded; make a number of it: | float | round")
    limits.width(precision)
    return jinja.do_round(value, precision, method)  # type: ignore[arg-type]


def indented(value: Any, width: int = 4, first: bool = False, blank: bool = False) -> str:
    """The text with its lines, but the first, moved to the right."""
    text = _text(value)
    check_whole("width", width)
    limits.width(width)
    limits.text(len(text) + width * (text.count("\n") + 1))
    return str(jinja.do_indent(text, width, first, blank))


def wrapped(value: Any, width: int = 79, break_long_words: bool = True) -> str:
    """The text in lines of at most so many characters."""
    import textwrap

    check_whole("width", width)
    lines = _text(value).splitlines()
    limits.words(lines)
    return "\n".join("\n".join(textwrap.wrap(line, width, break_long_words=break_long_words)) for line in lines)


def as_json(value: Any) -> str:
    """The value as JSON, records by the order of their names."""
    import json

    def plain(one: Any) -> Any:
        if isinstance(one, Mapping):
            return dict(one)
        if isinstance(one, range):
            return list(one)
        if isinstance(one, datetime.date | Decimal):
            return str(one)
        raise TypeError("only texts, numbers, dates, lists and records can be written as JSON")

    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=plain)
    limits.text(len(text))
    return text


def whole(value: Any, default: int = 0, base: int = 10) -> int:
    """The whole number that a text or number stands for; the default where it is none."""
    limits.number(value)
    return jinja.do_int(value, default, base)


def as_list(value: Any) -> list[Any]:
    """The members as a list, the letters of a text."""
    return limits.gathered(value)


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
    return made.given(dict(*pairs, **fields))


class Variables(Namespace):
    """`namespace`: variables that a loop can set. It has no text of its own, whatever it holds."""

    __repr__ = object.__repr__


def called(function: str) -> tuple[str, str]:
    """The filter that a function of Python's stands behind, and how it is called: `money(currency, style)`. Empty where
    it is none."""
    plain = function.removeprefix("sync_")  # Jinja's for filters of two kinds
    name = next((name for name, filter in FILTERS.items() if filter.__name__ in (function, plain)), "")
    if not name:
        return "", ""
    import inspect  # only when a call has failed

    wrapped = inspect.unwrap(FILTERS[name])
    first = 2 if hasattr(FILTERS[name], "jinja_pass_arg") else 1
    taken = list(inspect.signature(wrapped).parameters)[first:]
    return name, f"{name}({', '.join(taken)})" if taken else name


def _as_text(name: str, value: Any) -> str:
    """What a filter is given as a text. Raises ValueError for what is none."""
    if not isinstance(value, str | Undefined):
        raise ValueError(f"'{name}' must be a text, not {quoted(value)}")
    return _text(value)


def _text(value: Any) -> str:
    """What a value prints as: of null nothing."""
    return joined(value)


def _of_text(filter: Callable[..., Any]) -> Callable[..., Any]:
    """The same filter, to which null is an empty text."""

    @functools.wraps(filter)
    def of_text(value: Any, *arguments: Any, **named: Any) -> Any:
        return filter(_text(value), *arguments, **named)

    return of_text


def _as_list(filter: Callable[..., Iterable[Any]]) -> Callable[..., list[Any]]:
    """The same filter, giving a list. `wraps` keeps the mark that says whether it takes the context."""

    @functools.wraps(filter)
    def listing(*arguments: Any, **named: Any) -> list[Any]:
        for name in arguments[2:3]:  # of a filter or test that is to be used
            if isinstance(name, Undefined):
                return list(name)
        return limits.gathered(filter(*arguments, **named))

    return listing


def _needing_a_value(test: Callable[..., Any], *, arithmetic: bool) -> Callable[..., bool]:
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


_JINJA_TESTS: Mapping[str, Any] = tests.TESTS
FILTERS: Mapping[str, Any] = {
    **{name: jinja.FILTERS[name] for name in _KEPT_FILTERS},
    **{name: _of_text(jinja.FILTERS[name]) for name in _TEXT_FILTERS},
    **{name: _as_list(jinja.FILTERS[name]) for name in _LISTING_FILTERS},
    "batch": batch,
    "center": center,
    "chart": chart,
    "date": date,
    "e": unchanged,
    "escape": unchanged,
    "forceescape": unchanged,
    "indent": indented,
    "format": formatted,
    "groupby": groupby,
    "int": whole,
    "join": join,
    "list": as_list,
    "listed": listed,
    "markdown": as_markdown,
    "money": money,
    "number": number,
    "percent": percent,
    "picture": picture,
    "replace": replace,
    "round": rounded,
    "safe": unchanged,
    "slice": sliced,
    "style": styled,
    "sum": summed,
    "tojson": as_json,
    "truncate": truncate,
    "wordwrap": wrapped,
}
TESTS: Mapping[str, Any] = {
    **{name: _needing_a_value(_JINJA_TESTS[name], arithmetic=name in _ARITHMETIC_TESTS) for name in _KEPT_TESTS},
    **{name: _JINJA_TESTS[name] for name in ("defined", "undefined", "filter", "test")},
}
GLOBALS: Mapping[str, Any] = {
    "column_break": RichText.of(LineBreak("column")),
    "cycler": Cycler,
    "dict": record,
    "joiner": Joiner,
    "namespace": Variables,
    "page_break": RichText.of(LineBreak("page")),
    "range": numbers,
}
