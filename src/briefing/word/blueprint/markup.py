"""WordprocessingML as text: the few elements that a starter template is made of. Lengths are in points."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from briefing.word.names import R, W

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CUSTOM = ' w:customStyle="1"'  # of a style that Word does not know itself


def part(root: str, *content: str) -> bytes:
    """A whole part with the given root element of the main namespace."""
    return f'{DECLARATION}<w:{root} xmlns:w="{W}" xmlns:r="{R}">{"".join(content)}</w:{root}>'.encode()


def twips(points: float) -> int:
    """Twentieths of a point, what most lengths in Word are written in."""
    return round(points * 20)


def style_id(name: str) -> str:
    """The id of a style: its name as Word shows it, without the blanks."""
    return name.replace(" ", "")


def run(text: str, style: str = "") -> str:
    """Text in one dress; `\\t` is a tab. `style` is the name of a character style."""
    dress = f'<w:rPr><w:rStyle w:val="{style_id(style)}"/></w:rPr>' if style else ""
    pieces = (f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in text.split("\t"))
    return f"<w:r>{dress}{'<w:tab/>'.join(pieces)}</w:r>"


def field(instruction: str, cached: str) -> str:
    """A field that Word computes, with the result shown until it does (ECMA-376 part 1, 17.16.18)."""
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}{code}{separate}{run(cached)}{end}"


def paragraph(style: str, *inlines: str) -> str:
    """A paragraph in a named style; what is not XML yet becomes a run."""
    content = "".join(inline if inline.startswith("<w:") else run(inline) for inline in inlines if inline)
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/></w:pPr>{content}</w:p>'


def tag(statement: str) -> str:
    """A control tag alone in its paragraph, which vanishes; a style of its own shows a designer that it is no text."""
    return paragraph("Template Tag", statement)


def cell(width: float, *paragraphs: str, flush: bool = False) -> str:
    """A table cell; the last paragraph may not be missing. The text of one that is `flush` may reach its right edge."""
    margin = '<w:tcMar><w:right w:w="0" w:type="dxa"/></w:tcMar>' if flush else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{margin}</w:tcPr>{"".join(paragraphs)}</w:tc>'


def row(*cells: str, heading: bool = False) -> str:
    """A row that no page end splits; a heading row is repeated on every page."""
    repeated = "<w:tblHeader/>" if heading else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def table(style: str, widths: tuple[float, ...], *rows: str, title: str, heading: bool = False) -> str:
    """A table of fixed columns. `title` is what a screen reader says; `heading` turns on the style's first row."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_id(style)}"/><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{"04A0" if heading else "0480"}"'
        f' w:firstRow="{int(heading)}" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(title)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
