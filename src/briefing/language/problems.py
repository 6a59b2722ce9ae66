"""What is wrong with an expression, in words for people who know Word and no programming."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Mapping, Sized
from typing import Any, NamedTuple

from jinja2.exceptions import SecurityError

from briefing.diagnostics import Span, did_you_mean
from briefing.language.problem import Problem
from briefing.model.brief import Briefing, Named
from briefing.model.content import Record
from briefing.model.template import Tag

MOST_NAMES = 24  # a hint that lists more is not read
_UNTOLD = ("span", "spans")  # fields of the nouns that no template needs

_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", re.DOTALL)
_DELIMITERS = re.compile(r"[\x01-\x04\x0e\x0f]")
_WORDS_OF_THE_LANGUAGE = r"(?:and|or|not|in|is|if|else|recursive|for|set|elif|with|macro|call|filter|none|true|false)\b"


class Slip(NamedTuple):
    """A usual slip: how it looks in a tag whose strings are blanked, in which statements ("": any tag), what is wrong
    and what to write. `{0}`, `{1}` are what the pattern caught."""

    pattern: str
    keyword: str
    message: str
    hint: str


_SLIPS = (
    Slip(r"[“”‘’„‚«»‹›`´]", "", "the quotation marks do not pair", 'write them straight: "…"'),
    Slip(r"[\"']", "", "a quotation mark is never closed", "texts begin and end with the same mark: 'text'"),
    Slip(r"&&", "", "'&&' is not of this language", "write 'and'"),
    Slip(r"\|\|", "", "'||' is not of this language", "write 'or'"),
    Slip(r"===?=|!==", "", "there is one sign too many", "'==' asks for the same, '!=' for another"),
    Slip(r"<>", "", "'<>' is not of this language", "write '!='"),
    Slip(r"\?\?", "", "'??' is not of this language", "write: name | default('…')"),
    Slip(r"\?", "", "'?' is not of this language", "write: one if condition else other"),
    Slip(r"!(?!=)\s*(\w*)", "", "'!' is not of this language", "write 'not {0}'"),
    Slip(r"[$@]\s*(\w*)", "", "names have no sign before them", "write '{0}'"),
    Slip(r"(?<![=!<>])=(?!=)", "if", "'=' does not compare", "did you mean '=='?"),
    Slip(r"(?<![=!<>])=(?!=)", "elif", "'=' does not compare", "did you mean '=='?"),
    Slip(r"==", "set", "'==' compares", "did you mean '='?"),
    Slip(r"(\d+)\s*\.\.\.?\s*(\d+)", "", "'..' is not of this language", "write range({0}, {1} + 1)"),
    Slip(r"^\s*for\s+([\w, ]+?)\s+(?:of|from|each|:)\s+([\w.]+)", "for", "'in' is missing", "write 'for {0} in {1}'"),
    Slip(r"^\s*for\s+(\w+)\s+(?!in\b)([\w.]+)\s*$", "for", "'in' is missing", "write 'for {0} in {1}'"),
    Slip(r"^\s*for\b(?!.*\sin\s)", "for", "'in' is missing", "write 'for item in items'"),
    Slip(r"^\s*call\s+(\w+)\s*$", "call", "a macro is called with brackets", "write 'call {0}()'"),
    Slip(r"(?::|\bthen|\{)\s*$", "if", "the condition ends with what is no part of it", "leave out what follows it"),
    Slip(r"(?::|\bdo|\{)\s*$", "for", "the statement ends with what is no part of it", "leave out what follows it"),
    Slip(r"\|\s*(\w+)\s*:", "", "filters take what they need in brackets", "write '| {0}(…)'"),
    Slip(r"\|\s*$", "", "the name of a filter is missing after '|'", "name one: | upper"),
    Slip(r"\.\s*$", "", "a name is missing after the full stop", "name the field, or leave out the full stop"),
    Slip(
        rf"(?<![.\w])(?!{_WORDS_OF_THE_LANGUAGE})([^\W\d]\w*) +(?!{_WORDS_OF_THE_LANGUAGE})([^\W\d]\w*)",
        "",
        "names have no spaces",
        "did you mean '{0}_{1}'?",
    ),
)
_END = ("end of print statement", "end of statement block", "end of template", "")
_TOKENS = {"name": "a name", "string": "a text", "integer": "a number", "float": "a number"}


def syntax(tag: Tag, message: str) -> Problem:
    """What is wrong with a tag that Jinja cannot read, `message` being Jinja's."""
    typed = _STRING.sub("''", tag.inner)
    for slip in _SLIPS:
        code = typed.replace("''", "") if slip.pattern == r"[\"']" else typed
        if slip.keyword in ("", tag.keyword) and (found := re.search(slip.pattern, code)):
            return Problem("T201", slip.message, (slip.hint.format(*found.groups()),))
    for opener, closer in ("()", "[]", "{}"):
        missing = typed.count(opener) - typed.count(closer)
        if missing:
            return Problem("T201", f"a '{closer if missing > 0 else opener}' is missing")
    return Problem("T201", _plain(_DELIMITERS.sub("", message).strip().rstrip(".")))


