"""What editions must satisfy before they are worth sending: limits kept, no block for nobody, one topic and not six.

The numbers that are not an audience's own limits are the house's: a bottom line in five sentences; at most 40 % of an
edition in variants and half of all blocks for three audiences or more, else the topic is several documents in one file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, cast

from briefing.diagnostics import Diagnostic, Span
from briefing.model.brief import Brief, BriefBlock, Briefing, BriefSection, Decision, Named
from briefing.model.content import (
    Audience,
    Block,
    Body,
    CalloutBody,
    Content,
    PointsBody,
    QaBody,
    Record,
    Text,
    TextBody,
)
from briefing.model.rich import Callout, RichText, words

BOTTOM_LINE_SENTENCES = 5
LARGEST_SHARE_OF_VARIANTS = 0.4
SMALLEST_SHARE_SHARED = 0.5
SHARED_BY = 3  # audiences

# Words that a full stop belongs to: always, as to single letters; and before a figure.
_ABBREVIATION = re.compile(
    r"(?:\w\.)*[^\W\d]|e\.g|i\.e|vs|mr|mrs|ms|dr|prof|st|pp|figs?|cf|viz|approx|ca|bzw|vgl|mme", re.IGNORECASE
)
_BEFORE_FIGURES = re.compile(
    r"nos?|nr|art|sec|para|ch|vol|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec", re.IGNORECASE
)
_STOP = re.compile(
    r"""(?<!\S)(?P<word>\S*?)(?P<stop>[.!?…]+)["'”’»)\]]*(?:\s*\[[0-9][^\]]*\])*\s+(?=["'“‘„«(\[]*(?P<next>\w))"""
)


class Passage(NamedTuple):
    """A text as one reader reads it, and as it was written."""

    text: RichText
    written: Text


