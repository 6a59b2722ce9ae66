"""What is true of a document that fields can show, and the fields made to show it where rendering changed that."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import count

from lxml import etree

from briefing.word import parts
from briefing.word.fields import contents, counting
from briefing.word.fields.properties import properties
from briefing.word.fields.reading import Field, fields, hidden, is_shown, number, show, texts
from briefing.word.look import Look
from briefing.word.names import BOOKMARK_END, BOOKMARK_START, TEXT, P, w
from briefing.word.package import Package
from briefing.word.surgery import nearest, with_prefix
from briefing.word.text import shown_text, style_of

Node = etree._Element

REFERRING = ("REF", "PAGEREF", "NOTEREF")
_NUMBERED = ("\\n", "\\r", "\\w")
_NOTES = (w("footnoteReference"), w("endnoteReference"))
_CHARACTERS = (TEXT, w("tab"), w("br"), w("cr"), w("noBreakHyphen"))
_APART = 1_000_000  # what separates the ids of bookmarks made here from those that rendering makes
_CASES: Mapping[str, Callable[[str], str]] = {
    "upper": str.upper,
    "lower": str.lower,
    "caps": str.title,
    "firstcap": lambda text: text[:1].upper() + text[1:],
}


class Truth:
    """What is true of a document that its fields can be about. `roots` are the parts with fields, by name."""

    def __init__(self, members: Package, look: Look, roots: Mapping[str, Node]) -> None:
        self.look, self.roots = look, roots
        self.body = roots[look.main]
        self.properties = properties(members)
        styles, numbering = (_root(members, look.main, kind) for kind in ("styles", "numbering"))
        self.unseen = hidden(self.body)
        self.numbers = counting.numbers(self.body, self.unseen, numbering, styles)
        self.order = {node: place for place, node in enumerate(self.body.iter())}
        marks = [mark for mark in self.body.iter(BOOKMARK_START) if mark not in self.unseen]
        self._ends = {end.get(w("id")): end for end in self.body.iter(BOOKMARK_END)}
        self._marks = {mark.get(w("name"), "").lower(): mark for mark in reversed(marks)}
        self._notes = [
            [self.order[one] for one in self.body.iter(kind) if one.get(w("customMarkFollows")) is None]
            for kind in _NOTES
        ]

    def told(self) -> dict[str, str]:
        """All of it that its fields ask for, by what they ask."""
        known = {"headings": self.headings()}
        for root in self.roots.values():
            for field in fields(root):
                if field.code.keyword == "SEQ":
                    label = f"SEQ {field.code.argument.lower()}"
                    known[label] = str(int(known.get(label, "0")) + 1)
                elif (text := self.answer(field)) is not None:
                    known[asked(field)] = text
        return known

    def headings(self) -> str:
        """The headings, those that a contents list shows left out."""
        levels, inside = self.look.styles.headings, contents.paragraphs(self.body)
        found = (p for p in self.body.iter(P) if style_of(p) in levels and p not in inside)
        return "\n".join(shown_text(paragraph) for paragraph in found)

    def answer(self, field: Field) -> str | None:
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
        mark = self._marks.get(field.code.argument.lower())
        if mark is None:
            return None
        switches = field.code.switches
        if "\\p" in switches:
            here = self.order.get(field.begin, 0)
            return "above" if self.order.get(mark, 0) < here else "below"
        if any(switch in switches for switch in _NUMBERED):
            paragraph = nearest(mark, P)
            return None if paragraph is None else self.numbers.get(paragraph, "0").rstrip(".")
        return self._marked(mark)

    def _marked(self, mark: Node) -> str | None:
        """The text that a bookmark stands around; None where it goes over paragraphs."""
        paragraph, end = nearest(mark, P), self._ends.get(mark.get(w("id")))
        if paragraph is None or end is None or nearest(end, P) is not paragraph:
            beside = mark.getnext() if paragraph is None else None
            return shown_text(beside) if beside is not None and beside.tag == P else None
        return "".join(_between(paragraph, mark, end))

    def _note(self, name: str) -> str | None:
        """The number of the note that a bookmark stands around, where notes are counted through the document."""
        mark = self._marks.get(name.lower())
        end = None if mark is None else self._ends.get(mark.get(w("id")))
        for places in self._notes if mark is not None else ():
            at = bisect(places, self.order[mark])  # type: ignore[index]
            if at < len(places) and (end is None or places[at] < self.order[end]):
                return str(at + 1)
        return None


def asked(field: Field) -> str:
    """What tells the questions of fields apart."""
    switches = "".join(sorted(switch for switch in field.code.switches if switch in (*_NUMBERED, "\\p")))
    return f"{field.code.keyword} {field.code.argument} {switches}"


def _between(paragraph: Node, mark: Node, end: Node) -> Iterator[str]:
    inside = False
    for node in paragraph.iter():
        if node is end:
            return
        inside = inside or node is mark
        if inside and node.tag in _CHARACTERS:
            yield (node.text or "") if node.tag == TEXT else "-" if node.tag == w("noBreakHyphen") else " "


class Refreshing:
    """Makes fields show what is true, where that is not what it was before. `made` are the bookmarks that this took."""

    def __init__(self, truth: Truth, before: Mapping[str, str], pages: Mapping[str, str]) -> None:
        self._truth, self._before, self._pages = truth, before, pages
        self.made: set[str] = set()
        self._counts: dict[str, int] = {}
        self._counted: dict[str, int] = {}  # by label: the place of its last number, for those that begin anew
        levels = truth.look.styles.headings
        found = [(truth.order[p], levels.get(style_of(p), 0)) for p in truth.body.iter(P)]
        self._headed = {
            level: [place for place, own in found if 0 < own <= level] for level in range(1, counting.LEVELS + 1)
        }
        sequences = [field for field in fields(truth.body) if field.code.keyword == "SEQ"]
        counted = Counter(field.code.argument.lower() for field in sequences)
        self._grown = {label for label, times in counted.items() if before.get(f"SEQ {label}") != str(times)}
        self._grown |= {field.code.argument.lower() for field in sequences if not texts(field)}

    def run(self, root: Node) -> None:
        """Refreshes the fields of a part, but for contents lists."""
        found = [field for field in fields(root) if not field.nested and is_shown(field)]
        for field in found:
            if field.code.keyword == "SEQ":
                self._sequence(field)
        for field in found:
            text = self._truth.answer(field)
            if field.code.keyword == "PAGEREF":
                text = self._pages.get(field.code.argument)
            if text is not None and (self._before.get(asked(field)) != text or not texts(field)):
                show(field, _cased(text, field.code.switches.get("\\*", "")))

    def contents(self) -> None:
        """Makes the contents lists of the body anew, where its headings have changed or their pages are known."""
        truth = self._truth
        changed = bool(self._pages) or self._before.get("headings") != truth.headings()
        lists = [one for one in fields(truth.body) if contents.is_made(one.code) and not one.nested]
        lists = [one for one in lists if changed or contents.is_empty(one) or self._lists_grown(one)]
        if not lists:
            return
        taken = {mark.get(w("id")) for mark in truth.body.iter(BOOKMARK_START)}
        free = (number for number in count(truth.look.next_id + _APART) if str(number) not in taken)
        making = contents.Making(truth.look, truth.numbers, lambda: next(free), self._pages, self.made)
        for field in lists:
            contents.fill(truth.body, field, making)

    def _lists_grown(self, field: Field) -> bool:
        return field.code.switches.get("\\c", "").lower() in self._grown

    def _sequence(self, field: Field) -> None:
        r"""A caption's number: the next of its label, the same again (`\c`), or a given one (`\r`)."""
        label, switches = field.code.argument.lower(), field.code.switches
        given, anew = number(switches.get("\\r", "")), number(switches.get("\\s", ""))
        here = self._truth.order.get(field.begin, 0)
        headed = self._headed.get(anew or 0, [])
        if bisect(headed, here) > bisect(headed, self._counted.get(label, 0)):
            self._counts[label] = 0
        self._counted[label] = here
        if given is not None:
            self._counts[label] = given
        elif "\\c" not in switches:
            self._counts[label] = self._counts.get(label, 0) + 1
        if label in self._grown:
            shown = counting.switched(self._counts.get(label, 0), switches.get("\\*", ""))
            show(field, "" if "\\h" in switches else shown)


def _cased(text: str, switch: str) -> str:
    return _CASES.get(switch.lower(), str)(text)


def _root(members: Package, main: str, kind: str) -> Node | None:
    name = parts.related_part(members, main, kind)
    return with_prefix(parts.read(members, name)) if name else None
