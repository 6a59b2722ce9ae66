"""Rows of a table that are alike but for their texts → a few of them: what is true of the form of one is of all.

Emitting escapes text, so that no text makes a row unsound. A table of 100,000 rows, whole, takes half a minute and two
gigabytes to be looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.later import regex
from briefing.word import package
from briefing.word.package import Package

SHORTEST = 1 << 20  # bytes of a member that is looked at for rows
_END = b"</w:tr>"
_BEGINNINGS = (b"<w:tr>", b"<w:tr ")
_TEXT = regex(rb">[^<]+<")
# Of what has an id, or a text that is more than shown, none is left out.
_OWN = (b'id="', b'Id="', b"instrText", b"vanish", b"delText")


def folded(members: Package, template: Package) -> Package:
    """The members of a rendered file, those of them that were rendered with one row for many, where they are large."""
    made = {
        name: package.pack(name, _folded(member.read()))
        for name, member in members.items()
        if member.size >= SHORTEST and name.endswith(".xml") and member is not template.get(name)
    }
    return {**members, **made} if made else members


def form(data: bytes) -> bytes:
    """The structure of XML: without its texts, and without rows that differ in them alone."""
    return _without_text(b"".join(_folded(data)))


def _without_text(data: bytes) -> bytes:
    return _TEXT.sub(b"><", data)


def _folded(data: bytes) -> Iterator[bytes]:
    """The text in stretches, without rows that come right after one that is alike, and hold no other row."""
    kept, at, before = 0, 0, b""
    while (end := data.find(_END, at)) >= 0:
        end += len(_END)
        row = data[at:end]
        shape = _without_text(row) if _may_be_alike(row) else b""
        if shape and shape == before:
            yield data[kept:at]
            kept = end
        at, before = end, shape
    yield data[kept:]


def _may_be_alike(row: bytes) -> bool:
    """Whether bytes are a row, all of it and no other in it, that has nothing of its own but text."""
    is_one = row.startswith(_BEGINNINGS) and sum(map(row.count, _BEGINNINGS)) == 1
    return is_one and not any(sign in row for sign in _OWN)
