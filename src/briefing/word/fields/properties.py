"""What fields can show of a document's properties: its title, its own ones, its variables."""

from __future__ import annotations

from lxml import etree

from briefing.word import parts
from briefing.word.package import Package

_CORE = {"title": "title", "subject": "subject", "creator": "author", "keywords": "keywords", "description": "comments"}


def properties(members: Package) -> dict[str, str]:
    """The properties of a package by their names in small letters; those without a value are not among them."""
    found: dict[str, str] = {}
    for one in parts.relationships(members, ""):
        if one.target not in members or one.kind not in parts.PROPERTY_KINDS:
            continue
        for element in parts.read(members, one.target):
            name = etree.QName(element).localname
            if one.kind == "core-properties":
                name = _CORE.get(name, name)
            elif one.kind == "custom-properties":
                name = element.get("name", "")
            text = "".join(piece for piece in element.itertext() if isinstance(piece, str)).strip()
            if name and text:
                found.setdefault(name.lower(), text)
    return found
