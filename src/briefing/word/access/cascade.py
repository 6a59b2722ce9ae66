"""How text looks once all styles have had their say (ECMA-376 part 1, 17.7.2): colour, shading, size, outline level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from briefing.word.access.palette import AUTO, CLEAR, HIGHLIGHTS, Palette
from briefing.word.access.reading import File
from briefing.word.names import PPR, RPR, TCPR, VAL, W14, w

Node = etree._Element

WHOLE = "wholeTable"
_DEEPEST = 50  # styles based on each other; Word makes eleven
_SIZE = 20  # half-points, where nothing says a size
_OFF = ("0", "false", "off")
_BORDERS = tuple(w(name) for name in ("tblBorders", "tcBorders"))
_TYPE, _ID, _NAME, _BASED_ON, _RUN_STYLE = (w(name) for name in "type styleId name basedOn rStyle".split())
_STYLE, _OUTLINE, _SIZE_IN, _BOLD, _HIDDEN, _MARKED = (
    w(name) for name in "pStyle outlineLvl sz b vanish highlight".split()
)
_COLOUR, _SHADING, _FILL = w("color"), w("shd"), f"{{{W14}}}textFill"


class Print(NamedTuple):
    """How text looks as far as properties say; None is what they leave open. `behind`, `around` and `cell` are the
    shading of the run, the paragraph and the cell. `style` is the name of the style that says the colour, empty for
    the text itself; `size` is in half-points."""

    colour: str | None = None
    style: str | None = None
    behind: str | None = None
    around: str | None = None
    cell: str | None = None
    size: int | None = None
    bold: bool | None = None
    hidden: bool | None = None

    def under(self, own: Print) -> Print:
        """The look of what has properties of its own."""
        return Print._make([old if new is None else new for old, new in zip(self, own, strict=True)])

    @property
    def is_large(self) -> bool:
        """Whether it is large as WCAG has it: 18 points, or 14 and bold."""
        size = self.size or _SIZE
        return size >= 36 or (size >= 28 and bool(self.bold))


class Styles:
    """The styles of a file by their ids. Each is read when it is asked for: Word writes hundreds that nobody uses."""

    def __init__(self, root: Node | None, palette: Palette) -> None:
        self.root, self.palette = root, palette
        found = [] if root is None else list(root.iterchildren(w("style")))
        self._by_id = {style.get(_ID, ""): style for style in found}
        self._paragraph, self.table = _default(found, "paragraph"), _default(found, "table")
        self._basis = Print() if root is None else _defaults(root, palette)
        self._prints: dict[str, Print] = {}
        self._paragraphs: dict[tuple[str, Print], Print] = {}
        self._formats: dict[str, Mapping[str, Print]] = {}
        self.levels = self._levels(found)

    def of_paragraph(self, paragraph: Node, base: Print) -> Print:
        """The look of a paragraph; `base` is what its table says."""
        said = _said(paragraph)
        style, shading = _value(said, _STYLE), said.get(_SHADING)
        key = style if style in self._by_id else self._paragraph, base
        if key not in self._paragraphs:
            self._paragraphs[key] = self._basis.under(base).under(self._print(key[0]))
        looks = self._paragraphs[key]
        return looks if shading is None else looks._replace(around=self.palette.shading(shading))

    def of_run(self, run: Node, base: Print) -> Print:
        """The look of a run; `base` is that of its paragraph."""
        properties = run.find(RPR)
        if properties is None:
            return base
        named = properties.find(_RUN_STYLE)
        looks = base if named is None else base.under(self._print(named.get(VAL, "")))
        return looks.under(_of_run(properties, self.palette, ""))

    def level(self, paragraph: Node) -> int:
        """The outline level of a paragraph from 1; 0 for body text."""
        said = _said(paragraph)
        own = _level(_value(said, _OUTLINE))
        return self.levels.get(_value(said, _STYLE) or self._paragraph, 0) if own is None else own

    def formats(self, table_style: str) -> Mapping[str, Print]:
        """The looks that a table style gives the regions of a table."""
        if table_style not in self._formats:
            made: dict[str, Print] = {}
            for style in self._lineage(table_style):
                for region, looks in _regions(style, self.palette):
                    made[region] = made.get(region, Print()).under(looks)
            self._formats[table_style] = made
        return self._formats[table_style]

    def draws(self, table_style: str) -> bool:
        """Whether a table style has a visible line, or shading."""
        return any(map(draws, self._lineage(table_style)))

    def _print(self, identity: str) -> Print:
        if identity not in self._prints:
            looks = Print()
            for style in self._lineage(identity):
                looks = looks.under(_of_region(style, self.palette, _name(style)))
            self._prints[identity] = looks
        return self._prints[identity]

    def _lineage(self, identity: str) -> list[Node]:
        """The styles that a style is made of, the lowest first and itself last."""
        line: list[Node] = []
        while identity in self._by_id and len(line) < _DEEPEST:
            line.append(self._by_id[identity])
            based = line[-1].find(_BASED_ON)
            identity = "" if based is None else based.get(VAL, "")
        return line[::-1]

    def _levels(self, found: Iterable[Node]) -> dict[str, int]:
        """The outline levels of paragraph styles from 1, those of headings only."""
        own = {style: _own_level(style) for style in found if style.get(_TYPE, "paragraph") == "paragraph"}
        if not any(own.values()):
            return {}
        made = {}
        for style in own:
            identity = style.get(_ID, "")
            levels = (own.get(one) for one in reversed(self._lineage(identity)))
            made[identity] = next((level for level in levels if level is not None), 0)
        return {identity: level for identity, level in made.items() if level}


def styles(file: File, palette: Palette) -> Styles:
    """The styles of a file; none where it has none that can be read."""
    return Styles(file.root(file.part("styles")), palette)


def draws(element: Node) -> bool:
    """Whether a table or a table style has a visible line, or shading."""
    lines = (line for borders in element.iter(*_BORDERS) for line in borders.iterchildren("*"))
    if any(line.get(VAL, "nil") not in ("nil", "none") for line in lines):
        return True
    shadings = (one for owner in element.iter(TCPR, w("tblPr")) for one in owner.iterchildren(_SHADING))
    return any(one.get(w("fill"), AUTO) != AUTO or w("themeFill") in one.attrib for one in shadings)


def is_on(element: Node | None) -> bool | None:
    """What a switch says (ECMA-376 part 1, 17.17.4); None where it is not there."""
    return None if element is None else element.get(VAL, "1") not in _OFF


def _default(found: list[Node], kind: str) -> str:
    own = (style for style in found if style.get(_TYPE, "paragraph") == kind)
    return next((style.get(_ID, "") for style in own if style.get(w("default"), "0") not in _OFF), "")


def _name(style: Node) -> str:
    named = style.find(_NAME)
    return "" if named is None else named.get(VAL, "")


def _own_level(style: Node) -> int | None:
    named = re.fullmatch(r"heading ([1-9])", _name(style).lower())
    outline = _level(_value(_said(style), _OUTLINE))
    return int(named[1]) if named and outline is None else outline


def _level(outline: str) -> int | None:
    """The outline level from 1 that a value counted from 0 is; 0 for body text."""
    return None if not outline.isdecimal() else int(outline) + 1 if int(outline) < 9 else 0


def _said(element: Node) -> dict[str, Node]:
    """What the properties of a paragraph, or of paragraphs of a style, say."""
    properties = element.find(PPR)
    return {} if properties is None else {child.tag: child for child in properties}


def _value(said: Mapping[str, Node], name: str) -> str:
    return said[name].get(VAL, "") if name in said else ""


def _defaults(root: Node, palette: Palette) -> Print:
    run = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{RPR}")
    return Print() if run is None else _of_run(run, palette, "")


def _regions(style: Node, palette: Palette) -> Iterator[tuple[str, Print]]:
    """The looks that a table style itself says, of the whole table and of its regions."""
    name = _name(style)
    yield WHOLE, _of_region(style, palette, name)
    for region in style.iterchildren(w("tblStylePr")):
        yield region.get(_TYPE, ""), _of_region(region, palette, name)


def _of_region(element: Node, palette: Palette, name: str) -> Print:
    run, around = element.find(RPR), element.find(f"{PPR}/{_SHADING}")
    cell = element.find(f"{TCPR}/{_SHADING}")
    cell = element.find(f"{w('tblPr')}/{_SHADING}") if cell is None else cell
    looks = Print() if run is None else _of_run(run, palette, name)
    return looks._replace(
        around=None if around is None else palette.shading(around), cell=None if cell is None else palette.shading(cell)
    )


def _of_run(properties: Node, palette: Palette, style: str) -> Print:
    """The look that the properties of a run say; `style` is whose they are."""
    said = {child.tag: child for child in properties}
    colour = said.get(_COLOUR)
    text = None if colour is None else palette.text(colour)
    text = AUTO if _FILL in said else text  # an effect paints over the colour, and what it looks like is not known
    shading, marked, size = said.get(_SHADING), said.get(_MARKED), _value(said, _SIZE_IN)
    behind = None if shading is None else palette.shading(shading)
    behind = behind if marked is None else HIGHLIGHTS.get(marked.get(VAL, ""), behind or CLEAR)
    return Print(
        text,
        None if text is None else style,
        behind,
        size=int(size) if size.isdecimal() else None,
        bold=is_on(said.get(_BOLD)),
        hidden=is_on(said.get(_HIDDEN)),
    )
