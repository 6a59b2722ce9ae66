"""Finding tags in plain text, and undoing what Word does to them while they are typed.

Word turns straight quotes into curly ones of the writer's language, spaces into non-breaking ones, hyphens into dashes.
Inside a tag that is undone; what stands inside a string of a tag is left as typed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from briefing.later import regex

OPENERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
HALF_CLOSED = "\0"  # ends the inside of a tag that one brace closes where two characters should
DOUBLE_QUOTES = '"“”„‟«»″'
SINGLE_QUOTES = "'‘’‚‛‹›′"

ESCAPES = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}  # docxtpl's way to type braces that are no tag

_CLOSER = regex(r"\}\}|%\}|#\}")
_OPENER = regex(r"\{[{%#]")
_TAG = regex(rf"{_OPENER.pattern}|{'|'.join(map(re.escape, ESCAPES))}")
_RAW_OPENER = regex(r"\{%[-+]?\s*raw\s*[-+]?%\}")
_RAW = regex(r"\{%[-+]?\s*raw\s*[-+]?%\}(.*?)\{%[-+]?\s*endraw\s*[-+]?%\}", re.DOTALL)
_NAME = r"[^\W\d]\w*"
_SINGLE = regex(
    rf"(?<![{{$\\])\{{\s*(?P<dotted>{_NAME}(?:\.{_NAME})+(?:\s*\|\s*{_NAME})*)\s*\}}(?!\}})"
    rf"|\{{\s+\{{\s*(?P<parted>{_NAME}(?:\.{_NAME})*(?:\s*\|\s*{_NAME})*)\s*\}}\s+\}}"
)
_QUOTES = {quote: kind for kind in (DOUBLE_QUOTES, SINGLE_QUOTES) for quote in kind}
_TYPED_OVER = str.maketrans(
    {
        **dict.fromkeys(
            "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\n\r", " "
        ),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f", None),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        "\u2026": "...",
    }
)
_SPACES = str.maketrans("\t\n\r", "   ")


class TypedTag(NamedTuple):
    """A tag in a text: `start` and `end` are offsets, `inner` is what stands between its braces, put straight."""

    start: int
    end: int
    opener: str
    inner: str


class Unclosed(NamedTuple):
    """An opener without its closer before the end of the text: one of OPENERS, or a whole `{% raw %}`."""

    start: int
    opener: str


def find(text: str) -> tuple[list[TypedTag], Unclosed | None]:
    """The tags of a text from left to right, and the opener that is never closed, if there is one.

    Linear in the length of the text: the search ends at the first opener without closer.
    """
    tags: list[TypedTag] = []
    position = 0
    raws = "raw" in text
    firsts: dict[str, int] = {}  # the next of each closer; once there is none, none follows
    while opening := _TAG.search(text, position):
        start, opener = opening.start(), opening.group()
        if opener in ESCAPES:
            position = opening.end()
            tags.append(TypedTag(start, position, "{{", f'"{ESCAPES[opener]}"'))
            continue
        raw = _RAW.match(text, start) if opener == "{%" and raws else None
        if raw is not None:
            position = raw.end()
            tags.append(TypedTag(start, position, "{{", json.dumps(raw[1])))
            continue
        if raws and (unended := _RAW_OPENER.match(text, start)):
            return tags, Unclosed(start, unended.group())
        closer = OPENERS[opener]
        if 0 <= firsts.get(closer, 0) < start + 2:
            firsts[closer] = text.find(closer, start + 2)
        found = _comment(text, start) if opener == "{#" else _code(text, start, closer, firsts[closer])
        if found is None:
            return tags, Unclosed(start, opener)
        end, inner = found
        tags.append(TypedTag(start, end, opener, inner))
        position = end
    return tags, None


def _comment(text: str, start: int) -> tuple[int, str] | None:
    end = text.find("#}", start + 2)
    return None if end < 0 else (end + 2, text[start + 2 : end])


def _code(text: str, start: int, closer: str, first: int) -> tuple[int, str] | None:
    """Where the tag that opens at `start` ends, and its inside; `first` is the first closer after it.

    Strings and braces of the expression are respected; where that leaves no closer before the next tag opens (an
    apostrophe, a brace too many), the first closer ends it, and the expression is for the parser to complain about; or
    the brace that would be half of one does, and HALF_CLOSED ends the inside.
    """
    parts: list[str] = []
    position = plain = start + 2
    depth = half = 0
    unpaired: set[str] = set()  # kinds of quotes of which no further one closes a string
    while position < len(text) and not _OPENER.match(text, position):
        character = text[position]
        if depth <= 0 and text.startswith(closer, position):
            parts.append(text[plain:position].translate(_TYPED_OVER))
            return position + 2, "".join(parts)
        if (kind := _QUOTES.get(character, "")) and kind not in unpaired:
            if end := _string_end(text, position):
                quote = '"' if kind is DOUBLE_QUOTES else "'"
                parts += text[plain:position].translate(_TYPED_OVER), quote
                parts += text[position + 1 : end].translate(_SPACES), quote
                position = plain = end + 1
                continue
            unpaired.add(kind)
        depth += (character == "{") - (character == "}")
        half = half or (position if depth < 0 else 0)
        position += 1
    if half and not 0 <= first < position:
        return half + 1, text[start + 2 : half].translate(_TYPED_OVER) + HALF_CLOSED
    if first < 0:
        return None
    inner = text[start + 2 : first].translate(_TYPED_OVER)
    twice = re.compile(r"\s*\}\}").match(text, first + 2) if inner.lstrip().startswith("{{") else None
    return twice.end() if twice else first + 2, inner


def _string_end(text: str, start: int) -> int:
    """The offset of the quote that closes the string opened at `start`; 0 if none does.

    A string opened straight closes straight, so that `"“"` can be typed; else any quote of the same kind closes it.
    """
    opening = text[start]
    for closers in (opening, _QUOTES[opening]) if opening in "\"'" else (_QUOTES[opening],):
        for match in re.compile(rf"\\.|[{closers}]").finditer(text, start + 1):
            if match.group()[0] != "\\":
                return match.start()
    return 0


class Stray(NamedTuple):
    """Braces outside of the tags of a text, which print as typed: where, and which. `meant` is the tag they were meant
    to be, if that is plain."""

    start: int
    typed: str
    meant: str = ""


def strays(text: str, typed: list[TypedTag]) -> Iterator[Stray]:
    """The closers that close nothing, a brace too many behind a tag, and names between single braces."""
    blank = _without(text, typed)
    closers = list(_CLOSER.finditer(blank))
    for found, opened in zip(closers, _balance(blank, [one.start() for one in closers]), strict=True):
        if found.group() != "}}" or opened < 2:
            yield Stray(found.start(), found.group())
    for tag, opened in zip(typed, _balance(blank, [tag.start for tag in typed]), strict=True):
        if blank[tag.end : tag.end + 1] == "}" != blank[tag.end + 1 : tag.end + 2] and opened <= 0:
            yield Stray(tag.end, "}")
    for found in _SINGLE.finditer(blank):
        yield Stray(found.start(), found.group(), f"{{{{ {found['dotted'] or found['parted']} }}}}")


def _balance(text: str, places: Iterable[int]) -> Iterator[int]:
    """How many more braces open than close before each of some places, which ascend."""
    balance = position = 0
    for place in places:
        balance += text.count("{", position, place) - text.count("}", position, place)
        position = place
        yield balance


def _without(text: str, typed: list[TypedTag]) -> str:
    """A text with its tags blanked."""
    parts: list[str] = []
    position = 0
    for tag in typed:
        parts += text[position : tag.start], "\0" * (tag.end - tag.start)
        position = tag.end
    return "".join([*parts, text[position:]])
