"""Topics and readers → editions: resolved, checked, rendered as far as they can be."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from briefing import audience, checks, language, limits
from briefing.diagnostics import Diagnostic, Place, has_errors
from briefing.later import regex
from briefing.model.brief import Brief
from briefing.model.content import Content, TableBody
from briefing.pipeline.finishing import finished
from briefing.pipeline.loading import Diagnostics, Written
from briefing.pipeline.templates import Templates

ROWS_IN_A_SECOND = 5_000  # of tables, that an edition may take longer for: a fifth of what it takes


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


def for_recipient(brief: Brief, recipients: Mapping[str, Mapping[str, str]]) -> Brief:
    """What a recipient gets of an edition: the same, with `recipient` to name in tags, if its audience has some."""
    values = recipients.get(brief.audience)
    return brief if values is None else brief._replace(roots={**brief.roots, "recipient": values})


def editions_of(
    written: Content, project: Written, templates: Templates, output: Path, today: datetime.date | None
) -> tuple[list[Edition], Diagnostics]:
    """The editions of a topic. Where the content or a template has errors, they are rendered all the same, to find what
    else is wrong; nothing comes of it. `today` is what facts may be past their review by."""
    briefs = [(for_recipient(brief, project.recipients), faults) for brief, faults in resolved(written, project.wanted)]
    accepted = None if project.accepted is None else project.accepted.get(written.topic.id, {})
    found = checks.of_topic(written, today=today, accepted=accepted)
    found += checks.of_all(written, [brief for brief, _ in briefs])
    editions = []
    for brief, faults in briefs:
        file = output / f"{written.topic.id}-{brief.audience}.docx"
        compiled = templates.of(brief.audience, written.audiences)
        own = (*faults, *checks.of_edition(written, brief))
        data = b""
        if compiled is not None:
            sound = project.sound and not templates.faulty and not has_errors(own)
            told = any(one.code in _OF_HEADINGS for one in (*own, *templates.diagnostics))
            longer = {"seconds": limits.now().seconds + _rows(written) // ROWS_IN_A_SECOND}
            with limits.granted(longer, unless_said=True):
                data, faults = finished(compiled, brief, written, file, project.project, sound=sound, headings=not told)
            own += tuple(_with_reason(one, written, brief) for one in faults)
        editions.append(Edition(written.topic.id, brief, file, data, own))
    return editions, found + tuple(_of_all(editions))


def _rows(written: Content) -> int:
    """How many rows the tables of a topic have."""
    bodies = (block.body for _, block in written.topic.blocks)
    return sum(len(body.rows) for body in bodies if isinstance(body, TableBody))


_OF_HEADINGS = ("Q115", "O304", "O305")
_NO_RECIPIENT = "there is no 'recipient' in the data"
_NO_SECTION = regex(r"'sections' has no field '(\w+)'")


def _with_reason(one: Diagnostic, written: Content, brief: Brief) -> Diagnostic:
    """What is missing of a section that the topic has and this reader does not get, with that as the hint; and so what
    only personal copies have."""
    if one.message == _NO_RECIPIENT:
        return one._replace(hints=("personal copies have one: `briefing build --for-each people.csv`",))
    found = _NO_SECTION.fullmatch(one.message)
    if found is None or found[1] not in {section.id for section in written.topic.sections}:
        return one
    hints = (
        f"'{brief.audience}' does not get the section '{found[1]}': `briefing why {found[1]} -a {brief.audience}`",
        f"{{% if sections.{found[1]} is defined %}} says that it may be missing",
    )
    return one._replace(hints=hints)


def _of_all(editions: Sequence[Edition]) -> Iterator[Diagnostic]:
    """What was found in making editions, each once, for the first of its readers; a hint names the others, or for whom
    it is, where a template has others besides."""
    met: dict[object, list[str]] = {}
    said = [(edition.brief, one) for edition in editions for one in edition.diagnostics]
    for brief, one in said:
        met.setdefault(_alike(one, brief.audience), []).append(brief.audience)
    for brief, one in said:
        readers = list(dict.fromkeys(met.pop(_alike(one, brief.audience), ())))
        if not readers:
            continue
        named = ", ".join(f"'{name}'" for name in readers)
        alike = [edition for edition in editions if edition.brief.template == brief.template]
        if isinstance(one.where, Place) and len(readers) < len(alike):
            yield one._replace(hints=(*one.hints, f"in the edition for {named}"))
        elif readers[1:] and f"'{brief.audience}'" in one.message:
            yield one._replace(hints=(*one.hints, f"the same for {named.partition(', ')[2]}"))
        else:
            yield one


def _alike(one: Diagnostic, audience: str) -> object:
    """What two diagnostics have in common that say the same, each of its own audience. What fails at one tag fails for
    one reason, whatever the values."""
    if isinstance(one.where, Place) and one.code[0] == "R":
        return one.code, one.where
    if isinstance(one.where, Place) and one.code[0] == "O":  # in files that are made, each its own
        return one.code, one.message, one.where.part, one.where.trail
    return one.code, one.where, one.message.replace(f"'{audience}'", "")
