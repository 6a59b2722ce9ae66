"""The scope rule: a block repeats the smallest whole thing that holds both its ends.

Here it is decided, on the tree as it came, which tags pair and where each cuts; `lift` then does the surgery. Both ends
in one paragraph: its runs. In paragraphs of one container: those paragraphs, if the block opens at the start of the
first and closes at the end of the last, else the cut is at the tags. In cells of one row: the row. In rows of one
table: those rows. Anything else is an error that shows both places.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

from lxml import etree

from briefing.diagnostics import Diagnostic, Place, Related
from briefing.model.template import Tag
from briefing.word.names import CELL, FIELD_CHAR, ROW, STORIES, TABLE, P, w
from briefing.word.surgery import DIVISIBLE, nearest
from briefing.word.text import is_marker

Scope = Literal["run", "paragraphs", "rows", "row", "cells"]
DEEPEST = 16
_SCOPES: Mapping[str | None, Scope] = {P: "paragraphs", ROW: "rows", CELL: "cells"}
_FORCED: Mapping[str, Scope] = {"p": "paragraphs", "tr": "row", "tc": "cells"}
Node = etree._Element


class Block(NamedTuple):
    """A paired block: the numbers of its opening tag, its branches and its closing tag, and how it cuts.

    `common` is the smallest element that holds all its tags.
    """

    tags: tuple[int, ...]
    scope: Scope
    common: Node


def pair(tags: Iterable[Tag], stories: Mapping[int, object]) -> tuple[list[tuple[int, ...]], list[Diagnostic]]:
    """Which tags belong together. Tags of different stories (the body, a note, a text box) never pair.

    A tag that closes what was misspelt (a tag "alone" with a family), or crossed another block, is told with that.
    """
    told: dict[object, list[str]] = {}
    open_blocks: dict[object, list[list[Tag]]] = {}
    pairs: list[tuple[int, ...]] = []
    faults: list[Diagnostic] = []
    strays: list[Tag] = []
    for tag in tags:
        stack = open_blocks.setdefault(stories[tag.number], [])
        closings = told.setdefault(stories[tag.number], [])
        if tag.kind == "open":
            stack.append([tag])
            if len(stack) == DEEPEST + 1:
                faults.append(Diagnostic("T213", f"blocks are nested more than {DEEPEST} deep", tag.place))
        elif tag.kind == "branch":
            faults += _branch(tag, stack, closings)
        elif tag.kind == "alone" and tag.family:
            closings.append(tag.family)
        elif is_misspelt(tag):  # its own fault is told
            if stack and tag.family in ("", stack[-1][0].family):
                closed = stack.pop()
                pairs += [tuple(part.number for part in (*closed, tag))] if tag.family else []
            elif tag.family in closings:
                closings.remove(tag.family)
        elif tag.kind == "close":
            if stack and stack[-1][0].family == tag.family:
                pairs.append(tuple(part.number for part in (*stack.pop(), tag)))
            elif any(block[0].family == tag.family for block in stack):
                while stack[-1][0].family != tag.family:
                    closings.append(stack[-1][0].family)
                    faults.append(_crossed(stack.pop()[0], tag))
                stack.pop()
            elif tag.family in closings:
                closings.remove(tag.family)
            else:
                strays.append(tag)
    unclosed = [block[0] for stack in open_blocks.values() for block in stack]
    return pairs, faults + _unpaired(unclosed, strays)


def is_misspelt(tag: Tag) -> bool:
    """Whether a tag closes a block in other words than those of the language; without a family, whichever is open."""
    return tag.kind == "close" and (not tag.family or tag.keyword != f"end{tag.family}")


def _branch(tag: Tag, stack: list[list[Tag]], told: Collection[str]) -> list[Diagnostic]:
    families = ("if",) if tag.keyword == "elif" else ("if", "for")
    if not stack and any(family in told for family in families):
        return []  # of a block whose opening is misspelt
    if not stack or stack[-1][0].family not in families:
        return [Diagnostic("T211", f"'{tag.keyword}' stands outside of {' and '.join(families)} blocks", tag.place)]
    if stack[-1][-1].keyword == "else":
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
    if len(unclosed) == len(strays) == 1 and unclosed[0].place.part == strays[0].place.part:
        opened, closed = unclosed[0], strays[0]
        if opened.family != closed.family and opened.number < closed.number:
            message = f"'{closed.keyword}' stands where '{opened.keyword}' would be closed"
            hint = (f"write {{% end{opened.family} %}}",)
            return [_with(opened, Diagnostic("T211", message, closed.place, hint))]
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


def across_parts(faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The same, where what opens in one part and closes in another (the body, a header) is told as one fault."""
    found = list(faults)
    strays: dict[str, list[Diagnostic]] = {}
    for one in found:
        if one.code == "T211" and "' closes nothing" in one.message:
            strays.setdefault(one.message.split("'")[1], []).append(one)
    joined: dict[Diagnostic, Diagnostic | None] = {}
    for opened in found:
        family = opened.message.split("'")[1] if opened.code == "T210" else ""
        of_family = strays.get(f"end{family}", [])
        closed = next((one for one in of_family if _part(one) != _part(opened)), None) if family else None
        if closed is not None and closed.where is not None:
            of_family.remove(closed)
            message = f"'{family}' opens in one text and closes in another"
            hint = ("the body, headers, footers and notes are texts of their own: put both tags into one of them",)
            related = (Related("closed here", closed.where),)
            joined |= {closed: None, opened: Diagnostic("T220", message, opened.where, hint, related)}
    return [said for one in found if (said := joined.get(one, one)) is not None]


