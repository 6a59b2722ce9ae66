"""Whether a package is valid: a sound file is left alone, and every seeded fault is found."""

from __future__ import annotations

import io
import random
import re
import struct
import time
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import limits
from briefing.codes import CODES
from briefing.diagnostics import Diagnostic, Place
from briefing.word import package, verify
from briefing.word.names import CHART
from tests.word.seeds import DOCUMENT, SEEDS, STYLES, Seed
from tests.word.sound import OFFICE, PIXEL, SOUND, changed, packed

# Offsets in a header of the zip's directory, APPNOTE.TXT 4.3.12.
FLAGS_IN_DIRECTORY, CHECKSUM_IN_DIRECTORY, SIZE_IN_DIRECTORY = 8, 16, 24


def codes(data: bytes) -> set[str]:
    return {diagnostic.code for diagnostic in verify.verify(data, "out.docx")}


def only(data: bytes) -> tuple[Diagnostic, Place]:
    """The one finding about a file, and its place."""
    (diagnostic,) = verify.verify(data, "out.docx")
    assert isinstance(diagnostic.where, Place)
    return diagnostic, diagnostic.where


def with_body(content: str) -> bytes:
    """The sound file with more at the start of its body."""
    return changed(DOCUMENT, "<w:body>", f"<w:body>{content}")


def directory_patched(offset: int, value: bytes) -> bytes:
    """The sound file with bytes of its first entry in the zip's directory replaced."""
    data = bytearray(packed(SOUND))
    at = data.index(b"PK\x01\x02") + offset
    data[at : at + len(value)] = value
    return bytes(data)


def test_a_sound_file_has_no_findings() -> None:
    assert verify.verify(packed(SOUND), "out.docx") == ()


def test_what_python_docx_writes_has_no_findings() -> None:
    document = docx.Document()
    document.add_heading("Heading", 1)
    document.add_paragraph("An item", style="List Bullet").add_run(" in bold").bold = True
    table = document.add_table(2, 3, style="Table Grid")
    table.cell(0, 0).merge(table.cell(1, 1))
    document.add_picture(io.BytesIO(PIXEL))
    document.sections[0].header.paragraphs[0].text = "Header"
    document.add_section()
    stream = io.BytesIO()
    document.save(stream)
    assert verify.verify(stream.getvalue(), "out.docx") == ()


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed.code} {seed.what}")
def test_a_seeded_fault_is_found_and_nothing_else(seed: Seed) -> None:
    assert codes(changed(seed.part, seed.old, seed.new)) == {seed.code}


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("O201", b""),
        ("O201", b"Dear Sir or Madam"),
        ("O201", packed(SOUND)[:-200]),
        ("O201", directory_patched(CHECKSUM_IN_DIRECTORY, bytes(4))),
        ("O202", packed({**SOUND, "word/HEADER1.xml": SOUND["word/header1.xml"]})),
        ("O203", packed({**SOUND, "../evil.xml": "<evil/>"})),
        ("O203", packed({**SOUND, "/evil.xml": "<evil/>"})),
        ("O203", packed({**SOUND, "word\\evil.xml": "<evil/>"})),
        ("O203", packed({**SOUND, "C:/evil.xml": "<evil/>"})),
        ("O203", packed({**SOUND, "~.xml": "<evil/>"}).replace(b"~.xml", b"\0.xml")),
        ("O203", packed({**SOUND, "/": ""})),
        ("O203", packed({**SOUND, "//": ""})),
        ("O203", packed({**SOUND, "../": ""})),
        ("O204", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)),
        ("O204", directory_patched(FLAGS_IN_DIRECTORY, b"\x01")),
        ("O205", packed({name: content for name, content in SOUND.items() if name != "[Content_Types].xml"})),
        ("O205", packed({**SOUND, "[Content_Types].xml": "<Types/>"})),
        ("O219", directory_patched(SIZE_IN_DIRECTORY, struct.pack("<I", 2**31))),
        ("O240", packed({**SOUND, "word/header1.xml": str(SOUND["word/header1.xml"]).replace("w:hdr", "w:ftr")})),
    ],
)
def test_a_fault_of_the_package_is_found(code: str, data: bytes) -> None:
    assert code in codes(data)


