"""What facts and sources must satisfy, so that each statement can be defended on the day it is read."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from briefing.checks.sentences import sentences
from briefing.diagnostics import Diagnostic, Related, Span
from briefing.later import regex
from briefing.model.amounts import Month
from briefing.model.content import CalloutBody, Fact, Text, Topic
from briefing.model.texts import facts_named, texts_of

_INTERESTED = ("party", "opponent")
_DAY = regex(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")

# Words by which a sentence says that somebody else says so, by language. Stems, so that their forms count as well.
_ATTRIBUTIONS = {
    "en": "alleg accord argu claim contend contest den(?:y|ies|ied) disput estimat insist maintain purport reported"
    " said say suggest told unconfirmed unproven",
    "de": "angeblich angaben behaupt bestreit bestritten gemäß laut nach strittig umstritten vorwirf vorwurf zufolge",
    "fr": "affirm allèg allég contest dénonc prétend selon soutien",
    "es": "afirma alega asegura cuestiona disput presunt según sostiene supuest",
}


def check(topic: Topic, today: datetime.date | None) -> Iterator[Diagnostic]:
    """What is wrong with the facts and sources of a topic; facts past their review by `today`, if that is told."""
    yield from _sources(topic)
    for fact in topic.facts.values():
        yield from _interests(fact, topic)
        yield from _later(fact, topic)
        yield from _overdue(fact, today)
    yield from _superseded(topic)
    yield from _flat(topic)


def _sources(topic: Topic) -> Iterator[Diagnostic]:
    for source in topic.sources.values():
        fields = source.fields
        if fields.get("URL") and not fields.get("accessed"):
            message = f"the source '{source.id}' has an address, but not when it was read there"
            yield Diagnostic("Q201", message, fields.key_span("URL"), ("add `accessed: 2023-01-23`",))
        issued, accessed = _earliest(fields.get("issued")), _latest(fields.get("accessed"))
        if issued and accessed and accessed < issued:
            message = f"the source '{source.id}' was read before it was issued"
            yield Diagnostic("Q206", message, fields.value_span("accessed"))
        if issued and topic.as_of and issued > topic.as_of:
            message = f"the source '{source.id}' is later than the information, which is as of {topic.as_of}"
            hint = ("bring `as_of` up to date, or check the date of the source",)
            yield Diagnostic("Q206", message, fields.value_span("issued"), hint)


def _interests(fact: Fact, topic: Topic) -> Iterator[Diagnostic]:
    known = [topic.sources[id] for id in fact.sources if id in topic.sources]
    interested = [source for source in known if source.fields.get("interest") in _INTERESTED]
    if fact.status == "reported" and interested and len(interested) == len(known):
        names = ", ".join(f"'{source.id}'" for source in known)
        message = f"the fact '{fact.id}' rests on interested parties alone: {names}"
        hints = ("name an independent source too, or say `status: disputed`, and who says so",)
        related = tuple(Related("its interest is told here", one.fields.key_span("interest")) for one in known)
        yield Diagnostic("Q202", message, fact.fields.value_span("sources"), hints, related)


def _later(fact: Fact, topic: Topic) -> Iterator[Diagnostic]:
    held = _earliest(fact.as_of)
    if held and topic.as_of and held > topic.as_of:
        message = f"the fact '{fact.id}' is later than the information, which is as of {topic.as_of}"
        yield Diagnostic("Q206", message, fact.fields.value_span("as_of"), ("bring `as_of` of the topic up to date",))


def _overdue(fact: Fact, today: datetime.date | None) -> Iterator[Diagnostic]:
    if fact.review_after and today and today > fact.review_after:
        message = f"the fact '{fact.id}' was to be looked at again after {fact.review_after}"
        hints = ("see whether it still holds, then set `review_after` anew, or call it superseded",)
        yield Diagnostic("Q205", message, fact.fields.value_span("review_after"), hints)


def _superseded(topic: Topic) -> Iterator[Diagnostic]:
    for mention in topic.mentions:
        fact = topic.facts.get(mention.id) if mention.kind == "fact" else None
        if fact and fact.status == "superseded":
            message = f"the fact '{fact.id}' is superseded and still in use"
            related = (Related("it is called superseded here", fact.fields.value_span("status")),)
            yield Diagnostic("Q203", message, mention.span, ("name the fact that holds now",), related)


def _flat(topic: Topic) -> Iterator[Diagnostic]:
    """Disputed facts that a text states as if nobody disputed them."""
    disputed = {fact.id for fact in topic.facts.values() if fact.status == "disputed"}
    words = _ATTRIBUTIONS.get(topic.language.partition("-")[0])
    if not disputed or words is None:
        return
    attributed = re.compile(rf"\b(?:{'|'.join(words.split())})", re.IGNORECASE)
    for text in _plain_texts(topic):
        for sentence in sentences(" ".join(text.source.split())):
            for name in dict.fromkeys(facts_named(sentence)):
                if name in disputed and not attributed.search(sentence):
                    yield _stated_flatly(name, text.locate(f"facts.{name}"))
    for id in sorted(disputed & _key_facts(topic)):
        fact = topic.facts[id]
        for claim in (fact.claim, *fact.variants.values()):
            if not attributed.search(claim.source):
                yield _stated_flatly(id, claim.span)


def _stated_flatly(name: str, where: Span) -> Diagnostic:
    message = f"the fact '{name}' is disputed, and this states it as if it were not"
    return Diagnostic(
        "Q204", message, where, ("say who says so (“alleges”, “according to”), or use a callout `disputed`",)
    )


def _key_facts(topic: Topic) -> set[str]:
    return {id for ids in topic.key_facts.values() for id in ids}


def _plain_texts(topic: Topic) -> Iterator[Text]:
    """The texts that are the paper's own words, and are not marked as disputed by a box around them."""
    for _, block in topic.blocks:
        for body in (block.body, *block.variants.values()):
            if not (isinstance(body, CalloutBody) and body.kind == "disputed"):
                yield from texts_of(body)


def _earliest(value: object) -> datetime.date | None:
    return _date(value, 1, 1)


def _latest(value: object) -> datetime.date | None:
    return _date(value, 12, 28)


def _date(value: object, month: int, day: int) -> datetime.date | None:
    """A date as CSL has it, in the first or the last days of what it leaves open; None for other words."""
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, Month):
        return datetime.date(value.year, value.month, day)
    if isinstance(value, int) and 1000 <= value <= 2999:
        return datetime.date(value, month, day)
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    return datetime.date(int(found[1]), int(found[2]), day) if found and 1 <= int(found[2]) <= 12 else None
