"""What attribute values may be: the simple types of WordprocessingML (ECMA-376 Part 1, 17.18 and 22.9)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

from briefing.later import regex

Check = Callable[[str], object]  # something true for a value that is allowed

_UNITS = r"(?:mm|cm|in|pt|pc|pi)"
_LENGTH = rf"\d+(?:\.\d+)?{_UNITS}"
_DAY = r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?"
_REAL = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN"
_PERCENT = r"-?\d+(?:\.\d+)?%"

# Whole numbers are written without a fraction: Word refuses w:w="12.5".
_PATTERNS = {
    "Boolean": r"true|false|0|1",
    "OnOff": r"true|false|on|off|0|1",
    "DecimalOrPercent": rf"-?\d+|{_PERCENT}",
    "TextScale": r"0*(?:600|[0-5]?\d?\d)%?",
    "Hex2": r"[0-9A-Fa-f]{2}",
    "Hex4": r"[0-9A-Fa-f]{4}",
    "Hex6": r"[0-9A-Fa-f]{6}",
    "Hex8": r"[0-9A-Fa-f]{8}",
    "Hex20": r"[0-9A-Fa-f]{20}",
    "HexColor": r"auto|[0-9A-Fa-f]{6}",
    "CellNumber": rf"{_REAL}|#[A-Z/0]+[!?]?|",  # Word keeps a cell's error, such as #N/A, and an empty cell
    "Cnf": r"[01]{12}",
    "DateTime": rf"-?\d{{4,}}-{_DAY}T{_TIME}(?:Z|[+-]\d\d:\d\d)?",
    "Guid": r"\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}",
    "Tooltip": r"(?s:.{0,260})",  # [MS-OI29500] on 17.16.22
    "AxisId": r"-?\d{1,10}",  # the standard has no negative ones, and Word for Mac writes them
    "XmlName": r"[^\W\d][\w.\-]{0,254}",
    "String": r"(?s:.*)",
}

# Whole numbers by their bounds, and what else may stand there. Word holds what the standard leaves open in 32 bits.
_LEAST, _MOST = -(2**31), 2**31 - 1
_RANGES = {
    "Decimal": (_LEAST, _MOST, ""),
    "Unsigned": (0, 2**32 - 1, ""),
    "Positive": (1, _MOST, ""),
    "Count": (0, _MOST, ""),
    "Length": (0, _MOST, ""),  # EMU; the standard allows more (20.1.10.42)
    "ColumnCount": (1, 45, ""),  # of text: [MS-OI29500] on 17.6.4
    "OutlineLevel": (0, 9, ""),  # 17.3.1.20
    "PageLength": (1, 31_680, _LENGTH),  # twips, 22 inches: [MS-OI29500] on 17.6.13
    "Twips": (0, _MOST, _LENGTH),
    "Indent": (-31_680, 31_680, f"-?{_LENGTH}"),
    "FirstIndent": (0, 31_680, _LENGTH),
    "FontSize": (0, 3_276, _LENGTH),  # half-points: Word's largest size is 1638 points
    "Gap": (-1, _MOST, _LENGTH),  # Word writes -1 where w:beforeAutospacing decides
    "SignedTwips": (_LEAST, _MOST, f"-?{_LENGTH}"),
    "HalfPoints": (0, _MOST, _LENGTH),
    "SignedHalfPoints": (_LEAST, _MOST, f"-?{_LENGTH}"),
    "Measure": (_LEAST, _MOST, f"{_PERCENT}|-?{_LENGTH}"),
}
_WHOLE = regex(r"[+-]?\d{1,15}")


class Checks(dict[str, Check]):
    """The check of every simple type by its name: the given lists of words, and the patterns and ranges above, made
    when they are first asked for."""

    def __init__(self, enumerations: Iterable[tuple[str, frozenset[str]]]) -> None:
        super().__init__((name, words.__contains__) for name, words in enumerations)

    def __missing__(self, name: str) -> Check:
        if name in _RANGES:
            low, high, other = _RANGES[name]
            self[name] = partial(_is_within, low, high, re.compile(other).fullmatch)
        else:
            self[name] = re.compile(_PATTERNS[name]).fullmatch
        return self[name]


def _is_within(low: int, high: int, other: Check, value: str) -> object:
    return low <= int(value) <= high if _WHOLE.fullmatch(value) else value and other(value)