def test_where_no_part_has_a_type_that_is_one_finding() -> None:
    assert only(packed({name: content for name, content in SOUND.items() if name != "[Content_Types].xml"}))[
        0
    ].code == ("O205")
    assert codes(packed({**SOUND, "[Content_Types].xml": "<Types/>"})) == {"O205"}


def test_an_extension_without_a_type_is_one_finding_however_many_parts_have_it() -> None:
    found, where = only(packed({**SOUND, **{f"word/media/{name}.xyz": b"x" for name in "abc"}}))
    assert (found.code, found.message) == ("O206", "the part 'word/media/a.xyz' has no content type, nor have 2 others")
    assert where.part == "word/media/a.xyz"


def test_a_style_whose_id_is_another_ones_is_one_finding() -> None:
    assert codes(changed(STYLES, 'w:styleId="Strong"', 'w:styleId="Heading1"')) == {"O257"}


def test_a_style_that_is_missing_beside_a_doubled_one_is_told() -> None:
    twice = packed({**SOUND, STYLES: _styles_with_two_faults()})
    assert codes(twice) == {"O257", "O265"}


def _styles_with_two_faults() -> str:
    return (
        str(SOUND[STYLES])
        .replace('w:styleId="Strong"', 'w:styleId="Heading1"')
        .replace('w:styleId="TableGrid"', 'w:styleId="Grid"')
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "this is not a Word file: it is empty"),
        (b"%PDF-1.7", "this is not a Word file: it is a PDF"),
        (b"<html>", "this is not a Word file: it is HTML or XML"),
        (b"Dear Sir", "this is not a Word file: it is of another kind"),
        (packed(SOUND)[:-200], "this is not a Word file: it is damaged or cut off"),
        (
            packed({**SOUND, "word/HEADER1.xml": SOUND["word/header1.xml"]}),
            "the zip holds 'word/header1.xml' and 'word/HEADER1.xml', which are one name: capitals do not count",
        ),
        (
            changed(DOCUMENT, "<w:t>Title</w:t>", "<w:t>Title"),
            "the part 'word/document.xml' is not well-formed XML: <t> ends with </r>",
        ),
        (
            changed(DOCUMENT, "Title", "Ti\x01tle"),
            "the part 'word/document.xml' is not well-formed XML: it holds the control character U+0001",
        ),
        (
            changed("word/header1.xml", "Header", "R&D"),
            "the part 'word/header1.xml' is not well-formed XML: an & stands by itself, which is written &amp;",
        ),
        (
            changed(DOCUMENT, 'w14:textId="77777777"', 'w14:textId="7777"'),
            'w14:textId="7777" is not eight hexadecimal digits below 80000000',
        ),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(data: bytes, message: str) -> None:
    assert message in [diagnostic.message for diagnostic in verify.verify(data, "out.docx")]


def test_strict_open_xml_is_one_finding() -> None:
    strict = str(SOUND[DOCUMENT]).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert only(packed({**SOUND, DOCUMENT: strict}))[0].code == "O218"


def test_every_code_of_this_room_has_a_seed_or_a_test() -> None:
    of_packages = {"O201", "O202", "O203", "O204", "O205", "O218", "O219", "O221", "O240", "O279"}
    of_tags, of_charts = {"O290"}, {"O274"}
    of_residue = {"O200", "O291", "O292", "O293", "O294", "O295", "O296"}  # rooms of their own
    known = {code for code in CODES if code.startswith("O2")} - of_residue
    assert {seed.code for seed in SEEDS} | of_packages | of_tags | of_charts == known


