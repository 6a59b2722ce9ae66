"""Word files with charts in them, and what such charts and their sheets say, read without our own code."""

from __future__ import annotations

import io
import re
import string
import zipfile
from collections.abc import Sequence
from typing import Any

from lxml import etree

from tests.word.sketch import HEAD, docx, members, relationships

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
C, S = f"{{{DRAWING}/chart}}", "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"'
    ' ContentType="application/xml"/><Default Extension="xlsx"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>{}</Types>'
)
_OF_WORD = "application/vnd.openxmlformats-officedocument."


def series(number: int, more: str = "", *, colour: str = "accent1", sheet: str = "Tabelle1") -> str:
    """A series as Word writes it, with four categories."""
    letter = "BCDEFG"[number]
    points = "".join(f'<c:pt idx="{place}"><c:v>{place + 1}</c:v></c:pt>' for place in range(4))
    names = _cache(f"{sheet}!$A$2:$A$5", "str", f'<c:ptCount val="4"/>{points}')
    values = f'<c:formatCode>0.0</c:formatCode><c:ptCount val="4"/>{points}'
    name = f'<c:ptCount val="1"/><c:pt idx="0"><c:v>Sample {number + 1}</c:v></c:pt>'
    called = _cache(f"{sheet}!${letter}$1", "str", name)
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx>{called}</c:tx>'
        f'<c:spPr><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></c:spPr>{more}<c:cat>{names}</c:cat>'
        f"<c:val>{_cache(f'{sheet}!${letter}$2:${letter}$5', 'num', values)}</c:val></c:ser>"
    )


def _cache(formula: str, kind: str, points: str) -> str:
    return f"<c:{kind}Ref><c:f>{formula}</c:f><c:{kind}Cache>{points}</c:{kind}Cache></c:{kind}Ref>"


def axis(kind: str, number: int, crosses: int, more: str = "") -> str:
    return (
        f'<c:{kind}><c:axId val="{number}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if kind == "valAx" else "b"}"/><c:crossAx val="{crosses}"/>{more}</c:{kind}>'
    )


AXES = axis("catAx", 1, 2) + axis("valAx", 2, 1)
USED = '<c:axId val="1"/><c:axId val="2"/>'


def columns(*inside: str) -> str:
    return f'<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>{"".join(inside)}{USED}</c:barChart>'


