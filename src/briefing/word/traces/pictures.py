"""What cameras and programs note in pictures: place, owner, program. It goes; the picture stays as it was.

JPEG: the segments of EXIF and XMP (APP1), Photoshop (APP13) and comments (ISO 10918-1, B.1.1.3; CIPA DC-008). How the
camera was held stays, since programs turn the picture by it. PNG: texts, the time and EXIF (PNG, third edition, 11.3).
"""

from __future__ import annotations

import struct

KINDS = frozenset(("jpg", "jpeg", "png"))
_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_NOTES = frozenset((0xE1, 0xED, 0xFE))  # APP1, APP13, COM
_SCAN = 0xDA  # after it the picture itself follows
_CHUNKS = frozenset((b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf"))
_ORIENTATION, _SHORT = 0x0112, 3
_UPRIGHT = 1


def without_notes(data: bytes) -> bytes:
    """The bytes of a picture without its notes; as they are, if it is of another kind or damaged."""
    try:
        if data.startswith(_JPEG):
            return _jpeg(data)
        return _png(data) if data.startswith(_PNG) else data
    except (struct.error, IndexError):
        return data


def _jpeg(data: bytes) -> bytes:
    kept, at = [_JPEG], 2
    while data[at] == 0xFF and data[at + 1] != _SCAN:
        (length,) = struct.unpack_from(">H", data, at + 2)
        segment = data[at : at + 2 + length]
        if data[at + 1] not in _NOTES:
            kept.append(segment)
        elif (turned := _orientation(segment)) != _UPRIGHT:
            kept.append(_held(turned))
        at += 2 + length
    return b"".join(kept) + data[at:]


def _orientation(segment: bytes) -> int:
    """How the camera was held, by a segment of EXIF; upright where it says nothing."""
    tiff = segment[10:]
    if segment[4:10] != b"Exif\0\0" or tiff[:2] not in (b"II", b"MM"):
        return _UPRIGHT
    order = "<" if tiff[:2] == b"II" else ">"
    (start,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, start)
    for number in range(count):
        tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
        if tag == _ORIENTATION and kind == _SHORT and 1 <= value <= 8:
            return int(value)
    return _UPRIGHT


def _held(orientation: int) -> bytes:
    """A segment of EXIF that says how the camera was held, and nothing else."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, _SHORT, 1, orientation, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(data: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind not in _CHUNKS:
            kept.append(data[at : at + 12 + length])
        at += 12 + length
    return b"".join(kept)
