"""What fields show, made right: captions counted, cross-references put into words, contents lists made anew.

Word keeps with each field what it showed last and shows that again until somebody updates it. A template's fields show
what was true of the template; a field that Word is told to update asks the reader whether it may.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from briefing.later import regex
from briefing.word import package, parts
from briefing.word.fields import contents
from briefing.word.fields.reading import Field, apart, fields, is_shown, replay, show, shown
from briefing.word.fields.refreshing import REFERRING, Refreshing, Truth
from briefing.word.look import Look
from briefing.word.names import BOOKMARK_END, BOOKMARK_START, TEXT, w
from briefing.word.package import Member, Package
from briefing.word.packaging import decoded
from briefing.word.surgery import with_prefix

Node = etree._Element

STORIES = ("body", "header", "footer", "footnotes", "endnotes")  # the kinds of stories with fields
_KEYWORDS = b"SEQ REF PAGEREF NOTEREF TOC TITLE SUBJECT AUTHOR KEYWORDS COMMENTS DOCPROPERTY".replace(b" ", b"|")
_CODE = regex(rb"<(?:\w+:)?(?:instrText\b[^>]*>[^<]*|fldSimple\b[^>]*)")
_NAMED = regex(rb"\b(?:" + _KEYWORDS + rb")\b", re.IGNORECASE)
_MARKED = regex(r"<(?:\w+:)?bookmarkStart\b[^>]*?\bname=[\"']([^\"']*)")

Broken = tuple[str, str]  # a part, and the field in it that refers to what is not there


def hold(member: Member) -> bool:
    """Whether a part holds fields that we make right."""
    data = member.read()
    if b"instrText" not in data and b"fldSimple" not in data:
        return False
    return any(_NAMED.search(code[0]) for code in _CODE.finditer(data))


def forget(root: Node) -> None:
    """Takes out of the fields of a template what they showed of tags that stand elsewhere in the part. A tag that
    stands nowhere else was typed there."""
    contents.forget(root)
    found = [field for field in fields(root) if field.code.keyword == "REF" and not field.nested]
    places, stretches = _tagged(root) if found else ({}, {})
    left = list(places.values())

    def held(field: Field) -> set[int]:
        return {places[text] for element in shown(field) for text in element.iter(TEXT) if text in places}

    for field in found:
        own = held(field)
        first, end = stretches.get(field.code.argument.lower(), (0, 0))
        others = (left[at] for at in range(bisect_left(left, first), len(left)) if left[at] not in own)
        if own and next(others, end) < end:
            show(field, "")
            for place in own - held(field):
                del left[bisect_left(left, place)]


def _tagged(root: Node) -> tuple[dict[Node, int], dict[str, tuple[int, int]]]:
    """The places of texts with tags among each other; and by their names in small letters, of which place the first
    text in a bookmark has, and of which the first after it."""
    places: dict[Node, int] = {}
    begun: dict[str | None, list[tuple[str, int]]] = {}  # by id: names, and where they begin
    stretches: dict[str, tuple[int, int]] = {}
    for node in root.iter(BOOKMARK_START, BOOKMARK_END, TEXT):
        if node.tag == BOOKMARK_START:
            begun.setdefault(node.get(w("id")), []).append((node.get(w("name"), "").lower(), len(places)))
        elif node.tag == BOOKMARK_END:
            for name, first in begun.pop(node.get(w("id")), ()):
                stretches.setdefault(name, (first, len(places)))
        elif "{" in (node.text or ""):
            places[node] = len(places)
    for name, first in (one for unended in begun.values() for one in unended):
        stretches.setdefault(name, (first, len(places)))
    return places, stretches


def told(members: Package, look: Look, names: Iterable[str]) -> dict[str, str]:
    """What the fields of a template are about, as it is in the template: only what rendering changes is shown anew."""
    roots = _roots(members, look, names)
    return Truth(members, look, roots).told() if look.main in roots else {}


def refreshed(
    members: Package,
    look: Look,
    names: Iterable[str],
    before: Mapping[str, str],
    pages: Mapping[str, str] | None = None,
) -> tuple[dict[str, Member], list[Broken]]:
    """The parts among those named whose fields show what is true of the rendered package, and the references to what is
    not there. `before` is what the template told. `pages` are those of bookmarks, where somebody has laid it out.

    Raises Unreadable for a part that is too large to be read.
    """
    roots = _roots(members, look, names)
    if look.main not in roots:
        return {}, []
    for root in roots.values():
        apart(root)
    refreshing = Refreshing(Truth(members, look, roots), before, pages or {})
    for root in roots.values():
        refreshing.run(root)
    refreshing.contents()
    known = {name.lower() for member in _stories(members, look) for name in _MARKED.findall(decoded(member.read()))}
    known.update(refreshing.made)
    broken = [(name, code) for name, root in roots.items() for code in dict.fromkeys(_broken(root, known))]
    for root in roots.values():
        replay(root)
    written = {name: etree.tostring(root, encoding="UTF-8", standalone=True) for name, root in roots.items()}
    return {name: package.pack(name, (data,)) for name, data in written.items()}, broken


def _roots(members: Package, look: Look, names: Iterable[str]) -> dict[str, Node]:
    wanted = dict.fromkeys((look.main, *names))
    return {name: with_prefix(parts.read(members, name)) for name in wanted if name in members}


def _stories(members: Package, look: Look) -> Iterator[Member]:
    """The parts in which bookmarks stand."""
    return (members[story.name] for story in parts.stories(members, look.main) if story.kind in (*STORIES, "comments"))


def _broken(root: Node, known: set[str]) -> Iterator[str]:
    """The fields of a part that refer to a bookmark which is not there."""
    for field in fields(root):
        code = field.code
        if code.keyword in REFERRING and not field.nested and is_shown(field) and code.argument.lower() not in known:
            yield f"{code.keyword} {code.argument}"
