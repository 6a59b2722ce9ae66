"""docxtpl's `colspan`, `cellbg`, `vm` and `hm`: what a cell takes, and what is merged with it."""

from __future__ import annotations

import re

import pytest

from briefing.diagnostics import Place
from tests.word.dump import dump
from tests.word.merging import faults, merged
from tests.word.sketch import cell, docx, table, xml

ROWS = [{"kind": "fruit", "name": "apple"}, {"kind": "fruit", "name": "pear"}]


def cells(data: bytes) -> list[str]:
    """The cells' properties without their widths."""
    return re.findall(r"<w:tcPr>(.*?)</w:tcPr>", re.sub("<w:tcW[^>]*>", "", xml(data)))


@pytest.mark.parametrize(
    ("statement", "made"),
    [
        ("{% colspan 2 %}", '<w:gridSpan w:val="2"/>'),
        ("{% colspan two %}", '<w:gridSpan w:val="2"/>'),
        ("{% cellbg '00B050' %}", '<w:shd w:val="clear" w:color="auto" w:fill="00B050"/>'),
        ("{% cellbg '#00b050' %}", '<w:shd w:val="clear" w:color="auto" w:fill="00b050"/>'),
        ("{% cellbg none %}", '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>'),
    ],
)
def test_a_property_of_the_cell(statement: str, made: str) -> None:
    data, _ = merged(docx(f"{statement}{{{{ x }}}} ‖ b"), x="text", two=2)
    assert cells(data) == [made]
    assert "text" in dump(data)


def test_a_statement_in_a_paragraph_of_its_own_leaves_none() -> None:
    data, _ = merged(docx("{% cellbg 'FF0000' %}¶{{ x }} ‖ b"), x="text")
    assert dump(data) == "text ‖ b"


def test_a_cell_with_a_statement_alone_keeps_its_row() -> None:
    data, _ = merged(docx("{% for c in colours %} ‖ {% cellbg c %} ‖ {% endfor %}"), colours=["FF0000", "00FF00"])
    assert re.findall('w:fill="(.*?)"', xml(data)) == ["FF0000", "00FF00"]


def test_vm_prints_in_the_first_pass_and_merges_the_others_with_it() -> None:
    data, _ = merged(
        docx("{%tr for r in rows %} ‖ \n{% vm %}{{ r.kind }} ‖ {{ r.name }}\n{%tr endfor %} ‖ "), rows=ROWS
    )
    assert cells(data) == ['<w:vMerge w:val="restart"/>', '<w:vMerge w:val="continue"/>']
    assert dump(data).split("\n") == ["fruit ‖ apple", " ‖ pear"]


def test_hm_leaves_one_cell_as_wide_as_the_passes() -> None:
    data, _ = merged(docx("{%tc for r in rows %} ‖ {% hm %}Fruit ‖ {%tc endfor %}"), rows=ROWS)
    assert cells(data) == ['<w:gridSpan w:val="2"/>']
    assert dump(data) == "Fruit"


def test_hm_multiplies_a_colspan() -> None:
    data, _ = merged(docx("{%tc for r in rows %} ‖ {% colspan 1 + 1 %}{% hm %}Fruit ‖ {%tc endfor %}"), rows=ROWS)
    assert cells(data) == ['<w:gridSpan w:val="4"/>']


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{% colspan 2 %} text", "T222"),
        ("{% colspan %} ‖ b", "T201"),
        ("{% vm x %} ‖ b", "T201"),
        ("{% colspan 'wide' %} ‖ b", "R305"),
        ("{% colspan 0 %} ‖ b", "R305"),
        ("{% colspan 64 %} ‖ b", "R305"),
        ("{% cellbg 'red' %} ‖ b", "R306"),
        ("{% cellbg colour %} ‖ b", "T310"),
        ("{% if late %}{% cellbg 'FF0000' %}{% endif %} ‖ b", "T222"),
        ("{% colspna 2 %} ‖ b", "T203"),
    ],
)
def test_what_cannot_be_is_told_at_the_tag(line: str, code: str) -> None:
    (found,) = faults(docx(line))
    assert (found.code, bool(found.where)) == (code, True)


def test_vm_outside_of_a_loop_is_told() -> None:
    assert {one.code for one in faults(docx("{% vm %}a ‖ b"))} == {"T310"}


@pytest.mark.parametrize(("items", "widths"), [("ab", ["2500", "2500"]), ("abcde", ["1000"] * 5), ("", [])])
def test_columns_share_the_width_that_was_drawn_for_one(items: str, widths: list[str]) -> None:
    width = '<w:tcW w:w="3000" w:type="dxa"/>'
    thin = '<w:tcW w:w="1000" w:type="dxa"/>'
    ends = cell("{%tc for i in x %}", thin), cell("{%tc endfor %}", thin)
    row = f"<w:tr>{ends[0]}{cell('{{ i }}', width)}{ends[1]}{cell('end')}</w:tr>"
    data, _ = merged(docx(table("a ‖ b", row)), x=list(items))
    assert re.findall(r'<w:tcW w:w="(\d+)"', xml(data)) == widths


def test_a_row_is_coloured_by_one_of_its_cells_and_a_cell_may_have_its_own() -> None:
    sketch = "{% for x in xs %}{% rowbg 'FF0000' if x > 1 else 'auto' %}{{ x }} ‖ {% cellbg '00FF00' %}b{% endfor %}"
    data, _ = merged(docx(sketch), xs=[1, 2])
    assert re.findall(r'w:fill="(\w+)"', xml(data)) == ["auto", "00FF00", "FF0000", "00FF00"]


def test_the_colour_of_a_row_that_is_none_is_told() -> None:
    assert {one.code for one in faults(docx("{% rowbg 'red' %}a ‖ b"))} == {"R306"}


@pytest.mark.parametrize(
    ("columns", "count", "codes"),
    [
        ("{%tc for x in xs %} ‖ {{ x }} ‖ {%tc endfor %}", 63, []),
        ("{%tc for x in xs %} ‖ {{ x }} ‖ {%tc endfor %}", 64, ["R305"]),
        ("a ‖ {%tc for x in xs %} ‖ {{ x }} ‖ {%tc endfor %} ‖ b", 61, []),
        ("a ‖ {%tc for x in xs %} ‖ {{ x }} ‖ {%tc endfor %} ‖ b", 62, ["R305"]),
        ("{%tc for x in xs %} ‖ a ‖ {%tc if x %} ‖ b ‖ {%tc endif %} ‖ {%tc endfor %}", 50, []),
        ("{%tc for x in xs %} ‖ {%tc for y in xs %} ‖ a ‖ {%tc endfor %} ‖ {%tc endfor %}", 8, ["R305"]),
    ],
)
def test_a_row_has_no_more_cells_than_word_takes(columns: str, count: int, codes: list[str]) -> None:
    xs = [number < 13 for number in range(count)]
    data = docx(f"a\n{columns}\nz")
    found = faults(data, xs=xs) if codes else merged(data, xs=xs)[1]
    assert [one.code for one in found] == codes
    for fault in found:
        assert isinstance(fault.where, Place)
        assert fault.where.excerpt == "{%tc for x in xs %}"


def test_each_row_of_columns_is_counted_by_itself() -> None:
    merged(
        docx("{%tr for y in xs %}\n{%tc for x in xs %} ‖ {{ x }} ‖ {%tc endfor %}\n{%tr endfor %}"), xs=list(range(60))
    )
