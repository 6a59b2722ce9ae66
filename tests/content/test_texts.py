"""What texts name is checked at the very spot; figures typed in them are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import content, markdown
from briefing.model.content import Mention
from tests.content.written import topic, whole

FOLDED = """\
bottom_line: >-
  We know [@src; @scr, p. 3]
  that {{ facts.start }} and {{ facts.strat | date("long") }}

  and {{ terms.modle }} and {{ facts['strut'] }}.
"""
QUOTED = """\
bottom_line: "It is \\"so\\" [@scr] and
  {{ facts.strat }} [@scr]."
"""
PLAIN = """\
bottom_line: It began in {{ facts.start }}
  and went on [@scr].
"""
LITERAL = """\
bottom_line:
  text: |
    1. One [@src]
    2. Two [@scr]
"""


def test_each_of_thousands_of_names_is_found_where_it_is_typed(tmp_path: Path) -> None:
    cited = [f"[@src] [@s{number % 90}x{number}]" for number in range(2000)]
    read, _ = topic(tmp_path, "bottom_line: |\n  " + "\n  ".join(cited))
    spans = [mention.span for mention in read.mentions if 1 < mention.span.line < 2002]
    assert [(span.line, span.column) for span in spans] == [
        (line, column) for line in range(2, 2002) for column in (4, 11)
    ]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (
            FOLDED,
            [
                "2:18 C130 unknown source 'scr'",
                "3:33 C131 unknown fact 'strat'",
                "5:10 C132 unknown term 'modle'",
                "5:32 C131 unknown fact 'strut'",
            ],
        ),
        (
            QUOTED,
            ["1:29 C130 unknown source 'scr'", "2:6 C131 unknown fact 'strat'", "2:22 C130 unknown source 'scr'"],
        ),
        (PLAIN, ["2:16 C130 unknown source 'scr'"]),
        (LITERAL, ["4:13 C130 unknown source 'scr'"]),
    ],
    ids=["folded", "double quotes", "plain", "literal"],
)
def test_an_unknown_name_is_told_at_the_very_spot(tmp_path: Path, part: str, expected: list[str]) -> None:
    assert topic(tmp_path, part)[1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "`[@scr]` is code",
        "`` a ` [@scr] `` too",
        "a @handle, a person@example.org and [a link](http://example.org/@x)",
        "\\{{ facts.strat }} is typed",
        "{{ artefacts.strat }} is another root",
        '{{ "facts" }}',
    ],
)
def test_what_names_nothing_is_left_alone(tmp_path: Path, text: str) -> None:
    assert topic(tmp_path, f"bottom_line:\n  {text!r}" if "\\" not in text else f"bottom_line: >-\n  {text}")[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "60` long [@scr].\n\n  90` long.",
        "- one ` is\n  - two [@scr] is `",
        "so ```\n\n  [@scr]\n\n  ```",
        "\\` so [@scr] \\`",
        "`` so [@scr] `",
    ],
)
def test_what_only_looks_like_code_is_looked_at(tmp_path: Path, text: str) -> None:
    assert [said.split(" ")[1] for said in topic(tmp_path, f"bottom_line: |\n  {text}")[1] if "C14" not in said] == [
        "C130"
    ]


@pytest.mark.parametrize(
    "text", ["```\n  a\n\n  [@scr]\n  ```", "- ~~~ text\n    [@scr]\n\n    ~~~", "a `code\n  [@scr]` b"]
)
def test_code_of_several_lines_names_nothing(tmp_path: Path, text: str) -> None:
    assert topic(tmp_path, f"bottom_line: |\n  {text}")[1] == []


def test_an_expression_between_backticks_is_one_as_its_value_prints_there(tmp_path: Path) -> None:
    assert topic(tmp_path, "bottom_line: Type `{{ facts.strat }}`.")[1] == ["1:23 C131 unknown fact 'strat'"]
    assert str(markdown.fill(markdown.parse("Type `{{ facts.start }}`.")[0], ["2019"])) == "Type 2019."


def test_an_id_in_capitals_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "topic.yaml").write_text(whole("bottom_line: So [@SRC]."), encoding="utf-8")
    (fault,) = content.load_topic(tmp_path / "topic.yaml")[1]
    assert (fault.code, fault.hints) == ("C130", ("did you mean 'src'?",))


def test_every_text_of_a_topic_is_looked_at(tmp_path: Path) -> None:
    part = """\
title: {text: "A [@x1]", variants: {board: "B [@x2]"}}
subtitle: C [@x3]
bottom_line: {text: "D [@x4]", variants: {board: "E [@x5]"}}
facts:
  start: {value: 2019, claim: "F [@x6]", sources: [src], variants: {board: "G [@x7]"}}
terms:
  t: {label: T, means: "H [@x8]"}
