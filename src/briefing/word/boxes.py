"""Text boxes, which Word writes twice: as DrawingML, and in VML for programs that do not know it (ECMA-376 part 3, 10).

A box with tags is evaluated once, where it is a drawing, and the fallback prints the same again, so that the two are
equal whatever their tags do.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable

from lxml import etree

from briefing.later import regex
from briefing.model.template import Kind
from briefing.word.names import MC, TEXT, TEXT_BOX
from briefing.word.text import marker, markers, number_of

Node = etree._Element
Pair = tuple[Node, Node]

_ALTERNATIVES, _CHOICE, _FALLBACK = (f"{{{MC}}}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
_OPENER = regex(r"\{[{%#]")


def pairs(root: Node) -> list[Pair]:
    """The boxes with tags and their fallbacks, which are emptied: their tags are those of the boxes, typed once."""
    found: list[Pair] = []
    for alternatives in list(root.iter(_ALTERNATIVES)):
        boxes, fallbacks = (
            [box for one in alternatives.iterchildren(kind) for box in one.iter(TEXT_BOX)]
            for kind in (_CHOICE, _FALLBACK)
        )
        if len(boxes) != len(fallbacks) or any(_holds_boxes(box) for box in boxes):
            continue
        for box, fallback in zip(boxes, fallbacks, strict=True):
            if _OPENER.search("".join(text.text or "" for text in box.iter(TEXT))):
                for child in list(fallback):
                    fallback.remove(child)
                found.append((box, fallback))
    return found


def _holds_boxes(box: Node) -> bool:
    return sum(1 for _ in box.iter(TEXT_BOX)) > 1


def replay(found: Iterable[Pair], add: Callable[[str, Kind], int], value: Callable[[str], int]) -> None:
    """Keeps what each box prints, and prints it in both. `add(inner, kind)` makes a statement, `value(inner)` a value,
    that nobody typed."""
    for box, fallback in found:
        first = next(markers(box), None)
        if first is None:  # what looked like a tag is none
            fallback.extend(copy.deepcopy(list(box)))
            continue
        name = f"_box_{number_of(first)}"
        box.insert(0, marker(add(f"set {name}", "open")))
        box.append(marker(add("endset", "close")))
        box.append(marker(value(name)))
        fallback.append(marker(value(name)))
