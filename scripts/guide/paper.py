"""A small page in the look of the starter templates: a body → a .docx, the same bytes for the same body."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from briefing.model.rich import Chart
from briefing.word import package
from briefing.word.blueprint import Brand
from briefing.word.blueprint.markup import DECLARATION, paragraph, part, run, twips
from briefing.word.blueprint.numbering import numbering
from briefing.word.blueprint.settings import footnotes, settings
from briefing.word.blueprint.styles import SMALL, VOICES
from briefing.word.blueprint.stylesheet import stylesheet
from briefing.word.blueprint.theme import Theme, theme_of
from briefing.word.emit.chart_forms import form
from briefing.word.emit.charts import Filled, filled
from briefing.word.names import CHART, CONTENT_TYPES, MC, PIC, RELATIONSHIPS, W14, WP, A, R

MILLIMETRE = 72 / 25.4  # points
WIDTH, MARGIN = 120 * MILLIMETRE, 9 * MILLIMETRE  # narrow, so that two pages side by side can be read on a screen
TEXT = WIDTH - 2 * MARGIN
SMALL_HERE = 9.5  # points
_OFFICE = "application/vnd.openxmlformats-officedocument"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_EMU_PER_POINT = 12_700


class Paper(NamedTuple):
    """What a template is made of. `body`, `header` and `footer` are paragraphs and tables, `notes` the texts of the
    footnotes, `title` the property of the file; `picture` and `chart` are those that the body shows. `height` is that
    of the page in millimetres."""

    body: str
    header: str = ""
    footer: str = ""
    notes: tuple[str, ...] = ()
    title: str = ""
    picture: bytes = b""
    chart: Chart | None = None
    height: float = 297


class _Part(NamedTuple):
    """A member of the package; `relation` is the kind of relation that the document has to it, and its id."""

    name: str
    content_type: str
    relation: str
    data: bytes


def docx(paper: Paper) -> bytes:
    """The bytes of the template."""
    parts = tuple(_parts(paper))
    members = {
        package.CONTENT_TYPES: _content_types(parts),
        "_rels/.rels": _relations(
            ("main", f"{R}/officeDocument", "word/document.xml"), ("core", _CORE_RELATION, "docProps/core.xml")
        ),
        "word/document.xml": _document(paper),
        "word/_rels/document.xml.rels": _relations(
            *((one.relation, f"{R}/{one.relation}", one.name.removeprefix("word/")) for one in parts)
        ),
        **{one.name: one.data for one in parts},
        **(_sheet(paper.chart) if paper.chart else {}),
        "docProps/core.xml": _core(paper.title),
    }
    stream = io.BytesIO()
    package.write((package.pack(name, (data,)) for name, data in members.items()), stream)
    return stream.getvalue()


def _parts(paper: Paper) -> Iterable[_Part]:
    """The parts that the document relates to."""
    theme = theme_of(Brand(), "briefing")
    yield _part("styles", _styles(theme))
    yield _part("settings", settings("memo" if paper.notes else "briefing", "en-GB"))
    yield _part("numbering", numbering("briefing"))
    yield _Part("word/theme/theme1.xml", f"{_OFFICE}.theme+xml", "theme", theme.xml())
    if paper.header:
        yield _part("header", part("hdr", paper.header))
    if paper.footer:
        yield _part("footer", part("ftr", paper.footer))
    if paper.notes:
        yield _part("footnotes", _with_notes(paper.notes))
    if paper.picture:
        yield _Part("word/media/picture.png", "image/png", "image", paper.picture)
    if paper.chart:
        yield _Part("word/charts/chart1.xml", f"{_OFFICE}.drawingml.chart+xml", "chart", _drawn(paper.chart).xml)


def _styles(theme: Theme) -> bytes:
    """The starter's styles for a narrow page on a screen: text may reach the margin, small text is not so small."""
    found = stylesheet("briefing", theme, TEXT, "en-GB").decode()
    found = found.replace(f' w:right="{twips(VOICES["briefing"].short)}"', "")
    return re.sub(rf'(<w:szC?s? w:val=")({SMALL[0] * 2:.0f})"', rf'\g<1>{SMALL_HERE * 2:.0f}"', found).encode()


def _part(kind: str, data: bytes) -> _Part:
    return _Part(f"word/{kind}.xml", f"{_OFFICE}.wordprocessingml.{kind}+xml", kind, data)


