"""What a template needs: the values that its tags name, read off their expressions.

What a value must be (a number, a date, a list of records) is read off what is done with it, as far as that shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import nodes

from briefing.language.program import parsed

ITEM = "[]"  # the members of something that is looped over
ANY_KEY = "{}"  # the fields of something whose keys are the author's to choose

_SAME_LIST = "list reject rejectattr reverse select selectattr sort unique".split()
_MEMBER = "first last max min random".split()
_OF_LIST = "batch count groupby join length listed map slice sum".split()
_BY_ATTRIBUTE = "groupby max min rejectattr selectattr sort sum unique".split()
_NUMBER = "abs float int money number percent round".split()
_DATE_METHODS = "isoformat isoweekday strftime weekday".split()
_MAPPING_METHODS = ("items", "keys", "values")
_ARITHMETIC = "Sub Mul Div FloorDiv Mod Pow".split()
_OWN_NAMES = frozenset(
    ("range", "dict", "snippet", "cycler", "joiner", "namespace", "caller", "varargs", "kwargs", "self")
)


class Need:
    """What is wanted of one value: its `fields` by name (ITEM and ANY_KEY stand for members), or a plain value of a
    `kind`: "number", "date", "truth", "recursive" (the same as what it is a part of), or "" for a text.

    `printed` says whether any tag names it outside of a condition, `optional` whether a tag allows for its absence.
    """

    __slots__ = ("fields", "kind", "optional", "printed")

    def __init__(self) -> None:
        self.fields: dict[str, Need] = {}
        self.kind = ""
        self.printed = False
        self.optional = False

    def field(self, name: str) -> Need:
        """The need for one of its fields."""
        return self.fields.setdefault(name, Need())

    def take(self, other: Need) -> None:
        """Wants what another wants, too."""
        for name, inner in list(other.fields.items()):
            self.field(name).take(inner)
        self.kind = self.kind or other.kind
        self.printed |= other.printed
        self.optional |= other.optional


Scope = dict[str, "Need | None"]


def needs(sources: Iterable[str]) -> Need:
    """The values that the sources of a template's parts name: the fields are the roots."""
    root = Need()
    for source in sources:
        _Reader(root).block(parsed(source), {}, certain=True)
    return root


