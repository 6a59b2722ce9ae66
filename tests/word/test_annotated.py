"""Notes become comments at the words they are about, and the rest of the file is as it was."""

from __future__ import annotations

import io
import re

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefing import template
from briefing.diagnostics import Place
from briefing.word.annotated import annotated
from briefing.word.names import COMMENT, TEXT, TEXT_BOX, P, w
from briefing.word.verify import verify
from tests.word.sketch import docx, members, run, xml
from tests.word.sound import SOUND, packed

MAIN = "word/document.xml"


def at(paragraph: int, excerpt: str = "", meant: str = "", part: str = MAIN) -> Place:
    """The place of some words in a paragraph."""
    return Place("t.docx", part, paragraph, "", "", excerpt, excerpt.index(meant), len(meant))


def noted(data: bytes, *notes: tuple[Place, str]) -> bytes:
    """The file with the notes; it is as sound as it was."""
    made = annotated(data, notes)
    assert set(verify(made, "t.docx")) <= set(verify(data, "t.docx"))
    return made


def comments(data: bytes) -> dict[str, str]:
    """The words that each comment covers, by the text of the comment, its paragraphs parted by line ends."""
    body, part = etree.fromstring(members(data)[MAIN]), etree.fromstring(xml(data, "word/comments.xml").encode())
    texts = {one.get(w("id")): "\n".join(map(words, one.iter(P))) for one in part.iter(COMMENT)}
    covered = {str(texts[identity]): "" for identity in texts}
    open_now: list[str] = []
    for node in body.iter(w("commentRangeStart"), w("commentRangeEnd"), TEXT):
        if node.tag == TEXT:
            for note in open_now:
                covered[note] += node.text or ""
        elif node.tag == w("commentRangeStart"):
            open_now.append(texts[node.get(w("id"))])
        else:
            open_now.remove(texts[node.get(w("id"))])
    assert not open_now
    assert set(texts) == {one.get(w("id")) for one in body.iter(w("commentReference"))}
    return covered


def words(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(TEXT))


def faulty(data: bytes) -> list[Place]:
    """Where compiling finds something wrong."""
    _, diagnostics = template.compile_docx(data, "t.docx")
    return [one.where for one in diagnostics if isinstance(one.where, Place)]


def meant(place: Place) -> str:
    return place.excerpt[place.at : place.at + place.length]


def box(text: str) -> str:
    """A run with a text box, as Word writes it: a drawing, and the same for older programs."""
    content = f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"
    drawing = (
        '<w:drawing><wp:inline><wp:extent cx="914400" cy="457200"/><wp:docPr id="2" name="Box 2"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/>'
        f"<wps:spPr/><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing>"
    )
    picture = f'<w:pict><v:shape style="width:72pt"><v:textbox>{content}</v:textbox></v:shape></w:pict>'
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{picture}</mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )


def control(text: str) -> str:
    return f'<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>'


def field(code: str, shown: str) -> str:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{char.format('begin')}{instruction}{char.format('separate')}{shown}{char.format('end')}"


FAULTY = [
    "In short: {{ 1 + }} as typed",
    "One word¦ {{ 2¦_ +_¦ }} in three runs",
    "*Bold {{ 3 + }}* and {{ 4 + }} in one paragraph",
    "Left {{ 5 + }} ‖ right\n{{ 6 + }} ‖ right",
    f"<w:p>{run('In a control ')}{control('{{ 7 + }}')}</w:p>",
    f'<w:p><w:hyperlink r:id="rLink">{run("Linked {{ 8 + }}")}</w:hyperlink>{run(" and not")}</w:p>',
    f'<w:p>{run("Typed ")}<w:ins w:id="9" w:author="A">{run("anew {{ 9 ")}</w:ins>{run("+ }} here")}</w:p>',
    f'<w:p>{run("Kept ")}<w:del w:id="10" w:author="A"><w:r><w:delText>{{{{ no + }}}}</w:delText></w:r></w:del>'
    f"{run('not {{ 10 + }}')}</w:p>",
    "A tab\tstands before {{ 11 + }}",
    f"<w:p>{run('Boxed ')}{box('{{ 12 + }}')}</w:p>",
    "After the box {{ 13 + }}",
    f"<w:p><m:oMath><m:r><m:t>{{{{ 14 + }}}}</m:t></m:r></m:oMath>{run(' is its sum')}</w:p>",
    f"<w:p>{field('REF none', run('7'))}{run(' is referred to, {{ 15 + }} is not')}</w:p>",
    f'<w:sdt><w:sdtPr><w:id w:val="8"/></w:sdtPr><w:sdtContent><w:p>{run("{{ 16 + }}")}</w:p></w:sdtContent></w:sdt>',
]


