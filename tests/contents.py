"""Content built by hand: a topic and audiences with nothing in them but what a test says."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from briefing.diagnostics import Span
from briefing.model.content import (
    Audience,
    Audiences,
    Block,
    Content,
    Fact,
    PointsBody,
    Section,
    Source,
    Term,
    Text,
    TextBody,
    Topic,
    Worded,
)
from briefing.model.record import EMPTY, Record

PATH = "content/topic.yaml"


def text(source: str, line: int = 1) -> Text:
    """A text typed at a line of the topic, from its first column."""
    return Text(source, Span(PATH, line, 1), source)


def block(id: str, said: str | tuple[str, ...] = "", line: int = 1, **fields: Any) -> Block:
    """A block of text, or of points; `variants` may be given as strings."""
    body = (
        PointsBody(tuple(text(point, line) for point in said))
        if isinstance(said, tuple)
        else TextBody(text(said, line))
    )
    kind = "points" if isinstance(said, tuple) else "text"
    variants = {
        name: TextBody(text(words, line)) if isinstance(words, str) else words
        for name, words in fields.pop("variants", {}).items()
    }
    return Block(id, **{"kind": kind, "body": body, "span": Span(PATH, line, 1), "variants": variants, **fields})


def section(id: str, *blocks: Block, title: str = "") -> Section:
    """A section titled with its id unless told otherwise."""
    return Section(id, Worded(text(title or id)), blocks, Span(PATH, 1, 1))


def source(id: str, **fields: object) -> Source:
    """A source; `_` in names of fields stands for CSL's hyphens."""
    return Source(id, Record({name.replace("_", "-"): value for name, value in fields.items()}))


def fact(id: str, kind: Any, value: Any, claim: str = "", **fields: Any) -> Fact:
    """A fact."""
    return Fact(id, kind, value, text(claim), **fields)


def term(id: str, label: str, means: str = "", **say: str) -> Term:
    """A term."""
    return Term(id, label, text(means), say)


def audience(id: str, **fields: Any) -> Audience:
    """An audience that reads everything."""
    return Audience(id, **{"label": id.title(), "template": f"{id}.docx", "depth": "full", **fields})


def content(
    *sections: Section,
    audiences: tuple[Audience, ...] = (),
    omit: Mapping[str, Mapping[str, str]] | None = None,
    facts: tuple[Fact, ...] = (),
    sources: tuple[Source, ...] = (),
    terms: tuple[Term, ...] = (),
    **fields: Any,
) -> Content:
    """A topic of 23 January 2023 in British English, for one audience called "reader" unless told otherwise."""
    topic = Topic(
        **{
            "path": PATH,
            "id": "topic",
            "title": Worded(text("Title")),
            "subtitle": Worded(text("")),
            "as_of": datetime.date(2023, 1, 23),
            "version": "1.0",
            "language": "en-GB",
            "owner": "Desk",
            "contact": "",
            "status": "final",
            "marking": "",
            "bottom_line": None,
            "key_facts": {},
            "sources": {source.id: source for source in sources},
            "facts": {fact.id: fact for fact in facts},
            "terms": {term.id: term for term in terms},
            "sections": sections,
            "data": EMPTY,
            "fields": EMPTY,
            **fields,
        }
    )
    readers = {reader.id: reader for reader in audiences or (audience("reader"),)}
    return Content(topic, Audiences("content/audiences.yaml", ("brief", "standard", "full"), readers, omit or {}))
