"""Spans and places in words: an address that an editor jumps to, and where in a Word file a person looks."""

from __future__ import annotations

import re

from briefing.diagnostics import Diagnostic, Place, Span
from briefing.later import regex

_STORIES = (
    (r"header\d*\.xml", "a header"),
    (r"footer\d*\.xml", "a footer"),
    (r"footnotes\d*\.xml", "the footnotes"),
    (r"endnotes\d*\.xml", "the endnotes"),
    (r"comments\d*\.xml", "the comments"),
    (r"(core|app|custom)\.xml", "the document properties"),
    (r"chart\d*\.xml", "a chart"),
    (r"(data|drawing)\d*\.xml", "a SmartArt graphic"),
)


def address(where: Span | Place | None) -> str:
    """What an editor can jump to: no line where the whole file is meant. Word has no lines: the number after a Word
    file counts paragraphs."""
    match where:
        case Span(path="") | None:
            return ""
        case Span(path=path) if where == Span(path):
            return path
        case Span(path=path, line=line, column=column):
            return f"{path}:{line}:{column}"
        case Place(path=path, paragraph=0):
            return path
        case Place(path=path, paragraph=paragraph):
            return f"{path}:{paragraph}"


def trail(place: Place) -> str:
    """What the number of a paragraph leaves open: `in a header (word/header1.xml), table 1, row 1, cell 2`."""
    parts = [f"in {words}" for words in (story(place.part),) if words]
    if place.trail:
        parts.append(place.trail if parts else f"in {place.trail}")
    if place.heading:
        parts.append(_under(place))
    return ", ".join(parts)


def spot(place: Place) -> str:
    """Where in a Word file, in a few words: `paragraph 3`, `table 1, row 2, cell 1`, `a header, paragraph 1`."""
    within = place.trail or (f"paragraph {place.paragraph}" if place.paragraph else "")
    return ", ".join(filter(None, (_known_story(place.part) or _other_story(place.part), within))) or "the document"


def described(place: Place) -> str:
    """Where in a Word file, and the words that are meant: `table 1, row 2, cell 1, under "Key facts": {{ x }}`. Empty
    where the whole file is meant."""
    if place == Place(place.path, ""):
        return ""
    meant = place.excerpt[place.at : place.at + place.length].strip()
    return ", ".join((spot(place), *([_under(place)] if place.heading else []))) + (f": {meant}" if meant else "")


def _under(place: Place) -> str:
    return f'under "{place.heading}"'


def story(part: str) -> str:
    """The part of the package in a person's words, with its name; nothing for the main document."""
    known = _known_story(part)
    return f"{known} ({part})" if known else _other_story(part)


def _known_story(part: str) -> str:
    name = part.rpartition("/")[2]
    return next((words for pattern, words in _STORIES if re.fullmatch(pattern, name)), "")


def _other_story(part: str) -> str:
    return "" if re.fullmatch(r"(.*/)?document\d*\.xml|.*/|", part) else part


_NAMED = ("T202", "T310")
_QUOTED = regex(r"'([^']+)'")


def meant(diagnostic: Diagnostic) -> Span | Place | None:
    """Where the fault itself is: of a tag in Word, the name that the message is about, if that is one of its words."""
    where = diagnostic.where
    quoted = _QUOTED.findall(diagnostic.message)
    if not isinstance(where, Place) or diagnostic.code not in _NAMED or not quoted:
        return where
    tag = where.excerpt[where.at : where.at + where.length]
    found = re.search(rf"(?<!\w){re.escape(quoted[-1])}(?!\w)", tag)
    return where._replace(at=where.at + found.start(), length=len(quoted[-1])) if found else where
