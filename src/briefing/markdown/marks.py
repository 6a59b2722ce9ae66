"""Expressions and citations, as they stand in a text.

While Markdown is read, an expression is a mark: U+FFFF, its number, U+FFFE. Neither is a character of XML or YAML, so
that no text can hold one, and Markdown takes them for letters. A mark in a line becomes a Slot; in an address, an
alternative text, a locator or code it stays in the string until the values are filled in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from briefing.later import regex
from briefing.model.rich import Citation, Inline, Run, Slot

PLAIN = Run("")

MARK = regex("\uffff([0-9]+)\ufffe")
_SOURCE = r"""(?: [^'"{}] | \{(?!\{) | \}(?!\}) | '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*" )*"""
_EXPRESSION = regex(rf"\\\\ | (?P<escaped>\\\{{\{{) | \{{\{{ (?P<source>{_SOURCE}) \}}\}}", re.VERBOSE | re.DOTALL)

_CITED = r"@(?:(?!\uffff)[^\s\[\]@;,`\\<>])+(?:,[^\[\]@;`\\<>]*)?"
CITATION = regex(rf"\[({_CITED}(?:\s*;\s*{_CITED})*)\]")
MARK_OR_CITATION = regex(f"{MARK.pattern}|{CITATION.pattern}")


def clean(source: str) -> str:
    """With "\\n" for line ends; U+0000 (CommonMark, 2.3) and the characters of our marks replaced."""
    if "\r" in source:
        source = source.replace("\r\n", "\n").replace("\r", "\n")
    return source.replace("\0", "\ufffd").replace("\uffff", "\ufffd").replace("\ufffe", "\ufffd")


def swapped(source: str) -> tuple[str, tuple[str, ...]]:
    """The source with a mark for each expression, and the expressions exactly as typed between their braces."""
    if "{{" not in source:
        return source, ()
    expressions: list[str] = []

    def swap(match: re.Match[str]) -> str:
        if match["escaped"]:
            return "{{"
        if match["source"] is None:
            return match[0]
        expressions.append(match["source"])
        return f"\uffff{len(expressions) - 1}\ufffe"

    return _EXPRESSION.sub(swap, source), tuple(expressions)


def unclosed(source: str) -> int:
    """Where the first `{{` stands that no `}}` closes; -1 when there is none."""
    if "{{" not in source:
        return -1
    return _EXPRESSION.sub(lambda found: " " * len(found[0]), source).find("{{")


def pieces(text: str, pattern: re.Pattern[str], dress: Run = PLAIN) -> Iterator[Inline]:
    """Runs, Slots and, where `pattern` is MARK_OR_CITATION, Citations."""
    at = 0
    for match in pattern.finditer(text):
        if match.start() > at:
            yield Run(text[at : match.start()], *dress[1:])
        yield Slot(int(match[1]), dress) if match[1] else citation(match[2])
        at = match.end()
    if at < len(text):
        yield Run(text[at:], *dress[1:])


def citation(inside: str) -> Citation:
    """What stands between the brackets: `@drum_2023; @msp_2023, p. 2`."""
    parted = (item.strip().partition(",") for item in inside.split(";"))
    return Citation(tuple((key.strip().removeprefix("@"), " ".join(locator.split())) for key, _, locator in parted))


def as_typed(cited: Citation) -> tuple[Inline, ...]:
    """A citation as its text again."""
    items = "; ".join(f"@{key}, {locator}" if locator else f"@{key}" for key, locator in cited.items)
    return (Run(f"[{items}]"),)


def replaced(text: str, value: Callable[[int], str]) -> str:
    """The string with each of its marks replaced by the value of its number."""
    return MARK.sub(lambda match: value(int(match[1])), text) if "\uffff" in text else text
