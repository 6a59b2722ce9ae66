"""Tags in plain text: what Word did to them while they were typed is undone, what they hold as text is left alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.word import tagtext


def inners(text: str) -> list[str]:
    return [tag.inner for tag in tagtext.find(text)[0]]


def test_tags_are_found_from_left_to_right_with_what_stands_between_their_braces() -> None:
    tags, unclosed = tagtext.find("Dear {{ name }},{% if x %}{# later #}")
    assert [(tag.opener, tag.inner) for tag in tags] == [("{{", " name "), ("{%", " if x "), ("{#", " later ")]
    assert "Dear {{ name }},"[tags[0].start : tags[0].end] == "{{ name }}"
    assert unclosed is None


@pytest.mark.parametrize("quotes", ["“”", "„“", "«»", "»«", "””", "″″", "“″"])
def test_double_quotes_of_any_language_delimit_a_string(quotes: str) -> None:
    assert inners(f"{{{{ x or {quotes[0]}none{quotes[1]} }}}}") == [' x or "none" ']


@pytest.mark.parametrize("quotes", ["‘’", "‚‘", "‹›", "’’", "′′"])
def test_single_quotes_of_any_language_delimit_a_string(quotes: str) -> None:
    assert inners(f"{{{{ x or {quotes[0]}none{quotes[1]} }}}}") == [" x or 'none' "]


def test_typographic_spaces_and_dashes_outside_of_strings_are_put_straight() -> None:
    assert inners("{{\u00a0a\u202f– 1\u200b }}{%\u2009if\u00a0a − b %}") == [" a - 1 ", " if a - b "]


def test_what_stands_inside_a_string_is_left_as_typed() -> None:
    assert inners("{{ “–\u00a0‘x’…” }}") == [' "–\u00a0‘x’…" ']


def test_a_line_end_or_tab_inside_a_string_is_a_space() -> None:
    assert inners("{{ 'a\tb\nc' }}") == [" 'a b c' "]


def test_a_straight_string_may_hold_curly_quotes() -> None:
    assert inners('{{ "“" }}') == [' "“" ']


def test_an_escaped_quote_does_not_end_its_string() -> None:
    assert inners(r"{{ 'it\'s' }}") == [r" 'it\'s' "]


def test_a_string_may_hold_the_closer_and_the_opener() -> None:
    assert inners("{{ '}}' }} {{ \"{{\" }} {% if x == '%}' %}") == [" '}}' ", ' "{{" ', " if x == '%}' "]


def test_braces_of_the_expression_do_not_end_it() -> None:
    assert inners("{{ {'a': {'b': 1}}['a'] }}") == [" {'a': {'b': 1}}['a'] "]


def test_an_apostrophe_without_its_like_leaves_the_first_closer_to_end_the_tag() -> None:
    assert inners("{{ it's }} and {{ b }}") == [" it's ", " b "]


def test_a_brace_too_many_leaves_the_tags_after_it_alone() -> None:
    assert inners("{{ {a }} and {{ b }}") == [" {a ", " b "]


@pytest.mark.parametrize("opener", ["{{", "{%", "{#"])
def test_an_opener_without_its_closer_is_reported_where_it_stands(opener: str) -> None:
    assert tagtext.find(f"ab {opener} x") == ([], (3, opener))


def test_what_comes_before_an_unclosed_opener_is_found() -> None:
    tags, unclosed = tagtext.find("{{ a }} {{ b")
    assert [tag.inner for tag in tags] == [" a "]
    assert unclosed == (8, "{{")


def test_braces_with_an_underscore_between_them_are_tags_that_print_braces() -> None:
    assert inners("{_{ x }_} {_% %_}") == ['"{{"', '"}}"', '"{%"', '"%}"']


@pytest.mark.parametrize(
    "text",
    [
        "{" * 400_000,
        "{{" * 200_000 + "}}",
        "{{ x }}" * 57_000,
        "{{ '" + r"\'" * 200_000 + " }}",
        '{{ " ' * 80_000 + "}}",
        "{% {" * 100_000 + "%}",
        "{{" + "{" * 200_000 + "}" * 200_000 + "}}",
    ],
    ids=["openers", "openers and a closer", "tags", "quotes escaped", "quotes alone", "statements", "nested"],
)
def test_400_000_characters_of_braces_take_seconds_at_most(text: str) -> None:
    start = time.process_time()
    tagtext.find(text)
    assert time.process_time() - start < 5


@given(st.lists(st.sampled_from(["{{", "}}", "{%", "%}", "{#", "#}", "'", '"', "“", "\\", "{", "}", "_", "a", " "])))
def test_what_is_found_lies_in_the_text_in_order_and_never_overlaps(parts: list[str]) -> None:
    text = "".join(parts)
    position = 0
    for tag in tagtext.find(text)[0]:
        assert position <= tag.start < tag.end <= len(text)
        assert text[tag.start] in "{}%"
        position = tag.end


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("{% raw %}{{ x }}{% endraw %}", '"{{ x }}"'),
        ("{%- raw -%}{% if “a” %}{%endraw%}", '"{% if \\u201ca\\u201d %}"'),
        ("{% raw %}{% endraw %}", '""'),
    ],
)
def test_what_is_raw_is_text(text: str, literal: str) -> None:
    tags, unclosed = tagtext.find(text)
    assert ([(tag.opener, tag.inner) for tag in tags], unclosed) == ([("{{", literal)], None)


def test_raw_without_its_end_hides_what_follows() -> None:
    assert tagtext.find("{{ a }}{% raw %}{{ x }}")[1] == (7, "{% raw %}")


def test_closers_that_close_nothing_are_found_among_braces_that_pair() -> None:
    text = "a { b { c }} d %} }} {{ x }}} e"
    found = [(one.typed, one.start) for one in tagtext.strays(text, tagtext.find(text)[0])]
    assert found == [("%}", 15), ("}}", 18), ("}", 28)]
