"""Words typed → one call → text printed → exit code: 0 clean, 1 errors found, 2 wrong usage."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from briefing import __version__

if TYPE_CHECKING:
    from briefing.diagnostics import Diagnostic
    from briefing.pipeline import Edition


def _examples(*lines: str) -> str:
    """An epilog that keeps its lines: `\\b` tells the formatter so."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


app = typer.Typer(
    name="briefing",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Write a topic once, in YAML; get one Word file for each audience.",
    epilog=_examples("briefing new my-briefings", "cd my-briefings", "briefing build"),
)

Audiences = Annotated[
    list[str] | None, typer.Option("-a", "--audience", help="Only this audience; may be repeated.", metavar="ID")
]
Topics = Annotated[
    list[str] | None,
    typer.Option("-t", "--topic", help="Only this topic: its file in content/, without .yaml.", metavar="ID"),
]
Where = Annotated[Path, typer.Option("-C", "--project", help="The project's folder.", metavar="FOLDER")]
Strict = Annotated[bool, typer.Option("--strict", help="Take warnings for errors.")]
TemplateFile = Annotated[Path, typer.Argument(help="A Word file with tags.", metavar="TEMPLATE")]
OutputFile = Annotated[Path, typer.Option("-o", "--output", help="The file to write.", metavar="FILE")]


class Format(StrEnum):
    """How diagnostics are printed."""

    text = "text"
    short = "short"
    json = "json"


class Kind(StrEnum):
    """The starter templates."""

    one_page = "one_page"
    briefing = "briefing"
    memo = "memo"


Shape = Annotated[Format, typer.Option("--format", help="How to print what is wrong.")]


