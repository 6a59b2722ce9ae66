"""What a template needs: the names its tags use, as a tree read from their expressions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Tree = dict[str, "Tree"]
ITEM = "[]"  # the members of something that is looped over


def needs(sources: Mapping[str, str]) -> Tree:
    """The names that sources use, nested: `{"invoice": {"lines": {"[]": {"price": {}}}}}` for a loop over its lines."""
    from briefing.language import parsed

    tree: Tree = {}
    for source in sources.values():
        root = parsed(source)
        if root is not None:
            _visit(root, {}, tree)
    return tree


def _visit(node: Any, scope: dict[str, Tree | None], tree: Tree) -> None:
    from jinja2 import nodes

    match node:
        case nodes.For():
            items = _place(node.iter, scope, tree)
            _visit(node.iter, scope, tree)
            inner = {**scope, "loop": None, **dict(_targets(node.target, items))}
            for child in (*node.body, *([node.test] if node.test else [])):
                _visit(child, inner, tree)
            for child in node.else_:
                _visit(child, scope, tree)
            return
        case nodes.Macro() | nodes.CallBlock():
            own = {argument.name: None for argument in node.args}
            if isinstance(node, nodes.Macro):
                scope[node.name] = None
            for child in node.iter_child_nodes():
                _visit(child, {**scope, **own, "caller": None}, tree)
            return
        case nodes.Assign() | nodes.AssignBlock():
            for child in node.iter_child_nodes(exclude=("target",)):
                _visit(child, scope, tree)
            scope.update(dict(_targets(node.target, None)))
            return
        case nodes.Name() | nodes.Getattr() | nodes.Getitem():
            _place(node, scope, tree)
    for child in node.iter_child_nodes():
        if not isinstance(node, nodes.Getattr):
            _visit(child, scope, tree)


def _targets(target: Any, items: Tree | None) -> Iterator[tuple[str, Tree | None]]:
    from jinja2 import nodes

    member = None if items is None else items.setdefault(ITEM, {})
    if isinstance(target, nodes.Name):
        yield target.name, member
    elif isinstance(target, nodes.Tuple):
        for item in target.items:
            yield from _targets(item, None)


def _place(node: Any, scope: Mapping[str, Tree | None], tree: Tree) -> Tree | None:
    """Where in the tree an expression leads; None for what is not plain data of the template's."""
    from jinja2 import nodes

    match node:
        case nodes.Name(name=name):
            if name in scope:
                return scope[name]
            return tree.setdefault(name, {}) if not name.startswith("_") and name not in _GLOBALS else None
        case nodes.Getattr(node=owner, attr=attribute) if node.ctx != "call":
            place = _place(owner, scope, tree)
            return None if place is None else place.setdefault(attribute, {})
        case nodes.Getitem(node=owner, arg=nodes.Const(value=key)):
            place = _place(owner, scope, tree)
            return None if place is None else place.setdefault(key if isinstance(key, str) else ITEM, {})
        case nodes.Filter(node=owner) if owner is not None:
            place = _place(owner, scope, tree)
            return (
                place if node.name in ("sort", "reverse", "list", "unique", "first", "last", "default", "d") else None
            )
    return None


_GLOBALS = frozenset(("range", "dict", "cycler", "joiner", "namespace", "loop", "caller", "varargs", "kwargs"))
