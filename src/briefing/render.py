"""Template + values → .docx on a stream."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

from briefing import language, limits, locales
from briefing.diagnostics import Diagnostic, Place, Related, has_errors
from briefing.language import Fault
from briefing.language.charts import charted
from briefing.model.template import Part, Template
from briefing.word import package
from briefing.word.emit import Emitter
from briefing.word.emit.choices import checked, chosen
from briefing.word.emit.growth import Growth
from briefing.word.emit.members import grown
from briefing.word.emit.reporting import Reporter
from briefing.word.emit.text import allowed, beginning
from briefing.word.emit.writers import CellCount, writer
from briefing.word.guards import settle
from briefing.word.package import Member
from briefing.word.pictures import Gallery
from briefing.word.printable import is_no_value, quoted

MOST_REPEATS = 20  # runs after one that failed, to find what else fails
_NOTES = ("footnotes", "endnotes")
_LEFT_BEHIND = ("header", "footer", "comments", "properties", "settings", "customXml")  # of a file that is taken in
DEEPEST = 8  # files that take each other in
MOST_TAKEN_IN = 1_000  # files in one rendering, each as often as it is taken in

Find = Callable[[str], tuple[Template | None, tuple[Diagnostic, ...]]]
"""The compiled template in a file that another takes in, by the name typed; raises ValueError where there is none."""

_LEFT = "the field shows what it showed in the template; let it refer to something that is always there"
_SHORTER = "type what is short: a name, or a few words"
_ENDLESS = "the part would be larger than {} MiB"
_MORE = ("is there a loop in it without end? `--limit output=1GiB` allows more",)


def render(template: Template, roots: Mapping[str, Any], stream: BinaryIO, **how: Any) -> tuple[Diagnostic, ...]:
    """Writes the rendered file, unless an error was found: then nothing is written to the stream. `how` is as `made`
    takes it."""
    members, diagnostics = made(template, roots, **how)
    if not has_errors(diagnostics):
        package.write(members.values(), stream)
    return diagnostics


def made(
    template: Template,
    roots: Mapping[str, Any],
    *,
    tongue: str = "en-GB",
    lenient: bool = False,
    suffix: str = "",
    gallery: Gallery | None = None,
    snippets: Find | None = None,
    scrub: bool = False,
) -> tuple[dict[str, Member], tuple[Diagnostic, ...]]:
    """The members of the finished file by name, and what was found; not to be written where there is an error.

    `roots` are the names that tags can use, `tongue` the language in which values print. Where `lenient`, a missing
    name prints nothing and is not reported. `suffix` is the ending of the file's name, if not that of the
    template's kind; `gallery` is where pictures are taken from; `snippets` finds the files that others take in;
    `scrub` takes away what tells of the template's author.
    """
    members, diagnostics = rendered(template, roots, tongue=tongue, lenient=lenient, gallery=gallery, snippets=snippets)
    if not has_errors(diagnostics):
        if scrub:
            from briefing.word.imprint import Imprint, imprinted  # seldom asked for

            members = imprinted(members, template.members, template.look.main, Imprint())
        diagnostics += refresh(template, members)
        if suffix:
            from briefing.word import kinds  # seldom asked for

            kinds.retype(members, suffix)
    return members, diagnostics


def rendered(
    template: Template,
    roots: Mapping[str, Any],
    *,
    tongue: str = "en-GB",
    lenient: bool = False,
    gallery: Gallery | None = None,
    snippets: Find | None = None,
) -> tuple[dict[str, Member], tuple[Diagnostic, ...]]:
    """The members of the rendered file by name, its fields not yet refreshed, and what went wrong on the way."""
    rendering = _Rendering(template, roots, _Setting(tongue, lenient, gallery, snippets, itertools.count(1)))
    with limits.stage(f"rendering {template.path}"):
        return rendering.members(template.parts), rendering.diagnostics


def settled(
    template: Template,
    roots: Mapping[str, Any],
    varying: str,
    *,
    tongue: str,
    gallery: Gallery | None,
    snippets: Find | None,
) -> Template:
    """The template with those parts rendered, for good, that print the same whatever the root `varying` is: headers and
    footers, say. What counts ids or adds to the package is left to each rendering, as is what there is to tell of."""
    done: dict[str, Member] = {}
    for part in template.parts:
        names = part.program.names
        if part.name == template.look.main or part.story in _NOTES or names & {varying, "snippet"}:
            continue
        if not any(name.startswith("_") for name in names):  # none that counts
            rendering = _Rendering(template, roots, _Setting(tongue, False, gallery, snippets, itertools.count(1)))
            member = rendering.members((part,))[part.name]
            if not rendering.diagnostics and rendering.adds_nothing:
                done[part.name] = member
    left = tuple(part for part in template.parts if part.name not in done)
    return template._replace(members={**template.members, **done}, parts=left)


def refresh(template: Template, members: dict[str, Member]) -> tuple[Diagnostic, ...]:
    """Makes the fields of a rendered file show what is true of it; gives warnings of those that refer to nothing."""
    if not template.fields and "snippet" not in template.names:
        return ()
    from briefing.word import fields  # reads XML, which many documents do not need here

    if not template.fields and not fields.hold(members[template.look.main]):
        return ()
    try:
        with limits.of_our_own():
            made, broken = fields.refreshed(members, template.look, template.fields, template.told)
    except package.Unreadable:
        message = "a text is too long to be read once more: captions and references show what the template's showed"
        return (Diagnostic("R324", message, Place(template.path, template.look.main)),)
    members.update(made)
    return tuple(
        Diagnostic("R323", f"'{code}' refers to nothing that is in this document", Place(template.path, part), (_LEFT,))
        for part, code in broken
    )


def bodies(template: Template) -> tuple[Part, ...]:
    """The parts of a template that are rendered where another takes it in."""
    return tuple(part for part in template.parts if part.story not in _LEFT_BEHIND)


class _Endless(Exception):
    """A part grows beyond what any document needs."""


class _Setting(NamedTuple):
    """What holds for a file and for those that it takes in."""

    tongue: str
    lenient: bool
    gallery: Gallery | None
    snippets: Find | None
    taken: Iterator[int]  # how many files are taken in, counting this one


class _Rendering:
    """One rendering of a template: where its values go, what it adds to the package, and what is wrong with it.

    `around` are the names of the files that take in one another around this one.
    """

    def __init__(
        self, template: Template, roots: Mapping[str, Any], setting: _Setting, around: tuple[str, ...] = ()
    ) -> None:
        self._template, self._setting, self._around = template, setting, around
        self._roots = roots
        self._reporter = Reporter(template.path)
        self._growth = Growth(template.look, template.members, setting.gallery)
        self._emitter = Emitter(template.look, self._growth, self._reporter)
        self._part = ""
        self._running: tuple[Part, Any] | None = None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What went wrong so far."""
        return tuple(dict.fromkeys(self._reporter.diagnostics))

    @property
    def adds_nothing(self) -> bool:
        """Whether the parts rendered so far are all that became another."""
        untouched = Growth(self._template.look, self._template.members, self._setting.gallery)
        return vars(self._growth) == vars(untouched)

    def members(self, parts: Iterable[Part]) -> dict[str, Member]:
        """The members of the file, of which these parts are rendered."""
        members: dict[str, Member] = dict(self._template.members)
        for part in parts:
            notes = part.story.removesuffix("s") if part.story in _NOTES else ""
            tail = functools.partial(self._growth.with_notes, notes) if notes else None
            try:
                members[part.name] = package.pack(part.name, _encoded(self._unfolded(part, tail)))
            except _Endless:
                message = _ENDLESS.format(limits.now().output // limits.MIB)
                self._reporter.add(Diagnostic("R302", message, Place(self._template.path, part.name), _MORE))
        made, gone = grown(self._template, members, self._growth)
        members.update(made)
        for name in gone:
            members.pop(name, None)
        return members

    @functools.cached_property
    def _grafts(self) -> Any:
        from briefing.word.emit.graft import Grafts  # reads XML, which few documents need here

        return Grafts(self._template.look, self._growth, self._reporter)

    def _snippet(self, name: Any, **values: Any) -> Any:
        """The body of another Word file, rendered with the same data; `values` are further names for it. Nothing, with
        a report, for a file that cannot be taken in."""
        place = self._place()
        assert self._setting.snippets is not None
        try:
            if is_no_value(name):
                raise ValueError(f"a file is named by a text, not by {quoted(name)}")
            self._check_taken(str(name))
            compiled, faults = self._setting.snippets(str(name))
        except ValueError as fault:
            message, *hints = fault.args
            self._reporter.add(Diagnostic("R309", message, place, tuple(hints)))
            return ""
        if compiled is not None:
            faults += () if self._setting.lenient else compiled.unsound
            inner = _Rendering(compiled, {**self._roots, **values}, self._setting, (*self._around, str(name)))
            members = inner.members(bodies(compiled))
            faults += inner.diagnostics
        for found in faults:
            self._reporter.add(found._replace(related=(*found.related, Related("taken in here", place))))
        if compiled is None or has_errors(faults):
            return ""
        return self._grafts.take(str(name), members, self._part)

    def _check_taken(self, name: str) -> None:
        """Raises ValueError for a file that is being taken in already, or too deep in others, or after too many."""
        if next(self._setting.taken) > MOST_TAKEN_IN:
            raise ValueError(f"more than {MOST_TAKEN_IN:,} files are taken in", "one file may hold a loop of its own")
        if name in self._around:
            raise ValueError(f"'{name}' takes itself in: {' → '.join((*self._around, name))}")
        if len(self._around) == DEEPEST:
            raise ValueError(f"files take each other in more than {DEEPEST} deep")

    def _place(self) -> Place:
        """The place of the tag that is being run."""
        if self._running is None:
            return self._reporter.nowhere
        part, program = self._running
        return part.place(language.line_being_run(program)) or self._reporter.nowhere

    def _unfolded(self, part: Part, with_notes: Callable[[str], str] | None) -> Iterator[str]:
        """The text of a part in stretches, with what was put aside; the notes that were made join it before its end."""
        for text in settle(self.output(part)):
            yield from self._read_on(self._growth.unfolded(with_notes(text) if with_notes else text))
        for _ in self._read_on(self._growth.never_unfolded()):  # what is wrong there is told, too
            pass

    def _read_on(self, pieces: Iterator[str]) -> Iterator[str]:
        """Pieces that may be read from a file, which may be another by now."""
        try:
            yield from pieces
        except MemoryError:
            raise
        except Exception as fault:
            from briefing.language import problems

            code, message, hints = problems.failure(fault)
            self._reporter.add(Diagnostic(code, message, self._reporter.place, hints))

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
        self._part, self._running = part.name, (part, program)
        self._emitter.begin(part.name)
        internal = {
            "_cells": CellCount,
            "_dated": self._dated,
            "_fresh": self._growth.fresh,
            "_restart": self._growth.restart,
            "_place": self._emitter.place,
            "_note": self._growth.again,
            "_name": self._growth.name,
            "_merge": self._growth.merge,
            "_merged": self._growth.merged,
            "_chosen": chosen,
            "_checked": checked,
            "_charted": charted,
            "_feed": self._emitter.feed,
            "_beginning": self._beginning,
        }

        def report(fault: Fault) -> None:
            found.append(fault)
            if not (self._setting.lenient and fault.problem.code == "T310"):
                self._reporter.add(_diagnostic(part, fault, self._reporter.nowhere))

        roots = {"snippet": self._snippet, **self._roots} if self._setting.snippets else self._roots
        writing = language.Writing(part.writers(writer), self._emitter.emit, self._growth.unfolded)
        return language.run(program, roots, writing, report, self._setting.tongue, internal)

    def _beginning(self, text: str, longest: int) -> str:
        """As much of a text as Word takes where it stands; that it takes no more is told."""
        text = allowed(str(text))
        kept = beginning(text, longest)
        if kept != text:
            message = f"the text has {len(text):,} characters; Word takes {longest:,} here, and the rest is left out"
            self._reporter.add(Diagnostic("R314", message, self._place(), (_SHORTER,)))
        return kept

    def _dated(self, value: Any, pattern: str, language: str) -> locales.PickedDate:
        """What a date control of the template keeps and shows, in its own language if it says one."""
        return locales.picked(getattr(value, "value", value), pattern, language or self._setting.tongue)


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


def _encoded(texts: Iterator[str]) -> Iterator[bytes]:
    """The output in bytes, in stretches."""
    size, most = 0, min(limits.now().output, package.LARGEST)
    for text in texts:
        data = text.encode("utf-8", "replace")
        size += len(data)
        if size > most:
            raise _Endless
        yield data
