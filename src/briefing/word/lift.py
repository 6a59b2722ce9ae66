"""The surgery of the scope rule: markers move to where their blocks cut, and what held only control tags vanishes."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from lxml import etree

from briefing.diagnostics import Diagnostic, Related
from briefing.model.template import Tag
from briefing.word.names import BOOKMARK_END, BOOKMARK_START, CELL, PPR, ROW, RPR, RUN, SECTION, TABLE, TEXT, P, w
from briefing.word.scopes import Block
from briefing.word.text import MARKER, markers, number_of

Node = etree._Element
Side = Literal["before", "after"]

# What may stand in a paragraph that still counts as empty: properties, marks without extent, white space.
_IDLE = frozenset(
    w(name)
    for name in (
        "pPr rPr r t tab proofErr lastRenderedPageBreak bookmarkStart bookmarkEnd commentRangeStart"
        " commentRangeEnd permStart permEnd smartTag ins hyperlink sdt sdtContent sdtPr sdtEndPr"
        " moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd del delText moveFrom p tc tcPr"
        " trPr tblPrEx tr"
    ).split()
)
_STARTS = frozenset(w(name) for name in ("bookmarkStart", "commentRangeStart", "permStart"))
_ENDS = frozenset(w(name) for name in ("bookmarkEnd", "commentRangeEnd", "permEnd"))


class Lifter:
    """Moves the markers of one part. `faults` tells what could not be cut."""

    def __init__(self, root: Node, tags: Mapping[int, Tag], nodes: Mapping[int, Node], blocks: Iterable[Block]) -> None:
        self._root, self._tags, self._nodes = root, tags, nodes
        self._blocks = list(blocks)
        self._block_of = {number: block for block in self._blocks for number in block.tags}
        self._fused: set[tuple[int, ...]] = set()
        self.faults: list[Diagnostic] = []

    def run(self) -> None:
        """Lifts rows and cells first, since what they take along needs no lifting of its own, then paragraphs."""
        self._rows()
        self._paragraphs()
        for block in self._blocks:
            if block.scope == "run" or block.tags in self._fused:
                self._level(block)
        self._range_marks()

    # Rows and cells

    def _rows(self) -> None:
        wanted: dict[Node, dict[int, Side | None]] = {}
        for block in self._blocks:
            if block.scope in ("rows", "row", "cells"):
                for unit, number, side in self._row_cuts(block):
                    wanted.setdefault(unit, {})[number] = side
        for unit, sides in wanted.items():
            paired_elsewhere = any(self._block_of[number].scope != "row" for number in sides)
            own = [number_of(node) for node in markers(unit)]
            if paired_elsewhere and not self._has_content(unit, own):
                self._replace(unit, own)
                continue
            for number, side in sides.items():
                if side is None:
                    self.faults.append(self._inside_row(number))
            self._lift(unit, [n for n in own if sides.get(n) == "before"], [n for n in own if sides.get(n) == "after"])

    def _row_cuts(self, block: Block) -> Iterator[tuple[Node, int, Side | None]]:
        unit_tag = CELL if block.scope == "cells" else ROW
        for number in block.tags:
            unit = next(a for a in self._nodes[number].iterancestors() if a.tag == unit_tag)
            kind = self._tags[number].kind
            if kind == "branch":
                edge = self._edge(unit, number)
                yield unit, number, None if block.scope == "row" else edge
            elif block.scope == "row" and self._edge(unit, number, kind) is None:
                yield unit, number, None
            else:
                yield unit, number, "before" if kind == "open" else "after"

    def _edge(self, unit: Node, number: int, kind: str = "") -> Side | None:
        """At which edge of the unit a marker stands, with only control markers between; None if in the middle."""
        node = self._nodes[number]
        before = self._has_content(unit, (), until=node)
        after = self._has_content(unit, (), since=node)
        if kind != "close" and not before:
            return "before"
        return "after" if kind != "open" and not after else None

    def _inside_row(self, number: int) -> Diagnostic:
        tag, block = self._tags[number], self._block_of[number]
        other = self._tags[block.tags[0] if number != block.tags[0] else block.tags[-1]]
        return Diagnostic(
            "T221",
            f"'{tag.keyword}' stands in the middle of a table row that its block would repeat",
            tag.place,
            ("put the opening tag first in the first cell and the closing tag last in the last cell of the row",),
            (Related("the other end", other.place),),
        )

    # Paragraphs

    def _paragraphs(self) -> None:
        paragraphs = self._paragraphs_with_markers()
        plans: dict[Node, tuple[list[int], list[int], bool]] = {}
        settled = False
        while not settled:
            settled = True
            for paragraph, items in paragraphs.items():
                plans[paragraph] = self._plan(items)
                lifted = {*plans[paragraph][0], *plans[paragraph][1]}
                for number in items:
                    block = self._block_of.get(number) if number is not None else None
                    if block and self._lifts(number) and number not in lifted:
                        self._fused.add(block.tags)
                        settled = False
        for paragraph, (before, after, vanishes) in plans.items():
            if vanishes:
                self._replace(paragraph, before)
            else:
                self._lift(paragraph, before, after)

    def _paragraphs_with_markers(self) -> dict[Node, list[int | None]]:
        found: dict[Node, list[int | None]] = {}
        for node in markers(self._root):
            paragraph = next((a for a in node.iterancestors() if a.tag == P), None)
            if paragraph is not None and paragraph not in found:
                found[paragraph] = list(self._items(paragraph))
        return found

    def _items(self, paragraph: Node) -> Iterator[int | None]:
        """The control markers of a paragraph in order, and None for each stretch of anything else."""
        last: int | None = -1
        for node in _own(paragraph):
            number = number_of(node) if _is_marker(node) else None
            if number is not None and self._tags[number].kind != "value":
                last = number
                yield number
            elif (number is not None or _is_content(node)) and last is not None:
                last = None
                yield None

    def _plan(self, items: list[int | None]) -> tuple[list[int], list[int], bool]:
        """Which markers go before the paragraph, which after, and whether it vanishes."""
        numbers = [number for number in items if number is not None]
        if len(numbers) == len(items) and not any(self._stays(number) for number in numbers):
            return numbers, [], True
        before = self._edge_run(items, ("open", "branch"))
        after = self._edge_run(items[::-1], ("close", "branch"))[::-1]
        return before, [number for number in after if number not in before], False

    def _edge_run(self, items: list[int | None], kinds: tuple[str, ...]) -> list[int]:
        run: list[int] = []
        kept = 0
        for number in items:
            if number is None or not (self._lifts(number) or self._tags[number].kind in ("alone", "comment")):
                break
            if self._lifts(number) and self._tags[number].kind not in kinds:
                break
            run.append(number)
            if self._lifts(number):
                kept = len(run)
        return run[:kept]

    def _lifts(self, number: int) -> bool:
        block = self._block_of.get(number)
        return block is not None and block.scope == "paragraphs" and block.tags not in self._fused

    def _stays(self, number: int) -> bool:
        """Whether a marker must stay in its paragraph: that of a block which is cut at the tags."""
        block = self._block_of.get(number)
        return block is not None and block.tags in self._fused

    # Moves

    def _lift(self, unit: Node, before: list[int], after: list[int]) -> None:
        for number in before:
            _before(unit, self._nodes[number])
        for number in reversed(after):
            _after(unit, self._nodes[number])

    def _replace(self, unit: Node, numbers: list[int]) -> None:
        """Puts the markers in place of a paragraph, row or cell that held nothing else."""
        for mark in list(unit.iter(*_STARTS, *_ENDS)):
            _before(unit, mark)
        for number in numbers:
            _before(unit, self._nodes[number])
        if unit.tag == P and unit.find(f"{PPR}/{SECTION}") is not None and not _hand_on_section(unit, len(numbers)):
            return
        wrapper = unit.getparent()
        assert wrapper is not None
        wrapper.remove(unit)

    def _level(self, block: Block) -> None:
        """Brings the markers of a block that cuts inside paragraphs to one depth, splitting wrappers they stand in."""
        depth = block.common if block.scope == "run" and block.common is not None else None
        for number in block.tags:
            node = self._nodes[number]
            goal = depth
            if goal is None or (goal.tag != P and not _inside_paragraph(goal)):
                goal = next((a for a in node.iterancestors() if a.tag == P), None)
            while goal is not None and node.getparent() is not goal and node.getparent() is not None:
                _split_before(node)

    def _has_content(self, unit: Node, _: Iterable[int], until: Node | None = None, since: Node | None = None) -> bool:
        counting = since is None
        for node in unit.iter():
            if node is until:
                return False
            if node is since:
                counting = True
                continue
            if not counting:
                continue
            if _is_marker(node):
                if self._tags[number_of(node)].kind == "value":
                    return True
            elif _is_content(node):
                return True
        return False

    def _range_marks(self) -> None:
        """Moves bookmark, comment and permission marks out of a block that holds only one of their two ends."""
        regions: dict[Node, tuple[int, ...]] = {}
        path: list[int] = []
        for node in self._root.iter():
            if _is_marker(node):
                tag = self._tags[number_of(node)]
                if tag.kind in ("close", "branch") and tag.number in self._block_of:
                    path.pop()
                if tag.kind in ("open", "branch") and tag.number in self._block_of:
                    path.append(tag.number)
            elif node.tag in _STARTS or node.tag in _ENDS:
                regions[node] = tuple(path)
        starts = {_range_key(node): node for node in regions if node.tag in _STARTS}
        for end in [node for node in regions if node.tag in _ENDS]:
            start = starts.get(_range_key(end))
            if start is not None and regions[start] != regions[end]:
                self._take_out(start, end, regions)

    def _take_out(self, start: Node, end: Node, regions: dict[Node, tuple[int, ...]]) -> None:
        shared = 0
        for one, other in zip(regions[start], regions[end], strict=False):
            if one != other:
                break
            shared += 1
        if len(regions[start]) > shared:
            block = self._block_of[regions[start][shared]]
            _before(self._nodes[block.tags[0]], start)
        if len(regions[end]) > shared:
            block = self._block_of[regions[end][shared]]
            _after(self._nodes[block.tags[-1]], end)


def _is_marker(node: Node) -> bool:
    return isinstance(node, etree._ProcessingInstruction) and node.target == MARKER


def _is_content(node: Node) -> bool:
    if not isinstance(node.tag, str):
        return False
    if node.tag == TEXT:
        return bool((node.text or "").strip())
    if node.tag in _IDLE:
        return False
    parent = node.getparent()
    while parent is not None and parent.tag in _IDLE:
        if parent.tag in (PPR, RPR, w("sdtPr"), w("sdtEndPr"), w("tcPr"), w("trPr"), w("tblPrEx")):
            return False
        parent = parent.getparent()
    return not _in_properties(node)


def _in_properties(node: Node) -> bool:
    properties = (PPR, RPR, w("sdtPr"), w("sdtEndPr"), w("tcPr"), w("trPr"), w("tblPrEx"))
    return any(ancestor.tag in properties for ancestor in node.iterancestors())


def _own(paragraph: Node) -> Iterator[Node]:
    """The nodes of a paragraph in document order, without those of paragraphs nested in it."""
    for child in paragraph:
        yield child
        if child.tag not in (P, PPR, RPR) and len(child):
            yield from _own(child)


def _inside_paragraph(element: Node) -> bool:
    return any(ancestor.tag == P for ancestor in element.iterancestors())


def _before(place: Node, node: Node) -> None:
    node.tail = None
    place.addprevious(node)


def _after(place: Node, node: Node) -> None:
    tail, place.tail = place.tail, None
    node.tail = None
    place.addnext(node)
    node.tail = tail


def _split_before(node: Node) -> None:
    """Splits the parent of a node so that the node stands between the two halves; an empty half goes."""
    parent = node.getparent()
    assert parent is not None
    after = etree.Element(parent.tag, parent.attrib)
    for properties in parent.iterchildren(w("sdtPr"), w("sdtEndPr"), RPR):
        twin = copy.deepcopy(properties)
        for identity in twin.findall(w("id")):
            twin.remove(identity)
        after.append(twin)
    kept = len(after)
    after.extend(list(node.itersiblings()))
    _after(parent, node)
    if len(after) > kept:
        _after(node, after)
    if all(child.tag in (w("sdtPr"), w("sdtEndPr"), RPR) for child in parent):
        parent.getparent().remove(parent)  # type: ignore[union-attr]


def _hand_on_section(paragraph: Node, markers_before: int) -> bool:
    """Gives the section break of a paragraph that goes to the paragraph before it; False if there is none to take it,
    because a table or a cut stands between, and so the paragraph has to stay."""
    previous = paragraph.getprevious()
    if markers_before or previous is None or previous.tag != P or previous.find(f"{PPR}/{SECTION}") is not None:
        for child in list(paragraph):
            if child.tag != PPR:
                paragraph.remove(child)
        return False
    properties = previous.find(PPR)
    if properties is None:
        properties = etree.Element(PPR)
        previous.insert(0, properties)
    section = paragraph.find(f"{PPR}/{SECTION}")
    assert section is not None
    at = len(properties) - (1 if properties.find(w("pPrChange")) is not None else 0)
    properties.insert(at, section)
    return True


def _range_key(node: Node) -> tuple[str, str | None]:
    name = etree.QName(node).localname
    return name.removesuffix("Start").removesuffix("End"), node.get(w("id"))


__all__ = ["BOOKMARK_END", "BOOKMARK_START", "RUN", "TABLE", "Lifter"]
