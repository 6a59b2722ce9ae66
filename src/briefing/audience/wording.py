"""Texts as written → rich text in one reader's words and language."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple, Protocol

from briefing import locales, markdown
from briefing.audience.reach import preferred
from briefing.diagnostics import Diagnostic, Span, did_you_mean
from briefing.later import regex
from briefing.model.amounts import Money, Month, Percent
from briefing.model.brief import Entry, LocalDate, StatedFact
from briefing.model.content import Fact, MentionKind, Text, Topic
from briefing.model.named import Named
from briefing.model.rich import Anchor, Citation, Inline, Link, Picture, RichText
from briefing.model.texts import beside
from briefing.references import Citing, bookmark


class Problem(Protocol):
    """What is wrong with an expression."""

    @property
    def message(self) -> str:
        """One sentence."""

    @property
    def hints(self) -> tuple[str, ...]:
        """What to do."""


Evaluate = Callable[[str, Mapping[str, object], str], tuple[object, Problem | None]]
"""(expression, roots, language) → its value, or None and what is wrong."""

Cite = Callable[[RichText], RichText]
"""Puts marks in the place of a text's citations: `Wording.cited` or `Wording.marked`."""

# What most expressions are: answered here, without the tag language.
_NAME = regex(r"\s*(facts|terms)\.([A-Za-z_]\w*)(?:\.(claim|cited|means))?\s*")
_QUOTED = regex(r"'([^']+)'")
_CITED = regex(r"[\[;]\s*@([^\s\[\]@;,]+)")
_ITEM = regex(r"""\b(facts|terms)\s*(?:\.\s*|\[\s*['"])(\w+)""")
_TERM = regex(r"""\bterms\s*(?:\.\s*|\[\s*['"])(\w+)""")


class _Spot(NamedTuple):
    """An expression in a text: as typed with its braces, and how often the same stands before it."""

    text: Text
    typed: str
    nth: int = 0


