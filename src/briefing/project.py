"""Where content, audiences, templates and outputs live."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from briefing import datafile
from briefing import limits as bounds
from briefing.diagnostics import Diagnostic, Span, did_you_mean
from briefing.model.record import EMPTY, Items, Record
from briefing.writing import reason

SETTINGS = "briefing.yaml"
AUDIENCES = "audiences.yaml"
_FOLDERS = {"content": "content", "templates": "templates", "output": "build"}
_YAML = (".yaml", ".yml")
_RIGHTS = "look at the rights of the folder"


class Project(NamedTuple):
    """A project on disk. Paths are absolute; `topics` are in order of name; `ignore` are codes of warnings,
    `limits` what the project says of them, by their names; `external` says whether templates keep what they fetch from
    elsewhere."""

    root: Path
    content: Path
    templates: Path
    output: Path
    topics: tuple[Path, ...] = ()
    audiences: Path = Path()
    ignore: frozenset[str] = frozenset()
    limits: Mapping[str, int] = MappingProxyType({})
    external: bool = False


def find(start: Path) -> tuple[Project, tuple[Diagnostic, ...]]:
    """The project that a folder (or a file in it) belongs to.

    Its root is the nearest folder upwards that holds briefing.yaml, or both content/ and templates/. Where there is
    none, the project is `start` itself, empty, with an error.
    """
    try:
        start = _straight(start)
    except OSError:
        hint = "go into one that is there"
        return _empty(start), (Diagnostic("P101", "the folder that one is in has been deleted", None, (hint,)),)
    if not os.path.exists(start):
        hint = "look at its spelling; `briefing new` makes a project"
        return _empty(start), (Diagnostic("P101", "there is no such folder", Span(str(shown(start))), (hint,)),)
    if os.path.isdir(start) and (refused := _refused(start)):
        return _empty(start), (
            Diagnostic("P101", f"the folder cannot be read: {refused}", Span(str(start)), (_RIGHTS,)),
        )
    root = next((folder for folder in (start, *start.parents) if _is_root(folder)), None)
    if root is None:
        hint = "make one with `briefing new`, or go into the folder that holds content/ and templates/"
        return _empty(start), (Diagnostic("P101", "no project here", Span(str(start)), (hint,)),)
    settings, faults = _settings(root)
    project = _laid_out(root, settings)
    return project, (*faults, *_mistakes(settings, root), *_misplaced(settings, project), *_missing(project))


def overwriting(project: Project, files: Iterable[Path]) -> tuple[Diagnostic, ...]:
    """A fault for the first of the files to be written that would take the place of one that is read, be it by a link;
    none of those in the output folder does, unless that is the folder of content or templates itself."""
    named = {"content": _real(project.content), "templates": _real(project.templates)}
    output, root = _real(project.output), _real(project.root)
    inputs = {_real(path) for path in (*project.topics, project.audiences, project.root / SETTINGS)}
    held = [folder for folder in named.values() if folder != root]
    for file in files:
        target = _real(file)
        what = next((name for name, folder in named.items() if target.parent == output == folder), "")
        if what:
            message, hint = f"papers cannot be made in the folder of {what}", "name another folder with -o"
            return (Diagnostic("O106", message, Span(str(file.parent)), (hint,)),)
        is_held = any(map(target.is_relative_to, held)) and not target.is_relative_to(output) and target.exists()
        if target in inputs or is_held:
            message, hint = "a file that is read would be overwritten", "name another file with -o"
            return (Diagnostic("O106", message, Span(str(file)), (hint,)),)
    return ()


def led_out(files: Iterable[Path], root: Path | None = None) -> tuple[Diagnostic, ...]:
    """A fault for the first of the files to be written that a link would put elsewhere: out of its folder, or with that
    out of `root`, the project."""
    for file in files:
        folder, target = _real(file.parent), _real(file)
        if root is not None and not folder.is_relative_to(_real(root)):
            message = f"the folder of papers is a link that leads out of the project, to {folder}"
            hint = f"if they are to go there, say so: -o {folder}; else take the link away"
            return (Diagnostic("O106", message, Span(str(file.parent)), (hint,)),)
        if target.parent != folder:
            message = f"a link stands here that leads out of the folder of papers, to {target}"
            return (Diagnostic("O106", message, Span(str(file)), ("take the link away",)),)
    return ()


def _real(path: Path) -> Path:
    """Where a path leads, links followed; where it can be no file's, as is told elsewhere, the path itself."""
    try:
        return Path(os.path.realpath(path))
    except ValueError:
        return path


