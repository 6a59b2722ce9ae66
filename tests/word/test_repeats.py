"""What must differ between the passes of a block: ids, bookmarks with the links to them, and the counts of lists."""

from __future__ import annotations

import re

import pytest

from tests.word.dump import dump
from tests.word.merging import body, faults, merged
from tests.word.sketch import NUMBERING, docx, part, run, xml

DRAWING = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="Box"/><a:graphic><a:graphicData'
    ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/><wps:spPr/>'
    "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def found(data: bytes, pattern: str) -> list[str]:
    return re.findall(pattern, xml(data))


def test_a_drawing_has_an_id_of_its_own_in_each_pass() -> None:
    data, _ = merged(docx(f"{{% for x in xs %}}\n{{{{ x }}}}¦{DRAWING}\n{{% endfor %}}\nb ¦{DRAWING}"), xs=[1, 2, 3])
    ids = found(data, r'docPr id="(\d+)"')
    assert len(ids) == len(set(ids)) == 4


def test_a_content_control_has_an_id_of_its_own_in_each_pass() -> None:
    control = f"<w:sdt><w:sdtPr><w:id w:val='-5'/></w:sdtPr><w:sdtContent>{run('{{ x }}')}</w:sdtContent></w:sdt>"
    data, _ = merged(docx(f"a {{% for x in xs %}}¦{control}¦{{% endfor %}}"), xs=[1, 2, 3])
    ids = found(data, r'<w:id w:val="(-?\d+)"')
    assert len(ids) == len(set(ids)) == 3


def test_paragraph_ids_are_dropped_where_they_would_repeat() -> None:
    paragraph = "<w:p w14:paraId='00000{0}' w14:textId='77777777'><w:r><w:t>{{{{ x }}}} a</w:t></w:r></w:p>"
    sketch = f"{paragraph.format('111')}\n{{% for x in xs %}}\n{paragraph.format('222')}\n{{% endfor %}}"
    data, _ = merged(docx(sketch), xs=[1, 2], x=0)
    assert found(data, r'paraId="(\w+)"') == ["00000111"]


def test_a_bookmark_has_a_name_of_its_own_in_each_pass_and_so_have_the_links_to_it() -> None:
    mark = "<w:bookmarkStart w:id='3' w:name='here'/>¦{{ x }}¦<w:bookmarkEnd w:id='3'/>"
    link = f'<w:hyperlink w:anchor="here">{run("up")}</w:hyperlink>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>¦<w:r><w:instrText> PAGEREF here \\h </w:instrText></w:r>¦'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    data, _ = merged(docx(f"{{% for x in xs %}}\na ¦{mark}\n{link}¦{field}\n{{% endfor %}}"), xs=[1, 2])
    names = found(data, r'w:name="(here\w*)"')
    assert len(set(names)) == 2
    assert found(data, r'w:anchor="(\w+)"') == names
    assert found(data, r"PAGEREF (\w+)") == names
    starts, ends = found(data, r'bookmarkStart w:id="(\d+)"'), found(data, r'bookmarkEnd w:id="(\d+)"')
    assert starts == ends
    assert len(set(starts)) == 2


def test_bookmarks_outside_of_blocks_and_links_to_them_keep_their_names() -> None:
    mark = "<w:bookmarkStart w:id='3' w:name='here'/>¦top¦<w:bookmarkEnd w:id='3'/>"
    link = f'<w:hyperlink w:anchor="here">{run("{{ x }}")}</w:hyperlink>'
    data, _ = merged(docx(f"a ¦{mark}\n{{% for x in xs %}}\n{link}\n{{% endfor %}}"), xs=[1, 2])
    assert dump(data) == "a [mark here]top\n[#here: 1]\n[#here: 2]"


def test_the_name_of_a_bookmark_stays_within_forty_characters() -> None:
    mark = f"<w:bookmarkStart w:id='3' w:name='{'n' * 40}'/>¦{{{{ x }}}}¦<w:bookmarkEnd w:id='3'/>"
    data, _ = merged(docx(f"a {{% for x in xs %}}¦{mark}¦{{% endfor %}}"), xs=range(20))
    names = found(data, r'w:name="(n\w*)"')
    assert len(set(names)) == 20
    assert max(map(len, names)) <= 40


