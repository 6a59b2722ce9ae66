"""The starter templates as Word files: valid, on a theme, in rhythm, accessible."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from briefing.word.blueprint import KINDS, PALE, Brand, Colours, Kind, starter_template
from briefing.word.colour import WHITE, contrast, tinted
from briefing.word.names import W
from briefing.word.pictures import Image
from briefing.word.verify import verify
from tests import judges

NS = {"w": W}
UNIT = 80  # twips: every distance is a multiple of 4 pt
GUIDE = Path(__file__).parents[2] / "docs" / "templates.md"
OURS = Brand()
ROOTS = {"briefing", "audience", "sections", "facts", "timeline", "sources", "terms", "recipient", "data"}


def made(kind: Kind, brand: Brand = OURS, logo: Image | None = None) -> bytes:
    """A template; no test looks at one that our own verifier has not seen."""
    data = starter_template(brand, kind, logo)
    assert verify(data, f"{kind}.docx") == ()
    return data


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(members(data)[name])


def value(element: etree._Element, name: str = "val") -> str:
    return str(element.get(f"{{{W}}}{name}"))


def found(root: etree._Element, path: str) -> list[etree._Element]:
    return list(root.iterfind(path, NS))


def styles(data: bytes) -> dict[str, etree._Element]:
    """Styles by name as Word shows it, in lower case."""
    return {
        value(found(style, "w:name")[0]).lower(): style for style in found(part(data, "word/styles.xml"), "w:style")
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_is_valid_to_microsofts_own_validator(kind: Kind, tmp_path: Path) -> None:
    file = tmp_path / f"{kind}.docx"
    file.write_bytes(made(kind))
    assert judges.open_xml_sdk(file)[file] == ()


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_brand_gives_the_same_bytes(kind: Kind) -> None:
    assert made(kind) == made(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_style_of_the_guide_exists(kind: Kind) -> None:
    table = GUIDE.read_text("utf-8").partition("## Styles")[2]
    cells = [row.rsplit("|", 2)[1] for row in table.splitlines() if row.startswith("| ")][1:]
    named = re.split(r"[,;:]", ";".join(cells))
    names = {re.sub(r"^.*(table|character) styles?", "", name).strip(" …") for name in named}
    wanted = {name for name in names if name and not name.startswith(("the tag", "its word", "---", "(below", "…"))}
    wanted = {re.sub(r" \(below.*", "", name).lower() for name in wanted}
    assert "callout judgement" in wanted
    assert "briefing timeline" in wanted
    assert wanted - set(styles(made(kind))) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_styles_take_fonts_and_colours_from_the_theme(kind: Kind) -> None:
    root = part(made(kind), "word/styles.xml")
    plain = [style for style in found(root, "w:style") if not value(style, "styleId").startswith("Source")]
    fonts = [font for style in plain for font in found(style, ".//w:rFonts")]
    colours = [
        element for name in ("color", "top", "left", "bottom", "right") for element in found(root, f".//w:{name}")
    ]
    coloured = [element for element in colours if element.get(f"{{{W}}}color") or element.tag.endswith("}color")]
    assert fonts
    assert all(font.get(f"{{{W}}}asciiTheme") and not font.get(f"{{{W}}}ascii") for font in fonts)
    assert coloured
    assert all(element.get(f"{{{W}}}themeColor") for element in coloured)
    assert all(shade.get(f"{{{W}}}themeFill") for shade in found(root, ".//w:shd"))


def test_a_brand_changes_fonts_and_colours_in_the_theme() -> None:
    brand = Brand(body_font="Arial", heading_font="Georgia & Sons", colours=Colours(accent="7A0019"))
    theme = members(made("briefing", brand))["word/theme/theme1.xml"].decode()
    assert '<a:majorFont><a:latin typeface="Georgia &amp; Sons"/>' in theme
    assert '<a:minorFont><a:latin typeface="Arial"/>' in theme
    assert '<a:accent1><a:srgbClr val="7A0019"/>' in theme


def test_a_memo_is_set_in_its_own_font() -> None:
    theme = members(made("memo", Brand(memo_font="Garamond")))["word/theme/theme1.xml"].decode()
    assert theme.count('<a:latin typeface="Garamond"/>') == 2


@pytest.mark.parametrize("kind", KINDS)
def test_all_spacing_is_in_multiples_of_four_points(kind: Kind) -> None:
    data = made(kind)
    spacings = found(part(data, "word/styles.xml"), ".//w:spacing")
    distances = [
        int(value(spacing, side)) for spacing in spacings for side in ("before", "after") if side_of(spacing, side)
    ]
    assert max(distances) >= 3 * UNIT
    assert [distance for distance in distances if distance % UNIT] == []


def text_of(xml: bytes) -> str:
    return "".join(str(text) for text in etree.fromstring(xml).itertext())


def side_of(spacing: etree._Element, side: str) -> bool:
    return spacing.get(f"{{{W}}}{side}") is not None


@pytest.mark.parametrize("kind", KINDS)
def test_looks_come_from_styles_alone(kind: Kind) -> None:
    for name, data in members(made(kind)).items():
        if re.fullmatch(r"word/(document|header\d|footer\d)\.xml", name):
            root = etree.fromstring(data)
            assert {child.tag for ppr in found(root, ".//w:pPr") for child in ppr} == {f"{{{W}}}pStyle"}
            assert {child.tag for rpr in found(root, ".//w:rPr") for child in rpr} <= {f"{{{W}}}rStyle"}


@pytest.mark.parametrize("kind", KINDS)
def test_no_paragraph_is_empty_and_every_style_used_exists(kind: Kind) -> None:
    data = made(kind)
    known = {value(style, "styleId") for style in styles(data).values()}
    for name, xml in members(data).items():
        if re.fullmatch(r"word/(document|header\d|footer\d)\.xml", name):
            paragraphs = found(etree.fromstring(xml), ".//w:p")
            assert all("".join(text.text or "" for text in found(p, ".//w:t")).strip() for p in paragraphs)
            assert {value(style) for p in paragraphs for style in found(p, ".//w:pStyle")} <= known


@pytest.mark.parametrize("kind", KINDS)
def test_headings_go_down_step_by_step(kind: Kind) -> None:
    data = made(kind)
    outline = {
        value(style, "styleId"): int(value(level))
        for style in styles(data).values()
        for level in found(style, "w:pPr/w:outlineLvl")
    }
    used = [value(style) for style in found(part(data, "word/document.xml"), ".//w:pStyle")]
    levels = [outline[style] for style in used if style in outline]
    assert levels[0] == 0
    assert levels.count(0) == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))
    assert [outline[f"Heading{level}"] for level in range(1, 7)] == list(range(6))


@pytest.mark.parametrize("kind", KINDS)
def test_headings_and_labels_stay_with_what_follows(kind: Kind) -> None:
    known = styles(made(kind))
    for name in (
        "heading 2",
        "heading 3",
        "kicker",
        "title",
        "caption",
        "question",
        "bottom line label",
        "table heading",
    ):
        assert found(known[name], "w:pPr/w:keepNext"), name
    for name in ("callout judgement", "callout action", "bottom line", "quote", "source entry"):
        assert found(known[name], "w:pPr/w:keepLines"), name


@pytest.mark.parametrize("kind", KINDS)
def test_table_rows_stay_whole_and_tables_say_what_they_are(kind: Kind) -> None:
    document = part(made(kind), "word/document.xml")
    assert found(document, ".//w:tr")
    assert all(found(row, "w:trPr/w:cantSplit") for row in found(document, ".//w:tr"))
    assert all(value(caption) for caption in found(document, ".//w:tblCaption"))
    assert len(found(document, ".//w:tblCaption")) == len(found(document, ".//w:tbl"))


def test_the_head_of_a_table_is_repeated_by_its_style() -> None:
    head = found(styles(made("briefing"))["briefing table"], "w:tblStylePr[@w:type='firstRow']")
    assert found(head[0], "w:trPr/w:tblHeader")


@pytest.mark.parametrize("kind", KINDS)
def test_lists_and_styles_name_each_other(kind: Kind) -> None:
    data = made(kind)
    known = {value(style, "styleId"): style for style in styles(data).values()}
    levels = found(part(data, "word/numbering.xml"), "w:abstractNum/w:lvl")
    linked = [value(found(level, "w:pStyle")[0]) for level in levels]
    assert {"ListBullet", "ListBullet2", "ListNumber", "ListNumber2"} <= set(linked)
    for level, style in zip(levels, linked, strict=True):
        depth = found(known[style], "w:pPr/w:numPr/w:ilvl")
        assert value(level, "ilvl") == (value(depth[0]) if depth else "0")
        assert found(known[style], "w:pPr/w:numPr/w:numId")
        assert int(value(found(level, "w:pPr/w:ind")[0], "hanging")) > 0


def test_sections_and_paragraphs_of_a_memo_are_numbered() -> None:
    levels = found(part(made("memo"), "word/numbering.xml"), "w:abstractNum/w:lvl")
    texts = {value(found(level, "w:pStyle")[0]): value(found(level, "w:lvlText")[0]) for level in levels}
    assert texts["Heading2"] == "%1"
    assert texts["NumberedParagraph"] == "%1.%2"


def test_only_the_memo_brings_footnotes_with_their_separators() -> None:
    assert "word/footnotes.xml" not in members(made("one_page"))
    notes = found(part(made("memo"), "word/footnotes.xml"), "w:footnote")
    assert [value(note, "type") for note in notes] == ["separator", "continuationSeparator"]


@pytest.mark.parametrize("kind", KINDS)
def test_marking_and_draft_stand_on_every_page(kind: Kind) -> None:
    data = members(made(kind))
    section = found(etree.fromstring(data["word/document.xml"]), ".//w:sectPr")[0]
    assert found(section, "w:titlePg")
    for side in ("header", "footer"):
        assert {value(reference, "type") for reference in found(section, f"w:{side}Reference")} == {"default", "first"}
    for name in ("word/header1.xml", "word/header2.xml"):
        text = text_of(data[name])
        assert "{{ briefing.marking }}" in text
        assert '{% if briefing.status == "draft" %}Draft{% endif %}' in text
    assert "{{ briefing.title }}" not in data["word/header1.xml"].decode()
    assert "{{ briefing.title }}" in data["word/header2.xml"].decode()


@pytest.mark.parametrize("kind", KINDS)
def test_page_numbers_are_fields_with_a_result_to_show(kind: Kind) -> None:
    footer = members(made(kind))["word/footer2.xml"].decode()
    assert [code.strip() for code in re.findall(r"<w:instrText[^>]*>([^<]*)<", footer)] == ["PAGE", "NUMPAGES"]
    assert footer.count('"separate"/></w:r><w:r><w:t xml:space="preserve">1</w:t></w:r>') == 2


@pytest.mark.parametrize("kind", KINDS)
def test_tags_name_only_what_the_guide_lists(kind: Kind) -> None:
    text = "\n".join(text_of(xml) for name, xml in members(made(kind)).items() if "logo" not in name)
    assert {"briefing", "audience", "sections", "sources", "terms"} <= set(re.findall(r"\b([a-z]+)[.\s|]", text))
    loops = set(re.findall(r"{% for (\w+) in", text))
    heads = set(re.findall(r"{[{%] (?:if |elif |for \w+ in )?(\w+)", text)) - {"endif", "endfor", "else"}
    assert heads <= ROOTS | loops


@pytest.mark.parametrize("kind", KINDS)
def test_language_and_layout_rules_are_set(kind: Kind) -> None:
    data = made(kind, Brand(language="de-AT"))
    defaults = found(part(data, "word/styles.xml"), "w:docDefaults")[0]
    settings = part(data, "word/settings.xml")
    compatibility = {value(setting, "name"): value(setting) for setting in found(settings, ".//w:compatSetting")}
    assert value(found(defaults, ".//w:lang")[0]) == "de-AT"
    assert found(defaults, ".//w:widowControl")
    assert value(found(settings, "w:autoHyphenation")[0]) == "0"
    assert compatibility["compatibilityMode"] == "15"
    assert all(b"rsid" not in xml for xml in members(data).values())


def test_pages_are_a4_or_letter() -> None:
    sizes = {
        page: found(part(made("briefing", Brand(page=page)), "word/document.xml"), ".//w:pgSz")[0]
        for page in ("A4", "Letter")
    }
    assert (value(sizes["A4"], "w"), value(sizes["A4"], "h")) == ("11906", "16838")
    assert (value(sizes["Letter"], "w"), value(sizes["Letter"], "h")) == ("12240", "15840")


@pytest.mark.parametrize("kind", KINDS)
def test_tables_are_as_wide_as_the_text(kind: Kind) -> None:
    document = part(made(kind), "word/document.xml")
    size, margins = found(document, ".//w:pgSz")[0], found(document, ".//w:pgMar")[0]
    width = int(value(size, "w")) - int(value(margins, "left")) - int(value(margins, "right"))
    assert all(abs(int(value(table, "w")) - width) <= 2 for table in found(document, ".//w:tblW"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_paragraph_after_a_list_stands_as_far_off_as_after_a_paragraph(kind: Kind) -> None:
    known = styles(made(kind))
    gap = value(found(known["body text"], "w:pPr/w:spacing")[0], "after")
    for name in ("list bullet", "list bullet 2", "list number", "list number 2"):
        assert value(found(known[name], "w:pPr/w:spacing")[0], "after") == gap
        assert found(known[name], "w:pPr/w:contextualSpacing")


@pytest.mark.parametrize("kind", KINDS)
def test_rows_of_the_glossary_stay_together(kind: Kind) -> None:
    known = styles(made(kind))
    assert all(found(known[name], "w:pPr/w:keepNext") for name in ("glossary term", "glossary meaning"))


@pytest.mark.parametrize("kind", KINDS)
def test_filled_boxes_reach_the_margin_as_the_bottom_line_does(kind: Kind) -> None:
    known = styles(made(kind))
    boxes = [style for style in known.values() if found(style, "w:pPr/w:shd")]
    edges = {
        (value(found(box, "w:pPr/w:ind")[0], "right"), value(found(box, "w:pPr/w:pBdr/w:right")[0], "space"))
        for box in boxes
    }
    assert edges == {("560", "28")}


@pytest.mark.parametrize("kind", ["one_page", "briefing"])
def test_cards_stand_apart_and_have_the_same_room(kind: Kind) -> None:
    data = made(kind)
    gap = int(value(found(styles(data)["briefing cards"], "w:tblPr/w:tblCellMar/w:right")[0], "w"))
    assert gap >= 4 * UNIT
    rows = [
        row
        for table in found(part(data, "word/document.xml"), ".//w:tbl")
        if value(found(table, "w:tblPr/w:tblStyle")[0]) == "BriefingCards"
        for row in found(table, "w:tr")
    ]
    assert [len(found(row, "w:tc")) for row in rows] == [3, 2]
    for row in rows:
        *inner, last = found(row, "w:tc")
        rooms = {int(value(found(cell, "w:tcPr/w:tcW")[0], "w")) - gap for cell in inner}
        assert value(found(last, "w:tcPr/w:tcMar/w:right")[0], "w") == "0"
        assert max(rooms) - int(value(found(last, "w:tcPr/w:tcW")[0], "w")) in (-1, 0, 1)


@pytest.mark.parametrize("kind", KINDS)
def test_a_logo_stands_on_the_first_page_with_its_alternative_text(kind: Kind) -> None:
    data = made(kind, Brand(name="Fjord & Co"), Image(PNG, "png", "0", 1_000_000, 500_000))
    header = members(data)["word/header1.xml"].decode()
    assert 'descr="Logo of Fjord &amp; Co"' in header
    assert 'cx="508000" cy="254000"' in header  # 20 pt tall, and not out of proportion
    assert members(data)["word/media/logo.png"] == PNG
    assert b"drawing" not in members(data)["word/header2.xml"]


def test_every_colour_of_text_can_be_read_on_its_ground() -> None:
    ours = Colours()
    assert contrast(ours.dark, WHITE) >= 7
    assert contrast(ours.dark, ours.tint) >= 7
    assert contrast(ours.accent, ours.tint) >= 4.5
    for name in ("judgement", "disputed", "action", "unknown"):
        colour = getattr(ours, name)
        assert contrast(colour, WHITE) >= 4.5
        assert contrast(ours.dark, tinted(colour, PALE)) >= 7


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
