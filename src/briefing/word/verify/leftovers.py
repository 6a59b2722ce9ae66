"""Tags that nobody has filled in: what looks like Jinja in the text of a file that should hold none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from briefing.diagnostics import Diagnostic, Place
from briefing.later import regex
from briefing.word.names import A, P, w
from briefing.word.verify.container import parsed, unpacked
from briefing.word.verify.findings import Findings, Trails

_TAG = regex(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_XML = (".xml", ".rels", ".vml")
_PARAGRAPHS = (P, f"{{{A}}}p")
_WHITE = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n"}


def tags_left(data: bytes, path: str = "") -> tuple[Diagnostic, ...]:
    """An error for each `{{ … }}`, `{% … %}` and `{# … #}` left in the .docx whose bytes are `data`.

    Looked at are the text of paragraphs, however it is split into runs, all attributes (alternative text, addresses of
    links) and the document's properties. What is no zip is an error too; parts that are no XML are left to `verify`.
    """
    findings = Findings(path)
    for name, content in unpacked(data, findings).items():
        if name.endswith(_XML) and (b"{" in content or b"&#" in content):
            findings.diagnostics.extend(_in_member(name, content, path))
    return tuple(findings.diagnostics)


def _in_member(name: str, content: bytes, path: str) -> Iterator[Diagnostic]:
    root, trails = parsed(name, content, Findings(path)), Trails()
    paragraph = 0
    for element in root.iter(etree.Element) if root is not None else ():
        paragraph += element.tag == P
        for text in _texts(element):
            for match in _TAG.finditer(text):
                ordinal = paragraph if next(element.iterancestors(P), None) is not None or element.tag == P else 0
                where = Place(path, name, ordinal, trails.of(element), "", text, match.start(), len(match.group()))
                yield Diagnostic("O290", f"the tag {match.group()} is left in the file", where)


def _texts(element: etree._Element) -> Iterator[str]:
    """An element's attributes and text: a paragraph's in one piece, other text where no paragraph holds it."""
    yield from map(str, element.attrib.values())
    if element.tag in _PARAGRAPHS:
        yield "".join(_own_text(element))
    elif element.text and "{" in element.text and next(element.iterancestors(*_PARAGRAPHS), None) is None:
        yield element.text


def _own_text(element: etree._Element) -> Iterator[str]:
    """The text in an element, without that of text boxes anchored in it."""
    yield _WHITE.get(element.tag) or element.text or ""
    for child in element:
        if child.tag not in _PARAGRAPHS and isinstance(child.tag, str):
            yield from _own_text(child)
