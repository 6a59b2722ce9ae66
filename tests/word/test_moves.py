"""Text that was moved while changes were tracked, where blocks or other files could print half a move or two of it."""

from __future__ import annotations

import re

from tests.word.merging import merged
from tests.word.sketch import docx, run, xml

BY = "w:author='A'"
FROM = (
    f"<w:moveFromRangeStart w:id='20' {BY} w:name='m'/>¦<w:moveFrom w:id='21' {BY}>{run('here')}</w:moveFrom>"
    "¦<w:moveFromRangeEnd w:id='20'/>"
)
TO = (
    f"<w:moveToRangeStart w:id='22' {BY} w:name='m'/>¦<w:moveTo w:id='23' {BY}>{run('here')}</w:moveTo>"
    "¦<w:moveToRangeEnd w:id='22'/>"
)
CHANGES = r"<w:(ins|del|move\w+) "


def test_in_a_loop_it_is_deleted_and_inserted_in_each_pass() -> None:
    data, _ = merged(docx(f"{{% for x in xs %}}\n{{{{ x }}}}¦{FROM}\n{{{{ x }}}}¦{TO}\n{{% endfor %}}"), xs=[1, 2])
    text = xml(data)
    assert re.findall(CHANGES, text) == ["del", "ins"] * 2
    assert len(set(re.findall(r'<w:(?:ins|del) w:id="(\d+)"', text))) == 4
    assert text.count("<w:delText") == 2


def test_a_condition_around_one_end_leaves_no_half_a_move() -> None:
    sketch = f"a ¦{FROM}\n{{% if no %}}\nb ¦{TO}\n{{% endif %}}"
    assert re.findall(CHANGES, xml(merged(docx(sketch), no=False)[0])) == ["del"]


def test_without_blocks_a_move_stays_one() -> None:
    text = xml(merged(docx(f"{{{{ x }}}}¦{FROM}\na ¦{TO}"), x=1)[0])
    assert "moveFromRangeStart" in text
    assert "<w:moveTo " in text


def test_the_end_of_a_paragraph_is_inserted_and_deleted_each_once_and_in_order() -> None:
    marks = "".join(f"<w:{name} w:id='{at}' {BY}/>" for at, name in enumerate(("ins", "del", "moveFrom", "moveTo")))
    paragraph = f"<w:p><w:pPr><w:rPr>{marks}</w:rPr></w:pPr>{run('{{ x }} b')}</w:p>"
    text = xml(merged(docx(f"{{% for x in xs %}}\n{paragraph}\n{{% endfor %}}"), xs=[1])[0])
    assert re.findall(CHANGES, text) == ["ins", "del"]


def test_in_a_note_that_is_repeated_only_the_first_is_a_move() -> None:
    reference = "<w:r><w:footnoteReference w:id='1'/></w:r>"
    ending = f"<w:p><w:pPr><w:rPr><w:del w:id='8' {BY}/><w:moveTo w:id='9' {BY}/></w:rPr></w:pPr>{run('e')}</w:p>"
    template = docx(f"{{% for x in xs %}}\na ¦{reference}\n{{% endfor %}}", footnote=f"n ¦{FROM}¦{TO}\n{ending}")
    first, second = xml(merged(template, xs=[1, 2])[0], "word/footnotes.xml").split('<w:footnote w:id="2">')
    assert first.count("<w:move") == 7
    assert re.findall(CHANGES, second) == ["del", "ins", "ins", "del"]
    assert second.count("<w:delText") == 1
