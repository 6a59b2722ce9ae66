"""Structures that the tests of other template engines exercise, in our language and with our own words: docxtemplater,
easy-template-x, poi-tl, docx-templates, Carbone, docxtpl, docx-stamper and XDocReport. What comes out is as our guide
has it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.word.dump import dump
from tests.word.merging import body, faults, merged, refused
from tests.word.sketch import SECTION, cell, docx, escaped, paragraph, part, row, run, table, xml
from tests.word.test_repeats import DRAWING

BREAK = '<w:r><w:br w:type="page"/></w:r>'
RESTART, CONTINUE, TWO = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
CREWS = [{"ship": "Ada", "crew": ["Jo", "Kim"]}, {"ship": "Bea", "crew": []}, {"ship": "Cleo", "crew": ["Lou"]}]
PORTS = [{"name": "Riga", "depth": 15}, {"name": "Turku", "depth": 10}]


def section(kind: str = "nextPage", properties: str = "") -> str:
    """The properties of a paragraph that ends a section."""
    return f'<w:sectPr>{properties}<w:type w:val="{kind}"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def ending(text: str = "", properties: str = "") -> str:
    """A paragraph that ends a section."""
    return paragraph(text, section(properties=properties))


def cells(*made: str, properties: str = "") -> str:
    """A row of cells that are sketched or made already."""
    inner = "".join(one if one.startswith("<w:") else cell(one) for one in made)
    return f"<w:tr>{properties}{inner}</w:tr>"


def control(content: str, properties: str = "") -> str:
    return f'<w:sdt><w:sdtPr>{properties}<w:id w:val="5"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def field(code: str, result: str) -> str:
    """A complex field as runs of a sketch."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end"))
    return f'{begin}¦<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>¦{separate}¦{result}¦{end}'


def box(*lines: str) -> str:
    """A text box with its older twin, as a run of a sketch."""
    content = "".join(line if line.startswith("<w:tbl>") else paragraph(line) for line in lines)
    shape = f"<wps:wsp><wps:cNvSpPr/><wps:spPr/><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
    data = 'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    graphic = f"<a:graphic><a:graphicData {data}>{shape}<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
    anchor = f'<wp:anchor><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="Box"/>{graphic}</wp:anchor>'
    older = f"<w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"
    choice = f'<mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing></mc:Choice>'
    return f"<w:r><mc:AlternateContent>{choice}<mc:Fallback>{older}</mc:Fallback></mc:AlternateContent></w:r>"


def numbered(text: str, level: int) -> str:
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="2"/></w:numPr></w:pPr>{run(text)}</w:p>'


def made_of(content: str) -> bytes:
    """A package whose body is WordprocessingML."""
    return docx("a", more={"word/document.xml": part("document", f"<w:body>{content}{SECTION.format('')}</w:body>")})


def count(pattern: str, data: bytes) -> int:
    return len(re.findall(pattern, xml(data)))


# Loops over paragraphs


def test_three_loops_nest_with_text_between_each_two() -> None:
    inner = "{% for l in f.legs %}\n- {{ l }}\n{% endfor %}\n{{ f.to }} ends"
    sketch = (
        f"{{% for d in days %}}\n# {{{{ d.on }}}}\n{{% for f in d.trips %}}\n{inner}\n{{% endfor %}}\n{{% endfor %}}"
    )
    days = [
        {"on": "Mon", "trips": [{"to": "Oslo", "legs": ["bus", "boat"]}, {"to": "Bergen", "legs": []}]},
        {"on": "Tue", "trips": []},
    ]
    assert body(sketch, days=days) == "# Mon\n- bus\n- boat\nOslo ends\nBergen ends\n# Tue"


def test_a_loop_may_close_and_another_open_in_one_paragraph_that_vanishes() -> None:
    sketch = "{% for x in xs %}\n{{ x }}\n{% endfor %}{% for y in ys %}\n*{{ y }}*\n{% endfor %}\nEnd"
    assert body(sketch, xs=list("ab"), ys=list("c")) == "a\nb\n*c*\nEnd"
    assert body(sketch, xs="", ys="") == "End"


def test_a_condition_around_a_loop_in_the_same_paragraphs_is_around_all_of_it() -> None:
    sketch = "{% if xs %}{% for x in xs %}\n{{ x }}\n{% endfor %}{% else %}\nNothing\n{% endif %}"
    assert body(sketch, xs=list("ab")) == "a\nb"
    assert body(sketch, xs="") == "Nothing"


def test_branches_deep_inside_a_loop_keep_their_own_paragraphs() -> None:
    least = (
        "{% if p.depth > 12 %}\n{{ p.name }} is deep\n{% elif p.depth > 8 %}\n{{ p.name }} will do\n{% else %}\nno\n"
    )
    sketch = f"{{% for p in ports %}}\n{least}{{% endif %}}\n{{% else %}}\nno port\n{{% endfor %}}"
    assert body(sketch, ports=PORTS) == "Riga is deep\nTurku will do"
    assert body(sketch, ports=[]) == "no port"


def test_a_loop_of_a_line_and_one_of_paragraphs_stand_inside_each_other() -> None:
    sketch = (
        "{% for c in crews %}\n{{ c.ship }}:{% for m in c.crew %} {{ m }}{% else %} nobody{% endfor %};\n{% endfor %}"
    )
    assert body(sketch, crews=CREWS) == "Ada: Jo Kim;\nBea: nobody;\nCleo: Lou;"


def test_conditions_on_one_line_follow_each_other_and_nest() -> None:
    sketch = "Sum{% if a %} net{% if b %}, dry{% endif %}{% endif %}{% if not a %} gross{% endif %}."
    assert [body(sketch, a=a, b=b) for a, b in ((1, 1), (1, 0), (0, 1))] == ["Sum net, dry.", "Sum net.", "Sum gross."]


def test_tabs_repeat_with_what_stands_between_them() -> None:
    assert body("{% for x in xs %}{{ x }}\t{% endfor %}sum", xs=list("abc")) == "a\tb\tc\tsum"


def test_paragraphs_keep_their_own_format_in_each_pass() -> None:
    kept = f"<w:p><w:pPr><w:keepNext/><w:jc w:val='right'/></w:pPr>{run('{{ x }}')}</w:p>"
    sketch = f"{{% for x in xs %}}\n{kept}\n{{Quote}} said {{{{ x }}}}\n{{% endfor %}}"
    shown = "{keepNext; jc right} a\n{Quote} said a\n{keepNext; jc right} b\n{Quote} said b"
    assert body(sketch, xs=["a", "b"]) == shown


def test_a_loop_may_be_all_that_a_document_holds() -> None:
    assert body("{% for x in xs %}\n{{ x }}\n{% endfor %}", xs=[]) == ""


def test_values_that_read_like_tags_of_any_engine_print_as_they_are() -> None:
    values = ["{{ x }}", "{% for %}", "{#x}", "+++INS x+++", "${x}", "{d.x}"]
    assert body("{% for x in xs %}\n{{ x }}\n{% endfor %}", xs=values) == "\n".join(values)


def test_a_record_can_be_gone_through_by_its_keys() -> None:
    sketch = "{% for name, depth in ports.items() %}\n{{ name }}: {{ depth }}\n{% endfor %}"
    assert body(sketch, ports={"Riga": 15, "Turku": 10}) == "Riga: 15\nTurku: 10"


def test_a_list_is_filtered_grouped_and_sorted_where_it_is_looped_over() -> None:
    rows = [{"kind": "tug", "name": "Zoe"}, {"kind": "ferry", "name": "Ada"}, {"kind": "tug", "name": "Bo"}]
    inner = "{% for s in group.list | sort(attribute='name') %}\n- {{ s.name }}\n{% endfor %}"
    sketch = f"{{% for group in rows | groupby('kind') %}}\n## {{{{ group.grouper }}}}\n{inner}\n{{% endfor %}}"
    assert body(sketch, rows=rows) == "## ferry\n- Ada\n## tug\n- Bo\n- Zoe"


