"""The kind of a fact's value is read from its spelling."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from briefing.model.amounts import Money, Month, Percent
from tests.content.written import topic


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("2023-01-23", "date", datetime.date(2023, 1, 23)),
        ("2019-07", "month", Month(2019, 7)),
        ("2019-20", "text", "2019-20"),  # two years
        ("2019", "year", 2019),
        ("999", "number", 999),
        ("3000", "number", 3000),
        ("4", "number", 4),
        ("-1.50", "number", Decimal("-1.50")),
        ("25 %", "percent", Percent(Decimal(25))),
        ("12.5%", "percent", Percent(Decimal("12.5"))),
        ("{amount: 1000000000, currency: USD}", "money", Money(Decimal(1000000000), "USD")),
        ("No sum given", "text", "No sum given"),
        ("true", "text", "true"),
        # Who quotes a value means text.
        ('"2019"', "text", "2019"),
        ('"2019-07"', "text", "2019-07"),
        ("'25 %'", "text", "25 %"),
    ],
)
def test_a_value_is_what_it_looks_like(tmp_path: Path, typed: str, kind: str, value: object) -> None:
    read, said = topic(tmp_path, f"facts:\n  start: {{value: {typed}, claim: C., sources: [src]}}")
    assert said == []
    assert (read.facts["start"].kind, read.facts["start"].value) == (kind, value)


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("2019", "number", 2019),
        ("1.10", "text", "1.10"),
        ("2019-07", "text", "2019-07"),
        ("25", "percent", Percent(Decimal(25))),
        ("'25 %'", "percent", Percent(Decimal(25))),
        ("'2019-07'", "month", Month(2019, 7)),
    ],
)
def test_kind_overrides_what_it_looks_like(tmp_path: Path, typed: str, kind: str, value: object) -> None:
    read, said = topic(tmp_path, f"facts:\n  start: {{value: {typed}, kind: {kind}, claim: C., sources: [src]}}")
    assert said == []
    assert (read.facts["start"].kind, read.facts["start"].value) == (kind, value)


@pytest.mark.parametrize(
    ("typed", "value"), [("2020", 2020), ("2020-05", Month(2020, 5)), ("2020-05-01", datetime.date(2020, 5, 1))]
)
def test_a_fact_may_be_of_another_day_month_or_year(tmp_path: Path, typed: str, value: object) -> None:
    read, said = topic(tmp_path, f"facts:\n  start: {{value: x, claim: C., sources: [src], as_of: {typed}}}")
    assert said == []
    assert read.facts["start"].as_of == value


def test_a_judgement_needs_no_source(tmp_path: Path) -> None:
    assert topic(tmp_path, "facts:\n  start: {value: x, claim: C., status: judgement}")[1] == []


@pytest.mark.parametrize(
    "fact",
    [
        "{value: 2019-13, claim: C., sources: [src], timeline: true}",
        "{value: 2019, claim: C., sources: [src], as_of: 2023-13}",
        "{value: 2019, claim: C., sources: [src], as_of: 2023-02-30}",
        "{value: 2019, claim: C., sources: [src], review_after: 2023-13}",
    ],
)
def test_a_month_or_day_that_is_none_is_told_and_nothing_else(tmp_path: Path, fact: str) -> None:
    read, (said,) = topic(tmp_path, f"facts:\n  start: {fact}")
    assert " C115 there is no " in said
    assert (read.facts["start"].as_of, read.facts["start"].review_after) == (None, None)


def test_digits_with_separators_are_text_and_that_is_told(tmp_path: Path) -> None:
    read, said = topic(tmp_path, "facts:\n  start: {value: '1,000', claim: C., sources: [src]}")
    assert said == []
    read, said = topic(tmp_path, "facts:\n  start:\n    value: 1,000,000\n    claim: C.\n    sources: [src]")
    assert said == ["3:12 C149 '1,000,000' is read as text, not as a number"]
    assert read.facts["start"].value == "1,000,000"
