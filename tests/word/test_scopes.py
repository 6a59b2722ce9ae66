"""The scope rule: a block repeats the smallest whole thing that holds both its ends."""

from __future__ import annotations

import pytest

from briefing.diagnostics import Place
from tests.word.dump import dump
from tests.word.merging import body, faults, merged, refused
from tests.word.sketch import docx, run, table, xml

FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>¦<w:r><w:instrText> PAGE </w:instrText></w:r>¦'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>¦{}¦<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


# One paragraph


def test_both_ends_in_one_paragraph_repeat_what_stands_between_them() -> None:
    assert body("Ada{% for x in xs %}, {{ x }}{% endfor %}!", xs=["Bob", "Cy"]) == "Ada, Bob, Cy!"


def test_a_block_in_a_line_keeps_the_format_of_its_runs() -> None:
    assert body("a {% if x %}¦*b *¦_{{ x }}_¦{% endif %}d", x=1) == "a ¦*b *¦_1_¦d"
    assert body("a {% if x %}¦*b *¦_{{ x }}_¦{% endif %}d", x=0) == "a d"


def test_branches_in_a_line() -> None:
    sketch = "It is {% if x > 1 %}big{% elif x == 1 %}*one*{% else %}small{% endif %}."
    assert [body(sketch, x=x) for x in (2, 1, 0)] == ["It is big.", "It is *one*.", "It is small."]


def test_a_loop_in_a_line_may_be_empty_and_have_an_else() -> None:
    assert body("a {% for x in xs %}{{ x }}{% else %}none{% endfor %} b", xs=[]) == "a none b"


def test_a_paragraph_that_is_one_block_stays_when_it_prints_nothing() -> None:
    assert body("a\n{% if x %}b{% endif %}\nc", x=0) == "a\n\nc"


@pytest.mark.parametrize(("x", "expected"), [(1, "a [#top: bcd]e"), (0, "a [#top: b]e")])
def test_a_block_that_ends_beyond_its_hyperlink_divides_the_link(x: int, expected: str) -> None:
    link = f'<w:hyperlink w:anchor="top">{run("b{% if x %}c")}</w:hyperlink>'
    got = body(f"a ¦{link}¦d{{% endif %}}e", x=x)
    assert got == ("a [#top: b][#top: c]de" if x else "a [#top: b]e")


def test_a_block_that_ends_beyond_its_content_control_divides_the_control() -> None:
    control = f"<w:sdt><w:sdtPr><w:id w:val='5'/></w:sdtPr><w:sdtContent>{run('b{% if x %}c')}</w:sdtContent></w:sdt>"
    assert body(f"a ¦{control}¦d{{% endif %}}e", x=1) == "a [control: b][control: c]de"


def test_a_block_inside_an_insertion_stays_inside_it() -> None:
    ins = f'<w:ins w:id="9" w:author="A">{run("b{% for x in xs %}{{ x }}{% endfor %}c")}</w:ins>'
    assert body(f"a ¦{ins}¦d", xs=[1, 2]) == "a b12cd"


# Paragraphs


def test_whole_paragraphs_repeat_when_the_tags_stand_at_their_edges() -> None:
    sketch = "a\n{% for x in xs %}One {{ x }}\nTwo {{ x }}{% endfor %}\nb"
    assert body(sketch, xs=[1, 2]) == "a\nOne 1\nTwo 1\nOne 2\nTwo 2\nb"
    assert body(sketch, xs=[]) == "a\nb"


def test_else_and_elif_cut_between_paragraphs_as_well() -> None:
    sketch = "{% if x == 2 %}\nTwo\n{% elif x == 1 %}\nOne\nonly\n{% else %}\nNone\n{% endif %}"
    assert [body(sketch, x=x) for x in (2, 1, 0)] == ["Two", "One\nonly", "None"]


def test_an_else_at_the_edge_of_a_paragraph_with_text_cuts_there() -> None:
    sketch = "{% if x %}Yes\n{% else %}No{% endif %}"
    assert [body(sketch, x=x) for x in (1, 0)] == ["Yes", "No"]


def test_tags_in_the_middle_of_paragraphs_fuse_what_is_left() -> None:
    sketch = "Dear Sir,{% if x %} and\nMadam,\n{% endif %} yours"
    assert [body(sketch, x=x) for x in (1, 0)] == ["Dear Sir, and\nMadam,\n yours", "Dear Sir, yours"]


