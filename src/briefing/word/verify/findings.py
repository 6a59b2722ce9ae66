"""What was found so far, each with a Place that a person can find."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from briefing.diagnostics import Diagnostic, Place, Related
from briefing.word.names import CELL, ROW, TABLE
from briefing.word.verify.grammar import PREFIXES

_CALLED = {TABLE: "table", ROW: "row", CELL: "cell"}
_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}


class Findings:
    """Collects diagnostics about the file `path`."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.diagnostics: list[Diagnostic] = []
        self.parts: set[str] = set()  # of which something was found
        self._trails = Trails()

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

    def are_errors_of(self, *parts: str) -> bool:
        """Whether an error was found in one of these parts, so that what follows from it need not be told."""
        return any(one.is_error for one in self.diagnostics if isinstance(one.where, Place) and one.where.part in parts)

    def place(self, part: str, paragraph: int = 0, element: etree._Element | None = None) -> Place:
        """Where an element is."""
        return Place(self.path, part, paragraph, self._trails.of(element) if element is not None else "")


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


class Trails:
    """Where elements stand among tables: "table 2, row 3, cell 1", the innermost table last. What was counted once is
    kept, so trees must stay as they are meanwhile."""

    def __init__(self) -> None:
        self._counted: dict[etree._Element, int] = {}

    def of(self, element: etree._Element) -> str:
        """The trail of an element; empty where it stands in no table."""
        around = (*reversed([*element.iterancestors(TABLE, ROW, CELL)]), element)
        return ", ".join(f"{_CALLED[str(one.tag)]} {self._place(one)}" for one in around if one.tag in _CALLED)

    def _place(self, element: etree._Element) -> int:
        """Which of its kind an element is, from 1: a table in its part, a row or cell in what holds it."""
        if element not in self._counted:
            alike = element.getroottree().iter(TABLE) if element.tag == TABLE else _siblings(element)
            self._counted.update((one, number) for number, one in enumerate(alike, 1))
        return self._counted[element]


def _siblings(element: etree._Element) -> Iterable[etree._Element]:
    parent = element.getparent()
    return (element,) if parent is None else parent.iterchildren(element.tag)
