"""Tags in the address of a hyperlink: the target lies in the relationships of the part, percent-encoded by Word."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote

from lxml import etree

from briefing.word import tagtext
from briefing.word.names import RELATION_ID
from briefing.word.parts import Relationship

_ENTRY = re.compile(r"<(?:\w+:)?Relationship\b[^>]*?/>|<(?:\w+:)?Relationship\b[^>]*>\s*</(?:\w+:)?Relationship>")
_TARGET = re.compile(r"""\bTarget\s*=\s*["']([^"']*)["']""")


def mark(
    root: etree._Element, relationships: Iterable[Relationship], mark: str, add: Callable[[str, str], int]
) -> None:
    """Puts a marker in place of the relationship id of each link whose address holds tags.

    `add(expression, typed)` makes the tag; its expression joins the literal parts of the address and the values.
    """
    expressions = {}
    for relationship in relationships:
        typed = unquote(relationship.target)
        if relationship.external and holds_tag(relationship.target):
            expressions[relationship.id] = (_joined(typed), typed)
    if not expressions:
        return
    for element in root.iter(etree.Element):
        identity = element.get(RELATION_ID)
        if identity in expressions:
            element.set(RELATION_ID, f"{mark}{add(*expressions[identity])}{mark}")


def holds_tag(target: str) -> bool:
    """Whether an address holds a tag, as typed or percent-encoded."""
    return bool(tagtext.find(unquote(target))[0])


def _joined(typed: str) -> str:
    parts: list[str] = []
    position = 0
    for tag in tagtext.find(typed)[0]:
        parts += [json.dumps(typed[position : tag.start]), f"({tag.inner})"]
        position = tag.end
    return " ~ ".join([*parts, json.dumps(typed[position:])])


def without_tags(xml: str) -> str:
    """A relationships member without the entries whose address holds tags: rendering writes them anew."""
    return _ENTRY.sub(lambda entry: "" if _has_tags(entry.group()) else entry.group(), xml)


def _has_tags(entry: str) -> bool:
    target = _TARGET.search(entry)
    return bool(
        target and holds_tag(target.group(1).replace("&quot;", '"').replace("&apos;", "'").replace("&amp;", "&"))
    )