# Page breaks


def test_a_page_break_beside_the_opening_tag_comes_with_each_pass() -> None:
    sketch = f"Cover\n{{% for x in xs %}}¦{BREAK}\nPage {{{{ x }}}}\n{{% endfor %}}\nEnd"
    assert body(sketch, xs=list("ab")) == "Cover\n↵\nPage a\n↵\nPage b\nEnd"
    assert body(sketch, xs="") == "Cover\nEnd"


def test_a_page_break_between_the_passes_and_not_after_the_last() -> None:
    between = f"{{% if not loop.last %}}\n<w:p>{BREAK}</w:p>\n{{% endif %}}"
    assert body(f"{{% for x in xs %}}\n{{{{ x }}}}\n{between}\n{{% endfor %}}", xs=list("abc")) == "a\n↵\nb\n↵\nc"


def test_a_column_break_and_a_page_break_before_a_paragraph_repeat() -> None:
    column = '<w:r><w:br w:type="column"/></w:r>'
    fresh = f"<w:p><w:pPr><w:pageBreakBefore/></w:pPr>{run('{{ x }}')}</w:p>"
    data, _ = merged(docx(f"{{% for x in xs %}}\n{fresh}\nthen¦{column}\n{{% endfor %}}"), xs=list("ab"))
    assert dump(data) == "{pageBreakBefore} a\nthen↵\n{pageBreakBefore} b\nthen↵"
    assert count('<w:br w:type="column"/>', data) == 2


def test_what_word_notes_of_its_last_layout_keeps_no_tag_paragraph() -> None:
    noted = "<w:r><w:lastRenderedPageBreak/></w:r>¦<w:proofErr w:type='gramStart'/>"
    assert body(f"{{% for x in xs %}}¦{noted}\n{{{{ x }}}}\n{{% endfor %}}", xs=list("ab")) == "a\nb"


# Sections


@pytest.mark.parametrize(
    ("lines", "two", "none"),
    [
        (["{% for x in xs %}", "{{ x }}", ending(), "{% endfor %}"], "a\n\n[section]\nb\n\n[section]", ""),
        (["{% for x in xs %}", ending(), "{{ x }}", "{% endfor %}"], "\n[section]\na\n\n[section]\nb", ""),
        (["{% for x in xs %}{{ x }}", ending("z{% endfor %}")], "a\nz\n[section]\nb\nz\n[section]", ""),
        ([ending("{% for x in xs %}"), "{{ x }}", "{% endfor %}"], "[section]\na\nb", "[section]"),
        (["{% for x in xs %}", "{{ x }}", ending("{% endfor %}")], "a\nb\n\n[section]", "\n[section]"),
        ([ending("{%p for x in xs %}{{ x }}{%p endfor %}")], "a\n[section]\nb\n[section]", ""),
        ([ending("{% for x in xs %}{{ x }}{% endfor %}")], "ab\n[section]", "\n[section]"),
    ],
)
def test_a_section_break_goes_with_the_paragraph_that_ends_it(lines: list[str], two: str, none: str) -> None:
    sketch = "\n".join(["Top", *lines, "End"])
    assert body(sketch, xs=list("ab")) == f"Top\n{two}\nEnd"
    assert body(sketch, xs="") == "\n".join(filter(None, ["Top", none, "End"]))


def test_a_section_break_at_the_very_start_or_after_a_table_keeps_a_paragraph_for_itself() -> None:
    loop = f"{ending('{% for x in xs %}')}\n{{{{ x }}}}\n{{% endfor %}}"
    assert body(loop, xs=list("a")) == "\n[section]\na"
    assert body(f"one ‖ two\n{loop}", xs=list("a")) == "one ‖ two\n\n[section]\na"


def test_a_section_in_each_pass_of_a_nested_loop() -> None:
    inner = f"{{% for m in c.crew %}}\n{ending('{{ c.ship }}')}\n{{{{ m }}}}\n{{% endfor %}}"
    got = body(f"{{% for c in crews %}}\n{inner}\n{{% endfor %}}", crews=CREWS)
    assert got == "Ada\n[section]\nJo\nAda\n[section]\nKim\nCleo\n[section]\nLou"


def test_two_sections_of_a_pass_keep_their_kinds() -> None:
    second = paragraph("", section("continuous", '<w:footnotePr><w:pos w:val="pageBottom"/></w:footnotePr>'))
    data, _ = merged(docx(f"{{% for x in xs %}}\n{ending()}\n{{{{ x }}}}\n{second}\n{{% endfor %}}"), xs=list("ab"))
    assert re.findall(r'<w:type w:val="(\w+)"', xml(data)) == ["nextPage", "continuous"] * 2


def test_headers_of_a_section_that_repeats_are_those_of_its_template() -> None:
    reference = '<w:headerReference w:type="default" r:id="rheader"/>'
    sketch = f"{{% for x in xs %}}\n{{{{ x }}}}\n{ending('', reference)}\n{{% endfor %}}\nEnd"
    data, _ = merged(docx(sketch, header="Log of {{ ship }}"), xs=list("abc"), ship="Ada")
    assert count('r:id="rheader"', data) == 4
    assert dump(data, "word/header1.xml") == "Log of Ada"


def test_the_other_branch_of_a_section_has_none_of_its_breaks() -> None:
    sketch = f"{{% if long %}}\nLong\n{ending()}\n{{% else %}}\nShort\n{{% endif %}}\nEnd"
    assert [body(sketch, long=long) for long in (1, 0)] == ["Long\n\n[section]\nEnd", "Short\nEnd"]


def test_a_table_and_a_section_break_are_the_last_things_of_a_pass() -> None:
    sketch = f"{{% for x in xs %}}\nn ‖ {{{{ x }}}}\n{ending()}\n{{% endfor %}}\nEnd"
    assert body(sketch, xs=list("ab")) == "n ‖ a\n\n[section]\nn ‖ b\n\n[section]\nEnd"


def test_white_space_is_not_trimmed_over_the_end_of_a_section() -> None:
    sketch = f"a\n{ending('{%- if x -%}')}\nb\n{{%- endif -%}}\nc"
    assert body(sketch, x=1) == "a\n\n[section]\nbc"


# Rows


def test_three_levels_of_rows_with_a_condition_inside() -> None:
    rows = ["{% for c in crews %} ‖ ", "{{ c.ship }} ‖ ", "{% for m in c.crew %} ‖ ", "- ‖ {{ m }}", "{% endfor %} ‖ "]
    rows += ["{% if not c.crew %} ‖ ", "! ‖ empty", "{% endif %} ‖ ", "{% endfor %} ‖ "]
    got = body("\n".join(rows), crews=CREWS)
    assert got == "Ada ‖ \n- ‖ Jo\n- ‖ Kim\nBea ‖ \n! ‖ empty\nCleo ‖ \n- ‖ Lou"


def test_a_row_loop_holds_a_loop_of_paragraphs_that_ends_with_it() -> None:
    sketch = "{% for c in crews %}{{ c.ship }} ‖ {% for m in c.crew %}¶{{ m }}¶{% endfor %}{% endfor %}"
    assert body(sketch, crews=CREWS) == "Ada ‖ Jo¶Kim\nBea ‖ \nCleo ‖ Lou"


def test_a_condition_at_both_edges_of_a_row_that_repeats_drops_single_rows() -> None:
    sketch = (
        "Port ‖ Depth\n{% for p in ports %}{% if p.depth > 12 %}{{ p.name }} ‖ {{ p.depth }}{% endif %}{% endfor %}"
    )
    assert body(sketch, ports=PORTS) == "Port ‖ Depth\nRiga ‖ 15"


