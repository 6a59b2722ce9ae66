"""Text in scripts that Word sets with fonts and rules of their own: from right to left, and East Asian.

Word has four fonts in a run and chooses by character; but whether a run is one from right to left it does not see for
itself (`w:rtl`), which bold and size are meant then (`w:bCs`, `w:szCs`), which font an ambiguous mark such as a
quotation mark takes (`w:hint`), nor which language is to be hyphenated and checked (ECMA-376 part 1, 17.3.2).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Literal

from briefing.later import regex
from briefing.word.emit.properties import merged

Script = Literal["", "rtl", "asian"]

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_ASIAN = "\u1100-\u11ff\u2e80-\u2fff\u3001-\u31ff\u3200-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f"
_ASIAN += "\uff01-\uffef\U00020000-\U0003ffff"
_AMBIGUOUS = "\u2018\u2019\u201c\u201d\u2014\u2026\u00b7\u3000"
_COUNTERPARTS = {"w:b": "w:bCs", "w:i": "w:iCs", "w:sz": "w:szCs"}
_STRONG = regex(r"[^\W\d_]")


# What is of no such script: below the first of them, or among the marks and signs that all scripts use.
_OTHERS = regex("[\0-\u058f\u2000-\u2e7f]*+")


@functools.cache
def _stretches() -> re.Pattern[str]:
    """A stretch of one script: with what stands between its letters, and at its end, and has no direction."""
    beside = f"[{_AMBIGUOUS}]"
    return re.compile(
        rf"(?P<rtl>[{_RTL}](?:[^A-Za-z\u00c0-\u058f{_ASIAN}]*[{_RTL}])*(?:[^\w{_ASIAN}]*$)?)"
        rf"|(?P<asian>{beside}*[{_ASIAN}](?:[{_ASIAN}]|{beside})*)"
    )


def is_needed(text: str) -> bool:
    """Whether a text may hold such scripts."""
    return not text.isascii() and not _OTHERS.fullmatch(text)


def runs_rightwards(text: str) -> bool:
    """Whether a text begins from right to left: its first letter says."""
    found = _STRONG.search(text) if is_needed(text) else None
    return found is not None and re.match(f"[{_RTL}]", found[0]) is not None


def dressed(text: str, rpr: str) -> Iterator[tuple[str, str]]:
    """The stretches of a text, each with the run properties that its script asks for."""
    position = 0
    for found in _stretches().finditer(text):
        if found.start() > position:
            yield text[position : found.start()], rpr
        script: Script = "rtl" if found["rtl"] else "asian"
        yield found[0], _for_script(rpr, script, _language(found[0], script))
        position = found.end()
    if position < len(text):
        yield text[position:], rpr


def _language(text: str, script: Script) -> str:
    """The language mark of a stretch, as far as its letters tell."""
    if script == "rtl":
        return "he-IL" if re.search("[\u0590-\u05ff\ufb1d-\ufb4f]", text) else "ar-SA"
    if re.search("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]", text):
        return "ja-JP"
    return "ko-KR" if re.search("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]", text) else "zh-CN"


@functools.lru_cache(maxsize=1024)
def _for_script(rpr: str, script: Script, language: str) -> str:
    if script == "asian":
        fonts = _with(rpr, "w:rFonts", "w:hint", "eastAsia")
        return merged("w:rPr", rpr, fonts + _with(rpr, "w:lang", "w:eastAsia", language))
    additions = "<w:rtl/>" + _with(rpr, "w:lang", "w:bidi", language)
    for plain, complex_ in _COUNTERPARTS.items():
        own = _element(rpr, plain)
        if own and not _element(rpr, complex_):
            additions += own.replace(f"<{plain}", f"<{complex_}", 1)
    return merged("w:rPr", rpr, additions)


def _element(rpr: str, name: str) -> str:
    found = re.search(rf"<{name}(?:\s[^<>]*)?/>", rpr)
    return found[0] if found else ""


def _with(rpr: str, name: str, attribute: str, value: str) -> str:
    """An element of run properties with an attribute more, unless it has it."""
    own = _element(rpr, name) or f"<{name}/>"
    if f" {attribute}=" in own:
        return own
    return own.replace("/>", f' {attribute}="{value}"/>', 1)


def rightwards(ppr: str) -> str:
    """Paragraph properties of a paragraph from right to left."""
    return merged("w:pPr", ppr, "<w:bidi/>")
