"""XML that cannot be read is explained in plain words, whatever libxml2 calls it."""

from __future__ import annotations

import pytest

from briefing.word.malformed import no_package, why
from briefing.word.text import Unsafe, parse


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (b"<r>\n<t></r>", "<t> ends with </r>"),
        (b"<r><t>", "it ends before <t> does"),
        (b"<r a=1/>", "the value of an attribute has no quotation marks"),
        (b"<r a/>", "a tag is broken"),
        (b"<r", "a tag is broken"),
        (b"", "it does not begin with a tag"),
        (b"text", "it does not begin with a tag"),
        (b"<r/><s/>", "something stands after its end"),
        (b"<r>R&D</r>", "an & stands by itself, which is written &amp;"),
        (b"<r>R & D</r>", "an & stands by itself, which is written &amp;"),
        (b"<r>&nbsp;</r>", "&nbsp; stands for nothing"),
        (b"<w:r/>", "the prefix w: is not declared"),
        (b"<r w:a='1'/>", "the prefix w: is not declared"),
        (b"<r>\x01</r>", "it holds the control character U+0001"),
        (b"<r>&#1;</r>", "it holds the character U+0001"),
        (b"<r>\xff</r>", "its bytes are not in the encoding that it says"),
        (b"<r a='1' a='2'/>", "an element has the attribute a twice"),
        (b"<r a='<'/>", "a < stands in an attribute, which is written &lt;"),
        (b"<r>" * 300, "its elements nest more than 256 deep"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(xml: bytes, expected: str) -> None:
    with pytest.raises(Unsafe) as caught:
        parse(xml)
    assert why(str(caught.value)) == expected


def test_what_has_no_words_of_ours_is_said_without_its_place() -> None:
    assert why("Something odd, line 3, column 4 (line 3)") == "something odd"
    assert (
        why("it declares a document type, which Word never does")
        == "it declares a document type, which Word never does"
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "it is empty"),
        (b"%PDF-1.7", "it is a PDF"),
        (b"{\\rtf1", "it is RTF"),
        (b"\xef\xbb\xbf\n<html>", "it is HTML or XML"),
        (b"PK\x03\x04", "it is damaged or cut off"),
        (b"Dear", "it is of another kind"),
    ],
)
def test_what_is_no_package_is_told_by_how_it_begins(data: bytes, expected: str) -> None:
    assert no_package(data) == expected
