"""WordprocessingML that a template captured (a `set` block, a macro, a call block), as a value."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.later import regex

_LINE_ENDS = regex(r"</w:p>|<w:br\b[^>]*/>|<w:cr/>")
_TABS = regex(r"<w:tab/>")
_MARKUP = regex(r"<[^>]*>|[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BLOCK = regex(r"<w:(?:p|tbl)[ />]")
_PARAGRAPH = regex(
    r"\s*<w:p(?: [^<>]*)?(?<!/)>(?:<w:pPr>.*?</w:pPr>(?!\s*</w:pPrChange>)|<w:pPr/>)?(.*)</w:p>\s*", re.DOTALL
)
_TEXT_BOX = regex(r"<w:txbxContent(?: [^<>]*)?(?<!/)>(?:(?!<w:txbxContent).)*?</w:txbxContent>", re.DOTALL)


class Fragment(str):
    """As a string it is its plain text, so that filters and comparisons see text; printed, it is its XML. `printed`
    says that it was: once more, it needs ids of its own."""

    __slots__ = ("printed", "xml")
    xml: str
    printed: bool

    @property
    def is_block(self) -> bool:
        """Whether it holds whole paragraphs or tables."""
        return bool(_BLOCK.search(_around_boxes(self.xml)))

    @property
    def words(self) -> str:
        """The XML within the one paragraph that it is; empty if it is not one."""
        found = _PARAGRAPH.fullmatch(self.xml)
        return found[1] if found and _around_boxes(self.xml).count("</w:p>") == 1 else ""


def captured(pieces: Iterable[str]) -> Fragment:
    """What a captured block wrote, as one value."""
    xml = "".join(pieces)
    text = _MARKUP.sub("", _TABS.sub("\t", _LINE_ENDS.sub("\n", xml)))
    fragment = Fragment(_plain(text.strip("\n")))
    fragment.xml, fragment.printed = xml, False
    return fragment


def _around_boxes(xml: str) -> str:
    """The XML without what text boxes hold, whose paragraphs stand within a line."""
    found = xml.count("<w:txbxContent")
    while found:  # innermost first
        xml, found = _TEXT_BOX.subn("", xml)
    return xml


def _plain(text: str) -> str:
    """Text with the entities that XML is written with here undone; the module html takes 2 ms to import."""
    text = text.replace("&#10;", "\n").replace("&#9;", "\t")  # in attributes
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
