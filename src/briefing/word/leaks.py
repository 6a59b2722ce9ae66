"""Whether a file holds words that its reader is not to have, anywhere in the package: text, attributes, properties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefing.diagnostics import Diagnostic, Place
from briefing.word.package import Member

_TAG = re.compile(r"<[^>]*>")
_VALUE = re.compile(r'="([^"<>]{20,})"')
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&#39;": "'", "&#34;": '"', "&amp;": "&"}
_SILENT = re.compile(r"(?:.*/)?(?:styles|settings|fontTable|webSettings|numbering|theme\d*|\[Content_Types\])\.xml")


def leaked(members: Mapping[str, Member], withheld: Mapping[str, str], path: str) -> Iterator[Diagnostic]:
    """An error for each block whose words are in a file although its reader does not get it. `withheld` are stretches
    of such words, white space folded, each with its block; `path` is only for the places."""
    if not withheld:
        return
    for name, member in members.items():
        if name.endswith(".xml") and not _SILENT.fullmatch(name):
            said = _said(member.read().decode("utf-8", "replace"))
            for block in dict.fromkeys(block for words, block in withheld.items() if words in said):
                words = next(words for words, owner in withheld.items() if owner == block and words in said)
                message = f"words of '{block}', which this reader does not get, are in the file: “{words[:60]}”"
                hint = "look where the template, its properties or the data say them, and take them away"
                yield Diagnostic("O291", message, Place(path, name), (hint,))


def _said(xml: str) -> str:
    """All text of a part: what stands between tags, and the longer values of attributes."""
    values = "\n".join(_VALUE.findall(xml))
    said = f"{_TAG.sub('', xml)}\n{values}"
    for entity, character in _ENTITIES.items():
        said = said.replace(entity, character)
    return " ".join(said.split())
