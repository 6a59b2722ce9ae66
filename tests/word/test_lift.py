"""What vanishes with its tags and what stays: paragraphs, rows, section breaks, marks of bookmarks and comments."""

from __future__ import annotations

from typing import Any

import pytest

from tests.word.dump import dump
from tests.word.merging import body, merged
from tests.word.sketch import SECTION, docx, run, xml

BREAK = f"<w:pPr>{SECTION.format('')}</w:pPr>"


@pytest.mark.parametrize(
    "line",
    [
        "{% set y = 1 %}",
        "{# a comment #}",
        "{% if x %}¦<w:r><w:t xml:space='preserve'>  </w:t></w:r>¦{% endif %}",
        "{% set y = 1 %} {# and #} {% set z = 2 %}",
        "<w:proofErr w:type='spellStart'/>¦{% set y = 1 %}¦<w:r><w:lastRenderedPageBreak/></w:r>",
        "<w:ins w:id='9' w:author='A'><w:r><w:t>{% set y = 1 %}</w:t></w:r></w:ins>",
        "{% set y = 1 %}¦<w:r><w:tab/></w:r>",
    ],
)
def test_a_paragraph_with_control_tags_alone_vanishes(line: str) -> None:
    assert body(f"a\n{line}\nb {{{{ x }}}}", x=1) == "a\nb 1"


@pytest.mark.parametrize(
    "kept",
    [
        "<w:r><w:br w:type='page'/></w:r>",
        "<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>",
        "<w:r><w:pict><v:shape/></w:pict></w:r>",
        "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
    ],
)
def test_a_paragraph_with_something_else_in_it_stays(kept: str) -> None:
    data, _ = merged(docx(f"a\n{{% set y = 1 %}}¦{kept}\nb"))
    assert len(dump(data).split("\n")) == 3


def test_a_paragraph_with_a_note_reference_stays() -> None:
    data, _ = merged(
        docx("a\n{% set y = 1 %}¦<w:r><w:footnoteReference w:id='1'/></w:r>\nb {{ y | default(2) }}", footnote="Note")
    )
    assert dump(data) == "a\n[footnote 1]\nb 1"


def test_an_empty_paragraph_of_the_template_stays() -> None:
    assert body("a\n<w:p/>\n{% if x %}\n<w:p/>\n{% endif %}\nb", x=1) == "a\n\n\nb"


def test_a_value_that_prints_nothing_keeps_its_paragraph() -> None:
    assert body("a\n{{ x }}\nb", x="") == "a\n\nb"
    assert body("a\n{{ x }}\nb", x=None) == "a\n\nb"


def test_a_row_with_a_value_stays() -> None:
    assert body("{% for x in xs %}{{ x }} ‖ \na ‖ b\n{% endfor %} ‖ ", xs=[1]) == "1 ‖ \na ‖ b"


# Section breaks


def test_the_section_break_of_an_opening_paragraph_goes_to_the_paragraph_before() -> None:
    sketch = f"a\n<w:p>{BREAK}{run('{% if x %}')}</w:p>\nb\n{{% endif %}}\nc"
    assert body(sketch, x=0) == "a\n[section]\nc"
    assert body(sketch, x=1) == "a\n[section]\nb\nc"


def test_the_section_break_of_a_closing_paragraph_stays_once_after_the_block() -> None:
    sketch = f"a\n{{% for x in xs %}}\nb {{{{ x }}}}\n<w:p>{BREAK}{run('{% endfor %}')}</w:p>\nc"
    assert body(sketch, xs=[1, 2]) == "a\nb 1\nb 2\n\n[section]\nc"
    assert body(sketch, xs=[]) == "a\n\n[section]\nc"


def test_a_section_break_stays_before_a_block_where_a_table_precedes_it() -> None:
    sketch = f"a ‖ b\n<w:p>{BREAK}{run('{% if x %}')}</w:p>\nc\n{{% endif %}}"
    assert body(sketch, x=0) == "a ‖ b\n\n[section]"


