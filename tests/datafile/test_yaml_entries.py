"""A mistake of syntax hides no other: entries are told apart by their indentation, and each is read by itself."""

from __future__ import annotations

import time
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import datafile
from briefing.datafile import yaml_entries, yaml_reader
from briefing.diagnostics import Span
from briefing.model.record import Record
from tests.datafile.test_yaml_faults import CASES
from tests.datafile.test_yaml_reader import SCRAPS


def told(text: str) -> list[str]:
    return [
        f"{fault.where.line}:{fault.where.column} {fault.code}"
        for fault in yaml_reader.parse(text, "t.yaml")[1]
        if isinstance(fault.where, Span)
    ]


def test_two_mistakes_at_the_top_are_both_told() -> None:
    assert told("a: foo: bar\nb: sound\nc: @x\nd: 1\n") == ["1:7 C106", "3:4 C106"]


def test_two_mistakes_within_one_key_are_both_told() -> None:
    text = dedent("""\
        facts:
          start:
            value: 2019
            claim: "He said
          end:
            value: "a" b
            claim: It ended.
        sections:
        - id: s
          blocks:
            - id: one
              text: @x
            - text: sound
            - - x: [a
        """)
    assert told(text) == ["4:12 C106", "6:16 C106", "12:13 C106", "14:12 C106"]


def test_a_quotation_that_swallows_the_next_key_is_told_where_it_begins() -> None:
    assert told('a: "open\nb: "sound"\nc: "sound"\n') == ["1:4 C106"]


def test_what_is_sound_is_read_around_a_mistake_and_the_document_says_so() -> None:
    document, _ = yaml_reader.parse("a: 1\nb: {x: [}\nc:\n  - d: @x\n    e: 2\n  - 'it's'\n", "t.yaml")
    assert document
    assert document.partial
    assert isinstance(document.root, Record)
    assert document.root == {"a": 1, "c": (Record({"e": 2}),)}
    assert document.root.key_span("c") == Span("t.yaml", 3, 1, 3, 2)


def test_a_sound_document_is_not_partial() -> None:
    document, _ = yaml_reader.parse("a: 1\n", "t.yaml")
    assert document
    assert not document.partial


def test_traps_beside_a_mistake_are_told_but_no_alias_that_lost_its_anchor() -> None:
    assert told("a: &x 'it's'\nb: *x\nc: 1\nc: 2\nd: !t e\n") == ["1:11 C106", "4:1 C101", "5:4 C112"]


def test_a_partial_document_is_only_given_to_those_who_ask(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text("a: 1\nb: ]\n", encoding="utf-8")
    assert datafile.read(path)[0] is None
    document, faults = datafile.read(path, partly=True)
    assert document
    assert document.root == {"a": 1}
    assert faults == datafile.read(path)[1]


def test_what_follows_a_line_moved_to_the_left_is_given_to_no_other_entry() -> None:
    assert told("list:\n  - id: a\n    text: one\n - id: b\n    text: two\nlast: @x\n") == ["4:2 C106", "6:7 C106"]


def test_no_more_than_ten_are_told() -> None:
    assert len(told("".join(f"k{number}: @x\n" for number in range(30)))) == 10


SOUND = (
    "{key}: plain text",
    "{key}: >-\n  folded: with a colon\n\n  # no comment\n  and 'quotes",
    '{key}: "a text\n  over lines: two"',
    "{key}:\n- id: one\n  title: T\n\n# a comment\n- id: two",
    "{key}:\n  inner:\n    value: 2019\n    claim: |\n      It began: {{{{ x }}}}.\n  other: [a, b,\n    c]",
    "{key}:\n  - - a\n    - b\n  - {{x: 1}}",
    "'{key}': 'it''s'",
    "{key}: [\n  [a, b],\n]",
    "{key}:",
)
FAULTY = (
    "{key}: foo: bar",
    "{key}: @x",
    '{key}: "open',
    "{key}: 'it's'",
    "{key}: [a, b",
    "{key}: {{a: b",
    "{key}: **bold** x",
    "{key}: - x",
    '{key}: "a" b',
    "{key}: ]",
)


@given(
    entries=st.lists(st.sampled_from(SOUND), min_size=3, max_size=8),
    faults=st.tuples(st.sampled_from(FAULTY), st.sampled_from(FAULTY)),
    data=st.data(),
)
def test_two_mistakes_in_any_two_entries_are_told_and_no_others(
    entries: list[str], faults: tuple[str, str], data: st.DataObject
) -> None:
    first, second = data.draw(
        st.lists(st.integers(0, len(entries) - 1), min_size=2, max_size=2, unique=True).map(sorted)
    )
    entries[first], entries[second] = faults
    typed = [entry.format(key=f"k{number}") for number, entry in enumerate(entries)]
    lines = [1 + sum(before.count("\n") + 1 for before in typed[:at]) for at in (first, second)]
    assert [said.split(":")[0] for said in told("\n".join(typed))] == [str(line) for line in lines]


@pytest.mark.parametrize(("text", "place", "message"), CASES)
def test_a_mistake_is_told_alike_within_another_entry(text: str, place: str, message: str) -> None:
    if text.startswith("%"):
        return
    inner = "".join(f"    {line}\n" if line else "\n" for line in text.removesuffix("\n").split("\n"))
    line, column = map(int, place.split(":"))
    faults = yaml_reader.parse(f"x: @y\nz:\n  - a: b\n  -\n{inner}", "t.yaml")[1]
    assert [fault.where[1:3] for fault in faults if fault.where] == [(1, 4), (line + 4, column + 4)]
    assert faults[1].message == message


@given(text=st.lists(SCRAPS, max_size=25).map("".join))
def test_entries_lie_in_the_text_and_apart(text: str) -> None:
    found = list(yaml_entries.broken(yaml_entries.whole(text), lambda part: ValueError() if "a" in part else None))
    lines = [number for entry, _ in found for number in range(entry.first, entry.first + len(entry.lines))]
    assert len(set(lines)) == len(lines)
    assert all(0 <= number <= text.count("\n") for number in lines)


def test_many_entries_with_a_mistake_take_no_longer_than_ten_readings() -> None:
    sound = "".join(f"k{number}:\n  a: [1, 2]\n  b: text\n" for number in range(3000))
    started = time.process_time()
    assert told(sound) == []
    once = time.process_time() - started
    started = time.process_time()
    assert told(f"{sound}x: @y\n") == ["9001:4 C106"]
    assert time.process_time() - started < 10 * once
