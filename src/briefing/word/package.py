"""Zip in and out. Members nobody rewrites are copied as the compressed bytes they came in.

Reading is zipfile's, which knows what can be wrong with an archive. Writing is ours: zipfile cannot write bytes that
are compressed already, and always stamps its own fields; here order, dates and fields are fixed, so that the same
members give the same file (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from briefing import limits

if TYPE_CHECKING:
    from zipfile import ZipInfo

STORED, DEFLATED = 0, 8
UTF8_NAMES = 0x800
DOS_EPOCH = 0x21  # 1 January 1980, the oldest date a zip can say
MORE = ("if it is meant to be that large: `--limit unpacked=1GiB`, or `limits: {unpacked: 1 GiB}` in briefing.yaml",)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # a stream of an encrypted file ([MS-OFFCRYPTO] 2.3.4.4)
CONTENT_TYPES = "[Content_Types].xml"
_XML = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0", b" ", b"\t", b"\r", b"\n")  # how XML may begin
_HTML = (".htm", ".html", ".mht")  # chunks that Word reads in, which are no XML
_MARK = b"<!DOCTYPE"
_PROLOG = re.compile(rb"[\xef\xbb\xbf\xfe\xff\s]*(?:<\?.*?\?>|<!--.*?-->|\s)*<!DOCTYPE", re.DOTALL)


class Member(NamedTuple):
    """One file of a package as it lies in the archive: `data`, compressed by `method`, unpacks to `size` bytes."""

    name: str
    method: int
    crc: int
    size: int
    data: bytes

    def read(self) -> bytes:
        """The unpacked bytes."""
        return self.data if self.method == STORED else zlib.decompress(self.data, -15)


Package = Mapping[str, Member]


class Unreadable(Exception):
    """The bytes are no package we can read; `code` and `hints` say why, for the stage that makes the diagnostic."""

    def __init__(self, code: str, message: str, *hints: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hints = code, message, hints


def read(data: bytes) -> dict[str, Member]:
    """The members of a package by name, in the order of the archive.

    Raises Unreadable for what is not a zip, is encrypted, is damaged, holds names that lead out of it or document type
    declarations, or is larger than the limits allow.
    """
    import io
    import zipfile  # 16 ms of imports; a kept template does without

    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if _ENCRYPTED in data:
            raise Unreadable("T002", "the file is encrypted", "take the password away in Word: File, Info")
        raise Unreadable("T002", "this is an old .doc file", "open it in Word, and save it as .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        from briefing.word.malformed import no_package  # the words for what is wrong, when something is

        hint = "open it in Word, and save it as .docx"
        raise Unreadable("T001", f"this is not a Word file: {no_package(data)}", hint) from None
    if sum(info.file_size for info in infos) > limits.now().unpacked:
        raise Unreadable("T003", too_large(), *MORE)
    if len(infos) > limits.now().members:
        raise Unreadable("T003", f"the file holds {len(infos):,} members; {limits.now().members:,} is the most")
    members: dict[str, Member] = {}
    for info in infos:
        if info.is_dir():
            continue
        if info.flag_bits & 1:
            raise Unreadable("T002", "the file is encrypted", "remove the password in Word")
        if is_unsafe(info.orig_filename):
            raise Unreadable(
                "T001", f"this is not a sound Word file: '{info.orig_filename[:80]}' is no name for a part"
            )
        if info.filename in members:
            raise Unreadable("T001", f"this is not a sound Word file: it holds '{info.filename}' twice")
        members[info.filename] = _member(data, info)
    if CONTENT_TYPES not in members:
        raise Unreadable("T001", "this is a zip file, but not a Word file: it has no list of content types")
    return members


def too_large() -> str:
    """What is said of a file that unpacks to too much."""
    return f"the file unpacks to more than {limits.now().unpacked >> 20} MiB"


def declares_type(data: bytes) -> bool:
    """Whether XML declares a document type, in UTF-8, UTF-16 or UTF-32: what could name entities, and files."""
    plain = data if _MARK in data else data.replace(b"\0", b"") if data[:4].count(b"\0") else b""
    return _MARK in plain and bool(_PROLOG.match(plain))


def is_unsafe(name: str) -> bool:
    """Whether a name, as it stands in the archive, is none for a part: it leads out of the package, or into a drive
    (ECMA-376 part 2, 6.2.2.2)."""
    segments = name.replace("\\", "/").split("/")
    return any(not segment.strip(".") for segment in segments) or "\\" in name or "\0" in name or ":" in segments[0]


def _member(data: bytes, info: ZipInfo) -> Member:
    name = info.filename
    try:
        name_length, extra_length = struct.unpack_from("<HH", data, info.header_offset + 26)
    except struct.error:
        raise Unreadable("T001", f"this is not a sound Word file: '{name}' is cut off") from None
    start = info.header_offset + 30 + name_length + extra_length
    member = Member(name, info.compress_type, info.CRC, info.file_size, data[start : start + info.compress_size])
    if member.method not in (STORED, DEFLATED):
        raise Unreadable("T001", f"this is not a sound Word file: '{name}' is packed in a way Word does not know")
    _check(member)
    return member


def _check(member: Member) -> None:
    """Raises Unreadable unless the member unpacks to just the size and checksum it claims."""
    try:
        unpacker = zlib.decompressobj(-15)
        data = member.data if member.method == STORED else unpacker.decompress(member.data, member.size + 1)
    except zlib.error:
        data = b""
    if len(data) != member.size or zlib.crc32(data) != member.crc:
        raise Unreadable("T001", f"this is not a sound Word file: '{member.name}' is damaged")
    if not data.startswith(_XML):
        return
    if declares_type(data) and not member.name.lower().endswith(_HTML):
        raise Unreadable("T004", f"'{member.name}' declares a document type, which Word never does", "save it in Word")
    if (nodes := data.count(b"<") - data.count(b"</") + data.count(b'="')) > limits.now().nodes:
        message = f"'{member.name}' holds {nodes:,} elements and attributes; {limits.now().nodes:,} is the most"
        raise Unreadable("T003", message, "if it is meant to be that large: `--limit nodes=5000000`")


def pack(name: str, chunks: Iterable[bytes]) -> Member:
    """A member deflated from chunks as they come; only the compressed bytes are kept."""
    from isal import isal_zlib  # half the time of zlib on this path

    compressor = isal_zlib.compressobj(2, isal_zlib.DEFLATED, -15)
    packed: list[bytes] = []
    crc = size = 0
    for chunk in chunks:
        crc = isal_zlib.crc32(chunk, crc)
        size += len(chunk)
        packed.append(compressor.compress(chunk))
    packed.append(compressor.flush())
    return Member(name, DEFLATED, crc, size, b"".join(packed))


def write(members: Iterable[Member], stream: BinaryIO) -> None:
    """Writes an archive with `[Content_Types].xml` first, as Word does, and the others in the order given."""
    ordered = sorted(members, key=lambda member: member.name != CONTENT_TYPES)
    directory: list[bytes] = []
    offset = 0
    for member in ordered:
        name = member.name.encode()
        flags = 0 if name.isascii() else UTF8_NAMES
        fields = (20, flags, member.method, 0, DOS_EPOCH, member.crc, len(member.data), member.size, len(name), 0)
        stream.write(struct.pack("<IHHHHHIIIHH", 0x04034B50, *fields) + name)
        stream.write(member.data)
        entry = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, *fields, 0, 0, 0, 0, offset)
        directory.append(entry + name)
        offset += 30 + len(name) + len(member.data)
    central = b"".join(directory)
    stream.write(central)
    stream.write(struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(ordered), len(ordered), len(central), offset, 0))
