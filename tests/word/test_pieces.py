"""Guards against what conditions leave behind: a cell keeps a paragraph, a table without rows goes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.word import guards
from briefing.word.guards import HOLD, HOLD_END, SPARE, SPARE_END, START, STOP, settle
from tests.word.dump import dump
from tests.word.merging import body, merged
from tests.word.sketch import docx, members, row, run, table, xml
from tests.word.sound import changed


def held(cells: str) -> str:
    return f"<w:tr>{cells}</w:tr>"


@pytest.mark.parametrize("x", [0, 1])
def test_a_cell_keeps_a_paragraph_when_all_of_its_own_go(x: int) -> None:
    assert body("a ‖ {% if x %}¶b¶{% endif %}", x=x) == ("a ‖ b" if x else "a ‖ ")


def test_a_cell_gets_no_paragraph_more_than_it_needs() -> None:
    assert body("a ‖ {% for x in xs %}¶{{ x }}¶{% endfor %}", xs=[1, 2]) == "a ‖ 1¶2"


def test_a_cell_that_ends_in_a_content_control_is_left_as_it_is() -> None:
    control = "<w:sdt><w:sdtContent><w:p><w:r><w:t>held</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    data, _ = merged(docx(table(held(f"<w:tc>{control}</w:tc>")) + "\n{{ x }}"), x=1)
    assert xml(data).count("<w:p>") + xml(data).count("<w:p/>") == 2


def test_a_cell_keeps_a_paragraph_when_its_content_control_is_emptied() -> None:
    lines = "".join(f"<w:p>{run(t)}</w:p>" for t in ("{% if x %}", "b", "{% endif %}"))
    sketch = table(held(f"<w:tc><w:sdt><w:sdtContent>{lines}</w:sdtContent></w:sdt></w:tc>"))
    assert body(sketch, x=1) == "b"
    assert body(sketch, x=0) == ""


def test_a_cell_whose_nested_table_goes_keeps_the_paragraph_after_it() -> None:
    inner = table("{% for x in xs %}{{ x }} ‖ b{% endfor %}")
    sketch = table(held(f"<w:tc>{inner}<w:p/></w:tc><w:tc><w:p/></w:tc>"))
    assert body(sketch, xs=[]) == " ‖ "
    assert body(sketch, xs=[1]) == "1 ‖ b¶ ‖ "


def test_a_table_without_rows_goes() -> None:
    assert body("a\n{% for x in xs %}{{ x }} ‖ b{% endfor %}\nc", xs=[]) == "a\nc"


def test_a_table_whose_rows_stand_in_a_content_control_goes_too() -> None:
    control = f"<w:sdt><w:sdtContent>{row('{% for x in xs %}{{ x }} ‖ b{% endfor %}')}</w:sdtContent></w:sdt>"
    sketch = f"a\n{table('x ‖ y').replace(row('x ‖ y'), control)}\nc"
    assert body(sketch, xs=[]) == "a\nc"
    assert body(sketch, xs=[1, 2]) == "a\n1 ‖ b\n2 ‖ b\nc"


def test_a_table_with_white_space_between_its_elements_goes_as_well() -> None:
    content = xml(docx("a\n{% for x in xs %} ‖ \n{{ x }} ‖ b\n{% endfor %} ‖ \nc")).replace("><w:", ">\n  <w:")
    data, _ = merged(docx("", more={"word/document.xml": content}), xs=[])
    assert "<w:tbl>" not in xml(data)


def test_a_row_of_conditional_cells_goes_without_them_and_its_table_with_it() -> None:
    sketch = "a\n{%tc for x in xs %} ‖ {{ x }} ‖ {%tc endfor %}\nc"
    assert body(sketch, xs=[]) == "a\nc"


def controlled(content: str) -> str:
    return f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>"


LOOP = "".join(f"<w:p>{run(text)}</w:p>" for text in ("{% for x in xs %}", "{{ x }}", "{% endfor %}"))


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        (table("{% for x in xs %}{{ x }} ‖ b{% endfor %}"), "1 ‖ b"),
        (controlled(LOOP), "1"),
        (controlled(controlled(table("{%tc for x in xs %} ‖ {{ x }} ‖ {%tc endfor %}"))), "1"),
        (table("{% for x in xs %}{{ x }} ‖ b{% endfor %}") + controlled(LOOP), "1 ‖ b\n1"),
    ],
)
def test_a_content_control_goes_with_all_that_it_holds(content: str, printed: str) -> None:
    sketch = f"a\n{controlled(content)}\nc"
    assert body(sketch, xs=[1]) == f"a\n{printed}\nc"
    data, _ = merged(docx(sketch, header=controlled(content)), xs=[])
    assert dump(data) == "a\nc"
    assert not [name for name in ("word/document.xml", "word/header1.xml") if "<w:sdt>" in xml(data, name)]


def test_a_content_control_stays_for_what_stays_in_it() -> None:
    sketch = controlled(table("{% for x in xs %}{{ x }} ‖ b{% endfor %}") + f"<w:p>{run('held')}</w:p>")
    data, _ = merged(docx(sketch), xs=[])
    assert re.search(r"<w:sdtContent><w:p>.*held.*</w:sdtContent>", xml(data))


def test_a_row_of_conditional_cells_goes_with_the_control_around_it() -> None:
    held_row = controlled(row("{%tc for x in xs %} ‖ {{ x }} ‖ {%tc endfor %}"))
    data, _ = merged(docx(table("a ‖ b ‖ c", held_row)), xs=[])
    assert dump(data) == "a ‖ b ‖ c"
    assert "<w:sdt>" not in xml(data)


def test_a_header_keeps_a_paragraph() -> None:
    data, _ = merged(docx("a", header="{% if x %}\nb\n{% endif %}"), x=0)
    assert xml(data, "word/header1.xml").count("<w:p/>") == 1


def test_a_note_and_a_comment_keep_a_paragraph() -> None:
    sketch = "{% if x %}\nb\n{% endif %}"
    data, _ = merged(docx("a", footnote=sketch, comment=sketch), x=0)
    assert xml(data, "word/footnotes.xml").count("<w:p/>") == 1
    assert xml(data, "word/comments.xml").count("<w:p/>") == 1


def test_a_table_that_is_a_value_ends_its_cell_with_a_paragraph() -> None:
    data, _ = merged(docx("a ‖ {{ x | markdown }}"), x="| h |\n|---|\n| c |")
    assert "</w:tbl><w:p></w:p></w:tc>" in xml(data)


def test_no_guard_is_ever_left_in_a_part() -> None:
    sketch = "{% for x in xs %}{{ x }} ‖ {% if x %}¶b¶{% endif %}{% endfor %}\nz"
    data, _ = merged(docx(sketch, header="{% if xs %}\na\n{% endif %}"), xs=[0, 1])
    signs = {*map(ord, (HOLD, HOLD_END, SPARE, SPARE_END, START, STOP))}
    assert not [name for name, content in members(data).items() if name.endswith(".xml") and signs & set(content)]


def test_the_notes_that_settings_name_get_no_paragraph() -> None:
    variable = '<w:docVars><w:docVar w:name="v" w:val="{{ x }}"/></w:docVars>'
    made, _ = merged(changed("word/settings.xml", "</w:compat>", f"</w:compat>{variable}"), x=1)
    assert '<w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>' in xml(made, "word/settings.xml")
    assert 'w:val="1"/></w:docVars>' in xml(made, "word/settings.xml")


# The stream


def guarded_table(contents: list[str]) -> str:
    rows = "".join(f"<w:tr><w:tc>{inner}{SPARE}<w:p/>{SPARE_END}</w:tc></w:tr>" for inner in contents)
    return f"{HOLD}<w:tbl><w:tblPr/>{START}{rows}{STOP}</w:tbl>{HOLD_END}"


EMPTY_ROW = f"{HOLD}<w:tr><w:trPr/>{START}{STOP}</w:tr>{HOLD_END}"
GUARDED = st.recursive(
    st.sampled_from(
        [
            "<w:p>a</w:p>",
            "<w:p/>",
            '<w:p w:rsidR="1"><w:r>x</w:r></w:p>',
            "<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>",
            f"{HOLD}<w:tbl>{START}{EMPTY_ROW}{STOP}</w:tbl>{HOLD_END}",
        ]
    ),
    lambda inner: st.lists(inner, max_size=3).map(guarded_table),
    max_leaves=6,
)


@given(st.lists(GUARDED, max_size=8), st.data())
def test_settling_is_the_same_however_the_stream_is_cut(blocks: list[str], data: st.DataObject) -> None:
    text = "".join(blocks)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    chunks = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    settled = "".join(settle(chunks, data.draw(st.integers(1, 80))))
    assert settled == "".join(settle([text]))
    assert "<w:tr></w:tr>" not in settled
    assert "<w:tbl></w:tbl>" not in settled
    assert "<w:tc></w:tc>" not in settled


def test_a_long_stream_comes_in_stretches() -> None:
    stretches = list(settle(f"<w:p><w:r>{n}</w:r></w:p>" for n in range(20_000)))
    assert len(stretches) > 5
    assert max(map(len, stretches)) < 2 * guards.CHUNK


def test_a_wide_table_of_many_rows_in_a_real_document_is_settled_across_stretches() -> None:
    sketch = "{% for x in xs %}{{ x }} ‖ {% if x % 2 %}¶odd¶{% endif %}{% endfor %}"
    got = body(sketch, xs=list(range(3_000)))
    assert got == "\n".join(f"{x} ‖ {'odd' if x % 2 else ''}" for x in range(3_000))