class _Reader:
    """Reads one source. A macro is read where it is defined; where it is called, its arguments get its needs."""

    def __init__(self, root: Need) -> None:
        self._root = root
        self._macros: dict[str, dict[str, Need]] = {}
        self._reading: list[str] = []
        self._loops: list[Need | None] = []
        self._certain = True

    def block(self, node: Any, scope: Scope, *, certain: bool) -> None:
        """The needs of a statement and all that is in it."""
        before, self._certain = self._certain, self._certain and certain
        visit = getattr(self, f"_visit_{type(node).__name__.lower()}", None)
        if visit is not None:
            visit(node, scope)
        else:
            for child in node.iter_child_nodes():
                self._any(child, scope)
        self._certain = before

    def _any(self, node: Any, scope: Scope) -> None:
        if isinstance(node, nodes.Expr):
            self._want(node, scope)
        else:
            self.block(node, scope, certain=True)

    def _visit_output(self, node: Any, scope: Scope) -> None:
        for child in node.nodes:
            self._want(child, scope)

    def _visit_if(self, node: Any, scope: Scope) -> None:
        self._want(node.test, scope)
        for branch in (node.body, node.elif_, node.else_):
            for child in branch:
                self.block(child, scope, certain=False)

    def _visit_for(self, node: Any, scope: Scope) -> None:
        items = self._want(node.iter, scope)
        member = None if items is None else items.field(ITEM)
        inner: Scope = {**scope, "loop": None, **dict(self._targets(node.target, member))}
        self._loops.append(member)
        for child in (*([node.test] if node.test else ()), *node.body):
            self._any(child, inner)
        self._loops.pop()
        for child in node.else_:
            self.block(child, scope, certain=False)

    def _visit_macro(self, node: Any, scope: Scope) -> None:
        parameters = {argument.name: Need() for argument in node.args}
        self._macros[node.name] = parameters
        scope[node.name] = None
        for default in node.defaults:
            self._want(default, scope)
        self._reading.append(node.name)
        for child in node.body:
            self.block(child, {**scope, **parameters, "caller": None}, certain=True)
        self._reading.pop()

    def _visit_callblock(self, node: Any, scope: Scope) -> None:
        self._want(node.call, scope)
        for child in node.body:
            self.block(child, {**scope, **{argument.name: None for argument in node.args}}, certain=True)

    def _visit_assign(self, node: Any, scope: Scope) -> None:
        scope.update(self._targets(node.target, self._want(node.node, scope)))

    def _visit_assignblock(self, node: Any, scope: Scope) -> None:
        for child in node.body:
            self.block(child, scope, certain=True)
        scope.update(self._targets(node.target, None))

    def _visit_with(self, node: Any, scope: Scope) -> None:
        inner = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            inner.update(self._targets(target, self._want(value, scope)))
        for child in node.body:
            self.block(child, inner, certain=True)

    def _targets(self, target: Any, value: Need | None) -> Iterator[tuple[str, Need | None]]:
        if isinstance(target, nodes.Name):
            yield target.name, value
        elif isinstance(target, nodes.Tuple):
            for number, item in enumerate(target.items):
                yield from self._targets(item, None if value is None else value.field(f"[{number}]"))

    def _want(self, node: Any, scope: Scope, kind: str = "") -> Need | None:
        """The need that an expression leads to; None for what is not plain data of the template's."""
        read = getattr(self, f"_want_{type(node).__name__.lower()}", None)
        if read is None:
            for child in node.iter_child_nodes():
                self._want(child, scope)
            return None
        found: Need | None = read(node, scope)
        if found is not None:
            found.kind = kind or found.kind
            found.printed |= self._certain
        return found

    def _want_name(self, node: Any, scope: Scope) -> Need | None:
        if node.name in scope:
            return scope[node.name]
        return None if node.name.startswith("_") or node.name in _OWN_NAMES else self._root.field(node.name)

    def _want_getattr(self, node: Any, scope: Scope) -> Need | None:
        owner = self._want(node.node, scope)
        return None if owner is None else owner.field(node.attr)

    def _want_getitem(self, node: Any, scope: Scope) -> Need | None:
        owner = self._want(node.node, scope)
        if isinstance(node.arg, nodes.Slice):
            return owner
        key = node.arg.value if isinstance(node.arg, nodes.Const) else None
        if key is None:
            self._want(node.arg, scope)
        if owner is None:
            return None
        return owner.field(key if isinstance(key, str) else ITEM if isinstance(key, int) else ANY_KEY)

    def _want_call(self, node: Any, scope: Scope) -> Need | None:
        given = [*node.args, *(pair.value for pair in node.kwargs)]
        wanted = [self._want(value, scope) for value in given]
        if isinstance(node.node, nodes.Getattr):
            return self._want_method(node, scope)
        name = getattr(node.node, "name", "")
        if name == "loop" and wanted and wanted[0] is not None:
            wanted[0].field(ITEM).kind = "recursive"
        elif name in self._macros:
            parameters = self._macros[name]
            names = [*list(parameters)[: len(node.args)], *(pair.key for pair in node.kwargs)]
            for parameter, value in zip(names, wanted, strict=False):
                if value is not None and name in self._reading:
                    value.kind = "recursive"
                elif value is not None and parameter in parameters:
                    value.take(parameters[parameter])
        elif name not in scope and name not in _OWN_NAMES:
            self._want(node.node, scope)
        return None

    def _want_method(self, node: Any, scope: Scope) -> Need | None:
        owner = self._want(node.node.node, scope)
        if owner is None:
            return None
        method = node.node.attr
        if method in _MAPPING_METHODS:
            return _pairs(owner, method)
        if method == "get" and node.args and isinstance(getattr(node.args[0], "value", None), str):
            owner.field(node.args[0].value).optional = True
        elif method in _DATE_METHODS:
            owner.kind = "date"
        return None

    def _want_filter(self, node: Any, scope: Scope) -> Need | None:
        for argument in (*node.args, *(pair.value for pair in node.kwargs)):
            self._want(argument, scope)
        if node.node is None:
            return None
        name = node.name
        before, self._certain = self._certain, self._certain and name not in ("default", "d")
        owner = self._want(node.node, scope, "number" if name in _NUMBER else "date" if name == "date" else "")
        self._certain = before
        if owner is None:
            return None
        if name in ("default", "d"):
            owner.optional = True
            return owner
        if name in ("dictsort", "items"):
            return _pairs(owner, "items")
        return self._want_of_list(node, owner)

    def _want_of_list(self, node: Any, owner: Need) -> Need | None:
        name, attribute = node.name, _attribute(node)
        if name not in (*_SAME_LIST, *_MEMBER, *_OF_LIST):
            return None
        member = value = owner.field(ITEM)
        for step in attribute.split(".") if attribute else ():
            value = value.field(step)
            value.printed |= self._certain
        if name == "sum":
            value.kind = "number"
        if name in _SAME_LIST:
            return owner
        if name in _MEMBER:
            return member
        derived = Need()
        if name == "map" and (attribute or not node.args):
            derived.fields[ITEM] = value
        elif name in ("batch", "slice"):
            derived.field(ITEM).fields[ITEM] = member
        elif name == "groupby":
            derived.field(ITEM).fields = {"grouper": value, "list": owner, "[0]": value, "[1]": owner}
        return derived

    def _want_test(self, node: Any, scope: Scope) -> None:
        before, self._certain = self._certain, self._certain and node.name not in ("defined", "undefined")
        tested = self._want(node.node, scope, "number" if node.name in ("odd", "even", "divisibleby") else "")
        self._certain = before
        if tested is not None and node.name in ("defined", "undefined"):
            tested.optional = True
        for argument in node.args:
            self._want(argument, scope)

    def _want_compare(self, node: Any, scope: Scope) -> None:
        sides = [node.expr, *(operand.expr for operand in node.ops)]
        of_numbers = any(isinstance(side, nodes.Const) and type(side.value) in (int, float) for side in sides)
        for side in sides:
            self._want(side, scope, "number" if of_numbers else "")

    def _want_condexpr(self, node: Any, scope: Scope) -> Need | None:
        self._want(node.test, scope)
        before, self._certain = self._certain, False
        found = self._want(node.expr1, scope)
        if node.expr2 is not None:
            self._want(node.expr2, scope)
        self._certain = before
        return found

    def _numbers(self, node: Any, scope: Scope) -> None:
        for child in node.iter_child_nodes():
            self._want(child, scope, "number")

    _want_sub = _want_mul = _want_div = _want_floordiv = _want_pow = _want_neg = _want_pos = _numbers

    def _want_add(self, node: Any, scope: Scope) -> None:
        kind = "" if any(_is_text(side) for side in (node.left, node.right)) else "number"
        for side in (node.left, node.right):
            self._want(side, scope, kind)


def _pairs(owner: Need, method: str) -> Need:
    """What a loop over a record's fields goes through."""
    value, key = owner.field(ANY_KEY), Need()
    derived = Need()
    if method == "items":
        derived.field(ITEM).fields = {"[0]": key, "[1]": value}
    else:
        derived.fields[ITEM] = value if method == "values" else key
    return derived


def _attribute(node: Any) -> str:
    """The name of the field that a filter over a list looks at, if it names one."""
    named = {pair.key: getattr(pair.value, "value", "") for pair in node.kwargs}
    first = getattr(node.args[0], "value", "") if node.args else ""
    by_place = {"selectattr", "rejectattr", "groupby", "sum"}
    found = named.get("attribute") or (first if node.name in by_place else "")
    return found if isinstance(found, str) else ""


def _is_text(node: Any) -> bool:
    if isinstance(node, nodes.Add):
        return _is_text(node.left) or _is_text(node.right)
    return isinstance(node, nodes.Concat) or (isinstance(node, nodes.Const) and isinstance(node.value, str))
