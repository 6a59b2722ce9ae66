"""What a writer may type, as JSON Schemas: for editors that complete and check YAML while it is typed.

topic_schema, audiences_schema, settings_schema, brand_schema    one schema each, with the ids of a project if given
written                                                           all of a project's, as files for its folder .briefing/
modeline                                                          the first line of a YAML file that names its schema

They accept whatever the reader accepts, and refuse wrong keys, wrong shapes and unknown ids. What takes more than a
look at one value (files that are missing, figures in prose, a table's width) is said by `briefing check`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from briefing.model.content import Audiences, Topic
from briefing.schema.audiences import audiences_schema
from briefing.schema.settings import brand_schema, settings_schema
from briefing.schema.topic import topic_schema

__all__ = [
    "BY_NAME",
    "audiences_schema",
    "brand_schema",
    "modeline",
    "settings_schema",
    "text",
    "topic_schema",
    "written",
]

FOLDER = ".briefing"
BY_NAME: Mapping[str, Callable[[], Mapping[str, Any]]] = MappingProxyType(
    {
        "topic": topic_schema,
        "audiences": audiences_schema,
        "settings": settings_schema,
        "brand": brand_schema,
    }
)


def text(schema: Mapping[str, Any]) -> str:
    """A schema as the text of a file."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def written(topics: Iterable[Topic], audiences: Audiences | None, templates: Iterable[str] = ()) -> Mapping[str, str]:
    """The files of .briefing/: a schema for each topic with its own ids, one for the audiences, for settings and for
    brands. A topic called `settings` or `brand` keeps its name, and the schema of that name is left out.
    """
    topics = tuple(topics)
    schemas: dict[str, Mapping[str, Any]] = {
        "settings": settings_schema(),
        "brand": brand_schema(),
        **{topic.id: topic_schema(topic, audiences) for topic in topics},
        "audiences": audiences_schema(topics, audiences, templates),
    }
    return {f"{name}.schema.json": text(schema) for name, schema in schemas.items()}


def modeline(name: str, depth: int = 1) -> str:
    """The line that tells an editor which schema a YAML file has; it lies `depth` folders below the root."""
    return f"# yaml-language-server: $schema={'../' * depth}{FOLDER}/{name}.schema.json"
