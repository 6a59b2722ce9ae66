"""Rich text: every kind of block in the template's own styles, and with a look of its own where there are none."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx as python_docx
import pytest

from briefing import render, template
from briefing.diagnostics import Place
from briefing.model.rich import (
    Anchor,
    Block,
    Callout,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    Listing,
    Note,
    Paragraph,
    Picture,
    Preformatted,
    Quotation,
    RichText,
    Rule,
    Run,
    Table,
)
from tests.word.dump import dump
from tests.word.merging import body, faults, merged
from tests.word.sketch import docx, members, xml


def text(*words: str) -> tuple[Run, ...]:
    return tuple(map(Run, words))


def items(*words: str) -> tuple[tuple[Block, ...], ...]:
    return tuple((Paragraph(text(word)),) for word in words)


EVERY_KIND: tuple[Block, ...] = (
    Heading(1, text("Heading")),
    Paragraph((Run("plain "), Run("strong", strong=True), LineBreak(), Run("code", code=True))),
    Paragraph(text("Q?"), "question"),
    Paragraph(text("A."), "answer"),
    Listing(items("one", "two")),
    Listing((*items("first"), (Paragraph(text("second")), Listing(items("inner"), ordered=True))), ordered=True),
    Listing(((Preformatted("code"),), ()), ordered=True),
    Quotation((Paragraph(text("Said")),), text("Somebody")),
    Callout("judgement", "We think", (Paragraph(text("so")), Listing(items("because")))),
    Callout("note", "Note", (Preformatted("x"),)),
    Preformatted("a\n  b\n"),
    Rule(),
    Table((text("H"), text("I")), ((text("a"), text("b")), (text("c"), text("d"))), ("", "right"), caption=text("T")),
    Table((), ((text("2019"), text("Then")), (text("2023"), text("Now"))), ("", ""), "timeline"),
)  # fmt: skip


def builtin() -> bytes:
    """A template as python-docx makes it: many of Word's styles, none of ours."""
    document = python_docx.Document()
    document.add_paragraph("{{ x }}")
    document.add_table(1, 1).cell(0, 0).text = "{{ x }}"
    document.sections[0].header.paragraphs[0].text = "{{ x }}"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def rich(*blocks: Block, sketch: str = "{{ x }}") -> str:
    data, _ = merged(docx(sketch), x=RichText(blocks))
    return dump(data)


@pytest.mark.parametrize("template", [docx("{{ x }}", header="{{ x }}"), docx("{{ x }}", styles=False), builtin()])
def test_every_kind_of_block_is_valid_in_every_template(template: bytes) -> None:
    data, said = merged(template, x=RichText(EVERY_KIND))
    assert {one.code for one in said} == {"R320"}
    assert "Heading" in dump(data)


@pytest.mark.parametrize("block", EVERY_KIND, ids=lambda block: type(block).__name__)
def test_each_kind_of_block_alone_is_valid_at_the_end_of_a_cell(block: Block) -> None:
    merged(docx("a ‖ {{ x }}"), x=RichText((block,)))


def test_plain_paragraphs_take_the_look_of_the_tags_paragraph_and_run() -> None:
    paragraphs = Paragraph(text("a")), Paragraph((Run("b"), Run("c", strong=True)))
    assert rich(*paragraphs, sketch="{Quote} _{{ x }}_") == "{Quote} _a_\n{Quote} _b_¦[b, i: c]"


def test_one_paragraph_goes_into_a_line_and_adds_only_its_difference() -> None:
    value = RichText.of("a ", Run("b", strong=True))
    data, _ = merged(docx("It ¦_{{ x }}_¦."), x=value)
    assert dump(data) == "It ¦_a _¦[b, i: b]¦."


def test_several_paragraphs_inside_a_line_are_an_error() -> None:
    (fault,) = faults(docx("a {{ x }}"), x=RichText((Paragraph(text("a")), Paragraph(text("b")))))
    assert fault.code == "R303"


def test_rich_text_that_is_empty_takes_its_paragraph_along() -> None:
    assert body("a\n{{ x }}\nb", x=RichText()) == "a\nb"


