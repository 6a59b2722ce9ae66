"""Who cannot read this file, and why: what shuts out readers who listen to it, or see little (WCAG 2.2).

All of it are warnings. What is judged, and what is let pass, is in docs/word/access.md.
"""

from __future__ import annotations

from briefing.diagnostics import Diagnostic
from briefing.word.access.blanks import gaps
from briefing.word.access.cascade import styles
from briefing.word.access.contrast import faint_texts
from briefing.word.access.grounds import page_colour
from briefing.word.access.headings import heading_faults
from briefing.word.access.links import empty_links
from briefing.word.access.palette import palette
from briefing.word.access.pictures import silent_pictures
from briefing.word.access.reading import FLOWING, opened, pages
from briefing.word.access.statements import unsaid_language, unsaid_title
from briefing.word.access.tables import headless_tables
from briefing.word.package import Package

__all__ = ["barriers", "skipped_headings"]


def barriers(members: Package, main: str, path: str, *, finished: bool = False) -> tuple[Diagnostic, ...]:
    """What keeps readers out of a template, or of a `finished` document, whose main part is `main`; `path` is only for
    the places. A finished one also has a title, which `build` gives. Never raises for what cannot be read."""
    file = opened(members, main, path)
    own = styles(file, palette(file))
    found = [*unsaid_language(file, own.root), *(unsaid_title(file) if finished else ())]
    read = pages(file, own.levels)
    for page in read:
        if page.kind in FLOWING:
            found += [*silent_pictures(page), *headless_tables(page, own), *empty_links(page)]
        if page.kind == "body":
            found += [*heading_faults(page, own), *gaps(page)]
    found += faint_texts(read, own, page_colour(file, read, own))
    return tuple(dict.fromkeys(found))


def skipped_headings(members: Package, main: str, path: str) -> tuple[Diagnostic, ...]:
    """The headings of a body that skip a level or are empty: what a template cannot tell of all its documents."""
    file = opened(members, main, path)
    own = styles(file, palette(file))
    bodies = (page for page in pages(file, own.levels) if page.kind == "body")
    return tuple(fault for page in bodies for fault in heading_faults(page, own))