def test_a_finding_says_where_it_is() -> None:
    diagnostic, where = only(changed(DOCUMENT, "<w:t>First</w:t>", '<w:t xml:space="kept">First</w:t>'))
    assert diagnostic.message == 'w:t has xml:space="kept"'
    assert (where.path, where.part, where.trail) == ("out.docx", DOCUMENT, "table 1, row 2, cell 1")
    assert where.paragraph == 9  # two headings, an item, a picture with a text box twice, and two cells before it


def test_a_repeated_id_shows_where_it_was_first() -> None:
    diagnostic, where = only(changed(DOCUMENT, '<w:id w:val="102"/>', '<w:id w:val="101"/>'))
    (related,) = diagnostic.related
    assert isinstance(related.where, Place)
    assert (related.where.paragraph, where.paragraph) == (0, 13)


def test_a_tracked_change_may_keep_old_properties_that_no_longer_fit() -> None:
    before = '<w:pPrChange w:id="9" w:author="A"><w:pPr><w:pStyle w:val="Gone"/></w:pPr></w:pPrChange>'
    assert codes(with_body(f"<w:p><w:pPr>{before}</w:pPr></w:p>")) == set()


def test_comments_and_processing_instructions_are_nobodys_fault() -> None:
    assert codes(with_body("<!-- a note --><?mso-word?><w:p><!-- another --></w:p>")) == set()


def test_what_is_ignorable_may_stand_anywhere() -> None:
    assert codes(with_body('<my:note my:kind="x"/><w:p my:kind="x"/>')) == set()


def test_alternatives_keep_the_order_of_their_parent() -> None:
    jc, keep = '<w:jc w:val="left"/>', "<w:keepNext/>"
    choice = '<mc:AlternateContent><mc:Choice Requires="w14">{}</mc:Choice></mc:AlternateContent>'
    assert codes(with_body(f"<w:p><w:pPr>{keep}{choice.format(jc)}</w:pPr></w:p>")) == set()
    assert codes(with_body(f"<w:p><w:pPr>{jc}{choice.format(keep)}</w:pPr></w:p>")) == {"O231"}


def test_a_cell_may_end_in_a_content_control_that_holds_a_paragraph() -> None:
    held = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    table = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    assert codes(with_body(table.format(held.format("<w:p/>")))) == set()
    assert codes(with_body(table.format(held.format("")))) == {"O241"}


def test_rows_and_cells_count_through_content_controls() -> None:
    cell = "<w:sdt><w:sdtContent><w:tc><w:p/></w:tc></w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent><w:tr>{cell}{cell}</w:tr></w:sdtContent></w:sdt>"
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    assert codes(with_body(f"<w:tbl><w:tblPr/>{grid}{row}</w:tbl>")) == set()
    assert codes(with_body(f"<w:tbl><w:tblPr/>{grid.replace('<w:gridCol/>', '', 1)}{row}</w:tbl>")) == {"O243"}


def test_fields_may_hold_fields_and_span_paragraphs() -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    assert codes(with_body(f"<w:p>{begin}{begin}{separate}{end}</w:p><w:p>{separate}{end}</w:p>")) == set()


def test_a_numbering_of_0_takes_a_paragraph_out_of_its_list() -> None:
    assert codes(with_body('<w:p><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:p>')) == set()


def test_a_chunk_to_import_need_not_be_xml() -> None:
    chunk = '<Relationship Id="rChunk" Type="{}/aFChunk" Target="chunk.xhtml"/></Relationships>'.format(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    )
    members = {
        **SOUND,
        "[Content_Types].xml": str(SOUND["[Content_Types].xml"]).replace(
            "</Types>", '<Default Extension="xhtml" ContentType="application/xhtml+xml"/></Types>'
        ),
        DOCUMENT: str(SOUND[DOCUMENT]).replace("<w:body>", '<w:body><w:altChunk r:id="rChunk"/>'),
        "word/_rels/document.xml.rels": str(SOUND["word/_rels/document.xml.rels"]).replace("</Relationships>", chunk),
        "word/chunk.xhtml": "<p>not closed",
    }
    assert codes(packed(members)) == set()


