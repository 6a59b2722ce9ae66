"""Blocks as written → blocks as one reader gets them: one function per kind."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

from briefing import locales
from briefing.audience.wording import Cite, Wording, citation
from briefing.diagnostics import Span
from briefing.model.amounts import Month
from briefing.model.brief import BriefBlock, Event, QuestionAndAnswer
from briefing.model.content import (
    Block,
    Body,
    CalloutBody,
    ChartBody,
    Fact,
    FigureBody,
    PointsBody,
    QaBody,
    QuoteBody,
    TableBody,
    Text,
    TextBody,
    TimelineBody,
    Topic,
)
from briefing.model.rich import Block as RichBlock
from briefing.model.rich import (
    Callout,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Listing,
    Paragraph,
    Picture,
    Quotation,
    RichText,
    Run,
    Table,
    plain_lines,
)
from briefing.model.texts import beside, fact_alone

Inlines = tuple[Inline, ...]
Old = TypeVar("Old")
New = TypeVar("New")

DOUBTED = ("disputed", "judgement", "superseded")  # statuses of a fact that a timeline says with a word


def build(block: Block, body: Body, topic: Topic, wording: Wording) -> BriefBlock:
    """A block as the reader comes to it now; its title stands as a heading over its body."""
    title = wording.rich(block.title) if block.title else RichText()
    built = _of_kind(body, topic, wording)
    over = (Heading(1, in_line(title)),) if title else ()
    whole = wording.anchored(block.id, RichText((*over, *built.body.blocks)))
    return built._replace(id=block.id, kind=block.kind, title=title, body=whole, span=_span(body) or block.span)


def events_of(facts: Iterable[Fact], wording: Wording, cite: Cite) -> tuple[Event, ...]:
    """The entries of a timeline, in order of date; facts without a date are passed over. `cite` makes the marks."""
    dated = sorted((date, number, fact) for number, fact in enumerate(facts) if (date := _date_of(fact)))
    return tuple(
        _event(fact, wording, cite, occasion=place == len(dated)) for place, (_, _, fact) in enumerate(dated, start=1)
    )


def in_line(text: RichText) -> Inlines:
    """A text in one line: blocks after the first stand behind a line break, lists and tables without their form."""
    parts: list[Inline] = []
    for block in text.blocks:
        if parts:
            parts.append(LineBreak())
        parts += block.inlines if isinstance(block, Paragraph | Heading) else (Run("\n".join(plain_lines((block,)))),)
    return tuple(parts)


def _of_kind(body: Body, topic: Topic, wording: Wording) -> BriefBlock:
    match body:
        case TextBody(text=text):
            return _block(wording.rich(text))
        case PointsBody():
            return _points(body, wording)
        case TableBody():
            return _table(body, wording)
        case ChartBody():
            return _chart(body, topic, wording)
        case TimelineBody(facts=ids):
            facts = [topic.facts[id] for id in ids if id in topic.facts] if ids else timeline(topic)
            return _timeline(events_of(facts, wording, wording.cited), topic.language)
        case QuoteBody():
            return _quote(body, topic, wording)
        case CalloutBody(kind=kind, body=inner):
            label = locales.word(kind, topic.language)
            within = _of_kind(inner, topic, wording)
            return _block(Callout(kind, label, within.body.blocks), points=within.points, callout=kind, label=label)
        case QaBody():
            return _qa(body, wording)
        case FigureBody():
            return _figure(body, topic, wording)


def timeline(topic: Topic) -> tuple[Fact, ...]:
    """The facts that say `timeline: true`."""
    return tuple(fact for fact in topic.facts.values() if fact.timeline)


def _block(body: RichText | RichBlock, **fields: Any) -> BriefBlock:
    whole = body if isinstance(body, RichText) else RichText((body,))
    return BriefBlock("", "", RichText(), whole)._replace(**fields)


def _points(body: PointsBody, wording: Wording) -> BriefBlock:
    points = tuple(map(wording.rich, body.points))
    return _block(Listing(tuple(point.blocks for point in points), body.ordered), points=points)


def _table(body: TableBody, wording: Wording) -> BriefBlock:
    columns = tuple(wording.rich(column.title) for column in body.columns)
    rows: Sequence[tuple[RichText, ...]]
    if isinstance(body.rows, tuple):
        rows = tuple(tuple(_cell(cell, wording) for cell in _fitted(row, len(columns))) for row in body.rows)
        lines: Sequence[tuple[Inlines, ...]] = tuple(tuple(map(in_line, row)) for row in rows)
    else:
        rows = Mapped(body.rows, lambda row: tuple(_cell(cell, wording) for cell in _fitted(row, len(columns))))
        lines = Mapped(rows, lambda row: tuple(map(in_line, row)))
    caption = in_line(wording.rich(body.caption)) if body.caption else ()
    head = tuple(map(in_line, columns))
    table = Table(head, lines, tuple(column.align for column in body.columns), caption=caption)
    return _block(table, columns=columns, rows=rows)


def _chart(body: ChartBody, topic: Topic, wording: Wording) -> BriefBlock:
    from briefing.language.charts import charted  # few topics have numbers to draw
    from briefing.word.pictures import length

    def value(cell: Text | str) -> object:
        return topic.facts.get(fact_alone(cell), str(_cell(cell, wording)))

    columns = tuple(wording.rich(column) for column in body.columns)
    fitted = (_fitted(row, len(columns)) for row in body.rows if row)
    rows = tuple((str(_cell(row[0], wording)), *map(value, row[1:])) for row in fitted)
    caption = in_line(wording.rich(body.caption)) if body.caption else ()
    title = str(wording.rich(body.title)) if body.title else ""
    try:
        drawn = charted({"columns": tuple(map(str, columns)), "rows": rows})
    except ValueError:  # told where the content was read
        return _block(RichText())
    said = {"alt": str(wording.rich(body.alt)), "format": body.format or drawn.format, "width": length(body.width)}
    chart = drawn._replace(kind=body.kind, title=title, caption=caption, **said)
    return _block(chart, columns=columns, chart=chart)


def _fitted(row: tuple[Text | str, ...], width: int) -> tuple[Text | str, ...]:
    """A row with as many cells as there are columns; that it had others is told where the content was read."""
    return row if len(row) == width or not width else (*row[:width], *("",) * (width - len(row)))


def _cell(cell: Text | str, wording: Wording) -> RichText:
    return RichText.of(cell) if isinstance(cell, str) else wording.rich(cell)


def _timeline(events: tuple[Event, ...], language: str) -> BriefBlock:
    def row(event: Event) -> tuple[Inlines, ...]:
        doubt = (Run(f"{locales.word(event.status, language)}: ", role="callout word"),) if event.status else ()
        return (Run(event.date),), (*doubt, *in_line(event.text))

    return _block(Table((), tuple(map(row, events)), ("", ""), role="timeline"), events=events)


def _event(fact: Fact, wording: Wording, cite: Cite, *, occasion: bool) -> Event:
    claim = in_line(cite(wording.claim(fact) or RichText()))
    text = RichText.of(*claim, *cite(citation(*fact.sources)).inlines)
    return Event(fact.id, wording.value(fact), text, fact.status if fact.status in DOUBTED else "", occasion)


def _date_of(fact: Fact) -> tuple[int, int, int] | None:
    """Its date, to sort by: a month stands before its days, a year before its months."""
    match fact.value:
        case datetime.date() as day:
            return day.year, day.month, day.day
        case Month(year=year, month=month):
            return year, month, 0
        case int() as year if fact.kind == "year":
            return year, 0, 0
    return None


def _quote(body: QuoteBody, topic: Topic, wording: Wording) -> BriefBlock:
    words = _in_quotes(wording.rich(body.text), topic.language)
    by = in_line(wording.rich(body.by)) if body.by else ()
    marks = wording.cited(citation(body.source)).inlines if body.source else ()
    by = (*by, *marks) if by else tuple(mark for mark in marks if mark != Run(locales.NBSP))
    return _block(Quotation(words.blocks, by), by=RichText.of(*by))


def _in_quotes(words: RichText, language: str) -> RichText:
    """Somebody's words of one paragraph between the language's quotation marks, unless they were typed with some."""
    if not words.is_inline or str(words)[:1] in "“„«‘\"'":
        return words
    return RichText.of(locales.word("“", language), *words.inlines, locales.word("”", language))


def _qa(body: QaBody, wording: Wording) -> BriefBlock:
    pairs = tuple(QuestionAndAnswer(wording.rich(pair.question), wording.rich(pair.answer)) for pair in body.pairs)
    blocks = (
        block
        for pair in pairs
        for part, role in ((pair.question, "question"), (pair.answer, "answer"))
        for block in _in_role(part, role)
    )
    return _block(RichText(tuple(blocks)), pairs=pairs)


def _in_role(text: RichText, role: str) -> Iterable[RichBlock]:
    return (block._replace(role=role) if isinstance(block, Paragraph) else block for block in text.blocks)


def _figure(body: FigureBody, topic: Topic, wording: Wording) -> BriefBlock:
    from briefing.word.pictures import length

    picture = Picture(beside(topic.path, body.file), body.alt, length(body.width))
    caption = in_line(wording.rich(body.caption)) if body.caption else ()
    return _block(Figure(picture, caption), picture=picture)


def _span(body: Body) -> Span | None:
    """Where the words of a block stand, for those who measure them."""
    match body:
        case TextBody(text=text) | QuoteBody(text=text) | PointsBody(points=(text, *_)):
            return text.span
        case CalloutBody(body=inner):
            return _span(inner)
    return None


class Mapped(Sequence[New], Generic[Old, New]):
    """Another sequence seen through a function: long data stays where it is."""

    __slots__ = ("_change", "_members")

    def __init__(self, members: Sequence[Old], change: Callable[[Old], New]) -> None:
        self._members = members
        self._change = change

    @overload
    def __getitem__(self, key: int) -> New: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[New]: ...
    def __getitem__(self, key: int | slice) -> New | Sequence[New]:
        if isinstance(key, slice):
            return Mapped(self._members[key], self._change)
        return self._change(self._members[key])

    def __iter__(self) -> Iterator[New]:
        return map(self._change, self._members)

    def __len__(self) -> int:
        return len(self._members)
