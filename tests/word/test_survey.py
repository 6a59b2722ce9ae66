"""The look of a template: its styles by the names Word shows, its lists, the ids it has in use."""

from __future__ import annotations

import re

import pytest

from briefing.word import package, survey
from briefing.word.look import Look
from tests.word.sketch import NUMBERING, docx, members, part, xml
from tests.word.sound import packed


def look(data: bytes) -> Look:
    return survey.look(package.read(data), "word/document.xml", 9_000)


def style(identity: str, name: str, inside: str = "", kind: str = "paragraph") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{identity}"><w:name w:val="{name}"/>{inside}</w:style>'


def styled(*styles: str, numbering: str = NUMBERING) -> Look:
    more = {"word/styles.xml": part("styles", "".join(styles)), "word/numbering.xml": part("numbering", numbering)}
    return look(docx("a", more=more))


def test_styles_are_found_by_the_name_that_word_shows_and_by_aliases() -> None:
    found = styled(style("a1", "List Bullet"), style("b2", "Other", '<w:aliases w:val="Callout Note,X"/>')).styles
    assert found.paragraph == {"list bullet": "a1", "other": "b2", "callout note": "b2", "x": "b2"}


def test_styles_of_each_kind_are_kept_apart() -> None:
    found = styled(style("t", "Grid", kind="table"), style("c", "Strong", kind="character")).styles
    assert (found.table, found.character, found.paragraph) == ({"grid": "t"}, {"strong": "c"}, {})


def test_heading_levels_come_from_the_name_or_the_outline() -> None:
    outline = '<w:pPr><w:outlineLvl w:val="3"/></w:pPr>'
    assert styled(style("h", "heading 2"), style("o", "Own", outline), style("n", "Normal")).styles.headings == {
        "h": 2,
        "o": 4,
    }


def test_the_list_of_a_style_may_be_inherited_even_where_styles_are_based_on_each_other() -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
    based = '<w:basedOn w:val="{}"/>'
    found = styled(style("a", "A", numbered), style("b", "B", based.format("a")), style("x", "X", based.format("y")),
                   style("y", "Y", based.format("x"))).numbering  # fmt: skip
    assert found.of_style == {"a": (2, 0), "b": (2, 0)}


def test_the_level_of_a_style_is_the_one_that_names_it_back() -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
    levels = NUMBERING.replace(
        '<w:numFmt w:val="lowerLetter"/>', '<w:numFmt w:val="lowerLetter"/><w:pStyle w:val="a"/>'
    )
    assert styled(style("a", "A", numbered), numbering=levels).numbering.of_style == {"a": (2, 1)}


def test_a_list_knows_where_its_levels_start_and_whether_it_starts_anew() -> None:
    again = (
        '<w:num w:numId="7"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="4"/>'
        "</w:lvlOverride></w:num>"
    )
    found = styled(numbering=NUMBERING + again).numbering
    assert found.starts_of[7][:3] == (1, 4, 1)
    assert found.restarted == {7}
    assert (found.next_num, found.next_abstract) == (8, 3)


def test_a_template_without_styles_and_numbering_has_none() -> None:
    found = look(docx("a", styles=False))
    assert found.styles.paragraph == {}
    assert (found.numbering.part, found.numbering.next_num, found.numbering.next_abstract) == ("", 1, 1)


def test_no_id_in_use_is_as_large_as_the_next_one() -> None:
    ids = (
        '<w:bookmarkStart w:id="70" w:name="a"/>¦<w:bookmarkEnd w:id="70"/>¦'
        "<w:sdt><w:sdtPr><w:id w:val='90'/></w:sdtPr><w:sdtContent/></w:sdt>¦<w:ins w:id='95' w:author='A'/>"
    )
    assert look(docx(f"a ¦{ids}")).next_id == 96
    other_prefix = re.sub(r"\bw:", "q:", xml(docx(f"a ¦{ids}"))).replace("xmlns:w=", "xmlns:q=")
    assert look(docx("a", more={"word/document.xml": other_prefix})).next_id == 96


def test_notes_are_counted_by_themselves() -> None:
    found = look(docx("a ¦<w:bookmarkStart w:id='70' w:name='a'/>¦<w:bookmarkEnd w:id='70'/>", footnote="n"))
    assert found.last_note == {"footnote": 1, "endnote": 0}


def test_relationships_of_an_earlier_rendering_are_ids_in_use() -> None:
    assert look(docx("a", links={"rIdBriefing200": "https://a.example"})).next_id == 201


def test_styles_inherit_along_a_chain_of_any_length() -> None:
    parents = {f"s{n}": f"s{n + 1}" for n in range(20_000)} | {"a": "b", "b": "a"}
    found = survey.inherited({"s20000": 7}, {**parents, "s20000": ""})
    assert (len(found), found["s0"], "a" in found) == (20_001, 7, False)


def test_numbers_that_are_none_are_passed_over() -> None:
    outline = '<w:pPr><w:outlineLvl w:val="{}"/></w:pPr>'
    odd = ("²", "--5", "٣x", "9" * 5_000)
    found = styled(*(style(f"S{n}", f"s{n}", outline.format(level)) for n, level in enumerate(odd)))
    assert found.styles.headings == {}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("between", [" ", "\n", "\t"])
def test_ids_in_use_are_found_however_they_are_written(encoding: str, between: str) -> None:
    mark = '<w:bookmarkStart w:id="4711" w:name="b"/><w:bookmarkEnd w:id="4711"/>'
    held = members(docx(f"a¦{mark}"))
    text = held["word/document.xml"].decode().replace("Start w:id", f"Start{between}w:id")
    held["word/document.xml"] = (text if encoding == "utf-8" else text.replace("UTF-8", "UTF-16", 1)).encode(encoding)
    assert look(packed(held)).next_id == 4712
