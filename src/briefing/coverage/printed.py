"""A matrix as plain text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing import show
from briefing.coverage import Matrix, Row
from briefing.model.brief import Decision


def text(matrices: Iterable[Matrix]) -> str:
    """A table for each topic, a row for each block; the reasons of what is omitted below it."""
    return "\n".join(_table(matrix) for matrix in matrices)


def json(matrices: Iterable[Matrix]) -> str:
    """One JSON document: `{"topics": [{topic, title, audiences: {id: {label, words}}, sections: {id: title}, blocks:
    [{section, block, kind, title, where, audiences: {id: {outcome, reason, words}}}]}]}`; `words` are null for what is
    out."""
    topics = [
        {
            "topic": matrix.topic,
            "title": matrix.title,
            "audiences": {id: {"label": label, "words": matrix.words[id]} for id, label in matrix.labels.items()},
            "sections": dict(matrix.sections),
            "blocks": [_row(row) for row in matrix.rows],
        }
        for matrix in matrices
    ]
    return show.as_json({"topics": topics})


def word_of(decision: Decision, audience: str) -> str:
    """A decision in a word or two."""
    if decision.outcome == "variant":
        return "variant"
    return f"{decision.reason}’s" if decision.outcome == "parent's variant" else decision.outcome


def _row(row: Row) -> dict[str, object]:
    return {
        "section": row.section,
        "block": row.block,
        "kind": row.kind,
        "title": row.title,
        "where": row.where._asdict(),
        "audiences": {
            id: {"outcome": one.outcome, "reason": one.reason, "words": row.sizes.get(id)}
            for id, one in row.decisions.items()
        },
    }


def _table(matrix: Matrix) -> str:
    ids = tuple(matrix.labels)
    rows = [
        (row.section or "-", row.block, *(word_of(row.decisions[id], id) if id in row.decisions else "-" for id in ids))
        for row in matrix.rows
    ]
    total = ("", "words in all", *(str(matrix.words[id]) for id in ids))
    reasons = show.lines(_reasons(matrix))
    head = show.lines([f"{matrix.topic}: {matrix.title}", ""])
    return head + show.table((*rows, total), ("section", "block", *ids)) + (f"\nomitted:\n{reasons}" if reasons else "")


def _reasons(matrix: Matrix) -> Iterator[str]:
    for row in matrix.rows:
        for id, decision in row.decisions.items():
            if decision.outcome == "omitted":
                yield f"  {row.block} for {id}: {decision.reason}"