def test_a_comment_is_not_repeated() -> None:
    reference = "<w:r><w:commentReference w:id='0'/></w:r>"
    marks = f"<w:commentRangeStart w:id='0'/>¦{{{{ x }}}}¦<w:commentRangeEnd w:id='0'/>¦{reference}"
    data, _ = merged(docx(f"{{% for x in xs %}}\na ¦{marks}\n{{% endfor %}}", comment="Why?"), xs=[1, 2])
    assert dump(data) == "a 1\na 2"


def test_fresh_ids_keep_clear_of_all_ids_of_the_template() -> None:
    high = DRAWING.replace('id="1"', 'id="5000"')
    data, _ = merged(docx(f"a ¦{high}\n{{% for x in xs %}}\n{{{{ x }}}}¦{DRAWING}\n{{% endfor %}}"), xs=[1])
    assert int(found(data, r'docPr id="(\d+)"')[1]) > 5000


# Lists


def test_a_list_starts_again_in_each_pass_where_a_paragraph_stands_before_it() -> None:
    sketch = "{% for s in ss %}\n# {{ s }}\n1. one\n1. two\n{% endfor %}"
    assert body(sketch, ss=["A", "B"]) == "# A\n1. one\n2. two\n# B\n1. one\n2. two"


def test_a_list_whose_items_are_the_passes_goes_on() -> None:
    assert body("{% for x in xs %}\n1. {{ x }}\n{% endfor %}", xs=list("abc")) == "1. a\n2. b\n3. c"


def test_a_list_goes_on_where_a_pass_begins_with_it() -> None:
    sketch = "{% for x in xs %}\n1. {{ x }}\nThen\n{% endfor %}"
    assert body(sketch, xs=list("ab")) == "1. a\nThen\n2. b\nThen"


def test_a_list_that_reaches_beyond_the_block_goes_on() -> None:
    sketch = "1. zero\n{% for x in xs %}\nThen\n1. {{ x }}\n{% endfor %}"
    assert body(sketch, xs=list("ab")) == "1. zero\nThen\n2. a\nThen\n3. b"


def test_items_of_an_inner_loop_start_again_with_the_outer_pass() -> None:
    sketch = "{% for s in ss %}\n# {{ s.t }}\n{% for x in s.xs %}\n1. {{ x }}\n{% endfor %}\n{% endfor %}"
    assert body(sketch, ss=[{"t": "A", "xs": list("ab")}, {"t": "B", "xs": list("c")}]) == "# A\n1. a\n2. b\n# B\n1. c"


def test_the_paragraph_before_a_list_may_be_a_value_alone() -> None:
    sketch = "{% for s in ss %}\n{{ s }}\n1. one\n{% endfor %}"
    assert body(sketch, ss=list("AB")) == "A\n1. one\nB\n1. one"


def test_a_list_of_direct_numbering_starts_again_and_keeps_its_levels() -> None:
    def item(text: str, level: int) -> str:
        properties = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="2"/></w:numPr></w:pPr>'
        return f"<w:p>{properties}{run(text)}</w:p>"

    sketch = f"{{% for s in ss %}}\n{{{{ s }}}}\n{item('a', 0)}\n{item('b', 1)}\n{item('c', 1)}\n{{% endfor %}}"
    assert body(sketch, ss=list("AB")) == "A\n1. a\n  1. b\n  2. c\nB\n1. a\n  1. b\n  2. c"


def test_a_list_of_second_level_items_alone_starts_again() -> None:
    properties = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr>'
    sketch = f"{{% for s in ss %}}\n{{{{ s }}}}\n<w:p>{properties}{run('b')}</w:p>\n{{% endfor %}}"
    assert body(sketch, ss=list("AB")) == "A\n  1. b\nB\n  1. b"