def test_each_fault_of_a_template_is_noted_at_its_very_tag() -> None:
    data = docx("\n".join(FAULTY), links={"rLink": "https://example.com"})
    places = faulty(data)
    covered = comments(noted(data, *((place, meant(place)) for place in places)))
    assert [re.sub(r"\s", "", note) for note in covered] == [f"{{{{{number}+}}}}" for number in range(1, 17)]
    in_runs = {note: words for note, words in covered.items() if "12" not in note and "14" not in note}
    assert list(in_runs.values()) == list(in_runs)
    assert covered["{{ 12 + }}"].startswith("Boxed ")


def test_a_tag_in_an_equation_is_noted_at_the_equation() -> None:
    data = docx(f"<w:p>{run('As ')}<m:oMath><m:r><m:t>{{{{ 1 + }}}}</m:t></m:r></m:oMath>{run(' shows')}</w:p>")
    made = noted(data, *((place, "a note") for place in faulty(data)))
    assert re.search(r"<w:commentRangeStart [^>]*/><m:oMath>.*</m:oMath><w:commentRangeEnd", xml(made))


def test_no_comment_stands_in_a_text_box_where_word_would_not_show_it() -> None:
    data = docx(f"<w:p>{run('Boxed ')}{box('{{ 1 + }}')}</w:p>")
    root = etree.fromstring(members(noted(data, (faulty(data)[0], "a note")))[MAIN])
    (mark,) = root.iter(w("commentReference"))
    assert not any(mark.iterancestors(TEXT_BOX))


def test_what_fields_showed_does_not_move_a_comment() -> None:
    entries = "".join(f"<w:p>{run(text)}</w:p>" for text in ("{{ 1 + }}", "other"))
    start = field('TOC \\o "1-3"', "").removesuffix('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    bookmark = f'<w:bookmarkStart w:id="1" w:name="a"/>{run("{{ 3 }}")}<w:bookmarkEnd w:id="1"/>'
    data = docx(
        f"<w:p>{start}</w:p>{entries}{end}\n# {{{{ 1 + }}}}\nthen {{{{ 2 + }}}}\n<w:p>{bookmark}</w:p>\n"
        f"<w:p>{run('As ')}{field('REF a', run('{{ 3 }}'))}{run(' says {{ 4 + }}')}</w:p>"
    )
    covered = comments(noted(data, *((place, meant(place)) for place in faulty(data))))
    assert covered == {note: note for note in ("{{ 1 + }}", "{{ 2 + }}", "{{ 4 + }}")}
    heading = etree.fromstring(members(noted(data, (faulty(data)[0], "n")))[MAIN]).find(
        f".//{w('commentReference')}/../.."
    )
    assert heading is not None
    assert heading.find(f"{w('pPr')}/{w('pStyle')}") is not None


def test_runs_keep_their_formats_where_they_are_parted() -> None:
    made = noted(docx("*one two three*"), (at(1, "one two three", "two"), "why?"))
    document = python_docx.Document(io.BytesIO(made))
    runs = [(run.text, bool(run.bold)) for run in document.paragraphs[0].runs if run.text]
    assert runs == [("one ", True), ("two", True), (" three", True)]
    assert document.paragraphs[0].text == "one two three"


def test_a_place_without_words_is_the_whole_paragraph() -> None:
    made = noted(docx("first\n# second"), (at(2), "about it all"))
    assert comments(made) == {"about it all": "second"}


def test_words_that_are_no_text_of_the_paragraph_are_the_whole_paragraph() -> None:
    made = noted(docx("shown"), (at(1, "{{ alternative text }}", "{{ alternative text }}"), "alt"))
    assert comments(made) == {"alt": "shown"}


def test_a_tag_that_goes_on_is_marked_to_the_end_of_its_first_paragraph() -> None:
    data = docx("From {{ x\n+ }} on")
    assert comments(noted(data, (faulty(data)[0], "it goes on"))) == {"it goes on": "{{ x"}


def test_notes_on_the_same_words_are_all_there() -> None:
    where = at(1, "all {{ x }} there", "{{ x }}")
    made = noted(docx("all {{ x }} there"), (where, "one"), (where, "two"), (at(1), "three"))
    assert comments(made) == {"one": "{{ x }}", "two": "{{ x }}", "three": "all {{ x }} there"}


@pytest.mark.parametrize(
    "place",
    [
        Place("t.docx", "word/header1.xml", 1, "", "", "{{ x }}", 0, 7),
        Place("t.docx", "docProps/core.xml"),
        Place("t.docx", MAIN),
        Place("t.docx", MAIN, 99),
        Place("t.docx", ""),
    ],
)
def test_what_has_no_paragraph_in_the_body_is_noted_at_the_first(place: Place) -> None:
    made = noted(docx("first\nsecond", header="{{ x }}"), (place, "In a header: no such name"))
    assert comments(made) == {"In a header: no such name": "first"}


def test_lines_of_a_note_are_paragraphs_of_its_comment() -> None:
    made = noted(docx("text"), (at(1), "T101 tag that is never closed\r\nhint: close it\n\nthe end"))
    assert list(comments(made)) == ["T101 tag that is never closed\nhint: close it\n\nthe end"]


def test_a_comment_is_by_briefing_and_has_no_date() -> None:
    comment = re.search(r"<w:comment [^>]*>", xml(noted(docx("text"), (at(1), "n")), "word/comments.xml"))
    assert comment is not None
    assert comment[0] == '<w:comment w:id="0" w:author="briefing" w:initials="br">'


def test_the_comments_of_the_designer_stay_and_no_id_is_there_twice() -> None:
    data = packed(SOUND)
    before = etree.fromstring(members(data)["word/comments.xml"])
    made = noted(data, (at(1), "mine"), (at(2), "mine too"))
    after = list(etree.fromstring(members(made)["word/comments.xml"]).iter(COMMENT))
    assert etree.tostring(after[0], method="c14n", exclusive=True) == etree.tostring(
        before[0], method="c14n", exclusive=True
    )
    assert [one.get(w("id")) for one in after] == ["0", "1", "2"]
    assert comments(made)["Why?"] == "noted"


def test_a_name_that_is_taken_is_not_used_for_the_new_part() -> None:
    data = docx("text", more={"word/comments.xml": "<stray/>"})
    made = annotated(data, [(at(1), "n")])
    assert members(made)["word/comments.xml"] == b"<stray/>"
    assert b">n</w:t>" in members(made)["word/comments1.xml"]


def test_comments_take_the_styles_that_the_file_has_for_them() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="annotation text"/></w:style>'
        '<w:style w:type="character" w:styleId="a2"><w:name w:val="annotation reference"/></w:style>'
    )
    own = xml(docx("x"), "word/styles.xml").replace("</w:styles>", f"{styles}</w:styles>")
    made = noted(docx("x", more={"word/styles.xml": own}), (at(1), "n"))
    assert '<w:pStyle w:val="a1"/>' in xml(made, "word/comments.xml")
    assert '<w:rStyle w:val="a2"/></w:rPr><w:commentReference' in xml(made)


