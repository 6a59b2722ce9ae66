"""Word files with the page numbers that their contents lists and references ask for: LibreOffice lays them out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefing import convert, limits
from briefing.diagnostics import Diagnostic
from briefing.word import fields, package, parts, pieces, survey
from briefing.word.fields import layout
from briefing.word.look import Look
from briefing.word.package import Member


class _Opened(NamedTuple):
    """A Word file taken apart, the parts of it that hold fields, and what these are about."""

    members: dict[str, Member]
    look: Look
    names: tuple[str, ...]
    told: dict[str, str]


def laid_out(files: Sequence[bytes]) -> tuple[tuple[bytes, ...], tuple[Diagnostic, ...]]:
    """The files with their pages in them, in one start of LibreOffice; errors where it makes none (O101 to O104).

    The numbers are those of LibreOffice's pages, which are Word's where both have the same fonts.
    """
    with limits.of_our_own():
        opened = [_opened(data) for data in files]
    marked = []
    for one in opened:
        made, _ = fields.refreshed(one.members, one.look, one.names, one.told, layout.Unknown())
        one.members.update(made)
        marked.append(layout.marked(one.members, one.look))
    wanted = [number for number, one in enumerate(marked) if one.bookmarks]
    found, problems = (
        convert.places([package.written(marked[number].members.values()) for number in wanted]) if wanted else ((), ())
    )
    if problems:
        return (), problems
    finished = list(files)
    for number, places in zip(wanted, found, strict=True):
        one = opened[number]
        made, _ = fields.refreshed(one.members, one.look, one.names, one.told, marked[number].pages(places))
        finished[number] = package.written({**one.members, **made}.values())
    return tuple(finished), ()


def _opened(data: bytes) -> _Opened:
    members = package.read(data)
    main = parts.main_part(members)
    look = survey.look(members, main, pieces.text_width(parts.read(members, main)))
    names = [story.name for story in parts.stories(members, main) if story.kind in fields.STORIES]
    holding = tuple(name for name in names if name == main or fields.hold(members[name]))
    return _Opened(members, look, holding, fields.told(members, look, holding))