def test_a_level_said_beside_the_lists_style_is_kept() -> None:
    properties = '<w:pPr><w:pStyle w:val="ListNumber"/><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>'
    data, _ = merged(
        docx(f"{{% for s in ss %}}\n{{{{ s }}}}\n<w:p>{properties}{run('b')}</w:p>\n{{% endfor %}}"), ss=list("AB")
    )
    assert found(data, r'<w:ilvl w:val="(\d)"') == ["1", "1"]
    assert len(set(found(data, r'<w:numId w:val="(\d+)"'))) == 2


def test_a_list_that_the_template_restarts_inside_a_pass_still_does() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    again = f'<w:num w:numId="3"><w:abstractNumId w:val="2"/>{override}</w:num>'
    properties = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr></w:pPr>'
    items = "\n".join(f"<w:p>{properties.format(n)}{run(t)}</w:p>" for n, t in ((2, "a"), (2, "b"), (3, "c"), (3, "d")))
    sketch = f"{{% for s in ss %}}\n{{{{ s }}}}\n{items}\n{{% endfor %}}"
    data, _ = merged(docx(sketch, more={"word/numbering.xml": part("numbering", NUMBERING + again)}), ss=list("AB"))
    assert dump(data) == "A\n1. a\n2. b\n1. c\n2. d\nB\n1. a\n2. b\n1. c\n2. d"


def test_an_empty_loop_restarts_nothing() -> None:
    assert body("{% for s in ss %}\n{{ s }}\n1. one\n{% endfor %}\n1. last", ss=[]) == "1. last"


