"""What one reader gets: blocks decided, words chosen, facts filled in, sources numbered."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.audience import resolve
from briefing.diagnostics import Diagnostic, Span
from briefing.model.amounts import Month
from briefing.model.brief import Brief, Decision
from briefing.model.content import (
    Block,
    CalloutBody,
    ChartBody,
    Column,
    Content,
    FigureBody,
    Mention,
    Pair,
    QaBody,
    QuoteBody,
    TableBody,
    Text,
    TextBody,
    TimelineBody,
    Worded,
)
from briefing.model.record import Record
from briefing.model.rich import (
    Callout,
    Chart,
    Figure,
    Heading,
    Link,
    Note,
    Paragraph,
    Picture,
    Quotation,
    RichText,
    Run,
    Series,
    Table,
    plain_lines,
)
from tests.contents import PATH, audience, block, content, fact, section, source, term, text


class Problem(NamedTuple):
    """What `evaluate` says is wrong."""

    message: str
    hints: tuple[str, ...] = ()


def evaluate(expression: str, roots: Mapping[str, Any], language: str) -> tuple[object, Problem | None]:
    """A tag language of dots and plus signs."""
    try:
        value: Any = roots
        for name in expression.split("."):
            value = value[name] if isinstance(value, Mapping) or hasattr(value, "ids") else getattr(value, name)
        return value, None
    except (KeyError, AttributeError):
        return None, Problem(f"there is no {expression}", ("a hint",))


def brief(written: Content, reader: str = "reader") -> Brief:
    resolved, faults = resolve(written, reader, evaluate)
    assert faults == ()
    return resolved


def faults(written: Content, reader: str = "reader") -> tuple[Diagnostic, ...]:
    return resolve(written, reader, evaluate)[1]


def root(resolved: Brief, name: str) -> Any:
    return resolved.roots[name]


def said(resolved: Brief) -> str:
    return "\n".join(str(part.body) for part in root(resolved, "sections"))


def body(*blocks: Any, **fields: Any) -> Any:
    """The blocks of rich text of the only section."""
    return root(brief(content(section("s", *blocks), **fields)), "sections")["s"].body.blocks


# Which blocks


def test_a_block_that_says_nothing_of_readers_reaches_all() -> None:
    resolved = brief(content(section("s", block("a", "Hello."))))
    assert said(resolved) == "Hello."
    assert resolved.decisions == (Decision("s", "a", "default"),)


@pytest.mark.parametrize(
    ("fields", "outcome", "reason"),
    [
        ({"only": ("other",)}, "not for them", "only for other"),
        ({"only": ("parent",)}, "default", ""),
        ({"excluded": ("parent",)}, "not for them", "not for parent"),
        ({"depth": "full"}, "too deep", "'full' is deeper than 'standard'"),
        ({"variants": {"reader": "v", "parent": "p"}}, "variant", "reader"),
        ({"variants": {"parent": "p", "other": "o"}}, "parent's variant", "parent"),
    ],
)
def test_each_rule_decides_and_is_recorded(fields: Any, outcome: Any, reason: str) -> None:
    readers = (audience("parent"), audience("other"), audience("reader", extends="parent", depth="standard"))
    resolved = brief(content(section("s", block("a", "x", **fields)), audiences=readers))
    assert resolved.decisions == (Decision("s", "a", outcome, reason),)


def test_an_omission_comes_first_and_tells_whether_it_was_needed() -> None:
    written = content(
        section("s", block("a", "x"), block("b", "y", only=("other",))),
        audiences=(audience("reader"), audience("other")),
        omit={"reader": {"a": "not theirs", "b": "nor this"}},
    )
    assert brief(written).decisions == (
        Decision("s", "a", "omitted", "not theirs"),
        Decision("s", "b", "omitted", "nor this", redundant=True),
    )
    assert brief(written).sections_out == ("s",)


def test_variants_replace_the_words() -> None:
    written = content(
        section("s", block("a", "default", variants={"reader": "theirs"})),
        title=Worded(text("T"), {"reader": text("Their title")}),
    )
    assert (said(brief(written)), root(brief(written), "briefing").title) == ("theirs", "Their title")


def test_sections_follow_the_readers_order_then_as_written() -> None:
    written = content(
        *(section(id, block(f"in_{id}", id)) for id in "abc"), audiences=(audience("reader", order=("c", "none")),)
    )
    assert brief(written).sections_in == ("c", "a", "b")


def test_a_required_section_without_blocks_is_an_error() -> None:
    reader = audience("reader", require=("s",), fields=Record({"require": 1}, spans={"require": Span("a.yaml", 7, 3)}))
    (fault,) = faults(content(section("s", block("a", "x", only=())), audiences=(reader,)))
    assert (fault.code, fault.where) == ("A102", Span("a.yaml", 7, 3))


def test_an_unknown_audience_is_an_error_with_the_nearest_name() -> None:
    resolved, (fault,) = resolve(content(), "raeder", evaluate)
    assert (fault.code, fault.hints, resolved.words) == ("A101", ("did you mean 'reader'?",), 0)


# Words


def test_facts_and_terms_print_in_the_readers_words() -> None:
    written = content(
        section("s", block("a", "Since **{{ facts.start }}**: {{ terms.model }}, {{ facts.start.claim }}")),
        facts=(fact("start", "month", Month(2019, 7), "it began", variants={"reader": text("it took off")}),),
        terms=(term("model", "language model", "Means.", reader="text tool"),),
    )
    assert said(brief(written)) == "Since July\u00a02019: text tool, it took off"


def test_other_expressions_are_evaluated_with_the_values_of_the_briefing() -> None:
    written = content(
        section("s", block("a", "{{ briefing.owner }} {{ audience.label }} {{ data.x }} {{ facts.f.status }}")),
        facts=(fact("f", "number", 4),),
        data=Record({"x": "*x*"}),
    )
    assert said(brief(written)) == "Desk Reader *x* reported"


def test_faults_in_expressions_are_placed() -> None:
    (fault,) = faults(content(section("s", block("a", "A {{ x }} and {{ nope }}", 5)), data=Record({"x": 1})))[1:]
    assert (fault.code, fault.message, fault.where) == ("A103", "there is no nope", Span(PATH, 5, 15, 5, 25))


@pytest.mark.parametrize(
    ("typed", "code", "column"),
    [
        ("{{ facts.nope }}", "A106", 1),
        ("a {{ terms.nope }}", "A106", 3),
        ("a [@nope]", "A106", 4),
        ("a {{ b", "A104", 3),
        ("{{ data }}", "A105", 1),
        ("{{ facts.loop.claim }}", "A107", 1),
    ],
)
def test_each_fault_in_a_text_has_a_code_and_a_place(typed: str, code: str, column: int) -> None:
    found = faults(
        content(section("s", block("a", typed)), facts=(fact("loop", "number", 1, "{{ facts.loop.claim }}"),))
    )
    assert (code, column) in {(fault.code, fault.where.column) for fault in found if isinstance(fault.where, Span)}


def test_a_fact_may_name_its_own_value_in_its_claim() -> None:
    written = content(
        section("s", block("a", "{{ facts.f.claim }}")), facts=(fact("f", "number", 1000, "It is {{ facts.f }}."),)
    )
    assert said(brief(written)) == "It is 1,000."


@pytest.mark.parametrize("typed", ["{{ facts['nope'] }}", "{{ facts['nope'] | upper }}", "{{ facts.nope | date }}"])
def test_an_unknown_fact_in_any_expression_is_told_once(typed: str) -> None:
    mentions = (Mention("fact", "nope", Span(PATH)),)
    assert faults(content(section("s", block("a", typed)), mentions=mentions)) == ()
    assert [fault.code for fault in faults(content(section("s", block("a", typed))))] == ["A103"]


def test_what_the_reader_of_the_content_has_told_is_not_told_again() -> None:
    mentions = (Mention("fact", "nope", Span(PATH)),)
    assert faults(content(section("s", block("a", "{{ facts.nope }}")), mentions=mentions)) == ()


def test_an_unknown_language_is_a_warning() -> None:
    assert [fault.code for fault in faults(content(language="xx"))] == ["A108"]


@given(st.text(max_size=40))
def test_any_value_prints_as_it_is(value: str) -> None:
    resolved, _ = resolve(
        content(section("s", block("a", "{{ data.x }}")), data=Record({"x": value})), "reader", evaluate
    )
    assert said(resolved) == value


# Sources


SOURCES = tuple(source(id, title=id.upper(), issued="2023") for id in ("x", "y", "z"))


def test_sources_are_numbered_in_the_order_of_reading() -> None:
    written = content(
        section("late", block("b", "B [@x].")),
        section("early", block("a", "A [@z; @x].")),
        audiences=(audience("reader", order=("early",)),),
        sources=SOURCES,
        facts=(fact("f", "number", 1, "Claim.", sources=("y",)),),
        key_facts={"": ("f",)},
    )
    resolved = brief(written)
    assert said(resolved) == "A\u00a0[2,\u00a03].\nB\u00a0[3]."
    assert [str(one.number) for one in root(resolved, "sources")] == ["1", "2", "3"]
    assert root(resolved, "sources").ids() == ("y", "z", "x")
    (key,) = root(resolved, "briefing").key_facts
    assert (str(key), str(key.claim), str(key.cited), str(key.sources[0].number)) == ("1", "Claim.", "\u00a0[1]", "1")


def test_footnotes_are_full_at_first_and_short_later() -> None:
    written = content(
        section("s", block("a", "A [@x]."), block("b", "B [@x, p. 2].")),
        audiences=(audience("reader", citations="footnotes"),),
        sources=SOURCES,
    )
    notes = [
        str(RichText.of(*inline.inlines))
        for part in root(brief(written), "sections")["s"].body.blocks
        for inline in part.inlines
        if isinstance(inline, Note)
    ]
    assert notes == ["“X”, 2023.", "“X”, p.\u00a02."]


def test_without_citations_nothing_is_marked_but_sources_are_known() -> None:
    written = content(
        section("s", block("a", "A [@x].")), audiences=(audience("reader", citations="none"),), sources=SOURCES
    )
    assert said(brief(written)) == "A."
    assert root(brief(written), "sources").ids() == ("x",)


def test_a_fact_that_the_edition_does_not_cite_shows_its_source_by_name() -> None:
    written = content(sources=SOURCES, facts=(fact("f", "number", 1, sources=("x",)),))
    stated = root(brief(written), "facts")["f"]
    assert (str(stated.cited), stated.sources[0].number) == ("\u00a0[“X”]", RichText())


def test_the_glossary_has_the_terms_that_are_used_in_order_of_their_words() -> None:
    written = content(
        section("s", block("a", "{{ terms.z }}"), block("b", "{{ terms.out }}", only=("other",))),
        audiences=(audience("reader"), audience("other")),
        terms=(term("z", "Zeta", "As {{ terms.b }} [@x]."), term("b", "Beta", "B."), term("out", "Out", "O.")),
        sources=SOURCES,
    )
    assert [(one.label, str(one.means)) for one in root(brief(written), "terms")] == [
        ("Beta", "B."),
        ("Zeta", "As Beta\u00a0[1]."),
    ]


# Kinds of blocks


def test_a_title_stands_as_a_heading_over_the_body() -> None:
    assert body(block("a", "x", title=text("*T*")))[0] == Heading(1, (Run("T", emphasis=True),))


def test_points_are_a_list() -> None:
    assert str(body(block("a", ("one", "two")))[0].items[1][0].inlines[0].text) == "two"


def test_a_table_has_rich_cells() -> None:
    table = TableBody((Column(text("A")), Column(text("B"), "right")), ((text("*x*"), text("y")),), text("Caption"))
    assert body(block("t", kind="table", body=table)) == (
        Table(
            ((Run("A"),), (Run("B"),)),
            (((Run("x", emphasis=True),), (Run("y"),)),),
            ("", "right"),
            caption=(Run("Caption"),),
        ),
    )


def test_an_uneven_row_has_as_many_cells_as_there_are_columns() -> None:
    uneven = ((text("a"),), (text("b"), text("c"), text("d")))
    table = TableBody((Column(text("A")), Column(text("B"))), uneven)
    (built,) = body(block("t", kind="table", body=table))
    assert built.rows == (((Run("a"),), (Run(""),)), ((Run("b"),), (Run("c"),)))
    data = TableBody((Column(text("A")), Column(text("B"))), [("a",), ("b", "c", "d")])
    (built,) = body(block("t", kind="table", body=data))
    assert list(built.rows) == [((Run("a"),), (Run(""),)), ((Run("b"),), (Run("c"),))]


def test_an_uneven_row_of_a_chart_is_drawn_as_far_as_there_are_columns() -> None:
    chart = ChartBody("column", (text("A"), text("B")), ((text("a"), text("1"), text("2")), (text("b"),)), text("Alt"))
    (built,) = body(block("c", kind="chart", body=chart))
    assert built.series[0].values == (1.0, None)


class Rows(list[tuple[str, ...]]):
    """Data as it comes from a file: no tuple, and counted when read."""

    reads = 0

    def __iter__(self) -> Any:
        type(self).reads += 1
        return super().__iter__()


def test_rows_of_data_are_text_and_read_only_when_printed() -> None:
    written = content(section("s", block("t", kind="table", body=TableBody((Column(text("A")),), Rows([("*x*",)])))))
    resolved = brief(written)
    assert Rows.reads == 0
    (table,) = root(resolved, "sections")["s"].body.blocks
    assert list(table.rows) == list(table.rows) == [((Run("*x*"),),)]
    assert resolved.words == 3  # the title of the paper, of the section and of the column


def test_a_timeline_is_in_order_and_marks_the_occasion_and_what_is_in_doubt() -> None:
    facts = (
        fact("c", "date", datetime.date(2020, 3, 1), "Third.", timeline=True, sources=("x",)),
        fact("b", "year", 2020, "Second.", timeline=True, status="disputed"),
        fact("a", "month", Month(2019, 7), "First.", timeline=True),
        fact("no", "number", 1, "No date.", timeline=True),
        fact("silent", "year", 2001, "Not in it."),
    )
    written = content(section("s", block("t", kind="timeline", body=TimelineBody())), facts=facts, sources=SOURCES)
    (table,) = root(brief(written), "sections")["s"].body.blocks
    assert [str(RichText.of(*cell)) for row in table.rows for cell in row] == [
        *("July\u00a02019", "First."),
        *("2020", "Disputed: Second."),
        *("1\u00a0March\u00a02020", "Third.\u00a0[1]"),
    ]
    assert [(event.id, event.status, event.occasion) for event in root(brief(written), "timeline")] == [
        ("a", "", False),
        ("b", "disputed", False),
        ("c", "", True),
    ]


def test_a_quotation_names_who_said_it_and_where() -> None:
    quote = QuoteBody(text("Words."), text("S. Nadella"), "x")
    (quotation,) = body(block("q", kind="quote", body=quote), sources=SOURCES)
    assert isinstance(quotation, Quotation)
    assert quotation.attribution == (
        Run("S. Nadella"),
        Run("\u00a0"),
        Link("#source_x", (Run("[1]", role="citation"),)),
    )


@pytest.mark.parametrize(("typed", "printed"), [("Words.", "“Words.”"), ("‘Words.’", "‘Words.’")])
def test_a_quotation_stands_in_quotation_marks_once(typed: str, printed: str) -> None:
    (quotation,) = body(block("q", kind="quote", body=QuoteBody(text(typed))))
    assert "".join(plain_lines((quotation,))) == printed


@pytest.mark.parametrize(("language", "label"), [("en-GB", "What we don’t know"), ("de", "Was wir nicht wissen")])
def test_a_callout_says_what_it_is_in_the_readers_language(language: str, label: str) -> None:
    callout = CalloutBody("unknown", TextBody(text("x")))
    assert body(block("c", kind="callout", body=callout), language=language) == (
        Callout("unknown", label, (Paragraph((Run("x"),)),)),
    )


def test_questions_and_answers_have_roles() -> None:
    pairs = QaBody((Pair(text("Q?"), text("A.\n\nB.")),))
    assert [part.role for part in body(block("q", kind="qa", body=pairs))] == ["question", "answer", "answer"]


def test_a_figure_lies_beside_the_topic() -> None:
    figure = FigureBody("img/a.png", "An a", text("Cap"), "2.54 cm")
    assert body(block("f", kind="figure", body=figure)) == (
        Figure(Picture("content/img/a.png", "An a", 914_400), (Run("Cap"),)),
    )


def test_a_chart_draws_numbers_and_facts_that_are_numbers() -> None:
    columns = (text("Quarter"), text("North"))
    rows = ((text("Q1"), text("3.50")), (text("Q2"), text("{{ facts.staff }}")), (text("Q3"), text("")))
    drawn = ChartBody("line", columns, rows, text("Up"), caption=text("Cap"), format="0")
    written = (block("c", kind="chart", body=drawn),)
    (found,) = body(*written, facts=(fact("staff", "number", 1200, "C."),))
    assert found == Chart(
        *(("Q1", "Q2", "Q3"), (Series("North", (3.5, 1200.0, None)),), "line"),
        alt="Up",
        caption=(Run("Cap"),),
        format="0",
    )


def test_words_are_counted_without_sources_and_glossary() -> None:
    written = content(
        section("s", block("a", "Four words stand here [@x]."), title="Two words"),
        sources=SOURCES,
        bottom_line=block("bottom_line", "The point {{ terms.t }}."),
        terms=(term("t", "is", "Much that nobody counts."),),
        facts=(fact("f", "number", 4, "One claim."),),
        key_facts={"": ("f",)},
    )
    assert brief(written).words == 1 + 3 + 3 + 2 + 4


def test_a_quotation_of_nobody_in_particular_has_its_source_alone() -> None:
    quote = QuoteBody(text("Words."), None, "x")
    (quotation,) = body(block("q", kind="quote", body=quote), sources=SOURCES)
    assert isinstance(quotation, Quotation)
    assert quotation.attribution == (Link("#source_x", (Run("[1]", role="citation"),)),)


@pytest.mark.parametrize(
    ("style", "expected"), [("numbers", "Claim.\u00a0[1]"), ("footnotes", "Claim."), ("none", "Claim.")]
)
def test_what_cites_a_fact_brings_its_own_space(style: Any, expected: str) -> None:
    written = content(
        facts=(fact("f", "number", 1, "Claim.", sources=("x",)),),
        sources=SOURCES,
        key_facts={"": ("f",)},
        audiences=(audience("reader", citations=style),),
    )
    (stated,) = root(brief(written), "briefing").key_facts
    assert f"{stated.claim}{stated.cited}" == expected


def test_a_text_may_cite_a_fact_with_a_space_or_without() -> None:
    facts = (fact("f", "number", 1, "Claim.", sources=("x",)),)
    for typed in ("{{ facts.f.claim }}{{ facts.f.cited }}", "{{ facts.f.claim }} {{ facts.f.cited }}"):
        (paragraph,) = body(block("b", typed), facts=facts, sources=SOURCES)
        assert str(RichText((paragraph,))) == "Claim.\u00a0[1]"


def test_a_fact_has_a_short_form_for_little_room() -> None:
    facts = (
        fact("day", "date", datetime.date(2023, 9, 23)),
        fact("month", "month", Month(2019, 7)),
        fact("name", "text", "High Court"),
    )
    stated = root(brief(content(facts=facts)), "facts")
    assert [fact.short for fact in stated] == ["23\u00a0Sept\u00a02023", "Jul\u00a02019", "High Court"]


def test_an_unclosed_expression_is_told_at_its_braces_where_lines_are_folded() -> None:
    folded = Text("One {{ 1 }} two {{ three four.", Span(PATH, 5, 9), ">-\n  One {{ 1 }} two\n  {{ three\n  four.")
    fault = faults(content(section("s", Block("b", "text", TextBody(folded)))))[0]
    assert (fault.code, fault.where) == ("A104", Span(PATH, 7, 3, 7, 5))