def test_tables_nested_as_deep_as_the_parser_goes_are_read() -> None:
    opening, closing = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    assert codes(with_body(opening * 80 + closing * 80)) == set()
    assert codes(with_body(opening * 90 + closing * 90)) == {"O209"}


PROPERTIES = {
    "pStyle": '<w:pStyle w:val="Normal"/>',
    "keepNext": "<w:keepNext/>",
    "numPr": "<w:numPr/>",
    "pBdr": "<w:pBdr/>",
    "spacing": '<w:spacing w:after="0"/>',
    "ind": '<w:ind w:left="0"/>',
    "jc": '<w:jc w:val="both"/>',
    "rPr": "<w:rPr/>",
}


@given(st.permutations(sorted(PROPERTIES)))
@settings(max_examples=40, deadline=None)
def test_paragraph_properties_are_sound_in_the_standards_order_alone(order: list[str]) -> None:
    properties = "".join(PROPERTIES[name] for name in order)
    expected = set() if order == list(PROPERTIES) else {"O231"}
    assert codes(with_body(f"<w:p><w:pPr>{properties}</w:pPr></w:p>")) == expected


@given(st.lists(st.integers(1, 3), min_size=1, max_size=4), st.integers(1, 8))
@settings(max_examples=40, deadline=None)
def test_a_row_is_as_wide_as_its_spans(spans: list[int], columns: int) -> None:
    cells = "".join(f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p/></w:tc>' for span in spans)
    table = f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * columns}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>"
    expected = {"O243"} if sum(spans) > columns else {"O244"} if sum(spans) < columns else set()
    assert codes(with_body(table)) == expected


@given(st.integers(0, 2**32))
@settings(max_examples=100, deadline=None)
def test_no_damage_makes_it_raise(seed: int) -> None:
    damaged = bytearray(packed(SOUND))
    dice = random.Random(seed)
    for _ in range(dice.randint(1, 8)):
        damaged[dice.randrange(len(damaged))] = dice.randrange(256)
    assert isinstance(verify.verify(bytes(damaged), "out.docx"), tuple)


@given(st.text("<>&/= \"'wptcr:", max_size=30))
@settings(max_examples=100, deadline=None)
def test_no_markup_makes_it_raise(markup: str) -> None:
    assert isinstance(verify.verify(with_body(markup), "out.docx"), tuple)


def test_a_usual_file_is_checked_in_milliseconds() -> None:
    paragraph = '<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Words</w:t></w:r></w:p>'
    data = with_body(paragraph * 500)  # 50 kB
    verify.verify(data, "out.docx")
    spent = []
    for _ in range(5):
        start = time.process_time()
        verify.verify(data, "out.docx")
        spent.append(time.process_time() - start)
    assert min(spent) < 0.05  # 10 ms on an idle laptop


def tags(data: bytes) -> list[str]:
    """The tags found, as they are marked in their excerpts."""
    found = []
    for diagnostic in verify.tags_left(data):
        assert isinstance(diagnostic.where, Place)
        assert diagnostic.is_error
        at, length = diagnostic.where.at, diagnostic.where.length
        found.append(diagnostic.where.excerpt[at : at + length])
    return found


def test_a_file_without_tags_has_none_left() -> None:
    assert tags(packed(SOUND)) == []


@pytest.mark.parametrize("tag", ["{{ x }}", "{% if x %}", "{# note #}"])
def test_a_tag_left_in_the_text_is_found(tag: str) -> None:
    assert tags(with_body(f"<w:p><w:r><w:t>Dear {tag},</w:t></w:r></w:p>")) == [tag]


