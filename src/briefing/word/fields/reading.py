"""Fields as they stand in a tree: what they say to do, and what they show (ECMA-376 part 1, 17.16).

A complex field is a row of runs: begin, its code, separate, its result, end; over as many paragraphs as it likes. A
simple one is an element with its code as an attribute.
"""

from __future__ import annotations

import copy
import functools
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from briefing.later import regex
from briefing.word.names import (
    BODY,
    COMMENT,
    ENDNOTE,
    FIELD_CHAR,
    FIELD_CODE,
    FOOTER,
    FOOTNOTE,
    HEADER,
    MC,
    PPR,
    RANGE_ENDS,
    RANGE_STARTS,
    RPR,
    RUN,
    TEXT,
    TEXT_BOX,
    XML_SPACE,
    P,
    w,
)
from briefing.word.surgery import nearest, remove
from briefing.word.text import hollow

Node = etree._Element

SIMPLE = w("fldSimple")
_FALLBACK = f"{{{MC}}}Fallback"
_TYPE = w("fldCharType")
_WORD = regex(r'"((?:[^"\\]|\\.)*)"|“([^“”]*)”|(\S+)')


class Code(NamedTuple):
    """What a field says: its keyword in capitals, its arguments, its switches (`\\h`, `\\*`) with what follows each."""

    keyword: str
    arguments: tuple[str, ...]
    switches: Mapping[str, str]

    @property
    def argument(self) -> str:
        """The first argument, or nothing."""
        return self.arguments[0] if self.arguments else ""


class Field(NamedTuple):
    """A field: its code, and its marks; of a simple one the element stands for all three. `nested` says that another
    field is part of its code."""

    code: Code
    begin: Node
    separate: Node | None
    end: Node
    nested: bool = False


_TAKING_A_VALUE = frozenset(f"\\{letter}" for letter in "*#@otcabnprslf")
_FLAGS_OF_REF = frozenset(f"\\{letter}" for letter in "nprwf")


@functools.lru_cache(maxsize=1024)
def read(code: str) -> Code:
    """The parts of a field's code. What asks for the fields of a part again and again has each code read once."""
    words = _words(code)
    keyword = next(words, ("", False))[0].upper()
    flags = _FLAGS_OF_REF if keyword in ("REF", "PAGEREF", "NOTEREF") else frozenset[str]()
    arguments: list[str] = []
    switches: dict[str, str] = {}
    waiting = ""  # a switch that takes the next word, unless that is a switch
    for word, is_switch in words:
        if is_switch:
            name = word.lower()
            switches[name] = ""
            waiting = name if name in _TAKING_A_VALUE - flags else ""
        elif waiting:
            switches[waiting], waiting = word, ""
        else:
            arguments.append(word)
    return Code(keyword, tuple(arguments), switches)


def _words(code: str) -> Iterator[tuple[str, bool]]:
    """The words of a code, those in quotes without them, and whether each is a switch."""
    for found in _WORD.finditer(code):
        word = found[found.lastindex or 0]
        yield word, found[3] is not None and word.startswith("\\")


LARGEST_NUMBER = 32_767  # that Word counts to


def number(text: str) -> int | None:
    """A number in a field's code or in an attribute; None for what is none."""
    return min(int(text[:9]), LARGEST_NUMBER) if text.isdecimal() else None


def hidden(root: Node) -> set[Node]:
    """What no reader of our time sees: what stands in fallbacks for older programs, which say the same again."""
    return {node for fallback in root.iter(_FALLBACK) for node in fallback.iter()}


def apart(root: Node) -> None:
    """Gives each mark and each piece of code of a field a run of its own, since what it shows stands between runs."""
    for run in [run for run in root.iter(RUN) if run.find(FIELD_CHAR) is not None and len(run) > 1]:
        properties = run.find(RPR)
        children = [child for child in run if child is not properties]
        for child in children[1:]:
            own = hollow(run)
            own.extend([] if properties is None else [copy.deepcopy(properties)])
            own.append(child)
            run.getparent().insert(run.getparent().index(run) + children.index(child), own)  # type: ignore[union-attr]


def replay(root: Node) -> None:
    """Makes the fallback of a text box with fields say what the box says."""
    for alternatives in root.iter(f"{{{MC}}}AlternateContent"):
        boxes, fallbacks = (
            [box for one in alternatives.iterchildren(kind) for box in one.iter(TEXT_BOX)]
            for kind in (f"{{{MC}}}Choice", _FALLBACK)
        )
        for box, fallback in zip(boxes, fallbacks, strict=True) if len(boxes) == len(fallbacks) else ():
            if next(box.iter(FIELD_CHAR, SIMPLE), None) is not None:
                fallback[:] = [copy.deepcopy(child) for child in box]


