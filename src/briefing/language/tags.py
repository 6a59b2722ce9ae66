"""What a tag says, read without a parser: its kind, its keyword, and which tag it pairs with.

Enough to find the shape of a template; whether the expressions are sound is for Jinja to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from briefing.diagnostics import did_you_mean
from briefing.language.problem import Problem
from briefing.language.values import FAILED
from briefing.later import regex
from briefing.model.template import Kind, Level
from briefing.word.tagtext import HALF_CLOSED

BLOCKS = ("for", "if", "set", "macro", "call", "filter", "with")
BRANCHES = ("else", "elif")
MERGES = ("vm", "hm")
CELL_STATEMENTS = ("colspan", "rowbg", "cellbg", *MERGES)
_REFUSED = {
    "include": 'another file is taken in by {{ snippet("clause.docx") }}',
    "import": "a template is one file; define the macro in it",
    "from": "a template is one file; define the macro in it",
    "extends": "a template is one file; make its look in Word",
    "endblock": "blocks of Jinja's inheritance have no meaning in Word; use a macro",
    "block": "blocks of Jinja's inheritance have no meaning in Word; use a macro",
    "do": "values can't be changed in a template; {% set … %} makes new ones",
    "autoescape": "every value is text here; nothing needs escaping",
}
_OTHER_LANGUAGES: Mapping[str, str] = {
    "end": "say what ends: {% endfor %} or {% endif %}",
    "elseif": "write {% elif … %}",
    "elsif": "write {% elif … %}",
    "foreach": "write {% for item in items %}",
    "unless": "write {% if not … %}",
    "switch": "write {% if … %}, {% elif … %}, {% endif %}",
    "case": "write {% if … %}, {% elif … %}, {% endif %}",
    "break": "a loop goes through all that its condition lets in: {% for item in items if … %}",
    "continue": "a loop goes through all that its condition lets in: {% for item in items if … %}",
    "while": "there is only {% for item in items %}",
    "assign": "write {% set name = value %}",
    "var": "write {% set name = value %}",
    "let": "write {% set name = value %}",
}

_OPENERS = {"foreach": "for", "while": "for", "unless": "if", "switch": "if"}  # what they open is closed in our words

_CLOSERS: Mapping[str, str] = {
    "endforeach": "for",
    "endwhile": "for",
    "endunless": "if",
    "endswitch": "if",
    "endcase": "if",
    "fi": "if",
    "done": "for",
}
_KNOWN = (*BLOCKS, *(f"end{block}" for block in BLOCKS), *BRANCHES, *CELL_STATEMENTS)
_STRING = regex(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", re.DOTALL)
_NESTED = regex(r"\{\{|\{%")
_BRACES = regex(r"\{[{%]|[}%]\}")
_STATED = regex(r"%(.*)%", re.DOTALL)
_SLASH = regex(r"\s*/\s*(for|if|set|macro|call|filter|with)\s*$")
_SETTING = ("assign", "let", "var")
_IMPORTING = ("import", "from")
_IMPORTED = regex(r"\b(?:as|import)\s+([^\W\d]\w*)(?:\s+with(?:out)?\s+context)?\s*$")
_SET_NAME = regex(r"\s*set\s+([^\W\d]\w*)\s*=")
_GIVEN = regex(r"[^\W\d]\w*\s*=(?!=)\s*\S")
_LEVEL = regex(r"(p|tr|tc|r)\s+(?=\S)")
_TRIMMING = regex(r"^[-+]|[-+]$")
_KEYWORD = regex(r"\s*(\w*)")
_BLOCK_SET = regex(r"\s*set\s+[\w.]+\s*(\|.*)?$", re.DOTALL)
_STATEMENT = regex(r"\s*((else|endif|endfor|endset|endmacro)\s*$|(if|elif|for|set|macro)\s+\w)")
_HANDLEBARS = regex(r"\s*(?P<sign>[#/^>!&{])\s*(?P<word>\w*)\s*(?P<rest>.*)", re.DOTALL)


class Reading(NamedTuple):
    """The shape of one tag. Of a tag with a problem, `inner` is empty: nothing more is to be said of it. The family of
    a tag "alone" is that of the block it was plainly meant to open. `trims` tells whether white space before it and
    after it goes: `{%- … -%}`."""

    kind: Kind
    inner: str
    keyword: str = ""
    family: str = ""
    level: Level = ""
    problem: Problem | None = None
    trims: tuple[bool, bool] = (False, False)


def read(opener: str, inner: str) -> Reading:
    """What the tag with this opener and inside is."""
    level: Level = ""
    inner = inner.strip("\n")
    if prefix := _LEVEL.match(inner):
        level = prefix.group(1)  # type: ignore[assignment]
        inner = inner[prefix.end() :]
    if opener == "{#":
        return Reading("comment", "", level=level)
    half = inner.endswith(HALF_CLOSED)
    inner = inner.removesuffix(HALF_CLOSED)
    if opener == "{{" and (stated := _STATED.fullmatch(inner)):
        return _mended(_statement(stated[1], level), "there is one '{' too many", f"write {{% {stated[1].strip()} %}}")
    trims = inner.startswith("-"), inner.endswith("-")
    inner = _TRIMMING.sub("", inner)
    reading = _value(inner, level) if opener == "{{" else _statement(inner, level)
    if half:
        missing = "one } is missing here" if opener == "{{" else "%} is missing here"
        reading = _mended(reading, f"'{opener}' is closed by half: {missing}", "", "T101")
    return reading._replace(trims=trims)


def _mended(reading: Reading, message: str, hint: str, code: str = "T201") -> Reading:
    """The reading of what a tag was meant to be, with what is wrong about its braces."""
    return reading._replace(problem=Problem(code, message, (hint,) if hint else ()))


def _value(inner: str, level: Level) -> Reading:
    problem = _value_problem(inner)
    return Reading("value", "" if problem else inner, level=level, problem=problem)


def _value_problem(inner: str) -> Problem | None:
    if not inner.strip():
        return Problem("T201", "the tag is empty", ("name a value: {{ briefing.title }}",))
    if _NESTED.search(_STRING.sub("''", inner)):
        bare = _BRACES.sub("", inner).strip()
        return Problem("T201", "no braces stand inside a tag", (f"write {{{{ {bare} }}}}",))
    if _STATEMENT.match(inner):
        hint = f"write {{% {inner.strip()} %}}"
        return Problem("T201", "double braces hold values; this is a statement", (hint,))
    if found := _HANDLEBARS.match(inner):
        return _handlebars(found["sign"], found["word"], found["rest"].strip())
    return None


def _handlebars(sign: str, word: str, rest: str) -> Problem | None:
    """A tag as Handlebars, Mustache and some mail-merge tools have it. A brace may also begin a record."""
    if sign == "{":
        return None if ":" in rest else Problem("T201", "there are three braces", ("two are enough: {{ name }}",))
    condition = word in ("if", "unless")
    ours = {
        "#": f"{{% for item in {rest or word} %}} … {{% endfor %}}",
        "/": "{% endif %}" if condition else "{% endfor %}",
        "^": "{% else %}",
        "!": "{# a comment #}",
        ">": "the text itself: a template is one file",
        "&": f"{{{{ {word} }}}}",
    }
    if sign == "#" and condition:
        ours["#"] = f"{{% if {'not ' * (word == 'unless')}{rest} %}} … {{% endif %}}"
    return Problem("T201", f"'{sign}' at the start of a tag belongs to another language", (f"write {ours[sign]}",))


def _statement(inner: str, level: Level) -> Reading:
    if _NESTED.search(_STRING.sub("''", inner)):
        bare = " ".join(_BRACES.sub("", inner).split())
        return _mended(_statement(bare, level), "no braces stand inside a tag", f"write {{% {bare} %}}")
    keyword = _KEYWORD.match(inner).group(1)  # type: ignore[union-attr]
    if not keyword and (slash := _SLASH.match(inner)):
        return _closing(f"/{slash[1]}", slash[1], level)
    if not keyword:
        hints = ("type a statement: {% if … %}, {% for … in … %}",)
        return Reading("alone", "", level=level, problem=Problem("T203", "the tag holds no statement", hints))
    rest = inner.strip()[len(keyword) :].strip()
    if keyword in BRANCHES:
        problem = _else_problem(rest) if keyword == "else" and rest else None
        return Reading("branch", "else" if problem else inner, keyword, keyword, level, problem)
    if keyword == "set" and not _BLOCK_SET.match(inner):
        return Reading("alone", inner, keyword, level=level)
    if keyword in CELL_STATEMENTS:
        return _of_cell(keyword, rest, level)
    if keyword in BLOCKS:
        return Reading("open", inner, keyword, keyword, level)
    if keyword.startswith("end") and keyword[3:] in BLOCKS:
        problem = Problem("T201", f"'{keyword}' takes nothing after it", ("leave it out",)) if rest else None
        return Reading("close", keyword, keyword, keyword[3:], level, problem)
    if family := _closed(keyword, rest):
        return _closing(keyword, family, level)
    given = f"set {rest}" if keyword in _SETTING and _GIVEN.match(rest) else ""
    if keyword in _IMPORTING and (names := _IMPORTED.search(rest)):
        given = unknown_from_here(names[1])
    return Reading("alone", given, keyword, _meant(keyword), level, _unknown(keyword, inner.strip()))


def unknown_from_here(name: str) -> str:
    """The statement that gives a name a value of which nothing is told."""
    return f"set {name} = {FAILED}"


def what_is_left(inner: str) -> str:
    """What stays of a tag that cannot be read: the name that it sets, so that tags with that name are not told too."""
    found = _SET_NAME.match(inner)
    return unknown_from_here(found[1]) if found else ""


def _closed(keyword: str, rest: str) -> str:
    """The block that a statement which does not exist was meant to close; "end" where it does not say which."""
    if keyword == "end":
        return rest if rest in BLOCKS else "end"
    if keyword in _CLOSERS:
        return _CLOSERS[keyword]
    near = did_you_mean(keyword, _KNOWN) if keyword not in ("endraw", *_REFUSED, *_OTHER_LANGUAGES) else ()
    closers = [block for block in BLOCKS if near and f"'end{block}'" in near[0]]
    return closers[0] if closers else ""


def _closing(keyword: str, family: str, level: Level) -> Reading:
    """A tag that was plainly meant to close a block, so that only its own fault is told."""
    inner = f"end{family}" if family in BLOCKS else ""
    hint = f"write {{% {inner} %}}" if inner else _OTHER_LANGUAGES["end"]
    if keyword.startswith("end") and (near := did_you_mean(keyword, _KNOWN)) and keyword not in _CLOSERS and inner:
        hint = near[0]
    problem = Problem("T203", f"there is no statement '{keyword}'", (hint,))
    return Reading("close", inner, keyword, family if inner else "", level, problem)


def _of_cell(keyword: str, rest: str, level: Level) -> Reading:
    """docxtpl's statements for the cell they stand in: each is a value of one of its properties."""
    if keyword in MERGES:
        problem = Problem("T201", f"'{keyword}' takes nothing after it", ("leave it out",)) if rest else None
        made = "'restart' if loop.first else 'continue'" if keyword == "vm" else "loop.length"
        return Reading("value", "" if problem else made, keyword, level=level, problem=problem)
    example = "columns | count" if keyword == "colspan" else "'00B050'"
    problem = None if rest else Problem("T201", f"'{keyword}' needs a value", (f"write {{% {keyword} {example} %}}",))
    return Reading("value", rest, keyword, level=level, problem=problem)


