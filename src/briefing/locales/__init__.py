"""Dates, numbers, money, lists and the tool's own few words (`words`), in the reader's language.

The only importer of Babel. Importing it and its tables costs 40 ms, as much as everything else a small build does, so
what British and American English need most is done here by hand; the tests hold it to Babel's answers.

A language is a BCP 47 tag ("en-GB"). None of these functions raises for one it doesn't know: it is treated as British
English, and `known` tells. A ValueError says in plain words that a value is no date or number, or a style is unknown.
What must not be torn apart at the end of a line is joined by non-breaking spaces.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from briefing.later import regex
from briefing.locales.words import word
from briefing.model.amounts import FactKind, FactValue, Money, Month, Percent
from briefing.word.printable import quoted

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["NBSP", "date", "fact", "is_currency", "iso_date", "known", "listed", "money", "number", "percent", "word"]

DATE_STYLES = ("short", "medium", "long", "full", "month", "year")
MONEY_STYLES = ("short", "full")

Date = datetime.date | Month | int | str
Number = int | float | Decimal | str

LARGEST_EXPONENT = 1_000  # digits before or after the point: more would take long to write, and nobody reads them

NBSP = "\u00a0"
FALLBACK = "en-GB"

_BY_HAND = frozenset({"en", "en-GB", "en-US"})
_NO_DAY = "1900-01-01T00:00:00Z"  # of a control that shows none: it has to keep one
_ISO_DATE = regex(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
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


def known(language: str) -> bool:
    """Whether dates and numbers can be written in this language."""
    return language in _BY_HAND or _locale(language) is not None


def is_currency(code: str) -> bool:
    """Whether these are the letters of a currency (ISO 4217), of today or of former days."""
    if code in _SIGNS:
        return True
    from babel.core import get_global

    return code in get_global("all_currencies")


def date(value: Date, language: str, style: str = "long") -> str:
    """A day, month or year; a str is read as ISO 8601 has it. `style` is one of DATE_STYLES.

    A value without a day prints what it has: `Month(2019, 7)` is "July 2019", and "Jul 2019" where a day would be
    "medium" or "short".
    """
    if style not in DATE_STYLES:
        raise ValueError(f"dates have no style '{style}', only {listed(DATE_STYLES, FALLBACK)}")
    when = iso_date(value) if isinstance(value, str) else value
    if not isinstance(when, datetime.date | Month | int):
        raise ValueError(f"{quoted(value)} is no date")
    if isinstance(when, int) or style == "year":
        return str(when if isinstance(when, int) else when.year)
    if isinstance(when, Month) or style == "month":
        return _month(when.year, when.month, language, cut=style in ("medium", "short"))
    if language in _BY_HAND and style in ("long", "medium"):
        name = _english_month(when.month, language, cut=style == "medium")
        day = f"{when.day} {name} {when.year}" if language == "en-GB" else f"{name} {when.day}, {when.year}"
        return day.replace(" ", NBSP)
    from babel.dates import format_date

    return format_date(when, style, locale=_nearest(language)).replace(" ", NBSP)


class PickedDate(NamedTuple):
    """A date as Word keeps it in a date control, and as it shows it."""

    full: str
    text: str


def picked(value: Date | None, pattern: str, language: str) -> PickedDate:
    """A day for a control that shows dates in one of Word's patterns (`dddd, d MMMM yyyy`). None shows nothing.

    Raises ValueError for what is no day.
    """
    if value is None:
        return PickedDate(_NO_DAY, "")
    when = iso_date(value.partition("T")[0]) if isinstance(value, str) else value
    if not isinstance(when, datetime.date):
        raise ValueError(f"{quoted(value)} is no day: write one as 2023-01-23")
    if not pattern:
        return PickedDate(f"{when:%Y-%m-%d}T00:00:00Z", date(value, language, "short"))
    from babel.dates import format_datetime

    moment = when if isinstance(when, datetime.datetime) else datetime.datetime(when.year, when.month, when.day)
    ours = re.sub("d{3,4}", lambda days: "E" * len(days[0]), pattern)  # the day of the week, as Unicode has it
    return PickedDate(f"{when:%Y-%m-%d}T00:00:00Z", format_datetime(moment, ours, locale=_nearest(language)))


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

    Halves of the currency's smallest unit are rounded up; whole amounts have no decimals. "short" says "$1bn" and
    "£2.5m" in English and Babel's short form elsewhere, where nothing is lost by it: an amount of millions that two
    decimals don't hold is written in full.
    """
    if style not in MONEY_STYLES:
        raise ValueError(f"money has no style '{style}', only {listed(MONEY_STYLES, FALLBACK)}")
    amount, unit = (value.amount, value.currency) if isinstance(value, Money) else (_decimal(value), currency)
    if unit and not is_currency(unit):
        raise ValueError(f"there is no currency '{unit}': write its three letters, such as GBP")
    if not amount.is_finite():
        return str(amount)
    amount, places = _to_the_coin(amount, unit)
    if language.partition("-")[0] == "en" or _locale(language) is None:
        return _english_money(amount, places, unit, style)
    from babel.numbers import format_compact_currency, format_currency

    locale = _nearest(language)
    if style == "short" and abs(amount) >= 10**6 and _scaled(amount):
        return format_compact_currency(amount, unit, locale=locale, fraction_digits=2)
    pattern = _with_places(locale.currency_formats["standard"].pattern, places)
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


