"""Words typed → one call of `commands`, by Typer, and what it says of words that are wrong (exit code 2)."""

from __future__ import annotations

import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from briefing import __version__, commands, limits
from briefing.cli.options import (
    Answering,
    Audiences,
    Files,
    ForEach,
    Layout,
    Limit,
    Most,
    Name,
    OutputFile,
    Shape,
    Strict,
    TemplateFile,
    Today,
    Topics,
    Where,
)
from briefing.commands import View, asking, copying, inspecting
from briefing.commands.asking import Page, Plain, Schema
from briefing.commands.printing import MOST, Format


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


class Kind(StrEnum):
    """The starter templates."""

    one_page = "one_page"
    briefing = "briefing"
    memo = "memo"


@app.callback(invoke_without_command=True)
def top(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """The options that stand before a command."""
    if version:
        typer.echo(f"briefing {__version__}")
        raise typer.Exit


@app.command(
    epilog=_examples(
        "briefing build                     every topic for every audience, into build/",
        "briefing build -a board --pdf      for one, and a PDF, too",
        "briefing build --for-each clients.csv --name '{topic}-{name}'   a copy for each row",
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
    today: Today = None,
    most: Most = MOST,
    limit: Limit = None,
    for_each: ForEach = None,
    name: Name = "",
    jobs: Annotated[
        int, typer.Option("--jobs", min=0, help="Processes that make copies; 0 for one on each core.", metavar="N")
    ] = 0,
    resume: Annotated[bool, typer.Option("--resume", help="Make only copies that are not there yet.")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Check each copy, not only the first of each kind.")] = False,
) -> None:
    """Build one Word file for each topic and audience: all of them, or none if anything is wrong. With --for-each, one
    for each row."""
    _check_copies(for_each, {"--name": bool(name), "--jobs": bool(jobs), "--resume": resume, "--verify": verify})
    with limits.granted(_limits(limit)):
        if for_each is None:
            done = commands.build(audience, topic, output, pdf, layout, strict, project, format, _day(today), most)
        else:
            _check_each({"--pdf": pdf, "--layout": layout, "--strict": strict, "--today": today is not None}, audience)
            done = copying.build(
                *(for_each, (audience or [""])[0], topic or (), output, project, name),
                *(jobs, resume, verify, format, most),
            )
    raise typer.Exit(done)


@app.command(
    epilog=_examples(
        "briefing check                          every topic for every audience",
        "briefing check -a board --strict        warnings count as errors",
        "briefing check --annotate faults        and copies of templates with comments",
    )
)
def check(
    audience: Audiences = None,
    topic: Topics = None,
    strict: Strict = False,
    project: Where = Path(),
    format: Shape = Format.text,
    today: Today = None,
    most: Most = MOST,
    annotate: Annotated[
        Path | None,
        typer.Option("--annotate", help="Write templates with comments at their faults here.", metavar="FOLDER"),
    ] = None,
    limit: Limit = None,
    for_each: ForEach = None,
    name: Name = "",
) -> None:
    """Say everything that is wrong, and where; write nothing."""
    _check_copies(for_each, {"--name": bool(name)})
    with limits.granted(_limits(limit)):
        if for_each is None:
            done = commands.check(audience, topic, strict, project, format, _day(today), most, annotate)
        else:
            _check_each(
                {"--strict": strict, "--annotate": annotate is not None, "--today": today is not None}, audience
            )
            done = copying.check(for_each, (audience or [""])[0], topic or (), project, name, format, most)
    raise typer.Exit(done)


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
    keep_external: Annotated[
        bool, typer.Option("--keep-external", help="Keep what the template fetches from elsewhere when it is opened.")
    ] = False,
    scrub: Annotated[
        bool, typer.Option("--scrub", help="Take away what tells of the template's author, as `build` does.")
    ] = False,
    layout: Layout = False,
    format: Shape = Format.text,
    limit: Limit = None,
) -> None:
    """Render any Word template with any data."""
    with limits.granted(_limits(limit)):
        done = commands.render(
            *(template, data, output, language, lenient, verify, keep_macros, keep_external, scrub, layout, format)
        )
    raise typer.Exit(done)


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
    limit: Limit = None,
) -> None:
    """Show which values a template needs."""
    with limits.granted(_limits(limit)):
        done = commands.fields(template, format)
    raise typer.Exit(done)


@app.command(
    epilog=_examples(
        "briefing verify build/paper-board.docx      one file",
        "briefing verify build                       all Word files in a folder",
    )
)
def verify(
    file: Files,
    strict: Strict = False,
    project: Where = Path(),
    format: Shape = Format.text,
    most: Most = MOST,
    limit: Limit = None,
) -> None:
    """Say whether Word files are sound: whether Word opens them, and loses nothing."""
    with limits.granted(_limits(limit)):
        done = inspecting.verify(file, strict, project, format, most)
    raise typer.Exit(done)


@app.command(epilog=_examples("briefing identify build/paper-board.docx", "briefing identify build --format json"))
def identify(file: Files, project: Where = Path(), format: Answering = Plain.text) -> None:
    """Tell which topic, version, audience and template made a file, and whether it is still current."""
    raise typer.Exit(inspecting.identify(file, project, format))


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


@app.command(epilog=_examples("briefing explain T310", "briefing explain all            a list of all codes"))
def explain(code: Annotated[str, typer.Argument(help="A code, a letter, or `all`.", metavar="CODE")]) -> None:
    """Explain what a code means, with an example of what is wrong and what is right."""
    raise typer.Exit(asking.explain(code))


@app.command(
    epilog=_examples(
        "briefing matrix                            a table to read",
        "briefing matrix -o coverage.html           a page to hand round",
        "briefing matrix -a board --format json     for programs",
    )
)
def matrix(
    audience: Audiences = None,
    topic: Topics = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file to write.", metavar="FILE")] = None,
    project: Where = Path(),
    format: Annotated[Page, typer.Option("--format", help="A table, a page of HTML, or JSON.")] = Page.text,
) -> None:
    """Show which block reaches whom, in whose words, and what is left out."""
    raise typer.Exit(asking.matrix(audience, topic, output, project, format))


@app.command(
    epilog=_examples("briefing why getty -a legal", "briefing why disputes            a section, for all readers")
)
def why(
    block: Annotated[str, typer.Argument(help="The id of a block or section.", metavar="BLOCK")],
    audience: Audiences = None,
    topic: Topics = None,
    project: Where = Path(),
    format: Answering = Plain.text,
) -> None:
    """Tell, step by step, why an audience gets a block or does not."""
    raise typer.Exit(asking.why(block, audience, topic, project, format))


@app.command(epilog=_examples("briefing facts", "briefing facts --used-in"))
def facts(
    used_in: Annotated[
        bool, typer.Option("--used-in", help="Show where each is used, and by whom it is read.")
    ] = False,
    audience: Audiences = None,
    topic: Topics = None,
    project: Where = Path(),
    format: Answering = Plain.text,
) -> None:
    """List all facts, with their sources."""
    raise typer.Exit(asking.facts(used_in, audience, topic, project, format))


@app.command(epilog=_examples("briefing impact drum_2023", "briefing impact first_partnered -a board"))
def impact(
    id: Annotated[str, typer.Argument(help="The id of a source or fact.", metavar="ID")],
    audience: Audiences = None,
    topic: Topics = None,
    project: Where = Path(),
    format: Answering = Plain.text,
) -> None:
    """Show which blocks and editions stand on a source or a fact."""
    raise typer.Exit(asking.impact(id, audience, topic, project, format))


@app.command(
    epilog=_examples(
        "briefing accept getty -a legal               the variant says what the default says",
        "briefing accept sections.disputes.title      all variants of a title",
        "briefing accept --all                        all there are",
    )
)
def accept(
    name: Annotated[
        str, typer.Argument(help="A block's id, or a title or claim as tags name it.", metavar="NAME")
    ] = "",
    audience: Audiences = None,
    topic: Topics = None,
    all: Annotated[bool, typer.Option("--all", help="All variants.")] = False,
    project: Where = Path(),
) -> None:
    """Note in briefing.lock that you have looked at variants, and that they say what their default says."""
    if bool(name) == all:
        raise typer.BadParameter("name a block, or say --all", param_hint="NAME")
    raise typer.Exit(asking.accept(name, audience, topic, project))


@app.command(
    epilog=_examples("briefing schema --write              into .briefing/", "briefing schema topic > t.schema.json")
)
def schema(
    kind: Annotated[Schema | None, typer.Argument(help="Which kind of file.")] = None,
    write: Annotated[bool, typer.Option("--write", help="Write those of the project into .briefing/.")] = False,
    project: Where = Path(),
) -> None:
    """Give JSON Schemas of what you type, for editors that complete and check YAML."""
    if (kind is None) != write:
        raise typer.BadParameter("name one of topic, audiences, settings, brand, or say --write", param_hint="KIND")
    raise typer.Exit(asking.schema(kind, write, project))


def _check_copies(for_each: Path | None, given: dict[str, bool]) -> None:
    """Wrong usage for options of copies where there are none."""
    if for_each is None and (named := next((name for name, is_given in given.items() if is_given), "")):
        raise typer.BadParameter("it is for copies: say --for-each FILE.csv, too", param_hint=named)


def _check_each(given: dict[str, bool], audience: list[str] | None) -> None:
    """Wrong usage for options that copies do not have."""
    if named := next((name for name, is_given in given.items() if is_given), ""):
        raise typer.BadParameter("copies (--for-each) do not have it", param_hint=named)
    if audience and len(audience) > 1:
        raise typer.BadParameter("name one, for rows that name none; a column 'audience' names others", param_hint="-a")


def _limits(asked: list[str] | None) -> dict[str, int]:
    """The limits asked for, by name. Wrong usage for what is none."""
    found: dict[str, int] = {}
    for one in asked or ():
        name, _, value = one.partition("=")
        number = limits.typed(name, value)
        if number is None:
            known = ", ".join(limits.Limits._fields)
            raise typer.BadParameter(
                f"'{one}' is no limit. Name one of {known}, and a number: seconds=60", param_hint="--limit"
            )
        found[name] = number
    return found


def _day(typed: datetime.datetime | None) -> datetime.date | None:
    return typed.date() if typed else None


def main() -> None:
    """Does what was typed, and ends the process: with 130 on Ctrl-C, with 1 where what it prints to was closed."""
    app()