def test_a_tag_left_is_found_however_word_has_split_it() -> None:
    runs = "".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in ("In short: {", "{ brief", "ing.title }", "}."))
    (diagnostic,) = verify.tags_left(with_body(f"<w:p/><w:p>{runs}</w:p>"), "out.docx")
    assert diagnostic.message == "the tag {{ briefing.title }} is left in the file"
    assert diagnostic.where == Place(
        "out.docx", DOCUMENT, 2, excerpt="In short: {{ briefing.title }}.", at=10, length=20
    )


def test_braces_of_two_paragraphs_make_no_tag() -> None:
    assert tags(with_body("<w:p><w:r><w:t>{{</w:t></w:r></w:p><w:p><w:r><w:t>}}</w:t></w:r></w:p>")) == []


@pytest.mark.parametrize(
    ("part", "old"),
    [
        ("docProps/core.xml", "Sound"),
        ("docProps/custom.xml", "AI"),
        ("word/_rels/document.xml.rels", "https://example.com/"),
        (DOCUMENT, "A pixel"),
        (DOCUMENT, " PAGE "),
        (DOCUMENT, "<m:t>x"),
        ("word/header1.xml", "Header"),
        ("word/comments.xml", "Why?"),
        (STYLES, "Table Grid"),
    ],
)
def test_a_tag_left_is_found_wherever_it_can_stand(part: str, old: str) -> None:
    assert tags(changed(part, old, f"{old}{{{{ x }}}}")) == ["{{ x }}"]


def test_a_tag_written_in_character_references_is_found() -> None:
    assert tags(with_body("<w:p><w:r><w:t>&#123;&#x7B; x }}</w:t></w:r></w:p>")) == ["{{ x }}"]


def test_the_text_of_a_text_box_is_not_the_text_around_it() -> None:
    inside = "<w:txbxContent><w:p><w:r><w:t>}}</w:t></w:r></w:p></w:txbxContent>"
    box = f"<w:r><w:pict><v:textbox>{inside}</v:textbox></w:pict></w:r>"
    assert tags(with_body(f"<w:p><w:r><w:t>{{{{</w:t></w:r>{box}</w:p>")) == []


def test_tags_are_not_said_to_be_gone_from_a_file_that_cannot_be_read() -> None:
    assert [diagnostic.code for diagnostic in verify.tags_left(b"{{ x }}")] == ["O201"]


def test_a_zip_whose_headers_differ_from_its_directory_is_at_odds_with_itself() -> None:
    data = bytearray(packed(SOUND))
    data[8:10] = b"\0\0"  # the first member's own header says that it is stored
    assert codes(bytes(data)) == {"O221"}


def test_what_stands_before_the_zip_is_found() -> None:
    assert codes(b"#!/bin/sh\n" + packed(SOUND)) == {"O221"}


def test_a_part_within_a_part_is_no_part() -> None:
    assert codes(packed({**SOUND, "word/document.xml/more.xml": "<more/>"})) == {"O203"}


EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


@pytest.mark.parametrize("content", ["<Pages>many</Pages>", "<Mood>fine</Mood>", "<Words>1</Words><Words>2</Words>"])
def test_properties_of_the_application_that_are_malformed_are_told(content: str) -> None:
    types = str(SOUND["[Content_Types].xml"]).replace(
        "</Types>",
        '<Override PartName="/docProps/app.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>',
    )
    members = {
        **SOUND,
        "[Content_Types].xml": types,
        "docProps/app.xml": f'<Properties xmlns="{EXTENDED}">{content}</Properties>',
    }
    assert codes(packed(members)) == {"O279"}


