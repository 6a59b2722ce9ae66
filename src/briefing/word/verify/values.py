"""What attribute values may be: the simple types of WordprocessingML (ECMA-376 Part 1, 17.18 and 22.9)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

Check = Callable[[str], object]  # something true for a value that is allowed

_UNITS = r"(?:mm|cm|in|pt|pc|pi)"
_LENGTH = rf"\d+(?:\.\d+)?{_UNITS}"
_PERCENT = r"-?\d+(?:\.\d+)?%"

# Whole numbers are written without a fraction: Word refuses w:w="12.5".
_PATTERNS = {
    "Boolean": r"true|false|0|1",
    "OnOff": r"true|false|on|off|0|1",
    "Decimal": r"[+-]?\d{1,10}",
    "Unsigned": r"\+?\d{1,10}",
    "DecimalOrPercent": rf"-?\d+|{_PERCENT}",
    "Twips": rf"\+?\d{{1,10}}|{_LENGTH}",
    "Gap": rf"-1|\+?\d{{1,10}}|{_LENGTH}",  # Word writes -1 where w:beforeAutospacing decides
    "SignedTwips": rf"[+-]?\d{{1,10}}|-?{_LENGTH}",
    "HalfPoints": rf"\+?\d{{1,10}}|{_LENGTH}",
    "SignedHalfPoints": rf"[+-]?\d{{1,10}}|-?{_LENGTH}",
    "Measure": rf"[+-]?\d{{1,10}}|{_PERCENT}|-?{_LENGTH}",
    "TextScale": r"0*(?:600|[0-5]?\d?\d)%?",
    "Hex2": r"[0-9A-Fa-f]{2}",
    "Hex4": r"[0-9A-Fa-f]{4}",
    "Hex8": r"[0-9A-Fa-f]{8}",
    "Hex20": r"[0-9A-Fa-f]{20}",
    "HexColor": r"auto|[0-9A-Fa-f]{6}",
    "Cnf": r"[01]{12}",
    "DateTime": r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?",
    "Guid": r"\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}",
    "XmlName": r"[^\W\d][\w.\-]{0,254}",
    "String": r"(?s:.*)",
}


def checks(enumerations: Iterable[tuple[str, frozenset[str]]]) -> dict[str, Check]:
    """The check of every simple type by its name: the patterns above and the given lists of words."""
    by_pattern: dict[str, Check] = {name: re.compile(pattern).fullmatch for name, pattern in _PATTERNS.items()}
    by_words: dict[str, Check] = {name: words.__contains__ for name, words in enumerations}
    return by_pattern | by_words
