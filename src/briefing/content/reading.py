"""How the schema reads: a value with its place, and the answers a schema asks of it.

Reading never stops. A value of the wrong shape is reported where it stands and gives a neutral answer (an empty text,
an empty list), so that one run tells all mistakes. The keys that a reader asks for are the keys that are allowed.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from briefing import datafile
from briefing.content import meant
from briefing.datafile.scalars import NO_DAY
from briefing.diagnostics import Diagnostic, Related, Span, did_you_mean
from briefing.later import regex
from briefing.model.content import ChartBody, Mention, MentionKind, Text
from briefing.model.record import EMPTY, NOTHING, Items, Record

T = TypeVar("T")
Word = TypeVar("Word", bound=str)
ABSENT = object()
_MONTH_LIKE = regex(r"([0-9]{4})-([0-9]{2})")

_LACKING = ("C121", "C128", "C144")  # said of a mapping for the keys that it has not
# What is so whatever else the file holds: said of a value, a key or a text by itself.
_CERTAIN = frozenset("C102 C103 C104 C105 C120 C122 C123 C124 C125 C126 C143 C149 C150 C151 C152 C153 C154".split())


class Reading:
    """One file on its way to becoming a model: what was found wrong in it, what it names, the texts it holds.

    `root` is the folder that files named by content must stay in. `verbatim` are texts in which figures may be typed,
    `claimed` the ids that are unique in the file, `timelines` the lists of facts that need dates, `charts` what needs
    numbers. `unsound` are the kinds of things of which some may be defined and could not be read, as is told.
    """

    def __init__(self, document: datafile.Document, root: Path) -> None:
        self.document = document
        self.beside = Path(document.path).parent
        self.root = root
        self.faults: list[Diagnostic] = []
        self.mentions: list[Mention] = []
        self.texts: list[Text] = []
        self.verbatim: list[Text] = []
        self.claimed: dict[str, Span] = {}
        self.timelines: list[Value] = []
        self.charts: list[tuple[Value, ChartBody]] = []
        self.unsound: set[MentionKind] = set()

    def lacks_keys(self, content: object) -> bool:
        """Whether this is a mapping without some of the keys that it was to have, as is told."""
        return isinstance(content, Record) and content.span in self.document.lacking

    def whole(self, name: str) -> Value:
        """The outermost value of the file, which is what the name says: "the topic"."""
        return Value(self, name, self.document.root, self.document.span)


class Value:
    """Something typed in the file, or the absence of it: false, and silent whatever is asked of it."""

    __slots__ = ("content", "name", "reading", "span")

    def __init__(self, reading: Reading, name: str, content: object, span: Span) -> None:
        self.reading = reading
        self.name = name
        self.content = content
        self.span = span

    def __bool__(self) -> bool:
        return self.content is not ABSENT

    def fault(self, code: str, message: str, *hints: str, related: tuple[Related, ...] = ()) -> None:
        """Report a mistake at this place."""
        if self and not (code in _LACKING and self.reading.lacks_keys(self.content)):
            self.reading.faults.append(Diagnostic(code, message, self.span, hints, related))

    def wrong(self, expected: str, *hints: str) -> None:
        """Report that this is not what belongs here."""
        if self.content is None and self.reading.document.partial:
            return  # what was here cannot be read, as is told
        self.fault("C122", f"{self.name} must be {expected}, not {_kind_of(self.content)}", *hints)

    @property
    def is_mapping(self) -> bool:
        """Whether keys and values are typed here."""
        return isinstance(self.content, Record)

    @property
    def written(self) -> str:
        """As typed, quotation marks, indentation and all."""
        return self.reading.document.written(self.span) if self.span.end_line else ""

    def line(self, default: str = "") -> str:
        """A short plain string; a number, date or truth value counts as the text typed."""
        if not self:
            return default
        if not _is_scalar(self.content):
            self.wrong("a text")
            return default
        text = self.content if isinstance(self.content, str) else self.written.split()[-1]
        if not text.strip() and not (self.reading.document.partial and self.written[:1] in ("|", ">")):
            self.fault("C122", f"{self.name} is empty")
        return text

    def text(self, *, may_be_empty: bool = False, verbatim: bool = False) -> Text:
        """A text with Markdown, expressions and citations: typed here, or in a file of its own."""
        if isinstance(self.content, Record):
            text = self._text_file() if "file" in self.content else self._no_text()
        elif may_be_empty and self.content == "":
            text = Text("", self.span)
        else:
            text = Text(self.line(), self.span, self.written if self else "")
        (self.reading.verbatim if verbatim else self.reading.texts).append(text)
        return text

    def maybe_text(self) -> Text | None:
        """A text, or None where there is none."""
        return self.text() if self else None

    def file(self) -> Path | None:
        """The existing file that this path, typed relative to the YAML file, means."""
        name = self.line()
        path, problem = datafile.confined(name, self.reading.beside, self.reading.root) if name else (None, "")
        if problem:
            beside = datafile.neighbours(name, self.reading.beside, self.reading.root) if "exist" in problem else ()
            self.fault("C126", f"the file '{name}' {problem}", *meant.file(name, beside))
        return path

    def one_of(self, choices: Sequence[Word], default: Word) -> Word:
        """One of a few words; the default where there is none."""
        word = self.line(default)
        for choice in choices:
            if choice == word:
                return choice
        if word:
            self.fault("C125", f"{self.name} cannot be '{word}'", *did_you_mean(word, choices), _listed(choices))
        return default

    def matching(self, pattern: re.Pattern[str], expected: str, *hints: str) -> str:
        """A short string of a given form."""
        text = self.line()
        if text and not pattern.fullmatch(text):
            self.fault("C125", f"'{text}' is not {expected}", *hints)
        return text

    def flag(self) -> bool:
        """true or false; false where there is none."""
        if not isinstance(self.content, bool):
            self.wrong("true or false", *meant.truth(self.content))
        return self.content is True

    def date(self) -> datetime.date | None:
        """A day of the calendar."""
        if isinstance(self.content, datetime.date):
            return None if self.content == NO_DAY else self.content
        if not self:
            return None
        hint = meant.day(str(self.content), self.written)
        if not self.no_month(hint):
            self.wrong("a day", hint)
        return None

    def no_month(self, hint: str = "if it is not a month, put it in quotes") -> bool:
        """Whether this has the form of a month that no year has, which is told. 2022-23 may be two years."""
        found = _MONTH_LIKE.fullmatch(self.content) if isinstance(self.content, str) else None
        if not found or 1 <= int(found[2]) <= 12 or (int(found[1]) + 1) % 100 == int(found[2]):
            return False
        if self.written != self.content:
            return False  # in quotes it is text
        self.fault("C115", f"there is no month {found[2]}", hint)
        return True

    def whole_number(self) -> int:
        """A whole number from 1; 0 where there is none."""
        if isinstance(self.content, int) and not isinstance(self.content, bool) and self.content > 0:
            return self.content
        typed = isinstance(self.content, int | Decimal) and not isinstance(self.content, bool)
        if typed:
            self.fault("C122", f"{self.name} must be a whole number from 1, not {self.written}")
        else:
            self.wrong("a whole number from 1")
        return 0

    def new_id(self) -> str:
        """An id that is being given here."""
        word = self.line()
        if word and not meant.ID.fullmatch(word):
            message = f"'{word}' is not an id: small letters, digits and _, a letter first"
            self.fault("C123", message, *meant.id(word))
        return word

    def unique_id(self) -> str:
        """An id that is being given here and nowhere else in the file."""
        word = self.new_id()
        if word in self.reading.claimed:
            first = Related("first given here", self.reading.claimed[word])
            self.fault("C124", f"the id '{word}' is taken", "every section and block has its own", related=(first,))
            self.reading.unsound.update(("section", "block", "part"))
        elif word:
            self.reading.claimed[word] = self.span
        return word

    def id_of(self, kind: MentionKind) -> str:
        """An id that means something defined elsewhere; "" where there is none."""
        word = self.line()
        if word:
            self.reading.mentions.append(Mention(kind, word, self.span))
        return word

    def ids_of(self, kind: MentionKind) -> tuple[str, ...]:
        """A list of ids that mean things defined elsewhere, none of them twice."""
        return self._distinct(lambda item: item.id_of(kind))

    def new_ids(self) -> tuple[str, ...]:
        """A list of ids that are being given here: one at least."""
        if self.content == ():
            self.fault("C121", f"{self.name} is empty")
        return self._distinct(Value.new_id)

    def items(self, *hints: str) -> Iterator[Value]:
        """The members of a list."""
        if isinstance(self.content, Items):
            for content, span in zip(self.content, self.content.spans, strict=True):
                yield Value(self.reading, f"an item of {self.name}", content, span)
        else:
            self.wrong("a list", *meant.item(self.content), *hints)

    def members(self, *hints: str) -> Iterator[Value]:
        """The members of a list that must have some."""
        if self.content == ():
            self.fault("C121", f"{self.name} is empty", *hints)
        return self.items(*hints)

    def fields(self, *hints: str) -> Fields:
        """The keys of a mapping."""
        if not self.is_mapping:
            self.wrong("keys with values, `key: value`", *meant.mapping(self.content), *hints)
        return Fields(self, self.content if isinstance(self.content, Record) else EMPTY)

    def entries(self, *hints: str) -> Iterator[tuple[str, Value]]:
        """The members of a mapping by the ids that it gives them."""
        for key, value in self.fields(*hints):
            key.new_id()
            yield str(key.content), value

    def by_audience(self, read: Callable[[Value], T]) -> Mapping[str, T]:
        """What is said per audience: every key names one."""
        return {key.id_of("audience"): read(value) for key, value in self.fields()}

    def _distinct(self, read: Callable[[Value], str]) -> tuple[str, ...]:
        found: dict[str, Span] = {}
        for item in self.items("put it in brackets: [one, another]"):
            if (word := read(item)) in found:
                item.fault("C124", f"'{word}' is listed twice", related=(Related("first here", found[word]),))
            elif word:
                found[word] = item.span
        return tuple(found)

    def _no_text(self) -> Text:
        self.wrong("a text", "a text with a colon must be in quotes, or stand below >-")
        return Text("", self.span)

    def _text_file(self) -> Text:
        fields = self.fields()
        name = fields.must("file")
        path = name.file()
        fields.done()
        if path is None:
            return Text("", self.span)
        source, faults = datafile.read_text(path)
        if source is not None and not source.strip():
            name.fault("C122", f"the file '{name.content}' is empty")
        clean, unprintable = datafile.printable(source or "", str(path))
        self.reading.faults += faults + unprintable
        return Text(clean, Span(str(path)), clean)


class Fields:
    """The keys of one mapping, asked for one by one. `done` reports those that nobody asked for."""

    def __init__(self, value: Value, record: Record) -> None:
        self.value = value
        self.record = record
        self._asked: dict[str, None] = {}  # a set in order
        self._required: dict[str, None] = {}
        self._lost: set[str] = set()

    def __iter__(self) -> Iterator[tuple[Value, Value]]:
        """Each key, itself a value, with its value; for mappings whose keys the author chooses."""
        for key, content in self.record.items():
            yield self.key(key), Value(self.value.reading, f"'{key}'", content, self.record.value_span(key))

    def key(self, key: str) -> Value:
        """A key that is typed, as a value itself."""
        return Value(self.value.reading, self.value.name, key, self.record.key_span(key))

    def may(self, key: str) -> Value:
        """The value of a key that may be left out; a key without a value is one left out."""
        self._asked[key] = None
        typed = key in self.record and self.record[key] is not None
        content = self.record[key] if typed else ABSENT
        return Value(self.value.reading, f"'{key}'", content, self.record.value_span(key))

    def must(self, key: str) -> Value:
        """The value of a key that has to be there."""
        value = self.may(key)
        if not value and self.value.is_mapping:
            self._required[key] = None
        return value

    def misspells(self, *names: str) -> bool:
        """Whether a key that nobody asked for so far is nearly one of those named, as `done` will tell."""
        return any(meant.key(key, names) for key in self.record if key not in self._asked)

    def done(self, elsewhere: Mapping[str, str] = NOTHING, lacking: Mapping[str, str] = NOTHING) -> None:
        """Report keys that mean nothing here, and those that are missing. One that is only misspelt is told once.

        `elsewhere` says of keys that belong to something else where that is; `lacking`, of a key that is missing, what
        may stand in its place.
        """
        missing = dict(self._required)
        for key in self.record:
            if key not in self._asked:
                absent = [name for name in self._asked if name not in self.record and meant.key(key, (name,))]
                needed = [name for name in absent if name in missing]
                self._lost.update(absent)
                self._unknown(key, needed or absent or tuple(self._asked), elsewhere.get(key, ""))
                missing = {name: None for name in missing if name not in needed}
        self._lost.update(missing)
        for key in missing if not self.value.reading.lacks_keys(self.record) else ():
            is_typed = key in self.record
            message = f"'{key}' is empty" if is_typed else f"{self.value.name} has no '{key}'"
            hints = (lacking[key],) if key in lacking else ()
            self._fault("C121", message, self.record.key_span(key), hints)

    def lost(self, key: str) -> bool:
        """Whether what a key was to hold could not be read, as is told. To be asked when all is done."""
        told = self.value.reading.faults
        if key in self._lost or not self.value.is_mapping or self.value.reading.lacks_keys(self.record.get(key)):
            return True
        at = self.record.value_span(key)
        return key in self.record and any(one.where == at and one.code in ("C121", "C122") for one in told)

    def _unknown(self, key: str, near: Iterable[str], elsewhere: str) -> None:
        hints = (elsewhere,) if elsewhere else (*meant.key(key, near), _listed(self._asked))
        self._fault("C120", f"unknown key '{key}'", self.record.key_span(key), hints)

    def _fault(self, code: str, message: str, where: Span, hints: tuple[str, ...] = ()) -> None:
        self.value.reading.faults.append(Diagnostic(code, message, where, hints))


def certain(faults: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What is wrong with a partial document and no consequence of what is left out of it."""
    return tuple(fault for fault in faults if fault.code in _CERTAIN)


def _is_scalar(content: object) -> bool:
    return isinstance(content, str | bool | int | Decimal | datetime.date)


def _kind_of(content: object) -> str:
    match content:
        case Record():
            return "keys with values"
        case Items():
            return "a list"
        case str():
            return "text"
        case bool():
            return "true or false"
        case int() | Decimal():
            return "a number"
        case datetime.date():
            return "a date"
    return "nothing"


def _listed(choices: Iterable[str]) -> str:
    return f"known here: {', '.join(filter(None, choices))}"