def test_a_tag_row_may_close_one_loop_and_open_the_next() -> None:
    sketch = (
        "{% for x in xs %} ‖ \nx ‖ {{ x }}\n{% endfor %}{% for y in ys %} ‖ \ny ‖ {{ y }}\n{% endfor %} ‖ \nsum ‖ 3"
    )
    assert body(sketch, xs=list("ab"), ys=list("c")) == "x ‖ a\nx ‖ b\ny ‖ c\nsum ‖ 3"


def test_conditions_that_share_two_rows_nest_though_typed_in_paragraphs_of_their_own() -> None:
    sketch = table(row("{% if a %}¶{% if b %}"), row("Hello¶{% endif %}{% endif %}"), row("Bye"))
    assert [body(sketch, a=a, b=b) for a, b in ((1, 1), (1, 0), (0, 1))] == ["Hello\nBye", "Bye", "Bye"]


def test_rows_of_a_table_in_branches() -> None:
    rows = "{% if n > 1 %} ‖ \nmany ‖ {{ n }}\n{% elif n %} ‖ \none ‖ 1\n{% else %} ‖ \nnone ‖ 0\n{% endif %} ‖ "
    assert [body(rows, n=n) for n in (7, 1, 0)] == ["many ‖ 7", "one ‖ 1", "none ‖ 0"]


def test_a_note_and_a_variable_beside_the_tags_of_a_row_vanish_with_it() -> None:
    tags = "{% for p in ports %}{% set deep = p.depth > 12 %} ‖ {# each port #}"
    sketch = f"{tags}\n{{{{ p.name }}}} ‖ {{{{ deep }}}}\n{{% endfor %}} ‖ "
    assert body(sketch, ports=PORTS) == "Riga ‖ True\nTurku ‖ False"


def test_a_row_of_tags_that_holds_a_break_stays() -> None:
    sketch = "{% for x in xs %}¦<w:r><w:br/></w:r> ‖ \n{{ x }} ‖ y\n{% endfor %} ‖ "
    assert body(sketch, xs=list("a")) == "↵ ‖ \na ‖ y"


def test_a_head_row_and_a_row_that_may_not_break_stay_so() -> None:
    head = cells("Port", "Depth", properties="<w:trPr><w:tblHeader/></w:trPr>")
    kept = "<w:tblPrEx><w:jc w:val='center'/></w:tblPrEx><w:trPr><w:cantSplit/></w:trPr>"
    loop = cells("{% for p in ports %}{{ p.name }}", "{{ p.depth }}{% endfor %}", properties=kept)
    data, _ = merged(docx(table("a ‖ b", head, loop)), ports=PORTS)
    assert dump(data) == "a ‖ b\nPort ‖ Depth\nRiga ‖ 15\nTurku ‖ 10"
    assert [count(one, data) for one in ("<w:tblHeader/>", "<w:cantSplit/>", "<w:tblPrEx>")] == [1, 2, 2]


def test_rows_that_begin_a_column_later_stay_there() -> None:
    late = '<w:trPr><w:gridBefore w:val="1"/><w:wBefore w:w="2000" w:type="dxa"/></w:trPr>'
    loop = cells("{% for x in xs %}{{ x }}{% endfor %}", properties=late)
    data, _ = merged(docx(table("a ‖ b", cells("{%tr if xs %}", ""), loop, cells("{%tr endif %}", ""))), xs=list("ab"))
    assert (dump(data), count("<w:gridBefore", data)) == ("a ‖ b\nab", 1)


@pytest.mark.parametrize(
    "line",
    [
        "{% if a %}X ‖ {% endif %}{% if b %}Y{% endif %}",
        "{% if a %}A¶{% if b %}B ‖ {% endif %}¶{% if c %}C¶{% endif %} ‖ X{% endif %}",
        "Student ‖ {% for x in xs %} ‖ {{ x }} ‖ {% endfor %}",
    ],
)
def test_a_block_over_some_cells_of_a_row_is_refused(line: str) -> None:
    assert set(refused(line).split()) == {"T221"}


@pytest.mark.parametrize(
    ("sketch", "left"),
    [
        ("a\n{}\nb", "a\nb"),
        (f"{table(cells('<w:tc>{}<w:p/></w:tc>', 'z'))}", " ‖ z"),
        (f"{control('{}<w:p/>')}\nb", "\nb"),
        (f"a ¦{box('{}', 'b')}", "a [box: b]"),
    ],
)
def test_a_table_of_which_no_row_is_left_goes_wherever_it_stands(sketch: str, left: str) -> None:
    loop = table("{% for x in xs %}{{ x }} ‖ y{% endfor %}")
    lone = sketch.replace(paragraph("{}"), loop).replace("{}", loop)
    assert body(lone, xs="") == left


def test_a_table_of_which_no_row_is_left_goes_from_headers_and_notes() -> None:
    rows = "{% for x in xs %}{{ x }} ‖ y{% endfor %}\nlast"
    data, _ = merged(docx("a", header=rows, footer=rows, footnote=rows, endnote=rows), xs="")
    assert [dump(data, f"word/{name}.xml") for name in ("header1", "footer1", "footnotes", "endnotes")] == ["last"] * 4


# Merged cells


def test_a_loop_over_rows_keeps_a_vertical_merge_whole() -> None:
    first = cells(cell("{% for p in ports %}{{ loop.index }}", RESTART), cell("Port", TWO))
    last = cells(cell("", CONTINUE), "depth", "{{ p.depth }}{% endfor %}")
    data, _ = merged(docx(table(first, cells(cell("", CONTINUE), "name", "{{ p.name }}"), last)), ports=PORTS)
    assert dump(data).split("\n")[:3] == ["1 ‖ Port", " ‖ name ‖ Riga", " ‖ depth ‖ 15"]
    assert re.findall(r"<w:vMerge[^>]*>", xml(data)) == [RESTART, CONTINUE, CONTINUE] * 2


def test_rows_that_repeat_inside_a_merged_cell_make_it_longer() -> None:
    ends = [cells(cell(tag, CONTINUE), "") for tag in ("{% for x in xs %}", "{% endfor %}")]
    rows = cells(cell("Crew", RESTART), "of Ada"), ends[0], cells(cell("", CONTINUE), "{{ x }}"), ends[1]
    data, _ = merged(docx(table(*rows, "Sum ‖ 3")), xs=list("abc"))
    assert dump(data) == "Crew ‖ of Ada\n ‖ a\n ‖ b\n ‖ c\nSum ‖ 3"
    assert re.findall(r"<w:vMerge[^>]*>", xml(data)) == [RESTART, CONTINUE, CONTINUE, CONTINUE]


def test_a_merged_group_repeats_with_the_rows_of_an_inner_loop() -> None:
    head = cells(cell("{{ c.ship }}", RESTART), "crew")
    inner = [cells(cell(one, CONTINUE), two) for one, two in (("{% for m in c.crew %}", ""), ("", "{{ m }}"))]
    rows = [row("{% for c in crews %} ‖ "), head, *inner, cells(cell("{% endfor %}", CONTINUE), "")]
    data, _ = merged(docx(table(*rows, row("{% endfor %} ‖ "))), crews=CREWS)
    assert dump(data) == "Ada ‖ crew\n ‖ Jo\n ‖ Kim\nBea ‖ crew\nCleo ‖ crew\n ‖ Lou"
    assert count("restart", data) == 3


def test_a_cell_over_two_columns_takes_a_loop_of_its_own() -> None:
    wide = cells(cell("{% for x in xs %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}", TWO))
    data, _ = merged(docx(table("a ‖ b", wide)), xs=list("xyz"))
    assert (dump(data), count(TWO, data)) == ("a ‖ b\nx, y, z", 1)


