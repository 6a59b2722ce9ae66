"""On which pages things stand: a document with marks for somebody who lays it out, and what its pages are called.

Word knows no page of anything until it has laid the document out, and neither do we. A copy gets a mark beside each
bookmark that a page number is wanted of, and one where each section begins; from the pages of those follow the numbers
that readers see, which a section may begin anew and write in letters (ECMA-376 part 1, 17.6.12).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from briefing.word import package, parts
from briefing.word.fields.counting import written
from briefing.word.fields.reading import fields, number
from briefing.word.look import Look
from briefing.word.names import BOOKMARK_END, BOOKMARK_START, PPR, SECTION, P, w
from briefing.word.package import Member, Package

Node = etree._Element

MARK = "briefingpage"  # and a number: a name that a PDF can hold as it is
_FIRST_ID = 2_000_000_000


class Unknown(Mapping[str, str]):
    """The pages before anybody knows them: each has a number as wide as most."""

    def __getitem__(self, name: str) -> str:
        return "00"

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 1


class _Section(NamedTuple):
    """Where a section begins, the number of its first page if it says one, and how its numbers are written."""

    mark: str
    start: int | None
    format: str


class Marked(NamedTuple):
    """A document to lay out: the marks of bookmarks with the section they stand in, and the sections."""

    members: dict[str, Member]
    bookmarks: Mapping[str, tuple[str, int]]
    sections: tuple[_Section, ...]

    def pages(self, found: Mapping[str, int]) -> dict[str, str]:
        """The page numbers of bookmarks, as readers see them, given the pages of marks (the first is 1)."""
        first: list[int] = []
        for place, section in enumerate(self.sections):
            before = self.sections[place - 1]
            gone = found.get(section.mark, 1) - found.get(before.mark, 1) if place else 0
            counted = first[-1] + gone if first else 1
            first.append(counted if section.start is None else section.start)
        numbers = {}
        for name, (mark, place) in self.bookmarks.items():
            if mark in found:
                section = self.sections[place]
                shown = first[place] + found[mark] - found.get(section.mark, found[mark])
                numbers[name] = written(shown, section.format)
        return numbers


def marked(members: Package, look: Look) -> Marked:
    """A copy of a document with marks on all whose pages are wanted."""
    body = parts.read(members, look.main)
    wanted = {field.code.argument for field in fields(body) if field.code.keyword == "PAGEREF"}
    names: dict[str, tuple[str, int]] = {}
    sections: list[_Section] = []
    begins = True
    for node in list(body.iter(P, BOOKMARK_START)):
        if node.tag == P:
            if begins:
                sections.append(_Section(_mark(node, len(names) + len(sections)), None, ""))
            section = node.find(f"{PPR}/{SECTION}")
            begins = section is not None
            if section is not None:
                sections[-1] = _numbered(sections[-1], section)
        elif (name := node.get(w("name"), "")) in wanted and sections:
            names[name] = (_beside(node, len(names) + len(sections)), len(sections) - 1)
    last = next(body.iter(w("body"))).find(SECTION)
    if last is not None and sections:
        sections[-1] = _numbered(sections[-1], last)
    data = etree.tostring(body, encoding="UTF-8", standalone=True)
    return Marked({**members, look.main: package.pack(look.main, (data,))}, names, tuple(sections))


def _numbered(section: _Section, properties: Node) -> _Section:
    numbers = properties.find(w("pgNumType"))
    start = "" if numbers is None else numbers.get(w("start"), "")
    format = "decimal" if numbers is None else numbers.get(w("fmt"), "decimal")
    return section._replace(start=number(start), format=format)


def _pair(number: int) -> tuple[str, Node, Node]:
    identity = str(_FIRST_ID + number)
    name = f"{MARK}{number}"
    return (
        name,
        etree.Element(BOOKMARK_START, {w("id"): identity, w("name"): name}),
        etree.Element(BOOKMARK_END, {w("id"): identity}),
    )


def _mark(paragraph: Node, number: int) -> str:
    name, start, end = _pair(number)
    place = 0 if paragraph.find(PPR) is None else 1
    paragraph.insert(place, end)
    paragraph.insert(place, start)
    return name


def _beside(bookmark: Node, number: int) -> str:
    name, start, end = _pair(number)
    bookmark.addprevious(start)
    bookmark.addprevious(end)
    return name
