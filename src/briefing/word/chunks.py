"""Files in a Word file that Word reads in as it opens (`altChunk`, ECMA-376 part 1, 17.17.2.1): what they would fetch.

Word takes HTML, MHT and RTF there, and loads what they name. Of that only links are clicked; any other address that
leads out of the file is one that it asks for. What cannot be told is taken for the worse.
"""

from __future__ import annotations

import re

from briefing.later import regex
from briefing.limits import MIB
from briefing.word.packaging import decoded

_LARGEST = 20 * MIB
_LINK = regex(r"(<a\s[^<>]*?\bhref\s*=\s*)(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+)", re.IGNORECASE)
_NAMESPACE = regex(r"\bxmlns(?::\w+)?\s*=\s*\"http:[^\"<>]*\"", re.IGNORECASE)
_BLANK = regex(r"[\x00-\x20]+")
_FAR = r"(?:https?:|ftp:|file:|[\\/]{2})"
_IN_HTML = regex(
    rf"(?:=[\"']?|\burl\([\"']?|@import[\"']|srcset=[^<>]{{0,999}}?,){_FAR}[^\"'<>)]*"
    r"|url\([^)]{0,999}\\[^)]*|charset=[\"']?utf-7|mso-field-code|mso-element:field-begin",
    re.IGNORECASE,
)
_IN_RTF = regex(r"\\(?:field|object|template|nextfile)\b[^\\{}]*")


def fetched(data: bytes, kind: str) -> str:
    """What of a chunk Word would fetch, as it is written there; empty for nothing. `kind` is its content type."""
    if len(data) > _LARGEST:
        return "more than can be looked through"
    text = decoded(data)
    if text.lstrip().startswith("{\\rtf"):
        return _first(_IN_RTF, text)
    if kind.strip().lower().startswith(("message/", "multipart/")) or "mime-version:" in text[:10_000].lower():
        return next(filter(None, map(_in_html, _of_mail(data))), "")
    return "" if kind.strip().lower().startswith("text/plain") else _in_html(text)


def _in_html(text: str) -> str:
    import html  # only where there are chunks

    plain = _NAMESPACE.sub("", _LINK.sub(r"\1", html.unescape(text)))
    return _first(_IN_HTML, _BLANK.sub("", plain))


def _of_mail(data: bytes) -> list[str]:
    """The texts in an MHT, which is written as mail is (RFC 2557)."""
    import email

    parts = (part.get_payload(decode=True) for part in email.message_from_bytes(data).walk())
    return [decoded(part) for part in parts if isinstance(part, bytes)]


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0].lstrip("=\"'") if found else ""
