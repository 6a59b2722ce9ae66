"""Plain text as XML."""

from __future__ import annotations

import re

_SPECIAL = re.compile("[\x00-\x1f&<>\ud800-\udfff\ufffe\uffff]")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_IN_RUN = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        "\n": '</w:t><w:br/><w:t xml:space="preserve">',
        "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
    }
)
_IN_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def in_run(text: str) -> str:
    """The content of a `w:t` for a text; a line feed and a tab close it and open another one around their element."""
    if not _SPECIAL.search(text):
        return text
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_IN_RUN)


def in_attribute(text: str) -> str:
    """A text inside an attribute or an element that holds text alone."""
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_IN_ATTRIBUTE)


def run(text: str, rpr: str = "") -> str:
    """A run of text; nothing for no text."""
    if not text:
        return ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{in_run(text)}</w:t></w:r>'
