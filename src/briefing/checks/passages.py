"""The texts of an edition in the order of reading: each as its reader reads it, and as it was written."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, cast

from briefing.model.brief import Brief, BriefBlock, Briefing, BriefSection, Decision
from briefing.model.content import (
    Block,
    Body,
    CalloutBody,
    Content,
    Fact,
    PointsBody,
    QaBody,
    TableBody,
    Text,
    TextBody,
    Topic,
    Worded,
)
from briefing.model.named import Named
from briefing.model.rich import Callout, RichText

Kind = Literal["prose", "title", "claim", "cell"]


class Passage(NamedTuple):
    """A text. `block` is the id of the block or section that it stands in, `section` that of the section, "" for what
    stands before all of them; `is_titled` says that the title of a block stands over it."""

    kind: Kind
    section: str
    block: str
    text: RichText
    written: Text
    is_titled: bool = False


def passages(content: Content, brief: Brief) -> Iterator[Passage]:
    """All that an edition says in the topic's own words, but for quotations, which are not ours to mend."""
    topic, line = content.topic, content.audiences.audiences[brief.audience].lineage
    paper = cast(Briefing, brief.roots["briefing"])
    yield Passage("title", "", "", RichText.of(paper.title), topic.title.said_to(line))
    yield Passage("title", "", "", paper.subtitle, topic.subtitle.said_to(line))
    if topic.bottom_line:
        said = BriefBlock("", "", RichText(), paper.bottom_line)
        yield from _in_body(_written(topic.bottom_line, brief.decisions), said, "", topic.bottom_line.id)
    for fact in paper.key_facts:
        yield Passage("claim", "", "key_facts", fact.claim, _claim(topic.facts[fact.id], line))
    written = {section.id: section for section in topic.sections}
    if len(written) < len(topic.sections):  # an id that is there twice, as is told, names none of them
        return
    for section in cast("Named[BriefSection]", brief.roots["sections"]):
        own = written[section.id]
        yield Passage("title", section.id, section.id, section.title, own.title.said_to(line))
        blocks = {block.id: block for block in own.blocks}
        for said in section.blocks:
            yield from _of_block(blocks[said.id], said, section.id, brief, topic, line)


def _of_block(
    block: Block, said: BriefBlock, section: str, brief: Brief, topic: Topic, line: tuple[str, ...]
) -> Iterator[Passage]:
    if block.title:
        yield Passage("title", section, block.id, said.title, block.title)
    for event in said.events:
        yield Passage("claim", section, block.id, event.text, _claim(topic.facts[event.id], line))
    yield from _in_body(_written(block, brief.decisions), said, section, block.id)


def _in_body(body: Body, said: BriefBlock, section: str, block: str) -> Iterator[Passage]:
    match body:
        case TextBody(text=text):
            yield Passage("prose", section, block, _prose(said), text, bool(said.title))
        case PointsBody(points=points):
            for point, written in zip(said.points, points, strict=True):
                yield Passage("prose", section, block, point, written)
        case QaBody(pairs=pairs):
            for answered, pair in zip(said.pairs, pairs, strict=True):
                yield Passage("prose", section, block, answered.question, pair.question)
                yield Passage("prose", section, block, answered.answer, pair.answer)
        case CalloutBody(body=inner):
            yield from _in_body(inner, said, section, block)
        case TableBody(columns=columns, rows=tuple(rows)):
            for title, column in zip(said.columns, columns, strict=True):
                yield Passage("cell", section, block, title, column.title)
            for cells, row in zip(said.rows, rows, strict=True):
                for cell, typed in zip(cells, row, strict=False):  # a row of another length is told of where it is read
                    if isinstance(typed, Text):
                        yield Passage("cell", section, block, cell, typed)


def _prose(block: BriefBlock) -> RichText:
    """The body without the heading over it and the callout around it."""
    blocks = block.body.blocks[1:] if block.title else block.body.blocks
    match blocks:
        case (Callout(blocks=inner),):
            return RichText(inner)
    return RichText(blocks)


def _written(block: Block, decisions: Iterable[Decision]) -> Body:
    """The words that the edition took: a variant's, else the default."""
    name = next((decision.reason for decision in decisions if decision.block == block.id and decision.is_in), "")
    return block.worded(name)


def _claim(fact: Fact, line: tuple[str, ...]) -> Text:
    return Worded(fact.claim, fact.variants).said_to(line)
