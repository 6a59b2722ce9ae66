"""What is put off is the same when it comes."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.later import regex


@pytest.mark.parametrize("source", [r"(a)(\d)", rb"(a)(\d)"])
def test_an_expression_does_what_a_compiled_one_does(source: str | bytes) -> None:
    text, made = ("a1 a2", "b") if isinstance(source, str) else (b"a1 a2", b"b")
    late, compiled = regex(source), re.compile(source)  # type: ignore[type-var]
    assert late.sub(made, text) == compiled.sub(made, text)  # type: ignore[arg-type]
    assert late.findall(text) == compiled.findall(text)  # type: ignore[arg-type]
    assert (late.pattern, late.groups, late.flags) == (compiled.pattern, compiled.groups, compiled.flags)


def test_flags_are_heeded() -> None:
    assert regex("a.b", re.DOTALL | re.IGNORECASE).fullmatch("A\nB")


def said(program: str, folder: Path) -> list[str]:
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True, timeout=60
    )
    return run.stdout.split()


def test_a_package_that_is_put_off_is_run_when_something_in_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "slow").mkdir()
    (tmp_path / "slow" / "__init__.py").write_text("print('run')\nfrom slow.part import value\nother = 2\n")
    (tmp_path / "slow" / "part.py").write_text("value = 1\n")
    program = """
from briefing import later
later.put_off("slow", "that_is_not_there")
import slow.part
print("part", slow.part.value, slow.__name__)
from slow import other, value
print(other, value, hasattr(slow, "nothing"))
"""
    assert said(program, tmp_path) == ["part", "1", "slow", "run", "2", "1", "False"]


def test_jinja_is_whole_for_whoever_asks_for_more_of_it(tmp_path: Path) -> None:
    program = """
from briefing import later
later.put_off("jinja2")
from briefing import Template
import jinja2
from jinja2 import Environment, FileSystemLoader
print(Environment().from_string("{{ 1 + 1 }}").render(), jinja2.FileSystemLoader is FileSystemLoader)
"""
    assert said(program, tmp_path) == ["2", "True"]


def test_an_expression_can_be_handed_to_another_process() -> None:
    late = pickle.loads(pickle.dumps(regex("a+", re.IGNORECASE)))
    assert late.fullmatch("AA")


def test_two_threads_that_ask_at_once_both_get_the_whole_package(tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text("import threading\nthreading.Event().wait(0.2)\nvalue = 1\n")
    program = """
import threading
from briefing import later
later.put_off("slow")
import slow
found = []
threads = [threading.Thread(target=lambda: found.append(slow.value)) for _ in range(4)]
for one in threads: one.start()
for one in threads: one.join()
print(*found)
"""
    assert said(program, tmp_path) == ["1"] * 4
