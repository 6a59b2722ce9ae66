"""Nothing in a built file tells of those who made its template."""

from __future__ import annotations

import io
import struct
import zlib

import pytest

from briefing.word import package
from briefing.word.traces import inside, pictures, scrubbed
from briefing.word.verify import verify
from tests.word.sketch import docx, members
from tests.word.sound import PIXEL, SOUND, packed

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED = "word/_rels/document.xml.rels"


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def segment(kind: int, content: bytes) -> bytes:
    return bytes((0xFF, kind)) + struct.pack(">H", len(content) + 2) + content


def exif(orientation: int, order: str = "<") -> bytes:
    head = b"II*\0" if order == "<" else b"MM\0*"
    owner = b"Mallory\0"
    entries = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    entries += struct.pack(f"{order}HHII", 0x013B, 2, len(owner), 8 + 2 + 24 + 4)
    tiff = head + struct.pack(f"{order}IH", 8, 2) + entries + bytes(4) + owner
    return segment(0xE1, b"Exif\0\0" + tiff)


SCAN = b"\xff\xda\0\x02 the picture \xff\xd9"
FRAME = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")


def test_what_a_camera_noted_goes_from_a_jpeg() -> None:
    noted = exif(1) + segment(0xED, b"Photoshop Mallory") + segment(0xFE, b"by Mallory")
    assert pictures.without_notes(b"\xff\xd8" + FRAME + noted + SCAN) == b"\xff\xd8" + FRAME + SCAN


@pytest.mark.parametrize("order", ["<", ">"])
def test_how_the_camera_was_held_stays(order: str) -> None:
    bare = pictures.without_notes(b"\xff\xd8" + exif(6, order) + SCAN)
    assert b"Mallory" not in bare
    assert b"Exif\0\0MM\0*" in bare
    assert pictures.without_notes(bare) == bare
    assert bare.endswith(SCAN)


def test_texts_go_from_a_png_and_the_picture_stays() -> None:
    end = PIXEL.index(b"IEND") - 4
    noted = PIXEL[:end] + chunk(b"tEXt", b"Author\0Mallory") + chunk(b"eXIf", b"II*\0") + PIXEL[end:]
    assert pictures.without_notes(noted) == PIXEL


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\xff", b"\x89PNG\r\n\x1a\n\0\0", b"GIF89a", PIXEL]
)
def test_a_picture_that_is_damaged_or_bare_stays_as_it_is(data: bytes) -> None:
    assert pictures.without_notes(data) == data


def scrubbed_file(**more: str | bytes) -> dict[str, bytes]:
    """A file scrubbed, by names of members; it must stay valid."""
    held = members(docx(str(more.pop("body", "Dear reader"))))
    for name, content in more.items():
        held[name.replace("__", "/").replace("_xml", ".xml")] = (
            content if isinstance(content, bytes) else content.encode()
        )
    stream = io.BytesIO()
    package.write(scrubbed(package.read(packed(held)), "word/document.xml").values(), stream)
    assert [one for one in verify(stream.getvalue(), "o.docx") if one.is_error] == []
    return members(stream.getvalue())


def test_revision_ids_go_and_all_else_of_a_part_stays() -> None:
    body = '<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD"><w:r w:rsidRPr="00AB12CD"><w:t>Dear</w:t></w:r></w:p>'
    document = scrubbed_file(body=body)["word/document.xml"].decode()
    assert "rsid" not in document
    assert "<w:p><w:r><w:t>Dear</w:t></w:r></w:p>" in document


def with_part(kind: str, name: str, content: str, body: str = "Dear reader") -> dict[str, bytes]:
    """A scrubbed file to which the document had one more part related."""
    held = members(docx(body))
    entry = f'<Relationship Id="rOwn" Type="{OFFICE}/{kind}" Target="/{name}"/></Relationships>'
    types = f'<Override PartName="/{name}" ContentType="application/xml"/></Types>'
    changed = {
        name: content,
        RELATED: held[RELATED].decode().replace("</Relationships>", entry),
        "[Content_Types].xml": held["[Content_Types].xml"].decode().replace("</Types>", types),
    }
    stream = io.BytesIO()
    package.write(scrubbed(package.read(packed({**held, **changed})), "word/document.xml").values(), stream)
    assert [one for one in verify(stream.getvalue(), "o.docx") if one.is_error] == []
    return members(stream.getvalue())


def test_what_other_tools_left_goes() -> None:
    left = with_part("customXml", "customXml/item1.xml", "<client>Secret</client>")
    assert "customXml/item1.xml" not in left
    assert b"rOwn" not in left[RELATED]


def test_sources_that_fields_cite_stay() -> None:
    sources = '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"/>'
    cited = "¦<w:fldSimple w:instr=' CITATION Drum23 '><w:r><w:t>(Drum)</w:t></w:r></w:fldSimple>"
    assert "customXml/item1.xml" in with_part("customXml", "customXml/item1.xml", sources, f"A {cited}")
    assert "customXml/item1.xml" not in with_part("customXml", "customXml/item1.xml", sources)


def test_settings_of_a_printer_go() -> None:
    left = with_part("printerSettings", "word/printerSettings1.bin", "Mallory's printer")
    assert "word/printerSettings1.bin" not in left


def test_properties_go_from_files_inside() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Mallory</dc:creator></cp:coreProperties>'
    )
    workbook = packed({"[Content_Types].xml": "<Types/>", "docProps/core.xml": core, "xl/workbook.xml": "<workbook/>"})
    bare = inside.without_properties(workbook)
    assert b"Mallory" not in b"".join(members(bare).values())
    assert members(bare)["xl/workbook.xml"] == b"<workbook/>"
    assert inside.without_properties(bare) == bare
    assert inside.without_properties(b"no package") == b"no package"


def test_a_relationship_that_leads_nowhere_goes_and_its_table_stays() -> None:
    entry = f'<Relationship Id="p" Type="{OFFICE}/extended-properties"/></Relationships>'
    table = str(SOUND["_rels/.rels"]).replace("</Relationships>", entry)
    held = scrubbed(package.read(packed({**SOUND, "_rels/.rels": table})), "word/document.xml")
    assert b"extended-properties" not in held["_rels/.rels"].read()
