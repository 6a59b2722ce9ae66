"""Diagnostics as SARIF: always what the standard's own schema says, and what GitHub reads of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from briefing import show
from briefing.codes import CODES
from briefing.diagnostics import Diagnostic, Place, Related, Span
from briefing.show.sarif_log import uri

SCHEMA = json.loads((Path(__file__).parent.parent / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = Draft4Validator(SCHEMA)
TAG = Place(
    path="templates/one_page.docx",
    part="word/document.xml",
    paragraph=37,
    trail="table 2, row 3, cell 1",
    heading="Key facts",
    excerpt="In short: {{ briefing.botom_line }}",
    at=10,
    length=25,
)


def run(*diagnostics: Diagnostic) -> Any:
    """The one run of a log that is as the schema has it."""
    log = json.loads(show.sarif(diagnostics, "1.2.3"))
    assert [fault.message for fault in VALIDATOR.iter_errors(log)] == []
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    return only


def result(diagnostic: Diagnostic) -> Any:
    (only,) = run(diagnostic)["results"]
    return only


def test_the_schema_is_one_that_refuses_what_is_no_log() -> None:
    Draft4Validator.check_schema(SCHEMA)
    assert not VALIDATOR.is_valid({"version": "2.1.0", "runs": [{"tool": {}}]})
    assert not VALIDATOR.is_valid({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "found": []}]})


def test_a_stretch_of_a_text_file_is_its_uri_with_lines_and_columns() -> None:
    found = result(Diagnostic("C101", "'title' is typed twice", Span("content/my topic.yaml", 2, 9, 3, 14)))
    assert found == {
        "ruleId": "C101",
        "ruleIndex": 0,
        "level": CODES["C101"].severity,
        "message": {"text": "'title' is typed twice."},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "content/my%20topic.yaml"},
                    "region": {"startLine": 2, "startColumn": 9, "endLine": 3, "endColumn": 14},
                }
            }
        ],
    }
    assert run()["columnKind"] == "unicodeCodePoints"


def test_a_place_in_a_word_file_says_where_though_the_file_has_no_lines() -> None:
    found = result(Diagnostic("O102", "no field 'botom_line'", TAG, ("did you mean 'bottom_line'?",)))
    (location,) = found["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "templates/one_page.docx"}}
    assert location["logicalLocations"] == [
        {"name": "word/document.xml", "kind": "part"},
        {"name": "Key facts", "kind": "heading"},
        {"name": "table 2, row 3, cell 1", "kind": "table"},
        {"name": "paragraph 37", "kind": "paragraph"},
    ]
    assert found["message"]["text"].replace("{{", "{").replace("}}", "}") == (
        "No field 'botom_line'. "
        'In table 2, row 3, cell 1, under "Key facts": {{ briefing.botom_line }}. '
        "Did you mean 'bottom_line'?"
    )


def test_braces_are_doubled_since_one_begins_a_placeholder() -> None:
    assert result(Diagnostic("T101", "'{{' is never closed"))["message"]["text"] == "'{{{{' is never closed."


def test_hints_are_sentences_and_what_was_typed_keeps_its_small_letters() -> None:
    message = result(Diagnostic("O102", "botom_line is no field", None, ("see content/a.yaml", "a.yaml has it.")))
    assert message["message"]["text"] == "botom_line is no field. See content/a.yaml. a.yaml has it."


def test_a_diagnostic_without_a_place_has_no_location() -> None:
    for where in (None, Span(""), Place("", "")):
        assert "locations" not in result(Diagnostic("O101", "LibreOffice was not found", where))


def test_a_whole_file_has_no_region() -> None:
    (location,) = result(Diagnostic("P102", "it is missing", Span("content")))["locations"]
    assert location == {"physicalLocation": {"artifactLocation": {"uri": "content"}}}


def test_a_span_without_an_end_says_where_it_begins() -> None:
    (location,) = result(Diagnostic("C101", "twice", Span("a.yaml", 4, 2)))["locations"]
    assert location["physicalLocation"]["region"] == {"startLine": 4, "startColumn": 2}


def test_what_is_related_has_its_words_and_its_place() -> None:
    opening = Related("opened here", Place("t.docx", "word/document.xml", 3))
    (related,) = result(Diagnostic("T210", "never closed", TAG, (), (opening,)))["relatedLocations"]
    assert related["message"] == {"text": "Opened here. In paragraph 3."}
    assert related["physicalLocation"]["artifactLocation"] == {"uri": "t.docx"}


def test_what_is_related_twice_is_there_once_as_the_schema_wants() -> None:
    first = Related("first here", Span("a.yaml", 2, 1))
    assert len(result(Diagnostic("C101", "twice", Span("a.yaml", 4), (), (first, first)))["relatedLocations"]) == 1


def test_the_rules_are_those_met_each_once() -> None:
    faults = [Diagnostic(code, code, Span("a", line, 1)) for line, code in enumerate(("T102", "C101", "T102"), 1)]
    found = run(*faults)
    driver = found["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("briefing", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == ["C101", "T102"]
    assert [driver["rules"][one["ruleIndex"]]["id"] for one in found["results"]] == ["T102", "C101", "T102"]
    rule = driver["rules"][1]
    assert rule["name"] == "BracesOfNoTag"
    assert rule["shortDescription"] == {"text": "Braces of no tag."}
    assert rule["help"] == rule["fullDescription"]
    assert rule["help"]["text"].startswith("Braces that are no tag's are printed as typed: `}}}}` and `%}}`")
    assert rule["defaultConfiguration"] == {"level": "warning"}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("content/topic.yaml", "content/topic.yaml"),
        ("./content/../a b#1?.yaml", "a%20b%231%3F.yaml"),
        ("../other/é%.docx", "../other/%C3%A9%25.docx"),
        ("/home/me/a b.docx", "file:///home/me/a%20b.docx"),
        ("content\\topic.yaml", "content/topic.yaml"),
        ("C:\\Users\\Me\\a b.docx", "file:///C:/Users/Me/a%20b.docx"),
        ("c:/x.yaml", "file:///c:/x.yaml"),
        ("\\\\server\\share\\x.docx", "file://server/share/x.docx"),
        ("note: one.yaml", "note%3A%20one.yaml"),
    ],
)
def test_paths_are_uri_references(path: str, expected: str) -> None:
    assert uri(path) == expected


def prints(*diagnostics: Diagnostic) -> list[str]:
    return [
        one.get("partialFingerprints", {}).get("primaryLocationLineHash", "") for one in run(*diagnostics)["results"]
    ]


def test_a_result_without_lines_is_known_again_though_paragraphs_came_before_it() -> None:
    early, late = Diagnostic("O102", "no good", TAG), Diagnostic("O102", "no good", TAG._replace(paragraph=40))
    assert prints(early) == prints(late)
    assert re.fullmatch(r"[0-9a-f]{16}:1", prints(early)[0])
    first, second = prints(early, late)
    assert (first.partition(":")[0], second.partition(":")[2]) == (second.partition(":")[0], "2")
    assert prints(Diagnostic("O102", "no good", TAG._replace(excerpt="{{ other }}"))) != prints(early)


def test_what_has_lines_is_left_to_github_to_know_again() -> None:
    assert prints(Diagnostic("C101", "twice", Span("a.yaml", 4, 2)), Diagnostic("O101", "nowhere")) == ["", ""]
    assert prints(Diagnostic("P102", "it is missing", Span("content")))[0].endswith(":1")


TEXT = st.text(max_size=30)
NUMBERS = st.integers(0, 300)
WHERE = st.none() | st.builds(Span, TEXT, *[NUMBERS] * 4) | st.builds(
    Place, TEXT, TEXT, NUMBERS, TEXT, TEXT, TEXT, NUMBERS, NUMBERS
)  # fmt: skip
RELATED = st.builds(Related, TEXT, WHERE.filter(bool))
DIAGNOSTICS = st.lists(
    st.builds(
        Diagnostic,
        st.sampled_from(sorted(CODES)),
        TEXT,
        WHERE,
        st.lists(TEXT, max_size=3).map(tuple),
        st.lists(RELATED, max_size=2).map(tuple),
    ),
    max_size=6,
)


@given(DIAGNOSTICS)
def test_whatever_is_found_the_log_is_as_the_schema_has_it(diagnostics: list[Diagnostic]) -> None:
    found = run(*diagnostics)
    rules = found["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in found["results"]] == [one["ruleId"] for one in found["results"]]
    for one in found["results"]:
        for place in one.get("locations", []):
            assert re.fullmatch(r"[A-Za-z0-9._~/%:-]+", place["physicalLocation"]["artifactLocation"]["uri"])


@given(DIAGNOSTICS)
def test_the_same_diagnostics_give_the_same_bytes_in_whatever_order(diagnostics: list[Diagnostic]) -> None:
    apart = {(one.code, one.message): one for one in diagnostics}.values()  # the like stay as they came
    assert show.sarif(apart, "1") == show.sarif(reversed(apart), "1")
