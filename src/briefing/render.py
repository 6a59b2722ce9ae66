"""Template + values → .docx on a stream."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from briefing import language
from briefing.diagnostics import Diagnostic, Related, has_errors
from briefing.language import Fault
from briefing.model.template import Part, Template
from briefing.word import package
from briefing.word.emit import Emitter
from briefing.word.emit.growth import Growth
from briefing.word.emit.members import grown
from briefing.word.emit.reporting import Reporter
from briefing.word.guards import settle
from briefing.word.package import Member

LARGEST_OUTPUT = 2**30  # characters of one part


def render(
    template: Template, roots: Mapping[str, Any], stream: BinaryIO, *, tongue: str = "en-GB", lenient: bool = False
) -> tuple[Diagnostic, ...]:
    """Writes the rendered file, unless an error was found: then nothing is written to the stream.

    `roots` are the names that tags can use, `tongue` the language in which values print. Where `lenient`, a missing
    name prints nothing and is not reported.
    """
    members, diagnostics = rendered(template, roots, tongue=tongue, lenient=lenient)
    if not has_errors(diagnostics):
        package.write(members.values(), stream)
    return diagnostics


def rendered(
    template: Template, roots: Mapping[str, Any], *, tongue: str = "en-GB", lenient: bool = False
) -> tuple[dict[str, Member], tuple[Diagnostic, ...]]:
    """The members of the rendered file by name, and what went wrong on the way."""
    reporter = Reporter(template.path)
    growth = Growth(template.look)
    emitter = Emitter(template.look, growth, reporter)
    own = {**roots, "_fresh": growth.fresh, "_restart": growth.restart}
    members: dict[str, Member] = dict(template.members)
    for part in template.parts:
        emitter.begin(
            part.name, {line: part.anatomy.sites[n] for line, n in part.lines.items() if n in part.anatomy.sites}
        )
        output = language.run(part.program, own, emitter.emit, _reporting(part, reporter, lenient), tongue)
        tail = growth if part.name == template.look.footnotes else None
        members[part.name] = package.pack(part.name, _encoded(settle(output), tail))
    members.update(grown(template, members, growth))
    return members, tuple(dict.fromkeys(reporter.diagnostics))


def _reporting(part: Part, reporter: Reporter, lenient: bool) -> Any:
    def report(fault: Fault) -> None:
        if lenient and fault.problem.code == "T310":
            return
        tags = part.anatomy.tags
        callers = tuple(
            Related("called here", tags[part.lines[line]].place) for line in fault.callers if line in part.lines
        )
        place = tags[part.lines[fault.line]].place if fault.line in part.lines else reporter.nowhere
        reporter.add(Diagnostic(fault.problem.code, fault.problem.message, place, fault.problem.hints, callers))

    return report


def _encoded(texts: Iterator[str], notes: Growth | None) -> Iterator[bytes]:
    """The output in bytes, in stretches; the notes that were made join the footnotes part before its end."""
    size = 0
    for text in texts:
        size += len(text)
        if size > LARGEST_OUTPUT:
            raise MemoryError
        yield (notes.with_notes(text) if notes else text).encode("utf-8", "replace")
