"""Slips of the hand that YAML takes for something else, and complains of further down: told where they were made."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefing.diagnostics import Diagnostic, Span
from briefing.later import regex

_MARK = regex(r"^(?:<<<<<<<|>>>>>>>)(?: .*)?$", re.MULTILINE)
_KEY_OR_ITEM = regex(r""" *(?:-(?: |$)|(?:[\w.-]+|"[^"]*"|'[^']*')[ ]*:(?:\s|$)|[\]}#])""")
_TEXT_BELOW = regex(r"(?P<lead>(?: |-(?= ))*)(?P<key>\S[^#]*:)? *[>|][-+0-9]* *(?:#.*)?")


class _Slip(NamedTuple):
    """How a line looks in which it was made, up to the spot, and what to say of it."""

    line: re.Pattern[str]
    message: str
    hint: str


_SLIPS = (
    _Slip(regex(r" *\u00a0"), "a no-break space indents this line", "indent with plain spaces"),
    _Slip(regex(r" *(?:- +)?[\w-]+:\u00a0"), "a no-break space stands after the colon", "type a plain space"),
    _Slip(regex(r" *-\u00a0"), "a no-break space stands after the -", "type a plain space"),
    _Slip(regex(r" *(?:- +)?[A-Za-z_][\w-]*:(?![\s:/])."), "a space is missing after the colon", "write 'key: value'"),
    _Slip(regex(r" *-[^\W\d_]"), "a space is missing after the -", "write '- ' before each item"),
)


def conflict(text: str, path: str) -> Diagnostic | None:
    """Said of a text that version control has left with both sides of a change in it."""
    found = _MARK.search(text)
    if not found:
        return None
    line = text.count("\n", 0, found.start()) + 1
    where = Span(path, line, 1, line, len(found[0]) + 1)
    hint = "between <<<<<<< and >>>>>>> stand two wordings: keep one, and take the lines of signs away"
    return Diagnostic("C106", "a merge of two versions was not finished here", where, (hint,))


def near(text: str, path: str, number: int, *, go_on: bool) -> Diagnostic | None:
    """The slip that explains why YAML complains of a line (by number, from 0): in it, or above it. `go_on` says that
    YAML takes the line for one that goes on with what is above."""
    lines = text.split("\n")
    number = min(number, len(lines) - 1)
    moved = _moved_out(lines, number)
    if moved is not None:
        column = len(lines[moved]) - len(lines[moved].lstrip())
        message = "this line is moved to the left, out of the text above"
        return _at(path, moved, column, message, "indent this line as the lines above; below >- all lines begin alike")
    above = next((at for at in range(number - 1, -1, -1) if lines[at].strip()), number)
    for at in (number, above) if go_on else (number,):
        for slip in _SLIPS:
            if found := slip.line.match(lines[at]):
                return _at(path, at, found.end() - 1, slip.message, slip.hint)
    return None


def _moved_out(lines: list[str], number: int) -> int | None:
    """The line, at or above the one complained of, that was to go on with a text below > or | and stands left of it."""
    for at in range(number, -1, -1):
        head = _TEXT_BELOW.fullmatch(lines[at])
        if not head or not (head["key"] or "-" in head["lead"]):
            continue
        owner = len(head["lead"]) if head["key"] else head["lead"].rindex("-")
        return _first_left_of(lines, at + 1, number, owner)
    return None


def _first_left_of(lines: list[str], start: int, end: int, owner: int) -> int | None:
    """The first line that stands left of the first of a text, or of what the text belongs to, and is text itself."""
    column = owner + 1
    for at in range(start, end + 1):
        if not lines[at].strip():
            continue
        own = len(lines[at]) - len(lines[at].lstrip(" "))
        if own < column:
            return None if _KEY_OR_ITEM.match(lines[at]) else at
        if column == owner + 1:
            column = own
    return None


def _at(path: str, line: int, column: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic("C106", message, Span(path, line + 1, column + 1, line + 1, column + 2), (hint,))
