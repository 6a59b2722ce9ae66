"""Uses of relationships: each attribute that names one names one of its own part, of the kind that it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from lxml import etree

from briefing.word.verify.container import STRICT, Part, Relationship, relationships_of
from briefing.word.verify.facts import Facts, RelationUse
from briefing.word.verify.findings import Findings, tag_of

# The kind that an attribute must lead to (ECMA-376 Part 1, 17 to 21). Others may lead anywhere.
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


def check(facts: Facts, parts: Mapping[str, Part], findings: Findings) -> None:
    """Checks each use of a relationship against the relationships of its part."""
    for name, of_part in groupby(facts.relations, key=lambda use: use.part):
        uses = [use for use in of_part if not _names_none(use)]
        if not parts[name].relationships and relationships_of(name) in findings.parts:
            continue  # they can't be read, as is told
        if not parts[name].relationships and uses[1:]:
            message = f"the part has no relationships ({relationships_of(name)}), and names {len(uses)} of them"
            findings.add("O214", message, name, uses[0].paragraph, uses[0].element)
            continue
        for use in uses:
            _check_relationship(use, parts[name].relationships.get(use.value), findings)


def _names_none(use: RelationUse) -> bool:
    """SmartArt and clickable shapes say with "" that there is none."""
    kinds = _kinds(use)
    return not use.value and (kinds is None or "hyperlink" in kinds)


def _kinds(use: RelationUse) -> frozenset[str] | None:
    return _KINDS.get((tag_of(use.element), etree.QName(use.attribute).localname))


def _check_relationship(use: RelationUse, relationship: Relationship | None, findings: Findings) -> None:
    attribute, kinds = etree.QName(use.attribute).localname, _kinds(use)
    code, message = "", ""
    if relationship is None:
        code, message = "O214", "is no relationship of this part"
    elif kinds and relationship.kind not in kinds and not relationship.kind.startswith(STRICT):  # which is told
        code, message = "O215", f"leads to '{relationship.kind}', not to '{' or '.join(sorted(kinds))}'"
    elif relationship.external and attribute == "embed":
        code, message = "O215", "leads out of the package: a picture there is linked (r:link)"
    if code:
        holder = f'{tag_of(use.element)} has r:{attribute}="{use.value}", which {message}'
        findings.add(code, holder, use.part, use.paragraph, use.element)
