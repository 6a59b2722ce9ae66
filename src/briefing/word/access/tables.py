"""Tables of data without a header row: those who listen do not hear which column a value is in.

Many tables only put things side by side, and need none. One is taken for data that draws lines or shades, or has rows
that repeat below others; unless it looks like a form, holds headings or another table, or is said to have a header
column instead of a header row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from briefing.diagnostics import Diagnostic
from briefing.word.access.cascade import Print, Styles, draws, is_on
from briefing.word.access.grounds import look_of, owned, style_of_table
from briefing.word.access.reading import Page, Tag, stretches, tags, without
from briefing.word.names import CELL, ROW, RUN, TABLE, P, w
from briefing.word.text import shown_text

Node = etree._Element

_HINTS = (
    "in Word: click into its first row, then Table Layout, Repeat Header Rows",
    "if its first column says what the rows are: Table Design, untick Header Row and tick First Column",
)
_PICTURES = (w("drawing"), w("pict"), w("object"))


class _Row(NamedTuple):
    """A row that is printed: its cells, each with its text and the tags of that; `repeats` from where a loop over rows
    opens."""

    node: Node
    cells: tuple[Node, ...]
    texts: tuple[str, ...]
    typed: tuple[tuple[Tag, ...], ...]
    repeats: bool


def headless_tables(page: Page, styles: Styles) -> Iterator[Diagnostic]:
    """A warning for each table that holds data and has no header row."""
    for table in page.root.iter(TABLE):
        if table in page.unseen or next(table.iterdescendants(TABLE), None) is not None:
            continue
        rows = _rows(table)
        first = next(rows, None)
        if first is not None and not _is_header(first) and _is_data(table, [first, *rows], styles):
            yield _told(page, first)


def _is_header(row: _Row) -> bool:
    return bool(is_on(row.node.find(f"{w('trPr')}/{w('tblHeader')}")))


def _told(page: Page, first: _Row) -> Diagnostic:
    place = page.place(next(first.node.iter(P), None))
    place = place._replace(trail=place.trail.removesuffix(", cell 1"))
    return Diagnostic("O303", "the table has no header row", place, _HINTS)


def _rows(table: Node) -> Iterator[_Row]:
    """The rows of a table, without those that hold statements and nothing else, which go."""
    repeats = False
    for row in owned(table, ROW):
        cells = owned(row, CELL)
        texts = tuple("\n".join(shown_text(paragraph) for paragraph in cell.iter(P)) for cell in cells)
        typed = tuple(map(tags, texts))
        repeats = repeats or any(map(_opens_rows, typed))
        silent = [[tag for tag in own if not tag.prints] for own in typed]
        printed = any(without(*pair).strip() for pair in zip(texts, silent, strict=True))
        if printed or not any(silent) or next(row.iter(*_PICTURES), None) is not None:
            yield _Row(row, tuple(cells), texts, typed, repeats)


def _opens_rows(typed: Iterable[Tag]) -> bool:
    """Whether a loop opens in a cell that does not close in it, or is said to be one over rows."""
    loops = [tag for tag in typed if tag.word in ("for", "endfor") and tag.prefix != "tc"]
    opened = sum(1 if tag.word == "for" else -1 for tag in loops)
    return opened > 0 or any(tag.prefix == "tr" and tag.word == "for" for tag in loops)


def _is_data(table: Node, rows: list[_Row], styles: Styles) -> bool:
    repeats = rows[-1].repeats
    if max(_columns(row) for row in rows) < 2 or (len(rows) < 2 and not repeats):
        return False
    look = look_of(table)
    if look.get("firstColumn") and not look.get("firstRow"):
        return False
    if not any(text.strip() for text in rows[0].texts) or any(styles.level(one) for one in table.iter(P)):
        return False
    if not draws(table) and not styles.draws(style_of_table(table, styles)):
        pictured = next(table.iter(*_PICTURES), None) is not None
        return repeats and not rows[0].repeats and not pictured
    return repeats or not _is_form(rows, styles)


def _columns(row: _Row) -> int:
    """How many columns a row has; one for each pass of a loop over columns counts as two."""
    return len(row.cells) + any(tag.prefix == "tc" and tag.word == "for" for own in row.typed for tag in own)


def _is_form(rows: list[_Row], styles: Styles) -> bool:
    """Whether the first row is a label beside its value: the label ends in a colon or is alone in being bold, or the
    value is a tag."""
    first = rows[0]
    if any(first.typed) or any(text.rstrip().endswith(":") for text in first.texts):
        return True
    filled = [cell for cell, text in zip(first.cells, first.texts, strict=True) if text.strip()]
    bold = [_is_bold(cell, styles) for cell in filled]
    return len(bold) > 1 and bold[0] and not all(bold[1:])


def _is_bold(cell: Node, styles: Styles) -> bool:
    for paragraph in cell.iter(P):
        looks = styles.of_paragraph(paragraph, Print())
        for run, _, text in stretches(paragraph):
            if text.strip() and run.tag == RUN:
                return bool(styles.of_run(run, looks).bold)
    return False
