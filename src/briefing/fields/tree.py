"""What a template needs, as a tree to read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing import show
from briefing.fields import wording
from briefing.language.need import ITEM, Need


def tree(need: Need, name: str) -> str:
    """A branch for each value: its name, its kind and where it is used; `[]` behind the name of a list."""
    if not need.fields:
        return f"{show.visible(name)} needs no values\n"
    return f"{show.visible(name)}\n{show.table(_rows(wording.named(need), ''))}"


def _rows(branches: Mapping[str, Need], margin: str) -> Iterator[tuple[str, str, str]]:
    for left, (name, need) in zip(reversed(range(len(branches))), branches.items(), strict=True):
        inmost = _inmost(need)
        brackets = ITEM * _depth(need)
        yield f"{margin}{'├─' if left else '└─'} {show.visible(name)}{brackets}", _kind(need), wording.places(need)
        yield from _rows(_branches(inmost), margin + ("│  " if left else "   "))


def _kind(need: Need) -> str:
    return ", ".join(filter(None, (wording.kind(need), wording.absence(need))))


def _inmost(need: Need) -> Need:
    """The members of the members: what a list holds in the end."""
    return _inmost(need.fields[ITEM]) if need.kind == "list" else need


def _depth(need: Need) -> int:
    return 1 + _depth(need.fields[ITEM]) if need.kind == "list" else 0


def _branches(need: Need) -> Mapping[str, Need]:
    if need.kind == "row":
        return {str(number): one for number, one in enumerate(need.positions, 1)}
    return wording.named(need) if need.kind == "record" else {}
