"""Sources, facts and terms: what a topic stands on, read from their mappings."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import get_args

from briefing import locales
from briefing.content.reading import Value
from briefing.datafile.scalars import NO_DAY
from briefing.later import regex
from briefing.model.amounts import FactKind, FactValue, Money, Month, Percent
from briefing.model.content import Fact, FactStatus, Source, Term
from briefing.model.record import Items, Record

VALUE_LIMIT = 60  # characters: a value is a figure, a date or a name; what is longer is a claim
NUMBERS = ("number", "percent", "money")
DATED = ("date", "month", "year")
DATED_HINT = "its value must be a day, a month or a year, without quotes: 2023-01-23, 2019-07, 2020"

_KINDS: tuple[FactKind, ...] = get_args(FactKind)
_STATUSES: tuple[FactStatus, ...] = get_args(FactStatus)
_MONTH = regex(r"([0-9]{4})-(0[1-9]|1[0-2])")
_GROUPED = regex(r"[0-9]{1,3}(?:[,_ '\u00a0\u202f][0-9]{3})+(?:\.[0-9]+)?")
_PERCENT = regex(r"(-?[0-9]+(?:\.[0-9]+)?)\s?%")
_CURRENCY = regex(r"[A-Z]{3}")  # ISO 4217
_CSL = ("type", "title-short", "container-title", "publisher", "URL", "page", "number", "authority", "note")
_CSL_DATES = ("issued", "accessed")
_DESCRIPTION = "the description is for a work without a title; what else there is to say goes in `note`"
_INTERESTS = ("party", "opponent", "independent")


def read_source(name: str, value: Value) -> Source:
    """A source under CSL-JSON's names, and `description`, `via` and `interest`, which are ours."""
    fields = value.fields()
    description = fields.may("description")
    title = fields.may("title") if description else fields.must("title")
    title.line()
    description.line()
    if title and description:
        fields.key("description").fault("C129", "a source has a title or a description, not both", _DESCRIPTION)
    for key in _CSL:
        fields.may(key).line()
    for key in _CSL_DATES:
        dated = fields.may(key)
        dated.line()
        dated.no_month()
    for key in ("author", "editor"):
        for person in fields.may(key).items("a list of people: [{family: Wright, given: Webb}]"):
            _read_person(person)
    fields.may("via").id_of("source")
    fields.may("interest").one_of(_INTERESTS, "")
    fields.done(lacking={"title": "name its title, or say what it is in `description`"})
    return Source(name, fields.record, value.span)


def _read_person(value: Value) -> None:
    fields = value.fields()
    literal, family = fields.may("literal"), fields.may("family")
    if value.is_mapping and not (literal or family):
        value.fault("C121", "a person needs 'family' (and 'given'), an organisation 'literal'")
    for field in (literal, family, fields.may("given")):
        field.line()
    fields.done()


def read_fact(name: str, value: Value) -> Fact:
    """A fact: one atomic value, what it says, and where that is known from."""
    fields = value.fields()
    sources = fields.may("sources")
    kind, content = _read_value(fields.must("value"), fields.may("kind").one_of(("", *_KINDS), ""))
    fact = Fact(
        id=name,
        kind=kind,
        value=content,
        claim=fields.must("claim").text(verbatim=True),
        sources=sources.ids_of("source"),
        status=fields.may("status").one_of(_STATUSES, "reported"),
        timeline=fields.may("timeline").flag(),
        as_of=_read_as_of(fields.may("as_of")),
        variants=fields.may("variants").by_audience(lambda variant: variant.text(verbatim=True)),
        review_after=fields.may("review_after").date(),
        fields=fields.record,
        span=value.span,
    )
    fields.done()
    if not value.is_mapping or fact.status == "judgement" or fields.misspells("sources"):
        pass
    elif not sources or sources.content == ():
        value.fault("C144", f"the fact '{name}' has no source", "name its sources, or call it `status: judgement`")
    if fact.timeline and kind not in DATED and not fields.lost("value"):
        fields.may("timeline").fault("C145", f"the fact '{name}' has no date to stand in the timeline with", DATED_HINT)
    return fact


def read_term(name: str, value: Value) -> Term:
    """A word of the subject."""
    fields = value.fields()
    label = fields.must("label").line()
    means = fields.must("means").text()
    say = fields.may("say").by_audience(Value.line)
    fields.done()
    return Term(name, label, means, say, value.span)


