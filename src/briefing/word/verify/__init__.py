"""Is this package valid WordprocessingML, and is a tag left in it? The schema is ECMA-376 transitional.

An error is what Word refuses, repairs or loses something of; what Word opens quietly is a warning at most. The rules,
and what is known of Word for each, are in docs/word/verify.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from briefing.diagnostics import Diagnostic
from briefing.word.names import CHART, A, w
from briefing.word.verify import charts, properties, references, styling, themes
from briefing.word.verify.container import STRICT, TYPES_PART, Container, Part, Relationship, opened, unpacked
from briefing.word.verify.facts import Facts, relations
from briefing.word.verify.findings import Findings, tag_of
from briefing.word.verify.grammar import grammar
from briefing.word.verify.leftovers import tags_left
from briefing.word.verify.properties import CUSTOM, EXTENDED
from briefing.word.verify.reader import walk

__all__ = ["tags_left", "verify"]

_OFFICE = "application/vnd.openxmlformats-officedocument."
_TYPE = f"{_OFFICE}wordprocessingml."
# The root element of a part by its content type, and the content type that a kind of relationship leads to.
_MAIN_TYPES = {
    f"{_TYPE}document.main+xml": "document",
    f"{_TYPE}template.main+xml": "document",
    "application/vnd.ms-word.document.macroEnabled.main+xml": "document",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": "document",
}
_ROOTS = _MAIN_TYPES | {
    f"{_TYPE}document.glossary+xml": "glossaryDocument",
    f"{_TYPE}header+xml": "hdr",
    f"{_TYPE}footer+xml": "ftr",
    f"{_TYPE}footnotes+xml": "footnotes",
    f"{_TYPE}endnotes+xml": "endnotes",
    f"{_TYPE}comments+xml": "comments",
    f"{_TYPE}styles+xml": "styles",
    f"{_TYPE}numbering+xml": "numbering",
    f"{_TYPE}settings+xml": "settings",
    f"{_TYPE}fontTable+xml": "fonts",
    f"{_TYPE}webSettings+xml": "webSettings",
}
_LEADS_TO: Mapping[str, str | tuple[str, ...]] = {
    "header": f"{_TYPE}header+xml",
    "footer": f"{_TYPE}footer+xml",
    "footnotes": f"{_TYPE}footnotes+xml",
    "endnotes": f"{_TYPE}endnotes+xml",
    "comments": f"{_TYPE}comments+xml",
    "styles": f"{_TYPE}styles+xml",
    "numbering": f"{_TYPE}numbering+xml",
    "settings": f"{_TYPE}settings+xml",
    "fontTable": f"{_TYPE}fontTable+xml",
    "font": (f"{_OFFICE}obfuscatedFont", "application/x-fontdata", "application/x-font-ttf"),  # Part 1, 15.2.13
    "glossaryDocument": f"{_TYPE}document.glossary+xml",
    "image": ("image/", "application/pdf"),  # Word for Mac keeps a pasted PDF as a picture
    "theme": f"{_OFFICE}theme+xml",
    "chart": f"{_OFFICE}drawingml.chart+xml",
    "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
    "extended-properties": f"{_OFFICE}extended-properties+xml",
    "custom-properties": f"{_OFFICE}custom-properties+xml",
}
# What Word reads from the package only: pictures, objects and templates may be linked.
_WITHIN = frozenset((*_LEADS_TO, "control", "diagramData", "diagramLayout")) - {"image"}
# What a document has one of at most (Part 1, 11.3).
_SINGLE = ("styles", "numbering", "settings", "fontTable", "footnotes", "endnotes", "comments", "theme", "webSettings")
# The root element of a part of another schema, by its content type.
_FOREIGN_ROOTS = {
    f"{_OFFICE}theme+xml": f"{{{A}}}theme",
    f"{_OFFICE}drawingml.chart+xml": f"{{{CHART}}}chartSpace",
    f"{_OFFICE}extended-properties+xml": f"{{{EXTENDED}}}Properties",
    f"{_OFFICE}custom-properties+xml": f"{{{CUSTOM}}}Properties",
}
_ONCE = ("officeDocument", "core-properties", "extended-properties", "custom-properties")


def verify(data: bytes, path: str) -> tuple[Diagnostic, ...]:
    """What is wrong with the .docx, .dotx, .docm or .dotm file whose bytes are `data`; `path` is only for the places.

    Empty for a sound file. Never raises for what the bytes are.
    """
    findings = Findings(path)
    members = unpacked(data, findings)
    if members:
        _check(opened(members, findings), findings)
    return tuple(dict.fromkeys(findings.diagnostics))


def _check(container: Container, findings: Findings) -> None:
    for part in container.parts.values():
        properties.check(part, findings)
        charts.check(part, findings)
    _check_relationship_types(container, findings)
    main = _main_part(container, findings)
    if main is None or main.root is None:
        return
    if main.root.tag.startswith(f"{{{STRICT}"):
        findings.add("O218", "the file is Strict Open XML", main.name)
        return
    for part in container.parts.values():
        _check_root(part, findings)
        _check_strictness(part, findings)
        themes.check(part, findings)
    for root in (main, *_all_related(container, main.relationships, "glossaryDocument")[:1]):
        _check_document(root, container, findings)


def _main_part(container: Container, findings: Findings) -> Part | None:
    for kind in _ONCE:
        if len(_all_related(container, container.relationships, kind)) > 1:
            findings.add("O223", f"the package has two relationships of the kind '{kind}'", "_rels/.rels")
    main = next(iter(_all_related(container, container.relationships, "officeDocument")), None)
    if main is None:
        if not findings.are_errors_of("_rels/.rels", TYPES_PART):
            findings.add("O216", "the package names no main document", "_rels/.rels")
    elif main.content_type and main.content_type not in _MAIN_TYPES:  # a part without a type is told
        findings.add("O217", f"the main document has the content type '{main.content_type}'", main.name)
        return None
    return main


def _check_root(part: Part, findings: Findings) -> None:
    expected = _FOREIGN_ROOTS.get(part.content_type)
    if expected and part.root is not None and part.root.tag != expected:
        message = f"the root is {tag_of(part.root)}, but the content type asks for {etree.QName(expected).localname}"
        findings.add("O240", message, part.name)


def _check_strictness(part: Part, findings: Findings) -> None:
    for identity, one in part.relationships.items():
        if one.kind.startswith(STRICT):
            findings.add("O222", f"the relationship '{identity}' is of a kind of Strict Open XML", part.name)


def _all_related(container: Container, relationships: Mapping[str, Relationship], kind: str) -> list[Part]:
    """The parts that relationships of a kind lead to. One that leads nowhere, or out, is told of by itself."""
    targets = [one.target for one in relationships.values() if one.kind == kind and not one.external]
    return [container.parts[target] for target in targets if target in container.parts]


def _check_relationship_types(container: Container, findings: Findings) -> None:
    of_package = [("_rels/.rels", container.relationships)]
    for name, of_part in of_package + [(part.name, part.relationships) for part in container.parts.values()]:
        for identity, one in of_part.items():
            expected = _LEADS_TO.get(one.kind)
            target = container.parts.get(one.target)
            known = target.content_type if target and not one.external else ""
            if expected and known and not known.startswith(expected):
                message = f"the relationship '{identity}' of the kind '{one.kind}' leads to a '{known}'"
                findings.add("O222", message, name)
            elif one.external and one.kind in _WITHIN:
                message = f"the relationship '{identity}' of the kind '{one.kind}' leads out of the package"
                findings.add("O222", message, name)


def _check_document(root: Part, container: Container, findings: Findings) -> None:
    for kind in _SINGLE:
        if len(_all_related(container, root.relationships, kind)) > 1:
            findings.add("O223", f"the document has two relationships of the kind '{kind}'", root.name)
    facts = Facts()
    read: set[str] = set()
    parts = {part.name: part for part in _reachable(root, container)}
    for part in parts.values():
        if part.root is None:
            continue
        expected = _ROOTS.get(part.content_type)
        tag = w(expected) if expected else _FOREIGN_ROOTS.get(part.content_type)
        if part.root.tag == tag and tag in grammar().roots:
            walk(part.name, part.root, findings, facts)
            read.add(part.name)
        elif expected is None:
            facts.relations.extend(relations(part.name, part.root))
        else:
            message = f"the root is {tag_of(part.root)}, but the content type asks for w:{expected}"
            findings.add("O240", message, part.name)
    document = references.Document(root, parts, facts, frozenset(read))
    references.check(document, findings)
    styling.check(document, findings)


def _reachable(root: Part, container: Container) -> Iterator[Part]:
    """The parts of a document in the order of their relationships, the glossary left out."""
    waiting, seen = [root], {root.name}
    while waiting:
        part = waiting.pop(0)
        yield part
        for one in part.relationships.values():
            target = container.parts.get(one.target)
            if target and not one.external and one.kind != "glossaryDocument" and target.name not in seen:
                seen.add(target.name)
                waiting.append(target)
