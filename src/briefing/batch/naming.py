"""What the file of a copy is called: a pattern filled in, and made safe for every system's disks."""

from __future__ import annotations

import os
import re
import string
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from briefing.diagnostics import Diagnostic, did_you_mean
from briefing.later import regex

USUAL = "{topic}-{audience}-{row}"
LONGEST = 255  # bytes, on the disks of Linux and Windows alike
_ENDING = ".docx"
# What Windows takes for a drive, a folder or a pattern, what no name can hold, and what turns it round on a screen.
_UNSAFE = regex(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_DEVICES = regex(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def mistaken(pattern: str, columns: Sequence[str]) -> Iterator[Diagnostic]:
    """What is wrong with a pattern, given the columns that it may name."""
    known = ("topic", "audience", "row", *columns)
    try:
        fields = [(name, convert, spec) for _, name, spec, convert in string.Formatter().parse(pattern)]
    except ValueError:
        yield Diagnostic("P122", f"'{pattern}' is no pattern for names", None, ("a column in braces: '{name}'",))
        return
    for name, convert, spec in fields:
        if name is not None and (name not in known or convert or spec):
            hints = did_you_mean(name, known) or (f"there are: {', '.join(known)}",)
            yield Diagnostic("P122", f"the pattern for names asks for '{name}', which is no column", None, hints)


class Namer:
    """Gives the names of files; `count` is how many rows there are, all of whose numbers are written as wide."""

    def __init__(self, pattern: str, count: int) -> None:
        self._pattern = pattern.removesuffix(_ENDING)
        self._width = len(str(count))
        self._taken: set[int] = set()

    def name(self, number: int, topic: str, audience: str, values: Mapping[str, str]) -> str:
        """The name of a row's file. Raises ValueError, with why, where it would be none or one that is taken."""
        row = f"{number:0{self._width}}"
        filled = self._pattern.format_map({**values, "topic": topic, "audience": audience, "row": row})
        name = _safe(filled)
        if not name:
            raise ValueError("the name of its file would be empty")
        if len(os.fsencode(name + _ENDING)) > LONGEST:
            raise ValueError(f"the name of its file would be longer than {LONGEST} bytes")
        alike = hash(name.casefold())
        if alike in self._taken:
            raise ValueError(f"a file before it is named '{name}{_ENDING}', too")
        self._taken.add(alike)
        return name + _ENDING


def _safe(name: str) -> str:
    """A name that every system takes: its accents stored in one way, no dot or blank at an end, no hyphen
    at the beginning, where a command takes it for an option."""
    name = " ".join(_UNSAFE.sub("-", unicodedata.normalize("NFC", name)).split()).rstrip(". ")
    name = name.lstrip("-. ")
    return f"_{name}" if _DEVICES.fullmatch(name) else name
