"""The Jinja environment of Word templates: sandboxed, items before attributes, every value through a writer.

Differences from plain Jinja, each for a promise: every output goes through a writer (`generator` sees to it); a method
is reached only by calling it, so that a key wins over a method of the same name; what is missing is reported and the
run goes on; what makes much of little is bounded.
"""

from __future__ import annotations

import datetime
import functools
import operator
import sys
import types
from collections.abc import Callable, Iterable, Mapping, Sized
from types import MappingProxyType
from typing import Any, NamedTuple

from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler

from briefing.language import limits, made
from briefing.language.filters import FILTERS, GLOBALS, TESTS, replace
from briefing.language.values import Missing
from briefing.language.work import Passes, Work, bulk, counted, is_open, passes_for
from briefing.later import regex
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
_STEPS_OF_A_CALL = 10  # as long as one takes, next to a pass through a loop
_BY_NAME = (Mapping, Named)
_DIGIT = regex(r"\d")
_MAKING_METHODS = ("center", "expandtabs", "join", "ljust", "replace", "rjust", "zfill")


class Writing(NamedTuple):
    """How the values of a program are written: what writes them, by the lines of its source; where those go that need
    more than that; and what gives a text with all that was put aside of it, which a captured one is."""

    writers: Mapping[int, Callable[[Any, Any], str]]
    emit: Any = None
    unfolded: Callable[[str], Iterable[str]] = lambda text: (text,)


class RenderContext(Context):
    """A context that knows where values go; `writing` is set before rendering."""

    writing: Writing


class Environment(ImmutableSandboxedEnvironment):
    """One is made for good; `reporting_to` gives a copy for one rendering, which counts what that does."""

    context_class = RenderContext
    unfolded: Callable[[str], Iterable[str]]  # that of the `Writing` of a rendering
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
        fragment = captured(limits.capture(whole for piece in pieces for whole in self.unfolded(piece)))
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
