"""Relationships and content types mean the same however they are written, and come out as Word writes them."""

from __future__ import annotations

import pytest

from briefing.word import package, parts
from briefing.word.kinds import DOCUMENT, KINDS, WITH_MACROS
from briefing.word.registers import in_order
from tests.word.sketch import HEAD, docx, members
from tests.word.sound import packed

TABLE, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
PLAIN = f'<Relationships xmlns="{SPACE}"><Relationship Id="a" Type="x/image" Target="a.png"/></Relationships>'


def ordered(**changed: str | bytes) -> dict[str, bytes]:
    """The members of a file, some of them changed, once its registers are in order."""
    data = packed({**members(docx("a")), **changed})
    return {name: member.read() for name, member in in_order(package.read(data), KINDS.values()).items()}


@pytest.mark.parametrize(
    "written",
    [
        PLAIN.replace("image", "im&#97;ge"),
        PLAIN.replace('"/>', '"></Relationship>'),
        PLAIN.replace("<Rel", "<p:Rel").replace("</Rel", "</p:Rel").replace("xmlns=", "xmlns:p="),
        PLAIN.replace('"', "'"),
        PLAIN.replace("Target", 'Other=">" Target'),
        f'<?xml version="1.0" encoding="UTF-16"?>{PLAIN}'.encode("utf-16"),
    ],
    ids=["reference", "two tags", "prefix", "single quotes", "more than it may say", "UTF-16"],
)
def test_relationships_are_written_as_word_would(written: str | bytes) -> None:
    assert ordered(**{TABLE: written})[TABLE].decode() == HEAD + PLAIN


def test_relationships_in_order_keep_their_bytes() -> None:
    assert ordered(**{TABLE: PLAIN})[TABLE] == PLAIN.encode()


def test_relationships_of_what_is_not_there_go() -> None:
    assert "word/_rels/nothing.xml.rels" not in ordered(**{"word/_rels/nothing.xml.rels": PLAIN})


def test_relationships_are_found_whatever_capitals_their_name_has() -> None:
    found = {name: data.decode() for name, data in members(docx("a")).items()}
    found["word/_RELS/document.xml.rels"] = found.pop(TABLE)
    assert TABLE in in_order(package.read(packed(found)), KINDS.values())


@pytest.mark.parametrize("typed", [WITH_MACROS.upper(), f" {WITH_MACROS} ", WITH_MACROS.replace("E", "&#69;")])
def test_the_type_of_a_word_file_is_spelt_as_word_does(typed: str) -> None:
    types = members(docx("a"))[TYPES].decode().replace(DOCUMENT, typed)
    assert f'ContentType="{WITH_MACROS}"'.encode() in ordered(**{TYPES: types})[TYPES]


def test_what_is_no_xml_is_refused() -> None:
    with pytest.raises(package.Unreadable) as fault:
        ordered(**{TABLE: "<Relationships>"})
    assert fault.value.code == "T004"


def test_registers_are_read_once_while_they_stay_the_same() -> None:
    opened = parts.Opened(package.read(docx("a")))
    first = parts.relationships(opened, "word/document.xml")
    assert parts.relationships(opened, "word/document.xml") is first
    opened[TABLE] = package.pack(TABLE, (PLAIN.encode(),))
    assert [one.id for one in parts.relationships(opened, "word/document.xml")] == ["a"]
