"""Words typed → one call of `commands`, by Typer, and what it says of words that are wrong (exit code 2)."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from briefing import __version__, commands
from briefing.commands import Format, View


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
Layout = Annotated[
    bool, typer.Option("--layout", help="Fill in page numbers of contents and references (needs LibreOffice).")
]
TemplateFile = Annotated[Path, typer.Argument(help="A Word file with tags.", metavar="TEMPLATE")]
OutputFile = Annotated[Path, typer.Option("-o", "--output", help="The file to write.", metavar="FILE")]


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
    layout: Layout = False,
    strict: Strict = False,
    project: Where = Path(),
    format: Shape = Format.text,
) -> None:
    """Build one Word file for each topic and audience: all of them, or none if anything is wrong."""
    raise typer.Exit(commands.build(audience, topic, output, pdf, layout, strict, project, format))


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
    raise typer.Exit(commands.check(audience, topic, strict, project, format))


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
    keep_macros: Annotated[
        bool, typer.Option("--keep-macros", help="Keep the template's macros; the output is a .docm.")
    ] = False,
    layout: Layout = False,
    format: Shape = Format.text,
) -> None:
    """Render any Word template with any data."""
    raise typer.Exit(commands.render(template, data, output, language, lenient, verify, keep_macros, layout, format))


@app.command(
    epilog=_examples(
        "briefing fields letter.docx > ada.yaml                            then fill it in, and render",
        "briefing fields letter.docx --format tree                         which tags use what, and where",
        "briefing fields letter.docx --format schema > letter.schema.json   for editors that check YAML",
    )
)
def fields(
    template: TemplateFile,
    format: Annotated[
        View, typer.Option("--format", help="YAML to fill in, a tree to read, or a JSON Schema.")
    ] = View.yaml,
) -> None:
    """Show which values a template needs."""
    raise typer.Exit(commands.fields(template, format))


@app.command(epilog=_examples("briefing new my-briefings", "cd my-briefings", "briefing build"))
def new(folder: Annotated[Path, typer.Argument(help="The folder to make.", metavar="FOLDER")]) -> None:
    """Start a project: a topic, its audiences and three templates."""
    raise typer.Exit(commands.new(folder))


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
    raise typer.Exit(commands.template(kind.value, output, brand, force))


def main() -> None:
    """Does what was typed, and ends the process: with 130 on Ctrl-C, with 1 where what it prints to was closed."""
    app()
