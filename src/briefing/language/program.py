"""Literal XML and tags → a Jinja source → a program → output, and from every fault back to its tag.

Each tag begins a line of the source, so Jinja's one coordinate, the line, names just one tag.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import CodeType, FrameType, TracebackType
from typing import Any, NamedTuple

import jinja2.nodes as nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.runtime import Context
from jinja2.utils import missing as nothing

from briefing.diagnostics import Place
from briefing.language.environment import Environment, Writing
from briefing.language.limits import Exhausted
from briefing.language.problem import Problem
from briefing.language.values import FAILED, Missing
from briefing.later import regex
from briefing.model.template import Tag

_FILE = "<part of a template>"
_ALONE = 2  # the line of a tag with nothing before it
MOST_CALLERS = 4
_AT_ONCE = 64  # pieces of output that are handed on together: each hand they pass through takes as long as making one
_ASIDE = "\x0f"  # which XML forbids, as it does the delimiters of tags
_LITERAL = regex("(\\A|[\x02\x04])([^\x01\x03]{100,})")


class _Compiled(NamedTuple):
    """A compiled source. `code_lines` pairs lines of the generated code with lines of the source, ascending. `sets` are
    the names that its tags give values, `loops` those that its loops do; `as_texts` are plain names, with their lines,
    that stand where a text may be meant: beside a comparison, in the brackets of a filter."""

    code: CodeType
    code_lines: tuple[tuple[int, int], ...]
    names: frozenset[str]
    sets: frozenset[str] = frozenset()
    loops: frozenset[str] = frozenset()
    as_texts: frozenset[tuple[int, str]] = frozenset()


class Program(_Compiled):
    """A compiled source that can be run."""

    @functools.cached_property
    def root(self) -> Callable[[Context, Any, Environment], Iterator[str]]:
        """What yields the output, given a context, Jinja's sign for what is missing, and the environment to run in.

        It is made once: a function and the names of its module hold each other, which each time would be left to the
        collector.
        """
        namespace: dict[str, Any] = {"environment": _environment(), "__file__": _FILE}
        exec(self.code, namespace)
        made: Callable[[Context, Any, Environment], Iterator[str]] = namespace["root"]
        return made


class Fault(NamedTuple):
    """Something that went wrong in a source or while it ran, at a line of the source; `callers` are the lines of the
    tags that called the macro it happened in, innermost first. A `fatal` one ended the run; `exhausted`, it
    leaves nothing to be gained by running the rest."""

    line: int
    problem: Problem
    callers: tuple[int, ...] = ()
    fatal: bool = False
    exhausted: bool = False


def source_of(pieces: Sequence[str | int], tags: Mapping[int, Tag]) -> tuple[str, dict[int, int]]:
    """The Jinja source of a part, and the number of the tag on each of its lines.

    The delimiters are characters that XML forbids. The newline that begins a tag's line stands inside its delimiters,
    so it costs no output.
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
        parts.append(_delimited(tag))
    return "".join(parts), lines


def _delimited(tag: Tag) -> str:
    inner = tag.inner.replace("\n", " ")
    return f"\x01\n{inner}\x02" if tag.kind == "value" else f"\x03\n{inner}\x04"


def compile_source(source: str, inert: frozenset[int] = frozenset()) -> tuple[Program | None, tuple[Fault, ...]]:
    """The program of a source, or what is wrong with it. Tags on the lines `inert` print nothing and decide nothing.

    Of several tags that can't be read only the first is told here: `tag_problems` tells them all.
    """
    tree, faults = parse_source(source)
    return compile_tree(tree, inert) if tree is not None else (None, faults)


def parse_source(source: str) -> tuple[Any | None, tuple[Fault, ...]]:
    """The syntax tree of a source, of which all filters, tests and parameters are sound; or what is wrong with it."""
    try:
        tree = parsed(source)
        misnamed = tuple(_misnamed(tree.find_all(nodes.Node)))
    except _UNREADABLE as fault:
        return None, (_unread(fault),)
    return (None, misnamed) if misnamed else (tree, ())


def compile_tree(tree: Any, inert: frozenset[int] = frozenset()) -> tuple[Program | None, tuple[Fault, ...]]:
    """The program of a syntax tree, which is changed by it; `inert` as in `compile_source`."""
    from briefing.language.generator import Generator  # which a kept template does without

    try:
        known = _given(tree.find_all(nodes.Node))
        for line in inert:
            _make_inert(tree, line)
        generator = Generator(_environment())
        generator.visit(tree)
        generated = generator.code.getvalue()
        code = compile(generated, _FILE, "exec")
    except _UNREADABLE as fault:
        return None, (_unread(fault),)
    return Program(code, _line_map(generated), frozenset(generator.undeclared), *known), ()


# The last is what Python's compiler says where memory has run out on its way.
_UNREADABLE = (TemplateSyntaxError, SyntaxError, ValueError, RecursionError, MemoryError, OverflowError, SystemError)


