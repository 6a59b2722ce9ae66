"""What must differ in each pass of a repeated block: ids that are unique in a package, and lists that start again.

Both become value pieces at compile time, so that no pass over the output is needed: a number drawn afresh where one
pass has one, or a variable set where the pass begins and used in several places (a bookmark's two ends and the links
to it; a list's paragraphs).
"""

from __future__ import annotations

import json
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from briefing.model.template import Kind, Tag
from briefing.word import moves
from briefing.word.emit.growth import LONGEST_STEM
from briefing.word.field_codes import renamed
from briefing.word.lengths import Add, bounded
from briefing.word.look import Numbering
from briefing.word.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    CHANGES,
    DRAWING_IDENTITY,
    FIELD_CODE,
    NOTE_REFERENCES,
    PARAGRAPH_IDS,
    SDT,
    SHAPE,
    SHAPE_NAMING,
    SINGLE_MARKS,
    VAL,
    P,
    w,
)
from briefing.word.scopes import Block
from briefing.word.surgery import remove, set_list
from briefing.word.survey import list_of
from briefing.word.text import is_marker, marker, number_of, style_of

Node = etree._Element
Region = tuple[int, ...]  # the opening tags of the repeated blocks around something, outermost first
REPEATING = ("for", "macro", "set", "call")
_LEFT_OUT = (*SINGLE_MARKS, w("commentReference"))
_TYPE = f"{SHAPE}shapetype"
_FRESH_SHAPE = "_fresh('shape')"


