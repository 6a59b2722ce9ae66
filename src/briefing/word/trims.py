"""`{%- … -%}`: white space beside a tag goes, and a paragraph that it begins or ends joins the one before or after.

As docxtpl has it, so that one sentence can be typed as several paragraphs of conditions; but nothing else is ever lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from briefing.model.template import Tag
from briefing.word.names import PPR, SECTION, TEXT, P, w
from briefing.word.surgery import contents, nearest, remove
from briefing.word.text import is_marker

Node = etree._Element
_LINE_ENDS = (w("br"), w("cr"))
_SPACE = " \t\r\n"


class Trim(NamedTuple):
    """On which sides of a tag white space goes."""

    before: bool
    after: bool


def trim(trims: Mapping[int, Trim], tags: Mapping[int, Tag], nodes: Mapping[int, Node]) -> None:
    """Takes the white space out, then joins paragraphs, before blocks are paired."""
    trimmed = [(number, side) for number, side in trims.items() if number in nodes]
    for number, sides in trimmed:
        paragraph = nearest(nodes[number], P)
        if paragraph is not None and sides.before:
            _strip(reversed(list(_ahead(paragraph, nodes[number]))), "right")
        if paragraph is not None and sides.after:
            _strip(_behind(paragraph, nodes[number]), "left")
    for number, sides in trimmed:
        if tags[number].kind == "value":
            continue
        paragraph = nearest(nodes[number], P)
        if paragraph is not None and sides.before and next(contents(paragraph), None) is nodes[number]:
            _join(_beside(paragraph, ahead=True), paragraph)
        paragraph = nearest(nodes[number], P)
        if paragraph is not None and sides.after and [*contents(paragraph)][-1] is nodes[number]:
            _join(paragraph, _beside(paragraph, ahead=False))


def _ahead(paragraph: Node, node: Node) -> Iterator[Node]:
    """What stands in a paragraph before a marker; text that is only white space counts."""
    for one in _shown(paragraph):
        if one is node:
            return
        yield one


def _behind(paragraph: Node, node: Node) -> Iterator[Node]:
    found = False
    for one in _shown(paragraph):
        if found:
            yield one
        found = found or one is node


def _shown(paragraph: Node) -> Iterator[Node]:
    kept = set(contents(paragraph))
    for one in paragraph.iter():
        if one in kept or (one.tag == TEXT and nearest(one, P) is paragraph):
            yield one


def _strip(beside: Iterable[Node], side: str) -> None:
    """Takes white space off the texts next to a tag, or else the line ends, up to whatever else there is. A no-break
    space is one that somebody wants."""
    broken = False
    for one in beside:
        if one.tag in _LINE_ENDS and one.get(w("type"), "textWrapping") == "textWrapping":
            broken = True
            remove(one)
            continue
        if broken or is_marker(one) or one.tag != TEXT:
            return
        text = one.text or ""
        one.text = text.rstrip(_SPACE) if side == "right" else text.lstrip(_SPACE)
        if one.text:
            return
        remove(one)


def _beside(paragraph: Node, *, ahead: bool) -> Node | None:
    """The paragraph before or after one; empty ones between are white space, too, and go."""
    while True:
        one = paragraph.getprevious() if ahead else paragraph.getnext()
        beyond = None if one is None else one.getprevious() if ahead else one.getnext()
        if one is None or one.tag != P or beyond is None or beyond.tag != P:
            return one
        if next(contents(one), None) is not None or one.find(f"{PPR}/{SECTION}") is not None:
            return one
        remove(one)


def _join(first: Node | None, second: Node | None) -> None:
    """Makes one paragraph of two, with the properties of the first; not over a table or the end of a section."""
    for one in (first, second):
        if one is None or one.tag != P or one.find(f"{PPR}/{SECTION}") is not None:
            return
    assert first is not None
    assert second is not None
    first.extend([child for child in second if child.tag != PPR])
    remove(second)
