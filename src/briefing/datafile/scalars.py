"""What unquoted text in YAML stands for: our own short list.

The core schema of YAML 1.2 (section 10.3.2) without octal, hexadecimal, exponents, infinities and signs, and with
dates. Everything else is the text typed: `no`, `on`, `12:30`, `0755`, `1_000`, `+44`.
"""

from __future__ import annotations

import datetime
from decimal import Decimal

from briefing.later import regex

_CONSTANTS: dict[str, bool | None] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_CONSTANTS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = regex(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = regex(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_DATE = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST = frozenset("-0123456789~nNtTfF")  # no value but a text begins with anything else

NO_DAY = datetime.date.min  # stands in for a day that the calendar does not know, once that is reported

Scalar = str | int | Decimal | datetime.date | bool | None


def resolve(plain: str) -> Scalar:
    """The value of an unquoted scalar. ValueError if it has the form of a date that the calendar does not know."""
    if plain and plain[0] not in _FIRST:
        return plain
    if plain in _CONSTANTS:
        return _CONSTANTS[plain]
    if _INTEGER.fullmatch(plain):
        return integer(plain)
    if _DECIMAL.fullmatch(plain):
        return Decimal(plain)
    if _DATE.fullmatch(plain):
        return datetime.date.fromisoformat(plain)
    return plain


def integer(digits: str) -> int | Decimal:
    """A whole number of any length; Python refuses to read an int of more than 4,300 digits."""
    return int(digits) if len(digits) <= 1000 else Decimal(digits)
