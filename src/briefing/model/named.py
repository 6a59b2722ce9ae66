"""Sequences whose members answer to their ids."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar, overload

T = TypeVar("T")


class Named(Sequence[T], Generic[T]):
    """A sequence in the reader's order whose members also answer to their ids: `sections`, `facts`."""

    __slots__ = ("_members",)

    def __init__(self, members: Mapping[str, T]) -> None:
        self._members = dict(members)

    @overload
    def __getitem__(self, key: int | str) -> T: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[T]: ...
    def __getitem__(self, key: int | str | slice) -> T | Sequence[T]:
        return self._members[key] if isinstance(key, str) else tuple(self._members.values())[key]

    def __len__(self) -> int:
        return len(self._members)

    def __iter__(self) -> Iterator[T]:
        return iter(self._members.values())

    def __contains__(self, key: object) -> bool:
        return key in self._members

    def ids(self) -> tuple[str, ...]:
        return tuple(self._members)
