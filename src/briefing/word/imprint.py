"""What a built file says about itself: its own properties (ECMA-376 part 2, 11; part 1, 22.2 and 22.3), and the
language of its text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from briefing.later import regex
from briefing.word import package, seal, traces
from briefing.word.emit.text import in_attribute
from briefing.word.package import CONTENT_TYPES, Member, Package
from briefing.word.packaging import appended, decoded, with_relationships
from briefing.word.seal import CUSTOM
from briefing.word.traces import CORE, ROOT

APP = "docProps/app.xml"
_STYLES = "word/styles.xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_DEFAULTS = regex(r"(<w:rPrDefault>\s*<w:rPr>)(.*?)(</w:rPr>\s*</w:rPrDefault>)", re.DOTALL)
_LANGUAGE = regex(r"<w:lang\b[^>]*/>")
_LATIN = regex(r'\bw:val="[^"]*"')


class Imprint(NamedTuple):
    """What is stated. `dated` is an ISO date and time in UTC; empty values are left out."""

    title: str = ""
    subject: str = ""
    creator: str = ""
    keywords: str = ""
    language: str = ""
    version: str = ""
    status: str = ""
    dated: str = ""


def imprinted(members: Mapping[str, Member], template: Package, main: str, imprint: Imprint) -> dict[str, Member]:
    """The members of a file with its imprint, and nothing of the template's author. `members` are as rendered,
    `template` as they came; `main` is the main document. The properties that the designer typed tags into stay."""
    made = traces.scrubbed(members, main) | stated(members, template, imprint)
    if _STYLES in made and imprint.language:
        _replace(made, _STYLES, _spoken(decoded(made[_STYLES].read()), imprint.language))
    _replace(made, ROOT, with_relationships(decoded(made[ROOT].read()), _RELATED))
    _replace(made, CONTENT_TYPES, appended(decoded(made[CONTENT_TYPES].read()), "Types", _TYPES))
    return made


def stated(members: Mapping[str, Member], template: Package, imprint: Imprint) -> dict[str, Member]:
    """The members that state the imprint, and what the designer typed tags for, as `members` have it."""
    core, custom = traces.designed(template, members)
    made: dict[str, Member] = {}
    _add(made, CORE, _core(imprint, core))
    _add(made, APP, _APPLICATION)
    _add(made, CUSTOM, seal.properties(custom))
    return made


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


def _add(members: dict[str, Member], name: str, xml: str) -> None:
    members[name] = package.pack(name, (xml.encode(),))


def _replace(members: dict[str, Member], name: str, xml: str) -> None:
    """Writes a member anew, if it is another than it was."""
    if xml != decoded(members[name].read()):
        _add(members, name, xml)


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
    f'<Override PartName="/{CUSTOM}"'
    ' ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
)
_RELATED = (
    f'<Relationship Id="rIdCore" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="{CORE}"/>'
    f'<Relationship Id="rIdApp" Type="{_OFFICE}/relationships/extended-properties" Target="{APP}"/>'
    f'<Relationship Id="rIdCustom" Type="{_OFFICE}/relationships/custom-properties" Target="{CUSTOM}"/>'
)
