"""The parts of a Word file: read as Word writes them, and told where they are not."""

from __future__ import annotations

import pytest

from briefing import template
from tests.word.sketch import docx, members
from tests.word.sound import packed

TRANSITIONAL, STRICT = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006",
    "http://purl.oclc.org/ooxml/wordprocessingml",
)


@pytest.mark.parametrize(
    ("part", "old", "new", "told"),
    [
        (
            "word/document.xml",
            "</w:body>",
            "",
            "T004 'word/document.xml' is not sound XML: <body> ends with </document>",
        ),
        (
            "word/styles.xml",
            "<w:styles",
            "<!DOCTYPE a><w:styles",
            "T004 'word/styles.xml' declares a document type",
        ),
        ("word/document.xml", TRANSITIONAL, STRICT, "T005 this file is in the strict variant of the format"),
    ],
)
def test_a_part_that_is_not_as_word_writes_it_is_told(part: str, old: str, new: str, told: str) -> None:
    found = {name: data.decode() for name, data in members(docx("Hello {{ x }}")).items()}
    found[part] = found[part].replace(old, new)
    compiled, (fault,) = template.compile_docx(packed(found), "x.docx")
    assert compiled is None
    assert f"{fault.code} {fault.message}".startswith(told)
    assert "in Word" in fault.hints[0]
