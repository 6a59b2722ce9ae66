"""The stages joined in order: check, build, render. Only this room and those above know that there is a sequence."""

from __future__ import annotations

import datetime
import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from briefing import audience, checks, content, kept, language, project, render, template
from briefing.diagnostics import Diagnostic, Place, Span, did_you_mean, has_errors
from briefing.model.brief import Brief, Briefing
from briefing.model.content import EMPTY, Audiences, Content, Topic
from briefing.model.template import Template
from briefing.project import Project
from briefing.word import imprint, package
from briefing.writing import write

Diagnostics = tuple[Diagnostic, ...]


class Edition(NamedTuple):
    """One paper for one reader: what goes into it, and the file it makes. `data` is empty where it was only checked."""

    topic: str
    brief: Brief
    file: Path
    data: bytes = b""


class Outcome(NamedTuple):
    """What a run made. `files` and `pdfs` are written; nothing is if there is an error among the diagnostics."""

    editions: tuple[Edition, ...]
    diagnostics: Diagnostics
    files: tuple[Path, ...] = ()
    pdfs: tuple[Path, ...] = ()


def check(start: Path, audiences: Sequence[str] = (), topics: Sequence[str] = ()) -> Outcome:
    """Everything that building would do, the files going nowhere."""
    found, diagnostics = project.find(start)
    if has_errors(diagnostics):
        return Outcome((), diagnostics)
    editions, more = _editions(found, audiences, topics, None)
    return Outcome(editions, _heard(found, (*diagnostics, *more)))


def build(
    start: Path,
    audiences: Sequence[str] = (),
    topics: Sequence[str] = (),
    output: Path | None = None,
    *,
    pdf: bool = False,
    strict: bool = False,
) -> Outcome:
    """Makes one Word file for each topic and audience of the project that `start` is in, into its output folder.

    All or nothing: where there is an error (or, if `strict`, a warning), no file is written. `pdf` converts them too.
    """
    found, diagnostics = project.find(start)
    if has_errors(diagnostics):
        return Outcome((), diagnostics)
    editions, more = _editions(found, audiences, topics, output)
    diagnostics = _heard(found, (*diagnostics, *more))
    if has_errors(diagnostics) or (strict and diagnostics):
        return Outcome(editions, diagnostics)
    files, faults = write((edition.file, edition.data) for edition in editions)
    pdfs: tuple[Path, ...] = ()
    if pdf and not faults:
        from briefing import convert

        pdfs, faults = convert.to_pdf(files, files[0].parent) if files else ((), ())
    return Outcome(editions, (*diagnostics, *faults), files, pdfs)


def render_file(source: Path, data: Path, out: Path, *, lenient: bool = False, checked: bool = False) -> Diagnostics:
    """Renders any template with any YAML or JSON data to a file. `checked` verifies the file before it is written."""
    compiled, faults = template.load(source)
    values, more = content.read_data(data)
    diagnostics = (*faults, *more)
    if compiled is None or has_errors(diagnostics):
        return diagnostics
    stream = io.BytesIO()
    diagnostics += render.render(compiled, values, stream, lenient=lenient)
    if checked and not has_errors(diagnostics):
        from briefing.word import verify

        diagnostics += verify.verify(stream.getvalue(), str(out))
    if has_errors(diagnostics):
        return diagnostics
    return diagnostics + write([(out, stream.getvalue())])[1]


def fields(source: Path) -> tuple[dict[str, Any], Diagnostics]:
    """The names that a template's tags use, as a tree."""
    compiled, diagnostics = template.load(source)
    if compiled is None:
        return {}, diagnostics
    return language.needs({part.name: _source(part) for part in compiled.parts}), diagnostics


def make_template(kind: Any, brand: Path | None, out: Path, *, force: bool = False) -> Diagnostics:
    """Writes a starter template in the look of a brand file, or in the plain one."""
    from briefing import starter

    record, diagnostics = content.read_data(brand) if brand else (EMPTY, ())
    own, faults = starter.brand(record)
    diagnostics += faults
    if out.exists() and not force:
        hint = ("name another file, or say --force",)
        diagnostics += (
            Diagnostic("O106", "the file is there already and may have been changed", Span(str(out)), hint),
        )
    if has_errors(diagnostics):
        return diagnostics
    return diagnostics + write([(out, starter.template(own, kind))])[1]


