"""Run and paragraph properties as literal XML: put together in the order the schema wants (ECMA-376 part 1, 17.3)."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from briefing.later import regex

RPR_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof"
    " snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd"
    " fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
).split()
PPR_ORDER = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd"
    " tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi"
    " adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc"
    " textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
).split()
_RANK = {"w:rPr": {name: n for n, name in enumerate(RPR_ORDER)}, "w:pPr": {name: n for n, name in enumerate(PPR_ORDER)}}
_TAG = regex(r"<(/?)([\w:]+)[^>]*?(/?)>")


@functools.lru_cache(maxsize=2048)
def merged(kind: str, base: str, additions: str) -> str:
    """The properties `base` (`<w:rPr>…</w:rPr>` or empty) with `additions`, each in its place and over its like."""
    own = dict(_children(base))
    own.update(_children(f"<{kind}>{additions}</{kind}>"))
    if not own:
        return ""
    rank = _RANK[kind]
    ordered = sorted(own.items(), key=lambda item: rank.get(item[0].removeprefix("w:"), len(rank)))
    return f"<{kind}>{''.join(xml for _, xml in ordered)}</{kind}>"


def _children(xml: str) -> Iterator[tuple[str, str]]:
    """The children of the one element in `xml`, by name."""
    depth, start, name = 0, 0, ""
    for tag in _TAG.finditer(xml):
        closing, found, empty = tag.groups()
        if closing:
            depth -= 1
        elif depth == 1:
            start, name = tag.start(), found
        if depth == 1 and (closing or empty):
            yield name, xml[start : tag.end()]
        if not closing and not empty:
            depth += 1


def in_section(xml: str, section: str) -> str:
    """Paragraphs of which the last one ends a section, whose literal properties are `section` (ECMA-376 part 1,
    17.6.18). What ends in something else gets a paragraph for it."""
    start = max(xml.rfind("<w:p>"), xml.rfind("<w:p "))
    if not xml.endswith("</w:p>") or xml.count("</w:p>", start) > 1:
        return f"{xml}<w:p><w:pPr>{section}</w:pPr></w:p>"
    inside = xml.index(">", start) + 1
    if not xml.startswith("<w:pPr>", inside):
        return f"{xml[:inside]}<w:pPr>{section}</w:pPr>{xml[inside:]}"
    change = xml.find("<w:pPrChange", inside)
    end = change if change >= 0 else xml.index("</w:pPr>", inside)
    return f"{xml[:end]}{section}{xml[end:]}"
