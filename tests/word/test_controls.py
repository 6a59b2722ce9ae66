"""Check boxes and lists of Word that data sets: what is kept and what is shown agree."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest

from tests.word.dump import dump
from tests.word.merging import faults, merged
from tests.word.sketch import docx, paragraph, run, xml

BOX = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2611" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
)
ITEMS = '<w:listItem w:displayText="North" w:value="n"/><w:listItem w:displayText="South" w:value="s"/>'
LIST = f"<w:dropDownList>{ITEMS}</w:dropDownList>"
COMBO = f"<w:comboBox>{ITEMS}</w:comboBox>"


def control(kind: str, content: str, name: str = "alias", typed: str = "{{ x }}") -> str:
    properties = f'<w:{name} w:val="{typed}"/><w:id w:val="5"/><w:showingPlcHdr/>{kind}'
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def made(sketch: str, **data: Any) -> str:
    return xml(merged(docx(sketch), **data)[0])


@pytest.mark.parametrize(("value", "state", "sign"), [(True, "1", "\u2611"), (0, "0", "\u2610"), (None, "0", "\u2610")])
@pytest.mark.parametrize("name", ["alias", "tag"])
def test_a_check_box(value: Any, state: str, sign: str, name: str) -> None:
    found = made(f"Agreed: ¦{control(BOX, run('o', '<w:b/>'), name)}", x=value)
    assert re.findall(r'<w14:checked w14:val="(.*?)"', found) == [state]
    assert f'<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{sign}</w:t>' in found
    assert "showingPlcHdr" not in found


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [(LIST, "s", "South"), (LIST, "South", "South"), (LIST, None, ""), (COMBO, "West", "West"), (COMBO, "n", "North")],
)
def test_a_list(kind: str, value: Any, shown: str) -> None:
    data, _ = merged(docx(f"To the ¦{control(kind, run('choose') + run(' one'))}"), x=value)
    assert dump(data) == f"To the [control: {shown}]"


def test_a_list_around_a_paragraph() -> None:
    assert ">North</w:t>" in made("a\n" + control(LIST, paragraph("choose")), x="n")


def test_a_control_without_a_run() -> None:
    assert ">North</w:t>" in made("a\n" + control(LIST, "<w:p/>"), x="n")


def test_each_pass_of_a_loop_sets_its_own() -> None:
    found = made("{% for x in xs %}\n" + f"a ¦{control(BOX, run('o'))}" + "\n{% endfor %}", xs=[1, 0, 1])
    assert re.findall(r'<w14:checked w14:val="(.*?)"', found) == ["1", "0", "1"]


def test_another_control_keeps_its_title() -> None:
    assert 'w:alias w:val="7"' in made(f"a ¦{control('<w:text/>', run('o'))}", x=7)


@pytest.mark.parametrize(("kind", "code"), [(LIST, "R301"), (BOX, "T310")])
def test_what_cannot_be_set_is_told(kind: str, code: str) -> None:
    data = {"x": "West"} if kind == LIST else {}
    assert {one.code for one in faults(docx(f"a ¦{control(kind, run('o'))}"), **data)} == {code}


@pytest.mark.parametrize(
    ("format", "day", "shown"),
    [
        ("dddd, d MMMM yyyy", "2023-01-23", "Monday, 23 January 2023"),
        ("dd/MM/yy", datetime.date(2023, 1, 5), "05/01/23"),
        ("", "2023-01-23", "23/01/2023"),
    ],
)
def test_a_date_control_keeps_a_day_and_shows_it_in_its_format(format: str, day: object, shown: str) -> None:
    own = f'<w:dateFormat w:val="{format}"/>' if format else ""
    properties = f'<w:alias w:val="{{{{ day }}}}"/><w:date w:fullDate="2020-01-01T00:00:00Z">{own}</w:date>'
    control = f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run('old')}</w:sdtContent></w:sdt>"
    data, _ = merged(docx(f"On ¦{control}"), day=day)
    assert dump(data) == f"On [control: {shown}]"
    assert re.findall('w:fullDate="(.*?)"', xml(data)) == [f"{str(day)[:10]}T00:00:00Z"]
