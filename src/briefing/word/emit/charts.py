"""A chart's numbers into its XML: the caches that Word draws from, equal to the sheet that "Edit Data" opens.

What the designer made of the chart stays: its kind, colours, axes, labels, legend. Series that the data has beyond
those drawn are made like the last one, in the theme's next colour (ECMA-376 part 1, 21.2).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from briefing.later import regex
from briefing.model.rich import Chart, Series
from briefing.word.emit.text import allowed
from briefing.word.emit.workbook import cell_range, figure, workbook
from briefing.word.names import CHART, A, R
from briefing.word.text import parse

Node = etree._Element

_ACCENTS = 6  # of a theme
_SCATTERED = ("scatterChart",)
_AFTER_VALUES = ("smooth", "shape", "extLst")
_AFTER_CATEGORIES = ("val", "yVal", *_AFTER_VALUES)
_AFTER_NAME = (
    *"spPr invertIfNegative pictureOptions marker explosion dPt dLbls trendline errBars cat xVal".split(),
    *_AFTER_CATEGORIES,
)
_AFTER_SHEET = ("printSettings", "userShapes", "extLst")
_OF_DATES = ("baseTimeUnit", "majorUnit", "majorTimeUnit", "minorUnit", "minorTimeUnit")
_UNIQUE = "{C3380CC4-5D6E-409C-BE32-E72D297353CC}"  # the extension that holds a series' own id
_SHEET = regex(r"^'?(?:\[[^\]]*\])?((?:[^'!]|'')+)'?!")


class Unfit(ValueError):
    """A chart of the template that data cannot be drawn in."""


class Filled(NamedTuple):
    """A chart with its numbers, and the workbook that holds the same."""

    xml: bytes
    workbook: bytes


def c(name: str) -> str:
    """The name of an element of charts, in lxml's notation."""
    return f"{{{CHART}}}{name}"


def filled(xml: bytes, chart: Chart, sheet_relation: str) -> Filled:
    """A chart's XML with the numbers of another chart in it. `sheet_relation` is the relationship of its workbook.

    Raises Unfit if the XML is of a chart that has no rows of numbers (bubbles, a map, a waterfall).
    """
    root = parse(xml)
    groups = [group for group in root.iterfind(f"{c('chart')}/{c('plotArea')}/*") if _is_group(group)]
    drawn = [series for group in groups for series in group.iterchildren(c("ser"))]
    if not drawn or any(group.tag == c("bubbleChart") for group in groups):
        raise Unfit("data cannot be drawn in this kind of chart: take a bar, column, line, area or pie chart")
    sheet = _sheet_of(root)
    chart = chart._replace(series=_named(chart.series, drawn))
    dated = bool(chart.positions) and root.find(f".//{c('dateAx')}") is not None
    scattered = any(group.tag in map(c, _SCATTERED) for group in groups)
    along = chart.positions if dated or scattered else ()
    for number, series in enumerate(_matched(drawn, len(chart.series))):
        _fill(series, number, chart, sheet, along)
    _drop_empty(groups)
    _settle_axes(root, chart)
    _title(root, chart.title)
    _attach(root, sheet_relation)
    made = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Filled(made, workbook(sheet, chart, along, dated=dated))


def _is_group(element: Node) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith(c("")) and element.tag.endswith("Chart")


def _sheet_of(root: Node) -> str:
    """The name of the sheet that the chart refers to, in whatever language Word was."""
    for formula in root.iter(c("f")):
        found = _SHEET.match(formula.text or "")
        if found:
            return found[1].replace("''", "'")[:31]
    return "Sheet1"


def _named(series: Sequence[Series], drawn: Sequence[Node]) -> tuple[Series, ...]:
    """The series, those that the data gives no name having that of the template's."""
    names = [series.findtext(f"{c('tx')}//{c('v')}") or "" for series in drawn]
    return tuple(
        one if one.name else one._replace(name=names[number] if number < len(names) else "")
        for number, one in enumerate(series)
    )


def _matched(drawn: list[Node], count: int) -> Iterator[Node]:
    """As many series as the data has, in their order: those beyond go, those that lack are made like the last."""
    drawn = sorted(drawn, key=lambda series: int(_value(series.find(c("order")), "0")))
    for spare in drawn[count:]:
        spare.getparent().remove(spare)  # type: ignore[union-attr]
    last = drawn[-1]
    for number in range(count):
        if number < len(drawn):
            yield drawn[number]
            continue
        twin = copy.deepcopy(drawn[-1])
        _next_colour(twin, number - len(drawn) + 1)
        last.addnext(twin)
        last = twin
        yield twin


