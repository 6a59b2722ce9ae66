"""docxtpl's statements for the cell they stand in: `colspan` and `cellbg` set a property of it, `vm` and `hm` merge it
with those that the passes of its loop make below it or beside it (ECMA-376 part 1, 17.4.17, 17.4.32, 17.4.84). Ours,
`rowbg`, is `cellbg` for each cell of the row.

Each becomes the value of an attribute in the cell's properties; what is printed once is put into a condition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import takewhile

from lxml import etree

from briefing.diagnostics import Diagnostic
from briefing.model.template import Kind, Position, Tag
from briefing.word.names import CELL, ROW, TCPR, VAL, P, w
from briefing.word.surgery import after, before, contents, forget_columns, nearest, remove
from briefing.word.text import marker, markers, number_of

Node = etree._Element
Add = Callable[[str, Kind], int]

_ORDER = tuple(w(name) for name in ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd"))
_POSITIONS: Mapping[str, Position] = {
    "colspan": "span",
    "rowbg": "colour",
    "hm": "span",
    "cellbg": "colour",
    "vm": "text",
}
STATEMENTS = tuple(_POSITIONS)


class Cells:
    """Works on one part after its markers were lifted. `add(inner, kind)` makes a tag that nobody typed. `positions`
    are those of the values that come to stand in attributes, by number; `faults` tells what is misplaced."""

    def __init__(self, tags: dict[int, Tag], nodes: Mapping[int, Node], mark: str, add: Add) -> None:
        self._tags, self._nodes, self._mark, self._add = tags, nodes, mark, add
        self.positions: dict[int, Position] = {}
        self.faults: list[Diagnostic] = []

    def run(self) -> None:
        """Takes the statements out of the text and into the properties of their cells; `colspan` before `hm`, which
        multiplies it."""
        found = [tag for tag in self._tags.values() if tag.keyword in STATEMENTS and tag.kind == "value"]
        for tag in sorted(found, key=lambda tag: STATEMENTS.index(tag.keyword)):
            node = self._nodes[tag.number]
            cell = nearest(node, CELL)
            fault = self._misplaced(tag, cell)
            if fault is not None or cell is None:
                self.faults += [fault] if fault else []
                continue
            _take(node, cell)
            if tag.keyword == "rowbg":
                self._colour_row(tag, cell)
                continue
            self._apply(tag, cell)
            self.positions[tag.number] = _POSITIONS[tag.keyword]

    def _misplaced(self, tag: Tag, cell: Node | None) -> Diagnostic | None:
        """A Diagnostic where the statement is in no cell, or in a block inside of it, after the properties."""
        if cell is None:
            hint = "type it in a cell of a table"
            return Diagnostic("T222", f"'{tag.keyword}' stands in no cell", tag.place, (hint,))
        ahead = takewhile(lambda one: number_of(one) != tag.number, markers(cell))
        kinds = [self._tags[number_of(one)].kind for one in ahead]
        if kinds.count("open") == kinds.count("close"):
            return None
        hint = "put the condition into its value: {% cellbg 'FFC000' if late else 'FFFFFF' %}"
        message = f"'{tag.keyword}' stands in a block inside its cell, and is for the whole cell"
        return Diagnostic("T222", message, tag.place, (hint,))

    def _apply(self, tag: Tag, cell: Node) -> None:
        properties = _properties(cell)
        value = f"{self._mark}{tag.number}{self._mark}"
        if tag.keyword == "cellbg":
            _set(properties, "shd", {"val": "clear", "color": "auto", "fill": value})
        elif tag.keyword == "vm":
            _set(properties, "vMerge", {"val": value})
            if cell[-1] is not properties:
                self._once(cell[cell.index(properties) + 1], cell[-1])
        else:
            self._widen(tag, properties, value)
        if tag.keyword == "hm":
            self._once(cell, cell)

    def _colour_row(self, tag: Tag, cell: Node) -> None:
        """Computes the colour once, before the row, for each of its cells."""
        row, variable = nearest(cell, ROW), f"_row_{tag.number}"
        if row is None:
            return
        self._tags[tag.number] = tag._replace(inner=f"set {variable} = {tag.inner}", kind="alone")
        before(row, self._nodes[tag.number])
        for one in [one for one in row.iter(CELL) if nearest(one, ROW) is row]:
            number = self._add(variable, "value")
            self.positions[number] = "colour"
            fill = f"{self._mark}{number}{self._mark}"
            _set(_properties(one), "shd", {"val": "clear", "color": "auto", "fill": fill})

    def _widen(self, tag: Tag, properties: Node, value: str) -> None:
        """Sets the span. The width that the cell was drawn with is no longer its own, nor is the table's grid."""
        forget_columns(properties)
        for width in properties.findall(w("tcW")):
            properties.remove(width)
        span = properties.find(w("gridSpan"))
        if tag.keyword == "hm":
            times = "1" if span is None else span.get(VAL, "1")
            if times.startswith(self._mark):  # a `colspan` stands there too
                number = int(times.strip(self._mark))
                times = f"({self._tags[number].inner})"
                del self.positions[number]
            self._tags[tag.number] = tag._replace(inner=f"{times} * {tag.inner}")
        _set(properties, "gridSpan", {"val": value})

    def _once(self, first: Node, last: Node) -> None:
        """Prints what lies between two siblings in the first pass of the loop only."""
        before(first, marker(self._add("if loop.first", "open")))
        after(last, marker(self._add("endif", "close")))


def _take(node: Node, cell: Node) -> None:
    """Takes a marker out, and its paragraph if that held nothing else and is not the cell's only one."""
    paragraph = nearest(node, P)
    remove(node)
    if paragraph is not None and not any(True for _ in contents(paragraph)) and len(cell.findall(P)) > 1:
        remove(paragraph)


def _properties(cell: Node) -> Node:
    found = cell.find(TCPR)
    if found is None:
        found = etree.Element(TCPR)
        cell.insert(0, found)
    return found


def _set(properties: Node, name: str, attributes: Mapping[str, str]) -> None:
    """Puts a property in its place in the order of the schema, instead of one that is there."""
    for old in properties.findall(w(name)):
        properties.remove(old)
    element = etree.Element(w(name), {w(key): value for key, value in attributes.items()})
    ahead = _ORDER[: _ORDER.index(w(name))]
    properties.insert(sum(child.tag in ahead for child in properties), element)