def test_rich_text_in_an_attribute_or_property_is_its_plain_text() -> None:
    data, _ = merged(docx("a", title="{{ x }}"), x=RichText((Heading(1, text("A & b")), Paragraph(text("c")))))
    assert "<dc:title>A &amp; b&#10;c<" in xml(data, "docProps/core.xml")


def test_headings_hang_below_the_heading_they_stand_under() -> None:
    assert rich(Heading(1, text("h")), sketch="# Top\n{{ x }}").endswith("## h")
    assert rich(Heading(1, text("h")), sketch="## Top\n{{ x }}").endswith("### h")
    assert rich(Heading(1, text("h")), sketch="{{ x }}") == "### h"


def test_each_numbered_list_counts_for_itself() -> None:
    numbered = Listing(items("a", "b"), ordered=True)
    assert rich(numbered, Paragraph(text("and")), numbered) == "1. a\n2. b\nand\n1. a\n2. b"


def test_a_numbered_list_may_start_anywhere() -> None:
    assert rich(Listing(items("a", "b"), ordered=True, start=4)) == "4. a\n5. b"


def test_lists_nest_by_level() -> None:
    inner = Listing(items("x", "y"), ordered=True)
    outer = Listing(((Paragraph(text("a")), inner), (Paragraph(text("b")), inner)), ordered=True)
    assert rich(outer) == "1. a\n  1. x\n  2. y\n2. b\n  1. x\n  2. y"


def test_a_numbered_list_of_a_template_without_numbering_is_made() -> None:
    data, _ = merged(docx("{{ x }}", styles=False), x=RichText((Listing(items("a", "b"), ordered=True),)))
    assert dump(data) == "1. a\n2. b"
    assert "word/numbering.xml" in members(data)


def test_a_paragraph_that_goes_on_in_an_item_has_no_number() -> None:
    listing = Listing(((Paragraph(text("a")), Paragraph(text("more"))), *items("b")), ordered=True)
    lines = rich(listing).split("\n")
    assert [line[:2] for line in lines] == ["1.", "{L", "2."]


def test_two_tables_in_a_row_are_kept_apart() -> None:
    table = Table((), ((text("a"),),), ("",))
    data, _ = merged(docx("{{ x }}"), x=RichText((table, table)))
    assert "</w:tbl><w:tbl>" not in xml(data)


class Lines(list[tuple[tuple[Run, ...], ...]]):
    """Rows that are no tuple, as those of a file are."""


@pytest.mark.parametrize(
    "sketch",
    [
        "{{ x }}",
        "a ‖ {{ x }}",
        "{% set y %}\n{{ x }}\n{% endset %}\n{{ y }}\n{{ y }}",
        "{% for i in [1, 2] %}\n{% if i %}\n{{ x }}\n{{ x }}\n{% endif %}\n{% endfor %}",
        "{% macro m(t) %}\n{{ t }}\n{% endmacro %}\n{{ m(x) }}",
        "{% set y %}\n{{ x }}\n{% endset %}\n{{ y | wordcount }} {{ y | upper }}{% if 'a 0' in y %} in{% endif %}",
        "{% filter upper %}\n{{ x }}\n{% endfilter %}",
    ],
)
@pytest.mark.parametrize("count", [0, 1, 2_000])
def test_rows_that_are_read_from_elsewhere_are_written_as_others_are(sketch: str, count: int) -> None:
    rows = tuple((text(f"a {number} & b"), text("c")) for number in range(count))
    head = (text("A"), text("B"))
    typed, read = (
        merged(docx(sketch), x=RichText((Table(head, own, ("", "")), Paragraph(text("end")))))
        for own in (rows, Lines(rows))
    )
    assert xml(read[0]) == xml(typed[0])
    assert read[1] == typed[1]
    assert "\x10" not in xml(read[0])


def test_what_is_wrong_in_a_row_that_is_read_later_is_told_at_its_own_tag() -> None:
    table = Table((), Lines([(text("a\x01b"),)]), ("",))
    _, said = merged(docx("{{ x }}\n{{ y }}"), x=RichText((table,)), y=RichText((Paragraph(text("c")),)))
    assert [(one.code, getattr(one.where, "excerpt", "")) for one in said if one.code == "R310"] == [
        ("R310", "{{ x }}")
    ]


