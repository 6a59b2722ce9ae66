"""A topic file."""

from __future__ import annotations

from briefing.model.content import Audiences, Topic
from briefing.schema import blocks, grounds, shapes
from briefing.schema.ids import Known, known, several
from briefing.schema.shapes import Schema, any_of, line, mapping, may, must, ref, words

STATUSES = ("draft", "final")


def topic_schema(topic: Topic | None = None, audiences: Audiences | None = None) -> Schema:
    """The schema of a topic file. Its own ids and those of the audiences are enums where they are given; where not, any
    id will do."""
    ids = known(None if topic is None else (topic,), audiences)
    definitions = {
        **blocks.definitions(),
        "worded": _worded(ids),
        **ids.definitions("source", "fact", "audience", "depth"),
    }
    about = "A topic of a briefing, written once for all its readers."
    return shapes.document(about, _topic(ids), definitions)


def _topic(ids: Known) -> Schema:
    return mapping(
        must("title", ref("worded"), "The title, or `{text: …, variants: {AUDIENCE: …}}`."),
        may("subtitle", ref("worded"), "The line below the title, or `{text: …, variants: {AUDIENCE: …}}`."),
        must("as_of", shapes.date(), "The day that the information is of.", examples=["2023-01-23"]),
        must("version", line(), "The version of the paper.", examples=["1.0"]),
        must("language", _language(), "The language that it is written in.", examples=["en-GB", "de", "fr", "es"]),
        must("owner", line(), "Who answers for the paper."),
        may("contact", line(), "How to reach them."),
        may("status", words(STATUSES), "Whether it is finished.", default="final"),
        may("marking", line(), "Who may read it.", examples=["CONFIDENTIAL", "TLP:AMBER"]),
        must("bottom_line", ref("worded"), "The point in five sentences, or `{text: …, variants: {AUDIENCE: …}}`."),
        may("key_facts", _key_facts(ids), "The facts at the top, or `{facts: […], variants: {AUDIENCE: […]}}`."),
        may("sources", grounds.sources(), "Where what is said is known from. A text cites them: `[@id]`."),
        may("facts", grounds.facts(ids), "Figures, dates and names, typed once. A text prints them: `{{ facts.id }}`."),
        may("terms", grounds.terms(ids), "The words of the subject. A text prints them: `{{ terms.id }}`."),
        must("sections", blocks.sections(ids), "The sections, in the order that most readers get them."),
        may("data", {"type": "object"}, "Anything else that templates need; they see it as `data`."),
    )


def _language() -> Schema:
    tag = "[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
    return shapes.matching(tag, "Write a language tag: en, en-GB, zh-Hant-TW.")


def _worded(ids: Known) -> Schema:
    both = mapping(
        must("text", ref("text"), "What most readers get."),
        may("variants", ids.by_audience(ref("text")), "What one audience gets instead."),
    )
    return any_of(both, ref("text"))


def _key_facts(ids: Known) -> Schema:
    per_reader = mapping(
        must("facts", several("fact"), "What most readers get."),
        may("variants", ids.by_audience(several("fact")), "What one audience gets instead."),
    )
    return any_of(several("fact"), per_reader)
