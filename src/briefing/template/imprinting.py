"""A compiled template → the same with an imprint and without traces, so that files made from it need neither."""

from __future__ import annotations

from briefing import language
from briefing.model.template import Part, Template
from briefing.word import imprint, traces
from briefing.word.imprint import Imprint
from briefing.word.packaging import decoded, relationships_name

_LOOKED_AT = ("settings", "comments")  # parts that lose what may hold tags


def imprinted(compiled: Template, stated: Imprint) -> Template | None:
    """The template as it is to be rendered, but for properties that hold tags; None for one that loses its traces only
    once it is rendered."""
    if any(part.story in _LOOKED_AT for part in compiled.parts):
        return None
    members = imprint.imprinted(compiled.members, compiled.members, compiled.look.main, stated)
    parts = [_without_traces(part) for part in compiled.parts]
    if any(part is None for part in parts):
        return None
    tables = {owner: relationships_name(owner) for owner in compiled.relationships}
    registers = {owner: decoded(members[name].read()) if name in members else "" for owner, name in tables.items()}
    whole = tuple(part for part in parts if part is not None)
    return compiled._replace(members=members, parts=whole, relationships=registers)


def _without_traces(part: Part) -> Part | None:
    pieces = traces.without_traces(part.anatomy.pieces)
    if pieces == part.anatomy.pieces:
        return part
    source, lines = language.source_of(pieces, part.anatomy.tags)
    program, _ = language.compile_source(source)
    return (
        part._replace(anatomy=part.anatomy._replace(pieces=pieces), program=program, lines=lines) if program else None
    )
