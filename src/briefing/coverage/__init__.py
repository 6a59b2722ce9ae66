"""Which block reaches whom, in whose words, and why not: the matrix of a topic and its readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from briefing.diagnostics import Span
from briefing.model.brief import Brief, BriefSection, Decision
from briefing.model.content import Block, Content, Text
from briefing.model.named import Named
from briefing.model.rich import words


class Row(NamedTuple):
    """A block, and what each audience gets of it. `section` is "" for the bottom line; `sizes` are in words, of what
    each audience reads, for those that get it."""

    section: str
    block: str
    kind: str
    title: str
    where: Span
    decisions: Mapping[str, Decision]
    sizes: Mapping[str, int]


class Matrix(NamedTuple):
    """A topic's blocks in the order in which they are written, by audience. `labels` and `sections` are the names of
    audiences and the titles of sections by their ids; `words` are those of whole editions."""

    topic: str
    title: str
    labels: Mapping[str, str]
    sections: Mapping[str, str]
    rows: tuple[Row, ...]
    words: Mapping[str, int]


def matrix(content: Content, briefs: Sequence[Brief]) -> Matrix:
    """What the audiences of the briefs get of a topic."""
    labels = {brief.audience: content.audiences.audiences[brief.audience].label for brief in briefs}
    words_of = {brief.audience: brief.words for brief in briefs}
    topic = content.topic
    sections = {section.id: _line(section.title.text) for section in topic.sections}
    return Matrix(topic.id, _line(topic.title.text), labels, sections, tuple(_rows(content, briefs)), words_of)


def _rows(content: Content, briefs: Sequence[Brief]) -> Iterator[Row]:
    decided = {brief.audience: {one.block: one for one in brief.decisions} for brief in briefs}
    for section, block in content.topic.blocks:
        decisions = {reader: made[block.id] for reader, made in decided.items() if block.id in made}
        sizes = {brief.audience: _size(brief, section, block) for brief in briefs if decisions[brief.audience].is_in}
        title = _line(block.title) if block.title else ""
        yield Row(section, block.id, block.kind, title, block.span, decisions, sizes)


def _line(text: Text) -> str:
    return " ".join(text.source.split())


def _size(brief: Brief, section: str, block: Block) -> int:
    if not section:
        return words(str(brief.roots["briefing"].bottom_line))  # type: ignore[attr-defined]
    sections = cast("Named[BriefSection]", brief.roots["sections"])
    return words(str(sections[section].blocks[block.id].body))