THEME = "http://schemas.openxmlformats.org/drawingml/2006/main"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (f'<a:theme xmlns:a="{THEME}" name="T"/>', "O233"),
        (f'<a:thema xmlns:a="{THEME}"/>', "O240"),
    ],
)
def test_a_theme_that_word_refuses_is_found(content: str, code: str) -> None:
    types = str(SOUND["[Content_Types].xml"]).replace(
        "</Types>",
        '<Override PartName="/word/theme/theme1.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.theme+xml"/></Types>',
    )
    assert codes(packed({**SOUND, "[Content_Types].xml": types, "word/theme/theme1.xml": content})) == {code}


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"word/_rels/document.xml.rels": "<Relationships/>"}, "O240"),
        ({"word/_rels/document.xml.rels": "<Relationships"}, "O209"),
        ({STYLES: "<w:styles"}, "O209"),
        ({"word/numbering.xml": "<w:numbering"}, "O209"),
        ({"word/comments.xml": "<w:comments"}, "O209"),
    ],
)
def test_what_refers_to_a_part_that_cannot_be_read_is_not_told_too(members: dict[str, str], code: str) -> None:
    assert only(packed({**SOUND, **members}))[0].code == code


def without(part: str, kind: str) -> bytes:
    """The sound file without a part, its type and the relationship that led to it."""
    relations = str(SOUND["word/_rels/document.xml.rels"])
    (row,) = re.findall(f'<Relationship [^>]*/{kind}"[^>]*/>', relations)
    (entry,) = re.findall(f'<Override PartName="/{part}"[^>]*/>', str(SOUND["[Content_Types].xml"]))
    members = {
        **SOUND,
        "word/_rels/document.xml.rels": relations.replace(row, ""),
        "[Content_Types].xml": str(SOUND["[Content_Types].xml"]).replace(entry, ""),
    }
    return packed({name: content for name, content in members.items() if name != part})


def test_where_there_are_no_styles_that_is_one_finding() -> None:
    diagnostic, _ = only(without(STYLES, "styles"))
    assert diagnostic.message == "no style is defined, and styles are used 3 times: the first is 'Heading1'"


def test_where_a_part_has_no_relationships_that_is_one_finding() -> None:
    members = {name: content for name, content in SOUND.items() if name != "word/_rels/document.xml.rels"}
    diagnostic, _ = only(packed(members))
    assert diagnostic.message == ("the part has no relationships (word/_rels/document.xml.rels), and names 4 of them")


def test_a_method_of_packing_that_word_does_not_read_is_told_once() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as archive:
        for name, content in SOUND.items():
            archive.writestr(name, content)
    others = f", as are {len(SOUND) - 1} others"
    assert only(stream.getvalue())[0].message.endswith(f"is packed by a method that Word does not read{others}")


def test_a_misplaced_element_is_told_and_what_it_holds_is_not() -> None:
    assert only(changed(DOCUMENT, "<w:r><w:t>An item</w:t></w:r>", "<w:p><w:r><w:t>x</w:t></w:r></w:p>"))[
        0
    ].message == ("w:p may not stand in w:p")


def test_elements_that_are_misplaced_together_are_told_once() -> None:
    assert only(with_body("<w:r/><w:r/><w:r/>"))[0].code == "O230"


def test_a_control_within_a_line_may_hold_nothing() -> None:
    assert codes(changed(DOCUMENT, "<w:r><w:t>Inline</w:t></w:r>", "")) == set()


def test_equations_hold_what_word_writes_in_them() -> None:
    argument = "<m:e><m:r><w:rPr><w:i/></w:rPr><m:t>x</m:t></m:r></m:e>"
    matrix = f"<m:m><m:mr>{argument}{argument}</m:mr></m:m>"
    scripts = f"<m:sSup>{argument}<m:sup><m:ctrlPr/></m:sup></m:sSup>"
    equation = f"<m:d><m:dPr/>{argument}<m:e>{matrix}{scripts}</m:e></m:d>"
    inserted = '<m:r><w:ins w:id="94" w:author="A"><w:rPr/><m:t>y</m:t></w:ins></m:r>'
    assert codes(with_body(f"<w:p><m:oMathPara><m:oMath>{equation}{inserted}</m:oMath></m:oMathPara></w:p>")) == set()


_POINTS = '<c:numCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{}</c:v></c:pt></c:numCache>'


