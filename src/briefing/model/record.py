"""Records and lists as they were written in a data file: what all reading begins with."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from briefing.diagnostics import Span

NOWHERE = Span("")
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Record(Mapping[str, object]):
    """A read-only mapping as it was written: it knows the span of itself, of each key and of each value."""

    __slots__ = ("_keys", "_spans", "_values", "span")

    def __init__(
        self,
        values: Mapping[str, object],
        span: Span = NOWHERE,
        keys: Mapping[str, Span] | None = None,
        spans: Mapping[str, Span] | None = None,
    ) -> None:
        self._values = dict(values)
        self._keys = keys or {}
        self._spans = spans or {}
        self.span = span

    def __getitem__(self, key: str) -> object:
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Record({self._values!r})"

    __hash__ = object.__hash__

    def key_span(self, key: str) -> Span:
        """Where the key is typed."""
        return self._keys.get(key, self.span)

    def value_span(self, key: str) -> Span:
        """Where the value is typed."""
        return self._spans.get(key, self.span)


EMPTY = Record({})


class Items(tuple[object, ...]):
    """A read-only list as it was written, with the span of each item."""

    spans: tuple[Span, ...] = ()
    span: Span = NOWHERE
