"""A topic file → Topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from briefing.content import blocks, facts, names, slips, texts
from briefing.content.reading import Fields, Reading, Value
from briefing.diagnostics import Diagnostic
from briefing.later import regex
from briefing.model.content import MentionKind, Section, Text, Topic, Worded
from briefing.model.record import Record
from briefing.model.texts import fact_alone

# BCP 47 (RFC 5646, section 2.1) as far as documents need it: language, script, region.
_LANGUAGE = regex(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
_HOLDING: Mapping[str, tuple[MentionKind, ...]] = {
    "sources": ("source",),
    "facts": ("fact",),
    "terms": ("term",),
    "sections": ("section", "block", "part"),
}
_MAY_NAME = ("C120", "C121", "C122", "C126", "C128")  # what is told so may name anything, once it can be read
_STATUSES: tuple[Literal["draft", "final"], ...] = ("draft", "final")


_BY_ID = "begin each with its id: 'the_id: {…}'"


def read_topic(reading: Reading) -> tuple[Topic, tuple[Diagnostic, ...]]:
    """The topic that a document holds, and everything that is wrong with it by itself."""
    topic = _topic(reading)
    mentions = (*reading.mentions, *texts.mentions(reading.texts + reading.verbatim))
    topic = topic._replace(mentions=mentions, unsound=frozenset(reading.unsound))
    _check_timelines(reading, topic)
    _check_charts(reading, topic)
    known: dict[MentionKind, Mapping[str, object]] = {
        "source": topic.sources,
        "fact": topic.facts,
        "term": topic.terms,
        "part": reading.claimed,
    }
    figures: Iterator[Diagnostic] = texts.figures(reading.texts, topic.facts, topic.terms)
    near: Iterator[Diagnostic] = slips.slips(reading.texts + reading.verbatim, topic.sources)
    unknown = tuple(names.unknown(topic.mentions, known, topic.unsound))
    circular = names.circular(topic.sources)
    unread = topic.unsound or any(fault.code in _MAY_NAME for fault in reading.faults)
    unused = () if unread else names.unused(topic, unknown)
    return topic, (*reading.faults, *unknown, *circular, *unused, *figures, *near)


def _topic(reading: Reading) -> Topic:
    fields = reading.whole("the topic").fields()
    title, subtitle = fields.must("title"), fields.may("subtitle")
    bottom_line = fields.must("bottom_line")
    reading.claimed[blocks.BOTTOM_LINE] = fields.record.key_span("bottom_line")
    topic = Topic(
        path=reading.document.path,
        id=Path(reading.document.path).stem,
        title=blocks.read_worded(title),
        subtitle=blocks.read_worded(subtitle) if subtitle else Worded(Text("")),
        as_of=fields.must("as_of").date(),
        version=fields.must("version").line(),
        language=_language(fields),
        owner=fields.must("owner").line(),
        contact=fields.may("contact").line(),
        status=fields.may("status").one_of(_STATUSES, "final"),
        marking=fields.may("marking").line(),
        bottom_line=blocks.read_bottom_line(bottom_line) if bottom_line else None,
        key_facts=_key_facts(fields.may("key_facts")),
        sources={name: facts.read_source(name, source) for name, source in fields.may("sources").entries(_BY_ID)},
        facts={name: facts.read_fact(name, fact) for name, fact in fields.may("facts").entries(_BY_ID)},
        terms={name: facts.read_term(name, term) for name, term in fields.may("terms").entries(_BY_ID)},
        sections=_sections(fields.must("sections")),
        data=fields.may("data").fields().record,
        fields=fields.record,
    )
    fields.done()
    for key, kinds in _HOLDING.items():
        if fields.lost(key):
            reading.unsound.update(kinds)
    return topic


def _language(fields: Fields) -> str:
    hint = "write it as en, en-GB or zh-Hant-TW"
    return fields.must("language").matching(_LANGUAGE, "a language tag", hint)


def _key_facts(value: Value) -> Mapping[str, tuple[str, ...]]:
    """Fact ids per audience, "" for all others."""
    if not isinstance(value.content, Record):
        return {"": value.ids_of("fact")}
    fields = value.fields()
    variants = fields.may("variants").by_audience(lambda variant: variant.ids_of("fact"))
    key_facts = {"": fields.must("facts").ids_of("fact"), **variants}
    fields.done()
    return key_facts


def _sections(value: Value) -> tuple[Section, ...]:
    return tuple(blocks.read_section(section) for section in value.members("one '- id: …' for each section"))


def _check_charts(reading: Reading, topic: Topic) -> None:
    for value, body in reading.charts:
        from briefing.language.charts import number  # few topics have numbers to draw

        for row in body.rows:
            for cell in row[1:]:
                fact = topic.facts.get(name) if (name := fact_alone(cell)) else None
                if (fact and fact.kind in facts.NUMBERS) or (name and not fact):
                    continue  # a fact that is unknown is told where the names are looked at
                typed, span = (cell, value.span) if isinstance(cell, str) else (cell.source, cell.span)
                try:
                    number(typed)
                except ValueError as fault:
                    hint = "each cell but the first is a number, or a fact that is one: {{ facts.id }}"
                    reading.faults.append(Diagnostic("C146", str(fault), span, (hint,)))


def _check_timelines(reading: Reading, topic: Topic) -> None:
    for timeline in reading.timelines:
        for item in timeline.items():
            fact = topic.facts.get(item.content) if isinstance(item.content, str) else None
            if fact and fact.kind not in facts.DATED:
                item.fault("C145", f"the fact '{fact.id}' has no date to stand in the timeline with", facts.DATED_HINT)
