"""Tags as Word keeps them: split into runs, among marks of its own, in all places where text can stand."""

from __future__ import annotations

import time

import pytest

from briefing import template
from briefing.diagnostics import Place
from tests.word.dump import dump
from tests.word.merging import body, faults, merged, refused
from tests.word.sketch import docx, run, xml


def test_a_tag_may_be_split_over_any_number_of_runs() -> None:
    assert body("Dear {¦{ n¦am¦e }¦}, hello", name="Ada") == "Dear Ada, hello"


def test_a_value_takes_the_format_of_its_tags_first_character_and_neighbours_keep_theirs() -> None:
    assert body("a ¦*b {{*¦_ name }} c_¦ d", name="Ada") == "a ¦*b Ada*¦_ c_¦ d"


@pytest.mark.parametrize(
    "between",
    [
        "<w:proofErr w:type='spellStart'/>",
        "<w:bookmarkStart w:id='7' w:name='m'/><w:bookmarkEnd w:id='7'/>",
        "<w:r w:rsidR='00AB12CD'><w:t/></w:r>",
        "<w:r><w:lastRenderedPageBreak/></w:r>",
        "<w:r><w:rPr><w:lang w:val='en-GB'/></w:rPr><w:tab/></w:r>",
        "<w:r><w:br/></w:r>",
    ],
)
def test_marks_of_word_inside_a_tag_do_not_divide_it(between: str) -> None:
    data, said = merged(docx(f"a {{{{ x + ¦{between}¦ y }}}} b"), x=5, y=2)
    assert said == ()
    assert dump(data).replace("[mark m]", "") == "a 7 b"


def test_a_non_breaking_hyphen_of_word_is_a_minus() -> None:
    assert body("{{ x ¦<w:r><w:noBreakHyphen/></w:r>¦ y }}", x=5, y=2) == "3"


def test_a_tab_or_line_end_beside_a_tag_stays() -> None:
    assert body("a¦<w:r><w:tab/></w:r>¦{{ x }}¦<w:r><w:br/></w:r>¦b", x=1) == "a\t1↵b"


def test_several_tags_of_one_run_are_each_replaced() -> None:
    assert body("{{ a }}{{ b }} and {{ a }}.", a=1, b="two") == "1two and 1."


def test_quotes_spaces_and_dashes_outside_of_tags_are_left_alone() -> None:
    assert body("“a”\u00a0– {{ x | default(“none”) }} ‘b’", x=1) == "“a”\u00a0– 1 ‘b’"


def test_a_string_of_a_tag_may_hold_its_closer() -> None:
    assert body("{{ 'a }} b' }}¦{{ \"{{\" }}") == "a }} b{{"


def test_braces_can_be_typed_with_an_underscore_between_them() -> None:
    assert body("{_{ x }_} is¦{_¦% a tag %_}, {{ x }}", x=1) == "{{ x }} is{% a tag %}, 1"


def test_a_single_brace_is_text() -> None:
    assert body("{ a } {{ x }} } {", x=1) == "{ a } 1 } {"


def test_a_comment_prints_nothing() -> None:
    assert body("a{# not {{ this }} #}b {{ x }}", x=1) == "ab 1"


def test_an_unclosed_tag_is_reported_with_its_paragraph_and_column() -> None:
    (fault,) = faults(docx("# Facts\nIn short: {{ total\nMore"))
    assert fault.code == "T101"
    assert fault.where == Place("t.docx", "word/document.xml", 2, "", "Facts", "In short: {{ total", 10, 2)


def test_the_place_of_a_tag_in_a_table_names_table_row_and_cell() -> None:
    (fault,) = faults(docx("a ‖ b\nc ‖ d\nText\ne ‖ f\ng ‖ {{ x | nofilter }}"))
    assert isinstance(fault.where, Place)
    assert (fault.where.paragraph, fault.where.trail) == (9, "table 2, row 2, cell 2")


def test_a_paragraph_of_400_000_braces_compiles_within_seconds() -> None:
    start = time.process_time()
    assert refused("{" * 400_000) == "T101"
    assert time.process_time() - start < 5


def test_five_thousand_tags_compile_within_seconds() -> None:
    start = time.process_time()
    assert body("{{ x }} " * 5_000, x=1).count("1") == 5_000
    assert time.process_time() - start < 20


