"""Zip in and out. Members nobody rewrites are copied as the compressed bytes they came in.

Reading is zipfile's, which knows what can be wrong with an archive. Writing is ours: zipfile cannot write bytes that
are compressed already, and always stamps its own fields; here order, dates and fields are fixed, so that the same
members give the same file (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16).
"""

from __future__ import annotations

import functools
import io
import re
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from briefing import limits
from briefing.later import regex

if TYPE_CHECKING:
    from pathlib import Path
    from zipfile import ZipInfo

STORED, DEFLATED = 0, 8
UTF8_NAMES = 0x800
DOS_EPOCH = 0x21  # 1 January 1980, the oldest date a zip can say
_MORE = ("if it is meant to be that large: `--limit unpacked=1GiB`, or `limits: {unpacked: 1 GiB}` in briefing.yaml",)
_MORE_NODES = "if it is meant to be that large: `--limit nodes=5000000`"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # a stream of an encrypted file ([MS-OFFCRYPTO] 2.3.4.4)
CONTENT_TYPES = "[Content_Types].xml"
LONGEST_NAME = 500
LARGEST = 2**32 - 2  # bytes of a member, whose size a zip has in 32 bits
_SPOOLED = 1 << 20  # bytes that are held in memory before they go to disk
MOST_ATTRIBUTES = 1_000  # of one element: reading them takes the square of their number
BYTES_OF_A_NODE = 100  # of XML; in Word's own parts an element or attribute takes 20 to 40
_MANY = regex(rb"""<[^<>"']*+(?:(?:"[^"]*+"|'[^']*+')[^<>"']*+){%d}""" % (MOST_ATTRIBUTES + 1))
_LONG = regex(rb"<[^<]{2000}")  # as long as an element with so many is at the least
_ENTRY = b"PK\x01\x02"  # how each entry of an archive's directory begins (APPNOTE.TXT 4.3.12)
_NO_NAME = regex(r"[\x00-\x1f\x7f-\x9f]")
_XML = regex(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\0\xfe\xff \t\r\n]*+<|\x4c\x6f\xa7\x94")
# UTF-16 and UTF-32 without their marks, UTF-32 with them, EBCDIC: XML in the first bytes of an encoding that is not
# UTF-8 or marked UTF-16 (XML 1.0, appendix F).
_OTHER = regex(rb"<\0|\0<|\0\0\0<|\xff\xfe\0\0|\0\0\xfe\xff|\x4c\x6f\xa7\x94")
_ENCODING = regex(rb"(?:\xef\xbb\xbf)?<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([^\"']*)")
_UNICODE = (b"utf-8", b"us-ascii", b"ascii")
_HTML = (".htm", ".html", ".mht")  # chunks that Word reads in, which are no XML
_SHOWN = (".svg", *_HTML)  # which are shown, not read, and may be in any encoding
_MARK = b"<!DOCTYPE"
_PROLOG = regex(rb"[\xef\xbb\xbf\xfe\xff\s]*+(?:(?><\?.*?\?>)|(?><!--.*?-->)|\s)*+<!DOCTYPE", re.DOTALL)


class Spool:
    """Compressed bytes that are too many to hold in memory: in a file that has no name, and goes with them."""

    def __init__(self) -> None:
        import tempfile

        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the member it is of
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[bytes]:
        """The bytes, some at once."""
        self._file.seek(0)
        while chunk := self._file.read(_SPOOLED):
            yield chunk

    def add(self, data: bytes) -> None:
        """Puts more at the end. Raises OSError where the disk is full."""
        self._size += self._file.write(data)


