"""Tags in the addresses of links: typed, percent-encoded by Word, in every part, and never to a dangerous place."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from tests.word.dump import dump
from tests.word.merging import faults, merged
from tests.word.sketch import docx, relationships, run, xml

LINK = f'a ¦<w:hyperlink r:id="rLink">{run("here")}</w:hyperlink>'


def linked(address: str, **values: Any) -> tuple[str, list[str]]:
    data, said = merged(docx(LINK, links={"rLink": address}), **values)
    return dump(data), [one.code for one in said]


@pytest.mark.parametrize("encode", [str, quote, lambda address: quote(address, safe="")])
def test_the_tag_of_an_address_is_filled_as_typed_or_encoded(encode: object) -> None:
    assert callable(encode)
    assert linked(encode("{{ url }}"), url="https://a.example/b c?d=1&e") == (
        "a [https://a.example/b%20c?d=1&e: here]",
        [],
    )


def test_an_address_may_hold_several_tags_and_text_around_them() -> None:
    address = "https://a.example/{{ x }}/b?q={{ y }}#{# later #}{{ z }}"
    assert linked(address, x="ä", y=None, z=5) == ("a [https://a.example/%C3%A4/b?q=#5: here]", [])


def test_what_is_encoded_beside_a_tag_stays_so() -> None:
    assert (
        linked("https://a.example/100%25%20%7B%7B%20x%20%7D%7D", x="y")[0] == "a [https://a.example/100%25%20y: here]"
    )


def test_the_address_of_a_link_in_a_header_is_filled_in_its_own_part() -> None:
    data, _ = merged(docx("b", header=LINK, links={"rLink": "mailto:{{ x }}"}), x="a@b.example")
    assert dump(data, "word/header1.xml") == "a [mailto:a@b.example: here]"
    assert "{{" not in xml(data, "word/_rels/header1.xml.rels")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JavaScript:x", "file:///c:/x", "\\\\host\\x", "", None])
def test_an_address_that_may_not_be_linked_leads_nowhere_with_a_warning(address: str | None) -> None:
    assert linked("{{ url }}", url=address) == ("a [#: here]", ["R311"])


def test_characters_that_no_document_may_hold_do_not_reach_an_address() -> None:
    shown, codes = linked("{{ url }}", url="https://a.example/\ud800\x01b")
    assert shown == "a [https://a.example/b: here]"
    assert codes == ["R310"]


def test_a_missing_value_in_an_address_is_reported() -> None:
    assert [one.code for one in faults(docx(LINK, links={"rLink": "https://{{ nobody }}"}))] == ["T310"]


def test_a_link_that_repeats_has_the_address_of_each_pass() -> None:
    sketch = "{% for x in xs %}¦" + LINK[3:] + "¦{% endfor %}"
    data, _ = merged(docx(sketch, links={"rLink": "https://{{ x }}.example"}), xs=list("ab"))
    assert dump(data) == "[https://a.example: here][https://b.example: here]"


def test_links_without_tags_keep_their_relationships() -> None:
    data, _ = merged(docx(f"{{{{ x }}}} {LINK}", links={"rLink": "https://a.example/%20"}), x=1)
    assert dump(data) == "1 a [https://a.example/%20: here]"


def test_a_tag_in_the_address_of_a_linked_picture_is_refused() -> None:
    related = relationships({"rImage": ("image", "https://{{ x }}")}).replace("/>", ' TargetMode="External"/>')
    template = docx("a {{ x }}", more={"word/_rels/document.xml.rels": related})
    assert [one.code for one in faults(template, x=1)] == ["T226"]
