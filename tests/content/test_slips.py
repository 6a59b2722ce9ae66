"""What is nearly a citation or an expression is told at its very spot; what only looks like one is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import content, markdown
from tests.content.written import topic, whole

SOURCES = "sources: {drum_2023: {title: S}, msp_2023: {title: T}}\n"
FACTS = "facts: {court: {value: High Court, claim: C., sources: [drum_2023, msp_2023]}}\nkey_facts: [court]\n"


def told(folder: Path, text: str) -> list[tuple[str, str, str]]:
    """Code, what is pointed at and first hint of each slip in a bottom line."""
    path = folder / "topic.yaml"
    path.write_text(whole(f"{SOURCES}{FACTS}bottom_line: |\n  {text}"), encoding="utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    _, faults = content.load_topic(path)
    spots = []
    for fault in (fault for fault in faults if fault.code.startswith("C15")):
        _, line, column, end_line, end_column = fault.where  # type: ignore[misc]
        assert line == end_line
        spots.append((fault.code, lines[int(line) - 1][int(column) - 1 : int(end_column) - 1], fault.hints[0]))
    return spots


GROUP = "put a semicolon between sources: [@drum_2023; @msp_2023]"
ONE = "type [@drum_2023], or with a place in it [@drum_2023, p. 3]"


@pytest.mark.parametrize(
    ("text", "code", "at", "hint"),
    [
        ("so [drum_2023].", "C150", "[drum_2023]", "type [@drum_2023]"),
        ("so (@drum_2023).", "C150", "@drum_2023", "type [@drum_2023]"),
        ("as @msp_2023 says", "C150", "@msp_2023", "type [@msp_2023]"),
        ("so [@drum_2023.", "C151", "[@drum_2023", "close it: [@drum_2023]"),
        ("so [@drum_2023, p. 3 and on [@msp_2023].", "C151", "[@drum_2023", "close it: [@drum_2023]"),
        ("so [@drum_2023, @msp_2023].", "C152", "[@drum_2023, @msp_2023]", GROUP),
        ("so [@drum_2023 and @msp_2023].", "C152", "[@drum_2023 and @msp_2023]", GROUP),
        ("so [@drum_2023; msp_2023].", "C152", "[@drum_2023; msp_2023]", GROUP),
        ("so [@drum_2023 p. 3].", "C152", "[@drum_2023 p. 3]", ONE),
        ("so [see @drum_2023].", "C152", "[see @drum_2023]", ONE),
        ("so [ @drum_2023 ].", "C152", "[ @drum_2023 ]", ONE),
        ("so [-@drum_2023].", "C152", "[-@drum_2023]", ONE),
        ("so [-@nope].", "C152", "[-@nope]", "type [@nope], or with a place in it [@nope, p. 3]"),
        ("so [see the lease @Drum_2023].", "C152", "[see the lease @Drum_2023]", ONE),
        ("so [@nope and @other].", "C152", "[@nope and @other]", "put a semicolon between sources: [@nope; @other]"),
        ("as @drum_2032 says", "C150", "@drum_2032", "type [@drum_2023]"),
        ("in the { facts.court } now", "C153", "{ facts.court }", "type {{ facts.court }}"),
        ("in the {facts.court} now", "C153", "{facts.court}", "type {{ facts.court }}"),
        ("in the { facts.court }} now", "C153", "{ facts.court }}", "type {{ facts.court }}"),
        ("in the facts.court }} now", "C153", "facts.court }}", "type {{ facts.court }}"),
        ("so [@].", "C152", "[@]", "name the source: [@id]"),
        ("so [@ ].", "C152", "[@ ]", "name the source: [@id]"),
        ("so [@ msp_2023].", "C152", "[@ msp_2023]", "type [@msp_2023]"),
        ("so [^msp_2023].", "C152", "[^msp_2023]", "type [@msp_2023]"),
        ("now {% if audience.id %}so", "C154", "{% if audience.id %}", ""),
        ("now {# ask Ann #} so", "C154", "{# ask Ann #}", ""),
        ("now {% endif so", "C154", "{%", ""),
    ],
)
def test_a_near_miss_is_told_with_what_to_type(tmp_path: Path, text: str, code: str, at: str, hint: str) -> None:
    ((said, spot, first),) = told(tmp_path, text)
    assert (said, spot) == (code, at)
    assert first == hint or not hint


@pytest.mark.parametrize(
    "text",
    [
        "[@drum_2023] and [@drum_2023, p. 3; @msp_2023]",
        "write to someone@drum_2023 or a@drum_2023.org",
        "follow @drum_2023_fans, @drum and [@someone",
        "the site @drum_2023.org",
        "@briefing, [me @ home], [a@example.org], [the office @9] and [a link @briefing](http://example.org)",
        "in {{ facts.court | money('GBP) }}",
        "`[drum_2023]`, `@drum_2023`, `{ facts.court }` and `{% if %}` are code",
        "a [drum_2023](http://example.org/@drum_2023) link and https://example.org/@drum_2023",
        "[one] or [another], { this } and { that.one }",
        "\\[drum_2023], \\@drum_2023 and \\{{ facts.court }} are typed",
        "{{ facts.court }} and {{ {'a': facts.court} }}",
        "set {a, b}} as typed",
        "[@drum_2023, p. 3; @drum_2023, p. 5] and a note[^1]",
    ],
)
def test_what_only_looks_like_one_is_left_alone(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text) == []


def test_where_there_are_no_sources_what_is_meant_as_a_citation_is_told_too(tmp_path: Path) -> None:
    part = "sources: {}\nfacts: {}\nkey_facts: []\nbottom_line: So [see @nope], [@Nope] and @nope."
    assert topic(tmp_path, part)[1] == ["4:17 C152 this is not read as a citation", "4:31 C130 unknown source 'Nope'"]


def test_a_citation_typed_over_two_lines_is_told_at_its_beginning(tmp_path: Path) -> None:
    part = f"{SOURCES}{FACTS}bottom_line: >-\n  We know [@drum_2023,\n  @msp_2023]."
    assert topic(tmp_path, part)[1] == ["5:11 C152 this is not read as a citation"]


def test_claims_and_quotations_are_looked_at_too(tmp_path: Path) -> None:
    part = (
        "facts: {start: {value: 2019, claim: 'It is [src].', sources: [src]}}\n"
        "sections: [{id: s, title: S, blocks: [{id: q, quote: {text: 'So @src.'}}]}]"
    )
    assert [said.split(" ")[:2] for said in topic(tmp_path, part)[1]] == [["1:44", "C150"], ["2:65", "C150"]]


@pytest.mark.parametrize(
    "cited", ["[@msp_2023; @msp_2023]", "[@msp_2023; @drum_2023; @msp_2023]", "[@msp_2023, p. 3; @msp_2023, p. 3]"]
)
def test_a_source_cited_twice_in_one_pair_of_brackets_is_told_at_the_second(tmp_path: Path, cited: str) -> None:
    path = tmp_path / "topic.yaml"
    path.write_text(whole(f"{SOURCES}{FACTS}bottom_line: |\n  so {cited}, and [@drum_2023]"), encoding="utf-8")
    (fault,) = content.load_topic(path)[1]
    column = 6 + cited.rindex("@msp_2023")
    assert (fault.code, fault.where) == ("C124", (str(path), 5, column, 5, column + 9))


@pytest.mark.parametrize("address", ["javascript:alert", "JavaScript:x", "file:///etc", "data:text/html,x"])
def test_a_link_that_markdown_makes_none_of_is_told(tmp_path: Path, address: str) -> None:
    path = tmp_path / "topic.yaml"
    path.write_text(whole(f"bottom_line: |\n  see [it]({address}) and [that](https://a.example)"), encoding="utf-8")
    (fault,) = content.load_topic(path)[1]
    assert (fault.code, fault.where[1:3]) == ("C125", (2, 12))  # type: ignore[index]
    assert "[it](" in str(markdown.parse(f"see [it]({address})")[0])