def test_vm_begins_anew_in_each_pass_of_the_loop_around() -> None:
    rows = "{%tr for c in crews %} ‖ ", "{%tr for m in c.crew %} ‖ ", "{% vm %}{{ c.ship }} ‖ {{ m }}"
    data, _ = merged(docx("\n".join([*rows, "{%tr endfor %} ‖ ", "{%tr endfor %} ‖ "])), crews=CREWS)
    assert dump(data) == "Ada ‖ Jo\n ‖ Kim\nCleo ‖ Lou"
    assert re.findall(r'vMerge w:val="(\w+)"', xml(data)) == ["restart", "continue", "restart"]


def test_vm_hides_whole_paragraphs_and_a_nested_table_in_later_passes() -> None:
    inner = table("p ‖ {{ x }}")
    sketch = table(cells("{% for x in xs %}{{ x }}", f"{{% vm %}}one¶{inner}¶two{{% endfor %}}"))
    assert body(sketch, xs=list("ab")) == "a ‖ one¶p ‖ a¶two\nb ‖ "


def test_vm_works_in_a_cell_inside_a_content_control() -> None:
    data, _ = merged(
        docx(table(cells("{% for x in xs %}{{ x }}", control(cell("{% vm %}all")), "z{% endfor %}"))), xs=list("ab")
    )
    assert dump(data) == "a ‖ all ‖ z\nb ‖  ‖ z"


def test_colspan_counts_on_in_a_loop_over_rows() -> None:
    data, _ = merged(docx("{% for x in xs %}{% colspan loop.index %}{{ x }} ‖ z{% endfor %}"), xs=list("abc"))
    assert re.findall(r'gridSpan w:val="(\d)"', xml(data)) == ["1", "2", "3"]


def test_a_head_cell_is_as_wide_as_the_columns_below_it() -> None:
    data, _ = merged(
        docx(table(row("{% colspan xs | length %}Marks"), row("{%tc for x in xs %} ‖ {{ x }} ‖ {%tc endfor %}"))),
        xs=[3, 1, 2],
    )
    assert dump(data) == "Marks\n3 ‖ 1 ‖ 2"
    assert re.findall(r'gridSpan w:val="(\d)"', xml(data)) == ["3"]


# Columns


def test_columns_repeat_in_every_row_that_says_so() -> None:
    sketch = "\n".join(
        f"{name} ‖ {{%tc for p in ports %}} ‖ {{{{ p.{key} }}}} ‖ {{%tc endfor %}}"
        for name, key in (("Port", "name"), ("Depth", "depth"))
    )
    assert body(sketch, ports=PORTS) == "Port ‖ Riga ‖ Turku\nDepth ‖ 15 ‖ 10"
    assert body(sketch, ports=[]) == "Port\nDepth"


def test_columns_repeat_inside_rows_that_repeat() -> None:
    sketch = (
        "{%tr for r in rows %} ‖  ‖ \n{%tc for c in cols %} ‖ {{ r }}¶-¶{{ c }} ‖ {%tc endfor %}\n{%tr endfor %} ‖  ‖ "
    )
    assert body(sketch, rows=["a", "b"], cols=[1, 2]) == "a¶-¶1 ‖ a¶-¶2\nb¶-¶1 ‖ b¶-¶2"


def test_loops_over_columns_nest() -> None:
    ends = " ‖ {%tc endfor %} ‖ {%tc endfor %} ‖ end"
    sketch = f"{{%tc for c in crews %}} ‖ {{%tc for m in c.crew %}} ‖ {{{{ c.ship }}}} {{{{ m }}}}{ends}"
    assert body(sketch, crews=CREWS) == "Ada Jo ‖ Ada Kim ‖ Cleo Lou ‖ end"


@pytest.mark.parametrize(("line", "value", "expected"), [("if x", 1, "b"), ("if x", 0, "c"), ("for _ in x", [], "c")])
def test_a_column_may_have_another_in_its_place(line: str, value: object, expected: str) -> None:
    sketch = f"a ‖ {{%tc {line} %}} ‖ b ‖ {{%tc else %}} ‖ c ‖ {{%tc end{line.split()[0]} %}} ‖ z"
    assert body(sketch, x=value) == f"a ‖ {expected} ‖ z"


def test_both_tags_of_a_column_may_stand_in_one_cell() -> None:
    assert body("{%tc for x in xs %}{{ x }}{%tc endfor %} ‖ end", xs=list("abc")) == "a ‖ b ‖ c ‖ end"


def test_a_column_in_a_content_control_takes_the_control_along() -> None:
    sketch = table(cells("{%tc for x in xs %}", control(cell("{{ x }}")), "{%tc endfor %}"))
    data, _ = merged(docx(sketch), xs=list("ab"))
    assert (dump(data), count("<w:sdt>", data)) == ("a ‖ b", 2)


# Tables in and beside tables


def test_a_table_in_a_cell_repeats_with_its_row_and_repeats_its_own() -> None:
    inner = table("{% for m in c.crew %}{{ m }} ‖ {{ c.ship }}{% endfor %}")
    wide = cell(f"{{% for c in crews %}}{{{{ c.ship }}}}¶{inner}¶", TWO)
    assert body(table(cells(wide), "from ‖ Riga{% endfor %}"), crews=CREWS[:2]) == (
        "Ada¶Jo ‖ Ada¶Kim ‖ Ada¶\nfrom ‖ Riga\nBea¶\nfrom ‖ Riga"
    )


def test_a_cell_that_ends_with_a_table_gets_a_paragraph_after_it() -> None:
    tail = "{% if x %}¶tail¶{% endif %}"
    assert body(table(cells(f"top¶{table('p ‖ q')}¶{tail}")), x=0) == "top¶p ‖ q¶"


def test_two_tables_side_by_side_in_cells_repeat_each_for_itself() -> None:
    left, right = (table(f"{{% for x in {name} %}}{{{{ x }}}} ‖ {name}{{% endfor %}}") for name in ("xs", "ys"))
    sketch = table(cells(f"left¶{left}¶", f"right¶{right}¶"))
    assert body(sketch, xs=list("ab"), ys="") == "left¶a ‖ xs¶b ‖ xs¶ ‖ right¶"


def test_floating_tables_side_by_side_repeat_as_a_pair() -> None:
    place = '<w:tblPr><w:tblpPr w:leftFromText="141" w:tblpX="{}" w:tblpY="10"/>'
    pair = [table(row(text)).replace("<w:tblPr>", place.format(x)) for text, x in (("L {{ x }}", 1), ("R {{ x }}", 99))]
    data, _ = merged(docx("\n".join(["{% for x in xs %}", *pair, "after", "{% endfor %}"])), xs=list("ab"))
    assert dump(data) == "L a\nR a\nafter\nL b\nR b\nafter"
    assert re.findall(r'tblpX="(\d+)"', xml(data)) == ["1", "99", "1", "99"]


def test_a_whole_table_is_one_of_three_branches() -> None:
    sketch = "{% if n == 1 %}\na ‖ b\n{% elif n == 2 %}\nc ‖ d\n{% else %}\nno table\n{% endif %}\nEnd"
    assert [body(sketch, n=n) for n in (1, 2, 3)] == ["a ‖ b\nEnd", "c ‖ d\nEnd", "no table\nEnd"]


def test_a_condition_hides_a_table_of_a_cell_and_leaves_the_cell() -> None:
    nested = f"{{% if x %}}¶{table('p ‖ q')}¶{{% endif %}}"
    sketch = table(cells(nested, "b"))
    assert [body(sketch, x=x) for x in (1, 0)] == ["p ‖ q¶ ‖ b", " ‖ b"]


def test_a_loop_of_the_body_holds_tables_whose_rows_repeat() -> None:
    rows = "{% for m in c.crew %}{{ loop.index }} ‖ {{ m }}{% endfor %}"
    sketch = f"{{% for c in crews %}}\n## {{{{ c.ship }}}}\n{rows}\n{{% endfor %}}"
    assert body(sketch, crews=CREWS) == "## Ada\n1 ‖ Jo\n2 ‖ Kim\n## Bea\n## Cleo\n1 ‖ Lou"