def test_a_body_without_a_paragraph_gets_one() -> None:
    assert comments(noted(docx(""), (Place("t.docx", ""), "empty"))) == {"empty": ""}


def test_only_what_the_comments_need_is_written_anew() -> None:
    data = docx("text", header="head", title="A title")
    made = noted(data, (at(1), "n"))
    changed = [name for name, content in members(made).items() if members(data).get(name) != content]
    assert changed == ["[Content_Types].xml", MAIN, "word/_rels/document.xml.rels", "word/comments.xml"]


def test_without_notes_the_members_are_as_they_came() -> None:
    data = docx("text")
    assert members(annotated(data, [])) == members(data)


def test_a_file_that_is_no_package_gives_nothing() -> None:
    assert annotated(b"no zip", [(at(1), "n")]) == b""
    assert annotated(packed({"[Content_Types].xml": "<Types/>"}), [(at(1), "n")]) == b""
    assert annotated(packed({**SOUND, "word/comments.xml": "<broken"}), [(at(1), "n")]) == b""


def test_python_docx_reads_the_comments() -> None:
    made = noted(docx("all {{ x }} there"), (at(1, "all {{ x }} there", "{{ x }}"), "one\ntwo"))
    (comment,) = python_docx.Document(io.BytesIO(made)).comments
    assert (comment.author, comment.initials, comment.text) == ("briefing", "br", "one\ntwo")


@given(st.text(max_size=20), st.integers(0, 12), st.integers(-3, 40), st.integers(-3, 40), st.text(max_size=30))
def test_no_note_and_no_place_breaks_the_file(excerpt: str, paragraph: int, at: int, length: int, note: str) -> None:
    data = packed(SOUND)
    place = Place("t.docx", MAIN, paragraph, "", "", excerpt, at, length)
    made = noted(data, (place, note), (place._replace(excerpt="Held", at=1, length=2), note))
    assert words(etree.fromstring(members(made)[MAIN])) == words(etree.fromstring(members(data)[MAIN]))
