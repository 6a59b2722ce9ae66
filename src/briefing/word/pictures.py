"""Picture files: what they are, how large they print. python-docx reads their headers."""

from __future__ import annotations

import functools
import hashlib
import re
from pathlib import Path
from typing import NamedTuple

EMU_PER_INCH = 914_400
EMU_PER_TWIP = 635
LARGEST_FILE = 50 * 2**20
CONTENT_TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp"}
CONTENT_TYPES |= {"tiff": "image/tiff", "tif": "image/tiff"}
_UNITS = {"cm": EMU_PER_INCH / 2.54, "mm": EMU_PER_INCH / 25.4, "in": EMU_PER_INCH, "pt": EMU_PER_INCH / 72}
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(cm|mm|in|pt)\s*")


class Unusable(Exception):
    """The file is no picture that a Word file can hold; the message says why."""


class Image(NamedTuple):
    """A picture as it will be stored; `width` and `height` are its own size in EMU."""

    data: bytes
    extension: str
    digest: str
    width: int
    height: int


def found(path: str, folder: Path | None) -> Path:
    """The file of a picture, whose path is from the folder and may not lead out of it. Raises Unusable."""
    if folder is None:
        return Path(path)
    try:
        file, root = (folder / path).resolve(), folder.resolve()
    except (OSError, ValueError, RuntimeError):
        raise Unusable(f"the picture '{path}' cannot be read: its name is no file's") from None
    if not file.is_relative_to(root):
        raise Unusable(f"the picture '{path}' lies outside of the folder '{folder}', from which pictures are taken")
    return file


def read(path: Path) -> Image:
    """The picture in a file. Raises Unusable."""
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.image.image import Image as DocxImage

    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST_FILE else b""
    except OSError as fault:
        raise Unusable(f"the picture '{path}' cannot be read: {fault.strerror}") from None
    except ValueError:
        raise Unusable("the picture's name holds a character that no file's does") from None
    if not data:
        raise Unusable(f"the picture '{path}' is empty or larger than {LARGEST_FILE >> 20} MiB")
    try:
        image = DocxImage.from_blob(data)
        width, height = int(image.width), int(image.height)
    except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError, ZeroDivisionError, ValueError):
        raise Unusable(f"'{path}' is not a picture that Word can show (PNG, JPEG, GIF, BMP or TIFF)") from None
    if width <= 0 or height <= 0:
        raise Unusable(f"the picture '{path}' says it has no size")
    return Image(data, image.ext, hashlib.sha256(data).hexdigest()[:16], width, height)


@functools.lru_cache(maxsize=256)
def length(text: str) -> int:
    """A length as people type it ("12 cm", "3in") in EMU; 0 if it is none."""
    found = _LENGTH.fullmatch(text)
    return round(float(found.group(1)) * _UNITS[found.group(2)]) if found else 0


def boxed(image: Image, width: int, height: int) -> tuple[int, int]:
    """The largest size in EMU, in proportion, that a box holds."""
    scale = min(width / image.width, height / image.height)
    return max(round(image.width * scale), 1), max(round(image.height * scale), 1)


def fitted(image: Image, width: int, height: int, available: int) -> tuple[int, int]:
    """The printed size in EMU: as asked for, else its own, never wider than what is available, in proportion."""
    ratio = image.height / image.width
    if not width and height:
        width = round(height / ratio)
    width = width or image.width
    height = height or round(width * ratio)
    if width > available:
        width, height = available, round(height * available / width)
    return max(width, 1), max(height, 1)
