"""Seeded faults: each replaces one stretch of one part of the sound file, and names the code that must be found."""

from __future__ import annotations

from typing import NamedTuple

from tests.word.sound import OFFICE, TABLE


class Seed(NamedTuple):
    """A fault: the code that must be found when `old` is replaced by `new` in `part`."""

    code: str
    what: str
    part: str
    old: str
    new: str


def _link(identity: str) -> str:
    return (
        f'<Relationship Id="{identity}" Type="{OFFICE}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
    )


DOCUMENT, RELATIONS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
STYLES, NUMBERING, SETTINGS, FOOTNOTES = (
    f"word/{name}.xml" for name in ("styles", "numbering", "settings", "footnotes")
)
_DOC_PR = '<wp:docPr id="1" name="Picture 1" descr="A pixel"/>'
_ROW = "<w:tr><w:tc><w:p/></w:tc></w:tr>"
_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
_HELD = "<w:r><w:t>Held</w:t></w:r></w:p>"

SEEDS = (
    # The package
    Seed("O206", "an extension without a type", TYPES, '<Default Extension="png" ContentType="image/png"/>', ""),
    Seed(
        "O207",
        "a type for a part that is not there",
        TYPES,
        "</Types>",
        '<Override PartName="/word/gone.xml" ContentType="application/xml"/></Types>',
    ),
    Seed(
        "O208",
        "two types for an extension",
        TYPES,
        "</Types>",
        '<Default Extension="PNG" ContentType="image/png"/></Types>',
    ),
    Seed("O209", "an element that is not closed", DOCUMENT, "<w:t>Title</w:t>", "<w:t>Title"),
    Seed("O209", "a character that XML forbids", DOCUMENT, "Title", "Ti\x01tle"),
    Seed("O209", "a bare ampersand", "word/header1.xml", "Header", "R&D"),
    Seed("O210", "a document type", "word/header1.xml", "<w:hdr", "<!DOCTYPE hdr [<!ENTITY e 'x'>]><w:hdr"),
    Seed("O211", "an old encoding", "word/header1.xml", "UTF-8", "ISO-8859-1"),
    Seed("O212", "a relationship id twice", RELATIONS, "</Relationships>", f"{_link('rLink')}</Relationships>"),
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
    Seed(
        "O220",
        "a relationship without target",
        RELATIONS,
        "</Relationships>",
        f"{_link('rOther').replace('Target=', 'Goal=')}</Relationships>",
    ),
    Seed("O220", "a relationship id that is no name", RELATIONS, "</Relationships>", f"{_link('1')}</Relationships>"),
    Seed("O222", "a picture with the type of a page", TYPES, "image/png", "text/html"),
    Seed("O223", "two main documents", "_rels/.rels", f"{OFFICE}/custom-properties", f"{OFFICE}/officeDocument"),
    Seed("O224", "a picture that Word lost", RELATIONS, "media/pixel.png", "media/NULL"),
    Seed("O271", "a property twice", "docProps/core.xml", "<dc:title>", "<dc:title>One</dc:title><dc:title>"),
    Seed("O271", "a date that is none", "docProps/core.xml", "2023-01-23T", "23 January 2023 T"),
    Seed("O271", "a date without type", "docProps/core.xml", ' xsi:type="dcterms:W3CDTF"', ""),
    Seed("O272", "a property id twice", "docProps/custom.xml", 'pid="3"', 'pid="2"'),
    Seed("O272", "a property without value", "docProps/custom.xml", "<vt:i4>1</vt:i4>", ""),
    # Elements
    Seed("O230", "a paragraph in a paragraph", DOCUMENT, "<w:r><w:t>An item</w:t></w:r>", "<w:p/>"),
    Seed("O230", "a paragraph in a run", DOCUMENT, "<w:t>An item</w:t>", "<w:p/>"),
    Seed("O230", "a table in a paragraph", DOCUMENT, "<w:r><w:t>Held</w:t></w:r>", TABLE),
    Seed("O230", "a run in the body", DOCUMENT, "<w:sdt><w:sdtPr><w:alias", "<w:r/><w:sdt><w:sdtPr><w:alias"),
    Seed("O230", "text outside of a run", DOCUMENT, "<w:r><w:t>An item</w:t></w:r>", "<w:t>An item</w:t>"),
    Seed(
        "O230",
        "a link in a tracked insertion",
        DOCUMENT,
        "<w:r><w:t>An item</w:t></w:r>",
        '<w:ins w:id="90" w:author="A"><w:hyperlink w:anchor="top"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:ins>',
    ),
    Seed(
        "O275",
        "a link to a bookmark that is not there",
        DOCUMENT,
        "<w:r><w:t>An item</w:t></w:r>",
        '<w:hyperlink w:anchor="gone"><w:r><w:t>x</w:t></w:r></w:hyperlink>',
    ),
    Seed("O230", "a run in a run", DOCUMENT, "<w:t>An item</w:t>", "<w:r><w:t>An item</w:t></w:r>"),
    Seed("O230", "a cell in the body", DOCUMENT, "<w:sectPr>", "<w:tc><w:p/></w:tc><w:sectPr>"),
    Seed("O230", "a link in a run", DOCUMENT, "<w:t>noted</w:t>", '<w:hyperlink w:anchor="top"/>'),
    Seed("O230", "a text of mathematics in a run", DOCUMENT, "<w:t>noted</w:t>", "<m:t>noted</m:t>"),
    Seed("O230", "an element that is made up", DOCUMENT, "<w:t>noted</w:t>", "<w:text>noted</w:text>"),
    Seed("O230", "text straight in a text box", DOCUMENT, "<v:textbox>", "<v:textbox><w:p/>"),
    Seed("O230", "a row in the body", DOCUMENT, "<w:sectPr>", "<w:tr><w:tc><w:p/></w:tc></w:tr><w:sectPr>"),
    Seed("O231", "w:pPr after a run", DOCUMENT, "<w:t>First</w:t></w:r>", "<w:t>First</w:t></w:r><w:pPr/>"),
    Seed(
        "O231",
        "w:jc before w:keepNext",
        DOCUMENT,
        '<w:keepNext/><w:jc w:val="center"/>',
        '<w:jc w:val="center"/><w:keepNext/>',
    ),
    Seed("O231", "w:rPr after the text", DOCUMENT, "<w:t>An item</w:t>", "<w:t>An item</w:t><w:rPr><w:b/></w:rPr>"),
    Seed("O231", "w:tcPr after the paragraph", DOCUMENT, "<w:t>First</w:t></w:r></w:p>", "</w:r></w:p><w:tcPr/><w:p/>"),
    Seed(
        "O231",
        "w:gridSpan before w:tcW",
        DOCUMENT,
        '<w:tcW w:w="6000" w:type="dxa"/><w:gridSpan w:val="2"/>',
        '<w:gridSpan w:val="2"/><w:tcW w:w="6000"/>',
    ),
    Seed(
        "O231",
        "w:tblW before w:tblStyle",
        DOCUMENT,
        '<w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>',
        '<w:tblW w:w="0"/><w:tblStyle w:val="TableGrid"/>',
    ),
    Seed(
        "O231",
        "w:tblPr after the grid",
        DOCUMENT,
        _HELD,
        f"{_HELD}<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tblPr/>{_ROW}</w:tbl>",
    ),
    Seed("O231", "w:trPr after a cell", DOCUMENT, "</w:tr></w:tbl>", "<w:trPr/></w:tr></w:tbl>"),
    Seed("O231", "w:trPr with a mark before its rest", DOCUMENT, "<w:trPr>", '<w:trPr><w:ins w:id="6" w:author="A"/>'),
    Seed("O231", "w:paperSrc after w:cols", DOCUMENT, '<w:cols w:space="708"/>', "<w:cols/><w:paperSrc/>"),
    Seed("O231", "a paragraph after w:sectPr", DOCUMENT, "</w:sectPr></w:body>", "</w:sectPr><w:p/></w:body>"),
    Seed(
        "O231",
        "w:num before w:abstractNum",
        NUMBERING,
        "<w:abstractNum ",
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num><w:abstractNum ',
    ),
    Seed(
        "O231",
        "w:tmpl before w:multiLevelType",
        NUMBERING,
        "<w:multiLevelType",
        '<w:tmpl w:val="01234567"/><w:multiLevelType',
    ),
    Seed("O231", "w:style before w:docDefaults", STYLES, "<w:docDefaults>", '<w:style w:styleId="X"/><w:docDefaults>'),
    Seed(
        "O231",
        "wp:docPr before wp:extent",
        DOCUMENT,
        f'<wp:extent cx="9525" cy="9525"/>{_DOC_PR}',
        f'{_DOC_PR}<wp:extent cx="9525" cy="9525"/>',
    ),
    Seed("O232", "w:pPr twice", DOCUMENT, '<w:p w14:paraId="00000002">', '<w:p w14:paraId="00000002"><w:pPr/>'),
    Seed("O232", "w:tblGrid twice", DOCUMENT, "<w:tblGrid>", "<w:tblGrid/><w:tblGrid>"),
    Seed("O232", "w:zoom twice", SETTINGS, "<w:zoom", "<w:zoom/><w:zoom"),
    Seed("O232", "w:body twice", DOCUMENT, "</w:body>", "</w:body><w:body/>"),
    Seed("O233", "a drawing without wp:docPr", DOCUMENT, _DOC_PR, ""),
    Seed(
        "O233",
        "a list without w:abstractNumId",
        NUMBERING,
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>',
        '<w:num w:numId="2">',
    ),
    Seed("O234", "text in a paragraph", DOCUMENT, "</w:hyperlink>", "</w:hyperlink>stray"),
    Seed("O234", "text in the body", DOCUMENT, "<w:body>", "<w:body>stray"),
    Seed("O234", "text in a row", DOCUMENT, "<w:tr><w:trPr>", "<w:tr>stray<w:trPr>"),
    Seed("O239", "an unknown namespace", DOCUMENT, "<w:t>noted</w:t>", '<x:note xmlns:x="http://example.com/x"/>'),
    Seed("O239", "an unknown attribute", DOCUMENT, "<w:t>noted", '<w:t xmlns:x="http://example.com/x" x:a="1">noted'),
    Seed("O246", "alternatives without a choice", DOCUMENT, "<w:t>noted</w:t>", "<mc:AlternateContent/>"),
    Seed("O246", "a choice of an undeclared prefix", DOCUMENT, 'Requires="wps"', 'Requires="wpx"'),
    Seed("O247", "an undeclared prefix to ignore", DOCUMENT, 'mc:Ignorable="w14 my"', 'mc:Ignorable="w14 w17"'),
    Seed("O248", "a table without grid", DOCUMENT, _HELD, f"{_HELD}<w:tbl><w:tblPr/>{_ROW}</w:tbl>"),
    Seed(
        "O248",
        "a table without properties",
        DOCUMENT,
        _HELD,
        f"{_HELD}<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>{_ROW}</w:tbl>",
    ),
    Seed(
        "O249",
        "w:sz before w:color",
        DOCUMENT,
        '<w:color w:val="1F3864"/><w:sz w:val="28"/>',
        '<w:sz w:val="28"/><w:color w:val="1F3864"/>',
    ),
    Seed("O249", "w:b twice", DOCUMENT, "<w:b/>", "<w:b/><w:b/>"),
    Seed(
        "O249",
        "w:uiPriority after w:qFormat",
        STYLES,
        '<w:uiPriority w:val="9"/><w:qFormat/>',
        '<w:qFormat/><w:uiPriority w:val="9"/>',
    ),
    Seed("O249", "w:compat before w:zoom", SETTINGS, "<w:zoom", "<w:rsids/><w:zoom"),
    Seed(
        "O249",
        "w:numFmt before w:start",
        NUMBERING,
        '<w:start w:val="1"/><w:numFmt w:val="bullet"/>',
        '<w:numFmt w:val="bullet"/><w:start w:val="1"/>',
    ),
    # Attributes
    Seed("O235", "an attribute that is made up", DOCUMENT, '<w:jc w:val="center"', '<w:jc w:how="very" w:val="center"'),
    Seed("O235", "an attribute without prefix", DOCUMENT, "<w:keepNext/>", '<w:keepNext val="1"/>'),
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
    Seed("O236", "a style of no type", STYLES, "</w:styles>", '<w:style w:type="run" w:styleId="X"/></w:styles>'),
    Seed("O236", "a number format that is none", NUMBERING, '<w:numFmt w:val="bullet"/>', '<w:numFmt w:val="dot"/>'),
    Seed(
        "O236",
        "a date without time",
        DOCUMENT,
        'w:author="A" w:date="2023-01-23T00:00:00Z" w:name',
        'w:author="A" w:date="2023-01-23" w:name',
    ),
    Seed("O236", "an extent that is negative", DOCUMENT, '<wp:extent cx="914400"', '<wp:extent cx="-914400"'),
    Seed("O236", "an extent with a fraction", DOCUMENT, '<a:ext cx="9525" cy', '<a:ext cx="9525.5" cy'),
    Seed("O237", "a bookmark without name", DOCUMENT, ' w:name="top"', ""),
    Seed("O237", "a style reference without value", DOCUMENT, '<w:pStyle w:val="Heading1"/>', "<w:pStyle/>"),
    Seed("O237", "a header without type", DOCUMENT, '<w:headerReference w:type="default"', "<w:headerReference"),
    Seed("O256", "a paragraph id that is too large", DOCUMENT, 'w14:paraId="00000001"', 'w14:paraId="80000000"'),
    Seed("O256", "a text id that is too short", DOCUMENT, 'w14:textId="77777777"', 'w14:textId="7777"'),
    # Tables and stories
    Seed(
        "O241", "a cell without paragraph", DOCUMENT, "<w:tc><w:p><w:r><w:t>First</w:t></w:r></w:p></w:tc>", "<w:tc/>"
    ),
    Seed("O241", "a cell that ends in a table", DOCUMENT, "<w:t>First</w:t></w:r></w:p>", f"</w:r></w:p>{TABLE}"),
    Seed("O241", "a header without paragraph", "word/header1.xml", "<w:p><w:r><w:t>Header</w:t></w:r></w:p>", ""),
    Seed("O241", "a note without paragraph", FOOTNOTES, "<w:p><w:r><w:separator/></w:r></w:p>", ""),
    Seed("O242", "a table without rows", DOCUMENT, _HELD, f"{_HELD}<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>"),
    Seed("O242", "a row without cells", DOCUMENT, "</w:tr></w:tbl>", "</w:tr><w:tr/></w:tbl>"),
    Seed("O243", "a cell beyond the grid", DOCUMENT, "</w:tr></w:tbl>", "<w:tc><w:p/></w:tc></w:tr></w:tbl>"),
    Seed("O243", "an indent beyond the grid", DOCUMENT, "<w:tblHeader/>", '<w:gridAfter w:val="1"/><w:tblHeader/>'),
    Seed(
        "O243",
        "a span beyond the grid",
        DOCUMENT,
        "<w:tc><w:tcPr><w:vMerge/>",
        '<w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/>',
    ),
    Seed("O244", "a row too short", DOCUMENT, "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>", ""),
    Seed("O245", "a merge with nothing above", DOCUMENT, '<w:vMerge w:val="restart"/>', '<w:vMerge w:val="continue"/>'),
    # Ids, marks and references
    Seed("O250", "a drawing id twice", DOCUMENT, '<wp:docPr id="2"', '<wp:docPr id="1"'),
    Seed(
        "O251",
        "a bookmark id twice",
        DOCUMENT,
        _HELD,
        f'<w:bookmarkStart w:id="0" w:name="two"/><w:bookmarkEnd w:id="0"/>{_HELD}',
    ),
    Seed(
        "O252",
        "a bookmark name twice",
        DOCUMENT,
        _HELD,
        f'<w:bookmarkStart w:id="1" w:name="Top"/><w:bookmarkEnd w:id="1"/>{_HELD}',
    ),
    Seed("O253", "a bookmark without end", DOCUMENT, '<w:bookmarkEnd w:id="0"/>', ""),
    Seed("O253", "a bookmark without start", DOCUMENT, '<w:bookmarkStart w:id="0" w:name="top"/>', ""),
    Seed("O253", "a comment range without end", DOCUMENT, '<w:commentRangeEnd w:id="0"/>', ""),
    Seed("O254", "a content control id twice", DOCUMENT, '<w:id w:val="102"/>', '<w:id w:val="101"/>'),
    Seed("O255", "a paragraph id twice", DOCUMENT, 'w14:paraId="00000002"', 'w14:paraId="00000001"'),
    Seed(
        "O257", "a style id twice", STYLES, "</w:styles>", '<w:style w:type="paragraph" w:styleId="Normal"/></w:styles>'
    ),
    Seed("O258", "a list id twice", NUMBERING, 'w:numId="2"', 'w:numId="1"'),
    Seed(
        "O258",
        "an abstract list id twice",
        NUMBERING,
        '<w:num w:numId="1">',
        '<w:abstractNum w:abstractNumId="0"/><w:num w:numId="1">',
    ),
    Seed("O258", "a level twice", NUMBERING, "</w:lvl>", '</w:lvl><w:lvl w:ilvl="0"/>'),
    Seed(
        "O259",
        "a footnote id twice",
        FOOTNOTES,
        "</w:footnotes>",
        '<w:footnote w:id="1"><w:p/></w:footnote></w:footnotes>',
    ),
    Seed(
        "O259",
        "a comment id twice",
        "word/comments.xml",
        "</w:comments>",
        '<w:comment w:id="0" w:author="B"><w:p/></w:comment></w:comments>',
    ),
    Seed(
        "O260",
        "a footnote that is not there",
        DOCUMENT,
        '<w:footnoteReference w:id="1"/>',
        '<w:footnoteReference w:id="2"/>',
    ),
    Seed(
        "O260",
        "an endnote that is not there",
        DOCUMENT,
        '<w:endnoteReference w:id="1"/>',
        '<w:endnoteReference w:id="2"/>',
    ),
    Seed(
        "O260",
        "a comment that is not there",
        DOCUMENT,
        '<w:commentReference w:id="0"/>',
        '<w:commentReference w:id="3"/>',
    ),
    Seed("O261", "a separator that is not there", SETTINGS, '<w:footnote w:id="-1"/>', '<w:footnote w:id="-2"/>'),
    Seed("O262", "a list that is not there", DOCUMENT, '<w:numId w:val="1"/>', '<w:numId w:val="77"/>'),
    Seed(
        "O263",
        "an abstract list that is not there",
        NUMBERING,
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>',
        '<w:num w:numId="2"><w:abstractNumId w:val="5"/>',
    ),
    Seed("O264", "a tenth level", DOCUMENT, '<w:ilvl w:val="0"/>', '<w:ilvl w:val="9"/>'),
    Seed("O265", "a style that is not there", DOCUMENT, '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading7"/>'),
    Seed("O266", "a paragraph style on a run", DOCUMENT, '<w:rStyle w:val="Strong"/>', '<w:rStyle w:val="Heading1"/>'),
    Seed("O267", "a style based on itself", STYLES, '<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Heading1"/>'),
    Seed(
        "O268",
        "two headers of a type",
        DOCUMENT,
        "<w:sectPr>",
        '<w:sectPr><w:headerReference w:type="default" r:id="rHeader"/>',
    ),
    Seed("O269", "a field that ends without beginning", "word/footer1.xml", '<w:fldChar w:fldCharType="begin"/>', ""),
    Seed(
        "O269",
        "a field with two results",
        DOCUMENT,
        '<w:fldChar w:fldCharType="separate"/></w:r>',
        '<w:fldChar w:fldCharType="separate"/><w:fldChar w:fldCharType="separate"/></w:r>',
    ),
    Seed("O270", "a field without end", "word/footer1.xml", '<w:fldChar w:fldCharType="end"/>', ""),
    Seed(
        "O270",
        "a field that begins in a text box",
        DOCUMENT,
        "<wps:txbx><w:txbxContent>",
        f"<wps:txbx><w:txbxContent><w:p>{_BEGIN}</w:p>",
    ),
    Seed("O273", "a move without end", DOCUMENT, '<w:moveFromRangeEnd w:id="7"/>', ""),
)
