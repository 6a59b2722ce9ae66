"""A data file → a Record in which every value knows where it was typed. YAML, JSON and CSV; the door of this room.

Nothing here knows what a briefing is: `content` and `project` read their files through it.
"""

from __future__ import annotations

from pathlib import Path

from briefing import limits
from briefing.datafile.document import Document
from briefing.datafile.text_file import confined, decoded, neighbours, printable, read_text
from briefing.diagnostics import Diagnostic, Span, has_errors
from briefing.model.record import Record

__all__ = ["Document", "confined", "decoded", "neighbours", "printable", "read", "read_mapping", "read_text"]


def read(path: Path, *, partly: bool = False) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The document in a file: JSON if the suffix says so, else YAML. None if nothing of it can be had.

    None too after mistakes of syntax, unless `partly` asks for what stands around them in YAML: a document that is
    `partial`.
    """
    with limits.stage(f"reading {path}"):
        return _read(path, partly)


def read_mapping(path: Path) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The document in a file whose root is a Record, in parts as `read` has it; None, with an error, for another."""
    document, faults = read(path, partly=True)
    if document is None:
        return None, faults
    if not isinstance(document.root, Record):
        if has_errors(faults):  # which may be why
            return None, faults
        hint = "begin with a key: 'title: …'"
        where = document.span._replace(end_line=0, end_column=0) if document.span.line else Span(str(path))
        return None, (*faults, Diagnostic("C108", "the file is not a mapping of keys and values", where, (hint,)))
    return document, faults


def _read(path: Path, partly: bool) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    text, faults = read_text(path)
    if text is None:
        return None, faults
    if path.suffix.lower() == ".json":
        from briefing.datafile import json_reader

        document, more = json_reader.parse(text, str(path))
        return document, faults + more
    from briefing.datafile import yaml_reader  # imports yaml: 15 ms that JSON need not pay

    text, unprintable = printable(text, str(path))
    document, more = yaml_reader.parse(text, str(path))
    if document and document.partial and not partly:
        document = None
    lines = {fault.where.line for fault in unprintable if isinstance(fault.where, Span)}
    news = (
        one for one in more if not (one.code in _OF_SYNTAX and isinstance(one.where, Span) and one.where.line in lines)
    )
    return document, (*faults, *unprintable, *news)


_OF_SYNTAX = ("C106", "C107")  # which may come of characters that are none