def test_an_else_in_the_middle_fuses_both_branches() -> None:
    sketch = "A {% if x %}b\nc{% else %}d\ne{% endif %} f"
    assert [body(sketch, x=x) for x in (1, 0)] == ["A b\nc f", "A d\ne f"]


def test_an_opening_tag_after_text_fuses_even_if_the_closing_tag_ends_its_paragraph() -> None:
    sketch = "A {% if x %}\nb{% endif %}"
    assert [body(sketch, x=x) for x in (1, 0)] == ["A \nb", "A "]


def test_nested_blocks_each_cut_at_their_own_level() -> None:
    item = "Item {{ x }}{% if not loop.last %},{% endif %}"
    sketch = f"{{% for s in ss %}}\n# {{{{ s.t }}}}\n{{% for x in s.xs %}}\n{item}\n{{% endfor %}}\n{{% endfor %}}"
    values = [{"t": "A", "xs": [1, 2]}, {"t": "B", "xs": []}]
    assert body(sketch, ss=values) == "# A\nItem 1,\nItem 2\n# B"


def test_two_blocks_that_share_their_edges_nest() -> None:
    sketch = "{% for x in xs %}{% if x %}Item {{ x }}{% endif %}{% endfor %}"
    assert body(sketch, xs=[1, 0, 2]) == "Item 1Item 2"
    sketch = "{% for x in xs %}{% if x %}\nItem {{ x }}\n{% endif %}{% endfor %}"
    assert body(sketch, xs=[1, 0, 2]) == "Item 1\nItem 2"


def test_a_whole_table_repeats_between_paragraphs() -> None:
    sketch = "{% for x in xs %}\nTable {{ x }}\na ‖ {{ x }}\n{% endfor %}\nEnd"
    assert body(sketch, xs=[1, 2]) == "Table 1\na ‖ 1\nTable 2\na ‖ 2\nEnd"


def test_a_content_control_around_paragraphs_repeats_with_them() -> None:
    inner = "<w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p>"
    control = f"<w:sdt><w:sdtPr><w:id w:val='5'/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    assert body(f"{{% for x in xs %}}\n{control}\n{{% endfor %}}", xs=[1, 2]) == "1\n2"


def test_blocks_inside_a_content_control_stay_inside_it() -> None:
    inner = "".join(f"<w:p><w:r><w:t>{t}</w:t></w:r></w:p>" for t in ("{% for x in xs %}", "{{ x }}", "{% endfor %}"))
    assert body(f"a\n<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>\nb", xs=[1, 2]) == "a\n1\n2\nb"


# Rows and cells


def test_tags_in_the_cells_of_one_row_repeat_the_row() -> None:
    sketch = "Name ‖ Price\n{% for x in xs %}{{ x }} ‖ {{ loop.index }}{% endfor %}"
    assert body(sketch, xs=["a", "b"]) == "Name ‖ Price\na ‖ 1\nb ‖ 2"
    assert body(sketch, xs=[]) == "Name ‖ Price"


def test_tags_in_the_middle_of_a_row_are_refused_with_a_hint_and_both_places() -> None:
    (first,) = faults(docx("a {% for x in xs %}{{ x }} ‖ b{% endfor %} c"))
    assert first.code == "T221"
    assert first.hints
    assert isinstance(first.related[0].where, Place)
    assert first.related[0].where.trail == "table 1, row 1, cell 2"


def test_an_else_between_the_cells_of_a_row_is_refused() -> None:
    assert refused("{% if x %}a ‖ b{% else %} ‖ c{% endif %}") == "T221"


def test_rows_with_tags_alone_vanish_and_repeat_the_rows_between_them() -> None:
    sketch = "Head ‖ x\n{% for x in xs %} ‖ \nOne ‖ {{ x }}\nTwo ‖ {{ x }}\n{% endfor %} ‖ "
    assert body(sketch, xs=[1, 2]) == "Head ‖ x\nOne ‖ 1\nTwo ‖ 1\nOne ‖ 2\nTwo ‖ 2"


def test_a_table_may_show_an_else_row() -> None:
    sketch = "{% for x in xs %} ‖ \nOne ‖ {{ x }}\n{% else %} ‖ \nNo ‖ rows\n{% endfor %} ‖ "
    assert body(sketch, xs=[]) == "No ‖ rows"
    assert body(sketch, xs=[7]) == "One ‖ 7"


