"""Fields as they stand in a tree: what they say to do, and what they show (ECMA-376 part 1, 17.16).

A complex field is a row of runs: begin, its code, separate, its result, end; over as many paragraphs as it likes. A
simple one is an element with its code as an attribute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from briefing.word.names import FIELD_CHAR, FIELD_CODE, PPR, RPR, RUN, TEXT, XML_SPACE, P, w
from briefing.word.surgery import nearest, remove

Node = etree._Element

SIMPLE = w("fldSimple")
_TYPE = w("fldCharType")
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|“([^”]*)”|(\S+)')


class Code(NamedTuple):
    """What a field says: its keyword in capitals, its arguments, its switches (`\\h`, `\\*`) with what follows each."""

    keyword: str
    arguments: tuple[str, ...]
    switches: dict[str, str]

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


def read(code: str) -> Code:
    """The parts of a field's code."""
    words = [found[1] or found[2] or found[3] or "" for found in _WORD.finditer(code)]
    quoted = [found[3] is None for found in _WORD.finditer(code)]
    keyword = words[0].upper() if words else ""
    arguments: list[str] = []
    switches: dict[str, str] = {}
    number = 1
    while number < len(words):
        word = words[number]
        number += 1
        if not word.startswith("\\") or quoted[number - 1]:
            arguments.append(word)
            continue
        name = word.lower()
        takes = name in _TAKING_A_VALUE and not (keyword in ("REF", "PAGEREF", "NOTEREF") and name in _FLAGS_OF_REF)
        if takes and number < len(words) and (quoted[number] or not words[number].startswith("\\")):
            switches[name] = words[number]
            number += 1
        else:
            switches[name] = ""
    return Code(keyword, tuple(arguments), switches)


def fields(root: Node) -> Iterator[Field]:
    """The fields of a part, each when it ends, so that those within others come first."""
    begun: list[tuple[Node, list[str], list[Node], list[bool]]] = []
    for node in root.iter(FIELD_CHAR, FIELD_CODE, SIMPLE):
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
    if first is last:
        for element in shown(field):
            remove(element)
        return first, last
    for element in list(separate.itersiblings()):
        remove(element)
    between = first.getnext()
    while between is not None and between is not last:
        following = between.getnext()
        remove(between)
        between = following
    for element in list(end.itersiblings(preceding=True)):
        if element.tag != PPR:
            remove(element)
    return first, last
