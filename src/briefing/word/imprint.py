"""What a built file says about itself: its own properties, nothing of the template's author.

The template's properties are replaced, except those that the designer filled with tags; its thumbnail, its other
properties, its revision ids, the path of the file it was attached to, its mail merge with those it was for, and its
comments with those who wrote them go (ECMA-376 part 2, 11; part 1, 17.13.4, 17.14.20, 17.15.1.6, 17.15.1.72).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from briefing.word import package
from briefing.word.emit.text import in_attribute
from briefing.word.package import CONTENT_TYPES, Member, Package
from briefing.word.packaging import (
    appended,
    decoded,
    entries,
    overrides,
    relationships_name,
    target,
    with_relationships,
)

CORE, APP = "docProps/core.xml", "docProps/app.xml"
_ROOT_RELATIONSHIPS = "_rels/.rels"
_SETTINGS = "word/settings.xml"
_STYLES = "word/styles.xml"
_SETTINGS_RELATIONSHIPS = "word/_rels/settings.xml.rels"
_OWN_KINDS = ("core-properties", "extended-properties", "custom-properties", "thumbnail")
_TRACED_KINDS = ("attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData")
_COMMENT_KINDS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")
_COMMENT_MARKS = re.compile(r"<w:comment(?:RangeStart|RangeEnd|Reference)\b[^>]*/>")
_RECIPIENTS = "word/recipientData.xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TRACES = re.compile(
    r"<w:rsids>.*?</w:rsids>|<w:rsids/>|<w:attachedTemplate\b[^>]*/>|<w:mailMerge>.*?</w:mailMerge>", re.DOTALL
)
_DEFAULTS = re.compile(r"(<w:rPrDefault>\s*<w:rPr>)(.*?)(</w:rPr>\s*</w:rPrDefault>)", re.DOTALL)
_LANGUAGE = re.compile(r"<w:lang\b[^>]*/>")
_LATIN = re.compile(r'\bw:val="[^"]*"')
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
    own = _entries(members[_ROOT_RELATIONSHIPS], _OWN_KINDS)
    gone = {name for name in members if name.startswith("docProps/") or name == _RECIPIENTS}
    gone |= {target(entry, "") for entry in own}
    main = target(_entries(members[_ROOT_RELATIONSHIPS], ("officeDocument",))[0], "")
    comments = _comments(members, main)
    gone |= comments.keys() | {relationships_name(name) for name in comments}
    kept = {name: member for name, member in members.items() if name not in gone}
    kept[CORE] = _packed(CORE, _core(imprint, _designed(template, members)))
    kept[APP] = _packed(APP, _APPLICATION)
    if _STYLES in kept and imprint.language:
        _replace(kept, _STYLES, _spoken(decoded(kept[_STYLES].read()), imprint.language))
    if _SETTINGS in kept:
        _replace(kept, _SETTINGS, _TRACES.sub("", decoded(kept[_SETTINGS].read())))
    if _SETTINGS_RELATIONSHIPS in kept:
        _drop(kept, _SETTINGS_RELATIONSHIPS, _entries(kept[_SETTINGS_RELATIONSHIPS], _TRACED_KINDS))
    _drop(kept, _ROOT_RELATIONSHIPS, own)
    _replace(kept, _ROOT_RELATIONSHIPS, with_relationships(decoded(kept[_ROOT_RELATIONSHIPS].read()), _RELATED))
    if comments:
        _drop(kept, relationships_name(main), comments.values())
        _replace(kept, main, _COMMENT_MARKS.sub("", decoded(kept[main].read())))
    types = overrides(decoded(kept[CONTENT_TYPES].read()))
    _drop(kept, CONTENT_TYPES, [entry for name, entry in types.items() if name in gone])
    _replace(kept, CONTENT_TYPES, appended(decoded(kept[CONTENT_TYPES].read()), "Types", _TYPES))
    return kept


def _spoken(styles: str, language: str) -> str:
    """The styles with the language of the paper as that of its text, unless a style or a run says another (ECMA-376
    part 1, 17.3.2.20). Those of East Asian and right-to-left text stay."""

    def said(found: re.Match[str]) -> str:
        before, properties, after = found.groups()
        own = _LANGUAGE.search(properties)
        if own is None:
            return f'{before}{properties}<w:lang w:val="{in_attribute(language)}"/>{after}'
        value = f'w:val="{in_attribute(language)}"'
        lang = _LATIN.sub(value, own[0]) if _LATIN.search(own[0]) else own[0].replace("<w:lang", f"<w:lang {value}")
        return f"{before}{properties[: own.start()]}{lang}{properties[own.end() :]}{after}"

    return _DEFAULTS.sub(said, styles, count=1)


def _comments(members: Mapping[str, Member], main: str) -> dict[str, str]:
    """The members that hold the designer's comments and their authors, with the entry that relates each."""
    name = relationships_name(main)
    found = _entries(members[name], _COMMENT_KINDS) if name in members else []
    return {target(entry, main): entry for entry in found}


def _entries(member: Member, kinds: tuple[str, ...]) -> list[str]:
    return entries(decoded(member.read()), kinds)


def _drop(members: dict[str, Member], name: str, entries: Iterable[str]) -> None:
    xml = decoded(members[name].read())
    for entry in entries:
        xml = xml.replace(entry, "")
    _replace(members, name, xml)


def _replace(members: dict[str, Member], name: str, xml: str) -> None:
    """Writes a member anew, if it is another than it was."""
    if xml != decoded(members[name].read()):
        members[name] = _packed(name, xml)


def _packed(name: str, xml: str) -> Member:
    return package.pack(name, (xml.encode(),))


def _designed(template: Package, members: Mapping[str, Member]) -> dict[str, str]:
    """The core properties that the designer typed tags into, as rendered."""
    if CORE not in template:
        return {}
    typed = {name for name, text in _FILLED.findall(decoded(template[CORE].read())) if "{{" in text or "{%" in text}
    return {name: text for name, text in _FILLED.findall(decoded(members[CORE].read())) if name in typed}


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
_TYPES = (
    f'<Override PartName="/{CORE}" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    f'<Override PartName="/{APP}" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
)
_RELATED = (
    f'<Relationship Id="rIdCore" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="{CORE}"/>'
    f'<Relationship Id="rIdApp" Type="{_OFFICE}/relationships/extended-properties" Target="{APP}"/>'
)
