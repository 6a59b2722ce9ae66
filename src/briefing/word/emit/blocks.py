"""Rich text as paragraphs and tables, in the template's own styles; a sensible look where it has none."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import partial

from briefing.diagnostics import Diagnostic
from briefing.model.rich import (
    MOST_COLUMNS,
    Block,
    Callout,
    Chart,
    Figure,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Preformatted,
    Quotation,
    Rule,
    Run,
    Table,
    plain,
)
from briefing.model.template import Site
from briefing.word.emit.growth import Growth
from briefing.word.emit.inlines import Inlines
from briefing.word.emit.lists import INDENT
from briefing.word.emit.properties import merged
from briefing.word.emit.reporting import Reporter
from briefing.word.emit.scripts import rightwards, runs_rightwards
from briefing.word.emit.text import in_attribute
from briefing.word.look import Look

HANGING = 284  # twips, half a centimetre
CODE_FONT = Run("", code=True)
_BOX = '<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="808080"/></w:pBdr>'
_KEPT, _LOOSE = "<w:keepNext/>", '<w:keepNext w:val="0"/>'
_PARAGRAPH_STYLES = {"question": "Question", "answer": "Answer"}
_WITHOUT_STYLE = {
    "Quote": '<w:ind w:left="567" w:right="567"/>',
    "Quote Source": '<w:ind w:left="567" w:right="567"/>',
    "Question": "<w:keepNext/>",
    "Caption": "<w:keepNext/>",
}


class Blocks:
    """Writes blocks at the sites of one part."""

    def __init__(self, look: Look, growth: Growth, reporter: Reporter, inlines: Inlines) -> None:
        self._look, self._growth, self._reporter, self._inlines = look, growth, reporter, inlines

    def write(self, blocks: tuple[Block, ...], site: Site) -> str:
        """Blocks one after the other; two tables in a row are kept apart, since Word would join them."""
        parts: list[str] = []
        for block in blocks:
            xml = self._block(block, site)
            if parts and parts[-1].endswith("</w:tbl>") and xml.startswith("<w:tbl>"):
                parts.append(
                    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>'
                )
            parts.append(xml)
        return "".join(parts)

    def _block(self, block: Block, site: Site) -> str:
        match block:
            case Paragraph(inlines=inlines, role=""):
                return self.paragraph(inlines, site, site.ppr, site.rpr)
            case Paragraph(inlines=inlines, role=role):
                return self._styled(_PARAGRAPH_STYLES.get(role, role), inlines, site)
            case Heading(level=level, inlines=inlines):
                return self._styled(f"Heading {min((site.heading or 2) + level, 9)}", inlines, site)
            case Listing():
                return "".join(self._list(block, site, 0))
            case Quotation(blocks=inner, attribution=attribution):
                return self._quotation(inner, attribution, site)
            case Callout():
                return "".join(self._callout(block, site))
            case Table():
                return self._caption(block.caption, site) + self._table(block, site)
            case Preformatted(text=text):
                return self._styled("Source Code", (Run(text.rstrip("\n")),), site)
            case Figure(picture=picture, caption=caption):
                return self._figure(self._inlines.picture(picture, site), caption, site)
            case Chart(caption=caption):
                return self._figure(self._inlines.chart(block, site), caption, site)
            case Rule():
                border = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
                return f"<w:p><w:pPr>{border}</w:pPr></w:p>"

    def paragraph(self, inlines: tuple[Inline, ...], site: Site, ppr: str, rpr: str = "") -> str:
        """One paragraph."""
        runs = self._inlines.write(inlines, site, rpr)
        if not runs.isascii() and runs_rightwards(plain(inlines)):
            ppr = rightwards(ppr)
        return f"<w:p>{ppr}{runs}</w:p>"

    def _style(self, name: str, additions: str = "") -> str:
        """Paragraph properties of a style by name, or of the look that stands for it."""
        style = self._look.styles.paragraph.get(name.lower())
        if style:
            return merged("w:pPr", "", f'<w:pStyle w:val="{in_attribute(style)}"/>{additions}')
        self._reporter.missing_style("paragraph", name)
        without = _WITHOUT_STYLE.get(name, _BOX if name.startswith("Callout") else "")
        return merged("w:pPr", without and f"<w:pPr>{without}</w:pPr>", additions)

    def _styled(self, name: str, inlines: tuple[Inline, ...], site: Site, additions: str = "") -> str:
        bold = name.lower() not in self._look.styles.paragraph and name.startswith(("Heading", "Question"))
        rpr = "<w:rPr><w:b/><w:bCs/></w:rPr>" if bold else ""
        return self.paragraph(inlines, site, self._style(name, additions), rpr)

    def _figure(self, drawing: str, caption: tuple[Inline, ...], site: Site) -> str:
        """A drawing by itself. It stays with the caption below it, and neither with what comes after."""
        shown = f"<w:p>{self._style('Figure', _KEPT if caption else _LOOSE)}{drawing}</w:p>"
        return shown + (self._styled("Caption", caption, site, _LOOSE) if caption else "")

    def _caption(self, caption: tuple[Inline, ...], site: Site) -> str:
        return self._styled("Caption", caption, site, "<w:keepNext/>") if caption else ""

    def _quotation(self, inner: tuple[Block, ...], attribution: tuple[Inline, ...], site: Site) -> str:
        quote = self._style("Quote", "<w:keepNext/>" if attribution else "")
        words = self.write(inner, site._replace(ppr=quote, rpr=""))
        return words + (self._styled("Quote Source", attribution, site) if attribution else "")

    # Lists

    def _list(self, listing: Listing, site: Site, depth: int) -> Iterator[str]:
        name = f"List {'Number' if listing.ordered else 'Bullet'}{f' {depth + 1}' if depth else ''}"
        styles = self._look.styles.paragraph
        style = styles.get(name.lower(), "")
        if not style:
            self._reporter.missing_style("paragraph", name)
            style = styles.get("list paragraph", "")
        own = self._look.numbering.of_style.get(style)
        additions = ""
        if listing.ordered or own is None or own[0] not in self._look.numbering.abstract_of:
            number, level = self._growth.new_list(own, listing.ordered, listing.start, depth)
            additions = _numbered(number, level)
        marked = merged("w:pPr", "", _style(style) + additions)
        indent = (
            "" if self._look.styles.indents.get(style) else f'<w:ind w:left="{INDENT * (depth + 1)}" w:firstLine="0"/>'
        )
        going_on = merged("w:pPr", "", _style(style) + _numbered(0, 0) + indent)
        for item in listing.items:
            yield from self._item(item, site, marked, going_on, depth)

    def _item(self, item: tuple[Block, ...], site: Site, marked: str, going_on: str, depth: int) -> Iterator[str]:
        ppr = marked
        if not item or not isinstance(item[0], Paragraph):
            yield self.paragraph((), site, marked)
            ppr = going_on
        for block in item:
            if isinstance(block, Paragraph) and _is_task(block):
                box, *words = block.inlines
                indent = f'<w:ind w:left="{HANGING * (depth + 1)}" w:hanging="{HANGING}"/>'
                yield self.paragraph((box, Run("\t"), *words), site, merged("w:pPr", going_on, indent))
                ppr = going_on
            elif isinstance(block, Paragraph):
                yield self.paragraph(block.inlines, site, ppr)
                ppr = going_on
            elif isinstance(block, Listing):
                yield from self._list(block, site, min(depth + 1, 8))
            else:
                yield self._block(block, site._replace(ppr=going_on, rpr=""))

    # Callouts

    def _callout(self, callout: Callout, site: Site) -> Iterator[str]:
        """A box of paragraphs of one style: Word joins their borders. The word stands first in the first of them."""
        name = f"Callout {callout.kind.capitalize()}"
        word = Run(callout.label, role="callout word")
        blocks = list(callout.blocks)
        first = blocks[0] if blocks else None
        keep = "<w:keepLines/>" if len(blocks) == 1 else "<w:keepNext/><w:keepLines/>"
        if isinstance(first, Paragraph):
            blocks.pop(0)
            yield self._styled(name, (word, Run("\u2002"), *first.inlines), site, keep)
        else:
            yield self._styled(name, (word,), site, "<w:keepNext/><w:keepLines/>")
        inner = site._replace(ppr=self._style(name), rpr="")
        for block in blocks:
            if isinstance(block, Listing):
                yield from self._boxed_list(block, site, name)
            else:
                yield self._block(block, inner)

    def _boxed_list(self, listing: Listing, site: Site, name: str) -> Iterator[str]:
        """A list inside a box: the box's style, with the hanging indent starting at the box's own edge."""
        edge = self._look.styles.indents.get(self._look.styles.paragraph.get(name.lower(), ""), 0)
        own = self._look.numbering.of_style.get(
            self._look.styles.paragraph.get("list number" if listing.ordered else "list bullet", "")
        )
        number, level = self._growth.new_list(own, listing.ordered, listing.start, 0)
        indent = f'<w:ind w:left="{edge + HANGING}" w:hanging="{HANGING}"/>'
        last = len(listing.items) - 1
        for index, item in enumerate(listing.items):
            keep = "<w:keepLines/>" if index == last else "<w:keepNext/><w:keepLines/>"
            marked = self._style(name, keep + _numbered(number, level) + indent)
            going_on = self._style(name, keep + _numbered(0, 0) + indent)
            yield from self._item(item, site, marked, going_on, 0)

    # Tables

    def _table(self, table: Table, site: Site) -> str:
        if len(table.align) > MOST_COLUMNS:
            message, hint = f"a table of {len(table.align)} columns", f"Word takes {MOST_COLUMNS} in a table"
            self._reporter.add(Diagnostic("R305", message, site.place, (hint,)))
            return self.paragraph((), site, site.ppr)
        name = "Briefing Timeline" if table.role == "timeline" else "Briefing Table"
        style = self._look.styles.table.get(name.lower()) or self._look.styles.table.get("table grid", "")
        if name.lower() not in self._look.styles.table:
            self._reporter.missing_style("table", name)
        widths = self._widths(table, site.width or self._look.width)
        head = int(bool(table.head))
        look = (
            f'<w:tblLook w:val="{0x0420 if head else 0x0400:04X}" w:firstRow="{head}" w:lastRow="0" w:firstColumn="0"'
            ' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        )
        styled = f'<w:tblStyle w:val="{in_attribute(style)}"/>' if style else ""
        turned = "<w:bidiVisual/>" if table.head and runs_rightwards(plain(table.head[0])) else ""
        properties = f'{styled}{turned}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}'
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        if not table.head and not len(table.rows):
            return ""
        rows = partial(self._rows, table, widths, site)
        written = "".join(rows()) if isinstance(table.rows, tuple) else self._growth.aside(rows)
        return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"

    def _rows(self, table: Table, widths: list[int], site: Site) -> Iterator[str]:
        self._reporter.place = site.place  # where rows are read from a file, other tags come in between
        if table.head:
            yield self._row(table.head, table, widths, site, "Table Heading", "<w:cantSplit/><w:tblHeader/>")
        last, timeline = len(table.rows) - 1, table.role == "timeline"
        for index, row in enumerate(table.rows):
            self._reporter.place = site.place
            yield self._row(row, table, widths, site, _cell_style(timeline, index == last), "<w:cantSplit/>")

    def _row(
        self, row: tuple[tuple[Inline, ...], ...], table: Table, widths: list[int], site: Site, style: str, trpr: str
    ) -> str:
        cells = []
        for index, (cell, width) in enumerate(zip(row, widths, strict=False)):
            own = "Timeline Date" if style.startswith("Timeline") and index == 0 else style
            aligned = table.align[index] if index < len(table.align) else ""
            justify = f'<w:jc w:val="{aligned}"/>' if aligned else ""
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
                f"{self._styled(own, cell, site, justify)}</w:tc>"
            )
        return f"<w:tr><w:trPr>{trpr}</w:trPr>{''.join(cells)}</w:tr>"

    def _widths(self, table: Table, room: int) -> list[int]:
        """Column widths in twips that sum to the room there is: by the text they hold, none thinner than its words."""
        columns: list[tuple[int, int, int]] = []  # of each: the longest word, all characters, how many cells
        for row in itertools.chain((table.head,), table.rows):  # once: they may be read from a file
            columns += [(1, 0, 0)] * (len(row) - len(columns))
            for index, cell in enumerate(row):
                text, (longest, characters, cells) = plain(cell), columns[index]
                longest = max(longest, *map(len, text.split()), 0)
                columns[index] = longest, characters + len(text), cells + 1
        if not columns:
            return []
        if table.role == "timeline" and len(columns) == 2:
            date = room * 22 // 100
            return [date, room - date]
        weights = [max(longest + 2, min(characters / cells, 48), 6) for longest, characters, cells in columns]
        total = sum(weights)
        widths = [round(room * weight / total) for weight in weights]
        widths[-1] += room - sum(widths)
        return widths


def _is_task(paragraph: Paragraph) -> bool:
    first = paragraph.inlines[0] if paragraph.inlines else None
    return isinstance(first, Run) and first.role == "task"


def _cell_style(timeline: bool, last: bool) -> str:
    if not timeline:
        return "Table Text"
    return "Timeline Occasion" if last else "Timeline Text"


def _style(style: str) -> str:
    return f'<w:pStyle w:val="{in_attribute(style)}"/>' if style else ""


def _numbered(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
