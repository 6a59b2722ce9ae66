"""Moved text where blocks may print one end of a move without the other, or both more than once: it becomes text that
was deleted here and inserted there, which says the same.

A move is two ranges of one name, each there once, with the moved text inside (ECMA-376 part 1, 17.13.5.21 to 28).
"""

from __future__ import annotations

from lxml import etree

from briefing.word.names import FIELD_CODE, MOVE_MARKS, MOVED, RPR, TEXT, TEXT_BOX, w
from briefing.word.surgery import remove

Node = etree._Element
_DELETED_TEXTS = {TEXT: w("delText"), FIELD_CODE: w("delInstrText")}


def settle(root: Node) -> None:
    """Makes deleted and inserted text of all that was moved in a tree."""
    for mark in list(root.iter(*MOVE_MARKS)):
        remove(mark)
    for moved in list(root.iter(*MOVED)):
        if moved.tag == w("moveFrom"):
            for text in moved.iter(*_DELETED_TEXTS):
                if next(text.iterancestors(TEXT_BOX, moved.tag)) is moved:
                    text.tag = _DELETED_TEXTS[text.tag]
        moved.tag = MOVED[moved.tag]
        parent = moved.getparent()
        if parent is not None and parent.tag == RPR:
            _settle_mark(moved, parent)


def _settle_mark(change: Node, properties: Node) -> None:
    """A paragraph's end may be inserted and deleted, in this order and each once (17.3.1.29)."""
    if len(properties.findall(str(change.tag))) > 1:
        remove(change)
    elif change.tag == w("ins"):
        properties.insert(0, change)