@app.callback(invoke_without_command=True)
def top(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """The options that stand before a command."""
    if version:
        typer.echo(f"briefing {__version__}")
        raise typer.Exit


@app.command(
    epilog=_examples(
        "briefing build                     every topic for every audience, into build/",
        "briefing build -a board -a legal   for these two",
        "briefing build -o out --pdf        into another folder, and PDFs too",
    )
)
def build(
    audience: Audiences = None,
    topic: Topics = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Where the files go.", metavar="FOLDER")] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="Make PDFs too (needs LibreOffice).")] = False,
    strict: Strict = False,
    project: Where = Path(),
    format: Shape = Format.text,
) -> None:
    """Build one Word file for each topic and audience: all of them, or none if anything is wrong."""
    from briefing import pipeline
    from briefing.diagnostics import has_errors

    outcome = pipeline.build(project, audience or (), topic or (), output, pdf=pdf, strict=strict)
    if outcome.files and format is Format.text:
        typer.echo(_table(outcome.editions), nl=False)
        for path in outcome.pdfs:
            typer.echo(f"made {path}")
    if format is not Format.json and not outcome.files and not has_errors(outcome.diagnostics):
        typer.echo("nothing was written: --strict takes warnings for errors", err=True)
    wrote = (*outcome.files, *outcome.pdfs) if format is Format.json else ()  # else the table has said it
    _finish(outcome.diagnostics, format, strict=strict, wrote=wrote)


@app.command(
    epilog=_examples(
        "briefing check                          every topic for every audience",
        "briefing check -a board --strict        warnings count as errors",
        "briefing check --format json            for programs",
    )
)
def check(
    audience: Audiences = None,
    topic: Topics = None,
    strict: Strict = False,
    project: Where = Path(),
    format: Shape = Format.text,
) -> None:
    """Say everything that is wrong, and where; write nothing."""
    from briefing import pipeline

    outcome = pipeline.check(project, audience or (), topic or ())
    if not outcome.diagnostics and format is Format.text:
        editions = len(outcome.editions)
        typer.echo(f"no faults in {editions} edition{'s' * (editions != 1)}")
    _finish(outcome.diagnostics, format, strict=strict)


@app.command(
    epilog=_examples(
        "briefing render letter.docx ada.yaml -o ada.docx",
        "briefing render letter.docx ada.json -o ada.docx --language de",
        "briefing render old.docx ada.yaml -o ada.docx --lenient",
    )
)
def render(
    template: TemplateFile,
    data: Annotated[Path, typer.Argument(help="YAML or JSON with the values.", metavar="DATA")],
    output: OutputFile,
    language: Annotated[
        str, typer.Option("--language", help="The language of dates and numbers.", metavar="TAG")
    ] = "en-GB",
    lenient: Annotated[bool, typer.Option("--lenient", help="Print nothing for a missing value.")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Check the whole file before writing it.")] = False,
    format: Shape = Format.text,
) -> None:
    """Render any Word template with any data."""
    from briefing import merging

    found = merging.render_file(template, data, output, tongue=language, lenient=lenient, checked=verify)
    _finish(found, format, wrote=(output,))


@app.command(
    epilog=_examples(
        "briefing fields letter.docx",
        "briefing fields letter.docx > ada.yaml   then fill it in, and:",
        "briefing render letter.docx ada.yaml -o ada.docx",
    )
)
def fields(template: TemplateFile, format: Shape = Format.text) -> None:
    """Show which values a template needs, as YAML to fill in."""
    from briefing import merging

    skeleton, diagnostics = merging.fields(template)
    if format is not Format.json:
        typer.echo(skeleton, nl=False)
    _finish(diagnostics, format)


@app.command(epilog=_examples("briefing new my-briefings", "cd my-briefings", "briefing build"))
def new(folder: Annotated[Path, typer.Argument(help="The folder to make.", metavar="FOLDER")]) -> None:
    """Start a project: a topic, its audiences and three templates."""
    from briefing import starter

    files, diagnostics = starter.new_project(folder)
    for path in files:
        typer.echo(f"wrote {path}")
    if files:
        typer.echo(f"now:  cd {folder}  and  briefing build")
    _finish(diagnostics)


@app.command(
    epilog=_examples(
        "briefing template memo -o templates/memo.docx",
        "briefing template briefing --brand brand.yaml -o templates/briefing.docx",
        "briefing template one_page --brand brand.yaml -o templates/one_page.docx --force",
    )
)
def template(
    kind: Annotated[Kind, typer.Argument(help="Which starter template.")],
    output: OutputFile,
    brand: Annotated[
        Path | None, typer.Option("--brand", help="YAML with colours, fonts and logo.", metavar="FILE")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Make a starter template in your colours and fonts."""
    from briefing import merging

    _finish(merging.make_template(kind.value, brand, output, force=force), wrote=(output,))


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


def _finish(
    diagnostics: Sequence[Diagnostic],
    format: Format = Format.text,
    *,
    strict: bool = False,
    wrote: Sequence[Path] = (),
) -> NoReturn:
    """Prints what there is to say, and ends with the exit code that says it. `wrote` are the files to be made."""
    from briefing import show
    from briefing.diagnostics import has_errors

    made = () if has_errors(diagnostics) else wrote
    if format is Format.text and len(made) == 1:
        typer.echo(f"wrote {made[0]}")
    if format is Format.json:
        typer.echo(show.json(diagnostics, made), nl=False)
    elif format is Format.short:
        typer.echo(show.short(diagnostics), nl=False, err=True)
    else:
        coloured = sys.stderr is not None and sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        typer.echo(show.text(diagnostics, colour=coloured), nl=False, err=True)
    raise typer.Exit(int(has_errors(diagnostics) or (strict and bool(diagnostics))))


def main() -> None:
    """The command. Typer ends it: with 130 on Ctrl-C, with 1 where what it prints to was closed."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    _keep_only(sys.argv[1:2])
    app()


def _keep_only(typed: list[str]) -> None:
    """Leaves the other commands out if one of them is typed first: Typer takes a millisecond to make each."""
    named = [one for one in app.registered_commands if one.callback is not None and [one.callback.__name__] == typed]
    if named:
        app.registered_commands[:] = named
