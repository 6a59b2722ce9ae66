"""Document properties: docProps/core.xml (ECMA-376 Part 2, 8) and docProps/custom.xml (Part 1, 22.3)."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from briefing.word.verify.container import Part
from briefing.word.verify.findings import Findings, tag_of

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_TERMS = "http://purl.org/dc/terms/"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_DATES = frozenset((f"{{{_TERMS}}}created", f"{{{_TERMS}}}modified"))
_W3CDTF = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?")
_FIRST_ID = 2  # 0 and 1 are taken by the format that properties had before XML


def check(part: Part, findings: Findings) -> None:
    """Checks a part by its content type, if it holds properties."""
    if part.root is None:
        return
    if part.content_type.endswith("package.core-properties+xml"):
        _check_core(part.name, part.root, findings)
    elif part.content_type.endswith("custom-properties+xml"):
        _check_custom(part.name, part.root, findings)


def _check_core(name: str, root: etree._Element, findings: Findings) -> None:
    if root.tag != f"{{{_CORE}}}coreProperties":
        findings.add("O271", f"{tag_of(root)} is not cp:coreProperties", name)
    for tag, count in Counter(child.tag for child in root if isinstance(child.tag, str)).items():
        if count > 1:
            findings.add("O271", f"the property '{etree.QName(tag).localname}' is given {count} times", name)
    for child in root:
        if child.tag in _DATES:
            text = (child.text or "").strip()
            if not _W3CDTF.fullmatch(text) or not child.get(_TYPE, "").endswith(":W3CDTF"):
                message = (
                    f"the property '{etree.QName(child).localname}' is '{text}', not a date of type dcterms:W3CDTF"
                )
                findings.add("O271", message, name)


def _check_custom(name: str, root: etree._Element, findings: Findings) -> None:
    ids: set[str] = set()
    names: set[str] = set()
    for entry in root.iterchildren(f"{{{_CUSTOM}}}property"):
        identity, label = entry.get("pid", ""), entry.get("name", "")
        if not identity.isdecimal() or int(identity) < _FIRST_ID or identity in ids or label.lower() in names:
            findings.add("O272", f"the property '{label}' has the pid '{identity}': not unique, or below 2", name)
        if len(entry) != 1:
            findings.add("O272", f"the property '{label}' has {len(entry)} values instead of one", name)
        ids.add(identity)
        names.add(label.lower())
