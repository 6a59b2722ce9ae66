"""The styles written out: styles.xml, with the table styles and what Word shows in its gallery."""

from __future__ import annotations

from briefing.word.blueprint.brand import Kind
from briefing.word.blueprint.markup import CUSTOM, part, style_id, twips
from briefing.word.blueprint.properties import Face
from briefing.word.blueprint.styles import BODY, CHARACTER_STYLES, TEXT, Style, paragraph_styles
from briefing.word.blueprint.table_styles import table_styles
from briefing.word.blueprint.theme import Theme

# Styles that Word knows itself, with the name it keeps them under where that differs from the one it shows.
BUILT_IN = {
    **{f"Heading {level}": f"heading {level}" for level in range(1, 7)},
    **{name: name for name in ("Title", "Subtitle", "Body Text", "Quote", "Strong", "Emphasis", "Hyperlink")},
    **{name: name for name in ("List Bullet", "List Bullet 2", "List Number", "List Number 2")},
    "Caption": "caption",
    "Header": "header",
    "Footer": "footer",
    "Footnote Text": "footnote text",
    "Footnote Reference": "footnote reference",
}


def stylesheet(kind: Kind, theme: Theme, width: float, language: str) -> bytes:
    """styles.xml (ECMA-376 part 1, 17.7) for a paper whose text is `width` points wide."""
    paragraphs = (
        _style("paragraph", style, theme, rank) for rank, style in enumerate(paragraph_styles(kind, width), 2)
    )
    characters = (_style("character", style, theme, 90) for style in CHARACTER_STYLES)
    return part(
        "styles",
        _defaults(language),
        _LATENT,
        _normal(theme),
        _UNSTYLED,
        *paragraphs,
        *characters,
        *table_styles(kind, theme),
    )


def _defaults(language: str) -> str:
    size = round(BODY[0] * 2)
    return (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"'
        ' w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="{language}"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="{twips(BODY[1])}"'
        ' w:lineRule="atLeast"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _normal(theme: Theme) -> str:
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:uiPriority w:val="1"/>'
        f"<w:qFormat/>{Face(ink=TEXT).xml(theme)}</w:style>"
    )


def _style(kind: str, style: Style, theme: Theme, rank: int) -> str:
    name = BUILT_IN.get(style.name)
    based = style.based if kind == "paragraph" else "Default Paragraph Font"
    following = f'<w:next w:val="{style_id(style.next)}"/>' if style.next else ""
    return (
        f'<w:style w:type="{kind}"{"" if name else CUSTOM} w:styleId="{style_id(style.name)}">'
        f'<w:name w:val="{name or style.name}"/><w:basedOn w:val="{style_id(based)}"/>{following}'
        f'<w:uiPriority w:val="{rank}"/><w:qFormat/>{style.shape.xml(theme)}{style.face.xml(theme)}</w:style>'
    )


_UNSTYLED = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)

# All of Word's other styles stay out of the gallery, so that a designer meets only those that a briefing uses.
_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1"'
    ' w:defQFormat="0" w:count="376">'
    + "".join(
        f'<w:lsdException w:name="{name}" w:semiHidden="0" w:unhideWhenUsed="0" w:qFormat="1"/>'
        for name in ("Normal", *BUILT_IN.values())
    )
    + "</w:latentStyles>"
)
