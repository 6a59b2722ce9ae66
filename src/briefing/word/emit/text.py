"""Plain text as XML."""

from __future__ import annotations

import re

from briefing.word.emit import scripts

_SPECIAL = re.compile("[\x00-\x1f&<>]")
_FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"  # compiled where it is needed
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST = 1_000_000  # characters in one element; readers that build on libxml2 refuse more than ten million bytes
_NEXT = '</w:t><w:t xml:space="preserve">'
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


def forbidden(text: str) -> str:
    """The first character that XML cannot hold (XML 1.0, 2.2), or an empty text.

    Without a regular expression for all of them: compiling ranges this wide takes longer than a start has use for.
    """
    if found := _CONTROL.search(text):
        return found.group()
    if text.isascii():
        return ""
    try:
        text.encode()
    except UnicodeEncodeError as fault:  # half of a surrogate pair
        return text[fault.start]
    return next((character for character in "\ufffe\uffff" if character in text), "")


def allowed(text: str) -> str:
    """The text with its line ends as line feeds, without the characters that XML cannot hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(_FORBIDDEN, "", text) if forbidden(text) else text


def in_run(text: str) -> str:
    """The content of a `w:t` for a text; a line feed and a tab close it and open another one around their element. So
    does a text that is too long for one."""
    if len(text) > _LONGEST:
        text = text.replace("\r\n", "\n")  # which no cut may part
        return _NEXT.join(in_run(text[start : start + _LONGEST]) for start in range(0, len(text), _LONGEST))
    if not _SPECIAL.search(text) and (text.isascii() or not forbidden(text)):
        return text
    return allowed(text).translate(_IN_RUN)


def in_attribute(text: str) -> str:
    """A text inside an attribute or an element that holds text alone."""
    return allowed(text).translate(_IN_ATTRIBUTE)


def run(text: str, rpr: str = "") -> str:
    """A run of text, or of each of its scripts; nothing for no text."""
    if not text:
        return ""
    if not text.isascii() and scripts.is_needed(text):
        return "".join(
            f'<w:r>{own}<w:t xml:space="preserve">{in_run(one)}</w:t></w:r>' for one, own in scripts.dressed(text, rpr)
        )
    return f'<w:r>{rpr}<w:t xml:space="preserve">{in_run(text)}</w:t></w:r>'
