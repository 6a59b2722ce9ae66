"""A sound Word file with one of everything, and seeded faults: each breaks exactly one thing in it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import NamedTuple

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
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONSHIPS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png() -> bytes:
    """The smallest picture: one grey pixel."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b"\0\x80")) + _chunk(b"IEND", b"")


def _part(root: str, content: str) -> str:
    return f'{_HEAD}<w:{root} {_NAMESPACES} mc:Ignorable="w14 my">{content}</w:{root}>'


def _relationships(*rows: str) -> str:
    return f"{_HEAD}<Relationships {_RELATIONSHIPS}>{''.join(rows)}</Relationships>"


def _relationship(identity: str, kind: str, target: str) -> str:
    mode = ' TargetMode="External"' if kind == "hyperlink" else ""
    return f'<Relationship Id="{identity}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'


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
    '<wps:wsp><wps:cNvSpPr/><wps:spPr/><wps:txbx><w:txbxContent>'
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
_TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/><w:tblLook w:val="04A0"/></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>'
    "<w:tr><w:trPr><w:tblHeader/></w:trPr>"
    '<w:tc><w:tcPr><w:tcW w:w="6000" w:type="dxa"/><w:gridSpan w:val="2"/><w:shd w:val="clear" w:fill="D9E2F3"/></w:tcPr>'
    "<w:p><w:r><w:t>Head</w:t></w:r></w:p></w:tc>"
    '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc></w:tr>'
    "<w:tr><w:tc><w:p><w:r><w:t>First</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc>"
    "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
)
_BODY = (
    '<w:p w14:paraId="00000001" w14:textId="77777777"><w:pPr><w:pStyle w:val="Heading1"/><w:keepNext/><w:jc w:val="center"/>'
    '</w:pPr><w:bookmarkStart w:id="0" w:name="top"/><w:r><w:rPr><w:rStyle w:val="Strong"/><w:b/>'
    '<w:color w:val="1F3864"/><w:sz w:val="28"/><w:highlight w:val="yellow"/></w:rPr><w:t>Title</w:t></w:r>'
    '<w:bookmarkEnd w:id="0"/></w:p>'
    '<w:p w14:paraId="00000002"><w:pPr><w:spacing w:before="120" w:after="120"/></w:pPr>'
    '<w:hyperlink r:id="rLink" w:history="1"><w:r><w:t>A link</w:t></w:r></w:hyperlink>'
    '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r>'
    '<w:commentRangeStart w:id="0"/><w:r><w:t>noted</w:t></w:r><w:commentRangeEnd w:id="0"/>'
    '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>An item</w:t></w:r></w:p>'
    f"<w:p><w:r>{_PICTURE}</w:r><w:r>{_TEXT_BOX}</w:r>{_FIELD}</w:p>"
    f"{_TABLE}"
    '<w:sdt><w:sdtPr><w:alias w:val="Name"/><w:id w:val="101"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Held</w:t></w:r></w:p>'
    "</w:sdtContent></w:sdt>"
    '<w:p><w:sdt><w:sdtPr><w:id w:val="102"/></w:sdtPr><w:sdtContent><w:r><w:t>Inline</w:t></w:r></w:sdtContent></w:sdt>'
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
    "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:uiPriority w:val="9"/><w:qFormat/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>'
    '<w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tblBorders></w:tblPr></w:style>'
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
)
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat>"
)


def _notes(kind: str) -> str:
    return (
        f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        f'<w:{kind} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{kind}>'
        f'<w:{kind} w:id="1"><w:p><w:r><w:{kind}Ref/><w:t>A {kind}.</w:t></w:r></w:p></w:{kind}>'
    )


_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006"
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
    + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
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
    "word/media/pixel.png": _png(),
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


class Seed(NamedTuple):
    """A fault: the code that must be found when `old` is replaced by `new` in `part`."""

    code: str
    what: str
    part: str
    old: str
    new: str


DOCUMENT, RELATIONS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
STYLES, NUMBERING, SETTINGS, FOOTNOTES = (f"word/{name}.xml" for name in ("styles", "numbering", "settings", "footnotes"))
_FOLLOWED = '<w:r><w:t>Held</w:t></w:r></w:p>'

