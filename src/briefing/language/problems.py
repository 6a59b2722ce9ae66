"""What is wrong with an expression, in words for people who know Word and no programming."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sized
from typing import Any, NamedTuple

from jinja2.exceptions import SecurityError

from briefing.diagnostics import Span, did_you_mean
from briefing.language.limits import Exhausted
from briefing.language.problem import Problem
from briefing.later import regex
from briefing.model.named import Named
from briefing.model.record import Record
from briefing.model.template import Tag
from briefing.word.pictures import Unusable
from briefing.word.printable import NOUNS, Unprintable

MOST_NAMES = 24  # a hint that lists more is not read
_UNTOLD = ("span", "spans")  # fields of the nouns that no template needs
_MORE_STEPS = "is there a loop in it without end? `--limit steps=20000000` allows more"

_STRING = regex(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", re.DOTALL)
_SET = regex(r"\s*[^\W\d]\w*\s*=(?!=)")
_DELIMITERS = regex(r"[\x01-\x04\x0e\x0f]")
_WORDS_OF_THE_LANGUAGE = r"(?:and|or|not|in|is|if|else|recursive|for|set|elif|with|macro|call|filter|none|true|false)\b"
ROOTS = ("briefing", "audience", "sections", "facts", "timeline", "sources", "terms", "data")  # of a briefing


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
    Slip(r"=>", "", "'=>' is not of this language", "write '>='"),
    Slip(r"=<", "", "'=<' is not of this language", "write '<='"),
    Slip(r"\bis\s+not\s+''", "", "'is' asks for kinds of values, such as 'defined'", "write '!='"),
    Slip(r"\bis\s+''", "", "'is' asks for kinds of values, such as 'defined'", "write '=='"),
    *(
        Slip(rf"(?<!\|)(?<!is)(?<!not)\s{word}\s", "", f"'{word}' is not of this language", f"write '{sign}'")
        for word, sign in (("eq", "=="), ("ne", "!="), ("gt", ">"), ("ge", ">="), ("lt", "<"), ("le", "<="))
    ),
    Slip(r"(?<!is)\s+not\s+(defined|none|undefined)\b", "", "'is' is missing before 'not'", "write 'is not {0}'"),
    Slip(r"^\s*(?:if|elif)\s*$", "", "a condition is missing", "say when: {{% if name %}}"),
    Slip(r"^\s*for\s+[\w, ]+\s+in\s*$", "for", "a list is missing after 'in'", "name what to go through"),
    Slip(r"^\s*for\s+in\s", "for", "a name is missing before 'in'", "write 'for item in …'"),
    Slip(r"^\s*for\s+\w+[.\[].*?\sin\s", "for", "a plain name stands before 'in'", "write 'for item in …'"),
    Slip(r"<>", "", "'<>' is not of this language", "write '!='"),
    Slip(r"\?\?", "", "'??' is not of this language", "write: name | default('…')"),
    Slip(r"\?", "", "'?' is not of this language", "write: one if condition else other"),
    Slip(r"!(?!=)\s*(\w*)", "", "'!' is not of this language", "write 'not {0}'"),
    Slip(r"[$@]\s*(\w*)", "", "names have no sign before them", "write '{0}'"),
    Slip(r"^\s*\{\s*[\w.]+\s*\}?\s*$", "", "there is one brace too many", "two open a value and two close it"),
    Slip(r"(?<=\w)\.\.(?=[^\W\d])", "", "there is one full stop too many", "one stands between names: facts.id"),
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
    Slip(
        rf"(?<![.\w])({'|'.join(ROOTS)}) +(?!{_WORDS_OF_THE_LANGUAGE})([^\W\d]\w*)",
        "",
        "a full stop is missing",
        "write '{0}.{1}'",
    ),
    Slip(r"\|\s*$", "", "the name of a filter is missing after '|'", "name one: | upper"),
    Slip(r"\.\s*$", "", "a name is missing after the full stop", "name the field, or leave out the full stop"),
    Slip(
        rf"(?<![.\w])(?!{_WORDS_OF_THE_LANGUAGE})([^\W\d]\w*) +(?!{_WORDS_OF_THE_LANGUAGE})([^\W\d]\w*)",
        "",
        "names have no spaces",
        "did you mean '{0}_{1}'?",
    ),
)
_TESTS_MEANT = {
    "null": "is none",
    "nil": "is none",
    "empty": "not name",
    "blank": "not name",
    "present": "is defined",
    "set": "is defined",
    "equal": "==",
}
_END = ("end of print statement", "end of statement block", "end of template", "")
_TOKENS = {"name": "a name", "string": "a text", "integer": "a number", "float": "a number"}


def syntax(tag: Tag, message: str) -> Problem:
    """What is wrong with a tag that Jinja cannot read, `message` being Jinja's."""
    typed = _STRING.sub("''", tag.inner)
    if tag.kind == "value" and (found := _SET.match(typed)):
        sets = f"{{% set {tag.inner.strip()} %}}"
        return Problem("T201", "'=' does not compare", (f"did you mean '=='? A name is set so: {sets}",))
    if found := re.search(r"\|\s*(\w+)\s+(" + _STRING.pattern + ")", tag.inner):
        hint = f"write '| {found[1]}({found[2]})'"
        return Problem("T201", "filters take what they need in brackets", (hint,))
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
    if message == "Expected an expression, got 'end of print statement'":
        return Problem("T201", "nothing stands between the braces", ("name a value: {{ facts.id }}",))
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
    meant = _TESTS_MEANT.get(name.lower()) if kind == "test" else None
    hints = (f"write '{meant}'",) if meant else did_you_mean(name, known)
    return Problem("T202", f"there is no {kind} '{name}'", hints)


