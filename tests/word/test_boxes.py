"""A text box and its fallback print the same, and what stands in them is evaluated once."""

from __future__ import annotations

import re

import pytest

from tests.word.merging import faults, merged
from tests.word.sketch import docx, paragraph, xml


def box(*lines: str, fallback: str = "an older text") -> str:
    content = "".join(map(paragraph, lines))
    choice = f"<w:drawing><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></w:drawing>"
    older = f"<w:pict><v:textbox><w:txbxContent>{paragraph(fallback)}</w:txbxContent></v:textbox></w:pict>"
    alternatives = f'<mc:Choice Requires="wps">{choice}</mc:Choice><mc:Fallback>{older}</mc:Fallback>'
    return f"In ¦<w:r><mc:AlternateContent>{alternatives}</mc:AlternateContent></w:r>"


def boxes(data: bytes) -> list[str]:
    return re.findall(r"<w:txbxContent>(.*?)</w:txbxContent>", xml(data), re.DOTALL)


@pytest.mark.parametrize(
    "lines",
    [
        ["{{ x }}"],
        ["{{ turn.next() }}"],
        ["{% for i in 'ab' %}", "{{ i }}", "- item", "{% endfor %}"],
        ["{% if x %}", "yes", "{% endif %}"],
        ["{% if not x %}", "no", "{% endif %}"],
        ["{{ '# H' | markdown }}"],
        ["{{ x }} {{ '{_{' }}"],
    ],
)
def test_both_are_equal(lines: list[str]) -> None:
    data, _ = merged(docx(f"{{% set turn = cycler('one', 'two') %}}\n{box(*lines)}"), x="R&D")
    choice, fallback = boxes(data)
    assert choice == fallback
    assert "<w:p" in choice


def test_what_is_counted_is_counted_once() -> None:
    counted = "{% set n.all = n.all + 1 %}{{ n.all }}"
    data, _ = merged(docx(f"{{% set n = namespace(all=0) %}}\n{box(counted)}\nin all {{{{ n.all }}}}"))
    assert xml(data).count(">1</w:t>") == 3


def test_a_fallback_without_a_tag_beside_it_stays() -> None:
    data, _ = merged(
        docx(
            box("no tag") + "\n{{ x }}",
        ),
        x=1,
    )
    assert ["no tag" in boxes(data)[0], "an older text" in boxes(data)[1]] == [True, True]


def test_a_fault_in_a_box_is_told_once() -> None:
    assert [one.code for one in faults(docx(box("{{ y }}", fallback="{{ y }}")))] == ["T310"]
