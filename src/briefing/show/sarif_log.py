"""Diagnostics as a log in SARIF 2.1.0 (OASIS, https://docs.oasis-open.org/sarif/sarif/v2.1.0/). Numbers in brackets
are sections of it.

GitHub's code scanning shows of a result its message, its level, its file and its lines. It knows no place in a Word
file, so the message says that too. It tells results of one run from those of the next by a hash of their line, which
its action reckons; a Word file has no lines, so its results bring a hash of their words.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from briefing.codes import CODES
from briefing.diagnostics import Diagnostic, Place, Related, Span, in_order
from briefing.show import places
from briefing.show.json_document import written

Object = dict[str, object]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_BRACES = str.maketrans({"{": "{{", "}": "}}"})


def log(diagnostics: Iterable[Diagnostic], version: str) -> str:
    """The log of one run."""
    ordered = in_order(diagnostics)
    codes = sorted({diagnostic.code for diagnostic in ordered})
    driver = {"name": "briefing", "version": version, "rules": [_rule(code) for code in codes]}
    results = [_result(diagnostic, codes.index(diagnostic.code)) for diagnostic in ordered]
    for result, fingerprint in zip(results, _fingerprints(ordered), strict=True):
        if fingerprint:
            result["partialFingerprints"] = {"primaryLocationLineHash": fingerprint}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    whole = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return written(whole)


def uri(path: str) -> str:
    """A path as a URI reference (RFC 3986; RFC 8089 for absolute ones), whichever system it is of. A relative one stays
    relative: to the folder that the program ran in."""
    slashed = path.replace("\\", "/")
    if re.match("[A-Za-z]:/", slashed):
        return f"file:///{slashed[:2]}{_quoted(slashed[2:])}"
    if path.startswith("\\\\"):
        return f"file:{_quoted(slashed)}"
    if slashed.startswith("/"):
        return f"file:///{_quoted(slashed.lstrip('/'))}"
    return _quoted(posixpath.normpath(slashed))


def _quoted(path: str) -> str:
    return quote(path, errors="surrogatepass")  # a name of a file may hold bytes that are no text


def _rule(code: str) -> Object:
    """What is known of a code [3.49]. GitHub shows `help` beside a result, and filters by `name`."""
    row = CODES[code]
    explanation = {"text": _text(row.explanation), "markdown": _text(row.explanation)}
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in re.findall(r"\w+", row.title)),
        "shortDescription": {"text": _text(_sentence(row.title))},
        "fullDescription": explanation,
        "help": explanation,
        "defaultConfiguration": {"level": row.severity},
    }


def _result(diagnostic: Diagnostic, rule: int) -> Object:
    where = diagnostic.where
    result: Object = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": diagnostic.severity,
        "message": _message(diagnostic.message, where, *diagnostic.hints),
    }
    if where is not None and where.path:
        result["locations"] = [_location(where)]
    related: list[Object] = []
    for location in map(_related, diagnostic.related):
        related += [location] if location not in related else []  # each is there once [3.27.22]
    return result | ({"relatedLocations": related} if related else {})


def _related(related: Related) -> Object:
    location = _location(related.where) if related.where.path else {}
    return {**location, "message": _message(related.message, related.where)}


def _location(where: Span | Place) -> Object:
    physical: Object = {"artifactLocation": {"uri": uri(where.path)}}
    if isinstance(where, Place):
        logical = _logical(where)
        return {"physicalLocation": physical} | ({"logicalLocations": logical} if logical else {})
    if where != Span(where.path):
        physical["region"] = _region(where)
    return {"physicalLocation": physical}


def _region(span: Span) -> Mapping[str, int]:
    """A stretch of text [3.30]: lines and columns count from 1, and the end is just past it, as in a Span."""
    line, column = max(1, span.line), max(1, span.column)
    region = {"startLine": line, "startColumn": column}
    if span.end_column > 0 and (span.end_line, span.end_column) >= (line, column):
        region |= {"endLine": span.end_line, "endColumn": span.end_column}
    return region


def _logical(place: Place) -> Sequence[Object]:
    """Where in a Word file [3.33], from the outside in. A kind may be any word where the listed ones don't fit."""
    paragraph = f"paragraph {place.paragraph}" if place.paragraph else ""
    steps = {"part": place.part, "heading": place.heading, "table": place.trail, "paragraph": paragraph}
    return [{"name": name, "kind": kind} for kind, name in steps.items() if name]


def _fingerprints(ordered: Sequence[Diagnostic]) -> Iterable[str]:
    """A hash of what each result without lines is about and its ordinal among the like, in the shape of GitHub's own;
    empty for a result with lines, or without a place. Where paragraphs were added above, it stays."""
    seen: Counter[str] = Counter()
    for diagnostic in ordered:
        where = diagnostic.where
        if where is None or not where.path or (isinstance(where, Span) and where != Span(where.path)):
            yield ""
            continue
        words = (where.part, where.excerpt) if isinstance(where, Place) else ("", "")
        about = "\0".join((diagnostic.code, uri(where.path), *words, diagnostic.message if not words[1] else ""))
        digest = hashlib.sha256(about.encode(errors="replace")).hexdigest()[:16]
        seen[digest] += 1
        yield f"{digest}:{seen[digest]}"


def _message(said: str, where: Span | Place | None, *more: str) -> Object:
    """Sentences: what is said, where in a Word file, and more."""
    words = places.described(where) if isinstance(where, Place) else ""
    return {"text": _text(" ".join(map(_sentence, (said, *([f"In {words}"] if words else []), *more))))}


def _text(words: str) -> str:
    """A message: braces are doubled, since one of them begins a placeholder [3.11.5]."""
    return words.translate(_BRACES)


def _sentence(words: str) -> str:
    """With a capital, unless it begins with what somebody typed, and a full stop."""
    if re.match(r"[a-z]+[ ,]", words):
        words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "?", "!", "…")) else f"{words}."
