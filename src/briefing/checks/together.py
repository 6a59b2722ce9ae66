"""What all editions of a topic together must satisfy: no block for nobody, one topic and not six, no edition twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import cast

from briefing.diagnostics import Diagnostic, Related
from briefing.model.brief import Brief, Briefing, BriefSection
from briefing.model.content import Content
from briefing.model.named import Named
from briefing.model.texts import texts_of

SMALLEST_SHARE_SHARED = 0.5  # of a topic's blocks, for
SHARED_BY = 3  # audiences


def check(content: Content, briefs: Sequence[Brief]) -> Iterator[Diagnostic]:
    """Blocks for nobody, too few that are shared, editions that are equal; the briefs are those of all audiences."""
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
    yield from _unread(content, briefs)
    yield from _equal(content, briefs)


def _unread(content: Content, briefs: Sequence[Brief]) -> Iterator[Diagnostic]:
    """Variants that nobody reads: no audience that would read it gets the block."""
    taken = {(one.block, one.reason) for brief in briefs for one in brief.decisions if one.is_in}
    for section in content.topic.sections:
        for block in section.blocks:
            for name, body in block.variants.items():
                if name in content.audiences.audiences and (block.id, name) not in taken:
                    where = next((text.span for text in texts_of(body)), block.span)
                    message = f"nobody reads the variant of '{block.id}' for '{name}'"
                    hints = (f"`briefing why {block.id} -a {name}` says why",)
                    yield Diagnostic("Q306", message, where if where.path else block.span, hints)


def _equal(content: Content, briefs: Sequence[Brief]) -> Iterator[Diagnostic]:
    """Editions that say the same in the same look."""
    first: dict[object, str] = {}
    for brief in briefs:
        other = first.setdefault((brief.template, _said(brief)), brief.audience)
        if other != brief.audience:
            where = content.audiences.audiences[brief.audience].span
            message = f"the editions of '{content.topic.id}' for '{other}' and '{brief.audience}' say the same"
            hints = ("make one audience of them, or say what the second one should read otherwise",)
            related = (Related("the other audience", content.audiences.audiences[other].span),)
            yield Diagnostic("Q305", message, where, hints, related)


def _said(brief: Brief) -> tuple[str, ...]:
    """All that an edition says, in its order."""
    paper = cast(Briefing, brief.roots["briefing"])
    opening = (paper.title, str(paper.subtitle), str(paper.bottom_line))
    facts = (f"{fact.text} {fact.claim}" for fact in paper.key_facts)
    sections = cast("Named[BriefSection]", brief.roots["sections"])
    return (*opening, *facts, *(f"{section.title}\n{section.body}" for section in sections))
