"""Notes on a Word file, as comments in a copy of it: each at the words that it is about (docs/word/comments.md)."""

from __future__ import annotations

import copy
import itertools
import posixpath
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from briefing.diagnostics import Place
from briefing.word import boxes, fields, names, package, packaging, parts, survey
from briefing.word.emit.text import allowed, in_attribute
from briefing.word.look import Styles
from briefing.word.names import BODY, COMMENT, FIELD_CODE, PPR, RPR, RUN, TEXT, TEXT_BOX, VAL, XML_SPACE, P, W, w
from briefing.word.package import CONTENT_TYPES, Member, Package, Unreadable
from briefing.word.surgery import after, before, split_before, with_prefix
from briefing.word.text import located, segments_of, shown_text

Node = etree._Element
Note = tuple[Place, str]

AUTHOR, INITIALS = "briefing", "br"
LARGEST_COUNT = 30_000  # notes; Word opens no file with more than 32,767 ranges ([MS-OI29500] 2.1.315)

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_START, _END, _REFERENCE = w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")
_ID = w("id")
_MATH = f"{{{names.MATH}}}"
_WITHOUT_COMMENTS = (TEXT_BOX, f"{{{names.MC}}}Fallback")


class Numbered(NamedTuple):
    """A paragraph of the body, and the text that a template's places quote it with: what fields showed is left out."""

    paragraph: Node
    text: str


def annotated(data: bytes, notes: Iterable[Note]) -> bytes:
    """A copy of the Word file whose bytes are `data`, with a comment for each note; a line of a note is a paragraph.

    A comment covers the stretch of its paragraph that the place means, or the whole paragraph where the place means no
    words of it. Word has comments only in the body: for a place in a text box, the comment stands at the paragraph
    that the box hangs on; for one in another part, or in no paragraph, at the first paragraph. The note has to say
    where, then. Places are those that a template's diagnostics have; `Place.path` is not looked at. What stands in the
    file already stays.

    Empty bytes if the file cannot be read as a package of Word; what is wrong with it, compiling says.
    """
    try:
        members = package.read(data)
        made = _annotated(members, parts.main_part(members), list(itertools.islice(notes, LARGEST_COUNT)))
    except Unreadable:
        return b""
    return package.written((members | made).values())


def _annotated(members: Package, main: str, notes: list[Note]) -> dict[str, Member]:
    """The members that the comments change or add."""
    root = with_prefix(parts.read(members, main))
    body = root.find(BODY)
    if not notes or body is None:
        return {}
    name, comments = _comments(members, main)
    styles = survey.styles(members, main)
    numbered, first = _numbered(root), _first(body)
    for (place, note), number in zip(notes, _fresh(comments, root), strict=False):
        spot = numbered.get(place.paragraph) if place.part == main else None
        _anchor(spot, place, first, _mark(_START, number), _mark(_END, number), _reference(number, styles))
        comments.append(_comment(number, note, styles))
    made = {main: _written(root), name: _written(comments)} | _tables(members, main, name)
    return {member: package.pack(member, (content,)) for member, content in made.items()}


# Where a comment stands


def _numbered(root: Node) -> dict[int, Numbered]:
    """The paragraphs of a part by the ordinals that places count by. They are counted after what a template forgets:
    the results of fields that show its own tags, and the twins of text boxes."""
    twin = copy.deepcopy(root)
    original = dict(zip(twin.iter(P), root.iter(P), strict=True))
    fields.forget(twin)
    boxes.pairs(twin)
    return {
        spot.paragraph: Numbered(original[paragraph], shown_text(paragraph)) for paragraph, spot in located(twin, {})
    }


def _host(paragraph: Node) -> Node | None:
    """The paragraph at which a comment on this one stands: Word ignores comments in text boxes ([MS-OI29500]
    2.1.315)."""
    around = list(paragraph.iterancestors(*_WITHOUT_COMMENTS))
    return next(around[-1].iterancestors(P), None) if around else paragraph


def _first(body: Node) -> Node:
    """The first paragraph at which comments may stand; it is made where there is none."""
    for paragraph in body.iter(P):
        if _host(paragraph) is paragraph:
            return paragraph
    body.insert(0, etree.Element(P))
    return body[0]


def _anchor(spot: Numbered | None, place: Place, first: Node, start: Node, end: Node, reference: Node) -> None:
    """Puts the marks of a comment into the body, and its reference behind them."""
    host = None if spot is None else _host(spot.paragraph)
    stretch = _stretch(spot, place) if spot is not None and host is spot.paragraph else None
    paragraph = first if host is None else host
    if stretch is None:
        properties = paragraph.find(PPR)
        paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, start)
        paragraph.append(end)
    else:
        _insert(paragraph, start, stretch[0], closing=False)
        _insert(paragraph, end, stretch[1], closing=True)
    after(end, reference)


