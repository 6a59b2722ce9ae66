"""What facts and sources must satisfy."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from briefing import checks
from briefing.diagnostics import Diagnostic, Span
from briefing.model.content import CalloutBody, Content, Mention, TextBody
from tests.contents import PATH, block, content, fact, section, source, text

DAY = datetime.date(2023, 5, 1)


def faults(written: Content, today: datetime.date | None = None) -> list[Diagnostic]:
    return list(checks.of_topic(written, today=today))


def codes(written: Content, today: datetime.date | None = None) -> list[str]:
    return [one.code for one in faults(written, today)]


def test_an_address_wants_the_day_on_which_it_was_read() -> None:
    assert codes(content(sources=(source("a", URL="https://example.org"),))) == ["Q201"]
    read = source("a", URL="https://example.org", accessed=datetime.date(2023, 1, 1))
    assert codes(content(sources=(read,))) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"issued": datetime.date(2023, 1, 24)}, ["Q206"]),
        ({"issued": "2023-02"}, ["Q206"]),
        ({"issued": 2024}, ["Q206"]),
        ({"issued": 2023}, []),
        ({"issued": "early 2024"}, []),
        ({"issued": "2023-01", "accessed": "2022-12-31"}, ["Q206"]),
        ({"issued": "2023-01-02", "accessed": "2023-01"}, []),
        ({"issued": "2023-13"}, []),
    ],
)
def test_a_source_is_no_later_than_the_information_and_read_after_it_was_issued(
    fields: dict[str, Any], expected: list[str]
) -> None:
    assert codes(content(sources=(source("a", **fields),))) == expected


@pytest.mark.parametrize(
    ("interests", "status", "expected"),
    [
        (("party",), "reported", ["Q202"]),
        (("party", "opponent"), "reported", ["Q202"]),
        (("party", "independent"), "reported", []),
        (("party", ""), "reported", []),
        (("party",), "disputed", []),
        ((), "judgement", []),
    ],
)
def test_a_fact_does_not_rest_on_interested_parties_alone(
    interests: tuple[str, ...], status: str, expected: list[str]
) -> None:
    sources = tuple(source(f"s{n}", interest=interest) for n, interest in enumerate(interests))
    stated = fact("a", "number", 4, sources=tuple(one.id for one in sources), status=status)
    assert codes(content(sources=sources, facts=(stated,))) == expected


def test_a_fact_is_past_its_review_only_by_the_day_that_is_told() -> None:
    written = content(facts=(fact("a", "number", 4, review_after=DAY),))
    assert codes(written) == []
    assert codes(written, DAY) == []
    assert codes(written, DAY + datetime.timedelta(days=1)) == ["Q205"]


def test_a_superseded_fact_in_use_is_told_where_it_is_used() -> None:
    used = Mention("fact", "old", Span(PATH, 7, 3))
    written = content(facts=(fact("old", "number", 4, status="superseded"),), mentions=(used,))
    assert [(one.code, one.where) for one in faults(written)] == [("Q203", used.span)]


DISPUTED = fact("copied", "text", "Millions", "Getty alleges that they were copied.", status="disputed")


@pytest.mark.parametrize(
    ("said", "language", "expected"),
    [
        ("{{ facts.copied }} were copied.", "en-GB", ["Q204"]),
        ("Getty alleges that {{ facts.copied }} were copied.", "en-GB", []),
        ("According to Getty, {{ facts.copied }} were copied.", "en-GB", []),
        ("It alleges. Then {{ facts.copied }} were copied.", "en-GB", ["Q204"]),
        ("{{ facts.copied }} wurden kopiert.", "de", ["Q204"]),
        ("Laut Getty wurden {{ facts.copied }} kopiert.", "de", []),
        ("{{ facts.copied }} zostały skopiowane.", "pl", []),
        ("Nothing of it.", "en-GB", []),
    ],
)
def test_a_disputed_fact_is_told_with_who_says_so(said: str, language: str, expected: list[str]) -> None:
    written = content(section("s", block("a", said, 4)), facts=(DISPUTED,), language=language)
    assert codes(written) == expected


def test_the_callout_for_what_is_disputed_says_it() -> None:
    boxed = block("a", kind="callout", body=CalloutBody("disputed", TextBody(text("{{ facts.copied }} were copied."))))
    assert codes(content(section("s", boxed), facts=(DISPUTED,))) == []


def test_a_disputed_fact_stated_flatly_is_told_where_it_is_typed() -> None:
    (found,) = faults(content(section("s", block("a", "So {{ facts.copied }} were.", 4)), facts=(DISPUTED,)))
    assert found.where == Span(PATH, 4, 7, 4, 19)


def test_the_claim_of_a_disputed_key_fact_says_who_says_so() -> None:
    flat = fact("flat", "text", "Millions", "They were copied.", status="disputed")
    written = content(facts=(flat, DISPUTED), key_facts={"": ("flat", "copied")})
    assert codes(written) == ["Q204"]
