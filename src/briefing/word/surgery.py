"""Moves in a tree of WordprocessingML that keep it sound: what they know is Word's, not the language's."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Set
from typing import cast

from lxml import etree

from briefing.word.names import (
    CELL,
    CHART,
    DELETED,
    MOVE_MARKS,
    PPR,
    RANGE_ENDS,
    RANGE_STARTS,
    ROW,
    RPR,
    SDT,
    SECTION,
    STORIES,
    TABLE,
    TEXT,
    VAL,
    A,
    P,
    R,
    W,
    w,
)
from briefing.word.text import hollow, is_marker

Node = etree._Element

_PROPERTIES = frozenset(w(name) for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "tcPr", "trPr", "tblPrEx", "tblPr"))
_BEFORE_LIST = tuple(
    w(name) for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)
_OF_WRAPPERS = (w("sdtPr"), w("sdtEndPr"), RPR)
# What prints nothing itself; what a cut may divide into two of the kind; what only holds other things.
_SILENT = frozenset(w(name) for name in ("tab", "proofErr", "lastRenderedPageBreak")) | MOVE_MARKS | DELETED
DIVISIBLE = frozenset(w(name) for name in "r hyperlink ins moveTo smartTag customXml sdt sdtContent bdo dir".split())
_HOLDERS = DIVISIBLE | frozenset((P, CELL, ROW))


_OTHERWISE = etree.XPath("boolean(//w:*[not(starts-with(name(), 'w:'))])", namespaces={"w": W})
_NAMING = etree.XPath("//*[@r:*]", namespaces={"r": R})
# What means nothing without the relationship that it names
_POINTLESS = frozenset(
    (
        *map(
            w, ("attachedTemplate", "altChunk", "subDoc", "sourceFileName", "saveThroughXslt", "mailMerge", "control")
        ),
        *(f"{{{A}}}{name}" for name in ("audioFile", "videoFile", "quickTimeFile")),
        f"{{{CHART}}}externalData",
        "{urn:schemas-microsoft-com:office:office}OLEObject",
    )
)


def contents(unit: Node) -> Iterator[Node]:
    """The markers in a paragraph, cell or row, and what a reader would miss if it went, in document order."""
    for child in unit:
        if is_marker(child):
            yield child
        elif child.tag in _HOLDERS:
            yield from contents(child)
        elif child.tag == TEXT:
            if (child.text or "").strip():
                yield child
        elif isinstance(child.tag, str) and not _is_silent(child):
            yield child


def _is_silent(child: Node) -> bool:
    return any(child.tag in tags for tags in (_PROPERTIES, _SILENT, RANGE_STARTS, RANGE_ENDS))


def before(place: Node, node: Node) -> None:
    """Moves a node to just before another."""
    node.tail = None
    place.addprevious(node)


def after(place: Node, node: Node) -> None:
    """Moves a node to just after another."""
    node.tail = None
    place.addnext(node)


def remove(node: Node) -> None:
    """Takes a node out of its tree."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def split_before(node: Node) -> None:
    """Splits the parent of a node so that the node stands between the two halves; an empty half goes."""
    parent = node.getparent()
    assert parent is not None
    rest = hollow(parent)
    for properties in parent.iterchildren(*_OF_WRAPPERS):
        twin = copy.deepcopy(properties)
        for identity in twin.findall(w("id")):  # a content control's id is its own
            twin.remove(identity)
        rest.append(twin)
    kept = len(rest)
    rest.extend(list(node.itersiblings()))
    after(parent, node)
    if len(rest) > kept:
        after(node, rest)
    if all(child.tag in _OF_WRAPPERS for child in parent):
        remove(parent)


def hand_on_section(paragraph: Node) -> bool:
    """Gives the section break of a paragraph that goes to the paragraph before it; False if there is none to take it,
    because a table, a cut or another break stands between."""
    section = paragraph.find(f"{PPR}/{SECTION}")
    previous = paragraph.getprevious()
    if section is None or previous is None or previous.tag != P or previous.find(f"{PPR}/{SECTION}") is not None:
        return False
    properties = previous.find(PPR)
    if properties is None:
        properties = etree.Element(PPR)
        previous.insert(0, properties)
    change = properties.find(w("pPrChange"))
    properties.insert(len(properties) if change is None else properties.index(change), section)
    return True


def emptied(paragraph: Node) -> None:
    """Takes all but its properties out of a paragraph."""
    for child in list(paragraph):
        if child.tag != PPR:
            paragraph.remove(child)


def release(node: Node) -> None:
    """Unbinds the content controls that a node stands in: from the data they are bound to, Word would show that again
    when the file opens, and a placeholder it would take for empty."""
    for control in node.iterancestors(SDT):
        for child in control.findall(f"{w('sdtPr')}/*"):
            if etree.QName(child).localname in ("dataBinding", "showingPlcHdr"):
                remove(child)


def forget_relationships(root: Node, gone: Set[str]) -> None:
    """Takes away what names relationships that are gone. Of a picture the frame stays, and shows that it is missing."""
    for element in cast("list[Node]", _NAMING(root)) if gone else ():
        named = [name for name, value in element.attrib.items() if str(name).startswith(f"{{{R}}}") and value in gone]
        pointless = next((one for one in (element, *element.iterancestors()) if one.tag in _POINTLESS), None)
        if named and pointless is not None and pointless.getparent() is not None:
            remove(pointless)
            continue
        for name in named:
            del element.attrib[name]


def forget_columns(part: Node) -> None:
    """Empties the grid of the table that something is part of: how many columns it will have is not known. Word then
    goes by the widths of the cells."""
    table = nearest(part, TABLE)
    grid = None if table is None else table.find(w("tblGrid"))
    for column in () if grid is None else list(grid):
        remove(column)


def nearest(node: Node, tag: str) -> Node | None:
    """The element with a tag that a node stands in, or is, within its story; None if there is none."""
    for element in (node, *node.iterancestors()):
        if element.tag == tag:
            return element
        if element.tag in STORIES:
            break
    return None


def with_prefix(root: Node) -> Node:
    """The root with `w` as the one prefix of the main namespace: what is written into the part uses it."""
    if root.nsmap.get("w") == W and not _OTHERWISE(root):
        return root
    others = {prefix: uri for prefix, uri in root.nsmap.items() if uri != W and prefix != "w"}
    attributes = {str(name): str(value) for name, value in root.attrib.items()}
    fresh = etree.Element(root.tag, attributes, {**others, "w": W})  # type: ignore[dict-item]
    fresh.text = root.text
    fresh.extend(list(root))
    return fresh


def set_list(paragraph: Node, level: int, number: str) -> None:
    """Makes a paragraph an item of a list, at a level; `number` is the list's numId."""
    properties = paragraph.find(PPR)
    if properties is None:
        properties = etree.Element(PPR)
        paragraph.insert(0, properties)
    for old in properties.findall(w("numPr")):
        properties.remove(old)
    own = etree.Element(w("numPr"))
    etree.SubElement(own, w("ilvl")).set(VAL, str(level))
    etree.SubElement(own, w("numId")).set(VAL, number)
    properties.insert(sum(child.tag in _BEFORE_LIST for child in properties), own)