def _read_value(value: Value, wanted: str) -> tuple[FactKind, FactValue]:
    """The value of a fact and its kind, which `wanted` overrides."""
    if isinstance(value.content, Items):
        value.fault("C143", "the value of a fact is one figure, date or name, not a list")
        return "text", ""
    kind, content = _money(value) if isinstance(value.content, Record) else _scalar(value)
    if isinstance(content, str) and len(content) > VALUE_LIMIT:
        hint = "put the sentence in `claim`, and what it turns on in `value`"
        value.fault("C143", f"the value of a fact has at most {VALUE_LIMIT} characters", hint)
    elif _digits(content) > VALUE_LIMIT:
        value.fault("C143", f"the value of a fact has at most {VALUE_LIMIT} digits", "round it: nobody reads so many")
        return "text", ""  # which can be printed
    return _overridden(value, kind, content, wanted) if wanted and wanted != kind else (kind, content)


def _digits(content: FactValue) -> int:
    """How many digits a figure is written in, about; 0 for what is none."""
    number = content.amount if isinstance(content, Money | Percent) else content
    if not isinstance(number, int | Decimal):
        return 0
    exact = Decimal(number)
    return max(len(exact.as_tuple().digits), abs(exact.adjusted()))


def _scalar(value: Value) -> tuple[FactKind, FactValue]:
    match value.content:
        case bool():
            return "text", value.line()
        case datetime.date() as date:
            return "date", date
        case int() as year if 1000 <= year <= 2999:
            return "year", year
        case int() | Decimal() as number:
            return "number", number
    text = value.line()
    if not value.written.endswith(text):
        return "text", text  # who quotes a value means text
    if value.no_month():
        return "month", Month(int(text[:4]), 1)
    if _GROUPED.fullmatch(text):
        value.fault(
            "C149", f"'{text}' is read as text, not as a number", f"no separators: {re.sub('[^0-9.]', '', text)}"
        )
    return _spelled(text)


def _spelled(text: str) -> tuple[FactKind, FactValue]:
    """Kinds that YAML has no type for, read from their spelling."""
    if month := _MONTH.fullmatch(text):
        return "month", Month(int(month[1]), int(month[2]))
    if share := _PERCENT.fullmatch(text):
        return "percent", Percent(Decimal(share[1]))
    return "text", text


def _money(value: Value) -> tuple[FactKind, FactValue]:
    fields = value.fields()
    amount = fields.must("amount")
    currency = fields.must("currency").matching(_CURRENCY, "a currency", "three capital letters: EUR, GBP, USD")
    if _CURRENCY.fullmatch(currency) and not locales.is_currency(currency):
        fields.may("currency").fault(
            "C125", f"there is no currency '{currency}'", "its three letters are of ISO 4217: EUR, GBP, USD"
        )
    fields.done()
    currency = currency if locales.is_currency(currency) else ""  # what is none cannot be printed
    if isinstance(amount.content, int | Decimal) and not isinstance(amount.content, bool):
        return "money", Money(Decimal(amount.content), currency)
    amount.wrong("a number", "digits without separators or units: 1000000000")
    return "money", Money(Decimal(0), currency)


def _overridden(value: Value, kind: FactKind, content: FactValue, wanted: str) -> tuple[FactKind, FactValue]:
    """The value as the kind that the author has named."""
    match wanted, content:
        case "text", _ if not isinstance(content, Money):
            return "text", value.line()
        case "number", int() | Decimal():
            return "number", content
        case "percent", int() | Decimal():
            return "percent", Percent(Decimal(content))
        case (("month" | "percent"), str()) if _spelled(content)[0] == wanted:
            return _spelled(content)
    value.fault("C122", f"this value is no {wanted}: it reads as {kind}")
    return kind, content


def _read_as_of(value: Value) -> datetime.date | Month | int | None:
    if not value or value.content == NO_DAY:
        return None
    before = len(value.reading.faults)
    kind, content = _scalar(value)
    if len(value.reading.faults) > before:
        return None
    if kind in DATED and isinstance(content, datetime.date | Month | int):
        return content
    value.wrong("a day, a month or a year", "write it so, without quotes: 2023-01-23, 2019-07, 2020")
    return None