def with_chart(old: str = "", new: str = "") -> bytes:
    """The sound file with a chart of one series, in which one stretch is replaced."""
    values = f"<c:val><c:numRef><c:f>Sheet1!$B$2</c:f>{_POINTS.format(1.5)}</c:numRef></c:val>"
    series = f'<c:ser><c:idx val="0"/><c:order val="0"/>{values}</c:ser>'
    bars = f'<c:barChart><c:barDir val="col"/>{series}<c:axId val="1"/><c:axId val="2"/></c:barChart>'
    axes = "".join(
        f'<c:{kind}><c:axId val="{own}"/><c:scaling/><c:axPos val="b"/><c:crossAx val="{other}"/></c:{kind}>'
        for kind, own, other in (("catAx", 1, 2), ("valAx", 2, 1))
    )
    content = f'<c:chartSpace xmlns:c="{CHART}"><c:chart><c:plotArea>{bars}{axes}</c:plotArea></c:chart></c:chartSpace>'
    assert content.count(old) == 1 or not old
    relation = f'<Relationship Id="rChart" Type="{OFFICE}/chart" Target="charts/chart1.xml"/></Relationships>'
    override = (
        '<Override PartName="/word/charts/chart1.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/></Types>'
    )
    return packed(
        {
            **SOUND,
            "[Content_Types].xml": str(SOUND["[Content_Types].xml"]).replace("</Types>", override),
            "word/_rels/document.xml.rels": str(SOUND["word/_rels/document.xml.rels"]).replace(
                "</Relationships>", relation
            ),
            "word/charts/chart1.xml": content.replace(old, new) if old else content,
        }
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", set()),
        ("1.5", "-1.5E-3", set()),
        ("1.5", "#N/A", set()),
        ("1.5", "one", {"O236"}),
        ('<c:barDir val="col"/>', "", {"O233"}),
        ('<c:barDir val="col"/>', '<c:barDir val="up"/>', {"O236"}),
        ('<c:barDir val="col"/>', '<c:varyColors val="0"/><c:barDir val="col"/>', {"O231"}),
        ("<c:barChart>", "<c:more/><c:barChart>", {"O230"}),
        ("<c:v>1.5</c:v>", "", {"O233"}),
        ('<c:axId val="2"/></c:barChart>', "</c:barChart>", {"O274"}),
        ('<c:axId val="2"/></c:barChart>', '<c:axId val="3"/></c:barChart>', {"O274"}),
        ('<c:crossAx val="1"/>', '<c:crossAx val="3"/>', {"O274"}),
        ('<c:crossAx val="1"/>', "", {"O233"}),
        ("</c:ser>", '</c:ser><c:ser><c:idx val="0"/><c:order val="1"/></c:ser>', {"O274"}),
        ('<c:ptCount val="1"/>', '<c:ptCount val="0"/>', {"O274"}),
    ],
)
def test_a_chart_holds_series_of_numbers_and_axes_that_cross(old: str, new: str, expected: set[str]) -> None:
    assert codes(with_chart(old, new)) == expected


def test_of_a_part_with_more_xml_than_is_allowed_no_tree_is_built() -> None:
    with limits.granted({"nodes": 10}):
        diagnostic, where = only(packed(SOUND))
    assert diagnostic.code == "O219"
    assert diagnostic.message == (
        "'[Content_Types].xml' holds more than 10 elements and attributes: `--limit nodes=50` allows more"
    )
    assert where.part == "[Content_Types].xml"


def test_xml_in_an_encoding_that_hides_its_marks_is_not_read() -> None:
    assert "O209" in codes(changed("word/header1.xml", "UTF-8", "UTF-7"))


@pytest.mark.parametrize(
    "address", ["https://[::1]:80/", "http://user:word@example.com/", "http://example.com:8080/a b", "http://{{ x }}/"]
)
def test_an_address_that_a_browser_takes_is_one(address: str) -> None:
    assert codes(changed("word/_rels/document.xml.rels", "https://example.com/", address)) == set()