class Member(NamedTuple):
    """One file of a package as it lies in the archive: `data`, or what is in the `spool`, compressed by `method`,
    unpacks to `size` bytes."""

    name: str
    method: int
    crc: int
    size: int
    data: bytes
    spool: Spool | None = None

    def read(self) -> bytes:
        """The unpacked bytes."""
        data = self.data if self.spool is None else b"".join(self.spool)
        return data if self.method == STORED else zlib.decompress(data, -15)

    def unpacked(self) -> bytes:
        """The same of a member that nobody has read yet. Raises Unreadable unless the bytes have just the size and
        checksum that it claims, and end where it does; no more of them than that are made."""
        unpacker = zlib.decompressobj(-15)
        try:
            data = self.data if self.method == STORED else unpacker.decompress(self.data, self.size + 1)
        except zlib.error:
            data = b""
        ends = self.method == STORED or (unpacker.eof and not unpacker.unused_data)
        if not ends or len(data) != self.size or zlib.crc32(data) != self.crc:
            raise Unreadable("T001", f"this is not a sound Word file: '{self.name}' is damaged")
        return data


Package = Mapping[str, Member]


class Unreadable(Exception):
    """The bytes are no package we can read; `code` and `hints` say why, for the stage that makes the diagnostic."""

    def __init__(self, code: str, message: str, *hints: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hints = code, message, hints


def directory(data: bytes) -> list[ZipInfo]:
    """What an archive says that it holds, folders too. Nothing is unpacked for it.

    Raises Unreadable for what is not a zip, is encrypted, or is larger than the limits allow.
    """
    import zipfile  # 16 ms of imports; a kept template does without

    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if _ENCRYPTED in data:
            raise Unreadable("T002", "the file is encrypted", "take the password away in Word: File, Info")
        raise Unreadable("T002", "this is an old .doc file", "open it in Word, and save it as .docx")
    if data.count(_ENTRY) > 4 * limits.now().members:  # its own, and those of archives in it
        raise Unreadable("T003", _too_many())
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        from briefing.word.malformed import no_package  # the words for what is wrong, when something is

        hint = "open it in Word, and save it as .docx"
        raise Unreadable("T001", f"this is not a Word file: {no_package(data)}", hint) from None
    if sum(info.file_size for info in infos) > limits.now().unpacked:
        raise Unreadable("T003", _too_large(), *_MORE)
    if len(infos) > limits.now().members:
        raise Unreadable("T003", _too_many())
    if sum(info.compress_size for info in infos) > len(data):
        raise Unreadable("T001", "this is not a sound Word file: its members lie over one another")
    if any(info.flag_bits & 1 for info in infos):
        raise Unreadable("T002", "the file is encrypted", "remove the password in Word")
    return infos


def read(data: bytes) -> dict[str, Member]:
    """The members of a package by name, in the order of the archive.

    Raises Unreadable for what is not a zip, is encrypted, is damaged, holds names that lead out of it, document type
    declarations or XML that is not in Unicode, or is larger than the limits allow.
    """
    members: dict[str, Member] = {}
    nodes = 0
    for info in directory(data):
        if is_unsafe(info.orig_filename.removesuffix("/")):
            shown = _NO_NAME.sub("?", info.orig_filename[:80])
            raise Unreadable("T001", f"this is not a sound Word file: '{shown}' is no name for a part")
        if info.is_dir():
            continue
        if info.filename in members:
            raise Unreadable("T001", f"this is not a sound Word file: it holds '{info.filename}' twice")
        members[info.filename] = member = packed(data, info)
        unpacked = member.unpacked()
        own = _check(info.filename, unpacked) if _XML.match(unpacked) else 0
        nodes += own
        if nodes > limits.now().nodes:
            raise Unreadable("T003", _too_full(info.filename, own), _MORE_NODES)
    if CONTENT_TYPES not in members:
        raise Unreadable("T001", "this is a zip file, but not a Word file: it has no list of content types")
    return members


def content(path: Path) -> bytes:
    """The bytes of a file, which is no larger than what a package may unpack to. Raises OSError, ValueError for a name
    that is no file's, or Unreadable."""
    if path.is_dir():
        raise IsADirectoryError("it is a folder")
    if path.exists() and not path.is_file():
        raise OSError("it is no file")
    if path.exists() and path.stat().st_size > limits.now().unpacked:
        raise Unreadable("T003", _too_large(), *_MORE)
    return path.read_bytes()


def _too_large() -> str:
    return f"the file unpacks to more than {limits.now().unpacked >> 20} MiB"


def _too_many() -> str:
    return f"the file holds more than {limits.now().members:,} members"


def _too_full(name: str, own: int) -> str:
    """What is said of a file with too much XML, up to a member that holds so much of it."""
    return f"its parts up to '{name}', which has {own:,}, hold more than {limits.now().nodes:,} elements and attributes"


def declares_type(data: bytes) -> bool:
    """Whether XML declares a document type, in UTF-8, UTF-16 or UTF-32: what could name entities, and files."""
    plain = data if _MARK in data else data.replace(b"\0", b"") if data[:4].count(b"\0") else b""
    return _MARK in plain and bool(_PROLOG.match(plain))


def is_unsafe(name: str) -> bool:
    """Whether a name, as it stands in the archive, is none for a part: it leads out of the package or into a drive,
    holds control characters, or is empty or endless (ECMA-376 part 2, 6.2.2.2)."""
    segments = name.replace("\\", "/").split("/")
    leads_out = any(not segment.strip(".") for segment in segments) or "\\" in name or ":" in segments[0]
    return leads_out or len(name) > LONGEST_NAME or bool(_NO_NAME.search(name))


def packed(data: bytes, info: ZipInfo) -> Member:
    """A member as it lies in an archive. Raises Unreadable where it is cut off, or packed in a way of its own."""
    name = info.filename
    try:
        name_length, extra_length = struct.unpack_from("<HH", data, info.header_offset + 26)
    except struct.error:
        raise Unreadable("T001", f"this is not a sound Word file: '{name}' is cut off") from None
    start = info.header_offset + 30 + name_length + extra_length
    member = Member(name, info.compress_type, info.CRC, info.file_size, data[start : start + info.compress_size])
    if member.method not in (STORED, DEFLATED):
        raise Unreadable("T001", f"this is not a sound Word file: '{name}' is packed in a way Word does not know")
    return member


def _check(name: str, data: bytes) -> int:
    """How many elements and attributes XML holds; much text counts for some. Raises Unreadable for what Word never
    writes, and readers of XML disagree on."""
    shown = name.lower().endswith(_SHOWN)
    if not name.lower().endswith(_HTML) and declares_type(data):
        raise Unreadable("T004", f"'{name}' declares a document type, which Word never does", "save it in Word")
    if not shown and not _is_unicode(data):
        raise Unreadable("T004", f"'{name}' is neither in UTF-8 nor in UTF-16, as Word has it", "save it in Word")
    nodes = nodes_in(data) if shown else max(nodes_in(data), len(data) // BYTES_OF_A_NODE)
    if nodes <= limits.now().nodes and is_crowded(data):
        raise Unreadable("T003", too_crowded(name), "save it in Word")
    return nodes


def is_crowded(data: bytes) -> bool:
    """Whether an element of XML has more attributes than may be read, in UTF-8 or UTF-16. Hardly any is so long that it
    could, which is seen in a third of the time."""
    plain = data.replace(b"\0", b"") if data[:4].count(0) else data
    return bool(_LONG.search(plain) and _MANY.search(plain))


def too_crowded(name: str) -> str:
    """What is said of a member that is."""
    return f"an element of '{name}' has more than {MOST_ATTRIBUTES:,} attributes"


def nodes_in(data: bytes) -> int:
    """How many elements and attributes a member holds: 0 if it is no XML."""
    return data.count(b"<") - data.count(b"</") + data.count(b"=") if _XML.match(data) else 0


def _is_unicode(data: bytes) -> bool:
    """Whether XML is in UTF-8, or by its byte order mark in UTF-16, and says nothing else of itself (ECMA-376 part 2,
    6.2.5)."""
    said = _ENCODING.match(data)
    return not _OTHER.match(data) and (said is None or said[1].lower() in _UNICODE)


def pack(name: str, chunks: Iterable[bytes]) -> Member:
    """A member deflated from chunks as they come; only the compressed bytes are kept, on disk if they are many."""
    from isal import isal_zlib  # half the time of zlib on this path

    compressor = isal_zlib.compressobj(2, isal_zlib.DEFLATED, -15)
    packed: list[bytes] = []
    spool: Spool | None = None
    crc = size = held = 0
    for chunk in chunks:
        crc = isal_zlib.crc32(chunk, crc)
        size += len(chunk)
        packed.append(compressor.compress(chunk))
        held += len(packed[-1])
        if held > _SPOOLED:
            spool = spool or Spool()
            spool.add(b"".join(packed))
            packed, held = [], 0
    packed.append(compressor.flush())
    if spool is None:
        return Member(name, DEFLATED, crc, size, b"".join(packed))
    spool.add(b"".join(packed))
    return Member(name, DEFLATED, crc, size, b"", spool)


@functools.lru_cache(maxsize=1024)
def _headers(name: str, method: int, crc: int, size: int, packed: int) -> tuple[bytes, bytes, bytes]:
    """The header of a member, and its entry in the directory before and after its offset. Most members of a template
    are the same in all that is made from it."""
    encoded = name.encode()
    flags = 0 if name.isascii() else UTF8_NAMES
    fields = struct.pack("<HHHHHIIIHH", 20, flags, method, 0, DOS_EPOCH, crc, packed, size, len(encoded), 0)
    entry = struct.pack("<IH", 0x02014B50, 20) + fields + struct.pack("<HHHI", 0, 0, 0, 0)
    return struct.pack("<I", 0x04034B50) + fields + encoded, entry, encoded


def written(members: Iterable[Member]) -> bytes:
    """The bytes of an archive, as `write` writes it."""
    pieces: list[bytes] = []
    _put(members, pieces.append)
    return b"".join(pieces)


def write(members: Iterable[Member], stream: BinaryIO) -> None:
    """Writes an archive with `[Content_Types].xml` first, as Word does, and the others in the order given."""
    _put(members, stream.write)


def _put(members: Iterable[Member], put: Callable[[bytes], object]) -> None:
    ordered = in_order(members)
    waiting, directory, offset = lay_out(ordered, put, 0)
    put(b"".join((*waiting, *ending(directory, len(ordered), offset))))


def in_order(members: Iterable[Member]) -> list[Member]:
    """Members as they stand in an archive: the list of content types first."""
    return sorted(members, key=lambda member: member.name != CONTENT_TYPES)


def lay_out(
    members: Iterable[Member], put: Callable[[bytes], object], offset: int
) -> tuple[list[bytes], list[bytes], int]:
    """Puts members, from an offset on, but for the last stretch of them. Gives that, their directory and the offset of
    what comes after them."""
    directory: list[bytes] = []
    waiting: list[bytes] = []  # what goes out together: each write takes as long as many joins
    gone = offset
    for name, method, crc, size, data, spool in members:
        packed = len(data) if spool is None else len(spool)
        header, start, end = _headers(name, method, crc, size, packed)
        directory += start, struct.pack("<I", offset), end
        waiting += header, data
        offset += len(header) + packed
        if spool is not None or offset - gone > _SPOOLED:
            put(b"".join(waiting))
            waiting, gone = [], offset
            for chunk in spool or ():
                put(chunk)
    return waiting, directory, offset


def ending(directory: Iterable[bytes], count: int, offset: int) -> tuple[bytes, bytes]:
    """The central directory of an archive, which begins at an offset, and the record that ends it."""
    central = b"".join(directory)
    return central, struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(central), offset, 0)