def _value(element: Node | None, default: str) -> str:
    found = default if element is None else element.get("val", default)
    return found if found.isdecimal() else default


def _next_colour(series: Node, steps: int) -> None:
    """The colour of a series made like another: the theme's next where that one has one of the theme's, else Word's
    own choice."""
    for point in [*series.iterchildren(c("dPt")), *series.iterchildren(c("extLst"))]:
        series.remove(point)
    accents = [colour for colour in series.iter(f"{{{A}}}schemeClr") if colour.get("val", "").startswith("accent")]
    for colour in accents:
        number = int(colour.get("val", "accent1")[6:] or 1)
        colour.set("val", f"accent{(number - 1 + steps) % _ACCENTS + 1}")
    if not accents:
        for shape in [*series.iterchildren(c("spPr")), *series.iterfind(f"{c('marker')}/{c('spPr')}")]:
            shape.getparent().remove(shape)  # type: ignore[union-attr]


def _fill(series: Node, number: int, chart: Chart, sheet: str, along: Sequence[float]) -> None:
    """Gives a series its place, its name, its categories and its values."""
    for name in ("idx", "order"):
        if (place := series.find(c(name))) is not None:
            place.set("val", str(number))
    own, count = chart.series[number], len(chart.categories)
    _put(series, _strings("tx", sheet, cell_range(number + 1, 0), (own.name,)), _AFTER_NAME)
    across, up = ("xVal", "yVal") if series.getparent().tag in map(c, _SCATTERED) else ("cat", "val")  # type: ignore[union-attr]
    where = cell_range(0, 1, count)
    if along:
        _put(series, _numbers(across, sheet, where, along, _format(series, across, "")), _AFTER_CATEGORIES)
    else:
        _put(series, _strings(across, sheet, where, chart.categories), _AFTER_CATEGORIES)
    values = (*own.values, *[None] * count)[:count]
    where = cell_range(number + 1, 1, count)
    _put(series, _numbers(up, sheet, where, values, _format(series, up, chart.format)), _AFTER_VALUES)
    _forget_points(series, count)


def _id_of(axis: Node) -> str | None:
    identity = axis.find(c("axId"))
    return None if identity is None else identity.get("val")


def _format(series: Node, name: str, asked: str) -> str:
    """The number format of values: as asked for, else the template's."""
    return asked or series.findtext(f"{c(name)}//{c('formatCode')}") or "General"


def _put(series: Node, made: Node, followers: Sequence[str]) -> None:
    """Puts an element in the place of the one of its name, or where the schema has it."""
    old = series.find(made.tag)
    if old is not None:
        series.replace(old, made)
        return
    later = [child for child in series if child.tag in {c(name) for name in followers}]
    series.insert(series.index(later[0]) if later else len(series), made)


def _strings(name: str, sheet: str, where: str, texts: Sequence[str]) -> Node:
    element, cache = _reference(name, "strRef", "strCache", sheet, where)
    _points(cache, texts)
    return element


def _numbers(name: str, sheet: str, where: str, values: Sequence[float | None], format: str) -> Node:
    element, cache = _reference(name, "numRef", "numCache", sheet, where)
    etree.SubElement(cache, c("formatCode")).text = format
    _points(cache, [None if value is None else figure(value) for value in values])
    return element


def _reference(name: str, kind: str, cache: str, sheet: str, where: str) -> tuple[Node, Node]:
    element = etree.Element(c(name))
    reference = etree.SubElement(element, c(kind))
    quoted = sheet if re.fullmatch(r"[^\W\d]\w*", sheet) else f"'{sheet.replace(chr(39), chr(39) * 2)}'"
    etree.SubElement(reference, c("f")).text = f"{quoted}!{where}"
    return element, etree.SubElement(reference, c(cache))


def _points(cache: Node, texts: Sequence[str | None]) -> None:
    etree.SubElement(cache, c("ptCount")).set("val", str(len(texts)))
    for number, text in enumerate(texts):
        if text is not None:
            point = etree.SubElement(cache, c("pt"))
            point.set("idx", str(number))
            etree.SubElement(point, c("v")).text = allowed(text)


