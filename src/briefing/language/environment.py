"""The Jinja environment of Word templates: sandboxed, items before attributes, every value through a writer.

Differences from plain Jinja, each for a promise: constants are not folded and every output is written
`writers[tag](value)`, so that no value reaches the document by another way; a method is reached only by calling
it, so that a key wins over a method of the same name; what is missing is reported and the run goes on; what makes much
of little is bounded.
"""

from __future__ import annotations

import datetime
import functools
import io
import operator
import re
import sys
import types
from collections.abc import Callable, Iterable, Mapping, Sized
from types import MappingProxyType
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler

from briefing.language import limits, made
from briefing.language.filters import FILTERS, GLOBALS, TESTS, replace
from briefing.language.values import Missing
from briefing.language.work import Passes, Work, bulk, counted, is_open, passes_for
from briefing.limits import now
from briefing.model.named import Named
from briefing.model.rich import RichText
from briefing.word import printable
from briefing.word.fragment import Fragment, captured

_DELIMITERS: Mapping[str, Any] = {
    "variable_start_string": "\x01",
    "variable_end_string": "\x02",
    "block_start_string": "\x03",
    "block_end_string": "\x04",
    "comment_start_string": "\x0e",
    "comment_end_string": "\x0f",
}
_METHOD_TYPES = (
    *(functools.partial, types.MethodType, types.BuiltinMethodType),
    *(types.FunctionType, types.MethodWrapperType, type),
)
_OPERATIONS = {"*": operator.mul, "**": operator.pow, "%": operator.mod, "+": operator.add}
_SAFE_METHODS: Mapping[type, frozenset[str]] = {
    str: frozenset(
        "capitalize casefold center count endswith expandtabs find format format_map index isalnum isalpha isascii"
        " isdecimal isdigit islower isnumeric isspace istitle isupper join ljust lower lstrip partition removeprefix"
        " removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase"
        " title upper zfill".split()
    ),
    int: frozenset(("bit_length", "is_integer")),
    float: frozenset(("is_integer",)),
    bytes: frozenset(),
    Mapping: frozenset(("get", "items", "keys", "values")),
    datetime.date: frozenset(
        "ctime date isocalendar isoformat isoweekday replace strftime time timestamp weekday".split()
    ),
}
_NOT_PROVIDED = re.compile(r"\"parameter '(\w+)' was not provided\"")
NEEDS = "'{}' needs '{}' in its brackets"  # what is said of a macro that is called without a value
_STEPS_OF_A_CALL = 10  # as long as one takes, next to a pass through a loop
_BY_NAME = (Mapping, Named)
_DIGIT = re.compile(r"\d")
_MAKING_METHODS = ("center", "expandtabs", "join", "ljust", "replace", "rjust", "zfill")