def test_missing_styles_are_said_once_and_together() -> None:
    data, said = merged(docx("{{ x }}\n{{ x }}"), x=RichText((Callout("note", "N", (Paragraph(text("a")),)),)))
    (warning,) = said
    assert "no paragraph style 'Callout Note' and no character style 'Callout Word';" in warning.message
    assert isinstance(warning.where, Place)
    assert (warning.where.paragraph, warning.where.excerpt) == (1, "{{ x }}")
    assert dump(data).count("N") == 2


# Links, anchors, notes


def test_a_link_is_a_relationship_of_its_part_made_once() -> None:
    value = RichText.of(Link("https://example.com/a b?c=1&d", text("here")))
    data, _ = merged(docx("a {{ x }} {{ x }}", header="b {{ x }}"), x=value)
    assert dump(data).count("[https://example.com/a%20b?c=1&d: ") == 2
    assert "[https://example.com/a%20b?c=1&d: " in dump(data, "word/header1.xml")
    assert xml(data, "word/_rels/document.xml.rels").count("hyperlink") == 1


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "vbscript:x", " data:text/html,x", "\\\\host\\x", "//host/x", ""],
)
def test_an_address_that_may_not_be_linked_prints_its_text_with_a_warning(address: str) -> None:
    data, said = merged(docx("a {{ x }}"), x=RichText.of(Link(address, text("here"))))
    assert "R311" in {one.code for one in said}
    assert dump(data) == "a here"


def test_a_link_to_an_anchor_leads_to_the_first_of_its_name() -> None:
    value = RichText.of(Anchor("src-1"), "Source", Link("#src-1", text("[1]")))
    data, _ = merged(docx("a {{ x }} {{ x }}"), x=value)
    assert dump(data).count("[mark src-1]") == 1


@pytest.mark.parametrize("footnote", ["", "Own note {{ y }}", "Own note"])
def test_a_note_goes_to_the_foot_of_the_page(footnote: str) -> None:
    value = RichText.of("a", Note((Run("See "), Link("https://example.com", text("this")))))
    data, _ = merged(docx("b {{ x }}", footnote=footnote), x=value, y="z")
    notes = dump(data, "word/footnotes.xml").strip().split("\n")
    assert notes[-1].endswith("See [https://example.com: ¦[color 0563C1, u single: this]¦]")
    assert "[footnote" in dump(data)
    assert "word/_rels/footnotes.xml.rels" in members(data)
    if footnote:
        assert notes[0].startswith("Own note")


def test_notes_are_numbered_apart_and_keep_clear_of_the_templates() -> None:
    value = RichText.of("a", Note(text("one")), Note(text("two")))
    data, _ = merged(docx("b {{ x }}¦<w:r><w:footnoteReference w:id='1'/></w:r>", footnote="Own"), x=value)
    ids = [part.split("]")[0] for part in dump(data).split("[footnote ")[1:]]
    assert len(set(ids)) == 3


def test_where_word_allows_no_note_its_short_form_stands() -> None:
    value = RichText.of("a", Note(text("long"), text(" (short)")))
    data, _ = merged(docx("b", header="{{ x }}", footnote="{{ x }}", comment="{{ x }}"), x=value)
    for name in ("header1", "footnotes", "comments"):
        assert dump(data, f"word/{name}.xml").strip() == "a (short)"


# Pictures


def png(width: int, height: int, dots: int = 96) -> bytes:
    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(stream, "PNG", dpi=(dots, dots))
    return stream.getvalue()


def jpeg(width: int, height: int) -> bytes:
    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(stream, "JPEG", dpi=(96, 96))
    return stream.getvalue()


@pytest.fixture
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pictures")
    made = {"small.png": png(96, 48), "wide.png": png(9_600, 960), "photo.jpg": jpeg(192, 192), "no.png": b"no picture"}
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return {name: str(folder / name) for name in made}


def test_a_picture_prints_in_its_own_size(pictures: dict[str, str]) -> None:
    data, _ = merged(docx("a {{ x }}"), x=RichText.of(Picture(pictures["small.png"], 'A "box" & more')))
    assert '2.5x1.3 cm: A "box" & more]' in dump(data)


def test_a_picture_is_never_wider_than_the_text(pictures: dict[str, str]) -> None:
    data, _ = merged(docx("a {{ x }}"), x=RichText.of(Picture(pictures["wide.png"], "")))
    assert " 15.9x1.6 cm" in dump(data)


