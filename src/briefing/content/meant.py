"""What a writer meant, most likely, by something that is no key, no id or no day: the hints of this room."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping

from briefing.diagnostics import did_you_mean
from briefing.later import regex
from briefing.model.content import MentionKind

ID = regex(r"[a-z][a-z0-9_]*")

_DAYS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%B %d %Y", "%Y/%m/%d", "%d.%m.%Y")
_ISO = regex(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_UNSEEN = regex("[\u00a0\u00ad\u200b-\u200f\u2060\ufeff]")  # spaces and marks that no editor shows
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa"})


def key(typed: str, known: Iterable[str]) -> tuple[str, ...]:
    """The key that was meant by one that is not known: what cannot be seen in it, or the nearest of those known."""
    if found := _UNSEEN.search(typed):
        return (f"the invisible character U+{ord(found[0]):04X} stands in it: type the key anew",)
    if "," in typed or typed.count(" ") > 3:
        return ("if it goes on with the text above, indent it as the lines there",)
    names = tuple(known)
    same = next((name for name in names if _spelled(name) == _spelled(typed)), "")
    return (f"did you mean '{same}'?",) if same else did_you_mean(typed, names)


def id(typed: str) -> tuple[str, ...]:
    """How a word that is no id is written as one."""
    if typed.isdigit():
        return (f"ids begin with a letter: y_{typed}",)
    plain = unicodedata.normalize("NFKD", typed.lower().translate(_GERMAN))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    better = re.sub(r"[^a-z0-9]+", "_", letters).strip("_") if not re.search(r"[^\W\d_a-z]", letters) else ""
    return (f"write it '{better}'",) if ID.fullmatch(better) else ()


def same_id(typed: str, ids: Iterable[str]) -> bool:
    """Whether a name is one of those given as ids that are none, once these are written as ids are. Nobody knows what
    id stands behind a number."""
    return any(name.isdigit() or _spelled(typed) == _spelled(name) for name in ids if not ID.fullmatch(name))


def day(typed: str, written: str) -> str:
    """How a day is written, given the text that stands for it and as it is typed, quotes and all."""
    if _ISO.fullmatch(typed) and written[:1] in "'\"":
        return f"write it without quotes: {typed if len(typed) == 10 else '2023-01-23'}"
    for form in _DAYS:
        try:
            return f"write it year-month-day: {datetime.datetime.strptime(typed, form).date()}"
        except ValueError:
            continue
    return "write it year-month-day: 2023-01-23"


def truth(content: object) -> tuple[str, ...]:
    """How true or false is written, where another word stands for it."""
    word = str(content).lower()
    return (
        ("write true",)
        if word in ("yes", "on", "y", "1")
        else ("write false",)
        if word in ("no", "off", "n", "0")
        else ()
    )


def item(content: object) -> tuple[str, ...]:
    """Why something is no list, where it begins with the mark of an item."""
    return ("a space is missing after the -",) if isinstance(content, str) and re.match(r"-[^\W\d]", content) else ()


def mapping(content: object) -> tuple[str, ...]:
    """Why something is not keys with values, where it begins with a key."""
    missing = isinstance(content, str) and re.match(r"[a-z_-]+:[^\s/]", content)
    return ("a space is missing after the colon",) if missing else ()


def file(name: str, beside: Collection[str]) -> tuple[str, ...]:
    """The file that was meant by the name of one that is not there."""
    return key(name, beside) if beside else ()


def other_kind(name: str, kind: MentionKind, known: Mapping[MentionKind, Collection[str]]) -> tuple[str, ...]:
    """What a name is that was taken for something of another kind, and how that is typed in a text."""
    forms: dict[MentionKind, str] = {"fact": "{{ facts.%s }}", "term": "{{ terms.%s }}", "source": "[@%s]"}
    bare = re.sub(r"^(?:@|facts\.|terms\.|sources\.)", "", name)
    if bare != name and bare in known.get(kind, ()):
        return (f"write '{bare}'",)
    for other, form in forms.items():
        if other != kind and kind in forms and name in known.get(other, ()):
            return (f"'{name}' is a {other}: {form % name}",)
    return ()


def _spelled(name: str) -> str:
    return re.sub(r"[\W_]", "", name.lower())
