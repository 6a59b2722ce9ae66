"""What fields show, made right: captions counted, cross-references put into words, contents lists made anew.

Word keeps with each field what it showed last and shows that again until somebody updates it. A template's fields show
what was true of the template; a field that Word is told to update asks the reader whether it may.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from itertools import count

from lxml import etree

from briefing.word import package, parts
from briefing.word.fields import contents, counting
from briefing.word.fields.properties import properties
from briefing.word.fields.reading import Field, fields, show, shown
from briefing.word.look import Look
from briefing.word.names import BOOKMARK_END, BOOKMARK_START, P, w
from briefing.word.package import Member, Package
from briefing.word.surgery import nearest, with_prefix
from briefing.word.text import shown_text, style_of

Node = etree._Element

STORIES = ("body", "header", "footer", "footnotes", "endnotes")  # the kinds of stories with fields
_KEYWORDS = "SEQ REF PAGEREF NOTEREF TOC TITLE SUBJECT AUTHOR KEYWORDS COMMENTS DOCPROPERTY".split()
_NUMBERED = ("\\n", "\\r", "\\w")
_REFERRING = ("REF", "PAGEREF", "NOTEREF")
_TOLD = re.compile(rb"<(?:\w+:)?(?:instrText\b|fldSimple\b)")
_NAMED = re.compile(rb"\b(?:" + "|".join(_KEYWORDS).encode() + rb")\b", re.IGNORECASE)
_TEXTS = (w("t"), w("tab"), w("br"), w("cr"), w("noBreakHyphen"))
_CASES: Mapping[str, Callable[[str], str]] = {
    "upper": str.upper,
    "lower": str.lower,
    "caps": str.title,
    "firstcap": lambda text: text[:1].upper() + text[1:],
}

Broken = tuple[str, str]  # a part, and the field in it that refers to what is not there


def hold(member: Member) -> bool:
    """Whether a part holds fields that we make right."""
    data = member.read()
    return bool(_TOLD.search(data) and _NAMED.search(data))


def forget(root: Node) -> None:
    """Takes out of the fields of a template what they showed of its tags: that is no text of its."""
    contents.forget(root)
    for field in [field for field in fields(root) if field.code.keyword in _REFERRING and not field.nested]:
        if any("{" in (text.text or "") for element in shown(field) for text in element.iter(w("t"))):
            show(field, "")


def told(members: Package, look: Look, names: Iterable[str]) -> dict[str, str]:
    """What the fields of a template are about, as it is in the template: only what rendering changes is shown anew."""
    roots = _roots(members, look, names)
    return _Reading(members, look, roots).told() if look.main in roots else {}


def refreshed(
    members: Package,
    look: Look,
    names: Iterable[str],
    before: Mapping[str, str],
    pages: Mapping[str, str] | None = None,
) -> tuple[dict[str, Member], list[Broken]]:
    """The parts among those named whose fields show what is true of the rendered package, and the references to what is
    not there. `before` is what the template told. `pages` are those of bookmarks, where somebody has laid it out."""
    roots = _roots(members, look, names)
    if look.main not in roots:
        return {}, []
    reading = _Reading(members, look, roots)
    refreshing = _Refreshing(reading, before, pages or {})
    known = {mark.get(w("name")) for root in roots.values() for mark in root.iter(BOOKMARK_START)}
    broken: list[Broken] = []
    for name, root in roots.items():
        refreshing.run(root)
        broken += [(name, code) for code in dict.fromkeys(_broken(root, known))]
    refreshing.contents()
    written = {name: etree.tostring(root, encoding="UTF-8", standalone=True) for name, root in roots.items()}
    return {name: package.pack(name, (data,)) for name, data in written.items()}, broken


def _roots(members: Package, look: Look, names: Iterable[str]) -> dict[str, Node]:
    wanted = dict.fromkeys((look.main, *names))
    return {name: with_prefix(parts.read(members, name)) for name in wanted if name in members}


class _Reading:
    """What is true of a document that fields can be about."""

    def __init__(self, members: Package, look: Look, roots: Mapping[str, Node]) -> None:
        self.look, self.roots = look, roots
        self.body = roots[look.main]
        self.properties = properties(members)
        styles, numbering = (_root(members, look.main, kind) for kind in ("styles", "numbering"))
        self.numbers = counting.numbers(self.body, numbering, styles)
        self.order = {node: place for place, node in enumerate(self.body.iter())}
        self.marks = {mark.get(w("name"), ""): mark for mark in self.body.iter(BOOKMARK_START)}
        self.inside = contents.paragraphs(self.body)

    def told(self) -> dict[str, str]:
        """All of it that its fields ask for, by what they ask."""
        known = {"headings": self.headings()}
        for root in self.roots.values():
            for field in fields(root):
                if field.code.keyword == "SEQ":
                    label = f"SEQ {field.code.argument.lower()}"
                    known[label] = str(int(known.get(label, "0")) + 1)
                elif (text := self.text(field)) is not None:
                    known[_asked(field)] = text
        return known

    def headings(self) -> str:
        """The headings, those that a contents list shows left out."""
        levels = self.look.styles.headings
        found = (p for p in self.body.iter(P) if style_of(p) in levels and p not in self.inside)
        return "\n".join(shown_text(paragraph) for paragraph in found)

    def text(self, field: Field) -> str | None:
        """What a field asks for; None where that is not ours to say."""
        code = field.code
        match code.keyword:
            case "REF":
                return self._referred(field)
            case "NOTEREF":
                return self._note(code.argument)
            case "DOCPROPERTY":
                return self.properties.get(code.argument.lower())
            case "TITLE" | "SUBJECT" | "AUTHOR" | "KEYWORDS" | "COMMENTS":
                return None if code.arguments else self.properties.get(code.keyword.lower())
        return None

    def _referred(self, field: Field) -> str | None:
        mark = self.marks.get(field.code.argument)
        if mark is None:
            return None
        switches = field.code.switches
        if "\\p" in switches:
            here = self.order.get(field.begin, 0)
            return "above" if self.order.get(mark, 0) < here else "below"
        if any(switch in switches for switch in _NUMBERED):
            paragraph = nearest(mark, P)
            return None if paragraph is None else self.numbers.get(paragraph, "0").rstrip(".")
        return _marked(mark)

    def _note(self, name: str) -> str | None:
        """The number of the note that a bookmark stands around, where notes are counted through the document."""
        mark = self.marks.get(name)
        if mark is None:
            return None
        end = _end_of(mark)
        for kind in ("footnoteReference", "endnoteReference"):
            found = [one for one in self.body.iter(w(kind)) if one.get(w("customMarkFollows")) is None]
            for number, one in enumerate(found, 1):
                if self.order[mark] < self.order[one] and (end is None or self.order[one] < self.order[end]):
                    return str(number)
        return None


def _asked(field: Field) -> str:
    """What tells the questions of fields apart."""
    switches = "".join(sorted(switch for switch in field.code.switches if switch in (*_NUMBERED, "\\p")))
    return f"{field.code.keyword} {field.code.argument} {switches}"


class _Refreshing:
    """Makes fields show what is true, where that is not what it was before."""

    def __init__(self, reading: _Reading, before: Mapping[str, str], pages: Mapping[str, str]) -> None:
        self._reading, self._before, self._pages = reading, before, pages
        self._counts: dict[str, int] = {}
        self._counted: dict[str, int] = {}  # by label: the place of its last number, for those that begin anew
        body = reading.body
        sequences = [field for field in fields(body) if field.code.keyword == "SEQ"]
        counted = Counter(field.code.argument.lower() for field in sequences)
        self._grown = {label for label, found in counted.items() if before.get(f"SEQ {label}") != str(found)}
        self._grown |= {field.code.argument.lower() for field in sequences if not _shows(field)}

    def run(self, root: Node) -> None:
        """Refreshes the fields of a part, but for contents lists."""
        found = [field for field in fields(root) if not field.nested]
        for field in found:
            if field.code.keyword == "SEQ":
                self._sequence(field)
        for field in found:
            text = self._reading.text(field)
            if field.code.keyword == "PAGEREF":
                text = self._pages.get(field.code.argument)
            if text is not None and (self._before.get(_asked(field)) != text or not _shows(field)):
                show(field, _cased(text, field.code.switches.get("\\*", "")))

    def contents(self) -> None:
        """Makes the contents lists of the body anew, where its headings have changed or their pages are known."""
        reading = self._reading
        changed = bool(self._pages) or self._before.get("headings") != reading.headings()
        made = [one for one in fields(reading.body) if contents.is_made(one.code) and not one.nested]
        made = [one for one in made if changed or contents.is_empty(one) or self._lists_grown(one)]
        if not made:
            return
        numbers = [mark.get(w("id"), "0") for mark in reading.body.iter(BOOKMARK_START)]
        taken = max((int(number) for number in numbers if number.isdecimal()), default=0)
        fresh = count(max(taken + 1, reading.look.next_id + 1_000_000))
        making = contents.Making(reading.look, reading.numbers, lambda: next(fresh), self._pages)
        for field in made:
            contents.fill(reading.body, field, making)

    def _lists_grown(self, field: Field) -> bool:
        return field.code.switches.get("\\c", "").lower() in self._grown

    def _sequence(self, field: Field) -> None:
        r"""A caption's number: the next of its label, the same again (`\c`), or a given one (`\r`)."""
        label, switches = field.code.argument.lower(), field.code.switches
        given, anew = switches.get("\\r", ""), switches.get("\\s", "")
        here = self._reading.order.get(field.begin, 0)
        if anew.isdecimal() and self._headed(int(anew), self._counted.get(label, 0), here):
            self._counts[label] = 0
        self._counted[label] = here
        if given.isdecimal():
            self._counts[label] = int(given)
        elif "\\c" not in switches:
            self._counts[label] = self._counts.get(label, 0) + 1
        number = self._counts.get(label, 0)
        if label in self._grown:
            show(field, "" if "\\h" in switches else counting.switched(number, switches.get("\\*", "")))

    def _headed(self, level: int, first: int, last: int) -> bool:
        """Whether a heading of a level, or a higher one, stands between two places."""
        levels, order = self._reading.look.styles.headings, self._reading.order
        return any(
            first < order[paragraph] < last and 0 < levels.get(style_of(paragraph), 0) <= level
            for paragraph in self._reading.body.iter(P)
        )


