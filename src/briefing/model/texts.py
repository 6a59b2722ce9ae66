"""The texts that a block's body holds, whatever its kind."""

from __future__ import annotations

from collections.abc import Iterator

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
