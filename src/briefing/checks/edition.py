"""What one reader's edition must satisfy: its limits kept, in words that this reader knows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import cast

from briefing.checks import english
from briefing.checks.passages import Passage, passages
from briefing.checks.sentences import sentences
from briefing.diagnostics import Diagnostic, Related, Span
from briefing.later import regex
from briefing.model.brief import Brief, Briefing, BriefSection, Entry
from briefing.model.content import Audience, Content
from briefing.model.named import Named
from briefing.model.record import Record
from briefing.model.rich import Heading, words

BOTTOM_LINE_SENTENCES = 5
LARGEST_SHARE_OF_VARIANTS = 0.4
_CAPITALS = regex(r"\b[A-Z][A-Z&]+\b")
# Abbreviations that stand in everybody's newspaper.
COMMON = frozenset(
    "AD AI AM BBC BC BST CEO CET CFO CNN COO CTO DIY DNA DVD EEA EST ET EU FAQ GB GDP GMT GP GPS HQ HR ID IMF IQ IT"
    " MBA MP NATO NGO NHS OECD OK PC PDF PIN PM PR PS Q&A R&D RSVP SMS TV UAE UFO UK UN URL US USA USB UTC VAT VIP WHO"
    " WTO EUR GBP USD JPY CHF".split()
)


def check(content: Content, brief: Brief) -> Iterator[Diagnostic]:
    """What is wrong with the edition that a brief is; nothing of an audience that is not known, or whose parent is not,
    since its limits are not either."""
    audience = content.audiences.audiences.get(brief.audience)
    if audience is None or (audience.extends and audience.extends not in content.audiences.audiences):
        return
    read = tuple(passages(content, brief))
    yield from _words(content, brief, audience, read)
    yield from _bottom_line(content, brief, audience, read)
    for passage in read:
        if passage.kind == "prose":
            yield from _long_sentences(passage, audience)
            yield from _headings(passage, audience)
    yield from _vocabulary(content, audience, read)
    if content.topic.language.startswith("en"):
        yield from _grade(content, audience, read)
        yield from _abbreviations(content, brief, audience, read)
    elif audience.limits.grade and content.topic.language:
        message = f"reading grades are not known for '{content.topic.language}', so this limit is not checked"
        yield Diagnostic("Q116", message, _limits(content, audience, "grade"), ("there are rules for English only",))
    yield from _redundant(content, brief, audience)
    yield from _variants(brief, audience)


def _words(content: Content, brief: Brief, audience: Audience, read: Sequence[Passage]) -> Iterator[Diagnostic]:
    """The edition and each section of it, by their limits of words; told at the block that has most of them."""
    limits = audience.limits
    if limits.words and brief.words > limits.words:
        over = f"{brief.words} words, {brief.words - limits.words} over its limit of {limits.words}"
        where = _limits(content, audience, "words")
        yield _too_long("Q103", f"the edition for '{audience.id}' has {over}", read, where)
    for section in cast("Named[BriefSection]", brief.roots["sections"]):
        most = limits.sections.get(section.id, limits.section)
        count = words(f"{section.title}\n{section.body}") if most else 0
        if count > most:
            over = f"{count} words, {count - most} over its limit of {most}"
            message = f"the section '{section.id}' for '{audience.id}' has {over}"
            where = _limits(content, audience, "sections" if section.id in limits.sections else "section")
            yield _too_long("Q109", message, [one for one in read if one.section == section.id], where)


def _too_long(code: str, message: str, read: Sequence[Passage], limit: Span) -> Diagnostic:
    sizes: dict[str, int] = defaultdict(int)
    first: dict[str, Span] = {}
    for passage in read:
        sizes[passage.block] += words(str(passage.text))
        first.setdefault(passage.block, passage.written.span)
    longest = max(filter(None, sizes), key=lambda block: sizes[block], default="")
    hints = (f"its longest block is '{longest}', with {sizes[longest]} words",) if longest else ()
    related = (Related("the limit", limit),)
    return Diagnostic(code, message, first[longest] if longest else limit, hints, related if longest else ())


def _bottom_line(content: Content, brief: Brief, audience: Audience, read: Sequence[Passage]) -> Iterator[Diagnostic]:
    line = content.topic.bottom_line
    count = len(sentences(str(cast(Briefing, brief.roots["briefing"]).bottom_line)))
    if line and count > BOTTOM_LINE_SENTENCES:
        span = next(one.written.span for one in read if one.block == line.id)
        message = f"the bottom line for '{audience.id}' has {count} sentences, not at most {BOTTOM_LINE_SENTENCES}"
        yield Diagnostic("Q105", message, span)


def _long_sentences(passage: Passage, audience: Audience) -> Iterator[Diagnostic]:
    limit = audience.limits.sentence
    for sentence in sentences(str(passage.text)) if limit else ():
        count = words(sentence)
        if count > limit:
            begins = " ".join(sentence.split(" ")[:3])
            message = f"a sentence of {count} words, where '{audience.id}' takes {limit}: “{begins} …”"
            yield Diagnostic("Q104", message, passage.written.locate(begins))


def _headings(passage: Passage, audience: Audience) -> Iterator[Diagnostic]:
    """Headings within a text: none skips a level, none is deeper than the reader takes."""
    before, most = int(passage.is_titled), audience.limits.headings
    for block in passage.text.blocks:
        if not isinstance(block, Heading):
            continue
        said = "".join(str(getattr(inline, "text", "")) for inline in block.inlines)
        where = passage.written.locate(f"{'#' * block.level} {said}")
        if block.level > before + 1:
            message = f"the heading “{said}” skips a level in the edition for '{audience.id}'"
            yield Diagnostic("Q115", message, where, (f"begin it with {'#' * (before + 1)}",))
        if most and block.level > most:
            message = f"the heading “{said}” is of level {block.level}, where '{audience.id}' takes {most}"
            yield Diagnostic("Q115", message, where)
        before = block.level


def _vocabulary(content: Content, audience: Audience, read: Sequence[Passage]) -> Iterator[Diagnostic]:
    """Words that the audience should not meet, must not meet, or has another word for."""
    for code, listed, verdict in (("Q112", audience.avoid, "avoids"), ("Q113", audience.banned, "must not be told")):
        for word, instead in listed.items():
            hint = (f"say '{instead}'",) if instead else ()
            yield from _met(word, read, code, f"'{audience.id}' {verdict} '{word}'", hint)
    for term in content.topic.terms.values():
        own = next((term.say[name] for name in (audience.id, audience.extends) if name in term.say), "")
        if own and own.casefold() != term.label.casefold():
            message = f"'{audience.id}' says '{own}' for '{term.label}'"
            yield from _met(term.label, read, "Q114", message, (f"write {{{{ terms.{term.id} }}}}",), but_for=own)


def _met(
    word: str, read: Sequence[Passage], code: str, message: str, hints: tuple[str, ...], but_for: str = ""
) -> Iterator[Diagnostic]:
    """A fault at each passage in which a word is typed."""
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?:s|es)?(?!\w)", re.IGNORECASE)
    for passage in read:
        text = str(passage.text)
        found = pattern.search(re.sub(re.escape(but_for), "", text, flags=re.IGNORECASE) if but_for else text)
        if found:
            yield Diagnostic(code, message, passage.written.locate(found[0]), hints)


def _grade(content: Content, audience: Audience, read: Sequence[Passage]) -> Iterator[Diagnostic]:
    """The reading grade of an edition's prose, told at the block that is hardest to read."""
    limit = audience.limits.grade
    prose = [passage for passage in read if passage.kind == "prose"]
    grade, count = english.grade([str(passage.text) for passage in prose]) if limit else (0.0, 0)
    if count < english.LEAST_WORDS or grade <= limit + english.GRADE_ERROR:
        return
    texts: dict[str, list[Passage]] = defaultdict(list)
    for passage in prose:
        texts[passage.block].append(passage)
    measured = {block: english.grade([str(one.text) for one in ours]) for block, ours in texts.items()}
    hardest = max(measured, key=lambda block: (measured[block][1] >= english.LEAST_WORDS / 5, measured[block][0]))
    message = f"the edition for '{audience.id}' reads at grade {grade:.0f} (±1), its limit is {limit}"
    hints = (
        f"its hardest block is '{hardest}', at grade {measured[hardest][0]:.0f}: shorter sentences, plainer words",
    )
    related = (Related("the limit", _limits(content, audience, "grade")),)
    yield Diagnostic("Q110", message, texts[hardest][0].written.span, hints, related)


