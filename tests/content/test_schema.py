"""Every mistake that a topic can hold by itself: what is typed, and what is said about it where."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import content
from briefing.diagnostics import Diagnostic, Span
from briefing.model.content import Text, TextBody
from tests.content.written import topic, whole

BLOCKS = """\
sections:
  - id: s
    title: S
    blocks:
"""

CASES = {
    # Keys
    "an unknown key": ("titel: A", "1:1 C120 unknown key 'titel'"),
    "an unknown key deep down": ("title: {text: A, variant: {}}", "1:18 C120 unknown key 'variant'"),
    "a key without a value": ("title:", "1:1 C121 'title' is empty"),
    # Shapes
    "a list for a text": ("title: [a]", "1:8 C122 'title' must be a text, not a list"),
    "a colon in a text without quotes": (
        BLOCKS + "      - id: b\n        points:\n          - Note: this",
        "7:13 C122 an item of 'points' must be a text, not keys with values",
    ),
    "an empty text": ('owner: ""', "1:8 C122 'owner' is empty"),
    "a quoted date": ('as_of: "2023-01-23"', "1:8 C122 'as_of' must be a day, not text"),
    "a month that is none for a day": ("as_of: 2023-13", "1:8 C115 there is no month 13"),
    "a month for a day": ("as_of: 2023-01", "1:8 C122 'as_of' must be a day, not text"),
    "a day that is none": ("as_of: 2023-02-30", "1:8 C115 there is no day 2023-02-30"),
    "a list for a mapping": ("terms: [a]", "1:8 C122 'terms' must be keys with values, `key: value`, not a list"),
    "a text for a list": ("key_facts: start", "1:12 C122 'key_facts' must be a list, not text"),
    "a number for a mapping": ("data: 5", "1:7 C122 'data' must be keys with values, `key: value`, not a number"),
    "a text for a section": (
        "sections:\n  - text",
        "2:5 C122 an item of 'sections' must be keys with values, `key: value`, not text",
    ),
    "no sections": ("sections: []", "1:11 C121 'sections' is empty"),
    "a table without rows": (
        BLOCKS + "      - {id: b, table: {columns: [A], rows: []}}",
        "5:45 C127 there are no rows",
    ),
    "a callout of text alone": (
        BLOCKS + "      - {id: b, callout: Note this}",
        "5:26 C122 'callout' must be keys with values, `key: value`, not text",
    ),
    "a chart with an unknown fact": (
        BLOCKS + "      - {id: c, chart: {columns: [Q, A], rows: [[Q1, '{{ facts.no }}']], alt: X}}",
        "5:58 C131 unknown fact 'no'",
    ),
    # Words and forms
    "an unknown word": ("status: finished", "1:9 C125 'status' cannot be 'finished'"),
    "an underscore in a language": ("language: en_GB", "1:11 C125 'en_GB' is not a language tag"),
    "a language by its name": ("language: english", "1:11 C125 'english' is not a language tag"),
    "a condition on the bottom line": ("bottom_line: {text: A, only: [x]}", "1:24 C120 unknown key 'only'"),
    # Ids
    "an id with capitals and a hyphen": (
        "terms: {The-Model: {label: m, means: M.}}",
        "1:9 C123 'The-Model' is not an id: small letters, digits and _, a letter first",
    ),
    "an id twice in a list": ("key_facts: [start, start]", "1:20 C124 'start' is listed twice"),
    "a block named as its section": (BLOCKS + "      - {id: s, text: A}", "5:14 C124 the id 's' is taken"),
    "a block named as another": (
        BLOCKS + "      - {id: b, text: A}\n  - id: t\n    title: T\n    blocks:\n      - {id: b, text: A}",
        "9:14 C124 the id 'b' is taken",
    ),
    "a block named as the bottom line": (
        BLOCKS + "      - {id: bottom_line, text: A}",
        "5:14 C124 the id 'bottom_line' is taken",
    ),
    "an id missing": (
        "sections:\n  - {title: T, blocks: [{id: b, text: T}]}",
        "2:5 C121 an item of 'sections' has no 'id'",
    ),
    # Sources
    "a source without a title": ("sources:\n  src: {type: book}", "2:8 C121 'src' has no 'title'"),
    "an unknown field of a source": ("sources:\n  src: {title: T, year: 2}", "2:19 C120 unknown key 'year'"),
    "an unknown interest": (
        "sources:\n  src: {title: T, interest: foe}",
        "2:29 C125 'interest' cannot be 'foe'",
    ),
    "a person without a name": (
        "sources:\n  src: {title: T, author: [{given: W}]}",
        "2:28 C121 a person needs 'family' (and 'given'), an organisation 'literal'",
    ),
    "a source known through none": ("sources:\n  src: {title: T, via: drum}", "2:24 C130 unknown source 'drum'"),
    "a source with a title and a description": (
        "sources:\n  src: {title: T, description: D}",
        "2:19 C129 a source has a title or a description, not both",
    ),
    "a month that no year has": ("sources:\n  src: {title: T, issued: 2023-13}", "2:27 C115 there is no month 13"),
    # Facts
    "sources under another name": (
        "facts:\n  start: {value: 2019, claim: C., source: [src]}",
        "2:35 C120 unknown key 'source'",
    ),
    "a currency that is none": (
        "facts:\n  start: {value: {amount: 5, currency: GPB}, claim: C., sources: [src]}",
        "2:40 C125 there is no currency 'GPB'",
    ),
    "a fact without a source": (
        "facts:\n  start: {value: 2019, claim: C.}",
        "2:10 C144 the fact 'start' has no source",
    ),
    "a fact with no sources in its list": (
        "facts:\n  start: {value: 2019, claim: C., sources: []}",
        "2:10 C144 the fact 'start' has no source",
    ),
    "a fact from an unknown source": (
        "facts:\n  start: {value: 2019, claim: C., sources: [scr]}",
        "2:45 C130 unknown source 'scr'",
    ),
    "a fact without a claim": ("facts:\n  start: {value: 2019, sources: [src]}", "2:10 C121 'start' has no 'claim'"),
    "a long value": (
        "facts:\n  start: {value: " + "x" * 61 + ", claim: C., sources: [src]}",
        "2:18 C143 the value of a fact has at most 60 characters",
    ),
    **{
        f"{len(figure)} characters of a figure": (
            f"facts:\n  start: {{value: {figure}, claim: C., sources: [src]}}",
            "2:18 C143 the value of a fact has at most 60 digits",
        )
        for figure in ("9" * 61, "9" * 5000, "9" * 5001 + "%", f"{{amount: {'9' * 5002}, currency: GBP}}")
    },
    "a list as a value": (
        "facts:\n  start: {value: [1], claim: C., sources: [src]}",
        "2:18 C143 the value of a fact is one figure, date or name, not a list",
    ),
    "a currency in small letters": (
        "facts:\n  start: {value: {amount: 5, currency: usd}, claim: C., sources: [src]}",
        "2:40 C125 'usd' is not a currency",
    ),
    "an amount that is text": (
        "facts:\n  start: {value: {amount: 1_000, currency: USD}, claim: C., sources: [src]}",
        "2:27 C122 'amount' must be a number, not text",
    ),
    "a kind that the value is not": (
        "facts:\n  start: {value: 4, kind: date, claim: C., sources: [src]}",
        "2:18 C122 this value is no date: it reads as number",
    ),
    "an unknown status": (
        "facts:\n  start: {value: 4, status: doubtful, claim: C., sources: [src]}",
        "2:29 C125 'status' cannot be 'doubtful'",
    ),
    "an undated fact for the timeline": (
        "facts:\n  start: {value: four, claim: C., sources: [src], timeline: true}",
        "2:61 C145 the fact 'start' has no date to stand in the timeline with",
    ),
    "a quoted date for the timeline": (
        'facts:\n  start: {value: "2019-07", claim: C., sources: [src], timeline: true}',
        "2:66 C145 the fact 'start' has no date to stand in the timeline with",
    ),
    "a word for true": (
        "facts:\n  start: {value: 2019, claim: C., sources: [src], timeline: yes}",
        "2:61 C122 'timeline' must be true or false, not text",
    ),
    # Terms
    "a term without a meaning": ("terms:\n  t: {label: T}", "2:6 C121 't' has no 'means'"),
    # Blocks
    "a block of no kind": (BLOCKS + "      - {id: b}", "5:9 C128 this block has no content"),
    "a block of two kinds": (
        BLOCKS + "      - {id: c, text: A, points: [B]}",
        "5:26 C128 a block is of one kind: 'text' or 'points'",
    ),
    "both only and not": (
        BLOCKS + "      - {id: b, text: A, only: [board], not: [legal]}",
        "5:46 C129 'only' and 'not' cannot stand together",
    ),
    "only nobody": (
        BLOCKS + "      - {id: c, text: A, only: []}",
        "5:32 C129 'only' is empty: the block reaches nobody",
    ),
    "one reader without brackets": (
        BLOCKS + "      - {id: d, text: A, only: board}",
        "5:32 C122 'only' must be a list, not text",
    ),
    "points for a text": (BLOCKS + "      - {id: b, text: [A]}", "5:23 C122 'text' must be a text, not a list"),
    "a text for points": (BLOCKS + "      - {id: c, points: A}", "5:25 C122 'points' must be a list, not text"),
    "a variant of another shape": (
        BLOCKS + "      - id: b\n        points: [A]\n        variants:\n          board: B",
        "8:18 C122 'points' for 'board' must be a list, not text",
    ),
    "a question without an answer": (BLOCKS + "      - {id: d, qa: [{q: A}]}", "5:22 C121 an item of 'qa' has no 'a'"),
    "a short row": (
        BLOCKS + "      - {id: t, table: {columns: [A, B], rows: [[a, b], [a]]}}",
        "5:57 C127 cells in this row: 1; columns of the table: 2",
    ),
    "an unknown alignment": (
        BLOCKS + "      - {id: t, table: {columns: [{title: A, align: middle}], rows: [[a]]}}",
        "5:53 C125 'align' cannot be 'middle'",
    ),
    "an unknown fact in a timeline": (
        BLOCKS + "      - {id: t, timeline: [strat]}",
        "5:28 C131 unknown fact 'strat'",
    ),
    "a timeline of a word": (
        BLOCKS + "      - {id: u, timeline: some}",
        "5:27 C122 'timeline' must be `all`, or a list of facts, not text",
    ),
    "a quotation from an unknown source": (
        BLOCKS + "      - {id: q, quote: {text: A, source: drum}}",
        "5:42 C130 unknown source 'drum'",
    ),
    "an unknown callout": (
        BLOCKS + "      - {id: c, callout: {kind: warning, text: A}}",
        "5:33 C125 'kind' cannot be 'warning'",
    ),
    "a callout of nothing": (
        BLOCKS + "      - {id: d, callout: {kind: note}}",
        "5:26 C128 a callout has either 'text' or 'points'",
    ),
    "a callout of both": (
        BLOCKS + "      - {id: e, callout: {kind: note, text: A, points: [B]}}",
        "5:26 C128 a callout has either 'text' or 'points'",
    ),
    "a picture outside the project": (
        BLOCKS + "      - {id: f, figure: {file: ../x.png, alt: A}}",
        "5:32 C126 the file '../x.png' lies outside the project",
    ),
    "a picture that is not there": (
        BLOCKS + "      - {id: f, figure: {file: x.png, alt: A}}",
        "5:32 C126 the file 'x.png' does not exist",
    ),
    "a text outside the project": (
        BLOCKS + "      - {id: f, text: {file: /etc/hostname}}",
        "5:30 C126 the file '/etc/hostname' must be a path beside this file, not an absolute one",
    ),
    "a chart of words": (
        BLOCKS + "      - {id: c, chart: {columns: [Q, A], rows: [[Q1, 3], [Q2, many]], alt: X}}",
        "5:63 C146 'many' is no number that a chart can draw",
    ),
    "a chart of one column": (
        BLOCKS + "      - {id: c, chart: {columns: [Q], rows: [[Q1]], alt: X}}",
        "5:34 C146 a chart needs a column of numbers beside its first",
    ),
    "a kind of chart that is none": (
        BLOCKS + "      - {id: c, chart: {kind: pies, columns: [Q, A], rows: [[Q1, 3]], alt: X}}",
        "5:31 C125 'kind' cannot be 'pies'",
    ),
    "a chart that nobody describes": (
        BLOCKS + "      - {id: c, chart: {columns: [Q, A], rows: [[Q1, 3]]}}",
        "5:24 C121 'chart' has no 'alt'",
    ),
    "a table that is not there": (
        BLOCKS + "      - {id: t, table: {columns: [A], rows: {csv: x.csv}}}",
        "5:51 C126 the file 'x.csv' does not exist",
    ),
    # Ids that are named
    "an unknown key fact": ("key_facts: [strat]", "1:13 C131 unknown fact 'strat'"),
    "an unknown key fact for one reader": (
        "key_facts: {facts: [start], variants: {board: [strat]}}",
        "1:48 C131 unknown fact 'strat'",
    ),
}


@pytest.mark.parametrize(("part", "expected"), CASES.values(), ids=CASES.keys())
def test_a_mistake_is_one_error_at_its_place(tmp_path: Path, part: str, expected: str) -> None:
    assert topic(tmp_path, part)[1] == [expected]


@pytest.mark.parametrize("name", ["/etc/hostname", "../x.png", "x.png"])
def test_a_picture_that_may_not_be_named_is_none_of_the_topic(tmp_path: Path, name: str) -> None:
    read, _ = topic(tmp_path, BLOCKS + f"      - {{id: f, figure: {{file: {name}, alt: A}}}}")
    assert [one.body for _, one in read.blocks if one.id == "f"] == [TextBody(Text(""))]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    part = """\
