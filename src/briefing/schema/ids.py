"""The ids of a project, as enums with a few words on each: what an editor offers and everything else is a mistake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from briefing.model.content import Audiences, Topic
from briefing.schema.shapes import ID, Schema, listed, new_id, ref

Ids = Mapping[str, str]
"""Ids, and what each of them is."""


class Known(NamedTuple):
    """The ids of each kind; None where they are not known, and then any id will do. A `parent` is an audience that
    others may extend."""

    source: Ids | None = None
    fact: Ids | None = None
    section: Ids | None = None
    block: Ids | None = None
    audience: Ids | None = None
    parent: Ids | None = None
    depth: Ids | None = None

    def definitions(self, *kinds: str) -> dict[str, Schema]:
        """A definition for each of these kinds of id."""
        return {f"{kind}_id": _id(getattr(self, kind)) for kind in kinds}

    def by(self, kind: str, shape: Schema) -> Schema:
        """What is said per id of a kind. The ids are spelt out as keys, since that is what editors complete best."""
        written: Schema = {"type": "object", "additionalProperties": False}
        ids: Ids | None = getattr(self, kind)
        if ids is None:
            return written | {"patternProperties": {ID: shape}}
        return written | {"properties": {name: {"description": what} | shape for name, what in ids.items()}}

    def by_audience(self, shape: Schema) -> Schema:
        """What is said per audience."""
        return self.by("audience", shape)


def one(kind: str) -> Schema:
    """An id of this kind, defined elsewhere."""
    return ref(f"{kind}_id")


def several(kind: str, least: int = 0) -> Schema:
    """A list of ids of this kind, none twice."""
    return listed(one(kind), least, uniqueItems=True)


def known(topics: Iterable[Topic] | None, audiences: Audiences | None) -> Known:
    """The ids that topics and audiences define. None where they are not known; no topics where there are none."""
    found = Known()
    if topics is not None:
        topics = tuple(topics)
        found = found._replace(
            source={name: _source(topic, name) for topic in topics for name in topic.sources},
            fact={name: fact.claim.source for topic in topics for name, fact in topic.facts.items()},
            section={section.id: section.title.text.source for topic in topics for section in topic.sections},
            block={name: what for topic in topics for name, what in _blocks(topic)},
        )
    if audiences is not None:
        readers = audiences.audiences
        found = found._replace(
            audience={name: reader.label for name, reader in readers.items()},
            parent={name: reader.label for name, reader in readers.items() if not reader.extends},
            depth={name: f"Level {at} of {len(audiences.depths)}" for at, name in enumerate(audiences.depths, 1)},
        )
    return found


def _source(topic: Topic, name: str) -> str:
    fields = topic.sources[name].fields
    return str(fields.get("title") or fields.get("description") or "")


def _blocks(topic: Topic) -> Iterable[tuple[str, str]]:
    for section in topic.sections:
        for block in section.blocks:
            yield block.id, f"{block.kind}, under “{section.title.text.source}”"


def _id(ids: Ids | None) -> Schema:
    if ids is None:
        return new_id()
    return {"type": "string", "enum": [*ids], "enumDescriptions": [*ids.values()]}
