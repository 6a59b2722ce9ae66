"""What a built file states of its making: which edition it is, and of which content and template; and reading it back.

It stands in the custom properties (docProps/custom.xml; ECMA-376 part 1, 22.3), which Word shows under File, Info,
Advanced Properties, and keeps when somebody saves the file again.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Mapping
from typing import NamedTuple

from briefing.later import regex
from briefing.word import package
from briefing.word.emit.text import in_attribute
from briefing.word.package import Member, Package
from briefing.word.packaging import decoded

CUSTOM = "docProps/custom.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of the properties that people see ([MS-OSHARED] 2.3.3.2.3)
_FIRST_ID = 2  # 0 and 1 are taken by the format that properties had before XML
_END = "</Properties>"
_OURS = regex(r"<property\b[^>]*\bname=\"briefing \w+\"[^>]*>.*?</property>", re.DOTALL)


class Making(NamedTuple):
    """How a file was made: the ids of topic and audience, the name of the template's file, and three fingerprints.
    `design` is that of the template, `content` that of what was built, `file` that of the file as it was written, which
    is another than `content` once page numbers are filled in. `copy` says which one a personal copy is.
    """

    topic: str
    audience: str
    template: str
    design: str
    content: str = ""
    file: str = ""
    copy: str = ""


def fingerprint(members: Package) -> str:
    """What tells two packages apart: their members by name, length and checksum, but for the properties, which bear the
    date. It shows that something has changed, and is no proof that nobody forged it."""
    digest = hashlib.sha256()
    for name, member in sorted(members.items()):
        if not name.startswith("docProps/"):
            digest.update(_line(name, member.size, member.crc))
    return digest.hexdigest()[:32]


def sealed(members: Mapping[str, Member], making: Making) -> dict[str, Member]:
    """The members of a finished file, stating how they were made. A `content` that is given stays: the file was changed
    after it was built, as when page numbers were filled in."""
    own = fingerprint(members)
    stated = {
        name: text for name, text in making._replace(content=making.content or own, file=own)._asdict().items() if text
    }
    others, first = _of_others(members[CUSTOM])
    ours = [
        _property(n, f"briefing {name}", in_attribute(text)) for n, (name, text) in enumerate(stated.items(), first)
    ]
    return {**members, CUSTOM: package.pack(CUSTOM, (others.replace(_END, "".join(ours) + _END).encode(),))}


@functools.lru_cache(maxsize=8)  # copies of an edition are alike in it
def _of_others(custom: Member) -> tuple[str, int]:
    """The custom properties without those of ours, and the first id that is free."""
    others = _OURS.sub("", decoded(custom.read()))
    return others, _FIRST_ID + others.count("<property ")


@functools.lru_cache(maxsize=1024)
def _line(name: str, size: int, crc: int) -> bytes:
    """What a fingerprint is made of: most members are the same in all that is made of a template."""
    return f"{name}\0{size}\0{crc:08x}\n".encode()


def properties(designed: Mapping[str, str]) -> str:
    """The part of custom properties, with those of the designer: names and values as XML has them."""
    listed = [_property(number, name, text) for number, (name, text) in enumerate(designed.items(), _FIRST_ID)]
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">{"".join(listed)}{_END}'
    )


def _property(number: int, name: str, text: str) -> str:
    return f'<property fmtid="{_SET}" pid="{number}" name="{name}"><vt:lpwstr>{text}</vt:lpwstr></property>'


def read(properties: Mapping[str, str]) -> Making | None:
    """How a file was made, from its properties by their names; None if it does not say."""
    stated = {name: properties.get(f"briefing {name}", "") for name in Making._fields}
    return Making(**stated) if stated["topic"] and stated["audience"] and stated["content"] else None
