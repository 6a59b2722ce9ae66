"""Dates, numbers, money, lists and the tool's own few words, in the reader's language.

The only importer of Babel. Importing it and its tables costs 40 ms, as much as everything else a small build does, so
what British and American English need most is done here by hand; the tests hold it to Babel's answers.

A language is a BCP 47 tag ("en-GB"). None of these functions raises for one it doesn't know: it is treated as British
English, and `known` tells. A ValueError says in plain words that a value is no date or number, or a style is unknown.
What must not be torn apart at the end of a line is joined by non-breaking spaces.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from typing import TYPE_CHECKING

from briefing.model.content import FactKind, FactValue, Money, Month, Percent

if TYPE_CHECKING:
    from babel import Locale

DATE_STYLES = ("short", "medium", "long", "full", "month", "year")
MONEY_STYLES = ("short", "full")

Date = datetime.date | Month | int | str
Number = int | float | Decimal | str

NBSP = "\u00a0"
FALLBACK = "en-GB"

_BY_HAND = frozenset({"en", "en-GB", "en-US"})
_ISO_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# The Economist's style: bn, m; a thousand is written out.
_UNITS = ((Decimal(10) ** 12, "trn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"))
_SIGNS = {
    "USD": "$",
    "GBP": "£",
    "EUR": "€",
    "JPY": "¥",
    "INR": "₹",
    "AUD": "A$",
    "CAD": "C$",
    "NZD": "NZ$",
    "HKD": "HK$",
}

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "judgement": "Judgement",
        "disputed": "Disputed",
        "action": "What to do",
        "unknown": "What we don’t know",
        "note": "Note",
        "superseded": "Superseded",
        "undated": "undated",
        "quoted in": "quoted in",
        "accessed": "accessed",
        "edited by": "edited by",
        "et al.": "et al.",
        "p.": "p.",
        "pp.": "pp.",
        "“": "“",
        "”": "”",
    },
    "de": {
        "judgement": "Einschätzung",
        "disputed": "Umstritten",
        "action": "Was zu tun ist",
        "unknown": "Was wir nicht wissen",
        "note": "Hinweis",
        "superseded": "Überholt",
        "undated": "ohne Datum",
        "quoted in": "zitiert in",
        "accessed": "abgerufen am",
        "edited by": "herausgegeben von",
        "et al.": "u. a.",
        "p.": "S.",
        "pp.": "S.",
        "“": "„",
        "”": "“",
    },
    "fr": {
        "judgement": "Notre appréciation",
        "disputed": "Contesté",
        "action": "Que faire",
        "unknown": "Ce que nous ignorons",
        "note": "Remarque",
        "superseded": "Caduc",
        "undated": "sans date",
        "quoted in": "cité dans",
        "accessed": "consulté le",
        "edited by": "sous la direction de",
        "et al.": "et al.",
        "p.": "p.",
        "pp.": "pp.",
        "“": "«\u202f",
        "”": "\u202f»",
    },
    "es": {
        "judgement": "Valoración",
        "disputed": "En disputa",
        "action": "Qué hacer",
        "unknown": "Lo que no sabemos",
        "note": "Nota",
        "superseded": "Superado",
        "undated": "sin fecha",
        "quoted in": "citado en",
        "accessed": "consultado el",
        "edited by": "edición de",
        "et al.": "et al.",
        "p.": "p.",
        "pp.": "pp.",
        "“": "«",
        "”": "»",
    },
}


def known(language: str) -> bool:
    """Whether dates and numbers can be written in this language."""
    return language in _BY_HAND or _locale(language) is not None


def word(name: str, language: str) -> str:
    """One of the tool's own words or quotation marks ("disputed", "undated", "“"), in English where not translated."""
    return _WORDS.get(language.replace("_", "-").partition("-")[0].lower(), _WORDS["en"])[name]


def date(value: Date, language: str, style: str = "long") -> str:
    """A day, month or year; a str is read as ISO 8601 has it. `style` is one of DATE_STYLES.

    A value without a day prints what it has: `Month(2019, 7)` is "July 2019" in any style but "year".
    """
    if style not in DATE_STYLES:
        raise ValueError(f"dates have no style '{style}', only {listed(DATE_STYLES, FALLBACK)}")
    when = iso_date(value) if isinstance(value, str) else value
    if not isinstance(when, datetime.date | Month | int):
        raise ValueError(f"'{value}' is no date")
    if isinstance(when, int) or style == "year":
        return str(when if isinstance(when, int) else when.year)
    if isinstance(when, Month) or style == "month":
        return _month(when.year, when.month, language)
    if language in _BY_HAND and style == "long":
        name = _MONTHS[when.month - 1]
        day = f"{when.day} {name} {when.year}" if language == "en-GB" else f"{name} {when.day}, {when.year}"
        return day.replace(" ", NBSP)
    from babel.dates import format_date

    return format_date(when, style, locale=_nearest(language)).replace(" ", NBSP)


def iso_date(text: str) -> datetime.date | Month | int | None:
    """What "2023-01-23", "2019-07" or "2023" stands for (ISO 8601), or None."""
    match = _ISO_DATE.fullmatch(text.strip())
    if not match:
        return None
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        when = datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return when if day else Month(year, month) if month else year


