"""Content + audience → Brief: what one reader gets, in this reader's words and language, and why.

The edition is put together in the order in which it is read, since that numbers its sources: title, bottom line, key
facts, sections, and then the glossary of the terms that were used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing import locales
from briefing.audience import blocks, reach
from briefing.audience.reach import steps
from briefing.audience.wording import Cite, Evaluate, Problem, Wording, citation
from briefing.diagnostics import Diagnostic, Related, did_you_mean
from briefing.model.brief import Brief, Briefing, BriefSection, Decision, Entry, LocalDate, Reader, StatedFact
from briefing.model.content import Audience, Content, Fact, Section, Topic
from briefing.model.named import Named
from briefing.model.rich import Block, RichText, Table, plain_lines, words
from briefing.references import Citing

__all__ = ["Evaluate", "Problem", "resolve", "steps"]


def resolve(content: Content, audience: str, evaluate: Evaluate) -> tuple[Brief, tuple[Diagnostic, ...]]:
    """The edition for an audience. `evaluate` is the tag language's, for expressions that are more than a name."""
    topic, reader = content.topic, content.audiences.audiences.get(audience)
    if reader is None:
        fault = Diagnostic(
            "A101", f"there is no audience '{audience}'", None, did_you_mean(audience, content.audiences.audiences)
        )
        return Brief(audience, "", {}, topic.language, topic.as_of), (fault,)
    citing = Citing(topic.sources, reader.citations, topic.language)
    wording = Wording(topic, reader.lineage, citing, evaluate)

    # From here the order is the order of reading.
    briefing, opening = _opening(content, reader, wording)
    key_facts = tuple(_stated(fact, wording, wording.cited) for fact in _key_facts(topic, wording.line))
    decided, sections = _sections(content, reader, wording)
    terms = _glossary(topic, wording)

    # What follows is printed by some templates only: it counts no citation.
    references = Named(citing.references())
    briefing = briefing._replace(key_facts=tuple(_with_sources(fact, topic, citing) for fact in key_facts))
    facts = {id: _stated(fact, wording, wording.marked) for id, fact in topic.facts.items()}
    roots = {
        **wording.roots,
        "briefing": briefing,
        "sections": sections,
        "facts": Named(facts),
        "timeline": blocks.events_of(blocks.timeline(topic), wording, wording.marked),
        "sources": references,
        "terms": terms,
        "data": topic.data,
    }
    brief = Brief(
        audience=audience,
        template=reader.template,
        roots=roots,
        language=topic.language,
        dated=topic.as_of,
        decisions=(*opening, *decided),
        sections_in=sections.ids(),
        sections_out=tuple(section.id for section in topic.sections if section.id not in sections.ids()),
        words=_words(briefing, sections),
    )
    return brief, (*wording.faults, *_faults(content, reader, sections), *_nowhere(brief, reader, topic, wording))


def _opening(content: Content, reader: Audience, wording: Wording) -> tuple[Briefing, tuple[Decision, ...]]:
    """The briefing up to its bottom line, and what was decided about that. Texts may name what stands before them."""
    topic, line = content.topic, wording.line
    paper = _paper(topic)
    wording.roots = {"audience": _reader(reader), "briefing": _said(paper)}
    title = wording.title(reach.preferred(topic.title.text, topic.title.variants, line))
    subtitle = wording.rich(reach.preferred(topic.subtitle.text, topic.subtitle.variants, line))
    paper = paper._replace(title=title, subtitle=subtitle)
    wording.roots["briefing"] = _said(paper)
    paper = paper._replace(spans={name: topic.fields.key_span(name) for name in topic.fields})
    if topic.bottom_line is None:
        return paper, ()
    decision = reach.decide("", topic.bottom_line, reader, content.audiences)
    if not decision.is_in:
        return paper, (decision,)
    built = blocks.build(topic.bottom_line, reach.body_of(topic.bottom_line, line), topic, wording)
    return paper._replace(bottom_line=built.body), (decision,)


def _paper(topic: Topic) -> Briefing:
    as_of = LocalDate(topic.as_of, locales.date(topic.as_of, topic.language) if topic.as_of else "")
    return Briefing(
        title="",
        subtitle=RichText(),
        bottom_line=RichText(),
        key_facts=(),
        as_of=as_of,
        version=topic.version,
        owner=topic.owner,
        contact=topic.contact,
        language=topic.language,
        status=topic.status,
        marking=topic.marking,
    )


def _said(paper: Briefing) -> Mapping[str, object]:
    """What of the briefing is known so far."""
    return {name: value for name, value in paper._asdict().items() if value}