def _unread(fault: Exception) -> Fault:
    """What is said of a source that cannot be read or compiled."""
    if isinstance(fault, TemplateSyntaxError):
        from briefing.language import problems

        return Fault(fault.lineno, problems.misfit(fault.message or ""))
    reason = str(fault) or "its blocks are too many, or nested too deep"
    return Fault(1, Problem("T205", f"the template cannot be compiled: {reason}"))


def _given(every: Iterable[Any]) -> tuple[frozenset[str], frozenset[str], frozenset[tuple[int, str]]]:
    """The names that tags and loops give values, and the names where texts may be meant."""
    loops, sets, beside = set[str](), set[str](), list[Any]()
    for node in every:
        if isinstance(node, nodes.For):
            loops |= {name.name for name in _targets(node.target)}
        elif isinstance(node, nodes.Assign | nodes.AssignBlock):
            sets |= {name.name for name in _targets(node.target)}
        elif isinstance(node, nodes.Macro):
            sets.add(node.name)
        elif isinstance(node, nodes.Compare):
            beside += [node.expr, *(operand.expr for operand in node.ops)]
        elif isinstance(node, nodes.Filter):
            beside += node.args
    texts = {(one.lineno, one.name) for one in beside if isinstance(one, nodes.Name)}
    return frozenset(sets), frozenset(loops), frozenset(texts)


def _targets(target: Any) -> list[Any]:
    return [target] if isinstance(target, nodes.Name) else list(target.find_all(nodes.Name))


def parsed(source: str) -> Any:
    """The syntax tree of a source. Raises what Jinja's parser does.

    Jinja's lexer takes ten times as long for literal text as all that comes after, so long texts pass it by.
    """
    texts: list[str] = []

    def aside(found: re.Match[str]) -> str:
        texts.append(found[2])
        return f"{found[1]}{_ASIDE}{len(texts) - 1}{_ASIDE}" + "\n" * found[2].count("\n")

    tree = _environment().parse(_LITERAL.sub(aside, source))
    for node in tree.find_all(nodes.TemplateData) if texts else ():
        if node.data.startswith(_ASIDE):
            node.data = texts[int(node.data.split(_ASIDE)[1])]
    return tree


def parsed_alone(tag: Tag) -> Any:
    """The syntax tree of one tag, as if its block held nothing. Raises what Jinja's parser does."""
    around = {"open": ("", f"\x03end{tag.family}\x04"), "branch": ("\x03if x\x04", "\x03endif\x04")}
    before, after = around.get(tag.kind, ("", ""))
    return _environment().parse(before + _delimited(tag) + after)


def tag_problems(tag: Tag) -> tuple[Problem, ...]:
    """What is wrong with one tag taken by itself: its syntax, or else the names in it."""
    if not tag.inner or tag.kind in ("close", "comment"):
        return ()
    try:
        return tuple(fault.problem for fault in _misnamed(parsed_alone(tag).find_all(nodes.Node)))
    except TemplateSyntaxError as fault:
        from briefing.language import problems  # the words for what is wrong, when something is

        return (problems.syntax(tag, fault.message or ""),)
    except (RecursionError, OverflowError, MemoryError):
        return (Problem("T201", "the expression is nested too deeply"),)
    except ValueError:
        return (Problem("T201", "a number is too long"),)


def run(
    program: Program,
    roots: Mapping[str, Any],
    writing: Writing,
    report: Callable[[Fault], None],
    language: str,
    internal: Mapping[str, Any] | None = None,
) -> Iterator[str]:
    """Renders a program: yields pieces of output. A value goes through the writer of its line, faults to `report`.

    `internal` are names that made tags use, not typed ones. A missing name is reported and the run goes on; any other
    fault of an expression is fatal.
    """

    told: set[tuple[Any, ...]] = set()

    def report_missing(missing: Any) -> None:
        lines = _lines_of_frames(program)
        if missing.reason and lines[1:]:  # what a macro was not given is told where it is called
            lines = lines[1:] if " needs " in missing.reason else lines
        elif missing.line and lines and missing.line != lines[0]:  # where it was named, not where it is printed
            lines = lines[lines.index(missing.line) :] if missing.line in lines else [missing.line]
        spot = (missing.name, lines[0], *_callers(lines)) if lines else ()
        if spot and spot not in told:  # a loop meets the same gap in each pass
            told.add(spot)
            from briefing.language import problems

            texts = frozenset(name for line, name in program.as_texts if line == lines[0])
            around = problems.Around(program.sets, program.loops, texts)
            report(Fault(lines[0], problems.missing(missing, roots, around), _callers(lines)))

    environment = _environment().reporting_to(report_missing, language, lambda: line_being_run(program), roots)
    environment.unfolded = writing.unfolded
    known = {**environment.globals, **roots, **(internal or {}), FAILED: _silent()}
    context = environment.context_class(environment, known, None, {})
    context.writing = writing
    try:
        written = program.root(context, nothing, environment)
        while pieces := list(itertools.islice(written, _AT_ONCE)):
            yield "".join(pieces)
    except Exception as fault:
        lines = _lines_of_traceback(program, fault.__traceback__)
        if not lines:
            raise
        exhausted = isinstance(fault, Exhausted)
        from briefing.language import problems

        report(Fault(lines[0], problems.failure(fault), _callers(lines), fatal=True, exhausted=exhausted))


