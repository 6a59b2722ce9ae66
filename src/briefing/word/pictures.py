"""Picture files: what they are, how large they print. python-docx reads their headers, but for those of EMF and SVG."""

from __future__ import annotations

import functools
import re
import struct
import zlib
from pathlib import Path
from typing import NamedTuple

from briefing import limits
from briefing.later import regex
from briefing.word.printable import cut

EMU_PER_INCH = 914_400
EMU_PER_TWIP = 635
CONTENT_TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp"}
CONTENT_TYPES |= {"tiff": "image/tiff", "tif": "image/tiff", "emf": "image/x-emf", "svg": "image/svg+xml"}
EMU_PER_HUNDREDTH_OF_MM = 360
LARGEST = 22 * EMU_PER_INCH
"""The sides of Word's largest page (Word's specifications; 31,680 twips)."""

_DOT = EMU_PER_INCH // 600  # of a printer
_EMF_SIGNATURE = b" EMF"
_PNG = b"\x89PNG\r\n\x1a\n"
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}  # by colour type: PNG, 11.2.1
_ADDRESS = regex(r"(?:^|/)((?:https?|ftp|file|data):.*)", re.IGNORECASE | re.DOTALL)
_UNITS = {"cm": EMU_PER_INCH / 2.54, "mm": EMU_PER_INCH / 25.4, "in": EMU_PER_INCH, "pt": EMU_PER_INCH / 72}
_LENGTH = regex(r"\s*(\d{1,9}(?:\.\d+)?)\s*(cm|mm|in|pt)\s*")


class Unusable(Exception):
    """The file is no picture that a Word file can hold; the message says why."""


class Image(NamedTuple):
    """A picture as it will be stored; `width` and `height` are its own size in EMU. `drawing` is the SVG that it is the
    likeness of, if there is one."""

    data: bytes
    extension: str
    digest: str
    width: int
    height: int
    drawing: bytes = b""


def check_local(path: str) -> None:
    """Raises Unusable for an address: rendering fetches nothing."""
    if address := _ADDRESS.search(path):
        typed = address[1][:80]
        raise Unusable(f"'{typed}' is an address, and nothing is fetched: save the picture, and name its file")


class Gallery(NamedTuple):
    """Where pictures are: paths are from `folder`, or from here, and none may lead out of `root`."""

    folder: Path
    root: Path


def found(path: str, gallery: Gallery | None) -> Path:
    """The file of a picture, links followed. Raises Unusable for one that lies outside, or is no name."""
    check_local(path)
    if gallery is None:
        return Path(path)
    try:
        root = gallery.root.resolve()
        inside = [one for one in ((gallery.folder / path).resolve(), Path(path).resolve()) if one.is_relative_to(root)]
        there = next((one for one in inside if one.is_file()), None)
    except (OSError, ValueError, RuntimeError):
        raise Unusable(f"the picture '{path[:80]}' cannot be read: its name is no file's") from None
    if not inside or (there is None and not (gallery.folder / path).resolve().is_relative_to(root)):
        raise _outside(path, gallery)
    if there is not None and there.suffix.lower() == ".svg" and not _likeness(there).resolve().is_relative_to(root):
        raise _outside(_likeness(Path(path)).name, gallery)
    return there or gallery.folder / path


def _outside(path: str, gallery: Gallery) -> Unusable:
    return Unusable(
        f"the picture '{cut(path)}' lies outside of the folder '{gallery.root}', from which pictures are taken"
    )


def _likeness(drawing: Path) -> Path:
    """The PNG that is shown where an SVG cannot be drawn."""
    return drawing.with_suffix(".png")


def read(path: Path) -> Image:
    """The picture in a file. Raises Unusable."""
    if path.suffix.lower() == ".svg":
        return _of_drawing(path)
    from docx.image.exceptions import UnrecognizedImageError
    from docx.image.image import Image as DocxImage

    data = _content(path)
    if data[40:44] == _EMF_SIGNATURE:
        return _of_metafile(data, path)
    if data.startswith(_PNG) and not _is_png(data):
        raise _broken(path)
    try:
        image = DocxImage.from_blob(data)
        width, height = int(image.width), int(image.height)
        pixels = image.px_width * image.px_height
    except UnrecognizedImageError:
        raise Unusable(f"'{path}' is not a picture that Word can show (PNG, JPEG, GIF, BMP, TIFF, EMF, SVG)") from None
    except MemoryError:
        raise
    except Exception:  # python-docx believes headers, and whatever comes of that
        raise _broken(path) from None
    _check_size(width, height, path)
    if pixels > limits.now().pixels:
        raise Unusable(
            f"the picture '{path}' has {pixels:,} pixels; {limits.now().pixels:,} is the most: make it smaller"
        )
    return Image(data, image.ext, _digest(data), width, height)


