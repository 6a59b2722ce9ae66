"""What variants must satisfy: that they say what their default says now, and that they are worth having."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefing.diagnostics import Diagnostic, Related, Span
from briefing.later import regex
from briefing.model.content import (
    Body,
    CalloutBody,
    Content,
    FigureBody,
    QuoteBody,
    Text,
    TextBody,
    TimelineBody,
    Topic,
    Worded,
)
from briefing.model.texts import facts_named, texts_of

TOO_ALIKE = 0.9  # of the words of a variant are the default's
_NAMED = regex(r"\{\{.*?\}\}|\[@[^\]]*\]", re.DOTALL)


class Variant(NamedTuple):
    """What is said to one audience in the place of a default. `name` is what both are called: a block's id, or as tags
    name it (`sections.disputes.title`)."""

    name: str
    audience: str
    default: Body
    said: Body
    span: Span

    @property
    def fingerprint(self) -> str:
        """What `briefing.lock` keeps once somebody has looked at the variant: a digest of the default's words as they
        are now, and the facts that only one of both names."""
        return " ".join((_digest(self.default), *self.differences))

    @property
    def differences(self) -> tuple[str, ...]:
        """`+id` for each fact that only the variant names, `-id` for each that only the default does."""
        ours, theirs = _facts(self.said), _facts(self.default)
        if ours == theirs:
            return ()
        return (*(f"+{id}" for id in sorted(ours - theirs)), *(f"-{id}" for id in sorted(theirs - ours)))


def variants(topic: Topic) -> Iterator[Variant]:
    """All variants of a topic: of its blocks, titles and claims."""
    yield from _of_worded("briefing.title", topic.title)
    yield from _of_worded("briefing.subtitle", topic.subtitle)
    for fact in topic.facts.values():
        yield from _of_worded(f"facts.{fact.id}.claim", Worded(fact.claim, fact.variants))
    for section in topic.sections:
        yield from _of_worded(f"sections.{section.id}.title", section.title)
    for _, block in topic.blocks:
        for audience, body in block.variants.items():
            yield Variant(block.id, audience, block.body, body, _span(body) or block.span)


def check(content: Content, accepted: Mapping[str, Mapping[str, str]] | None) -> Iterator[Diagnostic]:
    """Variants that are stale, new, pointless or at odds with their default. `accepted` are fingerprints by name and
    audience; None where they are not kept."""
    digests: dict[str, str] = {}  # by what is varied: several variants have one default
    for variant in variants(content.topic):
        if variant.audience not in content.audiences.audiences:
            continue
        kept = "" if accepted is None else accepted.get(variant.name, {}).get(variant.audience, "")
        if accepted is not None:
            digest = digests.get(variant.name) or digests.setdefault(variant.name, _digest(variant.default))
            yield from _stale(variant, kept, digest)
        differences = variant.differences
        if differences and kept.split(" ")[1:] != list(differences):
            yield _at_odds(variant)
        alike = _likeness(_said(variant.said), _said(variant.default))
        if alike >= TOO_ALIKE:
            share = "all" if alike == 1 else f"{alike:.0%}"
            message = f"the variant of '{variant.name}' for '{variant.audience}' shares {share} of the default's words"
            yield Diagnostic("Q303", message, variant.span, ("take it away, so that one text serves both",))


def _stale(variant: Variant, kept: str, digest: str) -> Iterator[Diagnostic]:
    if kept.split(" ")[0] == digest:
        return
    accept = f"`briefing accept {variant.name} -a {variant.audience}`"
    related = (Related("the default", _span(variant.default) or variant.span),)
    if not kept:
        message = f"nobody has accepted the variant of '{variant.name}' for '{variant.audience}'"
        yield Diagnostic(
            "Q302", message, variant.span, (f"see that it says what the default says, then {accept}",), related
        )
    else:
        message = f"the default of '{variant.name}' has changed since the variant for '{variant.audience}' was accepted"
        yield Diagnostic("Q301", message, variant.span, (f"bring the variant up to date, then {accept}",), related)


def _at_odds(variant: Variant) -> Diagnostic:
    more, fewer = ([id[1:] for id in variant.differences if id[0] == sign] for sign in "+-")
    message = f"the variant of '{variant.name}' for '{variant.audience}' has other facts: it {_differs(more, fewer)}"
    accept = f"`briefing accept {variant.name} -a {variant.audience}`"
    hint = f"let both name the same facts, or say that it is meant so: {accept}"
    related = (Related("the default", _span(variant.default) or variant.span),)
    return Diagnostic("Q304", message, variant.span, (hint,), related)


def _differs(more: list[str], fewer: list[str]) -> str:
    said = []
    if more:
        said.append(f"names {', '.join(more)}, which the default does not")
    if fewer:
        said.append(f"leaves out {', '.join(fewer)}")
    return " and ".join(said)


def _of_worded(name: str, worded: Worded) -> Iterator[Variant]:
    for audience, text in worded.variants.items():
        yield Variant(name, audience, TextBody(worded.text), TextBody(text), text.span)


def _texts(body: Body) -> tuple[Text, ...]:
    return (body.text,) if isinstance(body, QuoteBody) else tuple(texts_of(body))


def _words(body: Body) -> tuple[str, ...]:
    """What a body says, without what is only layout of the YAML."""
    said = tuple(" ".join(text.source.split()) for text in _texts(body))
    match body:
        case CalloutBody(kind=kind):
            return (kind, *said)
        case FigureBody(file=file, alt=alt):
            return (file, alt, *said)
        case TimelineBody(facts=facts):
            return facts
    return said


def _said(body: Body) -> list[str]:
    return " ".join(_words(body)).split()


def _digest(body: Body) -> str:
    """What tells the words of a body; what its facts and sources are called says nothing to a reader."""
    return hashlib.sha256(_NAMED.sub("{}", "\0".join(_words(body))).encode()).hexdigest()[:12]


def _facts(body: Body) -> set[str]:
    if isinstance(body, TimelineBody):
        return set(body.facts)
    return {name for text in _texts(body) for name in facts_named(text.source)}


def _likeness(one: list[str], other: list[str]) -> float:
    """How much of two texts is the same, word by word, from 0 to 1; 0 where that is not TOO_ALIKE."""
    shared = sum((Counter(one) & Counter(other)).values())
    if 2 * shared < TOO_ALIKE * (len(one) + len(other)):
        return 0.0
    import difflib  # few variants come so near

    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _span(body: Body) -> Span | None:
    """Where a body begins."""
    first = next(iter(_texts(body)), None)
    return first.span if first is not None and first.span.path else None
