"""Two pages side by side as a picture: what a designer types, and what the reader gets."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from briefing.word.blueprint import Colours
from briefing.word.colour import WHITE, mixed
from scripts.guide.prints import KEY

WIDTH, GAP, EDGE = 1200, 24, 20  # pixels: of the picture, between its pages, around them
PAGE = (WIDTH - GAP - 2 * EDGE) // 2
BELOW, FOOT = 10, 40  # between a page and what stands below it; white left below the last line of a page
LABEL, NOTE = 22, 19  # sizes of text
SHADES = 128  # of the palette
_LABELS = ("You type, in Word", "Your reader gets")
_ACCENT, _GROUND, _FRAME, _INK = (
    f"#{mixed(colour, WHITE, share)}"
    for colour, share in ((Colours().accent, 1), *((Colours().dark, share) for share in (0.05, 0.22, 0.8)))
)


class Side(NamedTuple):
    """One side of a picture: pages below each other (PDFs), each further one with its name above; what pages do not
    show, by the name of its place."""

    pages: Mapping[str, Path]
    unseen: Mapping[str, Sequence[str]]


def picture(left: Side, right: Side, made_from: str) -> bytes:
    """The picture as PNG, with the digest of what it was made from. Both sides are equally long."""
    sides = (left, right)
    sheets = [_sheets(side.pages) for side in sides]
    tallest = max(map(_height, sheets))
    columns = [
        _stacked([_words(LABEL, label), *_framed(pages, tallest), *_notes(side)])
        for label, pages, side in zip(_LABELS, sheets, sides, strict=True)
    ]
    whole = Image.new("RGB", (WIDTH, max(column.height for column in columns) + 2 * EDGE), _GROUND)
    for number, column in enumerate(columns):
        whole.paste(column, (EDGE + number * (PAGE + GAP), EDGE))
    told = PngInfo()
    told.add_text(KEY, made_from)
    stream = io.BytesIO()
    whole.quantize(SHADES, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True, pnginfo=told)
    return stream.getvalue()


def _sheets(pages: Mapping[str, Path]) -> list[Image.Image]:
    """The pages, the further ones with their names."""
    (_, first), *others = pages.items()
    return [_page(first), *(piece for name, pdf in others for piece in (_words(LABEL, name), _page(pdf)))]


def _page(pdf: Path) -> Image.Image:
    """A file's first page down to its last line."""
    command = ("pdftoppm", "-png", "-singlefile", "-scale-to-x", str(PAGE), "-scale-to-y", "-1", str(pdf))
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    page = Image.open(io.BytesIO(done.stdout)).convert("RGB")
    used = ImageChops.difference(page, Image.new("RGB", page.size, f"#{WHITE}")).getbbox()
    return page.crop((0, 0, PAGE, min(page.height, used[3] + FOOT if used else FOOT)))


def _framed(pieces: Sequence[Image.Image], height: int) -> list[Image.Image]:
    """The pages in thin frames, the last one as long as it takes to fill a height."""
    *others, last = pieces
    longer = Image.new("RGB", (PAGE, last.height + height - _height(pieces)), f"#{WHITE}")
    longer.paste(last)
    for page in (*others[::2], longer):
        ImageDraw.Draw(page).rectangle((0, 0, page.width - 1, page.height - 1), outline=_FRAME)
    return [*others, longer]


def _notes(side: Side) -> list[Image.Image]:
    return [_words(NOTE, f"{name}: ", "  ·  ".join(texts)) for name, texts in side.unseen.items()]


def _words(size: int, bold: str, plain: str = "") -> Image.Image:
    """A line of text that begins in bold."""
    line = Image.new("RGB", (PAGE, round(size * 1.3)), _GROUND)
    draw, left = ImageDraw.Draw(line), 2.0
    for text, face, ink in ((bold, "Bold", _ACCENT), (plain, "Regular", _INK)):
        font = ImageFont.truetype(f"Carlito-{face}.ttf", size)
        draw.text((left, 0), text, ink, font)
        left += draw.textlength(text, font)
    assert left <= PAGE, f"too long for the picture: {bold}{plain}"
    return line


def _stacked(pieces: Sequence[Image.Image]) -> Image.Image:
    column = Image.new("RGB", (PAGE, _height(pieces)), _GROUND)
    top = 0
    for piece in pieces:
        column.paste(piece, (0, top))
        top += piece.height + BELOW
    return column


def _height(pieces: Sequence[Image.Image]) -> int:
    return sum(piece.height for piece in pieces) + BELOW * (len(pieces) - 1)
