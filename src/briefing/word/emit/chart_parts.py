"""The parts of charts that join a package: the chart, its workbook, and what the template's chart brings along."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping

from briefing.word import package
from briefing.word.emit import charts, workbook
from briefing.word.emit.chart_forms import form
from briefing.word.emit.growth import Drawn
from briefing.word.emit.text import in_attribute
from briefing.word.names import R
from briefing.word.package import CONTENT_TYPES, Member
from briefing.word.packaging import all_entries, decoded, overrides, relationships_name, target, with_relationships

_SHEET = "rIdBriefingSheet"
_EMBEDDED = re.compile(r"/(?:package|oleObject)[\"']|TargetMode=[\"']External")
_TARGET = re.compile(r"\bTarget=[\"'][^\"']*[\"']")
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"


def joined(drawn: Iterable[Drawn], members: Mapping[str, Member]) -> tuple[dict[str, Member], list[str]]:
    """The members of charts, and their entries in the content types."""
    made: dict[str, Member] = {}
    types: list[str] = []
    known = overrides(decoded(members[CONTENT_TYPES].read()))
    for one in drawn:
        data = members[one.form].read() if one.form else form(one.chart)
        filled = charts.filled(data, one.chart, _SHEET)
        made[one.name] = package.pack(one.name, (filled.xml,))
        types.append(f'<Override PartName="/{one.name}" ContentType="{_CHART_TYPE}"/>')
        entries, copies = _companions(one, members)
        for name, original in copies.items():
            made[name] = package.pack(name, (members[original].read(),))
            types += [_plain(known[original]).replace(f"/{original}", f"/{name}")] if original in known else []
        sheet = one.name.replace("/charts/", "/embeddings/").replace(".xml", ".xlsx")
        made[sheet] = package.pack(sheet, (filled.workbook,))
        entries += f'<Relationship Id="{_SHEET}" Type="{R}/package" Target="/{sheet}"/>'
        table = relationships_name(one.name)
        made[table] = package.pack(table, (with_relationships("", entries).encode(),))
    types.append(f'<Default Extension="xlsx" ContentType="{workbook.CONTENT_TYPE}"/>')
    return made, types


def _companions(one: Drawn, members: Mapping[str, Member]) -> tuple[str, dict[str, str]]:
    """The relationships of a chart like the template's, and its own copies of what they lead to: style, colours,
    shapes drawn over it. Its sheet is not among them."""
    table = members.get(relationships_name(one.form)) if one.form else None
    kept, copies = "", {}
    for entry in all_entries(decoded(table.read())) if table else ():
        original = target(entry, one.form)
        if _EMBEDDED.search(entry) or original not in members:
            continue
        own = f"{one.name.removesuffix('.xml')}-{posixpath.basename(original)}"
        copies[own] = original
        kept += _TARGET.sub(lambda _, own=own: f'Target="/{in_attribute(own)}"', _plain(entry))  # type: ignore[misc]
    return kept, copies


def _plain(entry: str) -> str:
    """An entry without the prefix that its table has."""
    return re.sub(r"^<\w+:", "<", entry)