def test_rows_repeat_even_where_a_tag_stands_inside_a_row_with_text() -> None:
    assert body("a{% for x in xs %} ‖ b\nc ‖ {{ x }}.{% endfor %}", xs=[1, 2]) == "a ‖ b\nc ‖ 1.\na ‖ b\nc ‖ 2."


def test_blocks_of_paragraphs_inside_a_cell_repeat_there() -> None:
    sketch = "a ‖ {% for x in xs %}¶Item {{ x }}¶{% endfor %}"
    assert body(sketch, xs=[1, 2]) == "a ‖ Item 1¶Item 2"


def test_a_nested_table_repeats_its_own_rows() -> None:
    inner = table("{% for y in x.ys %}{{ y }} ‖ {{ x.n }}{% endfor %}")
    outer = table("{% for x in xs %}{{ x.n }} ‖ in:", f"<w:tr><w:tc>{inner}<w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>",
                  "{% endfor %} ‖ ")  # fmt: skip
    got = body(outer, xs=[{"n": 1, "ys": ["a", "b"]}, {"n": 2, "ys": []}])
    assert got == "1 ‖ in:\na ‖ 1¶b ‖ 1¶ ‖ \n2 ‖ in:\n ‖ "


@pytest.mark.parametrize(
    "sketch",
    [
        "a ‖ {% if x %}b\nAfter {% endif %}",
        "{% if x %}\na{% endif %} ‖ b",
        "{% for x in xs %}\na ‖ b\n{% endfor %}c ‖ d",
    ],
)
def test_a_block_from_a_cell_into_the_body_is_refused_with_both_places(sketch: str) -> None:
    (fault,) = faults(docx(sketch))
    assert fault.code == "T220"
    assert fault.related[0].where is not None
    assert fault.related[0].where != fault.where


def test_a_block_from_a_cell_into_a_nested_table_is_refused() -> None:
    inner = table("{% endif %}a")
    outer = f"<w:tr><w:tc><w:p><w:r><w:t>{{% if x %}}</w:t></w:r></w:p>{inner}<w:p/></w:tc></w:tr>"
    assert refused(table(outer)) == "T220"


def test_a_block_from_the_body_into_a_content_control_is_refused() -> None:
    control = "<w:sdt><w:sdtContent><w:p><w:r><w:t>{% endif %}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    assert refused(f"{{% if x %}}\n{control}\nb") == "T220"


