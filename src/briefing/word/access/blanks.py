"""Empty paragraphs used as space: those who listen hear "blank, blank, blank"."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from briefing.diagnostics import Diagnostic
from briefing.word.access.reading import Page
from briefing.word.names import BODY, BOOKMARK_END, BOOKMARK_START, PPR, RPR, RUN, TEXT, P, w

Node = etree._Element

_MANY = 3
_SILENT = frozenset(
    (BOOKMARK_START, BOOKMARK_END, RPR, *(w(name) for name in ("proofErr", "lastRenderedPageBreak", "tab")))
)
_SHAPED = frozenset(w(name) for name in ("sectPr", "framePr", "pBdr", "pageBreakBefore"))
_BREAK, _KIND = w("br"), w("type")
_HINT = "in Word: delete them, and set Spacing Before in Layout; for a new page, Layout, Breaks, Page"


def gaps(page: Page) -> Iterator[Diagnostic]:
    """A warning for each three or more empty paragraphs of a body in a row."""
    body = page.root.find(BODY)
    row: list[Node] = []
    for element in () if body is None else (*body, body):
        if element.tag == P and _is_blank(element):
            row.append(element)
            continue
        if len(row) >= _MANY:
            yield page.warn("O311", f"{len(row)} empty paragraphs in a row make space", row[0], _HINT)
        row = []


def _is_blank(paragraph: Node) -> bool:
    return all(map(_is_nothing, reversed(paragraph)))  # what is not blank mostly ends in text


def _is_nothing(element: Node) -> bool:
    """Whether an element of a paragraph shows nothing, and does nothing beside making a line."""
    if element.tag == PPR:
        return all(child.tag not in _SHAPED for child in element)
    if element.tag == RUN:
        return all(map(_is_nothing, element))
    if element.tag == TEXT:
        return not (element.text or "").strip()
    return element.tag in _SILENT or (element.tag == _BREAK and _KIND not in element.attrib)
