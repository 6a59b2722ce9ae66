"""YAML is read as people mean it, and every value knows where it was typed."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefing import limits
from briefing.datafile import yaml_reader
from briefing.diagnostics import Diagnostic, Span
from briefing.model.record import Items, Record

LOADERS = [yaml.CSafeLoader, yaml.SafeLoader]


def read(text: str, loader: Any = yaml_reader.LOADER) -> Any:
    """The value of a YAML text without faults."""
    document, faults = yaml_reader.parse(text, "t.yaml", loader)
    assert not faults
    assert document
    return document.root


def said(text: str, loader: Any = yaml_reader.LOADER) -> list[str]:
    return [line(fault) for fault in yaml_reader.parse(text, "t.yaml", loader)[1]]


def line(fault: Diagnostic) -> str:
    assert isinstance(fault.where, Span)
    return f"{fault.where.line}:{fault.where.column} {fault.code} {fault.message}"


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("typed", "value"),
    [
        # Numbers, dates, truth and nothing: our short list.
        ("4", 4),
        ("-3", -3),
        ("0", 0),
        ("1.10", Decimal("1.10")),
        ("-0.50", Decimal("-0.50")),
        ("2023-01-23", datetime.date(2023, 1, 23)),
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
        # All else is the text typed, whatever other readers make of it.
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("tRUE", "tRUE"),
        ("12:30", "12:30"),
        ("0755", "0755"),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1,000", "1,000"),
        ("1e5", "1e5"),
        ("+44", "+44"),
        (".5", ".5"),
        ("5.", "5."),
        ("-", "-"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("2019-07", "2019-07"),
        ("2023-01-23 10:00", "2023-01-23 10:00"),
        ("25 %", "25 %"),
        ("１２", "１２"),
        ('"4"', "4"),
        ("'no'", "no"),
        ('"2023-02-30"', "2023-02-30"),
    ],
)
def test_unquoted_values_are_what_a_person_means(typed: str, value: object, loader: Any) -> None:
    found = read(f"a: {typed}\n" if typed != "-" else "a: '-'\n", loader)["a"]
    assert found == value
    assert type(found) is type(value)


def test_a_decimal_keeps_its_digits() -> None:
    assert str(read("a: 1.10")["a"]) == "1.10"


def test_a_number_of_any_length_is_read() -> None:
    assert read("a: " + "9" * 5000)["a"] == Decimal("9" * 5000)


@pytest.mark.parametrize("loader", LOADERS)
def test_every_value_knows_its_span(loader: Any) -> None:
    text = """\
title: "Ünï"
list:
  - one
  - {k: two words}
folded: >-
  first
  second
