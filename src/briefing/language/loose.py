"""What tags name that make no whole: of a part whose blocks do not pair, or with another fault of their own.

Each tag is read by itself, in order. What a loop or a `set` binds is bound for all that follows, since nobody knows
where it was to end.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from briefing.language.need import ITEM, Need
from briefing.language.needs import Reader, Scope
from briefing.language.program import parsed_alone
from briefing.model.template import Tag


def needs_of(tags: Iterable[Tag]) -> Need:
    """The values that tags name, each for itself."""
    root, scope = Need(), Scope()
    for tag in tags:
        if tag.kind not in ("close", "comment") and tag.inner and (tree := _tree(tag)) is not None:
            _read(Reader(root, lambda _, place=tag.place: place, lambda _: Need()), tree, scope)  # type: ignore[misc]
    return root


def _tree(tag: Tag) -> Any:
    try:
        return parsed_alone(tag)
    except (TemplateSyntaxError, RecursionError, OverflowError, MemoryError, ValueError):
        return None


def _read(reader: Reader, tree: Any, scope: Scope) -> None:
    for statement in tree.body:
        match statement:
            case nodes.For():
                items = reader.want(statement.iter, scope, "list")
                member = None if items is None else items.field(ITEM)
                scope.update({"loop": None, **dict(reader.targets(statement.target, member))})
            case nodes.Macro() | nodes.CallBlock():
                scope.update({argument.name: None for argument in statement.args})
                scope.update({statement.name: None} if isinstance(statement, nodes.Macro) else {})
            case _:
                reader.block(statement, scope)
