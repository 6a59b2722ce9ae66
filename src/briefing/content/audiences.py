"""The file of audiences → Audiences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from briefing.content import names
from briefing.content.reading import Fields, Reading, Value
from briefing.diagnostics import Diagnostic, Span
from briefing.model.content import Audience, Audiences, CitationStyle, Limits, MentionKind

_CITATIONS: tuple[CitationStyle, ...] = get_args(CitationStyle)
_TEMPLATE = re.compile(r"(?![/.])(?!.*\.\.)[^\\:]+\.docx")
_INHERITED = ("label", "template", "depth", "paper", "order", "require", "citations")


def read_audiences(reading: Reading) -> tuple[Audiences, tuple[Diagnostic, ...]]:
    """The audiences that a document holds, each with what it inherits, and everything that is wrong by itself."""
    fields = reading.whole("the file of audiences").fields()
    depths = fields.must("depths").new_ids()
    own = {name: _read_audience(name, value) for name, value in fields.must("audiences").entries()}
    omissions = fields.may("omit").by_audience(_read_omissions)
    fields.done()
    audiences = Audiences(
        reading.document.path,
        depths,
        {name: _with_parent(audience, own) for name, audience in own.items()},
        omissions,
        fields.record,
        tuple(reading.mentions),
    )
    known: dict[MentionKind, tuple[str, ...]] = {"audience": tuple(own), "depth": depths}
    return audiences, (*reading.faults, *names.unknown(reading.mentions, known), *_check_parents(own))


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
        limits=_read_limits(fields.may("limits").fields()),
        fields=fields.record,
        span=value.span,
    )
    fields.done()
    return audience


def _read_limits(fields: Fields) -> Limits:
    limits = Limits(*(fields.may(name).whole_number() for name in Limits._fields))
    fields.done()
    return limits


def _read_omissions(value: Value) -> Mapping[str, str]:
    """Block ids with the reason why this audience does not get them."""
    return {block.id_of("block"): reason.line() for block, reason in value.fields()}


def _with_parent(audience: Audience, all_of_them: Mapping[str, Audience]) -> Audience:
    """The audience with its parent's settings where it has none of its own; limits one by one."""
    parent = all_of_them.get(audience.extends)
    if parent is None:
        return audience
    inherited = {name: getattr(parent, name) for name in _INHERITED if audience.fields.get(name) is None}
    limits = Limits(*(own or theirs for own, theirs in zip(audience.limits, parent.limits, strict=True)))
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
