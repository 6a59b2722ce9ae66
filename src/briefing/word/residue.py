"""What stands in a file and is not for its reader: hidden text, tracked changes and who made them, comments.

None of it is seen on a page, all of it is a click away (ECMA-376 part 1, 17.3.2.41, 17.13.4, 17.13.5).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from briefing.diagnostics import Diagnostic, Place
from briefing.word.access.cascade import Print, Styles, styles
from briefing.word.access.palette import palette
from briefing.word.access.reading import File, Page, opened, pages, printed, runs, tags, without
from briefing.word.names import CHANGES, DELETED, P, w
from briefing.word.package import Package
from briefing.word.printable import cut
from briefing.word.surgery import nearest
from briefing.word.text import shown_text

Node = etree._Element

_AUTHOR = w("author")
_DELETED_TEXT = w("delText")
_SIGNS = (b"vanish", b"delText", b"author")  # one is where there is hidden text, or a tracked change that is told
_ACCEPT = "in Word: Review, Accept, Accept All Changes"
_SHOW = "in Word: Home, ¶ shows hidden text; delete it, or take Font, Hidden away"


def residue(members: Package, main: str, path: str, *, finished: bool = False) -> tuple[Diagnostic, ...]:
    """What of a template would stay in what is built from it, or has stayed in a `finished` file, and is not for its
    reader. A template's comments are left out by themselves. Never raises for what cannot be read."""
    file = opened(members, main, path)
    found: list[Diagnostic] = []
    if _may_hold_any(file):
        own = styles(file, palette(file))
        found += [fault for page in pages(file, own.levels) for fault in _of_page(page, own)]
    if finished:
        found += _comments(file)
    return tuple(dict.fromkeys(found))


def _may_hold_any(file: File) -> bool:
    """Whether a look at each paragraph may find something: a large table takes seconds to be looked at."""
    names = (file.main, file.part("styles"), *printed(file))
    texts = (file.members[name].read() for name in names if name in file.members)
    return any(b"\0" in text or any(sign in text for sign in _SIGNS) for text in texts)  # in UTF-16 none is found


def _of_page(page: Page, own: Styles) -> Iterator[Diagnostic]:
    for paragraph in page.spots:
        yield from _hidden(page, paragraph, own)
    for element in page.root.iter(*CHANGES):
        place = page.place(nearest(element, P))
        author = element.get(_AUTHOR, "")
        deleted = "".join(text.text or "" for text in element.iter(_DELETED_TEXT)) if element.tag in DELETED else ""
        if deleted.strip():
            message = f"text that was deleted is still there: “{cut(' '.join(deleted.split()), 40)}”"
            yield Diagnostic("O293", message, place, (_ACCEPT,))
        elif author:
            message = f"a tracked change tells who made it: '{author}'"
            yield Diagnostic("O294", message, place, (_ACCEPT,))


def _hidden(page: Page, paragraph: Node, own: Styles) -> Iterator[Diagnostic]:
    """Hidden text; control tags are gone once the file is built."""
    base = own.of_paragraph(paragraph, Print())
    at, spans = 0, list[tuple[int, str]]()
    for run in runs(paragraph):
        text = shown_text(run)
        if text.strip() and own.of_run(run, base).hidden:
            spans.append((at, text))
        at += len(text)
    said = "".join(text for _, text in spans)
    gone = [tag for tag in tags(said) if not tag.prints]
    if without(said, gone).strip():
        message = f"hidden text: “{cut(' '.join(said.split()), 40)}”"
        yield Diagnostic("O292", message, page.place(paragraph, spans[0][0], len(spans[0][1])), (_SHOW,))


def _comments(file: File) -> Iterator[Diagnostic]:
    for kind in ("comments", "people"):
        for name in file.related.get(kind, ()):
            what = "comments" if kind == "comments" else "the names of people who worked on it"
            yield Diagnostic("O295", f"the file holds {what}", Place(file.path, name))
