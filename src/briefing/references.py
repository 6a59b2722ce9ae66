"""Sources → references in full and short, and the marks that cite them, in one house style for all of CSL's types.

    Webb Wright, “Microsoft and OpenAI extend partnership”, The Drum, 23 January 2023.
    Wright, “Microsoft and OpenAI extend partnership”

A field that is missing is passed over; a source without a date says so. Field names are CSL-JSON's (citation style
language, schema 1.0.2), and two of ours: `description` says what a work without a title of its own is, `via` names the
source that this one is known through.
"""

from __future__ import annotations

import datetime
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence

from briefing import locales
from briefing.model.amounts import Month
from briefing.model.brief import Reference
from briefing.model.content import CitationStyle, Source
from briefing.model.rich import Anchor, Citation, Inline, Link, Note, RichText, Run, plain

Inlines = tuple[Inline, ...]

ROLE = "citation"
ANCHOR_LENGTH = 40  # Word cuts longer names of bookmarks (ECMA-376-1, 17.13.6.2, gives no limit; Word's is 40)
SHORT_TITLE = 8  # words
MANY = 3  # authors that are named one by one

# Works that stand by themselves carry their title in emphasis; all others are parts of something and are quoted.
_WHOLE = frozenset(
    {"book", "report", "thesis", "legal_case", "classic", "collection", "dataset", "motion_picture", "periodical"}
    | {"software", "standard", "pamphlet", "manuscript"}
)
_LAW = frozenset({"legislation", "bill", "treaty", "regulation"})


def full(source: Source, language: str, sources: Mapping[str, Source] | None = None) -> Inlines:
    """The reference as it stands in a list: who, what, where, when, and through which of `sources` it is known.

    Ends without a full stop, so that a locator can follow.
    """
    dated = _date(source.fields.get("issued"), language) or locales.word("undated", language)
    named = any(source.fields.get(field) for field in ("author", "container-title", "description"))
    title = _text(source, "title") or ("" if named else source.id)
    return _joined(
        (
            _people(source.fields.get("author"), language),
            _title(source, title, language),
            _text(source, "description"),
            _editors(source, language),
            _container(source),
            *(_text(source, field) for field in ("number", "authority", "publisher")),
            dated,
            _pages(source, language),
            _text(source, "note"),
            _address(source, language),
            _via(source, sources or {}, language),
        )
    )


def short(source: Source, language: str) -> Inlines:
    """The reference once it has been given in full: the family names and the short title, by default the beginning of
    the title or of the description."""
    names = ", ".join(filter(None, map(_family, _persons(source.fields.get("author"))[:MANY])))
    title = _text(source, "title")
    brief = _text(source, "title-short") or _beginning(title or _text(source, "description"))
    what = _title(source, brief, language) if title else brief
    return _joined((names, what)) or (Run(_text(source, "container-title") or source.id),)


def title_of(source: Source) -> str:
    """What a source is called: its title, or what it is if it has none."""
    return _text(source, "title") or _text(source, "description")


def anchor(source: str) -> str:
    """The bookmark of a source in the list."""
    return bookmark("source_" + source)


def bookmark(name: str) -> str:
    """The name as Word takes one: a letter, then letters, digits and "_", at most 40 characters."""
    if len(name) <= ANCHOR_LENGTH and re.fullmatch("[A-Za-z0-9_]+", name):
        return name
    cut = re.sub("[^A-Za-z0-9_]", "_", name)[: ANCHOR_LENGTH - 9]
    return f"{cut}_{zlib.crc32(name.encode()):08x}"