# Lists


def test_items_below_a_numbered_item_begin_again_below_each() -> None:
    inner = f"{{% for m in c.crew %}}\n{numbered('{{ m }}', 1)}\nof {{{{ c.ship }}}}\n{{% endfor %}}"
    got = body(f"{{% for c in crews %}}\n{numbered('{{ c.ship }}', 0)}\n{inner}\n{{% endfor %}}", crews=CREWS)
    assert got == "1. Ada\n  1. Jo\nof Ada\n  2. Kim\nof Ada\n2. Bea\n3. Cleo\n  1. Lou\nof Cleo"


def test_a_list_inside_a_branch_begins_again_in_each_pass() -> None:
    branch = "{% if c.crew %}\n1. first\n1. {{ c.crew | join }}\n{% else %}\n1. none\n{% endif %}"
    got = body(f"{{% for c in crews %}}\n# {{{{ c.ship }}}}\n{branch}\n{{% endfor %}}", crews=CREWS)
    assert got == "# Ada\n1. first\n2. JoKim\n# Bea\n1. none\n# Cleo\n1. first\n2. Lou"


def test_a_list_in_a_cell_begins_again_with_each_row() -> None:
    sketch = "{% for c in crews %}{{ c.ship }} ‖ 1. board¶1. {{ c.crew | length }} aboard{% endfor %}"
    assert body(sketch, crews=CREWS[:2]) == "Ada ‖ 1. board¶2. 2 aboard\nBea ‖ 1. board¶2. 0 aboard"


def test_a_list_of_a_macro_begins_again_with_each_call() -> None:
    macro = "{% macro steps(who) %}\n{{ who }}:\n1. cast off\n1. sail\n{% endmacro %}"
    assert (
        body(f"{macro}\n{{{{ steps('Jo') }}}}\n{{{{ steps('Kim') }}}}")
        == "Jo:\n1. cast off\n2. sail\nKim:\n1. cast off\n2. sail"
    )


def test_an_item_that_a_condition_drops_leaves_no_gap_in_the_count() -> None:
    assert body("1. a\n{% if x %}\n1. b\n{% endif %}\n1. c", x=0) == "1. a\n2. c"


def test_a_list_in_a_header_and_one_in_a_text_box_begin_again() -> None:
    sketch = "{% for c in crews %}\n{{ c.ship }}\n1. sail\n{% endfor %}"
    data, _ = merged(docx(f"a ¦{box(*sketch.split(chr(10)))}", header=sketch), crews=CREWS[:2])
    assert dump(data, "word/header1.xml") == "Ada\n1. sail\nBea\n1. sail"
    assert dump(data) == "a [box: Ada¶1. sail¶Bea¶1. sail]"


# Content controls


@pytest.mark.parametrize("inside", [True, False])
def test_rows_in_a_content_control_repeat_inside_it_or_with_it(inside: bool) -> None:
    loop = cells("{{ x }}", "y")
    opened, closed = (cells(tag, "") for tag in ("{% for x in xs %}", "{% endfor %}"))
    rows = [control(opened + loop + closed)] if inside else [opened, control(loop), closed]
    data, _ = merged(docx(table("a ‖ b", *rows)), xs=list("pq"))
    assert (dump(data), count("<w:sdt>", data)) == ("a ‖ b\np ‖ y\nq ‖ y", 1 if inside else 2)


@pytest.mark.parametrize("at", [0, 1])
def test_a_row_repeats_though_a_tag_of_it_stands_in_a_cells_control(at: int) -> None:
    both = ["{% for x in xs %}{{ x }}", "y{% endfor %}"]
    both[at] = control(cell(both[at]))
    data, _ = merged(docx(table(cells(*both))), xs=list("pq"))
    assert (dump(data), count("<w:sdt>", data)) == ("p ‖ y\nq ‖ y", 2)


def test_a_table_whose_rows_all_stood_in_a_control_goes_when_they_do() -> None:
    data, _ = merged(docx("a\n" + table(control(cells("{% for x in xs %}{{ x }}", "y{% endfor %}")))), xs="")
    assert (dump(data), count("<w:tbl>", data)) == ("a", 0)


def test_a_row_whose_cells_all_stood_in_a_control_goes_when_they_do() -> None:
    columns = "".join(map(cell, ("{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}")))
    assert body(table("a ‖ b", cells(control(columns))), xs="") == "a ‖ b"


def test_nested_controls_and_those_of_a_repeating_section_are_read_like_others() -> None:
    uri = "http://schemas.microsoft.com/office/word/2012/wordml"
    kinds = [f'<w15:{kind} xmlns:w15="{uri}"/>' for kind in ("repeatingSection", "repeatingSectionItem")]
    lines = "".join(map(paragraph, ("{% for x in xs %}", "{{ x }}", "{% endfor %}")))
    item = control(lines).replace('"5"/>', f'"6"/>{kinds[1]}')
    assert body(control(item).replace('"5"/>', f'"5"/>{kinds[0]}', 1), xs=list("ab")) == "a\nb"


def test_a_title_of_a_control_is_that_of_its_pass() -> None:
    made = control(paragraph("{{ x }}"), '<w:alias w:val="About {{ x }}"/>')
    data, _ = merged(docx(f"{{% for x in xs %}}\n{made}\n{{% endfor %}}"), xs=list("ab"))
    assert re.findall('alias w:val="(.*?)"', xml(data)) == ["About a", "About b"]


def test_a_loop_from_one_control_into_another_is_refused() -> None:
    opened, closed = (control(paragraph(tag)) for tag in ("{% for x in xs %}", "{% endfor %}"))
    assert refused(f"{opened}\n{{{{ x }}}}\n{closed}") == "T220"


def test_custom_xml_and_smart_tags_repeat_and_divide_like_controls() -> None:
    around = f'<w:customXml w:element="e">{paragraph("{{ x }}")}</w:customXml>'
    smart = f'<w:smartTag w:uri="u" w:element="e">{run("{% for x in xs %}{{ x }}")}</w:smartTag>'
    data, _ = merged(docx(f"{{% for x in xs %}}\n{around}\n{{% endfor %}}\na ¦{smart}¦{{% endfor %}} z"), xs=list("pq"))
    assert [count(f"<w:{one}", data) for one in ("customXml", "smartTag")] == [2, 2]
    assert dump(data).endswith("a pq z")


# Text boxes


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["{{ c.ship }}"], ["Ada", "Bea"]),
        (["{{ c.ship }}", "{% for m in c.crew %}", "- {{ m }}", "{% endfor %}"], ["Ada¶- Jo¶- Kim", "Bea"]),
        ([table("{% for m in c.crew %}{{ m }} ‖ m{% endfor %}"), "end"], ["Jo ‖ m¶Kim ‖ m¶end", "end"]),
        (["{% for m in c.crew %}", "{{ m }}", "{% endfor %}"], ["Jo¶Kim", ""]),
    ],
)
def test_a_text_box_in_a_loop_has_what_is_its_passs(lines: list[str], expected: list[str]) -> None:
    got = body(f"{{% for c in crews %}}\nat ¦{box(*lines)}\n{{% endfor %}}", crews=CREWS[:2])
    assert got == "\n".join(f"at [box: {one}]" for one in expected)


def test_a_box_beside_the_opening_tag_comes_with_each_pass() -> None:
    sketch = f"{{% for x in xs %}}¦{box('Mind')}\n{{{{ x }}}}\n{{% endfor %}}\nEnd"
    assert body(sketch, xs=list("ab")) == "[box: Mind]\na\n[box: Mind]\nb\nEnd"