title: [A]
version: 1.10
status: finished
bottom_line: {{ facts.start }}
key_facts: [strat]
sections:
  - id: First
    title: T
    blocks:
      - {id: b, txt: A}
      - {id: b, text: "{{ facts.strat }} [@scr]"}
"""
    assert topic(tmp_path, part)[1] == [
        "1:8 C122 'title' must be a text, not a list",
        "3:9 C125 'status' cannot be 'finished'",
        "4:15 C113 brackets where a key or a text was expected",
        "5:13 C131 unknown fact 'strat'",
        "7:9 C123 'First' is not an id: small letters, digits and _, a letter first",
        "10:17 C120 unknown key 'txt'",
        "11:14 C124 the id 'b' is taken",
        "11:27 C131 unknown fact 'strat'",
        "11:43 C130 unknown source 'scr'",
    ]


def test_a_missing_key_is_told_where_the_mapping_begins(tmp_path: Path) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text("data: {}\n")
    faults = content.load_topic(path)[1]
    assert [fault.message for fault in faults] == [
        f"the topic has no '{key}'"
        for key in ("title", "bottom_line", "as_of", "version", "language", "owner", "sections")
    ]
    assert {fault.where[1:3] for fault in faults if fault.where} == {(1, 1)}


def test_hints_tell_what_to_type(tmp_path: Path) -> None:
    path = tmp_path / "topic.yaml"
    path.write_text(whole("titel: A\nlanguage: en_GB\nterms: {The-Model: {label: m, means: M.}}"))
    hints = [fault.hints for fault in content.load_topic(path)[1] if fault.code != "C142"]
    assert hints[0] == ("write it as en, en-GB or zh-Hant-TW",)
    assert hints[1] == ("write it 'the_model'",)
    assert hints[2][0] == "did you mean 'title'?"
    assert hints[2][1].startswith("known here: title, subtitle, bottom_line, as_of")


@pytest.mark.parametrize("typed", ["ownr: Desk", "Owner: Desk"])
def test_a_misspelt_key_is_not_told_as_missing_too(tmp_path: Path, typed: str) -> None:
    path = tmp_path / "topic.yaml"
    path.write_text(whole(typed).replace("\nowner: Desk\n", "\n"))
    (fault,) = [fault for fault in content.load_topic(path)[1] if fault.code in ("C120", "C121")]
    assert fault.hints[0] == "did you mean 'owner'?"


def test_what_a_chart_cannot_draw_is_told_in_the_row_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "fares.csv").write_text("year,fares\n2019,1\n2020,many\n2021,\n", encoding="utf-8")
    chart = "chart: {columns: [Year, Fares], rows: {csv: fares.csv}, alt: Fares.}"
    part = f"sections: [{{id: s, title: S, blocks: [{{id: b, {chart}}}]}}]"
    (tmp_path / "topic.yaml").write_text(whole(part), encoding="utf-8")
    (fault,) = content.load_topic(tmp_path / "topic.yaml")[1]
    assert (fault.code, fault.where) == ("C146", Span(str(tmp_path / "fares.csv"), 3))


@pytest.mark.parametrize(
    "part",
    [
        "terms:\n  a: &a {label: A 1, means: B.}\n  b: {<<: *a, label: B 2}",
        "facts:\n  a: &a {value: 1, claim: C., sources: [src]}\n  b: {<<: *a, value: 2}\nkey_facts: [a, b]",
        "sections:\n- id: s\n  title: S\n  blocks:\n  - &a {id: a, text: T.}\n  - <<: *a\n    id: b",
    ],
)
def test_a_merge_is_told_and_not_the_keys_that_it_would_have_brought(tmp_path: Path, part: str) -> None:
    assert [said.split(" ")[1] for said in topic(tmp_path, part)[1]] == ["C114"]


def test_two_keys_that_are_missing_and_one_misspelt_are_two_mistakes(tmp_path: Path) -> None:
    path = tmp_path / "topic.yaml"
    text = whole("ownr: Desk").replace("\nowner: Desk\n", "\n").replace("as_of: 2023-01-23\n", "")
    path.write_text(text)
    messages = [fault.message for fault in content.load_topic(path)[1]]
    assert messages == ["unknown key 'ownr'", "the topic has no 'as_of'"]


@pytest.mark.parametrize(
    "part",
    [
        "sections:\n  - {id: s, title: S, blocks: }",
        "sections:\n  - {id: s, title: S, blocks: []}",
    ],
)
def test_a_section_without_blocks_is_a_mistake_however_it_is_typed(tmp_path: Path, part: str) -> None:
    (said,) = topic(tmp_path, part)[1]
    assert said.endswith("C121 'blocks' is empty")


def test_a_work_without_a_title_is_described(tmp_path: Path) -> None:
    source = "sources:\n  src: {description: unsigned column, title-short: column}"
    read, said = topic(tmp_path, source)
    assert said == []
    assert read.sources["src"].fields["description"] == "unsigned column"


def the_one(folder: Path, part: str) -> Diagnostic:
    """What is said of a topic in which one thing is wrong."""
    (folder / "topic.yaml").write_text(whole(part), encoding="utf-8")
    (fault,) = content.load_topic(folder / "topic.yaml")[1]
    return fault


@pytest.mark.parametrize(
    ("part", "hint"),
    [
        ("as_of: 23 January 2023", "write it year-month-day: 2023-01-23"),
        ("as_of: summer", "write it year-month-day: 2023-01-23"),
        ("as_of: 2023-06", "write it year-month-day: 2023-01-23"),
        ("as_of: '2023-06-01'", "write it without quotes: 2023-06-01"),
        ("facts: {start: {value: 2019, claim: C., sources: [src], timeline: yes}}", "write true"),
        ("facts: {start: {value: 2019, claim: C., sources: [src], timeline: off}}", "write false"),
        ("key_facts:\n  -start", "a space is missing after the -"),
        ("sources:\n  src:title", "a space is missing after the colon"),
        ("sources: {src: {type: book}}", "name its title, or say what it is in `description`"),
        ("sources: {src: {title: S, url: 'https://a.example'}}", "did you mean 'URL'?"),
        (
            "status: final\nOf all that was said, this: no more",
            "if it goes on with the text above, indent it as the lines there",
        ),
        ("ti\u200btle: A topic", "the invisible character U+200B stands in it: type the key anew"),
        ("\u00a0title: A topic", "the invisible character U+00A0 stands in it: type the key anew"),
        (BLOCKS + "      - {id: öffen, text: A}", "write it 'oeffen'"),
        (BLOCKS + "      - {id: café, text: A}", "write it 'cafe'"),
        (BLOCKS + "      - {id: '2023', text: A}", "ids begin with a letter: y_2023"),
        (BLOCKS + "      - {id: b, text: A, kind: note}", "'kind' belongs in `callout`: {kind: judgement, text: …}"),
        (
            "sections: [{id: s, title: S, only: [a], blocks: [{id: b, text: A}]}]",
            "'only' belongs to the blocks of the section",
        ),
        ("sections: [text]", "begin it '- id: the_id', with 'title' and 'blocks' below"),
        (BLOCKS + "      - {id: b, quote: A}", "write {text: …, by: …, source: source_id}"),
        (BLOCKS + "      - {id: b, table: {columns: A, rows: [[a]]}}", "put the titles in brackets: [Year, Sum]"),
        (BLOCKS + "      - {id: b, table: {columns: [A], rows: [a]}}", "put the cells in brackets: [2023, 4]"),
        (BLOCKS + "      - {id: b, timeline: everything}", "put them in brackets: [one, another]"),
    ],
)
def test_a_hint_tells_what_is_meant(tmp_path: Path, part: str, hint: str) -> None:
    text = whole(part).replace("\ntitle: A topic\n", "\n") if "title: A topic" in part else whole(part)
    (tmp_path / "topic.yaml").write_text(text, encoding="utf-8")
    faults = content.load_topic(tmp_path / "topic.yaml")[1]
    assert len(faults) == 1
    assert faults[0].hints[0] == hint


def test_a_day_that_is_none_is_no_day(tmp_path: Path) -> None:
    read, said = topic(tmp_path, "as_of: 2023-02-30")
    assert said == ["1:8 C115 there is no day 2023-02-30"]
    assert read.as_of is None


def test_two_kinds_in_a_block_are_told_at_the_second_that_is_typed(tmp_path: Path) -> None:
    fault = the_one(tmp_path, BLOCKS + "      - id: b\n        timeline: all\n        text: Foo")
    assert fault.where == Span(str(tmp_path / "topic.yaml"), 7, 9, 7, 13)
    assert [related.where for related in fault.related] == [Span(str(tmp_path / "topic.yaml"), 6, 9, 6, 17)]


@pytest.mark.parametrize("name", ["outlok.md", "Outlook.md", "OUTLOOK.MD"])
def test_a_file_that_is_not_there_is_told_with_the_one_that_is(tmp_path: Path, name: str) -> None:
    (tmp_path / "outlook.md").write_text("Rents rise.", encoding="utf-8")
    fault = the_one(tmp_path, f"bottom_line: {{text: {{file: {name}}}}}")
    assert (fault.code, fault.hints) == ("C126", ("did you mean 'outlook.md'?",))


def test_a_text_file_of_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "outlook.md").write_text("\n", encoding="utf-8")
    fault = the_one(tmp_path, "bottom_line: {text: {file: outlook.md}}")
    assert (fault.code, fault.message) == ("C122", "the file 'outlook.md' is empty")


def of_csv(folder: Path, data: bytes) -> tuple[str, str]:
    """What is said of a table of the columns Year and Fares with these rows: code and file."""
    (folder / "fares.csv").write_bytes(data)
    fault = the_one(folder, BLOCKS + "      - {id: b, table: {columns: [Year, Fares], rows: {csv: fares.csv}}}")
    assert isinstance(fault.where, Span)
    return fault.code, fault.where.path


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"2019,1\n2020,2\n", "C148"), (b"a,b\ncaf\xe9,1\n", "C103"), (b"a,b\n\x00,1\n", "C105"), (b"a,b\n1\n", "C127")],
)
def test_what_is_wrong_in_a_csv_file_is_told_under_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert of_csv(tmp_path, data) == (code, str(tmp_path / "fares.csv"))
    assert of_csv(Path(), data) == (code, "fares.csv")


def test_a_csv_file_of_a_head_alone_has_no_rows(tmp_path: Path) -> None:
    assert of_csv(tmp_path, b"Year,Fares\n") == ("C127", str(tmp_path / "topic.yaml"))


@pytest.mark.parametrize("head", ["year,2019", "When,How much"])
def test_a_head_in_other_words_is_a_head(tmp_path: Path, head: str) -> None:
    (tmp_path / "fares.csv").write_text(f"{head}\n2019,1\n", encoding="utf-8")
    assert topic(tmp_path, BLOCKS + "      - {id: b, table: {columns: [Year, Fares], rows: {csv: fares.csv}}}")[1] == []


def test_what_nothing_names_is_not_told_while_something_cannot_be_read(tmp_path: Path) -> None:
    assert topic(tmp_path, "key_facts: start")[1] == ["1:12 C122 'key_facts' must be a list, not text"]
    assert topic(tmp_path, "key_facts: [strat]")[1] == ["1:13 C131 unknown fact 'strat'"]
