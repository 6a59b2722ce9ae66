"""Which blocks reach an audience, in which words, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from briefing.model.brief import OUT, Decision, Step
from briefing.model.content import Audience, Audiences, Block, Body, Section

T = TypeVar("T")


def preferred(default: T, variants: Mapping[str, T], line: Sequence[str]) -> T:
    """What is said to this audience: its own variant, else its parent's, else what is said to all."""
    return next((variants[name] for name in line if name in variants), default)


def decide(section: str, block: Block, audience: Audience, audiences: Audiences) -> Decision:
    """Whether the block is in the audience's edition: omitted, not for it, too deep, or in and in whose words."""
    met = [step for step in steps(block, audience, audiences) if step.outcome]
    decisive = met[0]
    redundant = decisive.outcome == "omitted" and any(step.outcome in OUT for step in met[1:])
    return Decision(section, block.id, decisive.outcome or "default", decisive.reason, redundant)


def steps(block: Block, audience: Audience, audiences: Audiences) -> Iterator[Step]:
    """What is asked, in this order, to decide what an audience gets of a block. The first step with an outcome decides;
    the last one always has one."""
    line = audience.lineage
    reason = audiences.omissions.get(audience.id, {}).get(block.id)
    asked = f"is it omitted for '{audience.id}'?"
    yield Step(asked, "no" if reason is None else f"yes: {reason}", None if reason is None else "omitted", reason or "")
    if block.only is not None:
        yield _only(block.only, line)
    if block.excluded:
        yield _excluded(block.excluded, line)
    yield _deep(block.depth, audience.depth, audiences.depths)
    yield _worded(block, line)


def _only(only: tuple[str, ...], line: tuple[str, ...]) -> Step:
    asked, listed = f"is it for {_one_of(line)}?", ", ".join(only)
    if set(line) & set(only):
        return Step(asked, f"yes: `only` names {listed}")
    return Step(asked, f"no: `only` names {listed or 'nobody'}", "not for them", f"only for {listed}")


def _excluded(excluded: tuple[str, ...], line: tuple[str, ...]) -> Step:
    asked, listed = f"is it not for {_one_of(line)}?", ", ".join(excluded)
    if set(line) & set(excluded):
        return Step(asked, f"so it is: `not` names {listed}", "not for them", f"not for {listed}")
    return Step(asked, f"no: `not` names only {listed}")


def _deep(depth: str, reach: str, depths: Sequence[str]) -> Step:
    own = depth or (depths[0] if depths else "")
    asked = f"is its depth, '{own}', deeper than '{reach}'?"
    if _depth(depth, depths) > _depth(reach, depths):
        return Step(asked, "yes", "too deep", f"'{depth}' is deeper than '{reach}'")
    return Step(asked, "no")


def _worded(block: Block, line: tuple[str, ...]) -> Step:
    asked = f"has it a variant for {_one_of(line)}?"
    name = next((name for name in line if name in block.variants), "")
    if not name:
        return Step(asked, "no: the default is for everybody", "default")
    return Step(asked, f"yes: the one for '{name}'", "variant" if name == line[0] else "parent's variant", name)


def _one_of(line: tuple[str, ...]) -> str:
    return f"'{line[0]}'" if len(line) == 1 else f"'{line[0]}' or its parent '{line[1]}'"


def body_of(block: Block, line: Sequence[str]) -> Body:
    """The block's content in the words for this audience."""
    return preferred(block.body, block.variants, line)


def in_order(sections: Sequence[Section], order: Sequence[str]) -> tuple[Section, ...]:
    """The sections in the reader's order; those it does not name follow as they are written."""
    places = {name: place for place, name in enumerate(order)}
    return tuple(sorted(sections, key=lambda section: places.get(section.id, len(places))))


def _depth(name: str, depths: Sequence[str]) -> int:
    return depths.index(name) if name in depths else 0
