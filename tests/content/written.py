"""Topics for tests: the part that a test is about comes first, so that its lines count from 1."""

from __future__ import annotations

from pathlib import Path

from briefing import content
from briefing.diagnostics import Diagnostic, Span, in_order
from briefing.model.content import Audiences, Topic

REST = {
    "title": "title: A topic",
    "as_of": "as_of: 2023-01-23",
    "version": 'version: "1.0"',
    "language": "language: en-GB",
    "owner": "owner: Desk",
    "bottom_line": "bottom_line: The point.",
    "key_facts": "key_facts: [start]",
    "sources": "sources: {src: {title: A source}}",
    "facts": "facts: {start: {value: 2019-07, claim: It began., sources: [src]}}",
    "sections": "sections: [{id: all, title: All, blocks: [{id: only_block, text: All.}]}]",
}

AUDIENCES = """\
depths: [brief, full]
audiences:
  board: {label: Board, template: note.docx, depth: brief}
  legal: {label: Legal, template: memo.docx, depth: full}
"""


def whole(part: str) -> str:
    """A topic of the given part and whatever else a topic has to have."""
    given = {line.split(":")[0] for line in part.splitlines()}
    return part + "\n" + "\n".join(line for key, line in REST.items() if key not in given) + "\n"


def topic(folder: Path, part: str) -> tuple[Topic, list[str]]:
    """The topic, and what is said about the given part of it."""
    path = folder / "topic.yaml"
    path.write_text(whole(part), encoding="utf-8")
    read, faults = content.load_topic(path)
    assert read is not None
    return read, said(faults, part)


def audiences(folder: Path, text: str) -> tuple[Audiences, list[str]]:
    """The audiences, and what is said about them."""
    path = folder / "audiences.yaml"
    path.write_text(text, encoding="utf-8")
    read, faults = content.load_audiences(path)
    assert read is not None
    return read, said(faults, text)


def said(faults: tuple[Diagnostic, ...], part: str = "") -> list[str]:
    """Diagnostics as `line:column code message`, those of the given part of the file."""
    lines = part.count("\n") + 1 if part else 10**9
    return [line(fault) for fault in in_order(faults) if isinstance(fault.where, Span) and fault.where.line <= lines]


def line(fault: Diagnostic) -> str:
    """One diagnostic on one line, hints left out."""
    assert isinstance(fault.where, Span)
    return f"{fault.where.line}:{fault.where.column} {fault.code} {fault.message}"
