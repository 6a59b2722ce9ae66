"""The scope rule: a block repeats the smallest whole thing that holds both its ends.

Here it is decided, on the tree as it came, which tags pair and where each cuts; `lift` then does the surgery. Both ends
in one paragraph: its runs. In paragraphs of one container: those paragraphs, if the block opens at the start of the
first and closes at the end of the last, else the cut is at the tags. In cells of one row: the row. In rows of one
table: those rows. Anything else is an error that shows both places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from lxml import etree

from briefing.diagnostics import Diagnostic, Related
from briefing.model.template import Tag
from briefing.word.names import CELL, FIELD_CHAR, ROW, STORIES, TABLE, TEXT_BOX, P, w

Scope = Literal["run", "paragraphs", "fused", "rows", "row", "cells"]
DEEPEST = 16
Node = etree._Element


class Block(NamedTuple):
    """A paired block: the numbers of its opening tag, its branches and its closing tag, and how it cuts.

    `common` is the smallest element that holds all its tags.
    """

    tags: tuple[int, ...]
    scope: Scope
    common: Node | None


def pair(tags: Iterable[Tag], stories: Mapping[int, object]) -> tuple[list[tuple[int, ...]], list[Diagnostic]]:
    """Which tags belong together. Tags of different stories (the body, a note, a text box) never pair."""
    open_blocks: dict[object, list[list[Tag]]] = {}
    pairs: list[tuple[int, ...]] = []
    faults: list[Diagnostic] = []
    strays: list[Tag] = []
    for tag in tags:
        stack = open_blocks.setdefault(stories[tag.number], [])
        if tag.kind == "open":
            stack.append([tag])
            if len(stack) == DEEPEST + 1:
                faults.append(Diagnostic("T213", f"blocks are nested more than {DEEPEST} deep", tag.place))
        elif tag.kind == "branch":
            faults += _branch(tag, stack)
        elif tag.kind == "close":
            if stack and stack[-1][0].family == tag.family:
                pairs.append(tuple(part.number for part in (*stack.pop(), tag)))
            elif any(block[0].family == tag.family for block in stack):
                while stack[-1][0].family != tag.family:
                    faults.append(_crossed(stack.pop()[0], tag))
                stack.pop()
            else:
                strays.append(tag)
    unclosed = [block[0] for stack in open_blocks.values() for block in stack]
    return pairs, faults + _unpaired(unclosed, strays)


def _branch(tag: Tag, stack: list[list[Tag]]) -> list[Diagnostic]:
    families = ("if",) if tag.keyword == "elif" else ("if", "for")
    if not stack or stack[-1][0].family not in families:
        return [Diagnostic("T211", f"'{tag.keyword}' stands outside of {' and '.join(families)} blocks", tag.place)]
    if any(part.keyword == "else" for part in stack[-1][1:]):
        return [
            _with(stack[-1][0], Diagnostic("T211", f"'{tag.keyword}' comes after the 'else' of its block", tag.place))
        ]
    stack[-1].append(tag)
    return []


def _crossed(opened: Tag, closed: Tag) -> Diagnostic:
    message = f"'{opened.keyword}' is still open where '{closed.keyword}' closes another block"
    return Diagnostic(
        "T212",
        message,
        opened.place,
        (f"close it with 'end{opened.family}' before",),
        (Related("closed here", closed.place),),
    )


def _unpaired(unclosed: list[Tag], strays: list[Tag]) -> list[Diagnostic]:
    """What is open at the end and what closes nothing; one of each kind may be the two ends of one block."""
    faults = []
    for tag in unclosed:
        partner = next((stray for stray in strays if stray.family == tag.family), None)
        if partner is not None:
            strays.remove(partner)
            faults.append(_across(tag, partner))
        else:
            hint = (f"type {{% end{tag.family} %}} where the block ends",)
            faults.append(Diagnostic("T210", f"'{tag.keyword}' is never closed", tag.place, hint))
    for tag in strays:
        faults.append(Diagnostic("T211", f"'{tag.keyword}' closes nothing: no '{tag.family}' is open here", tag.place))
    return faults


def _across(opened: Tag, closed: Tag) -> Diagnostic:
    message = f"'{opened.keyword}' opens in one place and closes in another that is not part of the same text or table"
    return Diagnostic(
        "T220",
        message,
        opened.place,
        ("put both tags into the same cell, the same row, the rows of one table, or the same text",),
        (Related("closed here", closed.place),),
    )


def _with(opened: Tag, fault: Diagnostic) -> Diagnostic:
    return fault._replace(related=(Related("opened here", opened.place),))


def story_of(node: Node) -> Node:
    """The story a node is part of: the body, a header, a note, a text box."""
    story = node
    for story in node.iterancestors():
        if story.tag in STORIES:
            return story
    return story


def decide(numbers: tuple[int, ...], tags: Mapping[int, Tag], nodes: Mapping[int, Node]) -> Block | Diagnostic:
    """How a paired block cuts, by where its tags stand; a Diagnostic where the rule finds no whole thing."""
    marks = [nodes[number] for number in numbers]
    common = _common_ancestor(marks)
    opened, closed = tags[numbers[0]], tags[numbers[-1]]
    if _within(common, P):
        scope: Scope = {"p": "paragraphs", "tr": "row", "tc": "cells"}.get(opened.level, "run")  # type: ignore[assignment]
        if scope != "run":
            common = _owner(common, scope)
        return Block(numbers, scope, common)
    steps = [_steps(mark, common) for mark in marks]
    if any(TEXT_BOX in path for path in steps) or any(
        path.count(TABLE) for path in steps if common.tag in (TABLE, ROW)
    ):
        return _across(opened, closed)
    if common.tag == ROW or all(CELL in path and ROW not in path for path in steps):
        return Block(numbers, "cells" if opened.level == "tc" else "row", common)
    if common.tag == TABLE or all(ROW in path and TABLE not in path for path in steps):
        return Block(numbers, "rows", common)
    if any(TABLE in path for path in steps):
        return _across(opened, closed)
    return Block(numbers, "paragraphs", common)


def _owner(common: Node, scope: Scope) -> Node:
    """For a forced level: the element whose children are the units."""
    unit = {"paragraphs": P, "row": CELL, "cells": CELL}[scope]
    for element in (common, *common.iterancestors()):
        if element.tag == unit:
            return element.getparent()  # type: ignore[return-value]
    return common


def _common_ancestor(marks: Sequence[Node]) -> Node:
    chains = [list(mark.iterancestors())[::-1] for mark in marks]
    common = chains[0][0]
    for level in zip(*chains, strict=False):
        if any(element is not level[0] for element in level):
            break
        common = level[0]
    return common


def _within(element: Node, tag: str) -> bool:
    """Whether the element is, or stands inside, one with the tag, in the same story."""
    for ancestor in (element, *element.iterancestors()):
        if ancestor.tag == tag:
            return True
        if ancestor.tag in STORIES or ancestor.tag == CELL:
            return False
    return False


def _steps(mark: Node, common: Node) -> list[str]:
    """The tags of the elements between a marker and an ancestor, the ancestor left out."""
    steps: list[str] = []
    for ancestor in mark.iterancestors():
        if ancestor is common:
            break
        steps.append(str(ancestor.tag))
    return steps


def cut_fields(block: Block, tags: Mapping[int, Tag], nodes: Mapping[int, Node]) -> Diagnostic | None:
    """A Diagnostic if the block cuts through a complex field: takes its begin without its end, or the reverse."""
    depth = lowest = 0
    for node in _between(nodes[block.tags[0]], nodes[block.tags[-1]], block.common):
        if node.tag == FIELD_CHAR:
            depth += {"begin": 1, "end": -1}.get(node.get(w("fldCharType"), ""), 0)
            lowest = min(lowest, depth)
    if depth == lowest == 0:
        return None
    tag = tags[block.tags[0]]
    hint = ("take the whole field (a page number, a contents list, a link) into the block, or leave it out",)
    return Diagnostic("T225", f"'{tag.keyword}' cuts through a field of Word", tag.place, hint)


def _between(first: Node, last: Node, common: Node | None) -> Iterable[Node]:
    inside = False
    for node in (common if common is not None else first.getroottree().getroot()).iter():
        if node is last:
            return
        if inside:
            yield node
        inside = inside or node is first
