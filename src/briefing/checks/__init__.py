"""What topics and editions must satisfy before they are worth sending: the door of this room.

`of_topic` looks at what was written, `of_edition` at what one reader gets of it, `of_all` at all editions together;
`withheld` gives the words that a reader's file must not hold.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from briefing.checks import edition, provenance, together, variants, wording
from briefing.checks.sentences import sentences
from briefing.checks.withheld import withheld
from briefing.diagnostics import Diagnostic
from briefing.model.brief import Brief
from briefing.model.content import Content

__all__ = ["of_all", "of_edition", "of_topic", "sentences", "withheld"]

Diagnostics = tuple[Diagnostic, ...]


def of_topic(
    content: Content, *, today: datetime.date | None = None, accepted: Mapping[str, Mapping[str, str]] | None = None
) -> Diagnostics:
    """What is wrong with a topic whoever reads it. Facts are past their review by `today`, if that is told; `accepted`
    says of which wording of the default each variant was last looked at (`variants.fingerprint`), None where that is
    not kept."""
    topic = content.topic
    return (*provenance.check(topic, today), *variants.check(content, accepted), *wording.check(topic))


def of_edition(content: Content, brief: Brief) -> Diagnostics:
    """What is wrong with the edition that one reader gets."""
    return tuple(edition.check(content, brief))


def of_all(content: Content, briefs: Sequence[Brief]) -> Diagnostics:
    """What only all editions together can tell; nothing unless there is one for each audience."""
    known = {brief.audience for brief in briefs}
    return tuple(together.check(content, briefs)) if known == set(content.audiences.audiences) else ()
