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
    for chart in part.root.iterchildren(f"{{{CHART}}}chart"):
        if chart.find(f"{{{CHART}}}plotArea") is None:
            findings.add("O233", "c:chart lacks c:plotArea", part.name)
    for plot in part.root.iter(f"{{{CHART}}}plotArea"):
        _check_axes(part.name, plot, findings)


def _check_cache(name: str, cache: etree._Element, findings: Findings) -> None:
    """As many points as are counted, each at a place of its own."""
    count = _number(cache.find(f"{{{CHART}}}ptCount"), "val")
    places = [_number(point, "idx") for point in cache.iterchildren(f"{{{CHART}}}pt")]
    if places and max(places) >= count:
        findings.add("O274", f"a series of {count} values has one at place {max(places) + 1}", name)
    if any(point.find(f"{{{CHART}}}v") is None for point in cache.iterchildren(f"{{{CHART}}}pt")):
        findings.add("O274", "a value of a series has no c:v", name)
    if len(set(places)) < len(places):
        findings.add("O274", "a series has two values at one place", name)


def _check_axes(name: str, plot: etree._Element, findings: Findings) -> None:
    """Each kind of chart in the area names axes that are there."""
    known = {_axis(axis) for axis in plot if str(axis.tag).endswith("Ax")}
    for use in plot.iterfind(f"*/{{{CHART}}}axId"):
        owner = use.getparent()
        if owner is None or not str(owner.tag).endswith("Chart"):
            continue
        # Word writes 0 for the third axis of a chart with depth that has none (c:serAx).
        is_none = str(owner.tag).endswith("3DChart") and use.get("val") == "0"
        if use.get("val") not in known and not is_none:
            findings.add("O274", f"a chart names the axis {use.get('val')}, which is not there", name)


def _axis(axis: etree._Element) -> str | None:
    identity = axis.find(f"{{{CHART}}}axId")
    return None if identity is None else identity.get("val")


def _number(element: etree._Element | None, name: str) -> int:
    value = "" if element is None else element.get(name, "")
    return int(value) if value.isdecimal() else 0
