"""The texts that a block's body holds, whatever its kind, and what they name."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from briefing.later import regex
from briefing.model.content import (
    Body,
    CalloutBody,
    ChartBody,
    FigureBody,
    PointsBody,
    QaBody,
    QuoteBody,
    TableBody,
    Text,
    TextBody,
    TimelineBody,
)

_FACT_ALONE = regex(r"\s*\{\{\s*facts\.(\w+)\s*\}\}\s*")
_FACT = regex(r"""\bfacts(?:\.|\[['"])([A-Za-z_]\w*)""")


def facts_named(text: str) -> list[str]:
    """The ids of the facts that the expressions of a text name."""
    return _FACT.findall(text) if "facts" in text else []


def fact_alone(cell: Text | str) -> str:
    """The id of the fact that a cell names and nothing beside it, `{{ facts.id }}`; empty for any other cell."""
    found = _FACT_ALONE.fullmatch(cell.source) if isinstance(cell, Text) else None
    return found[1] if found else ""


def beside(file: str, path: str) -> str:
    """A path typed in a file, from where the file itself is named from."""
    return posixpath.join(posixpath.dirname(file), path)


def texts_of(body: Body) -> Iterator[Text]:
    """The texts that somebody wrote for it, in the order of reading; no quotation, which is somebody else's words, and
    no cells of a CSV file."""
    match body:
        case TextBody(text=text):
            yield text
        case PointsBody(points=points):
            yield from points
        case QaBody(pairs=pairs):
            for pair in pairs:
                yield from pair
        case CalloutBody(body=inner):
            yield from texts_of(inner)
        case TableBody(columns=columns, rows=rows, caption=caption):
            yield from (column.title for column in columns)
            yield from _cells(rows)
            yield from _maybe(caption)
        case ChartBody(columns=columns, title=title, caption=caption):
            yield from _maybe(title)
            yield from columns
            yield from _maybe(caption)
        case FigureBody(caption=caption):
            yield from _maybe(caption)
        case QuoteBody() | TimelineBody():
            pass


def _cells(rows: object) -> Iterator[Text]:
    if isinstance(rows, tuple):  # else they are read from a file, row by row
        for row in rows:
            yield from (cell for cell in row if isinstance(cell, Text))


def _maybe(text: Text | None) -> Iterator[Text]:
    if text is not None:
        yield text
