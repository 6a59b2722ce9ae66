"""What a variable, a macro, a call or a filter block holds: the words of a line, or whole paragraphs."""

from __future__ import annotations

import re

import pytest

from tests.word.merging import body, faults, merged, refused
from tests.word.sketch import docx, run, text_box, xml


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


BOX = text_box("in")
BREAK = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/>{}</w:sectPr></w:pPr></w:p>'
CHANGED = '<w:sectPrChange w:id="9" w:author="A"><w:sectPr><w:pgSz w:w="9000" w:h="9000"/></w:sectPr></w:sectPrChange>'


@pytest.mark.parametrize("around", ["{}", "see ¦{}¦ there", "{} ‖ x"])
@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        (f"{{% set m %}}k¦{BOX}¦l{{% endset %}}", "{{ m }}"),
        (f"{{% macro m(q) %}}k¦{BOX}¦{{{{ q }}}}{{% endmacro %}}", "{{ m('l') }}"),
        (f"{{% set m %}}\nk¦{BOX}¦l\n{{% endset %}}", "{{ m }}"),
    ],
)
def test_a_line_with_a_text_box_is_a_line(typed: str, tag: str, around: str) -> None:
    data, _ = merged(docx(f"{typed}\n{around.format(tag)}\n{around.format(tag)}"))
    (first, second) = re.findall(r"<w:p>(?:(?!<w:p>).)*>k<.*?>l</w:t>", xml(data))
    assert first.count(">in<") == second.count(">in<") == 2


def test_paragraphs_with_text_boxes_are_paragraphs() -> None:
    sketch = f"{{% set m %}}\nk¦{BOX}\nl\n{{% endset %}}\nsee {{{{ m }}}} there"
    assert refused(sketch) == "R303"


def test_only_the_words_of_a_paragraph_go_into_a_line() -> None:
    change = '<w:pPrChange w:id="9" w:author="A"><w:pPr><w:jc w:val="left"/></w:pPr></w:pPrChange>'
    words = f"<w:p><w:pPr><w:jc w:val='right'/>{change}</w:pPr>{run('words')}</w:p>"
    data, _ = merged(docx(f"{{% set m %}}\n{words}\n{{% endset %}}\nsee {{{{ m }}}} there"))
    assert "<w:jc" not in xml(data)
    empty = '<w:p w:rsidR="00A10001"/>'
    assert refused(f"{{% set m %}}\n{empty}\n{words}\n{{% endset %}}\nsee {{{{ m }}}} there") == "R303"


@pytest.mark.parametrize("section", [BREAK.format(""), BREAK.format(CHANGED), "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"])
def test_a_section_break_stays_out_of_tables_and_text_boxes(section: str) -> None:
    macros = "".join(
        f"{{% macro {name} %}}\n{held}\n{section}\n{{% endmacro %}}\n"
        for name, held in {"plain()": "a", "around()": "{{ caller() }}"}.items()
    )
    call = "{% call around() %}¶b¶{% endcall %} ‖ x"
    for place in ("{{ plain() }} ‖ x", call, f"In ¦{text_box('{{ plain() }}')}"):
        data, said = merged(docx(f"{macros}{place}\n{{{{ plain() }}}}\nz"))
        assert [one.code for one in said] == ["R321"]
        sections = re.sub(r"<w:sectPrChange.*?</w:sectPrChange>", "", xml(data))
        assert len(re.findall(r"<w:sectPr[ />]", sections)) == 2


def test_a_note_stays_out_of_text_boxes() -> None:
    macro = "{% macro m() %}a¦<w:r><w:footnoteReference w:id='1'/></w:r>¦{% endmacro %}"
    sketch = f"{macro}\nIn ¦{text_box('{{ m() }}')}\nz {{{{ m() }}}}"
    data, said = merged(docx(sketch, footnote="A note"))
    assert [one.code for one in said] == ["R322"]
    assert xml(data).count("footnoteReference") == 1
