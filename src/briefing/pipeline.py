"""The stages joined for a project: check and build. Only this room and those above know that there is a sequence."""

from __future__ import annotations

import datetime
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from briefing import audience, checks, content, kept, language, project, render, template
from briefing.diagnostics import Diagnostic, Place, Span, did_you_mean, has_errors
from briefing.model.brief import Brief, Briefing
from briefing.model.content import Audiences, Content, Topic
from briefing.model.template import Template
from briefing.project import Project
from briefing.word import imprint, package
from briefing.writing import write

Diagnostics = tuple[Diagnostic, ...]


class Edition(NamedTuple):
    """One paper for one reader: what goes into it, and the file it makes. `data` is empty where there was an error;
    `diagnostics` are what was found in making it."""

    topic: str
    brief: Brief
    file: Path
    data: bytes = b""
    diagnostics: Diagnostics = ()


class Outcome(NamedTuple):
    """What a run made. `files` and `pdfs` are written; nothing is if there is an error among the diagnostics."""

    editions: tuple[Edition, ...]
    diagnostics: Diagnostics
    files: tuple[Path, ...] = ()
    pdfs: tuple[Path, ...] = ()


def check(start: str | os.PathLike[str] = ".", audiences: Sequence[str] = (), topics: Sequence[str] = ()) -> Outcome:
    """Everything that building would do, the files going nowhere."""
    return _outcome(Path(start), audiences, topics, None)


def build(
    start: str | os.PathLike[str] = ".",
    audiences: Sequence[str] = (),
    topics: Sequence[str] = (),
    output: str | os.PathLike[str] | None = None,
    *,
    pdf: bool = False,
    layout: bool = False,
    strict: bool = False,
) -> Outcome:
    """Makes one Word file for each topic and audience of the project that `start` is in, into its output folder.

    All or nothing: where there is an error (or, if `strict`, a warning), no file is written. `pdf` converts them too;
    `layout` fills in page numbers, for which LibreOffice lays them out.
    """
    outcome = _outcome(Path(start), audiences, topics, None if output is None else Path(output))
    if layout and not has_errors(outcome.diagnostics):
        outcome = _laid_out(outcome)
    if has_errors(outcome.diagnostics) or (strict and outcome.diagnostics):
        return outcome
    files, faults = write((edition.file, edition.data) for edition in outcome.editions)
    pdfs: tuple[Path, ...] = ()
    if pdf and files:
        from briefing import convert

        pdfs, faults = convert.to_pdf(files, files[0].parent)
        faults += tuple(_too_long(outcome.editions, pdfs))
    return outcome._replace(diagnostics=(*outcome.diagnostics, *faults), files=files, pdfs=pdfs)


def _laid_out(outcome: Outcome) -> Outcome:
    """The same with page numbers, each file verified once more."""
    from briefing.layout import laid_out
    from briefing.word import verify

    files, faults = laid_out([edition.data for edition in outcome.editions])
    if faults:
        return outcome._replace(diagnostics=(*outcome.diagnostics, *faults))
    editions = tuple(one._replace(data=data) for one, data in zip(outcome.editions, files, strict=True))
    found = tuple(fault for one in editions for fault in verify.verify(one.data, str(one.file)))
    return outcome._replace(editions=editions, diagnostics=(*outcome.diagnostics, *found))


def _too_long(editions: Sequence[Edition], pdfs: Sequence[Path]) -> Iterator[Diagnostic]:
    """A warning for each edition that prints on more pages than its reader is promised."""
    from briefing import convert

    made = {pdf.stem: pdf for pdf in pdfs}
    for edition in editions:
        reader: Any = edition.brief.roots["audience"]
        pages = convert.pages(made[edition.file.stem]) if edition.file.stem in made else 0
        if reader.limits.pages and pages > reader.limits.pages:
            message = f"the edition for '{reader.id}' prints on {pages} pages, its limit is {reader.limits.pages}"
            hint = ("shorten it, or raise `limits: {pages: …}`",)
            yield Diagnostic("Q108", message, Span(str(made[edition.file.stem])), hint)


