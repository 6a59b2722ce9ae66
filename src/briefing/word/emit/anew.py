"""What was captured, printed once more: ids of its own for what a package may have only once."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefing.word.emit.growth import LONGEST_STEM, Growth
from briefing.word.field_codes import renamed

_IDENTIFIED = re.compile(
    r"<wp:docPr |<w:bookmarkStart |<w:sdtPr>|noteReference |:(?:paraId|textId)=|<w:(?:ins|del) |<v:"
)
_CHANGE = re.compile(r"(<w:(?:ins|del|moveFrom|moveTo) [^>]*?\bw:id=\")\d+")
_DRAWING = re.compile(r"(<wp:docPr [^>]*?\bid=\")\d+")
_CONTROL = re.compile(r"(<w:id w:val=\")-?\d+")
_SHAPE = re.compile(r"(<v:(?!shapetype )\w+ [^>]*?\bid=\")([^\"]*)")
_SHAPE_OF_OBJECT = re.compile(r"(\bShapeID=\")([^\"]*)")
_MARKUP, _SINGLE = re.compile(r"<[^<>]+>"), re.compile(r"='([^'\"]*)'")
_TAG = re.compile(r"<[^<>]*(?:paraId|textId)=[^<>]*>")
_PARAGRAPH_ID = re.compile(r"\s\w+:(?:paraId|textId)=\"[^\"]*\"")
_NOTE = re.compile(r"(<w:(footnote|endnote)Reference [^>]*?w:id=\")(\d+)")
_BOOKMARK = re.compile(r"<w:bookmarkStart [^>]*>")
_ID, _NAME = re.compile(r"\bw:id=\"([^\"]*)\""), re.compile(r"\bw:name=\"([^\"]*)\"")
_MARK = re.compile(r"<w:bookmark(?:Start|End) [^>]*>")
_NAMING = re.compile(r"(<w:(?:bookmarkStart|hyperlink) [^>]*?\bw:(?:name|anchor)=)\"([^\"]*)\"")
_INSTRUCTION = re.compile(r"(<w:instrText[^>]*>|<w:fldSimple [^>]*?\bw:instr=\")([^<\"]*)")


def anew(xml: str, growth: Growth) -> str:
    """The XML with fresh ids, and names of bookmarks that lead to where it stands now."""
    if not _IDENTIFIED.search(xml):
        return xml
    if "='" in xml:  # as a template's own part may have it
        xml = _MARKUP.sub(lambda tag: _SINGLE.sub(r'="\1"', tag[0]), xml)
    xml = _TAG.sub(lambda tag: _PARAGRAPH_ID.sub("", tag[0]), xml)
    xml = _DRAWING.sub(lambda found: f"{found[1]}{growth.fresh('drawing')}", xml)
    xml = _CHANGE.sub(lambda found: f"{found[1]}{growth.fresh('change')}", xml)
    xml = _CONTROL.sub(lambda found: f"{found[1]}{growth.fresh('control')}", xml)
    shapes = {identity: f"shape_{growth.fresh('shape')}" for _, identity in _SHAPE.findall(xml)}
    xml = _SHAPE.sub(lambda found: f"{found[1]}{shapes[found[2]]}", xml)
    xml = _SHAPE_OF_OBJECT.sub(lambda found: f"{found[1]}{shapes.get(found[2], found[2])}", xml)
    xml = _NOTE.sub(lambda found: f"{found[1]}{growth.again(found[2], int(found[3]))}", xml)
    ids: dict[str, str] = {}
    names: dict[str, str] = {}
    for mark in _BOOKMARK.findall(xml):
        identity, name = _ID.search(mark), _NAME.search(mark)
        if identity and name:
            ids[identity[1]] = str(growth.fresh("bookmark"))
            names[name[1]] = f"{name[1][:LONGEST_STEM]}_{ids[identity[1]]}"
    return _renamed(xml, ids, names) if ids else xml


def _renamed(xml: str, ids: Mapping[str, str], names: Mapping[str, str]) -> str:
    """The XML with other ids and names of bookmarks, and with the links and fields that name them."""
    xml = _MARK.sub(lambda tag: _ID.sub(lambda own: f'w:id="{ids.get(own[1], own[1])}"', tag[0]), xml)
    xml = _NAMING.sub(lambda own: f'{own[1]}"{names.get(own[2], own[2])}"', xml)
    return _INSTRUCTION.sub(lambda code: f"{code[1]}{renamed(code[2], names)}", xml)