def _part(fault: Diagnostic) -> str:
    return fault.where.part if isinstance(fault.where, Place) else ""


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
    if nearest(common, P) is not None:
        scope = _FORCED.get(opened.level, "run")
        unit = nearest(common, P if scope == "paragraphs" else CELL)
        owner = None if unit is None else unit.getparent()
        return Block(numbers, "run", common) if scope == "run" or owner is None else Block(numbers, scope, owner)
    kind = _unit_kind(marks, common)
    units = [_unit(mark, common, kind) for mark in marks]
    if kind is None or None in units:
        return _across(opened, closed)
    if kind == CELL and opened.level != "tc":
        return Block(numbers, "row", common)
    if len({unit.getparent() for unit in units if unit is not None}) > 1:  # one of them in a content control
        return _across(opened, closed)
    return Block(numbers, _SCOPES[kind], common)


def _unit_kind(marks: Sequence[Node], common: Node) -> str | None:
    """What a block repeats that does not lie in one paragraph: the largest kind that one of its tags stands in."""
    if common.tag == ROW:
        return CELL
    if common.tag == TABLE:
        return ROW
    steps = {str(ancestor.tag) for mark in marks for ancestor in _path(mark, common)}
    return None if TABLE in steps else next(kind for kind in (ROW, CELL, P) if kind in steps)


def _unit(mark: Node, common: Node, kind: str | None) -> Node | None:
    """The paragraph, cell or row that a marker stands in, if it is the only one of its kind below `common`."""
    found = [ancestor for ancestor in _path(mark, common) if ancestor.tag == kind]
    return found[0] if len(found) == 1 else None


def _common_ancestor(marks: Sequence[Node]) -> Node:
    chains = [list(mark.iterancestors())[::-1] for mark in marks]
    common = chains[0][0]
    for level in zip(*chains, strict=False):
        if any(element is not level[0] for element in level):
            break
        common = level[0]
    return common


def _path(mark: Node, common: Node) -> Iterator[Node]:
    """The elements between a marker and an ancestor, the ancestor left out."""
    for ancestor in mark.iterancestors():
        if ancestor is common:
            return
        yield ancestor


class Fields(NamedTuple):
    """The marks of complex fields in a part: 1 for each begin, -1 for each end, and how many come before a marker."""

    marks: list[int]
    before: Mapping[Node, int]


def fields(root: Node) -> Fields:
    """The fields of a part, in one walk."""
    marks: list[int] = []
    before: dict[Node, int] = {}
    for node in root.iter(FIELD_CHAR, etree.ProcessingInstruction):
        if is_marker(node):
            before[node] = len(marks)
        else:
            marks.append({"begin": 1, "end": -1}.get(node.get(w("fldCharType"), ""), 0))
    return Fields(marks, before)


def cut_through(block: Block, tags: Mapping[int, Tag], nodes: Mapping[int, Node], fields: Fields) -> Diagnostic | None:
    """A Diagnostic if the block would take a part of what is whole: the beginning of a field without its end, one of
    the two layers of a ruby."""
    at = [fields.before[nodes[number]] for number in block.tags]
    depths = list(accumulate(fields.marks[at[0] : at[-1]], initial=0))
    cutting = [number for number, place in zip(block.tags, at, strict=True) if depths[place - at[0]] != 0]
    if min(depths) < 0:
        cutting.insert(0, block.tags[0])
    for number in block.tags:
        if any(step.tag not in DIVISIBLE for step in _inside_paragraph(nodes[number], block.common)):
            cutting.append(number)
    if not cutting:
        return None
    tag, opened = tags[cutting[0]], tags[block.tags[0]]
    hint = ("take the whole field (a page number, a contents list, a link) into the block, or leave it out",)
    related = () if tag is opened else (Related("opened here", opened.place),)
    return Diagnostic("T225", f"'{tag.keyword}' cuts through a field of Word", tag.place, hint, related)


def _inside_paragraph(mark: Node, common: Node) -> Iterator[Node]:
    """The elements between a marker and its paragraph, or `common` if that is nearer."""
    for ancestor in _path(mark, common):
        if ancestor.tag == P:
            return
        yield ancestor
