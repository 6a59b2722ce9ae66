"""The words of a topic that one reader does not get: what must be nowhere in that reader's file."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import cast

from briefing.later import regex
from briefing.model.brief import Brief, Briefing, BriefSection, Entry, Reference, StatedFact
from briefing.model.content import Body, Content, QuoteBody
from briefing.model.named import Named
from briefing.model.texts import texts_of

LEAST_WORDS = 5  # that a stretch has; fewer stand anywhere
LEAST_LENGTH = 20  # characters of five words

# Ends of sentences, and what is not printed as it is typed: expressions, citations, addresses, marks of Markdown.
_CUT = regex(r"(?<=[.!?…]) |\{\{.*?\}\}|\[@[^\]]*\]|\]\([^)]*\)|[*_`\[\]<>|\\#~]")


def withheld(content: Content, brief: Brief) -> Mapping[str, str]:
    """Stretches of sentences that this reader does not get, white space folded, each with what it is of, in words; none
    that stands legitimately elsewhere in the edition."""
    stretches = {words: owner for owner, body in _bodies(content, brief) for words in _stretches(body)}
    if not stretches:
        return {}
    said = _said(brief)
    return {words: owner for words, owner in stretches.items() if words not in said}


def _bodies(content: Content, brief: Brief) -> Iterator[tuple[str, Body]]:
    """The wordings of blocks that the edition did not take, each with what to call it."""
    decided = {decision.block: decision for decision in brief.decisions}
    topic = content.topic
    for _, block in topic.blocks:
        decision = decided.get(block.id)
        taken = decision.reason if decision is not None and decision.is_in else None
        for name, body in (("", block.body), *block.variants.items()):
            if name != taken:
                whose = f"the words of '{block.id}' for '{name}'" if name else f"the default words of '{block.id}'"
                is_out = taken is None
                yield f"words of '{block.id}', which '{brief.audience}' does not get" if is_out else whose, body


def _stretches(body: Body) -> Iterator[str]:
    for text in (body.text,) if isinstance(body, QuoteBody) else texts_of(body):
        yield from _of_text(text.source)


@functools.lru_cache(maxsize=4096)  # what one reader gets is withheld from others
def _of_text(source: str) -> tuple[str, ...]:
    """The stretches of a text that print as they are typed."""
    pieces = _CUT.split(" ".join(source.split())) if len(source) > LEAST_LENGTH else ()
    return tuple(words for piece in pieces if (words := piece.strip()).count(" ") >= LEAST_WORDS - 1)


def _said(brief: Brief) -> str:
    """All that the edition says, and what templates may say besides: claims of facts, meanings of terms, sources."""
    roots = brief.roots
    paper = cast(Briefing, roots["briefing"])
    facts = cast("Named[StatedFact]", roots["facts"])
    terms, sources = cast("Named[Entry]", roots["terms"]), cast("Named[Reference]", roots["sources"])
    sections = cast("Named[BriefSection]", roots["sections"])
    parts = [paper.title, str(paper.subtitle), str(paper.bottom_line), repr(roots["data"])]
    parts += (f"{fact.claim}" for fact in (*facts, *paper.key_facts))
    parts += (f"{entry.means}" for entry in terms)
    parts += (f"{source.text}" for source in sources)
    parts += (f"{section.title}\n{section.body}" for section in sections)
    return " ".join("\n".join(parts).split())
