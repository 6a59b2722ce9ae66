"""Lists, tuples and records that a template makes, weighed. One that holds another twice, which holds another twice, is
small in memory and endless to print, compare or sort; so what is too heavy, or too deep, is not made.

What the data brings is not weighed: it has been counted as it was read, and cannot be made to hold itself.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from typing import Any

from jinja2.runtime import Macro

from briefing.language import limits
from briefing.limits import now
from briefing.word.fragment import Fragment

_OF_FILTERS = 10  # times what is typed: a column of a large table has many texts


class Made:
    """What is weighed: `_weight` is what printing it takes, in characters and members."""

    __module__ = "builtins"  # joined to a text, it looks as a list of the data does
    _weight = 0
    _depth = 1

    def __getitem__(self, at: Any) -> Any:
        found = super().__getitem__(at)  # type: ignore[misc]
        return given(found) if isinstance(at, slice) else found


class MadeList(Made, list[Any]):
    """A list that a template makes."""

    __module__ = "builtins"


class MadeTuple(Made, tuple[Any, ...]):
    """A tuple that a template makes, of more than plain values."""

    __module__ = "builtins"


class Group(MadeTuple):
    """A group of `groupby`: what its members have in common, and these."""

    __module__ = "builtins"
    _fields = ("grouper", "list")
    grouper = property(operator.itemgetter(0))
    list = property(operator.itemgetter(1))


class MadeDict(Made, dict[Any, Any]):
    """A record that a template makes. Its views are lists, which are weighed as well."""

    __module__ = "builtins"

    def items(self) -> Any:
        return given([given(pair) for pair in super().items()])

    def keys(self) -> Any:
        return given([*self])

    def values(self) -> Any:
        return given([*super().values()])


_WEIGHED: Mapping[type, type[Any]] = {list: MadeList, tuple: MadeTuple, dict: MadeDict}
_NESTING = frozenset((*_WEIGHED.values(), Group, tuple))
_HEAVY = _NESTING | {str, Fragment}


def made(value: Any) -> Any:
    """A list, tuple or record that is typed in a template, or computed, weighed. Raises SecurityError for one that is
    too heavy."""
    held = _held(value)
    return _weighed(value, held, len(value) + sum(map(weight, held)), now().text)


def given(value: Any) -> Any:
    """The same of what a filter, a method or a call gives, in which a value of the data counts as one. Anything else
    stays as it is."""
    if type(value) not in _WEIGHED:
        return value
    held = _held(value)
    size = len(value)
    if not _HEAVY.isdisjoint(set(map(type, held))):
        size += sum(map(weight, held))
    return _weighed(value, held, size, _OF_FILTERS * now().text)


def repeated(value: Any, times: Any) -> None:
    """Refuses to repeat a list too often, or to fill one up with what is long."""
    for one, often in ((value, times), (times, value)):
        if isinstance(often, int) and isinstance(one, str | list | tuple):
            _check(weight(one) * often, now().text)


def _check(size: int, most: int) -> None:
    if size > most:
        limits.refuse(f"the list would have more than {most:,} members, or characters in them")


def group(grouper: Any, items: list[Any]) -> Group:
    """A group of `groupby`."""
    own = Group((grouper, given(items)))
    own._weight, own._depth = 2 + weight(grouper) + weight(own[1]), 1 + max(map(_depth, own))
    return own


class CatchingMacro(Macro):
    """A macro with `varargs` or `kwargs`: lists that it makes of what it is called with."""

    def _invoke(self, arguments: list[Any], autoescape: bool) -> str:
        more = self.catch_kwargs + self.catch_varargs
        arguments[-more:] = map(given, arguments[-more:])
        return super()._invoke(arguments, autoescape)


def weight(value: Any) -> int:
    """Roughly the characters that a value prints as. Of the data's own lists only the length counts."""
    kind = type(value)
    if kind is str:
        return len(value)
    if isinstance(value, Made):
        return value._weight
    if kind is tuple:
        return len(value) + sum(map(weight, value))
    return len(value) if isinstance(value, str | list | tuple | range | Mapping) else 1


def _held(value: Any) -> Any:
    return (*value, *dict.values(value)) if isinstance(value, dict) else value


def _depth(value: Any) -> int:
    return value._depth if isinstance(value, Made) else type(value) is tuple


def _weighed(value: Any, held: Any, size: int, most: int) -> Any:
    _check(size, most)
    nests = not _NESTING.isdisjoint(map(type, held))
    if type(value) is tuple and not nests:
        return value
    own = _WEIGHED[type(value)](value)
    own._weight = size
    if nests:
        own._depth = 1 + max(map(_depth, held))
        if own._depth > limits.DEEPEST_LIST:
            limits.refuse(f"the lists within lists would be more than {limits.DEEPEST_LIST} deep")
    return own
