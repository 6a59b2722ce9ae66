"""What is wanted of one value, as far as the tags of a template show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from briefing.diagnostics import Place
from briefing.later import regex

ITEM = "[]"  # the members of something that is looped over
ANY_KEY = "{}"  # the fields of something whose keys are the author's to choose
DEEPEST = 64  # levels; no file of data nests so deep

Kind = Literal["text", "number", "date", "truth", "chart", "list", "row", "record", "same"]
Use = Literal["chart", "date", "number", "figure", "addend", "text", "truth", "list", "record", ""]

_POSITION = regex(r"\[\d+\]")
_NAME = regex(r"[^\W\d]\w*")
_KINDS: Mapping[Use, Kind] = {  # what says most comes first
    "chart": "chart",
    "date": "date",
    "number": "number",
    "figure": "number",
    "addend": "number",
    "text": "text",
    "truth": "truth",
}


class Need:
    """What is wanted of one value: its `fields` by name (ITEM and ANY_KEY stand for members, `[0]` for the first of a
    row), or a plain value.

    `uses` says what is done with it: "number" where nothing but a number will do, "figure" where a text of digits is as
    good, "addend" where any text is; "truth" where it is a condition, "chart" where it is drawn. `like` is the need
    that it is the same as, for records in records. `compared` are the texts that tags compare it with, and where.
    `printed` says whether any tag names it outside of a condition,
    `optional` whether a tag allows for its absence. `path` is how a tag names it, and `places` are those of the tags
    that do.
    """

    __slots__ = ("compared", "depth", "fields", "like", "optional", "path", "places", "printed", "uses")

    def __init__(self, path: str = "", depth: int = 0) -> None:
        self.path = path
        self.depth = depth
        self.fields: dict[str, Need] = {}
        self.uses: set[Use] = set()
        self.like: Need | None = None
        self.compared: dict[tuple[str, Place], None] = {}
        self.places: dict[Place, None] = {}
        self.printed = False
        self.optional = False

    @property
    def kind(self) -> Kind:
        """What kind of value it is. What is printed is a text, even if a tag counts its characters."""
        if self.like is not None:
            return "same"
        if self.positions:
            return "row"
        if "chart" in self.uses:
            return "chart"
        if self.fields.keys() == {ITEM} and (self.is_list or "text" not in self.uses):
            return "list"
        if self.fields.keys() - {ITEM}:
            return "record"
        return next((kind for use, kind in _KINDS.items() if use in self.uses), "text")

    @property
    def is_list(self) -> bool:
        """Whether it is a list for certain: a text has a length and a first character, too."""
        member = self.fields.get(ITEM)
        return "list" in self.uses or (member is not None and (bool(member.fields) or member.like is not None))

    @property
    def positions(self) -> list[Need]:
        """The values of a row, in order: of `{% for name, price in rows %}`."""
        return [need for name, need in self.fields.items() if _POSITION.fullmatch(name)]

    @property
    def named(self) -> dict[str, Need]:
        """The fields that tags name."""
        return {name: need for name, need in self.fields.items() if name not in (ANY_KEY, ITEM)}

    @property
    def required(self) -> bool:
        """Whether rendering fails without it, for certain."""
        return self.printed and not self.optional

    def field(self, name: str) -> Need:
        """The need for one of its fields."""
        if name not in self.fields and self.depth < DEEPEST:
            self.fields[name] = Need(self.path + _step(name) if self.path else name, self.depth + 1)
        return self.fields.get(name) or Need()

    def use(self, use: Use, place: Place | None, *, certain: bool) -> None:
        """Notes that a tag uses it."""
        if use:
            self.uses.add(use)
        if place is not None:
            self.places[place] = None
        self.printed |= certain

    def take(self, other: Need, *, certain: bool, above: Mapping[Need, Need] | None = None) -> None:
        """Wants what another wants, too. What is like that one, or like what it belongs to, is like this one then."""
        pairs = {**(above or {}), other: self}
        for name, inner in list(other.fields.items()):
            self.field(name).take(inner, certain=certain, above=pairs)
        if self.like is None and other.like is not None:
            self.like = pairs.get(other.like, other.like)
        self.uses |= other.uses
        self.places.update(other.places)
        self.compared.update(other.compared)
        self.printed |= other.printed and certain
        self.optional |= other.optional


def _step(name: str) -> str:
    if name == ANY_KEY:
        return "[…]"
    if name == ITEM or _POSITION.fullmatch(name):
        return name
    return f".{name}" if _NAME.fullmatch(name) else f"[{name!r}]"
