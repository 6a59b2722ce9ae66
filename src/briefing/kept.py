"""What is kept on disk between runs: compiled templates, so that a start that has seen one before reads no XML and
compiles nothing; and which shapes of output were verified whole, so that altered text alone is not verified again.

Kept in the user's own cache folder, keyed by the template's bytes and by all that made the result: our own code, Jinja
and Python. The form is marshal, which must not be read from where others can write: the folder is the user's alone
(0700, owner checked), or it is not used; and a disk may turn a bit, which marshal would take for code, so that each
entry begins with a digest. Nothing here is ever an error: what cannot be kept is compiled again.

BRIEFING_CACHE names another folder, or is `off`.
"""

from __future__ import annotations

import contextlib
import functools
import marshal
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import CodeType
from typing import Any

from briefing import __version__, digest, language, stopping
from briefing.diagnostics import Diagnostic, Place, Related
from briefing.model.template import Anatomy, Form, Part, Site, Tag, Template
from briefing.word import alike
from briefing.word.look import Look, Numbering, Styles
from briefing.word.package import Member

MOST_KEPT = 256  # templates; the oldest go
MOST_SOUND = 8192  # empty files, each the name of what was found sound
_NOUNS: tuple[Any, ...] = (
    *(Template, Part, Anatomy, Tag, Site, language.Program),
    *(Look, Styles, Numbering, Member, Form, Place, Related, Diagnostic),
)
_MADE_BY = ("template", "word", "word/emit", "word/fields", "word/verify", "language", "model")
_PLACE = _NOUNS.index(Place)
# Whatever has the entry's name: a pipe is not waited for, and no link followed.
_LOOKING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
_PLAIN = (str, bytes, int, float, bool, type(None), CodeType)

Entry = tuple[Template, tuple[Diagnostic, ...]]


def key(data: bytes) -> str:
    """What a template with these bytes is kept under."""
    state = digest.of(data)
    for part in (__version__, sys.version, sys.implementation.cache_tag or "", *_code()):
        state.update(f"\0{part}".encode())
    return state.hexdigest()


@functools.cache
def _code() -> tuple[str, ...]:
    """The state of the modules that make a compiled template, so that a changed checkout or another Jinja compiles
    anew."""
    own = Path(__file__).parent
    return tuple(_states((own, *(own / name for name in _MADE_BY), language.JINJA)))


def _states(folders: Iterable[Path]) -> Iterator[str]:
    for folder in folders:
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith(".py"):
                    state = entry.stat()
                    yield f"{entry.name} {state.st_size} {state.st_mtime_ns}"


def find(name: str, path: str) -> Entry | None:
    """The template kept under a key, with its warnings; None if there is none. `path` is what its places say."""
    folder = _folder(os.environ)
    if folder is None or not _is_private(folder):
        return None
    try:
        with open(os.open(folder / name, _LOOKING), "rb") as file:
            state = os.fstat(file.fileno())
            whole = file.read() if stat.S_ISREG(state.st_mode) and _is_own(state) else b""
        stated, entry = whole[: digest.SIZE], whole[digest.SIZE :]
        if stated != _digest(name, entry):
            return None
        template, warnings = _read(marshal.loads(entry), path)
    except Exception:  # whatever it is: the template is compiled again
        return None
    return (template, warnings) if isinstance(template, Template) else None


