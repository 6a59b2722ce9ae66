"""What Word writes against the schema, found in 3,141 of its files: no error. The fault next to it is one."""

from __future__ import annotations

import pytest

from briefing.word.verify import verify
from tests.word.sound import OFFICE, SOUND, changed, packed

DOCUMENT, STYLES, NUMBERING, SETTINGS = (f"word/{name}.xml" for name in ("document", "styles", "numbering", "settings"))
_CORE_TYPE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_LIBREOFFICE_CORE = "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def errors(data: bytes) -> set[str]:
    return {one.code for one in verify(data, "out.docx") if one.is_error}


def level(value: str, numbering: str) -> bytes:
    return changed(DOCUMENT, '<w:ilvl w:val="0"/><w:numId w:val="1"/>', f'<w:ilvl w:val="{value}"/>{numbering}')


def math(content: str) -> bytes:
    return changed(DOCUMENT, "<m:r><m:t>x</m:t></m:r>", f"<m:r>{content}</m:r>")


def tracked(kind: str, content: str) -> str:
    return f'<w:{kind} w:id="9" w:author="A">{content}</w:{kind}>'


def second_core(kind: str) -> bytes:
    rels = str(SOUND["_rels/.rels"]).replace(
        "</Relationships>", f'<Relationship Id="rId9" Type="{kind}" Target="docProps/core0.xml"/></Relationships>'
    )
    types = str(SOUND["[Content_Types].xml"]).replace(
        "</Types>",
        '<Override PartName="/docProps/core0.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
    )
    core = SOUND["docProps/core.xml"]
    return packed({**SOUND, "_rels/.rels": rels, "[Content_Types].xml": types, "docProps/core0.xml": core})


def chart(kind: str, third: str) -> bytes:
    axes = "".join(f'<c:{name}><c:axId val="{number}"/></c:{name}>' for name, number in (("catAx", 1), ("valAx", 2)))
    uses = "".join(f'<c:axId val="{number}"/>' for number in ("1", "2", third))
    content = (
        f'<c:chartSpace xmlns:c="{_CHART}"><c:chart><c:plotArea><c:{kind}>{uses}</c:{kind}>{axes}'
        "</c:plotArea></c:chart></c:chartSpace>"
    )
    types = str(SOUND["[Content_Types].xml"]).replace(
        "</Types>",
        '<Override PartName="/word/charts/chart1.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/></Types>',
    )
    return packed({**SOUND, "[Content_Types].xml": types, "word/charts/chart1.xml": content})


def picture(content_type: str) -> bytes:
    return changed("[Content_Types].xml", "image/png", content_type)


def settings(content: str) -> bytes:
    return changed(SETTINGS, "<w:compat>", f"<w:compat>{content}")


def thumbnail(kind: str) -> bytes:
    return changed(
        "_rels/.rels",
        "</Relationships>",
        f'<Relationship Id="rId8" Type="{kind}" Target="docProps/t.jpeg"/></Relationships>',
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (changed(DOCUMENT, 'w:before="120"', 'w:before="-1" w:beforeAutospacing="1"'), set()),
        (changed(DOCUMENT, 'w:before="120"', 'w:before="-2"'), {"O236"}),
        (chart("bar3DChart", "0"), set()),
        (chart("bar3DChart", "7"), {"O274"}),
        (chart("barChart", "0"), {"O274"}),
        (changed(SETTINGS, "</w:compat>", "</w:compat><w:uiCompat97To2003/>"), set()),
        (changed(SETTINGS, "</w:compat>", "</w:compat><w:uiCompat98To2003/>"), {"O230"}),
        (settings("<w:cachedColBalance/><w:splitPgBreakAndParaMark/>"), set()),
        (settings("<w:noLeading/><w:noLeading/>"), {"O232"}),
        (settings("<w:splitPgBreak/>"), {"O230"}),
        (level("12", '<w:numId w:val="0"/>'), set()),
        (level("12", ""), set()),
        (level("12", '<w:numId w:val="1"/>'), set()),
        (level("9", '<w:numId w:val="1"/>'), {"O264"}),
        (level("256", '<w:numId w:val="0"/>'), {"O264"}),
        (changed(NUMBERING, '<w:lvl w:ilvl="0">', '<w:lvl w:ilvl="12">'), {"O264"}),
        (math(tracked("ins", "<w:rPr><w:b/></w:rPr><m:t>2</m:t>")), set()),
        (math(tracked("del", "<m:t>2</m:t>")), set()),
        (changed(DOCUMENT, "<w:r><w:t>added</w:t></w:r>", "<m:t>2</m:t>"), {"O230"}),
        (packed({**SOUND, "[trash]/0000.dat": b"\xff\xff"}), set()),
        (packed({**SOUND, "trash/0000.dat": b"\xff\xff"}), {"O206"}),
        (picture("application/pdf"), set()),
        (picture("text/html"), {"O222"}),
        (second_core(_LIBREOFFICE_CORE), set()),
        (second_core(_CORE_TYPE), {"O223"}),
        (thumbnail("http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"), set()),
        (thumbnail(f"{OFFICE}/image"), {"O213"}),
        (
            changed(
                DOCUMENT,
                "<w:p><w:r><w:t>Held</w:t></w:r></w:p></w:sdtContent>",
                '<w:p><w:bookmarkStart w:id="7" w:name="x"/></w:p></w:sdtContent><w:bookmarkEnd w:id="7"/>',
            ),
            set(),
        ),
        (
            changed(DOCUMENT, "<w:p><w:r><w:t>Held</w:t></w:r></w:p></w:sdtContent>", "<w:p/></w:sdtContent><w:p/>"),
            {"O230"},
        ),
        (changed(STYLES, '<w:top w:val="single"', '<w:top w:val="tribal3"'), set()),
        (changed(STYLES, '<w:top w:val="single"', '<w:top w:val="tribal7"'), {"O236"}),
    ],
)
def test_what_word_writes_is_no_error_and_what_is_wrong_beside_it_is(data: bytes, expected: set[str]) -> None:
    assert errors(data) == expected
