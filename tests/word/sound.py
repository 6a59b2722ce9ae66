"""A sound Word file with one of everything, for tests that break one thing in it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "v": "urn:schemas-microsoft-com:vml",
        "my": "http://example.com/my",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONSHIPS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png() -> bytes:
    """The smallest picture: one grey pixel."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(b"\0\x80"))
        + _chunk(b"IEND", b"")
    )


def _part(root: str, content: str) -> str:
    return f'{_HEAD}<w:{root} {_NAMESPACES} mc:Ignorable="w14 my">{content}</w:{root}>'


def _relationships(*rows: str) -> str:
    return f"{_HEAD}<Relationships {_RELATIONSHIPS}>{''.join(rows)}</Relationships>"


def _relationship(identity: str, kind: str, target: str) -> str:
    mode = ' TargetMode="External"' if kind == "hyperlink" else ""
    return f'<Relationship Id="{identity}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


_PICTURE = (
    "<w:drawing>"
    '<wp:inline distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="9525" cy="9525"/><wp:docPr id="1" name="Picture 1" descr="A pixel"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="pixel.png"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="rImage"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing>"
)
_TEXT_BOX = (
    "<mc:AlternateContent>"
    '<mc:Choice Requires="wps"><w:drawing>'
    '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0"'
    ' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:align>top</wp:align></wp:positionV>'
    '<wp:extent cx="914400" cy="457200"/><wp:wrapNone/><wp:docPr id="2" name="Box 2"/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    "<wps:wsp><wps:cNvSpPr/><wps:spPr/><wps:txbx><w:txbxContent>"
    '<w:p w14:paraId="00000009"><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>'
    "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
    '<mc:Fallback><w:pict><v:shape style="width:72pt;height:36pt"><v:textbox><w:txbxContent>'
    '<w:p w14:paraId="00000009"><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>'
    "</mc:Fallback></mc:AlternateContent>"
)
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/><w:tblLook w:val="04A0"/></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>'
    "<w:tr><w:trPr><w:tblHeader/></w:trPr>"
    '<w:tc><w:tcPr><w:tcW w:w="6000" w:type="dxa"/><w:gridSpan w:val="2"/>'
    '<w:shd w:val="clear" w:fill="D9E2F3"/></w:tcPr>'
    "<w:p><w:r><w:t>Head</w:t></w:r></w:p></w:tc>"
    '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc></w:tr>'
    "<w:tr><w:tc><w:p><w:r><w:t>First</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc>"
    "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
)
_BODY = (
    '<w:p w14:paraId="00000001" w14:textId="77777777"><w:pPr><w:pStyle w:val="Heading1"/><w:keepNext/>'
    '<w:jc w:val="center"/></w:pPr><w:bookmarkStart w:id="0" w:name="top"/><w:r><w:rPr><w:rStyle w:val="Strong"/><w:b/>'
    '<w:color w:val="1F3864"/><w:sz w:val="28"/><w:highlight w:val="yellow"/></w:rPr><w:t>Title</w:t></w:r>'
    '<w:bookmarkEnd w:id="0"/></w:p>'
    '<w:p w14:paraId="00000002"><w:pPr><w:spacing w:before="120" w:after="120"/></w:pPr>'
    '<w:hyperlink r:id="rLink" w:history="1"><w:r><w:t>A link</w:t></w:r></w:hyperlink>'
    '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r>'
    '<w:commentRangeStart w:id="0"/><w:r><w:t>noted</w:t></w:r><w:commentRangeEnd w:id="0"/>'
    '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>An item</w:t></w:r></w:p>'
    f"<w:p><w:r>{_PICTURE}</w:r><w:r>{_TEXT_BOX}</w:r>{_FIELD}</w:p>"
    f"{TABLE}"
    '<w:sdt><w:sdtPr><w:alias w:val="Name"/><w:id w:val="101"/></w:sdtPr><w:sdtContent>'
    "<w:p><w:r><w:t>Held</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    '<w:p><w:sdt><w:sdtPr><w:id w:val="102"/></w:sdtPr><w:sdtContent>'
    "<w:r><w:t>Inline</w:t></w:r></w:sdtContent></w:sdt>"
    '<w:moveFromRangeStart w:id="7" w:author="A" w:date="2023-01-23T00:00:00Z" w:name="move7"/>'
    '<w:moveFrom w:id="8" w:author="A"><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:moveFromRangeEnd w:id="7"/>'
    '<w:ins w:id="5" w:author="A" w:date="2023-01-23T00:00:00Z"><w:r><w:t>added</w:t></w:r></w:ins>'
    "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>"
    '<w:sectPr><w:headerReference w:type="default" r:id="rHeader"/><w:footerReference w:type="default" r:id="rFooter"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/>'
    '<w:cols w:space="708"/></w:sectPr>'
)
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:uiPriority w:val="9"/><w:qFormat/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>'
    '<w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tblBorders></w:tblPr></w:style>'
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
)
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat>'
)


