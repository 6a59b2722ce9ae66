"""The table styles: hairlines across, none down; cells flush with the text around the table."""

from __future__ import annotations

from briefing.word.blueprint.brand import Kind
from briefing.word.blueprint.markup import CUSTOM, style_id, twips
from briefing.word.blueprint.properties import Face, border
from briefing.word.blueprint.styles import ACCENT, CARD_GAP, HAIRLINE, VOICES
from briefing.word.blueprint.theme import Theme


def table_styles(kind: Kind, theme: Theme) -> tuple[str, ...]:
    """`w:style` of each table style (ECMA-376 part 1, 17.7.6)."""
    ruled = (
        border(theme, "top", ACCENT, 1)
        + border(theme, "bottom", HAIRLINE, 0.5)
        + border(theme, "insideH", HAIRLINE, 0.5)
    )
    row = VOICES[kind].row
    return (
        _style("Briefing Table", ruled, (row, 0, row, 12), _head_row(theme), _row_labels(theme)),
        _style("Briefing Timeline", border(theme, "insideV", ACCENT, 1), (row, 8, row, 8)),
        _style("Briefing Cards", ruled, (2 * row, 0, 2 * row, CARD_GAP)),
        _style("Briefing Glossary", "", (0, 0, 4, 12)),
    )


def _style(name: str, borders: str, padding: tuple[float, ...], *conditions: str) -> str:
    """A table style; `padding` is that of cells: top, left, bottom, right. No page end splits a row."""
    sides = zip(("top", "left", "bottom", "right"), padding, strict=True)
    inside = "".join(f'<w:{side} w:w="{twips(points)}" w:type="dxa"/>' for side, points in sides)
    return (
        f'<w:style w:type="table"{CUSTOM} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f"<w:tblCellMar>{inside}</w:tblCellMar></w:tblPr><w:trPr><w:cantSplit/></w:trPr>{''.join(conditions)}</w:style>"
    )


def _head_row(theme: Theme) -> str:
    """Head cells are bold by their paragraph style. In the corner, Word would cancel that with a second bold from the
    row labels (ECMA-376 part 1, 17.7.3), so the head row says that it has none."""
    return (
        f'<w:tblStylePr w:type="firstRow">{Face(bold=False).xml(theme)}<w:tblPr/><w:trPr><w:tblHeader/></w:trPr>'
        f"<w:tcPr><w:tcBorders>{border(theme, 'bottom', ACCENT, 1)}</w:tcBorders>"
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
    )


def _row_labels(theme: Theme) -> str:
    return f'<w:tblStylePr w:type="firstCol">{Face(bold=True).xml(theme)}</w:tblStylePr>'
