"""Ids that are named must be defined, and what is defined should be named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from briefing.content import meant
from briefing.content.blocks import BOTTOM_LINE
from briefing.diagnostics import Diagnostic, did_you_mean
from briefing.model.content import Audiences, Mention, MentionKind, Source, Topic

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


def unknown(
    mentions: Iterable[Mention],
    known: Mapping[MentionKind, Collection[str]],
    unsound: Collection[MentionKind] = (),
) -> Iterator[Diagnostic]:
    """An error for each mention of something that is not known, among the kinds that `known` speaks of and of which all
    could be read. What is defined under a name that is no id counts as known under the id that it would be."""
    for kind, name, span in mentions:
        if kind not in known or kind in unsound or name in known[kind] or meant.same_id(name, known[kind]):
            continue
        ids = [one for one in known[kind] if meant.ID.fullmatch(one)]
        hints = meant.other_kind(name, kind, known) or did_you_mean(name.lower(), ids) or _defined(kind, ids)
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
    unsound = {kind for topic in topics for kind in topic.unsound}
    faults = [fault for topic in topics for fault in unknown(topic.mentions, readers, audiences.unsound)]
    return (*faults, *(unknown(audiences.mentions, parts, unsound) if complete else ()))


def unused(topic: Topic, unknown: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """A warning for each source that nothing rests on, and each fact or term that nothing says. None for kinds of which
    something unknown is named: it may be what is meant."""
    misnamed = {fault.code for fault in unknown}
    named = {(mention.kind, mention.id) for mention in topic.mentions}
    in_template = "if only a template names it, ignore this; else take it away"
    for name in topic.sources if _UNKNOWN["source"] not in misnamed else ():
        if ("source", name) not in named and meant.ID.fullmatch(name):
            where = topic.sources[name].span
            yield Diagnostic("C141", f"nothing cites the source '{name}'", where, ("take it away, or cite it",))
    for name, fact in topic.facts.items() if _UNKNOWN["fact"] not in misnamed else ():
        if not fact.timeline and ("fact", name) not in named and meant.ID.fullmatch(name):
            message = f"no text, key fact or timeline names the fact '{name}'"
            yield Diagnostic("C142", message, fact.span, (in_template,))
    for name, term in topic.terms.items() if _UNKNOWN["term"] not in misnamed else ():
        names_a_figure = any(map(str.isdigit, "".join((term.label, *term.say.values()))))  # so that texts may type it
        if ("term", name) not in named and meant.ID.fullmatch(name) and not names_a_figure:
            yield Diagnostic("C147", f"no text names the term '{name}'", term.span, (in_template,))


def circular(sources: Mapping[str, Source]) -> Iterator[Diagnostic]:
    """An error for each source that is known through itself, by way of others or at once: one for each circle."""
    seen: set[str] = set()
    for name in sources:
        way: list[str] = []
        while name in sources and name not in seen:
            seen.add(name)
            way.append(name)
            name = str(sources[name].fields.get("via") or "")
        if name in way:
            circle = way[way.index(name) :]
            message = f"the source '{name}' is known through itself"
            if len(circle) > 1:
                message += f": {' → '.join((*circle, name))}"
            hint = "`via` names the source in which this one was read"
            yield Diagnostic("C139", message, sources[name].fields.value_span("via"), (hint,))


def _blocks(topic: Topic) -> Iterator[str]:
    yield BOTTOM_LINE
    for section in topic.sections:
        yield from (block.id for block in section.blocks)


def _defined(kind: MentionKind, names: Collection[str]) -> tuple[str, ...]:
    if not names:
        return (f"no {kind} is defined",)
    shown = sorted(names)[:_SHOWN]
    return (f"known: {', '.join(shown)}{', …' if len(names) > _SHOWN else ''}",)
