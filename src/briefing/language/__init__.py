"""The tag language: Jinja for Word. The only door to jinja2.

`tags.read` tells the shape of a tag, `source_of` joins literal XML and tags to one Jinja source, `compile_source` makes
a Program of it, and `run` renders a Program, each value through the caller's `emit`.
"""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import CodeType, TracebackType
from typing import Any, NamedTuple

import jinja2

from briefing.diagnostics import did_you_mean
from briefing.language.needs import needs
from briefing.language.tags import Problem, Reading, read
from briefing.model.brief import Named
from briefing.model.content import Record
from briefing.model.template import Tag

__all__ = ["Problem", "Program", "Reading", "compile_source", "evaluate", "needs", "read", "run", "source_of"]

JINJA_VERSION = jinja2.__version__
_FILE = "<part of a template>"


class Program(NamedTuple):
    """A compiled source. `code_lines` pairs lines of the generated code with lines of the source, ascending."""

    code: CodeType
    code_lines: tuple[tuple[int, int], ...]
    names: frozenset[str]


class Fault(NamedTuple):
    """Something that went wrong in a source or while it ran, at a line of the source; `callers` are the lines of the
    tags that called the macro it happened in, innermost first."""

    line: int
    problem: Problem
    callers: tuple[int, ...] = ()


def source_of(pieces: Sequence[str | int], tags: Mapping[int, Tag]) -> tuple[str, dict[int, int]]:
    """The Jinja source of a part, and the number of the tag on each of its lines.

    The delimiters are characters that XML forbids. Each tag begins a line of its own: the newline stands inside its
    delimiters, so it costs no output, and Jinja's one coordinate, the line, names just one tag.
    """
    parts: list[str] = []
    lines: dict[int, int] = {}
    line = 1
    for piece in pieces:
        if isinstance(piece, str):
            parts.append(piece)
            line += piece.count("\n")
            continue
        tag = tags[piece]
        if tag.kind == "comment" or not tag.inner:
            continue
        line += 1
        lines[line] = piece
        inner = tag.inner.replace("\n", " ")
        parts.append(f"\x01\n{inner}\x02" if tag.kind == "value" else f"\x03\n{inner}\x04")
    return "".join(parts), lines


def compile_source(source: str) -> tuple[Program | None, tuple[Fault, ...]]:
    """The program of a source, or all that is wrong with the names of its filters and tests.

    A syntax error is one Fault at its line; `tag_fault` finds those of single tags.
    """
    from jinja2 import TemplateError, TemplateSyntaxError, meta
    from jinja2.compiler import generate

    environment = _environment()
    try:
        tree = environment.parse(source)
        faults = tuple(_unknown_names(tree))
        if faults:
            return None, faults
        generated = generate(tree, environment, None, None, optimized=False)
        names = meta.find_undeclared_variables(tree)
    except TemplateSyntaxError as fault:
        return None, (Fault(fault.lineno, _syntax(fault.message or "")),)
    except (TemplateError, RecursionError, MemoryError, OverflowError) as fault:
        return None, (Fault(1, Problem("T205", f"the template cannot be compiled: {fault}")),)
    try:
        code = compile(generated, _FILE, "exec")
    except (SyntaxError, RecursionError, MemoryError, ValueError) as fault:
        return None, (Fault(1, Problem("T205", f"the template cannot be compiled: {fault}")),)
    return Program(code, _line_map(generated), frozenset(names)), ()


def parsed(source: str) -> Any:
    """The syntax tree of a source that compiles."""
    return _environment().parse(source)


def tag_fault(tag: Tag) -> Problem | None:
    """What is wrong with the syntax of one tag taken by itself."""
    from jinja2 import TemplateSyntaxError

    around = {"open": ("", f"\x03end{tag.family}\x04"), "branch": ("\x03if x\x04", "\x03endif\x04")}
    before, after = around.get(tag.kind, ("", ""))
    if not tag.inner or tag.kind in ("close", "comment"):
        return None
    inner = f"\x01{tag.inner}\x02" if tag.kind == "value" else f"\x03{tag.inner}\x04"
    try:
        _environment().parse(before + inner + after)
    except TemplateSyntaxError as fault:
        return _syntax(fault.message or "")
    except (RecursionError, OverflowError, MemoryError):
        return Problem("T201", "the expression is nested too deeply")
    return None


def run(
    program: Program,
    roots: Mapping[str, Any],
    emit: Callable[[int, Any], str],
    report: Callable[[Fault], None],
    language: str,
) -> Iterator[str]:
    """Renders a program: yields pieces of output. Values go through `emit(line, value)`, faults to `report`.

    A missing name is reported and the run goes on; any other fault of an expression ends it.
    """

    def report_missing(missing: Any) -> None:
        frame = sys._getframe(2)
        lines = []
        while frame is not None:
            if frame.f_code.co_filename == _FILE:
                lines.append(_source_line(program, frame.f_lineno))
            frame = frame.f_back  # type: ignore[assignment]
        if lines:
            report(Fault(lines[0], missing_problem(missing, roots), _callers(lines)))

    environment = _environment().reporting_to(report_missing, language)
    namespace: dict[str, Any] = {"environment": environment, "__file__": _FILE}
    exec(program.code, namespace)
    context = environment.context_class(environment, {**environment.globals, **roots}, None, {})
    context.emit = emit
    try:
        yield from namespace["root"](context)
    except Exception as fault:
        lines = _traceback_lines(program, fault.__traceback__)
        if not lines:
            raise
        report(Fault(lines[-1], _failure(fault), _callers(lines[::-1])))


