"""Tables of contents and of figures, made from what stands in the document (ECMA-376 part 1, 17.16.5.68).

An entry is a link to its heading. It has a page number only if the pages are known; a reader who asks Word to update
the table gets them in any case, since the field says what Word needs to know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from briefing.later import regex
from briefing.word.fields.reading import Code, Field, emptied, fields, number
from briefing.word.look import Look
from briefing.word.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    FIELD_CHAR,
    PPR,
    RUN,
    SECTION,
    TEXT,
    TEXT_BOX,
    VAL,
    XML_SPACE,
    P,
    w,
)
from briefing.word.surgery import nearest, remove
from briefing.word.text import shown_text, style_of

Node = etree._Element

UNREAD = ("\\f", "\\l")  # tables of marked entries (TC)
_LEVELS = regex(r"\s*([1-9])\s*-\s*([1-9])\s*")
_DEEPEST = 9
_APART, _INDENT = 80, 240  # twips: what stands between entries, and each level further in, without a style
_FIRST_NUMBER = 100_000_000  # of the bookmarks that Word makes: `_Toc` and eight digits, nine here


class Entry(NamedTuple):
    """A line of a table: the paragraph that it leads to, its level, its number and its words."""

    paragraph: Node
    level: int
    number: str
    text: str


class Making(NamedTuple):
    """What tables are made with: the look, the numbers that paragraphs show, ids for bookmarks, the pages of bookmarks,
    where known. `made` takes the names of new ones."""

    look: Look
    numbers: Mapping[Node, str]
    fresh: Callable[[], int]
    pages: Mapping[str, str]
    made: set[str]


def is_made(code: Code) -> bool:
    """Whether a field is a table that we make; others stay as they are."""
    return code.keyword == "TOC" and not any(switch in code.switches for switch in UNREAD)


def forget(root: Node) -> None:
    """Takes the entries out of the tables of a template that show tags, where they are those of its own headings."""
    tables = [(field, "".join(_texts(field))) for field in fields(root) if is_made(field.code) and not field.nested]
    tables = [(field, text) for field, text in tables if "{" in text]
    if not tables:
        return
    everywhere = sum((text.text or "").count("{") for text in root.iter(TEXT))
    if everywhere > sum(text.count("{") for _, text in tables):
        for field, _ in tables:
            emptied(field)


def is_empty(field: Field) -> bool:
    """Whether a table shows nothing."""
    return not any(text.strip() for text in _texts(field))


def paragraphs(root: Node) -> set[Node]:
    """Those that tables stand in."""
    return {paragraph for field in fields(root) if is_made(field.code) for paragraph in _paragraphs_of(field)}


def _texts(field: Field) -> Iterator[str]:
    """What a table shows, run by run: what stands between its marks."""
    inside = False
    first = nearest(field.begin, P)
    paragraphs = () if first is None else (first, *first.itersiblings())
    for node in (node for one in paragraphs for node in one.iter(FIELD_CHAR, TEXT)):
        if node is field.separate or (node is field.begin and field.separate is None):
            inside = True
        elif node is field.end:
            return
        elif inside and node.tag == TEXT:
            yield node.text or ""


def fill(root: Node, field: Field, making: Making) -> None:
    """Makes the entries of a table anew."""
    inside, ends_an_entry = _paragraphs_of(field), _ends_an_entry(field)
    entries = [one for one in _entries(root, field.code, making) if one.paragraph not in inside]
    places = emptied(field)
    if places is None:
        return
    first, last = places
    if not entries:
        return
    styles = [_style(making.look, field.code, entry.level) for entry in entries]
    highest = min(entry.level for entry in entries)
    ended = _end_of(field) if first is last or ends_an_entry else []
    spot = first
    for entry, style in zip(entries, styles, strict=True):
        if entry is entries[0]:
            _dress(first, style, entry.level - highest, making)
            paragraph = first
        else:
            paragraph = etree.Element(P)
            _dress(paragraph, style, entry.level - highest, making)
            spot.addnext(paragraph)
        spot = paragraph
        paragraph.append(_line(entry, field.code, making))
    spot.extend(ended)
    if ended and last is not first and last.find(f"{PPR}/{SECTION}") is None:
        remove(last)


def _paragraphs_of(field: Field) -> set[Node]:
    first, last = nearest(field.begin, P), nearest(field.end, P)
    found: set[Node] = set()
    node = first
    while node is not None:
        found.update(node.iter(P))
        if node is last:
            break
        node = node.getnext()
    return found


def _ends_an_entry(field: Field) -> bool:
    """Whether a table's end stands behind the words of an entry, and not in a paragraph of its own."""
    last = nearest(field.end, P)
    found = False
    for node in () if last is None else last.iter(FIELD_CHAR, TEXT):
        if node is field.end:
            break
        found = found or (node.tag == TEXT and bool(node.text))
    return found


def _end_of(field: Field) -> list[Node]:
    """What ends a table, and what follows in that paragraph: it comes after the last entry."""
    end = nearest(field.end, RUN)
    return [] if end is None else [end, *end.itersiblings()]


