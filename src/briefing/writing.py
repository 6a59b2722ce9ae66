"""Writing files so that nobody ever meets half of one: under a temporary name beside the target, then renamed."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from briefing import digest, stopping
from briefing.diagnostics import Diagnostic, Span


class _Waiting(NamedTuple):
    """A file that is written whole, but not yet under its name. `old` will hold what stands there until all are. A
    `path` that is a link leads on to its `target`, whose `mode` is 0 if there is nothing."""

    path: Path
    target: str
    mode: int
    temporary: str
    old: str


Content = bytes | Callable[[BinaryIO], None]
"""What is in a file, or what writes it."""


def write(files: Sequence[tuple[Path, Content]]) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Writes all of the files, or none: the names written, or why not.

    If one cannot be put under its name, or the run is ended meanwhile, those before it are put back as they were; where
    even that fails, the diagnostic says what was written. Folders are made as needed, and go again if nothing is
    written. A file that is replaced hands on its rights.
    """
    waiting: dict[str, _Waiting] = {}
    placed: list[_Waiting] = []
    folders: list[Path] = []
    left: set[str] = set()
    path = Path()
    with stopping.undoing():
        try:
            for path, content in files:
                one = _beside(path, waiting, is_alone=len(files) == 1)
                waiting[one.target] = one
                if not os.path.isdir(folder := os.path.dirname(one.target)):
                    make_folder(Path(folder), folders)
                left.add(one.temporary)
                _prepare(one, content)
            if len(waiting) == 1:  # which is replaced whole or not at all, whatever interrupts that
                os.replace(one.temporary, one.target)
                left.clear()
                return (path,), ()
            with stopping.unbroken():
                for one in waiting.values():
                    path = one.path
                    left.add(one.old)
                    _keep_old(one)
                    os.replace(one.temporary, one.target)
                    placed.append(one)
        except OSError as fault:
            return (), (_refused(fault, path, _put_back(placed)),)
        except BaseException:  # Ctrl-C
            _put_back(placed)
            raise
        finally:
            if left or folders:
                _clear(left, folders)
    return tuple(one.path for one in waiting.values()), ()


def make_folder(folder: Path, made: list[Path]) -> None:
    """Makes a folder with those that it lies in. Those that were not there are added to `made`, the innermost last, to
    be removed if need be. Raises OSError."""
    if folder.is_dir():
        return
    for one in reversed([one for one in (folder, *folder.parents) if not one.is_dir()]):
        made.append(one)
        one.mkdir(exist_ok=True)


def remove_folders(made: Sequence[Path]) -> None:
    """Removes those of the folders that hold nothing."""
    for folder in reversed(made):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _beside(path: Path, others: Mapping[str, _Waiting], *, is_alone: bool) -> _Waiting:
    """Raises OSError if one of the others has the same target, or the path is a link that leads nowhere, or can be no
    file's. One that is alone is not followed further than it has to be: that takes as long as all else here."""
    try:
        target = str(path)
        mode = _mode(target)
        if not is_alone or stat.S_ISLNK(mode):
            target = os.path.realpath(path)
            mode = _mode(target)
    except ValueError as fault:
        raise OSError(reason(fault)) from None
    folder, name = os.path.split(target)
    if not name:  # the root of a disk
        raise IsADirectoryError("a folder has this name")
    if target in others:
        raise OSError("another file that is written with it has the same name")
    own = digest.of(os.fsencode(name)).hexdigest()[:16]  # shorter than any limit, whatever the target's
    stem = os.path.join(folder, f".{own}.{os.getpid()}-{len(others)}")
    return _Waiting(path, target, mode, f"{stem}.part", f"{stem}.old")


def _prepare(one: _Waiting, content: Content) -> None:
    """Raises OSError if the file cannot be written, or what has its name is no file (/dev/stdout, a folder)."""
    if stat.S_ISDIR(one.mode):
        raise IsADirectoryError("a folder has this name")
    if stat.S_ISLNK(one.mode):
        raise OSError("it is a link that leads round in a circle")
    if one.mode and not stat.S_ISREG(one.mode):
        raise OSError("what has this name is no file")
    with open(one.temporary, "wb") as stream:
        if isinstance(content, bytes):
            stream.write(content)
        else:
            content(stream)
    if one.mode:
        with contextlib.suppress(OSError):  # a disk that knows no rights
            os.chmod(one.temporary, stat.S_IMODE(one.mode))


def _mode(path: str) -> int:
    """What a path is, links not followed, and its rights; 0 if there is nothing."""
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _keep_old(one: _Waiting) -> None:
    """A second name for the file that stands there, to put it back by. Where links are unknown, it is copied."""
    try:
        os.link(one.target, one.old)
    except FileNotFoundError:
        pass
    except OSError:
        Path(one.old).write_bytes(Path(one.target).read_bytes())


def _put_back(placed: Iterable[_Waiting]) -> list[Path]:
    """Undoes renames; the names where that failed."""
    stuck = []
    with stopping.unbroken():
        for one in placed:
            try:
                if os.path.exists(one.old):
                    os.replace(one.old, one.target)
                else:
                    os.unlink(one.target)
            except OSError:
                stuck.append(one.path)
    return stuck


def _clear(left: Iterable[str], folders: Sequence[Path]) -> None:
    """Removes what is left beside the targets, and the folders that were made for nothing."""
    with stopping.unbroken():
        for one in left:
            with contextlib.suppress(OSError):
                os.unlink(one)
        remove_folders(folders)


def _refused(fault: OSError, path: Path, written: list[Path]) -> Diagnostic:
    hints: tuple[str, ...] = ()
    if isinstance(fault, PermissionError):
        hints = ("if it is open in Word, close it there; else look at the rights of the folder",)
    if isinstance(fault, FileExistsError | NotADirectoryError):
        hints = ("a file stands where the folder should be; name another one with -o",)
    if written:
        hints += (f"these were written and could not be put back: {', '.join(map(str, written))}",)
    return Diagnostic("O105", f"the file cannot be written: {reason(fault)}", Span(str(path)), hints)


def reason(fault: OSError | ValueError) -> str:
    """Why something cannot be read or written, as the end of a sentence."""
    if isinstance(fault, ValueError):  # NUL, or half a character
        return "its name holds a character that no file's does"
    if isinstance(fault, FileExistsError | NotADirectoryError):
        return "a file has the name of the folder"
    said = fault.strerror or str(fault) or "the reason is unknown"
    return f"{said[:1].lower()}{said[1:]}"
