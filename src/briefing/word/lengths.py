"""What Word takes only so much of: the names, tips and settings in attributes whose values data makes.

A file with a longer one Word calls damaged, or it cuts the value itself. So the value of such an attribute is captured
and printed by a tag of ours, as far as it may go.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from briefing.model.template import Kind
from briefing.word.names import BOOKMARK_START, COMMENT, VAL, w

Add = Callable[[str, Kind, int], int]

LONGEST_NAME = 40  # of a bookmark: [MS-OI29500] on 17.13.6.2
# By element and attribute, in UTF-16 code units, which Word counts: [MS-OI29500] on each element, and the SDK's schema
LONGEST: Mapping[tuple[str, str], int] = {
    (BOOKMARK_START, w("name")): LONGEST_NAME,
    (w("hyperlink"), w("anchor")): LONGEST_NAME,
    (w("hyperlink"), w("tooltip")): 260,
    (w("hyperlink"), w("docLocation")): 255,
    (w("alias"), VAL): 64,
    (w("tag"), VAL): 64,
    (w("name"), VAL): 64,  # of a form field
    (w("statusText"), VAL): 140,
    (w("helpText"), VAL): 255,
    (w("listEntry"), VAL): 255,
    (w("default"), VAL): 255,
    (w("format"), VAL): 64,
    (COMMENT, w("author")): 255,
    (COMMENT, w("initials")): 9,
    (w("docVar"), w("name")): 255,
    (w("docVar"), VAL): 65_280,
}


def keep(root: etree._Element, mark: str, add: Add) -> None:
    """Bounds the attributes of a part in which tags stand, as their numbers between two `mark`s. `add(inner, kind,
    number)` makes a tag that nobody typed, at the place of another."""
    for element in root.iter(*{tag for tag, _ in LONGEST}):
        for name, value in element.attrib.items():
            longest = LONGEST.get((str(element.tag), str(name)))
            if longest and mark in value:
                element.set(name, bounded(str(value), longest, mark, add))


def bounded(value: str, longest: int, mark: str, add: Add) -> str:
    """A value that holds tags as one that prints no more than its beginning."""
    number = int(value.split(mark, 2)[1])
    variable = f"_whole_{number}"

    def tag(inner: str, kind: Kind) -> str:
        return f"{mark}{add(inner, kind, number)}{mark}"

    opening, closing = tag(f"set {variable}", "open"), tag("endset", "close")
    return f"{opening}{value}{closing}{tag(f'_beginning({variable}, {longest})', 'value')}"