def _forget_points(series: Node, count: int) -> None:
    """Takes away what was said of single points that are no more, and of the cells that they came from."""
    for point in [*series.iterchildren(c("dPt")), *series.iterfind(f"{c('dLbls')}/{c('dLbl')}")]:
        if int(_value(point.find(c("idx")), "0")) >= count:
            point.getparent().remove(point)  # type: ignore[union-attr]
    for extension in list(series.iterfind(f"{c('extLst')}/{c('ext')}")):
        if extension.get("uri") != _UNIQUE:
            extension.getparent().remove(extension)  # type: ignore[union-attr]
    for extensions in series.findall(c("extLst")):
        if not len(extensions):
            series.remove(extensions)


def _drop_empty(groups: list[Node]) -> None:
    """Takes a group away of which no series is left, if another has one, with the axes that were its own."""
    left = [group for group in groups if group.find(c("ser")) is not None]
    for group in groups if left else ():
        plot = group.getparent()
        if group not in left and plot is not None:
            plot.remove(group)
            used = {axis.get("val") for other in left for axis in other.iterchildren(c("axId"))}
            for axis in [axis for axis in plot if str(axis.tag).endswith("Ax") and _id_of(axis) not in used]:
                plot.remove(axis)


def _settle_axes(root: Node, chart: Chart) -> None:
    """An axis of dates is one of names where the data has no dates: it would show days of 1900."""
    for axis in list(root.iter(c("dateAx"))) if not chart.positions else ():
        axis.tag = c("catAx")
        for child in [child for name in _OF_DATES for child in axis.iterchildren(c(name))]:
            axis.remove(child)


def _title(root: Node, text: str) -> None:
    """Gives the chart's title a text, in the look that it has; a chart without a title gets none."""
    title = root.find(f"{c('chart')}/{c('title')}")
    if title is None:
        return
    if not text:
        if not "".join(words.text or "" for words in title.iter(f"{{{A}}}t")) and title.find(c("tx")) is not None:
            _untitle(title)  # it named the data, which has none
        return
    rich = title.find(f"{c('tx')}/{c('rich')}")
    if rich is None:
        rich = _rich(title)
    first, *others = rich.findall(f"{{{A}}}p")
    for other in others:
        rich.remove(other)
    runs = first.findall(f"{{{A}}}r")
    run = runs[0] if runs else etree.SubElement(first, f"{{{A}}}r")
    for child in [child for child in first if child is not run and child.tag != f"{{{A}}}pPr"]:
        first.remove(child)
    words = run.find(f"{{{A}}}t")
    (etree.SubElement(run, f"{{{A}}}t") if words is None else words).text = allowed(text)


def _untitle(title: Node) -> None:
    deleted = title.getparent().find(c("autoTitleDeleted"))  # type: ignore[union-attr]
    if deleted is None:
        deleted = etree.Element(c("autoTitleDeleted"))
        title.addnext(deleted)
    deleted.set("val", "1")
    title.getparent().remove(title)  # type: ignore[union-attr]


def _rich(title: Node) -> Node:
    """A text for a title that Word has taken from the name of the series, in the look that was set for it."""
    for old in title.findall(c("tx")):
        title.remove(old)
    text = etree.Element(c("tx"))
    title.insert(0, text)
    rich = etree.SubElement(text, c("rich"))
    look = title.find(c("txPr"))
    if look is not None:
        rich.extend(list(look))
        title.remove(look)
    for name in ("bodyPr", "p"):
        if rich.find(f"{{{A}}}{name}") is None:
            etree.SubElement(rich, f"{{{A}}}{name}")
    return rich


def _attach(root: Node, relation: str) -> None:
    """Names the workbook of the chart, in place of one it had or was linked to."""
    for old in [*root.findall(c("externalData")), *root.findall(c("pivotSource")), *root.findall(c("date1904"))]:
        root.remove(old)
    data = etree.Element(c("externalData"), {f"{{{R}}}id": relation}, {"r": R})
    etree.SubElement(data, c("autoUpdate")).set("val", "0")
    later = [child for child in root if child.tag in {c(name) for name in _AFTER_SHEET}]
    root.insert(root.index(later[0]) if later else len(root), data)
