"""Which headers and footers a document's pages show: each kind of page, and what stands above and below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefing.word.names import RELATION_ID, SECTION, VAL, w
from briefing.word.package import Package
from briefing.word.parts import main_part, read, related_part, relationships

_OFF = ("0", "false", "off")
_REFERENCES = (w("headerReference"), w("footerReference"))


class Page(NamedTuple):
    """A kind of page: "default", "first" or "even" of a section, counted from 1, with the members that print its
    header and footer."""

    section: int
    kind: str
    members: frozenset[str]


def pages(package: Package) -> tuple[Page, ...]:
    """The kinds of page that a document can have. Raises Unreadable.

    A section without a header of a kind shows that of the section before it, or none (ECMA-376 part 1, 17.10.5). First
    pages differ where `w:titlePg` says so (17.10.6), even ones where the settings have `w:evenAndOddHeaders` (17.10.1).
    """
    main = main_part(package)
    target = {relationship.id: relationship.target for relationship in relationships(package, main)}
    settings = related_part(package, main, "settings")
    uneven = bool(settings) and _is_on(read(package, settings).find(w("evenAndOddHeaders")))
    return tuple(_pages(package, main, target, uneven))


def _pages(package: Package, main: str, target: dict[str, str], uneven: bool) -> Iterator[Page]:
    shown: dict[tuple[str, str], str] = {}
    sections = [one for one in read(package, main).iter(SECTION) if _parent(one) != w("sectPrChange")]
    for number, section in enumerate(sections, 1):
        for reference in section.iterchildren(*_REFERENCES):
            kind = reference.get(w("type"), "default")
            shown[str(reference.tag), kind] = target.get(reference.get(RELATION_ID, ""), "")
        kinds = ["default", *["first"] * _is_on(section.find(w("titlePg"))), *["even"] * uneven]
        for kind in kinds:
            yield Page(number, kind, frozenset(shown.get((tag, kind), "") for tag in _REFERENCES) - {""})


def _parent(element: object) -> str:
    parent = element.getparent()  # type: ignore[attr-defined]
    return "" if parent is None else str(parent.tag)


def _is_on(switch: object) -> bool:
    return switch is not None and switch.get(VAL, "1") not in _OFF  # type: ignore[attr-defined]
