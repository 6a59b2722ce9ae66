"""Reads the look of a template from its package: its styles, its lists, the ids it has in use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

from lxml import etree

from briefing.later import regex
from briefing.word.look import Look, Numbering, Styles
from briefing.word.names import CHANGE_NAMES, PPR, VAL, w
from briefing.word.package import Member, Package
from briefing.word.packaging import decoded
from briefing.word.parts import related_part, shared

LEVELS = 9
_INTEGER = regex("-?[0-9]{1,18}")
Of = TypeVar("Of")
_TAKEN = regex(
    rf"<(?:\w+:)?(?:(?:docPr|bookmarkStart|bookmarkEnd|{'|'.join(CHANGE_NAMES)})\s[^>]*?\bid=[\"'](\d{{1,9}})[\"']"
    r"|id\s[^>]*?\bval=[\"'](\d{1,9})[\"'])"
)
# One of these stands in what has such ids; the last in what is written in UTF-16, where none of the others is found.
_SIGNS_OF_IDS = (b":id", b"<id", b" id", b"\nid", b"\tid", b"\rid", b"\0")
_NOTE = r"<(?:\w+:)?{0}\s[^>]*?\bid=[\"'](\d{{1,9}})[\"']"
_OURS = regex(r"Id=[\"']rIdBriefing(\d{1,9})[\"']")


def look(package: Package, main: str, width: int) -> Look:
    """The look of a template whose text column is `width` twips wide. Raises Unreadable for broken tables."""
    taken = [number for name, member in package.items() for number in _taken(name, member)]
    footnotes, endnotes = (related_part(package, main, kind) for kind in ("footnotes", "endnotes"))
    notes = (("footnote", footnotes), ("endnote", endnotes))
    last = {kind: _last_note(package, part, kind) for kind, part in notes}
    free = max(taken, default=0) + 1
    return Look(main, styles(package, main), numbering(package, main), width, footnotes, endnotes, free, last)


def _last_note(package: Package, part: str, kind: str) -> int:
    """The largest id of the notes in their part; 0 if there are none."""
    found = re.findall(_NOTE.format(kind), decoded(package[part].read())) if part in package else ()
    return max(map(int, found), default=0)


def _taken(name: str, member: Member) -> Iterator[int]:
    """The ids that a member uses."""
    if name.endswith(".rels"):
        yield from map(int, _OURS.findall(decoded(member.read())))
    elif name.endswith(".xml") and any(sign in (data := member.read()) for sign in _SIGNS_OF_IDS):
        yield from (int(max(numbers)) for numbers in _TAKEN.findall(decoded(data)))


def styles(package: Package, main: str) -> Styles:
    """The styles by the names Word shows; built-in ones also go by their English names in any Word."""
    found = Styles({}, {}, {}, {}, {}, {})
    name = related_part(package, main, "styles")
    if not name:
        return found
    tables: dict[str, dict[str, str]] = {"paragraph": {}, "character": {}, "table": {}}
    headings: dict[str, int] = {}
    indents: dict[str, int] = {}
    spelt: dict[str, str] = {}
    for style in shared(package, name).iter(w("style")):
        kind, style_id = style.get(w("type"), "paragraph"), style.get(w("styleId"), "")
        shown = _value(style, "name")
        if kind in tables:
            tables[kind].setdefault(shown.lower(), style_id)
            for alias in _value(style, "aliases").lower().split(","):
                if alias.strip():
                    tables[kind].setdefault(alias.strip(), style_id)
        if kind == "character":
            spelt.setdefault(shown.lower(), shown)
        if kind == "paragraph" and (level := _heading_level(style, shown)):
            headings[style_id] = level
        indent = style.find(f"{PPR}/{w('ind')}")
        if indent is not None:
            indents[style_id] = _digits(indent.get(w("left"), indent.get(w("start"), "")))
    return Styles(tables["paragraph"], tables["character"], tables["table"], headings, indents, spelt)


def _heading_level(style: etree._Element, shown: str) -> int:
    if named := re.fullmatch(r"heading ([1-9])", shown.lower()):
        return int(named.group(1))
    outline = style.find(f"{PPR}/{w('outlineLvl')}")
    level = _number(outline, 9)
    return level + 1 if 0 <= level < 9 else 0


def _value(style: etree._Element, child: str) -> str:
    element = style.find(w(child))
    return "" if element is None else element.get(VAL, "")


def numbering(package: Package, main: str) -> Numbering:
    """The lists a template defines, read from its numbering and styles parts."""
    part = related_part(package, main, "numbering")
    abstract_of: dict[int, int] = {}
    starts_of: dict[int, tuple[int, ...]] = {}
    levels: dict[tuple[int, str], int] = {}
    restarted: set[int] = set()
    abstracts: dict[int, dict[int, int]] = {}
    root = shared(package, part) if part else etree.Element(w("numbering"))
    for abstract in root.iter(w("abstractNum")):
        number = _id(abstract, "abstractNumId")
        abstracts[number] = {_id(level, "ilvl"): _start(level, "start") for level in abstract.iter(w("lvl"))}
        levels.update({(number, _value(level, "pStyle")): _id(level, "ilvl") for level in abstract.iter(w("lvl"))})
    for num in root.iter(w("num")):
        number = _id(num, "numId")
        abstract_of[number] = _number(num.find(w("abstractNumId")), 0)
        own = [override for override in num.iter(w("lvlOverride")) if override.find(w("startOverride")) is not None]
        starts = abstracts.get(abstract_of[number], {}) | {
            _id(one, "ilvl"): _start(one, "startOverride") for one in own
        }
        starts_of[number] = tuple(starts.get(level, 1) for level in range(LEVELS))
        if own:
            restarted.add(number)
    of_style = {
        style: (number, levels.get((abstract_of.get(number, 0), style), level))
        for style, (number, level) in _of_styles(package, main).items()
    }
    next_num, next_abstract = max(abstract_of, default=0) + 1, max(abstracts, default=0) + 1
    return Numbering(part, abstract_of, starts_of, frozenset(restarted), of_style, next_num, next_abstract)


def _of_styles(package: Package, main: str) -> dict[str, tuple[int, int]]:
    """The list of each paragraph style, its own or inherited, with the level that it says."""
    part = related_part(package, main, "styles")
    if not part:
        return {}
    own: dict[str, tuple[int, int]] = {}
    parents: dict[str, str] = {}
    for style in shared(package, part).iter(w("style")):
        style_id = style.get(w("styleId"), "")
        parents[style_id] = _value(style, "basedOn")
        number, level = list_of(style)
        if number is not None:
            own[style_id] = number, level or 0
    return inherited(own, parents)


def inherited(own: Mapping[str, Of], parents: Mapping[str, str]) -> dict[str, Of]:
    """What styles have of their own, or from those that they are based on."""
    found: dict[str, Of | None] = dict(own)
    for style in parents:
        path = []
        while style and style not in found:
            path.append(style)
            found[style] = None  # what is based on itself has none
            style = parents.get(style, "")
        found.update(dict.fromkeys(path, found.get(style)))
    return {style: value for style, value in found.items() if value is not None and style in parents}


def list_of(element: etree._Element) -> tuple[int | None, int | None]:
    """The numId and level that the properties of a paragraph or style say; None for what they leave open."""
    properties = element.find(f"{PPR}/{w('numPr')}")
    if properties is None:
        return None, None
    number, level = properties.find(w("numId")), properties.find(w("ilvl"))
    return None if number is None else _number(number, 0), None if level is None else _number(level, 0)


def _start(level: etree._Element, name: str) -> int:
    return _number(level.find(w(name)), 1)


def _id(element: etree._Element, attribute: str) -> int:
    return _digits(element.get(w(attribute), ""))


def _number(element: etree._Element | None, default: int) -> int:
    return default if element is None else _digits(element.get(VAL, ""), default)


def _digits(value: str, default: int = 0) -> int:
    return int(value) if _INTEGER.fullmatch(value) else default
