"""Options and arguments that several commands have."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer

from briefing.commands.asking import Plain
from briefing.commands.printing import Format

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
Files = Annotated[list[Path], typer.Argument(help="Word files, or folders with some.", metavar="FILE…")]
OutputFile = Annotated[Path, typer.Option("-o", "--output", help="The file to write.", metavar="FILE")]


Shape = Annotated[Format, typer.Option("--format", help="How to print what is wrong.")]
Answering = Annotated[Plain, typer.Option("--format", help="How to print the answer.")]
Today = Annotated[
    datetime.datetime | None,
    typer.Option("--today", formats=["%Y-%m-%d"], help="Tell of facts past their review by this day.", metavar="DATE"),
]
Most = Annotated[int, typer.Option("--most", min=0, help="How many faults to show; 0 shows all.", metavar="N")]
Limit = Annotated[
    list[str] | None,
    typer.Option(
        "--limit", help="Another limit than the usual one: seconds=60, memory=4GiB, unpacked=1GiB.", metavar="NAME=N"
    ),
]


ForEach = Annotated[
    Path | None,
    typer.Option(
        "--for-each", help="A copy for each row of this CSV file; tags name {{ recipient.COLUMN }}.", metavar="CSV"
    ),
]
Name = Annotated[
    str,
    typer.Option("--name", help="What copies are called: '{topic}-{audience}-{row}', or columns.", metavar="PATTERN"),
]