# Fields, links and marks


def test_a_field_over_two_paragraphs_repeats_whole() -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    code = "<w:r><w:instrText> QUOTE </w:instrText></w:r>¦<w:r><w:fldChar w:fldCharType='separate'/></w:r>"
    sketch = f"{{% for x in xs %}}\nA ¦{begin}¦{code}¦{{{{ x }}}}\nrest¦{end}\n{{% endfor %}}"
    assert body(sketch, xs=list("ab")) == "A [field QUOTE ]a\nrest\nA [field QUOTE ]b\nrest"


def test_a_loop_inside_the_result_of_a_field_over_paragraphs() -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    code = "<w:r><w:instrText> INDEX </w:instrText></w:r>¦<w:r><w:fldChar w:fldCharType='separate'/></w:r>"
    sketch = f"Contents ¦{begin}¦{code}\n{{% for x in xs %}}\n{{{{ x }}}}\n{{% endfor %}}\nend¦{end}"
    assert body(sketch, xs=list("ab")) == "Contents [field INDEX ]\na\nb\nend"


def test_a_field_code_made_of_values_and_conditions() -> None:
    code = "IF {% if x %}1{% else %}2{% endif %} = {{ y }}"
    assert body(f"a ¦{field(code, run('r'))}", x=0, y=2) == "a [field IF 2 = 2 ]r"


def test_a_tag_that_two_runs_of_a_field_code_share() -> None:
    halves = "<w:instrText> DOCVARIABLE {{</w:instrText></w:r><w:r><w:instrText> x }} </w:instrText>"
    made = field("", run("r")).replace('<w:instrText xml:space="preserve">  </w:instrText>', halves)
    assert "DOCVARIABLE 5" in body(f"a ¦{made}", x=5)


def test_captions_and_simple_fields_repeat() -> None:
    caption = f'<w:fldSimple w:instr=" SEQ Figure \\* ARABIC ">{run("{{ loop.index }}")}</w:fldSimple>'
    sketch = f"{{% for x in xs %}}\nFigure ¦{caption}¦: {{{{ x }}}}\n{{% endfor %}}"
    assert body(sketch, xs=list("ab")) == "Figure 1: a\nFigure 2: b"


def test_a_link_in_a_loop_has_its_passs_text_and_address() -> None:
    link = f'<w:p><w:hyperlink r:id="rL">{run("to {{ p.name }}")}</w:hyperlink></w:p>'
    sketch = f"{{% for p in ports %}}\n{link}\n{{% endfor %}}"
    data, _ = merged(docx(sketch, links={"rL": "https://ports.example/{{ p.name | lower }}"}), ports=PORTS)
    assert dump(data) == "[https://ports.example/riga: to Riga]\n[https://ports.example/turku: to Turku]"


def test_a_bookmark_around_the_rows_of_a_loop_is_one_of_each_pass() -> None:
    start, end = '<w:bookmarkStart w:id="1" w:name="spot"/>', '<w:bookmarkEnd w:id="1"/>'
    rows = cells("{% for x in xs %}", ""), f"{start}{cells('{{ x }}', 'y')}{end}", cells("{% endfor %}", "")
    data, _ = merged(docx(table(*rows)), xs=list("ab"))
    assert len(set(re.findall('w:name="(.*?)"', xml(data)))) == 2
    assert re.findall(r'bookmarkStart w:id="(\d+)"', xml(data)) == re.findall(r'bookmarkEnd w:id="(\d+)"', xml(data))


@pytest.mark.parametrize("kind", ["bookmark{}", "commentRange{}"])
@pytest.mark.parametrize("at", ["a ¦[¦ b\nFOR\n{{ x }}¦]\nEND\nz", "a\nFOR\n¦[¦{{ x }}\nEND\nz¦]"])
def test_a_mark_that_one_end_of_a_loop_parts_stays_around_all_of_it(kind: str, at: str) -> None:
    name = ' w:name="k"' if "bookmark" in kind else ""
    start, end = (f'<w:{kind.format(which)} w:id="0"{own}/>' for which, own in (("Start", name), ("End", "")))
    sketch = at.replace("FOR", "{% for x in xs %}").replace("END", "{% endfor %}")
    reference = '¦<w:r><w:commentReference w:id="0"/></w:r>'
    data, _ = merged(docx(sketch.replace("[", start).replace("]", end) + reference, comment="Why?"), xs=list("pq"))
    places = [[found.start() for found in re.finditer(one, xml(data))] for one in (start, ">p<", ">q<", end)]
    assert [len(place) for place in places] == [1, 1, 1, 1]
    assert places == sorted(places)


def test_a_comment_over_a_whole_loop_and_its_text_stay() -> None:
    start, end = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    reference = '<w:r><w:commentReference w:id="0"/></w:r>'
    sketch = f"a ¦{start}¦b\n{{% for x in xs %}}\n{{{{ x }}}}\n{{% endfor %}}\nc¦{end}¦{reference}"
    data, _ = merged(docx(sketch, comment="By {{ who }}"), xs=list("pq"), who="Jo")
    assert (dump(data), dump(data, "word/comments.xml")) == ("a b\np\nq\nc[comment 0]", "By Jo")


def test_a_range_that_some_may_edit_is_taken_out_of_the_loop_that_parts_it() -> None:
    start, end = '<w:permStart w:id="9" w:edGrp="everyone"/>', '<w:permEnd w:id="9"/>'
    data, _ = merged(docx(f"a ¦{start}¦b\n{{% for x in xs %}}\n{{{{ x }}}}¦{end}\n{{% endfor %}}"), xs=list("pq"))
    assert [count(one, data) for one in (start, end)] == [1, 1]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_goes_with_the_words_that_a_condition_drops(kind: str) -> None:
    reference = f'<w:r><w:{kind}Reference w:id="1"/></w:r>'
    stories: dict[str, Any] = {kind: "See {{ what }}"}
    data, _ = merged(docx(f"a {{% if x %}}b¦{reference}¦{{% endif %}} c", **stories), x=0, what="it")
    assert dump(data) == "a  c"


@pytest.mark.parametrize(
    "between",
    [
        '<w:del w:id="1" w:author="A"><w:r><w:delText>{{ gone }}</w:delText></w:r></w:del>',
        '<w:bookmarkStart w:id="1" w:name="k"/>¦<w:bookmarkEnd w:id="1"/>',
        '<w:proofErr w:type="spellStart"/>',
        "<w:r><w:softHyphen/></w:r>",
        '<w:commentRangeStart w:id="0"/>',
    ],
)
def test_what_stands_unseen_inside_a_tag_does_not_part_it(between: str) -> None:
    data, _ = merged(docx(f"a {{{{ ¦{between}¦x }}}} b"), x=1)
    assert re.sub(r"\[mark k\]", "", dump(data)) == "a 1 b"


def test_a_tag_that_ends_inside_a_link_prints_before_it() -> None:
    link = f'<w:hyperlink w:anchor="top">{run("x }} and up")}</w:hyperlink>'
    assert body(f"a {{{{ ¦{link}", x=1) == "a 1[#top:  and up]"


# Tracked changes


def test_a_tracked_row_repeats_and_a_deleted_one_is_not_read() -> None:
    new = '<w:trPr><w:ins w:id="3" w:author="A"/></w:trPr>'
    gone = '<w:p><w:del w:id="8" w:author="A"><w:r><w:delText>{{ nope }}</w:delText></w:r></w:del></w:p>'
    loop = cells("{% for x in xs %}{{ x }}", "y{% endfor %}", properties=new)
    old = cells(f"<w:tc>{gone}</w:tc>", "z", properties=new.replace("ins", "del").replace("3", "4"))
    assert body(table(loop, old), xs=list("ab")) == "a ‖ y\nb ‖ y\n ‖ z"


