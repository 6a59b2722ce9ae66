"""Plain text as XML."""

from __future__ import annotations

import re

from briefing.later import regex
from briefing.model.template import Position
from briefing.word.emit import scripts

_FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"  # compiled where it is needed
_CONTROL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f]")
LONGEST = 1_000_000  # characters in one element; readers that build on libxml2 refuse more than ten million bytes
TEXT, TEXT_END = '<w:t xml:space="preserve">', "</w:t>"
# A text of characters that are no more than written: not of scripts that have fonts or rules of their own, which
# `scripts` looks for, not forbidden by XML, and not standing for an element, as a line feed does. To go through a text
# in one repetition takes half the time of searching it for another character.
PLAIN = regex("[ -~\u00a0-\u057f\u2000-\u2e7f]*+")
_MARKUP = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))  # the ampersand first: the others put some in
_IN_RUN = (*_MARKUP, ("\n", f"{TEXT_END}<w:br/>{TEXT}"), ("\t", f"{TEXT_END}<w:tab/>{TEXT}"))
_IN_ATTRIBUTE = (*_MARKUP, ('"', "&quot;"), ("\n", "&#10;"), ("\t", "&#9;"))
_IN_CODE = str.maketrans({**dict.fromkeys('"“”„‟', "″"), "{": "[", "}": "]"})  # Word pairs curly quotes, too
_LINE_ENDS = r"[\t\n\r\v\f\x85\u2028\u2029]+"
_PARTING = r"[\s\\]+"


def is_plain(text: str) -> bool:
    """Whether a text is one of `PLAIN`, and not too long for one element. Of ASCII, what Python calls printable is,
    and that is told sooner."""
    return (text.isprintable() if text.isascii() else bool(PLAIN.fullmatch(text))) and len(text) <= LONGEST


def forbidden(text: str) -> str:
    """The first character that XML cannot hold (XML 1.0, 2.2), or an empty text.

    Without a regular expression for all of them: compiling ranges this wide takes longer than a start has use for.
    """
    if text.isprintable():
        return ""
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
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(_FORBIDDEN, "", text) if forbidden(text) else text


def beginning(text: str, longest: int) -> str:
    """As much of a text as fits into so many UTF-16 code units, which Word counts."""
    return text.encode("utf-16-le", "ignore")[: 2 * longest].decode("utf-16-le", "ignore")


def in_run(text: str) -> str:
    """The content of a `w:t` for a text; a line feed and a tab close it and open another one around their element. So
    does a text that is too long for one."""
    if len(text) > LONGEST:
        text = text.replace("\r\n", "\n")  # which no cut may part
        cuts = range(0, len(text), LONGEST)
        return f"{TEXT_END}{TEXT}".join(in_run(text[start : start + LONGEST]) for start in cuts)
    return _written(_IN_RUN, allowed(text))


def in_attribute(text: str) -> str:
    """A text inside an attribute or an element that holds text alone."""
    if text.isalnum():  # the name of a style, say
        return text
    return _written(_IN_ATTRIBUTE, allowed(text))


def _written(table: tuple[tuple[str, str], ...], text: str) -> str:
    """The text with the characters of a table as XML; where few of them are, this is quicker than `str.translate`."""
    for character, xml in table:
        if character in text:
            text = text.replace(character, xml)
    return text


def in_code(text: str, position: Position) -> str:
    r"""A value in the code of a field, as the one argument, or a part of it, that its tag is there (ECMA-376 part 1,
    17.16.1 and 17.16.2): it closes no quotes and begins no switch.

    Between quotes a backslash stands behind another. An argument of its own is put in quotes where it needs them. In a
    part of a word without quotes there can be no blank and no backslash.
    """
    text = re.sub(_LINE_ENDS, " ", text.translate(_IN_CODE))
    if position == "word":
        return re.sub(_PARTING, "_", text)
    if position == "argument" and text and not re.search(_PARTING, text):
        return text
    quoted = text.replace("\\", "\\\\")
    return quoted if position == "quoted" else f'"{quoted}"'


def plain_run(text: str, rpr: str) -> str:
    """A run of text that is plain; nothing for no text."""
    return f"<w:r>{rpr}{TEXT}{_written(_MARKUP, text)}{TEXT_END}</w:r>" if text else ""


def run(text: str, rpr: str = "") -> str:
    """A run of text, or of each of its scripts; nothing for no text."""
    if not text:
        return ""
    if is_plain(text):
        return plain_run(text, rpr)
    if not text.isascii() and scripts.is_needed(text):
        return "".join(f"<w:r>{own}{TEXT}{in_run(one)}{TEXT_END}</w:r>" for one, own in scripts.dressed(text, rpr))
    return f"<w:r>{rpr}{TEXT}{in_run(text)}{TEXT_END}</w:r>"