def test_a_member_without_a_name_is_one_finding() -> None:
    stream = io.BytesIO()
    package.write([*package.read(packed(SOUND)).values(), package.pack("", [b"<evil/>"])], stream)
    assert [(one.code, one.message) for one in verify.verify(stream.getvalue(), "o.docx")] == [
        ("O203", "'' is no name for a part")
    ]


def damaged(name: str) -> bytes:
    """The sound file in which one member is not what its checksum says, and whose name leads out of the package."""
    data = packed({**SOUND, name: b"x" * 50})
    at = data.index(name.encode()) + len(name)
    return data[:at] + b"\xff\xff" + data[at + 2 :]


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (damaged("../x.txt"), "O201", "this is not a sound Word file: '../x.txt' is damaged"),
        (packed({}), "O201", "this is not a Word file: the zip is empty"),
        (packed({**SOUND, "word\\x.xml": b""}), "O203", "'word\\x.xml' is no name for a part"),
        (packed({**SOUND, "../x.txt": b"x"}), "O203", "'../x.txt' is no name for a part"),
        (packed({"mimetype": b"x"}), "O205", "the package has no [Content_Types].xml"),
        (packed({**SOUND, "_rels/.rels": b"x"}), "O209", ""),
        (changed("_rels/.rels", "word/document.xml", "word/gone.xml"), "O213", ""),
        (changed(DOCUMENT, '<w:pStyle w:val="Heading1"', '<w:pStyle w:vil="Heading1"'), "O235", ""),
    ],
)
def test_one_fault_is_one_finding(data: bytes, code: str, message: str) -> None:
    found, _ = only(data)
    assert (found.code, found.message) == (code, message or found.message)


def test_a_member_that_is_larger_than_it_says_is_not_unpacked_beyond_that() -> None:
    found, _ = only(directory_patched(SIZE_IN_DIRECTORY, struct.pack("<L", 10)))
    assert (found.code, found.message) == ("O201", "this is not a sound Word file: '[Content_Types].xml' is damaged")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_element_with_too_many_attributes_is_told_before_it_is_read(encoding: str) -> None:
    many = "".join(f' a{number}=""' for number in range(package.MOST_ATTRIBUTES + 1))
    xml = f"<w:hdr{many}/>".encode(encoding)
    found, where = only(packed({**SOUND, "word/header1.xml": xml}))
    assert (found.code, where.part) == ("O219", "word/header1.xml")
    assert found.message == "an element of 'word/header1.xml' has more than 1,000 attributes"


@pytest.mark.parametrize("mode", ["", ' TargetMode="External"'])
def test_a_second_relationship_that_leads_nowhere_is_told_as_that(mode: str) -> None:
    more = f'<Relationship Id="more" Type="{OFFICE}/styles" Target="gone.xml"{mode}/></Relationships>'
    found, _ = only(changed("word/_rels/document.xml.rels", "</Relationships>", more))
    assert found.code == ("O222" if mode else "O213")


def test_an_id_that_many_have_is_one_finding() -> None:
    marks = '<w:bookmarkStart w:id="77" w:name="{0}"/><w:bookmarkEnd w:id="77"/>'
    found = verify.verify(with_body(f"<w:p>{''.join(map(marks.format, 'abc'))}</w:p>"), "out.docx")
    assert [one.message for one in found if one.is_error] == ["the bookmark '77' is there 3 times"]


def test_a_table_of_too_many_columns_is_told_at_its_first_row() -> None:
    row = f"<w:tr>{'<w:tc><w:p/></w:tc>' * 64}</w:tr>"
    grid = f"<w:tblGrid>{'<w:gridCol/>' * 64}</w:tblGrid>"
    found, where = only(with_body(f"<w:tbl><w:tblPr/>{grid}{row}{row}</w:tbl>"))
    assert (found.code, where.trail) == ("O243", "table 1, row 1")