def test_deleted_text_is_not_executed() -> None:
    deleted = '<w:del w:id="9" w:author="A"><w:r><w:delText>{{ gone }}</w:delText></w:r></w:del>'
    assert body(f"a {{{{ x }}}}¦{deleted}¦b", x=1) == "a 1b"


def test_deleted_text_inside_a_tag_is_no_part_of_it() -> None:
    deleted = '<w:del w:id="9" w:author="A"><w:r><w:delText>yyy</w:delText></w:r></w:del>'
    assert body(f"{{{{ x¦{deleted}¦ }}}} b", x=1) == "1 b"


def test_moved_text_is_read_where_it_went_and_not_where_it_was() -> None:
    moved = (
        '<w:moveFrom w:id="9" w:author="A"><w:r><w:t>{{ x }}</w:t></w:r></w:moveFrom>'
        '¦<w:moveTo w:id="10" w:author="A"><w:r><w:t>{{ x }}</w:t></w:r></w:moveTo>'
    )
    data, said = merged(docx(f"a ¦{moved}"), x=1)
    assert said == ()
    assert dump(data) == "a 1"
    assert "{{ x }}" in xml(data)


@pytest.mark.parametrize(
    "wrapper",
    [
        '<w:ins w:id="9" w:author="A">{}</w:ins>',
        '<w:hyperlink w:anchor="top">{}</w:hyperlink>',
        "<w:smartTag w:element='x'>{}</w:smartTag>",
        "<w:sdt><w:sdtPr><w:id w:val='5'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:fldSimple w:instr=" AUTHOR ">{}</w:fldSimple>',
    ],
)
def test_a_value_inside_a_wrapper_stays_in_it(wrapper: str) -> None:
    name = wrapper[1 : wrapper.index(">")].split(" ")[0]
    data, _ = merged(docx(f"a ¦{wrapper.format(run('b {{ x }} c'))}¦d"), x=1)
    content = xml(data)
    assert "".join(dump(data).replace("[#top: ", "").replace("[control: ", "").split("]")) == "a b 1 cd"
    inside = content[content.index(f"<{name}") : content.index(f"</{name}>")]
    assert ">1<" in inside


def test_a_content_control_with_a_tag_is_no_longer_bound_to_data_that_would_replace_the_value() -> None:
    control = (
        "<w:sdt><w:sdtPr><w:id w:val='5'/><w:showingPlcHdr/><w:dataBinding w:xpath='/a' w:storeItemID='{1}'/></w:sdtPr>"
        f"<w:sdtContent>{run('TEXT')}</w:sdtContent></w:sdt>"
    )
    with_tag, without = control.replace("TEXT", "{{ x }}"), control.replace("TEXT", "b").replace("'5'", "'6'")
    data, _ = merged(docx(f"a ¦{with_tag}¦{without}"), x=1)
    assert dump(data) == "a [control: 1][control: b]"
    assert xml(data).count("dataBinding") == xml(data).count("showingPlcHdr") == 1


def test_both_copies_of_a_text_box_are_filled() -> None:
    inner = f"<w:txbxContent><w:p>{run('Box {{ x }}')}</w:p></w:txbxContent>"
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="1" cy="1"/>'
        '<wp:docPr id="4" name="Box"/><a:graphic><a:graphicData'
        ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/><wps:spPr/>'
        f"<wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    data, said = merged(docx(f"a ¦{box}"), x="<in>")
    assert said == ()
    assert xml(data).count("&lt;in&gt;") == 2


def test_tags_work_in_every_story_and_property() -> None:
    template = docx(
        "Body {{ x }}",
        header="Header {{ x }}",
        footer="Footer {{ x }}",
        footnote="Note {{ x }}",
        endnote="End {{ x }}",
        comment="Comment {{ x }}",
        title="Title {{ x }}",
    )
    data, said = merged(template, x="5 < 6")
    assert said == ()
    parts = ("document", "header1", "footer1", "footnotes", "endnotes", "comments")
    assert [dump(data, f"word/{name}.xml") for name in parts] == [
        f"{word} 5 < 6" for word in ("Body", "Header", "Footer", "Note", "End", "Comment")
    ]
    assert "<dc:title>Title 5 &lt; 6</dc:title>" in xml(data, "docProps/core.xml")


