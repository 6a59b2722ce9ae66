"""The schema forbids what rendering would fail at or print wrongly, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.fields.views import faults, view


def schema(*body: str) -> Any:
    return json.loads(view("schema", *body))


@pytest.mark.parametrize(
    ("body", "typed"),
    [
        ("{{ a }}", "{a: text, more: x}"),
        ("{{ a }}{{ b }}{{ c }}", "{a: 1.5, b: true, c: null}"),
        ("{{ n | number }}{{ m | money('EUR') }}", "{n: 7, m: '12.50'}"),
        ("{{ d | date }}{{ e | date }}{{ f | date }}", "{d: 2023-01-23, e: '2023-01', f: 2023}"),
        ("{{ a | default('x') }}{% if b is defined %}{{ b }}{% endif %}", "{}"),
        ("{% if a %}{{ a.b }}{{ c }}{% endif %}", "{a: null}"),
        ("{% if xs %}{% for x in xs %}{{ x }}{% endfor %}{% endif %}", "{xs: null}"),
        ("{% if n %}x{% endif %}{% if m %}y{% endif %}", "{n: 3, m: [1]}"),
        ("{{ a[0] }}{{ b | length }}", "{a: Ada, b: [1, 2]}"),
        ("{% for x in xs %}{{ ys[loop.index0] }}{% endfor %}", "{xs: [1], ys: [a]}"),
        ("{% for k, v in r.items() %}{{ v.x }}{% endfor %}", "{r: {one: {x: 1}, two: {x: 2}}}"),
        ("{{ a | chart('pie') }}{{ b | chart }}{{ c | chart }}", "{a: {North: 3}, b: [[Q1, 3]], c: null}"),
        ("{{ a + b }}{{ c + d }}", "{a: first, b: last, c: 1, d: 2}"),
        ("{% for t in ts recursive %}{{ t.x }}{{ loop(t.ts) }}{% endfor %}", "{ts: [{x: 1, ts: [{x: 2, ts: []}]}]}"),
    ],
)
def test_what_renders_is_valid(body: str, typed: str) -> None:
    assert faults(view("schema", body), typed) == []


@pytest.mark.parametrize(
    ("body", "typed", "where"),
    [
        ("{{ a.b }}", "{a: {c: 1}}", "$.a"),
        ("{{ a.b }}", "{b: 1}", "$"),
        ("{{ a.b }}", "{a: text}", "$.a"),
        ("{{ a }}", "{a: [1, 2]}", "$.a"),
        ("{{ n * 2 }}", "{n: seven}", "$.n"),
        ("{{ n | number }}", "{n: seven}", "$.n"),
        ("{{ d | date }}", "{d: tomorrow}", "$.d"),
        ("{% if vip %}x{% endif %}", "{vip: no}", "$.vip"),
        ("{% for x in xs %}{{ x.y }}{% endfor %}", "{xs: {y: 1}}", "$.xs"),
        ("{% for x in xs %}{{ x.y }}{% endfor %}", "{xs: [{y: 1}, {z: 1}]}", "$.xs[1]"),
        ("{% for x in xs %}{{ x }}{% endfor %}", "{xs: text}", "$.xs"),
        ("{% for a, b in xs %}{{ a }}{{ b | number }}{% endfor %}", "{xs: [[a, 1], [b]]}", "$.xs[1]"),
        ("{% for k, v in r.items() %}{{ v.x }}{% endfor %}", "{r: {one: {x: 1}, two: {}}}", "$.r.two"),
        (
            "{% for t in ts recursive %}{{ t.x }}{{ loop(t.ts) }}{% endfor %}",
            "{ts: [{x: 1, ts: [{ts: []}]}]}",
            "$.ts[0].ts[0]",
        ),
        (
            "{% macro m(n) %}{{ n.t }}{% if n.next %}{{ m(n.next) }}{% endif %}{% endmacro %}{{ m(x) }}",
            "{x: {t: 1, next: {t: 2, next: {next: null}}}}",
            "$.x.next",
        ),
    ],
)
def test_what_would_not_render_is_found_at_its_place(body: str, typed: str, where: str) -> None:
    found = faults(view("schema", body), typed)
    assert any(path.startswith(where) for path in found), found


def test_it_names_its_draft_and_the_template() -> None:
    assert schema("{{ a }}") == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "letter.docx",
        "description": "The values that letter.docx needs.",
        "type": "object",
        "properties": {
            "a": {
                "description": "Text. Used in paragraph 1.",
                "type": ["string", "number", "boolean", "null"],
            }
        },
        "required": ["a"],
    }


def test_an_editor_can_show_what_is_wanted_and_where_it_goes() -> None:
    found = schema("{{ due | date }}", "{% if vip %}{{ gift }}{% endif %}", "{% for x in xs %}{{ x.y }}{% endfor %}")
    assert [one["description"] for one in found["properties"].values()] == [
        "Date, such as 2023-01-23. Used in paragraph 1.",
        "Yes or no: true or false. Used in paragraph 2.",
        "Text. Used under a condition only. Used in paragraph 2.",
        "List of records. Used in paragraph 3.",
    ]


def test_names_in_all_scripts_are_printed_as_they_are() -> None:
    assert '"größe": {' in view("schema", "{{ größe }}")


@pytest.mark.parametrize("body", ["plain words", "{{ 1 + 1 }}"])
def test_a_template_that_names_nothing_takes_any_record(body: str) -> None:
    assert schema(body)["properties"] == {}
    assert faults(view("schema", body), "{a: 1}") == []
