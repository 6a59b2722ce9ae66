"""What a variable, a macro, a call or a filter block holds: the words of a line, or whole paragraphs."""

from __future__ import annotations

import pytest

from tests.word.merging import body, faults, merged, refused
from tests.word.sketch import docx, run, xml


def test_a_captured_line_prints_with_its_format_and_compares_as_text() -> None:
    sketch = "{% set x %}a *b*{% endset %}\n[{{ x }}] {% if x == 'a *b*' %}same{% endif %} {{ x | upper }}"
    assert body(sketch) == "[a *b*] same A *B*"


def test_captured_paragraphs_stand_where_their_tag_stands_alone() -> None:
    sketch = "{% set x %}\n# One\n- Two\n{% endset %}\na\n{{ x }}\nb\n{{ x }}"
    assert body(sketch) == "a\n# One\n- Two\nb\n# One\n- Two"


def test_captured_paragraphs_inside_a_line_are_an_error() -> None:
    (fault,) = faults(docx("{% set x %}\nOne\nTwo\n{% endset %}\na {{ x }} b"))
    assert fault.code == "R303"


def test_a_macro_writes_rows_of_a_line_and_paragraphs() -> None:
    sketch = "{% macro price(x) %}¦*{{ x }}*¦ EUR{% endmacro %}\nOne {{ price(5) }}, two {{ price('<') }}"
    assert body(sketch) == "One ¦*5*¦ EUR, two ¦*<*¦ EUR"


def test_a_call_block_wraps_what_it_holds() -> None:
    sketch = "{% macro box() %}\n# Box\n{{ caller() }}\n{% endmacro %}\n{% call box() %}\nInside {{ x }}\n{% endcall %}"
    assert body(sketch, x=1) == "# Box\nInside 1"


def test_a_filter_block_changes_the_text_it_holds() -> None:
    assert body("a {% filter upper %}b {{ x }}{% endfilter %}", x="<c>") == "a B <C>"


def test_a_capture_in_an_attribute_is_its_text() -> None:
    data, _ = merged(docx("{% set x %}a < b{% endset %}\nc {{ x }}", title="{% set x %}a < b{% endset %}{{ x }}"))
    assert "<dc:title>a &lt; b<" in xml(data, "docProps/core.xml")


def test_text_beside_the_tags_of_a_variable_stands_before_and_after_what_it_holds() -> None:
    sketch = "a {% set x %}b\n# One\nc{% endset %} d\n{{ x }}"
    assert body(sketch) == "a  d\nb\n# One\nc"


@pytest.mark.parametrize(
    "sketch",
    [
        "{% set x %}a ‖ b\nc ‖ d{% endset %}",
        "a ‖ {% macro m() %}b ‖ c{% endmacro %}",
        f"a ¦<w:hyperlink w:anchor='k'>{run('b {% set x %} c')}</w:hyperlink>\nd\ne {{% endset %}}",
    ],
)
def test_rows_cells_and_parts_of_links_cannot_be_held(sketch: str) -> None:
    assert refused(sketch) == "T223"


def test_the_error_shows_both_ends_of_what_cannot_be_held() -> None:
    (fault,) = faults(docx("{% set x %}a ‖ b\nc ‖ d{% endset %}"))
    assert fault.message == "'set' cannot hold rows or cells of a table, nor a part of a link or a change"
    assert [one.message for one in fault.related] == ["closed here"]
