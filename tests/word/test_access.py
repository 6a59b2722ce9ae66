"""What shuts readers out of a Word file is told with its place; what does no harm is not."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.diagnostics import Diagnostic, Place
from briefing.word import package, parts
from briefing.word.access import barriers, skipped_headings
from briefing.word.verify import verify
from tests.word.sketch import OFFICE, cell, docx, members, paragraph, part, row, run
from tests.word.sound import packed

A = "http://schemas.openxmlformats.org/drawingml/2006"
THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
SETTINGS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"
ENGLISH = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
COLOURS = ("dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
THEME = (
    f'<a:theme xmlns:a="{A}/main" name="T"><a:themeElements><a:clrScheme name="T">'
    '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1>'
    + "".join(f'<a:{name}><a:srgbClr val="4472C4"/></a:{name}>' for name in COLOURS)
    + "</a:clrScheme><a:fontScheme name='T'><a:majorFont/><a:minorFont/></a:fontScheme><a:fmtScheme><a:fillStyleLst/>"
    "<a:lnStyleLst/><a:effectStyleLst/><a:bgFillStyleLst/></a:fmtScheme></a:themeElements></a:theme>"
)
HEADINGS = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' + "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/><w:pPr>'
    f'<w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
    for level in (1, 2, 3)
)


def file(body: str, *, styles: str = HEADINGS, defaults: str = ENGLISH, **texts: Any) -> bytes:
    """A sketch in English, with these styles."""
    return verified(docx(body, more={"word/styles.xml": part("styles", defaults + styles)}, **texts))


def verified(data: bytes) -> bytes:
    assert [one.message for one in verify(data, "t.docx") if one.is_error] == []
    return data


def themed(body: str, *, settings: str = "", page: str = "", styles: str = HEADINGS) -> bytes:
    """A sketch with a theme, with settings, and with what stands before its body."""
    held = members(file(body, styles=styles))
    held["word/theme/theme1.xml"] = THEME.encode()
    held["word/settings.xml"] = part("settings", settings).encode()
    related, types = "", ""
    for kind, name, type_ in (("theme", "theme/theme1.xml", THEME_TYPE), ("settings", "settings.xml", SETTINGS_TYPE)):
        related += f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{name}"/>'
        types += f'<Override PartName="/word/{name}" ContentType="{type_}"/>'
    for name, end, added in (
        ("word/_rels/document.xml.rels", b"</Relationships>", related),
        ("[Content_Types].xml", b"</Types>", types),
    ):
        held[name] = held[name].replace(end, added.encode() + end)
    held["word/document.xml"] = held["word/document.xml"].replace(b"<w:body>", page.encode() + b"<w:body>")
    return verified(packed(held))


def found(data: bytes, *, finished: bool = False) -> tuple[Diagnostic, ...]:
    held = package.read(data)
    return barriers(held, parts.main_part(held), "t.docx", finished=finished)


def said(data: bytes) -> str:
    return " ".join(one.code for one in found(data))


def codes(body: str, **more: Any) -> str:
    return said(file(body, **more))


def only(data: bytes) -> Diagnostic:
    (one,) = found(data)
    return one


def place(data: bytes) -> Place:
    where = only(data).where
    assert isinstance(where, Place)
    return where


# Pictures


PICTURE = (
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip/>'
    "</pic:blipFill><pic:spPr/></pic:pic>"
)


def drawing(attributes: str = "", *, uri: str = f"{A}/picture", inside: str = "", extension: str = "") -> str:
    """A drawing as a run of a line."""
    inside = inside or (PICTURE if uri.endswith("/picture") else f'<x:drawn xmlns:x="{uri}"/>')
    listed = f'<a:extLst><a:ext uri="x">{extension}</a:ext></a:extLst>' if extension else ""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="9525" cy="9525"/>'
        f'<wp:docPr id="1" name="Picture 7" {attributes}>{listed}</wp:docPr>'
        f'<a:graphic><a:graphicData uri="{uri}">{inside}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def pictured(words: str) -> str:
    return drawing(f'descr="{words}"')


def shape(text: str = "") -> str:
    box = f"<wps:txbx><w:txbxContent>{paragraph(text)}</w:txbxContent></wps:txbx>" if text else ""
    inside = f"<wps:wsp><wps:cNvSpPr/><wps:spPr/>{box}<wps:bodyPr/></wps:wsp>"
    return drawing(uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape", inside=inside)


def test_a_picture_without_alternative_text_is_told_where_it_stands() -> None:
    data = file(f"# Boats\nThe tern ¦{drawing()}")
    assert only(data).message == "the picture 'Picture 7' has no alternative text"
    assert place(data) == Place("t.docx", "word/document.xml", 2, "", "Boats", "The tern ")
    assert only(data).hints[0].startswith("in Word: right-click the picture, View Alt Text")


@pytest.mark.parametrize(
    ("uri", "kind"),
    [(f"{A}/chart", "chart"), (f"{A}/diagram", "SmartArt"), ("http://schemas.microsoft.com/x/2010/wpg", "shape")],
)
def test_charts_and_diagrams_and_shapes_need_it_too(uri: str, kind: str) -> None:
    assert only(file(f"See ¦{drawing(uri=uri)}")).message == f"the {kind} 'Picture 7' has no alternative text"


@pytest.mark.parametrize(
    "attributes",
    [
        'descr="A tern above the sea"',
        'title="A tern"',
        'descr="{{ photo | picture }}"',
        'descr="{{ x }}"',
        'hidden="1"',
    ],
)
def test_a_picture_with_words_or_a_tag_for_them_is_well(attributes: str) -> None:
    assert codes(f"See ¦{drawing(attributes)}") == ""


def test_what_is_marked_as_decorative_needs_no_words() -> None:
    mark = '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="{}"/>'
    assert codes(f"See ¦{drawing(extension=mark.format(1))}") == ""
    assert codes(f"See ¦{drawing(extension=mark.format(0))}") == "O301"


@pytest.mark.parametrize("words", ["image1.png", "Tern at sea.JPEG", "C1.emf"])
def test_the_name_of_a_file_is_no_alternative_text(words: str) -> None:
    one = only(file(f"See ¦{pictured(words)}"))
    assert (one.code, one.message.endswith(f"is the name of a file: '{words}'")) == ("O302", True)


@pytest.mark.parametrize("words", ["Picture 3", "picture", "Grafik 12", "Imagen 1", "IMG_0421", "Chart 1"])
def test_what_word_calls_a_picture_is_no_alternative_text(words: str) -> None:
    one = only(file(f"See ¦{pictured(words)}"))
    assert (one.code, one.message.endswith(f"does not say what it shows: '{words}'")) == ("O302", True)


@pytest.mark.parametrize("words", ["Picture of a tern", "Chart 1: visitors by month", "The file tern.png in a folder"])
def test_words_that_begin_like_a_name_are_words(words: str) -> None:
    assert codes(f"See ¦{pictured(words)}") == ""


def test_a_shape_that_holds_text_is_read_and_one_without_is_not() -> None:
    assert codes(f"See ¦{shape('In a box')}") == ""
    assert codes(f"See ¦{shape()}") == "O301"


def test_what_older_programs_are_given_instead_is_not_looked_at() -> None:
    older = "<w:pict><v:shape><v:imagedata/></v:shape></w:pict>"
    newer = drawing('descr="A tern"').removeprefix("<w:r>").removesuffix("</w:r>")
    both = f'<mc:Choice Requires="wps">{newer}</mc:Choice><mc:Fallback>{older}</mc:Fallback>'
    assert codes(f"See ¦<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>") == ""


@pytest.mark.parametrize(
    ("attributes", "expected"), [("", "O301"), ('alt="A tern"', ""), ('alt="{{ x }}"', ""), ('alt="tern.gif"', "O302")]
)
def test_a_picture_in_vml_needs_words(attributes: str, expected: str) -> None:
    assert codes(f"See ¦<w:r><w:pict><v:shape {attributes}><v:imagedata/></v:shape></w:pict></w:r>") == expected


@pytest.mark.parametrize(
    "inside",
    [
        '<v:rect xmlns:o="urn:schemas-microsoft-com:office:office" o:hr="t"/>',
        '<v:shape><v:textpath string="Draft"/></v:shape>',
        f"<v:shape><v:textbox><w:txbxContent>{paragraph('words')}</w:txbxContent></v:textbox></v:shape>",
    ],
)
def test_rules_and_words_in_vml_need_none(inside: str) -> None:
    assert codes(f"See ¦<w:r><w:pict>{inside}</w:pict></w:r>") == ""


def test_headers_are_not_read_aloud() -> None:
    assert codes("x", header=f"See ¦{drawing()}") == ""


# Tables


def lined(*rows: str, look: str = 'w:val="04A0"') -> str:
    """A table with lines; rows are lines of a sketch, or WordprocessingML."""
    borders = '<w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tblBorders>'
    made = "".join(one if one.startswith("<w:") else row(one) for one in rows)
    widest = max(one.count("<w:tc>") if one.startswith("<w:") else one.count("‖") + 1 for one in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>{borders}<w:tblLook {look}/></w:tblPr>'
        f"<w:tblGrid>{'<w:gridCol/>' * widest}</w:tblGrid>{made}</w:tbl>"
    )


def headed(line: str) -> str:
    return row(line).replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>")


def test_a_table_of_data_without_header_row_is_told() -> None:
    data = file(f"# Visitors\n{lined('Month ‖ Visitors', 'May ‖ 310')}")
    assert only(data).code == "O303"
    assert place(data) == Place("t.docx", "word/document.xml", 2, "table 1, row 1", "Visitors", "Month")


@pytest.mark.parametrize(
    "table",
    [
        lined(headed("Month ‖ Visitors"), "May ‖ 310"),
        lined("{%tr for x in y %}", headed("Month ‖ Visitors"), "May ‖ {{ x }}", "{%tr endfor %}"),
        lined("one row ‖ of two cells"),
        lined("one column", "of two rows"),
        lined("Date: ‖ 1 May", "For: ‖ the board"),
        lined("Date ‖ {{ date }}", "For ‖ {{ reader }}"),
        lined("*Date* ‖ 1 May", "*For* ‖ the board"),
        lined("# A ‖ # B", "text ‖ text"),
        lined("‖", "a ‖ b"),
        lined("a ‖ b", "c ‖ d", look='w:val="0480"'),
        lined("a ‖ b", "c ‖ d", look='w:val="0000" w:firstRow="0" w:firstColumn="1"'),
        "a ‖ b\nc ‖ d",
        "{% for x in y %}{{ x }} ‖ {{ x }}{% endfor %}",
    ],
)
def test_a_table_with_a_header_or_for_layout_is_well(table: str) -> None:
    assert codes(table) == ""


def test_what_stands_around_a_table_is_layout() -> None:
    inner = lined("Month ‖ Visitors", "May ‖ 310")
    outer = lined(f"<w:tr>{cell('left')}<w:tc>{inner}<w:p/></w:tc></w:tr>", "c ‖ d")
    assert place(file(outer)).trail == "table 1, row 1, cell 2, table 1, row 1"


@pytest.mark.parametrize(
    "table",
    [
        "Month ‖ Visitors\n{% for x in y %}{{ x.month }} ‖ {{ x.visitors }}{% endfor %}",
        "Month ‖ Visitors\n{%tr for x in y %} ‖\n{{ x.month }} ‖ {{ x.visitors }}\n{%tr endfor %} ‖",
        lined("{% for x in y %}{{ x.month }} ‖ {{ x.visitors }}{% endfor %}"),
    ],
)
def test_rows_that_repeat_are_data(table: str) -> None:
    assert codes(table) == "O303"


def test_a_loop_within_a_cell_repeats_no_rows() -> None:
    assert codes("Month ‖ Visitors\n{% for x in y %}{{ x }}{% endfor %} ‖ all") == ""


def test_lines_may_be_those_of_the_style() -> None:
    style = (
        '<w:style w:type="table" w:default="1" w:styleId="Grid"><w:name w:val="Grid"/><w:tblPr><w:tblBorders>'
        '<w:top w:val="single"/></w:tblBorders></w:tblPr></w:style>'
    )
    assert codes("a ‖ b\nc ‖ d", styles=style) == "O303"


# Headings


def test_a_heading_that_skips_a_level_names_the_one_before_it() -> None:
    data = file("# One\ntext\n{Heading3} Three")
    assert only(data).message == "a heading of level 3 follows one of level 1: level 2 is skipped"
    assert place(data).excerpt == "Three"
    assert [one.where.excerpt for one in only(data).related if isinstance(one.where, Place)] == ["One"]


@pytest.mark.parametrize("body", ["{Heading3} a\n# b\n## c\n{Heading3} d\n# e", "## a\n## b", "# a\ntext\n## b"])
def test_headings_go_down_one_by_one_and_up_as_they_like(body: str) -> None:
    assert codes(body) == ""


def test_a_style_takes_its_level_from_the_one_it_is_based_on() -> None:
    based = (
        '<w:style w:type="paragraph" w:styleId="Minor"><w:name w:val="Minor"/><w:basedOn w:val="Heading3"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Contents"><w:name w:val="TOC"/><w:basedOn w:val="Heading3"/>'
        '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    )
    assert codes("# a\n{Minor} b", styles=HEADINGS + based) == "O304"
    assert codes("# a\n{Contents} b", styles=HEADINGS + based) == ""


def test_a_paragraph_may_say_its_own_level() -> None:
    assert codes("# a\n" + paragraph("b", '<w:outlineLvl w:val="2"/>')) == "O304"


def test_an_empty_heading_is_told() -> None:
    assert codes("# One\n" + paragraph("# ") + "\ntext") == "O305"
    assert codes(f"# ¦{pictured('One')}") == ""


@pytest.mark.parametrize(
    "between",
    ["{{ section.body }}", "{% if x %}\n## b\n{% else %}", "{% macro m() %}", "{{ x | markdown }}{% if y %}"],
)
def test_what_a_tag_may_print_between_two_headings_is_not_judged(between: str) -> None:
    assert codes(f"# a\n{between}\n{{Heading3}} c") == ""


@pytest.mark.parametrize("between", ["{% for s in sections %}", "Dear {{ name }},", "{% if x %}\ntext\n{% endif %}"])
def test_a_skip_that_is_certain_in_a_template_is_told(between: str) -> None:
    assert codes(f"# {{{{ title }}}}\n{between}\n{{Heading3}} {{{{ s.title }}}}") == "O304"


def test_a_statement_in_the_style_of_a_heading_is_none() -> None:
    assert codes("# One\n{Heading3} {% for x in y %}\n## {{ x }}\n{Heading3} {% endfor %}") == ""


def test_a_heading_in_a_text_box_is_beside_the_order() -> None:
    assert codes(f"# One\nSee ¦{shape('{Heading3} Aside')}\n## Two") == ""


def test_the_headings_of_a_document_can_be_asked_for_alone() -> None:
    held = package.read(file(f"# One\n{{Heading3}} Three ¦{drawing()}"))
    assert [one.code for one in skipped_headings(held, parts.main_part(held), "t.docx")] == ["O304"]


# Links


def link(*texts: str) -> str:
    return f'<w:hyperlink r:id="rLink">{"".join(map(run, texts))}</w:hyperlink>'


def linked(line: str) -> bytes:
    return file(line, links={"rLink": "https://example.com/"})


@pytest.mark.parametrize(
    "text", ["here", "Click here", "read more…", "Hier klicken", "en savoir plus »", "más", "[here]"]
)
def test_a_link_that_says_nothing_is_told_at_its_words(text: str) -> None:
    data = linked(f"More of it there ¦{link(text)}¦.")
    assert only(data).message == f"the text of the link does not say where it leads: '{text}'"
    assert (place(data).at, place(data).length) == (17, len(text))


@pytest.mark.parametrize(
    "line",
    [
        link("the report"),
        link("here", " is the report"),
        link("here {{ name }}"),
        link("example.com"),
        link("https://www.example.com/"),
        link("www.example.com/report"),
        link(""),
        "here and more",
    ],
)
def test_a_link_with_words_or_a_tag_or_a_short_address_is_well(line: str) -> None:
    assert found(linked(line)) == ()


def test_a_link_split_into_runs_is_one_text() -> None:
    assert only(linked(f"See ¦{link('he', 're')}")).code == "O306"


def test_a_long_address_is_no_text_for_a_link() -> None:
    assert only(linked(link("https://example.com/reports/2023/01/openai-microsoft.html"))).code == "O307"


def test_a_link_that_is_a_field_is_one_too() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = '<w:r><w:instrText xml:space="preserve"> HYPERLINK "https://example.com/" </w:instrText></w:r>'
    field = "".join((mark.format("begin"), code, mark.format("separate"), run("here"), mark.format("end")))
    data = file(paragraph("See ").removesuffix("</w:p>") + field + "</w:p>")
    assert (only(data).code, place(data).at, place(data).length) == ("O306", 4, 4)


# Contrast


GREY, WHITE = '<w:color w:val="777777"/>', '<w:color w:val="FFFFFF"/>'


def shaded(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


def test_faint_text_is_told_once_with_the_number_of_its_paragraphs() -> None:
    data = file(f"All is ¦{run('grey', GREY)}¦{run('here', GREY)}\nplain\nand ¦{run('there', GREY)}")
    message = "text in #777777 on #FFFFFF has a contrast of 4.47:1, less than 4.5:1, in 2 paragraphs"
    assert only(data).message == message
    assert (place(data).paragraph, place(data).at, place(data).length) == (1, 7, 4)
    assert only(data).hints == ("in Word: Home, Font Colour, and a darker one, such as #767676",)


def test_each_pair_of_colours_is_told() -> None:
    line = f"¦{run('one', GREY)}¦{run('two', GREY + shaded('EEEEEE'))}¦{run('three', WHITE + shaded('DDDDDD'))}"
    assert codes(f"x {line}\ny {line}") == "O308 O308 O308"


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ('<w:color w:val="767676"/>', ""),
        ('<w:color w:val="auto"/>', ""),
        ('<w:vanish/><w:color w:val="EEEEEE"/>', ""),
        ('<w:color w:val="888888"/><w:sz w:val="36"/>', ""),
        ('<w:color w:val="888888"/><w:sz w:val="35"/>', "O308"),
        ('<w:b/><w:color w:val="888888"/><w:sz w:val="28"/>', ""),
        ('<w:color w:val="888888"/><w:sz w:val="28"/>', "O308"),
        ('<w:color w:val="999999"/><w:sz w:val="72"/>', "O308"),
        ('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/>', ""),
        ('<w:color w:val="FFFFFF"/><w:shd w:val="pct10" w:color="000000" w:fill="FFFFFF"/>', "O308"),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="darkBlue"/>', ""),
        ('<w:color w:val="FF0000"/><w:highlight w:val="yellow"/>', "O308"),
        ('<w:color w:val="FFFFFF" w:themeColor="accent1"/>', ""),
        ('<w:color w:val="000000" w:themeColor="accent1" w:themeTint="99"/>', "O308"),
        ('<w:color w:val="FFFFFF" w:themeColor="background1" w:themeShade="80"/>', "O308"),
        ('<w:color w:val="FFFFFF" w:themeColor="background1" w:themeShade="66"/>', ""),
        ('<w:color w:val="FFFFFF"/><w14:textFill/>', ""),
    ],
)
def test_contrast_is_of_the_colours_that_word_shows(properties: str, expected: str) -> None:
    assert said(themed(f"See ¦{run('words', properties)}")) == expected


@pytest.mark.parametrize("text", ["— · —", " ", "{% if x %}", "{# a note #}"])
def test_what_prints_no_letter_is_no_text(text: str) -> None:
    assert codes(f"See ¦{run(text, GREY)}¦ {{% endif %}}") == ""


@pytest.mark.parametrize("text", ["{{ x }}", "{% if x %}word{% endif %}", "2023"])
def test_a_value_and_a_figure_are_text(text: str) -> None:
    assert codes(f"See ¦{run(text, GREY)}") == "O308"


def test_a_value_looks_as_its_first_character_does() -> None:
    assert codes(f"See {{{{ ¦{run('x', GREY)}¦ }}}}") == ""


def style(kind: str, identity: str, inside: str, *, based: str = "") -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{identity}"><w:name w:val="{identity} text"/>{on}{inside}</w:style>'


def test_a_colour_comes_down_from_the_style_it_is_based_on_and_the_hint_names_that() -> None:
    own = style("paragraph", "Pale", f"<w:rPr>{GREY}</w:rPr>") + style("paragraph", "Paler", "", based="Pale")
    data = file("{Paler} words", styles=HEADINGS + own)
    assert only(data).hints[0].startswith("in Word: Home, Styles, right-click 'Pale text', Modify, Font Colour")


def test_a_character_style_is_over_that_of_its_paragraph_and_the_text_itself_over_both() -> None:
    own = style("paragraph", "Pale", f"<w:rPr>{GREY}</w:rPr>")
    own += style("character", "Dark", '<w:rPr><w:color w:val="111111"/></w:rPr>')
    dark = '<w:rStyle w:val="Dark"/>'
    assert codes(f"{{Pale}} ¦{run('words', dark)}", styles=HEADINGS + own) == ""
    assert codes(f"{{Pale}} ¦{run('words', dark + GREY)}", styles=HEADINGS + own) == "O308"


def test_a_colour_of_the_defaults_is_every_texts() -> None:
    assert codes("words", defaults=ENGLISH.replace("<w:lang", f"{GREY}<w:lang")) == "O308"


def test_styles_based_on_each_other_in_a_circle_are_read() -> None:
    own = style("paragraph", "One", f"<w:rPr>{GREY}</w:rPr>", based="Two") + style("paragraph", "Two", "", based="One")
    data = docx("{Two} words", more={"word/styles.xml": part("styles", ENGLISH + HEADINGS + own)})
    assert said(data) == "O308"  # not verified: Word does not open it


@pytest.mark.parametrize(("ground", "expected"), [("", "O308"), (shaded("1F3864"), ""), (shaded("auto"), "O308")])
def test_a_paragraph_may_be_shaded(ground: str, expected: str) -> None:
    assert codes(f"<w:p><w:pPr>{ground}</w:pPr>{run('words', WHITE)}</w:p>") == expected


def coloured(text: str, properties: str) -> str:
    return f"<w:p>{run(text, properties)}</w:p>"


@pytest.mark.parametrize(("ground", "expected"), [("", "O308"), (shaded("1F3864"), ""), (shaded("DDDDDD"), "O308")])
def test_a_cell_may_be_shaded(ground: str, expected: str) -> None:
    held = f"<w:tc><w:tcPr>{ground}</w:tcPr>{coloured('words', WHITE)}</w:tc>"
    assert codes(f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{held}</w:tr></w:tbl>") == expected


TABLE_STYLE = style(
    "table",
    "Dark",
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:tcPr>'
    f'{shaded("1F3864")}</w:tcPr></w:tblStylePr><w:tblStylePr w:type="band2Horz"><w:tcPr>{shaded("808080")}</w:tcPr>'
    "</w:tblStylePr>",
)


def dark(look: str) -> str:
    """A table in a style whose first row is white on blue, and whose every other row is grey."""
    texts = (("head", ""), ("one", ""), ("two", '<w:color w:val="333333"/>'))
    rows = "".join(f"<w:tr><w:tc>{coloured(text, ink)}</w:tc></w:tr>" for text, ink in texts)
    properties = f'<w:tblPr><w:tblStyle w:val="Dark"/><w:tblLook w:val="{look}"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid><w:gridCol/></w:tblGrid>{rows}</w:tbl>"


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        ("0620", ""),  # a first row, no bands: white on blue
        ("0420", "O308"),  # with bands, the second row below it is grey
        ("0600", ""),  # none of it is shown
    ],
)
def test_the_regions_of_a_table_style_are_coloured_as_its_look_says(look: str, expected: str) -> None:
    assert codes(dark(look), styles=HEADINGS + TABLE_STYLE) == expected


@pytest.mark.parametrize(
    ("fill", "expected"),
    [
        ('<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill>', ""),
        ('<a:solidFill><a:srgbClr val="DDDDDD"/></a:solidFill>', "O308"),
        ("<a:noFill/>", ""),
        ("", ""),
    ],
)
def test_text_in_a_box_stands_on_its_fill_and_is_not_judged_where_that_is_not_known(fill: str, expected: str) -> None:
    white = shape("words").replace("<w:r><w:t ", f"<w:r><w:rPr>{WHITE}</w:rPr><w:t ")
    assert codes(f"See ¦{white.replace('<wps:spPr/>', f'<wps:spPr>{fill}</wps:spPr>')}") == expected


def test_the_colour_of_the_page_counts_where_it_is_shown() -> None:
    page, shown = '<w:background w:color="1F3864"/>', "<w:displayBackgroundShape/>"
    assert said(themed(coloured("words", WHITE), page=page, settings=shown)) == ""
    assert said(themed(coloured("words", WHITE), page=page)) == "O308"


@pytest.mark.parametrize(("size", "expected"), [(9_000_000, ""), (90_000, "O308")])
def test_on_something_large_behind_the_text_nothing_is_judged(size: int, expected: str) -> None:
    anchor = (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2"'
        ' behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{size}" cy="{size}"/><wp:wrapNone/><wp:docPr id="1" name="Cover" descr="A sea"/>'
        f'<a:graphic><a:graphicData uri="{A}/picture">{PICTURE}</a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></w:r>"
    )
    assert (
        codes(f"{anchor}\n{coloured('words', WHITE)}".replace("<w:r><w:drawing>", "x ¦<w:r><w:drawing>", 1)) == expected
    )


def test_headers_are_seen() -> None:
    data = file("x", header=f"See ¦{run('words', GREY)}")
    assert place(data).part == "word/header1.xml"


def test_the_settings_say_which_colours_of_the_theme_are_text_and_background() -> None:
    line = coloured("words", '<w:color w:val="FFFFFF" w:themeColor="background1"/>')
    assert said(themed(line)) == "O308"
    assert said(themed(line, settings='<w:clrSchemeMapping w:bg1="dark1" w:t1="light1"/>')) == ""


def test_a_prompt_of_a_content_control_is_no_text() -> None:
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert codes(control.format(coloured("Click to type", GREY))) == ""


def test_light_text_is_better_on_a_darker_ground() -> None:
    data = file(coloured("words", WHITE + shaded("5B9BD5")))
    assert only(data).hints == ("in Word: Home, or Table Design, Shading, and a darker ground, such as #487AA8",)


def test_dark_text_on_a_dark_ground_is_to_be_lighter() -> None:
    data = file(coloured("words", '<w:color w:val="222222"/>' + shaded("000000")))
    assert only(data).hints == ("in Word: Home, Font Colour, and a lighter one",)


# The whole file


def test_a_file_that_does_not_say_its_language_is_told() -> None:
    data = file("words", defaults="")
    assert (only(data).code, place(data).part) == ("O309", "word/styles.xml")


def test_the_default_style_may_say_the_language() -> None:
    assert (
        codes(
            "x",
            defaults="",
            styles=HEADINGS.replace("</w:style>", '<w:rPr><w:lang w:val="de-DE"/></w:rPr></w:style>', 1),
        )
        == ""
    )


def test_a_finished_file_has_a_title_and_a_template_need_not() -> None:
    assert [one.code for one in found(file("x"), finished=True)] == ["O310"]
    assert found(file("x")) == found(file("x", title="Boats"), finished=True) == ()


def test_three_empty_paragraphs_are_space_and_two_are_not() -> None:
    data = file("# One\n<w:p/>\n<w:p/>\n<w:p><w:r><w:t> </w:t></w:r></w:p>\ntext")
    assert only(data).message == "3 empty paragraphs in a row make space"
    assert (only(data).code, place(data).paragraph, place(data).heading) == ("O311", 2, "One")
    assert codes("<w:p/>\n<w:p/>\ntext\n<w:p/>") == ""


@pytest.mark.parametrize(
    "third",
    [
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
        "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>",
        '<w:p><w:pPr><w:pBdr><w:top w:val="single"/></w:pBdr></w:pPr></w:p>',
        "<w:p><w:r><w:t>{% if x %}</w:t></w:r></w:p>",
    ],
)
def test_a_paragraph_that_does_something_is_not_empty(third: str) -> None:
    assert codes(f"<w:p/>\n<w:p/>\n{third}") == ""


@pytest.mark.parametrize("name", ["word/styles.xml", "word/header1.xml", "word/_rels/document.xml.rels", "_rels/.rels"])
def test_parts_that_cannot_be_read_are_passed_over(name: str) -> None:
    held = members(file(f"See ¦{drawing()}", header="x", title="x"))
    broken = package.read(packed({**held, name: b"<w:broken"}))
    assert "O301" in [one.code for one in barriers(broken, "word/document.xml", "t.docx", finished=True)]


def test_without_a_main_part_there_is_nothing_to_say_of_its_text() -> None:
    held = package.read(packed({"[Content_Types].xml": b"<Types/>"}))
    assert [one.code for one in barriers(held, "word/document.xml", "t.docx")] == ["O309"]
