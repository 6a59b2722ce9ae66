"""What topics and audiences say of each other has to be so."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import content
from tests.content.written import AUDIENCES, REST, audiences, said, topic, whole

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
    "a term's words": ("terms:\n  t: {label: T 2, means: M., say: {x: U}}", "2:36 C133 unknown audience 'x'"),
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
  a: {b: why, c: why, d: why}
"""
    readers, of_themselves = audiences(tmp_path, text)
    assert of_themselves == []
    assert said(content.cross_check((one, two), readers)) == [
        "3:67 C134 unknown section 'busness'",
        "3:90 C134 unknown section 'x'",
        "5:23 C135 unknown block 'd'",
    ]


def test_sections_and_blocks_are_not_judged_unless_all_topics_are_there(tmp_path: Path) -> None:
    text = "depths: [brief]\naudiences:\n  a: {label: A, template: a.docx, depth: brief, order: [elsewhere]}\n"
    readers, _ = audiences(tmp_path, text)
    read, _ = topic(tmp_path, BLOCKS + "      - {id: b, text: A, only: [bord]}")
    assert said(content.cross_check((read,), readers, complete=False)) == ["5:33 C133 unknown audience 'bord'"]
    assert len(content.cross_check((read,), readers)) == 2


NAMED = """\
depths: [brief]
audiences:
  a: {label: A, template: a.docx, depth: brief, order: [s], require: [s]}
omit:
  a: {b: why}
"""


@pytest.mark.parametrize(
    "part",
    [
        "sections: []",
        "section:\n  - {id: s, title: S, blocks: [{id: b, text: A}]}",
        "sections: text",
        "sections: [{id: s, title: S, block: [{id: b, text: A}]}]",
        "sections: [{id: s, title: S, blocks: []}]",
        "sections: [{title: S, blocks: [{id: b, text: A}]}]",
        "sections: [{id: s, title: S, blocks: [{text: A}]}]",
        "sections: [{id: s, title: S, blocks: [{id: s, text: A}]}]",
        "sections: [text]",
        "sections: [{id: o, id: s, title: S, blocks: [{id: b, text: A}]}]",
        "sections: [{id: s, title: S, blocks: [{id: o, points: [A], id: b, text: A}]}]",
    ],
)
def test_what_names_sections_that_could_not_be_read_is_not_told(tmp_path: Path, part: str) -> None:
    text = whole(part).replace(f"\n{REST['sections']}\n", "\n") if part.startswith("section:") else whole(part)
    (tmp_path / "topic.yaml").write_text(text, encoding="utf-8")
    read, faults = content.load_topic(tmp_path / "topic.yaml")
    readers, of_themselves = audiences(tmp_path, NAMED)
    assert read
    assert len(faults) == 1
    assert of_themselves == []
    assert content.cross_check((read,), readers) == ()


@pytest.mark.parametrize("typed", ["{}", "{b-c: {label: B, template: b.docx, depth: brief}}"])
def test_what_names_audiences_that_could_not_be_read_is_not_told(tmp_path: Path, typed: str) -> None:
    read, _ = topic(tmp_path, BLOCKS + "      - {id: b, text: A, only: [b_c], not: []}")
    readers, of_themselves = audiences(tmp_path, f"depths: [brief]\naudiences: {typed}")
    assert len(of_themselves) == 1
    assert content.cross_check((read,), readers) == ()


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("sources: [src]", "C122"),
        ("source: {src: {title: S}}", "C120"),
        ("facts: [start]", "C122"),
        ("fact: {start: {value: 1, claim: C., sources: [src]}}", "C120"),
        ("facts: {Start: {value: 1, claim: C., sources: [src]}}", "C123"),
        ('facts: {"2019": {value: 1, claim: C., sources: [src]}}', "C123"),
        ("facts: {2019: {value: 1, claim: C., sources: [src]}}", "C113"),
    ],
)
def test_what_names_sources_or_facts_that_could_not_be_read_is_not_told(tmp_path: Path, part: str, code: str) -> None:
    key = part.split(":")[0]
    text = "".join(line for line in whole(part).splitlines(keepends=True) if not line.startswith(f"{key}s: "))
    (tmp_path / "topic.yaml").write_text(text, encoding="utf-8")
    assert [fault.code for fault in content.load_topic(tmp_path / "topic.yaml")[1]] == [code]


def hints(folder: Path, part: str) -> tuple[str, ...]:
    """The hints of the one fault of a topic."""
    (folder / "topic.yaml").write_text(whole(part), encoding="utf-8")
    (fault,) = content.load_topic(folder / "topic.yaml")[1]
    return fault.hints


TERM = "terms: {cloud: {label: cloud 9, means: M.}}\n"


@pytest.mark.parametrize(
    ("part", "hint"),
    [
        (TERM + "key_facts: [start, cloud]", "'cloud' is a term: {{ terms.cloud }}"),
        (TERM + 'bottom_line: "{{ facts.cloud }}"', "'cloud' is a term: {{ terms.cloud }}"),
        ('bottom_line: "{{ terms.start }}"', "'start' is a fact: {{ facts.start }}"),
        ("bottom_line: So [@start].", "'start' is a fact: {{ facts.start }}"),
        ("key_facts: [start, facts.start]", "write 'start'"),
        ("facts: {start: {value: 2019, claim: C., sources: [src, '@src']}}", "write 'src'"),
    ],
)
def test_a_name_of_another_kind_is_told_as_what_it_is(tmp_path: Path, part: str, hint: str) -> None:
    assert hints(tmp_path, part) == (hint,)


def test_a_source_known_through_itself_is_told_once_for_each_circle(tmp_path: Path) -> None:
    part = """\
sources:
  src: {title: A, via: two}
  two: {title: B, via: three}
  three: {title: C, via: src}
  four: {title: D, via: four}
  five: {title: E, via: four}
bottom_line: "[@src; @two; @three; @four; @five]"
"""
    assert topic(tmp_path, part)[1] == [
        "2:24 C139 the source 'src' is known through itself: src → two → three → src",
        "5:25 C139 the source 'four' is known through itself",
    ]


def test_a_term_that_no_text_names_is_told_but_one_that_lets_texts_type_digits(tmp_path: Path) -> None:
    part = """\
terms:
  spoken: {label: spoken, means: "Said, as {{ terms.deep }}."}
  deep: {label: deep, means: Far down.}
  alone: {label: alone, means: By itself.}
  named: {label: GPT 4, means: A model.}
bottom_line: "{{ terms.spoken }}"
"""
    assert topic(tmp_path, part)[1] == ["4:10 C147 no text names the term 'alone'"]
