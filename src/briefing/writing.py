"""Writing files so that nobody ever meets half of one: under a temporary name beside the target, then renamed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from briefing.diagnostics import Diagnostic, Span


class _Waiting(NamedTuple):
    """A file that is written whole, but not yet under its name. `old` will hold what stands there until all are. A
    `path` that is a link leads on to its `target`."""

    path: Path
    target: Path
    temporary: Path
    old: Path


def write(files: Iterable[tuple[Path, bytes]]) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Writes all of the files, or none: the names written, or why not.

    If one cannot be put under its name, those before it are put back as they were; where even that fails, the
    diagnostic says what was written. Folders are made as needed.
    """
    waiting: list[_Waiting] = []
    placed: list[_Waiting] = []
    path = Path()
    try:
        for path, data in files:
            waiting.append(_beside(path, len(waiting)))
            _prepare(waiting[-1], data)
        for one in waiting:
            path = one.path
            _keep_old(one)
            os.replace(one.temporary, one.target)
            placed.append(one)
    except OSError as fault:
        return (), (_refused(fault, path, _put_back(placed)),)
    except BaseException:  # Ctrl-C
        _put_back(placed)
        raise
    finally:
        for one in waiting:
            for left in (one.temporary, one.old):
                with contextlib.suppress(OSError):
                    left.unlink(missing_ok=True)
    return tuple(one.path for one in waiting), ()


def _beside(path: Path, number: int) -> _Waiting:
    target = path.resolve() if path.is_symlink() else path
    stem = f".{target.name[-100:]}.{os.getpid()}-{number}"
    return _Waiting(path, target, target.with_name(f"{stem}.part"), target.with_name(f"{stem}.old"))


def _prepare(one: _Waiting, data: bytes) -> None:
    """Raises OSError if the file cannot be written, or what has its name is no file (/dev/stdout, a folder)."""
    if one.target.is_dir():
        raise IsADirectoryError("a folder has this name")
    if one.target.exists() and not one.target.is_file():
        raise OSError("what has this name is no file")
    one.target.parent.mkdir(parents=True, exist_ok=True)
    with open(one.temporary, "wb") as stream:
        stream.write(data)


def _keep_old(one: _Waiting) -> None:
    """A second name for the file that stands there, to put it back by. Where links are unknown, it is copied."""
    try:
        os.link(one.target, one.old)
    except FileNotFoundError:
        pass
    except OSError:
        one.old.write_bytes(one.target.read_bytes())


def _put_back(placed: Iterable[_Waiting]) -> list[Path]:
    """Undoes renames; the names where that failed."""
    stuck = []
    for one in placed:
        try:
            if one.old.exists():
                os.replace(one.old, one.target)
            else:
                one.target.unlink()
        except OSError:
            stuck.append(one.path)
    return stuck


def _refused(fault: OSError, path: Path, written: list[Path]) -> Diagnostic:
    hints: tuple[str, ...] = ()
    if isinstance(fault, PermissionError):
        hints = ("if it is open in Word, close it there; else look at the rights of the folder",)
    if isinstance(fault, FileExistsError | NotADirectoryError):
        hints = ("a file stands where the folder should be; name another one with -o",)
    if written:
        hints += (f"these were written and could not be put back: {', '.join(map(str, written))}",)
    return Diagnostic("O105", f"the file cannot be written: {reason(fault)}", Span(str(path)), hints)


def reason(fault: OSError) -> str:
    """Why something cannot be written, as the end of a sentence."""
    if isinstance(fault, FileExistsError | NotADirectoryError):
        return "a file has the name of the folder"
    said = fault.strerror or str(fault) or "the reason is unknown"
    return f"{said[:1].lower()}{said[1:]}"