def _digest(data: bytes) -> str:
    import hashlib  # 3 ms, of which only pictures have need

    return hashlib.sha256(data).hexdigest()[:16]


def _broken(path: Path) -> Unusable:
    return Unusable(f"the picture '{path}' is broken: save it anew, or take another copy of it")


def _is_png(data: bytes) -> bool:
    """Whether a header that is sound comes first, and the picture itself after it (PNG, third edition, 5.6, 11.2)."""
    header = data[12:29]
    if data[8:16] != b"\0\0\0\rIHDR" or data[29:33] != struct.pack(">I", zlib.crc32(header)):
        return False
    depth, colour, compression, filtering, interlacing = header[12:]
    if depth not in _DEPTHS.get(colour, ()) or compression or filtering or interlacing > 1:
        return False
    at, kind = 33, b""
    while at + 8 <= len(data) and kind != b"IDAT":
        length, kind = struct.unpack_from(">I4s", data, at)
        at += 12 + length
    return kind == b"IDAT"


def _check_size(width: int, height: int, path: Path) -> None:
    """Raises Unusable for a picture (in EMU) that has no size, or vanishes where Word's largest page holds it."""
    if width <= 0 or height <= 0:
        raise Unusable(f"the picture '{path}' says it has no size")
    longest = max(width, height)
    if longest > LARGEST and min(width, height) * LARGEST < _DOT * longest:
        raise Unusable(
            f"the picture '{path}' is too long and narrow: on Word's largest page, of 22 by 22 inches, it would be"
            " thinner than a printed dot"
        )


def _content(path: Path) -> bytes:
    most = limits.now().picture
    try:
        if not path.is_file():
            raise Unusable(
                f"the picture '{path}' cannot be read: "
                + ("it is no file" if path.exists() else "there is no such file")
            )
        data = path.read_bytes() if path.stat().st_size <= most else b""
    except OSError as fault:
        raise Unusable(f"the picture '{path}' cannot be read: {fault.strerror}") from None
    except ValueError:
        raise Unusable("the picture's name holds a character that no file's does") from None
    if not data:
        raise Unusable(f"the picture '{path}' is empty or larger than {most >> 20} MiB")
    return data


def _of_metafile(data: bytes, path: Path) -> Image:
    """An EMF, whose header tells its frame in hundredths of a millimetre ([MS-EMF] 2.2.9)."""
    left, top, right, bottom = struct.unpack_from("<4i", data, 24)
    width, height = ((right - left) * EMU_PER_HUNDREDTH_OF_MM, (bottom - top) * EMU_PER_HUNDREDTH_OF_MM)
    _check_size(width, height, path)
    return Image(data, "emf", _digest(data), width, height)


def _of_drawing(path: Path) -> Image:
    """An SVG with the PNG beside it, which programs show that cannot draw it ([MS-ODRAWXML] 2.3.1.7)."""
    from briefing.word import svg  # reads XML, which few pictures need

    try:
        drawing = svg.plain(_content(path))
    except ValueError as fault:
        raise Unusable(
            f"'{path}' is no SVG for a document: it holds {fault}; save it anew as a plain SVG, of shapes and text"
        ) from None
    likeness = _likeness(path)
    if not likeness.is_file():
        raise Unusable(f"beside '{path}' there is no '{likeness.name}', which Word shows where it cannot draw an SVG")
    return read(likeness)._replace(drawing=drawing)


@functools.lru_cache(maxsize=256)
def length(text: str) -> int:
    """A length as people type it ("12 cm", "3in") in EMU; 0 if it is none."""
    found = _LENGTH.fullmatch(text)
    return round(float(found.group(1)) * _UNITS[found.group(2)]) if found else 0


def boxed(image: Image, width: int, height: int) -> tuple[int, int]:
    """The largest size in EMU, in proportion, that a box and Word's largest page hold."""
    scale = min(min(width, LARGEST) / image.width, min(height, LARGEST) / image.height)
    return max(round(image.width * scale), 1), max(round(image.height * scale), 1)


def fitted(image: Image, width: int, height: int, available: int) -> tuple[int, int]:
    """The printed size in EMU: as asked for, else its own, never wider than what is available and no larger than
    Word's largest page, in proportion."""
    ratio = image.height / image.width
    if not width and height:
        width = round(height / ratio)
    width = max(width or image.width, 1)
    height = max(height or round(width * ratio), 1)
    scale = min(available / width, LARGEST / width, LARGEST / height)
    if scale < 1:
        width, height = round(width * scale), round(height * scale)
    return max(width, 1), max(height, 1)
