"""Words that a reader is not to have are found wherever they stand in a file."""

from __future__ import annotations

import pytest

from briefing.diagnostics import Place
from briefing.word import package
from briefing.word.leaks import Source, leaked
from tests.word.sketch import docx, members, run
from tests.word.sound import packed

SECRET = {"The board & the bank meet in “Leeds” on Monday": "plan"}


def found(data: bytes) -> list[str]:
    return [one.where.part for one in leaked(package.read(data), SECRET, source(data))]  # type: ignore[union-attr]


def source(data: bytes) -> Source:
    return Source("t.docx", "word/document.xml", package.read(data))


@pytest.mark.parametrize(
    "body",
    [
        "The board & the bank meet in “Leeds” on Monday",
        f"{run('The board & the ')}¦*bank*¦{run(' meet in “Leeds” on Monday')}",
        "It is so: The board & the bank  meet in “Leeds” on Monday, they say.",
    ],
)
def test_words_are_found_however_they_are_cut(body: str) -> None:
    assert found(docx(body)) == ["word/document.xml"]


def test_words_are_found_in_headers_and_attributes() -> None:
    held = members(docx("Body", header="The board & the bank meet in “Leeds” on Monday"))
    assert found(packed(held)) == [name for name in held if "header" in name and name.endswith(".xml")]
    told = '<w:sdt><w:sdtPr><w:alias w:val="The board &amp; the bank meet in “Leeds” on Monday"/></w:sdtPr>'
    assert found(docx(f"{told}<w:sdtContent><w:p/></w:sdtContent></w:sdt>")) == ["word/document.xml"]


def test_other_words_are_none() -> None:
    assert found(docx("The board & the bank meet in Leeds")) == []
    assert list(leaked(package.read(docx("Anything")), {}, source(docx("Anything")))) == []


def test_a_block_is_told_once_for_each_part() -> None:
    both = {"one two three four five": "plan", "six seven eight nine ten": "plan"}
    data = docx("one two three four five", header="six seven eight nine ten")
    assert len(list(leaked(package.read(data), both, source(data)))) == 2


def test_words_are_told_where_the_template_says_them() -> None:
    (one,) = leaked(
        package.read(data := docx("A line\nIt is so: one two three four five.")), {"one two three": "x"}, source(data)
    )
    assert one.where == Place("t.docx", "word/document.xml", 2, "", "", "It is so: one two three four five.", 10, 13)
