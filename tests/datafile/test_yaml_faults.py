"""Mistakes of YAML's syntax are told in words for people, where the hand must go."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from briefing.datafile import yaml_reader
from briefing.diagnostics import Span

COLON = "a colon stands in text without quotes"
FIRST = "a text cannot begin with this character"
AFTER = "something stands after a closed quotation or bracket"
UNALIGNED = "this line is not lined up with those above"

CASES = [
    ("title: a\n\tb: c\n", "2:1", "a tab stands where lines are indented"),
    ('a: "foo\nb: c\n', "1:4", "this quotation mark is never closed"),
    ("b: c\na: 'foo\n", "2:4", "this quotation mark is never closed"),
    ("a: foo: bar\n", "1:7", COLON),
    ("a: foo\n  b: c\n", "2:4", COLON),
    ("a:b\nc: d\n", "2:2", COLON),
    ("a: @foo\n", "1:4", FIRST),
    ("a: `x`\n", "1:4", FIRST),
    ("a: %x\n", "1:4", FIRST),
    ("a: [@foo] bar\n", "1:5", FIRST),
    ("a: [b, c\nd: e\n", "1:4", "this list is not closed"),
    ("a: {b: c\nd: e\n", "1:4", "this brace is not closed"),
    ("a: [b, , c]\n", "1:8", "a value is missing here, or a bracket is not closed"),
    ("a: b\nfoo\nc: d\n", "2:1", "this line is neither 'key: value' nor text"),
    ("a:\n  b: 1\n c: 2\n", "3:2", UNALIGNED),
    ("a: |\n    foo\n  bar\n", "3:3", UNALIGNED),
    ("a:\n  - x\n  y: 1\n", "3:3", "this line is not an item of the list above"),
    ('a: "foo" bar\n', "1:10", AFTER),
    ("a: 'it's'\n", "1:8", AFTER),
    ("a: [x y], z\n", "1:9", AFTER),
    ("a: **bold** x\n", "1:4", "a text cannot begin with *"),
    ("a: & b\n", "1:4", "a text cannot begin with &"),
    ("a: !h!x y\n", "1:4", "a text cannot begin with !"),
    ("a: - b\n", "1:4", "a list cannot begin beside its key"),
    ("a: ? b\n", "1:4", "a text cannot begin with '? '"),
    ("a: | foo\n", "1:6", "text cannot follow > or | on the same line"),
    ("a: b\nc: ]\n", "2:4", "a bracket is closed here that was never opened"),
    ("%YAML 3.0\n---\na: b\n", "1:1", "this is not YAML 1"),
]


@pytest.mark.parametrize(("text", "place", "message"), CASES)
def test_a_mistake_of_syntax_is_one_error_with_a_place_and_a_hint(text: str, place: str, message: str) -> None:
    document, (fault,) = yaml_reader.parse(text, "t.yaml")
    assert document is None or document.partial
    assert isinstance(fault.where, Span)
    assert (fault.code, f"{fault.where.line}:{fault.where.column}", fault.message) == ("C106", place, message)
    assert fault.hints


@pytest.mark.parametrize(("text", "place", "message"), CASES)
def test_it_is_told_alike_where_libyaml_is_not_installed(text: str, place: str, message: str) -> None:
    assert (
        yaml_reader.parse(text, "t.yaml", yaml.SafeLoader)[1] == yaml_reader.parse(text, "t.yaml", yaml.CSafeLoader)[1]
    )


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
def test_a_backslash_in_double_quotes_is_explained(loader: Any) -> None:
    (fault,) = yaml_reader.parse('a: "C:\\quarter"\n', "t.yaml", loader)[1]
    assert fault.message == "this backslash means nothing in double quotes"