def keep(name: str, entry: Entry) -> None:
    """Keeps a compiled template under a key, if it can."""
    folder = _folder(os.environ)
    if folder is None:
        return
    with stopping.undoing(), contextlib.suppress(OSError, ValueError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_private(folder):
            return
        _put(folder, name, marshal.dumps(_written(entry)))
        for most, empty in ((MOST_KEPT, False), (MOST_SOUND, True)):  # only here: it takes a look at all of them
            _forget_oldest(folder, most, empty=empty)


def shape(members: Mapping[str, Member], template: Mapping[str, Member]) -> str:
    """What tells a rendered file's structure: all of it except the text between tags of the members that were rendered,
    and the number of rows that differ in it alone.

    Emitting escapes text, so two files of one shape are both valid or both not.
    """
    state = digest.of()
    for part in (__version__, *_code()):
        state.update(f"\0{part}".encode())
    for name, member in sorted(members.items()):
        state.update(f"\0{name}\0".encode())
        untouched = member is template.get(name) or not name.endswith((".xml", ".rels"))
        state.update(member.data if untouched else alike.form(member.read()))
    return f"{state.hexdigest()}.verified"


def is_sound(name: str) -> bool:
    """Whether what this names (a file's shape, a template with the names it may use) was looked at before, and nothing
    was found."""
    folder = _folder(os.environ)
    return folder is not None and _is_private(folder) and os.path.isfile(folder / name)  # False, whatever hinders


def keep_sound(name: str) -> None:
    """Remembers that nothing was found in what this names."""
    folder = _folder(os.environ)
    if folder is None or not _is_private(folder):
        return
    with contextlib.suppress(OSError):
        (folder / name).touch(mode=0o600)


def _folder(environment: Mapping[str, str]) -> Path | None:
    """The cache folder: BRIEFING_CACHE, else what the system says is for caches; None for none."""
    own = environment.get("BRIEFING_CACHE", "")
    if own:
        return None if own == "off" else Path(own)
    usual = {"win32": ("LOCALAPPDATA", ""), "darwin": ("HOME", "Library/Caches")}.get(sys.platform, ("HOME", ".cache"))
    base = environment.get("XDG_CACHE_HOME", "") if sys.platform not in ("win32", "darwin") else ""
    home = environment.get(usual[0], "")
    if not base and not home:
        return None
    folder = Path(base) if base else Path(home) / usual[1]
    return folder / "briefing" if folder.is_absolute() else None


def _is_private(folder: Path) -> bool:
    try:
        state = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(state.st_mode) and _is_own(state)


def _is_own(state: os.stat_result) -> bool:
    """Whether only this user can have written it. Windows keeps a user's folders private by itself."""
    if sys.platform == "win32":
        return True
    return state.st_uid == os.getuid() and not state.st_mode & 0o077


def _put(folder: Path, name: str, entry: bytes) -> None:
    """Writes an entry with its digest, whole or not at all."""
    temporary = folder / f".{name}.{os.getpid()}"
    try:
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(_digest(name, entry) + entry)
        os.replace(temporary, folder / name)
    finally:
        temporary.unlink(missing_ok=True)


def _digest(name: str, entry: bytes) -> bytes:
    return digest.of(name.encode() + b"\0" + entry).digest()


def _forget_oldest(folder: Path, most: int, *, empty: bool) -> None:
    found = [(file, file.stat()) for file in folder.iterdir() if file.is_file()]
    files = sorted((state.st_mtime_ns, file) for file, state in found if (state.st_size == 0) is empty)
    for _, file in files[:-most]:
        file.unlink(missing_ok=True)


def _written(value: Any) -> Any:
    """A value in what marshal takes: our nouns as lists with their number in front. A place leaves its path out."""
    if type(value) in _PLAIN:
        return value
    if type(value) in _NOUNS:
        number = _NOUNS.index(type(value))
        fields = ("", *value[1:]) if number == _PLACE else value
        return [number, *(_written(field) for field in fields)]
    if isinstance(value, tuple):
        return tuple(_written(item) for item in value)
    if isinstance(value, frozenset):
        return frozenset(_written(item) for item in value)
    if isinstance(value, Mapping):
        return {key: _written(item) for key, item in value.items()}
    raise ValueError(f"{type(value).__name__} cannot be kept")


def _read(value: Any, path: str) -> Any:
    if isinstance(value, list):
        number, *fields = value
        if number == _PLACE:
            return Place(path, *fields[1:])
        noun = _NOUNS[number]
        return noun(*(_read(field, path) for field in fields))
    if isinstance(value, tuple):
        return tuple(_read(item, path) for item in value)
    if isinstance(value, dict):
        return {key: _read(item, path) for key, item in value.items()}
    return value
