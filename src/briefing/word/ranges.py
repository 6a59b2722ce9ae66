"""Bookmarks, comments and permissions whose two marks a block would part: the marks move out of its way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from briefing.model.template import Tag
from briefing.word.names import RANGE_ENDS, RANGE_STARTS, w
from briefing.word.scopes import Block
from briefing.word.surgery import after, before
from briefing.word.text import is_marker, number_of

Node = etree._Element
Region = tuple[int, ...]  # the opening tags and branches around something, outermost first


def take_out(root: Node, tags: Mapping[int, Tag], nodes: Mapping[int, Node], blocks: Iterable[Block]) -> None:
    """Moves each mark out of the blocks that hold only one of its range's two marks, once markers have been lifted."""
    block_of = {number: block for block in blocks for number in block.tags}
    regions = dict(_regions(root, tags, block_of))
    starts = {_key(node): node for node in regions if node.tag in RANGE_STARTS}
    for end in [node for node in regions if node.tag in RANGE_ENDS]:
        start = starts.get(_key(end))
        if start is None:
            continue
        shared = _shared(regions[start], regions[end])
        if len(regions[start]) > shared:
            before(nodes[block_of[regions[start][shared]].tags[0]], start)
        if len(regions[end]) > shared:
            after(nodes[block_of[regions[end][shared]].tags[-1]], end)


def _regions(root: Node, tags: Mapping[int, Tag], block_of: Mapping[int, Block]) -> Iterator[tuple[Node, Region]]:
    path: list[int] = []
    for node in root.iter(etree.ProcessingInstruction, *RANGE_STARTS, *RANGE_ENDS):
        if is_marker(node):
            tag = tags[number_of(node)]
            if (
                tag.number in block_of and tag.kind in ("close", "branch") and path
            ):  # none in a paragraph within another
                path.pop()
            if tag.number in block_of and tag.kind in ("open", "branch"):
                path.append(tag.number)
        elif isinstance(node.tag, str):
            yield node, tuple(path)


def _shared(one: Region, other: Region) -> int:
    """How many blocks from the outside both are in."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _key(node: Node) -> tuple[str, str | None]:
    name = etree.QName(node).localname
    return name.removesuffix("Start").removesuffix("End"), node.get(w("id"))