class Around(NamedTuple):
    """What a tag is surrounded by: the names that the template itself `sets` and those of its `loops`, which end with
    them, and the names that stand on the tag's line where a text is wanted."""

    sets: frozenset[str] = frozenset()
    loops: frozenset[str] = frozenset()
    as_texts: frozenset[str] = frozenset()


NOTHING_AROUND = Around()


def missing(value: Any, roots: Mapping[str, Any], around: Around = NOTHING_AROUND) -> Problem:
    """A value that is not there (`values.Missing`), with the nearest name that is and where that is written."""
    if " needs " in value.reason:
        return Problem("T310", value.reason)
    if value.reason:
        return Problem("T310", f"there is no value: {value.reason[:1].lower()}{value.reason[1:].rstrip('.')}")
    if value.is_root:
        return _missing_root(str(value.name), roots, around)
    return _missing_field(value.name, value.owner, roots)


def _missing_field(name: Any, owner: Any, roots: Mapping[str, Any]) -> Problem:
    if not isinstance(name, str):
        return Problem("T310", f"{_called(owner, roots)} has no item {name}{_size(owner)}")
    known = _names_of(owner)
    near = _near(name, known)
    message = f"{_called(owner, roots)} has no field '{name}'"
    if near:
        return Problem("T310", message, (f"did you mean '{near}'?{_written(owner, near)}",))
    if name.lower() in _COUNTS and isinstance(owner, Sized):
        return Problem("T310", message, ("write '| length'",))
    if callable(getattr(owner, name, None)) and not name.startswith("_"):
        return Problem("T310", message, (f"with brackets it is a method: {name}()",))
    return Problem("T310", message, _all_of(known))


def _missing_root(name: str, roots: Mapping[str, Any], around: Around) -> Problem:
    message = f"there is no '{name}' in the data"
    if name.lower() in ("null", "nil", "undefined", "true", "false"):
        word = name.lower() if name.lower() in ("true", "false") else "none"
        return Problem("T310", message, (f"the word of the language is '{word}'",))
    if name == "sources" and "facts" in roots:
        return Problem("T310", message, ("a text cites a source so: [@id]",))
    if held := next((root for root, value in roots.items() if isinstance(value, Named) and name in value.ids()), ""):
        return Problem("T310", message, (f"did you mean '{held}.{name}'?{_written(roots[held], name)}",))
    if name == "loop":
        return Problem("T310", message, ("'loop' is there only between {% for … %} and {% endfor %}",))
    if name in around.loops:
        return Problem("T310", message, (f"'{name}' ends at the endfor of its loop",))
    if _is_filter(name):
        return Problem("T310", message, (f"it is a filter, and follows its value: {{{{ … | {name} }}}}",))
    near = _near(name, (*roots, *around.sets, *around.loops))
    if near and not near.isidentifier():
        return Problem("T310", message, (f"'{near}' cannot be typed in a tag: take letters, digits and _ only",))
    if near in roots:
        return Problem("T310", message, (f"did you mean '{near}'?{_written(roots, near)}",))
    if near:
        ends = ", which ends at its endfor" if near in around.loops else ""
        return Problem("T310", message, (f"did you mean '{near}'{ends}?",))
    if name in around.as_texts:
        return Problem("T310", message, (f'did you mean the text "{name}"? It stands in quotation marks',))
    return Problem("T310", message, _all_of([one for one, value in roots.items() if not callable(value)]))


_COUNTS = ("length", "len", "size", "count")


def _near(name: str, known: Iterable[str]) -> str:
    """The name that was meant; empty where none is near."""
    hint = did_you_mean(name, known)
    return hint[0].removeprefix("did you mean '").removesuffix("'?") if hint else ""


def _is_filter(name: str) -> bool:
    from briefing.language.filters import FILTERS

    return name in FILTERS


