"""The tree tells a person at a terminal which values a template needs, of what kind, and where they are used."""

from __future__ import annotations

import pytest

from tests.fields.views import view

LETTER = (
    "Dear {{ person.first }} {{ person.last }},",
    "{% if person.vip %}{{ person.gift }}{% endif %}{{ greeting | default('Regards') }}",
    [["{% for line in invoice.lines %}{{ line.text }}", "{{ line.price * line.amount }}{% endfor %}"]],
    "Total {{ invoice.total | number(2) }} by {{ invoice.due | date }}, {{ person.first }}",
)


def test_the_tree_of_a_letter() -> None:
    assert view("tree", *LETTER, headers={"default": "To {{ person.last }}"}).splitlines() == [
        "letter.docx",
        "├─ person        record",
        "│  ├─ first      text                               paragraph 1; paragraph 5",
        "│  ├─ last       text                               paragraph 1; a header, paragraph 1",
        "│  ├─ vip        yes or no                          paragraph 2",
        "│  └─ gift       text, used under a condition only  paragraph 2",
        "├─ greeting      text, may be left out              paragraph 2",
        "└─ invoice       record",
        "   ├─ lines[]    list of records                    table 1, row 1, cell 1",
        "   │  ├─ text    text                               table 1, row 1, cell 1",
        "   │  ├─ price   number                             table 1, row 1, cell 2",
        "   │  └─ amount  number                             table 1, row 1, cell 2",
        "   ├─ total      number                             paragraph 5",
        "   └─ due        date                               paragraph 5",
    ]


def branches(*body: str) -> list[str]:
    """The rows of a tree, without its root and the places."""
    return [line.partition("  paragraph")[0].rstrip() for line in view("tree", *body).splitlines()[1:]]


def test_lists_within_lists_have_a_pair_of_brackets_each() -> None:
    found = branches("{% for row in rows %}{% for cell in row %}{{ cell | number }}{% endfor %}{% endfor %}")
    assert found == ["└─ rows[][]  list of lists of numbers"]


def test_the_values_of_a_row_are_numbered() -> None:
    found = branches("{% for name, price in rows %}{{ name }}{{ price | number }}{% endfor %}")
    assert found == ["└─ rows[]  list of rows of 2 values", "   ├─ 1    text", "   └─ 2    number"]


def test_keys_of_the_authors_choice() -> None:
    found = branches("{% for code, price in prices.items() %}{{ code }}{{ price.net }}{% endfor %}")
    assert found == ["└─ prices       record", "   └─ your_key  record", "      └─ net    text"]


def test_records_within_records_say_which_ones_they_are_like() -> None:
    found = branches("{% for c in chapters recursive %}{{ c.title }}{{ loop(c.parts) }}{% endfor %}")
    assert found[-1] == "   └─ parts[]  list of records like those of chapters"
    found = branches(
        "{% macro show(x) %}{% for y in x.notes %}{{ show(y.about) }}{% endfor %}{% endmacro %}{{ show(book) }}"
    )
    assert found == ["└─ book         record", "   └─ notes[]   list of records", "      └─ about  record like book"]


def test_a_value_that_a_macro_uses_is_used_where_it_is_called_and_in_the_macro() -> None:
    found = view("tree", "{% macro name(p) %}{{ p.first }}{% endmacro %}", "{{ name(owner) }}")
    assert found.splitlines()[1:] == ["└─ owner     record  paragraph 2", "   └─ first  text    paragraph 1"]


def test_of_many_places_the_first_three_and_the_number_of_others() -> None:
    found = view("tree", *["{{ x }} and {{ x }}"] * 9)
    assert found == "letter.docx\n└─ x  text  paragraph 1; paragraph 2; paragraph 3; and 6 more\n"


def test_names_in_all_scripts_stand_in_columns() -> None:
    found = view("tree", "{{ 東京 }}{{ größe }}")
    assert found.splitlines()[1:] == ["├─ 東京   text  paragraph 1", "└─ größe  text  paragraph 1"]


def test_a_name_cannot_move_the_cursor() -> None:
    assert branches(r"{{ a['\x1b[2J'] }}") == ["└─ a        record", "   └─ ·[2J  text"]


@pytest.mark.parametrize("body", ["plain words", "{{ 1 + 1 }}", "{% set a = 1 %}{{ a }}"])
def test_a_template_that_names_nothing_needs_no_values(body: str) -> None:
    assert view("tree", body) == "letter.docx needs no values\n"


def test_a_value_of_ever_deeper_records_is_told_as_deep_as_data_can_be() -> None:
    assert len(branches(*["{% set x = x.y %}"] * 999, "{{ x }}")) == 64
