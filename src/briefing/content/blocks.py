"""Sections and blocks: one reader per kind of block, in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import get_args

from briefing.content.reading import Fields, Value
from briefing.diagnostics import Diagnostic, Related, Span
from briefing.later import regex
from briefing.model.content import (
    CALLOUT_KINDS,
    Block,
    Body,
    CalloutBody,
    ChartBody,
    Column,
    FigureBody,
    Pair,
    PointsBody,
    QaBody,
    QuoteBody,
    Section,
    TableBody,
    Text,
    TextBody,
    TimelineBody,
    Worded,
)
from briefing.model.record import Items, Record
from briefing.model.rich import CHART_KINDS, MOST_COLUMNS, Alignment

BOTTOM_LINE = "bottom_line"
_OF_A_BLOCK = {key: f"'{key}' belongs to the blocks of the section" for key in ("only", "not", "depth")}
_OF_A_CALLOUT = {"kind": "'kind' belongs in `callout`: {kind: judgement, text: …}"}
_TITLES = "put the titles in brackets: [Year, Sum]"
_ROW = "put the cells in brackets: [2023, 4]"
_ALIGNMENTS: tuple[Alignment, ...] = get_args(Alignment)
_HEAD = "it names the columns; put such a line above it"
_NUMBER = regex(r"\s*[-+$€£¥]?[0-9][0-9.,]*\s?%?\s*")
_LENGTH = regex(r"[0-9]+(?:\.[0-9]+)? ?(?:cm|mm|in|pt)")


def read_section(value: Value) -> Section:
    """A section: id, title and blocks."""
    fields = value.fields("begin it '- id: the_id', with 'title' and 'blocks' below")
    name = fields.must("id").unique_id()
    title = read_worded(fields.must("title"))
    blocks = tuple(read_block(block) for block in fields.must("blocks").members("one '- id: …' for each block"))
    fields.done(elsewhere=_OF_A_BLOCK)
    if fields.lost("id") or fields.lost("blocks") or value.reading.lacks_keys(value.content):
        value.reading.unsound.update(("section", "block", "part"))
    return Section(name, title, blocks, value.span)


def read_block(value: Value) -> Block:
    """A block: id, one kind, and whom it is for."""
    fields = value.fields("begin it '- id: the_id', with its kind below: 'text: …'")
    name = fields.must("id").unique_id()
    title = fields.may("title").maybe_text()
    depth = fields.may("depth").id_of("depth")
    only, excluded = _readers(fields)
    kind, body, variants = _read_kinds(value, fields)
    fields.done(elsewhere=_OF_A_CALLOUT)
    if fields.lost("id") or value.reading.lacks_keys(value.content):
        value.reading.unsound.update(("block", "part"))
    return Block(name, kind, body, title, depth, only, excluded, variants, value.span)


def read_bottom_line(value: Value) -> Block:
    """The point of the paper: a text block whose id is understood."""
    worded = read_worded(value)
    variants = {audience: TextBody(text) for audience, text in worded.variants.items()}
    return Block(BOTTOM_LINE, "text", TextBody(worded.text), variants=variants, span=value.span)


def read_worded(value: Value) -> Worded:
    """A text, or `{text: …, variants: {AUDIENCE: …}}`."""
    if not isinstance(value.content, Record) or "file" in value.content:
        return Worded(value.text())
    fields = value.fields()
    worded = Worded(fields.must("text").text(), fields.may("variants").by_audience(Value.text))
    fields.done()
    return worded


def _readers(fields: Fields) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    only, excluded = fields.may("only"), fields.may("not")
    if only and excluded:
        excluded.fault("C129", "'only' and 'not' cannot stand together", "'only' is a closed list: take 'not' away")
    readers = only.ids_of("audience") if only else None
    if only and only.content == ():
        only.fault("C129", "'only' is empty: the block reaches nobody", "name an audience, or take the block away")
    return readers, excluded.ids_of("audience")


def _read_kinds(value: Value, fields: Fields) -> tuple[str, Body, Mapping[str, Body]]:
    typed = {kind: fields.may(kind) for kind in KINDS}
    given = [key for key in fields.record if typed.get(key)]
    variants = fields.may("variants")
    if not given:
        if value.is_mapping and not fields.misspells(*KINDS):
            value.fault("C128", "this block has no content", f"give it one of: {', '.join(KINDS)}")
        return "text", TextBody(Text("")), {}
    for other in given[1:] if not value.reading.lacks_keys(value.content) else ():
        first = Related("the first", fields.record.key_span(given[0]))
        message = f"a block is of one kind: '{given[0]}' or '{other}'"
        fields.key(other).fault("C128", message, "make two blocks of it", related=(first,))
    read = KINDS[given[0]]
    return given[0], read(fields.may(given[0])), variants.by_audience(lambda variant: _variant(variant, given[0]))


def _variant(value: Value, kind: str) -> Body:
    return KINDS[kind](Value(value.reading, f"'{kind}' for {value.name}", value.content, value.span))


def _read_text(value: Value) -> TextBody:
    return TextBody(value.text())


def _read_points(value: Value) -> PointsBody:
    if not value.is_mapping:
        return PointsBody(tuple(item.text() for item in value.members("one '- ' for each point")))
    fields = value.fields()
    body = PointsBody(tuple(item.text() for item in fields.must("items").members()), fields.may("ordered").flag())
    fields.done()
    return body


def _read_table(value: Value) -> TableBody:
    fields = value.fields("write {columns: [title, …], rows: [[cell, …], …]}")
    columns = tuple(_read_column(column) for column in fields.must("columns").members(_TITLES))
    if len(columns) > MOST_COLUMNS:
        message = f"the table has {len(columns)} columns, and Word takes {MOST_COLUMNS}"
        fields.may("columns").fault("C127", message, "make two tables of it, or turn its rows into columns")
    rows = _read_rows(fields.must("rows"), [column.title for column in columns])
    body = TableBody(columns, rows, fields.may("caption").maybe_text())
    fields.done()
    return body


def _read_rows(value: Value, columns: Sequence[Text], *, numbers: bool = False) -> Sequence[tuple[Text | str, ...]]:
    """Rows of cells; `numbers` says that figures are what they are for."""
    if value.is_mapping:
        return _csv_rows(value, columns)
    if value.content == ():
        value.fault("C127", "there are no rows", "add one, or take the block away")
    return tuple(_read_row(row, len(columns), numbers) for row in value.items("a list of rows, or {csv: file.csv}"))


def _read_column(value: Value) -> Column:
    if not value.is_mapping:
        return Column(value.text(may_be_empty=True))
    fields = value.fields()
    title = fields.must("title").text(may_be_empty=True)
    align = fields.may("align").one_of(_ALIGNMENTS, "")
    fields.done()
    return Column(title, align)


def _read_row(value: Value, width: int, numbers: bool) -> tuple[Text, ...]:
    cells = tuple(_read_cell(cell, numbers) for cell in value.items(_ROW))
    if cells and width and len(cells) != width:
        hint = "put a cell that holds a comma in quotes"
        value.fault("C127", f"cells in this row: {len(cells)}; columns of the table: {width}", hint)
    return cells


def _read_cell(value: Value, numbers: bool) -> Text:
    if value.content is None:
        return Text("", value.span)
    return value.text(may_be_empty=True, verbatim=numbers)


def _csv_rows(value: Value, columns: Sequence[Text]) -> Sequence[tuple[str, ...]]:
    """The rows of a CSV file below its first line, which names the columns to whoever edits it."""
    fields = value.fields()
    name = fields.must("csv")
    fields.done()
    path = name.file()
    if path is None:
        return ()
    from briefing.datafile.csv_reader import read_csv

    head, rows, faults = read_csv(path)
    value.reading.faults += faults
    if head and columns and len(head) != len(columns):
        name.fault("C127", f"columns of the file: {len(head)}; columns of the table: {len(columns)}")
    elif head and not rows and not faults:
        name.fault("C127", "the file has a head and no rows", "add rows below its first line")
    elif _is_a_row(head, columns):
        value.reading.faults.append(
            Diagnostic("C148", "the first line of a CSV file is no row", Span(str(path)), (_HEAD,))
        )
    return rows


def _is_a_row(head: Sequence[str], columns: Sequence[Text]) -> bool:
    """Whether the first line of a file looks like data: one of its cells is a number, and none names a column."""
    titles = {title.source.strip().casefold() for title in columns}
    return any(_NUMBER.fullmatch(cell) for cell in head) and not any(cell.strip().casefold() in titles for cell in head)


def _read_chart(value: Value) -> ChartBody:
    fields = value.fields("write {columns: [title, …], rows: [[name, number], …], alt: …}")
    kind = fields.may("kind").one_of(CHART_KINDS, "column")
    columns = tuple(column.text(may_be_empty=True) for column in fields.must("columns").members(_TITLES))
    if columns and len(columns) < 2:
        fields.may("columns").fault("C146", "a chart needs a column of numbers beside its first", "name it here")
    rows = _read_rows(fields.must("rows"), columns, numbers=True)
    alt, title, caption = (
        fields.must("alt").text(),
        fields.may("title").maybe_text(),
        fields.may("caption").maybe_text(),
    )
    width = fields.may("width").matching(_LENGTH, "a length", "a number and cm, mm, in or pt: 12 cm")
    body = ChartBody(kind, columns, rows, alt, title, caption, fields.may("format").line(), width)
    fields.done()
    if isinstance(body.rows, tuple):
        value.reading.charts.append((value, body))
    else:
        _check_numbers(value, body.rows)
    return body


def _check_numbers(value: Value, rows: Sequence[tuple[Text | str, ...]]) -> None:
    """Reports cells of a CSV file that a chart cannot draw. It names no facts, so that there is nothing to wait for."""
    from briefing.datafile.csv_reader import FAULTS_SHOWN, CsvRows
    from briefing.language.charts import number

    faults = []
    for where, row in rows.placed() if isinstance(rows, CsvRows) else ():
        for cell in row[1:]:
            try:
                number(cell)
            except ValueError as fault:
                hint = "each cell but the first of a row is a number, or empty"
                faults.append(Diagnostic("C146", str(fault), where, (hint,)))
    value.reading.faults += faults[:FAULTS_SHOWN]


def _read_timeline(value: Value) -> TimelineBody:
    if value.content == "all":
        return TimelineBody()
    if isinstance(value.content, Items):
        value.reading.timelines.append(value)
    elif not value.is_mapping:
        value.wrong("`all`, or a list of facts", "put them in brackets: [one, another]")
        return TimelineBody()
    return TimelineBody(value.ids_of("fact"))


def _read_quote(value: Value) -> QuoteBody:
    fields = value.fields("write {text: …, by: …, source: source_id}")
    text, by = fields.must("text").text(verbatim=True), fields.may("by").maybe_text()
    source = fields.may("source").id_of("source")
    fields.done()
    return QuoteBody(text, by, source)


def _read_callout(value: Value) -> CalloutBody:
    fields = value.fields("write {kind: note, text: …}")
    kind = fields.must("kind").one_of(CALLOUT_KINDS, "note")
    text, points = fields.may("text"), fields.may("points")
    if value.is_mapping and bool(text) == bool(points) and not fields.misspells("text", "points"):
        value.fault("C128", "a callout has either 'text' or 'points'")
    body = _read_points(points) if points else _read_text(text)
    fields.done()
    return CalloutBody(kind, body)


def _read_qa(value: Value) -> QaBody:
    return QaBody(tuple(_read_pair(pair) for pair in value.members("a list of {q: …, a: …}")))


def _read_pair(value: Value) -> Pair:
    fields = value.fields("write {q: …, a: …}")
    pair = Pair(fields.must("q").text(), fields.must("a").text())
    fields.done()
    return pair


def _read_figure(value: Value) -> Body:
    fields = value.fields("write {file: picture.png, alt: what it shows}")
    picture = fields.must("file")
    is_there = picture.file() is not None
    width = fields.may("width").matching(_LENGTH, "a length", "a number and cm, mm, in or pt: 12 cm")
    body = FigureBody(picture.line(), fields.must("alt").line(), fields.may("caption").maybe_text(), width)
    fields.done()
    return body if is_there else TextBody(Text(""))  # no file is looked at that content may not name


KINDS: dict[str, Callable[[Value], Body]] = {
    "text": _read_text,
    "points": _read_points,
    "table": _read_table,
    "chart": _read_chart,
    "timeline": _read_timeline,
    "quote": _read_quote,
    "callout": _read_callout,
    "qa": _read_qa,
    "figure": _read_figure,
}