def _document(paper: Paper) -> bytes:
    references = "".join(
        f'<w:{side}Reference w:type="default" r:id="{side}"/>' for side in ("header", "footer") if getattr(paper, side)
    )
    size = f'<w:pgSz w:w="{twips(WIDTH)}" w:h="{twips(paper.height * MILLIMETRE)}"/>'
    top, bottom = (twips(MARGIN * (2 if furnished else 1)) for furnished in (paper.header, paper.footer))
    sides = {"top": top, "right": twips(MARGIN), "bottom": bottom, "left": twips(MARGIN), "header": 400, "footer": 400}
    margins = " ".join(f'w:{side}="{length}"' for side, length in sides.items())
    section = f'<w:sectPr>{references}{size}<w:pgMar {margins} w:gutter="0"/></w:sectPr>'
    newer = f'<w:document xmlns:mc="{MC}" xmlns:w14="{W14}" mc:Ignorable="w14"'.encode()
    return part("document", "<w:body>", paper.body, section, "</w:body>").replace(b"<w:document", newer, 1)


def _drawn(chart: Chart) -> Filled:
    return filled(form(chart), chart, "sheet")


def _sheet(chart: Chart) -> dict[str, bytes]:
    """What "Edit Data" opens."""
    relation = ("sheet", f"{R}/package", "../embeddings/sheet1.xlsx")
    return {
        "word/charts/_rels/chart1.xml.rels": _relations(relation),
        "word/embeddings/sheet1.xlsx": _drawn(chart).workbook,
    }


def _with_notes(notes: Iterable[str]) -> bytes:
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    written = "".join(
        f'<w:footnote w:id="{number}">{paragraph("Footnote Text", mark, run(f" {note}"))}</w:footnote>'
        for number, note in enumerate(notes, 1)
    )
    return footnotes().replace(b"</w:footnotes>", written.encode() + b"</w:footnotes>")


def _relations(*targets: tuple[str, str, str]) -> bytes:
    """A part's relations, each an id, a kind and a target."""
    inner = "".join(f'<Relationship Id="{id}" Type="{kind}" Target="{target}"/>' for id, kind, target in targets)
    return f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">{inner}</Relationships>'.encode()


def _content_types(parts: Iterable[_Part]) -> bytes:
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
        "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    }
    inner = "".join(f'<Default Extension="{key}" ContentType="{kind}"/>' for key, kind in defaults.items())
    overrides = {one.name: one.content_type for one in parts} | {
        "word/document.xml": f"{_OFFICE}.wordprocessingml.document.main+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    inner += "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return f'{DECLARATION}<Types xmlns="{CONTENT_TYPES}">{inner}</Types>'.encode()


def _core(title: str) -> bytes:
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    ).encode()


# What the starter's own markup has no words for


def note(number: int) -> str:
    """The mark of a footnote."""
    style = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
    return f'<w:r>{style}<w:footnoteReference w:id="{number}"/></w:r>'


def picture(width: float, height: float, alt: str) -> str:
    """The picture of the paper, with an alternative text. Lengths are in points."""
    extent = f'cx="{round(width * _EMU_PER_POINT)}" cy="{round(height * _EMU_PER_POINT)}"'
    return _framed(
        PIC,
        f'<pic:pic xmlns:pic="{PIC}"><pic:nvPicPr><pic:cNvPr id="1" name="Picture"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="image"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>',
        extent,
        alt,
    )


def chart(width: float, height: float) -> str:
    """The chart of the paper. Lengths are in points."""
    extent = f'cx="{round(width * _EMU_PER_POINT)}" cy="{round(height * _EMU_PER_POINT)}"'
    return _framed(CHART, f'<c:chart xmlns:c="{CHART}" r:id="chart"/>', extent, "")


def _framed(uri: str, graphic: str, extent: str, alt: str) -> str:
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{WP}" distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="1" name="Drawing"{f" descr={quoteattr(alt)}" if alt else ""}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{uri}">{graphic}</a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def check_box(title: str, number: int) -> str:
    """A check box, not checked. `number` is the id of the control."""
    states = "".join(
        f'<w14:{name} w14:val="{code}" w14:font="MS Gothic"/>'
        for name, code in (("checkedState", "2612"), ("uncheckedState", "2610"))
    )
    box = f'<w14:checkbox><w14:checked w14:val="0"/>{states}</w14:checkbox>'
    face = '<w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr>'
    return _control(title, number, box, f"<w:r>{face}<w:t>\u2610</w:t></w:r>")


def drop_down(title: str, number: int, *items: str) -> str:
    """A drop-down list whose first item is shown."""
    listed = "".join(f"<w:listItem w:displayText={quoteattr(item)} w:value={quoteattr(item)}/>" for item in items)
    return _control(title, number, f"<w:dropDownList>{listed}</w:dropDownList>", run(items[0]))


def _control(title: str, number: int, kind: str, content: str) -> str:
    properties = f'<w:alias w:val={quoteattr(title)}/><w:id w:val="{number}"/>{kind}'
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
