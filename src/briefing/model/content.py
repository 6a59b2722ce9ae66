"""What was written: a topic with its sources, facts, terms and sections, and the audiences it is for.

Everything that a person typed carries the Span it was typed at. Texts are still Markdown source here;
`audience.resolve` turns them into rich text for one reader.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from briefing.diagnostics import Span
from briefing.model.amounts import FactKind, FactValue, Month
from briefing.model.record import EMPTY, NOTHING, NOWHERE, Record


class Text(NamedTuple):
    """A declared text field: Markdown with expressions and citations, not yet parsed.

    `written` is the stretch of the file as typed (indentation, folding and all), `span` where it stands.
    """

    source: str
    span: Span = NOWHERE
    written: str = ""

    def locate(self, needle: str, nth: int = 0) -> Span:
        """The span of the nth occurrence of `needle` as typed, or of the whole text where folding hides it."""
        at = -1
        for _ in range(nth + 1):
            at = self.written.find(needle, at + 1)
            if at < 0:
                return self.span
        before = self.written[:at].split("\n")
        line = self.span.line + len(before) - 1
        column = len(before[-1]) + (self.span.column if len(before) == 1 else 1)
        return Span(self.span.path, line, column, line, column + len(needle))


MentionKind = Literal["source", "fact", "term", "section", "block", "part", "audience", "depth"]


class Mention(NamedTuple):
    """An id that was typed to mean something defined elsewhere, and where: a source that is cited, an audience in
    `only`. What is unknown and what is unused is read off them. A "part" is a section or a block."""

    kind: MentionKind
    id: str
    span: Span


FactStatus = Literal["reported", "disputed", "judgement", "superseded"]


class Source(NamedTuple):
    """Where a claim comes from. `fields` are CSL-JSON's names (title, author, container-title, issued, …) and ours
    (`description`, `via`, `interest`)."""

    id: str
    fields: Record
    span: Span = NOWHERE


class Fact(NamedTuple):
    """One figure, date or name with the claim it stands for. The only place where such a value is typed."""

    id: str
    kind: FactKind
    value: FactValue
    claim: Text
    sources: tuple[str, ...] = ()
    status: FactStatus = "reported"
    timeline: bool = False
    as_of: datetime.date | Month | int | None = None
    variants: Mapping[str, Text] = NOTHING
    review_after: datetime.date | None = None
    fields: Record = EMPTY
    span: Span = NOWHERE


class Term(NamedTuple):
    """A word of the subject: what it is called, what it means, how some audiences say it."""

    id: str
    label: str
    means: Text
    say: Mapping[str, str] = NOTHING
    span: Span = NOWHERE


class TextBody(NamedTuple):
    """Paragraphs of Markdown."""

    text: Text


class PointsBody(NamedTuple):
    """A list of one-thought points; `ordered` numbers them (steps to take)."""

    points: tuple[Text, ...]
    ordered: bool = False


class Column(NamedTuple):
    """A column of a table block."""

    title: Text
    align: Literal["", "left", "center", "right"] = ""


class TableBody(NamedTuple):
    """`rows` is re-iterable: typed cells, or a CSV file read lazily (its cells are str: plain text, never Markdown)."""

    columns: tuple[Column, ...]
    rows: Sequence[tuple[Text | str, ...]]
    caption: Text | None = None


class ChartBody(NamedTuple):
    """Numbers to draw, a row for each category. `kind` is one of rich.CHART_KINDS; `alt` says what it shows; `format`
    is a number format as Excel writes them, empty for plain numbers; `width` a length as typed, empty for all there
    is."""

    kind: str
    columns: tuple[Text, ...]
    rows: Sequence[tuple[Text | str, ...]]
    alt: Text
    title: Text | None = None
    caption: Text | None = None
    format: str = ""
    width: str = ""


BLOCK_KINDS = ("text", "points", "table", "chart", "timeline", "quote", "callout", "qa", "figure")
CALLOUT_KINDS = ("judgement", "disputed", "action", "unknown", "note")


class TimelineBody(NamedTuple):
    """The dated facts with these ids in order of date; empty: all that say `timeline: true`."""

    facts: tuple[str, ...] = ()


class QuoteBody(NamedTuple):
    """Somebody's words. `source` is a source id."""

    text: Text
    by: Text | None = None
    source: str = ""


class CalloutBody(NamedTuple):
    """A box with a word: `kind` is judgement, disputed, action, unknown or note."""

    kind: str
    body: TextBody | PointsBody


class Pair(NamedTuple):
    """A question and its answer."""

    question: Text
    answer: Text


