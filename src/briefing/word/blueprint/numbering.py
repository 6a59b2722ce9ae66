"""The lists of a starter template: numbering.xml. Styles and list levels name each other, as Word wants."""

from __future__ import annotations

from typing import NamedTuple

from briefing.word.blueprint.brand import Kind
from briefing.word.blueprint.markup import part, style_id, twips
from briefing.word.blueprint.styles import BULLETS, HANG, LEGAL, MARGIN_NUMBER, NUMBERED_LIST, VOICES


class Level(NamedTuple):
    """One level: `text` is the mark (%1 is the number of the first level), `left` where the text stands, in points."""

    style: str
    form: str
    text: str
    left: float
    hanging: float
    face: str = ""


_BODY_FONT = '<w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/></w:rPr>'
_ACCENT = "<w:rPr><w:b/><w:bCs/></w:rPr>"
_PLAIN = '<w:rPr><w:b w:val="0"/><w:bCs w:val="0"/></w:rPr>'

_NUMBERS = (
    Level("List Number", "decimal", "%1.", HANG, HANG, _ACCENT),
    Level("List Number 2", "lowerLetter", "%2)", 2 * HANG, HANG),
)
_BULLETS = (
    Level("List Bullet", "bullet", "•", HANG, HANG, _BODY_FONT),
    Level("List Bullet 2", "bullet", "–", 2 * HANG, HANG, _BODY_FONT),
)
_LEGAL = (
    Level("Heading 2", "decimal", "%1", 0, MARGIN_NUMBER),
    Level("Numbered Paragraph", "decimal", "%1.%2", 0, MARGIN_NUMBER, _PLAIN),
)


def numbering(kind: Kind) -> bytes:
    """numbering.xml (ECMA-376 part 1, 17.9): numbers, bullets and, in a memo, 1 and 1.1 for sections and paragraphs."""
    lists = {NUMBERED_LIST: _NUMBERS, BULLETS: _BULLETS}
    if VOICES[kind].numbered:
        lists[LEGAL] = _LEGAL
    definitions = (_definition(number, levels) for number, levels in lists.items())
    uses = (f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in lists)
    return part("numbering", *definitions, *uses)


def _definition(number: int, levels: tuple[Level, ...]) -> str:
    inner = "".join(_level(depth, level) for depth, level in enumerate(levels))
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="5B1E00{number:02X}"/>'
        f'<w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'
    )


def _level(depth: int, level: Level) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{level.form}"/>'
        f'<w:pStyle w:val="{style_id(level.style)}"/><w:lvlText w:val="{level.text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{twips(level.left)}" w:hanging="{twips(level.hanging)}"/></w:pPr>{level.face}</w:lvl>'
    )
