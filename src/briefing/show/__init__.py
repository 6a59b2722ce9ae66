"""Diagnostics → text for a terminal, one line each, JSON, SARIF, or annotations on GitHub; and plain tables, lines and
JSON of anything else. Nothing here writes anywhere.

What programs read is imported when it is asked for: most starts print nothing, and start-up is a feature.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefing.diagnostics import Diagnostic
from briefing.show.columns import one_line, table, visible, width
from briefing.show.places import described, spot
from briefing.show.quotes import WIDEST_EXCERPT, LineReader, line_of_file
from briefing.show.terminal import count, short, text

__all__ = [
    "WIDEST_EXCERPT",
    "LineReader",
    "as_json",
    "count",
    "described",
    "github",
    "json",
    "line_of_file",
    "lines",
    "one_line",
    "sarif",
    "short",
    "spot",
    "table",
    "text",
    "visible",
    "width",
]


def lines(of: Iterable[str]) -> str:
    """Lines of an answer as a terminal shows them."""
    return "".join(f"{visible(line)}\n" for line in of)


def as_json(document: object) -> str:
    """Any document in JSON, without what a terminal would take for an order."""
    from briefing.show import json_document

    return json_document.written(document)


def json(diagnostics: Iterable[Diagnostic], files: Iterable[object] = ()) -> str:
    """One JSON document: `{"diagnostics": [{code, severity, message, where, hints, related}, …], "errors": n,
    "warnings": n, "files": […]}`; `where` has the fields of a Span or of a Place, or is null; `files` were written."""
    from briefing.show import json_document

    return json_document.document(diagnostics, files)


def sarif(diagnostics: Iterable[Diagnostic], version: str) -> str:
    """A log in SARIF 2.1.0, of one run of this program in its `version`. The same diagnostics give the same bytes.

    A diagnostic without a place is a result without location, which SARIF allows (3.27.12). GitHub's code scanning
    refuses a log that has one.
    """
    from briefing.show import sarif_log

    return sarif_log.log(diagnostics, version)


def github(diagnostics: Iterable[Diagnostic]) -> str:
    """Commands to GitHub's runner, a line each, that annotate the files of a pull request. GitHub shows ten errors and
    ten warnings of a step."""
    from briefing.show import workflow_commands

    return workflow_commands.commands(diagnostics)
