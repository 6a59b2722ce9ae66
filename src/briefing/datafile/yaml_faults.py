"""PyYAML's complaints in words for people who write briefings: what is wrong, where to look, what to type."""

from __future__ import annotations

from typing import Any, NamedTuple

from briefing.datafile import yaml_slips
from briefing.diagnostics import Diagnostic, Span


class _Fault(NamedTuple):
    """How a complaint is recognised (by words of libyaml's or PyYAML's own scanner) and what we say instead.

    `at_start` points at where the unfinished thing began, which is where the hand must go.
    """

    problem: str
    context: str
    message: str
    hint: str
    at_start: bool = False


_QUOTE = 'put the whole text in "…", or on a line of its own below >-'
_FAULTS = (
    _Fault("tab character", "", "a tab stands where lines are indented", "indent with spaces"),
    _Fault("'\\t' that", "", "a tab stands where lines are indented", "indent with spaces"),
    _Fault("escape", "", "this backslash means nothing in double quotes", "type two, or use single quotes"),
    _Fault("", "quoted scalar", "this quotation mark is never closed", "close it; inside '…' type '' for '", True),
    _Fault("mapping values", "", "a colon stands in text without quotes", f"{_QUOTE}; or check the indentation"),
    _Fault("cannot start any token", "", "a text cannot begin with this character", _QUOTE),
    _Fault("", "flow sequence", "this list is not closed", "close it with ]; texts with brackets want quotes", True),
    _Fault("", "flow mapping", "this brace is not closed", "close it with }; texts with {{ want quotes", True),
    _Fault("node content", "flow node", "a value is missing here, or a bracket is not closed", _QUOTE),
    _Fault("expected ':'", "", "this line is neither 'key: value' nor text", "add the colon, or indent", True),
    _Fault("", "block collection", "this line is not an item of the list above", "begin it with '- ', or indent less"),
    _Fault("", "alias", "a text cannot begin with *", _QUOTE, True),
    _Fault("", "anchor", "a text cannot begin with &", _QUOTE, True),
    _Fault("", "tag", "a text cannot begin with !", _QUOTE),
    _Fault("tag handle", "", "a text cannot begin with !", _QUOTE),
    _Fault("sequence entries", "", "a list cannot begin beside its key", "begin it on the next line, or use [ ]"),
    _Fault("mapping keys", "", "a text cannot begin with '? '", _QUOTE),
    _Fault("", "block scalar", "text cannot follow > or | on the same line", "begin it on the next line, indented"),
    _Fault("node content", "", "a bracket is closed here that was never opened", _QUOTE),
    _Fault("", "directive", "a line cannot begin with %", _QUOTE),
    _Fault("incompatible", "", "this is not YAML 1", "take the line with %YAML away"),
)
_INDENTATION = _Fault(
    "", "", "this line is not lined up with those above", "line it up with the key above that it goes with"
)
_AFTER_VALUE = _Fault("", "", "something stands after a closed quotation or bracket", _QUOTE)
_UNKNOWN = _Fault("", "", "the YAML cannot be read here", "check quotes, colons and indentation here and just above")


def explain(text: str, path: str, error: Any) -> Diagnostic:
    """The diagnostic for a yaml.YAMLError raised on `text`."""
    problem, context = getattr(error, "problem", "") or "", getattr(error, "context", "") or ""
    fault = next((row for row in _FAULTS if row.problem in problem and row.context in context), _UNKNOWN)
    marks = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    mark = marks[0] if fault.at_start and marks[0] else marks[1]
    if mark is None:
        return Diagnostic("C106", fault.message, Span(path), (fault.hint,))
    if slip := yaml_slips.near(text, path, mark.line, go_on="mapping values" in problem):
        return slip
    if fault is _UNKNOWN and "block mapping" in context:
        fault = _AFTER_VALUE if _text_before(text, mark) else _INDENTATION
    line, column = mark.line + 1, mark.column + 1
    return Diagnostic("C106", fault.message, Span(path, line, column, line, column + 1), (fault.hint,))


def _text_before(text: str, mark: Any) -> bool:
    lines = text.split("\n")
    return mark.line < len(lines) and bool(lines[mark.line][: mark.column].strip(" -"))
