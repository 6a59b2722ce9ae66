"""The complaints of Python's json in words for people who write data: what is wrong, where to look, what to type."""

from __future__ import annotations

import json
import re

from briefing.datafile.text_file import position
from briefing.diagnostics import Diagnostic, Span
from briefing.later import regex

_QUOTE = 'write it in double quotes: "…"'
_COMMENT = regex(r"//|/\*|#")
_TRAILING_COMMA = regex(r",\s*([}\]])")
_WORDS = {"True": "true", "False": "false", "None": "null", "undefined": "null"}
_WORD = regex(r"\w+")

# By the beginning of a complaint that needs no look at the text.
_FAULTS = {
    "Expecting ':'": ("a colon is missing after the key", 'write "key": value'),
    "Unterminated string": ("this quotation mark is never closed", "close it on the same line"),
    "Invalid control character": ("a text goes on over the end of its line", r"write \n for a new line in it"),
    "Invalid \\u": (r"four hexadecimal digits belong after \u", r"for a plain backslash, type two: \\"),
    "Invalid \\e": ("this backslash means nothing", r"for a plain backslash, type two: \\"),
    "Extra data": ("something stands after the end", "put all there is between one pair of brackets"),
}


def explain(text: str, path: str, error: json.JSONDecodeError) -> Diagnostic:
    """The diagnostic for what json raised on `text`."""
    comma = _trailing_comma(text, error.pos)
    if comma:
        at, message, hint = comma.start(), f"a comma stands before '{comma[1]}'", "take it away: commas stand between"
    else:
        at, (message, hint) = error.pos, _said(text, error)
    line, column = position(text, at)
    return Diagnostic("C116", f"this is not JSON: {message}", Span(path, line, column, line, column + 1), (hint,))


def _trailing_comma(text: str, at: int) -> re.Match[str] | None:
    """The comma, here or just before, that nothing follows but a bracket which closes."""
    before = len(text[:at].rstrip()) - 1
    return _TRAILING_COMMA.match(text, at) or (_TRAILING_COMMA.match(text, before) if before >= 0 else None)


def _said(text: str, error: json.JSONDecodeError) -> tuple[str, str]:
    here = text[error.pos :]
    if _COMMENT.match(here):
        return "a comment stands here", "take it away, or make the file YAML, which has comments with #"
    if not here.strip() and "Expecting" in error.msg:
        return "the file ends before a bracket is closed", "close it with } or ]"
    for beginning, words in _FAULTS.items():
        if error.msg.startswith(beginning):
            return words
    if error.msg.startswith("Expecting ','"):
        return "a comma or the closing bracket is missing", "put commas between values, and ] behind [, } behind {"
    return _key(here) if error.msg.startswith("Expecting property name") else _value(here)


def _key(here: str) -> tuple[str, str]:
    if here[0] == "'":
        return "a key stands in single quotes", _QUOTE
    return ("a key stands without quotes", _QUOTE) if _WORD.match(here) else ("a key is missing", 'write "key": value')


def _value(here: str) -> tuple[str, str]:
    word = found[0] if (found := _WORD.match(here)) else ""
    if word in _WORDS:
        return f"'{word}' is no word of JSON", f"write {_WORDS[word]}"
    if here[0] == "'":
        return "a text stands in single quotes", _QUOTE
    if here[0] in ",]}:":
        return "a value is missing", f"put one before '{here[0]}'"
    return "this is neither a number nor a text in quotes", _QUOTE
