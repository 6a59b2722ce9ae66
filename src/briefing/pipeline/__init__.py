"""The stages joined for a project: check and build. Only this room and those above know that there is a sequence."""

import datetime
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from briefing import limits
from briefing.diagnostics import Diagnostic, Span, has_errors
from briefing.model.template import Keeping
from briefing.pipeline.consequences import without_consequences
from briefing.pipeline.editions import Edition, editions_of
from briefing.pipeline.finishing import resealed
from briefing.pipeline.loading import Diagnostics, Written, heard, load
from briefing.pipeline.templates import Templates
from briefing.project import led_out, overwriting, shown
from briefing.word import package
from briefing.word.package import Member
from briefing.writing import write

__all__ = ["Edition", "Outcome", "Progress", "build", "check"]

Progress = Callable[[int, int, str], None]
"""(topics done, topics in all, the one that comes next, "" at the end): told as a run goes on."""


class Outcome(NamedTuple):
    """What a run made. `files` and `pdfs` are written; nothing is if there is an error among the diagnostics.
    `templates` is the project's folder of them."""

    editions: tuple[Edition, ...]
    diagnostics: Diagnostics
    files: tuple[Path, ...] = ()
    pdfs: tuple[Path, ...] = ()
    templates: Path = Path()


def check(
    start: str | os.PathLike[str] = ".",
    audiences: Sequence[str] = (),
    topics: Sequence[str] = (),
    *,
    today: datetime.date | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Everything that building would do, the files going nowhere, and every template that is there looked at.

    Facts that are past their review by `today` are told, if it is given; no clock is read.
    """
    run = _Run(None, today, progress, thorough=not (audiences or topics))
    return run.outcome(Path(start), audiences, topics)


def build(
    start: str | os.PathLike[str] = ".",
    audiences: Sequence[str] = (),
    topics: Sequence[str] = (),
    output: str | os.PathLike[str] | None = None,
    *,
    pdf: bool = False,
    layout: bool = False,
    strict: bool = False,
    today: datetime.date | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Makes one Word file for each topic and audience of the project that `start` is in, into its output folder.

    All or nothing: where there is an error (or, if `strict`, a warning), no file is written. `pdf` makes a PDF of each,
    too; `layout` fills in page numbers, for which LibreOffice lays them out; `today` is as in `check`.
    """
    run = _Run(None if output is None else Path(output), today, progress)
    outcome = run.outcome(Path(start), audiences, topics)
    if layout and not has_errors(outcome.diagnostics):
        outcome = _laid_out(outcome)
    printed: tuple[bytes, ...] = ()
    if pdf and outcome.editions and _may_write(outcome, strict=strict):
        printed, outcome = _printed(outcome)
    if not _may_write(outcome, strict=strict):
        return outcome
    papers = [(edition.file, edition.data) for edition in outcome.editions]
    pdfs = [(file.with_suffix(".pdf"), data) for (file, _), data in zip(papers, printed, strict=False)]
    written, faults = write((*papers, *pdfs))
    files, made = written[: len(papers)], written[len(papers) :]
    return outcome._replace(diagnostics=(*outcome.diagnostics, *faults), files=files, pdfs=made)


def build_in_memory(start: Path, audience: str, topic: str) -> tuple[Mapping[str, Member], Diagnostics]:
    """The members of the file that one edition would be, and what was found; none where there is an error."""
    outcome = _Run(None, None, None).outcome(start, (audience,), (topic,))
    whole = b"" if has_errors(outcome.diagnostics) else next((one.data for one in outcome.editions), b"")
    with limits.of_our_own():
        return package.read(whole) if whole else {}, outcome.diagnostics


class _Run(NamedTuple):
    """How a run goes: where files would go, by which day, who hears of its progress, and whether templates that nobody
    asked for are looked at, too."""

    output: Path | None
    today: datetime.date | None
    progress: Progress | None
    thorough: bool = False

    def outcome(self, start: Path, audiences: Sequence[str], topics: Sequence[str]) -> Outcome:
        """The editions asked for, rendered as far as they can be, and everything found on the way."""
        written, diagnostics = load(start, audiences, topics)
        if written is None:
            return Outcome((), without_consequences(diagnostics, ""))
        with limits.granted(written.project.limits, unless_said=True):
            editions, more = self._editions(written)
        editions = tuple(one._replace(diagnostics=heard(written.project, one.diagnostics)) for one in editions)
        asked = written.project if self.output is None else written.project._replace(output=self.output)
        files = [edition.file for edition in editions]
        faults = overwriting(asked, files) or led_out(files, None if self.output else written.project.root)
        found = heard(written.project, (*diagnostics, *more, *faults))
        news = without_consequences(found, str(shown(written.project.audiences)))
        return Outcome(editions, news, templates=written.project.templates)

    def _editions(self, written: Written) -> tuple[tuple[Edition, ...], Diagnostics]:
        templates = Templates(written.project.templates, Keeping(external=written.project.external))
        if self.thorough:
            templates.all()
        editions: list[Edition] = []
        found: Diagnostics = ()
        output = self.output or shown(written.project.output)
        for number, one in enumerate(written.contents):
            if self.progress is not None:
                self.progress(number, len(written.contents), one.topic.id)
            ours, faults = editions_of(one, written, templates, output, self.today)
            editions += ours
            found += faults
        if self.progress is not None:
            self.progress(len(written.contents), len(written.contents), "")
        told = {(one.code, one.message, one.where) for one in found}
        unmet = (one for one in templates.misnamed(written) if (one.code, one.message, one.where) not in told)
        return tuple(editions), (*found, *templates.diagnostics, *unmet)


def _laid_out(outcome: Outcome) -> Outcome:
    """The same with page numbers, each file verified once more."""
    from briefing.layout import laid_out
    from briefing.word import verify

    files, faults = laid_out([edition.data for edition in outcome.editions])
    if faults:
        return outcome._replace(diagnostics=(*outcome.diagnostics, *faults))
    files = tuple(resealed(data) for data in files)
    editions = tuple(one._replace(data=data) for one, data in zip(outcome.editions, files, strict=True))
    found = tuple(fault for one in editions for fault in verify.verify(one.data, str(one.file)))
    return outcome._replace(editions=editions, diagnostics=(*outcome.diagnostics, *found))


def _may_write(outcome: Outcome, *, strict: bool) -> bool:
    return not (has_errors(outcome.diagnostics) or (strict and outcome.diagnostics))


def _printed(outcome: Outcome) -> tuple[tuple[bytes, ...], Outcome]:
    """The PDFs of the editions, and what was found in making them."""
    from briefing import convert

    if faults := led_out(edition.file.with_suffix(".pdf") for edition in outcome.editions):
        return (), outcome._replace(diagnostics=(*outcome.diagnostics, *faults))
    papers = [convert.Paper(edition.file, edition.data) for edition in outcome.editions]
    pdfs, faults = convert.pdfs(papers, papers[0].path.parent)
    pages = [convert.pages(pdf) for pdf in pdfs]
    found = tuple(_too_long(outcome.editions, pages))
    return pdfs, outcome._replace(diagnostics=(*outcome.diagnostics, *faults, *found))


def _too_long(editions: Sequence[Edition], counted: Sequence[int]) -> Iterator[Diagnostic]:
    """A warning for each edition that prints on more pages than its reader is promised."""
    for edition, pages in zip(editions, counted, strict=False):
        reader: Any = edition.brief.roots["audience"]
        if reader.limits.pages and pages > reader.limits.pages:
            message = f"the edition for '{reader.id}' prints on {pages} pages, its limit is {reader.limits.pages}"
            hint = ("shorten it, or raise `limits: {pages: …}`",)
            yield Diagnostic("Q108", message, Span(str(edition.file.with_suffix(".pdf"))), hint)
