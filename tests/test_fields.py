"""What a template needs is told as YAML; filled in, it is all that rendering needs, and the schema finds it valid."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing import merging
from tests.fields.views import faults
from tests.letters import docx

LETTER = (
    "Dear {{ person.first }} {{ person.last }},",
    "{% if person.title %}{{ person.title }}{% endif %}{{ greeting | default('Regards') }}",
    [["{% for line in invoice.lines %}{{ line.text | upper }}", "{{ line.price * line.amount }}{% endfor %}"]],
    "Total {{ invoice.total | number(2) }} by {{ invoice.due | date('long') }}, {{ invoice.share | percent }}",
)


def fields(tmp_path: Path, *body: object) -> str:
    (tmp_path / "t.docx").write_bytes(docx(*body))  # type: ignore[arg-type]
    skeleton, diagnostics = merging.fields(tmp_path / "t.docx")
    assert diagnostics == ()
    return skeleton


def test_the_skeleton_of_a_letter(tmp_path: Path) -> None:
    assert fields(tmp_path, *LETTER) == (
        "person:\n"
        "  first:\n"
        "  last:\n"
        "  title:\n"
        "greeting:  # may be left out\n"
        "invoice:\n"
        "  lines:\n"
        "    - text:\n"
        "      price:  # a number\n"
        "      amount:  # a number\n"
        "  total:  # a number\n"
        "  due:  # a date, such as 2023-01-23\n"
        "  share:  # a number\n"
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("plain words", '{}  # "t.docx" needs no values\n'),
        ("{{ a }}", "a:\n"),
        ("{{ a.b.c }}{{ a.d }}", "a:\n  b:\n    c:\n  d:\n"),
        ("{{ true }}{{ a['no'] }}{{ a['two words'] }}", 'a:\n  "no":\n  "two words":\n'),
        ("{% for x in xs %}{{ x }}{% endfor %}", "xs:\n  -\n"),
        ("{% for x in xs %}{{ x.y }}{{ loop.index }}{% endfor %}", "xs:\n  - y:\n"),
        (
            "{% for x in a.xs %}{% for y in x.ys %}{{ y.z }}{% endfor %}{% endfor %}",
            "a:\n  xs:\n    - ys:\n        - z:\n",
        ),
        ("{% for row in rows %}{% for cell in row %}{{ cell }}{% endfor %}{% endfor %}", "rows:\n  - -\n"),
        ("{% for k, v in pairs %}{{ k }}{{ v * 2 }}{% endfor %}", "pairs:\n  - […, 0]\n"),
        ("{% for k, v in r.items() %}{{ k }}{{ v.x }}{% endfor %}", "r:\n  your_key:\n    x:\n"),
        ("{{ xs | map(attribute='n') | join(', ') }}", "xs:\n  - n:\n"),
        ("{{ xs | sum(attribute='n') }}", "xs:\n  - n:  # a number\n"),
        ("{{ (xs | first).n }}{{ xs[0].m }}", "xs:\n  - n:\n    m:\n"),
        ("{% set b = a.b %}{{ b.c }}{% set n = 1 %}{{ n }}", "a:\n  b:\n    c:\n"),
        ("{% macro m(p) %}{{ p.x }}{% endmacro %}{{ m(a) }}{{ m(p=b.c) }}", "a:\n  x:\nb:\n  c:\n    x:\n"),
        ("{% with w = a.b %}{{ w.c }}{% endwith %}", "a:\n  b:\n    c:\n"),
        (
            "{% if a %}{{ b }}{% else %}{{ a.c }}{% endif %}",
            "a:\n  c:  # used under a condition only\nb:  # used under a condition only\n",
        ),
        ("{% if a is defined %}{{ a.b }}{% endif %}", "a:  # may be left out\n  b:  # used under a condition only\n"),
        ("{% if n > 3 %}x{% endif %}", "n:  # a number\n"),
        ("{{ d.strftime('%Y') }}", "d:  # a date, such as 2023-01-23\n"),
        (
            "{% for n in tree recursive %}{{ n.t }}{{ loop(n.kids) }}{% endfor %}",
            "tree:\n  - t:\n    kids: []  # records like those of tree\n",
        ),
        (
            "{% macro m(n) %}{{ n.t }}{% if n.next %}{{ m(n.next) }}{% endif %}{% endmacro %}{{ m(x) }}",
            "x:\n  t:\n  next:  # a record like x\n",
        ),
        ("{% macro m(p) %}{{ p.x }}{{ y }}{% endmacro %}", '{}  # "t.docx" needs no values\n'),
        (
            "{% macro m(p) %}{{ y }}{% endmacro %}{% if a %}{{ m(a.b) }}{% endif %}",
            "a:\n  b:  # used under a condition only\ny:  # used under a condition only\n",
        ),
        (
            "{% macro a(p) %}{{ b(p.x) }}{% endmacro %}{% macro b(q) %}{{ q.y }}{% endmacro %}{{ a(r) }}",
            "r:\n  x:\n    y:\n",
        ),
        ("{% if vip %}x{% endif %}{{ 'y' if late else 'z' }}", "vip:  # true or false\nlate:  # true or false\n"),
        ("{% if note %}{{ note }}{% endif %}{% if a == true %}{% endif %}", "note:\na:  # true or false\n"),
        (
            "{% if a is defined and a.b %}x{% endif %}",
            "a:  # may be left out\n  b:  # true or false, used under a condition only\n",
        ),
        ("{{ name }}{{ name[0] }}{{ name | length }}", "name:\n"),
        ("{% for i in range(n) %}{{ i }}{% endfor %}", "n:  # a number\n"),
        (
            "{% for a, b in xs %}{{ a.b }}{{ a.c | date }}{% if b %}y{% endif %}{% endfor %}",
            "xs:\n  - [{b: …, c: 2023-01-23}, true]\n",
        ),
        ("{{ a['say \"hi\"'] }}", 'a:\n  "say \\"hi\\"":\n'),
    ],
)
def test_skeletons(tmp_path: Path, typed: str, expected: str) -> None:
    assert fields(tmp_path, typed) == expected


LAW = [
    LETTER,
    (
        "{% for p in people if p.age > 17 %}",
        "{{ p.name }}: {{ loop.index }}",
        "{% else %}",
        "{{ nobody }}",
        "{% endfor %}",
    ),
    (
        "{% macro m(r, n=2) %}{{ r.a }}{{ n + r.b }}{% endmacro %}",
        "{% for r in rs %}{{ m(r) }}{% endfor %}",
        "{{ m(one, n=k) }}",
    ),
    ("{% for g in rows | groupby('kind') %}{{ g.grouper }} {{ g.list | map(attribute='name') | join }}{% endfor %}",),
    ("{% for k, v in prices.items() %}{{ k }} {{ v.net | money('EUR') }}{% endfor %}",),
    ("{% for a, b in pairs %}{{ a }}{{ b }}{% endfor %}{{ pairs | length }}",),
    ("{% for n in tree recursive %}{{ n.title }}{% if n.kids %}{{ loop(n.kids) }}{% endif %}{% endfor %}",),
    ("{{ a.b.c | upper }} {{ (xs | sort(attribute='n') | first).n }} {{ xs[0].m ~ '!' }} {{ d | date }}",),
    ("{% set total = order.net + order.tax %}{{ total | number }} {{ -order.net }} {{ order.net / 2 }}",),
    ("{% if customer.vip %}{{ customer.gift }}{% elif customer.years >= 10 %}{{ customer.thanks }}{% endif %}",),
    ("{% set ns = namespace(s=0) %}{% for l in lines %}{% set ns.s = ns.s + l.price %}{% endfor %}{{ ns.s }}",),
    (
        "{{ rows | selectattr('done') | map(attribute='name') | join(', ') }}",
        "{{ rows | rejectattr('done') | list | length }}",
    ),
    ("{% macro m(n) %}{{ n.t }}{% for k in n.kids %}{{ m(k) }}{% endfor %}{% endmacro %}{{ m(one) }}{{ m(two) }}",),
    ("{% for name, p in pairs %}{{ name }}{{ p.n * 2 }}{{ p.due | date }}{% endfor %}{% if on %}x{% endif %}",),
    ("{{ name[0] }} {{ codes['de'].net }} {{ größe.東京 | percent }} {{ q | int + 1 }}",),
    ("no tags",),
    ("{{ x.title() }} {{ y.split(',') | join }} {{ '%s' | format(z) }} {{ w if w else v }}",),
]


@pytest.mark.parametrize("body", LAW)
def test_what_is_printed_filled_in_makes_rendering_succeed(tmp_path: Path, body: tuple[object, ...]) -> None:
    data = filled_in(fields(tmp_path, *body))
    (tmp_path / "data.yaml").write_text(data, encoding="utf-8")
    found = merging.render_file(tmp_path / "t.docx", tmp_path / "data.yaml", tmp_path / "out.docx")
    assert found == (), data
    assert (tmp_path / "out.docx").is_file()


@pytest.mark.parametrize("body", LAW)
def test_what_is_printed_is_valid_by_the_schema_empty_and_filled_in(tmp_path: Path, body: tuple[object, ...]) -> None:
    printed = fields(tmp_path, *body)
    schema = merging.fields(tmp_path / "t.docx", "schema")[0]
    assert faults(schema, printed) == []
    assert faults(schema, filled_in(printed)) == []


def test_the_shipped_templates_too(tmp_path: Path) -> None:
    for path in sorted((Path(__file__).parent.parent / "templates").glob("*.docx")):
        skeleton, diagnostics = merging.fields(path)
        assert diagnostics == ()
        assert faults(merging.fields(path, "schema")[0], filled_in(skeleton)) == []
        (tmp_path / "data.yaml").write_text(filled_in(skeleton), encoding="utf-8")
        found = merging.render_file(path, tmp_path / "data.yaml", tmp_path / "out.docx")
        assert [one for one in found if one.is_error] == []


def filled_in(skeleton: str) -> str:
    """What a person would type behind each empty key and dash, going by the comments."""
    lines = skeleton.splitlines()
    following = [*lines[1:], ""]
    return "\n".join(fill(line, after) for line, after in zip(lines, following, strict=True)) + "\n"


def fill(line: str, after: str) -> str:
    bare, _, comment = line.partition("  #")
    key = len(re.match(r"\s*(?:- )*", bare)[0])  # type: ignore[index]
    holds_more = len(after) - len(after.lstrip()) > key
    if holds_more or not re.search(r"(:|-)$", bare):
        return bare
    if "record like" in comment:
        return bare
    wanted = {"number": "7", "date": "2023-01-23", "true": "true"}
    return f"{bare} {next((value for word, value in wanted.items() if word in comment), 'some text')}"


def test_what_a_file_that_is_taken_in_needs_is_needed(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(docx("{{ name }}", "{{ snippet('c.docx', party=who) }}{{ page_break }}"))
    (tmp_path / "c.docx").write_bytes(docx("{{ party.street }} {{ town }}", "{{ snippet('c.docx') }}"))
    told, diagnostics = merging.fields(tmp_path / "t.docx")
    assert diagnostics == ()
    assert told == "name:\nwho:\n  street:\ntown:\n"
