"""Words typed → one call, for the commands that are typed over and over, without Typer.

Importing Typer takes as long as building a paper does. So what is plainly right is read here; all else (help, a typo,
two options run together, another command) is left to Typer, which knows what to say. tests/test_shortcut.py holds that
both read the same.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from briefing import commands
from briefing.commands.printing import Format
from briefing.later import regex

_MANY = {"-a": "audience", "--audience": "audience", "-t": "topic", "--topic": "topic"}
_PROJECT = {"-C": "project", "--project": "project"}
_OUTPUT = {"-o": "output", "--output": "output"}
_FORMAT = {"--format": "format"}
_STRICT = {"--strict": "strict"}
_SHOWN = {"--today": "today", "--most": "most"}
_LAYOUT = {"--layout": "layout"}

OPTIONS: Mapping[str, Mapping[str, str]] = {
    "build": {**_MANY, **_PROJECT, **_OUTPUT, **_FORMAT, **_STRICT, **_SHOWN, **_LAYOUT, "--pdf": "pdf"},
    "check": {**_MANY, **_PROJECT, **_FORMAT, **_STRICT, **_SHOWN, "--annotate": "annotate"},
    "render": {
        **_OUTPUT,
        **_FORMAT,
        **_LAYOUT,
        "--language": "language",
        "--lenient": "lenient",
        "--verify": "verify",
        "--keep-macros": "keep_macros",
        "--keep-external": "keep_external",
        "--scrub": "scrub",
    },
}
ARGUMENTS: Mapping[str, Sequence[str]] = {"build": (), "check": (), "render": ("template", "data")}
FLAGS = frozenset(("strict", "layout", "pdf", "lenient", "verify", "keep_macros", "keep_external", "scrub"))
REPEATED = frozenset(("audience", "topic"))
_REQUIRED = {"render": "output"}
_KINDS: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(("project", "output", "template", "data", "annotate"), Path),
    "format": Format,
    "most": int,
    "today": datetime.date.fromisoformat,
}


_SPELT = {  # how a value is spelt where Python's own reading takes more
    "most": regex("[0-9]{1,9}", re.ASCII),
    "today": regex("[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII),
}


def understood(words: Sequence[str]) -> Callable[[], int] | None:
    """The call that the words of a command line ask for; None where that takes more than a look at each word."""
    if not words or words[0] not in OPTIONS:
        return None
    named = _named(words[0], iter(words[1:]))
    return None if named is None else partial(getattr(commands, words[0]), **named)


def _named(command: str, words: Any) -> dict[str, Any] | None:
    """The values of a command's parameters, or None."""
    named: dict[str, Any] = {}
    positions = iter(ARGUMENTS[command])
    for word in words:
        plain = not word.startswith("-")
        name = next(positions, None) if plain else OPTIONS[command].get(word)
        if name is None or (name in named and name not in REPEATED):
            return None
        if name in FLAGS:
            named[name] = True
            continue
        value = word if plain else next(words, "")
        if not value or value.startswith("-") or (name in _SPELT and not _SPELT[name].fullmatch(value)):
            return None
        try:
            typed = _KINDS.get(name, str)(value)
        except ValueError:
            return None
        named[name] = [*named.get(name, ()), typed] if name in REPEATED else typed
    complete = next(positions, None) is None and _REQUIRED.get(command, command) in (command, *named)
    return named if complete else None
