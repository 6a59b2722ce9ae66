"""Cells merged from above: each merge begins in the first row of it that is printed."""

from __future__ import annotations

import re

from tests.word.merging import merged
from tests.word.sketch import cell, docx, row, table, xml
from tests.word.test_peers import CONTINUE, RESTART, cells


def test_a_merge_whose_first_row_a_condition_drops_begins_in_the_next() -> None:
    first = cells(cell("{% if x %}B", RESTART), "1{% endif %}")
    rows = [cells(cell("A", RESTART), "0"), first, cells(cell("", CONTINUE), "2"), cells(cell("", CONTINUE), "3")]
    data, _ = merged(docx(table(*rows)), x=0)
    assert re.findall("<w:vMerge[^>]*>", xml(data)) == [RESTART, RESTART, '<w:vMerge w:val="continue"/>']


def test_a_merge_that_a_row_of_tags_begins_begins_in_each_pass() -> None:
    rows = [row("A ‖ 0"), cells(cell("{% for x in xs %}", RESTART), ""), cells(cell("", CONTINUE), "{{ x }}")]
    data, _ = merged(docx(table(*rows, cells(cell("{% endfor %}", CONTINUE), ""))), xs=list("ab"))
    assert re.findall("<w:vMerge[^>]*>", xml(data))[0] == RESTART


def test_a_merge_begins_anew_in_each_pass_of_a_loop_around_it() -> None:
    first = cells(cell("{% if x %}B", RESTART), "1{% endif %}")
    rows = [
        row("{% for x in xs %} ‖ "),
        first,
        cells(cell("C", CONTINUE), "2"),
        cells(cell("D", CONTINUE), "3{% endfor %}"),
    ]
    data, _ = merged(docx(table(*rows)), xs=[0, 1, 0])
    assert re.findall("<w:vMerge[^>]*>", xml(data)) == [
        *(RESTART, '<w:vMerge w:val="continue"/>'),
        *(RESTART, '<w:vMerge w:val="continue"/>', '<w:vMerge w:val="continue"/>'),
        *(RESTART, '<w:vMerge w:val="continue"/>'),
    ]
