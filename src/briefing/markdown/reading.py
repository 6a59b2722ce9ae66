"""Markdown source → rich text with Slots and Citations.

The only importer of markdown-it-py, which takes 60 ms to import. Most texts of a briefing are plain sentences, and
those are read here without it; a test holds both ways to the same result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, cast

from briefing.later import regex
from briefing.markdown.filling import cite, encoded, joined
from briefing.markdown.marks import CITATION, MARK, MARK_OR_CITATION, PLAIN, as_typed, citation, clean, pieces, swapped
from briefing.model.rich import (
    Alignment,
    Block,
    Heading,
    Inline,
    LineBreak,
    Link,
    Listing,
    Paragraph,
    Picture,
    Preformatted,
    Quotation,
    RichText,
    Rule,
    Run,
    Table,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

UNDONE, DONE = "\u2610", "\u2612"
_TASK = regex(r"\[([ xX])\][ \t]+")
_BRACKETS = 200  # within brackets, in one paragraph
_BRACKET = regex(r"[\[\]]|\n[ \t]*\n")
_NESTING = 40  # markdown-it-py drops what is nested deeper; such a text stays as typed instead

# Whatever could be Markdown in a text whose citations are U+FFFD. A pattern too many costs time, one too few is a fault
_SYNTAX = regex(
    r"""[*_`<|\\\[\]] | ~~ | !\ufffd | \ufffd:   # in a line; an image or a link's definition that looks like a citation
    | ^ (?: [^\S\n] | [-+=>\#] | \d+[.)] )       # code, lists, quotations, headings, rules and underlines
    | [^\S\n] $                                  # a hard break""",
    re.VERBOSE | re.MULTILINE,
)


def parse(source: str) -> tuple[RichText, tuple[str, ...]]:
    """Rich text with Slots and Citations, and the expressions exactly as typed between their braces.

    `\\{{` types two braces. A text nested too deeply to be read as Markdown stays as typed.
    """
    marked, expressions = swapped(clean(source))
    return RichText(_blocks(marked)), expressions


def render(source: str) -> RichText:
    """Markdown that came as data: braces and citations in it are text."""
    return cite(RichText(_blocks(clean(source))), as_typed)


def _blocks(marked: str) -> tuple[Block, ...]:
    text = marked.rstrip(" \n").lstrip("\n")
    return plain_blocks(text) if is_plain(text) else markdown_blocks(marked)


def is_plain(text: str) -> bool:
    """Whether certainly nothing in the text is Markdown, expressions and citations aside."""
    bare = CITATION.sub(lambda match: match[0] if "\n" in match[0] else "\ufffd", text) if "[@" in text else text
    return not _SYNTAX.search(bare)


def plain_blocks(text: str) -> tuple[Block, ...]:
    """Paragraphs with empty lines between them, of nothing but text, marks and citations."""
    if not text:
        return ()
    paragraphs = re.split("\n\n+", text) if "\n\n" in text else (text,)
    return tuple(Paragraph(tuple(pieces(paragraph.replace("\n", " "), MARK_OR_CITATION))) for paragraph in paragraphs)


def markdown_blocks(marked: str) -> tuple[Block, ...]:
    """The blocks of any text."""
    if _is_bracketed(marked):
        return _unread_blocks(marked)
    try:
        tokens = _parser().parse(marked)
    except RecursionError:
        return _unread_blocks(marked)
    if any(token.level >= _NESTING - 1 for token in tokens):
        return _unread_blocks(marked)
    return tuple(_built(iter(tokens), ""))


def _is_bracketed(marked: str) -> bool:
    """Whether brackets open within brackets without end: each is looked for anew from all around it."""
    if marked.count("[") <= _BRACKETS:
        return False
    depth = 0
    for found in _BRACKET.finditer(marked):
        depth = max(depth + {"[": 1, "]": -1}.get(found[0], -depth), 0)
        if depth > _BRACKETS:
            return True
    return False


def _unread_blocks(marked: str) -> tuple[Block, ...]:
    return tuple(Paragraph(joined(pieces(line, MARK))) for line in marked.split("\n") if line.strip())


@cache
def _parser() -> MarkdownIt:
    """CommonMark with tables and strikethrough, without HTML and entities, and with our citations."""
    from markdown_it import MarkdownIt

    class Parser(MarkdownIt):
        def normalizeLink(self, url: str) -> str:
            parts = re.split(f"({MARK.pattern.replace('(', '(?:')})", url)
            if len(parts) == 1:
                return super().normalizeLink(url)
            return "".join(part if part.startswith("\uffff") else encoded(part) for part in parts)

    parser = Parser("commonmark", {"html": False, "maxNesting": _NESTING})
    parser.enable(["table", "strikethrough"]).disable("entity")
    parser.inline.ruler.before("link", "citation", _read_citation)
    return parser


def _read_citation(state: StateInline, silent: bool) -> bool:
    """An inline rule of markdown-it-py: a citation at the current position."""
    match = CITATION.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("citation", "", 0).content = match[1]
    state.pos = match.end()
    return True


def _built(tokens: Iterator[Token], end: str) -> Iterator[Block]:
    """The blocks up to the token that closes what they stand in."""
    for token in tokens:
        match token.type:
            case "paragraph_open":
                yield Paragraph(_line(tokens))
            case "heading_open":
                yield Heading(int(token.tag[1:]), _line(tokens))
            case "bullet_list_open":
                yield Listing(tuple(_items(tokens, "bullet_list_close")))
            case "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                yield Listing(tuple(_items(tokens, "ordered_list_close")), ordered=True, start=start)
            case "blockquote_open":
                yield Quotation(tuple(_built(tokens, "blockquote_close")))
            case "table_open":
                yield _table(tokens)
            case "fence" | "code_block":
                yield Preformatted(token.content.removesuffix("\n"))
            case "hr":
                yield Rule()
            case closing if closing == end:
                return


def _items(tokens: Iterator[Token], end: str) -> Iterator[tuple[Block, ...]]:
    for token in tokens:
        if token.type == end:
            return
        yield _as_task(tuple(_built(tokens, "list_item_close")))


def _as_task(item: tuple[Block, ...]) -> tuple[Block, ...]:
    """An item that begins with `[ ]` or `[x]` is a task (GFM 5.3): a box stands in place of the brackets."""
    match item:
        case (Paragraph(inlines=(Run(text=text) as first, *rest)), *others) if found := _TASK.match(text):
            box = Run(UNDONE if found[1] == " " else DONE, role="task")
            left = [first._replace(text=text[found.end() :])] if text[found.end() :] else []
            return (Paragraph((box, *left, *rest)), *others)
    return item


def _table(tokens: Iterator[Token]) -> Table:
    rows: list[list[tuple[Inline, ...]]] = []
    align: list[Alignment] = []
    for token in tokens:
        match token.type:
            case "tr_open":
                rows.append([])
            case "th_open" | "td_open":
                if token.type == "th_open":
                    align.append(cast(Alignment, str(token.attrs.get("style", "")).removeprefix("text-align:")))
                rows[-1].append(_line(tokens))
            case "table_close":
                break
    head, *body = (tuple(row) for row in rows)
    return Table(head, tuple(body), tuple(align))


def _line(tokens: Iterator[Token]) -> tuple[Inline, ...]:
    """The inlines of a block that holds nothing else; takes its closing token too."""
    inline = next(tokens)
    next(tokens)
    return joined(_inlines(iter(inline.children or ()), PLAIN))


def _inlines(tokens: Iterator[Token], around: Run) -> Iterator[Inline]:
    """The inlines up to the end of the line or link. Emphasis nests without bound, so it is counted, not recursed."""
    depth = {"strong": int(around.strong), "em": int(around.emphasis), "s": int(around.strike)}
    dress = around
    for token in tokens:
        kind, _, edge = token.type.rpartition("_")
        if kind in depth:
            depth[kind] += 1 if edge == "open" else -1
            dress = Run("", strong=depth["strong"] > 0, emphasis=depth["em"] > 0, strike=depth["s"] > 0)
            continue
        match token.type:
            case "text":
                yield from pieces(token.content, MARK, dress)
            case "code_inline":
                yield from pieces(token.content, MARK, dress._replace(code=True))
            case "softbreak":
                yield dress._replace(text=" ")
            case "hardbreak":
                yield LineBreak()
            case "citation":
                yield citation(token.content)
            case "image":
                yield Picture(str(token.attrs["src"]), _alternative(token.children or ()))
            case "link_open":
                yield Link(str(token.attrs["href"]), joined(_inlines(tokens, dress)))
            case "link_close":
                return


def _alternative(tokens: Iterable[Token]) -> str:
    """The plain text of an image's description."""
    return "".join(
        _alternative(token.children) if token.children else " " if token.type.endswith("break") else token.content
        for token in tokens
    )
