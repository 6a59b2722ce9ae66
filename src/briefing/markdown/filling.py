"""Rich text with Slots and Citations → rich text without: values and citations put in, in the dress of their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import cast

from briefing.later import regex
from briefing.markdown.marks import MARK, replaced
from briefing.model.rich import (
    Block,
    Callout,
    Citation,
    Figure,
    Heading,
    Inline,
    Link,
    Listing,
    Note,
    Paragraph,
    Picture,
    Preformatted,
    Quotation,
    RichText,
    Run,
    Slot,
    Table,
)

Inlines = tuple[Inline, ...]
Value = RichText | str

_PUNCTUATION = regex(r"[.,;:!?…]+")
NBSP = "\u00a0"


def fill(text: RichText, values: Sequence[Value]) -> RichText:
    """The text with each Slot replaced by the value of its number, in the dress of its surroundings.

    A value that is a str or one paragraph goes into the line. A value of several blocks takes the place of a paragraph
    that holds nothing else; within a line it is its plain text. In an address a value is percent-encoded, save one that
    the address starts with: that may be an address itself.
    """
    if not values:
        return text
    opened = RichText(tuple(part for block in text.blocks for part in _opened(block, values)))
    return rewrite(
        opened, lambda line: _filled(line, values), lambda code: replaced(code, lambda number: str(values[number]))
    )


def cite(text: RichText, render: Callable[[Citation], Inlines]) -> RichText:
    """The text with each Citation replaced by what `render` makes of it.

    Where that is nothing, the space before the citation goes too, else it becomes a non-breaking one; a note moves
    behind the punctuation that follows.
    """
    return rewrite(text, lambda line: _cited(line, render))


def rewrite(
    text: RichText, inlines: Callable[[Inlines], Inlines], verbatim: Callable[[str], str] | None = None
) -> RichText:
    """The text with `inlines` applied to each sequence of inlines (those in a link or note first), and `verbatim` to
    each block of code."""
    return RichText(tuple(_rewritten(block, inlines, verbatim) for block in text.blocks))


def joined(inlines: Iterable[Inline]) -> Inlines:
    """The same inlines, without empty runs, neighbours of one dress made one."""
    parts: list[Inline] = []
    for dress, group in groupby(inlines, _dress):
        if dress is None:
            parts.extend(group)
        elif text := "".join(cast(Run, run).text for run in group):
            parts.append(Run(text, *dress))
    return tuple(parts)


def encoded(text: str, safe: str = ";/?:@&=+$,#%!*'()~") -> str:
    """Percent-encoded (RFC 3986, section 2), by default what can't stand anywhere in an address."""
    from urllib.parse import quote

    return quote(text, safe=safe)


def _dress(inline: Inline) -> tuple[bool, bool, bool, bool, str] | None:
    return inline[1:] if isinstance(inline, Run) else None


def _rewritten(block: Block, inlines: Callable[[Inlines], Inlines], verbatim: Callable[[str], str] | None) -> Block:
    def line(before: Inlines) -> Inlines:
        return inlines(tuple(_within(inline, line) for inline in before))

    def row(cells: Iterable[Inlines]) -> tuple[Inlines, ...]:
        return tuple(line(cell) for cell in cells)

    def inner(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(_rewritten(block, inlines, verbatim) for block in blocks)

    match block:
        case Paragraph() | Heading():
            return block._replace(inlines=line(block.inlines))
        case Listing():
            return block._replace(items=tuple(inner(item) for item in block.items))
        case Table():
            rows = tuple(row(cells) for cells in block.rows)
            return block._replace(head=row(block.head), rows=rows, caption=line(block.caption))
        case Quotation():
            return Quotation(inner(block.blocks), line(block.attribution))
        case Callout():
            return block._replace(blocks=inner(block.blocks))
        case Figure():
            return block._replace(caption=line(block.caption))
        case Preformatted() if verbatim:
            return Preformatted(verbatim(block.text))
    return block


def _within(inline: Inline, line: Callable[[Inlines], Inlines]) -> Inline:
    match inline:
        case Link():
            return inline._replace(inlines=line(inline.inlines))
        case Note():
            return Note(line(inline.inlines), line(inline.short))
    return inline


def _opened(block: Block, values: Sequence[Value]) -> tuple[Block, ...]:
    """The blocks of the value, where it has several and the block is a paragraph of its Slot alone."""
    match block:
        case Paragraph(inlines=(Slot(number=number),)):
            value = values[number]
            if isinstance(value, RichText) and not value.is_inline:
                return value.blocks
    return (block,)


def _filled(line: Inlines, values: Sequence[Value]) -> Inlines:
    return joined(part for inline in line for part in _filled_inline(inline, values))


def _filled_inline(inline: Inline, values: Sequence[Value]) -> Inlines:
    def text(number: int) -> str:
        return str(values[number])

    match inline:
        case Slot(number=number, dress=dress):
            value = values[number]
            if isinstance(value, RichText) and value.is_inline:
                return tuple(_dressed(part, dress) for part in value.inlines)
            return (dress._replace(text=text(number)),)
        case Link(target=target) if "\uffff" in target:
            return (inline._replace(target=_filled_address(target, text)),)
        case Picture(path=path, alt=alt):
            return (inline._replace(path=replaced(path, text), alt=replaced(alt, text)),)
        case Citation(items=items):
            return (Citation(tuple((key, replaced(locator, text)) for key, locator in items)),)
    return (inline,)


def _dressed(inline: Inline, dress: Run) -> Inline:
    match inline:
        case Run():
            return Run(
                inline.text,
                inline.strong or dress.strong,
                inline.emphasis or dress.emphasis,
                inline.strike or dress.strike,
                inline.code or dress.code,
                inline.role or dress.role,
            )
        case Link():
            return inline._replace(inlines=tuple(_dressed(part, dress) for part in inline.inlines))
    return inline


def _filled_address(target: str, text: Callable[[int], str]) -> str:
    def value(match: re.Match[str]) -> str:
        value = text(int(match[1]))
        return encoded(value) if match.start() == 0 else encoded(value, safe="")

    return MARK.sub(value, target)


def _cited(line: Inlines, render: Callable[[Citation], Inlines]) -> Inlines:
    if not any(isinstance(inline, Citation) for inline in line):
        return line
    parts: list[Inline] = []
    for inline in line:
        if isinstance(inline, Citation):
            marks = render(inline)
            if not marks or isinstance(marks[0], Note):
                _close_up(parts, "")
            elif not isinstance(marks[0], Run) or marks[0].role:
                _close_up(parts, NBSP)
            parts.extend(marks)
        else:
            parts.append(_behind_notes(parts, inline) if isinstance(inline, Run) else inline)
    return joined(parts)


def _close_up(parts: list[Inline], space: str) -> None:
    """Puts `space` in place of the white space that ends the line so far: a mark must not begin a line of its own."""
    if parts and isinstance(parts[-1], Run) and parts[-1].text[-1:].isspace():
        parts[-1] = parts[-1]._replace(text=parts[-1].text.rstrip() + space)


def _behind_notes(parts: list[Inline], run: Run) -> Run:
    """The run without the punctuation it starts with, if notes end the line so far: that goes in front of them."""
    at = len(parts)
    while at and isinstance(parts[at - 1], Note):
        at -= 1
    punctuation = _PUNCTUATION.match(run.text)
    if at == len(parts) or not punctuation:
        return run
    parts.insert(at, run._replace(text=punctuation[0]))
    return run._replace(text=run.text[punctuation.end() :])
