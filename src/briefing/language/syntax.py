"""What the syntax of an expression alone shows, before anything is known of its values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import nodes


def is_text(node: Any) -> bool:
    """Whether it is a text for certain: typed as one, or joined."""
    if isinstance(node, nodes.Add):
        return is_text(node.left) or is_text(node.right)
    return isinstance(node, nodes.Concat) or (isinstance(node, nodes.Const) and isinstance(node.value, str))


def text(node: Any) -> str:
    """The text that is typed, if nothing else is."""
    value = node.value if isinstance(node, nodes.Const) else None
    return value if isinstance(value, str) else ""


def attribute(node: Any) -> str:
    """The name of the field that a filter over a list looks at, if it names one."""
    named = {pair.key: getattr(pair.value, "value", "") for pair in node.kwargs}
    first = getattr(node.args[0], "value", "") if node.args else ""
    by_place = {"selectattr", "rejectattr", "groupby", "sum"}
    found = named.get("attribute") or (first if node.name in by_place else "")
    return found if isinstance(found, str) else ""


def compared_with(compare: Any, side: Any) -> Iterator[str]:
    """The texts that a comparison asks one of its sides to be, or not to be: `side == "a"`, `side in ["a", "b"]`."""
    left = compare.expr
    for operand in compare.ops:
        right = operand.expr
        if operand.op in ("eq", "ne"):
            yield from filter(None, (text(right) if side is left else text(left) if side is right else "",))
        elif operand.op in ("in", "notin") and side is left and isinstance(right, nodes.List | nodes.Tuple):
            yield from filter(None, map(text, right.items))
        left = right
