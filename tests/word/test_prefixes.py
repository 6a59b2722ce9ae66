"""docxtpl's prefixed tags stand for the whole of what they are typed in."""

from __future__ import annotations

import pytest

from tests.word.dump import dump
from tests.word.merging import merged
from tests.word.sketch import docx


@pytest.mark.parametrize(
    ("sketch", "printed"),
    [
        ("a\n{%p if x %} a remark {{ y }}\nb\nthe end {%p endif %}\nc", "a\nb\nc"),
        ("{%tr for i in 'ab' %} ‖ remark\n{{ i }} ‖ x\nmore ‖ {%tr endfor %}", "a ‖ x\nb ‖ x"),
        ("{%tc for i in 'ab' %} remark ‖ {{ i }} ‖ {%tc endfor %} more", "a ‖ b"),
    ],
)
def test_what_stands_beside_goes_and_that_is_told(sketch: str, printed: str) -> None:
    data, said = merged(docx(sketch), x=1, y=2)
    assert (dump(data), [one.code for one in said]) == (printed, ["T404", "T404"])


@pytest.mark.parametrize(
    ("sketch", "printed"),
    [
        ("{%p if x %}{%p if y %}\nb\n{%p endif %}{%p endif %}", "b"),
        ("{%p if x %}b{%p endif %}", "b"),
        ("{%tr for i in 'ab' %}{{ i }} ‖ x{%tr endfor %}", "a ‖ x\nb ‖ x"),
        ("{% if x %} a\nb{% endif %}", " a\nb"),
    ],
)
def test_nothing_else_goes(sketch: str, printed: str) -> None:
    data, said = merged(docx(sketch), x=1, y=2)
    assert (dump(data), said) == (printed, ())
