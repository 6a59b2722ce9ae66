"""Which blocks reach an audience, in which words, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from briefing.model.brief import Decision, Outcome
from briefing.model.content import Audience, Audiences, Block, Body, Section

T = TypeVar("T")


def lineage(audience: Audience) -> tuple[str, ...]:
    """The audience and its parent, if it has one: whose variants it reads, in order of preference."""
    return (audience.id, audience.extends) if audience.extends else (audience.id,)


def preferred(default: T, variants: Mapping[str, T], line: Sequence[str]) -> T:
    """What is said to this audience: its own variant, else its parent's, else what is said to all."""
    return next((variants[name] for name in line if name in variants), default)


def decide(section: str, block: Block, audience: Audience, audiences: Audiences) -> Decision:
    """Whether the block is in the audience's edition: omitted, not for it, too deep, or in and in whose words."""
    out = _out(block, audience, audiences.depths)
    reason = audiences.omissions.get(audience.id, {}).get(block.id)
    if reason is not None:
        return Decision(section, block.id, "omitted", reason, redundant=out is not None)
    if out:
        return Decision(section, block.id, *out)
    name = next((name for name in lineage(audience) if name in block.variants), "")
    outcome: Outcome = "default" if not name else "variant" if name == audience.id else "parent's variant"
    return Decision(section, block.id, outcome, name)


def body_of(block: Block, line: Sequence[str]) -> Body:
    """The block's content in the words for this audience."""
    return preferred(block.body, block.variants, line)


def in_order(sections: Sequence[Section], order: Sequence[str]) -> tuple[Section, ...]:
    """The sections in the reader's order; those it does not name follow as they are written."""
    places = {name: place for place, name in enumerate(order)}
    return tuple(sorted(sections, key=lambda section: places.get(section.id, len(places))))


def _out(block: Block, audience: Audience, depths: Sequence[str]) -> tuple[Outcome, str] | None:
    """Why the block is out for this kind of reader, whoever may have omitted it besides."""
    line = lineage(audience)
    if block.only is not None and not set(line) & set(block.only):
        return "not for them", f"only for {', '.join(block.only)}"
    if set(line) & set(block.excluded):
        return "not for them", f"not for {', '.join(block.excluded)}"
    if _depth(block.depth, depths) > _depth(audience.depth, depths):
        return "too deep", f"'{block.depth}' is deeper than '{audience.depth}'"
    return None


def _depth(name: str, depths: Sequence[str]) -> int:
    return depths.index(name) if name in depths else 0
