"""JSON is read strictly: what another reader would drop or bend is told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import limits
from briefing.datafile import json_reader
from briefing.diagnostics import Span
from briefing.model.record import Items, Record


def read(text: str) -> Any:
    document, faults = json_reader.parse(text, "d.json")
    assert not faults
    assert document
    return document.root


def said(text: str) -> list[str]:
    faults = json_reader.parse(text, "d.json")[1]
    places = [fault.where for fault in faults]
    return [
        f"{place.line}:{place.column} {fault.code} {fault.message}"
        for place, fault in zip(places, faults, strict=True)
        if isinstance(place, Span)
    ]


def test_values_become_our_own() -> None:
    root = read('{"a": [1, 1.10, true, null, "x"], "b": {}}')
    assert root == Record({"a": (1, Decimal("1.10"), True, None, "x"), "b": Record({})})
    assert isinstance(root["a"], Items)
    assert str(root["a"][1]) == "1.10"


def test_a_key_typed_twice_is_told_with_both_places_and_the_first_is_kept() -> None:
    text = '{"x": {"a": 1},\n "y": {"a": 1,\n       "a": 2}}'
    document, (fault,) = json_reader.parse(text, "d.json")
    assert said(text) == ["3:8 C101 'a' is typed twice"]
    assert [related.where[1:3] for related in fault.related] == [(2, 8)]
    assert document
    assert document.root == Record({"x": Record({"a": 1}), "y": Record({"a": 1})})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 C107 the file is empty"),
        ('{"a": 1,\n "b" 2}', "2:6 C116 this is not JSON: a colon is missing after the key"),
        ('{"a": 1,\n}', "1:8 C116 this is not JSON: a comma stands before '}'"),
        ("[1, 2, ]", "1:6 C116 this is not JSON: a comma stands before ']'"),
        ("{'a': 1}", "1:2 C116 this is not JSON: a key stands in single quotes"),
        ("{a: 1}", "1:2 C116 this is not JSON: a key stands without quotes"),
        ("{, 1}", "1:2 C116 this is not JSON: a key is missing"),
        ('{"a": 1 // one\n}', "1:9 C116 this is not JSON: a comment stands here"),
        ('{"a": 1', "1:8 C116 this is not JSON: the file ends before a bracket is closed"),
        ('{"a": 1 "b": 2}', "1:9 C116 this is not JSON: a comma or the closing bracket is missing"),
        ("[1}", "1:3 C116 this is not JSON: a comma or the closing bracket is missing"),
        ("[True]", "1:2 C116 this is not JSON: 'True' is no word of JSON"),
        ("['a']", "1:2 C116 this is not JSON: a text stands in single quotes"),
        ('{"a": }', "1:7 C116 this is not JSON: a value is missing"),
        ("[a]", "1:2 C116 this is not JSON: this is neither a number nor a text in quotes"),
        ('["a', "1:2 C116 this is not JSON: this quotation mark is never closed"),
        ('["a\nb"]', "1:4 C116 this is not JSON: a text goes on over the end of its line"),
        ('["\\u12"]', "1:4 C116 this is not JSON: four hexadecimal digits belong after \\u"),
        ('["C:\\q"]', "1:5 C116 this is not JSON: this backslash means nothing"),
        ("1 2", "1:3 C116 this is not JSON: something stands after the end"),
        ('{"a": NaN}', "1:1 C116 JSON knows no NaN"),
        ('{"a": "\\ud83d"}', "1:1 C105 half a character in '\\ud83d'"),
        ("[" * 70 + "]" * 70, "1:1 C110 lists and objects nest deeper than 60 levels"),
        ("[" * 100_000, "1:1 C110 lists and objects nest deeper than 60 levels"),
    ],
)
def test_a_mistake_is_one_error(text: str, expected: str) -> None:
    assert said(text) == [expected]


def test_a_number_of_any_length_is_read() -> None:
    assert read("[" + "9" * 5000 + "]") == (Decimal("9" * 5000),)


@given(st.text(st.sampled_from('{}[]",:0123eE.-tfn \\u\n"ab'), max_size=40))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    document, faults = json_reader.parse(text, "d.json")
    assert document or faults


@pytest.mark.parametrize("typed", ["1e999999999", "-1e-999999999", "1E+99999999999999999999", "1.5e1001"])
def test_a_number_further_from_one_than_any_figure_is_told_where_it_stands(typed: str) -> None:
    assert said(f'{{"a": 1,\n "b": {typed}}}') == [
        f"2:7 C116 the number {typed} is too large or too small to be a figure"
    ]
    assert read('{"a": 1e1000, "b": 1e0005}') == Record({"a": Decimal("1e1000"), "b": Decimal("1e5")})


def test_more_values_than_a_file_may_hold_are_counted_before_any_is_read() -> None:
    with limits.granted({"values": 10}):
        assert said("[" + "1, " * 10 + "1]") == ["1:1 C104 the file holds more than 10 values"]
        assert said('{"a": {"b": 1, "c": 2}, "d": 3, "e": [4, 5], "f": 6}') == [
            "1:1 C104 the file holds more than 10 values"
        ]
        assert read('["a, b, c: d, e, f \\", g", "h, i, j, k, l"]')  # commas within texts part nothing
