"""A block that opens or closes at the very edge of a table, its partner outside: the whole table is in it."""

from __future__ import annotations

import pytest

from tests.word.merging import body, refused


@pytest.mark.parametrize(
    ("sketch", "true", "false"),
    [
        ("k\n{% if x %}a ‖ b\nc ‖ d\nmore\n{% endif %}\nz", "k\na ‖ b\nc ‖ d\nmore\nz", "k\nz"),
        ("k\n{% if x %}a ‖ b\nmore\n{% endif %}after\nz", "k\na ‖ b\nmore\nafter\nz", "k\nafter\nz"),
        ("k{% if x %}\nmid\nc ‖ d{% endif %}\nz", "k\nmid\nc ‖ d\nz", "k\nz"),
        ("{% if x %}\na ‖ b{% endif %}\nz", "a ‖ b\nz", "z"),
        ("{% if x %}¶a ‖ b\nmore\n{% endif %}\nz", "a ‖ b\nmore\nz", "z"),
        ("{% if x %}{% if x == 1 %}a ‖ b\n{% endif %}more\n{% endif %}\nz", "a ‖ b\nmore\nz", "z"),
        ("{% if x %}a ‖ b\n{% else %}\nelse\n{% endif %}\nz", "a ‖ b\nz", "else\nz"),
    ],
)
def test_the_table_goes_whole(sketch: str, true: str, false: str) -> None:
    assert body(sketch, x=1) == true
    assert body(sketch, x=0) == false


def test_a_loop_repeats_the_table_and_what_follows() -> None:
    sketch = "{% for x in xs %}{{ x }} ‖ b\nmore\n{% endfor %}\nz"
    assert body(sketch, xs=[1, 2]) == "1 ‖ b\nmore\n2 ‖ b\nmore\nz"


@pytest.mark.parametrize("sketch", ["a {% if x %} ‖ b\n{% endif %}", "{{ x }}{% if x %} ‖ b\nm\n{% endif %}"])
def test_within_a_table_it_is_refused(sketch: str) -> None:
    assert refused(sketch, x=1) == "T220"


def test_a_block_that_opens_within_a_simple_field_is_told() -> None:
    opening = "<w:fldSimple w:instr=' MERGEFIELD a '><w:r><w:t>{% for x in xs %}</w:t></w:r></w:fldSimple>"
    assert refused(f"A ¦{opening}\n{{{{ x }}}}\n{{% endfor %}}", xs=[1]) == "T225"
