"""Paragraph and run properties as values, written in the order that the schema wants. Lengths are in points."""

from __future__ import annotations

from typing import Literal, NamedTuple

from briefing.word.blueprint.markup import twips
from briefing.word.blueprint.theme import Ink, Theme


class Face(NamedTuple):
    """How text looks; what is not said is inherited. `font` is one of the theme's two."""

    font: Literal["", "body", "heading"] = ""
    size: float = 0
    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    underline: bool = False
    raised: bool = False
    spread: float | None = None
    ink: Ink | None = None
    monospaced: bool = False

    def xml(self, theme: Theme) -> str:
        """`w:rPr`, empty if there is nothing to say (CT_RPr, ECMA-376 part 1, 17.3.2.28)."""
        colour = self.ink and f'<w:color w:val="{theme.hex(self.ink)}"{_themed(self.ink)}/>'
        pieces = (
            self._fonts(),
            _toggle("b", self.bold) + _toggle("bCs", self.bold),
            _toggle("i", self.italic) + _toggle("iCs", self.italic),
            _toggle("caps", self.caps),
            colour or "",
            f'<w:spacing w:val="{twips(self.spread)}"/>' if self.spread is not None else "",
            f'<w:sz w:val="{round(self.size * 2)}"/><w:szCs w:val="{round(self.size * 2)}"/>' if self.size else "",
            '<w:u w:val="single"/>' if self.underline else "",
            '<w:vertAlign w:val="superscript"/>' if self.raised else "",
        )
        content = "".join(pieces)
        return f"<w:rPr>{content}</w:rPr>" if content else ""

    def _fonts(self) -> str:
        if self.monospaced:
            return '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>'
        if not self.font:
            return ""
        slot = "minor" if self.font == "body" else "major"
        return (
            f'<w:rFonts w:asciiTheme="{slot}HAnsi" w:eastAsiaTheme="{slot}EastAsia" w:hAnsiTheme="{slot}HAnsi"'
            f' w:cstheme="{slot}Bidi"/>'
        )


class Box(NamedTuple):
    """A tinted box with a bar at its left. Word fills as far as the borders, so padding is a border of the fill's own
    colour that keeps its distance: `padding` left, `right`, and `depth` above and below. No `fill`: the bar alone."""

    bar: Ink
    fill: Ink | None = None
    bar_width: float = 4
    padding: float = 8
    right: float = 8
    depth: float = 6

    @property
    def inset(self) -> float:
        """How far text must move in for the bar to stand at the margin: Word draws borders outside the text."""
        return self.bar_width + self.padding


class Rule(NamedTuple):
    """A line above or below a paragraph."""

    side: Literal["top", "bottom"]
    ink: Ink
    width: float = 0.5
    distance: float = 4


class Tab(NamedTuple):
    """A tab stop, from the left margin."""

    at: float
    align: Literal["left", "right"] = "left"


class Shape(NamedTuple):
    """How a paragraph stands. `line` is the least height of a line, so that a tall font is never cut; `level` makes it
    a heading (1 the highest), `numbering` is (list, level from 0), `hanging` pulls the first line out."""

    before: float | None = None
    after: float | None = None
    line: float = 0
    left: float = 0
    right: float = 0
    hanging: float = 0
    align: Literal["", "left", "right", "center"] = ""
    keep_next: bool = False
    keep_lines: bool = False
    box: Box | None = None
    rule: Rule | None = None
    tabs: tuple[Tab, ...] = ()
    numbering: tuple[int, int] | None = None
    level: int = 0
    contextual: bool = False

    def xml(self, theme: Theme) -> str:
        """`w:pPr`, empty if there is nothing to say (CT_PPr, ECMA-376 part 1, 17.3.1.26)."""
        stops = "".join(f'<w:tab w:val="{tab.align}" w:pos="{twips(tab.at)}"/>' for tab in self.tabs)
        pieces = (
            "<w:keepNext/>" if self.keep_next else "",
            "<w:keepLines/>" if self.keep_lines else "",
            self._numbering(),
            self._borders(theme),
            self._fill(theme),
            f"<w:tabs>{stops}</w:tabs>" if stops else "",
            self._spacing(),
            self._indent(),
            "<w:contextualSpacing/>" if self.contextual else "",
            f'<w:jc w:val="{self.align}"/>' if self.align else "",
            f'<w:outlineLvl w:val="{self.level - 1}"/>' if self.level else "",
        )
        content = "".join(pieces)
        return f"<w:pPr>{content}</w:pPr>" if content else ""

    def _numbering(self) -> str:
        if self.numbering is None:
            return ""
        number, level = self.numbering
        depth = f'<w:ilvl w:val="{level}"/>' if level else ""
        return f'<w:numPr>{depth}<w:numId w:val="{number}"/></w:numPr>'

    def _borders(self, theme: Theme) -> str:
        if self.rule is not None:
            rule = self.rule
            return f"<w:pBdr>{border(theme, rule.side, rule.ink, rule.width, rule.distance)}</w:pBdr>"
        if self.box is None:
            return ""
        box = self.box
        bar = border(theme, "left", box.bar, box.bar_width, box.padding)
        if box.fill is None:
            return f"<w:pBdr>{bar}</w:pBdr>"
        top, bottom = (border(theme, side, box.fill, 0.5, box.depth) for side in ("top", "bottom"))
        return f"<w:pBdr>{top}{bar}{bottom}{border(theme, 'right', box.fill, 0.5, box.right)}</w:pBdr>"

    def _fill(self, theme: Theme) -> str:
        return shading(theme, self.box.fill) if self.box and self.box.fill else ""

    def _spacing(self) -> str:
        before = f' w:before="{twips(self.before)}"' if self.before is not None else ""
        after = f' w:after="{twips(self.after)}"' if self.after is not None else ""
        line = f' w:line="{twips(self.line)}" w:lineRule="atLeast"' if self.line else ""
        return f"<w:spacing{before}{after}{line}/>" if before or after or line else ""

    def _indent(self) -> str:
        left, right = self.left, self.right
        if self.box is not None:
            left += self.box.inset
            right += self.box.right if self.box.fill else 0
        sides = (("left", left), ("right", right), ("hanging", self.hanging))
        # a side not said is the list's own
        said = "".join(f' w:{side}="{twips(points)}"' for side, points in sides if points)
        return f"<w:ind{said}/>" if said else ""


def border(theme: Theme, side: str, ink: Ink, width: float, distance: float = 0) -> str:
    """One border, `width` thick (kept in eighths of a point), `distance` away from the text."""
    eighths = round(width * 8)
    return (
        f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{round(distance)}"'
        f' w:color="{theme.hex(ink)}"{_themed(ink)}/>'
    )


def shading(theme: Theme, fill: Ink) -> str:
    """A plain fill."""
    tint = f' w:themeFillTint="{fill.tint:02X}"' if fill.tint < 255 else ""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{theme.hex(fill)}" w:themeFill="{fill.slot}"{tint}/>'


def _themed(ink: Ink) -> str:
    tint = f' w:themeTint="{ink.tint:02X}"' if ink.tint < 255 else ""
    return f' w:themeColor="{ink.slot}"{tint}'


def _toggle(name: str, on: bool | None) -> str:
    """An on-off property; said aloud when off, since it may be on in the style below."""
    if on is None:
        return ""
    return f"<w:{name}/>" if on else f'<w:{name} w:val="0"/>'
