"""The shape of what is said against a tag; `problems` finds the words."""

from typing import NamedTuple


class Problem(NamedTuple):
    """What is wrong with a tag or an expression, before anybody knows where it stands."""

    code: str
    message: str
    hints: tuple[str, ...] = ()
