"""New numbered lists as XML (ECMA-376 part 1, 17.9).

Word counts by abstract numbering: two `w:num` of one `w:abstractNum` go on counting together unless the later one
overrides its start. A list that starts again therefore takes a `w:num` of its own with a `w:startOverride`.
"""

from __future__ import annotations

import re

from briefing.later import regex
from briefing.word.names import W

LEVELS = 9
BULLETS = ("•", "–", "▪")
_TIES = regex(r"<(?:\w+:)?(?:nsid|tmpl|styleLink|numStyleLink|name|pStyle)\s[^>]*/>")
INDENT = 360  # twips a level


def restarted(number: int, abstract: int, start: int, level: int = 0) -> str:
    """A `w:num` that counts from `start` again."""
    return (
        f'<w:num xmlns:w="{W}" w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
    )


def twin(xml: str, abstract: int, own: int) -> str:
    """A copy, with a number of its own, of a `w:abstractNum` of a numbering part; without what ties that to its styles
    and, across files, to its like (`w:nsid`)."""
    found = re.search(
        rf"<((?:\w+:)?)abstractNum\s[^>]*?abstractNumId=[\"']{abstract}[\"'].*?</\1abstractNum>", xml, re.DOTALL
    )
    if found is None:
        return plain_list(own, ordered=True)
    copied = re.sub(r"(abstractNumId=[\"'])\d+", rf"\g<1>{own}", found[0], count=1)
    return _TIES.sub("", copied)


def plain_list(abstract: int, ordered: bool) -> str:
    """A `w:abstractNum` for a template that defines no list of the kind: hanging indents, three bullets or 1. a. i."""
    levels = []
    for level in range(LEVELS):
        kind = ("decimal", "lowerLetter", "lowerRoman")[level % 3] if ordered else "bullet"
        text = f"%{level + 1}." if ordered else BULLETS[level % 3]
        left = INDENT * (level + 1)
        levels.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{INDENT}"/></w:pPr></w:lvl>'
        )
    return (
        f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="{abstract}">'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{"".join(levels)}</w:abstractNum>'
    )
