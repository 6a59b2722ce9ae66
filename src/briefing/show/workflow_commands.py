"""Diagnostics as commands to GitHub's runner: `::error file=…,line=…,title=…::message`, one on a line.

What the runner reads is in its own source, ActionCommand.cs (escapes) and ActionCommandManager.cs (lines and columns).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.codes import CODES
from briefing.diagnostics import Diagnostic, Place, Span, in_order
from briefing.show import places
from briefing.show.columns import cut, visible

_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def commands(diagnostics: Iterable[Diagnostic]) -> str:
    """A command for each, in order of file and position."""
    return "".join(_command(diagnostic) + "\n" for diagnostic in in_order(diagnostics))


def _command(diagnostic: Diagnostic) -> str:
    title = f"{diagnostic.code} {CODES[diagnostic.code].title}"
    properties = {**_file(diagnostic.where), "title": title}
    written = ",".join(f"{name}={visible(str(value).translate(_IN_PROPERTY))}" for name, value in properties.items())
    message = visible("\n".join(map(cut, _lines(diagnostic))).translate(_IN_MESSAGE))
    return f"::{diagnostic.severity} {written}::{message}"


def _file(where: Span | Place | None) -> dict[str, str | int]:
    """The file, and the lines and columns of a stretch of it. Word has no lines."""
    if where is None or not where.path:
        return {}
    file: dict[str, str | int] = {"file": where.path.replace("\\", "/")}
    if isinstance(where, Place) or where == Span(where.path):
        return file
    if where.end_line > where.line:  # the runner drops columns then
        return {**file, "line": where.line, "endLine": where.end_line}
    ends = where.end_line == where.line and where.end_column >= where.column
    end = {"endColumn": where.end_column} if ends else {}
    return {**file, "line": where.line, "endLine": where.line, "col": where.column, **end}


def _lines(diagnostic: Diagnostic) -> Iterator[str]:
    yield diagnostic.message
    if isinstance(diagnostic.where, Place) and (words := places.described(diagnostic.where)):
        yield f"in {words}"
    for related in diagnostic.related:
        yield f"{places.address(related.where)}: {related.message}"
    for hint in diagnostic.hints:
        yield f"hint: {hint}"
