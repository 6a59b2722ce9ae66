"""Sections and blocks: one shape per kind of block, in one table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from briefing.model.content import CALLOUT_KINDS
from briefing.model.rich import CHART_KINDS, Alignment
from briefing.schema import shapes
from briefing.schema.ids import Known, one, several
from briefing.schema.shapes import (
    Schema,
    any_of,
    exactly_one,
    flag,
    line,
    listed,
    mapping,
    may,
    must,
    ref,
    snippet,
    words,
)

_LENGTH = shapes.matching(r"[0-9]+(\.[0-9]+)? ?(cm|mm|in|pt)", "A number and cm, mm, in or pt: 12 cm.")
_KINDS: Mapping[str, str] = {
    "text": "Paragraphs, lists, headings, quotes and tables of Markdown.",
    "points": "A list of points, or `{ordered: true, items: […]}` for steps.",
    "table": "A table: its columns, and its rows typed here or in a CSV file.",
    "chart": "A chart: names in the first column, a series of numbers in each other.",
    "timeline": "`all`, which is every fact with `timeline: true`, or a list of facts with dates.",
    "quote": "Somebody's words.",
    "callout": "A box that says with a word what it is.",
    "qa": "Questions and answers.",
    "figure": "A picture from a file.",
}
_STARTS: Mapping[str, object] = {
    "text": "$2",
    "points": ["$2"],
    "table": {"columns": "[$2, $3]", "rows": ["[$4, $5]"]},
    "chart": {"kind": "${2:column}", "columns": "[$3, $4]", "rows": ["[$5, $6]"], "alt": "$7"},
    "timeline": "${2:all}",
    "quote": {"text": "$2", "by": "$3", "source": "$4"},
    "callout": {"kind": "${2:note}", "text": "$3"},
    "qa": [{"q": "$2", "a": "$3"}],
    "figure": {"file": "$2", "alt": "$3"},
}


def sections(known: Known) -> Schema:
    """The list of sections."""
    section = mapping(
        must("id", shapes.new_id(), "The section's id; sections and blocks of a topic share one set of ids."),
        must("title", ref("worded"), "Its heading, or `{text: …, variants: {AUDIENCE: …}}`."),
        must("blocks", listed(_block(known), 1), "What it is made of, in order."),
        snippets=[snippet("section", {"id": "$1", "title": "$2", "blocks": [{"id": "$3", "text": "$4"}]})],
    )
    return listed(section, 1)


def definitions() -> Mapping[str, Schema]:
    """What a block of each kind holds, and its variants as well. That of `text` is what a text is anywhere."""
    return {
        "csv_file": mapping(must("csv", line(), "A CSV file, by its path from this one; its first line is no row.")),
        "points": _points(),
        "table": _table(),
        "chart": _chart(),
        "timeline": any_of({"type": "string", "enum": ["all"]}, several("fact")),
        "quote": _quote(),
        "callout": _callout(),
        "qa": listed(_pair(), 1),
        "figure": _figure(),
    }


def _block(known: Known) -> Schema:
    return mapping(
        must("id", shapes.new_id(), "The block's id; sections and blocks of a topic share one set of ids."),
        *(may(kind, ref(kind), about) for kind, about in _KINDS.items()),
        may("title", ref("text"), "A heading over the block."),
        may("depth", one("depth"), "Readers who stop at a shallower depth do not get it. The first depth unless said."),
        may("only", several("audience", 1), "The audiences that get it, and nobody else; and those that extend them."),
        may("not", several("audience"), "The audiences that do not get it, nor those that extend them."),
        may("variants", {"type": "object"}, "The same point in one audience's words, shaped as the block's own value."),
        rules=[
            *exactly_one(*_KINDS, otherwise=f"A block is of one kind: {', '.join(_KINDS)}."),
            shapes.excludes("only", "not", otherwise="`only` is a closed list: take `not` away."),
            *(shapes.when(shapes.present(kind), _varying(known, kind)) for kind in _KINDS),
        ],
        snippets=[snippet(f"{kind} block", {"id": "$1", kind: body}) for kind, body in _STARTS.items()],
    )


def _varying(known: Known, kind: str) -> Schema:
    variants = may("variants", known.by_audience(ref(kind)), f"The same {kind} in one audience's words.")
    return {"properties": {variants.name: variants.schema}}


def _points() -> Schema:
    steps = mapping(
        must("items", listed(ref("text"), 1), "The points, one thought each."),
        may("ordered", flag(), "true: numbered, for steps to take.", default=False),
    )
    return any_of(listed(ref("text"), 1), steps)


def _table() -> Schema:
    titled = mapping(
        must("title", shapes.text(may_be_empty=True), "What stands over the column."),
        may("align", words(get_args(Alignment)), "Where its cells stand."),
    )
    return mapping(
        must(
            "columns",
            listed(any_of(shapes.text(may_be_empty=True), titled), 1),
            "The title of each column, or `{title: …, align: right}`.",
        ),
        must("rows", _rows(), "Rows with as many cells as there are columns, or `{csv: file.csv}`."),
        may("caption", ref("text"), "What the table shows."),
    )


def _rows() -> Schema:
    return any_of(listed(listed(any_of(shapes.text(may_be_empty=True), ref("nothing"))), 1), ref("csv_file"))


def _chart() -> Schema:
    return mapping(
        may("kind", words(CHART_KINDS), "How it is drawn.", default="column"),
        must("columns", listed(shapes.text(may_be_empty=True), 1), "What the names are, then a title for each series."),
        must("rows", _rows(), "A name and a number for each series, or `{csv: file.csv}`. An empty cell is a gap."),
        must("alt", ref("text"), "What the chart shows, in words, for those who cannot see it."),
        may("title", ref("text"), "The title in the chart."),
        may("caption", ref("text"), "The caption below the chart."),
        may("format", line(), "How its numbers look, as Excel writes it.", examples=["0 %", "#,##0", "0.0"]),
        may("width", _LENGTH, "How wide it is; all there is unless said.", examples=["12 cm"]),
    )


def _quote() -> Schema:
    return mapping(
        must("text", ref("text"), "The words, without quotation marks around them."),
        may("by", ref("text"), "Who said them."),
        may("source", one("source"), "Where they stand."),
    )


def _callout() -> Schema:
    return mapping(
        must("kind", words(CALLOUT_KINDS), "The word over the box."),
        may("text", ref("text"), "What it says."),
        may("points", ref("points"), "What it says, as points."),
        rules=exactly_one("text", "points", otherwise="A callout has either text or points."),
    )


def _pair() -> Schema:
    return mapping(must("q", ref("text"), "The question."), must("a", ref("text"), "The answer."))


def _figure() -> Schema:
    return mapping(
        must("file", line(), "The picture, by its path from this file: PNG or JPEG."),
        must("alt", line(), "What it shows, in words, for those who cannot see it."),
        may("caption", ref("text"), "The caption below it."),
        may("width", _LENGTH, "How wide it is; its own size unless said.", examples=["12 cm"]),
    )
