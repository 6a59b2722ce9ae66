"""Writing files so that nobody ever meets half of one: under a temporary name beside the target, then renamed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic, Span


def write(files: Iterable[tuple[Path, bytes]]) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Writes all of the files, or none: the names written, or why not. Old files stay whole until all new ones are."""
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, data in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f".{path.name[-100:]}.{os.getpid()}.part")
            waiting.append((temporary, path))
            _write_through(temporary, data)
        for temporary, path in waiting:
            os.replace(temporary, path)
    except OSError as fault:
        target = waiting[-1][1] if waiting else Path(str(fault.filename or ""))
        return (), (_refused(fault, target),)
    finally:
        for temporary, _ in waiting:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
    return tuple(path for _, path in waiting), ()


def _write_through(path: Path, data: bytes) -> None:
    with open(path, "wb") as stream:
        stream.write(data)
        stream.flush()


def _refused(fault: OSError, path: Path) -> Diagnostic:
    hints: tuple[str, ...] = ()
    if isinstance(fault, PermissionError):
        hints = ("if it is open in Word, close it there; else look at the rights of the folder",)
    if isinstance(fault, FileExistsError | NotADirectoryError):
        hints = ("a file stands where the folder should be; name another one with -o",)
    reason = (fault.strerror or str(fault)).lower()
    return Diagnostic("O105", f"the file cannot be written: {reason}", Span(str(path)), hints)