def shown(path: Path) -> Path:
    """A path as it reads best from where the command was typed."""
    try:
        return path.relative_to(Path.cwd())
    except (ValueError, OSError):
        return path


def _straight(path: Path) -> Path:
    """The absolute path without `..`. Links stay, so that a project lies where its user sees it, unless `..` behind a
    link leads elsewhere than it reads."""
    straight = Path(os.path.normpath(path.absolute()))
    try:
        return straight if ".." not in path.parts or straight.samefile(path) else path.resolve()
    except OSError:
        return straight


def _is_root(folder: Path) -> bool:
    both = (folder / _FOLDERS[name] for name in ("content", "templates"))
    return os.path.lexists(folder / SETTINGS) or all(map(os.path.isdir, both))


def _settings(root: Path) -> tuple[Record, tuple[Diagnostic, ...]]:
    if not os.path.lexists(root / SETTINGS):
        return EMPTY, ()
    document, faults = datafile.read(shown(root / SETTINGS))
    if document is None:  # an empty briefing.yaml marks a root and says no more
        return EMPTY, tuple(fault for fault in faults if fault.code != "C107")
    if not isinstance(document.root, Record):
        message = "the file must hold keys with values, `key: value`"
        hint = "write some, such as `output: papers`, or leave it empty"
        return EMPTY, (*faults, Diagnostic("P106", message, document.span, (hint,)))
    return document.root, faults


def _empty(root: Path) -> Project:
    content, templates, output = (root / folder for folder in _FOLDERS.values())
    return Project(root, content, templates, output)


def _laid_out(root: Path, settings: Record) -> Project:
    content, templates, output = (root / _folder(settings, name) for name in _FOLDERS)
    ignored = settings.get("ignore")
    ignore = frozenset(map(str, ignored)) if isinstance(ignored, Items) else frozenset[str]()
    audiences, external = content / AUDIENCES, settings.get("external") == "keep"
    return Project(root, content, templates, output, _topics(content), audiences, ignore, _limits(settings), external)


def _limits(settings: Record) -> Mapping[str, int]:
    said = settings.get("limits")
    typed = {name: bounds.typed(name, str(value)) for name, value in said.items()} if isinstance(said, Record) else {}
    return {name: number for name, number in typed.items() if number is not None}


