"""Diagnostics as text: the exact shapes, because people and editors read them."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import show
from briefing.diagnostics import Diagnostic, Place, Related, Span

TAG_IN_TABLE = Place(
    path="templates/one_page.docx",
    part="word/document.xml",
    paragraph=37,
    trail="table 2, row 3, cell 1",
    heading="Key facts",
    excerpt="In short: {{ briefing.botom_line }}",
    at=10,
    length=25,
)


def shown(where: Span | Place | None, line: str | None = None) -> list[str]:
    """The lines of one diagnostic whose source line is `line`, without the count."""
    found = show.text([Diagnostic("O102", "no good", where)], source=lambda path, number: line)
    return found.splitlines()[:-2]


def test_a_fault_in_a_word_file_is_shown_with_its_place_its_words_and_a_hint() -> None:
    fault = Diagnostic("O102", "'briefing' has no field 'botom_line'", TAG_IN_TABLE, ("did you mean 'bottom_line'?",))
    assert show.text([fault]) == (
        "templates/one_page.docx:37: error[O102]: 'briefing' has no field 'botom_line'\n"
        '  in table 2, row 3, cell 1, under "Key facts"\n'
        "  | In short: {{ briefing.botom_line }}\n"
        "  |           ^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  = hint: did you mean 'bottom_line'?\n"
        "\n"
        "1 error\n"
    )


def test_a_fault_in_yaml_is_shown_with_the_line_as_typed(tmp_path: Path) -> None:
    path = tmp_path / "topic.yaml"
    path.write_text("title: A\nstatus: finol\n", encoding="utf-8")
    assert show.text([Diagnostic("O102", "no such status", Span(str(path), 2, 9, 2, 14))]) == (
        f"{path}:2:9: error[O102]: no such status\n"  #
        "  | status: finol\n"
        "  |         ^^^^^\n"
        "\n"
        "1 error\n"
    )


def test_a_file_that_can_not_be_read_shows_no_line() -> None:
    found = show.text([Diagnostic("O102", "no good", Span("nowhere/at_all.yaml", 3, 1))])
    assert found == "nowhere/at_all.yaml:3:1: error[O102]: no good\n\n1 error\n"


def test_a_place_outside_the_main_document_names_its_part() -> None:
    place = Place("t.docx", "word/header2.xml", 1, "table 1, row 1, cell 2")
    assert shown(place)[1] == "  in a header (word/header2.xml), table 1, row 1, cell 2"
    assert shown(place._replace(part="customXml/item1.xml", trail=""))[1] == "  in customXml/item1.xml"


def test_a_place_without_a_paragraph_is_the_file() -> None:
    assert shown(Place("t.docx", "")) == ["t.docx: error[O102]: no good"]


def test_a_fault_without_a_place_has_no_address() -> None:
    assert shown(None) == shown(Span("")) == ["error[O102]: no good"]


def test_carets_stand_under_words_behind_tabs_and_wide_characters() -> None:
    assert shown(Span("a", 1, 4, 1, 6), "\t漢x!!") == ["a:1:4: error[O102]: no good", "  |     漢x!!", "  |        ^^"]
    assert shown(Span("a", 1, 1, 1, 3), "漢字") == ["a:1:1: error[O102]: no good", "  | 漢字", "  | ^^^^"]
    assert shown(Span("a", 1, 3, 1, 4), "e\u0301x")[2] == "  |  ^"


def test_a_span_of_many_lines_is_marked_to_the_end_of_its_first() -> None:
    assert shown(Span("a", 1, 7, 4, 1), "text: >-")[1:] == ["  | text: >-", "  |       ^^"]


def test_a_span_without_an_end_has_one_caret() -> None:
    assert shown(Span("a", 1, 3), "abcdef")[2] == "  |   ^"


def test_a_long_line_is_cut_around_what_is_meant() -> None:
    line = "a" * 200 + "{{ x }}" + "b" * 200
    _, cut, carets = shown(Place("t.docx", "word/document.xml", 1, excerpt=line, at=200, length=7))
    assert cut.startswith("  | …aaa")
    assert cut.endswith("bbb…")
    assert cut[carets.index("^") : carets.rindex("^") + 1] == "{{ x }}"
    assert len(cut) <= len("  | ") + show.WIDEST_EXCERPT + 2


def test_a_related_spot_is_shown_with_its_own_words() -> None:
    opening = Place("t.docx", "word/document.xml", 3, "table 1, row 1, cell 1", "", "{% for x in y %}", 0, 16)
    fault = Diagnostic("O102", "'endfor' closes nothing", Place("t.docx", "word/document.xml", 9), (), (
        Related("opened here", opening),
    ))  # fmt: skip
    assert show.text([fault]).splitlines()[1:5] == [
        "  = t.docx:3: opened here",
        "    in table 1, row 1, cell 1",
        "    | {% for x in y %}",
        "    | ^^^^^^^^^^^^^^^^",
    ]


def test_faults_come_once_and_in_order_of_file_and_line() -> None:
    late, early = Diagnostic("O102", "late", Span("b.yaml", 9, 1)), Diagnostic("O103", "early", Span("b.yaml", 2, 5))
    assert show.short([late, early, late]) == "b.yaml:2:5: error[O103]: early\nb.yaml:9:1: error[O102]: late\n"


def test_colour_only_adds_to_the_plain_text() -> None:
    faults = [Diagnostic("O102", "no good", TAG_IN_TABLE, ("a hint",))]
    coloured = show.text(faults, colour=True)
    assert "\x1b[1;31merror[O102]\x1b[0m" in coloured
    assert "\x1b" not in show.text(faults)


def test_no_faults_are_no_text() -> None:
    assert (show.text([]), show.short([])) == ("", "")


def test_json_keeps_every_field() -> None:
    fault = Diagnostic("O102", "no good", Span("é.yaml", 2, 9, 2, 14), ("a hint",), (Related("see", TAG_IN_TABLE),))
    assert json.loads(show.json([fault])) == {
        "diagnostics": [
            {
                "code": "O102",
                "severity": "error",
                "message": "no good",
                "where": {"path": "é.yaml", "line": 2, "column": 9, "end_line": 2, "end_column": 14},
                "hints": ["a hint"],
                "related": [{"message": "see", "where": TAG_IN_TABLE._asdict()}],
            }
        ],
        "errors": 1,
        "warnings": 0,
        "files": [],
    }


def test_a_table_aligns_words_left_and_numbers_right() -> None:
    assert show.table([("board", "漢.docx", 87), ("legal", "long.docx", 1204)], ("audience", "file", "words")) == (
        "audience  file       words\n"  #
        "board     漢.docx       87\n"
        "legal     long.docx   1204\n"
    )


def test_a_table_of_nothing_is_nothing() -> None:
    assert show.table([]) == ""


def test_marks_that_turn_text_around_are_made_visible() -> None:
    assert shown(Span("a", 1, 1, 1, 4), "a\u202eb\u2028c")[1:] == ["  | a·b·c", "  | ^^^"]


@given(st.text(), st.integers(0, 200), st.integers(0, 200))
def test_any_excerpt_gives_one_printable_line_with_carets_inside(line: str, at: int, length: int) -> None:
    found = shown(Place("t.docx", "word/document.xml", 1, excerpt=f"x{line}", at=min(at, len(line)), length=length))
    assert len(found) == 2 + bool(length)
    assert not [c for row in found for c in row if unicodedata.category(c) == "Cc"]


def test_a_file_that_is_no_text_is_not_quoted(tmp_path: Path) -> None:
    file = tmp_path / "paper.docx"
    file.write_bytes(b"PK\3\4\n\0\0")
    assert show.line_of_file(str(file), 1) is None


def test_a_whole_file_is_named_without_a_line() -> None:
    whole = Diagnostic("P102", "the folder of content is missing", Span("content"))
    assert show.text([whole], source=lambda *_: "a line") == (
        "content: error[P102]: the folder of content is missing\n\n1 error\n"
    )
    assert show.short([whole]) == "content: error[P102]: the folder of content is missing\n"


def test_a_diagnostic_beyond_the_cap_is_counted_and_not_shown() -> None:
    faults = [Diagnostic("O102", f"no good {n}", Span("a", n, 1)) for n in (2, 3, 4)]
    assert show.text(faults, source=lambda *_: None, most=2) == (
        "a:2:1: error[O102]: no good 2\n"
        "\n"
        "a:3:1: error[O102]: no good 3\n"
        "\n"
        "3 errors\n"
        "not shown: 1 error (--most 0 shows all)\n"
    )
    assert show.short(faults, most=1) == (
        "a:2:1: error[O102]: no good 2\n"  #
        "not shown: 2 errors (--most 0 shows all)\n"
    )


def test_no_error_is_hidden_by_a_warning() -> None:
    warnings = [Diagnostic("T102", "a brace", Span("a", n, 1)) for n in (2, 3, 6)]
    errors = [Diagnostic("O102", "no good", Span("a", n, 1)) for n in (4, 5)]
    assert show.short([*warnings, *errors], most=3) == (
        "a:2:1: warning[T102]: a brace\n"
        "a:4:1: error[O102]: no good\n"
        "a:5:1: error[O102]: no good\n"
        "not shown: 2 warnings (--most 0 shows all)\n"
    )


@pytest.mark.parametrize("most", [0, -1, 3, 4])
def test_a_cap_that_leaves_nothing_out_says_nothing(most: int) -> None:
    faults = [Diagnostic("O102", "no good", Span("a", n, 1)) for n in (1, 2, 3)]
    assert show.short(faults, most=most) == show.short(faults)
    assert show.text(faults, most=most) == show.text(faults)


def test_a_place_is_described_in_words() -> None:
    assert show.described(TAG_IN_TABLE) == ('table 2, row 3, cell 1, under "Key facts": {{ briefing.botom_line }}')
    assert show.described(Place("t.docx", "word/header1.xml", 2)) == "a header, paragraph 2"
    assert show.described(Place("t.docx", "word/document.xml")) == "the document"
    assert show.described(Place("t.docx", "")) == ""


def test_the_carets_stand_under_the_name_that_is_meant() -> None:
    tag = "{% if briefing.title and briefing.ownr %}"
    place = Place("t.docx", "word/document.xml", 2, "", "", f"Dear {tag}", 5, len(tag))
    told = show.text([Diagnostic("T310", "'briefing' has no field 'ownr'", place)]).splitlines()
    assert told[1:3] == [f"  | Dear {tag}", f"  | {' ' * 39}^^^^"]


def test_a_name_that_is_not_in_the_tag_leaves_the_carets_under_all_of_it() -> None:
    place = Place("t.docx", "word/document.xml", 2, "", "", "{{ m(x) }}", 0, 10)
    told = show.text([Diagnostic("T310", "'x' has no field 'ownr'", place)]).splitlines()
    assert told[2] == "  | ^^^^^^^^^^"


def test_one_line_says_in_which_part_a_paragraph_is() -> None:
    found = [Diagnostic("T310", "m", Place("t.docx", part, 1)) for part in ("word/document.xml", "word/header2.xml")]
    assert show.short(found).splitlines() == [
        "t.docx:1: error[T310]: m",
        "t.docx:1: error[T310]: m (a header, paragraph 1)",
    ]


UNRULY = "a\x1b[31m\x00\x9b\u202eb\nc\u2028"


@pytest.mark.parametrize("printed", [show.text, show.short, show.github])
def test_what_a_terminal_would_take_for_an_order_is_made_visible_wherever_it_stands(printed: Any) -> None:
    place = Place(f"{UNRULY}.docx", f"word/{UNRULY}.xml", 3, UNRULY, UNRULY, UNRULY, 0, 9)
    faults = [
        Diagnostic("O102", f"the key '{UNRULY}'", where, (f"is it '{UNRULY}'?",), (Related(UNRULY, where),))
        for where in (place, Span(f"{UNRULY}.yaml", 2, 3))
    ]
    assert all(line.isprintable() for line in printed(faults).removesuffix("\n").split("\n"))


def test_what_a_terminal_would_take_for_an_order_is_made_visible_in_tables() -> None:
    assert show.table([(UNRULY, 1), ("b", 2)], ("name", UNRULY)).count("\n") == 3
    assert show.table([(UNRULY, 1)]).removesuffix("\n").isprintable()


def test_programs_are_given_all_of_it_in_escapes() -> None:
    fault = Diagnostic("O102", f"{UNRULY}\ud800 {'x' * 900}", Span(f"{UNRULY}.yaml", 2))
    for printed in (show.json([fault]), show.sarif([fault], "1")):
        assert all(line.isprintable() for line in printed.split("\n"))
    assert json.loads(show.json([fault]))["diagnostics"][0]["message"] == fault.message
    (result,) = json.loads(show.sarif([fault], "1"))["runs"][0]["results"]
    assert result["message"]["text"] == f"{fault.message}."


def test_messages_end_where_nobody_reads_on() -> None:
    fault = Diagnostic("O102", "x" * 900_000, Span("a" * 4000), ("y" * 900_000,), (Related("z" * 900_000, Span("b")),))
    assert max(map(len, show.text([fault]).splitlines())) < 700
    assert max(map(len, show.short([fault]).splitlines())) < 700
