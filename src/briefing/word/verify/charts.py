"""Charts: what their numbers and their axes say of themselves (ECMA-376 Part 1, 21.2)."""

from __future__ import annotations

from lxml import etree

from briefing.word.names import CHART
from briefing.word.verify.container import Part
from briefing.word.verify.findings import Findings

_CACHES = tuple(f"{{{CHART}}}{name}" for name in ("strCache", "numCache", "strLit", "numLit"))


def check(part: Part, findings: Findings) -> None:
    """Checks a part, if it is a chart."""
    if part.root is None or part.root.tag != f"{{{CHART}}}chartSpace":
        return
    for cache in part.root.iter(*_CACHES):
        _check_cache(part.name, cache, findings)
    for plot in part.root.iter(f"{{{CHART}}}plotArea"):
        _check_axes(part.name, plot, findings)
        _check_series(part.name, plot, findings)


def _check_cache(name: str, cache: etree._Element, findings: Findings) -> None:
    """As many points as are counted, each at a place of its own."""
    count = _number(cache.find(f"{{{CHART}}}ptCount"), "val")
    places = [_number(point, "idx") for point in cache.iterchildren(f"{{{CHART}}}pt")]
    if places and max(places) >= count:
        findings.add("O274", f"a series of {count} values has one at place {max(places) + 1}", name)
    if len(set(places)) < len(places):
        findings.add("O274", "a series has two values at one place", name)


def _check_axes(name: str, plot: etree._Element, findings: Findings) -> None:
    """Each kind of chart in the area names axes that are there, and axes cross such."""
    known = {_value(axis, "axId") for axis in plot if str(axis.tag).endswith("Ax")}
    for crossed in plot.iterfind(f"*/{{{CHART}}}crossAx"):
        if crossed.get("val") not in known:
            findings.add("O274", f"an axis crosses the axis {crossed.get('val')}, which is not there", name)
    for chart in (child for child in plot.iterchildren(etree.Element) if child.tag.endswith("Chart")):
        uses = [use.get("val") for use in chart.iterfind(f"{{{CHART}}}axId")]
        # Word writes 0 for the third axis of a chart with depth that has none (c:serAx).
        optional = {"0"} if chart.tag.endswith("3DChart") else set()
        if len(uses) == 1:
            findings.add("O274", "a chart names one axis, and has two or none", name)
        for use in uses:
            if use not in known | optional:
                findings.add("O274", f"a chart names the axis {use}, which is not there", name)


def _check_series(name: str, plot: etree._Element, findings: Findings) -> None:
    """Each series of the area has an index of its own, by which Word finds its colour and its labels."""
    places = [_value(series, "idx") for series in plot.iterfind(f"*/{{{CHART}}}ser")]
    if len(set(places)) < len(places):
        findings.add("O274", "two series of a chart have one index (c:idx)", name)


def _value(element: etree._Element, name: str) -> str | None:
    """What a child of this name says."""
    child = element.find(f"{{{CHART}}}{name}")
    return None if child is None else child.get("val")


def _number(element: etree._Element | None, name: str) -> int:
    value = "" if element is None else element.get(name, "")
    return int(value) if value.isdecimal() else 0
