"""Tags at the very edge of a table whose partner stands outside of it: they count as standing beside the table.

`{% if x %}` first thing in the first cell, `{% endif %}` below the table: what it means is the table and what follows.
So docxtpl has it where the condition holds; here the whole goes, too, where it does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from briefing.model.template import Tag
from briefing.word.names import CELL, ROW, TABLE, TEXT, P
from briefing.word.scopes import Block
from briefing.word.surgery import after, before, contents, nearest, remove
from briefing.word.text import is_marker, number_of

Node = etree._Element


def step_out(pairs: Iterable[tuple[int, ...]], tags: Mapping[int, Tag], nodes: Mapping[int, Node]) -> None:
    """Moves such tags into paragraphs of their own before or after their tables. Of blocks within blocks the inner come
    first."""
    beside: dict[tuple[Node, bool], Node] = {}  # by table and side: the outermost paragraph that was put there
    for numbers in pairs:
        if not all(number in nodes for number in numbers) or any(tags[number].level for number in numbers):
            continue
        first, last = numbers[0], numbers[-1]
        for number, other, opens in ((first, last, True), (last, first, False)):
            if _step(nodes[number], nodes[other], tags, beside, opens=opens):
                _alone(nodes[other], opens=not opens)


def step_aside(blocks: Iterable[Block], tags: Mapping[int, Tag], nodes: Mapping[int, Node]) -> None:
    """Gives tags of blocks that hold whole paragraphs one of their own where nothing but breaks and boxes stands beside
    them, so that a page break below a loop is none of each pass."""
    held_in: dict[Node, list[Node]] = {}  # by paragraph, where only breaks and boxes are shown
    for block in blocks:
        for number in (block.tags[-1], block.tags[0]) if block.scope == "paragraphs" else ():
            paragraph = nearest(nodes[number], P)
            if paragraph is None:
                continue
            if paragraph not in held_in:
                held = list(contents(paragraph))
                held_in[paragraph] = held if _shows_only_breaks(held, tags) else []
            held = held_in[paragraph]
            if nodes[number] not in held:
                continue  # or inside of what goes whole, such as a field
            opens = number == block.tags[0]
            place = held.index(nodes[number])
            beyond = held[place:] if opens else held[: place + 1]
            if all(is_marker(one) for one in beyond):
                _move([one for one in beyond if one.getparent() is paragraph], paragraph, opens=opens)
                del held_in[paragraph]


def _shows_only_breaks(held: Iterable[Node], tags: Mapping[int, Tag]) -> bool:
    """Whether there are breaks and boxes, and no text or value beside them."""
    shown = [one for one in held if not is_marker(one) or tags[number_of(one)].kind == "value"]
    return bool(shown) and not any(is_marker(one) or one.tag == TEXT for one in shown)


def _move(run: list[Node], paragraph: Node, *, opens: bool) -> None:
    if run:
        own = etree.Element(P)
        (after if opens else before)(paragraph, own)
        own.extend(run)


def _step(
    node: Node, other: Node, tags: Mapping[int, Tag], beside: dict[tuple[Node, bool], Node], *, opens: bool
) -> bool:
    """Moves a tag out of the tables that it stands at the edge of and its partner does not; whether it was in one."""
    around = set(other.iterancestors())
    tables = [table for table in node.iterancestors(TABLE) if table not in around]
    if not tables or not all(_at_edge(node, table, tags, opens=opens) for table in tables):
        return False
    paragraph = nearest(node, P)
    own, table = etree.Element(P), tables[-1]
    spot = beside.get((table, opens), table)
    (before if opens else after)(spot, own)
    beside[table, opens] = own
    own.append(node)
    if paragraph is not None and next(contents(paragraph), None) is None and _has_others(paragraph):
        remove(paragraph)
    return True


def _at_edge(node: Node, table: Node, tags: Mapping[int, Tag], *, opens: bool) -> bool:
    """Whether nothing of a table comes before an opening tag, or after a closing one, but others of its kind."""
    rows = table.findall(ROW)
    inside = [one for row in (rows[:1] if opens else rows[-1:]) for one in contents(row)]
    for one in inside if opens else reversed(inside):
        if one is node:
            return True
        if not is_marker(one) or tags[number_of(one)].kind != ("open" if opens else "close"):
            return False
    return False


def _has_others(paragraph: Node) -> bool:
    cell = paragraph.getparent()
    return cell is not None and (cell.tag != CELL or len(cell.findall(P)) > 1)


def _alone(node: Node, *, opens: bool) -> None:
    """Gives the partner a paragraph of its own where it stands at that edge of one that goes on without it."""
    paragraph = nearest(node, P)
    held = [] if paragraph is None else list(contents(paragraph))
    if paragraph is None or len(held) < 2 or held[-1 if opens else 0] is not node:
        return
    own = etree.Element(P)
    (after if opens else before)(paragraph, own)
    own.append(node)
