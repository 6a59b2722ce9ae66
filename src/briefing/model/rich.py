"""Rich text: what Markdown and the blocks of a briefing become before they become WordprocessingML or HTML.

A small tree in the manner of Pandoc's: blocks hold inlines. Roles are ours ("question", "callout"); only `word/emit.py`
knows which style of a template stands for a role.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from briefing.later import regex

Alignment = Literal["", "left", "center", "right"]


class Run(NamedTuple):
    """Text in one dress. `role` names a character style ("citation", "callout word"), empty for none."""

    text: str
    strong: bool = False
    emphasis: bool = False
    strike: bool = False
    code: bool = False
    role: str = ""


class LineBreak(NamedTuple):
    """A line end that stays inside its paragraph; `kind` "page" or "column" begins a new one of those."""

    kind: str = ""


class Slot(NamedTuple):
    """A hole that an expression of a text fills later; `number` counts the expressions of that text from 0.

    It carries the dress of its surroundings, so that `**{{ x }}**` prints strong. None is left after resolving.
    """

    number: int
    dress: Run = Run("")


class Citation(NamedTuple):
    """`[@drum_2023; @msp_2023, p. 2]` as written: (source id, locator) pairs. None is left after resolving."""

    items: tuple[tuple[str, str], ...]


class Link(NamedTuple):
    """`target` is an address, or "#name" for an anchor in the same document."""

    target: str
    inlines: tuple["Inline", ...]


class Anchor(NamedTuple):
    """A spot that links of the same document can name; it prints nothing itself."""

    name: str


class Note(NamedTuple):
    """A footnote. `short` stands in its place where Word allows no note (headers, notes, text boxes)."""

    inlines: tuple["Inline", ...]
    short: tuple["Inline", ...] = ()


class Picture(NamedTuple):
    """A picture file. `width` and `height` are in EMU (914,400 an inch); 0 means from the picture itself."""

    path: str
    alt: str
    width: int = 0
    height: int = 0


Inline = Run | LineBreak | Slot | Citation | Link | Anchor | Note | Picture


class Paragraph(NamedTuple):
    """`role` is "" for plain text (the tag's own paragraph or Body Text), or one of ROLES in word/styles."""

    inlines: tuple["Inline", ...]
    role: str = ""


class Heading(NamedTuple):
    """`level` counts from 1 for the highest heading a text may hold; the template says where that hangs."""

    level: int
    inlines: tuple["Inline", ...]


class Listing(NamedTuple):
    """A bulleted or numbered list; each item holds blocks, further lists among them."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False
    start: int = 1


MOST_COLUMNS = 63  # of a table, in Word


class Table(NamedTuple):
    """`head` may be empty. `role` is "table" or "timeline". Every row has as many cells as `align`.

    `rows` may be read lazily, and more than once: data of any length. A timeline's rows are date and event; the last
    one is the occasion, which the paper is about.
    """

    head: tuple[tuple["Inline", ...], ...]
    rows: Sequence[tuple[tuple["Inline", ...], ...]]
    align: tuple[Alignment, ...]
    role: str = "table"
    caption: tuple["Inline", ...] = ()


class Quotation(NamedTuple):
    """Somebody's words, and who said them."""

    blocks: tuple["Block", ...]
    attribution: tuple["Inline", ...] = ()


class Callout(NamedTuple):
    """A box that says with a word what it is. `kind`: judgement, disputed, action, unknown or note."""

    kind: str
    label: str
    blocks: tuple["Block", ...]


class Preformatted(NamedTuple):
    """Code, line by line."""

    text: str


class Rule(NamedTuple):
    """A thematic break."""


class Figure(NamedTuple):
    """A picture that stands by itself, with what is said under it."""

    picture: Picture
    caption: tuple["Inline", ...] = ()


class Series(NamedTuple):
    """A row of numbers with its name in the key of a chart; None leaves a gap."""

    name: str
    values: tuple[float | None, ...]


class Chart(NamedTuple):
    """Numbers to draw: each series has a value for each category.

    `kind` is one of CHART_KINDS. `positions` are the categories as numbers where all are dates (days since 30 December
    1899, as Excel counts) or numbers: an axis of dates, a scatter of points. `format` is a number format as Excel
    writes them, empty for the chart's own; `width` and `height` are in EMU, 0 for the text column and half of it.
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    kind: str = "column"
    title: str = ""
    alt: str = ""
    caption: tuple["Inline", ...] = ()
    positions: tuple[float, ...] = ()
    format: str = ""
    width: int = 0
    height: int = 0


CHART_KINDS = ("column", "bar", "line", "area", "pie")
Block = Paragraph | Heading | Listing | Table | Quotation | Callout | Preformatted | Rule | Figure | Chart


class RichText:
    """Blocks as one value. Filters and comparisons see its plain text; printing it gives its form."""

    __slots__ = ("_plain", "blocks")

    def __init__(self, blocks: tuple[Block, ...] = ()) -> None:
        self.blocks = blocks
        self._plain: str | None = None

    @property
    def is_inline(self) -> bool:
        """Whether it is at most one plain paragraph, so that it can stand inside a line."""
        return not self.blocks or (
            len(self.blocks) == 1 and isinstance(self.blocks[0], Paragraph) and not self.blocks[0].role
        )

    @property
    def inlines(self) -> tuple[Inline, ...]:
        """The content of the one paragraph of an inline text."""
        match self.blocks:
            case (Paragraph(inlines=inlines),):
                return inlines
        return ()

    def __str__(self) -> str:
        if self._plain is None:
            self._plain = "\n".join(plain_lines(self.blocks))
        return self._plain

    def __repr__(self) -> str:
        return f"RichText({self.blocks!r})"

    def __bool__(self) -> bool:
        return bool(self.blocks)

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other) if isinstance(other, RichText | str) else NotImplemented

    def __hash__(self) -> int:
        return hash(str(self))

    @classmethod
    def of(cls, *inlines: Inline | str) -> "RichText":
        """One paragraph of the given inlines; a str is a plain run."""
        runs = tuple(Run(inline) if isinstance(inline, str) else inline for inline in inlines)
        return cls((Paragraph(runs),)) if runs else cls()


def plain(inlines: tuple[Inline, ...]) -> str:
    """What a reader reads of inlines: no notes, no dress."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Run(text=text):
                parts.append(text)
            case LineBreak():
                parts.append("\n")
            case Link(inlines=inner):
                parts.append(plain(inner))
            case _:
                pass
    return "".join(parts)


def plain_lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The lines a reader reads of blocks, in reading order: one per paragraph, cell or caption."""
    for block in blocks:
        match block:
            case Paragraph(inlines=inlines) | Heading(inlines=inlines):
                yield plain(inlines)
            case Listing(items=items):
                for item in items:
                    yield from plain_lines(item)
            case Table(head=head, rows=rows, caption=caption):
                if caption:
                    yield plain(caption)
                yield from map(plain, head)
                for row in rows:
                    yield from map(plain, row)
            case Quotation(blocks=inner, attribution=attribution):
                yield from plain_lines(inner)
                if attribution:
                    yield plain(attribution)
            case Callout(label=label, blocks=inner):
                yield label
                yield from plain_lines(inner)
            case Preformatted(text=text):
                yield from text.splitlines()
            case Figure(caption=caption) | Chart(caption=caption):
                yield plain(caption)
            case Rule():
                pass


_WORD = regex(r"\w\S*")
_NUMBERS_OF_SOURCES = regex(r"\[[0-9][^\]]*\]")


def words(text: str) -> int:
    """How many words a reader reads: not the numbers of sources, nor dashes standing alone."""
    return len(_WORD.findall(_NUMBERS_OF_SOURCES.sub(" ", text) if "[" in text else text))
