"""What text stands on: the page, a cell of a table, a text box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from briefing.word.access.cascade import WHOLE, Print, Styles
from briefing.word.access.palette import CLEAR
from briefing.word.access.reading import File, Page
from briefing.word.colour import WHITE
from briefing.word.names import CELL, ROW, TABLE, TCPR, TEXT_BOX, VAL, WP, w
from briefing.word.surgery import nearest

Node = etree._Element

_OF_CELL = f"{TCPR}/{w('shd')}"
_ANCHOR, _EXTENT = f"{{{WP}}}anchor", f"{{{WP}}}extent"
_LARGE = 900_000  # EMU, 2.5 cm both ways: what is smaller is a line or a mark
_LOOKS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}


class Ground(NamedTuple):
    """A surface for text: what its table's style says of the text, and its colour, None where that is not known."""

    prints: Print
    colour: str | None


def page_colour(file: File, pages: Iterable[Page], styles: Styles) -> str | None:
    """The colour of the page; None where something large lies behind the text."""
    if any(_lies_behind(page) for page in pages):
        return None
    background = next((found for page in pages if (found := page.root.find(w("background"))) is not None), None)
    settings = file.root(file.part("settings")) if background is not None else None
    if background is None or settings is None or settings.find(w("displayBackgroundShape")) is None:
        return WHITE
    return None if len(background) else styles.palette.ground(background)


def _lies_behind(page: Page) -> bool:
    for anchor in page.root.iter(_ANCHOR):
        extent = anchor.find(_EXTENT)
        sizes = ("", "") if extent is None else (extent.get("cx", ""), extent.get("cy", ""))
        if anchor.get("behindDoc") in ("1", "true") and all(size.isdecimal() and int(size) >= _LARGE for size in sizes):
            return True
    pictures = (picture for picture in page.root.iter(w("pict")) if picture not in page.unseen)
    shapes = (shape for picture in pictures for shape in picture.iterchildren("*"))
    return any("z-index:-" in shape.get("style", "") and "WaterMark" not in shape.get("id", "") for shape in shapes)


def grounds(page: Page, styles: Styles, colour: str | None) -> dict[Node, Ground]:
    """What the cells and text boxes of a part are for the text in them, and its root for all other."""
    made = {page.root: Ground(Print(), colour)}
    for element in page.root.iter(TABLE, TEXT_BOX):
        if element.tag == TEXT_BOX:
            made[element] = Ground(Print(), _fill(element, styles))
            continue
        outer = under(element, made).colour
        for cell, looks in _cells(element, styles):
            shading = looks.cell
            made[cell] = Ground(looks._replace(cell=None), outer if shading in (None, CLEAR) else shading)
    return made


def under(node: Node, grounds: dict[Node, Ground]) -> Ground:
    """What an element stands on."""
    return next(grounds[ancestor] for ancestor in node.iterancestors() if ancestor in grounds)


def _fill(box: Node, styles: Styles) -> str | None:
    frame = box.getparent()
    shape = None if frame is None else frame.getparent()
    properties = None if shape is None else next(shape.iterchildren("{*}spPr"), None)
    return None if properties is None else styles.palette.fill(properties)


def owned(owner: Node, tag: str) -> list[Node]:
    """The rows of a table, or cells of a row, without those of tables in it."""
    return [one for one in owner.iter(tag) if nearest(one.getparent(), owner.tag) is owner]  # type: ignore[arg-type]


def look_of(table: Node) -> dict[str, bool]:
    """Which regions of its style a table shows (ECMA-376 part 1, 17.4.55); nothing where it does not say."""
    look = table.find(f"{w('tblPr')}/{w('tblLook')}")
    if look is None:
        return {}
    try:
        bits = int(look.get(VAL, "0"), 16)
    except ValueError:
        bits = 0
    said = {name: look.get(w(name)) for name in _LOOKS}
    return {
        name: bool(bits & _LOOKS[name]) if one is None else one in ("1", "true", "on") for name, one in said.items()
    }


def style_of_table(table: Node, styles: Styles) -> str:
    """The id of a table's style."""
    named = table.find(f"{w('tblPr')}/{w('tblStyle')}")
    return styles.table if named is None else named.get(VAL, "")


def _cells(table: Node, styles: Styles) -> Iterator[tuple[Node, Print]]:
    """The cells of a table with what its style and they say."""
    formats, look = styles.formats(style_of_table(table, styles)), look_of(table)
    of_table = table.find(f"{w('tblPr')}/{w('shd')}")
    looks: dict[tuple[str, ...], Print] = {}
    rows = owned(table, ROW)
    for number, row in enumerate(rows):
        cells = owned(row, CELL)
        for column, cell in enumerate(cells):
            regions = tuple(_regions((number, len(rows)), (column, len(cells)), look))
            if regions not in looks:
                looks[regions] = Print(cell=None if of_table is None else styles.palette.shading(of_table))
                for region in regions:
                    looks[regions] = looks[regions].under(formats.get(region, Print()))
            shading = cell.find(_OF_CELL)
            own = None if shading is None else styles.palette.shading(shading)
            yield cell, looks[regions] if own is None else looks[regions]._replace(cell=own)


def _regions(row: tuple[int, int], column: tuple[int, int], look: dict[str, bool]) -> Iterator[str]:
    """The regions of a table that a cell is in, in the order in which they are applied (ECMA-376 part 1, 17.7.6). Row
    and column are each a number from 0 with how many there are."""
    first_row, last_row = (look.get(name, False) for name in ("firstRow", "lastRow"))
    first_column, last_column = (look.get(name, False) for name in ("firstColumn", "lastColumn"))
    top, bottom = first_row and row[0] == 0, last_row and row[0] == row[1] - 1
    left, right = first_column and column[0] == 0, last_column and column[0] == column[1] - 1
    yield WHOLE
    if not look.get("noVBand", True) and not left and not right:
        yield f"band{(column[0] - first_column) % 2 + 1}Vert"
    if not look.get("noHBand", True) and not top and not bottom:
        yield f"band{(row[0] - first_row) % 2 + 1}Horz"
    yield from (name for name, is_in in (("firstRow", top), ("lastRow", bottom)) if is_in)
    yield from (name for name, is_in in (("firstCol", left), ("lastCol", right)) if is_in)
    corners = (("nwCell", top and left), ("neCell", top and right), ("swCell", bottom and left))
    yield from (name for name, is_in in (*corners, ("seCell", bottom and right)) if is_in)
