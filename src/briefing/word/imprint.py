"""What a built file says about itself: its own properties, nothing of the template's author.

The template's properties are replaced, except those that the designer filled with tags; its thumbnail, its other
properties, its revision ids and the path of the file it was attached to go (ECMA-376 part 2, 11; part 1, 17.15.1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from briefing.word import package
from briefing.word.emit.text import in_attribute
from briefing.word.package import CONTENT_TYPES, Member, Package
from briefing.word.packaging import appended

CORE, APP = "docProps/core.xml", "docProps/app.xml"
_ROOT_RELATIONSHIPS = "_rels/.rels"
_SETTINGS = "word/settings.xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_REVISIONS = re.compile(r"<w:rsids>.*?</w:rsids>|<w:rsids/>|<w:attachedTemplate\b[^>]*/>", re.DOTALL)
_FILLED = re.compile(r"<((?:dc|cp):\w+)\b[^>]*>([^<]*)</\1>")


class Imprint(NamedTuple):
    """What is stated. `dated` is an ISO date and time in UTC; empty values are left out."""

    title: str
    subject: str
    creator: str
    keywords: str
    language: str
    version: str
    status: str
    dated: str


def imprinted(members: Mapping[str, Member], template: Package, imprint: Imprint) -> dict[str, Member]:
    """The members of a file with its imprint. `members` are as rendered, `template` as they came."""
    kept = {name: member for name, member in members.items() if not _goes(name)}
    gone = [name for name in members if name not in kept]
    kept[CORE] = package.pack(CORE, (_core(imprint, _designed(template, members)).encode(),))
    kept[APP] = package.pack(APP, (_APPLICATION.encode(),))
    if _SETTINGS in kept:
        settings = kept[_SETTINGS].read().decode()
        cleaned = _REVISIONS.sub("", settings)
        if cleaned != settings:
            kept[_SETTINGS] = package.pack(_SETTINGS, (cleaned.encode(),))
    if (
        "word/_rels/settings.xml.rels" in kept
        and "attachedTemplate" in kept["word/_rels/settings.xml.rels"].read().decode()
    ):
        del kept["word/_rels/settings.xml.rels"]
    kept[CONTENT_TYPES] = _content_types(kept[CONTENT_TYPES], gone)
    kept[_ROOT_RELATIONSHIPS] = _relationships(kept[_ROOT_RELATIONSHIPS], gone)
    return kept


def _goes(name: str) -> bool:
    return name.startswith("docProps/")


def _designed(template: Package, members: Mapping[str, Member]) -> dict[str, str]:
    """The core properties that the designer typed tags into, as rendered."""
    if CORE not in template:
        return {}
    typed = {name for name, text in _FILLED.findall(template[CORE].read().decode()) if "{{" in text}
    return {name: text for name, text in _FILLED.findall(members[CORE].read().decode()) if name in typed}


def _core(imprint: Imprint, designed: Mapping[str, str]) -> str:
    values = {
        "dc:title": in_attribute(imprint.title),
        "dc:subject": in_attribute(imprint.subject),
        "dc:creator": in_attribute(imprint.creator),
        "cp:keywords": in_attribute(imprint.keywords),
        "dc:language": in_attribute(imprint.language),
        "cp:version": in_attribute(imprint.version),
        "cp:contentStatus": in_attribute(imprint.status),
        **designed,
    }
    stated = "".join(f"<{name}>{text}</{name}>" for name, text in values.items() if text)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{imprint.dated}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{stated}{dates if imprint.dated else ''}</cp:coreProperties>"
    )


_APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>briefing</Application></Properties>'
)


def _content_types(member: Member, gone: list[str]) -> Member:
    xml = member.read().decode()
    for name in gone:
        xml = re.sub(rf'<(?:\w+:)?Override\b[^>]*PartName="/{re.escape(name)}"[^>]*/>', "", xml)
    overrides = (
        f'<Override PartName="/{CORE}" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f'<Override PartName="/{APP}"'
        ' ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
    )
    return package.pack(CONTENT_TYPES, (appended(xml, "Types", overrides).encode(),))


def _relationships(member: Member, gone: list[str]) -> Member:
    xml = member.read().decode()
    for name in gone:
        xml = re.sub(rf'<(?:\w+:)?Relationship\b[^>]*Target="/?{re.escape(name)}"[^>]*/>', "", xml)
    added = (
        f'<Relationship Id="rIdCore" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="{CORE}"/>'
        f'<Relationship Id="rIdApp" Type="{_OFFICE}/relationships/extended-properties" Target="{APP}"/>'
    )
    return package.pack(_ROOT_RELATIONSHIPS, (appended(xml, "Relationships", added).encode(),))
