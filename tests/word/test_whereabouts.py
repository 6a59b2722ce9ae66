"""A tag that stands in no paragraph's text is told with what it stands in, by the words of Word."""

from __future__ import annotations

import pytest

from briefing.diagnostics import Diagnostic, Place
from tests.word.drawn import chart, columns, series, with_chart
from tests.word.merging import faults, merged
from tests.word.sketch import NAMESPACES, docx, relationships, run, xml

LINK = f'a ¦<w:hyperlink r:id="rLink">{run("our page")}</w:hyperlink>'
SHAPE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="Picture 1" descr="a {{ gone }} b"/>'
    "</wp:inline></w:drawing></w:r>"
)
CONTROL = f'<w:sdt><w:sdtPr><w:alias w:val="{{{{ gone }}}}"/></w:sdtPr><w:sdtContent>{run("x")}</w:sdtContent></w:sdt>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def place(found: Diagnostic) -> Place:
    assert isinstance(found.where, Place)
    return found.where


@pytest.mark.parametrize(
    ("paragraph", "trail"),
    [
        (f"Words ¦{SHAPE}", "alternative text of 'Picture 1'"),
        (f"Words ¦{CONTROL}", "title of a content control"),
        ('Words ¦<w:bookmarkStart w:id="1" w:name="m{{ gone }}"/>¦<w:bookmarkEnd w:id="1"/>', "name of a bookmark"),
        (f"Words ¦{FIELD.format(' QUOTE {{ gone }} ')}", "code of a field"),
        ('Words ¦<w:fldSimple w:instr="QUOTE {{ gone }}"/>', "code of a field"),
    ],
)
def test_what_a_tag_stands_in_is_told_with_its_paragraph(paragraph: str, trail: str) -> None:
    (found,) = faults(docx(f"First\n{paragraph}"))
    assert (found.code, place(found).paragraph, place(found).trail) == ("T310", 2, trail)


def test_the_address_of_a_link_is_told_by_the_words_it_stands_behind() -> None:
    (found,) = faults(docx(f"First\n{LINK}", links={"rLink": "https://{{ gone }}"}))
    assert (place(found).paragraph, place(found).trail) == (2, "address of the link 'our page'")


def test_a_property_is_told_by_its_name() -> None:
    (found,) = faults(docx("a", title="{{ gone }}"))
    assert place(found).trail == "property 'Title'"


def test_a_document_variable_is_told_by_its_name() -> None:
    settings = (
        f'<w:settings {NAMESPACES}><w:docVars><w:docVar w:name="Who" w:val="{{{{ gone }}}}"/></w:docVars></w:settings>'
    )
    related = relationships({"rsettings": ("settings", "settings.xml")})
    more: dict[str, str | bytes] = {"word/settings.xml": settings, "word/_rels/document.xml.rels": related}
    (found,) = faults(docx("a", styles=False, more=more))
    assert place(found).trail == "document variable 'Who'"


def test_a_title_in_a_chart_is_told_with_its_chart() -> None:
    (found,) = faults(with_chart("a", chart(columns(series(0)), title="{{ gone }}")))
    assert place(found).trail == "chart 1, title"


def test_a_note_is_told_by_its_number_for_which_separators_do_not_count() -> None:
    (found,) = faults(docx("a", footnote="See {{ gone }}"))
    assert place(found).trail == "footnote 1"


# What Word fetches


def test_a_tag_in_what_a_field_fetches_is_refused_with_its_paragraph() -> None:
    code = FIELD.format(' INCLUDEPICTURE "https://a.example/{{ x }}.png" ')
    found, *others = faults(docx(f"First\nWords ¦{code}"), x="y")
    assert others == []
    assert (found.code, place(found).paragraph, place(found).trail) == ("T226", 2, "code of a field")
    assert "alternative text" in found.hints[0]


def test_a_linked_picture_is_told_with_its_paragraph_and_what_to_do() -> None:
    related = relationships({"rImage": ("image", "https://{{ x }}")}).replace("/>", ' TargetMode="External"/>')
    picture = '<w:r><w:drawing><a:blip r:link="rImage"/></w:drawing></w:r>'
    (found,) = faults(docx(f"First\nWords ¦{picture}", more={"word/_rels/document.xml.rels": related}), x=1)
    assert (found.code, place(found).paragraph, place(found).trail) == ("T226", 2, "address of what is linked")
    assert "alternative text" in found.hints[0]


def test_a_tag_beside_a_field_that_fetches_is_none_of_it() -> None:
    code = FIELD.format(' INCLUDEPICTURE "https://a.example/b.png" ') + FIELD.format(" QUOTE {{ x }} ")
    data, said = merged(docx(f"a ¦{code}"), x="y")
    assert [one.code for one in said] == ["T407"]
    assert "QUOTE y" in xml(data)
