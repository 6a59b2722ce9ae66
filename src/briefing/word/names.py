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
FIELD_CHAR, FIELD_CODE, DELETED_CODE = w("fldChar"), w("instrText"), w("delInstrText")
VAL = w("val")
RELATION_ID = f"{{{R}}}id"

STORIES = frozenset((BODY, HEADER, FOOTER, FOOTNOTE, ENDNOTE, COMMENT, TEXT_BOX))
DELETED = frozenset((w("del"), w("moveFrom")))
_CUSTOM_XML = tuple(f"customXml{change}Range" for change in ("Ins", "Del", "MoveFrom", "MoveTo"))
_RANGES = ("bookmark", "commentRange", "perm", *_CUSTOM_XML)
RANGE_STARTS = frozenset(w(f"{name}Start") for name in _RANGES)
RANGE_ENDS = frozenset(w(f"{name}End") for name in _RANGES)

# What a package may have only once, by its ids
DRAWING_IDENTITY = f"{{{WP}}}docPr"
PARAGRAPH_IDS = (f"{{{W14}}}paraId", f"{{{W14}}}textId")
SHAPE = "{urn:schemas-microsoft-com:vml}"  # begins the name of each element of VML
SHAPE_NAMING = ("ShapeID", "type")  # attributes: of the object that has a shape for its picture; of shapes, as "#id"
NOTE_REFERENCES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
CHANGE_NAMES = tuple(  # of tracked changes that are elements of their own (ECMA-376 part 1, 17.13.5)
    "ins del moveFrom moveTo cellIns cellDel cellMerge numberingChange rPrChange pPrChange sectPrChange tblPrChange"
    " tblPrExChange tblGridChange trPrChange tcPrChange".split()
)
CHANGES = tuple(map(w, CHANGE_NAMES))
MOVED = {w("moveFrom"): w("del"), w("moveTo"): w("ins")}
_MOVES = ("moveFromRange", "moveToRange")
MOVE_MARKS = frozenset(w(f"{name}{end}") for name in _MOVES for end in ("Start", "End"))
# What one place has: a comment, a permission to edit, a tracked move, a tracked change of custom XML
SINGLE_MARK_NAMES = tuple(
    f"{name}{end}" for name in ("commentRange", "perm", *_MOVES, *_CUSTOM_XML) for end in ("Start", "End")
)
SINGLE_MARKS = tuple(map(w, SINGLE_MARK_NAMES))
