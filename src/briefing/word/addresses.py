"""Tags in the address of a hyperlink: the target lies in the relationships of the part, percent-encoded by Word."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from urllib.parse import unquote

from lxml import etree

from briefing.later import regex
from briefing.word import tagtext
from briefing.word.names import RELATION_ID, R
from briefing.word.parts import Relationship

_ENTRY = regex(r"<(?:\w+:)?Relationship\b[^>]*?/>|<(?:\w+:)?Relationship\b[^>]*>\s*</(?:\w+:)?Relationship>")
_TARGET = regex(r"""\bTarget\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_LINK = regex(r"""\bType\s*=\s*["'][^"']*/hyperlink["']""")


def mark(
    root: etree._Element,
    relationships: Iterable[Relationship],
    mark: str,
    add: Callable[[str, str, etree._Element], int],
) -> None:
    """Puts a marker in place of the relationship id of each link whose address holds tags.

    `add(expression, typed, link)` makes the tag; its expression is a tuple of the address's literal parts and values.
    """
    expressions = {}
    for relationship in relationships:
        if relationship.kind == "hyperlink" and relationship.external and holds_tag(relationship.target):
            expressions[relationship.id] = (_parts(relationship.target), unquote(relationship.target))
    if not expressions:
        return
    for element in root.iter(etree.Element):
        identity = element.get(RELATION_ID)
        if identity in expressions:
            element.set(RELATION_ID, f"{mark}{add(*expressions[identity], element)}{mark}")


def fetched_with_tags(relationships: Iterable[Relationship]) -> list[tuple[str, str]]:
    """The addresses with tags that are no links: of pictures and templates, which Word fetches unasked. Each with the
    id of its relationship before it."""
    others = (one for one in relationships if one.external and one.kind != "hyperlink")
    return [(one.id, unquote(one.target)) for one in others if holds_tag(one.target)]


def named_by(root: etree._Element, identity: str) -> etree._Element | None:
    """The first element that names a relationship."""
    prefix = f"{{{R}}}"
    names = ((element, name) for element in root.iter(etree.Element) for name in element.attrib)
    return next((one for one, name in names if str(name).startswith(prefix) and one.get(name) == identity), None)


def holds_tag(target: str) -> bool:
    """Whether an address holds a tag, as typed or percent-encoded."""
    return bool(tagtext.find(unquote(target))[0])


def _parts(target: str) -> str:
    """An address with tags as the expression of a tuple: its literal parts and its values."""
    encoded = not tagtext.find(target)[0]
    typed = unquote(target) if encoded else target
    parts: list[str] = []
    position = 0
    for tag in tagtext.find(typed)[0]:
        parts.append(_literal(typed[position : tag.start], encoded))
        if tag.opener != "{#":
            parts.append(f"({tag.inner})")
        position = tag.end
    return ", ".join([*parts, _literal(typed[position:], encoded)])


def _literal(text: str, encoded: bool) -> str:
    """A part of an address as a string of the language; a per cent sign that was decoded is encoded again."""
    return json.dumps(text.replace("%", "%25") if encoded else text)


def without_tags(xml: str) -> str:
    """A relationships member without the links whose address holds tags: rendering writes them anew."""
    return _ENTRY.sub(lambda entry: "" if _is_link_with_tags(entry.group()) else entry.group(), xml)


def _is_link_with_tags(entry: str) -> bool:
    target = _TARGET.search(entry) if _LINK.search(entry) else None
    if target is None:
        return False
    text = target.group(1) or target.group(2) or ""
    return holds_tag(text.replace("&quot;", '"').replace("&apos;", "'").replace("&amp;", "&"))