def misfit(message: str) -> Problem:
    """Why tags that make sense one by one make no template, `message` being Jinja's."""
    if "special loop variable" in message:
        hint = "take another name: for item in items"
        return Problem("T205", "'loop' is what loops call themselves, and cannot name what they go through", (hint,))
    if found := re.match(r"block '(.*)' defined twice", message):
        return Problem("T205", f"the name '{found[1]}' is given twice")
    return Problem("T205", f"the tags do not fit together: {_plain(_DELIMITERS.sub('', message).strip().rstrip('.'))}")


def _plain(message: str) -> str:
    """Jinja's message in other words."""
    if found := re.fullmatch(r"expected token '(.*)', got '(.*)'", message):
        wanted, got = found.groups()
        if wanted in _END:
            return f"something is missing before '{got}': an operator, a comma or a '|'"
        return f"{_token(wanted)} is missing {'at the end' if got in _END else f'before {_token(got)}'}"
    if found := re.fullmatch(r"(?:unexpected|Expected an expression, got) '(.*)'", message):
        got = found[1]
        return "something is missing at the end" if got in _END else f"{_token(got)} cannot stand where it does"
    if found := re.fullmatch(r"unexpected char '(.*)' at \d+", message):
        return f"the character {found[1]!r} has no meaning here"
    if found := re.fullmatch(r"can't assign to '(.*)'", message):
        return f"'{found[1]}' is a word of the language; take another name"
    return f"this cannot be read: {message[:1].lower()}{message[1:]}"


def _token(name: str) -> str:
    return _TOKENS.get(name, f"'{name}'")


def unknown(kind: str, name: str, known: Iterable[str]) -> Problem:
    """A filter or test that does not exist."""
    return Problem("T202", f"there is no {kind} '{name}'", did_you_mean(name, known))


def missing(value: Any, roots: Mapping[str, Any]) -> Problem:
    """A value that is not there (`values.Missing`), with the nearest name that is and where that is written."""
    if value.reason:
        return Problem("T310", f"there is no value: {value.reason[:1].lower()}{value.reason[1:].rstrip('.')}")
    if value.is_root:
        return _missing_root(str(value.name), roots)
    return _missing_field(value.name, value.owner, roots)


def _missing_field(name: Any, owner: Any, roots: Mapping[str, Any]) -> Problem:
    if not isinstance(name, str):
        return Problem("T310", f"{_called(owner, roots)} has no item {name}{_size(owner)}")
    known = _names_of(owner)
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    message = f"{_called(owner, roots)} has no field '{name}'"
    if near:
        return Problem("T310", message, (f"did you mean '{near[0]}'?{_written(owner, near[0])}",))
    if callable(getattr(owner, name, None)) and not name.startswith("_"):
        return Problem("T310", message, (f"with brackets it is a method: {name}()",))
    return Problem("T310", message, _all_of(known))


def _missing_root(name: str, roots: Mapping[str, Any]) -> Problem:
    message = f"there is no '{name}' in the data"
    if name.lower() in ("null", "nil", "undefined", "true", "false"):
        word = name.lower() if name.lower() in ("true", "false") else "none"
        return Problem("T310", message, (f"the word of the language is '{word}'",))
    near = difflib.get_close_matches(name, roots, n=1, cutoff=0.6)
    if near and not near[0].isidentifier():
        return Problem("T310", message, (f"'{near[0]}' cannot be typed in a tag: take letters, digits and _ only",))
    if near:
        return Problem("T310", message, (f"did you mean '{near[0]}'?{_written(roots, near[0])}",))
    return Problem("T310", message, _all_of(roots))


def _all_of(names: Collection[str]) -> tuple[str, ...]:
    return (f"there are: {', '.join(sorted(names))}",) if 0 < len(names) <= MOST_NAMES else ()


def _written(owner: Any, name: str) -> str:
    """Where a field is written, as a sentence to add; empty where nobody knows."""
    span: Span | None = None
    if isinstance(owner, Record):
        span = owner.key_span(name)
    elif isinstance(owner, Briefing):
        span = owner.spans.get(name)
    elif isinstance(owner, Named):
        span = getattr(owner[name], "span", None)
    return f" it is written at {span.path}:{span.line}:{span.column}" if span is not None and span.path else ""


def _called(owner: Any, roots: Mapping[str, Any]) -> str:
    """What asked for the name: the root itself by its own name, else what kind of thing it is."""
    return next((f"'{name}'" for name, value in roots.items() if value is owner), _kind_of(owner))


