"""The names of WordprocessingML that this room uses: namespaces, and element names in lxml's notation."""

from __future__ import annotations

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """The element or attribute `name` of the main namespace, in lxml's notation."""
    return f"{{{W}}}{name}"


P, PPR, RUN, RPR, TEXT = w("p"), w("pPr"), w("r"), w("rPr"), w("t")
TABLE, ROW, CELL, TCPR = w("tbl"), w("tr"), w("tc"), w("tcPr")
BODY, HEADER, FOOTER = w("body"), w("hdr"), w("ftr")
FOOTNOTE, ENDNOTE, COMMENT = w("footnote"), w("endnote"), w("comment")
TEXT_BOX = w("txbxContent")
SDT, SDT_CONTENT, SECTION = w("sdt"), w("sdtContent"), w("sectPr")
BOOKMARK_START, BOOKMARK_END = w("bookmarkStart"), w("bookmarkEnd")
FIELD_CHAR, FIELD_CODE = w("fldChar"), w("instrText")
VAL = w("val")
RELATION_ID = f"{{{R}}}id"

STORIES = frozenset((BODY, HEADER, FOOTER, FOOTNOTE, ENDNOTE, COMMENT, TEXT_BOX))
DELETED = frozenset((w("del"), w("moveFrom")))
RANGE_STARTS = frozenset(w(name) for name in ("bookmarkStart", "commentRangeStart", "permStart"))
RANGE_ENDS = frozenset(w(name) for name in ("bookmarkEnd", "commentRangeEnd", "permEnd"))

# What a package may have only once, by its ids
DRAWING_IDENTITY = f"{{{WP}}}docPr"
PARAGRAPH_IDS = (f"{{{W14}}}paraId", f"{{{W14}}}textId")
NOTE_REFERENCES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
CHANGES = tuple(
    w(name) for name in "ins del moveFrom moveTo rPrChange pPrChange tblPrChange trPrChange tcPrChange".split()
)
