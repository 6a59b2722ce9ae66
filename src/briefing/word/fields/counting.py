"""The numbers that Word shows: of lists and headings, as their levels say (ECMA-376 part 1, 17.9), and of fields."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import NamedTuple

from lxml import etree

from briefing.word.fields.reading import number
from briefing.word.names import PPR, VAL, P, w
from briefing.word.survey import inherited
from briefing.word.text import style_of

Node = etree._Element

LEVELS = 9
MOST = 32_767  # the last number that Word writes in letters
_LIST = w("numPr")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_SWITCHES = {"arabic": "decimal", "roman": "lowerRoman", "alphabetic": "lowerLetter", "ordinal": "ordinal"}


def written(number: int, format: str) -> str:
    """A number in one of Word's number formats; those that are not known, and what is beyond MOST, as digits."""
    match format if number <= MOST else "decimal":
        case "lowerRoman":
            return _roman(number)
        case "upperRoman":
            return _roman(number).upper()
        case "lowerLetter":
            return _letters(number)
        case "upperLetter":
            return _letters(number).upper()
        case "decimalZero":
            return f"{number:02d}"
        case "none" | "bullet":
            return ""
    return str(number)


def switched(number: int, switch: str) -> str:
    r"""A number as a `\*` switch has it: its own letters say whether capitals are meant."""
    kind = _SWITCHES.get(switch.lower(), "decimal")
    text = written(number, kind)
    return text.upper() if switch[:1].isupper() and kind in ("lowerRoman", "lowerLetter") else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    """a to z, then aa, bb, …"""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


class _Level(NamedTuple):
    start: int
    format: str
    text: str


class ListCounter:
    """Counts the numbered paragraphs of a document, in its order."""

    def __init__(self, numbering: Node | None, styles: Node | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._of_style: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if numbering is not None:
            self._read(numbering)
        if styles is not None:
            self._read_styles(styles, numbering)

    def _read(self, numbering: Node) -> None:
        for abstract in numbering.iter(w("abstractNum")):
            levels = {_number(one.get(w("ilvl"), "0")): _level(one) for one in abstract.iterchildren(w("lvl"))}
            self._levels[abstract.get(w("abstractNumId"), "")] = levels
        for num in numbering.iter(w("num")):
            number = num.get(w("numId"), "")
            self._abstract[number] = _value(num, "abstractNumId")
            starts = {
                _number(one.get(w("ilvl"), "0")): _number(_value(one, "startOverride"))
                for one in num.iterchildren(w("lvlOverride"))
                if _value(one, "startOverride").isdecimal()
            }
            self._overrides[number] = starts

    def _read_styles(self, styles: Node, numbering: Node | None) -> None:
        linked = {
            _value(level, "pStyle"): _number(level.get(w("ilvl"), "0"))
            for level in (() if numbering is None else numbering.iter(w("lvl")))
        }
        own: dict[str, tuple[str, int]] = {}
        parents: dict[str, str] = {}
        for style in styles.iter(w("style")):
            identity = style.get(w("styleId"), "")
            parents[identity] = _value(style, "basedOn")
            number, level = _numbered(style)
            if number is not None:
                own[identity] = number, linked.get(identity, level or 0)
        self._of_style = inherited(own, parents)

    def number(self, paragraph: Node) -> str:
        """The number that a paragraph shows, counted on from the one before; empty for none."""
        number, level = _numbered(paragraph)
        of_style = self._of_style.get(style_of(paragraph), ("0", 0))
        number = of_style[0] if number is None else number
        level = of_style[1] if level is None else level
        abstract = self._abstract.get(number, "")
        levels = self._levels.get(abstract, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if number not in self._begun:
            self._begun.add(number)
            for place, start in self._overrides[number].items():
                counts[place] = start - 1
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [place for place in counts if place > level]:
            del counts[deeper]
        for higher in range(level):
            counts.setdefault(higher, levels[higher].start if higher in levels else 1)
        return re.sub(r"%([1-9])", lambda found: self._part(levels, counts, int(found[1]) - 1), levels[level].text)

    def _part(self, levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
        one = levels.get(level, _Level(1, "decimal", ""))
        return written(counts.get(level, one.start), one.format)


def _level(level: Node) -> _Level:
    start, format = _value(level, "start"), _value(level, "numFmt")
    text = "" if format == "bullet" else _value(level, "lvlText")
    return _Level(_number(start) if start.isdecimal() else 1, format or "decimal", text)


def _numbered(owner: Node) -> tuple[str | None, int | None]:
    """The list and the level that a paragraph or style says; None for what it leaves open."""
    of_owner = owner.find(PPR)
    properties = None if of_owner is None else of_owner.find(_LIST)
    if properties is None:
        return None, None
    own, level = properties.find(w("numId")), properties.find(w("ilvl"))
    return None if own is None else own.get(VAL, "0"), None if level is None else number(level.get(VAL, "0"))


def _number(text: str) -> int:
    return number(text) or 0


def _value(owner: Node, name: str) -> str:
    found = owner.find(w(name))
    return "" if found is None else found.get(VAL, "")


def numbers(root: Node, unseen: Set[Node], numbering: Node | None, styles: Node | None) -> dict[Node, str]:
    """The numbers of a document's paragraphs; those that show none are not in it."""
    counter = ListCounter(numbering, styles)
    found = {paragraph: counter.number(paragraph) for paragraph in root.iter(P) if paragraph not in unseen}
    return {paragraph: number for paragraph, number in found.items() if number}