def number(value: Number, language: str, digits: int | None = None) -> str:
    """A number with its thousands apart. Without `digits` it keeps the decimals it was typed with: 1.50 stays 1.50."""
    exact = _decimal(value)
    if not exact.is_finite():
        return str(value)
    exact, places = _rounded(exact, digits)
    if language in _BY_HAND:
        return f"{exact:,.{places}f}"
    from babel.numbers import format_decimal

    locale = _nearest(language)
    return format_decimal(exact, _with_places(locale.decimal_formats[None].pattern, places), locale=locale)


def percent(value: Percent | Number, language: str, digits: int | None = None) -> str:
    """A share: `Percent(25)` is "25%"; a bare number is a fraction, as in a spreadsheet: 0.25 is "25%" too."""
    exact = value.amount if isinstance(value, Percent) else _decimal(value) * 100
    if not exact.is_finite():
        return str(exact)
    exact, places = _rounded(exact if isinstance(value, Percent) else exact.normalize(), digits)
    if language in _BY_HAND:
        return f"{exact:,.{places}f}%"
    from babel.numbers import format_percent

    locale = _nearest(language)
    return format_percent(exact / 100, _with_places(locale.percent_formats[None].pattern, places), locale=locale)


def money(value: Money | Number, language: str, currency: str = "", style: str = "short") -> str:
    """An amount, in one of MONEY_STYLES.

    "short" says "$1bn" and "£2.5m" in English and Babel's short form elsewhere, but never rounds: an amount of millions
    that two decimals don't hold is written in full.
    """
    if style not in MONEY_STYLES:
        raise ValueError(f"money has no style '{style}', only {listed(MONEY_STYLES, FALLBACK)}")
    amount, unit = (value.amount, value.currency) if isinstance(value, Money) else (_decimal(value), currency)
    if not amount.is_finite():
        return str(amount)
    if language.partition("-")[0] == "en" or _locale(language) is None:
        return _english_money(amount, unit, style)
    from babel.numbers import format_compact_currency, format_currency

    locale = _nearest(language)
    if style == "short" and abs(amount) >= 10**6 and _scaled(amount):
        return format_compact_currency(amount, unit, locale=locale, fraction_digits=2)
    pattern = _with_places(locale.currency_formats["standard"].pattern, _money_places(amount))
    return format_currency(amount, unit, pattern, locale=locale, currency_digits=False)


def listed(items: Sequence[str], language: str) -> str:
    """ "a, b and c"; with a comma before the "and" where the language has it, as American English does."""
    if len(items) < 2:
        return "".join(items)
    if language in _BY_HAND:
        last = ", and " if language != "en-GB" and len(items) > 2 else " and "
        return ", ".join(items[:-1]) + last + items[-1]
    from babel.lists import format_list

    return format_list(items, locale=_nearest(language))


def fact(value: FactValue, language: str, kind: FactKind) -> str:
    """A fact's value as it prints in the reader's language."""
    match value:
        case Percent():
            return percent(value, language)
        case Money():
            return money(value, language)
        case Month() | datetime.date():
            return date(value, language)
        case int() | Decimal():
            return str(value) if kind == "year" else number(value, language)
    return value


def _month(year: int, month: int, language: str) -> str:
    if language in _BY_HAND:
        return f"{_MONTHS[month - 1]}{NBSP}{year}"
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", datetime.date(year, month, 1), locale=_nearest(language)).replace(" ", NBSP)


def _english_money(amount: Decimal, currency: str, style: str) -> str:
    sign = _SIGNS.get(currency) or (currency + NBSP if currency else "")
    minus = "-" if amount < 0 else ""
    scaled = _scaled(amount) if style == "short" else None
    if scaled:
        return f"{minus}{sign}{scaled[0]:f}{scaled[1]}"
    return f"{minus}{sign}{abs(amount):,.{_money_places(amount)}f}"


def _scaled(amount: Decimal) -> tuple[Decimal, str] | None:
    """The amount without its sign in the largest unit that two decimals hold exactly, if there is one."""
    for size, unit in _UNITS:
        if abs(amount) >= size:
            scaled = (abs(amount) / size).normalize()
            return (scaled, unit) if _places(scaled) <= 2 else None
    return None


def _money_places(amount: Decimal) -> int:
    """No decimals for whole amounts, else at least two: £250, £2.50, £0.125."""
    return 0 if amount == amount.to_integral_value() else max(2, _places(amount))


def _decimal(value: Number) -> Decimal:
    try:
        return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except (ArithmeticError, TypeError, ValueError):
        raise ValueError(f"'{value}' is no number") from None


def _rounded(value: Decimal, digits: int | None) -> tuple[Decimal, int]:
    """The value to so many decimals (its own without `digits`, 20 at most), halves away from zero as people expect."""
    own = _places(value)
    places = own if digits is None else min(max(digits, 0), 20)
    if places < own:
        context = Context(prec=len(value.as_tuple().digits) + 1, rounding=ROUND_HALF_UP)
        value = value.quantize(Decimal(1).scaleb(-places), context=context)
    return value, places


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _with_places(pattern: str, places: int) -> str:
    """A number pattern of Unicode's LDML (part 3, section 3) with exactly so many decimals."""
    return re.sub(r"0(?:\.[0#]+)?", "0." + "0" * places if places else "0", pattern)


@cache
def _locale(language: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def _nearest(language: str) -> Locale:
    locale = _locale(language) or _locale(FALLBACK)
    assert locale is not None  # Babel ships English
    return locale