@functools.lru_cache(maxsize=512)
def _expression(source: str) -> tuple[Program | None, tuple[Fault, ...]]:
    return compile_source(f"\x01\n{' '.join(source.splitlines())}\x02")


def evaluate(expression: str, roots: Mapping[str, Any], language: str = "en-GB") -> tuple[Any, Problem | None]:
    """The value of an expression over the given roots, or what is wrong with it."""
    program, faults = _expression(expression)
    values: list[Any] = []

    def keep(line: int, value: Any) -> str:
        if type(value).__name__ == "Missing":
            str(value)
        values.append(value)
        return ""

    if program is not None:
        found: list[Fault] = []
        for _ in run(program, roots, keep, found.append, language):
            pass
        faults = tuple(found)
    return (None, faults[0].problem) if faults else (values[0] if values else None, None)


def missing_problem(missing: Any, roots: Mapping[str, Any]) -> Problem:
    """How a missing name is said, with the nearest name that is there and where that is written."""
    if missing.is_root:
        return Problem("T310", f"there is no '{missing.name}' in the data", did_you_mean(missing.name, roots))
    owner = missing.owner
    called = next((f"'{name}'" for name, value in roots.items() if value is owner), "")
    known = _names_of(owner)
    hints = did_you_mean(missing.name, known)
    if hints and isinstance(owner, Record):
        span = owner.key_span(hints[0].split("'")[1])
        hints = (f"{hints[0]} it is written at {span.path}:{span.line}:{span.column}",) if span.path else hints
    elif not hints and known and len(known) <= 24:
        hints = (f"it has: {', '.join(sorted(known))}",)
    return Problem("T310", f"{called or _kind_of(owner)} has no field '{missing.name}'", hints)


def _names_of(owner: Any) -> tuple[str, ...]:
    if isinstance(owner, Named):
        return owner.ids()
    if isinstance(owner, Mapping):
        return tuple(str(key) for key in owner)
    return tuple(name for name in getattr(owner, "_fields", ()) if not name.startswith("_"))


def _kind_of(owner: Any) -> str:
    if owner is None:
        return "an empty value"
    names = {"str": "a text", "int": "a number", "float": "a number", "list": "a list", "tuple": "a list"}
    names |= {"dict": "this record", "Record": "this record", "Items": "a list", "bool": "a yes or no"}
    names |= {"BriefSection": "a section", "BriefBlock": "a block", "StatedFact": "a fact", "Reference": "a source"}
    return names.get(type(owner).__name__, f"'{type(owner).__name__}'")


@functools.cache
def _environment() -> Any:
    from briefing.language.environment import Environment

    return Environment()


def _unknown_names(tree: Any) -> Iterator[Fault]:
    from jinja2 import nodes

    environment = _environment()
    for kind, name, known in ((nodes.Filter, "filter", environment.filters), (nodes.Test, "test", environment.tests)):
        for node in tree.find_all(kind):
            if node.name not in known:
                hints = did_you_mean(node.name, known)
                if node.name == "safe":
                    hints = ("values are never markup; use Markdown: {{ text | markdown }}",)
                yield Fault(node.lineno, Problem("T202", f"there is no {name} '{node.name}'", hints))


def _syntax(message: str) -> Problem:
    """Jinja's words, with our delimiters out of them."""
    message = re.sub(r"[\x01-\x04\x0e\x0f]", "", message).strip().rstrip(".")
    plain = {
        "unexpected ''": "the expression ends too early",
        "expected token 'end of print statement', got": "an operator is missing before",
        "expected token 'end of statement block', got": "an operator is missing before",
        "Expected an expression, got": "an expression is missing; found",
    }
    for theirs, ours in plain.items():
        message = message.replace(theirs, ours)
    message = message.replace("'end of print statement'", "the end of the tag").replace(
        "'end of statement block'", "the end of the tag"
    )
    return Problem("T201", f"this cannot be read: {message[:1].lower()}{message[1:]}")


def _failure(fault: Exception) -> Problem:
    kinds = {"ZeroDivisionError": "division by zero", "RecursionError": "it calls itself without end"}
    name = type(fault).__name__
    if name == "SecurityError":
        return Problem("R302", f"not allowed in a template: {fault}")
    return Problem("R301", f"the expression failed: {kinds.get(name, str(fault) or name)}")


def _line_map(generated: str) -> tuple[tuple[int, int], ...]:
    found = re.search(r"^debug_info = '([^']*)'$", generated, re.MULTILINE)
    pairs = (pair.split("=") for pair in found.group(1).split("&") if pair) if found else ()
    return tuple((int(code), int(source)) for source, code in pairs)


def _source_line(program: Program, code_line: int) -> int:
    line = 1
    for code, source in program.code_lines:
        if code > code_line:
            break
        line = source
    return line


def _traceback_lines(program: Program, traceback: TracebackType | None) -> list[int]:
    lines = []
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == _FILE:
            lines.append(_source_line(program, traceback.tb_lineno))
        traceback = traceback.tb_next
    return lines


def _callers(innermost_first: Sequence[int]) -> tuple[int, ...]:
    return tuple(line for line in innermost_first[1:] if line != innermost_first[0])