def _outcome(start: Path, audiences: Sequence[str], topics: Sequence[str], output: Path | None) -> Outcome:
    found, diagnostics = project.find(start)
    if has_errors(diagnostics):
        return Outcome((), diagnostics)
    editions, more = _editions(found, audiences, topics, output or _shown(found.output))
    editions = tuple(edition._replace(diagnostics=_heard(found, edition.diagnostics)) for edition in editions)
    return Outcome(editions, _heard(found, (*diagnostics, *more)))


def _heard(found: Project, diagnostics: Iterable[Diagnostic]) -> Diagnostics:
    """Each once, without the warnings that the project ignores."""
    return tuple(one for one in dict.fromkeys(diagnostics) if one.is_error or one.code not in found.ignore)


def _editions(
    found: Project, names: Sequence[str], topics: Sequence[str], output: Path
) -> tuple[tuple[Edition, ...], Diagnostics]:
    """The editions asked for, rendered as far as they can be, and everything found on the way."""
    audiences, diagnostics = content.load_audiences(_shown(found.audiences))
    wanted, faults = _chosen("A101", "audience", names, tuple(audiences.audiences) if audiences else ())
    known = {path.stem: path for path in found.topics}
    chosen, more = _chosen("P108", "topic", topics, tuple(known))
    diagnostics += (faults if audiences else ()) + more
    contents: list[Content] = []
    for name in chosen:
        topic, faults = content.load_topic(_shown(known[name]), found.root)
        diagnostics += faults
        if topic is not None and audiences is not None:
            contents.append(Content(topic, audiences))
    if audiences is not None:
        complete = len(contents) == len(found.topics)  # else what audiences name may stand in a topic that was not read
        diagnostics += content.cross_check(tuple(written.topic for written in contents), audiences, complete=complete)
    templates = _Templates(found)
    sound = not has_errors(one for one in diagnostics if one.code not in _OF_THE_COMMAND)
    editions: list[Edition] = []
    for written in contents:
        ours, faults = _of_topic(written, wanted, templates, output, sound=sound)
        editions += ours
        diagnostics += faults
    return tuple(editions), diagnostics + templates.diagnostics


_OF_THE_COMMAND = ("A101", "P108")  # faults of what was typed, which leave the content sound


def _chosen(code: str, kind: str, names: Sequence[str], known: Sequence[str]) -> tuple[tuple[str, ...], Diagnostics]:
    """Those of the known ones that were asked for by name, all if none was; a fault for each that is not known."""
    faults = tuple(
        Diagnostic(code, f"there is no {kind} '{name}'", None, did_you_mean(name, known) or (_list(known),))
        for name in dict.fromkeys(names)
        if name not in known
    )
    return tuple(name for name in dict.fromkeys(names or known) if name in known), faults


def _list(names: Iterable[str]) -> str:
    return f"there are: {', '.join(names)}"


def _of_topic(
    written: Content, wanted: Sequence[str], templates: _Templates, output: Path, *, sound: bool
) -> tuple[list[Edition], Diagnostics]:
    """The editions of a topic. If it or its template is not `sound`, it is rendered all the same, to find what else is
    missing; nothing comes of it."""
    resolved = [audience.resolve(written, name, language.evaluate) for name in wanted]
    found = checks.check_content(written, [brief for brief, _ in resolved])
    diagnostics = found
    editions = []
    for brief, faults in resolved:
        file = output / f"{written.topic.id}-{brief.audience}.docx"
        compiled = templates.of(brief.audience, written.audiences)
        own = (*faults, *(checks.check_content(written, [brief]) if found else ()))
        data = b""
        if compiled is not None and sound and not templates.faulty:
            data, faults = _rendered(compiled, brief, written.topic, file)
            own += faults
        elif compiled is not None:
            said = render.rendered(compiled, brief.roots, snippets=template.snippets(Path(compiled.path)))[1]
            own += tuple(one for one in said if one.code == "T310")
        editions.append(Edition(written.topic.id, brief, file, data, own))
    return editions, diagnostics + tuple(_of_all(editions))


