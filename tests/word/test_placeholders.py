"""Pictures from data: in the line, and in place of one of the template's, each in its box."""

from __future__ import annotations

import io
import re
import struct
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from docx.shared import Cm, Emu
from PIL import Image

from briefing import Failed, Template
from briefing.word.verify import verify
from tests.word.sketch import members, xml

BOX = 1_080_000  # EMU: 3 cm


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, size in {"wide.png": (400, 100), "tall.jpg": (100, 300), "frame.png": (50, 50)}.items():
        Image.new("RGB", size, "red").save(tmp_path / name)
    (tmp_path / "no.png").write_bytes(b"no picture")
    return tmp_path


def template(folder: Path, *, text: str = "", placeholder: str = "", header: str = "", row: bool = False) -> Template:
    document: Any = python_docx.Document()
    document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = header
    if placeholder:
        paragraph = document.add_table(1, 1).cell(0, 0).paragraphs[0] if row else document.add_paragraph()
        paragraph.add_run("{% for x in xs %}" * row)
        run = paragraph.add_run()
        run.add_picture(str(folder / "frame.png"), width=Emu(BOX), height=Emu(BOX))
        run._r.xpath(".//wp:docPr")[0].set("descr", placeholder)
        paragraph.add_run("{% endfor %}" * row)
    document.save(folder / "t.docx")
    return Template(folder / "t.docx")


def rendered(made: Template, folder: Path, **data: Any) -> bytes:
    stream = io.BytesIO()
    assert made.render(data, stream, pictures=folder) == ()
    assert [one for one in verify(stream.getvalue(), "x") if one.is_error] == []
    return stream.getvalue()


def drawings(data: bytes, part: str = "word/document.xml") -> list[tuple[int, int, str]]:
    """Width, height and text of each; the size stands twice, and equal."""
    found = []
    for drawing in re.findall(r"<w:drawing>.*?</w:drawing>", xml(data, part), re.DOTALL):
        sizes = set(re.findall(r'cx="(\d+)" cy="(\d+)"', drawing))
        texts = set(re.findall(r'descr="(.*?)"', drawing))
        assert (len(sizes), len(texts)) == (1, 1)
        ((width, height),), (text,) = sizes, texts
        found.append((int(width), int(height), text))
    return found


def test_a_picture_in_the_line(folder: Path) -> None:
    made = template(folder, text="Here {{ p | picture(width='4 cm', alt='A & B') }}.")
    assert drawings(rendered(made, folder, p="wide.png")) == [(Cm(4), Cm(1), "A &amp; B")]


def test_a_picture_in_a_header_is_related_to_by_the_header(folder: Path) -> None:
    made = template(folder, header="{{ p | picture(height='1 cm', alt='x') }}")
    data = rendered(made, folder, p="wide.png")
    (name,) = [name for name in members(data) if name.startswith("word/header")]
    assert drawings(data, name) == [(Cm(4), Cm(1), "x")]


@pytest.mark.parametrize(
    ("name", "size"), [("wide.png", (BOX, BOX // 4)), ("tall.jpg", (BOX // 3, BOX)), ("frame.png", (BOX, BOX))]
)
def test_a_placeholder_takes_the_picture_into_its_box(folder: Path, name: str, size: tuple[int, int]) -> None:
    made = template(folder, placeholder="{{ p | picture(alt=name) }}")
    assert drawings(rendered(made, folder, p=name, name="Ada")) == [(*size, "Ada")]


def test_a_placeholder_for_null_is_left_out(folder: Path) -> None:
    made = template(folder, placeholder="{{ p | picture(alt='x') }}")
    assert drawings(rendered(made, folder, p=None)) == []


def test_a_placeholder_in_a_row_that_repeats(folder: Path) -> None:
    made = template(folder, placeholder="{{ x | picture(alt=x) }}", row=True)
    data = rendered(made, folder, xs=["wide.png", "tall.jpg", "wide.png"])
    assert [text for _, _, text in drawings(data)] == ["wide.png", "tall.jpg", "wide.png"]
    assert len([name for name in members(data) if name.startswith("word/media/briefing-")]) == 2


def test_a_tag_without_the_filter_is_a_text(folder: Path) -> None:
    made = template(folder, placeholder="Photo of {{ p }}")
    assert drawings(rendered(made, folder, p="Ada")) == [(BOX, BOX, "Photo of Ada")]


@pytest.mark.parametrize("name", ["../t.docx", "/etc/hostname", "none.png", "no.png", "", "a\0b", "x" * 5000])
@pytest.mark.parametrize("where", ["text", "placeholder"])
def test_what_cannot_be_shown_is_told(folder: Path, name: str, where: str) -> None:
    made = template(folder, **{where: "{{ p | picture(alt='x') }}"})  # type: ignore[arg-type]
    with pytest.raises(Failed) as failed:
        rendered(made, folder, p=name)
    assert {one.code for one in failed.value.diagnostics} <= {"R312", "R310"}


def test_a_picture_without_words_is_a_warning(folder: Path) -> None:
    made = template(folder, text="{{ p | picture }}")
    assert [one.code for one in made.render({"p": "wide.png"}, io.BytesIO(), pictures=folder)] == ["R313"]


def test_a_metafile_has_the_size_that_its_header_says(folder: Path) -> None:
    frame = struct.pack("<4i", 0, 0, 4_000, 1_000)  # hundredths of a millimetre
    (folder / "m.emf").write_bytes(struct.pack("<2i", 1, 108) + bytes(16) + frame + b" EMF" + bytes(64))
    data = rendered(template(folder, text="{{ 'm.emf' | picture(alt='x') }}"), folder)
    assert drawings(data) == [(Cm(4), Cm(1), "x")]
    assert b'ContentType="image/x-emf"' in members(data)["[Content_Types].xml"]


def test_an_svg_goes_in_with_the_png_beside_it(folder: Path) -> None:
    (folder / "wide.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    data = rendered(template(folder, text="{{ 'wide.svg' | picture(width='4 cm', alt='x') }}"), folder)
    assert re.findall(r'cx="(\d+)" cy="(\d+)"', xml(data))[0] == (str(Cm(4)), str(Cm(1)))
    assert {name.rsplit(".")[-1] for name in members(data) if "media/briefing" in name} == {"png", "svg"}
    assert xml(data).count("asvg:svgBlip") == 1


@pytest.mark.parametrize(
    ("name", "drawing"),
    [
        ("none.svg", "<svg/>"),
        ("wide.svg", "<svg><script>alert(1)</script></svg>"),
        ("wide.svg", "<svg><image href='http://example.com/x.png'/></svg>"),
        ("wide.svg", "<svg style='fill: url(http://example.com)'/>"),
        ("wide.svg", "<svg onload='x()'/>"),
        ("wide.svg", "no drawing"),
    ],
)
def test_an_svg_that_cannot_be_taken(folder: Path, name: str, drawing: str) -> None:
    (folder / name).write_text(drawing)
    with pytest.raises(Failed) as failed:
        rendered(template(folder, text=f"{{{{ '{name}' | picture(alt='x') }}}}"), folder)
    assert {one.code for one in failed.value.diagnostics} == {"R312"}


def test_a_width_that_is_none(folder: Path) -> None:
    with pytest.raises(Failed, match="'wide' is no length"):
        template(folder, text="{{ p | picture(width='wide', alt='x') }}")
