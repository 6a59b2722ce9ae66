"""A part taken apart: its XML in pieces, its tags, and the sites of their values.

The order of work: set the tags apart, pair them, decide their scopes, lift their markers, dress the values, make what
repeats unique, put guards where conditions may leave too little, and flatten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from lxml import etree

from briefing.diagnostics import Diagnostic, Place
from briefing.model.template import Anatomy, Site, Tag
from briefing.word import addresses, pieces, scopes
from briefing.word.lift import Lifter
from briefing.word.look import Look
from briefing.word.names import P, W
from briefing.word.parts import Relationship
from briefing.word.repeats import Repeats
from briefing.word.text import Finder, Found, number_of, style_of

Node = etree._Element
EMITTING_BLOCKS = ("call", "filter")


class Dissector:
    """Takes one part apart. `read` tells the shape of a tag from its opener and inside (language.read)."""

    def __init__(self, path: str, part: str, story: str, look: Look, read: Callable[[str, str], Any]) -> None:
        self._path, self._part, self._story, self._look, self._read = path, part, story, look, read
        self._tags: dict[int, Tag] = {}
        self._nodes: dict[int, Node] = {}
        self._rpr: dict[int, str] = {}
        self._text_sites: set[int] = set()
        self._address_sites: set[int] = set()
        self.faults: list[Diagnostic] = []

    def run(self, root: Node, relationships: Iterable[Relationship]) -> Anatomy:
        """The anatomy of a part; what is wrong with its tags is in `faults`."""
        root = _with_prefix(root)
        finder = Finder(self._path, self._part, root, self._look.styles.headings)
        self._find(finder, root)
        addresses.mark(root, relationships, finder.mark, self._add_address)
        blocks = self._blocks()
        if any(fault.is_error for fault in self.faults):
            return Anatomy((), self._tags, {})
        lifter = Lifter(root, self._tags, self._nodes, blocks)
        lifter.run()
        self.faults += lifter.faults
        sites = self._sites(root)
        Repeats(root, self._tags, self._nodes, blocks, finder.mark, self._add).run(
            self._look.numbering, self._look.styles.headings
        )
        pieces.guard(root, {number for number, site in sites.items() if site.ends_cell})
        flat = pieces.flatten(root, finder.mark)
        for number in self._text_sites | self._address_sites:
            position = "address" if number in self._address_sites else "text"
            sites[number] = Site(position, self._tags[number].place, self._story)  # type: ignore[arg-type]
        return Anatomy(flat, self._tags, sites)

    def _find(self, finder: Finder, root: Node) -> None:
        if self._story == "properties":
            for element in root.iter(etree.Element):
                if not len(element) and "{" in (element.text or ""):
                    finder.leaf(element)
        else:
            finder.run()
        self.faults += finder.faults
        for found in finder.found:
            self._take(found)

    def _take(self, found: Found) -> None:
        reading = self._read(found.opener, found.inner)
        self._tags[found.number] = Tag(
            found.number, reading.inner, found.place, reading.kind, reading.keyword, reading.family, reading.level
        )
        if reading.problem is not None:
            self.faults.append(
                Diagnostic(reading.problem.code, reading.problem.message, found.place, reading.problem.hints)
            )
        if found.node is None:
            self._text_sites.add(found.number)
        else:
            self._nodes[found.number] = found.node
            self._rpr[found.number] = pieces.set_apart(found.node)

    def _add(self, kind: str, inner: str, place: Place | None = None) -> int:
        """A tag that nobody typed: a value inside an attribute, or a variable set for a pass."""
        number = len(self._tags)
        tag_kind = "alone" if kind == "set" else "value"
        self._tags[number] = Tag(number, inner, place or Place(self._path, self._part), tag_kind, kind)  # type: ignore[arg-type]
        if kind == "value":
            self._text_sites.add(number)
        return number

    def _add_address(self, inner: str, typed: str) -> int:
        number = self._add("address", inner, Place(self._path, self._part, excerpt=typed, length=len(typed)))
        self._address_sites.add(number)
        return number

    def _blocks(self) -> list[scopes.Block]:
        structural = [tag for tag in self._tags.values() if tag.number in self._nodes or tag.kind in ("open", "close")]
        stories = {tag.number: self._story_of(tag) for tag in structural}
        pairs, faults = scopes.pair(structural, stories)
        self.faults += faults
        blocks: list[scopes.Block] = []
        for numbers in pairs:
            if not all(number in self._nodes for number in numbers):
                continue
            decided = scopes.decide(numbers, self._tags, self._nodes)
            if isinstance(decided, Diagnostic):
                self.faults.append(decided)
                continue
            cut = scopes.cut_fields(decided, self._tags, self._nodes)
            self.faults += [cut] if cut else []
            blocks.append(decided)
        return blocks

    def _story_of(self, tag: Tag) -> object:
        node = self._nodes.get(tag.number)
        return f"inside text {tag.place.excerpt}" if node is None else scopes.story_of(node)

    def _sites(self, root: Node) -> dict[int, Site]:
        sites: dict[int, Site] = {}
        heading = 0
        for node in list(root.iter(P, etree.ProcessingInstruction)):
            if node.tag == P:
                heading = self._look.styles.headings.get(style_of(node), heading)
                continue
            number = number_of(node)
            tag = self._tags[number]
            if tag.kind == "value" or tag.keyword in EMITTING_BLOCKS:
                sites[number] = self._site(tag, node, heading)
        return sites

    def _site(self, tag: Tag, node: Any, heading: int) -> Site:
        if tag.kind != "value":
            inline = any(ancestor.tag == P for ancestor in node.iterancestors())
            return Site("run" if inline else "block", tag.place, self._story_kind(node), heading=heading)
        dress = pieces.dress(node, self._rpr[tag.number])
        ends = dress.position != "run" and node.getnext() is None
        story = self._story_kind(node)
        return Site(dress.position, tag.place, story, dress.ppr, dress.rpr, heading, ends)  # type: ignore[arg-type]

    def _story_kind(self, node: Node) -> str:
        story = scopes.story_of(node)
        return "text box" if str(story.tag).endswith("txbxContent") else self._story


def _with_prefix(root: Node) -> Node:
    """The root with the prefix `w` bound to the main namespace: what is written into the part uses it."""
    if root.nsmap.get("w") == W:
        return root
    fresh = etree.Element(root.tag, dict(root.attrib), {**root.nsmap, "w": W})  # type: ignore[arg-type]
    fresh.text = root.text
    fresh.extend(list(root))
    return fresh
