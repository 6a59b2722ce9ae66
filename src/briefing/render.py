"""Template + values → .docx on a stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from briefing import language
from briefing.diagnostics import Diagnostic, Place, Related, has_errors
from briefing.language import Fault
from briefing.model.template import Part, Template
from briefing.word import package
from briefing.word.emit import Emitter
from briefing.word.emit.choices import chosen
from briefing.word.emit.growth import Growth
from briefing.word.emit.members import grown
from briefing.word.emit.reporting import Reporter
from briefing.word.guards import settle
from briefing.word.package import Member

LARGEST_OUTPUT = 2**30  # characters of one part
MOST_REPEATS = 20  # runs after one that failed, to find what else fails
_ENDLESS = "not allowed in a template: the part would be larger than a gibibyte"


def render(
    template: Template,
    roots: Mapping[str, Any],
    stream: BinaryIO,
    *,
    tongue: str = "en-GB",
    lenient: bool = False,
    suffix: str = "",
    folder: Path | None = None,
) -> tuple[Diagnostic, ...]:
    """Writes the rendered file, unless an error was found: then nothing is written to the stream.

    `roots` are the names that tags can use, `tongue` the language in which values print. Where `lenient`, a missing
    name prints nothing and is not reported. `suffix` is the ending of the file's name, if not that of the
    template's kind; `folder` is the one that pictures are taken from.
    """
    members, diagnostics = rendered(template, roots, tongue=tongue, lenient=lenient, folder=folder)
    if not has_errors(diagnostics):
        if suffix:
            from briefing.word import kinds  # seldom asked for

            kinds.retype(members, suffix)
        package.write(members.values(), stream)
    return diagnostics


def rendered(
    template: Template,
    roots: Mapping[str, Any],
    *,
    tongue: str = "en-GB",
    lenient: bool = False,
    folder: Path | None = None,
) -> tuple[dict[str, Member], tuple[Diagnostic, ...]]:
    """The members of the rendered file by name, and what went wrong on the way."""
    rendering = _Rendering(template, roots, tongue, lenient, folder)
    growth = rendering.growth
    members: dict[str, Member] = dict(template.members)
    for part in template.parts:
        tail = growth if part.name == template.look.footnotes else None
        try:
            members[part.name] = package.pack(part.name, _encoded(settle(rendering.output(part)), tail))
        except _Endless:
            rendering.reporter.add(Diagnostic("R302", _ENDLESS, Place(template.path, part.name)))
    members.update(grown(template, members, growth))
    return members, tuple(dict.fromkeys(rendering.reporter.diagnostics))


class _Endless(Exception):
    """A part grows beyond what any document needs."""


class _Rendering:
    """One rendering of a template: where its values go, what it adds to the package, and what is wrong with it."""

    def __init__(
        self, template: Template, roots: Mapping[str, Any], tongue: str, lenient: bool, folder: Path | None
    ) -> None:
        self.reporter = Reporter(template.path)
        self.growth = Growth(template.look, folder)
        self._emitter = Emitter(template.look, self.growth, self.reporter)
        self._roots, self._tongue, self._lenient = roots, tongue, lenient

    def output(self, part: Part) -> Iterator[str]:
        """The text of a part. Where an expression fails, it is taken out and the rest run again, the text going
        nowhere, so that all faults are found at once."""
        found: list[Fault] = []
        yield from self._run(part, part.program, found)
        failed = _failed(found)
        for _ in range(MOST_REPEATS if failed else 0):
            program, _ = language.compile_source(_source_of(part), frozenset(failed))
            again: list[Fault] = []
            for _ in self._run(part, program, again):
                pass
            new = _failed(again) - failed
            if not new:
                break
            failed |= new

    def _run(self, part: Part, program: Any, found: list[Fault]) -> Iterator[str]:
        self._emitter.begin(
            part.name, {n: part.anatomy.sites[i] for n, i in part.lines.items() if i in part.anatomy.sites}
        )
        internal = {
            "_fresh": self.growth.fresh,
            "_restart": self.growth.restart,
            "_place": self._emitter.place,
            "_note": self.growth.again,
            "_chosen": chosen,
        }

        def report(fault: Fault) -> None:
            found.append(fault)
            if not (self._lenient and fault.problem.code == "T310"):
                self.reporter.add(_diagnostic(part, fault, self.reporter.nowhere))

        return language.run(program, self._roots, self._emitter.emit, report, self._tongue, internal)


def _failed(faults: Iterable[Fault]) -> set[int]:
    return {fault.line for fault in faults if fault.fatal and not fault.exhausted}


def _source_of(part: Part) -> str:
    """The source that a part's program was compiled from."""
    return language.source_of(part.anatomy.pieces, part.anatomy.tags)[0]


def _diagnostic(part: Part, fault: Fault, nowhere: Place) -> Diagnostic:
    def place(line: int) -> Place:
        return part.place(line) or nowhere

    code, message, hints = fault.problem
    callers = tuple(Related("called here", place(line)) for line in fault.callers)
    return Diagnostic(code, message, place(fault.line), hints, callers)


def _encoded(texts: Iterator[str], notes: Growth | None) -> Iterator[bytes]:
    """The output in bytes, in stretches; the notes that were made join the footnotes part before its end."""
    size = 0
    for text in texts:
        size += len(text)
        if size > LARGEST_OUTPUT:
            raise _Endless
        yield (notes.with_notes(text) if notes else text).encode("utf-8", "replace")