def _notes(kind: str) -> str:
    return (
        f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        f'<w:{kind} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{kind}>'
        f'<w:{kind} w:id="1"><w:p><w:r><w:{kind}Ref/><w:t>A {kind}.</w:t></w:r></w:p></w:{kind}>'
    )


_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006"
PIXEL = _png()
_CORE = (
    f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Sound</dc:title>'
    '<dcterms:created xsi:type="dcterms:W3CDTF">2023-01-23T00:00:00Z</dcterms:created></cp:coreProperties>'
)
_CUSTOM = (
    f'{_HEAD}<Properties xmlns="{_PROPERTIES}/custom-properties" xmlns:vt="{_PROPERTIES}/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Topic"><vt:lpwstr>AI</vt:lpwstr></property>'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="3" name="Edition"><vt:i4>1</vt:i4></property>'
    "</Properties>"
)
_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}{number}.xml" ContentType="{_WORD}.{name}+xml"/>'
        for name, number in (
            ("styles", ""),
            ("numbering", ""),
            ("settings", ""),
            ("footnotes", ""),
            ("endnotes", ""),
            ("comments", ""),
            ("header", 1),
            ("footer", 1),
        )
    )
    + '<Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    '<Override PartName="/docProps/custom.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>'
)

SOUND: Mapping[str, str | bytes] = {
    "[Content_Types].xml": _TYPES,
    "_rels/.rels": _relationships(
        _relationship("rId1", "officeDocument", "word/document.xml"),
        '<Relationship Id="rId2" Target="docProps/core.xml" Type='
        '"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"/>',
        _relationship("rId3", "custom-properties", "docProps/custom.xml"),
    ),
    "docProps/core.xml": _CORE,
    "docProps/custom.xml": _CUSTOM,
    "word/document.xml": _part("document", f"<w:body>{_BODY}</w:body>"),
    "word/_rels/document.xml.rels": _relationships(
        _relationship("rStyles", "styles", "styles.xml"),
        _relationship("rNumbering", "numbering", "numbering.xml"),
        _relationship("rSettings", "settings", "settings.xml"),
        _relationship("rFootnotes", "footnotes", "footnotes.xml"),
        _relationship("rEndnotes", "endnotes", "endnotes.xml"),
        _relationship("rComments", "comments", "comments.xml"),
        _relationship("rHeader", "header", "header1.xml"),
        _relationship("rFooter", "footer", "footer1.xml"),
        _relationship("rImage", "image", "media/pixel.png"),
        _relationship("rLink", "hyperlink", "https://example.com/"),
    ),
    "word/styles.xml": _part("styles", _STYLES),
    "word/numbering.xml": _part("numbering", _NUMBERING),
    "word/settings.xml": _part("settings", _SETTINGS),
    "word/footnotes.xml": _part("footnotes", _notes("footnote")),
    "word/endnotes.xml": _part("endnotes", _notes("endnote")),
    "word/comments.xml": _part(
        "comments", '<w:comment w:id="0" w:author="A" w:initials="A"><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>'
    ),
    "word/header1.xml": _part("hdr", "<w:p><w:r><w:t>Header</w:t></w:r></w:p>"),
    "word/footer1.xml": _part("ftr", f"<w:p>{_FIELD}</w:p>"),
    "word/media/pixel.png": PIXEL,
}


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """A package with these members, in this order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def changed(part: str, old: str, new: str) -> bytes:
    """The sound file with one stretch of one part replaced; the stretch is there exactly once."""
    content = SOUND[part]
    assert isinstance(content, str)
    assert content.count(old) == 1, f"{content.count(old)} times in {part}: {old}"
    return packed({**SOUND, part: content.replace(old, new)})
