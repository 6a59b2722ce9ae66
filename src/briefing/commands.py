"""What each command does: one call → text printed → exit code, 0 clean and 1 where errors were found.

The stages are imported where they are called, so that a start loads only what its command needs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.diagnostics import Diagnostic
    from briefing.pipeline import Edition


class Format(StrEnum):
    """How diagnostics are printed."""

    text = "text"
    short = "short"
    json = "json"


class View(StrEnum):
    """How it is told what a template needs."""

    yaml = "yaml"
    tree = "tree"
    schema = "schema"


def build(
    audience: Sequence[str] | None = None,
    topic: Sequence[str] | None = None,
    output: Path | None = None,
    pdf: bool = False,
    layout: bool = False,
    strict: bool = False,
    project: Path = Path(),
    format: Format = Format.text,
) -> int:
    """Builds one Word file for each topic and audience, and prints a row for each."""
    from briefing import pipeline
    from briefing.diagnostics import has_errors

    outcome = pipeline.build(project, audience or (), topic or (), output, pdf=pdf, layout=layout, strict=strict)
    if outcome.files and format is Format.text:
        say(_table(outcome.editions))
        for path in outcome.pdfs:
            say(f"made {path}\n")
    if format is not Format.json and not outcome.files and not has_errors(outcome.diagnostics):
        say("nothing was written: --strict takes warnings for errors\n", aside=True)
    wrote = (*outcome.files, *outcome.pdfs) if format is Format.json else ()  # else the table has said it
    return _finished(outcome.diagnostics, format, strict=strict, wrote=wrote)


def check(
    audience: Sequence[str] | None = None,
    topic: Sequence[str] | None = None,
    strict: bool = False,
    project: Path = Path(),
    format: Format = Format.text,
) -> int:
    """Prints everything that is wrong with a project."""
    from briefing import pipeline

    outcome = pipeline.check(project, audience or (), topic or ())
    if not outcome.diagnostics and format is Format.text:
        editions = len(outcome.editions)
        say(f"no faults in {editions} edition{'s' * (editions != 1)}\n")
    return _finished(outcome.diagnostics, format, strict=strict)


def render(
    template: Path,
    data: Path,
    output: Path,
    language: str = "en-GB",
    lenient: bool = False,
    verify: bool = False,
    keep_macros: bool = False,
    layout: bool = False,
    format: Format = Format.text,
) -> int:
    """Renders any template with any data."""
    from briefing import merging

    found = merging.render_file(
        *(template, data, output),
        tongue=language,
        lenient=lenient,
        checked=verify,
        macros=keep_macros,
        layout=layout,
    )
    return _finished(found, format, wrote=(output,))


def fields(template: Path, format: View = View.yaml) -> int:
    """Prints which values a template needs."""
    from briefing import merging

    told, diagnostics = merging.fields(template, format)
    say(told)
    return _finished(diagnostics)


def new(folder: Path) -> int:
    """Starts a project."""
    from briefing import starter

    files, diagnostics = starter.new_project(folder)
    for path in files:
        say(f"wrote {path}\n")
    if files:
        say(f"now:  cd {folder}  and  briefing build\n")
    return _finished(diagnostics)


def template(kind: str, output: Path, brand: Path | None = None, force: bool = False) -> int:
    """Makes a starter template."""
    from briefing import merging

    return _finished(merging.make_template(kind, brand, output, force=force), wrote=(output,))


def say(text: str, *, aside: bool = False) -> None:
    """Prints, to standard error if `aside`; nowhere if that is closed."""
    stream = sys.stderr if aside else sys.stdout
    if stream is not None:
        stream.write(text)
        stream.flush()


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


def _finished(
    diagnostics: Sequence[Diagnostic],
    format: Format = Format.text,
    *,
    strict: bool = False,
    wrote: Sequence[Path] = (),
) -> int:
    """Prints what there is to say, and gives the exit code that says it. `wrote` are the files to be made."""
    from briefing import show
    from briefing.diagnostics import has_errors

    made = () if has_errors(diagnostics) else wrote
    if format is Format.text and len(made) == 1:
        say(f"wrote {made[0]}\n")
    if format is Format.json:
        say(show.json(diagnostics, made))
    elif format is Format.short:
        say(show.short(diagnostics), aside=True)
    else:
        coloured = sys.stderr is not None and sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        say(show.text(diagnostics, colour=coloured), aside=True)
    return int(has_errors(diagnostics) or (strict and bool(diagnostics)))
