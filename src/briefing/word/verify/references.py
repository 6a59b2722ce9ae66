"""What must agree between parts of one document: ids, marks in pairs, references and what they name."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from briefing.diagnostics import Related
from briefing.word.names import VAL, w
from briefing.word.verify.container import Part
from briefing.word.verify.facts import Fact, Facts
from briefing.word.verify.findings import Findings, shown, tag_of


class Document(NamedTuple):
    """A document with the parts that belong to it: the main one, or the glossary with its building blocks."""

    main: Part
    parts: Mapping[str, Part]
    facts: Facts

    def part(self, kind: str) -> str:
        """The name of the part that the main part names by a relationship of this kind, or ""."""
        related = self.main.relationships.values()
        return next((one.target for one in related if one.kind == kind and not one.external), "")

    def facts_in(self, fact: str, kind: str) -> list[Fact]:
        """The facts of the part of that kind."""
        name = self.part(kind)
        return [one for one in self.facts.of(fact) if one.part == name]


def check(document: Document, findings: Findings) -> None:
    """Compares what the parts hold."""
    _check_relationships(document, findings)
    _check_unique(document, findings)
    _check_ranges(document, findings)
    _check_fields(document.facts, findings)
    _check_sections(document.facts, findings)
    _check_notes(document, findings)
    _check_numbering(document, findings)
    _check_styles(document, findings)
    _check_links(document.facts, findings)


def _found(findings: Findings, code: str, message: str, fact: Fact, first: Fact | None = None) -> None:
    related = (
        (Related("the first is here", findings.place(first.part, first.paragraph, first.element)),) if first else ()
    )
    findings.add(code, message, fact.part, fact.paragraph, fact.element, related)


# Relationships: the kind that an attribute must lead to (ECMA-376 Part 1, 17 to 21). Others may lead anywhere.

_KINDS: Mapping[tuple[str, str], frozenset[str]] = {
    (tag, attribute): frozenset(kinds.split())
    for tag, attribute, kinds in (
        ("w:hyperlink", "id", "hyperlink"),
        ("a:hlinkClick", "id", "hyperlink slide"),
        ("a:hlinkHover", "id", "hyperlink slide"),
        ("a:blip", "embed", "image"),
        ("a:blip", "link", "image"),
        ("v:imagedata", "id", "image"),
        ("v:fill", "id", "image"),
        ("w:headerReference", "id", "header"),
        ("w:footerReference", "id", "footer"),
        ("w:altChunk", "id", "aFChunk"),
        ("w:subDoc", "id", "subDocument"),
        ("w:control", "id", "control"),
        ("w:attachedTemplate", "id", "attachedTemplate"),
        ("w:printerSettings", "id", "printerSettings"),
        ("w:embedRegular", "id", "font"),
        ("w:embedBold", "id", "font"),
        ("w:embedItalic", "id", "font"),
        ("w:embedBoldItalic", "id", "font"),
        ("c:chart", "id", "chart"),
        ("c:externalData", "id", "package oleObject"),
        ("c:userShapes", "id", "chartUserShapes"),
        ("o:OLEObject", "id", "oleObject package"),
        ("dgm:relIds", "dm", "diagramData"),
        ("dgm:relIds", "lo", "diagramLayout"),
        ("dgm:relIds", "qs", "diagramQuickStyle"),
        ("dgm:relIds", "cs", "diagramColors"),
    )
}


def _check_relationships(document: Document, findings: Findings) -> None:
    for use in document.facts.relations:
        relationship = document.parts[use.part].relationships.get(use.value)
        attribute = etree.QName(use.attribute).localname
        kinds = _KINDS.get((tag_of(use.element), attribute))
        if not use.value and (kinds is None or "hyperlink" in kinds):
            continue  # SmartArt and clickable shapes say with "" that there is none
        holder = f'{tag_of(use.element)} has r:{attribute}="{use.value}"'
        if relationship is None:
            message = f"{holder}, which is no relationship of this part"
            findings.add("O214", message, use.part, use.paragraph, use.element)
        elif kinds and relationship.kind not in kinds:
            message = f"{holder}, which leads to '{relationship.kind}', not to '{' or '.join(sorted(kinds))}'"
            findings.add("O215", message, use.part, use.paragraph, use.element)


# Ids: kind of fact → code, and whether a part may repeat what another part has.

_UNIQUE = {
    "drawing id": "O250",
    "bookmark": "O251",
    "bookmark name": "O252",
    "content control id": "O254",
    "paragraph id": "O255",
    "style": "O257",
    "numbering": "O258",
    "abstract numbering": "O258",
    "comment": "O259",
    "footnote": "O259",
    "endnote": "O259",
}
_PER_PART = frozenset(("style", "footnote", "endnote"))


def _check_unique(document: Document, findings: Findings) -> None:
    for kind, code in _UNIQUE.items():
        first: dict[tuple[str, str], Fact] = {}
        for fact in document.facts.of(kind):
            key = (
                fact.value.lower() if kind == "bookmark name" else fact.value,
                fact.part if kind in _PER_PART else "",
            )
            if key in first:
                _found(findings, code, f"the {kind} '{fact.value}' is there twice", fact, first[key])
            first.setdefault(key, fact)


_PLACES = ("_top", "_goback")  # that Word has in every document
_LAST_LEVEL = 8
_LARGEST_LEVEL = 255  # of a paragraph without a list
_NO_LEVEL = "12"
_RANGES = {"bookmark": "O253", "comment range": "O253", "move-from range": "O273", "move-to range": "O273"}


def _check_ranges(document: Document, findings: Findings) -> None:
    """The two marks of a range stand in the same part, in order (ECMA-376 Part 1, 17.13)."""
    for kind, code in _RANGES.items():
        starts = {(fact.part, fact.value): fact for fact in document.facts.of(kind)}
        ends = {(fact.part, fact.value): fact for fact in document.facts.of(f"end of {kind}")}
        for key in starts.keys() - ends.keys():
            _found(findings, code, f"the {kind} '{key[1]}' has no end", starts[key])
        for key in ends.keys() - starts.keys():
            _found(findings, code, f"the end of the {kind} '{key[1]}' has no start", ends[key])


def _check_fields(facts: Facts, findings: Findings) -> None:
    """begin, perhaps separate, end: nested, and within one story (ECMA-376 Part 1, 17.16.18)."""
    by_story = sorted(facts.of("field"), key=lambda fact: (fact.part, fact.story))  # stable: keeps the order of reading
    for _, marks in groupby(by_story, key=lambda fact: (fact.part, fact.story)):
        open_fields: list[tuple[Fact, str]] = []
        for mark in marks:
            state = open_fields[-1][1] if open_fields else ""
            if mark.value == "begin":
                open_fields.append((mark, "begin"))
            elif mark.value == "separate" and state == "begin":
                open_fields[-1] = (open_fields[-1][0], "separate")
            elif mark.value == "end" and state:
                open_fields.pop()
            else:
                _found(findings, "O269", f"w:fldChar '{mark.value}' belongs to no open field", mark)
        for begin, _ in open_fields:
            _found(findings, "O270", "a field (w:fldChar 'begin') is not closed in its story", begin)


def _check_links(facts: Facts, findings: Findings) -> None:
    known = {fact.value.lower() for fact in facts.of("bookmark name")} | {"", *_PLACES}
    for use in facts.of("use of bookmark"):
        if use.value.lower() not in known:
            _found(findings, "O275", f"a link leads to the bookmark '{use.value}', which is not there", use)


def _check_sections(facts: Facts, findings: Findings) -> None:
    for section in facts.of("section"):
        seen: set[tuple[str, str]] = set()
        for reference in section.element.iterchildren(w("headerReference"), w("footerReference")):
            key = (reference.tag, reference.get(w("type"), ""))
            if key in seen:
                _found(findings, "O268", f"the section has two {shown(key[0])} of the type '{key[1]}'", section)
            seen.add(key)


def _check_notes(document: Document, findings: Findings) -> None:
    for kind, part in (("footnote", "footnotes"), ("endnote", "endnotes"), ("comment", "comments")):
        known = {fact.value for fact in document.facts_in(kind, part)}
        for use in document.facts.of(f"use of {kind}"):
            if use.value not in known:
                _found(findings, "O260", f"the {kind} '{use.value}' is referred to, but is not in the package", use)
        for use in document.facts_in(kind, "settings"):
            if use.value not in known:
                _found(findings, "O261", f"the settings name the separator {kind} '{use.value}', which is missing", use)


def _check_numbering(document: Document, findings: Findings) -> None:
    facts = document.facts
    known = {fact.value for fact in facts.of("numbering")}
    for use in facts.of("use of numbering"):
        if use.value != "0" and use.value not in known:
            _found(findings, "O262", f"the numbering '{use.value}' (w:numId) is used, but not defined", use)
    abstract = {fact.value for fact in facts.of("abstract numbering")}
    for use in facts.of("use of abstract numbering"):
        if use.value not in abstract:
            _found(findings, "O263", f"the abstract numbering '{use.value}' is used, but not defined", use)
    _check_levels(facts.of("level"), findings)
    for use in facts.of("use of level"):
        if not use.value.isdecimal() or int(use.value) > _last_level(use):
            _found(findings, "O264", f"'{use.value}' is no level of a list: they run from 0 to {_LAST_LEVEL}", use)


def _last_level(use: Fact) -> int:
    """The last level that a paragraph may name. Word reads up to 255 ([MS-OI29500] 2.1.277), and itself writes 12 for a
    paragraph that is in no list; in the definition of a list it reads nothing above 8 (2.1.280)."""
    if use.value == _NO_LEVEL:
        return _LARGEST_LEVEL
    properties = use.element.getparent()
    numbering = properties.find(w("numId")) if properties is not None else None
    return _LAST_LEVEL if numbering is not None and numbering.get(VAL) != "0" else _LARGEST_LEVEL


def _check_levels(levels: list[Fact], findings: Findings) -> None:
    """Nine levels, each once in its list (ECMA-376 Part 1, 17.9)."""
    seen: set[tuple[etree._Element | None, str]] = set()
    for level in levels:
        if not level.value.isdecimal() or int(level.value) > _LAST_LEVEL:
            _found(findings, "O264", f"'{level.value}' is no level of a list: they run from 0 to {_LAST_LEVEL}", level)
        key = (level.element.getparent(), level.value)
        if key in seen:
            _found(findings, "O258", f"the level '{level.value}' is there twice in its list", level)
        seen.add(key)


def _check_styles(document: Document, findings: Findings) -> None:
    facts = document.facts_in("style", "styles")
    styles = {fact.value: fact for fact in facts}
    kinds: dict[str, dict[str, None]] = {}
    for fact in facts:
        kinds.setdefault(fact.value, {}).setdefault(fact.element.get(w("type"), "paragraph"))
    uses = [
        (kind, use) for kind in ("paragraph", "character", "table") for use in document.facts.of(f"use of {kind} style")
    ]
    # Where ids are there twice, as is told, as many may be missing: those that the styles had before.
    missing = {use.value for _, use in uses} - kinds.keys()
    are_told = len(missing) <= len(facts) - len(styles)
    for kind, use in uses:
        found = kinds.get(use.value, {})
        if not found and not are_told:
            _found(findings, "O265", f"the {kind} style '{use.value}' is used, but not defined", use)
        elif found and kind not in found:
            _found(findings, "O266", f"the {next(iter(found))} style '{use.value}' is used as a {kind} style", use)
    parents = {identity: _parent(fact) for identity, fact in styles.items()}
    for identity in parents:
        if identity in _ancestors(identity, parents):
            _found(findings, "O267", f"the style '{identity}' is based on itself", styles[identity])


def _parent(style: Fact) -> str:
    based_on = style.element.find(w("basedOn"))
    return based_on.get(VAL, "") if based_on is not None else ""


def _ancestors(identity: str, parents: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    while (parent := parents.get(identity, "")) and parent not in found:
        found.add(parent)
        identity = parent
    return found