def test_paragraphs_of_tags_that_were_inserted_or_stand_by_deleted_text_vanish() -> None:
    opened = f'<w:p><w:ins w:id="4" w:author="A">{run("{% for x in xs %}")}</w:ins></w:p>'
    gone = '<w:del w:id="5" w:author="A"><w:r><w:delText>old</w:delText></w:r></w:del>'
    assert body(f"{opened}\n{{{{ x }}}}\n{{% endfor %}}¦{gone}\nEnd", xs=list("ab")) == "a\nb\nEnd"


def test_text_that_was_moved_away_is_not_read_and_moved_here_is() -> None:
    away, here = (f'<w:{kind} w:id="2{n}" w:author="A"><w:r><w:t>{{{{ {name} }}}}</w:t></w:r></w:{kind}>'
                  for n, (kind, name) in enumerate((("moveFrom", "nope"), ("moveTo", "x"))))  # fmt: skip
    assert body(f"A ¦{away}\nB ¦{here}", x=1) == "A \nB 1"


# What else may stand in a line


def test_ruby_equations_and_embedded_directions_take_values() -> None:
    layers = f"<w:rt>{run('{{ x }}')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase>"
    ruby = f"<w:r><w:ruby><w:rubyPr/>{layers}</w:ruby></w:r>"
    sums = "<m:oMath><m:r><m:t>{{</m:t></m:r><m:r><m:t>x }}+1</m:t></m:r></m:oMath>"
    turned = "".join(f'<w:{kind} w:val="rtl">{run("{{ x }}")}</w:{kind}>¦' for kind in ("dir", "bdo"))
    sketch = f"{{% for x in xs %}}\n¦{ruby}¦ ¦{sums}¦ ¦{turned}\n{{% endfor %}}"
    data, _ = merged(docx(sketch), xs=[7, 8])
    assert [count(one, data) for one in (">7<", ">8<", "<w:dir ", "<w:bdo ")] == [4, 4, 2, 2]
    assert re.findall("<m:t>(.*?)</m:t>", xml(data)) == ["7", "+1", "8", "+1"]


def test_a_block_divides_a_direction_and_repeats_an_equation_in_a_line() -> None:
    turned = f'<w:dir w:val="rtl">{run("b{% if x %}c")}</w:dir>'
    assert body(f"a ¦{turned}¦d{{% endif %}}e", x=0) == "a be"
    sums = "<m:oMath><m:r><m:t>{{ y }}</m:t></m:r></m:oMath>"
    data, _ = merged(docx(f"a {{% for y in ys %}}¦{sums}¦{{% endfor %}} z"), ys=[1, 2])
    assert re.findall("<m:t>(.)</m:t>", xml(data)) == ["1", "2"]


def test_a_block_from_an_equation_into_the_text_is_refused() -> None:
    assert refused("a ¦<m:oMath><m:r><m:t>{% if x %}q</m:t></m:r></m:oMath>¦{% endif %}") == "T220"


def test_a_block_that_parts_the_layers_of_a_ruby_is_refused() -> None:
    layers = f"<w:rt>{run('k{% endif %}')}</w:rt><w:rubyBase>{run('b')}</w:rubyBase>"
    assert refused(f"a {{% if x %}}¦<w:r><w:ruby><w:rubyPr/>{layers}</w:ruby></w:r>") == "T225"


@pytest.mark.parametrize(
    "between",
    [
        '<w:altChunk r:id="rA"/>',
        '<w:bookmarkStart w:id="1" w:name="k"/>',
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{paragraph('{{ x }}')}</mc:Choice></mc:AlternateContent>",
    ],
)
def test_what_stands_between_the_paragraphs_of_a_loop_repeats_with_them(between: str) -> None:
    lines = [paragraph(one) for one in ("{% for x in xs %}", "{{ x }}", "{% endfor %}")]
    end = '<w:bookmarkEnd w:id="1"/>' if "bookmark" in between else ""
    data = made_of(f"{lines[0]}{between}{lines[1]}{end}{lines[2]}")
    written, _ = merged(data, xs=list("ab"))
    name = re.match(r"<(\S+)", between)
    assert name is not None
    assert (dump(written), count(f"<{name.group(1)}[ >]", written)) == ("a\nb", 2)


def test_all_faults_of_a_torn_template_are_told_in_the_order_of_their_pages() -> None:
    sketch = "Hi {{ a b }}\n{% for x in xs %}{{ x }} ‖ y\n{% endif %}\n{{ c | nofilter }}"
    found = [(one.code, bool(one.where)) for one in faults(docx(sketch))]
    assert sorted(code for code, _ in found) == ["T201", "T202", "T211"]
    assert all(has_place for _, has_place in found)


def test_a_value_beside_tags_of_another_paragraph_is_escaped_wherever_it_goes() -> None:
    value = 'R&D <b> "5" < 6'
    link = f'<w:hyperlink w:anchor="top">{run("{{ x }}")}</w:hyperlink>'
    sketch = f"{{% for y in 'a' %}}\n{{{{ x }}}} ¦{link}\n{{% endfor %}}\n{{{{ x }}}} ‖ {{{{ x }}}}"
    data, _ = merged(docx(sketch, header="{{ x }}"), x=value)
    assert xml(data).count(escaped(value)) == 4
    assert dump(data, "word/header1.xml") == value


def wrapped(content: str) -> bytes:
    return docx("a", more={"word/document.xml": part("document", f"<w:body>{content}{SECTION.format('')}</w:body>")})


@pytest.mark.parametrize(
    "sketch",
    [
        "{% set q %}r ‖ s{% endset %}\nz ‖ {{ q }}",
        "{% set q %} ‖ \nr ‖ s\n{% endset %} ‖ \nz ‖ y\nQ\n{{ q }}\nEnd",
        "{%tr macro q(a) %} ‖ \nr ‖ {{ a }}\n{%tr endmacro %} ‖ \n{{ q(1) }} ‖ z",
        "{%tc set q %} ‖ r ‖ {%tc endset %}\na ‖ {{ q }} ‖ c",
        "{% macro q() %}\nHead\n{{ caller() }}\n{% endmacro %}\n{% call q() %} ‖ \nr ‖ s\n{% endcall %} ‖ \nz ‖ y",
        "{% filter upper %} ‖ \nr ‖ s\n{% endfilter %} ‖ \nz ‖ y",
    ],
)
def test_rows_and_cells_cannot_be_captured_and_are_told(sketch: str) -> None:
    assert refused(sketch) != ""


@pytest.mark.parametrize(
    "sketch",
    [
        "a {{% if x %}}b ¦{begin}¦7{{% else %}}8¦{end}¦ c{{% endif %}} d",
        "{{% if x %}}\nb ¦{begin}¦7\n{{% else %}}\n8¦{end}¦ c\n{{% endif %}}\nd",
    ],
)
def test_a_branch_that_cuts_through_a_field_is_refused(sketch: str) -> None:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    begin = f"{marks[0]}¦<w:r><w:instrText> PAGE </w:instrText></w:r>¦{marks[1]}"
    assert refused(sketch.format(begin=begin, end=marks[2])) == "T225"


@pytest.mark.parametrize(
    "content",
    [
        f"P ¦{DRAWING}",
        control(paragraph("q")),
        "P ¦<w:bookmarkStart w:id='3' w:name='k'/>¦z¦<w:bookmarkEnd w:id='3'/>",
    ],
)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{% set q %}", "{% endset %}\n{{ q }}\n{{ q }}"),
        ("{% set q %}", "{% endset %}\n{% for x in 'ab' %}\n{{ q }}\n{% endfor %}"),
        ("{% macro m() %}", "{% endmacro %}\n{% set q = m() %}\n{{ q }}\n{{ q }}"),
        ("{% macro m() %}\n{{ caller() }}\n{{ caller() }}\n{% endmacro %}\n{% call m() %}", "{% endcall %}"),
    ],
)
def test_a_captured_block_has_ids_of_its_own_each_time_it_is_printed(before: str, after: str, content: str) -> None:
    merged(docx(f"{before}\n{content}\n{after}"))


