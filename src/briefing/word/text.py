"""Tags in the paragraphs of a part: found across runs, each set apart as a marker of its own, with its Place.

A marker is a processing instruction `<?tag N?>` where an element may stand, and the characters MARK N MARK inside text
and attributes. Word writes no processing instructions into its parts, and the parser drops any that are there.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeGuard

from lxml import etree

from briefing import limits
from briefing.diagnostics import Diagnostic, Place
from briefing.later import regex
from briefing.model.template import Position
from briefing.word import instructions, names, spans, tagtext, whereabouts
from briefing.word.names import DELETED, FIELD_CODE, RPR, RUN, TABLE, TEXT, TEXT_BOX, XML_SPACE, P, w
from briefing.word.package import Unreadable
from briefing.word.printable import cut
from briefing.word.tagtext import TypedTag

MARKER = "tag"
NODES_OF_A_TAG = 50  # a tag takes as long to compile as so many elements and attributes to read
MOST_STRAYS = 100  # braces of one text that are told of; whoever has more has typed something else
_AS_TEXT = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("softHyphen"): ""}
_MATH_TEXT = f"{{{names.MATH}}}t"
_EQUATION = f"{{{names.MATH}}}oMathPara"
_DRAWN_PARAGRAPH, _DRAWN_TEXT = f"{{{names.A}}}p", f"{{{names.A}}}t"
_BARE_TEXTS = (_MATH_TEXT, _DRAWN_TEXT)  # where a value is characters, and can be no run
_STYLE = w("pStyle")
_PLAIN: Position = "text"
_IN_ATTRIBUTE = regex(r"<[^<>{]*\{")  # in XML as lxml writes it, where no > stands in an attribute
_NOTES = (names.FOOTNOTE, names.ENDNOTE, names.COMMENT)
_TEXTS = (TEXT, FIELD_CODE, _MATH_TEXT)


class Found(NamedTuple):
    """A tag in the tree: `node` is its marker, or None where the marker is inside a text or an attribute; `position` is
    what its value can be there."""

    number: int
    opener: str
    inner: str
    place: Place
    node: etree._ProcessingInstruction | None
    position: Position = _PLAIN


class Spot(NamedTuple):
    """Where a paragraph is, for people."""

    paragraph: int
    trail: str
    heading: str


NOWHERE = Spot(0, "", "")


class Unsafe(Exception):
    """The XML is one we do not read: not well-formed, or with a document type."""


def parse(data: bytes) -> etree._Element:
    """The root of a part. No entities, no network, nesting bounded by libxml2. Raises Unsafe."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise Unsafe(str(fault.msg)) from None
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise Unsafe("it declares a document type, which Word never does")
    return root


_OPENER_OF = {closer: opener for opener, closer in tagtext.OPENERS.items()}


