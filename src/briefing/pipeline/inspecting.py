"""Finished files: what is wrong with them, which edition each is, and whether that would still be built."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from briefing import checks, limits
from briefing.diagnostics import Diagnostic, Place, has_errors
from briefing.pipeline import build_in_memory
from briefing.pipeline.editions import resolved
from briefing.pipeline.loading import Diagnostics, load
from briefing.word import leaks, package, parts, seal
from briefing.word.fields.properties import properties
from briefing.word.package import Member, Unreadable
from briefing.writing import reason

_TOO_LARGE = "O219"
_KINDS = (".docx", ".docm", ".dotx", ".dotm")


class Identity(NamedTuple):
    """Which edition a file is. `stated` are its properties by their names in small letters. `news` says why it is no
    longer what would be built, "" if it is; None where that cannot be told. `edited` says whether it was changed since
    it was written."""

    file: Path
    making: seal.Making
    stated: dict[str, str]
    edited: bool
    news: str | None


def files_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files, and of folders the Word files in them, without those that Word makes beside a file that is open."""
    found: list[Path] = []
    for path in paths:
        is_folder = os.path.isdir(path)  # which takes any name
        within = sorted(one for one in path.rglob("*") if one.suffix.lower() in _KINDS) if is_folder else (path,)
        found += [one for one in within if not one.name.startswith("~$")]
    return tuple(dict.fromkeys(found))


def verified(files: Iterable[Path], start: Path) -> Diagnostics:
    """What is wrong with Word files: as packages, as WordprocessingML, and in those that the project at `start` built,
    words that their readers are not to have."""
    return tuple(fault for file in files for fault in _verified(file, start))


def _verified(file: Path, start: Path) -> Iterator[Diagnostic]:
    from briefing.word import verify

    data, faults = _read(file)
    if faults:
        yield from faults
        return
    with limits.stage(f"verifying {file}"):
        members, stated, refused = _opened(file, data)
        is_bounded = not any(fault.code == _TOO_LARGE for fault in refused)  # else verifying may not end
        found = verify.verify(data, str(file)) if is_bounded else ()
        found = found if has_errors(found) else (*found, *refused)
        yield from found
        yield from _unfilled(verify.tags_left(data, str(file)) if not has_errors(found) else ())
    if not has_errors(found):
        yield from _leaked(file, members, seal.read(stated), start)


def _unfilled(tags: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """One warning for all tags: a template has them, and nothing is wrong with that."""
    if tags:
        number = f"{len(tags)} tags of a template" if len(tags) > 1 else "a tag of a template"
        hint = "a template has them; in a finished file, nobody filled it in" if len(tags) == 1 else _UNFILLED
        yield Diagnostic("O296", f"the file holds {number}", tags[0].where, (hint,))


_UNFILLED = "a template has them; in a finished file, nobody filled them in. The first is shown"


def _leaked(file: Path, members: Mapping[str, Member], making: seal.Making | None, start: Path) -> Iterator[Diagnostic]:
    written, diagnostics = load(start, topics=(making.topic,)) if making else (None, ())
    if making is None or written is None or has_errors(diagnostics) or making.audience not in written.wanted:
        return
    for content in written.contents:
        ((brief, _),) = resolved(content, (making.audience,))
        source = leaks.Source(str(file), parts.main_part(members), members)
        yield from leaks.leaked(members, checks.withheld(content, brief), source)


def identified(files: Iterable[Path], start: Path) -> tuple[tuple[Identity, ...], Diagnostics]:
    """Which editions files are, compared with what the project at `start` would build today."""
    found: list[Identity] = []
    diagnostics: Diagnostics = ()
    for file in files:
        data, faults = _read(file)
        members, stated, faults = _opened(file, data) if not faults else ({}, {}, faults)
        making = seal.read(stated)
        diagnostics += faults
        if making is not None:
            news = None if making.copy else _news(making, stated, start)
            one = Identity(file, making, stated, seal.fingerprint(members) != making.file, news)
            found.append(one)
            diagnostics += _told(one)
        elif not faults:
            hint = "only what `briefing build` has written says which edition it is"
            diagnostics += (Diagnostic("O401", "the file does not say what made it", Place(str(file), ""), (hint,)),)
    return tuple(found), diagnostics


def _told(one: Identity) -> Diagnostics:
    """An error where a file is no longer what would be built, a warning where somebody changed it."""
    where, said = Place(str(one.file), ""), list[Diagnostic]()
    if one.news:
        again = f"`briefing build -t {one.making.topic} -a {one.making.audience}` makes it anew"
        said.append(Diagnostic("O402", f"the file is no longer current: {one.news}", where, (again,)))
    if one.edited:
        by = one.stated.get("application", "")
        message = "the file was changed after it was built" + (f", in {by}" if by and by != "briefing" else "")
        said.append(Diagnostic("O403", message, where, ("what was changed there is in no source: carry it over",)))
    return tuple(said)


def _news(making: seal.Making, stated: dict[str, str], start: Path) -> str | None:
    """Why an edition is no longer what the project at `start` would build; None where there is no such project, or it
    builds nothing now."""
    members, diagnostics = build_in_memory(start, making.audience, making.topic)
    unknown = {"A101": f"there is no audience '{making.audience}' any more", "P108": _gone(making.topic)}
    if told := next((unknown[one.code] for one in diagnostics if one.code in unknown), ""):
        return told
    if not members:
        return None
    now = properties(members)
    fresh = seal.read(now)
    assert fresh is not None
    if fresh.template != making.template:
        return f"'{making.audience}' gets the template {fresh.template} now, and not {making.template}"
    if now.get("version", "") != stated.get("version", ""):
        return f"it is of version {stated.get('version') or '-'}, the topic of version {now.get('version') or '-'}"
    if fresh.design != making.design:
        return f"the template {making.template} has changed"
    return "" if fresh.content == making.content else "the content has changed"


def _gone(topic: str) -> str:
    return f"there is no topic '{topic}' any more"


def _opened(file: Path, data: bytes) -> tuple[Mapping[str, Member], dict[str, str], Diagnostics]:
    """The members of a file and its properties, or why they are not read."""
    try:
        members = package.read(data)
        return members, properties(members), ()
    except Unreadable as fault:
        code = _TOO_LARGE if fault.code == "T003" else "O200"
        return {}, {}, (Diagnostic(code, fault.message, Place(str(file), ""), fault.hints),)


def _read(file: Path) -> tuple[bytes, Diagnostics]:
    """The bytes of a file, or why it cannot be read."""
    try:
        return package.content(file), ()
    except Unreadable as fault:
        why, hints = fault.message, fault.hints
    except (OSError, ValueError) as fault:
        why, hints = reason(fault), ()
    return b"", (Diagnostic("O200", f"the file cannot be read: {why}", Place(str(file), ""), hints),)