def test_a_block_from_the_body_into_a_text_box_is_refused() -> None:
    inner = "<w:p><w:r><w:t>{% endif %}</w:t></w:r></w:p>"
    box = (
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    assert "T220" in refused(f"{{% if x %}}a¦{box}")


def test_a_block_from_one_note_into_another_is_refused() -> None:
    two = "{% if x %}a</w:t></w:r></w:p></w:footnote><w:footnote w:id='2'><w:p><w:r><w:t>b{% endif %}"
    plain = docx("a", footnote="HERE")
    notes = xml(plain, "word/footnotes.xml").replace("HERE", two)
    assert [one.code for one in faults(docx("a", footnote="x", more={"word/footnotes.xml": notes}))] == ["T220"]


# Pairs


@pytest.mark.parametrize(
    ("sketch", "codes"),
    [
        ("{% for x in xs %}\na", "T210"),
        ("a {% endfor %}", "T211"),
        ("a {% else %}", "T211"),
        ("{% if a %}b{% else %}c{% else %}d{% endif %}", "T211"),
        ("{% if a %}b{% else %}c{% elif d %}d{% endif %}", "T211"),
        ("{% for x in xs %}{% elif y %}{% endfor %}", "T211"),
        ("{% for x in xs %}{% if y %}a{% endfor %}b{% endif %}", "T212"),
        ("{% for x in xs %}{% if y %}a{% endfor %}b{% endif %}{% endif %}", "T212 T211"),
        ("{% foreach x %}a{% endfor %}", "T203"),
        ("{% fro x in xs %}a{% else %}b{% endfor %}", "T203"),
        ("{% unless x %}a{% endif %}{% endif %}", "T203 T211"),
        ("{% include x %}a{% endif %}", "T204 T211"),
    ],
)
def test_tags_that_do_not_pair_are_refused(sketch: str, codes: str) -> None:
    assert refused(sketch) == codes


def test_every_fault_of_a_template_is_reported_at_once() -> None:
    assert refused("{% for x in xs %}\n{{ y | nofilter }}\n{{ a b }}\n{% endif %}").split() == [
        "T211",
        "T202",
        "T201",
    ]


def test_sixteen_nested_blocks_are_taken_and_seventeen_are_refused() -> None:
    def nested(depth: int) -> str:
        return "{% if x %}\n" * depth + "a\n" + "{% endif %}\n" * depth

    assert body(nested(16), x=1) == "a"
    assert refused(nested(17)) == "T213"


# Fields


def test_a_field_inside_a_block_is_taken_whole() -> None:
    assert body(f"a {{% if x %}}b ¦{FIELD.format(run('7'))}¦{{% endif %}}c", x=0) == "a c"


@pytest.mark.parametrize("result", ["{% if x %}7", "7{% endif %}"])
def test_a_block_that_ends_inside_a_field_is_refused(result: str) -> None:
    field = FIELD.format(run(result))
    sketch = f"a ¦{field}¦{{% endif %}}" if "endif" not in result else f"a {{% if x %}}¦{field}"
    (found,) = faults(docx(sketch))
    assert isinstance(found.where, Place)
    cutting = found.where.excerpt[found.where.at : found.where.at + found.where.length]
    assert (found.code, cutting) == ("T225", result.strip("7"))


def test_a_block_that_cuts_a_simple_field_is_refused() -> None:
    field = f'<w:fldSimple w:instr=" PAGE ">{run("1{% if x %}2")}</w:fldSimple>'
    assert refused(f"a ¦{field}¦b{{% endif %}}") == "T225"


def test_a_block_inside_the_result_of_a_field_is_fine() -> None:
    assert body(f"a ¦{FIELD.format(run('{% if x %}7{% endif %}'))}", x=1) == "a [field PAGE ]7"


# docxtpl's levels


def test_docxtpls_paragraph_and_row_tags_do_what_they_do_there() -> None:
    assert body("{%p for x in xs %}\nItem {{ x }}\n{%p endfor %}", xs=[1, 2]) == "Item 1\nItem 2"
    assert body("h ‖ h\n{%tr for x in xs %} ‖ \n{{ x }} ‖ y\n{%tr endfor %} ‖ ", xs=[1, 2]) == "h ‖ h\n1 ‖ y\n2 ‖ y"


def test_docxtpls_cell_tags_repeat_cells() -> None:
    sketch = "{%tc for x in xs %} ‖ {{ x }} ‖ {%tc endfor %}"
    assert body(sketch, xs=[1, 2, 3, 4, 5]) == "1 ‖ 2 ‖ 3 ‖ 4 ‖ 5"


def test_a_row_without_cells_goes() -> None:
    sketch = "{%tc for x in xs %} ‖ {{ x }} ‖ {%tc endfor %}\na ‖ b ‖ c"
    assert body(sketch, xs=[]) == "a ‖ b ‖ c"


def test_a_row_tag_outside_of_any_table_is_an_ordinary_one() -> None:
    assert body("a {%tr if x %}b{%tr endif %} c", x=1) == "a b c"


def test_a_lifted_block_with_values_in_every_story() -> None:
    sketch = "{% for x in xs %}\n{{ x }}\n{% endfor %}"
    data, _ = merged(docx("a", header=sketch, footnote=sketch), xs=[1, 2])
    assert dump(data, "word/header1.xml") == "1\n2"
    assert dump(data, "word/footnotes.xml") == "1\n2"


def test_docxtpls_comments_take_their_paragraph_row_or_cell_along() -> None:
    sketch = "a\n{#p why #} {{ gone }}\n{#tr why #}b ‖ {% if gone %}c\nd ‖ {#tc why #}{{ gone }}\n{{ x }}"
    assert body(sketch, x=1) == "a\nd\n1"


def test_a_paragraph_of_a_cell_that_held_only_a_tag_of_its_row_goes_with_it() -> None:
    sketch = "{% for x in xs %}¶{{ x }} ‖ b¶{% endfor %}"
    assert body(sketch, xs=[1, 2]) == "1 ‖ b\n2 ‖ b"
    assert body("{% for x in xs %} ‖ {{ x }}{% endfor %}", xs=[1]) == " ‖ 1"
