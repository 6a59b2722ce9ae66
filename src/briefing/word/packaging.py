"""Relationships and content types as text: what rendering adds to them needs no parsing of XML."""

from __future__ import annotations

import posixpath
import re

from briefing.word.names import RELATIONSHIPS


def relationships_name(part: str) -> str:
    """The member that holds a part's relationships (ECMA-376 part 2, 9.3)."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def with_relationships(xml: str, added: str) -> str:
    """A relationships part with more entries; an empty one is made where there was none."""
    if not xml:
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{RELATIONSHIPS}"/>'
    return appended(xml, "Relationships", added)


def with_content_types(xml: str, added: str) -> str:
    """A content types part with more entries."""
    return appended(xml, "Types", added)


def appended(xml: str, root: str, added: str) -> str:
    """The XML of a part with something put before the end of its root element."""
    closing = re.search(rf"</((?:\w+:)?{root})>\s*$", xml)
    if closing:
        return xml[: closing.start()] + added + xml[closing.start() :]
    empty = re.search(rf"<((?:\w+:)?{root})(\b[^>]*)/>\s*$", xml)
    if not empty:
        return xml
    return f"{xml[: empty.start()]}<{empty.group(1)}{empty.group(2)}>{added}</{empty.group(1)}>"