def test_numbered_headings_never_start_again() -> None:
    numbered = (
        '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:pPr><w:numPr>'
        '<w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    plain = xml(docx("a"), "word/styles.xml")
    styles = re.sub(r'<w:style w:type="paragraph" w:styleId="Heading2">.*?</w:style>', numbered, plain)
    sketch = "{% for s in ss %}\n{{ s }}\n## {{ s }}\n{% endfor %}"
    data, _ = merged(docx(sketch, more={"word/styles.xml": styles}), ss=list("AB"))
    assert dump(data) == "A\n1. A\nB\n2. B"


@pytest.mark.parametrize("value", ["{{ x }}", "{{ x }} and more", "{{ x | markdown }}"])
def test_an_item_that_is_a_value_alone_counts_with_its_list(value: str) -> None:
    more = " and more" if "more" in value else ""
    inner = f"{{% for x in s | list %}}\n1. {value}\n{{% endfor %}}"
    sketch = f"{{% for s in ss %}}\n# {{{{ s }}}}\n{inner}\n{{% endfor %}}"
    expected = f"# ab\n1. a{more}\n2. b{more}\n# c\n1. c{more}"
    assert body(sketch, ss=["ab", "c"]) == expected


def test_bulleted_lists_stay_bulleted() -> None:
    assert body("{% for s in ss %}\n{{ s }}\n- one\n{% endfor %}", ss=list("AB")) == "A\n- one\nB\n- one"


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
@pytest.mark.parametrize("note", ["Seen {{ when }}", "Seen"])
def test_a_note_in_a_loop_is_copied_for_each_further_pass(kind: str, note: str) -> None:
    reference = f"<w:r><w:{kind}Reference w:id='1'/></w:r>"
    sketch = f"{{% for x in 'abc' %}}\n{{{{ x }}}}¦{reference}\n{{% endfor %}}"
    data, _ = merged(docx(sketch, **{kind: note}), when="today")  # type: ignore[arg-type]
    referred = re.findall(rf'<w:{kind}Reference w:id="(\d+)"', xml(data))
    assert (referred[0], len(set(referred))) == ("1", 3)
    notes = re.findall(rf'<w:{kind} w:id="(\d+)">.*?</w:{kind}>', xml(data, f"word/{kind}s.xml"), re.DOTALL)
    assert sorted(notes) == sorted(referred)
    assert xml(data, f"word/{kind}s.xml").count(note.replace("{{ when }}", "")) == 3


def test_what_a_repeated_note_holds_has_ids_of_its_own_too() -> None:
    held = f"n ¦{DRAWING}¦<w:bookmarkStart w:id='3' w:name='k'/>¦z¦<w:bookmarkEnd w:id='3'/>"
    reference = "<w:r><w:footnoteReference w:id='1'/></w:r>"
    data, _ = merged(docx(f"{{% for x in xs %}}\nA ¦{reference}\n{{% endfor %}}", footnote=held), xs=[1, 2])
    notes = xml(data, "word/footnotes.xml")
    assert len(set(re.findall(r'<wp:docPr id="(\d+)"', notes))) == 2
    assert len(set(re.findall(r"w:name=[\"'](k\w*)", notes))) == 2


# Tracked changes, and what has one place


def changed(name: str, inside: str = "") -> str:
    return f"<w:{name} w:id='7' w:author='A'>{inside}</w:{name}>"


ROW = (
    f"<w:tbl><w:tblPr>{changed('tblPrChange', '<w:tblPr/>')}</w:tblPr><w:tblGrid><w:gridCol w:w='100'/>"
    "<w:tblGridChange w:id='8'><w:tblGrid/></w:tblGridChange></w:tblGrid><w:tr>"
    f"<w:trPr>{changed('trPrChange', '<w:trPr/>')}</w:trPr><w:tc><w:tcPr>{{}}</w:tcPr>"
    f"<w:p>{run('{{ x }}')}</w:p></w:tc></w:tr></w:tbl>"
)
SECTION_CHANGE = (
    "<w:p><w:pPr><w:sectPr><w:pgSz w:w='11906' w:h='16838'/>"
    f"{changed('sectPrChange', '<w:sectPr/>')}</w:sectPr></w:pPr>{run('a {{ x }}')}</w:p>"
)


@pytest.mark.parametrize(
    "held",
    [
        f"<w:p>{changed('ins', run('{{ x }}'))}</w:p>",
        f"<w:p>{run('a', changed('rPrChange', '<w:rPr/>'))}{run('{{ x }}')}</w:p>",
        ROW.format(changed("cellIns")),
        ROW.format(changed("cellDel")),
        ROW.format("<w:cellMerge w:id='7' w:author='A' w:vMerge='rest'/>"),
        SECTION_CHANGE,
    ],
)
def test_a_tracked_change_has_an_id_of_its_own_in_each_pass(held: str) -> None:
    text = xml(merged(docx(f"{{% for x in xs %}}\n{held}\n{{% endfor %}}"), xs=[1, 2, 3])[0])
    ids = re.findall(r"<w:(?:ins|cell\w+|\w+Change) w:id=\"(\d+)\"", text)
    assert len(ids) == len(set(ids)) >= 3


def test_a_tracked_change_that_a_block_parts_has_two_ids() -> None:
    held = changed("ins", run("a {% if yes %}b")) + changed("ins", run("c{% endif %} d")).replace("7", "6")
    ids = found(merged(docx(f"x ¦{held}"), yes=True)[0], r'<w:ins w:id="(\d+)"')
    assert len(ids) == len(set(ids)) == 4


def test_fresh_ids_keep_clear_of_tracked_changes_elsewhere() -> None:
    def inserted(number: int, text: str) -> str:
        return f"<w:ins w:id='{number}' w:author='A'>{run(text)}</w:ins>"

    before = "".join(f"a ¦{inserted(number, 'b')}\n" for number in range(1, 6))
    data, _ = merged(docx(f"{before}{{% for x in xs %}}\na ¦{inserted(9, '{{ x }}')}\n{{% endfor %}}"), xs=[1, 2, 3])
    ids = found(data, r'<w:ins w:id="(\d+)"')
    assert len(ids) == len(set(ids)) == 8


def test_a_tracked_range_of_custom_xml_is_not_repeated_nor_parted() -> None:
    start = "<w:customXmlInsRangeStart w:id='{0}' w:author='A'/>"
    end = "<w:customXmlInsRangeEnd w:id='{0}'/>"
    inside = f"{start.format(4)}¦{{{{ x }}}}¦{end.format(4)}¦{start.format(5)}"
    data, _ = merged(docx(f"{{% for x in xs %}}\na ¦{inside}\n{{% endfor %}}\nb ¦{end.format(5)}"), xs=[1, 2])
    assert found(data, r"<w:customXml(\w+ w:id=\"\d\")") == ['InsRangeStart w:id="5"', 'InsRangeEnd w:id="5"']


def test_the_type_of_a_shape_is_defined_once_under_each_id_and_shapes_name_it() -> None:
    kind = '<v:shapetype id="_x0000_t136" coordsize="9,9"/>'
    shape = '<w:r><w:pict>{}<v:shape id="s{}" type="#_x0000_t136" style="width:9pt"/></w:pict></w:r>'
    sketch = f"{{% for x in xs %}}\na ¦{shape.format(kind, 1)}\n{{% endfor %}}\nb ¦{shape.format('', 2)}"
    data, _ = merged(docx(sketch), xs=[1, 2])
    kinds = found(data, r'shapetype id="(\w+)"')
    assert kinds[0] == "_x0000_t136"
    assert len(set(kinds)) == 2
    assert found(data, r'type="#(\w+)"') == [*kinds, "_x0000_t136"]


def test_ids_of_notes_follow_those_of_notes_however_large_others_are() -> None:
    control = f"<w:sdt><w:sdtPr><w:id w:val='123456789'/></w:sdtPr><w:sdtContent>{run('c')}</w:sdtContent></w:sdt>"
    reference = "<w:r><w:footnoteReference w:id='1'/></w:r>"
    template = docx(f"a ¦{control}\n{{% for x in xs %}}\nb ¦{reference}\n{{% endfor %}}", footnote="n")
    assert found(merged(template, xs=[1, 2, 3])[0], r'footnoteReference w:id="(\d+)"') == ["1", "2", "3"]


def test_a_repeated_note_leaves_what_has_one_place_to_the_first() -> None:
    kind = '<v:shapetype id="_x0000_t136" coordsize="9,9"><v:stroke joinstyle="miter"/></v:shapetype>'
    held = (
        "<w:permStart w:id='4' w:edGrp='everyone'/>¦n¦<w:permEnd w:id='4'/>¦"
        f"{run('f', changed('rPrChange', '<w:rPr/>'))}¦<w:r><w:pict>{kind}"
        '<v:shape id="s1" type="#_x0000_t136" style="width:9pt"/></w:pict></w:r>'
    )
    reference = "<w:r><w:footnoteReference w:id='1'/></w:r>"
    data, _ = merged(docx(f"{{% for x in xs %}}\nA ¦{reference}\n{{% endfor %}}", footnote=held), xs=[1, 2])
    notes = xml(data, "word/footnotes.xml")
    assert [notes.count(name) for name in ("<w:permStart", "<w:permEnd", "<v:shapetype", "<v:shape ")] == [1, 1, 1, 2]
    assert len(set(re.findall(r"<w:rPrChange w:id=[\"'](\d+)", notes))) == 2


def test_a_list_item_with_tracked_changes_has_a_list_of_its_own_in_each_pass() -> None:
    properties = (
        "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='2'/></w:numPr><w:rPr><w:ins w:id='5' w:author='A'/></w:rPr>"
    )
    item = f"<w:p><w:pPr>{properties}{changed('pPrChange', '<w:pPr/>')}</w:pPr>{run('{{ x | markdown }}')}</w:p>"
    data, _ = merged(docx(f"{{% for x in xs %}}\nhead\n{item}\n{{% endfor %}}"), xs=["*a*", "b\n\nc"])
    lists = found(data, r'<w:numId w:val="(\d+)"')
    assert [lists.count(one) for one in dict.fromkeys(lists)] == [1, 2]


def test_what_fails_where_a_list_has_a_number_of_its_own_is_told_with_all_else() -> None:
    sketch = "{% for x in xs %}\nhead\n1. {{ x / 0 }}\n{% endfor %}\n{{ 1 / 0 }}"
    assert [one.code for one in faults(docx(sketch), xs=[1])] == ["R301", "R301"]
