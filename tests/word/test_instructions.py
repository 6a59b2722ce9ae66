r"""What a value is in the code of a field: one argument or a part of it, whatever it holds."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest

from briefing.diagnostics import Place
from briefing.model.rich import Link, Paragraph, RichText, Run
from briefing.model.template import Keeping
from briefing.template import compile_docx
from briefing.word.fields.reading import Code, read
from tests.word.merging import faults, merged
from tests.word.sketch import docx, run, xml

NASTY = [
    'x" \\o "y',
    "x” \\o “y",
    "x“ \\o „y",
    'INCLUDETEXT "c:\\secret"',
    "\\",
    'x\\" \\o "y',
    '\\\\" \\* MERGEFORMAT',
    "a\r\nb\tc\u2028d",
    "{ INCLUDETEXT x }",
    "}}{{ 1 }}",
    "",
    " ",
    "\\o",
    "=1",
    "a\u00a0b",
    "</w:instrText>",
]


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def text(code: str) -> str:
    """A code as texts, in as many runs as bars part."""
    return "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in code.split("|"))


def field(*inside: str) -> str:
    """A complex field: texts of its code, and other fields in it."""
    code = "".join(one if one.startswith("<") else text(one) for one in inside)
    return f"¦{mark('begin')}{code}{mark('separate')}{run('shown')}{mark('end')}¦"


def simple(code: str) -> str:
    return f"¦<w:fldSimple w:instr='{code}'>{run('shown')}</w:fldSimple>¦"


def made(sketch: str, /, **values: Any) -> str:
    """The code of the only field of a sketch, rendered."""
    data, said = merged(docx(f"Words {sketch}"), **values)
    assert said == ()
    found = re.findall(r"<w:instrText[^>]*>([^<]*)<|w:instr=[\"']([^\"']*)[\"']", xml(data))
    return html.unescape("".join(map("".join, found)))


def told(sketch: str, /, **values: Any) -> list[str]:
    return [one.code for one in faults(docx(f"Words {sketch}"), **values)]


def kept_errors(sketch: str) -> list[str]:
    """The errors of a sketch when what would be fetched is kept."""
    said = compile_docx(docx(f"Words {sketch}"), "t.docx", keeping=Keeping(external=True))[1]
    return [one.code for one in said if one.is_error]


# A value stays in its argument


@pytest.mark.parametrize("shape", [field, simple])
@pytest.mark.parametrize("value", NASTY)
@pytest.mark.parametrize(
    ("code", "arguments", "switches"),
    [
        (' HYPERLINK "{{ x }}" \\o "tip" ', 1, ["\\o"]),
        (' HYPERLINK "https://a.example/{{ x }}/b" \\h', 1, ["\\h"]),
        (" HYPERLINK “{{ x }}” \\h", 1, ["\\h"]),
        (" DOCVARIABLE {{ x }} \\h ", 1, ["\\h"]),
        (" DOCVARIABLE {{ x }}", 1, []),
        (" DOCVARIABLE _{{ x }}{{ x }}_ \\h ", 1, ["\\h"]),
        (" DOCVARIABLE “say „{{ x }}“ ”", 1, []),
        (' DATE \\@ "{{ x }}" \\h ', 0, ["\\@", "\\h"]),
        (" DATE \\@ {{ x }} \\h ", 0, ["\\@", "\\h"]),
        (" IF {{ x }} = 2 {{ x }} {{ x }}", 5, []),
    ],
)
def test_no_value_is_more_than_the_argument_that_its_tag_was(
    shape: Callable[[str], str], value: str, code: str, arguments: int, switches: list[str]
) -> None:
    got = made(shape(code), x=value)
    if "say" not in code:  # where quotes are mixed, who knows how Word pairs them
        assert _counted(read(got)) == (code.split()[0], arguments, switches)
    assert not re.search(r"[\t\n\r{}]", got)


def _counted(code: Code) -> tuple[str, int, list[str]]:
    return code.keyword, len(code.arguments), sorted(code.switches, key="\\@\\o\\h".find)


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        ('QUOTE "{{ x }}"', 'the "best" {of} all', 'QUOTE "the ″best″ [of] all"'),
        ('QUOTE "{{ x }}"', "c:\\a", 'QUOTE "c:\\\\a"'),
        ('QUOTE "{{ x }}"', "a\r\nb\tc", 'QUOTE "a b c"'),
        ("QUOTE {{ x }}", "Ada Lovelace", 'QUOTE "Ada Lovelace"'),
        ("QUOTE {{ x }}", "Ada", "QUOTE Ada"),
        ("QUOTE {{ x }}", 5, "QUOTE 5"),
        ("QUOTE {{ x }}", "", 'QUOTE ""'),
        ("QUOTE {{ x }}", "c:\\a", 'QUOTE "c:\\\\a"'),
        ("DOCVARIABLE fig_{{ x }}", "Ada Lovelace\\h", "DOCVARIABLE fig_Ada_Lovelace_h"),
        ("={{ x }}*2", 21, "=21*2"),
        ("= {{ x }} * 2", 21, "= 21 * 2"),
        ("DOCVARIABLE {{ x }}", "R&D", "DOCVARIABLE R&D"),
    ],
)
def test_a_value_in_a_code_is_as_near_to_what_it_is_as_can_be(code: str, value: object, expected: str) -> None:
    assert made(field(f" {code} "), x=value).strip() == expected
    assert made(simple(f" {code} "), x=value).strip() == expected


def test_rich_text_in_a_code_is_its_words() -> None:
    value = RichText((Paragraph((Run('a "b'), Run(" c", strong=True))),))
    assert made(field(' QUOTE "{{ x }}" '), x=value).strip() == 'QUOTE "a ″b c"'


def test_what_a_block_in_a_code_captures_is_its_words() -> None:
    code = ' QUOTE {% set y %}"a b" \\o{% endset %} {{ y }} '
    assert made(field(code)).strip() == 'QUOTE  "″a b″ \\\\o"'


def test_a_quote_that_another_run_opens_is_open() -> None:
    assert made(field(' HYPERLINK "|{{ x }}|" \\o "|tip"'), x='a" b').strip() == 'HYPERLINK "a″ b" \\o "tip"'


def test_a_quote_stays_open_over_another_field_and_over_paragraphs() -> None:
    inner = f"{mark('begin')}{text(' DOCVARIABLE a ')}{mark('separate')}{text('b')}{mark('end')}"
    assert made(field(' QUOTE "', inner, ' {{ x }}" '), x='y" z') == ' QUOTE " DOCVARIABLE a b y″ z" '
    first, rest = (
        f"¦{mark('begin')}{text(' QUOTE ¦'.replace('¦', chr(34)))}",
        f"¦{text('{{ x }}¦'.replace('¦', chr(34)))}",
    )
    assert made(f"{first}\nmore {rest}{mark('separate')}{mark('end')}", x="y z") == ' QUOTE "y z"'


def test_a_tag_in_what_another_field_shows_in_a_code_is_a_part_of_that_code() -> None:
    inner = f"{mark('begin')}{text(' DOCVARIABLE a ')}{mark('separate')}{text('{{ x }}')}{mark('end')}"
    assert made(field(" QUOTE ", inner, " \\h "), x="y z") == " QUOTE  DOCVARIABLE a y_z \\h "


def test_the_address_of_a_link_that_has_to_be_a_field_stays_in_its_quotes() -> None:
    inserted = f'¦<w:ins w:id="9" w:author="A">{run("{{ x }}")}</w:ins>¦'
    value = RichText((Paragraph((Link('#a" \\o "b', (Run("c"),)),)),))
    data, _ = merged(docx(f"Words {inserted}"), x=value)
    (code,) = re.findall(r"<w:instrText[^>]*>([^<]*)<", xml(data))
    assert html.unescape(code).strip() == 'HYPERLINK \\l "a″ \\\\o ″b"'


# Blocks in a code


def test_blocks_in_a_code_choose_between_words_and_repeat_them() -> None:
    code = ' QUOTE "{% for x in xs %}{{ x }}, {% endfor %}" {% if tip %}\\o "{{ tip }}"{% else %}\\h{% endif %}'
    assert made(field(code), xs=['a"', "b"], tip="c d") == ' QUOTE "a″, b, " \\o "c d"'
    assert made(field(code), xs=[], tip="") == ' QUOTE "" \\h'


def test_a_block_around_runs_of_a_code_leaves_a_sound_file() -> None:
    inserted = f'<w:ins w:id="9" w:author="A">{text(" QUOTE {% if x %}a")}</w:ins>'
    assert made(field(inserted, "b{% endif %} c"), x=0) == " QUOTE  c"


def test_a_condition_around_whole_fields_chooses_one() -> None:
    sketch = f"{{% if x %}}{field(' PAGE ')}{{% else %}}{field(' NUMPAGES ')}{{% endif %}}"
    assert made(sketch, x=1) == " PAGE "
    assert made(sketch, x=0) == " NUMPAGES "


@pytest.mark.parametrize(
    "code", ['QUOTE {% if x %}"a{% else %}b{% endif %}" {{ y }}', 'QUOTE {% for a in x %}"{% endfor %}']
)
def test_a_block_that_cuts_through_quotes_is_refused(code: str) -> None:
    assert told(field(f" {code} "), x="1", y=2) == ["T227"]


# What no tag may decide


@pytest.mark.parametrize("shape", [field, simple])
@pytest.mark.parametrize(
    "code",
    [
        "{{ x }}",
        " {{ x }} a ",
        " {{ x }}TEXT a ",
        " INCLUDE{{ x }} a",
        ' "{{ x }}" a ',
        "{% if x %}PAGE{% endif %}",
        "{% if x %}INCLUDETEXT{% else %}DOCVARIABLE{% endif %} {{ x }}",
        "DOCVARIABLE{% if x %} {% endif %}{{ x }}",
        "DOCVARIABLE{# as #}{{ x }}",
        "\u00a0{{ x }} a",
    ],
)
def test_a_tag_in_the_keyword_of_a_field_is_refused(shape: Callable[[str], str], code: str) -> None:
    assert told(shape(code), x="y") == ["T227"]


def test_a_keyword_that_two_runs_share_is_one() -> None:
    assert told(field(" INCLUDE|{{ x }}| a"), x="y") == ["T227"]


def test_a_keyword_that_another_field_makes_takes_no_tag() -> None:
    inner = f"{mark('begin')}{text(' QUOTE a ')}{mark('end')}"
    assert kept_errors(field(" X", inner, " {{ x }}")) == ["T227"]


@pytest.mark.parametrize("code", ["DOCVARIABLE a \\{{ x }}", 'QUOTE "c:\\{{ x }}"', 'QUOTE "\\{# a #}{{ x }}"'])
def test_a_tag_right_behind_a_backslash_is_refused(code: str) -> None:
    (found,) = faults(docx(f"Words {field(f' {code} ')}"), x="y")
    assert isinstance(found.where, Place)
    assert (found.code, found.where.trail, found.where.paragraph) == ("T227", "code of a field", 1)
    assert "backslash" in found.message


def test_a_comment_may_stand_anywhere_in_a_code() -> None:
    assert made(field(" {# which #}PAGE ")) == " PAGE "


@pytest.mark.parametrize("code", ["INCLUDETEXT a", 'IncludePicture "a"', "DATABASE \\d a", 'DDEAUTO "a"'])
def test_nothing_that_a_field_fetches_takes_a_tag_not_even_in_a_field_inside(code: str) -> None:
    inner = f"{mark('begin')}{text(' QUOTE {{ x }} ')}{mark('separate')}{mark('end')}"
    assert told(field(f" {code}{{{{ x }}}} "), x="y") == ["T226"]
    assert kept_errors(field(f" {code} ", inner)) == ["T226"]


def test_what_stands_as_a_code_in_no_field_is_one_word() -> None:
    assert made(f"¦{text('{{ x }}')}", x='a "b\\c') == "a_″b_c"


def test_deleted_codes_are_left_alone() -> None:
    gone = f'<w:del w:id="9" w:author="A">{mark("begin")}</w:del>'
    assert made(f"¦{gone}{field(' QUOTE {{ x }} ')}", x="a b") == ' QUOTE "a b" '
