"""What writes the values of one site. Nearly all values are texts without anything to look at: they take the short way,
which is the hot path of all rendering."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

from briefing.model.rich import MOST_COLUMNS
from briefing.model.template import LIST_NUMBER, Site
from briefing.word.emit.text import LONGEST, TEXT, TEXT_END

Writer = Callable[[Any], str]

# Any character but those of scripts that have no fonts or rules of their own, which `scripts` looks for, and but those
# that XML forbids or that stand for an element, such as a line feed.
_ODD = re.compile("[^ -~\u00a0-\u057f\u2000-\u2e7f]")


class CellCount:
    """How many cells of a row have been printed."""

    __slots__ = ("count",)

    def __init__(self) -> None:
        self.count = 0


def writer(site: Site, emit: Callable[[Site, Any], str]) -> Writer:
    """What writes a value at a site as XML, where `emit` does so for any value at any site."""
    if site.position == "cell":
        return functools.partial(_count, site, emit)
    if not site.section and LIST_NUMBER not in site.ppr:
        begin, end = f"<w:r>{site.rpr}{TEXT}", f"{TEXT_END}</w:r>"
        if site.position == "run":
            return _quick(site, emit, begin, end, "")
        if site.position == "paragraph":
            return _quick(site, emit, f"<w:p>{site.ppr}{begin}", f"{end}</w:p>", f"<w:p>{site.ppr}</w:p>")
    return functools.partial(emit, site)


def _count(site: Site, emit: Callable[[Site, Any], str], cells: CellCount) -> str:
    """Writes nothing, as long as Word takes the cells of a row; the first that it does not take is told."""
    cells.count += 1
    return emit(site, cells) if cells.count == MOST_COLUMNS + 1 else ""


def _quick(site: Site, emit: Callable[[Site, Any], str], begin: str, end: str, nothing: str) -> Writer:
    """A writer of runs of text; `nothing` stands for an empty one.

    Of ASCII, what Python calls printable has nothing odd, and is told in half the time. Looking for one character takes
    a tenth of what replacing it does.
    """
    has_odd = _ODD.search

    def write(value: Any) -> str:
        kind = type(value)
        if kind is str:
            if (value.isprintable() if value.isascii() else not has_odd(value)) and len(value) <= LONGEST:
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
