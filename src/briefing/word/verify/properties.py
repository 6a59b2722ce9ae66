"""Document properties: docProps/core.xml (ECMA-376 Part 2, 8) and docProps/custom.xml (Part 1, 22.3)
and docProps/app.xml (22.2)."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from briefing.later import regex
from briefing.word.verify.container import Part
from briefing.word.verify.findings import Findings, tag_of

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_TERMS = "http://purl.org/dc/terms/"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_CORE_NAMESPACES = (_CORE, _TERMS, "http://purl.org/dc/elements/1.1/")
_DATES = frozenset((f"{{{_TERMS}}}created", f"{{{_TERMS}}}modified"))
_W3CDTF = regex(
    r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?"
)
_CORE_NAMES = frozenset(
    "category contentStatus contentType created creator description identifier keywords language lastModifiedBy "
    "lastPrinted modified revision subject title version".split()
)
_NUMBERS = tuple(
    "Pages Words Characters Lines Paragraphs Slides Notes TotalTime HiddenSlides MMClips CharactersWithSpaces "
    "DocSecurity".split()
)
_EXTENDED_NAMES = frozenset(_NUMBERS) | frozenset(
    "Template Manager Company PresentationFormat ScaleCrop HeadingPairs TitlesOfParts LinksUpToDate SharedDoc "
    "HyperlinkBase HLinks HyperlinksChanged DigSig Application AppVersion".split()
)
# Whole numbers among the values that a custom property may have (Part 1, 22.4).
_WHOLE = frozenset(f"{{{_VALUES}}}{name}" for name in "i1 i2 i4 i8 int ui1 ui2 ui4 ui8 uint".split())
_KINDS = _WHOLE | frozenset(
    f"{{{_VALUES}}}{name}"
    for name in "vector array blob oblob empty null r4 r8 decimal lpstr lpwstr bstr date filetime bool cy error stream "
    "ostream storage ostorage vstream clsid".split()
)
_FORMAT_ID = regex(r"\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}")
_FIRST_ID = 2  # 0 and 1 are taken by the format that properties had before XML


def check(part: Part, findings: Findings) -> None:
    """Checks a part by its content type, if it holds properties."""
    if part.root is None:
        return
    if part.content_type.endswith("package.core-properties+xml"):
        _check_core(part.name, part.root, findings)
    elif part.content_type.endswith("extended-properties+xml"):
        _check_extended(part.name, part.root, findings)
    elif part.content_type.endswith("custom-properties+xml"):
        _check_custom(part.name, part.root, findings)


def _check_extended(name: str, root: etree._Element, findings: Findings) -> None:
    if root.tag != f"{{{EXTENDED}}}Properties":
        return  # which is told of its root
    for tag, count in Counter(child.tag for child in root.iterchildren(etree.Element)).items():
        local = etree.QName(tag).localname
        if count > 1 or local not in _EXTENDED_NAMES or etree.QName(tag).namespace != EXTENDED:
            findings.add("O279", f"'{local}' is no property of a document, or there {count} times", name)
    for child in root.iterchildren(*(f"{{{EXTENDED}}}{number}" for number in _NUMBERS)):
        if not re.fullmatch(r"\s*[+-]?\d{1,10}\s*", child.text or ""):
            findings.add("O279", f"the property '{etree.QName(child).localname}' is '{child.text}'", name)


def _check_core(name: str, root: etree._Element, findings: Findings) -> None:
    if root.tag != f"{{{_CORE}}}coreProperties":
        findings.add("O271", f"{tag_of(root)} is not cp:coreProperties", name)
    counts = Counter(child.tag for child in root.iterchildren(etree.Element))
    for tag, count in counts.items():
        if count > 1:
            findings.add("O271", f"the property '{etree.QName(tag).localname}' is given {count} times", name)
    for child in root.iterchildren(etree.Element):
        qualified = etree.QName(child)
        if qualified.localname not in _CORE_NAMES or qualified.namespace not in _CORE_NAMESPACES:
            findings.add("O271", f"{tag_of(child)} is no core property", name)
        elif qualified.localname != "keywords" and (len(child) or child.get(_LANGUAGE) is not None):
            findings.add("O271", f"the property '{qualified.localname}' has children, or a language", name)
        if child.tag in _DATES and counts[child.tag] == 1:
            text = (child.text or "").strip()
            if not _W3CDTF.fullmatch(text) or not child.get(_TYPE, "").endswith(":W3CDTF"):
                message = (
                    f"the property '{etree.QName(child).localname}' is '{text}', not a date of type dcterms:W3CDTF"
                )
                findings.add("O271", message, name)


def _check_custom(name: str, root: etree._Element, findings: Findings) -> None:
    ids: set[str] = set()
    names: set[str] = set()
    for entry in root.iterchildren(f"{{{CUSTOM}}}property"):
        identity, label = entry.get("pid", ""), entry.get("name", "")
        if not identity.isdecimal() or int(identity) < _FIRST_ID or identity in ids or label.lower() in names:
            findings.add("O272", f"the property '{label}' has the pid '{identity}': not unique, or below 2", name)
        if not label or not _FORMAT_ID.fullmatch(entry.get("fmtid", "")):
            findings.add("O272", f"the property '{label}' has no name, or no fmtid", name)
        for value in entry.iterchildren(etree.Element):
            is_whole = re.fullmatch(r"\s*[+-]?\d+\s*", value.text or "")
            if value.tag not in _KINDS or (value.tag in _WHOLE and not is_whole):
                findings.add("O272", f"the property '{label}' has the value '{value.text}' as {tag_of(value)}", name)
        if len(entry) != 1:
            findings.add("O272", f"the property '{label}' has {len(entry)} values instead of one", name)
        ids.add(identity)
        names.add(label.lower())