def test_a_note_in_a_captured_block_is_copied_when_it_is_printed_again() -> None:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    data, _ = merged(docx(f"{{% set q %}}\nP ¦{reference}\n{{% endset %}}\n{{{{ q }}}}\n{{{{ q }}}}", footnote="N"))
    assert len(set(re.findall(r'footnoteReference w:id="(\d+)"', xml(data)))) == 2


@pytest.mark.parametrize("story", ["body", "cell", "header"])
def test_a_content_control_of_which_nothing_is_left_is_not_left_empty(story: str) -> None:
    made = control("".join(map(paragraph, ("{% for x in xs %}", "{{ x }}", "{% endfor %}"))))
    sketch = {"body": f"{made}\nEnd", "cell": table(cells(f"<w:tc>{made}</w:tc>", "b"))}.get(story, "a")
    data, _ = merged(docx(sketch, header=made if story == "header" else ""), xs="")
    assert "<w:sdtContent></w:sdtContent>" not in xml(
        data, "word/header1.xml" if story == "header" else "word/document.xml"
    )


def test_a_content_control_around_rows_of_which_none_is_left_goes() -> None:
    loop = control(cells("{% for x in xs %}{{ x }}", "y{% endfor %}"))
    data, _ = merged(docx(table("a ‖ b", loop)), xs="")
    assert "<w:sdtContent></w:sdtContent>" not in xml(data)


@pytest.mark.parametrize("tag", ["{{ q | markdown }}", "{{p q | markdown }}"])
def test_rich_text_alone_in_the_paragraph_that_ends_a_section_keeps_the_section(tag: str) -> None:
    got = body(f"Top\n{ending(tag)}\nEnd", q="- a\n- b")
    assert re.fullmatch(r"Top\n- a\n- b\n\n?\[section\]\nEnd", got)


@pytest.mark.parametrize("mark", ["", "p"])
@pytest.mark.parametrize("prints", [BREAK, "<w:r><w:pict><v:shape/></w:pict></w:r>"])
def test_a_break_after_the_closing_tag_stands_once_after_the_loop(prints: str, mark: str) -> None:
    data, _ = merged(docx(f"{{%{mark} for x in xs %}}\n{{{{ x }}}}\n{{%{mark} endfor %}}¦{prints}\nEnd"), xs=list("ab"))
    assert dump(data).replace("↵", "") == "a\nb\n\nEnd"


def test_a_break_before_the_opening_tag_stands_once_before_the_loop() -> None:
    assert (
        body(f"<w:p>{BREAK}{run('{% for x in xs %}')}</w:p>\n{{{{ x }}}}\n{{% endfor %}}\nEnd", xs=list("ab"))
        == "↵\na\nb\nEnd"
    )


def test_a_simple_field_names_the_bookmark_of_its_own_pass() -> None:
    mark = "<w:bookmarkStart w:id='4' w:name='_Ref1'/>¦Figure¦<w:bookmarkEnd w:id='4'/>"
    link = f'<w:fldSimple w:instr=" REF _Ref1 \\h ">{run("x")}</w:fldSimple>'
    data, _ = merged(docx(f"{{% for x in xs %}}\n¦{mark}\nsee ¦{link}\n{{% endfor %}}"), xs=list("ab"))
    assert re.findall(r'w:name="(\w+)"', xml(data)) == re.findall(r" REF (\w+)", xml(data))


def test_a_link_from_outside_of_a_loop_still_finds_a_bookmark_inside() -> None:
    mark = "<w:bookmarkStart w:id='4' w:name='_Toc1'/>¦{{ x }}¦<w:bookmarkEnd w:id='4'/>"
    link = f'<w:p><w:hyperlink w:anchor="_Toc1">{run("go")}</w:hyperlink></w:p>'
    data, _ = merged(docx(f"{link}\n{{% for x in xs %}}\n¦{mark}\n{{% endfor %}}"), xs=list("ab"))
    assert set(re.findall('w:anchor="(.*?)"', xml(data))) <= set(re.findall('w:name="(.*?)"', xml(data)))


def test_a_tag_in_an_equation_between_paragraphs_prints_or_is_told() -> None:
    data = wrapped(f"{paragraph('a')}<m:oMathPara><m:oMath><m:r><m:t>{{{{ x }}}}</m:t></m:r></m:oMath></m:oMathPara>")
    assert "{{" not in xml(merged(data, x=1)[0])


@pytest.mark.parametrize("made", ['<w:ins w:id="9" w:author="A">{}</w:ins>', '<w:del w:id="9" w:author="A"/>¦{}'])
def test_tracked_changes_of_a_pass_have_ids_of_their_own(made: str) -> None:
    data, _ = merged(docx(f"{{% for x in xs %}}\na ¦{made.format(run('{{ x }}'))}\n{{% endfor %}}"), xs=list("ab"))
    ids = re.findall(r'<w:(?:ins|del) w:id="(\d+)"', xml(data))
    assert len(set(ids)) == 2


def test_shapes_of_a_pass_have_ids_of_their_own() -> None:
    shape = '<w:r><w:pict><v:shape id="s1"/></w:pict></w:r>'
    data, _ = merged(docx(f"{{% for x in xs %}}\n{{{{ x }}}} ¦{shape}\n{{% endfor %}}"), xs=list("ab"))
    assert len(set(re.findall('<v:shape id="(.*?)"', xml(data)))) == 2


def test_a_link_in_rich_text_inside_an_insertion_stands_outside_of_it() -> None:
    ins = f'<w:ins w:id="1" w:author="A">{run("{{ q | markdown }}")}</w:ins>'
    data, _ = merged(docx(f"a ¦{ins}"), q="see [it](https://e.example)")
    assert not re.search("<w:ins [^>]*>((?!</w:ins>).)*<w:hyperlink", xml(data))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ('<w:permStart w:id="9" w:edGrp="everyone"/>', '<w:permEnd w:id="9"/>'),
        ('<w:moveToRangeStart w:id="9" w:author="A" w:name="m"/>', '<w:moveToRangeEnd w:id="9"/>'),
    ],
)
def test_ranges_of_a_pass_have_ids_of_their_own(start: str, end: str) -> None:
    data, _ = merged(docx(f"{{% for x in xs %}}\na ¦{start}¦{{{{ x }}}}¦{end}\n{{% endfor %}}"), xs=list("ab"))
    name = start[3:].split()[0]
    ids = re.findall(rf'{name} w:id="(\d+)"', xml(data))
    assert len(set(ids)) == len(ids)


def test_a_link_in_rich_text_inside_a_ruby_keeps_the_file_valid() -> None:
    layers = f"<w:rt>{run('{{ q | markdown }}')}</w:rt><w:rubyBase>{run('b')}</w:rubyBase>"
    merged(docx(f"a ¦<w:r><w:ruby><w:rubyPr/>{layers}</w:ruby></w:r>"), q="see [it](https://e.example)")


def test_a_header_that_was_a_table_alone_is_not_left_empty() -> None:
    merged(docx("a", header="{% for x in xs %}{{ x }} ‖ y{% endfor %}"), xs="")


def test_a_markdown_table_in_a_cell_is_no_wider_than_the_cell() -> None:
    width = '<w:tcW w:w="2000" w:type="dxa"/>'
    data, _ = merged(
        docx(table(cells(cell("a", width), cell("{{ q | markdown }}", width)))), q="| a | b |\n|--|--|\n| c | d |"
    )
    widths = [int(found) for found in re.findall(r'<w:tblW w:w="(\d+)" w:type="dxa"', xml(data))]
    assert max(widths, default=0) <= 2000
