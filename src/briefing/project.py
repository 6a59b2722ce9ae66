"""Where content, audiences, templates and outputs live."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from briefing import datafile
from briefing import limits as bounds
from briefing.diagnostics import Diagnostic, Span, did_you_mean
from briefing.model.content import EMPTY, Items, Record

SETTINGS = "briefing.yaml"
AUDIENCES = "audiences.yaml"
_FOLDERS = {"content": "content", "templates": "templates", "output": "build"}
_YAML = (".yaml", ".yml")


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
    start = _straight(start)
    root = next((folder for folder in (start, *start.parents) if _is_root(folder)), None)
    if root is None:
        hint = "make one with `briefing new`, or go into the folder that holds content/ and templates/"
        return _laid_out(start, EMPTY), (Diagnostic("P101", "no project here", Span(str(start)), (hint,)),)
    settings, faults = _settings(root)
    project = _laid_out(root, settings)
    return project, (*faults, *_mistakes(settings, root), *_missing(project))


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
    return (folder / SETTINGS).is_file() or all((folder / _FOLDERS[name]).is_dir() for name in ("content", "templates"))


def _settings(root: Path) -> tuple[Record, tuple[Diagnostic, ...]]:
    if not (root / SETTINGS).is_file():
        return EMPTY, ()
    document, faults = datafile.read(shown(root / SETTINGS))
    if document is None:  # an empty briefing.yaml marks a root and says no more
        return EMPTY, tuple(fault for fault in faults if fault.code != "C107")
    if not isinstance(document.root, Record):
        message = "the file must hold keys with values, `key: value`"
        hint = "write some, such as `output: papers`, or leave it empty"
        return EMPTY, (*faults, Diagnostic("P106", message, document.span, (hint,)))
    return document.root, faults


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
    files = _files(content)
    return tuple(path for path in files if path.suffix in _YAML and path.stem != "audiences" and path.name[0] != ".")


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
    """What a project has to have and this one has not."""
    if not project.content.is_dir():
        hint = "make it, with one YAML file per topic and audiences.yaml in it, or set `content:` in briefing.yaml"
        yield Diagnostic("P102", "the folder of content is missing", Span(str(shown(project.content))), (hint,))
    elif not project.topics:
        hint = "write one: title, as_of, version, language, owner, bottom_line, sections"
        if misnamed := next((path.name for path in _files(project.content) if _is_nearly_a_topic(path)), ""):
            hint = f"rename '{misnamed}': topics end in .yaml, in small letters"
        yield Diagnostic("P103", "the folder holds no topic", Span(str(shown(project.content))), (hint,))
    if project.content.is_dir() and not project.audiences.is_file():
        hint = "write it: depths, and audiences with label, template and depth"
        yield Diagnostic("P105", "the file of audiences is missing", Span(str(shown(project.audiences))), (hint,))
    if not project.templates.is_dir():
        hint = "make it, or set `templates:` in briefing.yaml; `briefing template` makes a first Word template"
        yield Diagnostic("P104", "the folder of templates is missing", Span(str(shown(project.templates))), (hint,))
