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
MOVED = "this line is moved to the left, out of the text above"
UNALIGNED = "this line is not lined up with those above"

CASES = [
    ("title: a\n\tb: c\n", "2:1", "a tab stands where lines are indented"),
    ('a: "foo\nb: c\n', "1:4", "this quotation mark is never closed"),
    ("b: c\na: 'foo\n", "2:4", "this quotation mark is never closed"),
    ("a: foo: bar\n", "1:7", COLON),
    ("a: foo\n  b: c\n", "2:4", COLON),
    ("a:b\nc: d\n", "1:3", "a space is missing after the colon"),
    ("a: b\nc:[d]\ne: f\n", "2:3", "a space is missing after the colon"),
    ("a: >-\n  Note:this\nb: @x\n", "3:4", FIRST),
    ("a: >-\n  Note:this\nb: 'it's'\n", "3:8", AFTER),
    ("a:\n  - b\n  -How c\n", "3:4", "a space is missing after the -"),
    ("a:\u00a0b\nc: d\n", "1:3", "a no-break space stands after the colon"),
    ("a:\n  b: c\n \u00a0d: e\n", "3:2", "a no-break space indents this line"),
    ("a: @foo\n", "1:4", FIRST),
    ("a: `x`\n", "1:4", FIRST),
    ("a: %x\n", "1:4", FIRST),
    ("a: [@foo] bar\n", "1:5", FIRST),
    ("a: [b, c\nd: e\n", "1:4", "this list is not closed"),
    ("a: {b: c\nd: e\n", "1:4", "this brace is not closed"),
    ("a: [b, , c]\n", "1:8", "a value is missing here, or a bracket is not closed"),
    ("a: b\nfoo\nc: d\n", "2:1", "this line is neither 'key: value' nor text"),
    ("a:\n  b: 1\n c: 2\n", "3:2", UNALIGNED),
    ("a: |\n    foo\n  bar\n", "3:3", MOVED),
    ("- a: >-\n    One\n    two.\n   Three.\n", "4:4", MOVED),
    ("a:\n  - b: >-\nSo, all in all, it is: well\n      done\n  - c: d\n", "3:1", MOVED),
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


def test_an_unfinished_merge_is_told_once() -> None:
    text = "a: b\n<<<<<<< ours\nc: d\n=======\nc: e\n>>>>>>> theirs\nf: g\n<<<<<<< ours\n=======\n>>>>>>> theirs\n"
    document, (fault,) = yaml_reader.parse(text, "t.yaml")
    assert document is None
    assert (fault.message, fault.where) == ("a merge of two versions was not finished here", ("t.yaml", 2, 1, 2, 13))


def test_a_text_that_begins_with_an_expression_is_told_once() -> None:
    (fault,) = yaml_reader.parse("a: {{ b }} and more\nc: d\n", "t.yaml")[1]
    assert (fault.code, fault.where) == ("C106", ("t.yaml", 1, 12, 1, 13))


@pytest.mark.parametrize(
    ("text", "at"), [("a: the price and #verdict are\n", (1, 18, 1, 30)), ("a: [b, c #1\n  ]\n", (1, 10, 1, 12))]
)
def test_a_text_that_a_comment_cuts_off_is_a_warning(text: str, at: tuple[int, ...]) -> None:
    (fault,) = yaml_reader.parse(text, "t.yaml")[1]
    assert (fault.code, fault.where) == ("C117", ("t.yaml", *at))


@pytest.mark.parametrize(
    "text", ["a: b # so\n", "a: b # 1\n#c: d\n", "a: b#c\n", 'a: "b #c"\n', "a: >-\n  b #c\n", "a: 5 #c\n", "a: #c\n"]
)
def test_a_comment_that_is_meant_is_none(text: str) -> None:
    assert yaml_reader.parse(text, "t.yaml")[1] == ()
