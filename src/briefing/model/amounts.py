"""The values that facts have."""

import datetime
from decimal import Decimal
from typing import Literal, NamedTuple


class Month(NamedTuple):
    """A month of a year, as in `value: 2019-07`."""

    year: int
    month: int


class Money(NamedTuple):
    """An amount in a currency (ISO 4217), as in `value: {amount: 1000000000, currency: USD}`."""

    amount: Decimal
    currency: str


class Percent(NamedTuple):
    """A share as typed: `value: 25 %` is Percent(25)."""

    amount: Decimal


FactKind = Literal["date", "month", "year", "number", "percent", "money", "text"]
FactValue = datetime.date | Month | int | Decimal | Percent | Money | str
