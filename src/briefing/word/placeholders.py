"""Pictures of the template that stand for others: `{{ photo | picture }}` as the alternative text of a picture.

The other picture takes its place, its frame and its effects, in the largest size that its box allows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree

from briefing.model.template import Kind, Tag
from briefing.word.names import PIC, RUN, WP, A, R, w
from briefing.word.surgery import after, before, remove
from briefing.word.text import marker

Node = etree._Element
Add = Callable[[str, Kind, int], int]

_DRAWING, _PICTURE = w("drawing"), f"{{{PIC}}}pic"
_PROPERTIES = (f"{{{WP}}}docPr", f"{{{PIC}}}cNvPr")
_MAKES_PICTURE = re.compile(r"\|\s*picture\b")


def place(root: Node, tags: Mapping[int, Tag], mark: str, add: Add) -> None:
    """Makes values of what a placeholder says of its picture. `add(inner, kind, number)` makes a tag that nobody typed,
    at the place of another."""
    for drawing in list(root.iter(_DRAWING)):
        run, number = drawing.getparent(), _tag(drawing, tags, mark)
        blip = next(drawing.iter(f"{{{A}}}blip"), None)
        if number is None or run is None or run.tag != RUN or blip is None:
            continue
        variable = f"_picture_{number}"
        width, height = _box(drawing)

        def token(field: str, variable: str = variable, number: int = number) -> str:
            return f"{mark}{add(f'{variable}.{field}', 'value', number)}{mark}"

        blip.set(f"{{{R}}}embed", token("embed"))
        for child in [*blip.iter(f"{{{A}}}extLst"), *drawing.iter(f"{{{A}}}srcRect")]:
            remove(child)  # the drawing of the old picture in SVG, and how it was cropped
        for extent in drawing.iter(f"{{{WP}}}extent", f"{{{A}}}ext"):
            if "cx" in extent.attrib:
                extent.set("cx", token("width"))
                extent.set("cy", token("height"))
        for properties in drawing.iter(*_PROPERTIES):
            if "title" in properties.attrib:
                del properties.attrib["title"]
            properties.set("descr", token("alt"))
        setting = f"set {variable} = _place({tags[number].inner}, {width}, {height})"
        before(run, marker(add(setting, "alone", number)))
        before(run, marker(add(f"if {variable}", "open", number)))
        after(run, marker(add("endif", "close", number)))


def _tag(drawing: Node, tags: Mapping[int, Tag], mark: str) -> int | None:
    """The tag that is the alternative text of a drawing of one picture, if it gives a picture."""
    if len(list(drawing.iter(_PICTURE))) != 1:
        return None
    for properties in drawing.iter(*_PROPERTIES):
        for name in ("descr", "title"):
            found = re.fullmatch(rf"\s*{mark}(\d+){mark}\s*", properties.get(name, ""))
            if found and _MAKES_PICTURE.search(tags[int(found[1])].inner):
                return int(found[1])
    return None


def _box(drawing: Node) -> tuple[int, int]:
    """The size of a drawing in EMU."""
    extent = next(drawing.iter(f"{{{WP}}}extent"), None)
    sizes = ("1", "1") if extent is None else (extent.get("cx", ""), extent.get("cy", ""))
    width, height = (int(size) if size.isdecimal() else 1 for size in sizes)
    return max(width, 1), max(height, 1)
