"""A project's files → what was written in them, checked against each other."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from briefing import content, limits, lock, project
from briefing.diagnostics import Diagnostic, did_you_mean, has_errors
from briefing.model.content import Audiences, Content
from briefing.project import Project, shown

Diagnostics = tuple[Diagnostic, ...]


class Written(NamedTuple):
    """What a project holds: its topics, as far as they could be read and were asked for, each with the audiences.

    `wanted` are the audiences asked for, `accepted` what briefing.lock keeps. `complete` says that no topic is missing,
    so that what is named nowhere is unknown. `sound` says that no error was found in the content; a name that was
    mistyped on the command line is none. `recipients` are the values of a recipient for each audience that gets
    personal copies.
    """

    project: Project
    audiences: Audiences | None
    contents: tuple[Content, ...]
    wanted: tuple[str, ...]
    accepted: lock.Accepted | None
    complete: bool
    sound: bool
    recipients: Mapping[str, Mapping[str, str]] = MappingProxyType({})


_OF_THE_COMMAND = ("A101", "P108")  # faults of what was typed, which leave the content sound


def load(start: Path, audiences: Sequence[str] = (), topics: Sequence[str] = ()) -> tuple[Written | None, Diagnostics]:
    """The project that a folder is in, with the audiences and topics asked for, all if none was; None if none is
    there."""
    found, diagnostics = project.find(start)
    if has_errors(diagnostics):
        return None, diagnostics
    with limits.granted(found.limits, unless_said=True):
        return _loaded(found, diagnostics, audiences, topics)


def _loaded(
    found: Project, diagnostics: Diagnostics, audiences: Sequence[str], topics: Sequence[str]
) -> tuple[Written, Diagnostics]:
    readers, faults = content.load_audiences(shown(found.audiences))
    wanted, unknown = _chosen("A101", "audience", audiences, tuple(readers.audiences) if readers else ())
    known = {path.stem: path for path in found.topics}
    chosen, more = _chosen("P108", "topic", topics, tuple(known))
    diagnostics += faults + (unknown if readers else ()) + more
    contents: list[Content] = []
    for name in chosen:
        topic, faults = content.load_topic(shown(known[name]), found.root)
        diagnostics += faults
        if topic is not None and readers is not None:
            contents.append(Content(topic, readers))
    complete = readers is not None and len(contents) == len(found.topics)
    if readers is not None:
        diagnostics += content.cross_check(tuple(one.topic for one in contents), readers, complete=complete)
    accepted, faults = lock.read(shown(found.root / lock.NAME))
    diagnostics += faults
    sound = not has_errors(one for one in diagnostics if one.code not in _OF_THE_COMMAND)
    return Written(found, readers, tuple(contents), wanted, accepted, complete, sound), diagnostics


def heard(found: Project, diagnostics: Iterable[Diagnostic]) -> Diagnostics:
    """Each once, without the warnings that the project ignores."""
    return tuple(one for one in dict.fromkeys(diagnostics) if one.is_error or one.code not in found.ignore)


def listed(names: Iterable[str]) -> str:
    """A hint that names all there are."""
    return f"there are: {', '.join(names)}"


def _chosen(code: str, kind: str, names: Sequence[str], known: Sequence[str]) -> tuple[tuple[str, ...], Diagnostics]:
    """Those of the known ones that were asked for by name, all if none was; a fault for each that is not known."""
    faults = tuple(
        Diagnostic(code, f"there is no {kind} '{name}'", None, did_you_mean(name, known) or (listed(known),))
        for name in dict.fromkeys(names)
        if name not in known
    )
    return tuple(name for name in dict.fromkeys(names or known) if name in known), faults
