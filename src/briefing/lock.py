"""briefing.lock: against which wording of its default each variant was last looked at by a person.

YAML, a line for each variant, in order, so that the changes of two people merge. `briefing accept` alone writes it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefing import datafile
from briefing.diagnostics import Diagnostic, Span
from briefing.later import regex
from briefing.model.record import Record

NAME = "briefing.lock"
HEAD = "# Against which wording of its default each variant was last looked at. `briefing accept` writes it.\n"

_ID = "[a-z][a-z0-9_]*"
_LINE = regex(
    rf"""    (?P<audience>{_ID}): "(?P<value>[0-9a-z_+ -]*)"|  (?P<name>{_ID}(?:\.{_ID})*):|(?P<topic>[\w-]+):"""
)

Accepted = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Topic → what is varied → audience → fingerprint."""


def read(path: Path) -> tuple[Accepted | None, tuple[Diagnostic, ...]]:
    """What has been accepted; None where there is no such file, or none that can be read."""
    if not os.path.lexists(path):
        return None, ()
    accepted = _as_written(path) if os.path.isfile(path) else None
    if accepted is not None:
        return accepted, ()
    document, faults = datafile.read(path)
    if document is None:  # an empty one says that nothing has been
        empty = [fault.code for fault in faults] == ["C107"]
        return ({}, ()) if empty else (None, faults)
    found = list(faults)
    accepted = {}
    for topic, names, where in _entries(document.root, document.span, found):
        accepted[topic] = {
            name: {audience: str(kept) for audience, kept, _ in _entries(audiences, span, found)}
            for name, audiences, span in _entries(names, where, found)
        }
    return accepted, tuple(found)


def text(accepted: Accepted) -> str:
    """The file that says what has been accepted."""
    lines = [HEAD] if accepted else [HEAD, "{}\n"]
    for topic, names in sorted(accepted.items()):
        lines.append(f"{topic}:\n")
        for name, audiences in sorted(names.items()):
            lines.append(f"  {name}:\n")
            lines += (f'    {audience}: "{value}"\n' for audience, value in sorted(audiences.items()))
    return "".join(lines)


def _as_written(path: Path) -> dict[str, dict[str, dict[str, str]]] | None:
    """What a file holds that is as `text` writes it, which takes no reader of YAML; None for any other."""
    topics: dict[str, dict[str, dict[str, str]]] = {}
    names: dict[str, dict[str, str]] = {}
    audiences: dict[str, str] = {}
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return None
    if lines[0] + "\n" != HEAD or lines[-1]:
        return None
    for line in lines[1:-1]:
        found = _LINE.fullmatch(line)
        if found is None:
            return None
        if found["value"] is not None:
            audiences[found["audience"]] = found["value"]
        elif found["name"] is not None:
            audiences = names[found["name"]] = {}
        else:
            names = topics[found["topic"]] = {}
    return topics


def _entries(value: object, span: Span, faults: list[Diagnostic]) -> Iterator[tuple[str, object, Span]]:
    """The keys of a mapping with their values and where these stand."""
    if isinstance(value, Record):
        yield from ((key, inner, value.value_span(key)) for key, inner in value.items())
    elif value is not None:
        hint = "let `briefing accept` write it: topic, what is varied, audience, fingerprint"
        faults.append(Diagnostic("P110", f"{NAME} does not hold what belongs there", span, (hint,)))
