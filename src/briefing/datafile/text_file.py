"""Bytes on disk → text: encoding, size, characters that no text holds, and which files may be read at all."""

from __future__ import annotations

import codecs
import os
from pathlib import Path, PureWindowsPath

from briefing import limits
from briefing.diagnostics import Diagnostic, Span
from briefing.later import regex

FAULTS_SHOWN = 20
CHUNK = 1024 * 1024  # bytes, or the end of the line that they end in
LONG_TABLES = "long tables belong in a CSV file beside the YAML: rows: {csv: figures.csv}"
LONGEST_LINE = 1024 * 1024  # bytes of a line that go beyond a chunk

# Control characters but tab and line ends; the separators U+0085, U+2028 and U+2029, which YAML takes for line ends
# and no editor shows; and what Unicode reserves as no character.
_UNPRINTABLE = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_FIRST_UNPRINTABLE = regex(rf"({_UNPRINTABLE.pattern})[^\n]*")  # of a line
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path, limit: int = 0) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of a UTF-8 file of at most `limit` bytes (0: as many as data may have), line ends as newlines, without a
    byte order mark."""
    data, fault = _bytes_of(path, limit or limits.now().data)
    if fault:
        return None, (fault,)
    return decoded(data, str(path))


def decoded(data: bytes, path: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text that UTF-8 bytes spell; the place of the first byte that is not UTF-8 otherwise."""
    if data.startswith(_UTF16) or _every_other_is_nul(data[:1000]):
        return None, (Diagnostic("C103", "the file is UTF-16, not UTF-8", Span(path), (_SAVE_AS_UTF8,)),)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (_not_utf8(data.removeprefix(codecs.BOM_UTF8), error.start, path),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), ()


def _every_other_is_nul(data: bytes) -> bool:
    """Whether this is UTF-16 without its mark: of most alphabets the letters below U+0100 have a byte that is 0."""
    return data[::2].count(0) != data[1::2].count(0) and 3 * data.count(0) > len(data)


def unreadable(path: Path) -> tuple[Diagnostic, ...]:
    """What keeps a file from being read as text, however long it is: where it is not UTF-8, or holds characters that no
    text holds. Raises OSError. A file is looked at chunk by chunk, up to the first that something is wrong in."""
    lines = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            rest = file.readline(LONGEST_LINE)
            if len(rest) == LONGEST_LINE and not rest.endswith(b"\n"):
                return (_endless(str(path), lines + 1 + chunk.count(b"\n")),)
            text, faults = decoded(chunk + rest, str(path))
            faults += printable(text or "", str(path))[1]
            if faults:
                return tuple(_further_down(fault, lines) for fault in faults)
            lines += chunk.count(b"\n") + rest.count(b"\n")
    return ()


def _endless(path: str, line: int) -> Diagnostic:
    message = f"this line is longer than {LONGEST_LINE:,} characters"
    return Diagnostic("C104", message, Span(path, line), ("is it a table? Each row stands on a line of its own",))


def _further_down(fault: Diagnostic, lines: int) -> Diagnostic:
    assert isinstance(fault.where, Span)
    end = fault.where.end_line and fault.where.end_line + lines
    return fault._replace(where=fault.where._replace(line=fault.where.line + lines, end_line=end))


def printable(text: str, path: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text with a space for each character that no text holds, so that all places stay, and where the first of a
    line was."""
    if not _UNPRINTABLE.search(text):
        return text, ()
    faults: list[Diagnostic] = []
    for found in _FIRST_UNPRINTABLE.finditer(text):
        line, column = position(text, found.start(1))
        where = Span(path, line, column, line, column + 1)
        message = f"the control character U+{ord(found[1]):04X} stands here"
        faults.append(Diagnostic("C105", message, where, ("delete it: it is invisible and often comes with pasting",)))
        if len(faults) == FAULTS_SHOWN:
            break
    return _UNPRINTABLE.sub(" ", text), tuple(faults)


def unprintable(text: str) -> str:
    """The first character of a value that no text holds, or nothing."""
    found = _UNPRINTABLE.search(text)
    return found[0] if found else ""


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a place in a text."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def confined(name: str, beside: Path, root: Path) -> tuple[Path | None, str]:
    """The existing file that `name` means beside a folder, or why it may not be read.

    Content must not reach out of its project: no absolute path, no way out by `..` or a symbolic link.
    """
    if "://" in name:
        return None, "is an address, and nothing is fetched"
    windows = PureWindowsPath(name)
    if not name.strip() or windows.drive or windows.root:
        return None, "must be a path beside this file, not an absolute one"
    try:
        path = (beside / name).resolve()
        if not path.is_relative_to(root.resolve()):
            return None, "lies outside the project"
        if not path.is_file():
            return None, "does not exist" if not path.exists() else "is not a file"
        straight = Path(os.path.normpath(beside / name))  # as the file that names it is shown
        return (straight if straight.exists() and straight.samefile(path) else path), ""
    except (OSError, ValueError, RuntimeError):  # names too long, with NUL, or links that run in a circle
        return None, "is no file name"


def neighbours(name: str, beside: Path, root: Path) -> tuple[str, ...]:
    """The files of the folder that a name leads to, named alike; none where the folder is not the project's."""
    folder = beside / Path(name).parent
    try:
        if not folder.resolve().is_relative_to(root.resolve()):
            return ()
        return tuple(sorted(str(Path(name).parent / path.name) for path in folder.iterdir() if path.is_file()))
    except (OSError, ValueError, RuntimeError):
        return ()


_SAVE_AS_UTF8 = "save it as UTF-8 in your editor"


def _bytes_of(path: Path, limit: int) -> tuple[bytes, Diagnostic | None]:
    where = Span(str(path))
    try:
        if path.is_fifo() and path.parts[1:2] != ("dev",):  # /dev/stdin is what somebody means; others may never be fed
            return b"", Diagnostic("C102", "cannot read the file: it is a pipe", where)
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no file name"
        return b"", Diagnostic("C102", f"cannot read the file: {reason.lower()}", where)
    if len(data) > limit:
        message = f"the file is larger than {limit // limits.MIB} MiB"
        return b"", Diagnostic("C104", message, where, (LONG_TABLES,))
    return data, None


def _not_utf8(data: bytes, offset: int, path: str) -> Diagnostic:
    if b"\0" in data:
        return Diagnostic("C103", "the file is no text", Span(path), ("look whether it is the file that you mean",))
    line = data.count(b"\n", 0, offset) + 1
    column = len(data[data.rfind(b"\n", 0, offset) + 1 : offset].decode("utf-8", "replace")) + 1
    byte = data[offset : offset + 1]
    guess = byte.decode("cp1252", "ignore")
    hints = (f"as Windows-1252 it would be '{guess}': {_SAVE_AS_UTF8}",) if guess else (_SAVE_AS_UTF8,)
    message = f"the file is not UTF-8: byte 0x{byte.hex().upper()}"
    return Diagnostic("C103", message, Span(path, line, column, line, column + 1), hints)