class Generator(CodeGenerator):
    """Writes every output as `writers[line](value)`; the line is the tag's identity."""

    _macro = ""  # the name of the one that is being written

    def __init__(self, environment: Environment) -> None:
        """Once a tree has been visited, its `code` is written, and `undeclared` are the names that come with the
        data."""
        super().__init__(environment, None, None, stream := io.StringIO(), optimized=False)
        self.code, self.undeclared = stream, set[str]()

    def enter_frame(self, frame: Frame) -> None:
        super().enter_frame(frame)
        asked = (name for action, name in frame.symbols.loads.values() if action == VAR_LOAD_RESOLVE)
        self.undeclared.update(name for name in asked if name is not None and name not in self.environment.globals)

    def macro_body(self, node: nodes.Macro | nodes.CallBlock, frame: Frame) -> tuple[Frame, MacroRef]:
        around, self._macro = self._macro, getattr(node, "name", "")
        made = super().macro_body(node, frame)
        self._macro = around
        return made

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        if self._macro and (found := _NOT_PROVIDED.search(x)):
            x = x.replace(found.group(), repr(NEEDS.format(self._macro, found[1])))
        super().writeline(x, node, extra)

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("writers = context.writers")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """Text and values in a row are one piece of output: a piece costs more than what is in it."""
        if not node.nodes[1:]:
            self.start_write(frame, node)
            self._piece(node.nodes[0], frame)
            self.end_write(frame)
            return
        self.writeline("yield ''.join((" if frame.buffer is None else f"{frame.buffer}.append(''.join((")
        self.indent()
        for child in node.nodes:
            self.newline(child)
            self._piece(child, frame)
            self.write(",")
        self.outdent()
        self.writeline("))" if frame.buffer is None else ")))")

    def _piece(self, node: nodes.Expr, frame: Frame) -> None:
        if isinstance(node, nodes.TemplateData):
            self.write(repr(node.data))
        else:
            self._writer(node, lambda: self.visit(node, frame))

    def _writer(self, node: nodes.Node, value: Callable[[], None]) -> None:
        self.write(f"writers[{node.lineno}](")
        value()
        self.write(")")

    def write(self, x: str) -> None:
        # A recursive loop writes what it captured, `concat(…)`; that is a Fragment, whose text is not its XML.
        super().write(", loop).xml" if x == ", loop)" else x)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:
        typed = isinstance(node.iter, nodes.Const)  # in the tag itself: its letters are meant
        counted = nodes.EnvironmentAttribute("counted_letters" if typed else "counted", lineno=node.lineno)
        node.iter = nodes.Call(counted, [node.iter], [], None, None, lineno=node.lineno)
        super().visit_For(node, frame)

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:
        call_frame, macro = self.macro_body(node, frame)
        self.writeline("caller = ")
        self.macro_def(macro, call_frame)
        self.start_write(frame, node)
        self._writer(node, lambda: self.visit_Call(node.call, frame, forward_caller=True))
        self.end_write(frame)

    def visit_FilterBlock(self, node: nodes.FilterBlock, frame: Frame) -> None:
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        self.enter_frame(inner)
        self.buffer(inner)
        self.blockvisit(node.body, inner)
        self.start_write(frame, node)
        self._writer(node, lambda: self.visit_Filter(node.filter, inner))
        self.end_write(frame)
        self.leave_frame(inner)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if isinstance(node.node, nodes.EnvironmentAttribute):  # one of ours, which no template can name
            self.write(f"environment.{node.node.name}(")
            self.visit(node.args[0], frame)
            self.write(")")
            return
        if isinstance(node.node, nodes.Getattr):
            node.node.ctx = "call"
        super().visit_Call(node, frame, forward_caller=forward_caller)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        lookup = "method" if node.ctx == "call" else "getattr"
        self.write(f"environment.{lookup}(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def visit_Mul(self, node: nodes.BinExpr, frame: Frame) -> None:
        if not any(isinstance(side, nodes.Const) and isinstance(side.value, str) for side in (node.left, node.right)):
            super().visit_Mul(node, frame)
            return
        self.write("environment.repeated(")
        self.visit(node.left, frame)
        self.write(", ")
        self.visit(node.right, frame)
        self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.joined((")
        for text in node.nodes:
            self.visit(text, frame)
            self.write(", ")
        self.write("))")

    def visit_List(self, node: nodes.List, frame: Frame) -> None:
        self._made(super().visit_List, node, frame)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:
        if node.ctx == "load":
            self._made(super().visit_Tuple, node, frame)
        else:
            super().visit_Tuple(node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        self._made(super().visit_Dict, node, frame)

    def _made(self, visit: Callable[[Any, Frame], None], node: nodes.Node, frame: Frame) -> None:
        self.write("environment.made(")
        visit(node, frame)
        self.write(")")


class RenderContext(Context):
    """A context that knows where values go; `writers` is set before rendering."""

    writers: Mapping[int, Callable[[Any], str]]


class Environment(ImmutableSandboxedEnvironment):
    """One is made for good; `reporting_to` gives a copy for one rendering, which counts what that does."""

    context_class = RenderContext
    intercepted_binops = frozenset(_OPERATIONS)
    made = staticmethod(made.made)

    def __init__(self) -> None:
        super().__init__(**_DELIMITERS, keep_trailing_newline=True, optimized=False, cache_size=0)
        self.filters = counted(FILTERS)
        self.tests = dict(TESTS)
        self.globals = dict(GLOBALS)
        self.language = "en-GB"
        self.work = Work(sys.maxsize)  # what compiling does is no rendering

    def reporting_to(
        self,
        report: Callable[[Missing], None],
        language: str,
        line: Callable[[], int] = lambda: 0,
        roots: Mapping[str, Any] = MappingProxyType({}),
    ) -> Environment:
        """A copy for one rendering of the `roots`: `report` hears of what is missing, values print in `language`;
        `line` is the one of the source that is being run."""
        own: Environment = object.__new__(type(self))
        own.__dict__.update(self.__dict__)
        own.undefined = functools.partial(Missing, report, line)  # type: ignore[assignment]
        own.language = language
        own.work = Work(now().steps + passes_for(roots))
        return own

    def concat(self, pieces: Iterable[str]) -> Fragment:
        """What a block or macro wrote, as one value."""
        fragment = captured(limits.capture(pieces))
        self.work.took(len(fragment.xml) + len(fragment))
        return fragment

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`: the author's key, or a field of ours; never a method."""
        if type(obj) is dict or isinstance(obj, _BY_NAME):
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, Missing):
            return obj
        if attribute in getattr(type(obj), "_fields", ()):  # of a named tuple, ours or theirs, which all are safe
            value = getattr(obj, attribute)
        else:
            value = self._attribute(obj, attribute)
        return self.undefined(obj=obj, name=attribute) if isinstance(value, _METHOD_TYPES) else value

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]`: an item, else what `obj.argument` gives."""
        if isinstance(obj, Missing):
            return obj
        try:
            return obj[argument]
        except (TypeError, LookupError):
            return self.getattr(obj, argument) if isinstance(argument, str) else self.undefined(obj=obj, name=argument)

    def method(self, obj: Any, attribute: str) -> Any:
        """The callee of `obj.attribute(…)`: a callable item first, then a safe method."""
        if isinstance(obj, Mapping) and callable(obj.get(attribute)):
            return obj[attribute]
        if isinstance(obj, Missing):
            return obj
        if isinstance(obj, str):
            self.work.took(len(obj))
        return self._attribute(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Jinja's own rule, and of the methods of plain values those that can't make much of little."""
        if isinstance(obj, Cycler):
            return attr in ("current", "next", "reset")
        for kind, safe in _SAFE_METHODS.items():
            if isinstance(obj, kind) and isinstance(value, _METHOD_TYPES) and attr not in safe:
                return False
        return super().is_safe_attribute(obj, attr, value)

    def _attribute(self, obj: Any, attribute: str) -> Any:
        try:
            value = getattr(obj, attribute)
        except Exception:
            return self.undefined(obj=obj, name=attribute)
        if (safe_format := self.wrap_str_format(value)) is not None:
            return functools.partial(_formatted, safe_format, str(obj))
        if not self.is_safe_attribute(obj, attribute, value):
            return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, str) and attribute in _MAKING_METHODS:
            return functools.partial(_made_by, attribute, obj)
        return value

    def call(self, context: Context, callee: Any, *arguments: Any, **named: Any) -> Any:
        """Calls a macro, a safe method or a global; what is missing goes to macros only."""
        if isinstance(callee, Macro | LoopContext):
            self.work.step(_STEPS_OF_A_CALL, "macros are called without end")
            if isinstance(callee, Macro) and (callee.catch_kwargs or callee.catch_varargs):
                callee.__class__ = made.CatchingMacro
            return super().call(context, callee, *arguments, **named)
        if not getattr(callee, "takes_missing", False):
            for argument in (callee, *arguments, *named.values()):
                if isinstance(argument, Missing):
                    return argument()
        value = super().call(context, callee, *arguments, **named)
        if is_open(value):
            return Passes(self.work, value)
        self.work.took(bulk(value))
        return made.given(value) if isinstance(value, list | tuple) else value

    def counted(self, items: Iterable[Any]) -> Iterable[Any]:
        """What a loop goes through, unless all loops together go on without end."""
        if (isinstance(items, str | RichText) and str(items)) or printable.is_ours(items):
            raise TypeError(f"'{type(items).__name__}' object is not iterable")  # letter by letter, field by field
        return self.counted_letters(items)

    def counted_letters(self, items: Iterable[Any]) -> Iterable[Any]:
        """The same of a text as well."""
        if is_open(items):
            return items if isinstance(items, Passes) else self.work.rows(items)
        self.work.step(len(items) if isinstance(items, Sized) else 1, "loops within loops go on without end")
        return items

    def joined(self, values: Iterable[Any]) -> str:
        """`a ~ b`."""
        texts = [value if type(value) is str else printable.joined(value) for value in values]
        limits.text(sum(map(len, texts)))
        text = "".join(texts)
        self.work.took(len(text))
        return text

    def repeated(self, left: Any, right: Any) -> Any:
        """A text that is typed in the tag, so many times."""
        if not isinstance(left, Missing) and not isinstance(right, Missing):
            limits.product(left, right)
        text = left * right
        self.work.took(bulk(text))
        return text

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The operations that can make much of little are bounded."""
        if isinstance(left, Missing) or isinstance(right, Missing):
            return _OPERATIONS[operator](left, right)
        if operator == "%" and isinstance(left, str):
            limits.pattern(left, right.values() if isinstance(right, Mapping) else _as_tuple(right), braces=False)
        if operator == "*":
            if any(isinstance(side, str) and _DIGIT.search(side) for side in (left, right)):
                raise TypeError("a text cannot be multiplied")  # an amount as text would be repeated
            limits.product(left, right)
            made.repeated(left, right)
        if operator == "**":
            limits.power(left, right)
        if operator == "+" and isinstance(left, str):
            limits.text(len(left) + made.weight(right))
        value = _OPERATIONS[operator](left, right)
        self.work.took(bulk(value))
        return made.made(value) if isinstance(value, list | tuple) else value


def _made_by(name: str, text: str, *arguments: Any) -> Any:
    """What a method of a text makes, where that may be much."""
    if name == "replace":
        return replace(text, *arguments)
    if name == "join":
        arguments = (limits.gathered(*arguments),)
        limits.text(sum(made.weight(item) + len(text) for item in arguments[0]))
    elif arguments:
        limits.width(arguments[0])
    if name == "expandtabs":
        limits.text(len(text) + text.count("\t") * (arguments[0] if arguments else 8))
    return getattr(text, name)(*arguments)


def _formatted(method: Callable[..., str], pattern: str, *values: Any, **named: Any) -> str:
    limits.pattern(pattern, (*values, *named.values()), braces=True)
    return f"{method(*values, **named)}"  # of a captured text too, a plain one


def _as_tuple(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)
