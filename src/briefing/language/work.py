"""What a rendering does, counted: passes through loops, calls of macros, and what is worked through in one go.

A pass is the unit, some four microseconds long. A text or list that a filter, a method or an operation takes or makes
counts for as many passes as it takes time, so that a few tags cannot work for minutes, or make gigabytes, with much at
once. All that is counted ends alike everywhere; `limits.now().steps` is how much it may be.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from decimal import Decimal
from typing import Any

from jinja2.utils import pass_environment

from briefing.language.limits import Exhausted, refuse
from briefing.language.made import MadeDict, MadeList, MadeTuple, given
from briefing.limits import now
from briefing.model.record import Record

PASSES_OF_A_ROW = 20  # that a row of the data may take, with its cells
PACE = 200  # characters that go through a quick filter in the time of a pass
_OF_A_MEMBER = 20  # characters that take as long as a member of a list
_WEIGHTS: Mapping[type, int] = {  # of each character or member of the most usual kinds of values
    str: 1,
    list: _OF_A_MEMBER,
    tuple: _OF_A_MEMBER,
    dict: _OF_A_MEMBER,
    **dict.fromkeys((Record, MadeList, MadeTuple, MadeDict), _OF_A_MEMBER),
    **dict.fromkeys((bool, int, float, Decimal, datetime.date, type(None)), 0),
}
_AT_ONCE = frozenset("count d default e escape first forceescape last length picture safe style".split())
_SLOW: Mapping[str, int] = {  # how many times longer than a quick one a filter takes for the same
    "markdown": 300,
    "wordwrap": 60,
    **dict.fromkeys("chart groupby indent listed striptags title urlencode".split(), 24),
    **dict.fromkeys("tojson wordcount".split(), 8),
    **dict.fromkeys("dictsort join map max min reject rejectattr select selectattr sort unique".split(), 3),
}


class Work:
    """The count of one rendering, in which `most` passes are allowed."""

    __slots__ = ("_begun", "_most", "_steps")

    def __init__(self, most: int) -> None:
        self._most = most
        self._steps = 0
        self._begun: list[Any] = []

    def rows(self, items: Iterable[Any]) -> Iterator[Any]:
        """The members of an iterator that came with the data. It can be gone through once, so that no template makes
        much of little with it: each brings the passes along that its cells need. As many may come as passes are allowed
        without any."""
        if any(items is one for one in self._begun):
            refuse("these rows come one by one and were gone through already: give a list, or loop once")
        self._begun.append(items)
        for number, item in enumerate(items):
            if number >= now().steps:
                raise Exhausted("a list goes on without end")
            self._most += PASSES_OF_A_ROW
            yield item

    def step(self, steps: int, endless: str) -> None:
        """Counts passes; refuses what is beyond any need."""
        self._steps += steps
        if self._steps > self._most:
            raise Exhausted(endless)

    def took(self, size: int) -> None:
        """Counts what was worked through, in characters."""
        if size >= PACE:
            self.step(size // PACE, "more is worked through than any document needs")

    def each(self, items: Iterable[Any]) -> Iterator[Any]:
        """The members of what does not know how many it has, and may have no end."""
        for item in items:
            self.step(1, "a list goes on without end")
            yield item


def bulk(value: Any) -> int:
    """How much a value is to work through, in characters; 0 for what says nothing of it."""
    kind = type(value)
    if kind is int:
        return int(value.bit_length())
    weight = _WEIGHTS.get(kind)
    if weight is None:  # of a kind that is seldom met
        weight = 1 if isinstance(value, str) else _OF_A_MEMBER if isinstance(value, Sequence | Mapping) else 0
    return len(value) * weight if weight else 0


class Passes:
    """What a filter or call of a template goes through member by member: each counts, as often as it is made."""

    __slots__ = ("_each",)

    def __init__(self, work: Work, items: Iterable[Any]) -> None:
        self._each = work.each(items)

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        return next(self._each)


def passes_for(roots: Mapping[str, Any]) -> int:
    """How many passes the lists of the data bring along, two levels deep: what is much is meant."""
    rows = sum(map(_rows, roots.values()))
    for value in roots.values():
        if type(value) in (dict, Record):
            rows += sum(map(_rows, value.values()))
    return rows * PASSES_OF_A_ROW


def _rows(value: Any) -> int:
    kind = type(value)
    if kind is list or kind is tuple:
        return len(value)
    return len(value) if kind not in _WEIGHTS and isinstance(value, Sequence) and not isinstance(value, str) else 0


def is_open(value: Any) -> bool:
    """Whether it is gone through member by member and does not say how many there are."""
    return type(value) not in _WEIGHTS and isinstance(value, Iterable) and not isinstance(value, Sized)


def counted(filters: Mapping[str, Any]) -> dict[str, Any]:
    """The filters by their names, each counting what it takes in and makes."""
    return {
        name: filter if name in _AT_ONCE else _counted(filter, _SLOW.get(name, 1)) for name, filter in filters.items()
    }


def _counted(filter: Callable[..., Any], times: int) -> Callable[..., Any]:
    takes_context = hasattr(filter, "jinja_pass_arg")  # or the environment, which a context has too

    @functools.wraps(filter)
    def counting(context: Any, value: Any, *arguments: Any, **named: Any) -> Any:
        work: Work = getattr(context, "environment", context).work
        size = bulk(value)
        if not size and is_open(value):
            value = work.each(value)
        for argument in arguments:
            size += bulk(argument)
        made = filter(context, value, *arguments, **named) if takes_context else filter(value, *arguments, **named)
        if is_open(made):
            return Passes(work, made)
        made = given(made)
        size = size * times + bulk(made)
        if size >= PACE:
            work.took(size)
        return made

    return counting if takes_context else pass_environment(counting)