def _else_problem(rest: str) -> Problem:
    condition = re.match(r"if\b\s*(.*)", rest)
    hint = f"write {{% elif {condition[1]} %}}" if condition else "write {% elif … %} for a condition"
    return Problem("T201", "'else' takes nothing after it", (hint,))


def _meant(keyword: str) -> str:
    """The block that a statement which does not exist was meant to open, if that is plain."""
    import difflib  # only when a statement does not exist

    near = difflib.get_close_matches(keyword, BLOCKS, n=1, cutoff=0.6)
    return _OPENERS.get(keyword) or (near[0] if near and keyword not in _REFUSED else "")


def _unknown(keyword: str, typed: str) -> Problem:
    if keyword == "endraw":
        return Problem("T211", "'endraw' closes nothing: no 'raw' is open in this paragraph", ())
    if keyword in _REFUSED:
        return Problem("T204", f"'{keyword}' has no place in a Word template", (_REFUSED[keyword],))
    if keyword in _OTHER_LANGUAGES:
        return Problem("T203", f"there is no statement '{keyword}'", (_OTHER_LANGUAGES[keyword],))
    hints = did_you_mean(keyword, _KNOWN) or (f"a value is typed with double braces: {{{{ {typed} }}}}",)
    return Problem("T203", f"there is no statement '{keyword}'", hints)
