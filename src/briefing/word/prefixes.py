"""docxtpl's prefixes: `{%p %}`, `{%tr %}` and `{%tc %}` stand for the paragraph, row or cell that they are typed in.

Text that stands beside it is not printed: docxtpl puts the tag in its place. Here that is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from briefing.diagnostics import Diagnostic
from briefing.model.template import Tag
from briefing.word.names import CELL, ROW, TEXT, P
from briefing.word.scopes import Block
from briefing.word.surgery import contents, nearest, remove
from briefing.word.text import is_marker, number_of

Node = etree._Element
UNITS: Mapping[str, str] = {"p": P, "tr": ROW, "tc": CELL}
_CALLED = {"p": "paragraph", "tr": "row", "tc": "cell"}


def clear(tags: Mapping[int, Tag], nodes: Mapping[int, Node], blocks: Iterable[Block]) -> list[Diagnostic]:
    """Takes out what stands beside a prefixed tag whose block opens and closes in different units; gives warnings."""
    warnings = []
    for block in blocks:
        units = {number: _unit(tags[number], nodes[number]) for number in block.tags}
        if len(set(units.values())) < len(units):
            continue  # a unit with both ends repeats with what it holds
        for number, unit in units.items():
            if unit is not None and _clear(unit, tags):
                called = _CALLED[tags[number].level]
                hint = f"give the tag a {called} of its own, or leave out its '{tags[number].level}'"
                message = f"the tag stands for its whole {called}: the text beside it is not printed"
                warnings.append(Diagnostic("T404", message, tags[number].place, (hint,)))
    return warnings


def _unit(tag: Tag, node: Node) -> Node | None:
    return nearest(node, UNITS[tag.level]) if tag.level in UNITS else None


def _clear(unit: Node, tags: Mapping[int, Tag]) -> bool:
    """Whether there was text to take out of a paragraph, row or cell. Pictures and notes stay."""
    beside = [
        one for one in contents(unit) if one.tag == TEXT or (is_marker(one) and tags[number_of(one)].kind == "value")
    ]
    for one in beside:
        remove(one)
    return bool(beside)
