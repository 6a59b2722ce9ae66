"""What was captured, printed once more: ids of its own for what a package may have only once."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefing.later import regex
from briefing.word.emit.growth import LONGEST_STEM, Growth
from briefing.word.field_codes import renamed
from briefing.word.names import CHANGE_NAMES, SINGLE_MARK_NAMES

_CHANGES = "|".join(CHANGE_NAMES)
_SINGLE_MARKS = "|".join(SINGLE_MARK_NAMES)
_IDENTIFIED = regex(
    r"<wp:docPr |<w:bookmarkStart |<w:sdtPr>|noteReference |:(?:paraId|textId)=|<v:"
    rf"|<w:(?:{_CHANGES}|{_SINGLE_MARKS}) "
)
# What has one place: a mark of a range, and what defines a type of shapes, which has been printed before
_LEFT_OUT = regex(
    rf"<w:(?:{_SINGLE_MARKS}) [^>]*/>|<v:shapetype [^>]*/>|<v:shapetype [^>]*[^>/]>.*?</v:shapetype>", re.DOTALL
)
_CHANGE = regex(rf"(<w:(?:{_CHANGES}) [^>]*?\bw:id=\")\d+")
_DRAWING = regex(r"(<wp:docPr [^>]*?\bid=\")\d+")
_CONTROL = regex(r"(<w:id w:val=\")-?\d+")
_SHAPE = regex(r"(<v:\w+ [^>]*?\bid=\")([^\"]*)")
_SHAPE_OF_OBJECT = regex(r"(\bShapeID=\")([^\"]*)")
_MOVED = regex(r"<w:moveFrom [^>]*[^>/]>.*?</w:moveFrom>", re.DOTALL)
_MOVE, _MOVED_TEXT = regex(r"(</?w:)move(From|To)\b"), regex(r"(</?w:)(t|instrText)\b")
_INSTEAD = {"From": "del", "To": "ins", "t": "delText", "instrText": "delInstrText"}
_PARAGRAPH_MARK = regex(r"(?<=<w:rPr>)(?:<w:(?:ins|del) [^>]*/>){2,}")
_MARKUP, _SINGLE = regex(r"<[^<>]+>"), regex(r"='([^'\"]*)'")
_TAG = regex(r"<[^<>]*(?:paraId|textId)=[^<>]*>")
_PARAGRAPH_ID = regex(r"\s\w+:(?:paraId|textId)=\"[^\"]*\"")
_NOTE = regex(r"(<w:(footnote|endnote)Reference [^>]*?w:id=\")(\d+)")
_BOOKMARK = regex(r"<w:bookmarkStart [^>]*>")
_ID, _NAME = regex(r"\bw:id=\"([^\"]*)\""), regex(r"\bw:name=\"([^\"]*)\"")
_MARK = regex(r"<w:bookmark(?:Start|End) [^>]*>")
_NAMING = regex(r"(<w:(?:bookmarkStart|hyperlink) [^>]*?\bw:(?:name|anchor)=)\"([^\"]*)\"")
_INSTRUCTION = regex(r"(<w:instrText[^>]*>|<w:fldSimple [^>]*?\bw:instr=\")([^<\"]*)")


def anew(xml: str, growth: Growth) -> str:
    """The XML with fresh ids, and names of bookmarks that lead to where it stands now."""
    if not _IDENTIFIED.search(xml):
        return xml
    if "='" in xml:  # as a template's own part may have it
        xml = _MARKUP.sub(lambda tag: _SINGLE.sub(r'="\1"', tag[0]), xml)
    xml = _LEFT_OUT.sub("", xml)
    if "<w:move" in xml:
        xml = _unmoved(xml)
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


def _unmoved(xml: str) -> str:
    """The XML with what was moved as text that was deleted here and inserted there, as `moves` makes it of a tree."""
    xml = _MOVED.sub(lambda moved: _MOVED_TEXT.sub(_instead, moved[0]), xml)
    return _PARAGRAPH_MARK.sub(_in_order, _MOVE.sub(_instead, xml))


def _instead(name: re.Match[str]) -> str:
    return f"{name[1]}{_INSTEAD[name[2]]}"


def _in_order(mark: re.Match[str]) -> str:
    """What was done to a paragraph's end: inserted, then deleted, each once."""
    return "".join(re.findall("<w:ins [^>]*>", mark[0])[:1] + re.findall("<w:del [^>]*>", mark[0])[:1])


def _renamed(xml: str, ids: Mapping[str, str], names: Mapping[str, str]) -> str:
    """The XML with other ids and names of bookmarks, and with the links and fields that name them."""
    xml = _MARK.sub(lambda tag: _ID.sub(lambda own: f'w:id="{ids.get(own[1], own[1])}"', tag[0]), xml)
    xml = _NAMING.sub(lambda own: f'{own[1]}"{names.get(own[2], own[2])}"', xml)
    return _INSTRUCTION.sub(lambda code: f"{code[1]}{renamed(code[2], names)}", xml)
