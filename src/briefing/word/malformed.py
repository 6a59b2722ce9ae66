"""What is wrong with XML that cannot be read, and with files that are no packages, in words for people."""

from __future__ import annotations

import re
from collections.abc import Callable

from briefing.later import regex

_Words = Callable[[re.Match[str]], str]

# libxml2's complaints (parser.c, xmlFatalErr and those beside it) and what we say instead.
_COMPLAINTS: tuple[tuple[str, _Words], ...] = (
    (
        r"Opening and ending tag mismatch: ([^\s,]+) line \d+ and ([^\s,]+)",
        lambda found: f"<{found[1]}> ends with </{found[2]}>",
    ),
    (r"Premature end of data in tag ([^\s,]+)", lambda found: f"it ends before <{found[1]}> does"),
    (r"(?:Couldn't find end of Start Tag|Specification mandates|attributes construct)", lambda _: "a tag is broken"),
    (r"(?:Document is empty|Start tag expected)", lambda _: "it does not begin with a tag"),
    (r"Extra content at the end", lambda _: "something stands after its end"),
    (r"(?:xmlParseEntityRef|EntityRef)", lambda _: "an & stands by itself, which is written &amp;"),
    (r"Entity '(.*)' not defined", lambda found: f"&{found[1]}; stands for nothing"),
    (
        r"Namespace prefix (\S+) (?:for \S+ )?on \S+ is not defined",
        lambda found: f"the prefix {found[1]}: is not declared",
    ),
    (r".*invalid Char value (\d+)", lambda found: f"it holds the control character U+{int(found[1]):04X}"),
    (r"xmlParseCharRef: invalid xmlChar value (\d+)", lambda found: f"it holds the character U+{int(found[1]):04X}"),
    (r"(?:Input is not proper|[Ii]nvalid bytes)", lambda _: "its bytes are not in the encoding that it says"),
    (r"Attribute (\S+) redefined", lambda found: f"an element has the attribute {found[1]} twice"),
    (r"AttValue", lambda _: "the value of an attribute has no quotation marks"),
    (r"Unescaped '<'", lambda _: "a < stands in an attribute, which is written &lt;"),
    (r"Excessive depth in document: (\d+)", lambda found: f"its elements nest more than {found[1]} deep"),
)
_PLACE = regex(r", line \d+, column \d+.*|\s*\(line \d+\)$", re.DOTALL)
_KINDS = (
    (b"%PDF", "it is a PDF"),
    (b"{\\rtf", "it is RTF"),
    (b"<", "it is HTML or XML"),
    (b"PK", "it is damaged or cut off"),
)


def why(complaint: str) -> str:
    """Why a part is not well-formed, from libxml2's message; what it says of the place is left out."""
    for pattern, words in _COMPLAINTS:
        if found := re.match(pattern, complaint):
            return words(found)
    said = _PLACE.sub("", complaint)
    return f"{said[:1].lower()}{said[1:]}"


def no_package(data: bytes) -> str:
    """What bytes are that cannot be unpacked, as far as it can be told."""
    if not data:
        return "it is empty"
    begin = data[:200].lstrip(b"\xef\xbb\xbf \r\n\t")
    return next((words for mark, words in _KINDS if begin.startswith(mark)), "it is of another kind")