def chart(plot: str, *, title: str = "") -> str:
    """The XML of a chart whose sheet is embedded; `title` is one as typed."""
    words = (
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr b='1'/></a:pPr><a:r><a:t>{title}</a:t></a:r></a:p>"
        "</c:rich></c:tx></c:title>"
    )
    return (
        f'{HEAD}<c:chartSpace xmlns:c="{DRAWING}/chart" xmlns:a="{DRAWING}/main" xmlns:r='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:date1904 val="0"/>'
        f"<c:chart>{words if title else ''}<c:plotArea>{plot}</c:plotArea></c:chart>"
        '<c:externalData r:id="rSheet"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def frame(alt: str, *, attribute: str = "descr", relation: str = "rChart") -> str:
    """A drawing that shows the chart, as a stretch of a line."""
    return (
        f'¦<w:r><w:drawing><wp:inline><wp:extent cx="4000000" cy="2000000"/><wp:docPr id="1" name="Chart 1"'
        f' {attribute}="{alt}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{DRAWING}/chart"><c:chart'
        f' xmlns:c="{DRAWING}/chart" r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>¦'
    )


def with_chart(body: str, xml: str, *, sheet: Sequence[str] = ("package", "../embeddings/old.xlsx")) -> bytes:
    """A Word file with a sketched body that may show a chart, in the theme of nothing."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as old:
        old.writestr("secret.xml", "<secret/>")
    own = relationships({"rSheet": (sheet[0], sheet[1]), "rStyle": ("chartStyle", "style1.xml")})
    more: dict[str, str | bytes] = {
        "word/charts/chart1.xml": xml,
        "word/charts/style1.xml": f"{HEAD}<cs:style xmlns:cs='http://schemas.microsoft.com/office/drawing/2012/chartStyle'/>",
        "word/charts/_rels/chart1.xml.rels": own,
        "word/_rels/document.xml.rels": relationships({"rChart": ("chart", "charts/chart1.xml")}),
        "word/embeddings/old.xlsx": stream.getvalue(),
    }
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}+xml"/>'
        for name, kind in {
            "document": f"{_OF_WORD}wordprocessingml.document.main",
            "charts/chart1": f"{_OF_WORD}drawingml.chart",
            "charts/style1": "application/vnd.ms-office.chartstyle",
        }.items()
    )
    return docx(body, styles=False, more={**more, "[Content_Types].xml": _TYPES.format(overrides)})


class Shown:
    """One chart of a file: what is drawn, and what its sheet holds."""

    def __init__(self, data: bytes, number: int = 1) -> None:
        held = members(data)
        self.root: Any = etree.fromstring(held[f"word/charts/briefing{number}.xml"])
        self.sheet = held[f"word/embeddings/briefing{number}.xlsx"]

    @classmethod
    def of(cls, chart: bytes, sheet: bytes) -> Shown:
        """A chart and its sheet that are not in a file yet."""
        shown = cls.__new__(cls)
        shown.root, shown.sheet = etree.fromstring(chart), sheet
        return shown

    def series(self) -> list[tuple[str, list[str], list[str]]]:
        """Name, categories and values of each, as cached; gaps are empty."""
        return [
            (
                _cached(one, "tx")[0],
                _cached(one, "cat") or _cached(one, "xVal"),
                _cached(one, "val") or _cached(one, "yVal"),
            )
            for one in sorted(self.root.iter(f"{C}ser"), key=lambda one: int(one.find(f"{C}order").get("val")))
        ]

    def cells(self) -> list[list[str]]:
        """The rows of the sheet."""
        with zipfile.ZipFile(io.BytesIO(self.sheet)) as archive:
            root: Any = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        rows: dict[int, dict[int, str]] = {}
        for cell in root.iter(f"{S}c"):
            letters, number = cell.get("r").rstrip("0123456789"), cell.get("r").lstrip(string.ascii_uppercase)
            rows.setdefault(int(number), {})[_column(letters)] = "".join(cell.itertext())
        width = max((column for row in rows.values() for column in row), default=0) + 1
        last = max(rows, default=0)
        return [[rows.get(row, {}).get(column, "") for column in range(width)] for row in range(1, last + 1)]

    def agrees(self) -> bool:
        """Whether each cache says what the cells say that its formula names."""
        cells = self.cells()
        references = list(self.root.iter(f"{C}strRef", f"{C}numRef"))
        return bool(references) and all(_named(cells, one.findtext(f"{C}f")) == _points(one) for one in references)


def _cached(one: etree._Element, name: str) -> list[str]:
    found = one.find(f"{C}{name}")
    return [] if found is None else _points(found)


def _points(found: etree._Element) -> list[str]:
    count = int(next(found.iter(f"{C}ptCount")).get("val", "0"))
    texts = {int(point.get("idx", "0")): point.findtext(f"{C}v") or "" for point in found.iter(f"{C}pt")}
    return [texts.get(place, "") for place in range(count)]


def _named(cells: list[list[str]], formula: str | None) -> list[str]:
    found = re.fullmatch(r"(?:[^!]+|'.+')!\$([A-Z]+)\$(\d+)(?::\$\1\$(\d+))?", formula or "")
    assert found, formula
    column, first = _column(found[1]), int(found[2])
    held = {(row, place): text for row, cells in enumerate(cells, 1) for place, text in enumerate(cells)}
    return [held.get((row, column), "") for row in range(first, int(found[3] or first) + 1)]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
