"""What a template needs: the values that its tags name, read off their expressions.

What a value must be (a number, a date, a list of records) is read off what is done with it, as far as that shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from jinja2 import nodes

from briefing.diagnostics import Place
from briefing.language import syntax
from briefing.language.need import ANY_KEY, ITEM, Need, Use
from briefing.language.program import parsed, source_of
from briefing.model.template import Part

_SAME_LIST = "list reject rejectattr reverse select selectattr sort unique".split()
_MEMBER = "first last max min random".split()
_OF_LIST = "batch count groupby join length listed map slice sum".split()
_OF_TEXT_TOO = "count first last length reverse".split()
_OF_RECORD = ("dictsort", "items")
_DEFAULT = ("d", "default")
_FILTERS: Mapping[str, Use] = {  # what they want of their value; those that are not here, a text
    **dict.fromkeys((*_SAME_LIST, *_MEMBER, *_OF_LIST, *_DEFAULT, "tojson"), ""),
    **dict.fromkeys(_OF_RECORD, "record"),
    **dict.fromkeys("money number percent".split(), "figure"),
    **dict.fromkeys("float int".split(), "addend"),
    **dict.fromkeys("abs round".split(), "number"),
    "chart": "chart",
    "date": "date",
}
_PRESENCE = ("defined", "undefined")
_TESTS: Mapping[str, Use] = {
    **dict.fromkeys((*_PRESENCE, *"iterable mapping none number sequence string".split()), ""),
    **dict.fromkeys("divisibleby even odd".split(), "number"),
    **dict.fromkeys("boolean false true".split(), "truth"),
}
_FUNCTIONS: Mapping[str, Use] = {"range": "number", "_charted": "chart"}
_CONSTANTS: Mapping[type, Use] = {int: "number", float: "number", bool: "truth"}
_MAPPING_METHODS = ("items", "keys", "values")
_METHODS: Mapping[str, Use] = {
    **dict.fromkeys((*_MAPPING_METHODS, "get"), "record"),
    **dict.fromkeys("isoformat isoweekday strftime weekday".split(), "date"),
}
_OWN_NAMES = frozenset(
    "range dict snippet page_break column_break cycler joiner namespace caller varargs kwargs self".split()
)

DEEPEST_FILES = 8  # files that take each other in

Scope = dict[str, "Need | None"]
TakenIn = Callable[[str], Iterable[Part]]
"""The parts of another file that a template takes in, by the name typed."""


def needs(parts: Iterable[Part], taken_in: TakenIn | None = None, *, uncalled: bool = False) -> Need:
    """The values that parts of a template name, as fields of a root; those of uncalled macros only if `uncalled`."""
    return _needs(parts, taken_in, DEEPEST_FILES, uncalled)


def _needs(parts: Iterable[Part], taken_in: TakenIn | None, files: int, uncalled: bool) -> Need:
    def of_file(name: str) -> Need:
        return _needs(taken_in(name), taken_in, files - 1, uncalled) if taken_in and files else Need()

    root = Need()
    for part in parts:
        source, _ = source_of(part.anatomy.pieces, part.anatomy.tags)
        reader = Reader(root, part.place, of_file)
        reader.read(parsed(source))
        if uncalled:
            reader.take_uncalled()
    return root


class _Macro(NamedTuple):
    """What a macro wants of its arguments, and of the `free` names that its body has from outside."""

    parameters: dict[str, Need]
    free: Need


class Reader:
    """Reads one source. A macro is read once; where it is called, its arguments get its needs."""

    def __init__(self, root: Need, place_of: Callable[[int], Place | None], of_file: Callable[[str], Need]) -> None:
        self._root = root
        self._place_of = place_of
        self._of_file = of_file
        self._top: Scope = {}
        self._unread: dict[str, Any] = {}  # the macros further on, by name
        self._macros: dict[str, _Macro] = {}
        self._called: set[str] = set()
        self._reading: list[str] = []
        self._loops: list[Need | None] = []
        self._certain = True

    def read(self, tree: Any) -> None:
        """The needs of a whole source."""
        macros: Iterable[Any] = tree.find_all(nodes.Macro)
        self._unread = {macro.name: macro for macro in macros}
        self.block(tree, self._top)

    def take_uncalled(self) -> None:
        """Wants what macros want that nothing calls."""
        for macro in (macro for name, macro in self._macros.items() if name not in self._called):
            self._root.take(macro.free, certain=False)

    @contextmanager
    def _only_if(self, certain: bool) -> Iterator[None]:
        """What is wanted within is wanted under a condition, unless `certain`."""
        before, self._certain = self._certain, self._certain and certain
        yield
        self._certain = before

    def block(self, node: Any, scope: Scope) -> None:
        """The needs of a statement and all that is in it."""
        visit = getattr(self, f"_visit_{type(node).__name__.lower()}", None)
        if visit is not None:
            visit(node, scope)
        else:
            for child in node.iter_child_nodes():
                self._any(child, scope)

    def _any(self, node: Any, scope: Scope) -> None:
        if isinstance(node, nodes.Expr):
            self.want(node, scope)
        else:
            self.block(node, scope)

    def _blocks(self, statements: Iterable[Any], scope: Scope) -> None:
        for statement in statements:
            self.block(statement, scope)

    def _visit_if(self, node: Any, scope: Scope) -> None:
        self._ask(node.test, scope)
        with self._only_if(False):
            self._blocks((*node.body, *node.elif_, *node.else_), scope)

    def _visit_for(self, node: Any, scope: Scope) -> None:
        items = self.want(node.iter, scope, "list")
        member = None if items is None else items.field(ITEM)
        inner: Scope = {**scope, "loop": None, **dict(self.targets(node.target, member))}
        self._loops.append(member)
        if node.test is not None:
            self._ask(node.test, inner)
        self._blocks(node.body, inner)
        self._loops.pop()
        with self._only_if(False):
            self._blocks(node.else_, scope)

    def _visit_macro(self, node: Any, scope: Scope) -> None:
        scope[node.name] = None
        if node.name not in self._macros or self._unread.get(node.name) is node:
            self._read_macro(node)

    def _read_macro(self, node: Any) -> None:
        """Reads a macro, where it is defined or where another one calls it before that."""
        name: str = node.name
        macro = self._macros[name] = _Macro({argument.name: Need(argument.name) for argument in node.args}, Need())
        if self._unread.get(name) is node:
            del self._unread[name]
        outside, self._root = self._root, macro.free
        before, self._certain = self._certain, True
        self._reading.append(name)
        for default in node.defaults:
            self.want(default, self._top)
        self._blocks(node.body, {**self._top, **macro.parameters, "caller": None})
        self._reading.pop()
        self._root, self._certain = outside, before

    def _visit_callblock(self, node: Any, scope: Scope) -> None:
        self.want(node.call, scope)
        self._blocks(node.body, {**scope, **{argument.name: None for argument in node.args}})

    def _visit_assign(self, node: Any, scope: Scope) -> None:
        scope.update(self.targets(node.target, self.want(node.node, scope, "")))

    def _visit_assignblock(self, node: Any, scope: Scope) -> None:
        self._blocks(node.body, scope)
        scope.update(self.targets(node.target, None))

    def _visit_with(self, node: Any, scope: Scope) -> None:
        inner = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            inner.update(self.targets(target, self.want(value, scope, "")))
        self._blocks(node.body, inner)

    def targets(self, target: Any, value: Need | None) -> Iterator[tuple[str, Need | None]]:
        if isinstance(target, nodes.Name):
            yield target.name, value
        elif isinstance(target, nodes.Tuple):
            for number, item in enumerate(target.items):
                yield from self.targets(item, None if value is None else value.field(f"[{number}]"))

    def _ask(self, node: Any, scope: Scope) -> None:
        """The needs of a condition. What stands behind `and` or `or` is not always asked."""
        if isinstance(node, nodes.Not):
            self._ask(node.node, scope)
        elif isinstance(node, nodes.And | nodes.Or):
            self._ask(node.left, scope)
            with self._only_if(False):
                self._ask(node.right, scope)
        else:
            self.want(node, scope, "truth")

    def want(self, node: Any, scope: Scope, use: Use = "text") -> Need | None:
        """The need that an expression leads to; None for what is not plain data of the template's."""
        read = getattr(self, f"_want_{type(node).__name__.lower()}", None)
        if read is None:
            for child in node.iter_child_nodes():
                self.want(child, scope)
            return None
        found: Need | None = read(node, scope)
        if found is not None:
            found.use(use, self._place_of(node.lineno), certain=self._certain)
        return found

    def _want_name(self, node: Any, scope: Scope) -> Need | None:
        if node.name in scope:
            return scope[node.name]
        return None if node.name.startswith("_") or node.name in _OWN_NAMES else self._root.field(node.name)

    def _want_getattr(self, node: Any, scope: Scope) -> Need | None:
        owner = self.want(node.node, scope, "")
        return None if owner is None else owner.field(node.attr)

    def _want_getitem(self, node: Any, scope: Scope) -> Need | None:
        owner = self.want(node.node, scope, "")
        if isinstance(node.arg, nodes.Slice):
            return owner
        key = node.arg.value if isinstance(node.arg, nodes.Const) else None
        if key is None:
            self.want(node.arg, scope)
        if owner is None:
            return None
        return owner.field(key if isinstance(key, str) else ITEM if isinstance(key, int) else ANY_KEY)

    def _want_call(self, node: Any, scope: Scope) -> Need | None:
        name = getattr(node.node, "name", "")
        if name in self._unread and name not in self._macros:
            self._read_macro(self._unread[name])
        plain: Use = "" if name == "loop" or name in self._macros else "text"
        use = _FUNCTIONS.get(name, plain)
        wanted = [self.want(value, scope, use) for value in (*node.args, *(pair.value for pair in node.kwargs))]
        if isinstance(node.node, nodes.Getattr):
            return self._want_method(node, scope)
        if name == "loop" and wanted and wanted[0] is not None:
            _make_like(wanted[0].field(ITEM), self._loops[-1] if self._loops else None)
        elif name in self._macros:
            self._call_macro(node, wanted)
        elif name == "snippet" and node.args and isinstance(node.args[0], nodes.Const):
            given = zip((pair.key for pair in node.kwargs), wanted[len(node.args) :], strict=True)
            self._take_in(str(node.args[0].value), dict(given))
        return None  # a function is no value that a file of data could hold

    def _take_in(self, name: str, given: Mapping[str, Need | None]) -> None:
        """Wants what a file that is taken in wants, but for what it is given by name."""
        inner = self._of_file(name)
        for key, value in given.items():
            own = inner.fields.pop(key, None)
            if own is not None and value is not None:
                value.take(own, certain=self._certain)
        self._root.take(inner, certain=self._certain)

    def _call_macro(self, node: Any, wanted: Iterable[Need | None]) -> None:
        macro, is_open = self._macros[node.node.name], node.node.name in self._reading
        self._called.add(node.node.name)
        names = [*list(macro.parameters)[: len(node.args)], *(pair.key for pair in node.kwargs)]
        for name, value in zip(names, wanted, strict=False):
            parameter = macro.parameters.get(name)
            if value is not None and parameter is not None and is_open:
                _make_like(value, parameter)
            elif value is not None and parameter is not None:
                value.take(parameter, certain=self._certain)
        if not is_open:
            self._root.take(macro.free, certain=self._certain)

    def _want_method(self, node: Any, scope: Scope) -> Need | None:
        method = node.node.attr
        owner = self.want(node.node.node, scope, _METHODS.get(method, "text"))
        if owner is None:
            return None
        if method in _MAPPING_METHODS:
            return _pairs(owner, method)
        if method == "get" and node.args and isinstance(getattr(node.args[0], "value", None), str):
            owner.field(node.args[0].value).optional = True
        return None

    def _want_filter(self, node: Any, scope: Scope) -> Need | None:
        for argument in (*node.args, *(pair.value for pair in node.kwargs)):
            self.want(argument, scope)
        if node.node is None:
            return None
        name = node.name
        with self._only_if(name not in _DEFAULT):
            owner = self.want(node.node, scope, _FILTERS.get(name, "text"))
        if owner is None:
            return None
        if name in _DEFAULT:
            owner.optional = True
            return owner
        if name in _OF_RECORD:
            return _pairs(owner, "items")
        return self._want_of_list(node, owner)

    def _want_of_list(self, node: Any, owner: Need) -> Need | None:
        name, attribute = node.name, syntax.attribute(node)
        if name not in (*_SAME_LIST, *_MEMBER, *_OF_LIST):
            return None
        if name not in _OF_TEXT_TOO:
            owner.uses.add("list")
        member = value = owner.field(ITEM)
        for step in attribute.split(".") if attribute else ():
            value = value.field(step)
            value.use("", self._place_of(node.lineno), certain=self._certain)
        if name == "sum":
            value.uses.add("number")
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
        with self._only_if(node.name not in _PRESENCE):
            tested = self.want(node.node, scope, _TESTS.get(node.name, "text"))
        if tested is not None and node.name in _PRESENCE:
            tested.optional = True
        for argument in node.args:
            self.want(argument, scope)

    def _want_compare(self, node: Any, scope: Scope) -> None:
        sides = [node.expr, *(operand.expr for operand in node.ops)]
        uses = [_CONSTANTS[type(side.value)] for side in sides if type(getattr(side, "value", None)) in _CONSTANTS]
        wanted = [self.want(side, scope, uses[0] if uses else "text") for side in sides]
        place = self._place_of(node.lineno)
        for side, value in zip(sides, wanted, strict=True):
            if value is not None and place is not None:
                value.compared.update({(text, place): None for text in syntax.compared_with(node, side)})

    def _want_condexpr(self, node: Any, scope: Scope) -> Need | None:
        self._ask(node.test, scope)
        with self._only_if(False):
            found = self.want(node.expr1, scope)
            if node.expr2 is not None:
                self.want(node.expr2, scope)
        return found

    def _want_either(self, node: Any, scope: Scope) -> Need | None:
        found = self.want(node.left, scope)
        with self._only_if(False):
            self.want(node.right, scope)
        return found

    _want_and = _want_or = _want_either

    def _want_not(self, node: Any, scope: Scope) -> None:
        self._ask(node.node, scope)

    def _numbers(self, node: Any, scope: Scope) -> None:
        for child in node.iter_child_nodes():
            self.want(child, scope, "number")

    _want_sub = _want_mul = _want_div = _want_floordiv = _want_pow = _want_neg = _want_pos = _numbers

    def _want_add(self, node: Any, scope: Scope) -> None:
        of_text = syntax.is_text(node.left) or syntax.is_text(node.right)
        for side in (node.left, node.right):
            self.want(side, scope, "text" if of_text else "addend")

    def _want_mod(self, node: Any, scope: Scope) -> None:
        for side in (node.left, node.right):
            self.want(side, scope, "text" if syntax.is_text(node.left) else "number")


def _make_like(need: Need, other: Need | None) -> None:
    if need is not other:
        need.like = other


def _pairs(owner: Need, method: str) -> Need:
    """What a loop over a record's fields goes through."""
    value, key = owner.field(ANY_KEY), Need()
    derived = Need()
    if method == "items":
        derived.field(ITEM).fields = {"[0]": key, "[1]": value}
    else:
        derived.fields[ITEM] = value if method == "values" else key
    return derived