class Citing:
    """The citations of one edition while it is put together: sources are numbered in the order of citing.

    It lives as long as one edition is resolved; what it gives out is frozen.
    """

    def __init__(self, sources: Mapping[str, Source], style: CitationStyle, language: str) -> None:
        self._sources = sources
        self._style = style
        self._language = language
        self._numbers: dict[str, int] = {}
        self._full: dict[str, Inlines] = {}
        self._short: dict[str, Inlines] = {}

    def cite(self, citation: Citation) -> Inlines:
        """The marks of a citation that the reader comes to now. Sources that don't exist are passed over."""
        # A note gives the source in full if it is the first; a number must have been given before it can be printed.
        note = self.mark(citation) if self._style == "footnotes" else ()
        for id, _ in self._known(citation):
            self._numbers.setdefault(id, len(self._numbers) + 1)
        return note or self.mark(citation)

    def mark(self, citation: Citation) -> Inlines:
        """The marks of a citation that need not be read: it counts for nothing. A source that has no number stands in
        the brackets in its short form."""
        items = self._known(citation)
        if not items or self._style == "none":
            return ()
        return self._note(items) if self._style == "footnotes" else self._brackets(items)

    def reference(self, id: str) -> Reference:
        """A source as this reader meets it. It has no number if the edition does not cite it."""
        number = RichText.of(Anchor(anchor(id)), str(self._numbers[id])) if id in self._numbers else RichText()
        return Reference(id, number, RichText.of(*_ended(self._in_full(id))), title_of(self._sources[id]))

    def references(self) -> dict[str, Reference]:
        """The sources cited so far, in the order of their numbers."""
        return {id: self.reference(id) for id in self._numbers}

    def _known(self, citation: Citation) -> tuple[tuple[str, str], ...]:
        return tuple(item for item in citation.items if item[0] in self._sources)

    def _brackets(self, items: Sequence[tuple[str, str]]) -> Inlines:
        if len(items) == 1 and items[0][0] in self._numbers:
            id, locator = items[0]
            return (Link("#" + anchor(id), (Run(f"[{_located(str(self._numbers[id]), locator)}]", role=ROLE),)),)
        simple = all(id in self._numbers and not locator for id, locator in items)
        parts: list[Inline] = []
        for id, locator in items:
            parts.append(Run((f",{locales.NBSP}" if simple else "; ") if parts else "[", role=ROLE))
            parts.append(self._marked(id, locator))
        return (*parts, Run("]", role=ROLE))

    def _marked(self, id: str, locator: str) -> Inline:
        if id not in self._numbers:
            return Run(_located(plain(self._in_short(id)), locator), role=ROLE)
        return Link("#" + anchor(id), (Run(_located(str(self._numbers[id]), locator), role=ROLE),))

    def _note(self, items: Sequence[tuple[str, str]]) -> Inlines:
        parts: list[Inline] = []
        for id, locator in items:
            text = self._in_short(id) if id in self._numbers else self._in_full(id)
            parts += [*([Run("; ")] if parts else []), *text, Run(_located("", locator))]
        brief = "; ".join(_located(plain(self._in_short(id)), locator) for id, locator in items)
        return (Note(_ended(tuple(parts)), (Run(f" [{brief}]", role=ROLE),)),)

    def _in_full(self, id: str) -> Inlines:
        if id not in self._full:
            self._full[id] = full(self._sources[id], self._language, self._sources)
        return self._full[id]

    def _in_short(self, id: str) -> Inlines:
        if id not in self._short:
            self._short[id] = short(self._sources[id], self._language)
        return self._short[id]


def _located(mark: str, locator: str) -> str:
    return f"{mark}, {locator.replace(' ', locales.NBSP)}" if locator else mark


def _ended(parts: Inlines) -> Inlines:
    return parts if plain(parts).endswith(".") else (*parts, Run("."))


def _joined(parts: Iterable[Inlines | str]) -> Inlines:
    """The parts that are not empty, with commas between."""
    inlines: list[Inline] = []
    for part in filter(None, parts):
        inlines += [*([Run(", ")] if inlines else []), *((Run(part),) if isinstance(part, str) else part)]
    return tuple(inlines)


def _text(source: Source, field: str) -> str:
    value = source.fields.get(field)
    return "" if value is None or isinstance(value, Mapping | tuple) else " ".join(str(value).split())


def _beginning(title: str) -> str:
    """A title without what follows a colon, cut after some words."""
    words = title.partition(":")[0].split()
    return " ".join(words[:SHORT_TITLE]) + ("…" if len(words) > SHORT_TITLE else "")


def _persons(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _family(person: object) -> str:
    if not isinstance(person, Mapping):
        return str(person or "")
    return str(person.get("family") or person.get("literal") or person.get("given") or "")


def _name(person: object) -> str:
    if not isinstance(person, Mapping) or not person.get("family"):
        return _family(person)
    return " ".join(str(part) for part in (person.get("given"), person["family"]) if part)


def _people(value: object, language: str) -> str:
    names = [name for name in map(_name, _persons(value)) if name]
    if len(names) > MANY:
        return f"{names[0]} {locales.word('et al.', language)}"
    return locales.listed(names, language)


def _editors(source: Source, language: str) -> str:
    names = _people(source.fields.get("editor"), language)
    return f"{locales.word('edited by', language)} {names}" if names else ""


def _title(source: Source, title: str, language: str) -> Inlines:
    kind = _text(source, "type")
    if not title:
        return ()
    if kind in _LAW:
        return (Run(title),)
    if kind in _WHOLE:
        return (Run(title, emphasis=True),)
    return (Run(locales.word("“", language) + title + locales.word("”", language)),)


def _container(source: Source) -> Inlines:
    container = _text(source, "container-title")
    return (Run(container, emphasis=True),) if container else ()


def _date(value: object, language: str) -> str:
    if isinstance(value, str):
        value = locales.iso_date(value) or value
    if isinstance(value, datetime.date | Month | int):
        return locales.date(value, language)
    return str(value or "")


def _pages(source: Source, language: str) -> str:
    pages = _text(source, "page")
    mark = locales.word("p." if pages.isdigit() else "pp.", language)
    return f"{mark}{locales.NBSP}{pages}" if pages else ""


def _address(source: Source, language: str) -> Inlines:
    url, accessed = _text(source, "URL"), _date(source.fields.get("accessed"), language)
    link: Inlines = (Link(url, (Run(url),)),) if url else ()
    when = (Run(f" ({locales.word('accessed', language)} {accessed})"),) if url and accessed else ()
    return (*link, *when)


def _via(source: Source, sources: Mapping[str, Source], language: str) -> Inlines:
    """Through whom it is known. Only one step: that source's own `via` is its own reference's business."""
    through = sources.get(_text(source, "via"))
    return (Run(locales.word("quoted in", language) + " "), *full(through, language)) if through else ()
