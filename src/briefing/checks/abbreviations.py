"""Abbreviations in English prose, and whether it explains them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from briefing.later import regex

_WORD = regex(r"[^\W\d_]+")
_ACRONYM = regex(r"(?<![\w&.’'/-])(?:[A-Z]&[A-Z]|[A-Z]{2,6})(?=s?(?![\w&’/-]|\.\w)|['’]s\b)")
_ROMAN = regex(r"(?:X{0,3}(?:IX|IV|V?I{0,3}))")
_COMPANY = regex(r"\s+(?:Ltd|Inc|plc|PLC|LLC|LLP|Corp|Co|GmbH|AG|SA|SE|NV|BV|Group)\b")
_EXPLAINING = regex(r"\s*(?:\(|, or |, which stands for |, short for |: )[^()]*[a-z]")
_COUNTED = regex(r"\s*[0-9]")


def unexplained(text: str, known: Collection[str]) -> Iterator[str]:
    """The abbreviations of a text that neither it nor `known` explains, each once."""
    told: set[str] = set()
    for found in _ACRONYM.finditer(text):
        name = found[0]
        if name in known or name in told or _ROMAN.fullmatch(name):
            continue
        told.add(name)
        before, after = text[: found.start()], text[found.end() :]
        if not (_is_name(before, after) or _is_explained(name, before, after)):
            yield name


def abbreviations(text: str) -> set[str]:
    """All abbreviations in a text."""
    return {found[0] for found in _ACRONYM.finditer(text)}


def _is_name(before: str, after: str) -> bool:
    """Whether it is part of a firm's name, of capitals for loudness, or the unit of a figure."""
    beside = (re.search(r"([^\W\d_]{2,})\s+$", before), re.match(r"\s+([^\W\d_]{2,})", after))
    return bool(_COMPANY.match(after) or _COUNTED.match(after) or any(one and one[1].isupper() for one in beside))


def _is_explained(name: str, before: str, after: str) -> bool:
    """Whether the long form stands before it, it being in brackets, or behind it."""
    in_brackets = before.endswith("(") and len(_WORD.findall(before[-120:])) >= 2
    return in_brackets or bool(_EXPLAINING.match(after.removeprefix("s")))
