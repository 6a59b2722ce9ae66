"""Content + audience → Brief: what one reader gets, in this reader's words and language, and why.

The edition is put together in the order in which it is read, since that numbers its sources: title, bottom line, key
facts, sections, and then the glossary of the terms that were used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing import locales
from briefing.audience import blocks, reach
from briefing.audience.wording import Evaluate, Problem, Wording, citation
from briefing.diagnostics import Diagnostic, did_you_mean
from briefing.model.brief import (
    Brief,
    BriefBlock,
    Briefing,
    BriefSection,
    Decision,
    Entry,
    LocalDate,
    Named,
    Reader,
    StatedFact,
)
from briefing.model.content import Audience, Content, Fact, Section, Topic
from briefing.model.rich import Block, RichText, Table, plain_lines, words
from briefing.references import Citing

__all__ = ["Evaluate", "Problem", "resolve"]


def resolve(content: Content, audience: str, evaluate: Evaluate) -> tuple[Brief, tuple[Diagnostic, ...]]:
    """The edition for an audience. `evaluate` is the tag language's, for expressions that are more than a name."""
    topic, reader = content.topic, content.audiences.audiences.get(audience)
    if reader is None:
        fault = Diagnostic(
            "A101", f"there is no audience '{audience}'", None, did_you_mean(audience, content.audiences.audiences)
        )
        return Brief(audience, "", {}, topic.language, topic.as_of), (fault,)
    citing = Citing(topic.sources, reader.citations, topic.language)
    wording = Wording(topic, reach.lineage(reader), citing, evaluate)

    # From here the order is the order of reading.
    briefing, decision = _opening(content, reader, wording)
    key_facts = tuple(_stated_now(fact, wording) for fact in _key_facts(topic, reader))
    decided, sections = _sections(content, reader, wording)
    terms = _glossary(topic, wording)

    # What follows is printed by some templates only, and cites nothing that the edition does not.
    wording.marking = True
    briefing = briefing._replace(key_facts=tuple(_with_sources(fact, topic, wording) for fact in key_facts))
    roots = {
        **wording.roots,
        "briefing": briefing,
        "sections": sections,
        "facts": Named({id: _stated_now(fact, wording) for id, fact in topic.facts.items()}),
        "timeline": blocks.events_of(blocks.timeline(topic), wording),
        "sources": Named(citing.references()),
        "terms": terms,
        "data": topic.data,
    }
    brief = Brief(
        audience,
        reader.template,
        roots,
        topic.language,
        topic.as_of,
        (decision, *decided) if decision else decided,
        sections.ids(),
        tuple(section.id for section in topic.sections if section.id not in sections),
        _words(briefing, sections),
    )
    return brief, (*wording.faults, *_faults(content, reader, sections))


def _opening(content: Content, reader: Audience, wording: Wording) -> tuple[Briefing, Decision | None]:
    """The briefing up to its bottom line, and what was decided about that."""
    topic, line = content.topic, reach.lineage(reader)
    paper = _paper(topic)
    wording.roots = {"audience": Reader(*(getattr(reader, field) for field in Reader._fields))}
    wording.roots["briefing"] = {name: value for name, value in paper._asdict().items() if value}
    paper = paper._replace(
        title=wording.title(reach.preferred(topic.title.text, topic.title.variants, line)),
        subtitle=wording.rich(reach.preferred(topic.subtitle.text, topic.subtitle.variants, line)),
    )
    wording.roots["briefing"] = {name: value for name, value in paper._asdict().items() if value}
    if topic.bottom_line is None:
        return paper, None
    decision = reach.decide("", topic.bottom_line, reader, content.audiences)
    if decision.is_in:
        body = reach.body_of(topic.bottom_line, reader)
        paper = paper._replace(bottom_line=blocks.build(topic.bottom_line, body, topic, wording).body)
    return paper, decision
