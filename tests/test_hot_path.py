"""What is done again and again stays little: counted in calls and modules, since no time is the same twice."""

from __future__ import annotations

import gc
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from briefing import render
from tests.letters import compiled
from tests.projects import project
from tests.word.sketch import docx
from tests.work import calls

TOLERATED = 1.1  # of what a rendering took when it was last looked at
PAPER = (
    "{{ title }} for {{ client }}, {{ date }}",
    "{% for s in sections %}",
    "{{ s.title }}",
    "{% for t in s.texts %}",
    "{{ t }}",
    "{% endfor %}",
    "{% if s.note %}",
    "Note: {{ s.note }}",
    "{% endif %}",
    "{% endfor %}",
)
TABLE = ("{%p for r in rows %}", "{{ r.a }}: {{ r.b }} of {{ r.c }}, {{ r.d }}", "{%p endfor %}")


def paper() -> dict[str, Any]:
    sections = [
        {"title": f"Section {n}", "texts": ["A sentence of some length."] * 5, "note": "R&D" if n % 2 else ""}
        for n in range(40)
    ]
    return {"title": "Paper", "client": "Söhne & Co", "date": "2023", "sections": sections}


def table() -> dict[str, Any]:
    return {"rows": [{"a": f"Row {n}", "b": n, "c": "R&D <", "d": "naïve “text”"} for n in range(1_000)]}


@pytest.mark.parametrize(
    ("body", "data", "most"),
    [(PAPER, paper(), 1_984), (TABLE, table(), 17_344), (("{{ a }}",), {"a": "b"}, 156)],
    ids=["a paper", "a table of 1,000 rows", "a letter"],
)
def test_a_rendering_calls_no_more_than_it_did(body: tuple[str, ...], data: dict[str, Any], most: int) -> None:
    template = compiled(*body)
    render.render(template, data, io.BytesIO())  # what is done once
    taken = calls(lambda: render.render(template, data, io.BytesIO()))
    assert taken < TOLERATED * most, "the hot path has grown: is it worth that?"
    assert taken > 0.8 * most, "the hot path has shrunk: note here how little it takes now"


def test_a_rendering_leaves_nothing_to_the_collector() -> None:
    template, data = compiled(*PAPER), paper()
    render.render(template, data, io.BytesIO())
    gc.collect()
    gc.disable()
    try:
        render.render(template, data, io.BytesIO())
        assert gc.collect() == 0, "what refers to itself in a circle is not gone before the collector looks at all"
    finally:
        gc.enable()


MODULES = 193  # of a plain rendering, a hundred of them those of Python and Jinja; `pass` has 33
HEAVY = {"rich", "lxml", "docx", "babel", "markdown_it", "typer", "click", "yaml", "asyncio", "xml", "http", "email"}
LISTING = """
import json, sys
from briefing import __main__
sys.argv[1:] = {}
try:
    __main__.main()
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def loaded(folder: Path, *words: str) -> set[str]:
    """The modules that are there once a command has been run a second time, with its template kept."""
    command, own = (
        [sys.executable, "-c", LISTING.format(list(words))],
        {**os.environ, "BRIEFING_CACHE": str(folder / "kept")},
    )
    for _ in range(2):
        done = subprocess.run(command, cwd=folder, env=own, capture_output=True, text=True, check=False)
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_render_loads_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(docx("{{ a }}"))
    (tmp_path / "d.json").write_text('{"a": "b"}')
    modules = loaded(tmp_path, "render", "t.docx", "d.json", "-o", "o.docx")
    assert (tmp_path / "o.docx").exists()
    assert {name.partition(".")[0] for name in modules} & HEAVY == set()
    assert {"hashlib", "jinja2.bccache"} & modules == set()
    assert len(modules) < 1.1 * MODULES


def test_build_loads_nothing_heavy_but_the_reader_of_yaml(tmp_path: Path) -> None:
    modules = loaded(project(tmp_path), "build", "-a", "crew")
    assert (tmp_path / "build").exists()
    assert {name.partition(".")[0] for name in modules} & HEAVY <= {"yaml"}
    assert len(modules) < 360