class Repeats:
    """Works on one part after its markers were lifted. `add(inner, kind)` makes a tag that nobody typed and gives
    its number; `add_at(inner, kind, number)` one at the place of another."""

    def __init__(
        self,
        root: Node,
        tags: Mapping[int, Tag],
        nodes: Mapping[int, Node],
        blocks: list[Block],
        mark: str,
        add: Callable[[str, Kind], int],
        add_at: Add,
    ) -> None:
        self._root, self._tags, self._nodes, self._mark = root, tags, nodes, mark
        self._add, self._add_at = add, add_at
        self._has_blocks = bool(blocks)
        self._block_of = {block.tags[0]: block for block in blocks if tags[block.tags[0]].keyword in REPEATING}
        self._region: dict[Node, Region] = {}
        self._last_set: dict[int, Node] = {}  # by opening tag: what is set first thing in its passes, in order

    def run(self, numbering: Numbering, headings: Mapping[str, int]) -> None:
        """Makes ids fresh and restarts lists, in the repeated regions of the part."""
        if self._has_blocks:
            moves.settle(self._root)
        if self._block_of:
            self._region = dict(self._regions())
        self._changes()
        if not self._region:
            return
        self._bookmarks()
        self._shapes()
        for element in self._region:
            self._identity(element)
        self._lists(numbering, headings)

    def _regions(self) -> Iterator[tuple[Node, Region]]:
        """Each element inside repeated blocks."""
        path: list[int] = []
        ends = {number: opening for opening, block in self._block_of.items() for number in block.tags[1:]}
        for node in self._root.iter():
            if is_marker(node):
                number = number_of(node)
                if number in self._block_of:
                    path.append(number)
                elif ends.get(number) in path:  # an `else` is printed once
                    path.remove(ends[number])
            elif path and isinstance(node.tag, str):
                yield node, tuple(path)

    def _identity(self, element: Node) -> None:
        for attribute in PARAGRAPH_IDS:
            if attribute in element.attrib:
                del element.attrib[attribute]
        if element.tag == DRAWING_IDENTITY:
            element.set("id", self._token("_fresh('drawing')"))
        elif element.tag == w("id") and _is_of_control(element):
            element.set(VAL, self._token("_fresh('control')"))
        elif element.tag in NOTE_REFERENCES and element.get(w("id"), "").isdecimal():
            element.set(w("id"), self._token(f"_note('{NOTE_REFERENCES[element.tag]}', {element.get(w('id'))})"))
        elif element.tag in _LEFT_OUT:
            remove(element)

    def _changes(self) -> None:
        """A tracked change has an id of its own in each pass, and where a cut made two of it."""
        known = set[str | None]()
        for change in self._root.iter(*CHANGES):
            identity = change.get(w("id"))
            if identity is not None and (change in self._region or identity in known):
                change.set(w("id"), self._token("_fresh('change')"))
            known.add(identity)

    # Bookmarks

    def _bookmarks(self) -> None:
        """A bookmark that lies in one region gets an id and a name of its own in each pass, and so do links to it. Half
        a bookmark, which Word ignores, goes, since its id would be there twice."""
        starts, ends = self._marks(BOOKMARK_START), self._marks(BOOKMARK_END)
        for key in starts.keys() | ends.keys():
            for mark in [*starts.get(key, [])[1:], *ends.get(key, [])[1:]]:
                remove(mark)
        named: dict[Region, dict[str, str]] = {}
        for (region, identity), (start, *_) in starts.items():
            if (region, identity) in ends:
                name, own_name = self._bookmark(start, ends.pop((region, identity))[0], region)
                named.setdefault(region, {}).setdefault(name, own_name)
            else:
                remove(start)
        for end, *_ in ends.values():
            remove(end)
        if named:
            self._link(named)

    def _marks(self, tag: str) -> dict[tuple[Region, str | None], list[Node]]:
        found: dict[tuple[Region, str | None], list[Node]] = {}
        for element, region in self._region.items():
            if element.tag == tag:
                found.setdefault((region, element.get(w("id"))), []).append(element)
        return found

    def _bookmark(self, start: Node, end: Node, region: Region) -> tuple[str, str]:
        """Gives a bookmark its own id and name; its name until then, and from now on."""
        variable = self._variable(region[-1], "mark", "_fresh('bookmark')")
        for element in (start, end):
            element.set(w("id"), self._token(variable))
        name = start.get(w("name"), "")
        own_name = self._own_name(name, variable, region)
        start.set(w("name"), own_name)
        return name, own_name

    def _link(self, named: Mapping[Region, dict[str, str]]) -> None:
        """Links and fields lead to the bookmark of the innermost region around them that has one of the name."""
        known: dict[Region, Mapping[str, str]] = {}
        for element, region in self._region.items():
            if region not in known:
                around = (named.get(region[:depth]) for depth in range(len(region), 0, -1))
                known[region] = ChainMap(*filter(None, around))
            names = known[region]
            if (anchor := element.get(w("anchor"))) in names:
                element.set(w("anchor"), names[str(anchor)])
            elif element.tag == FIELD_CODE and element.text:
                element.text = renamed(element.text, names)
            elif (code := element.get(w("instr"))) is not None:
                element.set(w("instr"), renamed(code, names))

    def _own_name(self, name: str, variable: str, region: Region) -> str:
        """The name of a bookmark in each pass: its own in the first, where links from elsewhere lead, then others."""
        if self._mark in name:  # made of values
            return f"{bounded(name, LONGEST_STEM, self._mark, self._add_at)}_{self._token(variable)}"
        return self._token(self._variable(region[-1], "name", f"_name({json.dumps(name)}, {variable})"))

    def _shapes(self) -> None:
        """A shape of VML, or a type of shapes, gets an id of its own in each pass, and so does what names it."""
        named = [one for one in self._region if str(one.tag).startswith(SHAPE) and one.get("id")]
        naming: dict[tuple[str, Region], list[tuple[Node, str]]] = {}  # by what they name, and each region around them
        for other, region in self._region.items():
            for attribute in SHAPE_NAMING:
                if identity := other.get(attribute, "").removeprefix("#"):
                    for depth in range(len(region)):
                        naming.setdefault((identity, region[: depth + 1]), []).append((other, attribute))
        for shape in named:
            identity, region = shape.get("id", ""), self._region[shape]
            own = self._own_shape(shape, identity, region)
            shape.set("id", own)
            for other, attribute in naming.pop((identity, region), ()):
                if (typed := other.get(attribute, "")).removeprefix("#") == identity:
                    other.set(attribute, typed.replace(identity, own))

    def _own_shape(self, shape: Node, identity: str, region: Region) -> str:
        """The id of a shape in each pass; a type, which shapes further on may be of, keeps its own in the first."""
        variable = self._variable(region[-1], "shape", _FRESH_SHAPE)
        return self._own_name(identity, variable, region) if shape.tag == _TYPE else f"shape_{self._token(variable)}"

    # Lists

    def _lists(self, numbering: Numbering, headings: Mapping[str, int]) -> None:
        lists = {p: _list(p, numbering, headings) for p in self._root.iter(P)}
        places: dict[Node, int] = {}
        first: dict[int, int] = {}  # the place of the first paragraph of each block
        for place, (element, region) in enumerate(self._region.items()):
            if element.tag == P:
                places[element] = place
                for number in region:
                    first.setdefault(number, place)
        counted: dict[int, list[Node]] = {}
        for paragraph, found in lists.items():
            if found is not None:
                counted.setdefault(numbering.abstract_of.get(found[0], -found[0]), []).append(paragraph)
        for members in counted.values():
            opening = self._restarting(members, places, first)
            if opening is not None:
                self._restart(opening, members, lists, numbering)

    def _restarting(self, members: list[Node], places: Mapping[Node, int], first: Mapping[int, int]) -> int | None:
        """The innermost block that holds a whole list and, in each pass, a paragraph before it. Where nothing stands
        between its passes, a list goes on through them."""
        regions = [self._region.get(member, ()) for member in members]
        shared = [number for number in regions[0] if all(number in region for region in regions)]
        return next((number for number in reversed(shared) if first[number] < places[members[0]]), None)

    def _restart(
        self, opening: int, members: list[Node], lists: Mapping[Node, tuple[int, int] | None], numbering: Numbering
    ) -> None:
        """Gives the members of a list the number of the pass's own. One that the template itself restarts among them
        has a number of its own."""
        variables: dict[int, str] = {}
        lowest = min(found[1] for found in map(lists.get, members) if found)
        for member in members:
            number, level = lists[member] or (0, 0)
            key = number if number in numbering.restarted else 0
            if key not in variables:
                variables[key] = self._variable(opening, "list", f"_restart({number}, {min(lowest, 8)})")
            set_list(member, level, self._token(variables[key]))

    def _variable(self, opening: int, kind: str, expression: str) -> str:
        name = f"_{kind}_{len(self._tags)}"
        number = self._add(f"set {name} = {expression}", "alone")
        own = marker(number)
        self._last_set.get(opening, self._nodes[opening]).addnext(own)
        self._last_set[opening] = own
        return name

    def _token(self, expression: str) -> str:
        return f"{self._mark}{self._add(expression, 'value')}{self._mark}"


def _list(paragraph: Node, numbering: Numbering, headings: Mapping[str, int]) -> tuple[int, int] | None:
    """The numId and level of a paragraph, its own or its style's; None for headings, which go on counting."""
    style = style_of(paragraph)
    if style in headings:
        return None
    number, level = list_of(paragraph)
    of_style = numbering.of_style.get(style, (0, 0))
    found = (of_style[0] if number is None else number, of_style[1] if level is None else level)
    return found if found[0] else None


def _is_of_control(identity: Node) -> bool:
    properties = identity.getparent()
    control = None if properties is None else properties.getparent()
    return control is not None and control.tag == SDT
