"""How hard English prose is to read.

The grade is Flesch and Kincaid's, of ratios alone (J. P. Kincaid and others, Research Branch Report 8-75, 1975):
0.39 words a sentence + 11.8 syllables a word - 15.59. Syllables are counted by rule of thumb, which is right to about
one grade; so a grade is told as ±1, and is too high only if it is by more than that.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from briefing.checks.sentences import sentences
from briefing.later import regex

GRADE_ERROR = 1  # a grade is as good as this
LEAST_WORDS = 100  # to measure a grade by; ratios of fewer say little

_WORD = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = regex(r"[aeiouy]+")
_SILENT = regex(
    r"(?<![^aeiouy]l)e$"  # make, but table
    r"|(?<![^aeiouy]l)(?<![sxzcge])(?<![cs]h)es$"  # makes, but tables, boxes, watches
    r"|(?<![^aeiouy]l)(?<![tde])ed$"  # asked, but settled, wanted
)
_DIVIDED = regex(  # two vowels side by side that are spoken one by one
    r"(?<![ctgs])ia|(?<=[ct])ia(?=t)|(?<![tscgnlx])io|(?<!p)eo|(?<![gq])ua|(?<![ct])ie(?=t|n[tc])|ie(?=ty)|(?<=sc)ie|ea(?=s?$|ct)"
    r"|(?<=cr)ea(?=t(?!u))|oe[tm]"
    r"|[aeiouy](?=ing)|yee|(?<=[st])hms?$|sms?$|^lio"
)
_EXCEPTIONS = {"business": 2, "businesses": 3, "every": 2, "everything": 3, "people": 2, "hundred": 2, "theatre": 3}


def grade(texts: Sequence[str]) -> tuple[float, int]:
    """The school grade (years of American school) that texts together want of a reader, and how many words count."""
    found = [_WORD.findall(sentence) for text in texts for sentence in sentences(text)]
    lengths = [len(words) for words in found if words]
    total = sum(lengths)
    if not total:
        return 0.0, 0
    sounds = sum(syllables(word) for words in found for word in words)
    return 0.39 * total / len(lengths) + 11.8 * sounds / total - 15.59, total


@functools.lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """How many syllables a word has, by rule of thumb; an abbreviation is spelt out."""
    if word.isupper() and 1 < len(word) < 6:
        return len(word)
    word = word.lower().replace("’", "'").removesuffix("'s")
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    spoken = _SILENT.sub("", word)
    return max(1, len(_VOWELS.findall(spoken)) + len(_DIVIDED.findall(spoken)))
