"""What is typed in the brackets of filters and can never work: judged while compiling, in every branch.

Each filter is asked itself, with a value that it can do with, so that what is said is what rendering would say.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from jinja2 import nodes

from briefing.language.problems import failure
from briefing.language.program import Fault

_SAMPLES: Mapping[str, Any] = {
    "batch": (),
    "center": "",
    "date": datetime.date(2000, 1, 1),
    "indent": "",
    "money": 1,
    "number": 1,
    "percent": 1,
    "picture": "picture.png",
    "replace": "",
    "round": 1,
    "slice": (),
    "style": "",
    "truncate": "",
    "wordwrap": "",
}


class Styled(NamedTuple):
    """A character style that a tag names, and the line of the tag."""

    line: int
    name: str


def misused(tree: Any) -> Iterator[Fault]:
    """A fault for each filter of a parsed source whose brackets hold constants that it cannot take."""
    for node in tree.find_all(nodes.Filter):
        if node.name not in _SAMPLES or not _is_constant(node):
            continue
        arguments = [argument.value for argument in node.args]
        named = {pair.key: pair.value.value for pair in node.kwargs}
        try:
            tree.environment.call_filter(node.name, _SAMPLES[node.name], arguments, named)
        except Exception as fault:
            yield Fault(node.lineno, failure(fault))


def styles(tree: Any) -> Iterator[Styled]:
    """The character styles that the tags of a parsed source name."""
    for node in tree.find_all(nodes.Filter):
        if node.name == "style" and len(node.args) == 1 and _is_constant(node):
            yield Styled(node.lineno, str(node.args[0].value))


def _is_constant(node: Any) -> bool:
    """Whether all that stands in the brackets of a filter is typed there."""
    given = (*node.args, *(pair.value for pair in node.kwargs))
    return node.dyn_args is None and node.dyn_kwargs is None and all(isinstance(one, nodes.Const) for one in given)