class Wording:
    """Puts the texts of a topic into words for one reader, in the order in which they are read.

    On the way it collects what the whole edition needs: `faults`, the `terms` it uses, the `references` to parts of the
    paper, where they are typed, and, in `citing`, the sources it cites. It lives as long as one edition is resolved.
    `roots` are further values that expressions may name.
    """

    def __init__(self, topic: Topic, line: tuple[str, ...], citing: Citing, evaluate: Evaluate) -> None:
        self.faults: list[Diagnostic] = []
        self.terms: dict[str, None] = {}
        self.references: dict[tuple[str, Span], None] = {}
        self.citing = citing
        self.roots: dict[str, object] = {}
        self._topic = topic
        self.line = line
        self._evaluate = evaluate
        self._named: Mapping[str, object] | None = None
        self._filled: dict[Text, RichText | None] = {}
        self._mentioned = frozenset((mention.kind, mention.id) for mention in topic.mentions)

    def rich(self, text: Text) -> RichText:
        """The text as the reader comes to it now: its terms count as used, its sources as cited."""
        filled = self.filled(text)
        return self.cited(filled) if "[@" in text.source or "{{" in text.source else filled

    def title(self, text: Text) -> str:
        """The text without form and citations."""
        return str(markdown.cite(self.filled(text), lambda _: ()))

    def cited(self, text: RichText) -> RichText:
        """The text with its citations numbered from here."""
        return markdown.cite(text, self.citing.cite)

    def marked(self, text: RichText) -> RichText:
        """The text with its citations as far as they are numbered: for what only some templates print."""
        return markdown.cite(text, self.citing.mark)

    def anchored(self, part: str, text: RichText) -> RichText:
        """The text of a section or block with a spot at its start for the links that lead to it, if there are any."""
        if ("part", part) not in self._mentioned:
            return text
        spots = [Anchor(_part(part))]

        def begun(line: tuple[Inline, ...]) -> tuple[Inline, ...]:
            return (spots.pop(), *line) if spots and line else line

        return RichText((*markdown.rewrite(RichText(text.blocks[:1]), begun).blocks, *text.blocks[1:]))

    def filled(self, text: Text) -> RichText:
        """The text with its expressions evaluated. Citations stay, to be numbered in the order of reading."""
        rich, expressions = markdown.parse(text.source)
        if (at := markdown.unclosed(text.source)) >= 0:
            spot = _Spot(text, "{{", text.source.count("{{", 0, at))
            self._fault("A104", "'{{' without '}}'", spot, ("close it, or type \\{{ for two braces",))
        if "![" in text.source or "](#" in text.source:
            rich = markdown.rewrite(rich, lambda line: tuple(self._led(inline, text) for inline in line))
        if any(id not in self._topic.sources for id in _CITED.findall(text.source)):
            self._check_sources(rich, text)
        if not expressions:
            return rich
        spots = (
            _Spot(text, f"{{{{{expression}}}}}", expressions[:number].count(expression))
            for number, expression in enumerate(expressions)
        )
        return markdown.fill(rich, [self._value(spot) for spot in spots])

    def claim(self, fact: Fact) -> RichText | None:
        """The fact's claim in this reader's words, not yet cited; None while it is being filled itself."""
        return self._once(preferred(fact.claim, fact.variants, self.line))

    def means(self, term: str) -> RichText | None:
        """What a term means, not yet cited; None while it is being filled itself."""
        return self._once(self._topic.terms[term].means)

    def label(self, term: str) -> str:
        """This reader's word for a term."""
        return preferred(self._topic.terms[term].label, self._topic.terms[term].say, self.line)

    def value(self, fact: Fact) -> str:
        """The fact's value in the reader's language."""
        return locales.fact(fact.value, self._topic.language, fact.kind)

    def stated(self, fact: Fact, claim: RichText, cited: RichText) -> StatedFact:
        """A fact in the reader's language."""
        held = locales.date(fact.as_of, self._topic.language) if fact.as_of is not None else ""
        sources = tuple(self.citing.reference(id) for id in fact.sources if id in self._topic.sources)
        short = locales.fact(fact.value, self._topic.language, fact.kind, short=True)
        return StatedFact(fact.id, fact.value, self.value(fact), claim, sources, fact.status, held, cited, short)

    def _once(self, text: Text) -> RichText | None:
        if text not in self._filled:
            self._filled[text] = None
            self._filled[text] = self.filled(text)
        return self._filled[text]

    def _value(self, spot: _Spot) -> RichText | str:
        """What an expression prints; nothing, and a fault, where it can't be evaluated."""
        expression = spot.typed[2:-2]
        match _name(expression):
            case "facts", name, field if field != "means":
                return self._fact(name, field, spot)
            case "terms", name, field if field in ("", "means"):
                return self._term(name, field, spot)
        value, problem = self._evaluate(expression.strip(), self._all_roots(expression), self._topic.language)
        if problem and not self._names_unknown(expression):
            self._fault("A103", problem.message, spot, self._meant(expression.strip()) or problem.hints)
            return ""
        printed = self._printed(value)
        if printed is None:
            self._fault("A105", f"'{expression.strip()}' is nothing that can be printed", spot)
        return printed or ""

    def _names_unknown(self, expression: str) -> bool:
        """Whether it names a fact or term that is not there, which the reader of the content has told."""
        unknown = {
            (kind, id)
            for kind, defined in (("fact", self._topic.facts), ("term", self._topic.terms))
            for root, id in _ITEM.findall(expression)
            if root == f"{kind}s" and id not in defined
        }
        return not self._mentioned.isdisjoint(unknown)

    def _meant(self, name: str) -> tuple[str, ...]:
        """What to type for a source or a section, which have no value to print."""
        if name in self._topic.sources:
            return (f"cite it: [@{name}]",)
        sections = {section.id for section in self._topic.sections}
        return (f"lead to it: [its title](#{name})",) if name in sections else ()

    def _fact(self, name: str, field: str, spot: _Spot) -> RichText | str:
        fact = self._topic.facts.get(name)
        if fact is None:
            return self._unknown("fact", name, self._topic.facts, spot)
        if field == "cited":
            return citation(*fact.sources)
        if field == "claim":
            return self._unless_circular(self.claim(fact), spot)
        return self.value(fact)

    def _term(self, name: str, field: str, spot: _Spot) -> RichText | str:
        if name not in self._topic.terms:
            return self._unknown("term", name, self._topic.terms, spot)
        self.terms.setdefault(name)
        return self._unless_circular(self.means(name), spot) if field else self.label(name)

    def _unless_circular(self, text: RichText | None, spot: _Spot) -> RichText:
        if text is None:
            self._fault("A107", f"'{spot.typed}' stands in what it prints", spot)
        return text or RichText()

    def _all_roots(self, expression: str) -> Mapping[str, object]:
        """The values that an expression may name. Claims and meanings only where it speaks of them: they hold
        expressions themselves."""
        self.terms.update(dict.fromkeys(name for name in _TERM.findall(expression) if name in self._topic.terms))
        deep = "claim" in expression or "means" in expression
        if not deep and self._named is not None:
            return {**self.roots, **self._named}
        facts = {
            name: self.stated(fact, (deep and self.claim(fact)) or RichText(), citation(*fact.sources))
            for name, fact in self._topic.facts.items()
        }
        terms = {
            name: Entry(name, self.label(name), (deep and self.means(name)) or RichText()) for name in self._topic.terms
        }
        named = {"facts": Named(facts), "terms": Named(terms), "data": self._topic.data}
        if not deep:
            self._named = named
        return {**self.roots, **named}

    def _printed(self, value: object) -> RichText | str | None:
        match value:
            case None:
                return ""
            case StatedFact() | Entry() | LocalDate() | str() | int() | float() | Decimal():
                return str(value)
            case Money() | Percent():
                return locales.fact(value, self._topic.language, "number")
            case Month() | datetime.date():
                return locales.date(value, self._topic.language)
            case RichText():
                return value
        return None

    def _led(self, inline: Inline, text: Text) -> Inline:
        """A picture's path is typed from the file that the text stands in; a link within the paper names a part."""
        match inline:
            case Picture(path=path):
                return inline._replace(path=beside(text.span.path or self._topic.path, path))
            case Link(target=target) if target.startswith("#"):
                self.references.setdefault((target[1:], text.locate(target)))
                return inline._replace(target=f"#{_part(target[1:])}")
        return inline

    def _check_sources(self, rich: RichText, text: Text) -> None:
        def check(citation: Citation) -> tuple[Inline, ...]:
            for id, _ in citation.items:
                if id not in self._topic.sources:
                    self._unknown("source", id, self._topic.sources, _Spot(text, f"@{id}"))
            return ()

        markdown.cite(rich, check)

    def _unknown(self, kind: MentionKind, name: str, known: Iterable[str], spot: _Spot) -> str:
        """Reports a name that isn't there, unless the reader of the content has seen it, and so has told already."""
        if (kind, name) not in self._mentioned:
            self._fault("A106", f"there is no {kind} '{name}'", spot, did_you_mean(name, known))
        return ""

    def _fault(self, code: str, message: str, spot: _Spot, hints: tuple[str, ...] = ()) -> None:
        where = spot.text.locate(spot.typed, spot.nth)
        quoted = _QUOTED.search(message) if code == "A103" else None
        at = spot.typed.find(quoted[1]) if quoted and where.line == where.end_line else -1
        if at > 0:  # what the message is about
            column = where.column + at
            where = where._replace(column=column, end_column=column + len(quoted[1]) if quoted else 0)
        self.faults.append(Diagnostic(code, message, where, hints))


def citation(*sources: str) -> RichText:
    """A citation of sources with its space, to stand behind what rests on them: a number keeps the space, a note or
    nothing closes up."""
    return RichText.of(locales.NBSP, Citation(tuple((source, "") for source in sources)))


def _part(id: str) -> str:
    """The bookmark of a section or block."""
    return bookmark("part_" + id)


def _name(expression: str) -> tuple[str, str, str] | None:
    match = _NAME.fullmatch(expression)
    return (match[1], match[2], match[3] or "") if match else None
