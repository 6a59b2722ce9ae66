"""What a designer made: a Word file taken apart into literal XML and tags, ready to be rendered many times."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from briefing.diagnostics import Diagnostic, Place

Kind = Literal["value", "open", "branch", "close", "alone", "comment"]
Level = Literal["", "r", "p", "tr", "tc"]
Position = Literal[
    "run", "paragraph", "block", "text", "quoted", "argument", "word", "address", "span", "colour", "cell"
]
LIST_NUMBER = "\x0e"  # a character that XML forbids: stands in a site's `ppr` for the number of the pass's own list


class Tag(NamedTuple):
    """A tag as the template's author typed it, and what the language makes of it.

    `number` counts the tags of a part from 0 and is the tag's identity. `inner` is what stands between the braces, put
    straight. `keyword` is the statement's ("for", "endif"), `family` the block it belongs to ("for", "if"), `level` the
    prefix of docxtpl that was typed, if any. A tag that was made, not typed, has a `place` all the same.
    """

    number: int
    inner: str
    place: Place
    kind: Kind = "value"
    keyword: str = ""
    family: str = ""
    level: Level = ""


class Site(NamedTuple):
    """Where a value goes, and the literal XML around it.

    "run": a run with the properties `rpr`; "paragraph": a whole paragraph with the properties `ppr`, since the tag
    stands alone in it; "block": between paragraphs; "text": inside an attribute or an element that holds text alone;
    "quoted", "argument" and "word": in the code of a field, between quotes, alone between blanks, or a part of a word;
    "address": the relationship id of an address, whose value is a tuple of the address's parts; "span" and "colour":
    how many columns a cell takes, and its background; "cell": none, but the cell is counted. `story` is the kind of
    text it stands in ("body", "header", …), `heading` the level of the nearest heading above (0: none), `ends_cell`
    whether a paragraph must end it, `section` the literal properties of a section that the paragraph ends, `width` the
    room in its table cell in twips (0: in none); where `closed`, no element but runs can stand; `in_cell` is whether it
    is in a table. Where `ppr` holds LIST_NUMBER, the value comes with that number: (value, number).
    """

    position: Position
    place: Place
    story: str = "body"
    ppr: str = ""
    rpr: str = ""
    heading: int = 0
    ends_cell: bool = False
    section: str = ""
    width: int = 0
    closed: bool = False
    in_cell: bool = False


class Anatomy(NamedTuple):
    """A part taken apart: `pieces` is its XML in which each int is the number of a tag; `sites` are by that number."""

    pieces: tuple[str | int, ...]
    tags: Mapping[int, Tag]
    sites: Mapping[int, Site]


class _Part(NamedTuple):
    name: str
    story: str
    anatomy: Anatomy
    program: Any
    lines: Mapping[int, int]


class Part(_Part):
    """A member that is rendered: its Anatomy, the compiled program, and for each line of the program's source the
    number of the tag that stands there."""

    def writers(self, writer: Callable[[Site], Any]) -> Mapping[int, Any]:
        """What writes the values on each line of the program's source: what `writer` makes of the site there, once for
        all renderings."""
        kept: dict[Any, Mapping[int, Any]] = vars(self)
        if "made" not in kept:
            sites = self.anatomy.sites
            kept["made"] = {line: writer(sites[number]) for line, number in self.lines.items() if number in sites}
        return kept["made"]

    def place(self, line: int) -> Place | None:
        """The place of the tag on a line of the program's source."""
        return self.anatomy.tags[self.lines[line]].place if line in self.lines else None


class Form(NamedTuple):
    """A chart of a template that only lends its form: the part and the relationship that lead to it, its members."""

    owner: str
    relation: str
    members: tuple[str, ...]


class Keeping(NamedTuple):
    """What is kept of a template that else is left out: its macros, and what it fetches from elsewhere."""

    macros: bool = False
    external: bool = False


NOTHING = Keeping()


class Template(NamedTuple):
    """A compiled template: its members as they came, the parts that are rendered, in order, and its look.

    `relationships` are the relationship members of parts that may grow, without those that hold tags. `names` are the
    roots that its tags name; `forms` the charts, by member, that only lend their form to others; `fields` the parts
    with fields that show what rendering changes, and `told` what they are about in the template. `unread` are tags that
    are in none of the programs, since something else is wrong with them or with their part; `unsound` is what Word
    would refuse or repair in the file itself.
    """

    path: str
    members: Mapping[str, Any]
    parts: tuple[Part, ...]
    look: Any
    relationships: Mapping[str, str]
    names: frozenset[str]
    forms: Mapping[str, Form]
    fields: tuple[str, ...] = ()
    told: Mapping[str, str] = {}
    unread: tuple[Tag, ...] = ()
    unsound: tuple[Diagnostic, ...] = ()
