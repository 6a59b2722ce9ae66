"""JSON → Record, Items and scalars. The json module keeps no places, so values point at the file as a whole."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import NoReturn

from briefing import limits
from briefing.datafile import json_faults
from briefing.datafile.document import DEPTH_LIMIT, TOO_MANY, Document
from briefing.datafile.scalars import integer
from briefing.datafile.text_file import LONG_TABLES, position
from briefing.diagnostics import Diagnostic, Span
from briefing.later import regex
from briefing.model.record import Items, Record

_LARGEST_EXPONENT = 1_000  # of ten: a number beyond would take long to write
_TEXT = regex(r'"(?:[^"\\]+|\\.?)*(?:"|\Z)', re.DOTALL)
_HALF_CHARACTER = regex(r"[\ud800-\udfff]")  # "\ud83d" alone: no file can be written with it


def parse(text: str, path: str) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The value in a JSON text (RFC 8259: no NaN, no Infinity); numbers with a point stay as typed, as Decimal."""
    if not text.strip():
        return None, (Diagnostic("C107", "the file is empty", Span(path)),)
    if _has_too_many(text):
        return None, (Diagnostic("C104", TOO_MANY.format(limits.now().values), Span(path), (LONG_TABLES,)),)
    reader = _Reader(text, path)
    try:
        root = reader.read()
    except json.JSONDecodeError as error:
        return None, (json_faults.explain(text, path, error),)
    except _NotJson as error:
        return None, (Diagnostic("C116", str(error), Span(path)),)
    except _TooLarge as error:
        return None, (_too_large(text, path, str(error)),)
    except (_TooDeep, RecursionError):
        return None, (Diagnostic("C110", f"lists and objects nest deeper than {DEPTH_LIMIT} levels", Span(path)),)
    return Document(path, text, root, Span(path)), tuple(reader.faults)


class _NotJson(Exception):
    pass


class _TooDeep(Exception):
    pass


class _TooLarge(Exception):
    """A number, as typed, that is further from 1 than any figure."""


def _has_too_many(text: str) -> bool:
    """Whether a text holds more values than a file may: counted by the signs between them, before any is made."""
    most = limits.now().values
    if text.count(",") + text.count(":") < most:
        return False
    bare = _TEXT.sub("", text)
    return bare.count(",") + bare.count(":") >= most


def _too_large(text: str, path: str, typed: str) -> Diagnostic:
    line, column = position(text, text.index(typed))
    where = Span(path, line, column, line, column + len(typed))
    hint = 'write what it stands for, or "…" around it if it is a text'
    return Diagnostic("C116", f"the number {typed[:40]} is too large or too small to be a figure", where, (hint,))


def _decimal(typed: str) -> Decimal:
    exponent = typed.lower().partition("e")[2].lstrip("+-0")
    if len(exponent) > 5 or int(exponent or 0) > _LARGEST_EXPONENT:
        raise _TooLarge(typed)
    return Decimal(typed)


class _Reader:
    def __init__(self, text: str, path: str) -> None:
        self.faults: list[Diagnostic] = []
        self._text = text
        self._path = path
        self._twice: list[str] = []

    def read(self) -> object:
        raw = json.loads(
            self._text,
            parse_int=integer,
            parse_float=_decimal,
            parse_constant=_no_constant,
            object_pairs_hook=self._object,
        )
        if self._twice:
            self.faults.extend(self._duplicates())
        return self._frozen(raw, 1)

    def _object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        values: dict[str, object] = {}
        for key, value in pairs:
            if key in values:
                self._twice.append(key)
            else:
                values[key] = value
        return values

    def _duplicates(self) -> list[Diagnostic]:
        """Where keys are typed twice. JSON is YAML too, and the reader of YAML knows places."""
        from briefing.datafile import yaml_reader

        placed = [fault for fault in yaml_reader.parse(self._text, self._path)[1] if fault.code == "C101"]
        return placed or [Diagnostic("C101", f"'{key}' is typed twice", Span(self._path)) for key in self._twice]

    def _frozen(self, raw: object, depth: int) -> object:
        if isinstance(raw, str):
            if _HALF_CHARACTER.search(raw):
                self.faults.append(Diagnostic("C105", f"half a character in {ascii(raw)[:60]}", Span(self._path)))
            return raw
        if not isinstance(raw, dict | list):
            return raw
        if depth > DEPTH_LIMIT:
            raise _TooDeep
        if isinstance(raw, list):
            items = Items(self._frozen(value, depth + 1) for value in raw)
            items.span = Span(self._path)
            items.spans = (items.span,) * len(items)
            return items
        return Record({key: self._frozen(value, depth + 1) for key, value in raw.items()}, Span(self._path))


def _no_constant(name: str) -> NoReturn:
    raise _NotJson(f"JSON knows no {name}")