def summary(editions: Sequence[Edition], diagnostics: Sequence[Diagnostic]) -> list[tuple[object, ...]]:
    """A row for each edition: audience, file, words, sections in, sections left out, warnings about it."""
    rows = []
    for edition in editions:
        brief = edition.brief
        about = [
            d
            for d in diagnostics
            if not d.is_error and (f"'{brief.audience}'" in d.message or brief.audience in d.message.split())
        ]
        left_out = ", ".join(brief.sections_out) or "-"
        rows.append((brief.audience, edition.file, brief.words, len(brief.sections_in), left_out, len(about)))
    return rows


def _source(part: Any) -> str:
    return language.source_of(part.anatomy.pieces, part.anatomy.tags)[0]


def _heard(found: Project, diagnostics: Sequence[Diagnostic]) -> Diagnostics:
    """Without the warnings that the project ignores."""
    return tuple(diagnostic for diagnostic in diagnostics if diagnostic.is_error or diagnostic.code not in found.ignore)


def _editions(
    found: Project, names: Sequence[str], topics: Sequence[str], output: Path | None
) -> tuple[tuple[Edition, ...], list[Diagnostic]]:
    """The editions asked for, rendered as far as they can be, and everything found on the way."""
    audiences, faults = content.load_audiences(_shown(found.audiences))
    diagnostics = list(faults)
    paths, more = _chosen(found, topics)
    diagnostics += more
    contents: list[Content] = []
    for path in paths:
        topic, faults = content.load_topic(_shown(path), found.root)
        diagnostics += faults
        if topic is not None and audiences is not None:
            contents.append(Content(topic, audiences))
    if audiences is not None:
        diagnostics += content.cross_check(tuple(written.topic for written in contents), audiences)
    wanted, more = _readers(audiences, names)
    diagnostics += more
    templates = _Templates(found)
    editions: list[Edition] = []
    for written in contents:
        editions += _of_topic(written, wanted, templates, output or _shown(found.output), diagnostics)
    return tuple(editions), diagnostics + templates.diagnostics


def _of_topic(
    written: Content, wanted: Sequence[str], templates: _Templates, output: Path, diagnostics: list[Diagnostic]
) -> list[Edition]:
    sound = not has_errors(diagnostics)
    briefs = []
    for name in wanted:
        brief, faults = audience.resolve(written, name, language.evaluate)
        diagnostics += faults
        briefs.append(brief)
    diagnostics += checks.check_content(written, briefs)
    editions = []
    for brief in briefs:
        file = output / f"{written.topic.id}-{brief.audience}.docx"
        compiled = templates.named(brief.template)
        data = b""
        if compiled is not None and sound:
            data, faults = _rendered(compiled, brief, written.topic, file)
            diagnostics += faults
        editions.append(Edition(written.topic.id, brief, file, data))
    return editions


def _rendered(compiled: Template, brief: Brief, topic: Topic, file: Path) -> tuple[bytes, Diagnostics]:
    """A finished edition: rendered, with its own imprint, verified whole."""
    diagnostics = _unmarked(compiled, topic)
    members, faults = render.rendered(compiled, brief.roots, tongue=brief.language)
    diagnostics += faults
    if has_errors(diagnostics):
        return b"", diagnostics
    members = imprint.imprinted(members, compiled.members, _imprint(brief))
    stream = io.BytesIO()
    package.write(members.values(), stream)
    data = stream.getvalue()
    return data, diagnostics + _verified(members, compiled, data, file)


def _verified(members: Mapping[str, package.Member], compiled: Template, data: bytes, file: Path) -> Diagnostics:
    """What is wrong with a finished file. One whose shape was found valid before is not looked at again."""
    shape = kept.shape(members, compiled.members)
    if kept.is_verified(shape):
        return ()
    from briefing.word import verify  # with lxml, 20 ms of imports

    found = verify.verify(data, str(file))
    if not found:
        kept.keep_verified(shape)
    return found


