"""What is read without Typer is what Typer would read; everything else is left to it."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import typer.main
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from briefing import commands, shortcut
from briefing.cli import app

OPTIONS = sorted({word for options in shortcut.OPTIONS.values() for word in options})
VALUES = ["board", "a.docx", "b.yaml", "json", "text", "out/x.docx", "-", "--", "", "a=b", "-x", "--pdf=1", "-aboard"]


_OF_COPIES = ("for_each", "name", "jobs", "resume", "verify")


def by_typer(words: list[str]) -> Any:
    """The call that Typer makes of the words, or None where it complains."""
    made: list[Any] = []

    def note(name: str) -> Any:
        return lambda *values: made.append((name, values))

    with patch.multiple(commands, **{name: note(name) for name in shortcut.OPTIONS}):
        CliRunner().invoke(app, words)
    return made[0] if made else None


def by_shortcut(words: list[str]) -> Any:
    call: Any = shortcut.understood(words)
    return call and (call.func.__name__, call.keywords)


@given(st.sampled_from(sorted(shortcut.OPTIONS)), st.lists(st.sampled_from([*OPTIONS, *VALUES]), max_size=7))
def test_what_is_understood_is_understood_as_typer_does(command: str, words: list[str]) -> None:
    own = by_shortcut([command, *words])
    if own is None:
        return
    name, given = own
    theirs = by_typer([command, *words])
    assert theirs is not None
    function = getattr(commands, name)
    parameters = inspect.signature(function).parameters
    names, defaults = tuple(parameters), {name: one.default for name, one in parameters.items()}
    assert theirs == (name, tuple({**defaults, **given}[parameter] for parameter in names))


def test_it_knows_every_option_of_its_commands() -> None:
    theirs: Any = typer.main.get_command(app)
    for command, options in shortcut.OPTIONS.items():
        parameters = theirs.commands[command].params
        known = {word: one.name for one in parameters if one.param_type_name == "option" for word in one.opts}
        left_to_typer = ("help", "limit", *(_OF_COPIES if command != "render" else ()))
        assert dict(options) == {word: name for word, name in known.items() if name not in left_to_typer}
        assert [one.name for one in parameters if one.param_type_name == "argument"] == [*shortcut.ARGUMENTS[command]]


@pytest.mark.parametrize(
    "words",
    [
        *("", "biuld", "new x", "build --help", "build board", "build -a", "build -aboard", "build --audience=board"),
        *("build -o a -o b", "build --format xml", "check --pdf", "render a.docx", "render a.docx b.yaml"),
    ],
)
def test_the_rest_is_left_to_typer(words: str) -> None:
    assert shortcut.understood(words.split()) is None


def test_a_plain_build_loads_no_typer(tmp_path: Path) -> None:
    program = "import sys; from briefing.__main__ import main\ntry: main()\nfinally: print('typer' in sys.modules)"
    command = [sys.executable, "-c", program, "check", "-C", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("False\n", 1)