def check_content(content: Content, briefs: Sequence[Brief]) -> tuple[Diagnostic, ...]:
    """What is wrong with the editions as they were resolved.

    What only all of them together can tell is left out unless there is one for each audience.
    """
    known = [brief for brief in briefs if brief.audience in content.audiences.audiences]
    whole = {brief.audience for brief in known} == set(content.audiences.audiences)
    faults = [fault for brief in known for fault in _edition(content, brief)]
    return (*faults, *(_reach(content, known) if whole else ()))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; a line ends one. Abbreviations, initials and decimals do not."""
    return tuple(sentence for line in text.splitlines() for sentence in _of_line(line) if sentence)


def _of_line(line: str) -> Iterator[str]:
    start = 0
    for match in _STOP.finditer(line):
        if _ends(match):
            yield line[start : match.end()].strip()
            start = match.end()
    yield line[start:].strip()


def _ends(match: re.Match[str]) -> bool:
    """Whether a stop ends the sentence: something must begin after it, and it must not belong to its word."""
    first = match["next"]
    if not (first.isupper() or first.isdigit()):
        return False
    if match["stop"] != ".":
        return True
    word = match["word"].lstrip("\"'“‘„«([")
    return not (_ABBREVIATION.fullmatch(word) or (first.isdigit() and _BEFORE_FIGURES.fullmatch(word)))


def _edition(content: Content, brief: Brief) -> Iterator[Diagnostic]:
    audience = content.audiences.audiences[brief.audience]
    limit = audience.limits.words
    if limit and brief.words > limit:
        message = (
            f"the edition for '{audience.id}' has {brief.words} words, {brief.words - limit} over its limit of {limit}"
        )
        yield Diagnostic("Q103", message, _limits(content, audience))
    yield from _bottom_line(content, brief, audience)
    for passage in _passages(content, brief):
        yield from _long_sentences(passage, audience)
    yield from _redundant(content, brief, audience)
    yield from _variants(brief, audience)


def _bottom_line(content: Content, brief: Brief, audience: Audience) -> Iterator[Diagnostic]:
    count = len(sentences(str(cast(Briefing, brief.roots["briefing"]).bottom_line)))
    if content.topic.bottom_line and count > BOTTOM_LINE_SENTENCES:
        where = _written(content.topic.bottom_line, brief.decisions)
        message = f"the bottom line for '{audience.id}' has {count} sentences, not at most {BOTTOM_LINE_SENTENCES}"
        span = where.text.span if isinstance(where, TextBody) else content.topic.bottom_line.span
        yield Diagnostic("Q105", message, span)


def _long_sentences(passage: Passage, audience: Audience) -> Iterator[Diagnostic]:
    limit = audience.limits.sentence
    for sentence in sentences(str(passage.text)) if limit else ():
        count = words(sentence)
        if count > limit:
            begins = " ".join(sentence.split(" ")[:3])
            message = f"a sentence of {count} words, where '{audience.id}' takes {limit}: “{begins} …”"
            yield Diagnostic("Q104", message, passage.written.locate(begins))


def _redundant(content: Content, brief: Brief, audience: Audience) -> Iterator[Diagnostic]:
    for decision in brief.decisions:
        if decision.redundant:
            message = f"'{decision.block}' is omitted for '{audience.id}', who would not get it anyway"
            yield Diagnostic("Q102", message, _omission(content, audience.id, decision.block))


def _variants(brief: Brief, audience: Audience) -> Iterator[Diagnostic]:
    outcomes = [decision.outcome for decision in brief.decisions if decision.is_in and decision.section]
    variants = sum(outcome != "default" for outcome in outcomes)
    if variants > LARGEST_SHARE_OF_VARIANTS * len(outcomes):
        message = f"{variants} of the {len(outcomes)} blocks for '{audience.id}' are variants"
        yield Diagnostic("Q106", message, audience.span)


def _reach(content: Content, briefs: Sequence[Brief]) -> Iterator[Diagnostic]:
    """Of all editions together: blocks for nobody, and how many are shared."""
    reached = Counter(decision.block for brief in briefs for decision in brief.decisions if decision.is_in)
    written = [block for section in content.topic.sections for block in section.blocks]
    for block in written:
        misspelt = set(block.only or ()) - set(content.audiences.audiences)  # told already, and the cause
        if not reached[block.id] and not misspelt:
            hints = ("see its `only`, `not` and `depth`, and `omit` in audiences.yaml",)
            yield Diagnostic("Q101", f"the block '{block.id}' reaches no audience", block.span, hints)
    shared = sum(reached[block.id] >= SHARED_BY for block in written)
    if len(briefs) >= SHARED_BY and shared < SMALLEST_SHARE_SHARED * len(written):
        message = f"only {shared} of {len(written)} blocks reach {SHARED_BY} audiences or more"
        yield Diagnostic("Q107", message, content.topic.fields.key_span("sections"))


def _passages(content: Content, brief: Brief) -> Iterator[Passage]:
    """The prose of an edition. Quotations are not ours to shorten; tables and timelines hold no prose."""
    if content.topic.bottom_line:
        body = _written(content.topic.bottom_line, brief.decisions)
        said = cast(Briefing, brief.roots["briefing"]).bottom_line
        yield from _in_body(body, BriefBlock("", "", RichText(), said))
    sections = cast("Named[BriefSection]", brief.roots["sections"])
    for section in content.topic.sections:
        for block in section.blocks if section.id in brief.sections_in else ():
            if block.id in sections[section.id].blocks.ids():
                yield from _in_body(_written(block, brief.decisions), sections[section.id].blocks[block.id])


def _in_body(body: Body, block: BriefBlock) -> Iterator[Passage]:
    match body:
        case TextBody(text=text):
            yield Passage(_prose(block), text)
        case PointsBody(points=points):
            yield from map(Passage, block.points, points)
        case QaBody(pairs=pairs):
            for said, pair in zip(block.pairs, pairs, strict=True):
                yield Passage(said.question, pair.question)
                yield Passage(said.answer, pair.answer)
        case CalloutBody(body=inner):
            yield from _in_body(inner, block)


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
    return block.variants.get(name, block.body)


def _limits(content: Content, audience: Audience) -> Span:
    """Where the limit of words is typed: with the audience, or with its parent."""
    for name in (audience.id, audience.extends):
        limits = content.audiences.audiences[name].fields.get("limits") if name else None
        if isinstance(limits, Record) and "words" in limits:
            return limits.value_span("words")
    return audience.span


def _omission(content: Content, audience: str, block: str) -> Span:
    omit = content.audiences.fields.get("omit")
    blocks = omit.get(audience) if isinstance(omit, Record) else None
    return blocks.key_span(block) if isinstance(blocks, Record) else content.audiences.fields.span