def _stretch(spot: Numbered, place: Place) -> tuple[int, int] | None:
    """From where to where in its text a place means a paragraph; None for all of it. An excerpt may also be an
    attribute or the code of a field, and go on in paragraphs that become one with this."""
    text = shown_text(spot.paragraph)
    end = min(place.at + place.length, len(spot.text))
    if not place.excerpt.startswith(spot.text) or not 0 <= place.at < end:
        return None
    meant = spot.text[place.at : end]
    at = text.find(meant, place.at)  # further on, where a field before it shows something
    return (at, at + len(meant)) if at >= 0 else None


def _insert(paragraph: Node, mark: Node, offset: int, *, closing: bool) -> None:
    """Puts a mark between two characters of a paragraph: behind the one before it, if it closes something."""
    for node, text in [(node, text) for node, text in segments_of(paragraph) if node.tag != FIELD_CODE]:
        if int(closing) <= offset < len(text) + closing:
            _insert_at(node, mark, offset, closing=closing)
            return
        offset -= len(text)


def _insert_at(node: Node, mark: Node, offset: int, *, closing: bool) -> None:
    """Puts a mark into a text, whose run is split there; an equation is not."""
    equation = next((one for one in reversed([*node.iterancestors()]) if str(one.tag).startswith(_MATH)), None)
    if equation is not None:
        (after if closing else before)(equation, mark)
        return
    if offset and node.tag == TEXT and offset < len(node.text or ""):
        rest = etree.Element(TEXT)
        node.text, rest.text = (node.text or "")[:offset], (node.text or "")[offset:]
        for part in (node, rest):
            part.set(XML_SPACE, "preserve")
        after(node, rest)
    (after if offset else before)(node, mark)
    split_before(mark)


# What is written


def _comments(members: Package, main: str) -> tuple[str, Node]:
    """The part for comments: the one that is there, or a new one under a name that nothing has."""
    if known := parts.related_part(members, main, "comments"):
        return known, with_prefix(parts.read(members, known))
    taken = {*members, *packaging.overrides(packaging.decoded(members[CONTENT_TYPES].read()))}
    folder = posixpath.dirname(main)
    numbers = itertools.chain([""], map(str, itertools.count(1)))
    free = (posixpath.join(folder, f"comments{number}.xml") for number in numbers)
    return next(name for name in free if name not in taken), etree.Element(w("comments"), nsmap={"w": W})


def _fresh(comments: Node, root: Node) -> Iterator[int]:
    """Ids that no comment has, nor a mark of one."""
    taken = {one.get(_ID) for tree in (comments, root) for one in tree.iter(COMMENT, _START, _END, _REFERENCE)}
    return (number for number in itertools.count() if str(number) not in taken)


def _mark(tag: str, number: int) -> Node:
    return etree.Element(tag, {_ID: str(number)})


def _reference(number: int, styles: Styles) -> Node:
    run = _run(styles)
    run.append(_mark(_REFERENCE, number))
    return run


def _comment(number: int, note: str, styles: Styles) -> Node:
    """A comment as Word writes one, but for its date: this program has no clock, and Word shows none then."""
    comment = etree.Element(COMMENT, {_ID: str(number), w("author"): AUTHOR, w("initials"): INITIALS})
    for line in allowed(note).split("\n"):
        paragraph = etree.SubElement(comment, P)
        if style := styles.paragraph.get("annotation text"):
            etree.SubElement(etree.SubElement(paragraph, PPR), w("pStyle"), {VAL: style})
        if len(comment) == 1:
            paragraph.append(_run(styles))
            etree.SubElement(paragraph[-1], w("annotationRef"))
        text = etree.SubElement(etree.SubElement(paragraph, RUN), TEXT, {XML_SPACE: "preserve"})
        text.text = line
    return comment


def _run(styles: Styles) -> Node:
    """An empty run in the style of the signs of comments, if the file has it."""
    run = etree.Element(RUN)
    if style := styles.character.get("annotation reference"):
        etree.SubElement(etree.SubElement(run, RPR), w("rStyle"), {VAL: style})
    return run


def _tables(members: Package, main: str, name: str) -> dict[str, bytes]:
    """The relationships and content types with the part for comments, if it is new."""
    if name in members:
        return {}
    table = packaging.relationships_name(main)
    related = packaging.decoded(members[table].read()) if table in members else ""
    taken = {one.id for one in parts.relationships(members, main)}
    identity = next(one for one in map("rIdBriefing{}".format, itertools.count(1)) if one not in taken)
    entry = f'<Relationship Id="{identity}" Type="{names.R}/comments" Target="{posixpath.basename(name)}"/>'
    types = packaging.decoded(members[CONTENT_TYPES].read())
    override = f'<Override PartName="/{in_attribute(name)}" ContentType="{_TYPE}"/>'
    return {
        table: packaging.with_relationships(related, entry).encode(),
        CONTENT_TYPES: packaging.appended(types, "Types", override).encode(),
    }


def _written(root: Node) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