def _entries(root: Node, code: Code, making: Making) -> Iterator[Entry]:
    if "\\c" in code.switches or "\\a" in code.switches:
        yield from _captions(root, code)
        return
    first, last = 1, _DEEPEST
    if found := _LEVELS.fullmatch(code.switches.get("\\o", "")):
        first, last = int(found[1]), int(found[2])
    own = _own_styles(making.look, code.switches.get("\\t", ""))
    by_level = "\\o" in code.switches or "\\u" in code.switches or not own
    for paragraph in _body_paragraphs(root):
        style = style_of(paragraph)
        level = own.get(style, 0) or (_outline(paragraph, making.look) if by_level else 0)
        text = " ".join(shown_text(paragraph).split())
        if level and (style in own or first <= level <= last) and text:
            yield Entry(paragraph, level, making.numbers.get(paragraph, ""), text)


def _body_paragraphs(root: Node) -> Iterator[Node]:
    return (paragraph for paragraph in root.iter(P) if next(paragraph.iterancestors(TEXT_BOX), None) is None)


def _outline(paragraph: Node, look: Look) -> int:
    """The level of a heading, 1 for the highest; 0 for no heading."""
    direct = paragraph.find(f"{PPR}/{w('outlineLvl')}")
    level = None if direct is None else number(direct.get(VAL, ""))
    if level is not None:
        return level + 1 if level < _DEEPEST else 0
    return look.styles.headings.get(style_of(paragraph), 0)


def _own_styles(look: Look, typed: str) -> dict[str, int]:
    """`\\t "Annex,1,Part,2"`: the levels of further styles, by their ids."""
    parts = [part.strip() for part in re.split("[,;]", typed)]
    pairs = zip(parts[::2], parts[1::2], strict=False)
    known = look.styles.paragraph
    levels = ((known.get(name.lower(), ""), number(level)) for name, level in pairs)
    return {style: level for style, level in levels if style and level is not None}


def _captions(root: Node, code: Code) -> Iterator[Entry]:
    """The paragraphs that a sequence numbers: captions of one label."""
    wanted = (code.switches.get("\\c") or code.switches.get("\\a", "")).lower()
    seen: set[Node] = set()
    for field in fields(root):
        paragraph = nearest(field.begin, P)
        if field.code.keyword != "SEQ" or field.code.argument.lower() != wanted or paragraph is None:
            continue
        if paragraph not in seen:
            seen.add(paragraph)
            text = " ".join(shown_text(paragraph).split())
            if "\\a" in code.switches:
                text = re.sub(r"^\S+\s+\S+[\s:.–—-]*", "", text)
            yield Entry(paragraph, 1, "", text)


def _style(look: Look, code: Code, level: int) -> str:
    name = "table of figures" if "\\c" in code.switches or "\\a" in code.switches else f"toc {level}"
    return look.styles.paragraph.get(name, "")


def _dress(paragraph: Node, style: str, depth: int, making: Making) -> None:
    """The style of an entry, or a plain look, and where pages are known the stop that their numbers stand at."""
    properties = paragraph.find(PPR)
    if properties is None:
        properties = etree.Element(PPR)
        paragraph.insert(0, properties)
    made = [etree.Element(w("pStyle"), {VAL: style})] if style else []
    if making.pages:
        made.append(etree.Element(w("tabs")))
        stop = {w("val"): "right", w("leader"): "dot", w("pos"): str(making.look.width)}
        etree.SubElement(made[-1], w("tab"), stop)
    if not style:
        made.append(etree.Element(w("spacing"), {w("after"): str(_APART)}))
        made.append(etree.Element(w("ind"), {w("left"): str(_INDENT * depth)}))
    section = properties.findall(SECTION)
    properties[:] = [*made, *section]


def _line(entry: Entry, code: Code, making: Making) -> Node:
    name = _mark(entry.paragraph, making)
    link = etree.Element(w("hyperlink"), {w("anchor"): name, w("history"): "1"})
    if entry.number:
        link.append(_run(entry.number))
        etree.SubElement(etree.SubElement(link, RUN), w("tab"))
    link.append(_run(entry.text))
    if making.pages and "\\n" not in code.switches:
        etree.SubElement(etree.SubElement(link, RUN), w("tab"))
        link.extend(page_field(name, making.pages.get(name, "")))
    return link


def page_field(name: str, page: str) -> list[Node]:
    """The runs of a field that shows the page of a bookmark."""
    marks = {}
    for kind in ("begin", "separate", "end"):
        marks[kind] = etree.Element(RUN)
        etree.SubElement(marks[kind], w("fldChar"), {w("fldCharType"): kind})
    code = etree.Element(RUN)
    etree.SubElement(code, w("instrText"), {XML_SPACE: "preserve"}).text = f" PAGEREF {name} \\h "
    return [marks["begin"], code, marks["separate"], _run(page), marks["end"]]


def _run(text: str) -> Node:
    run = etree.Element(RUN)
    etree.SubElement(run, TEXT, {XML_SPACE: "preserve"}).text = text
    return run


def _mark(paragraph: Node, making: Making) -> str:
    """The name of a bookmark around a heading; one is made where there is none."""
    for mark in paragraph.iter(BOOKMARK_START):
        if mark.get(w("name"), "").startswith("_Toc"):
            return mark.get(w("name"), "")
    number = making.fresh()
    name = f"_Toc{_FIRST_NUMBER + number}"
    making.made.add(name.lower())
    start = etree.Element(BOOKMARK_START, {w("id"): str(number), w("name"): name})
    properties = paragraph.find(PPR)
    paragraph.insert(0 if properties is None else 1, start)
    paragraph.append(etree.Element(BOOKMARK_END, {w("id"): str(number)}))
    return name
