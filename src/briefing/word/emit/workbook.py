"""The workbook inside a chart: one sheet, the categories in its first column, a series in each of the others.

It is written anew rather than altered: a chart pasted from Excel brings its whole workbook along, which nobody sees and
every reader gets. SpreadsheetML, ECMA-376 part 1, 18; texts stand in their cells (18.3.1.53), so that no other part is
needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.model.rich import Chart
from briefing.word import package
from briefing.word.emit.text import in_attribute
from briefing.word.names import R

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = {"xl/workbook.xml": "sheet.main", "xl/worksheets/sheet1.xml": "worksheet", "xl/styles.xml": "styles"}
_DEFAULTS = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
)


def cell_range(column: int, row: int, count: int = 1) -> str:
    """A cell, or `count` of them downwards, as formulas name them; columns and rows count from 0."""
    name = column_name(column)
    first = f"${name}${row + 1}"
    return first if count <= 1 else f"{first}:${name}${row + count}"


def column_name(column: int) -> str:
    """A, B, … Z, AA, …"""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def figure(value: float) -> str:
    """A number as both the chart and the sheet hold it: 15 digits, as Excel has."""
    return f"{value:.15g}"


def workbook(sheet: str, chart: Chart, along: Sequence[float], *, dated: bool) -> bytes:
    """The workbook of a chart's numbers. `along`, if there is one, are the categories as numbers, or as dates."""
    types = "".join(f'<Override PartName="/{name}" ContentType="{_KIND}.{kind}+xml"/>' for name, kind in _TYPES.items())
    sheets = f'<sheets><sheet name="{in_attribute(sheet)}" sheetId="1" r:id="rId1"/></sheets>'
    rows = "".join(_rows(chart, along, dated))
    parts = {
        package.CONTENT_TYPES: f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{_DEFAULTS}{types}</Types>',
        "_rels/.rels": _relationships(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{R}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": _relationships(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
        "xl/styles.xml": _styles(chart.format),
        "xl/worksheets/sheet1.xml": f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }
    return package.written((package.pack(name, (xml.encode(),)) for name, xml in parts.items()))


def _relationships(*related: tuple[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(related, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _styles(format: str) -> str:
    """Cell formats: 0 is plain, 1 a date, 2 the numbers of the chart."""
    own = f'<numFmts count="1"><numFmt numFmtId="164" formatCode="{in_attribute(format)}"/></numFmts>' if format else ""
    formats = "".join(f'<xf numFmtId="{number}" xfId="0"/>' for number in (0, 14, 164 if format else 0))
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}">{own}<fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
        f'<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        f'<cellXfs count="3">{formats}</cellXfs></styleSheet>'
    )


def _rows(chart: Chart, along: Sequence[float], dated: bool) -> Iterator[str]:
    names = "".join(_text(number, 0, one.name) for number, one in enumerate(chart.series, start=1))
    yield f'<row r="1">{names}</row>'
    for row, category in enumerate(chart.categories, start=1):
        cells = [_number(0, row, along[row - 1], int(dated)) if along else _text(0, row, category)]
        for column, series in enumerate(chart.series, start=1):
            value = series.values[row - 1] if row <= len(series.values) else None
            if value is not None:
                cells.append(_number(column, row, value, 2))
        yield f'<row r="{row + 1}">{"".join(cells)}</row>'


def _number(column: int, row: int, value: float, style: int) -> str:
    return f'<c r="{column_name(column)}{row + 1}" s="{style}"><v>{figure(value)}</v></c>'


def _text(column: int, row: int, text: str) -> str:
    if not text:
        return ""
    words = in_attribute(text)
    return f'<c r="{column_name(column)}{row + 1}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'
