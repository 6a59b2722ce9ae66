"""What a value prints as where characters stand, and which have no text of their own: our records of many fields."""

from __future__ import annotations

import re
from collections.abc import ItemsView, Iterable, KeysView, Mapping, ValuesView
from typing import Any

from briefing.later import regex
from briefing.model.named import Named

NOUNS: Mapping[str, str] = {  # what messages call the records that templates see
    "Briefing": "the briefing",
    "BriefSection": "a section",
    "BriefBlock": "a block",
    "Chart": "a chart",
    "Event": "an event",
    "Limits": "a set of limits",
    "Picture": "a picture",
    "QuestionAndAnswer": "a pair",
    "Reader": "the audience",
    "Reference": "a source",
    "Span": "a place in a file",
}
_UNTOLD = ("span", "spans")  # fields that no template needs
_OURS = "briefing."
_OF_THE_LANGUAGE = "jinja2."  # a loop, the template itself
_VIEWS = (KeysView, ValuesView, ItemsView)  # what `record.items()` gives
_IN_MEMORY = regex(r" at 0x[0-9a-f]+", re.IGNORECASE)


class Unprintable(TypeError):
    """A record of ours, or a list of them, stands where a text is wanted. `hint` says what to name instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def shown(value: Any) -> str:
    """The text of a value: of null nothing, of lists and records their members. Raises Unprintable."""
    if value is None:
        return ""
    if type(value) is str:
        return value
    if is_noun(value):
        raise _refused(value)
    if is_no_value(value):
        raise _no_value(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_member(member)}" for name, member in value.items())
    if isinstance(value, (list, tuple, Named, *_VIEWS)) and has_no_text(value):
        return ", ".join(map(_member, value))
    return str(value)


def joined(value: Any) -> str:
    """The text of a value that is joined to others: as Python has it, unless that would tell of our own classes."""
    if isinstance(value, _VIEWS):
        return shown(value)
    if isinstance(value, list | tuple | Named | Mapping) or is_noun(value) or is_no_value(value):
        plain = shown(value)
        return plain if _holds_ours(value) else str(value)
    return "" if value is None else str(value)


def cut(text: str, longest: int = 60) -> str:
    """A text short enough to be quoted, cut at a word."""
    if len(text) <= longest:
        return text
    return f"{text[:longest].rsplit(' ', 1)[0]}…"


def quoted(value: object, longest: int = 60) -> str:
    """A value as messages name it: what was typed in quotes, cut; of all else the kind."""
    if value is None:
        return "an empty value"
    if isinstance(value, Mapping):
        return "a record"
    if isinstance(value, (list, tuple, Named, range, *_VIEWS)):
        return noun(value) if is_noun(value) else "a list"
    if is_no_value(value):
        return "a function" if callable(value) else "this value"
    return f"'{cut(str(value), longest)}'"


def is_ours(value: Any) -> bool:
    """Whether it is a record of ours: one that nobody goes through field by field."""
    return isinstance(value, tuple) and hasattr(value, "_fields") and _is_ours(value)


def is_noun(value: Any) -> bool:
    """Whether it is a record of ours without a text of its own."""
    return is_ours(value) and has_no_text(value)


def is_no_value(value: object) -> bool:
    """Whether it is a function, a class, a loop or a like thing, of which Python can only say what it is, or where it
    lies in memory."""
    if not has_no_text(value):
        return False
    if callable(value) or type(value).__module__.startswith(_OF_THE_LANGUAGE):
        return True
    return _IN_MEMORY.search(repr(value)) is not None


def _no_value(value: object) -> Unprintable:
    if callable(value):
        return Unprintable("a function has no text of its own", "call it: {{ name(…) }}")
    return Unprintable("this value has no text of its own", "name a field of it, or an item")


def _refused(value: Any) -> Unprintable:
    fields = ", ".join(name for name in value._fields if name not in _UNTOLD)
    return Unprintable(f"{noun(value)} is a record, and has no text of its own", f"name one of its fields: {fields}")


def noun(value: Any) -> str:
    """What messages call a record of ours."""
    return NOUNS.get(type(value).__name__, "this")


def _member(member: Any) -> str:
    if is_noun(member):
        message = f"the list holds records: {noun(member)} has no text of its own"
        raise Unprintable(message, "loop over it, and name a field of each")
    return shown(member)


def _holds_ours(value: Any) -> bool:
    members: Iterable[Any] = value.values() if isinstance(value, Mapping) else value
    return isinstance(value, Named) or any(_is_ours(member) or _nests(member) or callable(member) for member in members)


def _nests(member: Any) -> bool:
    return isinstance(member, list | tuple | Mapping) and _holds_ours(member)


def _is_ours(value: object) -> bool:
    return type(value).__module__.startswith(_OURS)


def has_no_text(value: object) -> bool:
    """Whether a value prints as Python shows any object."""
    own: object = type(value).__str__
    return own is object.__str__
