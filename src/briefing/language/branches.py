"""Branches that are never taken: what stands in them can never print, so it is there by mistake.

Judged by the conditions alone, whatever the values: a condition that is always false, one that was asked before, one
that contradicts what it stands in.
"""

from __future__ import annotations

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
    return tuple(_Walk(assigned).block(tree.body, ()))


class _Known(NamedTuple):
    """A condition that holds, or does not hold, in all that stands in a branch."""

    test: Any
    holds: bool


class _Walk:
    """Goes through statements with what is known there. Of names in `assigned` nothing is known: they change."""

    def __init__(self, assigned: frozenset[str]) -> None:
        self._assigned = assigned

    def block(self, statements: Iterable[Any], known: tuple[_Known, ...]) -> Iterator[Fault]:
        for statement in statements:
            match statement:
                case nodes.If():
                    yield from self._branches(statement, known)
                case nodes.For():
                    yield from self._loop(statement, known)
                case nodes.Macro():
                    yield from self.block(statement.body, ())
                case _:
                    yield from self.block(getattr(statement, "body", ()), known)

    def _branches(self, node: Any, known: tuple[_Known, ...]) -> Iterator[Fault]:
        branches = (node, *node.elif_)
        for place, branch in enumerate(branches):
            if why := self._why_never(branch.test, known):
                yield Fault(branch.lineno, Problem("T406", f"{_NEVER}: {why}"))
            else:
                yield from self.block(branch.body, (*known, *self._learned(branch.test, True)))
            if _constant(branch.test) is True:
                if branches[place + 1 :] or node.else_:
                    yield Fault(branch.lineno, Problem("T406", _ALWAYS))
                return
            known = (*known, *self._learned(branch.test, False))
        yield from self.block(node.else_, known)

    def _loop(self, node: Any, known: tuple[_Known, ...]) -> Iterator[Fault]:
        if isinstance(node.iter, nodes.List | nodes.Tuple) and not node.iter.items:
            yield Fault(node.lineno, Problem("T406", "this loop goes through an empty list, so it never prints"))
        anew = {*_names(node.target), "loop"}
        yield from self.block(node.body, tuple(one for one in known if not _names(one.test) & anew))
        yield from self.block(node.else_, known)

    def _why_never(self, test: Any, known: tuple[_Known, ...]) -> str:
        if _constant(test) is False:
            return "its condition is always false"
        for one in known:
            if one.test == test and not one.holds:
                return "the same condition was asked before it"
        asked = list(self._learned(test, True))
        if any(one.test == other.test and one.holds != other.holds for one in asked for other in asked):
            return "its condition asks for something and for its opposite"
        if any(one.test == other.test and one.holds != other.holds for one in asked for other in known):
            return "a condition around it or before it says the opposite"
        values = [one.test for one in asked if one.holds]
        around = [one.test for one in known if one.holds]
        others = [other for one in around for value in values if (other := _other_value(one, value))]
        if others:
            return f"what it stands in asks for {others[0]}"
        if any(_other_value(one, another) for place, one in enumerate(values) for another in values[:place]):
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
            yield _Known(test, holds)


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


def _other_value(one: Any, another: Any) -> str:
    """What the first comparison asks for, as typed, where the second asks the same value to be something else."""
    first, second = _asked_value(one), _asked_value(another)
    if first is None or second is None or first[0] != second[0] or first[1] == second[1]:
        return ""
    return repr(first[1])


def _asked_value(test: Any) -> tuple[Any, Any] | None:
    """What `x == "a"` asks of which expression."""
    if not isinstance(test, nodes.Compare) or len(test.ops) != 1 or test.ops[0].op != "eq":
        return None
    left, right = test.expr, test.ops[0].expr
    if isinstance(left, nodes.Const):
        left, right = right, left
    return (left, right.value) if isinstance(right, nodes.Const) and not isinstance(left, nodes.Const) else None
