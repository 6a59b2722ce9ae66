"""What a tag says, read without a parser: its kind, its keyword, and which tag it pairs with.

Enough to find the shape of a template; whether the expressions are sound is for Jinja to say.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from briefing.diagnostics import did_you_mean
from briefing.model.template import Kind, Level

BLOCKS = ("for", "if", "set", "macro", "call", "filter", "with")
BRANCHES = {"else": ("if", "for"), "elif": ("if",)}
ALONE = ("set", "do")
CELL_STATEMENTS = ("colspan", "cellbg", "vm", "hm")
REFUSED = {
    "include": "a template is one file; put shared text into the content",
    "import": "a template is one file; define the macro in it",
    "from": "a template is one file; define the macro in it",
    "extends": "a template is one file; make its look in Word",
    "block": "blocks of Jinja's inheritance have no meaning in Word; use a macro",
    "raw": "type braces as text with {{ '{{' }}",
    "autoescape": "every value is text here; nothing needs escaping",
}

_LEVEL = re.compile(r"(p|tr|tc|r)\s+(?=\S)")
_KEYWORD = re.compile(r"\s*(\w*)")
_BLOCK_SET = re.compile(r"\s*set\s+[\w.]+\s*(\|.*)?$", re.DOTALL)


class Problem(NamedTuple):
    """What is wrong with a tag or an expression, before anybody knows where it stands."""

    code: str
    message: str
    hints: tuple[str, ...] = ()


class Reading(NamedTuple):
    """The shape of one tag."""

    kind: Kind
    inner: str
    keyword: str = ""
    family: str = ""
    level: Level = ""
    problem: Problem | None = None


def read(opener: str, inner: str) -> Reading:
    """What the tag with this opener and inside is."""
    level: Level = ""
    inner = inner.strip("\n")
    if prefix := _LEVEL.match(inner):
        level = prefix.group(1)  # type: ignore[assignment]
        inner = inner[prefix.end() :]
    if opener == "{#":
        return Reading("comment", "", level=level)
    inner = re.sub(r"^[-+]|[-+]$", "", inner)
    if opener == "{{":
        problem = (
            None if inner.strip() else Problem("T201", "the tag is empty", ("name a value: {{ briefing.title }}",))
        )
        return Reading("value", inner, level=level, problem=problem)
    keyword = _KEYWORD.match(inner).group(1)  # type: ignore[union-attr]
    return _statement(keyword, inner, level)


def _statement(keyword: str, inner: str, level: Level) -> Reading:
    if keyword in BRANCHES:
        return Reading("branch", inner, keyword, keyword, level, _branch_problem(keyword, inner))
    if keyword in ALONE and not (keyword == "set" and _BLOCK_SET.match(inner)):
        return Reading("alone", inner, keyword, level=level)
    if keyword in BLOCKS:
        return Reading("open", inner, keyword, keyword, level)
    if keyword.startswith("end") and keyword[3:] in BLOCKS:
        extra = inner.strip() != keyword
        problem = Problem("T201", f"'{keyword}' takes nothing after it") if extra else None
        return Reading("close", inner, keyword, keyword[3:], level, problem)
    return Reading("alone", "", keyword, level=level, problem=_unknown(keyword))


def _branch_problem(keyword: str, inner: str) -> Problem | None:
    if keyword == "else" and inner.strip() != "else":
        hints = ("write 'elif' and the condition",) if inner.split()[1:2] == ["if"] else ()
        return Problem("T201", "'else' takes nothing after it", hints)
    return None


def _unknown(keyword: str) -> Problem:
    if keyword in REFUSED:
        return Problem("T204", f"'{keyword}' has no place in a Word template", (REFUSED[keyword],))
    if keyword in CELL_STATEMENTS:
        return Problem("T204", f"'{keyword}' is not supported yet")
    if not keyword:
        return Problem("T203", "the tag is empty", ("type a statement: {% if … %}, {% for … in … %}",))
    known = [*BLOCKS, *(f"end{block}" for block in BLOCKS), *BRANCHES, *ALONE]
    hints = did_you_mean(keyword, known) or ("a value is typed with double braces: {{ " + keyword + " }}",)
    return Problem("T203", f"there is no statement '{keyword}'", hints)