def _unmarked(compiled: Template, topic: Topic) -> Diagnostics:
    """A marking or a draft that the template would not show on every page."""
    shown = {"marking": topic.marking, "status": "draft" if topic.status == "draft" else ""}
    heads = [part for part in compiled.parts if part.story in ("header", "footer")]
    tree = language.needs({part.name: _source(part) for part in heads}) if any(shown.values()) else {}
    found = []
    for field, value in shown.items():
        if value and field not in tree.get("briefing", {}):
            hint = (f"type {{{{ briefing.{field} }}}} in each header or footer",)
            message = f"the paper is marked '{value}', but no header or footer of the template shows it"
            found.append(Diagnostic("T401", message, Place(compiled.path, ""), hint))
    return tuple(found)


def _imprint(brief: Brief) -> imprint.Imprint:
    paper = brief.roots["briefing"]
    assert isinstance(paper, Briefing)
    reader: Any = brief.roots["audience"]
    return imprint.Imprint(
        title=paper.title,
        subject=str(paper.subtitle),
        creator=paper.owner,
        keywords=reader.label,
        language=paper.language,
        version=paper.version,
        status=paper.status.capitalize(),
        dated=_dated(brief.dated, os.environ),
    )


def _dated(as_of: datetime.date | None, environment: Mapping[str, str]) -> str:
    """The date a file bears: SOURCE_DATE_EPOCH where it is set, else that of the information."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit() and int(epoch) < 2**37:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{as_of.isoformat()}T00:00:00Z" if as_of else ""


def _readers(audiences: Audiences | None, names: Sequence[str]) -> tuple[tuple[str, ...], Diagnostics]:
    known = tuple(audiences.audiences) if audiences else ()
    if audiences is None:
        return (), ()
    faults = [
        Diagnostic("A101", f"there is no audience '{name}'", None, did_you_mean(name, known) or (_list(known),))
        for name in names
        if name not in known
    ]
    return tuple(name for name in (names or known) if name in known), tuple(faults)


def _chosen(found: Project, names: Sequence[str]) -> tuple[tuple[Path, ...], Diagnostics]:
    known = {path.stem: path for path in found.topics}
    faults = [
        Diagnostic("P108", f"there is no topic '{name}'", None, did_you_mean(name, known) or (_list(known),))
        for name in names
        if name not in known
    ]
    return tuple(known[name] for name in (names or known) if name in known), tuple(faults)


def _list(names: Any) -> str:
    return f"there are: {', '.join(names)}"


def _shown(path: Path) -> Path:
    """A path as it reads best from where the command was typed."""
    try:
        return path.relative_to(Path.cwd())
    except (ValueError, OSError):
        return path


class _Templates:
    """The templates of a project, each compiled once."""

    def __init__(self, found: Project) -> None:
        self._folder = found.templates
        self._compiled: dict[str, Template | None] = {}
        self.diagnostics: list[Diagnostic] = []

    def named(self, name: str) -> Template | None:
        """The compiled template of a file name; None, with diagnostics, if it has faults."""
        if name not in self._compiled:
            self._compiled[name], faults = template.load(_shown(self._folder / name))
            self.diagnostics += faults
        return self._compiled[name]


class Failed(Exception):
    """What the Python API raises where a command would exit 1. `diagnostics` says all that is wrong."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        from briefing import show

        super().__init__(show.text(diagnostics).rstrip() or "failed")
        self.diagnostics = diagnostics


class WordTemplate:
    """A template for use from Python: `Template("letter.docx").render({"name": "Ada"}, "out.docx")`.

    Compiled once; `render` may be called as often as wanted. Raises Failed for a template with faults.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        compiled, diagnostics = template.load(Path(path))
        if compiled is None:
            raise Failed(diagnostics)
        self._compiled = compiled
        self.warnings = diagnostics

    def render(
        self,
        data: Mapping[str, Any],
        out: str | os.PathLike[str] | BinaryIO,
        *,
        lenient: bool = False,
        language: str = "en-GB",
    ) -> Diagnostics:
        """Writes the rendered file to a path or a binary stream, and gives the warnings. Raises Failed."""
        stream = io.BytesIO()
        diagnostics = render.render(self._compiled, data, stream, tongue=language, lenient=lenient)
        if has_errors(diagnostics):
            raise Failed(diagnostics)
        if isinstance(out, str | os.PathLike):
            faults = write([(Path(out), stream.getvalue())])[1]
            if faults:
                raise Failed(faults)
        else:
            out.write(stream.getvalue())
        return diagnostics