def _reader(audience: Audience) -> Reader:
    return Reader(audience.id, audience.label, audience.paper, audience.depth, audience.citations, audience.limits)


def _key_facts(topic: Topic, line: tuple[str, ...]) -> tuple[Fact, ...]:
    ids = reach.preferred(topic.key_facts.get("", ()), topic.key_facts, line)
    return tuple(topic.facts[id] for id in ids if id in topic.facts)


def _stated(fact: Fact, wording: Wording, cite: Cite) -> StatedFact:
    claim = cite(wording.claim(fact) or RichText())
    return wording.stated(fact, claim, cite(citation(*fact.sources)))


def _with_sources(fact: StatedFact, topic: Topic, citing: Citing) -> StatedFact:
    """A fact that was stated before all numbers were given, with its sources as they are now."""
    ids = topic.facts[fact.id].sources
    return fact._replace(sources=tuple(citing.reference(id) for id in ids if id in topic.sources))


def _sections(content: Content, reader: Audience, wording: Wording) -> tuple[tuple[Decision, ...], Named[BriefSection]]:
    """The sections that have a block for the reader, in this reader's order, and what was decided about each block."""
    decisions: list[Decision] = []
    sections: dict[str, BriefSection] = {}
    for section in reach.in_order(content.topic.sections, reader.order):
        decided = [(block, reach.decide(section.id, block, reader, content.audiences)) for block in section.blocks]
        decisions += (decision for _, decision in decided)
        if any(decision.is_in for _, decision in decided):
            title = wording.rich(reach.preferred(section.title.text, section.title.variants, wording.line))
            title = wording.anchored(section.id, title)
            built = {
                block.id: blocks.build(block, reach.body_of(block, wording.line), content.topic, wording)
                for block, decision in decided
                if decision.is_in
            }
            whole = RichText(tuple(part for block in built.values() for part in block.body.blocks))
            sections[section.id] = BriefSection(section.id, title, Named(built), whole, section.span)
    return tuple(decisions), Named(sections)


def _glossary(topic: Topic, wording: Wording) -> Named[Entry]:
    """The terms used so far, and those that their meanings use, in alphabetical order."""
    means: dict[str, RichText] = {}
    while more := [id for id in wording.terms if id not in means]:
        means |= {id: wording.means(id) or RichText() for id in more}
    ids = sorted(means, key=lambda id: wording.label(id).casefold())
    return Named({id: Entry(id, wording.label(id), wording.cited(means[id])) for id in ids})


def _words(briefing: Briefing, sections: Named[BriefSection]) -> int:
    """The words that a reader reads: no sources, no glossary, no rows of data."""
    texts = [briefing.title, str(briefing.subtitle), str(briefing.bottom_line)]
    texts += (f"{fact.text} {fact.claim}" for fact in briefing.key_facts)
    for section in sections:
        texts.append(str(section.title))
        texts += plain_lines(tuple(map(_without_data, section.body.blocks)))
    return words("\n".join(texts))


def _without_data(block: Block) -> Block:
    """A table without rows that are read from a file."""
    return block._replace(rows=()) if isinstance(block, Table) and not isinstance(block.rows, tuple) else block


def _faults(content: Content, reader: Audience, sections: Named[BriefSection]) -> Iterator[Diagnostic]:
    topic = content.topic
    for section in topic.sections:
        misspelt = any(set(block.only or ()) - set(content.audiences.audiences) for block in section.blocks)
        if section.id in reader.require and section.id not in sections.ids() and not misspelt:
            message = f"the section '{section.id}' has no block for '{reader.id}', who must have it"
            yield Diagnostic("A102", message, reader.fields.value_span("require"), (), _written(section))
    if not locales.known(topic.language):
        message = f"no rules for dates and numbers in '{topic.language}' are known"
        yield Diagnostic("A108", message, topic.fields.value_span("language"))


def _nowhere(brief: Brief, reader: Audience, topic: Topic, wording: Wording) -> Iterator[Diagnostic]:
    """Cross-references to what this reader's edition has not."""
    parts = {section.id: "section" for section in topic.sections}
    parts |= {decision.block: "block" for decision in brief.decisions}
    there = {*brief.sections_in, *(decision.block for decision in brief.decisions if decision.is_in)}
    for part, where in wording.references:
        if part in parts and part not in there:
            message = f"this leads to the {parts[part]} '{part}', which '{reader.id}' does not get"
            hint = f"`briefing why {part} -a {reader.id}` says why; write a variant without the reference"
            yield Diagnostic("A109", message, where, (hint,))


def _written(section: Section) -> tuple[Related, ...]:
    return (Related("the section is written here", section.span),) if section.span.path else ()