def _names_of(owner: Any) -> tuple[str, ...]:
    if isinstance(owner, Named):
        return owner.ids()
    if isinstance(owner, Mapping):
        return tuple(str(key) for key in owner)
    return tuple(name for name in getattr(owner, "_fields", ()) if name not in _UNTOLD)


def _size(owner: Any) -> str:
    return f"; it has {len(owner)}" if isinstance(owner, Sized) else ""


_KINDS = {
    "str": "a text",
    "Fragment": "a text",
    "RichText": "a text",
    "int": "a number",
    "float": "a number",
    "Decimal": "a number",
    "bool": "a yes or no",
    "NoneType": "an empty value",
    "date": "a date",
    "datetime": "a date",
    "LocalDate": "a date",
    **dict.fromkeys(("list", "tuple", "Items", "MadeList", "Named", "range"), "a list"),
    **dict.fromkeys(("dict", "Record", "MadeDict"), "a record"),
    "Briefing": "the briefing",
    "BriefSection": "a section",
    "BriefBlock": "a block",
    "StatedFact": "a fact",
    "Event": "an event",
    "Entry": "a term",
    "Reference": "a source",
    "Reader": "the audience",
    "LoopContext": "a loop",
    "Macro": "a macro",
    **dict.fromkeys(("type", "function", "method"), "a function"),
}
_TYPE_NAME = re.compile(r"'(?:[\w.]+\.)?(\w+)'|\"(\w+)\"")


def _kind_of(value: Any) -> str:
    return _kind_called(type(value).__name__)


def _kind_called(name: str) -> str:
    return _KINDS.get(name, f"'{name}'")


def failure(fault: Exception) -> Problem:
    """Why an expression could not be computed."""
    name, said = type(fault).__name__, str(fault)
    if isinstance(fault, SecurityError):
        return Problem("R302", f"not allowed in a template: {said}")
    plain = {
        "ZeroDivisionError": "division by zero",
        "InvalidOperation": "the numbers cannot be computed",
        "RecursionError": "it calls itself without end",
        "OverflowError": "the number is too large",
        "NameError": "the number is too large",  # 1e400 is inf, which Python can't read back
        "MemoryError": "the result is too large",
    }
    if isinstance(fault, TypeError) and (misused := _miscalled(said)):
        return misused
    return Problem("R301", f"the expression failed: {plain.get(name) or _plain_failure(said) or name}")


_MISCALLED = re.compile(
    r"(?:\w+\.)*(?P<function>\w+)\(\) (?:takes|missing|got)"
    r"(?:.* required .*argument.*: '(?P<missing>\w+)'|.* unexpected keyword argument '(?P<unknown>\w+)')?"
)


def _miscalled(said: str) -> Problem | None:
    """What is wrong with the brackets of a filter or a method, from Python's complaint of them."""
    from briefing.language.filters import called

    found = _MISCALLED.match(said)
    if not found:
        return None
    filter, form = called(found["function"])
    name = filter or found["function"]
    message = f"'{name}' takes other values in its brackets than it is given"
    if found["missing"]:
        message = f"'{name}' needs '{found['missing']}' in its brackets"
    if found["unknown"]:
        message = f"'{name}' knows no '{found['unknown']}'"
    hint = f"it takes nothing in brackets: | {form}" if form == filter else f"it is called so: | {form}"
    return Problem("R301", f"the expression failed: {message}", (hint,) if filter else ())


def _plain_failure(said: str) -> str:
    """Python's message in other words."""
    kinds = [_kind_called(one or other) for one, other in _TYPE_NAME.findall(said)]
    if found := re.match(r"unsupported operand type\(s\) for (\S+?):", said):
        return f"{kinds[0]} and {kinds[1]} cannot be computed with '{found[1]}'"
    if found := re.match(r"'(\S+)' not supported between instances", said):
        return f"{kinds[-2]} and {kinds[-1]} cannot be compared"
    if re.match(r"can only concatenate ", said):
        return f"{kinds[0]} cannot be added to a text; join them with '~'"
    if said.endswith("object is not iterable"):
        return f"{kinds[0]} cannot be looped over"
    if said.endswith("object is not callable"):
        return f"{kinds[0]} is no function; leave out the brackets"
    if said.endswith("has no len()"):
        return f"{kinds[0]} has no length"
    if said.endswith("cannot be interpreted as an integer"):
        return f"{kinds[0]} stands where a whole number is wanted"
    if found := re.match(r"No (filter|test) named '(.*)'", said):
        return f"there is no {found[1]} '{found[2]}'"
    if found := re.match(r"(\w+) expected at (least|most) (\d+) arguments?, got", said):
        return f"'{found[1]}' needs at {found[2]} {found[3]} value in its brackets"
    if found := re.match(r"(%\w) format: ", said):
        return f"'{found[1]}' in a pattern wants a number"
    if re.match(r"not (?:all|enough) arguments", said):
        return "the pattern has not as many places as there are values"
    return said