def check_tags(count: int, part: str) -> None:
    """Raises Unreadable for more tags than the limits allow, those of a part being the last of them."""
    if count > (most := limits.now().nodes // NODES_OF_A_TAG):
        hint = f"if so many are meant: `--limit nodes={2 * count * NODES_OF_A_TAG}`; a loop takes one tag for many rows"
        raise Unreadable("T003", f"there are more than {most:,} tags, up to those of '{part}'", hint)


class Finder:
    """Sets the tags of one part apart. `faults` collects what is wrong with them as typed."""

    def __init__(
        self, path: str, part: str, root: etree._Element, headings: Mapping[str, int], story: str = "body"
    ) -> None:
        self._path, self._part, self._story = path, part, story
        self._headings = headings
        self.mark = unused_character(root)
        self.found: list[Found] = []
        self.faults: list[Diagnostic] = []
        self.spots: dict[etree._Element, Spot] = {}
        self._root = root
        self._coded = False  # a tag may stand in the code of a field

    def run(self) -> None:
        """Finds all tags: those in paragraphs first, in document order, then those in drawings and in attributes."""
        for paragraph, spot in located(self._root, self._headings):
            self.spots[paragraph] = spot
        for paragraph, spot in self.spots.items():
            if paragraph.getparent() is not None:  # else it was joined to the one before
                self._paragraph(paragraph, spot)
        if self._coded:
            self._codes()
        self._equations()
        self._drawn()
        self._attributes()

    def run_plain(self) -> None:
        """Finds the tags of a part that is no text of Word's: in paragraphs of a drawing, and wherever else characters
        stand, as in a document property."""
        self._drawn()
        for element in self._root.iter(etree.Element):
            if "{" in (element.text or ""):
                element.text = self._marked(element.text or "", self._plain(element))
            if "{" in (element.tail or ""):
                element.tail = self._marked(element.tail or "", NOWHERE)
        self._attributes()

    def _equations(self) -> None:
        """The tags in equations that stand between paragraphs (ECMA-376 part 1, 22.1.2.78)."""
        for equation in self._root.iter(_EQUATION):
            if all(ancestor.tag != P for ancestor in equation.iterancestors()):
                self._across(list(segments_of(equation)), NOWHERE)

    def _drawn(self) -> None:
        """The tags in paragraphs of DrawingML: of charts, SmartArt, shapes (ECMA-376 part 1, 21.1.2.2.6)."""
        for paragraph in self._root.iter(_DRAWN_PARAGRAPH):
            segments = [(text, text.text or "") for text in paragraph.iter(_DRAWN_TEXT)]
            if any("{" in text or "}" in text for _, text in segments):
                self._across(segments, self._plain(paragraph))

    def _plain(self, element: etree._Element) -> Spot:
        return NOWHERE._replace(trail=whereabouts.of_plain(element, self._part, self._story))

    def _paragraph(self, paragraph: etree._Element, spot: Spot) -> None:
        segments = list(segments_of(paragraph))
        if not any("{" in text or "}" in text for _, text in segments):
            return
        self._across(self._joined(paragraph, spot), spot)
        codes = (text for node, text in segments if node.tag == FIELD_CODE)
        self._coded = self._coded or any("{" in text or "}" in text for text in codes)

    def _codes(self) -> None:
        """The tags in the codes of complex fields. A code that holds some becomes one text, so that a block cuts no
        elements."""
        for stretch in instructions.stretches(self._root):
            text = "".join(node.text or "" for node in stretch.nodes)
            spot = self.spots.get(next(stretch.nodes[0].iterancestors(P), self._root), NOWHERE)
            trail = whereabouts.joined(spot.trail, "code of a field")
            marked = self._marked(text, spot._replace(trail=trail), stretch)
            if marked != text:
                owner = next(node for node in stretch.nodes if (node.text or "").strip())
                for node in stretch.nodes:
                    node.text = marked if node is owner else ""

    def _joined(self, paragraph: etree._Element, spot: Spot) -> list[tuple[etree._Element, str]]:
        """The text-bearing elements of a paragraph, and of those that its last tag goes on into."""
        while True:
            segments = [(node, text) for node, text in segments_of(paragraph) if node.tag != FIELD_CODE]
            text = "".join(own for _, own in segments)
            if all(text.rfind(opener) <= text.rfind(closer) for opener, closer in tagtext.OPENERS.items()):
                return segments
            unclosed = tagtext.find(text)[1]
            if (
                unclosed is None
                or unclosed.opener not in tagtext.OPENERS
                or not spans.join(paragraph, unclosed, shown_text)
            ):
                return segments
            hint = ("type a tag in one paragraph",)
            place = self._place(spot, text, unclosed.start, len(text) - unclosed.start)
            self.faults.append(Diagnostic("T405", "a tag goes on in the next paragraph: they become one", place, hint))

    def _across(self, segments: list[tuple[etree._Element, str]], spot: Spot) -> None:
        """Takes the tags out of the texts of consecutive elements; each leaves its marker where it begins."""
        text = "".join(text for _, text in segments)
        typed, unclosed = tagtext.find(text)
        if unclosed:
            self._report_unclosed(text, unclosed, spot)
        else:
            self._report_strays(text, typed, spot)
        if not typed:
            return
        offset = 0
        waiting = iter(typed)
        tag = next(waiting, None)
        for node, own in segments:
            end = offset + len(own)
            parts: list[str | Found] = []
            position = offset
            while tag is not None and tag.start < end:
                if tag.start >= offset:
                    parts += [text[position : tag.start], self._add(tag, text, spot, node.tag not in _BARE_TEXTS)]
                position = min(tag.end, end)
                if tag.end > end:
                    break
                tag = next(waiting, None)
            if parts or position != offset:
                _replace(node, [*parts, text[position:end]], self.mark)
            offset = end

    def _add(self, tag: TypedTag, text: str, spot: Spot, with_node: bool, position: Position = _PLAIN) -> Found:
        number = len(self.found)
        check_tags(number + 1, self._part)
        place = self._place(spot, text, tag.start, tag.end - tag.start)
        node = marker(number) if with_node else None
        self.found.append(Found(number, tag.opener, tag.inner, place, node, position))
        return self.found[-1]

    def _marked(self, text: str, spot: Spot, code: instructions.Stretch | None = None) -> str:
        typed, unclosed = tagtext.find(text)
        if unclosed:
            self._report_unclosed(text, unclosed, spot)
        elif typed or code:
            self._report_strays(text, typed, spot)
        positions, flaws = code.read(text, typed) if code else ([_PLAIN] * len(typed), [])
        for flaw in flaws:
            place = self._place(spot, text, flaw.tag.start, flaw.tag.end - flaw.tag.start)
            self.faults.append(Diagnostic(flaw.code, flaw.message, place, (flaw.hint,)))
        parts: list[str] = []
        at = 0
        for tag, position in zip(typed, positions, strict=True):
            found = self._add(tag, text, spot, False, position)
            parts += [text[at : tag.start], f"{self.mark}{found.number}{self.mark}"]
            at = tag.end
        return "".join([*parts, text[at:]])

    def _attributes(self) -> None:
        spot = NOWHERE
        there = _IN_ATTRIBUTE.search(etree.tostring(self._root, encoding="unicode"))
        for element in self._root.iter(etree.Element) if there else ():
            spot = self.spots.get(element, spot)
            for name, value in element.attrib.items():
                if "{" in value and "}" in value:
                    trail = whereabouts.joined(spot.trail, whereabouts.of_attribute(element, str(name)))
                    code = instructions.of_attribute() if name == w("instr") else None
                    element.set(name, self._marked(str(value), spot._replace(trail=trail), code))

    def _report_unclosed(self, text: str, unclosed: tagtext.Unclosed, spot: Spot) -> None:
        place = self._place(spot, text, unclosed.start, len(unclosed.opener))
        closer = tagtext.OPENERS.get(unclosed.opener)
        if closer is None:
            hint = "type {% endraw %} in the same paragraph"
            self.faults.append(Diagnostic("T210", "'raw' is never closed", place, (hint,)))
            return
        message, hint = f"'{unclosed.opener}' is never closed in this paragraph", f"type '{closer}' where the tag ends"
        self.faults.append(Diagnostic("T101", message, place, (hint,)))

    def _report_strays(self, text: str, typed: list[TypedTag], spot: Spot) -> None:
        """Braces outside of tags: the opener is gone, or something was typed with one brace."""
        for at, braces, meant in itertools.islice(tagtext.strays(text, typed), MOST_STRAYS):
            if meant:
                message, hint = f"'{braces}' stands between single braces, and prints as typed", f"type {meant}"
            elif braces == "}":
                message, hint = "there is one '}' too many behind the tag, and it prints", "leave it out"
            else:
                message, hint = f"'{braces}' closes nothing", f"type '{_OPENER_OF[braces]}' where the tag begins"
            place = self._place(spot, text, at, len(braces))
            self.faults.append(Diagnostic("T102", message, place, (hint,)))

    def _place(self, spot: Spot, text: str, at: int, length: int) -> Place:
        return Place(self._path, self._part, spot.paragraph, spot.trail, spot.heading, text, at, length)


def located(root: etree._Element, headings: Mapping[str, int]) -> Iterator[tuple[etree._Element, Spot]]:
    """Every paragraph of a part in document order with where it is, in one walk."""
    heading, paragraph = "", 0
    counts: dict[etree._Element, list[int]] = {}
    trails: dict[etree._Element, str] = {root: ""}
    notes = 0
    owner, around = root, None
    for element in root.iter(P, TABLE, names.ROW, names.CELL, TEXT_BOX, *_NOTES):
        if element.getparent() is not around:
            around = element.getparent()
            owner = next(ancestor for ancestor in element.iterancestors() if ancestor in trails)
        trail = trails[owner]
        if element.tag in _NOTES:
            if element.get(w("type"), "normal") == "normal":  # else a separator (ECMA-376 part 1, 17.18.33)
                notes += 1
                trails[element] = f"{etree.QName(element).localname} {notes}"
            continue
        if element.tag == P:
            paragraph += 1
            yield element, Spot(paragraph, trail, heading)
            if _heading_level(element, headings):
                heading = cut("".join(text for _, text in segments_of(element)), 80)
        elif element.tag == TEXT_BOX:
            trails[element] = whereabouts.joined(trail, "text box")
        else:
            kind = {TABLE: "table", names.ROW: "row", names.CELL: "cell"}[element.tag]
            tally = counts.setdefault(owner, [0, 0, 0])
            index = ("table", "row", "cell").index(kind)
            tally[index] += 1
            trails[element] = whereabouts.joined(trail, f"{kind} {tally[index]}")


def unused_character(root: etree._Element) -> str:
    """A private-use character that the part does not hold, so that it can delimit markers inside text. Raises
    Unreadable where there is none."""
    taken = etree.tostring(root, encoding="unicode")
    free = (character for character in map(chr, range(0xE000, 0xF8FF)) if character not in taken)
    if (character := next(free, None)) is None:
        hint = "take out the characters of symbol fonts that are not needed"
        raise Unreadable("T003", "a part holds every character that is for private use, and none is free", hint)
    return character


def shown_text(paragraph: etree._Element) -> str:
    """The text of a paragraph as its reader sees it, without that of text boxes inside it."""
    return "".join(text for node, text in segments_of(paragraph) if node.tag != FIELD_CODE)


def style_of(paragraph: etree._Element) -> str:
    """The style id of a paragraph, empty for the default."""
    properties = paragraph.find(names.PPR)
    style = None if properties is None else properties.find(_STYLE)
    return "" if style is None else style.get(names.VAL, "")


def hollow(element: etree._Element) -> etree._Element:
    """An empty element with the name and attributes of another."""
    return etree.Element(element.tag, {str(name): str(value) for name, value in element.attrib.items()})


def _has_content(run: etree._Element) -> bool:
    return any(child.tag != RPR for child in run)


def _heading_level(paragraph: etree._Element, headings: Mapping[str, int]) -> int:
    return headings.get(style_of(paragraph), 0)


def segments_of(paragraph: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The text-bearing elements of a paragraph in order: not those of nested paragraphs, nor deleted text."""
    for child in paragraph:
        tag = child.tag
        if tag in _TEXTS:
            yield child, child.text or ""
        elif tag in _AS_TEXT and paragraph.tag == RUN:
            yield child, _AS_TEXT[tag]
        elif tag not in (P, RPR, names.PPR) and tag not in DELETED and len(child):
            yield from segments_of(child)


def _replace(node: etree._Element, parts: list[str | Found], mark: str) -> None:
    """Puts texts and markers where a text element stood; only what is left of it stays."""
    parent = node.getparent()
    assert parent is not None
    if node.tag in _BARE_TEXTS:
        node.text = "".join(part if isinstance(part, str) else f"{mark}{part.number}{mark}" for part in parts)
        return
    at = parent.index(node)
    fresh: list[etree._Element] = []
    for part in parts:
        if isinstance(part, Found):
            assert part.node is not None
            fresh.append(part.node)
        elif part:
            text = etree.Element(TEXT, {XML_SPACE: "preserve"})
            text.text = part
            fresh.append(text)
    parent[at : at + 1] = fresh
    if parent.tag == RUN and not _has_content(parent):
        _remove(parent)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def marker(number: int) -> etree._ProcessingInstruction:
    """The marker of a tag."""
    return etree.ProcessingInstruction(MARKER, str(number))


def is_marker(node: etree._Element) -> TypeGuard[etree._ProcessingInstruction]:
    """Whether a node of a tree is a marker."""
    return isinstance(node, etree._ProcessingInstruction) and node.target == MARKER


def markers(root: etree._Element) -> Iterator[etree._ProcessingInstruction]:
    """The markers of a tree in document order."""
    yield from filter(is_marker, root.iter(etree.ProcessingInstruction))


def number_of(marker: etree._ProcessingInstruction) -> int:
    """Which tag a marker stands for."""
    return int(marker.text or 0)
