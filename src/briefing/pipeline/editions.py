"""Topics and readers → editions: resolved, checked, rendered as far as they can be."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from briefing import audience, checks, language, render, template
from briefing.diagnostics import Diagnostic, Place
from briefing.model.brief import Brief
from briefing.model.content import Content
from briefing.pipeline.finishing import finished
from briefing.pipeline.loading import Diagnostics, Written
from briefing.pipeline.templates import Templates


class Edition(NamedTuple):
    """One paper for one reader: what goes into it, and the file it makes. `data` is empty where there was an error;
    `diagnostics` are what were found in making it."""

    topic: str
    brief: Brief
    file: Path
    data: bytes = b""
    diagnostics: Diagnostics = ()


def resolved(written: Content, wanted: Sequence[str]) -> list[tuple[Brief, Diagnostics]]:
    """What each reader gets of a topic, and what was found on the way."""
    return [audience.resolve(written, name, language.evaluate) for name in wanted]


def editions_of(
    written: Content, project: Written, templates: Templates, output: Path, today: datetime.date | None
) -> tuple[list[Edition], Diagnostics]:
    """The editions of a topic. Where the content or a template has errors, they are rendered all the same, to find what
    else is wrong; nothing comes of it. `today` is what facts may be past their review by."""
    briefs = resolved(written, project.wanted)
    accepted = None if project.accepted is None else project.accepted.get(written.topic.id, {})
    found = checks.of_topic(written, today=today, accepted=accepted)
    found += checks.of_all(written, [brief for brief, _ in briefs])
    editions = []
    for brief, faults in briefs:
        file = output / f"{written.topic.id}-{brief.audience}.docx"
        compiled = templates.of(brief.audience, written.audiences)
        own = (*faults, *checks.of_edition(written, brief))
        data = b""
        if compiled is not None and project.sound and not templates.faulty:
            data, faults = finished(compiled, brief, written, file)
            own += faults
        elif compiled is not None:
            snippets = template.snippets(Path(compiled.path))
            own += render.rendered(compiled, brief.roots, tongue=brief.language, snippets=snippets)[1]
        editions.append(Edition(written.topic.id, brief, file, data, own))
    return editions, found + tuple(_of_all(editions))


def _of_all(editions: Sequence[Edition]) -> Iterator[Diagnostic]:
    """What was found in making editions, each once. Of what is wrong at a place of a template for some of its readers
    only, a hint says for whom."""
    met: dict[tuple[object, ...], list[str]] = {}
    said = [(edition.brief, one) for edition in editions for one in edition.diagnostics]
    for brief, one in said:
        met.setdefault((one.code, one.message, one.where), []).append(brief.audience)
    for brief, one in said:
        readers = met.pop((one.code, one.message, one.where), None)
        if readers is None:
            continue
        alike = [edition for edition in editions if edition.brief.template == brief.template]
        some = isinstance(one.where, Place) and len(set(readers)) < len(alike)
        named = ", ".join(f"'{name}'" for name in dict.fromkeys(readers))
        yield one._replace(hints=(*one.hints, f"in the edition for {named}")) if some else one
