"""Dates, numbers, money and lists in the reader's language."""

from __future__ import annotations

import datetime
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from briefing import locales
from briefing.locales.words import WORDS
from briefing.model.amounts import FactKind, FactValue, Money, Month, Percent

DAY = datetime.date(2023, 1, 23)
BY_HAND = st.sampled_from([("en", "en"), ("en-GB", "en_GB"), ("en-US", "en_US")])


def spaced(text: str) -> str:
    """With the spaces of other kinds made plain."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("language", "style", "expected"),
    [
        ("en-GB", "long", "23 January 2023"),
        ("en-US", "long", "January 23, 2023"),
        ("en-GB", "short", "23/01/2023"),
        ("en-GB", "medium", "23 Jan 2023"),
        ("en-GB", "month", "January 2023"),
        ("en-GB", "year", "2023"),
        ("de", "long", "23. Januar 2023"),
        ("fr", "month", "janvier 2023"),
        ("es", "long", "23 de enero de 2023"),
        ("xx", "long", "23 January 2023"),
    ],
)
def test_dates_are_in_the_readers_language(language: str, style: str, expected: str) -> None:
    assert spaced(locales.date(DAY, language, style)) == expected


def test_dates_do_not_break_over_lines() -> None:
    assert locales.date(DAY, "en-GB") == "23\u00a0January\u00a02023"
    assert locales.date(DAY, "de") == "23.\u00a0Januar\u00a02023"


def test_a_date_without_a_day_prints_what_it_has() -> None:
    assert spaced(locales.date(Month(2019, 7), "en-GB")) == "July 2019"
    assert spaced(locales.date(Month(2019, 7), "de", "short")) == "Juli 2019"
    assert locales.date(2020, "en-GB") == "2020"


@pytest.mark.parametrize(("typed", "expected"), [("2023-01-23", DAY), ("2019-07", Month(2019, 7)), ("2020", 2020)])
def test_dates_of_data_are_read_as_iso_8601(typed: str, expected: object) -> None:
    assert locales.iso_date(typed) == expected


@pytest.mark.parametrize("typed", ["early 2023", "2023-13-01", "2023-02-30", "", "20"])
def test_what_is_no_date_is_none(typed: str) -> None:
    assert locales.iso_date(typed) is None


@pytest.mark.parametrize("wrong", [lambda: locales.date("soon", "en"), lambda: locales.number("many", "de")])
def test_what_is_no_date_or_number_is_said_in_plain_words(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"^'(soon|many)' is no (date|number)$"):
        wrong()  # type: ignore[operator]


def test_an_unknown_style_names_those_there_are() -> None:
    with pytest.raises(ValueError, match="short, medium, long, full, month and year"):
        locales.date(DAY, "en", "huge")
    with pytest.raises(ValueError, match="short and full"):
        locales.money(1, "en", "USD", "huge")


@pytest.mark.parametrize("say", [locales.date, locales.number, locales.percent, locales.money])
def test_an_empty_value_is_called_so(say: Any) -> None:
    with pytest.raises(ValueError, match=r"^an empty value is no (date|number)$"):
        say(None, "en")


@given(st.dates(min_value=datetime.date(1000, 1, 1)), BY_HAND)
def test_english_dates_agree_with_babel(day: datetime.date, language: tuple[str, str]) -> None:
    ours, theirs = language
    assert spaced(locales.date(day, ours)) == format_date(day, "long", theirs)
    assert spaced(locales.date(day, ours, "medium")) == format_date(day, "medium", theirs)
    month = Month(day.year, day.month)
    assert spaced(locales.date(month, ours, "medium")) == format_skeleton("yMMM", day, locale=theirs)
    assert spaced(locales.date(day, ours, "month")) == format_skeleton("yMMMM", day, locale=theirs)


@given(st.integers(-(10**12), 10**12) | st.decimals(-(10**9), 10**9, places=2), st.integers(0, 2), BY_HAND)
def test_english_numbers_agree_with_babel(number: int | Decimal, digits: int, language: tuple[str, str]) -> None:
    ours, theirs = language
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    rounded = Decimal(number).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    assert locales.number(number, ours, digits) == format_decimal(rounded, pattern, locale=theirs)
    assert locales.percent(rounded / 100, ours, digits) == format_percent(rounded / 100, pattern + "%", locale=theirs)


@given(st.lists(st.text(min_size=1), max_size=5), BY_HAND)
def test_english_lists_agree_with_babel(items: list[str], language: tuple[str, str]) -> None:
    assert locales.listed(items, language[0]) == format_list(items, locale=language[1])


@pytest.mark.parametrize(
    ("value", "digits", "language", "expected"),
    [
        (1234567, None, "en-GB", "1,234,567"),
        (Decimal("1.50"), None, "en-GB", "1.50"),
        (Decimal("1234.50"), None, "de", "1.234,50"),
        (0.1, None, "en-GB", "0.1"),
        (2.5, 0, "en-GB", "3"),
        (2.5, 0, "de", "3"),
        ("1e3", None, "en-GB", "1,000"),
        (1234567, None, "en-IN", "12,34,567"),
        (float("nan"), None, "en-GB", "nan"),
    ],
)
def test_numbers_keep_the_decimals_they_were_typed_with(
    value: locales.Number, digits: int | None, language: str, expected: str
) -> None:
    assert locales.number(value, language, digits) == expected


@pytest.mark.parametrize(
    ("amount", "currency", "language", "expected"),
    [
        ("1000000000", "USD", "en-GB", "$1bn"),
        ("2500000", "GBP", "en-GB", "£2.5m"),
        ("-2500000", "GBP", "en-US", "-£2.5m"),
        ("3000000000000", "EUR", "en-AU", "€3trn"),
        ("1234567", "GBP", "en-GB", "£1,234,567"),
        ("250000", "GBP", "en-GB", "£250,000"),
        ("2.5", "EUR", "en-GB", "€2.50"),
        ("5000000", "CHF", "en-GB", "CHF 5m"),
        ("1000000000", "USD", "de", "1 Mrd. $"),
        ("1234567", "EUR", "de", "1.234.567 €"),
        ("2500000", "EUR", "fr", "2,5 M €"),
        ("2500000", "GBP", "xx", "£2.5m"),
        ("0.30000000000000004", "GBP", "en-GB", "£0.30"),
        ("1234567.891", "GBP", "en-GB", "£1,234,567.89"),
        ("999999.999", "GBP", "en-GB", "£1m"),
        ("0.125", "GBP", "en-GB", "£0.13"),
        ("-0.125", "USD", "en-US", "-$0.13"),
        ("4.999", "GBP", "en-GB", "£5"),
        ("1234.5", "JPY", "en-GB", "¥1,235"),
        ("1.5", "KWD", "en-GB", "KWD 1.500"),
        ("1234.5", "ISK", "en-GB", "ISK 1,235"),
        ("1234.5", "JPY", "de", "1.235 ¥"),
        ("0.125", "EUR", "fr", "0,13 €"),
    ],
)
def test_money_is_rounded_to_the_coin_and_short_if_nothing_is_lost(
    amount: str, currency: str, language: str, expected: str
) -> None:
    assert spaced(locales.money(Money(Decimal(amount), currency), language)) == expected


def test_money_in_full_has_all_its_figures() -> None:
    assert locales.money(10**9, "en-GB", "USD", "full") == "$1,000,000,000"


@pytest.mark.parametrize(("language", "expected"), [("en-GB", "25%"), ("de", "25\u00a0%")])
def test_a_share_is_typed_as_per_cent_or_computed_as_a_fraction(language: str, expected: str) -> None:
    assert locales.percent(Percent(Decimal(25)), language) == locales.percent(0.25, language) == expected


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("year", 2023, "2023"),
        ("number", 2023, "2,023"),
        ("date", DAY, "23 January 2023"),
        ("money", Money(Decimal(10**9), "USD"), "$1bn"),
        ("percent", Percent(Decimal("2.5")), "2.5%"),
        ("text", "High Court", "High Court"),
    ],
)
def test_a_fact_prints_by_its_kind(kind: FactKind, value: FactValue, expected: str) -> None:
    assert spaced(locales.fact(value, "en-GB", kind)) == expected


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        (datetime.date(2023, 9, 23), "en-GB", "23 Sept 2023"),
        (datetime.date(2023, 9, 23), "en-US", "Sep 23, 2023"),
        (datetime.date(2023, 9, 23), "de", "23.09.2023"),
        (Month(2019, 7), "en-GB", "Jul 2019"),
        (Month(2019, 7), "fr", "juil. 2019"),
        (Money(Decimal(10**9), "USD"), "en-GB", "$1bn"),
        ("High Court", "en-GB", "High Court"),
    ],
)
def test_a_fact_has_a_short_form(value: FactValue, language: str, expected: str) -> None:
    assert spaced(locales.fact(value, language, "text", short=True)) == expected


@pytest.mark.parametrize(("language", "known"), [("en-GB", True), ("de-AT", True), ("xx", False), ("", False)])
def test_a_language_is_known_or_not(language: str, known: bool) -> None:
    assert locales.known(language) is known


def test_words_of_ours_are_english_where_they_are_not_translated() -> None:
    assert [locales.word("disputed", language) for language in ("de-AT", "ja", "en")] == [
        "Umstritten",
        "Disputed",
        "Disputed",
    ]


def test_all_languages_have_the_same_words() -> None:
    assert {frozenset(words) for words in WORDS.values()} == {frozenset(WORDS["en"])}


def test_british_and_american_english_do_not_import_babel() -> None:
    program = """
import datetime, sys
from briefing import locales
for language in ("en-GB", "en-US"):
    locales.date(datetime.date(2023, 1, 23), language)
    locales.number(1000, language), locales.percent(0.5, language), locales.money(5, language, "USD")
    locales.listed(["a", "b", "c"], language), locales.known(language)
assert "babel" not in sys.modules
locales.date(datetime.date(2023, 1, 23), "de")
assert "babel" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize(
    ("letters", "is_one"), [("GBP", True), ("CHF", True), ("DEM", True), ("GPB", False), ("gbp", False)]
)
def test_the_letters_of_a_currency_are_known(letters: str, is_one: bool) -> None:
    assert locales.is_currency(letters) == is_one


def test_an_amount_in_no_currency_is_refused_and_one_without_a_currency_is_not() -> None:
    with pytest.raises(ValueError, match="there is no currency 'GPB'"):
        locales.money(5, "en-GB", "GPB")
    assert locales.money(5, "en-GB") == "5"
