"""Diagnostics as annotations on GitHub: the exact lines, since its runner reads them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing import show
from briefing.codes import CODES
from briefing.diagnostics import Diagnostic, Place, Related, Span

TITLE = f"title=C101 {CODES['C101'].title}"


def command(where: Span | Place | None, message: str = "no good", *hints: str) -> str:
    return show.github([Diagnostic("C101", message, where, hints)])


def test_a_stretch_of_a_line_is_annotated_where_it_stands() -> None:
    assert command(Span("content/a.yaml", 2, 9, 2, 14), "'title' is typed twice", "take one out") == (
        f"::error file=content/a.yaml,line=2,endLine=2,col=9,endColumn=14,{TITLE}"
        "::'title' is typed twice%0Ahint: take one out\n"
    )


def test_a_warning_is_one() -> None:
    assert show.github([Diagnostic("T102", "a brace")]).startswith("::warning title=T102 braces of no tag::")


def test_many_lines_have_no_columns_which_the_runner_would_drop() -> None:
    assert command(Span("a", 2, 9, 4, 1)) == f"::error file=a,line=2,endLine=4,{TITLE}::no good\n"


def test_a_span_without_an_end_has_none() -> None:
    assert command(Span("a", 2, 9)) == f"::error file=a,line=2,endLine=2,col=9,{TITLE}::no good\n"


def test_a_whole_file_has_no_line_and_nowhere_no_file() -> None:
    assert command(Span("content")) == f"::error file=content,{TITLE}::no good\n"
    assert command(None) == command(Span("")) == f"::error {TITLE}::no good\n"


def test_a_place_in_a_word_file_is_in_the_message() -> None:
    place = Place("t.docx", "word/header1.xml", 2, "", "Facts", "See {{ x }}", 4, 7)
    assert command(place, "no 'x'", "is it 'y'?") == (
        f"::error file=t.docx,{TITLE}::no 'x'%0A"
        "in a header, paragraph 2, under \"Facts\": {{ x }}%0Ahint: is it 'y'?\n"
    )


def test_what_is_related_is_in_the_message() -> None:
    fault = Diagnostic("C101", "twice", Span("a", 2), (), (Related("first here", Span("b", 1, 3)),))
    assert show.github([fault]).endswith("::twice%0Ab:1:3: first here\n")


def test_signs_that_the_runner_reads_are_escaped() -> None:
    assert command(Span("a,b:c%\r\n.yaml"), "100 %\r\n::error::more, and more") == (
        f"::error file=a%2Cb%3Ac%25%0D%0A.yaml,{TITLE}::100 %25%0D%0A::error::more, and more\n"
    )


def test_paths_have_forward_slashes() -> None:
    assert command(Span("content\\a.yaml")).startswith("::error file=content/a.yaml,")


@given(st.text(), st.text(min_size=1), st.lists(st.text(), max_size=3))
def test_nothing_typed_makes_a_command_of_its_own(message: str, path: str, hints: list[str]) -> None:
    found = command(Span(path, 2, 1), message, *hints)
    assert found.count("\n") == 1
    assert "\r" not in found
    properties, _, said = found.removeprefix("::error ").partition("::")
    assert properties.count(",") == 4
    assert properties.count("=") == 5 + path.count("=")
    typed = "\n".join([message, *(f"hint: {hint}" for hint in hints)])
    assert said == show.visible(typed.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")) + "\n"


def test_what_a_terminal_would_take_for_an_order_is_made_visible() -> None:
    found = command(Span("a\x1b[31m.yaml"), "the key '\x9b31m\u202e'", "x" * 900_000)
    assert found.count("\n") == 1
    assert found.removesuffix("\n").isprintable()
    assert len(found) < 700