class QaBody(NamedTuple):
    """Questions and answers."""

    pairs: tuple[Pair, ...]


class FigureBody(NamedTuple):
    """A picture file beside the content. `width` is a length as typed ("12 cm"), empty for its own size."""

    file: str
    alt: str
    caption: Text | None = None
    width: str = ""


Body = TextBody | PointsBody | TableBody | ChartBody | TimelineBody | QuoteBody | CalloutBody | QaBody | FigureBody


class Block(NamedTuple):
    """The unit that reaches a reader or does not. `variants` say the same point in one audience's words."""

    id: str
    kind: str
    body: Body
    title: Text | None = None
    depth: str = ""
    only: tuple[str, ...] | None = None
    excluded: tuple[str, ...] = ()
    variants: Mapping[str, Body] = NOTHING
    span: Span = NOWHERE

    def worded(self, name: str) -> Body:
        """The words for one audience; the default's, if the name is that of none of the variants."""
        return self.variants.get(name, self.body)


class Worded(NamedTuple):
    """A text with variants: titles and subtitles."""

    text: Text
    variants: Mapping[str, Text] = NOTHING

    def said_to(self, line: Sequence[str]) -> Text:
        """The words for an audience, given it and its parent (`Audience.lineage`)."""
        return next((self.variants[name] for name in line if name in self.variants), self.text)


class Section(NamedTuple):
    """A part of the topic under one title; which of its blocks print depends on the reader."""

    id: str
    title: Worded
    blocks: tuple[Block, ...]
    span: Span = NOWHERE


class Topic(NamedTuple):
    """One subject, written once. `key_facts` are fact ids per audience id, "" for everybody else. `unsound` are the
    kinds of things of which some may be defined and could not be read: no name of theirs is unknown."""

    path: str
    id: str
    title: Worded
    subtitle: Worded
    as_of: datetime.date | None
    version: str
    language: str
    owner: str
    contact: str
    status: Literal["draft", "final"]
    marking: str
    bottom_line: Block | None
    key_facts: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    terms: Mapping[str, Term]
    sections: tuple[Section, ...]
    data: Record
    fields: Record
    mentions: tuple[Mention, ...] = ()
    unsound: frozenset[MentionKind] = frozenset()

    @property
    def blocks(self) -> Iterator[tuple[str, Block]]:
        """All blocks as they are written, each with the id of its section; the bottom line is the block of the section
        ""."""
        if self.bottom_line is not None:
            yield "", self.bottom_line
        for section in self.sections:
            yield from ((section.id, block) for block in section.blocks)


class Limits(NamedTuple):
    """What an edition may at most be: words in all, words in a sentence, reading grade, pages, words in any section,
    levels of headings within a block. 0: no limit. `sections` are words for some sections by their ids."""

    words: int = 0
    sentence: int = 0
    grade: int = 0
    pages: int = 0
    section: int = 0
    headings: int = 0
    sections: Mapping[str, int] = NOTHING


CitationStyle = Literal["numbers", "footnotes", "none"]


class Audience(NamedTuple):
    """One kind of reader. `extends` names the parent whose settings and variants fill what is not said here.

    `avoid` are words that this reader should not meet and `banned` those that it must not, each with what to say
    instead, if anything; `knows` are abbreviations that nobody has to explain to it.
    """

    id: str
    label: str
    template: str
    depth: str
    paper: str = ""
    extends: str = ""
    order: tuple[str, ...] = ()
    require: tuple[str, ...] = ()
    citations: CitationStyle = "numbers"
    limits: Limits = Limits()
    avoid: Mapping[str, str] = NOTHING
    banned: Mapping[str, str] = NOTHING
    knows: tuple[str, ...] = ()
    fields: Record = EMPTY
    span: Span = NOWHERE

    @property
    def lineage(self) -> tuple[str, ...]:
        """The audience and its parent, if it has one: whose variants it reads, in order of preference."""
        return (self.id, self.extends) if self.extends else (self.id,)


class Audiences(NamedTuple):
    """All readers, the order of depths (shallow to deep), and the omissions: audience id → block id → reason. `unsound`
    as of a Topic."""

    path: str
    depths: tuple[str, ...]
    audiences: Mapping[str, Audience]
    omissions: Mapping[str, Mapping[str, str]]
    fields: Record = EMPTY
    mentions: tuple[Mention, ...] = ()
    unsound: frozenset[MentionKind] = frozenset()


class Content(NamedTuple):
    """A topic and its readers: all that was written for one set of briefings."""

    topic: Topic
    audiences: Audiences
