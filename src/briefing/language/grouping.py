"""Filters that cut lists into groups and put them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import jinja2.filters as jinja
from jinja2.utils import pass_environment

from briefing.language import limits, made
from briefing.word.printable import quoted


def check_whole(name: str, value: Any) -> None:
    """Raises ValueError for what a filter is given as a number of places or characters and is none."""
    if value is not None and not isinstance(value, int):
        raise ValueError(f"'{name}' must be a whole number, not {quoted(value)}")


def batch(items: Iterable[Any], count: int, filler: Any = None) -> list[list[Any]]:
    """The items in groups of `count`, the last one filled up."""
    check_whole("count", count)
    limits.width(count)
    made.repeated(filler, count)
    return [made.given(group) for group in jinja.do_batch(list(items), count, filler)]


def sliced(items: Iterable[Any], count: int, filler: Any = None) -> list[list[Any]]:
    """The items in `count` groups as even as can be, each filled up."""
    check_whole("count", count)
    limits.width(count)
    made.repeated(filler, count)
    return [made.given(group) for group in jinja.sync_do_slice(list(items), count, filler)]


@pass_environment
def groupby(
    environment: Any, items: Iterable[Any], attribute: str | int, default: Any = None, case_sensitive: bool = False
) -> list[made.Group]:
    """The items in groups that have a field in common, by the order of that."""
    groups = jinja.sync_do_groupby(environment, items, attribute, default, case_sensitive)
    return [made.group(*group) for group in groups]


@pass_environment
def summed(environment: Any, items: Iterable[Any], attribute: str | int | None = None, start: Any = 0) -> Any:
    """The items, or a field of each, added to `start`; lists become one list."""
    if attribute is not None:
        items = map(jinja.make_attrgetter(environment, attribute), items)
    if not isinstance(start, list):
        return sum(items, start)

    def members() -> Iterator[Any]:
        yield from start
        for item in items:
            if not isinstance(item, list):
                raise TypeError("only lists can be added to a list")
            yield from item

    return limits.gathered(members())
