"""What is only a consequence of another fault, and is held back: who mends the fault will not see it again.

A wrong key or a missing bracket leaves half a topic unread; whatever is then missing, too long or unused is no news.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.diagnostics import Diagnostic, Place, Span
from briefing.pipeline.loading import Diagnostics

# Errors in what a text says, which leave the structure of a topic as it was meant.
_IN_TEXTS = frozenset("C105 C126 C127 C130 C131 C132 C138 C143 C144 C145 C146 C150 C151 C152 C153 C154".split())
# What is said of a topic as a whole, and is not to be trusted where its structure is not.
_OF_THE_WHOLE = frozenset("A102 C141 C142 Q101 Q102 Q103 Q106 Q107 Q109 Q110 Q301 Q302 Q305 Q306".split())
# What is said of texts for a reader who may not get them, where it is not known who gets what.
_OF_READERS = frozenset("Q104 Q105 Q111 Q114 Q115".split())
_OF_VARIANTS = frozenset(("Q301", "Q302", "Q303", "Q304"))
# What is said of a value before anybody asks what it means there: nothing else need be said of it.
_OF_A_VALUE = frozenset("C101 C105 C111 C112 C113 C114 C115 C125".split())
# What rendering says of a value that was told of where it is written.
_OF_VALUES = {
    "R310": {"C105"},
    "R311": {"R311"},
    "R312": {"C126", "R312"},
    "R313": {"C121"},
    "O275": {"C138", "A109"},
    "R305": {"C127"},
}


class _Told(NamedTuple):
    """What is known of all that was found: the errors in what was written, those of them that are of values as such,
    the files whose structure is broken, and the codes of what is told where it is written."""

    errors: tuple[Span, ...]
    values: frozenset[tuple[str, int, int]]
    broken: frozenset[str]
    written: frozenset[str]
    audiences: str

    def explains(self, one: Diagnostic) -> bool:
        """Whether a diagnostic is a consequence of what else is told."""
        if isinstance(one.where, Place) and self.written & _OF_VALUES.get(one.code, set()):
            return True
        if one.code in _OF_THE_WHOLE and self._concerns(one.where):
            return True
        if one.code in _OF_READERS and self.audiences in self.broken:
            return True
        if one.code in _OF_VARIANTS and any(self._is_within(span) for span in _spans(one)):
            return True
        if not isinstance(one.where, Span) or one.code in _OF_A_VALUE:
            return False
        return _start(one.where) in self.values or (
            not one.is_error and any(_start(one.where) == _start(span) for span in self.errors)
        )

    def _concerns(self, where: Span | Place | None) -> bool:
        """Whether what is said there may come of a broken file; what is said of audiences may come of any."""
        if self.audiences in self.broken or not isinstance(where, Span) or where.path == self.audiences:
            return bool(self.broken)
        return where.path in self.broken

    def _is_within(self, text: Span) -> bool:
        """Whether there is an error in a text."""
        last = max(text.line, text.end_line)
        return any(one.path == text.path and text.line <= one.line <= last for one in self.errors)


def without_consequences(diagnostics: Sequence[Diagnostic], audiences: str) -> Diagnostics:
    """All that is news. `audiences` is the path of the file of audiences, an error in which concerns every topic."""
    errors = [(one.code, one.where) for one in diagnostics if one.is_error and isinstance(one.where, Span)]
    broken = frozenset(where.path for code, where in errors if code[0] == "C" and code not in _IN_TEXTS)
    written = frozenset(one.code for one in diagnostics if isinstance(one.where, Span))
    values = frozenset(_start(where) for code, where in errors if code in _OF_A_VALUE)
    told = _Told(tuple(where for _, where in errors), values, broken, written, audiences)
    return tuple(one for one in diagnostics if not told.explains(one))


def _spans(one: Diagnostic) -> Iterator[Span]:
    """The texts that a diagnostic is about."""
    for where in (one.where, *(other.where for other in one.related)):
        if isinstance(where, Span):
            yield where


def _start(span: Span) -> tuple[str, int, int]:
    return span.path, span.line, span.column
