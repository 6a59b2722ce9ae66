"""What was captured, printed once more: ids of its own for what a package may have only once."""

from __future__ import annotations

import re

from briefing.word.emit.growth import LONGEST_STEM, Growth

_IDENTIFIED = re.compile(r"<wp:docPr |<w:bookmarkStart |<w:sdtPr>|noteReference |:(?:paraId|textId)=")
_DRAWING = re.compile(r"(<wp:docPr [^>]*?\bid=\")\d+")
_CONTROL = re.compile(r"(<w:id w:val=\")-?\d+")
_PARAGRAPH_ID = re.compile(r"\s\w+:(?:paraId|textId)=\"[^\"]*\"")
_NOTE = re.compile(r"(<w:(footnote|endnote)Reference [^>]*?w:id=\")(\d+)")
_BOOKMARK = re.compile(r"<w:bookmarkStart [^>]*>")
_ID, _NAME = re.compile(r"\bw:id=\"([^\"]*)\""), re.compile(r"\bw:name=\"([^\"]*)\"")
_INSTRUCTION = re.compile(r"<w:instrText[^>]*>[^<]*|\bw:instr=\"[^\"]*\"")


def anew(xml: str, growth: Growth) -> str:
    """The XML with fresh ids, and names of bookmarks that lead to where it stands now."""
    if not _IDENTIFIED.search(xml):
        return xml
    xml = _PARAGRAPH_ID.sub("", xml)
    xml = _DRAWING.sub(lambda found: f"{found[1]}{growth.fresh('drawing')}", xml)
    xml = _CONTROL.sub(lambda found: f"{found[1]}{growth.fresh('control')}", xml)
    xml = _NOTE.sub(lambda found: f"{found[1]}{growth.again(found[2], int(found[3]))}", xml)
    for mark in _BOOKMARK.findall(xml):
        identity, name = _ID.search(mark), _NAME.search(mark)
        if identity and name:
            xml = _renamed(xml, identity[1], name[1], growth.fresh("bookmark"))
    return xml


def _renamed(xml: str, identity: str, name: str, fresh: int) -> str:
    """The XML with another id and name of a bookmark, and with the links and fields that name it."""
    own = f"{name[:LONGEST_STEM]}_{fresh}"
    marks = re.compile(rf"(<w:bookmark(?:Start|End) [^>]*?w:id=\"){re.escape(identity)}(?=\")")
    names = re.compile(rf"(\bw:(?:name|anchor)=\"){re.escape(name)}(?=\")")
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    xml = names.sub(rf"\g<1>{own}", marks.sub(rf"\g<1>{fresh}", xml))
    return _INSTRUCTION.sub(lambda code: whole.sub(own, code[0]), xml)
