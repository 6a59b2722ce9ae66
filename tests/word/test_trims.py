"""`{%- … -%}`: white space goes, paragraphs join, and nothing else is lost."""

from __future__ import annotations

import pytest

from tests.word.merging import body

HOUSE = "My house is {% if town -%}\nin town\n{%- else -%}\nin the country\n{%- endif %} and I love it."


@pytest.mark.parametrize(("town", "where"), [(True, "in town"), (False, "in the country")])
def test_one_sentence_from_several_paragraphs(town: bool, where: str) -> None:
    assert body(HOUSE, town=town) == f"My house is{' '}{where} and I love it."


@pytest.mark.parametrize(
    ("sketch", "printed"),
    [
        ("a  {%- if x -%}  b  {%- endif -%}  c", "abc"),
        ("a  {{- x -}}  b", "a1b"),
        ("a ¦ ¦{{- x }} b", "a1 b"),
        ("a {{- x }}\n{{- x }} b", "a1\n1 b"),
        ("*a *¦{%- if x %}b{% endif %}", "*a*¦b"),
        ("a\n{%- if x %}\nb\n{%- endif %}", "a\nb"),
        ("a\n{%- if not x %}\nb\n{%- endif %}\nc", "a\nc"),
        ("Items:\n{%- for i in 'ab' %}\n{{ i }}\n{%- endfor %}\nend", "Items:\na\nb\nend"),
        ("{%- if x -%}\na\n{%- endif -%}", "a"),
    ],
)
def test_what_is_left(sketch: str, printed: str) -> None:
    assert body(sketch, x=1) == printed


def test_a_table_is_not_joined() -> None:
    assert body("a ‖ b\n{%- if x %}c{% endif %}", x=1) == "a ‖ b\nc"