def test_a_block_works_inside_a_property() -> None:
    data, _ = merged(docx("a", title="{% for x in xs %}{{ x }};{% endfor %}"), xs=["a&b", "c"])
    assert "<dc:title>a&amp;b;c;</dc:title>" in xml(data, "docProps/core.xml")


def test_a_tag_in_an_attribute_is_filled_with_quotes_escaped() -> None:
    link = f'<w:hyperlink w:anchor="top" w:tooltip="See {{{{ x }}}}">{run("a")}</w:hyperlink>'
    data, said = merged(docx(f"b ¦{link}"), x='5" < 6\n')
    assert said == ()
    assert 'w:tooltip="See 5&quot; &lt; 6&#10;"' in xml(data)


def test_a_tag_in_a_field_code_is_filled_even_when_split_over_runs() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DOCPROPERTY {{ na</w:instrText></w:r>'
        '<w:r><w:instrText>me }} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>old</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    data, said = merged(docx(f"a ¦{field}"), name="R&D")
    assert said == ()
    assert "> DOCPROPERTY R&amp;D <" in xml(data)


def test_a_tag_in_an_equation_is_filled() -> None:
    data, said = merged(docx("a ¦<m:oMath><m:r><m:t>x = {{ x }}</m:t></m:r></m:oMath>"), x="1 < 2")
    assert said == ()
    assert "<m:t>x = 1 &lt; 2</m:t>" in xml(data)


@pytest.mark.parametrize("prefix", ["ns0", "x"])
def test_a_part_may_bind_wordprocessingml_to_another_prefix(prefix: str) -> None:
    plain = docx("- {{ x }}\n{% for y in ys %}\nItem {{ y }}\n{% endfor %}\na ‖ {{ x }}\nMore *b* {{ x }}")
    content = xml(plain).replace("<w:", f"<{prefix}:").replace("</w:", f"</{prefix}:").replace(" w:", f" {prefix}:")
    content = content.replace("xmlns:w=", f"xmlns:{prefix}=")
    data, said = merged(docx("", more={"word/document.xml": content}), x=1, ys=[2, 3])
    assert said == ()
    assert dump(data) == "- 1\nItem 2\nItem 3\na ‖ 1\nMore *b* 1"


def test_a_part_may_make_wordprocessingml_its_default_namespace() -> None:
    uri = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inner = f'<body xmlns="{uri}"><p><r><rPr><b/></rPr><t>Hi {{{{ x }}}}</t></r></p></body>'
    content = f'<w:document xmlns:w="{uri}">{inner}</w:document>'
    data, said = merged(docx("", more={"word/document.xml": content}), x=1)
    assert said == ()
    assert dump(data) == "*Hi 1*"


def test_a_part_in_utf_16_is_read() -> None:
    plain = xml(docx("Grüße {{ x }}")).replace('encoding="UTF-8"', 'encoding="UTF-16"')
    data, said = merged(docx("", more={"word/document.xml": plain.encode("utf-16")}), x="ß")
    assert said == ()
    assert dump(data) == "Grüße ß"


@pytest.mark.parametrize("typed", ["Dear name }},", "Dear { name }},", "a {{ x }} b %}", "}}"])
def test_a_closer_without_its_opener_is_printed_with_a_warning(typed: str) -> None:
    compiled, (warning,) = template.compile_docx(docx(typed), "t.docx")
    assert compiled is not None
    assert warning.code == "T102"
    assert isinstance(warning.where, Place)
    assert warning.where.excerpt[warning.where.at :][:2] in ("}}", "%}")


def test_braces_in_a_string_of_a_tag_are_no_stray_closers() -> None:
    assert body("{{ '}}' }} { a } b") == "}} { a } b"


def test_of_braces_without_end_a_hundred_are_told() -> None:
    _, said = template.compile_docx(docx("{{ x }}" + "}}" * 5_000), "t.docx")
    assert [one.code for one in said] == ["T102"] * 100


def test_a_part_that_leaves_no_character_free_to_work_with_is_refused() -> None:
    (fault,) = faults(docx("{{ x }}" + "".join(map(chr, range(0xE000, 0xF900)))))
    assert (fault.code, fault.message) == (
        "T003",
        "a part holds every character that is for private use, and none is free",
    )