def evaluate(expression: str, roots: Mapping[str, Any], language: str = "en-GB") -> tuple[Any, Problem | None]:
    """The value of an expression over the given roots, or what is wrong with it."""
    program, faults = _expression(" ".join(expression.splitlines()))
    if program is None:
        return None, faults[0].problem
    values: list[Any] = []
    found: list[Fault] = []

    def keep(value: Any, _: Any) -> str:
        values.append(str(value) if isinstance(value, Missing) else value)
        return ""

    for _ in run(program, roots, Writing({_ALONE: keep}), found.append, language):
        pass
    return (None, found[0].problem) if found else (values[0] if values else None, None)


@functools.lru_cache(maxsize=512)
def _expression(source: str) -> tuple[Program | None, tuple[Fault, ...]]:
    tag = Tag(0, source, Place("", ""))
    if found := tag_problems(tag):
        return None, (Fault(1, found[0]),)
    return compile_source(_delimited(tag))


@functools.cache
def _silent() -> Any:
    """A missing value that nobody hears of."""
    return _environment().reporting_to(lambda missing: None, "en-GB").undefined(name=FAILED)


@functools.cache
def _environment() -> Environment:
    return Environment()


def _misnamed(every: Iterable[Any]) -> Iterator[Fault]:
    """Filters and tests that there are not, brackets without an item, parameters that a macro or a call has twice."""
    environment = _environment()
    for node in every:
        if isinstance(node, nodes.Filter | nodes.Test):
            name, known = (
                ("filter", environment.filters) if isinstance(node, nodes.Filter) else ("test", environment.tests)
            )
            if node.name not in known:
                from briefing.language import problems

                yield Fault(node.lineno, problems.unknown(name, node.name, known))
        elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Tuple) and not node.arg.items:
            yield Fault(node.lineno, Problem("T201", "the brackets are empty", ("name an item: [0] is the first",)))
        elif isinstance(node, nodes.Macro | nodes.CallBlock):
            for name, times in sorted(Counter(parameter.name for parameter in node.args).items()):
                message, hints = f"'{name}' is the name of two parameters", ("each needs a name of its own",)
                yield from [Fault(node.lineno, Problem("T201", message, hints))] * (times > 1)


def _make_inert(tree: Any, line: int) -> None:
    """Puts a value that is silently missing in the place of each expression of the tag on a line."""
    silent = nodes.Name(FAILED, "load", lineno=line)

    def inert(value: Any) -> Any:
        is_target = isinstance(value, nodes.NSRef) or getattr(value, "ctx", "load") != "load"
        if (
            not isinstance(value, nodes.Expr)
            or value.lineno != line
            or is_target
            or isinstance(value, nodes.TemplateData)
        ):
            return value
        if isinstance(value, nodes.Filter) and value.node is None:
            return nodes.Filter(None, "string", [], [], None, None, lineno=line)
        return silent

    for statement in tree.find_all(nodes.Stmt):
        for field, value in statement.iter_fields():
            if isinstance(statement, nodes.CallBlock) and field == "call" and value.lineno == line:
                statement.call = nodes.Call(silent, [], [], None, None, lineno=line)
            else:
                setattr(statement, field, [inert(item) for item in value] if isinstance(value, list) else inert(value))


def _line_map(generated: str) -> tuple[tuple[int, int], ...]:
    found = re.search(r"^debug_info = '([^']*)'$", generated, re.MULTILINE)
    pairs = (pair.split("=") for pair in found.group(1).split("&") if pair) if found else ()
    return tuple((int(code), int(source)) for source, code in pairs)


def _source_line(program: Program, code_line: int) -> int:
    at = bisect.bisect(program.code_lines, (code_line, sys.maxsize))
    return program.code_lines[at - 1][1] if at else 1


def line_being_run(program: Program) -> int:
    """The innermost line of the source that is being run; 0 if none is."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename != _FILE:
        frame = frame.f_back
    return _source_line(program, frame.f_lineno) if frame is not None else 0


def _lines_of_frames(program: Program) -> list[int]:
    """The lines of the source that are being run, innermost first."""
    frame: FrameType | None = sys._getframe(1)
    lines = []
    while frame is not None:
        if frame.f_code.co_filename == _FILE:
            lines.append(_source_line(program, frame.f_lineno))
        frame = frame.f_back
    return lines


def _lines_of_traceback(program: Program, traceback: TracebackType | None) -> list[int]:
    """The lines of the source that an exception passed through, innermost first."""
    lines = []
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == _FILE:
            lines.append(_source_line(program, traceback.tb_lineno))
        traceback = traceback.tb_next
    return lines[::-1]


def _callers(innermost_first: Sequence[int]) -> tuple[int, ...]:
    return tuple(line for line in dict.fromkeys(innermost_first) if line != innermost_first[0])[:MOST_CALLERS]
