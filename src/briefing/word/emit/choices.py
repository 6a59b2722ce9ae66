"""Which item of a drop-down list a value chooses, and whether it checks a box."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefing.word.printable import cut

_NO = ("no", "false", "off", "0", "n")


def checked(value: Any) -> bool:
    """Whether a value checks a box. Raises ValueError for a text that says no: any text counts as yes."""
    if isinstance(value, str) and value.strip().lower() in _NO:
        raise ValueError(f"'{value}' is a text, and any text checks the box: write true or false")
    return bool(value)


def chosen(value: Any, items: Sequence[Sequence[str]], free: bool) -> str:
    """The text that a list shows for a value: the item that has it as its text or its value; of a list that is `free`,
    as a combo box is, any other text too. Nothing for null. Raises ValueError."""
    typed = "" if value is None else str(value)
    for shown, own in items:
        if typed and typed in (shown, own):
            return shown or own
    if typed and not free:
        known = ", ".join(f"'{shown or own}'" for shown, own in items if shown or own)
        raise ValueError(f"the list has no item '{cut(typed)}', only {known}")
    return typed
