"""The texts of a file as its readers meet them: what older programs are given instead is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from briefing.diagnostics import Diagnostic, Place
from briefing.later import regex
from briefing.word import parts, tagtext
from briefing.word.fields.reading import hidden
from briefing.word.names import DELETED, MATH, PPR, RUN, P
from briefing.word.package import Package, Unreadable
from briefing.word.surgery import nearest
from briefing.word.text import NOWHERE, Spot, located, shown_text

Node = etree._Element

FLOWING = ("body", "footnotes", "endnotes")  # what is read aloud; headers and footers are not
_PRINTED = ("header", "footer", "footnotes", "endnotes")
_EQUATIONS = (f"{{{MATH}}}oMath", f"{{{MATH}}}oMathPara")
_OPENER = regex(rb"\{[{%#]")
_STATEMENT = regex(r"[-+]?(?:(tr|tc|p|r)\s)?\s*(\w*)")


class Page(NamedTuple):
    """One part that is printed. `spots` are the paragraphs that a reader sees, in order, with where each is; `unseen`
    are the elements that only older programs show. `tagged` says whether it may hold tags at all."""

    path: str
    part: str
    kind: str
    root: Node
    spots: Mapping[Node, Spot]
    unseen: set[Node]
    tagged: bool

    def place(self, paragraph: Node | None, at: int = 0, length: int = 0) -> Place:
        """Where a paragraph is, and a stretch of its text."""
        if paragraph is None:
            return Place(self.path, self.part)
        spot = self.spots.get(paragraph, NOWHERE)
        text = shown_text(paragraph)
        return Place(self.path, self.part, spot.paragraph, spot.trail, spot.heading, text, at, length)

    def warn(self, code: str, message: str, paragraph: Node | None, *hints: str) -> Diagnostic:
        """What is wrong in a paragraph as a whole."""
        return Diagnostic(code, message, self.place(paragraph), hints)

    def holder(self, node: Node) -> Node | None:
        """The paragraph that an element stands in, where readers see it."""
        paragraph = nearest(node, P)
        return paragraph if paragraph in self.spots else None


class Tag(NamedTuple):
    """A tag as it stands in a text. A statement has its prefix as docxtpl has it (`tr`) and its first word."""

    start: int
    end: int
    opener: str
    prefix: str = ""
    word: str = ""

    @property
    def prints(self) -> bool:
        """Whether it is a value, and no statement or comment."""
        return self.opener == "{{"


class File(NamedTuple):
    """A package, with the parts that its main document relates to by kind."""

    path: str
    main: str
    members: Package
    related: Mapping[str, tuple[str, ...]]

    def part(self, kind: str) -> str:
        """The one part of a kind (`styles`), or nothing."""
        return next(iter(self.related.get(kind, ())), "")

    def root(self, name: str) -> Node | None:
        """The root element of a member; None where it is not there or cannot be read."""
        try:
            return parts.read(self.members, name) if name in self.members else None
        except Unreadable:
            return None


def opened(members: Package, main: str, path: str) -> File:
    """The file of a package. What cannot be read is as if it were not there."""
    related: dict[str, tuple[str, ...]] = {}
    try:
        found = parts.relationships(members, main)
    except Unreadable:
        found = ()
    for one in found:
        if one.target in members and not one.external and one.target not in related.get(one.kind, ()):
            related[one.kind] = (*related.get(one.kind, ()), one.target)
    return File(path, main, members, related)


def printed(file: File) -> dict[str, str]:
    """The parts that are printed beside the main document, with their kinds."""
    return {name: kind for kind in _PRINTED for name in sorted(file.related.get(kind, ()))}


def pages(file: File, headings: Mapping[str, int]) -> tuple[Page, ...]:
    """The parts of a file that are printed. `headings` are the levels of styles by id."""
    stories = [parts.Story(file.main, "body"), *(parts.Story(name, kind) for name, kind in printed(file).items())]
    roots = [(story, file.root(story.name)) for story in stories]
    return tuple(_page(file, story, root, headings) for story, root in roots if root is not None)


def _page(file: File, story: parts.Story, root: Node, headings: Mapping[str, int]) -> Page:
    unseen = hidden(root)
    spots = {paragraph: spot for paragraph, spot in located(root, headings) if paragraph not in unseen}
    tagged = bool(_OPENER.search(file.members[story.name].read()))
    return Page(file.path, story.name, story.kind, root, spots, unseen, tagged)


def runs(element: Node) -> Iterator[Node]:
    """The runs of a paragraph, or of a part of one, and its equations. Those in text boxes, and deleted ones, are left
    out."""
    for child in element:
        if child.tag == RUN or child.tag in _EQUATIONS:
            yield child
        elif child.tag not in (P, PPR) and child.tag not in DELETED and len(child):
            yield from runs(child)


def stretches(paragraph: Node) -> Iterator[tuple[Node, int, str]]:
    """The runs of a paragraph, each with where its text begins and the text."""
    start = 0
    for run in runs(paragraph):
        text = shown_text(run)
        yield run, start, text
        start += len(text)


def tags(text: str) -> tuple[Tag, ...]:
    """The tags of a text in order."""
    return tuple(map(_tag, tagtext.find(text)[0])) if holds_tag(text) else ()


def _tag(typed: tagtext.TypedTag) -> Tag:
    said = _STATEMENT.match(typed.inner) if typed.opener == "{%" else None
    return Tag(typed.start, typed.end, typed.opener, *((said[1] or "", said[2]) if said else ()))


def without(text: str, gone: Iterable[Tag]) -> str:
    """What of a text stands beside tags."""
    position, kept = 0, []
    for tag in gone:
        kept.append(text[position : tag.start])
        position = tag.end
    return "".join((*kept, text[position:]))


def holds_tag(text: str) -> bool:
    """Whether a text holds what looks like a tag."""
    return any(opener in text for opener in tagtext.OPENERS)
