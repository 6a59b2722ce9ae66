"""What topics and audiences say of each other has to be so."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import content
from tests.content.written import AUDIENCES, audiences, said, topic

BLOCKS = """\
sections:
  - id: s
    title: S
    blocks:
"""

CASES = {
    "only": (BLOCKS + "      - {id: b, text: A, only: [bord]}", "5:33 C133 unknown audience 'bord'"),
    "not": (BLOCKS + "      - {id: b, text: A, not: [board, x]}", "5:39 C133 unknown audience 'x'"),
    "variants": (BLOCKS + "      - {id: b, text: A, variants: {x: B}}", "5:37 C133 unknown audience 'x'"),
    "a title's variants": ("title: {text: A, variants: {x: B}}", "1:29 C133 unknown audience 'x'"),
    "key facts": ("key_facts: {facts: [start], variants: {x: [start]}}", "1:40 C133 unknown audience 'x'"),
    "a claim's variants": (
        "facts:\n  start: {value: 2019, claim: C., sources: [src], variants: {x: D.}}",
        "2:62 C133 unknown audience 'x'",
    ),
    "a term's words": ("terms:\n  t: {label: T, means: M., say: {x: U}}", "2:34 C133 unknown audience 'x'"),
    "depth": (BLOCKS + "      - {id: b, text: A, depth: deep}", "5:33 C136 unknown depth 'deep'"),
}


@pytest.mark.parametrize(("part", "expected"), CASES.values(), ids=CASES.keys())
def test_a_topic_can_only_name_audiences_and_depths_that_are(tmp_path: Path, part: str, expected: str) -> None:
    read, of_itself = topic(tmp_path, part)
    readers, _ = audiences(tmp_path, AUDIENCES)
    assert of_itself == []
    assert said(content.cross_check((read,), readers)) == [expected]


def test_audiences_can_only_name_sections_and_blocks_of_a_topic(tmp_path: Path) -> None:
    one, _ = topic(tmp_path, BLOCKS + "      - {id: b, text: A}")
    two, _ = topic(tmp_path, BLOCKS.replace("id: s", "id: other") + "      - {id: c, text: A}")
    text = """\
depths: [brief, full]
audiences:
  a: {label: A, template: a.docx, depth: brief, order: [s, other, busness], require: [s, x]}
omit:
  a: {b: why, c: why, bottom_line: why, d: why}
"""
    readers, of_themselves = audiences(tmp_path, text)
    assert of_themselves == []
    assert said(content.cross_check((one, two), readers)) == [
        "3:67 C134 unknown section 'busness'",
        "3:90 C134 unknown section 'x'",
        "5:41 C135 unknown block 'd'",
    ]


def test_sections_and_blocks_are_not_judged_unless_all_topics_are_there(tmp_path: Path) -> None:
    text = "depths: [brief]\naudiences:\n  a: {label: A, template: a.docx, depth: brief, order: [elsewhere]}\n"
    readers, _ = audiences(tmp_path, text)
    read, _ = topic(tmp_path, BLOCKS + "      - {id: b, text: A, only: [bord]}")
    assert said(content.cross_check((read,), readers, complete=False)) == ["5:33 C133 unknown audience 'bord'"]
    assert len(content.cross_check((read,), readers)) == 2