last: 3
"""
    document, _ = yaml_reader.parse(text, "t.yaml", loader)
    assert document
    root = document.root
    assert isinstance(root, Record)
    assert root.span[1:3] == (1, 1)
    assert root.key_span("list") == Span("t.yaml", 2, 1, 2, 5)
    assert root.value_span("title") == Span("t.yaml", 1, 8, 1, 13)
    assert document.written(root.value_span("title")) == '"Ünï"'
    items = root["list"]
    assert isinstance(items, Items)
    assert items.spans[0] == Span("t.yaml", 3, 5, 3, 8)
    inner = items[1]
    assert isinstance(inner, Record)
    assert inner.span == Span("t.yaml", 4, 5, 4, 19)
    assert document.written(inner.value_span("k")) == "two words"
    assert document.written(root.value_span("folded")).startswith(">-\n  first\n  second")
    assert root.value_span("last")[1:] == (8, 7, 8, 8)


@pytest.mark.parametrize("loader", LOADERS)
def test_a_key_typed_twice_is_told_with_both_places_and_the_first_is_kept(loader: Any) -> None:
    document, faults = yaml_reader.parse("a: 1\nb: 2\na: 3\n", "t.yaml", loader)
    assert [line(fault) for fault in faults] == ["3:1 C101 'a' is typed twice"]
    assert [(related.message, related.where[1:3]) for related in faults[0].related] == [("first typed here", (1, 1))]
    assert document
    assert document.root == Record({"a": 1, "b": 2})


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 C107 the file is empty"),
        ("# only a remark\n", "1:1 C107 the file is empty"),
        ("---\n", "1:1 C107 the file is empty"),
        ("a: b\n---\nc: d\n", "2:1 C109 a second document starts here"),
        ("a: b\n2019: c\n", "2:1 C113 the key '2019' is not text"),
        ("true: c\n", "1:1 C113 the key 'true' is not text"),
        ("~: c\n", "1:1 C113 the key '~' is not text"),
        ("2023-01-23: c\n", "1:1 C113 the key '2023-01-23' is not text"),
        ("? [a, b]\n: c\n", "1:3 C113 brackets where a key or a text was expected"),
        ("a: {{ facts.x }}\n", "1:5 C113 brackets where a key or a text was expected"),
        ("- {{ facts.x }}\n", "1:4 C113 brackets where a key or a text was expected"),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", "3:3 C114 merging with '<<' is not supported"),
        ("a:\n  - 2023-02-30\n", "2:5 C115 there is no day 2023-02-30"),
        ("a: 0000-01-01\n", "1:4 C115 there is no day 0000-01-01"),
        ('a: "b\\0"\n', "1:4 C105 the control character U+0000 is written here"),
        ("a: !x y\n", "1:4 C112 the tag '!x' is not allowed"),
        (
            "a: !!python/object:os.system x\n",
            "1:4 C112 the tag '!!python/object:os.system' is not allowed",
        ),
        ("a: !!str 5\n", "1:4 C112 the tag '!!str' is not allowed"),
        ("a: ! [5]\n", "1:4 C112 the tag '!' is not allowed"),
        ("a: *foo\n", "1:4 C111 '*foo' repeats a value, but nothing is marked '&foo'"),
        ("a: &x [1, *x]\n", "1:11 C111 '*x' stands inside the value that it repeats"),
        ("a: &x {b: *x}\n", "1:11 C111 '*x' stands inside the value that it repeats"),
        ("a: " + "[" * 70 + "]" * 70, "1:63 C110 lists and mappings nest deeper than 60 levels"),
        ("- " * 30_000 + "x", "1:121 C110 lists and mappings nest deeper than 60 levels"),
        ("a: " + "[" * 30_000, "1:63 C110 lists and mappings nest deeper than 60 levels"),
    ],
)
def test_a_trap_of_yaml_is_one_error_at_its_place(text: str, expected: str, loader: Any) -> None:
    assert said(text, loader) == [expected]


def test_sixty_levels_are_allowed() -> None:
    assert read("[" * 60 + "x" + "]" * 60)


def test_after_a_trap_the_rest_is_still_read() -> None:
    document, faults = yaml_reader.parse("a: !x y\nb: *none\n1: z\nb: 2\nc: 3\n", "t.yaml")
    assert [fault.code for fault in faults] == ["C112", "C111", "C113", "C101"]
    assert document
    assert document.root == Record({"a": "y", "b": "*none", "c": 3})


@pytest.mark.parametrize("loader", LOADERS)
def test_an_expression_without_quotes_is_read_as_it_was_meant_once_it_is_told(loader: Any) -> None:
    document, faults = yaml_reader.parse("a: {{ facts.x }}\nb: [{{ y }}]\n", "t.yaml", loader)
    assert [fault.code for fault in faults] == ["C113", "C113"]
    assert document
    assert document.root == Record({"a": "{{ facts.x }}", "b": ("{{ y }}",)})


def test_an_alias_repeats_a_value_with_the_place_where_it_was_typed() -> None:
    root = read("a: &x [1, {b: 2}]\nc: *x\n")
    assert root["c"] == root["a"] == (1, Record({"b": 2}))
    assert root.value_span("c") == Span("t.yaml", 1, 4, 1, 18)


def test_a_billion_laughs_are_refused() -> None:
    lines = ["a: &a [x,x,x,x,x,x,x,x,x,x]"]
    lines += [
        f"{name}: &{name} [{','.join(['*' + before] * 10)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert said("\n".join(lines)) == ["5:29 C111 aliases stand for more than 100,000 values"]


def test_aliases_cannot_nest_values_deeper_than_brackets_can() -> None:
    chain = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 80))
    assert said(chain) == ["60:12 C110 lists and mappings nest deeper than 60 levels"]


def test_a_quoted_merge_sign_is_a_key_like_any_other() -> None:
    assert read('"<<": 1') == Record({"<<": 1})


QUOTED = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufffe\uffff"))
SCALARS = (
    QUOTED
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False, places=3)
    | st.dates()
    | st.booleans()
    | st.none()
)
DATA = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(QUOTED, inner, max_size=4), max_leaves=20
)


def emitted(value: object, indent: int = 0) -> str:
    """A value as block YAML, texts in double quotes as JSON writes them."""
    gap = "\n" + " " * indent
    match value:
        case dict() if value:
            return "".join(f"{gap}{emitted(key)}: {emitted(inner, indent + 2)}" for key, inner in value.items())
        case list() if value:
            return "".join(f"{gap}- {emitted(inner, indent + 2)}" for inner in value)
        case dict():
            return "{}"
        case list():
            return "[]"
        case str():
            return json.dumps(value, ensure_ascii=False)
        case bool():
            return str(value).lower()
        case None:
            return "~"
    return str(value)


def plain(value: object) -> object:
    """Records and Items as dicts and lists."""
    match value:
        case Record():
            return {key: plain(inner) for key, inner in value.items()}
        case Items():
            return [plain(inner) for inner in value]
    return value


@given(st.dictionaries(QUOTED, DATA, min_size=1, max_size=4))
def test_data_written_as_yaml_reads_back_equal(data: dict[str, object]) -> None:
    assert plain(read(emitted(data))) == data


SCRAPS = st.sampled_from(
    [
        *"\n\t{}[]'|#%,\\\"é\x85\ufeff",
        "a",
        "b: ",
        "- ",
        "  ",
        "&x ",
        "*x",
        "!t ",
        ">-",
        "---",
        "? ",
        ": ",
        "<<: ",
        "2023-02-30",
    ]
)


@pytest.mark.parametrize("loader", LOADERS)
@given(text=st.lists(SCRAPS, max_size=25).map("".join))
def test_no_text_makes_the_reader_raise(text: str, loader: Any) -> None:
    document, faults = yaml_reader.parse(text, "t.yaml", loader)
    assert document or faults


@pytest.mark.parametrize("text", ["- 1\n" * 11, "a: 1\nb: [2, 3, 4, 5]\nc: {d: 6}\n"])
def test_more_values_than_a_file_may_hold_are_not_read(text: str) -> None:
    with limits.granted({"values": 10}):
        document, (fault,) = yaml_reader.parse(text, "t.yaml")
    assert (document, fault.code, fault.message) == (None, "C104", "the file holds more than 10 values")


def test_of_a_very_long_text_the_first_mistake_is_told() -> None:
    text = "a: [\n" + "# words\n" * 150_000 + "b: [\n"
    document, (fault,) = yaml_reader.parse(text, "t.yaml")
    assert (document, fault.code) == (None, "C106")