SEEDS = (
    # The package
    Seed("O206", "an extension without a type", TYPES, '<Default Extension="png" ContentType="image/png"/>', ""),
    Seed("O207", "a type for a part that is not there", TYPES, "/word/footer1.xml", "/word/footer9.xml"),
    Seed("O208", "two types for an extension", TYPES, "</Types>", '<Default Extension="PNG" ContentType="image/png"/></Types>'),
    Seed("O209", "an element that is not closed", DOCUMENT, "<w:t>Title</w:t>", "<w:t>Title"),
    Seed("O209", "a character that XML forbids", DOCUMENT, "Title", "Ti\x01tle"),
    Seed("O209", "a bare ampersand", "word/header1.xml", "Header", "R&D"),
    Seed("O210", "a document type", "word/header1.xml", "<w:hdr", "<!DOCTYPE hdr [<!ENTITY e 'x'>]><w:hdr"),
    Seed("O211", "an old encoding", "word/header1.xml", "UTF-8", "ISO-8859-1"),
    Seed("O212", "a relationship id twice", RELATIONS, 'Id="rEndnotes"', 'Id="rFootnotes"'),
    Seed("O213", "a part that is not there", RELATIONS, "media/pixel.png", "media/gone.png"),
    Seed("O214", "a link without relationship", DOCUMENT, 'r:id="rLink"', 'r:id="rGone"'),
    Seed("O214", "a picture without relationship", DOCUMENT, 'r:embed="rImage"', 'r:embed="rGone"'),
    Seed("O214", "a picture that names nothing", DOCUMENT, 'r:embed="rImage"', 'r:embed=""'),
    Seed("O214", "a header without relationship", DOCUMENT, 'r:id="rHeader"', 'r:id="rGone"'),
    Seed("O215", "a link that leads to a picture", DOCUMENT, 'r:id="rLink"', 'r:id="rImage"'),
    Seed("O215", "a picture that leads to a link", DOCUMENT, 'r:embed="rImage"', 'r:embed="rLink"'),
    Seed("O215", "a header that leads to a footer", DOCUMENT, 'r:id="rHeader"', 'r:id="rFooter"'),
    Seed("O216", "no main document", "_rels/.rels", "relationships/officeDocument", "relationships/other"),
    Seed("O217", "a main document of another type", TYPES, "document.main+xml", "document.other+xml"),
    Seed("O220", "a relationship without target", RELATIONS, ' Target="media/pixel.png"', ""),
    Seed("O220", "a relationship id that is no name", RELATIONS, 'Id="rImage"', 'Id="1"'),
    Seed("O222", "a header with the type of a footer", TYPES, "wordprocessingml.header+xml", "wordprocessingml.footer+xml"),
    Seed("O223", "two main documents", "_rels/.rels", f"{_OFFICE}/custom-properties", f"{_OFFICE}/officeDocument"),
    Seed("O224", "a picture that Word lost", RELATIONS, "media/pixel.png", "media/NULL"),
    Seed("O240", "a root that is not the type's", "word/header1.xml", "w:hdr", "w:ftr"),
    Seed("O271", "a property twice", "docProps/core.xml", "<dc:title>", "<dc:title>One</dc:title><dc:title>"),
    Seed("O271", "a date that is none", "docProps/core.xml", "2023-01-23T", "23 January 2023 T"),
    Seed("O271", "a date without type", "docProps/core.xml", ' xsi:type="dcterms:W3CDTF"', ""),
    Seed("O272", "a property id twice", "docProps/custom.xml", 'pid="3"', 'pid="2"'),
    Seed("O272", "a property without value", "docProps/custom.xml", "<vt:i4>1</vt:i4>", ""),
    # Elements
    Seed("O230", "a paragraph in a paragraph", DOCUMENT, "<w:r><w:t>An item</w:t></w:r>", "<w:p/>"),
    Seed("O230", "a paragraph in a run", DOCUMENT, "<w:t>An item</w:t>", "<w:p/>"),
    Seed("O230", "a table in a paragraph", DOCUMENT, "<w:r><w:t>Held</w:t></w:r>", _TABLE),
    Seed("O230", "a run in the body", DOCUMENT, "<w:sdt><w:sdtPr><w:alias", "<w:r/><w:sdt><w:sdtPr><w:alias"),
    Seed("O230", "text outside of a run", DOCUMENT, "<w:r><w:t>An item</w:t></w:r>", "<w:t>An item</w:t>"),
    Seed("O230", "a run in a run", DOCUMENT, "<w:t>An item</w:t>", "<w:r><w:t>An item</w:t></w:r>"),
    Seed("O230", "a cell in the body", DOCUMENT, "<w:sectPr>", "<w:tc><w:p/></w:tc><w:sectPr>"),
    Seed("O230", "a link in a run", DOCUMENT, "<w:t>noted</w:t>", '<w:hyperlink w:anchor="top"/>'),
    Seed("O230", "a text of mathematics in a run", DOCUMENT, "<w:t>noted</w:t>", "<m:t>noted</m:t>"),
    Seed("O230", "an element that is made up", DOCUMENT, "<w:t>noted</w:t>", "<w:text>noted</w:text>"),
    Seed("O230", "text straight in a text box", DOCUMENT, "<v:textbox>", "<v:textbox><w:p/>"),
    Seed("O230", "a row in a cell", DOCUMENT, "<w:p><w:r><w:t>First</w:t></w:r></w:p>", "<w:tr/><w:p/>"),
    Seed("O231", "w:pPr after a run", DOCUMENT, "<w:t>An item</w:t></w:r>", "<w:t/></w:r><w:pPr><w:keepNext/></w:pPr>"),
    Seed("O231", "w:jc before w:keepNext", DOCUMENT, "<w:keepNext/><w:jc", '<w:jc w:val="left"/><w:keepNext/><w:jc'),
    Seed("O231", "w:rPr after the text", DOCUMENT, "<w:t>An item</w:t>", "<w:t>An item</w:t><w:rPr><w:b/></w:rPr>"),
    Seed("O231", "w:tcPr after the paragraph", DOCUMENT, "<w:t>First</w:t></w:r></w:p>", "</w:r></w:p><w:tcPr/><w:p/>"),
    Seed("O231", "w:gridSpan before w:tcW", DOCUMENT, '<w:tcW w:w="6000"', '<w:gridSpan w:val="2"/><w:tcW w:w="6000"'),
    Seed("O231", "w:tblW before w:tblStyle", DOCUMENT, "<w:tblPr><w:tblStyle", "<w:tblPr><w:tblW/><w:tblStyle"),
    Seed("O231", "w:tblPr after the grid", DOCUMENT, "<w:tbl><w:tblPr>", "<w:tbl><w:tblGrid/><w:tblPr>"),
    Seed("O231", "w:trPr after a cell", DOCUMENT, "<w:tr><w:trPr>", "<w:tr><w:tc><w:p/></w:tc><w:trPr>"),
    Seed("O231", "w:trPr with a mark before its rest", DOCUMENT, "<w:trPr>", '<w:trPr><w:ins w:id="6" w:author="A"/>'),
    Seed("O231", "w:pgMar before w:pgSz", DOCUMENT, '<w:pgSz w:w="11906" w:h="16838"/>', '<w:cols/><w:pgSz w:w="1"/>'),
    Seed("O231", "w:sectPr before a paragraph", DOCUMENT, "<w:sdt><w:sdtPr><w:alias", "<w:sectPr/><w:sdt><w:sdtPr><w:alias"),
    Seed("O231", "w:num before w:abstractNum", NUMBERING, "<w:abstractNum ", '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num><w:abstractNum '),
    Seed("O231", "w:tmpl before w:multiLevelType", NUMBERING, "<w:multiLevelType", '<w:tmpl w:val="01234567"/><w:multiLevelType'),
    Seed("O231", "w:style before w:docDefaults", STYLES, "<w:docDefaults>", '<w:style w:styleId="X"/><w:docDefaults>'),
    Seed("O231", "w:docPr before wp:extent", DOCUMENT, '<wp:extent cx="9525" cy="9525"/>', '<wp:docPr id="9" name="P"/><wp:extent cx="1" cy="1"/>'),
    Seed("O232", "w:pPr twice", DOCUMENT, '<w:p w14:paraId="00000002">', '<w:p w14:paraId="00000002"><w:pPr/>'),
    Seed("O232", "w:tblGrid twice", DOCUMENT, "<w:tblGrid>", "<w:tblGrid/><w:tblGrid>"),
    Seed("O232", "w:body twice", DOCUMENT, "</w:body>", "</w:body><w:body/>"),
    Seed("O233", "a drawing without wp:docPr", DOCUMENT, '<wp:docPr id="1" name="Picture 1" descr="A pixel"/>', ""),
    Seed("O233", "a list without w:abstractNumId", NUMBERING, '<w:num w:numId="2"><w:abstractNumId w:val="0"/>', '<w:num w:numId="2">'),
    Seed("O234", "text in a paragraph", DOCUMENT, "</w:hyperlink>", "</w:hyperlink>stray"),
    Seed("O234", "text in the body", DOCUMENT, "<w:body>", "<w:body>stray"),
    Seed("O234", "text in a row", DOCUMENT, "<w:tr><w:trPr>", "<w:tr>stray<w:trPr>"),
    Seed("O239", "an unknown namespace", DOCUMENT, "<w:t>noted</w:t>", '<x:note xmlns:x="http://example.com/x"/>'),
    Seed("O239", "an unknown attribute", DOCUMENT, "<w:t>noted", '<w:t xmlns:x="http://example.com/x" x:a="1">noted'),
    Seed("O246", "alternatives without a choice", DOCUMENT, "<w:t>noted</w:t>", "<mc:AlternateContent/>"),
    Seed("O246", "a choice of an undeclared prefix", DOCUMENT, 'Requires="wps"', 'Requires="wpx"'),
    Seed("O247", "an undeclared prefix to ignore", DOCUMENT, 'mc:Ignorable="w14 my"', 'mc:Ignorable="w14 w17"'),
    Seed("O248", "a table without grid", DOCUMENT, '<w:gridCol w:w="3000"/>' * 3 + "</w:tblGrid>", '</w:tblGrid><w:tr><w:tc><w:tbl><w:tblPr/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr>'),
    Seed("O249", "w:sz before w:color", DOCUMENT, '<w:color w:val="1F3864"/><w:sz w:val="28"/>', '<w:sz w:val="28"/><w:color w:val="1F3864"/>'),
    Seed("O249", "w:b twice", DOCUMENT, "<w:b/>", "<w:b/><w:b/>"),
    Seed("O249", "w:uiPriority after w:qFormat", STYLES, '<w:uiPriority w:val="9"/><w:qFormat/>', '<w:qFormat/><w:uiPriority w:val="9"/>'),
    Seed("O249", "w:compat before w:zoom", SETTINGS, "<w:zoom", "<w:rsids/><w:zoom"),
    Seed("O249", "w:numFmt before w:start", NUMBERING, '<w:start w:val="1"/>', '<w:lvlText w:val="-"/><w:start w:val="1"/>'),
    # Attributes
    Seed("O235", "an attribute that is made up", DOCUMENT, '<w:jc w:val="center"', '<w:jc w:how="very" w:val="center"'),
    Seed("O235", "an attribute without prefix", DOCUMENT, '<w:keepNext/>', '<w:keepNext val="1"/>'),
    Seed("O235", "a relationship where none belongs", DOCUMENT, "<w:keepNext/>", '<w:keepNext r:id="rLink"/>'),
    Seed("O236", "a number with a fraction", DOCUMENT, '<w:sz w:val="28"/>', '<w:sz w:val="28.5"/>'),
    Seed("O236", "an alignment that is none", DOCUMENT, '<w:jc w:val="center"/>', '<w:jc w:val="middle"/>'),
    Seed("O236", "a colour with a hash", DOCUMENT, 'w:val="1F3864"', 'w:val="#1F3864"'),
    Seed("O236", "a colour by name", DOCUMENT, 'w:fill="D9E2F3"', 'w:fill="lightblue"'),
    Seed("O236", "a marker colour as hex", DOCUMENT, '<w:highlight w:val="yellow"/>', '<w:highlight w:val="FFFF00"/>'),
    Seed("O236", "a switch that is neither on nor off", DOCUMENT, "<w:tblHeader/>", '<w:tblHeader w:val="yes"/>'),
    Seed("O236", "a column width with a fraction", DOCUMENT, '<w:pgSz w:w="11906"', '<w:pgSz w:w="11906.5"'),
    Seed("O236", "a space that is negative", DOCUMENT, 'w:before="120"', 'w:before="-120"'),
    Seed("O236", "a border that is none", STYLES, '<w:top w:val="single"', '<w:top w:val="solid"'),
    Seed("O236", "a style of no type", STYLES, 'w:type="character"', 'w:type="run"'),
    Seed("O236", "a number format that is none", NUMBERING, '<w:numFmt w:val="bullet"/>', '<w:numFmt w:val="dot"/>'),
    Seed("O236", "a date without time", DOCUMENT, 'w:author="A" w:date="2023-01-23T00:00:00Z" w:name', 'w:author="A" w:date="2023-01-23" w:name'),
    Seed("O236", "an extent that is negative", DOCUMENT, '<wp:extent cx="914400"', '<wp:extent cx="-914400"'),
    Seed("O236", "an extent with a fraction", DOCUMENT, '<a:ext cx="9525" cy', '<a:ext cx="9525.5" cy'),
    Seed("O237", "a bookmark without name", DOCUMENT, ' w:name="top"', ""),
    Seed("O237", "a style reference without value", DOCUMENT, '<w:pStyle w:val="Heading1"/>', "<w:pStyle/>"),
    Seed("O237", "a header without type", DOCUMENT, '<w:headerReference w:type="default"', "<w:headerReference"),
    Seed("O256", "a paragraph id that is too large", DOCUMENT, 'w14:paraId="00000001"', 'w14:paraId="80000000"'),
    Seed("O256", "a text id that is too short", DOCUMENT, 'w14:textId="77777777"', 'w14:textId="7777"'),
    # Tables and stories
    Seed("O241", "a cell without paragraph", DOCUMENT, "<w:tc><w:p><w:r><w:t>First</w:t></w:r></w:p></w:tc>", "<w:tc/>"),
    Seed("O241", "a cell that ends in a table", DOCUMENT, "<w:t>First</w:t></w:r></w:p>", f"</w:r></w:p>{_TABLE}"),
    Seed("O241", "a header without paragraph", "word/header1.xml", "<w:p><w:r><w:t>Header</w:t></w:r></w:p>", ""),
    Seed("O241", "a note without paragraph", FOOTNOTES, "<w:p><w:r><w:separator/></w:r></w:p>", ""),
    Seed("O242", "a table without rows", DOCUMENT, _FOLLOWED, f"{_FOLLOWED}<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>"),
    Seed("O242", "a row without cells", DOCUMENT, "</w:tr></w:tbl>", "</w:tr><w:tr/></w:tbl>"),
    Seed("O243", "a span beyond the grid", DOCUMENT, '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="3"/>'),
    Seed("O243", "an indent beyond the grid", DOCUMENT, "<w:tblHeader/>", '<w:gridBefore w:val="1"/><w:tblHeader/>'),
    Seed("O244", "a row too short", DOCUMENT, '<w:gridSpan w:val="2"/>', ""),
    Seed("O245", "a merge with nothing above", DOCUMENT, '<w:vMerge w:val="restart"/>', '<w:vMerge w:val="continue"/>'),
    # Ids, marks and references
    Seed("O250", "a drawing id twice", DOCUMENT, '<wp:docPr id="2"', '<wp:docPr id="1"'),
    Seed("O251", "a bookmark id twice", DOCUMENT, _FOLLOWED, f'<w:bookmarkStart w:id="0" w:name="two"/><w:bookmarkEnd w:id="0"/>{_FOLLOWED}'),
    Seed("O252", "a bookmark name twice", DOCUMENT, _FOLLOWED, f'<w:bookmarkStart w:id="1" w:name="Top"/><w:bookmarkEnd w:id="1"/>{_FOLLOWED}'),
    Seed("O253", "a bookmark without end", DOCUMENT, '<w:bookmarkEnd w:id="0"/>', ""),
    Seed("O253", "a bookmark without start", DOCUMENT, '<w:bookmarkStart w:id="0" w:name="top"/>', ""),
    Seed("O253", "a comment range without end", DOCUMENT, '<w:commentRangeEnd w:id="0"/>', ""),
    Seed("O254", "a content control id twice", DOCUMENT, '<w:id w:val="102"/>', '<w:id w:val="101"/>'),
    Seed("O255", "a paragraph id twice", DOCUMENT, 'w14:paraId="00000002"', 'w14:paraId="00000001"'),
    Seed("O257", "a style id twice", STYLES, 'w:styleId="Strong"', 'w:styleId="Heading1"'),
    Seed("O258", "a list id twice", NUMBERING, 'w:numId="2"', 'w:numId="1"'),
    Seed("O258", "an abstract list id twice", NUMBERING, "<w:num w:numId=\"1\">", '<w:abstractNum w:abstractNumId="0"/><w:num w:numId="1">'),
    Seed("O259", "a footnote id twice", FOOTNOTES, '<w:footnote w:id="1">', '<w:footnote w:id="0">'),
    Seed("O259", "a comment id twice", "word/comments.xml", "</w:comments>", '<w:comment w:id="0" w:author="B"><w:p/></w:comment></w:comments>'),
    Seed("O260", "a footnote that is not there", DOCUMENT, '<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id="2"/>'),
    Seed("O260", "an endnote that is not there", DOCUMENT, '<w:endnoteReference w:id="1"/>', '<w:endnoteReference w:id="2"/>'),
    Seed("O260", "a comment that is not there", DOCUMENT, '<w:commentReference w:id="0"/>', '<w:commentReference w:id="3"/>'),
    Seed("O261", "a separator that is not there", SETTINGS, '<w:footnote w:id="-1"/>', '<w:footnote w:id="-2"/>'),
    Seed("O262", "a list that is not there", DOCUMENT, '<w:numId w:val="1"/>', '<w:numId w:val="77"/>'),
    Seed("O263", "an abstract list that is not there", NUMBERING, '<w:num w:numId="2"><w:abstractNumId w:val="0"/>', '<w:num w:numId="2"><w:abstractNumId w:val="5"/>'),
    Seed("O264", "a tenth level", DOCUMENT, '<w:ilvl w:val="0"/>', '<w:ilvl w:val="9"/>'),
    Seed("O265", "a style that is not there", DOCUMENT, '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading7"/>'),
    Seed("O266", "a paragraph style on a run", DOCUMENT, '<w:rStyle w:val="Strong"/>', '<w:rStyle w:val="Heading1"/>'),
    Seed("O267", "a style based on itself", STYLES, '<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Heading1"/>'),
    Seed("O268", "two headers of a type", DOCUMENT, "<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="rHeader"/>'),
    Seed("O269", "a field that ends without beginning", "word/footer1.xml", '<w:fldChar w:fldCharType="begin"/>', ""),
    Seed("O269", "a field with two results", DOCUMENT, '<w:fldChar w:fldCharType="separate"/></w:r>', '<w:fldChar w:fldCharType="separate"/><w:fldChar w:fldCharType="separate"/></w:r>'),
    Seed("O270", "a field without end", "word/footer1.xml", '<w:fldChar w:fldCharType="end"/>', ""),
    Seed("O270", "a field that ends in another story", DOCUMENT, "<v:textbox>", "<v:textbox>"),
    Seed("O273", "a move without end", DOCUMENT, '<w:moveFromRangeEnd w:id="7"/>', ""),
)