def _abbreviations(content: Content, brief: Brief, audience: Audience, read: Sequence[Passage]) -> Iterator[Diagnostic]:
    """Abbreviations that are not explained where this reader first meets them."""
    labels = [entry.label for entry in cast("Named[Entry]", brief.roots["terms"])]  # the glossary explains them
    names = [fact.value for fact in content.topic.facts.values() if isinstance(fact.value, str)]
    known = {*COMMON, *audience.knows, *_CAPITALS.findall(" ".join((*labels, *names)))}
    met = [passage for passage in read if not known.issuperset(_CAPITALS.findall(str(passage.text)))]
    if not met:
        return
    from briefing.checks.abbreviations import abbreviations, unexplained

    for passage in met:
        text = str(passage.text)
        for name in unexplained(text, known):
            term = next((term.id for term in content.topic.terms.values() if name in term.label.split()), "")
            hints = (
                f"write {{{{ terms.{term} }}}}" if term else f"write it out at first: “… ({name})”, or make it a term",
                f"if '{audience.id}' knows it, say so in audiences.yaml: `knows: [{name}]`",
            )
            message = f"'{name}' is not explained where '{audience.id}' first meets it"
            yield Diagnostic("Q111", message, passage.written.locate(name), hints)
        known |= abbreviations(text)


def _redundant(content: Content, brief: Brief, audience: Audience) -> Iterator[Diagnostic]:
    for decision in brief.decisions:
        if decision.redundant:
            message = f"'{decision.block}' is omitted for '{audience.id}', who would not get it anyway"
            yield Diagnostic("Q102", message, _omission(content, audience.id, decision.block))


def _variants(brief: Brief, audience: Audience) -> Iterator[Diagnostic]:
    outcomes = [decision.outcome for decision in brief.decisions if decision.is_in and decision.section]
    variants = sum(outcome != "default" for outcome in outcomes)
    if variants > LARGEST_SHARE_OF_VARIANTS * len(outcomes):
        message = f"{variants} of the {len(outcomes)} blocks for '{audience.id}' are variants"
        yield Diagnostic("Q106", message, audience.span)


def _limits(content: Content, audience: Audience, name: str) -> Span:
    """Where a limit is typed: with the audience, or with its parent."""
    for owner in (audience.id, audience.extends):
        limits = content.audiences.audiences[owner].fields.get("limits") if owner else None
        if isinstance(limits, Record) and name in limits:
            return limits.value_span(name)
    return audience.span


def _omission(content: Content, audience: str, block: str) -> Span:
    omit = content.audiences.fields.get("omit")
    blocks = omit.get(audience) if isinstance(omit, Record) else None
    return blocks.key_span(block) if isinstance(blocks, Record) else content.audiences.fields.span
