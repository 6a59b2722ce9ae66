"""A missing value: it chains, and is reported once somebody needs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from jinja2.runtime import Undefined
from jinja2.utils import missing as nothing

FAILED = "_failed"  # the name that stands for an expression which failed; nobody hears of what it lacks


class Missing(Undefined):
    """A name that the data does not have, asked for on a `line` of the source. It chains; whoever prints, tests,
    iterates or computes with it makes it reported, and goes on, so that one run finds all of them."""

    __slots__ = ("_report", "line")

    def __init__(
        self,
        report: Callable[[Missing], None],
        line: Callable[[], int],
        hint: str | None = None,
        obj: Any = nothing,
        name: Any = None,
        exc: type[Exception] | None = None,
    ) -> None:
        super().__init__(hint, obj, name)
        self._report = report
        self.line = line()

    @property
    def reason(self) -> str:
        """Jinja's own word on it, where it is no name that is missing: the first item of an empty list."""
        return self._undefined_hint or ""

    @property
    def name(self) -> Any:
        """The name, or the number of the item, that is not there."""
        return self._undefined_name

    @property
    def owner(self) -> Any:
        """What was asked for the name, or `nothing` for a root."""
        return self._undefined_obj

    @property
    def is_root(self) -> bool:
        """Whether the data itself was asked for the name."""
        return self._undefined_obj is nothing

    def __getattr__(self, name: str) -> Any:
        if name[:2] == "__":
            raise AttributeError(name)
        return self

    def __getitem__(self, key: Any) -> Missing:  # type: ignore[override]
        return self

    def _reported(self, *args: Any, **kwargs: Any) -> Any:
        self._report(self)
        return self

    def _compared(self, other: object) -> Any:
        self._report(self)
        return False

    __call__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _reported
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _reported
    __pow__ = __rpow__ = __pos__ = __neg__ = __abs__ = __round__ = _reported
    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _compared

    def __hash__(self) -> int:
        self._report(self)
        return id(self)

    def __eq__(self, other: object) -> bool:
        self._report(self)
        return isinstance(other, Missing)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __str__(self) -> str:
        self._report(self)
        return ""

    def __repr__(self) -> str:
        return str(self)  # printed within a list

    def __bool__(self) -> bool:
        self._report(self)
        return False

    def __len__(self) -> int:
        self._report(self)
        return 0

    def __iter__(self) -> Iterator[Any]:
        self._report(self)
        return iter(())

    def __int__(self) -> int:  # type: ignore[override]
        self._report(self)
        return 0

    def __float__(self) -> float:  # type: ignore[override]
        self._report(self)
        return 0.0
