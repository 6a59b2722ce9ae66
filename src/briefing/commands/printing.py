"""What commands print: to standard output what was asked for, to standard error what is wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.diagnostics import Diagnostic
    from briefing.pipeline import Progress

MOST = 100
"""Diagnostics shown, unless another number is asked for."""


FEW = 3
"""Topics that are looked at before anybody wonders."""


class Format(StrEnum):
    """How diagnostics are printed."""

    text = "text"
    short = "short"
    json = "json"
    sarif = "sarif"
    github = "github"


def say(text: str, *, aside: bool = False) -> None:
    """Prints, to standard error if `aside`; nowhere if that is closed. Raises OSError where it is full, say."""
    stream = sys.stderr if aside else sys.stdout
    if stream is None:
        return
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:  # who read it went away, and wants to hear no more
        raise
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, "standard error" if aside else "standard output") from None


def say_of(done: str, path: Path) -> None:
    """`wrote out.docx`: what was done with a file, whose name may be anything."""
    say(f"{done} {printable(path)}\n")


def printable(path: Path) -> str:
    """The name of a file or folder as a terminal may show it."""
    name = str(path)
    if name.isascii() and name.isprintable():
        return name
    from briefing import show

    return show.visible(name)


def coloured(*, aside: bool = False) -> bool:
    """Whether colours reach a person: a terminal that knows them, and no wish for none (https://no-color.org)."""
    stream = sys.stderr if aside else sys.stdout
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return stream is not None and stream.isatty() and wanted


def progress(doing: str) -> Progress | None:
    """Tells how far a run is, on one line that goes when it ends: to a person, and only of more than FEW topics."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return None

    def tell(done: int, total: int, name: str) -> None:
        if total > FEW:
            line = f"{doing} {done + 1} of {total}: {name}"[:78] if done < total else ""
            say(f"\r\x1b[K{line}", aside=True)

    return tell


def finished(
    diagnostics: Sequence[Diagnostic],
    format: Format = Format.text,
    *,
    strict: bool = False,
    wrote: Sequence[Path] = (),
    most: int = MOST,
) -> int:
    """Prints what there is to say, and gives the exit code that says it. `wrote` are the files to be made; of what is
    for people, `most` are shown, 0 for all."""
    from briefing.diagnostics import has_errors

    made = () if has_errors(diagnostics) else wrote
    if format is Format.text and len(made) == 1:
        say_of("wrote", made[0])
    if not diagnostics and format in (Format.text, Format.short):
        return 0
    from briefing import __version__, show

    match format:
        case Format.json:
            say(show.json(diagnostics, made))
        case Format.sarif:
            say(show.sarif(diagnostics, __version__))
        case Format.github:
            say(show.github(diagnostics))
        case Format.short:
            say(show.short(diagnostics, most=most), aside=True)
        case Format.text:
            say(show.text(diagnostics, colour=coloured(aside=True), most=most), aside=True)
    return int(has_errors(diagnostics) or (strict and bool(diagnostics)))
