"""What writes the values of one site, in all renderings of a template. Nearly all values are texts without anything to
look at: they take the short way, which is the hot path of all rendering."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from briefing.model.rich import MOST_COLUMNS
from briefing.model.template import LIST_NUMBER, Site
from briefing.word.emit.text import LONGEST, PLAIN, TEXT, TEXT_END

Emit = Callable[[Site, Any], str]
Writer = Callable[[Any, Emit], str]
"""What writes a value; all but plain ones go to what one rendering emits them with."""


class CellCount:
    """How many cells of a row have been printed."""

    __slots__ = ("count",)

    def __init__(self) -> None:
        self.count = 0


def writer(site: Site) -> Writer:
    """What writes a value at a site as XML."""
    if site.position == "cell":
        return functools.partial(_count, site)
    if not site.section and LIST_NUMBER not in site.ppr:
        begin, end = f"<w:r>{site.rpr}{TEXT}", f"{TEXT_END}</w:r>"
        if site.position == "run":
            return _quick(site, begin, end, "")
        if site.position == "paragraph":
            return _quick(site, f"<w:p>{site.ppr}{begin}", f"{end}</w:p>", f"<w:p>{site.ppr}</w:p>")
    return lambda value, emit: emit(site, value)


def _count(site: Site, cells: CellCount, emit: Emit) -> str:
    """Writes nothing, as long as Word takes the cells of a row; the first that it does not take is told."""
    cells.count += 1
    return emit(site, cells) if cells.count == MOST_COLUMNS + 1 else ""


def _quick(site: Site, begin: str, end: str, nothing: str) -> Writer:
    """A writer of runs of text; `nothing` stands for an empty one. Looking for one character takes a tenth of what
    replacing it does."""
    others = PLAIN.fullmatch

    def write(value: Any, emit: Emit) -> str:
        kind = type(value)
        if kind is str:
            if (value.isprintable() if value.isascii() else others(value)) and len(value) <= LONGEST:  # as `is_plain`
                if "&" in value:
                    value = value.replace("&", "&amp;")
                if "<" in value:
                    value = value.replace("<", "&lt;")
                if ">" in value:
                    value = value.replace(">", "&gt;")
                return f"{begin}{value}{end}" if value else nothing
        elif kind is int:
            return f"{begin}{value}{end}"
        return emit(site, value)

    return write