def _files(folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(sorted(folder.iterdir()))
    except OSError:
        return ()


def _is_nearly_a_topic(path: Path) -> bool:
    """Whether a file would be a topic, were it not for the end of its name."""
    return (
        path.stem != "audiences" and path.name[0] != "." and path.suffix.lower() in _YAML and path.suffix not in _YAML
    )


def _topics(content: Path) -> tuple[Path, ...]:
    return tuple(path for path in _files(content) if _is_topic(path) and _is_text(path.name))


def _is_topic(path: Path) -> bool:
    return path.suffix in _YAML and path.stem != "audiences" and path.name[0] != "."


def _is_text(name: str) -> bool:
    """Whether a file's name can be printed: on Linux, names are any bytes, and those that are not UTF-8 are no text."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def _folder(settings: Record, name: str) -> str:
    typed = settings.get(name)
    return typed if isinstance(typed, str) and not _outside(typed) else _FOLDERS[name]


def _outside(folder: str) -> bool:
    path = Path(folder)
    return path.is_absolute() or ".." in path.parts or not folder.strip() or "\0" in folder


def _mistakes(settings: Record, root: Path) -> Iterator[Diagnostic]:
    known = (*_FOLDERS, "ignore", "limits", "external")
    for key, value in settings.items():
        if key not in known:
            hints = (*did_you_mean(key, known), f"known here: {', '.join(known)}")
            yield Diagnostic("P106", f"unknown key '{key}'", settings.key_span(key), hints)
        elif key == "ignore":
            yield from _ignored(value, settings.value_span(key))
        elif key == "limits":
            yield from _mistaken(value, settings.value_span(key))
        elif key == "external":
            if value not in ("keep", "drop"):
                message = "'external' is 'drop' or 'keep': what templates fetch from elsewhere when they are opened"
                yield Diagnostic("P106", message, settings.value_span(key))
        elif not isinstance(value, str) or _outside(value):
            hint = f"name it by its path from {root.name}/"
            yield Diagnostic("P106", f"'{key}' must be a folder inside the project", settings.value_span(key), (hint,))


def _misplaced(settings: Record, project: Project) -> Iterator[Diagnostic]:
    """Papers that would be made among the files that are read."""
    if _real(project.output) in (_real(project.content), _real(project.templates)):
        message, hint = "'output' must be a folder of its own", "its papers would stand among the files that are read"
        yield Diagnostic("P106", message, settings.value_span("output"), (hint,))


def _ignored(codes: object, span: Span) -> Iterator[Diagnostic]:
    from briefing.codes import CODES

    if not isinstance(codes, Items):
        yield Diagnostic("P106", "'ignore' must be a list of codes", span, ("ignore: [C140, C142]",))
        return
    for code, where in zip(codes, codes.spans, strict=True):
        if str(code) not in CODES:
            yield Diagnostic("P107", f"there is no code '{code}'", where, did_you_mean(str(code), CODES))
        elif CODES[str(code)].severity == "error":
            yield Diagnostic("P107", f"{code} is an error and cannot be ignored", where)


def _mistaken(limits: object, span: Span) -> Iterator[Diagnostic]:
    known = bounds.Limits._fields
    if not isinstance(limits, Record):
        yield Diagnostic("P112", "'limits' must be limits by their names", span, ("limits: {seconds: 60}",))
        return
    for name, value in limits.items():
        if name not in known:
            hints = did_you_mean(name, known) or (f"there are: {', '.join(known)}",)
            yield Diagnostic("P112", f"there is no limit '{name}'", limits.key_span(name), hints)
        elif bounds.typed(name, str(value)) is None:
            hint = "write 200 MiB, or a number of bytes" if name in bounds.SIZES else "write a whole number above 0"
            yield Diagnostic("P112", f"'{value}' is no limit for '{name}'", limits.value_span(name), (hint,))


def _missing(project: Project) -> Iterator[Diagnostic]:
    """What a project has to have and this one has not, or not so that it can be read."""
    content, templates = Span(str(shown(project.content))), Span(str(shown(project.templates)))
    if not os.path.isdir(project.content):
        hint = "make it, with one YAML file per topic and audiences.yaml in it, or set `content:` in briefing.yaml"
        yield Diagnostic("P102", "the folder of content is missing", content, (hint,))
    elif refused := _refused(project.content):
        yield Diagnostic("P102", f"the folder of content cannot be read: {refused}", content, (_RIGHTS,))
    else:
        yield from _missing_content(project, content)
    if not os.path.isdir(project.templates):
        hint = "make it, or set `templates:` in briefing.yaml; `briefing template` makes a first Word template"
        yield Diagnostic("P104", "the folder of templates is missing", templates, (hint,))
    elif refused := _refused(project.templates):
        yield Diagnostic("P104", f"the folder of templates cannot be read: {refused}", templates, (_RIGHTS,))


def _missing_content(project: Project, where: Span) -> Iterator[Diagnostic]:
    files = _files(project.content)
    unreadable = [path.name for path in files if _is_topic(path) and not _is_text(path.name)]
    for name in unreadable:
        printable = os.fsencode(name).decode("utf-8", "backslashreplace")
        hint = "rename it: your system writes names in UTF-8"
        yield Diagnostic("P113", f"the name of the topic '{printable}' cannot be read", where, (hint,))
    if not project.topics and not unreadable:
        hint = "write one: title, as_of, version, language, owner, bottom_line, sections"
        if misnamed := next((path.name for path in files if _is_nearly_a_topic(path)), ""):
            hint = f"rename '{misnamed}': topics end in .yaml, in small letters"
        yield Diagnostic("P103", "the folder holds no topic", where, (hint,))
    yield from _of_one_name(project.topics)
    if not os.path.lexists(project.audiences):
        hint = "write it: depths, and audiences with label, template and depth"
        yield Diagnostic("P105", "the file of audiences is missing", Span(str(shown(project.audiences))), (hint,))


def _of_one_name(topics: Iterable[Path]) -> Iterator[Diagnostic]:
    """Topics whose papers would have one name, here or on a disk that knows no capitals."""
    first: dict[str, Path] = {}
    for path in topics:
        other = first.setdefault(_alike(path.stem), path)
        if other != path:
            message, hint = f"'{path.name}' and '{other.name}' would make papers of one name", "rename one of them"
            yield Diagnostic("P114", message, Span(str(shown(path))), (hint,))


def _alike(name: str) -> str:
    """What names have in common that a disk may take for one: no capitals, and accents stored in one way."""
    if name.isascii():
        return name.lower()
    import unicodedata  # for names in all scripts; most starts need none

    return unicodedata.normalize("NFC", name).lower()


def _refused(folder: Path) -> str:
    """Why the files of a folder cannot be listed or opened, if so."""
    try:
        os.stat(f"{folder}/.")  # asks for the right to open what is in it
        os.listdir(folder)
    except OSError as fault:
        return reason(fault)
    return ""
