"""The logo: an inline picture in the masthead."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from briefing.word.names import PIC, WP, A
from briefing.word.pictures import Image

EMU_PER_POINT = 12_700
TALLEST, WIDEST = 20, 140  # points: a masthead, not a poster


def inline_picture(image: Image, relation: str, alt: str) -> str:
    """A run with the picture, which stands in the line like a letter (ECMA-376 part 1, 20.4.2.8)."""
    scale = min(TALLEST * EMU_PER_POINT / image.height, WIDEST * EMU_PER_POINT / image.width)
    extent = f'cx="{round(image.width * scale)}" cy="{round(image.height * scale)}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{WP}" distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="1" name="Logo" descr={quoteattr(alt)}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{PIC}"><pic:pic xmlns:pic="{PIC}">'
        f'<pic:nvPicPr><pic:cNvPr id="1" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
