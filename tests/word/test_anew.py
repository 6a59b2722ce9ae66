"""What is captured once and printed more than once has ids of its own each time."""

from __future__ import annotations

import re

import pytest

from tests.word.merging import merged
from tests.word.sketch import docx, run, xml
from tests.word.test_peers import box
from tests.word.test_repeats import DRAWING

SHAPE = '<w:r><w:pict><v:rect id="s1" style="width:9pt"/></w:pict></w:r>'
OBJECT = (
    '<w:r><w:object><v:shape id="s2"/><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed"'
    ' ProgID="Excel.Sheet.12" ShapeID="s2"/></w:object></w:r>'
)
TYPED = (
    '<w:r><w:pict><v:shapetype id="_x0000_t9" coordsize="9,9"/><v:shape id="s3" type="#_x0000_t9" style="width:9pt"/>'
    "</w:pict></w:r>"
)
CONTROL = f"<w:sdt><w:sdtPr><w:id w:val='-5'/></w:sdtPr><w:sdtContent>{run('b')}</w:sdtContent></w:sdt>"
CHANGE = f"<w:ins w:id='9' w:author='A'>{run('b')}</w:ins>"
MARK = "<w:bookmarkStart w:id='7' w:name='here'/>¦b¦<w:bookmarkEnd w:id='7'/>"


def printed_thrice(held: str) -> str:
    data, _ = merged(docx(f"{{% set c %}}\na ¦{held}\n{{% endset %}}\n{{{{ c }}}}\nx\n{{{{ c }}}}\ny\n{{{{ c }}}}"))
    return xml(data)


@pytest.mark.parametrize(
    ("held", "pattern"),
    [
        (DRAWING, r'docPr id="(\d+)"'),
        (box("a"), r'docPr id="(\d+)"'),
        (SHAPE, r'<v:rect id="(\w+)"'),
        (CONTROL, r'<w:id w:val="(-?\d+)"'),
        (CHANGE, r'<w:ins w:id="(\d+)"'),
        (run("b", "<w:rPrChange w:id='8' w:author='A'><w:rPr/></w:rPrChange>"), r'<w:rPrChange w:id="(\d+)"'),
        (TYPED, r'<v:shape id="(\w+)"'),
        (MARK, r'bookmarkStart w:id="(\d+)"'),
        (MARK, r'w:name="(here\w*)"'),
    ],
)
def test_ids_come_once(held: str, pattern: str) -> None:
    ids = re.findall(pattern, printed_thrice(held))
    assert len(ids) == len(set(ids)) == 3


def test_an_object_goes_on_naming_its_own_picture() -> None:
    text = printed_thrice(OBJECT)
    shapes = re.findall(r'<v:shape id="(\w+)"', text)
    assert re.findall(r'ShapeID="(\w+)"', text) == shapes
    assert len(set(shapes)) == 3


def test_links_and_fields_lead_to_the_bookmark_beside_them() -> None:
    link = f'<w:hyperlink w:anchor="here">{run("up")}</w:hyperlink>'
    code = '<w:fldSimple w:instr=" PAGEREF here "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    text = printed_thrice(f"{MARK}¦{link}¦{code}")
    names = re.findall(r'w:name="(here\w*)"', text)
    assert re.findall(r'w:anchor="(\w+)"', text) == re.findall(r"PAGEREF (\w+)", text) == names


def test_what_defines_a_type_of_shapes_stands_where_it_is_printed_first() -> None:
    text = printed_thrice(TYPED)
    assert re.findall(r'shapetype id="(\w+)"', text) == ["_x0000_t9"]
    assert re.findall(r'type="#(\w+)"', text) == ["_x0000_t9"] * 3
