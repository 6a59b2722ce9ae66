"""Another Word file taken in: `{{ snippet("clause.docx") }}`, with all that its words stand on."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from docx.shared import Cm
from PIL import Image

from briefing import Failed, Template, render
from briefing.diagnostics import Place
from briefing.word.verify import verify
from tests import judges
from tests.letters import lines
from tests.word.drawn import AXES, Shown, chart, columns, frame, series, with_chart
from tests.word.dump import dump
from tests.word.sketch import docx, members, names, text_box, xml
from tests.word.test_moves import FROM, TO
from tests.word.test_repeats import ROW, changed

HOST = "Dear {{ name }},\n{{ snippet('clause.docx') }}\nYours"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deep").mkdir()
    return tmp_path


def taken(folder: Path, clause: bytes, host: bytes | str = HOST, **data: Any) -> tuple[bytes, list[str]]:
    """The rendered host, whose folder holds the clause, and the codes of what was said."""
    (folder / "clause.docx").write_bytes(clause)
    (folder / "t.docx").write_bytes(docx(host) if isinstance(host, str) else host)
    stream = io.BytesIO()
    said = Template(folder / "t.docx").render({"name": "R&D <b>"} | data, stream)
    assert [one for one in verify(stream.getvalue(), "x") if one.is_error] == []
    return stream.getvalue(), [one.code for one in said]


def refused(folder: Path, host: str, **data: Any) -> list[str]:
    (folder / "t.docx").write_bytes(docx(host))
    with pytest.raises(Failed) as failed:
        Template(folder / "t.docx").render(data, io.BytesIO())
    return [" ".join((one.code, one.message, *one.hints)) for one in failed.value.diagnostics]


def test_its_body_stands_in_place_of_the_tags_paragraph(folder: Path) -> None:
    data, said = taken(folder, docx("One for {{ name }}\n*Two*\na ‖ b"))
    assert dump(data) == "Dear R&D <b>,\nOne for R&D <b>\n*Two*\na ‖ b\nYours"
    assert said == []


def test_further_names_can_be_given_to_it(folder: Path) -> None:
    host = "{% for p in people %}\n{{ snippet('clause.docx', person=p) }}\n{% endfor %}"
    data, _ = taken(folder, docx("{{ person.name }} of {{ name }}"), host, people=[{"name": "Ada"}, {"name": "Bo"}])
    assert dump(data) == "Ada of R&D <b>\nBo of R&D <b>"


def test_one_paragraph_may_stand_in_a_line(folder: Path) -> None:
    data, _ = taken(folder, docx("the *clause*"), "Says ¦{{ snippet('clause.docx') }}¦ here")
    assert lines(data) == ["Says the *clause* here"]


def test_more_than_one_paragraph_in_a_line_is_an_error(folder: Path) -> None:
    (folder / "clause.docx").write_bytes(docx("One\nTwo"))
    assert refused(folder, "Says {{ snippet('clause.docx') }} here")[0].startswith("R303")


def test_a_cell_that_ends_in_a_table_keeps_a_paragraph(folder: Path) -> None:
    data, _ = taken(folder, docx("a ‖ b"), "{{ snippet('clause.docx') }} ‖ x")
    assert re.search(r"</w:tbl><w:p>(?:<w:pPr/>)?</w:p></w:tc>|</w:tbl><w:p/></w:tc>", xml(data))


def test_the_templates_style_of_the_name_is_taken_and_others_come_along(folder: Path) -> None:
    document: Any = python_docx.Document()
    own = document.styles.add_style("Clause", 1)
    own.base_style, own.font.italic = document.styles["Quote"], True
    for style in ("Quote", "Clause"):
        document.add_paragraph(style, style=style)
    stream = io.BytesIO()
    document.save(stream)
    data, _ = taken(folder, stream.getvalue())
    styles = re.findall(r'<w:pStyle w:val="(\w+)"', xml(data))
    assert styles[0] == "Quote"
    (brought,) = re.findall(rf'<w:style [^>]*w:styleId="{styles[1]}".*?</w:style>', xml(data, "word/styles.xml"))
    assert '<w:basedOn w:val="Quote"/>' in brought
    assert "<w:i/>" in brought


@pytest.mark.parametrize("numbered", ["1. One\n1. Two", "One\n1. Two\nMore\n1. Three"])
def test_its_lists_begin_anew_and_those_of_the_template_go_on(folder: Path, numbered: str) -> None:
    host = "1. First\n{{ snippet('clause.docx') }}\n{{ snippet('clause.docx') }}\n1. Second"
    data, _ = taken(folder, docx(numbered), host)
    count = numbered.count("1. ")
    found = [line.split(".")[0] for line in dump(data).splitlines() if line[0].isdecimal()]
    assert found == ["1", *[str(number) for _ in (1, 2) for number in range(1, count + 1)], "2"]


def test_its_pictures_and_links_come_along_and_the_same_file_once(folder: Path) -> None:
    Image.new("RGB", (40, 40), "red").save(folder / "red.png")
    document: Any = python_docx.Document()
    document.add_paragraph().add_run().add_picture(str(folder / "red.png"), width=Cm(1))
    stream = io.BytesIO()
    document.save(stream)
    data, _ = taken(folder, stream.getvalue(), HOST.replace("Yours", "{{ snippet('clause.docx') }}"))
    assert len([name for name in names(data) if "/media/" in name]) == 1
    assert len(set(re.findall(r'<wp:docPr id="(\d+)"', xml(data)))) == 2


def test_its_links_are_links(folder: Path) -> None:
    link = '<w:hyperlink r:id="rlink"><w:r><w:t>here</w:t></w:r></w:hyperlink>'
    data, _ = taken(folder, docx(f"See ¦{link}", links={"rlink": "https://example.org/?a=1&b=2"}))
    assert "https://example.org/?a=1&amp;b=2" in xml(data, "word/_rels/document.xml.rels")


def test_its_notes_have_numbers_of_their_own(folder: Path) -> None:
    clause = docx("A¦<w:r><w:footnoteReference w:id='1'/></w:r>", footnote="Note of {{ name }}")
    host = docx(
        f"B¦<w:r><w:footnoteReference w:id='1'/></w:r>\n{HOST}\n{{{{ snippet('clause.docx') }}}}", footnote="Host"
    )
    data, _ = taken(folder, clause, host)
    references = re.findall(r'footnoteReference w:id="(\d+)"', xml(data))
    assert len(set(references)) == 3
    assert xml(data, "word/footnotes.xml").count("R&amp;D") == 2


def test_what_a_note_brings_of_word_2010_may_be_ignored_in_its_new_part(folder: Path) -> None:
    box = "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr><w:sdtContent/></w:sdt>"
    data, _ = taken(folder, docx("A¦<w:r><w:endnoteReference w:id='1'/></w:r>", endnote=f"At the end¦{box}"))
    (root,) = re.findall("<w:endnotes[^>]*>", xml(data, "word/endnotes.xml"))
    assert 'mc:Ignorable="w14"' in root


def test_endnotes_come_into_a_template_without_any(folder: Path) -> None:
    data, _ = taken(folder, docx("A¦<w:r><w:endnoteReference w:id='1'/></w:r>", endnote="At the end"))
    assert "At the end" in xml(data, "word/endnotes.xml")


def test_a_note_that_cannot_stand_where_it_comes_is_told(folder: Path) -> None:
    clause = docx("A¦<w:r><w:footnoteReference w:id='1'/></w:r>", footnote="Note")
    data, said = taken(folder, clause, docx("x", header="{{ snippet('clause.docx') }}"))
    assert said == ["R322"]
    assert "footnoteReference" not in xml(data, "word/header1.xml")


def test_bookmarks_and_what_leads_to_them_are_renamed_in_each_place(folder: Path) -> None:
    marked = "<w:bookmarkStart w:id='7' w:name='spot'/><w:r><w:t>X</w:t></w:r><w:bookmarkEnd w:id='7'/>"
    field = "<w:fldSimple w:instr=' REF spot \\h '><w:r><w:t>X</w:t></w:r></w:fldSimple>"
    data, _ = taken(folder, docx(f"A ¦{marked}¦{field}"), HOST + "\n{{ snippet('clause.docx') }}")
    spots = re.findall(r'w:name="(spot\w*)"', xml(data))
    assert len(set(spots)) == 2
    assert re.findall(r"REF (\w+)", xml(data)) == spots


def test_a_chart_comes_with_its_sheet(folder: Path) -> None:
    clause = with_chart(f"A{frame('{{ sales }}')}", chart(columns(series(0)) + AXES))
    data, _ = taken(folder, clause, sales={"North": 3})
    held = members(data)
    (drawn,) = [name for name in held if re.fullmatch(r"word/charts/briefing1-\d+\.xml", name)]
    (sheet,) = [name for name in held if name.endswith(".xlsx")]
    assert Shown.of(held[drawn], held[sheet]).agrees()


def test_sections_comments_and_protection_stay_behind(folder: Path) -> None:
    section = "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>End</w:t></w:r></w:p>"
    comment = (
        "<w:commentRangeStart w:id='0'/>¦said¦<w:commentRangeEnd w:id='0'/>¦<w:r><w:commentReference w:id='0'/></w:r>"
    )
    data, said = taken(folder, docx(f"{section}\nA ¦{comment}¦<w:permStart w:id='1'/>¦B", comment="secret"))
    assert said == ["R321"]
    assert xml(data).count("sectPr") == 2  # the template's own
    assert not re.search("comment|permStart", xml(data))


def test_a_file_that_takes_in_another(folder: Path) -> None:
    (folder / "deep" / "inner.docx").write_bytes(docx("Inner {{ name }}"))
    data, _ = taken(folder, docx("Outer\n{{ snippet('deep/inner.docx') }}"))
    assert dump(data) == "Dear R&D <b>,\nOuter\nInner R&D <b>\nYours"


def test_a_file_that_takes_itself_in_is_an_error(folder: Path) -> None:
    (folder / "clause.docx").write_bytes(docx("{{ snippet('clause.docx') }}"))
    (found,) = refused(folder, HOST, name="x")
    assert "'clause.docx' takes itself in: clause.docx → clause.docx" in found


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("clausee.docx", "R309 there is no file 'clausee.docx' beside the template did you mean 'clause.docx'?"),
        ("../t.docx", "lies outside of the template's folder"),
        ("/etc/hostname", "lies outside of the template's folder"),
        ("a\\0b", "is no name of a file"),
    ],
)
def test_a_file_that_is_not_there_or_not_below_the_template_is_an_error(folder: Path, name: str, message: str) -> None:
    (folder / "clause.docx").write_bytes(docx("x"))
    (found,) = refused(folder, f"{{{{ snippet('{name}') }}}}")
    assert message in found


def test_a_file_that_has_hardly_a_letter_in_common_is_not_the_one_that_was_meant(folder: Path) -> None:
    (folder / "clause.docx").write_bytes(docx("x"))
    found = refused(folder, "{{ snippet('logo.docx') }}")
    assert found == ["R309 there is no file 'logo.docx' beside the template"]


def test_what_is_missing_in_it_is_told_at_its_place_there(folder: Path) -> None:
    (folder / "clause.docx").write_bytes(docx("Dear {{ nme }}"))
    (folder / "t.docx").write_bytes(docx(HOST))
    with pytest.raises(Failed) as failed:
        Template(folder / "t.docx").render({"name": "x"}, io.BytesIO())
    (found,) = failed.value.diagnostics
    assert isinstance(found.where, Place)
    assert (found.code, Path(found.where.path).name) == ("T310", "clause.docx")
    (taken_in,) = found.related
    assert isinstance(taken_in.where, Place)
    assert (taken_in.message, taken_in.where.excerpt) == ("taken in here", "{{ snippet('clause.docx') }}")


def test_names_of_the_data_win(folder: Path) -> None:
    data, _ = taken(folder, docx("x"), "{{ snippet }}", snippet="my own")
    assert dump(data) == "my own"


def test_what_comes_out_is_accepted_by_microsofts_validator(folder: Path) -> None:
    document: Any = python_docx.Document()
    document.add_heading("Clause", 2)
    for style in ("List Number", "List Number", "List Bullet 2", "Intense Quote"):
        document.add_paragraph("{{ name }}", style=style)
    document.add_table(2, 2, style="Light Grid Accent 1").cell(0, 0).text = "{{ name }}"
    document.save(folder / "clause.docx")
    data, _ = taken(folder, (folder / "clause.docx").read_bytes(), HOST + "\n{{ snippet('clause.docx') }} ‖ x")
    (folder / "out.docx").write_bytes(data)
    assert judges.open_xml_sdk(folder / "out.docx")[folder / "out.docx"] == ()


@pytest.mark.parametrize(
    "clause",
    [
        "plain {{ n }}",
        "1. one {{ n }}\n1. two",
        "{{ {'North': n} | chart('column', alt='Up') }}",
        "{{ words | markdown }}",
    ],
)
def test_in_a_loop_it_is_what_its_passes_written_out_would_be(folder: Path, clause: str) -> None:
    loop = "{% for n in [3, 77] %}\nA\n{{ snippet('clause.docx', n=n, words='1. x' if n > 3 else 'y') }}\n{% endfor %}"
    once = "A\n{{{{ snippet('clause.docx', n={}, words='{}') }}}}"
    written = f"{once.format(3, 'y')}\n{once.format(77, '1. x')}"
    looped, separate = (taken(folder, docx(clause), host)[0] for host in (loop, written))
    assert dump(looped) == dump(separate)
    assert [members(looped)[name] for name in names(looped)] == [members(separate)[name] for name in names(separate)]


def test_a_captured_file_that_is_printed_twice_has_a_note_each_time(folder: Path) -> None:
    clause = docx("A¦<w:r><w:footnoteReference w:id='1'/></w:r>", footnote="Note")
    data, _ = taken(folder, clause, "{% set c = snippet('clause.docx') %}\n{{ c }}\n{{ c }}")
    assert len(set(re.findall(r'footnoteReference w:id="(\d+)"', xml(data)))) == 2


def test_a_label_of_captions_that_is_a_bookmark_too_stays(folder: Path) -> None:
    mark = "<w:bookmarkStart w:id='3' w:name='Figure'/>¦X¦<w:bookmarkEnd w:id='3'/>"
    code = "<w:fldSimple w:instr=' SEQ Figure '><w:r><w:t>1</w:t></w:r></w:fldSimple>"
    data, _ = taken(folder, docx(f"A ¦{mark}¦{code}"))
    assert re.findall(r"SEQ (\w+)", xml(data)) == ["Figure"]


def test_what_it_only_links_to_is_left_out_and_told(folder: Path) -> None:
    picture = '<w:r><w:pict><v:shape><v:imagedata r:id="rfar"/></v:shape></w:pict></w:r>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    far = f'<Relationship Id="rfar" Type="{office}/image" Target="file://elsewhere/a.png" TargetMode="External"/>'
    plain = docx(f"A ¦{picture}", styles=False)
    related = xml(plain, "word/_rels/document.xml.rels").replace("/>", f">{far}</Relationships>", 1)
    if "</Relationships></Relationships>" not in related:
        related = xml(plain, "word/_rels/document.xml.rels").replace("</Relationships>", f"{far}</Relationships>")
    data, said = taken(folder, docx(f"A ¦{picture}", styles=False, more={"word/_rels/document.xml.rels": related}))
    assert said == ["T407"]
    assert b"elsewhere" not in b"".join(members(data).values())


def test_files_that_take_each_other_in_again_and_again_come_to_an_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render, "MOST_TAKEN_IN", 20)
    for name, inner in {"a": "b", "b": "c", "c": "d"}.items():
        (folder / f"{name}.docx").write_bytes(docx(f"{{{{ snippet('{inner}.docx') }}}}\n" * 4))
    (folder / "d.docx").write_bytes(docx("x"))
    found = refused(folder, "{{ snippet('a.docx') }}")
    assert {one.split(" one ")[0] for one in found} == {"R309 more than 20 files are taken in"}


@pytest.mark.parametrize("host", [HOST, HOST + "\n{{ snippet('clause.docx') }}"])
def test_what_was_moved_in_it_was_deleted_and_inserted(folder: Path, host: str) -> None:
    moved = f"a ¦{FROM}\nb ¦{TO}"
    data, _ = taken(folder, docx(moved), f"{moved}\n{host}", name="x")
    text = xml(data)
    assert text.count("<w:moveFrom ") == 1
    assert text.count("<w:delText") == host.count("snippet")


def test_its_changes_to_tables_and_its_types_of_shapes_have_ids_of_their_own(folder: Path) -> None:
    shape = (
        '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="9,9"/>'
        '<v:shape id="s1" type="#_x0000_t136" style="width:9pt"/></w:pict></w:r>'
    )
    clause = docx(f"{ROW.format(changed('cellIns')).replace('{{ x }}', 'c')}\na ¦{shape}")
    text = xml(taken(folder, clause, f"b ¦{shape}\n{HOST}\n{HOST}")[0])
    for pattern in (r"<w:(?:cellIns|\w+Change) w:id=\"(\d+)\"", r'shapetype id="(\w+)"'):
        ids = re.findall(pattern, text)
        assert len(ids) == len(set(ids)) > 2
    assert re.findall(r'type="#(\w+)"', text) == re.findall(r'shapetype id="(\w+)"', text)


def test_a_note_in_a_text_box_is_told_and_goes(folder: Path) -> None:
    clause = docx("x\nA¦<w:r><w:footnoteReference w:id='1'/></w:r>", footnote="Note")
    data, said = taken(folder, clause, "In ¦" + text_box("{{ snippet('clause.docx') }}"))
    assert said == ["R322"]
    assert "footnoteReference" not in xml(data)


def test_a_paragraph_with_a_text_box_may_stand_in_a_line(folder: Path) -> None:
    data, said = taken(folder, docx(f"the ¦{text_box('in')}"), "Says ¦{{ snippet('clause.docx') }}¦ here")
    assert [xml(data).count(text) for text in (">the <", ">in<", "Says ", " here")] == [1, 2, 1, 1]
    assert said == []


def test_what_stands_in_a_line_brings_the_names_of_its_namespaces(folder: Path) -> None:
    host = docx("Says ¦{{ snippet('clause.docx') }}¦ here")
    sparing = re.sub(r' xmlns:(?!w=|r=)\w+="[^"]*"', "", xml(host))
    data, _ = taken(folder, docx(f"the ¦{text_box('in')}"), docx("", more={"word/document.xml": sparing}))
    assert xml(data).count(">in<") == 2
