"""Links whose words do not say where they lead (WCAG 2.2, 2.4.4)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from briefing.diagnostics import Diagnostic
from briefing.word.access.reading import Page, holds_tag, stretches
from briefing.word.fields import reading
from briefing.word.legible import link_fault, link_message
from briefing.word.names import RUN
from briefing.word.pieces import HYPERLINK
from briefing.word.text import shown_text

Node = etree._Element

_HINT = "in Word: right-click the link, Edit Link, and let 'Text to display' say where it leads"


def empty_links(page: Page) -> Iterator[Diagnostic]:
    """A warning for each link whose whole text says nothing, or is a long address."""
    wanting: dict[Node, list[tuple[Node, str, str]]] = {}
    for first, text in _links(page):
        fault = "" if holds_tag(text) else link_fault(text)
        paragraph = page.holder(first) if fault else None
        if paragraph is not None:
            wanting.setdefault(paragraph, []).append((first, text, fault))
    for paragraph, links in wanting.items():
        begins = {run: at for run, at, _ in stretches(paragraph)}
        place = page.place(paragraph)
        for first, text, code in links:
            where = place._replace(at=begins.get(first, 0), length=len(text) if first in begins else 0)
            yield Diagnostic(code, link_message(code, text), where, (_HINT,))


def _links(page: Page) -> Iterator[tuple[Node, str]]:
    """The links of a part: the first run of each, and its text."""
    for link in page.root.iter(HYPERLINK):
        run = next(link.iter(RUN), None)
        if run is not None:
            yield run, shown_text(link)
    for field in reading.fields(page.root):
        runs = reading.shown(field) if field.code.keyword == "HYPERLINK" else []
        if runs:
            yield runs[0], "".join(map(shown_text, runs))
