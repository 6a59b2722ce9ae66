"""A matrix as a page of HTML to hand round: one file, nothing fetched, legible on paper and without colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from briefing.coverage import Matrix, Row
from briefing.coverage.printed import word_of
from briefing.model.brief import Decision, Outcome

_CLASSES: dict[Outcome, str] = {
    "default": "default",
    "variant": "variant",
    "parent's variant": "variant",
    "omitted": "omitted",
    "not for them": "out",
    "too deep": "out",
}
_LEGEND = (
    ("default", "default", "the words that are for everybody"),
    ("variant", "variant", "the same point in this reader’s words, or in its parent’s"),
    ("omitted", "omitted", "left out for this reader, with the reason"),
    ("out", "not for them", "meant for other readers"),
    ("out", "too deep", "in more depth than this reader goes"),
)
_STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.45 "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: #1b2228; background: #fff;
  margin: 0 auto; max-width: 78rem; padding: 2.5rem 2rem 4rem; }
h1 { font-size: 1.6rem; font-weight: 600; line-height: 1.2; margin: 0 0 .35rem; }
h1 + p { color: #53606a; margin: 0 0 1.75rem; }
h1:not(:first-of-type) { margin-top: 4rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; min-width: 52rem; }
th, td { padding: .45rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { border-bottom: 2px solid #1b2228; font-size: .85rem; vertical-align: bottom; }
thead th:first-child { width: 22%; }
thead small, td small { color: #53606a; display: block; font-weight: 400; }
th[scope=rowgroup] { background: #eef1f3; font-weight: 600; padding-top: .6rem; }
th[scope=rowgroup] small { color: #53606a; display: inline; font-weight: 400; margin-left: .4rem; }
tbody tr + tr > * { border-top: 1px solid #dde2e6; }
tbody th[scope=row] { font-weight: 400; }
tbody th small { color: #53606a; display: block; }
td { font-size: .85rem; }
td.default { background: #e3f1ea; }
td.variant { background: #dfe9f7; }
td.omitted { background: #fdf0dc; }
td.out { color: #59646d; }
tfoot th, tfoot td { border-top: 2px solid #1b2228; font-weight: 600; }
dl { display: grid; grid-template-columns: 8rem 1fr; gap: .3rem 1rem; margin: 2rem 0 0; font-size: .85rem; }
dt { padding: .05rem .6rem; }
dd { margin: 0; }
dt.default { background: #e3f1ea; } dt.variant { background: #dfe9f7; } dt.omitted { background: #fdf0dc; }
@media print {
  @page { size: landscape; margin: 14mm; }
  body { font-size: 9.5pt; padding: 0; max-width: none; }
  h1:not(:first-of-type) { break-before: page; }
  table { min-width: 0; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
  tr { break-inside: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""


def html(matrices: Iterable[Matrix], language: str = "en") -> str:
    """The page, with a table for each topic."""
    topics = tuple(matrices)
    title = f"Coverage: {topics[0].title}" if len(topics) == 1 else "Coverage"
    legend = "".join(f'<dt class="{name}">{word}</dt><dd>{means}</dd>\n' for name, word, means in _LEGEND)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"{''.join(map(_topic, topics))}<dl>\n{legend}</dl>\n</body>\n</html>\n"
    )


def _topic(matrix: Matrix) -> str:
    heads = "".join(
        f'<th scope="col">{escape(label)}<small>{escape(id)}</small></th>' for id, label in matrix.labels.items()
    )
    columns = len(matrix.labels) + 1
    totals = "".join(f"<td>{matrix.words[id]} words</td>" for id in matrix.labels)
    groups = "".join(
        f'<tbody>\n<tr><th scope="rowgroup" colspan="{columns}">{_heading(section, matrix)}</th></tr>\n'
        f"{''.join(_row(row, matrix) for row in rows)}</tbody>\n"
        for section, rows in groupby(matrix.rows, key=lambda row: row.section)
    )
    return (
        f"<h1>{escape(matrix.title)}</h1>\n<p>Which block reaches whom, and in whose words. Topic: "
        f"{escape(matrix.topic)}.</p>\n"
        f'<div class="scroll"><table>\n<thead><tr><th scope="col">Block</th>{heads}</tr></thead>\n{groups}'
        f'<tfoot><tr><th scope="row">Words in all</th>{totals}</tr></tfoot>\n</table></div>\n'
    )


def _heading(section: str, matrix: Matrix) -> str:
    return f"{escape(matrix.sections[section])} <small>{escape(section)}</small>" if section else "Opening"


def _row(row: Row, matrix: Matrix) -> str:
    cells = "".join(_cell(row, id) for id in matrix.labels)
    title = f"{escape(row.title)}, " if row.title else ""
    return f'<tr><th scope="row">{escape(row.block)}<small>{title}{escape(row.kind)}</small></th>{cells}</tr>\n'


def _cell(row: Row, audience: str) -> str:
    decision = row.decisions.get(audience)
    if decision is None:
        return "<td></td>"
    said = " ".join(_notes(decision, row.sizes.get(audience)))
    name = _CLASSES[decision.outcome]
    return f'<td class="{name}">{escape(word_of(decision, audience))}{f"<small>{said}</small>" if said else ""}</td>'


def _notes(decision: Decision, size: int | None) -> Iterator[str]:
    if size is not None:
        yield f"{size} word{'s' * (size != 1)}"
    elif decision.outcome in ("omitted", "not for them"):
        yield escape(decision.reason)
