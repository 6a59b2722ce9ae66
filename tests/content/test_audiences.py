"""Audiences: what they inherit, and every mistake that their file can hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.model.content import Limits
from tests.content.written import audiences

TEXT = """\
depths: [brief, standard, full]
audiences:
  board: {extends: executive, label: Board, limits: {words: 300}}
  executive:
    label: Executive team
    paper: One-page brief
    template: one_page.docx
    depth: brief
    order: [business, benefits]
    require: [business]
    citations: footnotes
    limits: {words: 450, sentence: 25, grade: 10, pages: 1}
omit:
  board: {actions: not theirs to do}
"""


def test_an_audience_has_what_is_said_and_what_its_parent_says(tmp_path: Path) -> None:
    read, said = audiences(tmp_path, TEXT)
    assert said == []
    board, executive = read.audiences["board"], read.audiences["executive"]
    assert (board.label, executive.label) == ("Board", "Executive team")
    assert (board.paper, board.template, board.depth) == ("One-page brief", "one_page.docx", "brief")
    assert (board.order, board.require, board.citations) == (("business", "benefits"), ("business",), "footnotes")
    assert (board.limits, executive.limits) == (Limits(300, 25, 10, 1), Limits(450, 25, 10, 1))
    assert read.depths == ("brief", "standard", "full")
    assert read.omissions == {"board": {"actions": "not theirs to do"}}


NO_LIMIT = "4:35 C122 'words' must be a whole number from 1, not {}"
HEAD = "depths: [brief]\naudiences:\n  a: {label: A, template: a.docx, depth: brief}\n"

CASES = {
    "no depths": (
        "audiences:\n  a: {label: A, template: a.docx, depth: brief}",
        ["1:1 C121 the file of audiences has no 'depths'"],
    ),
    "an empty list of depths": (
        "depths: []\naudiences:\n  a: {label: A, template: a.docx, depth: brief}",
        ["1:9 C121 'depths' is empty"],
    ),
    "no audiences": ("depths: [brief]\naudiences: {}\nomit:\n  a: {b: c}", ["2:12 C121 'audiences' is empty"]),
    "misspelt audiences": (
        "depths: [brief]\naudience:\n  a: {label: A, template: a.docx, depth: brief}\nomit:\n  a: {b: c}",
        ["2:1 C120 unknown key 'audience'"],
    ),
    "a depth twice": (
        "depths: [brief, brief]\naudiences:\n  a: {label: A, template: a.docx, depth: brief}",
        ["1:17 C124 'brief' is listed twice"],
    ),
    "a limit below one": (HEAD + "  b: {extends: a, limits: {words: -3}}", [NO_LIMIT.format("-3")]),
    "a limit of half a word": (HEAD + "  b: {extends: a, limits: {words: 300.5}}", [NO_LIMIT.format("300.5")]),
    "the bottom line omitted": (
        HEAD + "omit:\n  a: {bottom_line: why}",
        ["5:7 C135 the bottom line cannot be omitted"],
    ),
    "an id of capitals and hyphens that is named as it should be": (
        "depths: [d]\naudiences:\n  A-b: {label: A, template: a.docx, depth: d}\nomit:\n  a_b: {c: d}\n  ab: {c: d}",
        ["3:3 C123 'A-b' is not an id: small letters, digits and _, a letter first"],
    ),
    "needed keys": (
        "depths: [brief]\naudiences:\n  a: {paper: P}",
        ["3:6 C121 'a' has no 'depth'", "3:6 C121 'a' has no 'label'", "3:6 C121 'a' has no 'template'"],
    ),
    "an unknown key": (
        HEAD + "  b: {extends: a, colour: red}",
        ["4:19 C120 unknown key 'colour'"],
    ),
    "an unknown depth": (
        "depths: [brief]\naudiences:\n  a: {label: A, template: a.docx, depth: deep}",
        ["3:42 C136 unknown depth 'deep'"],
    ),
    "an unknown parent": (HEAD + "  b: {extends: c}", ["4:16 C133 unknown audience 'c'"]),
    "itself as parent": (HEAD + "  b: {extends: b}", ["4:16 C137 the audience 'b' extends itself"]),
    "a grandparent": (
        HEAD + "  b: {extends: a}\n  c: {extends: b}",
        ["5:16 C137 'b' itself extends 'a'"],
    ),
    "a bad id": (
        "depths: [brief]\naudiences:\n  A-1: {label: A, template: a.docx, depth: brief}",
        ["3:3 C123 'A-1' is not an id: small letters, digits and _, a letter first"],
    ),
    "a template elsewhere": (
        "depths: [brief]\naudiences:\n  a: {label: A, template: ../a.docx, depth: brief}",
        ["3:27 C125 '../a.docx' is not a Word template"],
    ),
    "a template of another kind": (
        "depths: [brief]\naudiences:\n  a: {label: A, template: a.odt, depth: brief}",
        ["3:27 C125 'a.odt' is not a Word template"],
    ),
    "unknown citations": (
        HEAD + "  b: {extends: a, citations: endnotes}",
        ["4:30 C125 'citations' cannot be 'endnotes'"],
    ),
    "a limit in words": (
        HEAD + "  b: {extends: a, limits: {words: many, lines: 5}}",
        ["4:35 C122 'words' must be a whole number from 1, not text", "4:41 C120 unknown key 'lines'"],
    ),
    "an omission without a reason": (
        HEAD + 'omit:\n  a: {actions: ""}',
        ["5:16 C122 'actions' is empty"],
    ),
    "an omission for nobody known": (
        HEAD + "omit:\n  z: {actions: why}",
        ["5:3 C133 unknown audience 'z'"],
    ),
    "omissions as a list": (
        HEAD + "omit:\n  a: [actions]",
        ["5:6 C122 'a' must be keys with values, `key: value`, not a list"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_a_mistake_is_told_at_its_place(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert audiences(tmp_path, text)[1] == expected
