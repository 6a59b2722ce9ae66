"""How a value is dressed: the literal properties of the run and the paragraph that its tag stands in."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from briefing.model.template import Position
from briefing.word.names import BOOKMARK_END, BOOKMARK_START, PPR, RPR, RUN, SECTION, STORIES, TEXT, P, w
from briefing.word.text import split_run

Node = etree._Element
_RANGE_STARTS = (BOOKMARK_START, w("commentRangeStart"))
_RANGE_ENDS = (BOOKMARK_END, w("commentRangeEnd"))
_SILENT = (w("proofErr"), w("lastRenderedPageBreak"), *_RANGE_STARTS, *_RANGE_ENDS)


class Dress(NamedTuple):
    """The literal properties around a value: of its paragraph, if it stands alone in one, and of its run."""

    position: Position
    ppr: str
    rpr: str


def set_apart(node: etree._ProcessingInstruction) -> str:
    """Makes a marker a sibling of the run it stands in, and gives that run's properties as XML."""
    run = node.getparent()
    properties = None if run is None else run.find(RPR)
    xml = "" if properties is None else literal(properties)
    split_run(node)
    return xml


def dress(node: etree._ProcessingInstruction, rpr: str) -> Dress:
    """How a value is dressed. Alone in its paragraph, the marker takes the paragraph's place."""
    paragraph = node.getparent()
    if paragraph is None or paragraph.tag != P:
        return Dress("run" if in_paragraph(node) else "block", "", rpr)
    properties = paragraph.find(PPR)
    has_section = properties is not None and properties.find(SECTION) is not None
    if has_section or not all(_is_silent(child, node) for child in paragraph):
        return Dress("run", "", rpr)
    for mark in paragraph.findall("*"):
        if mark.tag in _RANGE_STARTS or (mark.tag in _RANGE_ENDS and paragraph.getnext() is None):
            paragraph.addprevious(mark)
        elif mark.tag in _RANGE_ENDS:
            paragraph.addnext(mark)
    paragraph.addprevious(node)
    parent = paragraph.getparent()
    assert parent is not None
    parent.remove(paragraph)
    return Dress("paragraph", "" if properties is None else literal(properties), rpr)


def in_paragraph(node: Node) -> bool:
    """Whether a node stands in a paragraph of its own story."""
    for ancestor in node.iterancestors():
        if ancestor.tag == P:
            return True
        if ancestor.tag in STORIES:
            return False
    return False


def literal(element: Node) -> str:
    """The XML of an element without the namespace declarations that its part's root makes anyway."""
    xml = etree.tostring(element, encoding="unicode", with_tail=False)
    for prefix, uri in element.getroottree().getroot().nsmap.items():
        if prefix:
            xml = xml.replace(f' xmlns:{prefix}="{uri}"', "")
    return xml


def _is_silent(child: Node, node: Node) -> bool:
    if child is node or child.tag == PPR or child.tag in _SILENT:
        return True
    return child.tag == RUN and all(
        part.tag == RPR or part.tag in _SILENT or (part.tag == TEXT and not (part.text or "").strip()) for part in child
    )
