"""What a rendering adds to a package beside its text: relationships, pictures, notes, list restarts, fresh ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from briefing.later import regex
from briefing.model.rich import Chart, Picture
from briefing.word import pictures
from briefing.word.emit import lists
from briefing.word.emit.text import in_attribute
from briefing.word.look import Look
from briefing.word.package import Member
from briefing.word.packaging import appended, decoded

_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


_ASIDE = regex("<\x10(\\d+)>")  # a mark-up that XML forbids, so that no value can hold it
LONGEST_STEM = 28  # of the 40 characters that Word allows the name of a bookmark


def note_part(look: Look, kind: str) -> str:
    """The part that holds the notes of a kind, or will hold them."""
    return (look.footnotes if kind == "footnote" else look.endnotes) or f"word/{kind}s.xml"


class Media(NamedTuple):
    """A picture file that joins the package."""

    name: str
    extension: str
    data: bytes


class Drawn(NamedTuple):
    """A chart that joins the package: in the form of one of the template's, by its member, or in a plain one."""

    name: str
    chart: Chart
    form: str


class Growth:
    """Records, in the order of emitting, what one rendering needs; `render` writes it when the text is done."""

    def __init__(self, look: Look, members: Mapping[str, Member], gallery: pictures.Gallery | None = None) -> None:
        """`members` are the template's; `gallery` is where pictures are taken from; None: their paths say all."""
        self._look, self._members, self._gallery = look, members, gallery
        self._next_id = look.next_id
        self._last_note = dict(look.last_note)
        self._targets: dict[tuple[str, str, str], str] = {}
        self._pictures: dict[str, pictures.Image] = {}
        self.relationships: dict[str, list[str]] = {}
        self.media: dict[str, Media] = {}
        self.charts: list[Drawn] = []
        self.kept_charts: set[str] = set()  # those of the template that stay as they are
        self.notes: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self.copies: dict[str, list[tuple[int, int]]] = {}  # by kind of note: one of the template's, and its copy
        self._printed: set[tuple[str, int]] = set()
        self._originals: dict[tuple[str, int], int] = {}  # of copied notes
        self._named: set[str] = set()
        self._begun: set[int] = set()
        self.nums: list[str] = []
        self.abstracts: list[str] = []
        self._plain_lists: dict[bool, int] = {}
        self._twins: dict[int, int] = {}
        self.styles: list[str] = []
        self.parts: dict[str, Member] = {}  # of other files, and their content types
        self.types: dict[str, str] = {}
        self.copied: dict[str, str] = {}  # by what is in them
        self.taken_styles: dict[tuple[str, str], str] = {}  # of other files, by type and name
        self.taken_lists: dict[str, int] = {}  # the same, by their XML
        self._asides: list[Callable[[], Iterator[str]]] = []
        self._unfolded: set[int] = set()
        self.anchors: dict[str, bool] = {}  # those that are linked to, and whether they stand in the text

    def fresh(self, kind: str) -> int:
        """A number that no id of the package has."""
        self._next_id += 1
        return self._next_id

    def aside(self, stretch: Callable[[], Iterator[str]]) -> str:
        """What stands in a text for a stretch of it that is too long to be held: `unfolded` puts that in its place."""
        self._asides.append(stretch)
        return f"<\x10{len(self._asides) - 1}>"

    def unfolded(self, text: str) -> Iterator[str]:
        """A text with what was put aside, piece by piece."""
        for at, piece in enumerate(_ASIDE.split(text) if "\x10" in text else (text,)):
            if at % 2:
                self._unfolded.add(int(piece))
                yield from self._asides[int(piece)]()
            else:
                yield piece

    def never_unfolded(self) -> Iterator[str]:
        """What was put aside in texts that nobody has unfolded so far."""
        for number in {*range(len(self._asides))} - self._unfolded:
            self._unfolded.add(number)
            yield from self._asides[number]()

    def restart(self, number: int, level: int) -> int:
        """A list of the template (by numId) that counts from its start again at a level: the new numId."""
        known = self._look.numbering
        if number not in known.abstract_of:
            return number
        return self._num(known.abstract_of[number], known.starts_of[number][level], level)

    def new_list(self, style_list: tuple[int, int] | None, ordered: bool, start: int, level: int) -> tuple[int, int]:
        """A list of its own: (numId, level), in the numbering of the style or, if it has none, in a plain one. It has a
        definition of its own: one of the template's that comes after would go on counting from it."""
        known = self._look.numbering
        if style_list and style_list[0] in known.abstract_of:
            return self._num(self._twin(known.abstract_of[style_list[0]]), start, style_list[1]), style_list[1]
        if ordered not in self._plain_lists:
            self._plain_lists[ordered] = self.definition(lambda number: lists.plain_list(number, ordered))
        return self._num(self._plain_lists[ordered], start, level), level

    def _twin(self, abstract: int) -> int:
        """The number of a copy of one of the template's `w:abstractNum`, which all lists share that values bring."""
        if abstract not in self._twins:
            xml = decoded(self._members[self._look.numbering.part].read())
            self._twins[abstract] = self.definition(lambda own: lists.twin(xml, abstract, own))
        return self._twins[abstract]

    def _num(self, abstract: int, start: int, level: int = 0) -> int:
        return self.list(lambda number: lists.restarted(number, abstract, start, level))

    def definition(self, xml: Callable[[int], str]) -> int:
        """The number of a `w:abstractNum` that joins the package: `xml` writes it."""
        number = self._look.numbering.next_abstract + len(self.abstracts)
        self.abstracts.append(xml(number))
        return number

    def list(self, xml: Callable[[int], str]) -> int:
        """The number of a `w:num` that joins the package: `xml` writes it."""
        number = self._look.numbering.next_num + len(self.nums)
        self.nums.append(xml(number))
        return number

    def link(self, part: str, address: str) -> str:
        """The relationship id of an address in a part."""
        return self._relation(part, "hyperlink", address, ' TargetMode="External"')

    def own_part(self, owner: str, kind: str, target: str) -> None:
        """A part that the template did not have."""
        self._relation(owner, kind, target, "")

    def with_notes(self, kind: str, xml: str) -> str:
        """The end of a part of notes of a kind with those that were made."""
        return appended(xml, f"{kind}s", "".join(self.notes[kind]))

    def note(self, xml: Callable[[int], str], kind: str = "footnote") -> int:
        """A note ("footnote" or "endnote") with an id of its own: `xml` writes it."""
        number = self._new_note(kind)  # before it is written: a note may hold what takes numbers, too
        self._printed.add((kind, number))
        self.notes[kind].append(xml(number))
        return number

    def again(self, kind: str, number: int) -> int:
        """The id of a note of the template ("footnote", "endnote") in this pass: its own first, then that of a copy.
        Of a copy, that of another one."""
        number = self._originals.get((kind, number), number)
        if (kind, number) not in self._printed:
            self._printed.add((kind, number))
            return number
        copy = self._new_note(kind)
        self._originals[kind, copy] = number
        self.copies.setdefault(kind, []).append((number, copy))
        return copy

    def _new_note(self, kind: str) -> int:
        self._last_note[kind] += 1
        return self._last_note[kind]

    def merge(self, number: int) -> None:
        """Says that a vertical merge of the template has not begun."""
        self._begun.discard(number)

    def merged(self, number: int, begins: bool) -> str:
        """What the next cell of a vertical merge is: one that begins it, or one that continues it."""
        begins = begins or number not in self._begun
        self._begun.add(number)
        return "restart" if begins else "continue"

    def name(self, name: str, number: int) -> str:
        """The name of a bookmark of the template in this pass: its own first, then one with a number."""
        if name not in self._named:
            self._named.add(name)
            return name
        return f"{name[:LONGEST_STEM]}_{number}"

    def picture(self, part: str, picture: Picture) -> tuple[str, pictures.Image]:
        """The relationship id of a picture in a part; the same file is stored once. Raises pictures.Unusable."""
        image = self._pictures.get(picture.path)
        if image is None:
            image = self._pictures[picture.path] = pictures.read(pictures.found(picture.path, self._gallery))
        name = f"word/media/briefing-{image.digest}.{image.extension}"
        self.media[name] = Media(name, image.extension, image.data)
        return self._relation(part, "image", f"/{name}", ""), image

    def drawing(self, part: str, image: pictures.Image) -> str:
        """The relationship id of the SVG that a picture is the likeness of."""
        name = f"word/media/briefing-{image.digest}.svg"
        self.media[name] = Media(name, "svg", image.drawing)
        return self._relation(part, "image", f"/{name}", "")

    def chart(self, part: str, chart: Chart, form: str = "") -> str:
        """The relationship id of a chart in a part; `form` is the chart of the template that it looks like."""
        name = f"word/charts/briefing{len(self.charts) + 1}.xml"
        self.charts.append(Drawn(name, chart, form))
        return self._relation(part, "chart", f"/{name}", "")

    def related(self, part: str, kind: str, target: str, *, external: bool) -> str:
        """The relationship id, in a part, of something that came with another file; `kind` is its whole type."""
        return self._relation(part, kind, target, ' TargetMode="External"' if external else "")

    def _relation(self, part: str, kind: str, target: str, mode: str) -> str:
        known = self._targets.get((part, kind, target))
        if known:
            return known
        identity = f"rIdBriefing{self._look.next_id + len(self._targets)}"
        self._targets[part, kind, target] = identity
        self.relationships.setdefault(part, []).append(
            f'<Relationship Id="{identity}" Type="{in_attribute(kind if ":" in kind else _TYPE + kind)}"'
            f' Target="{in_attribute(target)}"{mode}/>'
        )
        return identity
