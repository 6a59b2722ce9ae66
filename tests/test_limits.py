"""What a run may take is bounded, can be changed, and what goes beyond is told in one line."""

from __future__ import annotations

import io
import itertools
import json
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from typer.testing import CliRunner

from briefing import limits, pipeline, render
from briefing.cli import app
from tests.examples import lay_out
from tests.letters import compiled
from tests.word.sketch import docx

ENDLESS = "{% for a in range(1000) %}{% for b in range(1000) %}{{ a }}{{ b }}{{ 'x' * 9 }}{% endfor %}{% endfor %}"


@pytest.mark.parametrize(
    ("name", "typed", "meant"),
    [
        ("seconds", "60", 60),
        ("memory", "2 GiB", 2**31),
        ("memory", "500MB", 500_000_000),
        ("unpacked", "1048576", 2**20),
        ("steps", "5_000_000", 5_000_000),
        ("seconds", "60 s", None),
        ("seconds", "0", None),
        ("seconds", "-1", None),
        ("memory", "much", None),
        ("paper", "1", None),
    ],
)
def test_a_limit_is_read_as_it_is_typed(name: str, typed: str, meant: int | None) -> None:
    assert limits.typed(name, typed) == meant


def test_limits_hold_within_and_no_longer() -> None:
    usual = limits.now().text
    with limits.granted({"text": 5}):
        assert limits.now().text == 5
    assert limits.now().text == usual


def test_what_is_typed_goes_before_what_a_project_says() -> None:
    with limits.granted({"seconds": 60}), limits.granted({"seconds": 5, "steps": 7}, unless_said=True):
        assert (limits.now().seconds, limits.now().steps) == (60, 7)


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, which is kept to its limits of time and memory."""
    command = [sys.executable, "-m", "briefing", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


def written(folder: Path, text: str) -> Path:
    (folder / "t.docx").write_bytes(docx(text))
    (folder / "d.yaml").write_text("x: 1\n", encoding="utf-8")
    (folder / "o.docx").write_bytes(b"what was there")
    return folder


@pytest.mark.parametrize("limit", ["seconds=1", "steps=1000"])
def test_a_template_without_end_is_ended_with_one_line(tmp_path: Path, limit: str) -> None:
    done = run(written(tmp_path, ENDLESS), "render", "t.docx", "d.yaml", "-o", "o.docx", "--limit", limit)
    assert done.returncode == 1
    assert done.stderr.count("error[") == 1
    assert (tmp_path / "o.docx").read_bytes() == b"what was there"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.yaml", "o.docx", "t.docx"]


def test_memory_runs_out_with_one_line(tmp_path: Path) -> None:
    many = (
        "{% set ns = namespace(a=[]) %}"
        + "{% for a in range(90000) %}{% set ns.a = ns.a + [a ~ 'x' * 900] %}{% endfor %}"
    )
    done = run(written(tmp_path, many), "render", "t.docx", "d.yaml", "-o", "o.docx", "--limit", "memory=100MiB")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.count("error[") == 1


def test_what_took_too_long_is_told_in_the_format_that_was_asked_for(tmp_path: Path) -> None:
    words = ("render", "t.docx", "d.yaml", "-o", "o.docx", "--limit", "seconds=1", "--format", "json")
    done = run(written(tmp_path, ENDLESS), *words)
    (told,) = json.loads(done.stdout)["diagnostics"]
    assert told["code"] == "P111"
    assert "rendering t.docx takes more than 1 s" in told["message"]


def test_a_project_says_what_its_runs_may_take(tmp_path: Path) -> None:
    lay_out(tmp_path, {"settings": "limits: {data: 100}"})
    assert [one.code for one in pipeline.check(tmp_path).diagnostics] == ["C104", "C104"]


def test_a_limit_that_is_none_is_told_where_it_is_typed(tmp_path: Path) -> None:
    lay_out(tmp_path, {"settings": "limits: {secnods: 5, memory: lots}"})
    told = [(one.code, one.message) for one in pipeline.check(tmp_path).diagnostics]
    assert told == [("P112", "there is no limit 'secnods'"), ("P112", "'lots' is no limit for 'memory'")]


def test_a_limit_that_is_none_is_wrong_usage() -> None:
    done = CliRunner().invoke(app, ["check", "--limit", "second=5"])
    assert done.exit_code == 2
    assert "'second=5' is no limit" in done.stderr


def passes(data: dict[str, object], *body: str) -> list[str]:
    """What is said where 1,000 passes are allowed."""
    with limits.granted({"steps": 1_000}):
        return [one.message for one in render.render(compiled(*body), data, io.BytesIO())]


CELLS = ("{%p for r in rows %}", "{% for c in r %}{{ c }}{% endfor %}", "{%p endfor %}")
NO_END = "not allowed in a template: loops within loops go on without end"


def test_rows_of_the_data_bring_along_the_passes_that_their_cells_need() -> None:
    rows = [[1] * 9] * 500
    assert passes({"rows": rows}, *CELLS) == []
    assert passes({"rows": iter(rows)}, *CELLS) == []
    assert passes({"rows": []}, "{% for a in range(90) %}{% for b in range(90) %}{% endfor %}{% endfor %}") == [NO_END]


def test_rows_do_not_bring_passes_along_for_what_a_template_makes_of_them() -> None:
    again = "{% for b in rows|map('upper') %}{% for c in rows|map('upper') %}{% endfor %}{% endfor %}"
    (said,) = passes({"rows": ["a"] * 60}, "{% for a in rows %}" + again + "{% endfor %}")
    assert said in (NO_END, "not allowed in a template: a list goes on without end")


def test_rows_that_come_one_by_one_are_gone_through_once() -> None:
    (said,) = passes({"rows": iter([[1]])}, *CELLS, *CELLS)
    assert said == (
        "not allowed in a template: these rows come one by one and were gone through already: give a list, or loop once"
    )


def test_an_iterator_without_end_is_ended() -> None:
    assert passes({"rows": itertools.count()}, "{% for r in rows %}{% endfor %}") == [
        "not allowed in a template: a list goes on without end"
    ]


def test_a_large_output_takes_no_memory() -> None:
    template = compiled("{%p for r in rows %}", "{{ r }}", "{%p endfor %}")
    render.render(template, {"rows": []}, io.BytesIO())
    peaks = []
    for many in (2_000, 40_000):
        tracemalloc.start()
        with open(os.devnull, "wb") as nowhere:
            render.render(template, {"rows": (os.urandom(16).hex() for _ in range(many))}, nowhere)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 4 * limits.MIB