def fields(root: Node) -> Iterator[Field]:
    """The fields of a part, each when it ends, so that those within others come first."""
    begun: list[tuple[Node, list[str], list[Node], list[bool]]] = []
    unseen = hidden(root)
    for node in root.iter(FIELD_CHAR, FIELD_CODE, SIMPLE):
        if node in unseen:
            continue
        if node.tag == SIMPLE:
            yield Field(read(node.get(w("instr"), "")), node, node, node)
        elif node.tag == FIELD_CODE:
            if begun and not begun[-1][2]:
                begun[-1][1].append(node.text or "")
        elif node.get(_TYPE) == "begin":
            if begun and not begun[-1][2]:
                begun[-1][3].append(True)
            begun.append((node, [], [], []))
        elif node.get(_TYPE) == "separate" and begun:
            begun[-1][2].append(node)
        elif node.get(_TYPE) == "end" and begun:
            begin, code, separate, nested = begun.pop()
            yield Field(read("".join(code)), begin, separate[0] if separate else None, node, bool(nested))


def texts(field: Field) -> str:
    """What a field shows, in words."""
    return "".join(text.text or "" for element in shown(field) for text in element.iter(TEXT))


def is_shown(field: Field) -> bool:
    """Whether a field is part of a document still: those in a contents list that was made anew are not."""
    return next(field.begin.iterancestors(BODY, HEADER, FOOTER, FOOTNOTE, ENDNOTE, COMMENT), None) is not None


def shown(field: Field) -> list[Node]:
    """The elements of a field's result: of a complex one, what stands between its marks."""
    if field.begin.tag == SIMPLE:
        return list(field.begin)
    if field.separate is None:
        return []
    first, last = nearest(field.separate, RUN), nearest(field.end, RUN)
    found = []
    node = None if first is None else first.getnext()
    while node is not None and node is not last:
        found.append(node)
        node = node.getnext()
    return found if node is not None else []


def show(field: Field, text: str) -> None:
    """Makes a text what a field shows, in the look of what it showed. One that goes over paragraphs is left alone."""
    old = shown(field)
    looks = [one for element in old for one in element.iter(RPR) if one.getparent().tag == RUN]  # type: ignore[union-attr]
    fresh = etree.Element(RUN)
    if looks:
        fresh.append(looks[0])
    words = etree.SubElement(fresh, TEXT, {XML_SPACE: "preserve"})
    words.text = text
    if field.begin.tag == SIMPLE:
        for element in old:
            remove(element)
        field.begin.append(fresh)
        return
    end = nearest(field.end, RUN)
    if end is None or not is_in_one_paragraph(field):
        return
    if field.separate is None:
        _separate(end)
    for element in old:
        remove(element)
    end.addprevious(fresh)


def is_in_one_paragraph(field: Field) -> bool:
    """Whether a complex field begins and ends beside each other, so that its result can be exchanged."""
    begin, end = nearest(field.begin, RUN), nearest(field.end, RUN)
    return begin is not None and end is not None and begin.getparent() is end.getparent()


def _separate(end: Node) -> None:
    run = etree.Element(RUN)
    etree.SubElement(run, FIELD_CHAR).set(_TYPE, "separate")
    end.addprevious(run)


def emptied(field: Field) -> tuple[Node, Node] | None:
    """Takes all paragraphs out of a field over several; gives the paragraph where its result begins, and the one where
    it ends. None where it does not stand in paragraphs of one container."""
    if field.separate is None:
        return None
    first, last = nearest(field.separate, P), nearest(field.end, P)
    separate, end = nearest(field.separate, RUN), nearest(field.end, RUN)
    if first is None or last is None or first.getparent() is not last.getparent() or separate is None or end is None:
        return None
    if separate.getparent() is not first or end.getparent() is not last:
        return None
    gone = shown(field) if first is last else list(separate.itersiblings())
    between = first.getnext() if first is not last else last
    while between is not None and between is not last:
        gone.append(between)
        between = between.getnext()
    if first is not last:
        gone += [element for element in end.itersiblings(preceding=True) if element.tag != PPR]
    _keep_ranges(gone, separate)
    for element in gone:
        remove(element)
    return first, last


def _keep_ranges(gone: list[Node], beside: Node) -> None:
    """Moves the marks of bookmarks that begin or end elsewhere out of what goes."""
    marks = [mark for element in gone for mark in element.iter(*RANGE_STARTS, *RANGE_ENDS)]
    halves = Counter(mark.get(w("id")) for mark in marks)
    for mark in marks:
        if halves[mark.get(w("id"))] == 1:
            beside.addprevious(mark)
