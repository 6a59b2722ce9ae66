"""What a value takes over from the run and the paragraph that its tag stands in, and what it does not."""

from __future__ import annotations

import re

import pytest

from tests.word.merging import merged
from tests.word.sketch import docx, run, xml

RPR = "<w:b/><w:rPrChange w:id='6' w:author='A'><w:rPr/></w:rPrChange>"
PPR = (
    "<w:jc w:val='center'/><w:rPr><w:ins w:id='4' w:author='A'/></w:rPr>"
    "<w:pPrChange w:id='5' w:author='A'><w:pPr/></w:pPrChange>"
)


@pytest.mark.parametrize("value", ["one", "שלום one 漢字", "one *two* three", "one\n\n- two\n\nthree"])
def test_a_tracked_change_to_the_format_of_a_tag_is_taken_as_accepted(value: str) -> None:
    alone = f"<w:p><w:pPr>{PPR}</w:pPr>{run('{{ s | markdown }}', RPR)}</w:p>"
    data, _ = merged(docx(f"{{% for x in xs %}}\n{alone}\n{{% endfor %}}\n{alone}"), xs=[1, 2], s=value)
    text = xml(data)
    assert "<w:b/>" in text
    assert 'w:jc w:val="center"' in text
    assert not re.search(r"Change |<w:ins ", text)


def test_a_tag_among_other_text_is_no_reason_to_accept_the_change_to_its_paragraph() -> None:
    data, _ = merged(docx(f"<w:p><w:pPr>{PPR}</w:pPr>{run('a {{ s }}', RPR)}</w:p>"), s="b")
    assert re.findall(r"<w:(\w+) w:id", xml(data)) == ["ins", "pPrChange"]


def test_a_list_item_whose_end_was_inserted_counts_in_each_pass() -> None:
    number = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='2'/></w:numPr>"
    item = f"<w:pPr>{number}<w:rPr><w:ins w:id='4' w:author='A'/></w:rPr></w:pPr>"
    data, _ = merged(docx(f"{{% for x in xs %}}\nThen\n<w:p>{item}{run('{{ x }}')}</w:p>\n{{% endfor %}}"), xs=[1, 2])
    assert len(set(re.findall(r'<w:numId w:val="(\d+)"', xml(data)))) == 2
