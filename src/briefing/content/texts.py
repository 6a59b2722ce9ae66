"""What texts name and what they should not spell out: citations, facts and terms in expressions, typed figures."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Literal

from briefing.content.prose import expressions, prose_of, spot, without
from briefing.diagnostics import Diagnostic
from briefing.later import regex
from briefing.markdown.marks import CITATION, citation
from briefing.model.amounts import Money, Month, Percent
from briefing.model.content import Fact, Mention, Term, Text

_NAMED = regex(
    r"""(?<![\w.])(?P<root>facts|terms)(?:\.(?P<name>[^\W\d]\w*)|\[(?P<quote>['"])(?P<key>.*?)(?P=quote)\])"""
)
_NO_PROSE = regex(
    r"\]\([^)\n]*\)"  # the target of a link
    r"|<?https?://[^\s>]+>?"
    r"|^[ \t>]*[0-9]+[.)](?=[ \t])",  # the number of a list item
    re.MULTILINE,
)
_REFERENCE = regex(r"\]\(#(?P<id>[^)\s]*)\)")
_DIGIT = regex(r"[0-9]")
_FIGURE = regex(
    r"(?<!\w)(?<![^\W\d_]-)"  # B2B and COVID-19 are names
    r"(?:[$€£¥]\s?)?"
    r"(?:[0-9]{1,2}(?:\.|st|nd|rd|th)?\s+[^\W\d_]{3,}\s+[0-9]{4}"  # 23 January 2023, 23. Januar 2023
    r"|[0-9]{1,2},\s+[0-9]{4}"  # January 23, 2023
    r"|[0-9]+(?:[.,:/\u00a0\u202f-][0-9]+)*(?:\s?(?:%|(?:thousand|million|billion|trillion|bn|trn|m|k)\b))?)"
)
_UNITS = {
    "thousand": 3,
    "k": 3,
    "million": 6,
    "m": 6,
    "billion": 9,
    "bn": 9,
    "trillion": 12,
    "trn": 12,
}  # powers of ten
_NEARLY_CITED = regex(r"\[[^\[\]\n]*@[^\[\]]*\]")  # what is told to be no citation


def mentions(texts: Iterable[Text]) -> Iterator[Mention]:
    """Every source, fact, term and part of the paper that texts name, where they name it."""
    for text in texts:
        yield from _in_expressions(text)
        yield from _in_citations(text)
        yield from _in_links(text)


def figures(texts: Iterable[Text], facts: Mapping[str, Fact], terms: Mapping[str, Term]) -> Iterator[Diagnostic]:
    """A warning for each number or date that is typed instead of coming from a fact.

    Digits that belong to a name are none: those of a term's label or of a fact whose value is text ("DALL·E 2").
    """
    names = _names_with_digits(facts, terms)
    for text in texts:
        if not _DIGIT.search(text.source):
            continue
        prose = without(prose_of(text.source), CITATION, _NEARLY_CITED, _NO_PROSE, *names)
        for found in _FIGURE.finditer(prose):
            where = spot(text, found[0], found.start())
            yield Diagnostic("C140", f"'{found[0]}' is typed in a text", where, (_instead(found[0], facts),))


def _in_expressions(text: Text) -> Iterator[Mention]:
    for start, end in expressions(text.source):
        for named in _NAMED.finditer(text.source, start, end):
            kind: Literal["fact", "term"] = "fact" if named["root"] == "facts" else "term"
            yield Mention(kind, named["name"] or named["key"], spot(text, named[0], named.start()))


def _in_citations(text: Text) -> Iterator[Mention]:
    if "[@" not in text.source:
        return
    prose = prose_of(text.source)
    for found in CITATION.finditer(prose):
        at = found.start()
        for source, _ in citation(found[1]).items:
            at = prose.index(f"@{source}", at)
            yield Mention("source", source, spot(text, f"@{source}", at))
            at += 1


def _in_links(text: Text) -> Iterator[Mention]:
    """The parts of the paper that cross-references lead to: `[the disputes](#disputes)`."""
    for found in _REFERENCE.finditer(text.source) if "](#" in text.source else ():
        yield Mention("part", found["id"], spot(text, f"#{found['id']}", found.start() + 2))


def _names_with_digits(facts: Mapping[str, Fact], terms: Mapping[str, Term]) -> tuple[re.Pattern[str], ...]:
    values = (fact.value for fact in facts.values() if isinstance(fact.value, str))
    labels = (word for term in terms.values() for word in (term.label, *term.say.values()))
    names = {name for name in (*values, *labels) if _DIGIT.search(name)}
    longest_first = sorted(names, key=len, reverse=True)
    return (re.compile("|".join(map(re.escape, longest_first))),) if names else ()


def _instead(figure: str, facts: Mapping[str, Fact]) -> str:
    """What to write in place of a figure: the fact that holds it, if one does."""
    numbers = re.findall(r"[0-9]+", figure)
    digits = re.sub(r"[^0-9.]", "", figure).strip(".")
    spellings = {" ".join(numbers), "".join(numbers), digits}
    if (unit := re.search(r"[a-z]+$", figure)) and unit[0] in _UNITS and digits.count(".") < 2:
        spellings = {f"{Decimal(digits).scaleb(_UNITS[unit[0]]):.0f}"}
    for fact in facts.values():
        if spellings & _spellings(fact):
            return f"write {{{{ facts.{fact.id} }}}} if that is what it says"
    return "make it the value of a fact with its source, and write {{ facts.ID }}"


def _spellings(fact: Fact) -> set[str]:
    match fact.value:
        case datetime.date() as date:
            return {f"{date.day} {date.year}", f"{date.year} {date.month:02} {date.day:02}"}
        case Month(year=year):
            return {str(year)}
        case Money(amount=amount) | Percent(amount=amount):
            return {str(amount)}
        case int() | Decimal() as number:
            return {str(number)}
    return set()
