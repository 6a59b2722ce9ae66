"""Whether a file holds words that its reader is not to have, anywhere in the package: text, attributes, properties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefing.diagnostics import Diagnostic, Place
from briefing.later import regex
from briefing.word.package import Member, Package
from briefing.word.printable import cut

_TAG = regex(r"<[^>]*>")
_VALUE = regex(r'="([^"<>]{20,})"')
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&#39;": "'", "&#34;": '"', "&amp;": "&"}
_SILENT = regex(r"(?:.*/)?(?:styles|settings|fontTable|webSettings|numbering|theme\d*|\[Content_Types\])\.xml")


class Source(NamedTuple):
    """The Word file in which a person would look for words: the template of a file, or the file itself."""

    path: str
    main: str
    members: Package


def leaked(members: Mapping[str, Member], withheld: Mapping[str, str], source: Source) -> Iterator[Diagnostic]:
    """An error for all words that are in a file although its reader is not to have them, where the source says them.
    `withheld` are stretches of such words, white space folded, each with what it is of."""
    if not withheld:
        return
    for name, member in members.items():
        if name.endswith(".xml") and not _SILENT.fullmatch(name):
            said = _said(member.read().decode("utf-8", "replace"))
            told: set[str] = set()
            for words, owner in withheld.items():
                if words in said and owner not in told:
                    told.add(owner)
                    message = f"the file would hold {owner}: “{cut(words)}”"
                    hint = "look where the template, its properties or the data say it, and take it away"
                    yield Diagnostic("O291", message, _place(source, name, words), (hint,))


def _place(source: Source, part: str, words: str) -> Place:
    """Where a Word file says words; its part, if they do not stand in one paragraph of that."""
    from briefing.word.access.reading import opened, pages  # with lxml, where something is wrong

    for page in pages(opened(dict(source.members), source.main, source.path), {}):
        for paragraph in page.spots if page.part == part else ():
            place = page.place(paragraph)
            if words in " ".join(place.excerpt.split()):
                at = max(0, place.excerpt.find(words))
                return place._replace(at=at, length=len(words) if words in place.excerpt else 0)
    return Place(source.path, part)


def _said(xml: str) -> str:
    """All text of a part: what stands between tags, and the longer values of attributes."""
    values = "\n".join(_VALUE.findall(xml))
    said = f"{_TAG.sub('', xml)}\n{values}"
    for entity, character in _ENTITIES.items():
        said = said.replace(entity, character)
    return " ".join(said.split())