def _all_of(names: Collection[str]) -> tuple[str, ...]:
    return (f"there are: {', '.join(sorted(names))}",) if 0 < len(names) <= MOST_NAMES else ()


def _written(owner: Any, name: str) -> str:
    """Where a field is written, as a sentence to add; empty where nobody knows."""
    from briefing.model.brief import Briefing  # with all nouns of topics, which most templates do without

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


_OF_LOOPS = tuple("index index0 revindex revindex0 first last length depth depth0 previtem nextitem changed".split())


def _names_of(owner: Any) -> tuple[str, ...]:
    if isinstance(owner, Named):
        return owner.ids()
    if type(owner).__name__ == "LoopContext":
        return _OF_LOOPS
    if isinstance(owner, Mapping):
        return tuple(str(key) for key in owner)
    return tuple(name for name in getattr(owner, "_fields", ()) if name not in _UNTOLD)


def _size(owner: Any) -> str:
    return f"; it has {len(owner)}" if isinstance(owner, Sized) else ""


_KINDS = {
    "str": "a text",
    "Fragment": "a text",
    "RichText": "a text",
    **dict.fromkeys(("int", "float", "Decimal"), "a number"),
    "bool": "a yes or no",
    "NoneType": "an empty value",
    "date": "a date",
    "datetime": "a date",
    "LocalDate": "a date",
    **dict.fromkeys(("list", "tuple", "Items", "MadeList", "MadeTuple", "Named", "range"), "a list"),
    **dict.fromkeys(("dict", "Record", "MadeDict", "Group"), "a record"),
    **NOUNS,
    "StatedFact": "a fact",
    "Entry": "a term",
    "LoopContext": "a loop",
    "TemplateReference": "the template",
    **dict.fromkeys(("Macro", "CatchingMacro"), "a macro"),
    **dict.fromkeys(("type", "function", "method"), "a function"),
}
_NUMBERS = {"2": "two", "3": "three", "4": "four"}
_TYPE_NAME = regex(r"'(?:[\w.]+\.)?(\w+)'|\"(\w+)\"")


def _kind_of(value: Any) -> str:
    return _kind_called(type(value).__name__)


def _kind_called(name: str) -> str:
    return _KINDS.get(name, f"'{name}'")


def failure(fault: Exception) -> Problem:
    """Why an expression could not be computed."""
    name, said = type(fault).__name__, str(fault)
    if isinstance(fault, Unprintable):
        return Problem("R308", said, (fault.hint,))
    if isinstance(fault, Unusable):
        return Problem("R312", said)
    if isinstance(fault, Exhausted):
        return Problem("R302", f"not allowed in a template: {said}", (_MORE_STEPS,))
    if isinstance(fault, SecurityError):
        return Problem("R302", f"not allowed in a template: {said}")
    plain = {
        "ZeroDivisionError": "division by zero",
        "InvalidOperation": "the numbers cannot be computed",
        "RecursionError": "it calls itself without end",
        **dict.fromkeys(("OverflowError", "Overflow"), "the number is too large"),
        "NameError": "the number is too large",  # 1e400 is inf, which Python can't read back
        "MemoryError": "the result is too large",
    }
    if isinstance(fault, TypeError) and (misused := _miscalled(said)):
        return misused
    return Problem("R301", f"the expression failed: {plain.get(name) or _plain_failure(said) or name}")


_MISCALLED = regex(
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
    if found := re.match(r"(?:too many|not enough) values to unpack \(expected (\d+)(?:, got (\d+))?", said):
        got = f"{found[2]} values" if (found[2] or "1") != "1" else "one value"
        return f"each item is {got}, not {_NUMBERS.get(found[1], found[1])}"
    if said.startswith("cannot unpack non-iterable"):
        return f"each item is {_kind_called(said.split()[3])}, and not several values"
    if said.endswith("object is not iterable"):
        return f"{kinds[0]} cannot be looped over"
    if said.endswith("object is not callable"):
        return f"{kinds[0]} is no function; leave out the brackets"
    if said.endswith("has no len()"):
        return f"{kinds[0]} has no length"
    if said.endswith("cannot be interpreted as an integer"):
        return f"{kinds[0]} stands where a whole number is wanted"
    if found := re.match(r"No (filter|test) named ('.*')?", said):
        return f"there is no {found[1]} {found[2]}" if found[2] else f"a {found[1]} is named by a text"
    if found := re.match(r"(\w+) expected at (least|most) (\d+) arguments?, got", said):
        return f"'{found[1]}' needs at {found[2]} {found[3]} value in its brackets"
    if said.startswith("Exceeds the limit"):
        return "the number has too many digits"
    if found := re.match(r"(%\w) format: ", said):
        return f"'{found[1]}' in a pattern wants a number"
    if re.match(r"not (?:all|enough) arguments", said):
        return "the pattern has not as many places as there are values"
    return said