def test_a_section_inside_a_loop_repeats() -> None:
    sketch = f"{{% for x in xs %}}\nb {{{{ x }}}}\n<w:p>{BREAK}{run('end')}</w:p>\n{{% endfor %}}\nc"
    assert body(sketch, xs=[1, 2]) == "b 1\nend\n[section]\nb 2\nend\n[section]\nc"


def test_a_section_break_between_two_blocks_stays_between_them() -> None:
    both = run("{% endif %}{% if y %}")
    sketch = f"{{% if x %}}\na\n<w:p>{BREAK}{both}</w:p>\nb\n{{% endif %}}"
    assert body(sketch, x=0, y=0) == "\n[section]"
    assert body(sketch, x=1, y=1) == "a\n\n[section]\nb"


# Marks of ranges


def marked(sketch: str, **values: Any) -> str:
    """The rendered body, each bookmark written as ‹…›."""
    data, said = merged(docx(sketch), **values)
    assert said == ()
    content = xml(data)
    for sign, element in (("‹", "bookmarkStart"), ("›", "bookmarkEnd")):
        parts = content.split(f"<w:{element} ")
        content = f"<w:r><w:t>{sign}</w:t></w:r>".join(
            [parts[0], *(part[part.index("/>") + 2 :] for part in parts[1:])]
        )
    inside = content[content.index("<w:body>") : content.index("<w:sectPr")]
    return "".join(piece.split("<")[0] for piece in inside.replace("</w:p>", "¶<").split(">")).strip("¶")


START, END = "<w:bookmarkStart w:id='7' w:name='m'/>", "<w:bookmarkEnd w:id='7'/>"


@pytest.mark.parametrize(("x", "expected"), [(1, "a‹bc›d"), (0, "a‹c›d")])
def test_a_bookmark_that_begins_in_a_block_and_ends_after_it_keeps_both_marks(x: int, expected: str) -> None:
    assert marked(f"a¦{{% if x %}}¦{START}¦b{{% endif %}}c¦{END}¦d", x=x) == expected


def test_a_bookmark_that_begins_before_a_block_and_ends_in_it_keeps_both_marks() -> None:
    sketch = f"a¦{START}¦b\n{{% for x in xs %}}\nc¦{END}¦d\n{{% endfor %}}\ne"
    assert marked(sketch, xs=[]) == "a‹b¶›e"
    assert marked(sketch, xs=[1, 2]) == "a‹b¶cd¶cd¶›e"


def test_a_bookmark_around_tags_that_vanish_survives() -> None:
    assert marked(f"a\n{START}¦{{% if x %}}¦{END}\nb\n{{% endif %}}\nc", x=0) == "a¶‹›c"


def test_a_bookmark_that_spans_two_branches_moves_out_of_both() -> None:
    sketch = f"{{% if x %}}\na¦{START}¦b\n{{% else %}}\nc¦{END}¦d\n{{% endif %}}\ne"
    assert marked(sketch, x=1) == "‹ab¶›e"
    assert marked(sketch, x=0) == "‹cd¶›e"


def test_comment_marks_move_out_of_a_block_that_would_part_them() -> None:
    sketch = (
        (
            "{% if x %}\na<w:commentRangeStart w:id='0'/>b\n{% endif %}\nc"
            "¦<w:commentRangeEnd w:id='0'/>¦<w:r><w:commentReference w:id='0'/></w:r>"
        )
        .replace("a<", "a¦<")
        .replace(">b", ">¦b")
    )
    data, _ = merged(docx(sketch, comment="Why?"), x=0)
    assert xml(data).count("commentRangeStart") == xml(data).count("commentRangeEnd") == 1


def test_a_bookmark_inside_a_row_that_vanishes_moves_to_the_table() -> None:
    assert marked(f"{{% for x in xs %}}¦{START}¦{END} ‖ \na ‖ b\n{{% endfor %}} ‖ \nc ‖ d", xs=[]) == "‹›c¶d"
