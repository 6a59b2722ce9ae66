"""What is wrong with a template is said at its tag, all at once, in words that a designer understands."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from briefing import limits, render, template
from briefing.diagnostics import Place, Span
from tests.letters import Rows, docx, fault, faults, printed, said


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("{{ x | uper }}", "T202 | {{ x | uper }} | there is no filter 'uper' | did you mean 'upper'?"),
        ("{{ x is defind }}", "T202 | {{ x is defind }} | there is no test 'defind' | did you mean 'defined'?"),
        ("{% fro x in y %}", "T203 | {% fro x in y %} | there is no statement 'fro' | did you mean 'for'?"),
        (
            "{% briefing.title %}",
            "T203 | {% briefing.title %} | there is no statement 'briefing'"
            " | a value is typed with double braces: {{ briefing.title }}",
        ),
        ("{% elseif x %}", "T203 | {% elseif x %} | there is no statement 'elseif' | write {% elif … %}"),
        (
            "{% %}",
            "T203 | {% %} | the tag holds no statement | type a statement: {% if … %}, {% for … in … %}",
        ),
        (
            "{% include 'a.docx' %}",
            "T204 | {% include 'a.docx' %} | 'include' has no place in a Word template"
            ' | another file is taken in by {{ snippet("clause.docx") }}',
        ),
        ("{{ }}", "T201 | {{ }} | the tag is empty | name a value: {{ briefing.title }}"),
        ("{{ first name }}", "T201 | {{ first name }} | names have no spaces | did you mean 'first_name'?"),
        ("{{ a && b }}", "T201 | {{ a && b }} | '&&' is not of this language | write 'and'"),
        ("{{ a || b }}", "T201 | {{ a || b }} | '||' is not of this language | write 'or'"),
        ("{{ a and !b }}", "T201 | {{ a and !b }} | '!' is not of this language | write 'not b'"),
        (
            "{{ a ? b : c }}",
            "T201 | {{ a ? b : c }} | '?' is not of this language | write: one if condition else other",
        ),
        ("{{ x ?? y }}", "T201 | {{ x ?? y }} | '??' is not of this language | write: name | default('…')"),
        ("{{ $x }}", "T201 | {{ $x }} | names have no sign before them | write 'x'"),
        (
            "{{ x | date: 'long' }}",
            "T201 | {{ x | date: 'long' }} | filters take what they need in brackets | write '| date(…)'",
        ),
        ("{{ “x }}", 'T201 | {{ “x }} | the quotation marks do not pair | write them straight: "…"'),
        (
            "{{ x == 'a }}",
            "T201 | {{ x == 'a }} | a quotation mark is never closed | texts begin and end with the same mark: 'text'",
        ),
        ("{{ (a }}", "T201 | {{ (a }} | a ')' is missing"),
        ("{{ a) }}", "T201 | {{ a) }} | a '(' is missing"),
        ("{{ x | }}", "T201 | {{ x | }} | the name of a filter is missing after '|' | name one: | upper"),
        (
            "{{ x. }}",
            "T201 | {{ x. }} | a name is missing after the full stop | name the field, or leave out the full stop",
        ),
        ("{{ a + }}", "T201 | {{ a + }} | something is missing at the end"),
        ("{{ 1st }}", "T201 | {{ 1st }} | something is missing before 'st': an operator, a comma or a '|'"),
        ("{{ x; }}", "T201 | {{ x; }} | something is missing before ';': an operator, a comma or a '|'"),
        ("{{ x ~ ¤ }}", "T201 | {{ x ~ ¤ }} | the character '¤' has no meaning here"),
        ("{{ if x }}", "T201 | {{ if x }} | double braces hold values; this is a statement | write {% if x %}"),
        ("{{ else }}", "T201 | {{ else }} | double braces hold values; this is a statement | write {% else %}"),
        ("{{{ x }}}", "T201 | {{{ x }}} | there are three braces | two are enough: {{ name }}"),
        (
            "{{#each people}}",
            "T201 | {{#each people}} | '#' at the start of a tag belongs to another language"
            " | write {% for item in people %} … {% endfor %}",
        ),
        (
            "{{#if late}}",
            "T201 | {{#if late}} | '#' at the start of a tag belongs to another language"
            " | write {% if late %} … {% endif %}",
        ),
        ("{{/each}}", "T201 | {{/each}} | '/' at the start of a tag belongs to another language | write {% endfor %}"),
        (
            "{{ total = 1 }}",
            "T201 | {{ total = 1 }} | '=' does not compare | did you mean '=='? A name is set so: {% set total = 1 %}",
        ),
        ("{{ {{ x }} }}", "T201 | {{ {{ x }} }} | no braces stand inside a tag | write {{ x }}"),
        ("{{ briefing title }}", "T201 | {{ briefing title }} | a full stop is missing | write 'briefing.title'"),
        ("{{ x[] }}", "T201 | {{ x[] }} | the brackets are empty | name an item: [0] is the first"),
        (
            "{{ x | style 'Strong' }}",
            "T201 | {{ x | style 'Strong' }} | filters take what they need in brackets | write '| style('Strong')'",
        ),
        ("{% set x == 1 %}", "T201 | {% set x == 1 %} | '==' compares | did you mean '='?"),
    ],
)
def test_a_slip_in_a_tag(typed: str, expected: str) -> None:
    assert said(fault(f"Some words {typed} and more")) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("{% if x = 1 %}a{% endif %}", "T201 | {% if x = 1 %} | '=' does not compare | did you mean '=='?"),
        (
            "{% if x === 1 %}a{% endif %}",
            "T201 | {% if x === 1 %} | there is one sign too many | '==' asks for the same, '!=' for another",
        ),
        (
            "{% if a %}b{% elif x = 1 %}c{% endif %}",
            "T201 | {% elif x = 1 %} | '=' does not compare | did you mean '=='?",
        ),
        ("{% for x of xs %}a{% endfor %}", "T201 | {% for x of xs %} | 'in' is missing | write 'for x in xs'"),
        ("{% for x xs %}a{% endfor %}", "T201 | {% for x xs %} | 'in' is missing | write 'for x in xs'"),
        ("{% for %}a{% endfor %}", "T201 | {% for %} | 'in' is missing | write 'for item in items'"),
        (
            "{% for i in 1..5 %}a{% endfor %}",
            "T201 | {% for i in 1..5 %} | '..' is not of this language | write range(1, 5 + 1)",
        ),
        (
            "{% if x %}a{% else if y %}b{% endif %}",
            "T201 | {% else if y %} | 'else' takes nothing after it | write {% elif y %}",
        ),
        ("{% if x %}a{% endif x %}", "T201 | {% endif x %} | 'endif' takes nothing after it | leave it out"),
        (
            "{% if x then %}a{% endif %}",
            "T201 | {% if x then %} | the condition ends with what is no part of it | leave out what follows it",
        ),
        ("{% if %}a{% endif %}", "T201 | {% if %} | a condition is missing | say when: {% if name %}"),
        ("{% for s in %}a{% endfor %}", "T201 | {% for s in %} | a list is missing after 'in'"),
        ("{% for in xs %}a{% endfor %}", "T201 | {% for in xs %} | a name is missing before 'in'"),
        ("{% for a.b in xs %}a{% endfor %}", "T201 | {% for a.b in xs %} | a plain name stands before 'in'"),
        ("{% if x => 1 %}a{% endif %}", "T201 | {% if x => 1 %} | '=>' is not of this language | write '>='"),
        ("{% if x eq 1 %}a{% endif %}", "T201 | {% if x eq 1 %} | 'eq' is not of this language | write '=='"),
        ("{% if x is 'a' %}a{% endif %}", "| 'is' asks for kinds of values, such as 'defined' | write '=='"),
        ("{% if x not defined %}a{% endif %}", "| 'is' is missing before 'not' | write 'is not defined'"),
        ("{% if x is null %}a{% endif %}", "T202 | {% if x is null %} | there is no test 'null' | write 'is none'"),
        ("{% set y = {{ x }} %}", "| no braces stand inside a tag | write {% set y = x %}"),
        ("{% break %}", "T203 | {% break %} | there is no statement 'break' | a loop goes through all that its"),
        ("{% endblock %}", "T204 | {% endblock %} | 'endblock' has no place in a Word template"),
        ("{% if x == %}a{% endif %}", "T201 | {% if x == %} | something is missing at the end"),
        ("{% call m %}a{% endcall %}", "T201 | {% call m %} | a macro is called with brackets | write 'call m()'"),
        ("{% macro %}a{% endmacro %}", "T201 | {% macro %} | a name is missing at the end"),
        (
            "{% macro m(a, a) %}b{% endmacro %}",
            "T201 | {% macro m(a, a) %} | 'a' is the name of two parameters | each needs a name of its own",
        ),
        ("{% for loop in xs %}a{% endfor %}", "T205 | {% for loop in xs %} | 'loop' is what loops call themselves"),
        ("{{ " + "(" * 300 + "1" + ")" * 300 + " }}", "nested too deeply"),
        ("{{ " + "9" * 5000 + " }}", "a number is too long"),
    ],
)
def test_a_slip_in_a_statement(typed: str, expected: str) -> None:
    assert expected in said(fault(f"Some words {typed} and more"))


def test_end_alone_does_not_say_what_ends() -> None:
    assert said(fault("{% if x %}a{% end %}")) == (
        "T203 | {% end %} | there is no statement 'end' | say what ends: {% endfor %} or {% endif %}"
    )


@pytest.mark.parametrize(
    "closer", ["{% endfi %}", "{% end if %}", "{% /if %}", "{% endif }", "{{% endif %}", "{% fi %}"]
)
def test_a_tag_that_was_plainly_meant_to_close_a_block_is_all_that_is_told(closer: str) -> None:
    assert said(fault(f"{{% if x %}}a{closer} and {{{{ x }}}}", x=1)).split(" | ")[1] == closer


@pytest.mark.parametrize("opener", ["{% iff x %}", "{% if x }", "{{% if x %}}"])
def test_a_tag_that_was_plainly_meant_to_open_a_block_is_all_that_is_told(opener: str) -> None:
    assert said(fault(f"{opener}a{{% endif %}} and {{{{ x }}}}", x=1)).split(" | ")[1] == opener


def test_a_misspelt_tag_that_closes_nothing_is_told_once() -> None:
    assert fault("a {% endfi %} b").code == "T203"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("{% autoescape false %}x{% endautoescape %}", "T204"),
        ("{% block a %}x{% endblock %}", "T204"),
        ("{% trans %}x{% endtrans %}", "T203"),
        ("{% import 'a' as os %}{{ os.system }}{% if os.b %}x{% endif %}", "T204"),
        ("{% from 'a' import b with context %}{{ b(1) }}", "T204"),
        ("{% set a = b c %}{{ a }}{% for x in a %}{{ x.y }}{% endfor %}", "T201"),
        ("{% set None = 1 %}", "T201"),
        ("{% if x %}{% endfor %}", "T211"),
    ],
)
def test_one_fault_is_told_once(typed: str, code: str) -> None:
    compiled, told = template.compile_docx(docx(typed), "letter.docx")
    assert compiled is not None
    told += render.render(compiled, {"x": 1}, io.BytesIO())
    assert [one.code for one in told] == [code]


def test_what_looks_odd_and_is_right() -> None:
    assert printed("{{ x.y|upper() }} {% if x.y == “text” %}yes{% endif %}", x={"y": "text"}) == ["TEXT yes"]


def test_all_faulty_tags_are_told_at_once() -> None:
    found = faults(
        "{{ first name }} {{ x | uper }}",
        [["{% if a = b %}", "{{ ok }}{% endif %}"]],
        "{{ a && b }} {{ fine | upper }} {{ x is defind }}",
        "{% nonsense %}",
    )
    assert sorted(one.code for one in found) == ["T201", "T201", "T201", "T202", "T202", "T203"]


def test_a_fault_shows_where_in_the_document_it_is() -> None:
    found = fault("First", [["a", "b"], ["c", "{{ x | uper }}"]])
    place = found.where
    assert isinstance(place, Place)
    assert (place.path, place.part, place.trail) == ("letter.docx", "word/document.xml", "table 1, row 2, cell 2")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("{{ x.title }}}", "T102 | } | there is one '}' too many behind the tag, and it prints | leave it out"),
        (
            "{% if x %}a{% endif %}}",
            "T102 | } | there is one '}' too many behind the tag, and it prints | leave it out",
        ),
        ("{x.title}", "T102 | {x.title} | '{x.title}' stands between single braces, and prints as typed"),
        ("{ x.title }", "T102 | { x.title } | '{ x.title }' stands between single braces, and prints as typed"),
        ("{ { x } }", "T102 | { { x } } | '{ { x } }' stands between single braces, and prints as typed"),
        ("{{ x.title }", "T101 | {{ x.title } | '{{' is closed by half: one } is missing here"),
        ("{% raw %}{{ gone }}", "T210 | {% raw %} | 'raw' is never closed | type {% endraw %} in the same paragraph"),
        ("a {% endraw %}", "T211 | {% endraw %} | 'endraw' closes nothing: no 'raw' is open in this paragraph"),
    ],
)
def test_braces_that_are_no_tags(typed: str, expected: str) -> None:
    assert said(fault(f"Words {typed} and more", x={"title": "T"})).startswith(expected)


@pytest.mark.parametrize("typed", ["{}", "{1}", '{"a": {{ x }}}', '{"a": {"b": {{ x }}}}', "{a}", "f(){ return; }"])
def test_braces_that_mean_themselves_print(typed: str) -> None:
    assert printed(typed, x=5) == [typed.replace("{{ x }}", "5")]


UNUSED = "{% if gone is defined %}{{ x | NAME }}{% endif %}"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("date('lang')", "dates have no style 'lang'"),
        ("picture(width='12 parsecs')", "'12 parsecs' is no length"),
        ("money('pounds')", "there is no currency 'pounds'"),
        ("replace('a')", "'replace' needs 'new' in its brackets"),
    ],
)
def test_what_a_filter_cannot_take_is_told_where_nothing_prints_it(typed: str, message: str) -> None:
    found = fault(UNUSED.replace("NAME", typed), x="a")
    assert found.code == "R301"
    assert message in found.message


@pytest.mark.parametrize("typed", ["date('long')", "picture(width='4 cm')", "money('EUR')", "date(x)", "truncate(3)"])
def test_what_a_filter_can_take_is_not_told(typed: str) -> None:
    assert faults(UNUSED.replace("NAME", typed), x="a") == ()


STRUCTURE: list[tuple[tuple[str | Rows, ...], list[str]]] = [
    (("Dear {{ name",), ["T101"]),
    (("{% if x", "y"), ["T101"]),
    (("{% if x %}",), ["T210"]),
    (("{% for x in y %}", "{% if x %}", "{% endfor %}"), ["T212"]),
    (("{% endif %}",), ["T211"]),
    (("{% else %}",), ["T211"]),
    (("{% if x %}" * 17 + "a" + "{% endif %}" * 17,), ["T213"]),
    (([["a{% if x %}", "b"]], "{% endif %}"), ["T220"]),
    (([["{% if x %}a", "b", "c"], ["d", "e{% endif %}", "f"]],), []),
    (([["a{% if x %}b", "c{% endif %}d"]],), ["T221"]),
]


@pytest.mark.parametrize(("body", "codes"), STRUCTURE)
def test_faults_of_structure(body: tuple[str | Rows, ...], codes: list[str]) -> None:
    found = {one.code for one in faults(*body, x=True, y=[])}
    assert found >= set(codes) if codes else not found


def test_both_ends_of_a_crossed_block_are_shown() -> None:
    found = faults("{% for x in y %}", "{% if x %}", "{% endfor %}", "{% endif %}")
    assert any(one.related for one in found)


def test_a_block_from_the_body_into_a_header_is_told_once_with_both_places() -> None:
    _, (found,) = template.compile_docx(docx("{% if x %}a", headers={"default": "b{% endif %}"}), "x.docx")
    assert (found.code, found.message) == ("T220", "'if' opens in one text and closes in another")
    (closed,) = found.related
    assert isinstance(closed.where, Place)
    assert closed.where.part == "word/header0.xml"


# Files


def test_a_template_that_is_not_there(tmp_path: Path) -> None:
    _, (found,) = template.load(tmp_path / "gone.docx")
    assert (found.code, found.message) == ("T000", "the template cannot be read: there is no such file")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("x" * 300, "file name too long"),
        ("a\0b", "its name holds a character that no file's does"),
        ("a\ud800b", "its name holds a character that no file's does"),
    ],
)
def test_a_name_that_no_template_can_have(tmp_path: Path, name: str, why: str) -> None:
    _, (found,) = template.load(tmp_path / name)
    assert (found.code, found.message) == ("T000", f"the template cannot be read: {why}")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "T001"),
        (b"Dear Ada", "T001"),
        (b"PK\x03\x04 broken", "T001"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "T002"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "T002"),
    ],
)
def test_what_is_no_docx_is_told(data: bytes, code: str) -> None:
    compiled, (found,) = template.compile_docx(data, "x.docx")
    assert compiled is None
    assert found.code == code
    assert not isinstance(found.where, Span)


def test_a_template_that_is_a_folder_is_told_as_one(tmp_path: Path) -> None:
    _, (found,) = template.load(tmp_path)
    assert (found.code, found.message) == ("T000", "the template cannot be read: it is a folder")


def test_faults_of_all_parts_are_told_at_once() -> None:
    _, found = template.compile_docx(docx("{{ a b }}", headers={"default": "{{ c d }}"}), "x.docx")
    assert [one.where.part for one in found if isinstance(one.where, Place)] == [
        "word/document.xml",
        "word/header0.xml",
    ]


def test_a_tag_in_a_part_that_is_not_rendered_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(docx("{{ x }}"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("customXml/item9.xml", "<a><b>{{ y }}</b></a>")
    compiled, found = template.load(path)
    assert compiled is not None
    (warning,) = found
    assert warning.code == "T402"
    assert isinstance(warning.where, Place)
    assert warning.where.part == "customXml/item9.xml"


@pytest.mark.parametrize("name", ["a" * 5_000 + ".docx", "a\0b.docx"])
def test_a_name_that_no_file_can_have_is_told_in_one_line(name: str) -> None:
    _, (found,) = template.load(Path(name))
    assert found.code == "T000"
    assert isinstance(found.where, Place)
    assert len(found.where.path) < 400


def test_more_tags_than_any_template_needs_are_told_before_they_are_compiled() -> None:
    with limits.granted({"nodes": 20_000}):
        compiled, (found,) = template.compile_docx(docx("{{ x }}" * 401), "x.docx")
    assert compiled is None
    assert (found.code, found.message) == ("T003", "there are more than 400 tags, up to those of 'word/document.xml'")


def test_tags_of_all_parts_count_together_and_a_part_for_some() -> None:
    with limits.granted({"nodes": 20_000}):
        _, (found,) = template.compile_docx(docx("{{ x }}" * 200, headers={"default": "{{ x }}" * 200}), "x.docx")
    assert found.message == "there are more than 400 tags, up to those of 'word/header0.xml'"


def test_a_tag_as_long_as_a_book_is_told() -> None:
    (found,) = faults(f"{{{{ [{', '.join('a' * 8_000)}] }}}}")
    assert (found.code, found.message) == ("T201", "the tag is longer than 20,000 characters")


def test_a_tag_of_thousands_of_terms_is_told_as_nested_too_deep() -> None:
    (found,) = faults(f"{{{{ {'+'.join('a' * 9_000)} }}}}")
    assert (found.code, found.message) == ("T201", "the expression is nested too deeply")


def test_blocks_across_parts_are_told_once_however_many_there_are() -> None:
    _, found = template.compile_docx(docx(*["{% if a %}"] * 300, headers={"default": "{% endif %}" * 300}), "x.docx")
    assert [one.code for one in found if one.code != "T213"] == ["T220"] * 300


def test_what_lies_inside_files_in_the_template_is_looked_into_once_for_all() -> None:
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        archive.writestr("xl/a.xml", "<a>{{ x }}</a>" + " " * 300_000)
    path = io.BytesIO(docx("{{ x }}"))
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(5):
            archive.writestr(f"word/embeddings/{number}.xlsx", sheet.getvalue())
    with limits.granted({"unpacked": 700_000}):
        _, found = template.compile_docx(path.getvalue(), "x.docx")
    assert [one.code for one in found] == ["T402", "T402"]
