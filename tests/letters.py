"""Small Word files made from what a test shows, and what they print: a paragraph for each string, a table for each list
of rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from lxml import etree

from briefing import render, template
from briefing.diagnostics import Diagnostic
from briefing.model.template import Template
from briefing.word.names import TEXT, P, W, w

Rows = Sequence[Sequence[str]]
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def docx(*body: str | Rows, headers: Mapping[str, str] | None = None, settings: str = "", section: str = "") -> bytes:
    """A Word file. `headers` are paragraphs by kind ("default", "first", "even"), `section` and `settings` are XML that
    joins the section's properties and the settings."""
    headers = headers or {}
    kinds = list(headers)
    references = "".join(f'<w:headerReference w:type="{kind}" r:id="rId{kinds.index(kind)}"/>' for kind in kinds)
    parts = {
        "word/document.xml": f"<w:document {_NAMES}><w:body>{''.join(map(_block, body))}"
        f"<w:sectPr>{references}{section}</w:sectPr></w:body></w:document>",
        "word/settings.xml": f"<w:settings {_NAMES}>{settings}</w:settings>",
        **{f"word/header{n}.xml": f"<w:hdr {_NAMES}>{_block(headers[kind])}</w:hdr>" for n, kind in enumerate(kinds)},
    }
    types = {
        "word/document.xml": "document.main",
        "word/settings.xml": "settings",
        **{f"word/header{n}.xml": "header" for n in range(len(kinds))},
    }
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_MAIN}.{kind}+xml"/>' for name, kind in types.items()
    )
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        f' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>'
    )
    parts["_rels/.rels"] = _relationships({"rId1": ("officeDocument", "word/document.xml")})
    parts["word/_rels/document.xml.rels"] = _relationships(
        {"rIdS": ("settings", "settings.xml"), **{f"rId{n}": ("header", f"header{n}.xml") for n in range(len(kinds))}}
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, xml in parts.items():
            archive.writestr(name, _HEAD + xml)
    return stream.getvalue()


_NAMES = f'xmlns:w="{W}" xmlns:r="{_OFFICE}/relationships"'


def _relationships(entries: Mapping[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{id}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
        for id, (kind, target) in entries.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _block(block: str | Rows) -> str:
    if isinstance(block, str):
        return f'<w:p><w:r><w:t xml:space="preserve">{escape(block, quote=False)}</w:t></w:r></w:p>'
    rows = "".join(f"<w:tr>{''.join(f'<w:tc>{_block(cell)}</w:tc>' for cell in row)}</w:tr>" for row in block)
    grid = "<w:gridCol/>" * len(block[0])
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def compiled(*body: str | Rows, **parts: Any) -> Template:
    """The template, which must have no fault."""
    found, diagnostics = template.compile_docx(docx(*body, **parts), "letter.docx")
    assert found is not None, diagnostics
    assert diagnostics == ()
    return found


def printed(*body: str | Rows, tongue: str = "en-GB", lenient: bool = False, **data: Any) -> list[str]:
    """The paragraphs of the rendered file; nothing may be wrong."""
    stream = io.BytesIO()
    assert render.render(compiled(*body), data, stream, tongue=tongue, lenient=lenient) == ()
    return lines(stream.getvalue())


def faults(*body: str | Rows, tongue: str = "en-GB", lenient: bool = False, **data: Any) -> tuple[Diagnostic, ...]:
    """What is wrong with the template, or else with rendering it. An error leaves nothing written."""
    found, diagnostics = template.compile_docx(docx(*body), "letter.docx")
    if found is None or any(one.is_error for one in diagnostics):
        return diagnostics
    stream = io.BytesIO()
    diagnostics += render.render(found, data, stream, tongue=tongue, lenient=lenient)
    assert bool(stream.getvalue()) is not any(one.is_error for one in diagnostics)
    return diagnostics


def fault(*body: str | Rows, **data: Any) -> Diagnostic:
    """The only thing that is wrong."""
    (found,) = faults(*body, **data)
    return found


def lines(data: bytes, part: str = "word/document.xml") -> list[str]:
    """The text of each paragraph of a part; a line break is a newline."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read(part))
    return ["".join(_text(node) for node in paragraph.iter(TEXT, w("br"), w("tab"))) for paragraph in root.iter(P)]


def _text(node: etree._Element) -> str:
    return (node.text or "") if node.tag == TEXT else "\t" if node.tag == w("tab") else "\n"


def said(diagnostic: Diagnostic) -> str:
    """Code, what is quoted, message and hints, in one line."""
    where: Any = diagnostic.where
    quoted = where.excerpt[where.at : where.at + where.length]
    return " | ".join((diagnostic.code, quoted, diagnostic.message, *diagnostic.hints))
