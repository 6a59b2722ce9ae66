"""YAML → Record, Items and scalars with their spans. The only importer of yaml.

Built from PyYAML's events, not its nodes: libyaml is quick there, no nesting overflows a stack, its resolver's
`no` → False never happens, and keys, anchors and tags are ours to judge.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, NoReturn

import yaml

from briefing import limits
from briefing.datafile import scalars
from briefing.datafile.document import DEPTH_LIMIT, TOO_MANY, Document
from briefing.datafile.text_file import LONG_TABLES, unprintable
from briefing.diagnostics import Diagnostic, Related, Span
from briefing.model.record import Items, Record

if TYPE_CHECKING:
    from briefing.datafile.yaml_entries import Entry

ALIAS_LIMIT = 100_000  # values that aliases may stand for in all; ten lines of a "billion laughs" stand for 10^9
LOOKED_AROUND = 1_000_000  # characters of a text that is read on around a mistake; each is read several times
MISTAKES_SHOWN = 10  # of syntax, each in an entry of its own
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's, where PyYAML was built with it


def parse(text: str, path: str, loader: Any = LOADER) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The one document in a YAML text. After mistakes of syntax, what can be read around them, as a partial document;
    None if that is nothing."""
    if "\n<<<<<<<" in text or "\n>>>>>>>" in text:
        from briefing.datafile import yaml_slips  # with regular expressions that sound files do without

        if unfinished := yaml_slips.conflict(text, path):
            return None, (unfinished,)
    reader = _Reader(text, path, loader)
    try:
        root, span = reader.document()
    except _Unreadable:
        return None, tuple(reader.faults)
    except yaml.YAMLError as error:
        if len(text) > LOOKED_AROUND:
            from briefing.datafile import yaml_faults

            return None, (*reader.faults, yaml_faults.explain(text, path, error))
        return _around_mistakes(reader, loader)
    return Document(path, text, root, span, lacking=frozenset(reader.lacking)), tuple(reader.faults)


def _around_mistakes(first: _Reader, loader: Any) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """What is wrong in a text that holds mistakes of syntax, and the document that the entries without them make."""
    from briefing.datafile import yaml_entries, yaml_faults

    text, path = first.text, first.path
    found = yaml_entries.broken(yaml_entries.whole(text), lambda part: _mistake_in(part, loader))
    broken = tuple(islice(found, MISTAKES_SHOWN))
    told = (fault for fault in first.faults if not any(_begins(entry, fault) for entry, _ in broken))
    faults = (*told, *(_placed(entry, yaml_faults.explain(entry.text, path, error)) for entry, error in broken))
    reader = _Reader(yaml_entries.without(text, (entry for entry, _ in broken)), path, loader)
    try:
        root, span = reader.document()
    except (_Unreadable, yaml.YAMLError):
        return None, faults
    certain = (fault for fault in reader.faults if fault.code != "C111")  # what an alias repeats may be left out
    document = Document(path, text, root, span, partial=True, lacking=frozenset(reader.lacking))
    return document, tuple(dict.fromkeys((*faults, *certain)))


def _mistake_in(text: str, loader: Any) -> yaml.YAMLError | None:
    try:
        for _ in yaml.parse(text, Loader=loader):
            pass
    except yaml.YAMLError as error:
        return error
    return None


def _begins(entry: Entry, fault: Diagnostic) -> bool:
    """Whether brackets that were taken for a key begin the text of an entry with a mistake: one thing, told once."""
    lines = range(entry.first + 1, entry.first + 1 + len(entry.lines))
    return fault.code == "C113" and isinstance(fault.where, Span) and fault.where.line in lines


def _placed(entry: Entry, fault: Diagnostic) -> Diagnostic:
    """What is wrong in the text of an entry, with its place in the whole text."""
    if not isinstance(fault.where, Span) or not fault.where.end_line:
        return fault
    line = entry.line(fault.where.line - 1) + 1
    return fault._replace(where=fault.where._replace(line=line, end_line=line))


class _Unreadable(Exception):
    """Reading cannot go on; the reason is among the faults already."""


