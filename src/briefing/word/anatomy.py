"""A part taken apart: its XML in pieces, its tags, and the sites of their values.

The order of work: set the tags apart, pair them, decide their scopes, lift their markers, make what repeats unique,
dress the values, put guards where conditions may leave too little, and flatten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lxml import etree

from briefing.diagnostics import Diagnostic, Place, has_errors
from briefing.model.template import LIST_NUMBER, Anatomy, Kind, Position, Site, Tag
from briefing.word import (
    addresses,
    boxes,
    captures,
    charts,
    controls,
    edges,
    fields,
    lengths,
    merges,
    pieces,
    prefixes,
    ranges,
    scopes,
    whereabouts,
)
from briefing.word.cells import Cells
from briefing.word.columns import Columns
from briefing.word.dress import dress, is_closed, room, set_apart
from briefing.word.instructions import IN_THE_TEXT
from briefing.word.lift import Lifter
from briefing.word.look import Look
from briefing.word.names import CELL, PPR, SECTION, TEXT_BOX, P
from briefing.word.parts import PLAIN_KINDS, Relationship
from briefing.word.placeholders import Placeholders
from briefing.word.repeats import Repeats
from briefing.word.surgery import nearest, release, remove, with_prefix
from briefing.word.text import NOWHERE, Finder, Found, Spot, is_marker, markers, number_of, style_of
from briefing.word.trims import Trim, trim

Node = etree._Element
EMITTING_BLOCKS = ("call", "filter")


class Dissector:
    """Takes one part apart. `read` tells the shape of a tag from its opener and inside (language.read)."""

    def __init__(self, path: str, part: str, story: str, look: Look, read: Callable[[str, str], Any]) -> None:
        self._path, self._part, self._story, self._look, self._read = path, part, story, look, read
        self._mark = ""
        self._count = 0
        self._misspelt = False  # a block cannot be made out, since a tag of it says something else
        self._spots: Mapping[Node, Spot] = {}
        self._tags: dict[int, Tag] = {}
        self._nodes: dict[int, Node] = {}
        self._rpr: dict[int, str] = {}
        self._whole: set[int] = set()  # values that stand between paragraphs
        self._trims: dict[int, Trim] = {}
        self._bare_sites: dict[int, Position] = {}
        self._charts: Mapping[str, str] = {}
        self._drawn: dict[Node, Mapping[Node, int]] = {}  # the widths of cells, by row
        self.faults: list[Diagnostic] = []
        self.forms: list[tuple[str, str]] = []

    def run(self, root: Node, relationships: Sequence[Relationship], charts: Mapping[str, str]) -> Anatomy:
        """The anatomy of a part; what is wrong with its tags is in `faults`. `charts` are those that data can be drawn
        in, by their relationships; those that only lend their form are in `forms` then: member and relationship.
        Raises Unreadable for more tags than the limits allow."""
        self._charts = charts
        if self._story not in PLAIN_KINDS:
            root = with_prefix(root)
        if self._story in fields.STORIES:
            fields.forget(root)
        paired = boxes.pairs(root)
        self._find(root)
        addresses.mark(root, relationships, self._mark, self._add_address)
        for identity, address in addresses.fetched_with_tags(relationships):
            self.faults.append(self._fetched(address, addresses.named_by(root, identity)))
        typed = len(self.faults)
        blocks = self._blocks(root)
        if self._misspelt or has_errors(self.faults[typed:]):
            return Anatomy((), self._tags, {})
        self._lift(root, blocks)
        boxes.replay(paired, self._add, self._add_block)
        sites = self._sites(root)
        if self._story not in PLAIN_KINDS:
            pieces.guard(root, {number for number, site in sites.items() if site.ends_cell})
        for number, position in self._bare_sites.items():
            sites[number] = Site(position, self._tags[number].place, self._story)
        return Anatomy(pieces.flatten(root, self._mark), self._tags, sites)

    def _find(self, root: Node) -> None:
        finder = Finder(self._path, self._part, root, self._look.styles.headings, self._story)
        self._mark = finder.mark
        if self._story in PLAIN_KINDS:
            finder.run_plain()
        else:
            finder.run()
        self.faults += finder.faults
        self._spots = finder.spots
        for found in finder.found:
            self._take(found)
        self._count = len(finder.found)
        self._comment_out()
        self._rpr = set_apart(root)
        trim(self._trims, self._tags, self._nodes)

    def _take(self, found: Found) -> None:
        reading = self._read(found.opener, found.inner)
        self._tags[found.number] = Tag(
            found.number, reading.inner, found.place, reading.kind, reading.keyword, reading.family, reading.level
        )
        if reading.problem is not None:
            self.faults.append(
                Diagnostic(reading.problem.code, reading.problem.message, found.place, reading.problem.hints)
            )
        if any(reading.trims):
            self._trims[found.number] = Trim(*reading.trims)
        if found.node is None:
            self._bare_sites[found.number] = found.position
        else:
            self._nodes[found.number] = found.node
            release(found.node)

    def _comment_out(self) -> None:
        """docxtpl's `{#tr #}`, `{#tc #}` and `{#p #}` take the row, cell or paragraph they stand in along."""
        for tag in [tag for tag in self._tags.values() if tag.kind == "comment" and tag.level in prefixes.UNITS]:
            node = self._nodes.get(tag.number)
            unit = None if node is None else nearest(node, prefixes.UNITS[tag.level])
            if unit is None or unit.find(f"{PPR}/{SECTION}") is not None:
                continue
            for marker in list(markers(unit)):
                del self._tags[number_of(marker)], self._nodes[number_of(marker)]
            remove(unit)

    def _blocks(self, root: Node) -> list[scopes.Block]:
        structural = [tag for tag in self._tags.values() if tag.number in self._nodes or tag.kind in ("open", "close")]
        pairs, faults = scopes.pair(structural, {tag.number: self._story_of(tag) for tag in structural})
        self.faults += faults
        if any(fault.code == "T213" for fault in faults):
            return []
        paired = {number for numbers in pairs for number in numbers}
        self._misspelt = any(
            (tag.kind == "alone" and tag.family) or (scopes.is_misspelt(tag) and tag.number not in paired)
            for tag in self._tags.values()
        )
        edges.step_out(pairs, self._tags, self._nodes)
        fields = scopes.fields(root)
        blocks: list[scopes.Block] = []
        for numbers in pairs:
            if not all(number in self._nodes for number in numbers):
                continue
            decided = scopes.decide(numbers, self._tags, self._nodes)
            if isinstance(decided, Diagnostic):
                self.faults.append(decided)
                continue
            cut = scopes.cut_through(decided, self._tags, self._nodes, fields)
            self.faults += [cut] if cut else []
            blocks.append(decided)
        edges.step_aside(blocks, self._tags, self._nodes)
        self.faults += captures.cut_out(blocks, self._tags, self._nodes)
        return blocks

    def _story_of(self, tag: Tag) -> object:
        node = self._nodes.get(tag.number)
        return f"inside text {tag.place.excerpt}" if node is None else scopes.story_of(node)

    def _lift(self, root: Node, blocks: list[scopes.Block]) -> None:
        self.faults += prefixes.clear(self._tags, self._nodes, blocks)
        columns = Columns(self._tags, self._nodes, blocks, self._mark, self._add_at)
        merged = merges.drawn(root)
        lifter = Lifter(root, self._tags, self._nodes, blocks)
        lifter.run()
        self.faults += lifter.faults
        cells = Cells(self._tags, self._nodes, self._mark, self._add)
        cells.run()
        self.faults += cells.faults
        self._bare_sites.update(cells.positions)
        columns.share()
        columns.count()
        self._bare_sites.update(columns.positions)
        merges.settle(merged, self._tags, self._mark, self._add)
        placeholders = Placeholders(self._tags, self._mark, self._add_at, self._charts)
        placeholders.run(root)
        self.forms = [shown for shown in placeholders.forms if not charts.shows(root, shown[1])]
        controls.fill(root, self._tags, self._mark, self._add_at)
        ranges.take_out(root, self._tags, self._nodes, blocks)
        repeats = Repeats(root, self._tags, self._nodes, blocks, self._mark, self._add, self._add_at)
        repeats.run(self._look.numbering, self._look.styles.headings)
        lengths.keep(root, self._mark, self._add_at)

    # Tags that nobody typed

    def _number(self) -> int:
        self._count += 1
        return self._count - 1

    def _add(self, inner: str, kind: Kind) -> int:
        """A statement, or a value inside an attribute."""
        return self._new(inner, kind, Place(self._path, self._part))

    def _add_at(self, inner: str, kind: Kind, other: int) -> int:
        """The same, said to stand where another tag does."""
        return self._new(inner, kind, self._tags[other].place)

    def _add_block(self, inner: str) -> int:
        """A value that stands between paragraphs."""
        number = self._number()
        self._tags[number] = Tag(number, inner, Place(self._path, self._part))
        self._whole.add(number)
        return number

    def _new(self, inner: str, kind: Kind, place: Place) -> int:
        number = self._number()
        self._tags[number] = Tag(number, inner, place, kind)
        if kind == "value":
            self._bare_sites[number] = "text"
        return number

    def _add_address(self, inner: str, typed: str, link: Node) -> int:
        number = self._number()
        self._tags[number] = Tag(number, inner, self._at(link, whereabouts.of_link(link), typed))
        self._bare_sites[number] = "address"
        return number

    def _fetched(self, address: str, element: Node | None) -> Diagnostic:
        place = self._at(element, "address of what is linked", address)
        message = "a tag stands in the address of something that Word fetches"
        return Diagnostic("T226", message, place, (IN_THE_TEXT,))

    def _at(self, element: Node | None, what: str, typed: str) -> Place:
        """The place of an address: that of the paragraph in which an element names it."""
        paragraph = None if element is None else nearest(element, P)
        spot = NOWHERE if paragraph is None else self._spots.get(paragraph, NOWHERE)
        trail = whereabouts.joined(spot.trail, what)
        return Place(self._path, self._part, spot.paragraph, trail, spot.heading, typed, 0, len(typed))

    # Sites

    def _sites(self, root: Node) -> dict[int, Site]:
        sites: dict[int, Site] = {}
        heading = 0
        for node in list(root.iter(P, etree.ProcessingInstruction)):
            if is_marker(node):
                tag = self._tags[number_of(node)]
                if tag.kind == "value" or tag.keyword in EMITTING_BLOCKS:
                    sites[tag.number] = self._site(tag, node, heading)
            elif node.tag == P:
                heading = self._look.styles.headings.get(style_of(node), heading)
        return sites

    def _site(self, tag: Tag, node: etree._ProcessingInstruction, heading: int) -> Site:
        story = "text box" if scopes.story_of(node).tag == TEXT_BOX else self._story
        in_cell = nearest(node, CELL) is not None
        if tag.kind != "value" or tag.number in self._whole:
            position: Position = "run" if nearest(node, P) is not None else "block"
            return Site(position, tag.place, story, heading=heading, in_cell=in_cell)
        width, closed = room(node, self._drawn), is_closed(node)
        position, ppr, rpr, section = dress(node, self._rpr.get(tag.number, ""))
        ends = position != "run" and node.getnext() is None
        ppr = self._with_variables(tag, ppr)
        return Site(position, tag.place, story, ppr, rpr, heading, ends, section, width, closed, in_cell)

    def _with_variables(self, tag: Tag, ppr: str) -> str:
        """Paragraph properties in which a list's number is one that the pass sets: the value then brings the number
        with it, and LIST_NUMBER stands for it."""
        found = ppr.split(self._mark)
        if len(found) == 1:
            return ppr
        before, number, after = found
        variable = self._tags[int(number)].inner
        self._tags[tag.number] = tag._replace(inner=f"({tag.inner}), {variable}")
        return f"{before}{LIST_NUMBER}{after}"
