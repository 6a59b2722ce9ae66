"""Text that stands out too little from what it stands on: less than WCAG asks for (2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import NamedTuple

from lxml import etree

from briefing.diagnostics import Diagnostic, Place
from briefing.word.access.cascade import Print, Styles
from briefing.word.access.grounds import Ground, grounds, under
from briefing.word.access.palette import AUTO, BLACK, CLEAR
from briefing.word.access.reading import Page, runs, stretches, tags
from briefing.word.colour import contrast, darkened
from briefing.word.names import RUN, SDT, w

Node = etree._Element

NORMAL, LARGE = 4.5, 3.0
Pair = tuple[str, str]  # the colour of text, and that of its ground


class _Faint(NamedTuple):
    """Where a pair of colours is met: the first place, its look, and in how many paragraphs."""

    place: Place
    looks: Print
    least: float
    paragraphs: int


def faint_texts(pages: Iterable[Page], styles: Styles, page_colour: str | None) -> list[Diagnostic]:
    """A warning for each pair of colours with too little contrast. `page_colour` is None where it is not known."""
    found: dict[Pair, _Faint] = {}
    ratios: dict[Pair, float] = {}
    for page in pages:
        surfaces, prompts = grounds(page, styles, page_colour), _prompts(page)
        for paragraph in page.spots:
            here = _of_paragraph(page, paragraph, styles, under(paragraph, surfaces), ratios, prompts)
            for pair, faint in here.items():
                first = found.get(pair)
                found[pair] = first._replace(paragraphs=first.paragraphs + 1) if first else faint
    return [_told(pair, faint, ratios[pair]) for pair, faint in found.items()]


def _of_paragraph(
    page: Page, paragraph: Node, styles: Styles, ground: Ground, ratios: dict[Pair, float], prompts: set[Node]
) -> dict[Pair, _Faint]:
    looks = styles.of_paragraph(paragraph, ground.prints)
    faint: dict[Node, tuple[Pair, Print]] = {}
    for run in runs(paragraph):
        own = styles.of_run(run, looks) if run.tag == RUN else looks
        colour = own.colour or AUTO
        behind = next((shade for shade in (own.behind, own.around) if shade not in (None, CLEAR)), ground.colour)
        if colour == AUTO or behind is None or own.hidden or run in prompts:
            continue
        pair = colour, behind
        if pair not in ratios:
            ratios[pair] = contrast(*pair)
        if ratios[pair] < _least(own):
            faint[run] = pair, own
    return _printed(page, paragraph, faint) if faint else {}


def _least(looks: Print) -> float:
    return LARGE if looks.is_large else NORMAL


def _printed(page: Page, paragraph: Node, faint: Mapping[Node, tuple[Pair, Print]]) -> dict[Pair, _Faint]:
    """The pairs of colours of the runs of a paragraph that print anything."""
    here: dict[Pair, _Faint] = {}
    place = page.place(paragraph)
    before = _printed_before(place.excerpt)
    for run, at, text in stretches(paragraph):
        pair, looks = faint.get(run, (None, None))
        if pair and looks and pair not in here and before[at + len(text)] > before[at]:
            here[pair] = _Faint(place._replace(at=at, length=len(text)), looks, _least(looks), 1)
    return here


def _printed_before(text: str) -> list[int]:
    """How many letters and figures are printed before each offset of a text. A value counts as one, where it begins:
    it looks as its first character does."""
    marks = [character.isalnum() for character in text]
    for tag in tags(text):
        marks[tag.start : tag.end] = [tag.prints, *[False] * (tag.end - tag.start - 1)]
    return [0, *accumulate(marks)]


def _prompts(page: Page) -> set[Node]:
    """The runs that say what to type into a content control, and go when somebody does."""
    showing = (mark.getparent() for mark in page.root.iter(w("showingPlcHdr")))
    held = (properties.getparent() for properties in showing if properties is not None)
    return {run for control in held if control is not None and control.tag == SDT for run in control.iter(RUN)}


def _told(pair: Pair, faint: _Faint, ratio: float) -> Diagnostic:
    colour, ground = pair
    where = f", in {faint.paragraphs} paragraphs" if faint.paragraphs > 1 else ""
    shown = int(ratio * 100) / 100  # never rounded up to what would do
    message = f"text in #{colour} on #{ground} has a contrast of {shown:.2f}:1, less than {faint.least:g}:1{where}"
    return Diagnostic("O308", message, faint.place, (_better(pair, faint),))


def _better(pair: Pair, faint: _Faint) -> str:
    """What to do: a darker ground under light text, else another colour of the text."""
    colour, ground = pair
    darkness, least = contrast(ground, BLACK), faint.least
    if contrast(colour, BLACK) > max(darkness, least):
        better = darkened(ground, (colour,), least)
        return f"in Word: Home, or Table Design, Shading, and a darker ground, such as #{better}"
    other = f"a darker one, such as #{darkened(colour, (ground,), least)}" if darkness >= least else "a lighter one"
    style = faint.looks.style
    way = f"Home, Styles, right-click '{style}', Modify" if style else "Home"
    return f"in Word: {way}, Font Colour, and {other}"