class _Anchor:
    """A value with a name: how many values it holds and how deep they nest, aliases followed. Open while it is read."""

    __slots__ = ("height", "span", "value", "weight")

    def __init__(self) -> None:
        self.value: object = None
        self.span: Span | None = None
        self.weight = 0
        self.height = 0


class _Reader:
    def __init__(self, text: str, path: str, loader: Any) -> None:
        self.faults: list[Diagnostic] = []
        self.lacking: set[Span] = set()
        self.text = text
        self.path = path
        self._events: Iterator[Any] = yaml.parse(text, Loader=loader)
        self._has_comments = " #" in text
        self._anchors: dict[str, _Anchor] = {}
        self._most = limits.now().values
        self._values = 0
        self._by_alias = 0
        self._deepest = 0

    def document(self) -> tuple[object, Span]:
        next(self._events)  # the stream starts
        empty = isinstance(next(self._events), yaml.StreamEndEvent)
        root, span = (None, Span(self.path)) if empty else self._value(next(self._events), 1)
        if root is None and self.faults:
            raise _Unreadable
        if root is None:
            self._stop("C107", "the file is empty", Span(self.path))
        next(self._events)  # the document ends
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            hint = "remove the line '---', or split the file"
            self._fault("C109", "a second document starts here", self._span(after), hint)
            self.lacking.add(span)  # which may be in the other
        return root, span

    def _value(self, event: Any, depth: int) -> tuple[object, Span]:
        self._values += 1
        if self._values > self._most:
            self._stop("C104", TOO_MANY.format(self._most), Span(self.path), LONG_TABLES)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, depth)
        if event.tag is not None:
            hint = "take it away; a text that begins with ! must be in quotes"
            typed = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
            self._fault("C112", f"the tag '{typed}' is not allowed", self._span(event), hint)
        if event.anchor is not None:
            return self._anchored(event, depth)
        return self._unnamed(event, depth)

    def _unnamed(self, event: Any, depth: int) -> tuple[object, Span]:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if depth > DEPTH_LIMIT:
            self._too_deep(self._span(event))
        self._deepest = max(self._deepest, depth)
        return self._mapping(event, depth) if isinstance(event, yaml.MappingStartEvent) else self._list(event, depth)

    def _scalar(self, event: Any) -> tuple[object, Span]:
        span = self._span(event)
        value: str = event.value
        if not event.style:
            try:
                found = scalars.resolve(value)
            except ValueError:
                self._fault("C115", f"there is no day {value}", span)
                return scalars.NO_DAY, span
            if self._has_comments and isinstance(found, str):
                self._look_behind(event)
            return found, span
        if event.style == '"' and (character := unprintable(value)):
            self._fault("C105", f"the control character U+{ord(character):04X} is written here", span)
        return value, span

    def _look_behind(self, event: Any) -> None:
        """Tells of a comment that ends a line right behind a text without quotes, if it may be no comment: `# ` begins
        one that was meant, `#verdict` may be a word."""
        end = event.end_mark
        line_end = self.text.find("\n", end.index)
        behind = self.text[end.index : line_end if line_end >= 0 else None].rstrip()
        lost = behind.lstrip(" \t")
        if lost == behind or lost[:1] != "#" or not (lost[1:2].isalnum() or lost[1:2] == "_"):
            return
        column = end.column + 1 + len(behind) - len(lost)
        where = Span(self.path, end.line + 1, column, end.line + 1, column + len(lost))
        hint = 'if it belongs to the text, put all in "…"; if not, type a space after #'
        self._fault("C117", "the rest of this line is taken for a comment", where, hint)

    def _list(self, start: Any, depth: int) -> tuple[object, Span]:
        values, spans = [], []
        event = next(self._events)
        while not isinstance(event, yaml.SequenceEndEvent):
            value, span = self._value(event, depth + 1)
            values.append(value)
            spans.append(span)
            event = next(self._events)
        items = Items(values)
        items.spans = tuple(spans)
        items.span = self._span(start, event)
        return items, items.span

    def _mapping(self, start: Any, depth: int) -> tuple[object, Span]:
        values: dict[str, object] = {}
        keys: dict[str, Span] = {}
        spans: dict[str, Span] = {}
        event = next(self._events)
        lacks = False
        while not isinstance(event, yaml.MappingEndEvent):
            key, place = self._key(event, depth)
            lacks = lacks or key is None or key in values
            value, span = self._value(next(self._events), depth + 1)
            if key in values:
                first = Related("first typed here", keys[key])
                self._fault("C101", f"'{key}' is typed twice", place, related=(first,))
            elif key is not None:
                values[key], keys[key], spans[key] = value, place, span
            event = next(self._events)
        span = self._span(start, event)
        if lacks:
            self.lacking.add(span)
        if not values and self._typed(start, event).startswith("{{"):  # an expression, as reported: read it as meant
            return self._typed(start, event), span
        return Record(values, span, keys, spans), span

    def _key(self, event: Any, depth: int) -> tuple[str | None, Span]:
        """The text of a key; None, once reported, for a key that is no text."""
        value, span = self._value(event, depth + 1)
        if isinstance(value, Record | Items):
            hint = "a text that begins with {{ or [ or { must be in quotes, or stand below >-"
            self._fault("C113", "brackets where a key or a text was expected", span, hint)
            return None, span
        if not isinstance(value, str):
            typed = getattr(event, "value", "") or "nothing"
            as_id = (f"an id begins with a letter: y_{typed}",) if typed.isdigit() else ()
            self._fault("C113", f"the key '{typed}' is not text", span, f'put it in quotes: "{typed}"', *as_id)
            return None, span
        if value == "<<" and not getattr(event, "style", ""):
            hint = "write the keys out; an audience may extend another"
            self._fault("C114", "merging with '<<' is not supported", span, hint)
            return None, span
        return value, span

    def _anchored(self, event: Any, depth: int) -> tuple[object, Span]:
        anchor = self._anchors[event.anchor] = _Anchor()
        values, deepest = self._values, self._deepest
        self._deepest = depth
        anchor.value, anchor.span = self._unnamed(event, depth)
        anchor.weight = self._values - values
        anchor.height = self._deepest - depth
        self._deepest = max(deepest, self._deepest)
        return anchor.value, anchor.span

    def _alias(self, event: Any, depth: int) -> tuple[object, Span]:
        span = self._span(event)
        anchor = self._anchors.get(event.anchor)
        typed = f"*{event.anchor}"
        if anchor is None:
            hint = "a text that begins with * must be in quotes, or stand below >-"
            self._fault("C111", f"'{typed}' repeats a value, but nothing is marked '&{event.anchor}'", span, hint)
            return typed, span
        if anchor.span is None:
            self._fault("C111", f"'{typed}' stands inside the value that it repeats", span)
            return typed, span
        self._values += anchor.weight
        self._by_alias += anchor.weight
        if self._by_alias > ALIAS_LIMIT:
            self._stop("C111", f"aliases stand for more than {ALIAS_LIMIT:,} values", span)
        if depth + anchor.height > DEPTH_LIMIT:
            self._too_deep(span)
        self._deepest = max(self._deepest, depth + anchor.height)
        return anchor.value, anchor.span

    def _span(self, event: Any, end: Any = None) -> Span:
        """Where an event stands. A list or mapping without brackets has no end of its own: the next key is there."""
        start = event.start_mark
        if end is not None and not event.flow_style:
            return Span(self.path, start.line + 1, start.column + 1)
        stop = (end or event).end_mark
        return Span(self.path, start.line + 1, start.column + 1, stop.line + 1, stop.column + 1)

    def _typed(self, start: Any, end: Any) -> str:
        return self.text[start.start_mark.index : end.end_mark.index]

    def _fault(self, code: str, message: str, span: Span, *hints: str, related: tuple[Related, ...] = ()) -> None:
        self.faults.append(Diagnostic(code, message, span, hints, related))

    def _stop(self, code: str, message: str, span: Span, *hints: str) -> NoReturn:
        self._fault(code, message, span, *hints)
        raise _Unreadable

    def _too_deep(self, span: Span) -> NoReturn:
        self._stop("C110", f"lists and mappings nest deeper than {DEPTH_LIMIT} levels", span)
