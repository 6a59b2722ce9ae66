"""What a tag says, read without a parser: its kind, its keyword, and which tag it pairs with.

Enough to find the shape of a template; whether the expressions are sound is for Jinja to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from briefing.diagnostics import did_you_mean
from briefing.language.problem import Problem
from briefing.model.template import Kind, Level

BLOCKS = ("for", "if", "set", "macro", "call", "filter", "with")
BRANCHES = ("else", "elif")
MERGES = ("vm", "hm")
CELL_STATEMENTS = ("colspan", "rowbg", "cellbg", *MERGES)
_REFUSED = {
    "include": 'another file is taken in by {{ snippet("clause.docx") }}',
    "import": "a template is one file; define the macro in it",
    "from": "a template is one file; define the macro in it",
    "extends": "a template is one file; make its look in Word",
    "block": "blocks of Jinja's inheritance have no meaning in Word; use a macro",
    "do": "values can't be changed in a template; {% set … %} makes new ones",
    "raw": "type braces as text with {{ '{{' }}",
    "autoescape": "every value is text here; nothing needs escaping",
}
_OTHER_LANGUAGES: Mapping[str, str] = {
    "end": "say what ends: {% endfor %} or {% endif %}",
    "elseif": "write {% elif … %}",
    "elsif": "write {% elif … %}",
    "foreach": "write {% for item in items %}",
    "endforeach": "write {% endfor %}",
    "unless": "write {% if not … %}",
    "endunless": "write {% endif %}",
    "switch": "write {% if … %}, {% elif … %}, {% endif %}",
    "case": "write {% if … %}, {% elif … %}, {% endif %}",
    "while": "there is only {% for item in items %}",
    "assign": "write {% set name = value %}",
    "var": "write {% set name = value %}",
    "let": "write {% set name = value %}",
}

_OPENERS = {"foreach": "for", "while": "for", "unless": "if", "switch": "if"}  # what they open is closed in our words

_LEVEL = re.compile(r"(p|tr|tc|r)\s+(?=\S)")
_TRIMMING = re.compile(r"^[-+]|[-+]$")
_KEYWORD = re.compile(r"\s*(\w*)")
_BLOCK_SET = re.compile(r"\s*set\s+[\w.]+\s*(\|.*)?$", re.DOTALL)
_STATEMENT = re.compile(r"\s*((else|endif|endfor|endset|endmacro)\s*$|(if|elif|for|set|macro)\s+\w)")
_HANDLEBARS = re.compile(r"\s*(?P<sign>[#/^>!&{])\s*(?P<word>\w*)\s*(?P<rest>.*)", re.DOTALL)


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
    trims = inner.startswith("-"), inner.endswith("-")
    inner = _TRIMMING.sub("", inner)
    reading = _value(inner, level) if opener == "{{" else _statement(inner, level)
    return reading._replace(trims=trims)


def _value(inner: str, level: Level) -> Reading:
    problem = _value_problem(inner)
    return Reading("value", "" if problem else inner, level=level, problem=problem)


def _value_problem(inner: str) -> Problem | None:
    if not inner.strip():
        return Problem("T201", "the tag is empty", ("name a value: {{ briefing.title }}",))
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
    keyword = _KEYWORD.match(inner).group(1)  # type: ignore[union-attr]
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
    return Reading("alone", "", keyword, _meant(keyword), level, _unknown(keyword, inner.strip()))


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
    if keyword in _REFUSED:
        return Problem("T204", f"'{keyword}' has no place in a Word template", (_REFUSED[keyword],))
    if keyword in _OTHER_LANGUAGES:
        return Problem("T203", f"there is no statement '{keyword}'", (_OTHER_LANGUAGES[keyword],))
    known = [*BLOCKS, *(f"end{block}" for block in BLOCKS), *BRANCHES, *CELL_STATEMENTS]
    hints = did_you_mean(keyword, known) or (f"a value is typed with double braces: {{{{ {typed} }}}}",)
    return Problem("T203", f"there is no statement '{keyword}'", hints)
