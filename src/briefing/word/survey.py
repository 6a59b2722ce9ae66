"""Reads the look of a template from its package: its styles, its lists, the ids it has in use."""

from __future__ import annotations

import re

from lxml import etree

from briefing.word.look import Look, Numbering, Styles
from briefing.word.names import PPR, VAL, w
from briefing.word.package import Package
from briefing.word.parts import read, related_part

_TAKEN = re.compile(
    r"<(?:wp:docPr|w:bookmarkStart|w:bookmarkEnd|w:footnote|w:endnote)\s[^>]*?\b(?:w:)?id=\"(\d{1,9})\""
)


def look(package: Package, main: str, width: int) -> Look:
    """The look of a template whose text column is `width` twips wide. Raises Unreadable for broken tables."""
    texts = (member.read() for name, member in package.items() if name.startswith("word/") and name.endswith(".xml"))
    taken = [int(number) for data in texts for number in _TAKEN.findall(data.decode("utf-8", "replace"))]
    footnotes = related_part(package, main, "footnotes")
    return Look(main, styles(package, main), numbering(package, main), width, footnotes, max(taken, default=0) + 1)


def styles(package: Package, main: str) -> Styles:
    """The styles by the names Word shows; built-in ones also go by their English names in any Word."""
    found = Styles({}, {}, {}, {}, {})
    name = related_part(package, main, "styles")
    if not name:
        return found
    tables: dict[str, dict[str, str]] = {"paragraph": {}, "character": {}, "table": {}}
    headings: dict[str, int] = {}
    indents: dict[str, int] = {}
    for style in read(package, name).iter(w("style")):
        kind, style_id = style.get(w("type"), "paragraph"), style.get(w("styleId"), "")
        shown = _value(style, "name")
        if kind in tables:
            tables[kind].setdefault(shown.lower(), style_id)
            for alias in _value(style, "aliases").lower().split(","):
                if alias.strip():
                    tables[kind].setdefault(alias.strip(), style_id)
        if kind == "paragraph" and (level := _heading_level(style, shown)):
            headings[style_id] = level
        indent = style.find(f"{PPR}/{w('ind')}")
        if indent is not None:
            indents[style_id] = _digits(indent.get(w("left"), indent.get(w("start"), "")))
    return Styles(tables["paragraph"], tables["character"], tables["table"], headings, indents)


def _heading_level(style: etree._Element, shown: str) -> int:
    if named := re.fullmatch(r"heading ([1-9])", shown.lower()):
        return int(named.group(1))
    outline = style.find(f"{PPR}/{w('outlineLvl')}")
    level = int(outline.get(VAL, "9")) if outline is not None and outline.get(VAL, "9").isdigit() else 9
    return level + 1 if level < 9 else 0


def _value(style: etree._Element, child: str) -> str:
    element = style.find(w(child))
    return "" if element is None else element.get(VAL, "")


def numbering(package: Package, main: str) -> Numbering:
    """The lists a template defines, read from its numbering and styles parts."""
    part = related_part(package, main, "numbering")
    abstracts: dict[int, int] = {}
    starts: dict[int, int] = {}
    if part:
        root = read(package, part)
        first = {_id(item, "abstractNumId"): _start(item) for item in root.iter(w("abstractNum"))}
        for num in root.iter(w("num")):
            abstract = num.find(w("abstractNumId"))
            number = _id(num, "numId")
            abstracts[number] = _number(abstract, 0)
            starts[number] = first.get(abstracts[number], 1)
        next_abstract = max(first, default=0) + 1
    else:
        next_abstract = 1
    return Numbering(part, abstracts, starts, _of_styles(package, main), max(abstracts, default=0) + 1, next_abstract)


def _of_styles(package: Package, main: str) -> dict[str, tuple[int, int]]:
    """The list of each paragraph style, its own or inherited; a style's level is the one that names it back."""
    part = related_part(package, main, "styles")
    if not part:
        return {}
    own: dict[str, tuple[int, int]] = {}
    parents: dict[str, str] = {}
    for style in read(package, part).iter(w("style")):
        style_id = style.get(w("styleId"), "")
        based = style.find(w("basedOn"))
        parents[style_id] = "" if based is None else based.get(VAL, "")
        found = list_of(style)
        if found is not None:
            own[style_id] = found
    resolved = {}
    for style_id in parents:
        seen: set[str] = set()
        ancestor = style_id
        while ancestor and ancestor not in own and ancestor not in seen:
            seen.add(ancestor)
            ancestor = parents.get(ancestor, "")
        if ancestor in own:
            resolved[style_id] = own[ancestor]
    return resolved


def list_of(element: etree._Element) -> tuple[int, int] | None:
    """The numId and level that the properties of a paragraph or style say; None if they say none."""
    properties = element.find(f"{PPR}/{w('numPr')}")
    if properties is None:
        return None
    return _number(properties.find(w("numId")), 0), _number(properties.find(w("ilvl")), 0)


def _start(abstract: etree._Element) -> int:
    return _number(abstract.find(f"{w('lvl')}/{w('start')}"), 1)


def _id(element: etree._Element, attribute: str) -> int:
    return _digits(element.get(w(attribute), ""))


def _number(element: etree._Element | None, default: int) -> int:
    return default if element is None else _digits(element.get(VAL, ""), default)


def _digits(value: str, default: int = 0) -> int:
    return int(value) if value.lstrip("-").isdigit() else default
