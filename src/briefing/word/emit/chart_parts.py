"""The parts of charts that join a package: the chart, its workbook, and what the template's chart brings along."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.word import package
from briefing.word.emit import charts, workbook
from briefing.word.emit.chart_forms import form
from briefing.word.emit.copies import Copies, related
from briefing.word.emit.growth import Drawn, Growth
from briefing.word.names import R
from briefing.word.package import Member
from briefing.word.packaging import relationships_name, with_relationships

_SHEET = "rIdBriefingSheet"
_SHEETS = ("/package", "/oleObject")
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"


def join(growth: Growth, members: Mapping[str, Member]) -> None:
    """Adds the members of charts to what a rendering adds to the package."""
    for one in growth.charts:
        data = members[one.form].read() if one.form else form(one.chart)
        filled = charts.filled(data, one.chart, _SHEET)
        sheet = one.name.replace("/charts/", "/embeddings/").replace(".xml", ".xlsx")
        table = relationships_name(one.name)
        entries = (
            _companions(one, members, growth) + f'<Relationship Id="{_SHEET}" Type="{R}/package" Target="/{sheet}"/>'
        )
        growth.parts[one.name] = package.pack(one.name, (filled.xml,))
        growth.parts[table] = package.pack(table, (with_relationships("", entries).encode(),))
        growth.parts[sheet] = package.pack(sheet, (filled.workbook,))
        growth.types |= {one.name: _CHART_TYPE, sheet: workbook.CONTENT_TYPE}


def _companions(one: Drawn, members: Mapping[str, Member], growth: Growth) -> str:
    """The relationships of a chart like the template's, to its own copies of what comes with it: style, colours, shapes
    drawn over it. Its sheet is not among them, nor what is only linked to."""
    if not one.form:
        return ""
    copies = Copies(members, growth, shared=False)
    kept = (
        (identity, found)
        for identity, found in related(members, one.form).items()
        if not found[2] and not found[0].endswith(_SHEETS)
    )
    return "".join(copies.entry(identity, found) for identity, found in kept)
