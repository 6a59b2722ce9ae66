"""Markdown in a field becomes rich text; expressions and citations are kept apart from it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing import markdown
from briefing.markdown.marks import clean, swapped
from briefing.markdown.reading import is_plain, markdown_blocks, plain_blocks
from briefing.model.rich import (
    Citation,
    Heading,
    LineBreak,
    Link,
    Listing,
    Note,
    Paragraph,
    Picture,
    Preformatted,
    Quotation,
    RichText,
    Rule,
    Run,
    Slot,
    Table,
)

MARKUP = st.text(alphabet="ab 1.)*_`[]()<>#!|~\\-+=:{}@,;&\"'\n\t\r\0\ufffe\uffff\u00a0é", max_size=60)
ANY = st.text(max_size=60)


def blocks(source: str) -> tuple[object, ...]:
    return markdown.parse(source)[0].blocks


def filled(source: str, *values: RichText | str) -> RichText:
    return markdown.fill(markdown.parse(source)[0], values)


# Markdown


def test_paragraphs_are_apart_by_empty_lines_and_their_lines_are_joined() -> None:
    assert blocks("One\nline.\n\nTwo.\n") == (Paragraph((Run("One line."),)), Paragraph((Run("Two."),)))


def test_an_empty_text_has_no_blocks() -> None:
    assert blocks("") == blocks(" \n\n ") == ()


def test_emphasis_adds_to_the_dress_inside_links_too() -> None:
    assert blocks("**[a *b*](http://x.org) ~~c~~** `d`") == (
        Paragraph(
            (
                Link("http://x.org", (Run("a ", strong=True), Run("b", strong=True, emphasis=True))),
                Run(" ", strong=True),
                Run("c", strong=True, strike=True),
                Run(" "),
                Run("d", code=True),
            )
        ),
    )


def test_lists_nest_and_keep_their_kind_and_start() -> None:
    assert blocks("- a\n  1. b\n- c\n\n3. d") == (
        Listing(((Paragraph((Run("a"),)), Listing(((Paragraph((Run("b"),)),),), True)), (Paragraph((Run("c"),)),))),
        Listing(((Paragraph((Run("d"),)),),), True, 3),
    )


def test_a_table_has_a_head_rows_and_alignment() -> None:
    assert blocks("| a | b |\n|---|--:|\n| 1 | *2* |\n| 3 |") == (
        Table(
            ((Run("a"),), (Run("b"),)),
            (((Run("1"),), (Run("2", emphasis=True),)), ((Run("3"),), ())),
            ("", "right"),
        ),
    )


def test_headings_quotations_code_and_rules_are_blocks() -> None:
    assert blocks("## h\n\n> q\n\n```\n<b>\n```\n\n---") == (
        Heading(2, (Run("h"),)),
        Quotation((Paragraph((Run("q"),)),)),
        Preformatted("<b>"),
        Rule(),
    )


def test_a_picture_has_a_path_and_an_alternative_text() -> None:
    assert blocks("![A *red* door](door.png)") == (Paragraph((Picture("door.png", "A red door"),)),)


def test_a_hard_break_stays_in_its_paragraph() -> None:
    assert blocks("a  \nb\\\nc") == (Paragraph((Run("a"), LineBreak(), Run("b"), LineBreak(), Run("c"))),)


@pytest.mark.parametrize("typed", ["R&D <b> 5 < 6 &amp; &copy;", "5 > 4 # no heading", "http://x.org (c) -- ..."])
def test_what_is_not_markdown_prints_as_typed(typed: str) -> None:
    assert str(markdown.parse(typed)[0]) == typed


def test_a_text_nested_too_deeply_stays_as_typed() -> None:
    assert str(markdown.parse("> " * 60 + "deep")[0]) == "> " * 60 + "deep"


# Expressions


def test_expressions_are_returned_as_typed_and_numbered() -> None:
    text, expressions = markdown.parse("a {{ x | y('}}') }} b {{z}}")
    assert expressions == (" x | y('}}') ", "z")
    assert text.inlines == (Run("a "), Slot(0), Run(" b "), Slot(1))


def test_a_slot_carries_the_dress_of_its_surroundings() -> None:
    assert filled("**{{ x }}**", "v").inlines == (Run("v", strong=True),)


def test_a_backslash_types_braces() -> None:
    text, expressions = markdown.parse(r"\{{ x }} and `\{{ y }}`")
    assert (str(text), expressions) == ("{{ x }} and {{ y }}", ())


def test_an_escaped_backslash_leaves_the_expression_one() -> None:
    assert str(filled(r"\\{{ x }}", "v")) == r"\v"


def test_a_value_is_never_markdown() -> None:
    assert filled("{{ x }}", "*a* [@b] {{ c }}").inlines == (Run("*a* [@b] {{ c }}"),)


def test_values_fill_addresses_alternative_texts_locators_and_code() -> None:
    source = "[l](http://x.org/{{ a }}?q) ![p {{ a }}](p.png) [@s, p. {{ a }}]\n\n    code {{ a }}"
    text, expressions = markdown.parse(source)
    paragraph, code = markdown.fill(text, ["ü/ü"] * len(expressions)).blocks
    assert code == Preformatted("code ü/ü")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inlines[0] == Link("http://x.org/%C3%BC%2F%C3%BC?q", (Run("l"),))
    assert paragraph.inlines[2::2] == (Picture("p.png", "p ü/ü"), Citation((("s", "p. ü/ü"),)))


def test_a_value_that_an_address_starts_with_is_an_address() -> None:
    assert filled("[l]({{ a }}/b)", "https://x.org/ü?a=b").inlines == (Link("https://x.org/%C3%BC?a=b/b", (Run("l"),)),)


def test_rich_values_keep_their_dress_and_take_that_of_the_place() -> None:
    value = RichText.of("a", Run("b", emphasis=True))
    assert filled("**{{ x }}**", value).inlines == (Run("a", strong=True), Run("b", strong=True, emphasis=True))


def test_blocks_take_the_place_of_a_paragraph_and_are_text_within_a_line() -> None:
    value = markdown.parse("- a\n- b")[0]
    assert filled("{{ x }}", value).blocks == value.blocks
    assert str(filled("see {{ x }}", value)) == "see a\nb"


def test_an_unclosed_expression_is_told() -> None:
    assert markdown.unclosed("a {{ b }} {{ c\nd") == 10
    assert markdown.unclosed(r"a {{ b }} \{{ c") == -1


@given(ANY)
def test_any_value_comes_out_of_its_slot_as_the_same_text(value: str) -> None:
    assert str(filled("{{ x }}", value)) == value
    assert str(filled("> a *{{ x }}* b", value)) == f"a {value} b"
    assert str(filled("```\n{{ x }}\n```", value)) == "\n".join(value.splitlines())


# Citations


def test_citations_have_sources_and_locators() -> None:
    assert blocks("So [@drum_2023; @msp_2023,  p. 2].") == (
        Paragraph((Run("So "), Citation((("drum_2023", ""), ("msp_2023", "p. 2"))), Run("."))),
    )


@pytest.mark.parametrize("typed", [r"\[@a]", "`[@a]`", "[@]", "[a@b]"])
def test_what_is_escaped_or_code_or_names_no_source_is_no_citation(typed: str) -> None:
    assert not any(isinstance(inline, Citation) for inline in markdown.parse(typed)[0].inlines)


def test_a_citation_may_break_over_lines() -> None:
    assert markdown.parse("[@a;\n@b, p.\n3]")[0].inlines == (Citation((("a", ""), ("b", "p. 3"))),)


def test_a_citation_that_becomes_nothing_takes_its_space_along() -> None:
    assert str(markdown.cite(markdown.parse("Since 2019 [@a]. More.")[0], lambda _: ())) == "Since 2019. More."


def test_a_note_stands_behind_the_punctuation() -> None:
    note = Note((Run("n"),))
    cited = markdown.cite(markdown.parse("Since 2019 [@a], *more* [@b].")[0], lambda _: (note,))
    assert cited.inlines == (Run("Since 2019,"), note, Run(" "), Run("more", emphasis=True), Run("."), note)


# Data


def test_markdown_of_data_has_neither_expressions_nor_citations() -> None:
    assert markdown.render("*a* {{ b }} [@c, p. 1]").inlines == (Run("a", emphasis=True), Run(" {{ b }} [@c, p. 1]"))


@pytest.mark.parametrize("typed", ["![a", "[a", "[[]"])
def test_brackets_within_brackets_without_end_stay_as_typed(typed: str) -> None:
    assert markdown.render(typed * 50_000).inlines == (Run(typed * 50_000),)


def test_brackets_side_by_side_are_read() -> None:
    many = "[a](b) [c\n\n" * 300
    assert len(markdown.render(many).blocks) == 300
    assert isinstance(markdown.render(many).blocks[299], Paragraph)
    assert markdown.render("[a](b) " * 300).inlines[0] == Link("b", (Run("a"),))


# Laws


@given(MARKUP | ANY)
@example("![" * 400 + "](x)" * 400)
@example("[" * 2000)
@example("*a **b " * 300 + "**c* " * 300)
@example("- " * 200)
@example("[a](http://[)")
def test_parsing_never_fails(source: str) -> None:
    markdown.parse(source)
    markdown.render(source)


WORDS = st.sampled_from(
    [
        "word",
        "it’s",
        "5",
        "7.",
        "(b)",
        "!",
        ":",
        "-",
        "—",
        "&amp;",
        "{{ a }}",
        "[@a]",
        "[@a; @b, p. 2]",
        "#",
        "+",
        "=",
        "a_b",
        "*",
        "`",
        "[",
        "]",
        "<",
        "~~",
        "|",
        "\\",
        ">",
        "[@a,\nb]",
        "[@a,\n\nb]",
        "\u2028",
        "\x0b",
    ]
)
SENTENCES = st.lists(st.tuples(WORDS, st.sampled_from(["", " ", " ", "\n", "\n\n", "  \n"])), max_size=12)


@given(SENTENCES.map(lambda words: "".join(word + space for word, space in words)) | MARKUP)
@example("[@a]: http://x.org\n\nb")
@example("![@a](x)")
def test_a_plain_text_reads_the_same_with_and_without_the_markdown_parser(source: str) -> None:
    marked, _ = swapped(clean(source))
    text = marked.rstrip(" \n").lstrip("\n")
    if is_plain(text):
        assert plain_blocks(text) == markdown_blocks(marked)


def test_sentences_do_not_import_the_markdown_parser() -> None:
    program = """
import sys
from briefing import markdown
markdown.parse("Since {{ facts.a }}, it’s 5 % (of £2.5m) & more [@drum_2023, p. 3]!\\n\\nA second: paragraph.")
assert "markdown_it" not in sys.modules
markdown.parse("*a*")
assert "markdown_it" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)