sections:
  - id: s
    title: S [@x9]
    blocks:
      - {id: a, title: "I [@x10]", text: "J [@x11]", variants: {board: "K [@x12]"}}
      - {id: b, points: ["L [@x13]"]}
      - {id: c, points: {ordered: true, items: ["M [@x14]"]}}
      - {id: d, table: {columns: ["N [@x15]", {title: "O [@x16]"}], rows: [["P [@x17]", q]], caption: "R [@x18]"}}
      - {id: e, quote: {text: "S [@x19]", by: "T [@x20]"}}
      - {id: f, callout: {kind: note, text: "U [@x21]"}}
      - {id: g, callout: {kind: note, points: ["V [@x22]"]}}
      - {id: h, qa: [{q: "W [@x23]", a: "X [@x24]"}]}
"""
    found = [said.split("'")[1] for said in topic(tmp_path, part)[1] if "C130" in said]
    assert found == [f"x{number}" for number in range(1, 25)]


def test_a_text_in_a_file_is_looked_at_there(tmp_path: Path) -> None:
    (tmp_path / "outlook.md").write_text("First line.\n\nThen [@scr].\n")
    path = tmp_path / "topic.yaml"
    path.write_text(whole("bottom_line: {text: {file: outlook.md}}"))
    read, faults = content.load_topic(path)
    (fault,) = [fault for fault in faults if fault.is_error]
    assert fault.where == (str(tmp_path / "outlook.md"), 3, 7, 3, 11)
    assert read
    assert Mention("source", "scr", fault.where) in read.mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In July 2019 it began", ["2:11 C140 '2019' is typed in a text"]),
        ("On 23 January 2023, it", ["2:6 C140 '23 January 2023' is typed in a text"]),
        ("Am 23. Januar 2023 war es", ["2:6 C140 '23. Januar 2023' is typed in a text"]),
        ("January 23, 2023", ["2:11 C140 '23, 2023' is typed in a text"]),
        ("for $10 billion, €10m or 10 %", ["2:7 C140 '$10 billion'", "2:20 C140 '€10m'", "2:28 C140 '10 %'"]),
        ("for [see @src 12]", ["2:7 C152"]),
        ("for $5.50 or 25 % of 1,000", ["2:7", "2:16", "2:24"]),
        ("on 2023-01-23 at 12:30", ["2:6", "2:20"]),
        ("B2B, COVID-19 and GPT-4 are names", []),
        ("{{ 5 + 4 }} and `42` and [x](http://example.org/7) https://example.org/8", []),
        ("said [@src, p. 3]", []),
        ("DALL·E 2 and model 2 are named", []),
    ],
)
def test_a_figure_typed_in_a_text_is_told(tmp_path: Path, text: str, expected: list[str]) -> None:
    part = f"""\
bottom_line: >-
  {text}
facts:
  start: {{value: DALL·E 2, claim: In 2022 it came., sources: [src], variants: {{board: In 2022.}}}}
terms:
  model: {{label: model 2, means: A thing.}}
"""
    said = topic(tmp_path, part)[1]
    assert all(one.startswith(wanted) for one, wanted in zip(said, expected, strict=True))


def test_numbers_of_list_items_are_no_figures(tmp_path: Path) -> None:
    assert topic(tmp_path, "bottom_line: |\n  1. One\n  2) Two\n")[1] == []


def test_a_quotation_may_hold_figures(tmp_path: Path) -> None:
    block = "sections: [{id: s, title: S, blocks: [{id: q, quote: {text: We sold 12., source: src}}]}]"
    assert topic(tmp_path, block)[1] == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2019-07", "in July 2019"),
        ("2023-01-23", "on 23 January 2023"),
        ("2023-01-23", "on 2023-01-23"),
        ("1500", "of 1,500 people"),
        ("12.5 %", "12.5 % of all"),
        ("{amount: 1000000, currency: USD}", "for $1,000,000"),
    ],
)
def test_the_hint_names_the_fact_that_holds_the_figure(tmp_path: Path, value: str, text: str) -> None:
    path = tmp_path / "topic.yaml"
    path.write_text(whole(f"bottom_line: {text}\nfacts: {{start: {{value: {value}, claim: C., sources: [src]}}}}"))
    (fault,) = content.load_topic(path)[1]
    assert (fault.code, fault.hints) == ("C140", ("write {{ facts.start }} if that is what it says",))


def test_what_nothing_names_is_told(tmp_path: Path) -> None:
    part = """\
sources:
  src: {title: S}
  lonely: {title: L}
  through: {title: T}
  last: {title: V, via: through}
facts:
  start: {value: 2019, claim: C., sources: [src]}
  alone: {value: 4, claim: C., sources: [src]}
  dated: {value: 2020, claim: C., sources: [last], timeline: true}
  spoken: {value: 5, claim: C., sources: [src]}
bottom_line: "{{ facts.spoken }}"
"""
    assert topic(tmp_path, part)[1] == [
        "3:11 C141 nothing cites the source 'lonely'",
        "8:10 C142 no text, key fact or timeline names the fact 'alone'",
    ]
