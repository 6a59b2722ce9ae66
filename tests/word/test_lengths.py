"""What data makes of names, tips and settings stays within what Word takes of them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from briefing.diagnostics import Diagnostic, Place
from tests.word.merging import merged
from tests.word.sketch import docx, part, run, xml

FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="f"/><w:enabled/>'
    '<w:{} w:type="text" w:val="{{{{ s }}}}"/></w:ffData></w:fldChar></w:r>'
    '<w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
CONTROL = (
    f'<w:sdt><w:sdtPr><w:{{}} w:val="{{{{{{{{ s }}}}}}}}"/></w:sdtPr><w:sdtContent>{run("b")}</w:sdtContent></w:sdt>'
)
MARK = '<w:bookmarkStart w:id="3" w:name="{{ s }}"/>¦k¦<w:bookmarkEnd w:id="3"/>'
TIP = f'<w:hyperlink w:anchor="a" w:tooltip="{{}}">{run("up")}</w:hyperlink>'


def printed(held: str, pattern: str, **values: Any) -> tuple[list[str], list[Diagnostic]]:
    """What stands in an attribute of what a paragraph holds, and the warnings."""
    data, said = merged(docx(f'a ¦<w:bookmarkStart w:id="1" w:name="a"/>¦<w:bookmarkEnd w:id="1"/>¦{held}'), **values)
    return re.findall(pattern, xml(data)), list(said)


@pytest.mark.parametrize(
    ("held", "attribute", "longest"),
    [
        (TIP.format("{{ s }}"), "tooltip", 260),
        (f'<w:hyperlink w:anchor="a" w:docLocation="{{{{ s }}}}">{run("up")}</w:hyperlink>', "docLocation", 255),
        (MARK, "w:name", 40),
        (FIELD.format("helpText"), "text. w:val", 255),
        (FIELD.format("statusText"), "text. w:val", 140),
        (CONTROL.format("alias"), "alias w:val", 64),
        (CONTROL.format("tag"), "tag w:val", 64),
    ],
)
def test_what_is_longer_is_cut_and_told(held: str, attribute: str, longest: int) -> None:
    (value,), said = printed(held, f'{attribute}="(s*)"', s="s" * 500)
    assert len(value) == longest
    assert [one.code for one in said] == ["R314"]


def test_the_place_of_the_tag_is_told() -> None:
    _, (said,) = printed(TIP.format("{{ s }}"), "tooltip", s="s" * 300)
    assert isinstance(said.where, Place)
    assert said.where.excerpt == "{{ s }}"
    assert said.where.trail == "screen tip of a link"
    assert said.message == "the text has 300 characters; Word takes 260 here, and the rest is left out"


def test_what_is_typed_beside_tags_and_what_blocks_repeat_counts_too() -> None:
    (value,), _ = printed(TIP.format("1. {% for s in ss %}{{ s }}, {% endfor %}"), 'tooltip="([^"]*)"', ss=["s"] * 300)
    assert value == "1. " + "s, " * 85 + "s,"


def test_what_fits_is_as_it_was() -> None:
    text = 'A "b" & <c>\n\td é'
    (value,), said = printed(TIP.format("&lt;{{ s }}&gt;"), 'tooltip="([^"]*)"', s=text)
    assert value == "&lt;A &quot;b&quot; &amp; &lt;c&gt;&#10;&#9;d é&gt;"
    assert said == []


def test_letters_of_two_code_units_count_twice_and_stay_whole() -> None:
    (value,), _ = printed(TIP.format("{{ s }}"), 'tooltip="([^"]*)"', s="s" + "😀" * 200)
    assert value == "s" + "😀" * 129


def test_a_link_leads_to_the_name_of_a_bookmark_that_was_cut() -> None:
    link = f'<w:hyperlink w:anchor="{{{{ s }}}}">{run("up")}</w:hyperlink>'
    (name, anchor), _ = printed(f"{MARK}¦{link}", r'="(s+)"', s="s" * 50)
    assert name == anchor


def test_a_bookmark_in_a_loop_has_a_number_behind_a_name_that_was_cut() -> None:
    data, _ = merged(docx(f"{{% for s in ss %}}\na ¦{MARK}\n{{% endfor %}}"), ss=["s" * 50] * 2)
    names = re.findall(r'w:name="(s+_\d+)"', xml(data))
    assert len(set(names)) == 2
    assert max(map(len, names)) <= 40


def test_the_initials_of_a_comment_are_cut() -> None:
    comment = '<w:comment w:id="0" w:author="A" w:initials="{{ s }}"><w:p/></w:comment>'
    marks = "<w:commentRangeStart w:id='0'/>¦b¦<w:commentRangeEnd w:id='0'/>¦<w:r><w:commentReference w:id='0'/></w:r>"
    template = docx(f"a ¦{marks}", comment="x", more={"word/comments.xml": part("comments", comment)})
    data, said = merged(template, s="s" * 20)
    assert f'w:initials="{"s" * 9}"' in xml(data, "word/comments.xml")
    assert [one.code for one in said] == ["R314"]
