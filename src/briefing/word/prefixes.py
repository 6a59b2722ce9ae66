"""docxtpl's prefixes: `{%p %}`, `{%tr %}` and `{%tc %}` stand for the paragraph, row or cell that they are typed in.

Text that stands beside it is not printed: docxtpl puts the tag in its place. Here that is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from lxml import etree

from briefing.diagnostics import Diagnostic
from briefing.model.template import Tag
from briefing.word.names import CELL, ROW, TEXT, P, w
from briefing.word.scopes import Block
from briefing.word.surgery import contents, nearest, remove
from briefing.word.text import is_marker, number_of

Node = etree._Element
UNITS: Mapping[str, str] = {"p": P, "tr": ROW, "tc": CELL}
_TYPED = (TEXT, w("br"), w("cr"))
_CALLED = {"p": "paragraph", "tr": "row", "tc": "cell"}


def clear(tags: Mapping[int, Tag], nodes: Mapping[int, Node], blocks: Iterable[Block]) -> list[Diagnostic]:
    """Takes out what stands beside a prefixed tag, unless its block opens and closes in one unit; gives warnings."""
    units: dict[int, Node] = {}
    paired: set[int] = set()
    for block in blocks:
        paired.update(block.tags)
        prefixed = [number for number in block.tags if tags[number].level in UNITS]
        holding = Counter(one for number in block.tags for one in nodes[number].iterancestors()) if prefixed else {}
        for number in prefixed:
            unit = _unit(tags[number], nodes[number])
            if unit is not None and holding[unit] == 1:  # else it repeats as a whole
                units[number] = unit
    for number, node in nodes.items():
        is_single = number not in paired and tags[number].kind in ("alone", "value")
        if is_single and (unit := _unit(tags[number], node)) is not None:
            units[number] = unit
    first: dict[Node, int] = {}  # which clears its unit for the others in it
    for number, unit in units.items():
        first.setdefault(unit, number)
    return [_told(tags[number]) for unit, number in first.items() if _clear(unit, tags)]


def _told(tag: Tag) -> Diagnostic:
    called = _CALLED[tag.level]
    hint = f"give the tag a {called} of its own, or leave out its '{tag.level}'"
    message = f"the tag stands for its whole {called}: the text beside it is not printed"
    return Diagnostic("T404", message, tag.place, (hint,))


def _unit(tag: Tag, node: Node) -> Node | None:
    return nearest(node, UNITS[tag.level]) if tag.level in UNITS else None


def _clear(unit: Node, tags: Mapping[int, Tag]) -> bool:
    """Takes text and its line ends out of a paragraph, row or cell; whether there was text. Pictures, notes and page
    breaks stay, and so do values that stand for the unit themselves."""
    beside = [one for one in contents(unit) if one.tag in _TYPED or (is_marker(one) and _prints(tags[number_of(one)]))]
    beside = [one for one in beside if one.get(w("type"), "textWrapping") == "textWrapping"]
    for one in beside:
        remove(one)
    return any(one.tag == TEXT or is_marker(one) for one in beside)


def _prints(tag: Tag) -> bool:
    return tag.kind == "value" and tag.level not in UNITS
