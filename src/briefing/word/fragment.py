"""WordprocessingML that a template captured (a `set` block, a macro, a call block), as a value."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LINE_ENDS = re.compile(r"</w:p>|<w:br\b[^>]*/>|<w:cr/>")
_TABS = re.compile(r"<w:tab/>")
_MARKUP = re.compile(r"<[^>]*>|[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BLOCK = re.compile(r"<w:(?:p|tbl)[ />]")


class Fragment(str):
    """As a string it is its plain text, so that filters and comparisons see text; printed, it is its XML. `inline` is
    that of the words alone, where it is one paragraph that may also stand in a line."""

    __slots__ = ("inline", "xml")
    xml: str
    inline: str

    @property
    def is_block(self) -> bool:
        """Whether it holds whole paragraphs or tables."""
        return bool(_BLOCK.search(self.xml))


def captured(pieces: Iterable[str]) -> Fragment:
    """What a captured block wrote, as one value."""
    xml = "".join(pieces)
    text = _MARKUP.sub("", _TABS.sub("\t", _LINE_ENDS.sub("\n", xml)))
    fragment = Fragment(_plain(text).strip("\n"))
    fragment.xml, fragment.inline = xml, ""
    return fragment


def _plain(text: str) -> str:
    """Text with the entities that XML is written with here undone; the module html takes 2 ms to import."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
