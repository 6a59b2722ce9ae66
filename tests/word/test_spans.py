"""A tag typed over the ends of paragraphs: they become one, as in docxtpl, and that is told."""

from __future__ import annotations

import pytest

from tests.word.dump import dump
from tests.word.merging import merged, refused
from tests.word.sketch import docx


@pytest.mark.parametrize(
    ("sketch", "expected"),
    [
        ("a {{ x\n}} b\nc", "a 1 b\nc"),
        ("a {{ x\n+\n2 }} b", "a 3 b"),
        ("{% if x\n== 1 %}yes{% endif %} b\nc", "yes b\nc"),
        ("{# one\ntwo {{ y }}\na ‖ b\nthree #}rest", "rest"),
        ("a {{ x\n}} b {{ x\n}} c", "a 1 b 1 c"),
        ("{% if x ==¶1 %}a{% endif %} ‖ b", "a ‖ b"),
    ],
)
def test_the_paragraphs_that_a_tag_goes_on_through_become_one(sketch: str, expected: str) -> None:
    data, said = merged(docx(sketch), x=1)
    assert dump(data) == expected
    assert {one.code for one in said} == {"T405"}


@pytest.mark.parametrize(
    "sketch",
    [
        "a {{ x\nb",
        "a {{ x\nb {{ x }}",  # one that somebody forgot to close
        "a {{ x\nb ‖ c\n}}",
        "a {{ x ‖ }}",
        "a {# x\nb ‖ #}",
        "a {{ x\n<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>}}</w:t></w:r></w:p>",
    ],
)
def test_a_tag_that_does_not_end_in_the_same_text_is_unclosed(sketch: str) -> None:
    assert refused(sketch, x=1).split()[0] == "T101"
