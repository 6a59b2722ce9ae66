"""Where sentences end."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from briefing.later import regex

# Words that a full stop belongs to: always, as to single letters; and before a figure.
_ABBREVIATION = regex(
    r"(?:\w\.)*[^\W\d]|e\.g|i\.e|vs|mr|mrs|ms|dr|prof|st|pp|figs?|cf|viz|approx|ca|bzw|vgl|mme", re.IGNORECASE
)
_BEFORE_FIGURES = regex(r"nos?|nr|art|sec|para|ch|vol|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec", re.IGNORECASE)
_STOP = regex(
    r"""(?<!\S)(?P<word>\S*?)(?P<stop>[.!?…]+)["'”’»)\]]*(?:\s*\[[0-9][^\]]*\])*\s+(?=["'“‘„«(\[]*(?P<next>\w))"""
)


@functools.lru_cache(maxsize=4096)  # each reader's edition has most texts in common with others
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; a line ends one. Abbreviations, initials and decimals do not."""
    return tuple(sentence for line in text.splitlines() for sentence in _of_line(line) if sentence)


def _of_line(line: str) -> Iterator[str]:
    start = 0
    for match in _STOP.finditer(line):
        if _ends(match):
            yield line[start : match.end()].strip()
            start = match.end()
    yield line[start:].strip()


def _ends(match: re.Match[str]) -> bool:
    """Whether a stop ends the sentence: something must begin after it, and it must not belong to its word."""
    first = match["next"]
    if not (first.isupper() or first.isdigit()):
        return False
    if match["stop"] != ".":
        return True
    word = match["word"].lstrip("\"'“‘„«([")
    return not (_ABBREVIATION.fullmatch(word) or (first.isdigit() and _BEFORE_FIGURES.fullmatch(word)))
