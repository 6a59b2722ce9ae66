"""What stands on a fact or a source: which blocks, in which editions. And where each fact is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from briefing.diagnostics import Span
from briefing.later import regex
from briefing.model.brief import Brief, Decision
from briefing.model.content import Block, Body, Content, Fact, QuoteBody, Text, TimelineBody, Topic
from briefing.model.texts import facts_named, texts_of

_TERM = regex(r"""\bterms(?:\.|\[['"])([A-Za-z_]\w*)""")
_SOURCE = regex(r"@([a-z][a-z0-9_]*)")


class Named(NamedTuple):
    """What texts name by their ids."""

    facts: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()

    def __or__(self, other: object) -> Named:
        assert isinstance(other, Named)
        return Named(self.facts | other.facts, self.sources | other.sources)


class Use(NamedTuple):
    """A place of the paper that names something: a block's id, or what else it is called ("key facts", "title"), where
    it is written, and the audiences that read it there."""

    block: str
    where: Span
    audiences: tuple[str, ...]


class Impact(NamedTuple):
    """What stands on a source or fact: further facts (with their claims) and sources (known through it), and uses."""

    kind: str
    id: str
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    uses: tuple[Use, ...]

    @property
    def audiences(self) -> tuple[str, ...]:
        """The editions that would have to be looked at again."""
        return tuple(dict.fromkeys(audience for use in self.uses for audience in use.audiences))


def impact(content: Content, briefs: Sequence[Brief], id: str) -> Impact | None:
    """What stands on the fact or the source of a topic that has this id; None if there is none."""
    topic = content.topic
    if id in topic.sources:
        sources = _through(topic, id)
        facts = _said_by(topic, frozenset(fact.id for fact in topic.facts.values() if set(fact.sources) & sources))
        uses = tuple(_uses(content, briefs, Named(facts, sources)))
        return Impact("source", id, _in_order(topic.facts, facts), _in_order(topic.sources, sources - {id}), uses)
    if id in topic.facts:
        facts = _said_by(topic, frozenset((id,)))
        uses = tuple(_uses(content, briefs, Named(facts)))
        return Impact("fact", id, _in_order(topic.facts, facts - {id}), (), uses)
    return None


def uses_of(content: Content, briefs: Sequence[Brief], fact: str) -> tuple[Use, ...]:
    """Where a fact itself is named or printed."""
    return tuple(_uses(content, briefs, Named(frozenset((fact,)))))


def _through(topic: Topic, id: str) -> frozenset[str]:
    """A source, and those that are known through it."""
    found = {id}
    while more := {one.id for one in topic.sources.values() if one.fields.get("via") in found} - found:
        found |= more
    return frozenset(found)


def _said_by(topic: Topic, facts: frozenset[str]) -> frozenset[str]:
    """Facts, and those whose claims name them."""
    found = set(facts)
    while more := {one.id for one in topic.facts.values() if _of_claims(one).facts & found} - found:
        found |= more
    return frozenset(found)


def _of_claims(fact: Fact) -> Named:
    return _of_texts((fact.claim, *fact.variants.values()))


def _in_order(known: Mapping[str, object], ids: frozenset[str]) -> tuple[str, ...]:
    return tuple(id for id in known if id in ids)


def _uses(content: Content, briefs: Sequence[Brief], wanted: Named) -> Iterator[Use]:
    """Each place that names anything wanted, with those who read it there."""
    readers: dict[tuple[str, Span], list[str]] = {}
    for brief in briefs:
        for block, where, named in _of_edition(content, brief):
            if named.facts & wanted.facts or named.sources & wanted.sources:
                readers.setdefault((block, where), []).append(brief.audience)
    for (block, where), audiences in readers.items():
        yield Use(block, where, tuple(dict.fromkeys(audiences)))


def _of_edition(content: Content, brief: Brief) -> Iterator[tuple[str, Span, Named]]:
    """What an edition names, place by place, in the words that its reader gets."""
    topic = content.topic
    line = content.audiences.audiences[brief.audience].lineage
    for name, worded in (("title", topic.title), ("subtitle", topic.subtitle)):
        text = worded.said_to(line)
        yield name, text.span, _of_texts((text,))
    key_facts = next((topic.key_facts[name] for name in (*line, "") if name in topic.key_facts), ())
    yield "key facts", topic.fields.value_span("key_facts"), Named(frozenset(key_facts))
    decided = {decision.block: decision for decision in brief.decisions}
    if topic.bottom_line:
        yield from _of_block(topic.bottom_line, decided, topic)
    for section in topic.sections:
        if section.id in brief.sections_in:
            text = section.title.said_to(line)
            yield section.id, text.span, _of_texts((text,))
            for block in section.blocks:
                yield from _of_block(block, decided, topic)


def _of_block(block: Block, decided: Mapping[str, Decision], topic: Topic) -> Iterator[tuple[str, Span, Named]]:
    decision = decided.get(block.id)
    if decision is not None and decision.is_in:
        body = block.worded(decision.reason)
        texts = tuple(texts_of(body))
        where = texts[0].span if texts and texts[0].span.path else block.span
        named = _of_body(body, topic) | _of_texts((block.title,) if block.title else ())
        yield block.id, where, named


def _of_body(body: Body, topic: Topic) -> Named:
    match body:
        case QuoteBody(text=text, by=by, source=source):
            return _of_texts((text, *((by,) if by else ()))) | Named(sources=frozenset(filter(None, (source,))))
        case TimelineBody(facts=facts):
            return Named(frozenset(facts or (fact.id for fact in topic.facts.values() if fact.timeline)))
    return _of_texts(texts_of(body), topic)


def _of_texts(texts: Iterator[Text] | Sequence[Text], topic: Topic | None = None) -> Named:
    """What texts name; of a term, what its meaning names, since that is printed with it."""
    found = Named()
    for text in texts:
        source = text.source
        found |= Named(frozenset(facts_named(source)), frozenset(_SOURCE.findall(source)))
        for term in _TERM.findall(source) if topic else ():
            if topic and term in topic.terms:
                found |= _of_texts((topic.terms[term].means,))
    return found
