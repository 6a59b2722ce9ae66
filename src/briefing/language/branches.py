"""Branches that are never taken: what stands in them can never print, so it is there by mistake.

Judged by the conditions alone, whatever the values: a condition that is always false, one that was asked before, one
that contradicts what it stands in.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from jinja2 import nodes

from briefing.language.problem import Problem
from briefing.language.program import Fault

_ALWAYS = "this condition is always true, so what stands in its else never prints"
_NEVER = "this branch is never taken"


def dead(tree: Any) -> tuple[Fault, ...]:
    """A fault for each branch of a parsed source that is never taken, at the line of the tag that opens it."""
    targets = [one.target for one in tree.find_all((nodes.Assign, nodes.AssignBlock))]
    assigned = frozenset(name for target in targets for name in _names(target))
    return tuple(_Walk(assigned).block(tree.body))


class _Known(NamedTuple):
    """A condition that holds, or does not hold, in all that stands in a branch: as it is typed and by what its names
    mean there. `asks` are what it compares and the value that it asks of that, where it does."""

    test: str
    holds: bool
    asks: tuple[str, Any] | None


class _Walk:
    """Goes through statements with what is known there. Of names in `assigned` nothing is known: they change."""

    def __init__(self, assigned: frozenset[str]) -> None:
        self._assigned = assigned
        self._known: Counter[tuple[str, bool]] = Counter()
        self._values: dict[str, list[Any]] = {}  # what is asked of which expression, where that holds
        self._anew: dict[str, int] = {}  # names of the loops around, by the loop that gave each its meaning
        self._loops = 0

    def block(self, statements: Iterable[Any]) -> Iterator[Fault]:
        for statement in statements:
            match statement:
                case nodes.If():
                    yield from self._branches(statement)
                case nodes.For():
                    yield from self._loop(statement)
                case nodes.Macro():
                    yield from _Walk(self._assigned).block(statement.body)
                case _:
                    yield from self.block(getattr(statement, "body", ()))

    def _branches(self, node: Any) -> Iterator[Fault]:
        branches = (node, *node.elif_)
        with contextlib.ExitStack() as before:
            for place, branch in enumerate(branches):
                if why := self._why_never(branch.test):
                    yield Fault(branch.lineno, Problem("T406", f"{_NEVER}: {why}"))
                else:
                    with self._knowing(branch.test, True):
                        yield from self.block(branch.body)
                if _constant(branch.test) is True:
                    if branches[place + 1 :] or node.else_:
                        yield Fault(branch.lineno, Problem("T406", _ALWAYS))
                    return
                before.enter_context(self._knowing(branch.test, False))
            yield from self.block(node.else_)

    def _loop(self, node: Any) -> Iterator[Fault]:
        if isinstance(node.iter, nodes.List | nodes.Tuple) and not node.iter.items:
            yield Fault(node.lineno, Problem("T406", "this loop goes through an empty list, so it never prints"))
        self._loops += 1
        around = self._anew
        self._anew = around | dict.fromkeys((*_names(node.target), "loop"), self._loops)
        yield from self.block(node.body)
        self._anew = around
        yield from self.block(node.else_)

    @contextlib.contextmanager
    def _knowing(self, test: Any, holds: bool) -> Iterator[None]:
        """What is known once a condition holds, or does not, is known within."""
        learned = tuple(self._learned(test, holds))
        asked = [one.asks for one in learned if one.holds and one.asks]
        self._known.update((one.test, one.holds) for one in learned)
        for subject, value in asked:
            self._values.setdefault(subject, []).append(value)
        yield
        self._known.subtract((one.test, one.holds) for one in learned)
        for subject, _ in asked:
            self._values[subject].pop()

    def _why_never(self, test: Any) -> str:
        if _constant(test) is False:
            return "its condition is always false"
        if self._known[self._typed(test), False] > 0:
            return "the same condition was asked before it"
        asked = tuple(self._learned(test, True))
        own = {(one.test, one.holds) for one in asked}
        if any((one.test, not one.holds) in own for one in asked):
            return "its condition asks for something and for its opposite"
        if any(self._known[one.test, not one.holds] > 0 for one in asked):
            return "a condition around it or before it says the opposite"
        values = [one.asks for one in asked if one.holds and one.asks]
        for subject, value in values:
            others = (f"{other!r}" for other in self._values.get(subject, ()) if other != value)
            if other := next(others, ""):
                return f"what it stands in asks for {other}"
        first: dict[str, Any] = {}
        if any(first.setdefault(subject, value) != value for subject, value in values):
            return "its condition asks one value to be two different ones"
        return ""

    def _learned(self, test: Any, holds: bool) -> Iterator[_Known]:
        """What is known once a condition holds, or does not."""
        if isinstance(test, nodes.Not):
            yield from self._learned(test.node, not holds)
        elif holds and isinstance(test, nodes.And):
            yield from self._learned(test.left, True)
            yield from self._learned(test.right, True)
        elif not holds and isinstance(test, nodes.Or):
            yield from self._learned(test.left, False)
            yield from self._learned(test.right, False)
        if not _names(test) & self._assigned and not any(test.find_all(nodes.Call)):
            asks = _asked_value(test)
            yield _Known(self._typed(test), holds, (self._typed(asks[0]), asks[1]) if asks else None)

    def _typed(self, test: Any) -> str:
        """A condition as it is typed, with the loops that its names are of."""
        meant = {name: loop for name in _names(test) if (loop := self._anew.get(name))}
        return f"{test!r} {sorted(meant.items())}" if meant else repr(test)


def _constant(test: Any) -> bool | None:
    """Whether a condition is true or false as it is typed; None where values decide."""
    if isinstance(test, nodes.And | nodes.Or):
        sides = {_constant(test.left), _constant(test.right)}
        decisive = isinstance(test, nodes.Or)
        return decisive if decisive in sides else None if None in sides else not decisive
    if isinstance(test, nodes.Not):
        inner = _constant(test.node)
        return None if inner is None else not inner
    if isinstance(test, nodes.Const):
        return bool(test.value)
    if isinstance(test, nodes.Compare):
        return _compared(test)
    return bool(test.items) if isinstance(test, nodes.List | nodes.Tuple | nodes.Dict) else None


def _compared(test: Any) -> bool | None:
    """What a comparison of constants comes to."""
    try:
        return bool(test.as_const())
    except nodes.Impossible:
        return None


def _names(node: Any) -> set[str]:
    kinds = nodes.Name, nodes.NSRef
    own = {node.name} if isinstance(node, kinds) else set()
    return own | {name.name for name in node.find_all(kinds)}


def _asked_value(test: Any) -> tuple[Any, Any] | None:
    """What `x == "a"` asks of which expression."""
    if not isinstance(test, nodes.Compare) or len(test.ops) != 1 or test.ops[0].op != "eq":
        return None
    left, right = test.expr, test.ops[0].expr
    if isinstance(left, nodes.Const):
        left, right = right, left
    return (left, right.value) if isinstance(right, nodes.Const) and not isinstance(left, nodes.Const) else None