def _shows(field: Field) -> bool:
    return any((text.text or "") for element in shown(field) for text in element.iter(w("t")))


def _broken(root: Node, known: Set[str | None]) -> Iterator[str]:
    """The fields of a part that refer to a bookmark which is not there."""
    for field in fields(root):
        if (
            field.code.keyword in ("REF", "PAGEREF", "NOTEREF")
            and not field.nested
            and field.code.argument not in known
        ):
            yield f"{field.code.keyword} {field.code.argument}"


def _marked(mark: Node) -> str | None:
    """The text that a bookmark stands around; None where it goes over paragraphs."""
    paragraph, end = nearest(mark, P), _end_of(mark)
    if paragraph is None or end is None or nearest(end, P) is not paragraph:
        beside = mark.getnext() if paragraph is None else None
        return shown_text(beside) if beside is not None and beside.tag == P else None
    return "".join(_between(paragraph, mark, end))


def _between(paragraph: Node, mark: Node, end: Node) -> Iterator[str]:
    inside = False
    for node in paragraph.iter():
        if node is end:
            return
        inside = inside or node is mark
        if inside and node.tag in _TEXTS:
            yield (node.text or "") if node.tag == w("t") else "-" if node.tag == w("noBreakHyphen") else " "


def _end_of(mark: Node) -> Node | None:
    root = mark.getroottree().getroot()
    return next((end for end in root.iter(BOOKMARK_END) if end.get(w("id")) == mark.get(w("id"))), None)


def _cased(text: str, switch: str) -> str:
    return _CASES.get(switch.lower(), str)(text)


def _root(members: Package, main: str, kind: str) -> Node | None:
    name = parts.related_part(members, main, kind)
    return with_prefix(parts.read(members, name)) if name else None
