"""Sources, facts and terms: what a topic stands on."""

from __future__ import annotations

from typing import get_args

from briefing.model.amounts import FactKind
from briefing.model.content import FactStatus
from briefing.schema import shapes
from briefing.schema.ids import Known, one, several
from briefing.schema.shapes import (
    Schema,
    any_of,
    exactly_one,
    flag,
    line,
    mapping,
    may,
    must,
    ref,
    some_of,
    unless,
    words,
)

LONGEST_VALUE = 60
INTERESTS = ("party", "opponent", "independent")
_TYPES = (
    "article-magazine article-newspaper article-journal post-weblog post report webpage legal_case legislation "
    "speech interview book"
).split()
_NAME = {"label": "source", "body": {"${1:source_id}": {"type": "${2:report}", "title": "$3", "issued": "${4:2023}"}}}
_FACT = {"label": "fact", "body": {"${1:fact_id}": {"value": "$2", "claim": "$3", "sources": "[$4]"}}}
_TERM = {"label": "term", "body": {"${1:term_id}": {"label": "$2", "means": "$3"}}}


def sources() -> Schema:
    """All sources, under CSL-JSON's names."""
    people = shapes.listed(_person())
    source = mapping(
        may("type", line(), "What it is, in CSL's words.", examples=_TYPES),
        may("title", line(), "Its title. A work that has none has a `description` instead."),
        may("description", line(), "What it is, for a work without a title; prints as typed, without quotation marks."),
        may("title-short", line(), "The name for later mentions."),
        may("author", people, "Who wrote it."),
        may("editor", people, "Who edited it."),
        may("container-title", line(), "The newspaper, journal, site or book that it stands in."),
        may("publisher", line(), "Who published it."),
        may("issued", line(), "When it came out: a day, a month, a year, or text such as `early 2023`."),
        may("accessed", line(), "When it was read on the web."),
        may("URL", line(), "Its address."),
        may("page", line(), "The page or pages."),
        may("number", line(), "Its number, such as that of a report or a case."),
        may("authority", line(), "The court or body that issued it."),
        may("note", line(), "What else is to be said of it; prints at the end."),
        may("via", one("source"), "The source through which this one is known."),
        may("interest", words(INTERESTS), "Whose side it is on."),
        rules=exactly_one("title", "description", otherwise="A source has a title, or a description if it has none."),
    )
    return shapes.entries(source, _NAME)


def _person() -> Schema:
    return mapping(
        may("family", line(), "Family name."),
        may("given", line(), "Given names."),
        may("literal", line(), "The whole name, for an organisation."),
        rules=[some_of("family", "literal", otherwise="A person has a family name, an organisation a literal.")],
    )


def facts(known: Known) -> Schema:
    """All facts."""
    judged = shapes.present("status", const="judgement")
    sourced = shapes.present("sources", minItems=1) | {"errorMessage": "A fact has sources, unless it is a judgement."}
    fact = mapping(
        must("value", _value(), "The figure, date or name itself: 2023-01-23, 2019-07, 2020, 4, 25 %, Azure."),
        must("claim", ref("text"), "One sentence that states it."),
        may("sources", several("source"), "Where it is known from. Only a judgement has none."),
        may("status", words(get_args(FactStatus)), "How sure it is.", default="reported"),
        may("kind", words(get_args(FactKind)), "What the value is, if its spelling does not say so."),
        may("timeline", flag(), "true: an entry of the timeline. The value is a day, a month or a year then."),
        may("as_of", shapes.period(), "When it held, if not as of the topic: a day, a month or a year."),
        may("review_after", shapes.date(), "The day after which it has to be looked at again."),
        may("variants", known.by_audience(ref("text")), "The claim in one audience's words."),
        rules=[unless(judged, sourced)],
    )
    return shapes.entries(fact, _FACT)


def _value() -> Schema:
    currency = shapes.matching("[A-Z]{3}", "Write EUR, GBP, USD.")
    money = mapping(
        must("amount", {"type": "number"}, "The amount, in digits only: 1000000000."),
        must("currency", currency, "The currency, in three capital letters.", examples=["USD"]),
    )
    return any_of(line(maxLength=LONGEST_VALUE), money)


def terms(known: Known) -> Schema:
    """All words of the subject."""
    term = mapping(
        must("label", line(), "The word, as most readers get it."),
        must("means", ref("text"), "What it means, for the glossary."),
        may("say", known.by_audience(line()), "The word that one audience gets instead."),
    )
    return shapes.entries(term, _TERM)
