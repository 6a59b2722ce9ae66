"""What data a chart is drawn from: the ways in which people hold a table of numbers, made one.

- columns and rows, as in a table block: `{columns: [Quarter, North, South], rows: [[Q1, 3, 4], …]}`, or the rows alone
- series by name: `{categories: [Q1, Q2], series: {North: [3, 5], South: [4, 6]}}`, or with the words that other
  libraries have for it: `labels` and `datasets`, `label` and `data`, `categories: {names: …}`
- records: `[{quarter: Q1, north: 3, south: 4}, …]`
- one number for each name: `{North: 3, South: 4}`
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import zip_longest
from typing import Any

from jinja2.runtime import Undefined

from briefing.model.amounts import Money, Percent
from briefing.model.rich import CHART_KINDS, Chart, RichText, Run, Series
from briefing.word.pictures import length
from briefing.word.printable import quoted

MOST_POINTS = 32_000  # of a series, in Excel
MOST_SERIES = 255
_DAY_ZERO = datetime.date(1899, 12, 30)  # how Excel counts days, its leap year 1900 left out
_SERIES = ("series", "datasets", "seriesDatas")
_CATEGORIES = ("categories", "labels")
_SHAPES = "give it columns and rows, categories and series, records, or a number for each name"

Table = tuple[list[Any], list[tuple[str, Sequence[Any]]]]


def chart(
    value: Any,
    kind: str = "",
    *,
    title: str = "",
    alt: str = "",
    caption: str = "",
    by: str = "",
    series: Sequence[str] = (),
    format: str = "",
    width: str = "",
    height: str = "",
) -> Any:
    """The chart that data is drawn as: `kind` is one of CHART_KINDS. Of records, `by` is the field that names the
    categories and `series` are those drawn. `format` is a number format of Excel. Raises ValueError."""
    if value is None or isinstance(value, Undefined):
        return "" if value is None else str(value)
    drawn = charted(value, by, series)
    if not isinstance(drawn, Chart):
        raise ValueError(f"a text is no data for a chart: {_SHAPES}")
    if kind and kind not in CHART_KINDS:
        raise ValueError(f"'{kind}' is no kind of chart; there are {', '.join(CHART_KINDS)}")
    if (kind or drawn.kind) == "pie":
        _check_pie(drawn)
    for typed in filter(None, (width, height)):
        if not length(str(typed)):
            raise ValueError(f'\'{typed}\' is no length: write "4 cm", "40 mm", "1.5 in" or "120 pt"')
    said = drawn._replace(
        kind=kind or drawn.kind,
        title=_text(title) or drawn.title,
        alt=_text(alt) or drawn.alt,
        caption=(Run(_text(caption)),) if caption else drawn.caption,
        format=format or drawn.format,
        width=length(str(width)) or drawn.width,
        height=length(str(height)) or drawn.height,
    )
    return RichText((said,))


def charted(value: Any, by: str = "", series: Sequence[str] = ()) -> Any:
    """The Chart of what is data for one; a text, a number or null is given back as it is. Raises ValueError."""
    if isinstance(value, RichText):
        return value.blocks[0] if len(value.blocks) == 1 and isinstance(value.blocks[0], Chart) else str(value)
    if isinstance(own := getattr(value, "chart", None), Chart):
        return own
    if isinstance(value, Undefined):
        return str(value)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float | Decimal):
        raise ValueError(f"a number is no data for a chart: {_SHAPES}")
    labels, columns = _table(value, by, series)
    if len(labels) > MOST_POINTS or len(columns) > MOST_SERIES:
        raise ValueError(f"a chart draws at most {MOST_POINTS:,} categories of {MOST_SERIES} series")
    if not labels or not columns:
        raise ValueError("there is nothing to draw: the data has no categories or no series")
    for name, values in columns:
        if len(values) > len(labels):
            raise ValueError(f"the series '{name}' has {len(values)} values for {len(labels)} categories")
    drawn = tuple(Series(name, tuple(number(one, name) for one in values)) for name, values in columns)
    return Chart(
        tuple(map(_text, labels)), drawn, title=_titled(value), positions=_positions(labels), format=_format(columns)
    )


def _check_pie(drawn: Chart) -> None:
    """A pie shows the shares of one whole. Raises ValueError."""
    if len(drawn.series) > 1:
        raise ValueError("a pie draws one series, and the data has more: choose one, or take a column chart")
    if any(value is not None and value < 0 for series in drawn.series for value in series.values):
        raise ValueError("a pie cannot draw a number below zero: take a column chart")


charted.takes_missing = True  # type: ignore[attr-defined]  # a chart without its data stays as it was drawn


def _table(value: Any, by: str, series: Sequence[str]) -> Table:
    """The categories, and the values of each series."""
    if isinstance(value, Mapping):
        named = next((name for name in _SERIES if name in value), "")
        if named:
            categories = next((value[name] for name in _CATEGORIES if value.get(name) is not None), ())
            if isinstance(categories, Mapping):
                categories = categories.get("names") or ()
            return list(categories), _named_series(value[named])
        if "rows" in value:
            return _rows(value["rows"], [_text(_title_of(column)) for column in value.get("columns") or ()])
        return list(value), [("", list(value.values()))]
    if not isinstance(value, Iterable):
        raise ValueError(f"this is no data for a chart: {_SHAPES}")
    members = list(value)
    if members and all(isinstance(member, Mapping) for member in members):
        return _records(members, by, series)
    return _rows(members, [])


def _named_series(series: Any) -> list[tuple[str, Sequence[Any]]]:
    """`{North: [3, 5]}`, or `[{name: North, values: [3, 5]}]`."""
    if isinstance(series, Mapping):
        return [(_text(name), list(values)) for name, values in series.items()]
    return [(_text(_first(one, "name", "label")), list(_first(one, "values", "data") or ())) for one in series]


def _first(record: Mapping[str, Any], *names: str) -> Any:
    return next((record[name] for name in names if name in record), None)


def _rows(rows: Iterable[Any], columns: list[str]) -> Table:
    """Rows of a category and its numbers. A row may be short: its numbers are not known."""
    members = [list(row) for row in rows if not isinstance(row, str)]
    labels, *values = zip_longest(*members) if members else [()]
    if columns and len(values) >= len(columns):
        raise ValueError(f"a row has {len(values) + 1} cells for {len(columns)} columns")
    names = [*columns[1:], *[""] * len(values)]
    return list(labels), list(zip(names, values, strict=False))


def _records(records: list[Mapping[str, Any]], by: str, series: Sequence[str]) -> Table:
    """Records: their first field names the category, unless `by` does; the others that hold numbers are drawn."""
    fields = list(dict.fromkeys(name for record in records for name in record))
    key = by or fields[0]
    missing = [name for name in (key, *series) if name not in fields]
    if missing:
        raise ValueError(f"no record has a field '{missing[0]}'; there are {', '.join(fields)}")
    chosen = list(series) or [name for name in fields if name != key and _holds_numbers(records, name)]
    if not chosen:
        raise ValueError(f"the records have no numbers beside '{key}'")
    return [record.get(key) for record in records], [(name, [one.get(name) for one in records]) for name in chosen]


def _holds_numbers(records: list[Mapping[str, Any]], name: str) -> bool:
    try:
        return any(number(record.get(name), name) is not None for record in records)
    except ValueError:
        return False


def number(value: Any, series: str = "") -> float | None:
    """A number of any of our kinds, or typed as a text; None where there is none. Raises ValueError."""
    value = getattr(value, "value", value)
    if isinstance(value, Money | Percent):
        value = value.amount / 100 if isinstance(value, Percent) else value.amount
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        if isinstance(value, bool):
            raise InvalidOperation
        found = float(Decimal(value.strip() if isinstance(value, str) else value))
    except (InvalidOperation, TypeError, ValueError, OverflowError):
        found = math.nan
    if not math.isfinite(found):
        raise ValueError(f"{quoted(value, 40)} is no number that a chart can draw{f', in {series}' if series else ''}")
    return found


def _format(columns: Iterable[tuple[str, Sequence[Any]]]) -> str:
    """The number format that the values ask for: shares print as per cent."""
    values = (getattr(one, "value", one) for _, column in columns for one in column)
    return "0 %" if any(isinstance(one, Percent) for one in values) else ""


def _positions(labels: Sequence[Any]) -> tuple[float, ...]:
    """The categories as numbers, if all are dates or all are numbers."""
    values = [getattr(label, "value", label) for label in labels]
    if values and all(isinstance(value, datetime.date) for value in values):
        return tuple(float((datetime.date(one.year, one.month, one.day) - _DAY_ZERO).days) for one in values)
    if values and all(isinstance(value, int | float | Decimal) and not isinstance(value, bool) for value in values):
        return tuple(map(float, values))
    return ()


def _titled(value: Any) -> str:
    """The title that data brings with it, where its fields are not names of the author's choice."""
    return (
        _text(value.get("title"))
        if isinstance(value, Mapping) and any(name in value for name in (*_SERIES, "rows"))
        else ""
    )


def _title_of(column: Any) -> Any:
    """`North`, or `{title: North}` as in a table block."""
    return column.get("title") if isinstance(column, Mapping) else column


def _text(value: Any) -> str:
    return "" if value is None else str(value)
