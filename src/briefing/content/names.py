"""Ids that are named must be defined, and what is defined should be named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from briefing.diagnostics import Diagnostic, did_you_mean
from briefing.model.content import Audiences, Mention, MentionKind, Topic

_UNKNOWN: dict[MentionKind, str] = {
    "source": "C130",
    "fact": "C131",
    "term": "C132",
    "audience": "C133",
    "section": "C134",
    "block": "C135",
    "part": "C138",
    "depth": "C136",
}
_SHOWN = 12


def unknown(mentions: Iterable[Mention], known: Mapping[MentionKind, Collection[str]]) -> Iterator[Diagnostic]:
    """An error for each mention of something that is not known, among the kinds that `known` speaks of."""
    for kind, name, span in mentions:
        if kind in known and name not in known[kind]:
            hints = did_you_mean(name.lower(), known[kind]) or _defined(kind, known[kind])  # ids are small
            yield Diagnostic(_UNKNOWN[kind], f"unknown {kind} '{name}'", span, hints)


def cross_check(topics: Collection[Topic], audiences: Audiences, *, complete: bool = True) -> tuple[Diagnostic, ...]:
    """What topics and audiences say of each other and is not so.

    Audiences and depths that a topic names must exist. Sections and blocks that audiences name must exist in one of the
    topics; that cannot be judged unless these are all of the project's, which `complete` says.
    """
    readers: dict[MentionKind, Collection[str]] = {
        "audience": audiences.audiences.keys(),
        "depth": audiences.depths,
    }
    parts: dict[MentionKind, Collection[str]] = {
        "section": {section.id for topic in topics for section in topic.sections},
        "block": {name for topic in topics for name in _blocks(topic)},
    }
    faults = [fault for topic in topics for fault in unknown(topic.mentions, readers)]
    return (*faults, *(unknown(audiences.mentions, parts) if complete else ()))


def unused(topic: Topic) -> Iterator[Diagnostic]:
    """A warning for each source that nothing rests on and each fact that nothing says."""
    named = {(mention.kind, mention.id) for mention in topic.mentions}
    for name in topic.sources:
        if ("source", name) not in named:
            where = topic.sources[name].span
            yield Diagnostic("C141", f"nothing cites the source '{name}'", where, ("take it away, or cite it",))
    for name, fact in topic.facts.items():
        if not fact.timeline and ("fact", name) not in named:
            hint = "if only a template names it, ignore this; else take it away"
            yield Diagnostic("C142", f"no text, key fact or timeline names the fact '{name}'", fact.span, (hint,))


def _blocks(topic: Topic) -> Iterator[str]:
    if topic.bottom_line:
        yield topic.bottom_line.id
    for section in topic.sections:
        yield from (block.id for block in section.blocks)


def _defined(kind: MentionKind, names: Collection[str]) -> tuple[str, ...]:
    if not names:
        return (f"no {kind} is defined",)
    shown = sorted(names)[:_SHOWN]
    return (f"known: {', '.join(shown)}{', …' if len(names) > _SHOWN else ''}",)
