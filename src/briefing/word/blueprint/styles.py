"""The styles of a starter template, as a table a designer could read: name, face, shape.

One scale of sizes, all distances in multiples of 4 pt, every colour and font a reference to the theme.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from briefing.word.blueprint.brand import PALE, Kind
from briefing.word.blueprint.properties import Box, Face, Rule, Shape, Tab
from briefing.word.blueprint.theme import Ink

TEXT, QUIET, ACCENT, TINT, HAIRLINE = (Ink(slot) for slot in ("text1", "text2", "accent1", "background2", "accent6"))
DISPUTED = Ink("accent3")
CALLOUTS = {
    "Judgement": Ink("accent2"),
    "Disputed": DISPUTED,
    "Action": Ink("accent4"),
    "Unknown": Ink("accent5"),
    "Note": ACCENT,
}

SMALL, BODY, LEAD = (8.5, 11), (10.5, 14), (12, 16)
TITLE, SECTION, SUBSECTION, FIGURE = (22, 26), (14, 18), (11, 14), (19, 24)
NUMBERED_LIST, BULLETS, LEGAL = 1, 2, 3  # the lists of numbering.xml
HANG = 16  # how far a list's text stands from its mark
INSET = 28  # how far text ends short of the right edge of a filled box, which stands at the margin
CARD_GAP = 16  # between the cards of key facts
MARGIN_NUMBER = 40  # how far the numbers of a memo stand out into its margin


class Style(NamedTuple):
    """A named style. `next` is the style of the paragraph typed after it; empty means the same again."""

    name: str
    face: Face = Face()
    shape: Shape = Shape()
    based: str = "Normal"
    next: str = ""


class Voice(NamedTuple):
    """In what the three papers differ: `gap` after a paragraph, space `above` a section, how far `short` of the margin
    lines of text end, whether all is `snug` to fit one page, which callouts are `filled` (the others have a bar
    alone), whether sections and paragraphs are numbered."""

    gap: float
    above: float
    short: float
    snug: bool = False
    filled: tuple[str, ...] = tuple(CALLOUTS)
    numbered: bool = False

    @property
    def around(self) -> float:
        """Space around a callout."""
        return 4 if self.snug else 8

    @property
    def depth(self) -> float:
        """Padding of a box above and below its text."""
        return 3 if self.snug else 6

    @property
    def row(self) -> float:
        """Padding of a table row above and below its text."""
        return 2 if self.snug else 4

    @property
    def table(self) -> tuple[float, float]:
        """The size of text in tables."""
        return (8.5, 12) if self.snug else BODY


VOICES: dict[Kind, Voice] = {
    "one_page": Voice(gap=4, above=8, short=64, snug=True, filled=("Action",)),
    "briefing": Voice(gap=8, above=20, short=80),
    "memo": Voice(gap=8, above=20, short=48, filled=(), numbered=True),
}


def paragraph_styles(kind: Kind, width: float) -> tuple[Style, ...]:
    """All paragraph styles of a paper whose text is `width` points wide."""
    voice = VOICES[kind]
    return (
        *_title_block(voice, width),
        *_headings(voice),
        *_text(voice),
        *_callouts(voice),
        *_tables(voice),
        *_back_matter(voice),
        *_furniture(width),
    )


def _sized(scale: tuple[float, float], **face: Any) -> Face:
    return Face(size=scale[0], **face)


def _title_block(voice: Voice, width: float) -> tuple[Style, ...]:
    box = Box(ACCENT, TINT, right=INSET, depth=voice.depth)
    label = _sized(SMALL, bold=True, caps=True, spread=0.5, ink=ACCENT)
    return (
        Style(
            "Kicker",
            label,
            Shape(after=4, line=12, keep_next=True, rule=Rule("top", ACCENT, 3, 8), tabs=(Tab(width, "right"),)),
            next="Title",
        ),
        Style(
            "Title",
            _sized(TITLE, font="heading", bold=True),
            Shape(after=4, line=TITLE[1], keep_next=True, keep_lines=True, level=1),
            next="Subtitle",
        ),
        Style(
            "Subtitle",
            _sized(LEAD, ink=QUIET),
            Shape(after=4, line=LEAD[1], keep_lines=True),
            next="Meta",
        ),
        Style("Meta", _sized(SMALL, ink=QUIET), Shape(after=voice.gap, line=12), next="Body Text"),
        Style("Memo Line", _sized(BODY), Shape(after=0, line=16, left=84, hanging=84, tabs=(Tab(84),))),
        Style(
            "Bottom Line Label",
            label,
            Shape(max(8, voice.above - voice.gap), 4, 12, box=box, keep_next=True),
            next="Bottom Line",
        ),
        Style(
            "Bottom Line",
            _sized(LEAD),
            Shape(after=voice.above, line=LEAD[1], box=box, keep_lines=True),
            next="Body Text",
        ),
    )


def _headings(voice: Voice) -> tuple[Style, ...]:
    def heading(level: int, scale: tuple[float, float], above: float, below: float = 4, **face: Any) -> Style:
        numbering = (LEGAL, 0) if voice.numbered and level == 2 else None
        shape = Shape(above, below, scale[1], keep_next=True, keep_lines=True, numbering=numbering, level=level)
        return Style(f"Heading {level}", _sized(scale, font="heading", **face), shape, next="Body Text")

    return (
        heading(1, TITLE, 24, 8, bold=True),
        heading(2, SECTION, voice.above, 0 if voice.snug else 4, bold=True),
        heading(3, SUBSECTION, 8, 0 if voice.snug else 4, bold=True),
        heading(4, BODY, 8, 0, bold=True, ink=QUIET),
        heading(5, BODY, 8, 0, italic=True),
        heading(6, BODY, 8, 0, italic=True, ink=QUIET),
    )


def _text(voice: Voice) -> tuple[Style, ...]:
    gap = voice.gap
    lists = (
        Style(
            name,
            _sized(BODY),
            Shape(after=gap, left=left, right=voice.short, hanging=HANG, numbering=numbering, contextual=True),
        )
        for name, numbering, left in (
            ("List Bullet", (BULLETS, 0), HANG),
            ("List Bullet 2", (BULLETS, 1), 2 * HANG),
            ("List Number", (NUMBERED_LIST, 0), HANG),
            ("List Number 2", (NUMBERED_LIST, 1), 2 * HANG),
        )
    )
    bar = Box(HAIRLINE, bar_width=2, padding=10)
    return (
        Style("Body Text", shape=Shape(after=gap, right=voice.short)),
        Style("Numbered Paragraph", shape=_numbered(voice)),
        *lists,
        Style(
            "Quote",
            _sized(LEAD, italic=True),
            Shape(4, 0, LEAD[1], right=voice.short, box=bar, keep_next=True, keep_lines=True),
            next="Quote Source",
        ),
        Style(
            "Quote Source",
            _sized(SMALL, ink=QUIET),
            Shape(0, 12, 12, right=voice.short, box=bar, keep_lines=True),
            next="Body Text",
        ),
        Style("Question", Face(bold=True), Shape(8, 0, keep_next=True, keep_lines=True), next="Answer"),
        Style("Answer", shape=Shape(after=gap, right=voice.short), next="Question"),
        Style(
            "Source Code", _sized(SMALL, monospaced=True), Shape(after=gap, line=12, left=8, keep_lines=True), "Normal"
        ),
        Style("Figure", shape=Shape(8, 4, keep_next=True), next="Caption"),
        Style(
            "Caption",
            _sized(SMALL, bold=True, ink=QUIET),
            Shape(voice.around, 4, 12, keep_next=True, keep_lines=True),
            next="Body Text",
        ),
    )


def _numbered(voice: Voice) -> Shape:
    plain = Shape(after=voice.gap, right=voice.short)
    return plain._replace(hanging=MARGIN_NUMBER, numbering=(LEGAL, 1)) if voice.numbered else plain


def _callouts(voice: Voice) -> tuple[Style, ...]:
    """One box per kind, as wide as the bottom line's where it is filled; beside a bar alone, lines are as long as in
    any text. Its paragraphs stand close: Word may leave white between those whose indents differ."""
    shape = Shape(voice.around, voice.around, contextual=True, keep_lines=True)
    filled = {kind: shape._replace(box=_filled(voice, CALLOUTS[kind])) for kind in voice.filled}
    return tuple(
        Style(f"Callout {kind}", shape=filled.get(kind) or shape._replace(right=voice.short, box=_bar(ink)))
        for kind, ink in CALLOUTS.items()
    )


def _filled(voice: Voice, ink: Ink) -> Box:
    return Box(ink, TINT if ink is ACCENT else ink._replace(tint=PALE), right=INSET, depth=voice.depth)


def _bar(ink: Ink) -> Box:
    return Box(ink, bar_width=3, padding=9)


def _tables(voice: Voice) -> tuple[Style, ...]:
    return (
        Style("Table Text", _sized(voice.table), Shape(after=0, line=voice.table[1])),
        Style("Table Heading", Face(bold=True), Shape(keep_next=True), "Table Text"),
        Style("Timeline Date", Face(bold=True, ink=ACCENT), Shape(align="right"), "Table Text", "Timeline Text"),
        Style("Timeline Text", based="Table Text"),
        Style("Timeline Occasion", Face(bold=True), based="Timeline Text"),
        Style(
            "Key Figure",
            _sized(FIGURE, font="heading", bold=True, ink=ACCENT),
            Shape(line=FIGURE[1], keep_next=True),
            "Table Text",
            "Key Claim",
        ),
        Style("Key Claim", _sized(SMALL), Shape(line=12), "Table Text"),
    )


def _back_matter(voice: Voice) -> tuple[Style, ...]:
    return (
        Style(
            "Back Matter",
            _sized(SUBSECTION, font="heading", bold=True),
            Shape(
                8 if voice.snug else 16, 0 if voice.snug else 4, SUBSECTION[1], keep_next=True, keep_lines=True, level=2
            ),
            next="Body Text",
        ),
        Style(
            "Source Entry", _sized(SMALL), Shape(line=12, left=HANG, hanging=HANG, tabs=(Tab(HANG),), keep_lines=True)
        ),
        # Rows that stay with the next keep the glossary together, as long as it fits on a page.
        Style("Glossary Term", _sized(SMALL, bold=True), Shape(line=12, keep_next=True), "Table Text"),
        Style("Glossary Meaning", _sized(SMALL), Shape(line=12, keep_next=True), "Table Text"),
        Style(
            "Imprint",
            _sized(SMALL, ink=QUIET),
            Shape(12, 0, 12, rule=Rule("top", HAIRLINE), keep_lines=True),
        ),
        Style("Footnote Text", _sized(SMALL), Shape(after=0, line=11)),
    )


def _furniture(width: float) -> tuple[Style, ...]:
    ends = (Tab(width, "right"),)
    return (
        Style("Header", _sized(SMALL, ink=QUIET), Shape(line=16, rule=Rule("bottom", HAIRLINE), tabs=ends)),
        Style("Masthead", shape=Shape(line=16, tabs=ends)),
        Style("Footer", _sized(SMALL, ink=QUIET), Shape(line=12, rule=Rule("top", HAIRLINE), tabs=ends)),
        Style("Footer Marking", _sized(LEAD), Shape(line=16, align="right"), "Normal"),
        Style("Template Tag", _sized(SMALL, ink=QUIET), Shape(after=0, line=12)),
    )


CHARACTER_STYLES = (
    Style("Quiet", Face(size=8.5, bold=False, caps=False, spread=0, ink=QUIET)),
    Style("Strong", Face(bold=True)),
    Style("Emphasis", Face(italic=True)),
    Style("Callout Word", _sized(SMALL, bold=True, caps=True, spread=0.5)),
    Style("Citation", Face(ink=QUIET)),
    Style("Hyperlink", Face(underline=True, ink=Ink("hyperlink"))),
    Style("Source Text", Face(monospaced=True)),
    Style("Footnote Reference", Face(raised=True)),
    Style("Marking", Face(size=12, bold=True, caps=True, ink=TEXT)),
    Style("Draft Mark", Face(size=12, bold=True, caps=True, ink=DISPUTED)),
)