def _of_all(editions: Sequence[Edition]) -> Iterator[Diagnostic]:
    """What was found in making editions, each once. Of what is wrong at a place of a template for some of its readers
    only, a hint says for whom."""
    met: dict[tuple[object, ...], list[str]] = {}
    said = [(edition.brief, one) for edition in editions for one in edition.diagnostics]
    for brief, one in said:
        met.setdefault((one.code, one.message, one.where), []).append(brief.audience)
    for brief, one in said:
        readers = met.pop((one.code, one.message, one.where), None)
        if readers is None:
            continue
        alike = [edition for edition in editions if edition.brief.template == brief.template]
        some = isinstance(one.where, Place) and len(set(readers)) < len(alike)
        yield one._replace(hints=(*one.hints, f"in the edition for {_all_of(readers)}")) if some else one


def _all_of(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in dict.fromkeys(names))


class _Templates:
    """The templates of a project, each compiled once."""

    def __init__(self, found: Project) -> None:
        self._folder = found.templates
        self._compiled: dict[str, Template | None] = {}
        self.diagnostics: Diagnostics = ()

    @property
    def faulty(self) -> bool:
        """Whether an error was found in any of them so far."""
        return has_errors(self.diagnostics)

    def of(self, reader: str, audiences: Audiences) -> Template | None:
        """The compiled template of an audience; None, with diagnostics, if it is not there or has faults."""
        name = audiences.audiences[reader].template
        path = self._folder / name
        if not name or not path.is_file():
            self.diagnostics += self._missing(reader, audiences) if name else ()
            return None
        if name not in self._compiled:
            self._compiled[name], faults = template.load(_shown(path))
            self.diagnostics += faults
        return self._compiled[name]

    def _missing(self, reader: str, audiences: Audiences) -> Diagnostics:
        """A template that is named and is not there, at the line that names it."""
        own = audiences.audiences[reader]
        name = own.template
        there = sorted(path.name for path in self._folder.glob("*.docx") if path.name[:2] != "~$")
        named = own if "template" in own.fields else audiences.audiences.get(own.extends, own)
        hints = (*did_you_mean(name, there), _list(there)) if there else ("`briefing template` makes a first one",)
        where = named.fields.value_span("template")
        return (Diagnostic("T000", f"there is no '{name}' in {_shown(self._folder)}", where, hints),)


def _rendered(compiled: Template, brief: Brief, topic: Topic, file: Path) -> tuple[bytes, Diagnostics]:
    """A finished edition: rendered, with its own imprint, verified whole."""
    diagnostics = _unmarked(compiled, topic)
    members, faults = render.rendered(
        compiled, brief.roots, tongue=brief.language, snippets=template.snippets(Path(compiled.path))
    )
    diagnostics += faults
    if has_errors(diagnostics):
        return b"", diagnostics
    members = dict(imprint.imprinted(members, compiled.members, _imprint(brief)))
    diagnostics += render.refresh(compiled, members)  # after the imprint, which fields may show
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
    wanted = {"marking": topic.marking, "status": "draft" if topic.status == "draft" else ""}
    if not any(wanted.values()):
        return ()
    from briefing.language.needs import needs
    from briefing.word import running  # with lxml

    pages = running.pages(compiled.members)
    named = {
        part.name: needs([part]).field("briefing").fields
        for part in compiled.parts
        if part.story in ("header", "footer")
    }
    found = []
    for field, value in wanted.items():
        bare = [page for page in pages if not any(field in named.get(member, ()) for member in page.members)]
        if value and bare:
            where = "no page" if len(bare) == len(pages) else f"not {' nor '.join(map(_pages_of, bare))}"
            message = f"the paper is marked '{value}', but {where} would show it"
            hint = f"type {{{{ briefing.{field} }}}} in each header or footer"
            found.append(Diagnostic("T401", message, Place(compiled.path, ""), (hint,)))
    return tuple(found)


def _pages_of(page: Any) -> str:
    kinds = {"first": "the first page", "even": "even pages"}
    return f"{kinds.get(page.kind, 'the pages')} of section {page.section}"


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


def _shown(path: Path) -> Path:
    """A path as it reads best from where the command was typed."""
    try:
        return path.relative_to(Path.cwd())
    except (ValueError, OSError):
        return path
