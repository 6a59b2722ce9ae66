"""A template is not a program: whatever it tries ends soon, in a diagnostic, and nothing is written."""

from __future__ import annotations

import io
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from briefing import Failed, Template, merging, render
from tests.letters import compiled, docx, fault, faults, lines, printed

CLIMBING = [
    "{{ ''.__class__ }}",
    "{{ ''['__class__'] }}",
    "{{ x['__cl' ~ 'ass__'] }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ x | attr('__class__') }}",
    "{{ '{0.__class__}'.format(x) }}",
    "{{ '{x.__class__.__mro__}'.format_map({'x': x}) }}",
    "{{ ''.format_map }}",
    "{{ ''.format.__self__ }}",
    "{{ x.upper.__globals__ }}",
    "{{ x.upper().__class__.__base__ }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ joiner.__init__ }}",
    "{{ namespace.__init__ }}",
    "{{ cycler('a').__class__ }}",
    "{{ dict.__base__ }}",
    "{{ range.__class__ }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ lipsum.__globals__ }}",
    "{{ config }}",
    "{{ request }}",
    "{{ environment }}",
    "{{ context }}",
    "{{ _fresh.__self__ }}",
    "{{ (xs | map('upper')).gi_frame }}",
    "{{ rows | selectattr('__class__') | list }}",
    "{{ rows | map(attribute='__class__') | join }}",
    "{{ rows | groupby('__class__') }}",
    "{{ rows | sort(attribute='__class__.x') }}",
    "{{ rows | sum(attribute='__class__') }}",
    "{% macro m() %}{% endmacro %}{{ m.__class__ }}{{ m._func }}",
    "{% for x in xs %}{{ loop.__class__ }}{{ loop._iterable }}{% endfor %}",
    "{{ x.encode('utf-8') }}",
    "{{ x | pprint }}",
    "{{ cycler | tojson }}",
    "{{ xs.append(4) }}",
    "{{ xs.__setitem__(0, 1) }}",
    "{{ rows[0].update({'a': 3}) }}",
    "{% import 'os' as os %}",
    "{% include '/etc/passwd' %}",
]
GROWING = [
    "{{ 'a' * 10000000 }}",
    "{{ 10000000 * 'a' }}",
    "{{ [1] * 100000000 }}",
    "{{ (1,) * 100000000 }}",
    "{{ 9 ** 99999 }}",
    "{{ 2 ** (2 ** 60) }}",
    "{{ '%9999999d' | format(3) }}",
    "{{ '%9999999d' % 3 }}",
    "{{ '%*d' % (99999999, 3) }}",
    "{{ '%9999999999d' is odd }}",
    "{{ '%9999999999d' is divisibleby(3) }}",
    "{{ '{:9999999}'.format(1) }}",
    "{{ '{:{}}'.format(1, 99999999) }}",
    "{{ '{0:>{1}}'.format_map({'0': 1, '1': 99999999}) }}",
    "{{ range(10000000) }}",
    "{{ range(10 ** 9) | list }}",
    "{{ x.center(10000000) }}",
    "{{ x.ljust(10000000) }}",
    "{{ x.rjust(10000000) }}",
    "{{ '1'.zfill(100000000) }}",
    "{{ x | center(100000000) }}",
    "{{ ('x' * 1000).replace('x', 'y' * 900000) }}",
    "{{ ('x' * 1000) | replace('', 'y' * 900000) }}",
    "{{ ('x' * 900000).join('y' * 900000) }}",
    "{{ range(100000) | join('x' * 900000) }}",
    "{{ range(90000) | map('replace', '', 'x' * 900000) | list }}",
    "{{ range(90000) | map('center', 10000) | list }}",
    "{{ 'a\tb'.expandtabs(1000000000) }}",
    "{{ x.translate({97: 'x' * 900000}) }}",
    "{{ (1).to_bytes(1000000000, 'big') }}",
    "{{ 1 | round(100000000, 'ceil') }}",
    "{{ xs | slice(1000000000) }}",
    "{{ xs | batch(1000000000, 'x') }}",
    "{{ 1e400 | int }}",
    "{% set n = namespace(x='a' * 9) %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "{% set n = namespace(x='a' * 9) %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "{% set n = namespace(x=[1, 2]) %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "{% set n = namespace(x=[1, 2]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x }}",
    "{% set n = namespace(x=(1, 2)) %}{% for i in range(60) %}{% set n.x = (n.x, n.x) %}{% endfor %}{{ n.x }}",
    "{% set n = namespace(x={}) %}{% for i in range(60) %}{% set n.x = dict(a=n.x, b=n.x) %}{% endfor %}{{ n.x }}",
    "{% set n = namespace(x=3) %}{% for i in range(60) %}{% set n.x = n.x * n.x %}{% endfor %}{{ n.x }}",
    "{% set n = namespace(x='a') %}{% for i in range(60) %}{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "{% for x in [1, 2] recursive %}{% if loop.depth < 60 %}{{ loop([1, 2]) }}{% endif %}{% endfor %}",
    "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}",
    "{% for a in 'aaaaaaaaaa' %}" * 12 + "{% endfor %}" * 12,
]
DATA: dict[str, Any] = {"x": "abc", "xs": [1, 2, 3], "rows": [{"a": 1}, {"a": 2}]}


@pytest.mark.parametrize("typed", CLIMBING)
def test_a_template_cannot_climb_out(typed: str) -> None:
    found = faults(f"- {typed}", **DATA)
    assert {one.code for one in found if one.is_error} & {"T202", "T204", "T310", "R301", "R302"}


def test_a_template_cannot_grow_without_end() -> None:
    """All at once in one process with bounded memory: its end is a sum of diagnostics, no crash."""
    program = textwrap.dedent(
        """
        import resource, sys
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
        resource.setrlimit(resource.RLIMIT_CPU, (90, 90))
        from tests.letters import faults
        from tests.test_render import DATA, GROWING
        for typed in GROWING:
            found = faults(f"- {typed}", **DATA)
            if not {one.code for one in found if one.is_error} & {"T310", "R301", "R302"}:
                print(typed, found)
        """
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_is_refused_is_said_with_its_bounds() -> None:
    found = fault("{{ range(10000000) }}")
    assert found.code == "R302"
    assert found.message == (
        "not allowed in a template: a range of 10,000,000 numbers is too long; 100,000 is the most"
    )


def test_usual_work_is_not_refused() -> None:
    rows = [{"n": n, "t": "word " * 20} for n in range(3000)]
    typed = [["{% for r in rows %}{{ r.n }}", "{{ m(r) }}", "{{ ('a' * 50).center(80) | length }}{% endfor %}"]]
    found = printed("{% macro m(r) %}{{ r.t | upper }}{% endmacro %}", typed, rows=rows)
    assert len([line for line in found if line]) == 9000


def test_an_error_leaves_the_stream_untouched() -> None:
    stream = io.BytesIO()
    found = render.render(compiled("{{ gone }}"), {}, stream)
    assert [one.code for one in found] == ["T310"]
    assert stream.getvalue() == b""


def test_the_same_input_gives_the_same_bytes() -> None:
    template = compiled("{{ a }}", [["{% for x in xs %}{{ x }}{% endfor %}"]])
    made = []
    for _ in range(2):
        stream = io.BytesIO()
        render.render(template, {"a": "b", "xs": [1, 2]}, stream)
        made.append(stream.getvalue())
    assert made[0] == made[1]
    assert lines(made[0]) == ["b", "12"]


def test_comments_vanish() -> None:
    assert printed("a{# one #}b", "{# alone #}", "c") == ["ab", "c"]


@pytest.mark.parametrize("data", [None, ["Ada"], "Ada"])
def test_data_that_is_no_mapping_is_told(tmp_path: Path, data: Any) -> None:
    (tmp_path / "t.docx").write_bytes(docx("{{ name }}"))
    with pytest.raises(Failed, match="not a mapping of names to values"):
        Template(tmp_path / "t.docx").render(data, io.BytesIO())


@pytest.mark.parametrize("name", ["a" * 300 + ".docx", "a/" * 3_000 + "a.docx"])
def test_an_output_that_no_file_can_be_named_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "t.docx").write_bytes(docx("{{ name }}"))
    (tmp_path / "d.yaml").write_text("name: Ada")
    (found,) = merging.render_file(tmp_path / "t.docx", tmp_path / "d.yaml", tmp_path / name)
    assert found.code == "O105"
