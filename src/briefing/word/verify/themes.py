"""Themes: the colours, fonts and effects that one has (ECMA-376 Part 1, 20.1.6)."""

from __future__ import annotations

from briefing.word.names import A
from briefing.word.verify.container import Part
from briefing.word.verify.findings import Findings

# What must be in what, in this order.
_REQUIRED = {
    "theme": ("themeElements",),
    "themeElements": ("clrScheme", "fontScheme", "fmtScheme"),
    "clrScheme": (
        *("dk1", "lt1", "dk2", "lt2"),
        *("accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"),
    ),
    "fontScheme": ("majorFont", "minorFont"),
    "fmtScheme": ("fillStyleLst", "lnStyleLst", "effectStyleLst", "bgFillStyleLst"),
}


def check(part: Part, findings: Findings) -> None:
    """Checks a part, if it is a theme: Word refuses one that lacks something."""
    if part.root is None or part.root.tag != f"{{{A}}}theme":
        return
    for holder, required in _REQUIRED.items():
        for element in part.root.iter(f"{{{A}}}{holder}"):
            found = [child.tag for child in element if child.tag in {f"{{{A}}}{name}" for name in required}]
            if found != [f"{{{A}}}{name}" for name in required]:
                findings.add("O233", f"a:{holder} does not hold {', '.join(required)}, in that order", part.name)
            break
