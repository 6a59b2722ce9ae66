"""JSON: any document, and diagnostics as one, with every field that they have."""

from __future__ import annotations

import json
from collections.abc import Iterable

from briefing.diagnostics import Diagnostic, in_order
from briefing.show.columns import escaped


def written(document: object) -> str:
    """A document in JSON that a terminal can show."""
    return escaped(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def document(diagnostics: Iterable[Diagnostic], files: Iterable[object]) -> str:
    """The document that `show.json` promises."""
    ordered = in_order(diagnostics)
    rows = [{"code": d.code, "severity": d.severity, **d._asdict()} for d in ordered]
    for row, diagnostic in zip(rows, ordered, strict=True):
        row["where"] = diagnostic.where and diagnostic.where._asdict()
        row["related"] = [{"message": r.message, "where": r.where._asdict()} for r in diagnostic.related]
    errors = sum(diagnostic.is_error for diagnostic in ordered)
    counts = {"errors": errors, "warnings": len(ordered) - errors}
    whole = {"diagnostics": rows, **counts, "files": [str(file) for file in files]}
    return written(whole)
