"""Words typed → one call → text printed → exit code: 0 clean, 1 errors found, 2 wrong usage."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import Annotated, NoReturn, Optional

import typer

from briefing import __version__, show
from briefing.diagnostics import Diagnostic, has_errors

app = typer.Typer(
    name="briefing",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Write a topic once, in YAML; get one Word file for each audience.",
    epilog="Start with:  briefing new my-briefings   then, in that folder:  briefing build",
)

Audiences = Annotated[
    Optional[list[str]],  # noqa: UP045 - read by typer at run time
    typer.Option("-a", "--audience", help="Only this audience; may be given several times.", metavar="ID"),
]
Topics = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option("-t", "--topic", help="Only this topic (its file in content/, without .yaml).", metavar="ID"),
]
Where = Annotated[Path, typer.Option("-C", "--project", help="The project's folder.", metavar="FOLDER")]
Strict = Annotated[bool, typer.Option("--strict", help="Take warnings for errors.")]


class Format(str, Enum):
    """How diagnostics are printed."""

    text = "text"
    short = "short"
    json = "json"


class Kind(str, Enum):
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
    epilog="Examples:  briefing build   |   briefing build -a board -a legal   |   briefing build --pdf -o out"
)
def build(
    audience: Audiences = None,
    topic: Topics = None,
    output: Annotated[
        Optional[Path], typer.Option("-o", "--output", help="Where the files go.", metavar="FOLDER")
    ] = None,  # noqa: UP045
    pdf: Annotated[bool, typer.Option("--pdf", help="Make PDFs too (needs LibreOffice).")] = False,
    strict: Strict = False,
    project: Where = Path(),
    format: Shape = Format.text,
) -> None:
    """Build one Word file for each topic and audience."""
    from briefing import pipeline

    outcome = pipeline.build(project, audience or (), topic or (), output, pdf=pdf, strict=strict)
    if outcome.files and format is Format.text:
        typer.echo(_editions(outcome.editions, outcome.diagnostics), nl=False)
    for path in outcome.pdfs:
        typer.echo(f"made {path}")
    _finish(outcome.diagnostics, format, strict)


@app.command(epilog="Examples:  briefing check   |   briefing check --strict --format short")
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
    _finish(outcome.diagnostics, format, strict)


@app.command(epilog="Example:  briefing render letter.docx ada.yaml -o letter-ada.docx")
def render(
    template: Annotated[Path, typer.Argument(help="A Word file with tags.")],
    data: Annotated[Path, typer.Argument(help="YAML or JSON with the values.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.", metavar="FILE")],
    lenient: Annotated[bool, typer.Option("--lenient", help="Print nothing for a missing value.")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Check the whole file before writing it.")] = False,
    format: Shape = Format.text,
) -> None:
    """Render any Word template with any data."""
    from briefing import pipeline

    _finish(pipeline.render_file(template, data, output, lenient=lenient, checked=verify), format)


@app.command(epilog="Example:  briefing fields letter.docx > data.yaml")
def fields(
    template: Annotated[Path, typer.Argument(help="A Word file with tags.")],
    format: Shape = Format.text,
) -> None:
    """Show which values a template needs, as YAML to fill in."""
    from briefing import pipeline

    tree, diagnostics = pipeline.fields(template)
    typer.echo("".join(show.skeleton(tree)), nl=False)
    _finish(diagnostics, format)


@app.command(epilog="Example:  briefing new my-briefings && cd my-briefings && briefing build")
def new(folder: Annotated[Path, typer.Argument(help="The folder to make.")]) -> None:
    """Start a project: a topic, its audiences and three templates to change."""
    from briefing import starter

    files, diagnostics = starter.new_project(folder)
    for path in files:
        typer.echo(f"wrote {path}")
    if files:
        typer.echo(f"now:  cd {folder} && briefing build")
    _finish(diagnostics)


@app.command(epilog="Example:  briefing template briefing --brand brand.yaml -o templates/briefing.docx")
def template(
    kind: Annotated[Kind, typer.Argument(help="Which starter template.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.", metavar="FILE")],
    brand: Annotated[
        Optional[Path], typer.Option("--brand", help="YAML with colours, fonts and logo.", metavar="FILE")
    ] = None,  # noqa: UP045
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Make a starter template in your colours, fonts and logo, to open in Word and change."""
    from briefing import pipeline

    _finish(pipeline.make_template(kind.value, brand, output, force=force))


def _editions(editions: Iterable[object], diagnostics: Iterable[Diagnostic]) -> str:
    from briefing import pipeline

    return show.table(
        pipeline.summary(editions, diagnostics), ("audience", "file", "words", "sections", "left out", "warnings")
    )  # type: ignore[arg-type]


def _finish(diagnostics: tuple[Diagnostic, ...], format: Format = Format.text, strict: bool = False) -> NoReturn:
    """Prints what there is to say, and ends with the exit code that says it."""
    if format is Format.json:
        typer.echo(show.json(diagnostics), nl=False)
    elif format is Format.short:
        typer.echo(show.short(diagnostics), nl=False, err=True)
    else:
        coloured = sys.stderr.isatty() and "NO_COLOR" not in os.environ
        typer.echo(show.text(diagnostics, colour=coloured), nl=False, err=True)
    raise typer.Exit(int(has_errors(diagnostics) or (strict and bool(diagnostics))))


def main() -> None:
    """The command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
