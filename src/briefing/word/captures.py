"""What a variable, a macro, a call or a filter block holds: the words within a paragraph, or whole paragraphs.

Its XML goes elsewhere, so it can be no part of a paragraph, and no rows or cells of a table.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping

from lxml import etree

from briefing.diagnostics import Diagnostic, Related
from briefing.model.template import Tag
from briefing.word.names import PPR, SECTION, P
from briefing.word.scopes import Block
from briefing.word.surgery import after, before, contents, nearest, remove
from briefing.word.text import is_marker, markers, number_of

Node = etree._Element

CAPTURING = ("set", "macro", "call", "filter")
_SILENT = ("set", "macro")  # they print nothing where they stand


def cut_out(blocks: Iterable[Block], tags: Mapping[int, Tag], nodes: Mapping[int, Node]) -> list[Diagnostic]:
    """Cuts paragraphs at the ends of what is captured, so that whole ones are; gives what cannot be."""
    faults = []
    for block in blocks:
        opened, closed = tags[block.tags[0]], tags[block.tags[-1]]
        if opened.keyword not in CAPTURING or block.scope == "run":
            continue
        ends = nodes[block.tags[0]], nodes[block.tags[-1]]
        if block.scope != "paragraphs" or any(_is_wrapped(end) for end in ends):
            message = f"'{opened.keyword}' cannot hold rows or cells of a table, nor a part of a link or a change"
            hint = ("put both tags into one cell, or into the text",)
            faults.append(Diagnostic("T223", message, opened.place, hint, (Related("closed here", closed.place),)))
            continue
        first, rest = _beside(ends[0], tags, opens=True), _beside(ends[1], tags, opens=False)
        if first is not None and rest is not None and opened.keyword in _SILENT:
            _join(first, rest)
    return faults


def _is_wrapped(node: Node) -> bool:
    """Whether a tag that text stands beside is inside of something else than its paragraph."""
    paragraph = nearest(node, P)
    return paragraph is not None and node.getparent() is not paragraph and len(list(contents(paragraph))) > 1


def _beside(node: Node, tags: Mapping[int, Tag], *, opens: bool) -> Node | None:
    """Gives what stands before an opening tag, or after a closing one, a paragraph of its own; None if that is
    nothing that prints."""
    paragraph = nearest(node, P)
    if paragraph is None:
        return None
    siblings = list(node.itersiblings(preceding=opens))
    moved = [one for one in siblings if one.tag != PPR]
    if not any(_prints(one, tags) for one in moved):
        return None
    own = etree.Element(P)
    properties = paragraph.find(PPR)
    if properties is not None:
        twin = copy.deepcopy(properties)
        own.append(twin)
        for section in (twin if opens else properties).findall(SECTION):
            remove(section)
    own.extend(reversed(moved) if opens else moved)
    (before if opens else after)(paragraph, own)
    return own


def _prints(node: Node, tags: Mapping[int, Tag]) -> bool:
    if is_marker(node):
        return tags[number_of(node)].kind == "value"
    wrapped = etree.Element(P)
    wrapped.append(copy.deepcopy(node))
    return any(not is_marker(one) or tags[number_of(one)].kind == "value" for one in contents(wrapped))


def _join(first: Node, rest: Node) -> None:
    """Makes one paragraph of what stands around a variable or macro, unless tags in it may name that."""
    if next(markers(rest), None) is None and rest.find(f"{PPR}/{SECTION}") is None:
        first.extend([child for child in rest if child.tag != PPR])
        remove(rest)
