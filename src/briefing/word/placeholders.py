"""Pictures and charts of the template that stand for others: `{{ photo | picture }}` as the alternative text of a
picture, `{{ sales }}` as that of a chart.

Another picture takes the place of the one, its frame and its effects, in the largest size that its box allows. Other
numbers take the place of the other's, in its form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from briefing.later import regex
from briefing.model.template import Kind, Tag
from briefing.word.names import CHART, PIC, RELATION_ID, RUN, WP, A, R, w
from briefing.word.surgery import after, before, remove
from briefing.word.text import marker

Node = etree._Element
Add = Callable[[str, Kind, int], int]

_DRAWING, _PICTURE, _CHART = w("drawing"), f"{{{PIC}}}pic", f"{{{CHART}}}chart"
_PROPERTIES = (f"{{{WP}}}docPr", f"{{{PIC}}}cNvPr")
_MAKES_PICTURE = regex(r"\|\s*picture\b")


class Placeholders:
    """Works on one part. `add(inner, kind, number)` makes a tag that nobody typed, at the place of another; `charts`
    are the template's, by the relationships of the part."""

    def __init__(self, tags: Mapping[int, Tag], mark: str, add: Add, charts: Mapping[str, str]) -> None:
        self._tags, self._mark, self._add, self._charts = tags, mark, add, charts
        self.forms: list[tuple[str, str]] = []  # the charts that are only forms: member and relationship

    def run(self, root: Node) -> None:
        """Makes values of what each placeholder of a part shows."""
        for drawing in list(root.iter(_DRAWING)):
            run = drawing.getparent()
            number = _tag(drawing, self._mark)
            if run is None or run.tag != RUN or number is None or self._tags[number].kind != "value":
                continue
            chart = next(drawing.iter(_CHART), None)
            pictures = list(drawing.iter(_PICTURE))
            if chart is not None and chart.get(RELATION_ID, "") in self._charts:
                self._place(run, drawing, number, self._chart(drawing, chart, number))
            elif len(pictures) == 1 and _MAKES_PICTURE.search(self._tags[number].inner):
                self._place(run, drawing, number, self._picture(drawing, number))

    def _place(self, run: Node, drawing: Node, number: int, value: str) -> None:
        """Sets the variable of a placeholder before its run, which is there only if it has a value."""
        variable = _variable(number)
        for properties in drawing.iter(*_PROPERTIES):
            if "title" in properties.attrib:
                del properties.attrib["title"]
            properties.set("descr", self._token("alt", number))
        before(run, marker(self._add(f"set {variable} = {value}", "alone", number)))
        before(run, marker(self._add(f"if {variable}", "open", number)))
        after(run, marker(self._add("endif", "close", number)))

    def _picture(self, drawing: Node, number: int) -> str:
        width, height = _box(drawing)
        for blip in drawing.iter(f"{{{A}}}blip"):
            blip.set(f"{{{R}}}embed", self._token("embed", number))
            for extensions in list(blip.iter(f"{{{A}}}extLst")):
                remove(extensions)  # the drawing of the old picture in SVG
        for crop in list(drawing.iter(f"{{{A}}}srcRect")):
            remove(crop)
        for extent in drawing.iter(f"{{{WP}}}extent", f"{{{A}}}ext"):
            if "cx" in extent.attrib:
                extent.set("cx", self._token("width", number))
                extent.set("cy", self._token("height", number))
        return f"_place({self._tags[number].inner}, {width}, {height})"

    def _chart(self, drawing: Node, chart: Node, number: int) -> str:
        relation = chart.get(RELATION_ID, "")
        form = self._charts[relation]
        self.forms.append((form, relation))
        chart.set(RELATION_ID, self._token("relation", number))
        name = next((properties.get("name", "") for properties in drawing.iter(*_PROPERTIES)), "")
        named = ", ".join(map(json.dumps, (form, relation, name)))
        return f"_feed(_charted({self._tags[number].inner}), {named})"

    def _token(self, field: str, number: int) -> str:
        return f"{self._mark}{self._add(f'{_variable(number)}.{field}', 'value', number)}{self._mark}"


def _variable(number: int) -> str:
    return f"_placed_{number}"


def _tag(drawing: Node, mark: str) -> int | None:
    """The tag that is all of the alternative text of a drawing, or of its title."""
    for text in _texts(drawing):
        found = re.fullmatch(rf"\s*{mark}(\d+){mark}\s*", text)
        if found:
            return int(found[1])
    return None


def _texts(drawing: Node) -> Iterator[str]:
    for properties in drawing.iter(*_PROPERTIES):
        yield from (properties.get(name, "") for name in ("descr", "title"))


def _box(drawing: Node) -> tuple[int, int]:
    """The size of a drawing in EMU."""
    extent = next(drawing.iter(f"{{{WP}}}extent"), None)
    sizes = ("1", "1") if extent is None else (extent.get("cx", ""), extent.get("cy", ""))
    width, height = (int(size) if size.isdecimal() else 1 for size in sizes)
    return max(width, 1), max(height, 1)
