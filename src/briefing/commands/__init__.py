"""What each command does: one call → text printed → exit code, 0 clean and 1 where errors were found.

The stages are imported where they are called, so that a start loads only what its command needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.commands.holding import held
from briefing.commands.printing import MOST, Format, finished, printable, progress, say, say_of

if TYPE_CHECKING:
    import datetime

    from briefing.pipeline import Edition


class View(StrEnum):
    """How it is told what a template needs."""

    yaml = "yaml"
    tree = "tree"
    schema = "schema"


@held
def build(
    audience: Sequence[str] | None = None,
    topic: Sequence[str] | None = None,
    output: Path | None = None,
    pdf: bool = False,
    layout: bool = False,
    strict: bool = False,
    project: Path = Path(),
    format: Format = Format.text,
    today: datetime.date | None = None,
    most: int = MOST,
) -> int:
    """Builds one Word file for each topic and audience, and prints a row for each."""
    from briefing import pipeline
    from briefing.diagnostics import has_errors

    outcome = pipeline.build(
        *(project, audience or (), topic or (), output),
        pdf=pdf,
        layout=layout,
        strict=strict,
        today=today,
        progress=progress("building"),
    )
    if outcome.files and format is Format.text:
        say(_table(outcome.editions))
        for path in outcome.pdfs:
            say_of("made", path)
    if format in (Format.text, Format.short) and not outcome.files and not has_errors(outcome.diagnostics):
        say("nothing was written: --strict takes warnings for errors\n", aside=True)
    wrote = (*outcome.files, *outcome.pdfs) if format is Format.json else ()  # else the table has said it
    return finished(outcome.diagnostics, format, strict=strict, wrote=wrote, most=most)


@held
def check(
    audience: Sequence[str] | None = None,
    topic: Sequence[str] | None = None,
    strict: bool = False,
    project: Path = Path(),
    format: Format = Format.text,
    today: datetime.date | None = None,
    most: int = MOST,
    annotate: Path | None = None,
) -> int:
    """Prints everything that is wrong with a project; writes templates with comments into a folder, if it is given."""
    from briefing import pipeline

    outcome = pipeline.check(project, audience or (), topic or (), today=today, progress=progress("checking"))
    if not outcome.diagnostics and format is Format.text:
        editions = len(outcome.editions)
        say(f"no faults in {editions} edition{'s' * (editions != 1)}\n")
    diagnostics = outcome.diagnostics
    if annotate is not None:
        from briefing.pipeline.annotating import annotate as annotated

        copies, faults = annotated(diagnostics, outcome.templates, annotate)
        diagnostics += faults
        for path in copies if format is Format.text else ():
            say_of("wrote", path)
    return finished(diagnostics, format, strict=strict, most=most)


@held
def render(
    template: Path,
    data: Path,
    output: Path,
    language: str = "en-GB",
    lenient: bool = False,
    verify: bool = False,
    keep_macros: bool = False,
    keep_external: bool = False,
    scrub: bool = False,
    layout: bool = False,
    format: Format = Format.text,
) -> int:
    """Renders any template with any data."""
    from briefing import merging
    from briefing.model.template import Keeping

    found = merging.render_file(
        *(template, data, output),
        tongue=language,
        lenient=lenient,
        checked=verify,
        keeping=Keeping(keep_macros, keep_external),
        scrub=scrub,
        layout=layout,
    )
    return finished(found, format, wrote=(output,))


@held
def fields(template: Path, format: View = View.yaml) -> int:
    """Prints which values a template needs."""
    from briefing import merging

    told, diagnostics = merging.fields(template, format)
    say(told)
    return finished(diagnostics)


@held
def new(folder: Path) -> int:
    """Starts a project."""
    from briefing import starter, writing
    from briefing.pipeline import inquiries

    files, diagnostics = starter.new_project(folder)
    if files:
        schemas, place, _ = inquiries.schemas(folder)
        made, faults = writing.write([(place / name, text.encode()) for name, text in schemas.items()])
        files, diagnostics = (*files, *made), (*diagnostics, *faults)
    for path in files:
        say_of("wrote", path)
    if files:
        say(f"now:  cd {printable(folder)}  and  briefing build\n")
    return finished(diagnostics)


@held
def template(kind: str, output: Path, brand: Path | None = None, force: bool = False) -> int:
    """Makes a starter template."""
    from briefing import merging

    return finished(merging.make_template(kind, brand, output, force=force), wrote=(output,))


def _table(editions: Sequence[Edition]) -> str:
    """A row for each edition."""
    from briefing import show

    head = ("audience", "file", "words", "sections", "left out", "warnings")
    rows = [
        (
            edition.brief.audience,
            edition.file,
            edition.brief.words,
            len(edition.brief.sections_in),
            ", ".join(edition.brief.sections_out) or "-",
            len(edition.diagnostics),
        )
        for edition in editions
    ]
    return show.table(rows, head)
