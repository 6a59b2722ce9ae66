"""What was found so far, each with a Place that a person can find."""

from __future__ import annotations

from lxml import etree

from briefing.diagnostics import Diagnostic, Place, Related
from briefing.word.names import CELL, ROW, TABLE
from briefing.word.verify.grammar import PREFIXES

_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}


class Findings:
    """Collects diagnostics about the file `path`."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.diagnostics: list[Diagnostic] = []
        self.parts: set[str] = set()  # of which something was found

    def add(
        self,
        code: str,
        message: str,
        part: str = "",
        paragraph: int = 0,
        element: etree._Element | None = None,
        related: tuple[Related, ...] = (),
    ) -> None:
        """Notes that something is wrong at `element`, in the paragraph of `part` with that ordinal (0: in none)."""
        self.parts.add(part)
        where = self.place(part, paragraph, element)
        self.diagnostics.append(Diagnostic(code, message, where, related=related))

    def place(self, part: str, paragraph: int = 0, element: etree._Element | None = None) -> Place:
        """Where an element is."""
        return Place(self.path, part, paragraph, trail(element) if element is not None else "")


def shown(name: str, element: etree._Element | None = None) -> str:
    """A tag or attribute name as it is written: `w:tcPr`. `element` may know the prefix of a foreign namespace."""
    qualified = etree.QName(name)
    namespace = qualified.namespace
    if not namespace:
        return qualified.localname
    nearby = element.nsmap if element is not None else {}
    declared = (prefix for prefix, uri in nearby.items() if uri == namespace and prefix)
    prefix = _PREFIX_OF.get(namespace) or next(declared, f"{{{namespace}}}")
    return f"{prefix}:{qualified.localname}"


def tag_of(element: etree._Element) -> str:
    """The element's name as it is written."""
    return shown(element.tag, element)


def trail(element: etree._Element) -> str:
    """Where among tables: "table 2, row 3, cell 1", the innermost table last."""
    words: list[str] = []
    for ancestor in (*reversed([*element.iterancestors(TABLE, ROW, CELL)]), element):
        if ancestor.tag == TABLE:
            words.append(f"table {_ordinal(ancestor)}")
        elif ancestor.tag in (ROW, CELL):
            kind = "row" if ancestor.tag == ROW else "cell"
            words.append(f"{kind} {sum(1 for _ in ancestor.itersiblings(ancestor.tag, preceding=True)) + 1}")
    return ", ".join(words)


def _ordinal(table: etree._Element) -> int:
    tables = table.getroottree().iter(TABLE)
    return next(number for number, other in enumerate(tables, 1) if other is table)
