"""The Jinja environment of Word templates: sandboxed, items before attributes, every value through one `emit`.

Differences from plain Jinja, each for a promise: constants are not folded and every output is written
`context.emit(tag, value)`, so that no value reaches the document by another way; a method is reached only by calling
it, so that a key wins over a method of the same name; what is missing is reported and the run goes on.
"""

from __future__ import annotations

import functools
import operator
import re
import types
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefing.language.filters import FILTERS, GLOBALS, TESTS
from briefing.language.values import Missing
from briefing.model.brief import Named
from briefing.word.fragment import captured

LARGEST_TEXT = 1_000_000
LARGEST_POWER = 10_000
DELIMITERS = {
    "variable_start_string": "\x01",
    "variable_end_string": "\x02",
    "block_start_string": "\x03",
    "block_end_string": "\x04",
    "comment_start_string": "\x0e",
    "comment_end_string": "\x0f",
}


class Generator(CodeGenerator):
    """Writes every output as `context.emit(line, value)`; the line is the tag's identity."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if isinstance(node, nodes.TemplateData):
            return node.data
        raise nodes.Impossible

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(f"context.emit({node.lineno}, ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:
        call_frame, macro = self.macro_body(node, frame)
        self.writeline("caller = ")
        self.macro_def(macro, call_frame)
        self.start_write(frame, node)
        self.write(f"context.emit({node.lineno}, ")
        self.visit_Call(node.call, frame, forward_caller=True)
        self.write(")")
        self.end_write(frame)

    def visit_FilterBlock(self, node: nodes.FilterBlock, frame: Frame) -> None:
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        self.enter_frame(inner)
        self.buffer(inner)
        self.blockvisit(node.body, inner)
        self.start_write(frame, node)
        self.write(f"context.emit({node.lineno}, ")
        self.visit_Filter(node.filter, inner)
        self.write(")")
        self.end_write(frame)
        self.leave_frame(inner)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if isinstance(node.node, nodes.Getattr):
            node.node.ctx = "call"
        super().visit_Call(node, frame, forward_caller=forward_caller)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        lookup = "method" if node.ctx == "call" else "getattr"
        self.write(f"environment.{lookup}(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")


class RenderContext(Context):
    """A context that knows where values go; `emit` is set before rendering."""

    emit: Callable[[int, Any], str]


class Environment(ImmutableSandboxedEnvironment):
    """One is made for good; `reporting_to` gives a copy for one rendering."""

    code_generator_class = Generator
    context_class = RenderContext
    concat = staticmethod(captured)  # type: ignore[assignment]
    intercepted_binops = frozenset(("*", "**", "%", "+"))

    def __init__(self) -> None:
        super().__init__(**DELIMITERS, keep_trailing_newline=True, optimized=False, cache_size=0)  # type: ignore[arg-type]
        self.filters = dict(FILTERS)
        self.tests = dict(TESTS)
        self.globals = dict(GLOBALS)
        self.language = "en-GB"

    def reporting_to(self, report: Callable[[Missing], None], language: str) -> Environment:
        """A copy for one rendering: `report` hears of what is missing, values print in `language`."""
        own: Environment = object.__new__(type(self))
        own.__dict__.update(self.__dict__)
        own.undefined = functools.partial(Missing, report)  # type: ignore[assignment]
        own.language = language
        return own

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`: the author's key, or a field of ours; never a method."""
        if isinstance(obj, Mapping | Named):
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, Missing):
            return obj
        value = self._attribute(obj, attribute)
        return self.undefined(obj=obj, name=attribute) if _is_method(value) else value

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
        return self._attribute(obj, attribute)

    def _attribute(self, obj: Any, attribute: str) -> Any:
        try:
            value = getattr(obj, attribute)
        except Exception:
            return self.undefined(obj=obj, name=attribute)
        if (safe_format := self.wrap_str_format(value)) is not None:
            return functools.partial(_formatted, safe_format, str(obj))
        if not self.is_safe_attribute(obj, attribute, value):
            return self.undefined(obj=obj, name=attribute)
        return _capped(value)

    def call_binop(self, context: Context, operator_: str, left: Any, right: Any) -> Any:
        """The operations that can make much of little are bounded."""
        if operator_ == "*":
            _refuse_long(_length(left) * right if isinstance(right, int) else 0)
            _refuse_long(_length(right) * left if isinstance(left, int) else 0)
        if operator_ == "**" and not isinstance(left, Missing) and not isinstance(right, Missing):
            _refuse_power(left, right)
        if operator_ == "%" and isinstance(left, str):
            raise SecurityError("'%' on a text is not allowed; use the filters")
        if operator_ == "+" and isinstance(left, str):
            _refuse_long(len(left) + _length(right))
        return _OPERATIONS[operator_](left, right)


_OPERATIONS = {"*": operator.mul, "**": operator.pow, "%": operator.mod, "+": operator.add}
_WIDE = re.compile(r":[^}]*(?:\d{4}|\{)")
_PADDING = ("center", "ljust", "rjust", "zfill")


def _is_method(value: Any) -> bool:
    return isinstance(
        value, types.MethodType | types.BuiltinMethodType | types.FunctionType | types.MethodWrapperType | type
    )


def _capped(value: Any) -> Any:
    """A method that pads or multiplies text, with its result bounded."""
    name = getattr(value, "__name__", "")
    if isinstance(value, types.BuiltinMethodType) and isinstance(value.__self__, str):
        if name in _PADDING:
            return lambda width, *fill: (_refuse_long(width), value(width, *fill))[1]
        if name in ("replace", "join", "expandtabs", "translate"):
            return lambda *arguments: _bounded(value, *arguments)
    return value


def _formatted(method: Callable[..., str], pattern: str, *values: Any, **named: Any) -> str:
    if _WIDE.search(pattern):
        _refuse("the widths of the pattern are too large")
    return method(*values, **named)


def _bounded(method: Callable[..., str], *arguments: Any) -> str:
    own = len(getattr(method, "__self__", ""))
    _refuse_long(own * max((_length(argument) for argument in arguments), default=0) // 1000)
    result = method(*arguments)
    _refuse_long(_length(result))
    return result


def _length(value: Any) -> int:
    return len(value) if isinstance(value, str | bytes | list | tuple) else 0


def _refuse_long(length: int) -> None:
    if length > LARGEST_TEXT:
        _refuse(f"the result would be longer than {LARGEST_TEXT:,} characters")


def _refuse_power(base: Any, exponent: Any) -> None:
    if isinstance(base, int) and isinstance(exponent, int) and base.bit_length() * abs(exponent) > LARGEST_POWER:
        _refuse("the number would be too large")


def _refuse(message: str) -> NoReturn:
    raise SecurityError(message)