def test_a_picture_takes_the_size_asked_for_in_proportion(pictures: dict[str, str]) -> None:
    data, _ = merged(docx("a {{ x }}"), x=RichText.of(Picture(pictures["photo.jpg"], "", width=720_000)))
    assert " 2.0x2.0 cm" in dump(data)


def test_a_picture_is_stored_once_and_related_to_each_part(pictures: dict[str, str]) -> None:
    value = RichText.of(Picture(pictures["small.png"], "a"))
    data, _ = merged(docx("a {{ x }} {{ x }}", header="{{ x }}"), x=value)
    assert sum(name.startswith("word/media/") for name in members(data)) == 1
    assert "[picture" in dump(data, "word/header1.xml")
    assert 'Extension="png"' in xml(data, "[Content_Types].xml")


def test_a_figure_has_its_caption_below(pictures: dict[str, str]) -> None:
    figure = Figure(Picture(pictures["photo.jpg"], "alt"), text("What it shows"))
    data, _ = merged(docx("{{ x }}"), x=RichText((figure,)))
    assert dump(data).split("\n")[1].endswith("What it shows")


@pytest.mark.parametrize("name", ["no.png", "absent.png"])
def test_a_file_that_is_no_picture_is_an_error(name: str, pictures: dict[str, str]) -> None:
    (fault,) = faults(docx("a {{ x }}"), x=RichText.of(Picture(pictures.get(name, name), "")))
    assert fault.code == "R312"


@pytest.mark.parametrize(
    "address", ["https://example.org/a.png", "HTTP://example.org/a.png", "data:image/png;base64,AA"]
)
def test_a_picture_at_an_address_is_not_fetched(address: str) -> None:
    (fault,) = faults(docx("a {{ x }}"), x=RichText.of(Picture(address, "")))
    assert fault.code == "R312"
    assert fault.message == (f"'{address}' is an address, and nothing is fetched: save the picture, and name its file")


def test_the_output_of_a_template_is_itself_a_template(pictures: dict[str, str]) -> None:
    value = RichText.of(
        "{{ x }}", Link("https://a.example", text("l")), Picture(pictures["small.png"], ""), Note(text("n"))
    )
    once, _ = merged(docx("a {{ x }}"), x=value)
    twice, _ = merged(once, x=value)
    assert dump(twice).count("[picture") == 2
    assert dump(twice).count("https://a.example") == 2


def test_a_table_wider_than_word_takes_is_told_at_the_tag() -> None:
    row: tuple[tuple[Inline, ...], ...] = tuple((Run(str(number)),) for number in range(64))
    wide = Table((), (row,), ("",) * 64)
    (found,) = faults(docx("{{ x }}"), x=RichText((wide,)))
    assert (found.code, found.message) == ("R305", "a table of 64 columns")
    assert isinstance(found.where, Place)
    assert found.where.excerpt == "{{ x }}"


class Gone(Lines):
    """Rows of a file that is not there any more when they are written."""

    def __iter__(self) -> Iterator[tuple[tuple[Run, ...], ...]]:
        if self.pop() == (text("last"),):
            raise FileNotFoundError(2, "No such file or directory", "rows.csv")
        yield from super().__iter__()


def test_rows_that_cannot_be_read_any_more_are_an_error_at_their_tag() -> None:
    rows = Gone([(text("a"),), (text("last"),), (text("b"),)])
    data = docx("{{ y }}\n{{ x }}\n{{ y }}")
    (fault,) = faults(data, x=RichText((Table((), rows, ("",)),)), y="plain")
    assert fault.code == "R301"
    assert isinstance(fault.where, Place)
    assert fault.where.excerpt == "{{ x }}"


def test_a_tag_that_fails_hides_nothing_of_rows_before_it() -> None:
    table = Table((), Lines([(text("a\x01b"),)]), ("",))
    compiled, _ = template.compile_docx(docx("{{ x }}\n{{ 1 / 0 }}"), "t.docx")
    assert compiled is not None
    found = render.render(compiled, {"x": RichText((table,))}, io.BytesIO())
    assert {"R301", "R310"} <= {one.code for one in found}
