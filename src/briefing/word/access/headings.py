"""Headings that skip a level, or are empty: those who listen find their way by them.

In a template only what is certain is told: between two headings no tag may stand that can print another.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from briefing.diagnostics import Diagnostic, Related
from briefing.word.access.cascade import Styles
from briefing.word.access.reading import Page, Tag, tags, without
from briefing.word.names import MATH, TEXT_BOX, w
from briefing.word.surgery import nearest
from briefing.word.text import shown_text

Node = etree._Element

_PRINTED = (w("drawing"), w("pict"), w("object"), f"{{{MATH}}}oMath")
_PLAIN = ("for", "endfor", "if", "endif", "")  # statements after which what stands in order comes in order


def heading_faults(page: Page, styles: Styles) -> Iterator[Diagnostic]:
    """A warning for each heading of a body that skips a level or is empty, in reading order."""
    last: tuple[int, Node] | None = None
    certain = True
    for paragraph in page.spots:
        level = styles.level(paragraph)
        text = shown_text(paragraph) if level or (certain and page.tagged) else ""
        if (not level and "{" not in text) or nearest(paragraph, TEXT_BOX) is not None:
            continue
        typed = tags(text)
        silent = [tag for tag in typed if not tag.prints]
        is_heading = bool(level) and (not silent or bool(without(text, silent).strip()))
        if any(tag.word not in _PLAIN for tag in silent) or (not is_heading and _may_print_headings(text, typed)):
            certain = False
        if not is_heading:
            continue
        if not text.strip():
            if next(paragraph.iter(*_PRINTED), None) is None:
                yield page.warn("O305", f"a heading of level {level} is empty", paragraph, _BODY_TEXT)
            continue
        if last and certain and level > last[0] + 1:
            yield _skipped(page, paragraph, level, last)
        last, certain = (level, paragraph), True


_BODY_TEXT = "in Word: delete it, or give it the style Normal; for space, set Spacing in the style of what follows"


def _skipped(page: Page, paragraph: Node, level: int, last: tuple[int, Node]) -> Diagnostic:
    message = f"a heading of level {level} follows one of level {last[0]}: level {last[0] + 1} is skipped"
    hint = f"in Word: give it the style Heading {last[0] + 1}, or put a heading of that level before it"
    related = (Related(f"the heading of level {last[0]}", page.place(last[1])),)
    return Diagnostic("O304", message, page.place(paragraph), (hint,), related)


def _may_print_headings(text: str, typed: tuple[Tag, ...]) -> bool:
    """Whether a paragraph is a value and no more, which may be paragraphs of any kind."""
    return sum(tag.prints for tag in typed) == 1 and not without(text, typed).strip()
