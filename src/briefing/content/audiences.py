"""The file of audiences → Audiences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from briefing.content import names
from briefing.content.blocks import BOTTOM_LINE
from briefing.content.reading import Fields, Reading, Value
from briefing.diagnostics import Diagnostic, Span
from briefing.later import regex
from briefing.model.content import Audience, Audiences, CitationStyle, Limits, MentionKind

_CITATIONS: tuple[CitationStyle, ...] = get_args(CitationStyle)
_TEMPLATE = regex(r"(?![/.])(?!.*\.\.)[^\\:]+\.docx")
_WHOLE_LIMITS = tuple(name for name in Limits._fields if name != "sections")
_INHERITED = ("label", "template", "depth", "paper", "order", "require", "citations", "avoid", "banned", "knows")


def read_audiences(reading: Reading) -> tuple[Audiences, tuple[Diagnostic, ...]]:
    """The audiences that a document holds, each with what it inherits, and everything that is wrong by itself."""
    fields = reading.whole("the file of audiences").fields()
    depths = fields.must("depths").new_ids()
    readers = fields.must("audiences")
    own = {
        name: _read_audience(name, value)
        for name, value in readers.entries("the_id: {label: …, template: …, depth: …}")
    }
    if readers.is_mapping and not own and not reading.lacks_keys(readers.content):
        readers.fault("C121", "'audiences' is empty", "name at least one: 'the_id: {label: …, template: …, depth: …}'")
    omissions = fields.may("omit").by_audience(_read_omissions)
    fields.done()
    holding: tuple[tuple[str, MentionKind], ...] = (("audiences", "audience"), ("depths", "depth"))
    unsound = frozenset(kind for key, kind in holding if fields.lost(key))
    audiences = Audiences(
        reading.document.path,
        depths,
        {name: _with_parent(audience, own) for name, audience in own.items()},
        omissions,
        fields.record,
        tuple(reading.mentions),
        unsound,
    )
    known: dict[MentionKind, tuple[str, ...]] = {"audience": tuple(own), "depth": depths}
    return audiences, (*reading.faults, *names.unknown(reading.mentions, known, unsound), *_check_parents(own))


def _read_audience(name: str, value: Value) -> Audience:
    fields = value.fields()
    parent = fields.may("extends").id_of("audience")
    needed = fields.may if parent else fields.must
    audience = Audience(
        id=name,
        label=needed("label").line(),
        template=needed("template").matching(_TEMPLATE, "a Word template", "name a .docx file in templates/"),
        depth=needed("depth").id_of("depth"),
        paper=fields.may("paper").line(),
        extends=parent,
        order=fields.may("order").ids_of("section"),
        require=fields.may("require").ids_of("section"),
        citations=fields.may("citations").one_of(_CITATIONS, "numbers"),
        limits=_read_limits(fields.may("limits").fields("name what is limited: {words: 300}")),
        avoid=_read_words(fields.may("avoid")),
        banned=_read_words(fields.may("banned")),
        knows=tuple(item.line() for item in fields.may("knows").items("put it in brackets: [API, SLA]")),
        fields=fields.record,
        span=value.span,
    )
    fields.done()
    return audience


def _read_limits(fields: Fields) -> Limits:
    whole = {name: fields.may(name).whole_number() for name in _WHOLE_LIMITS}
    sections = {name.id_of("section"): words.whole_number() for name, words in fields.may("sections").fields()}
    fields.done()
    return Limits(**whole, sections=sections)


def _read_words(value: Value) -> Mapping[str, str]:
    """Words with what to say instead, from a mapping; a list has only the words."""
    if value.is_mapping:
        return {str(word.content): instead.line() for word, instead in value.fields()}
    return {
        item.line(): "" for item in value.items("a list of words, or each with what to say instead: {leverage: use}")
    }


def _read_omissions(value: Value) -> Mapping[str, str]:
    """Block ids with the reason why this audience does not get them."""
    omitted = {}
    for block, reason in value.fields("write the reason behind each: 'block_id: the reason'"):
        if block.content == BOTTOM_LINE:
            block.fault("C135", "the bottom line cannot be omitted", "it is the point of the paper; give it a variant")
        else:
            omitted[block.id_of("block")] = reason.line()
    return omitted


def _with_parent(audience: Audience, all_of_them: Mapping[str, Audience]) -> Audience:
    """The audience with its parent's settings where it has none of its own; limits one by one."""
    parent = all_of_them.get(audience.extends)
    if parent is None:
        return audience
    inherited = {name: getattr(parent, name) for name in _INHERITED if audience.fields.get(name) is None}
    own, theirs = audience.limits, parent.limits
    limits = Limits(**{name: getattr(own, name) or getattr(theirs, name) for name in _WHOLE_LIMITS})
    limits = limits._replace(sections={**theirs.sections, **own.sections})
    return audience._replace(**inherited, limits=limits)


def _check_parents(audiences: Mapping[str, Audience]) -> Iterator[Diagnostic]:
    for name, audience in audiences.items():
        parent = audiences.get(audience.extends)
        where: Span = audience.fields.value_span("extends")
        if audience.extends == name:
            yield Diagnostic("C137", f"the audience '{name}' extends itself", where)
        elif parent and parent.extends:
            hint = f"extend '{parent.extends}', or write the settings out"
            yield Diagnostic("C137", f"'{parent.id}' itself extends '{parent.extends}'", where, (hint,))
