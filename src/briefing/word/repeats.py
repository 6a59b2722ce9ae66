"""What must differ in each pass of a repeated block: ids that are unique in a package, and lists that start again.

Both become value pieces at compile time, so that no pass over the output is needed: a number drawn afresh where one
pass has one, or a variable set where the pass begins and used in several places (a bookmark's two ends and the links
to it; a list's paragraphs).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from briefing.model.template import Tag
from briefing.word import names
from briefing.word.look import Numbering
from briefing.word.names import BOOKMARK_END, BOOKMARK_START, PPR, SDT, VAL, P, w
from briefing.word.scopes import Block
from briefing.word.survey import list_of
from briefing.word.text import MARKER, number_of, style_of

Node = etree._Element
REPEATING = ("for", "macro")
BEFORE_LIST = tuple(
    w(name) for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)
_DRAWING = f"{{{names.WP}}}docPr"
_PARAGRAPH_IDS = (f"{{{names.W14}}}paraId", f"{{{names.W14}}}textId")
_COMMENT_MARKS = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))


class Repeats:
    """Works on one part after its markers were lifted. `add` makes a synthetic tag and gives its number."""

    def __init__(
        self,
        root: Node,
        tags: Mapping[int, Tag],
        nodes: Mapping[int, Node],
        blocks: list[Block],
        mark: str,
        add: Callable[[str, str], int],
    ) -> None:
        self._root, self._tags, self._nodes, self._mark, self._add = root, tags, nodes, mark, add
        self._block_of = {block.tags[0]: block for block in blocks if tags[block.tags[0]].keyword in REPEATING}
        self._region: dict[Node, tuple[int, ...]] = {}

    def run(self, numbering: Numbering, headings: Mapping[str, int]) -> None:
        """Makes ids fresh and restarts lists, in the repeated regions of the part."""
        if not self._block_of:
            return
        self._region = dict(self._regions())
        self._bookmarks()
        for element in list(self._region):
            self._identity(element)
        self._lists(numbering, headings)

    def _regions(self) -> Iterator[tuple[Node, tuple[int, ...]]]:
        """Each element inside repeated blocks, with the opening tags of those, outermost first."""
        path: list[int] = []
        closes = {block.tags[-1]: opening for opening, block in self._block_of.items()}
        branches = {n: opening for opening, block in self._block_of.items() for n in block.tags[1:-1]}
        for node in self._root.iter():
            if isinstance(node, etree._ProcessingInstruction) and node.target == MARKER:
                number = number_of(node)
                if number in self._block_of:
                    path.append(number)
                elif (opening := closes.get(number, branches.get(number))) in path:
                    path.remove(opening)  # type: ignore[arg-type]
            elif path and isinstance(node.tag, str):
                yield node, tuple(path)

    def _identity(self, element: Node) -> None:
        for attribute in _PARAGRAPH_IDS:
            element.attrib.pop(attribute, None)
        if element.tag == _DRAWING:
            element.set("id", self._token("text", "_fresh('drawing')"))
        elif element.tag == w("id") and _grandparent(element, SDT):
            element.set(VAL, self._token("text", "_fresh('control')"))
        elif element.tag in _COMMENT_MARKS:
            _drop(element)

    def _bookmarks(self) -> None:
        """A bookmark that lies in one region gets an id and a name of its own in each pass, and so do links to it."""
        ends = {(region, e.get(w("id"))): e for e, region in self._region.items() if e.tag == BOOKMARK_END}
        for start, region in list(self._region.items()):
            end = ends.get((region, start.get(w("id")))) if start.tag == BOOKMARK_START else None
            if end is None:
                continue
            variable = self._variable(region[-1], "mark", "_fresh('bookmark')")
            name = start.get(w("name"), "")
            for element in (start, end):
                element.set(w("id"), self._token("text", variable))
            own_name = f"{name[:28]}_{self._token('text', variable)}"
            start.set(w("name"), own_name)
            for element, other in self._region.items():
                if element.get(w("anchor")) == name and other[: len(region)] == region:
                    element.set(w("anchor"), own_name)

    def _lists(self, numbering: Numbering, headings: Mapping[str, int]) -> None:
        paragraphs = [(p, self._list(p, numbering, headings)) for p in self._root.iter(P)]
        counted: dict[int, list[Node]] = {}
        for paragraph, found in paragraphs:
            if found is not None:
                counted.setdefault(numbering.abstract_of.get(found[0], -found[0]), []).append(paragraph)
        for abstract, members in counted.items():
            opening = self._innermost_holding(members)
            if opening is not None and self._something_before(opening, members[0]):
                self._restart(opening, abstract, members, dict(paragraphs))

    def _list(self, p: Node, numbering: Numbering, headings: Mapping[str, int]) -> tuple[int, int] | None:
        style = style_of(p)
        if style in headings:
            return None
        found = list_of(p) or numbering.of_style.get(style)
        return found if found and found[0] else None

    def _innermost_holding(self, members: list[Node]) -> int | None:
        regions = [self._region.get(member, ()) for member in members]
        shared = [number for number in regions[0] if all(number in region for region in regions)]
        return shared[-1] if shared else None

    def _something_before(self, opening: int, first: Node) -> bool:
        """Whether a pass has a paragraph before the list: else the list goes on through all passes."""
        for element, region in self._region.items():
            if element is first:
                return False
            if element.tag == P and opening in region:
                return True
        return False

    def _restart(
        self, opening: int, abstract: int, members: list[Node], lists: Mapping[Node, tuple[int, int] | None]
    ) -> None:
        number, _ = lists[members[0]] or (0, 0)
        variable = self._variable(opening, "list", f"_restart({number})")
        for member in members:
            _, level = lists[member] or (0, 0)
            _set_list(member, level, self._token("text", variable))

    def _variable(self, opening: int, kind: str, expression: str) -> str:
        name = f"_{kind}_{len(self._tags)}"
        number = self._add("set", f"set {name} = {expression}")
        marker = etree.ProcessingInstruction(MARKER, str(number))
        self._nodes[opening].addnext(marker)
        return name

    def _token(self, position: str, expression: str) -> str:
        return f"{self._mark}{self._add('value', expression)}{self._mark}"


def _set_list(paragraph: Node, level: int, number: str) -> None:
    properties = paragraph.find(PPR)
    if properties is None:
        properties = etree.Element(PPR)
        paragraph.insert(0, properties)
    for old in properties.findall(w("numPr")):
        properties.remove(old)
    own = etree.Element(w("numPr"))
    etree.SubElement(own, w("ilvl")).set(VAL, str(level))
    etree.SubElement(own, w("numId")).set(VAL, number)
    properties.insert(sum(child.tag in BEFORE_LIST for child in properties), own)


def _grandparent(element: Node, tag: str) -> bool:
    parent = element.getparent()
    grandparent = None if parent is None else parent.getparent()
    return grandparent is not None and grandparent.tag == tag and parent is not None and parent.tag == w("sdtPr")


def _drop(element: Node) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
