"""The surgery of the scope rule: markers move to where their blocks cut, and what held only control tags vanishes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Literal, NamedTuple

from lxml import etree

from briefing.diagnostics import Diagnostic, Related
from briefing.model.template import Tag
from briefing.word.names import CELL, PPR, RANGE_ENDS, RANGE_STARTS, ROW, SECTION, P
from briefing.word.scopes import Block
from briefing.word.surgery import (
    after,
    before,
    contents,
    emptied,
    forget_columns,
    hand_on_section,
    nearest,
    remove,
    split_before,
)
from briefing.word.text import is_marker, markers, number_of

Node = etree._Element
Side = Literal["before", "after"]
CAPTURES = ("set", "macro")


class Plan(NamedTuple):
    """What becomes of a paragraph: which markers go before it, which after, and whether it vanishes."""

    before: list[int]
    after: list[int]
    vanishes: bool


class Lifter:
    """Moves the markers of one part. `faults` tells what could not be cut."""

    def __init__(self, root: Node, tags: Mapping[int, Tag], nodes: Mapping[int, Node], blocks: Iterable[Block]) -> None:
        self._root, self._tags, self._nodes = root, tags, nodes
        self._blocks = list(blocks)
        self._block_of = {number: block for block in self._blocks for number in block.tags}
        self._fused: set[tuple[int, ...]] = set()
        self._told: set[tuple[int, ...]] = set()  # blocks of which one tag was told to stand amid a row
        self.faults: list[Diagnostic] = []

    def run(self) -> None:
        """Lifts rows and cells first, since what they take along needs no lifting of its own, then paragraphs."""
        self._rows()
        for block in self._blocks:
            if block.scope == "run":
                self._level(block)
        self._paragraphs()
        for block in self._blocks:
            if block.tags in self._fused:
                self._level(block)

    # Rows and cells

    def _rows(self) -> None:
        wanted: dict[Node, dict[int, Side | None]] = {}
        for block in self._blocks:
            if block.scope in ("rows", "row", "cells"):
                for unit, number, side in self._row_cuts(block):
                    wanted.setdefault(unit, {})[number] = side
            if block.scope == "cells":
                forget_columns(block.common)
        for unit, sides in wanted.items():
            paired_elsewhere = any(self._block_of[number].scope != "row" for number in sides)
            own = [number_of(node) for node in markers(unit)]
            if paired_elsewhere and not any(map(self._prints, contents(unit))):
                self._replace(unit, own)
                continue
            for number in [number for number, side in sides.items() if side is None]:
                if self._block_of[number].tags not in self._told:
                    self._told.add(self._block_of[number].tags)
                    self.faults.append(self._inside_row(number))
            paragraphs = [nearest(self._nodes[number], P) for number in own if sides.get(number)]
            self._lift(unit, [n for n in own if sides.get(n) == "before"], [n for n in own if sides.get(n) == "after"])
            for paragraph in dict.fromkeys(paragraphs):
                self._drop_if_bare(paragraph)

    def _drop_if_bare(self, paragraph: Node | None) -> None:
        """Removes a paragraph of a cell that held only tags of its row, unless it is the cell's only one."""
        if paragraph is None or any(True for _ in contents(paragraph)):
            return
        cell = paragraph.getparent()
        if cell is not None and len(cell.findall(P)) > 1:
            remove(paragraph)

    def _row_cuts(self, block: Block) -> Iterator[tuple[Node, int, Side | None]]:
        for number in block.tags:
            unit = nearest(self._nodes[number], CELL if block.scope == "cells" else ROW)
            assert unit is not None
            yield unit, number, self._side(block, unit, number)

    def _side(self, block: Block, unit: Node, number: int) -> Side | None:
        """Where a tag goes from its row or cell. One that cannot be anywhere in it must stand at that edge."""
        kind = self._tags[number].kind
        if block.scope != "row" and kind != "branch":
            return "before" if kind == "open" else "after"
        if block.scope == "row" and kind == "branch":
            return None
        items = list(contents(unit))
        if self._nodes[number] not in items:
            return None
        at = items.index(self._nodes[number])
        if kind != "close" and not any(map(self._prints, items[:at])):
            return "before"
        return "after" if kind != "open" and not any(map(self._prints, items[at:])) else None

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

    def _prints(self, node: Node) -> bool:
        return not is_marker(node) or self._tags[number_of(node)].kind == "value"

    # Paragraphs

    def _paragraphs(self) -> None:
        paragraphs = self._paragraphs_with_markers()
        plans: dict[Node, Plan] = {}
        settled = False
        while not settled:  # a block that turns out to cut at its tags may hold others in their places
            fused = len(self._fused)
            for paragraph, items in paragraphs.items():
                plans[paragraph] = self._plan(items)
                lifted = {*plans[paragraph].before, *plans[paragraph].after}
                self._fused |= {
                    self._block_of[number].tags
                    for number in items
                    if number is not None and self._lifts(number) and number not in lifted
                }
            settled = fused == len(self._fused)
        for paragraph, plan in plans.items():
            if plan.vanishes:
                self._replace(paragraph, plan.before)
            else:
                self._lift(paragraph, plan.before, plan.after)

    def _paragraphs_with_markers(self) -> dict[Node, list[int | None]]:
        owners = (nearest(node, P) for node in markers(self._root))
        return {paragraph: list(self._items(paragraph)) for paragraph in dict.fromkeys(owners) if paragraph is not None}

    def _items(self, paragraph: Node) -> Iterator[int | None]:
        """The control markers of a paragraph in order, and None for each stretch of anything else that prints."""
        between = False
        captured: set[Node] = set()
        for node in contents(paragraph):
            if node in captured or not captured.isdisjoint(node.iterancestors()):
                continue
            if not self._prints(node) and is_marker(node):
                between = False
                captured.update(self._captured(number_of(node)))
                yield number_of(node)
            elif not between:
                between = True
                yield None

    def _captured(self, number: int) -> Iterator[Node]:
        """What stands in a paragraph between the tags of a variable or macro: it prints elsewhere."""
        block = self._block_of.get(number)
        if block is None or block.tags[0] != number or self._tags[number].keyword not in CAPTURES:
            return
        closing = self._nodes[block.tags[-1]]
        if closing.getparent() is self._nodes[number].getparent():
            yield from takewhile(lambda sibling: sibling is not closing, self._nodes[number].itersiblings())

    def _plan(self, items: list[int | None]) -> Plan:
        numbers = [number for number in items if number is not None]
        if len(numbers) == len(items) and not any(self._is_fused(number) for number in numbers):
            return Plan(numbers, [], True)
        ahead = self._edge_run(items, ("open", "branch"))
        behind = self._edge_run(items[::-1], ("close", "branch"))[::-1]
        return Plan(ahead, [number for number in behind if number not in ahead], False)

    def _edge_run(self, items: list[int | None], kinds: tuple[str, ...]) -> list[int]:
        """The tags at an edge of a paragraph that can leave it there; what stands alone goes along between them."""
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

    def _is_fused(self, number: int) -> bool:
        block = self._block_of.get(number)
        return block is not None and block.tags in self._fused

    # Moves

    def _lift(self, unit: Node, ahead: list[int], behind: list[int]) -> None:
        for number in ahead:
            before(unit, self._nodes[number])
        for number in reversed(behind):
            after(unit, self._nodes[number])

    def _replace(self, unit: Node, numbers: list[int]) -> None:
        """Puts the markers in place of a paragraph, row or cell that held nothing else."""
        for mark in list(unit.iter(*RANGE_STARTS, *RANGE_ENDS)):
            before(unit, mark)
        if unit.tag == P and unit.find(f"{PPR}/{SECTION}") is not None:
            self._replace_section_end(unit, numbers)
            return
        for number in numbers:
            captured = list(self._captured(number))
            for node in (self._nodes[number], *captured):
                before(unit, node)
        remove(unit)

    def _replace_section_end(self, paragraph: Node, numbers: list[int]) -> None:
        """A section ends after the blocks that close here and before those that open; the paragraph before takes the
        break if it can, else the paragraph stays without its tags."""
        closing = [number for number in numbers if self._tags[number].kind in ("close", "branch")]
        last = numbers.index(closing[-1]) + 1 if closing else 0
        if not last and hand_on_section(paragraph):
            self._lift(paragraph, numbers, [])
            remove(paragraph)
            return
        self._lift(paragraph, numbers[:last], numbers[last:])
        emptied(paragraph)

    def _level(self, block: Block) -> None:
        """Brings the markers of a block that cuts inside paragraphs to one depth, splitting wrappers they stand in."""
        for number in block.tags:
            node = self._nodes[number]
            goal = block.common if nearest(block.common, P) is not None else nearest(node, P)
            if any(
                ancestor is goal for ancestor in node.iterancestors()
            ):  # else it has left its paragraph, which vanished
                while node.getparent() is not goal:
                    split_before(node)