def fact(value: FactValue, language: str, kind: FactKind, *, short: bool = False) -> str:
    """A fact's value as it prints in the reader's language. `short` cuts the names of months."""
    match value:
        case Percent():
            return percent(value, language)
        case Money():
            return money(value, language)
        case Month() | datetime.date():
            return date(value, language, "medium" if short else "long")
        case int() | Decimal():
            return str(value) if kind == "year" else number(value, language)
    return value


def _month(year: int, month: int, language: str, *, cut: bool) -> str:
    if language in _BY_HAND:
        return f"{_english_month(month, language, cut=cut)}{NBSP}{year}"
    from babel.dates import format_skeleton

    skeleton = "yMMM" if cut else "yMMMM"
    return format_skeleton(skeleton, datetime.date(year, month, 1), locale=_nearest(language)).replace(" ", NBSP)


def _english_month(month: int, language: str, *, cut: bool) -> str:
    """The name of a month. Cut short, September has four letters in Britain and three in America."""
    if cut:
        return "Sept" if month == 9 and language == "en-GB" else _SHORT_MONTHS[month - 1]
    return _MONTHS[month - 1]


def _english_money(amount: Decimal, places: int, currency: str, style: str) -> str:
    sign = _SIGNS.get(currency) or (currency + NBSP if currency else "")
    minus = "-" if amount < 0 else ""
    scaled = _scaled(amount) if style == "short" else None
    if scaled:
        return f"{minus}{sign}{scaled[0]:f}{scaled[1]}"
    return f"{minus}{sign}{abs(amount):,.{places}f}"


def _scaled(amount: Decimal) -> tuple[Decimal, str] | None:
    """The amount without its sign in the largest unit that two decimals hold exactly, if there is one."""
    for size, unit in _UNITS:
        if abs(amount) >= size:
            scaled = (abs(amount) / size).normalize()
            return (scaled, unit) if _places(scaled) <= 2 else None
    return None


def _to_the_coin(amount: Decimal, currency: str) -> tuple[Decimal, int]:
    """The amount rounded to its currency's own decimals, and how many to print: none if it is whole."""
    if amount == amount.to_integral_value():
        return amount, 0
    if currency in _SIGNS or not currency:
        coins = 0 if currency == "JPY" else 2
    else:
        from babel.numbers import get_currency_precision

        coins = get_currency_precision(currency)
    rounded, _ = _rounded(amount, coins)
    return rounded, 0 if rounded == rounded.to_integral_value() else coins


def _decimal(value: Number) -> Decimal:
    try:
        exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except (ArithmeticError, TypeError, ValueError):
        raise ValueError(f"{quoted(value)} is no number") from None
    if exact.is_finite() and abs(exact.adjusted()) > LARGEST_EXPONENT:
        raise ValueError(f"{quoted(value)} has more digits than can be written")
    return exact


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
