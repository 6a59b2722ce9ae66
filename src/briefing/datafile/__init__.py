"""A data file → a Record in which every value knows where it was typed. YAML, JSON and CSV; the door of this room.

Nothing here knows what a briefing is: `content` and `project` read their files through it.
"""

from __future__ import annotations

from pathlib import Path

from briefing import limits
from briefing.datafile.document import Document
from briefing.datafile.text_file import confined, decoded, neighbours, printable, read_text
from briefing.diagnostics import Diagnostic

__all__ = ["Document", "confined", "decoded", "neighbours", "printable", "read", "read_text"]


def read(path: Path, *, partly: bool = False) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The document in a file: JSON if the suffix says so, else YAML. None if nothing of it can be had.

    None too after mistakes of syntax, unless `partly` asks for what stands around them in YAML: a document that is
    `partial`.
    """
    with limits.stage(f"reading {path}"):
        return _read(path, partly)


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
    return document, faults + unprintable + more
