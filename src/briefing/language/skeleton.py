"""What a template needs, as YAML to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefing.language.needs import ANY_KEY, ITEM, Need

_PLAIN_KEY = re.compile(r"[^\W\d]\w*")
_PLACE = re.compile(r"\[\d+\]")
_WORDS = ("true", "false", "null", "yes", "no", "on", "off")
_KINDS = {"number": "a number", "date": "a date, such as 2023-01-23"}


def skeleton(need: Need) -> str:
    """YAML with a line for each value; comments say what is wanted where that shows."""
    return "".join(f"{line}\n" for line in _fields(need.fields))


def _fields(fields: Mapping[str, Need]) -> Iterator[str]:
    """A record, line by line. Where fields are named, those of the author's choice and members say nothing more."""
    named = {name: need for name, need in fields.items() if name not in (ANY_KEY, ITEM)}
    if not named and ANY_KEY in fields:
        named = {"your_key": fields[ANY_KEY]}
    for name, need in named.items():
        key = name if _PLAIN_KEY.fullmatch(name) and name.lower() not in _WORDS else f'"{name}"'
        first, *rest = _value(need)
        yield f"{key}:{first}"
        yield from (f"  {line}" for line in rest)


def _value(need: Need) -> Iterator[str]:
    """What stands behind a key or a dash, and the lines below."""
    inner = need.fields
    places = [one for name, one in inner.items() if _PLACE.fullmatch(name)]
    if places:
        yield f" [{', '.join('0' if one.kind == 'number' else '…' for one in places)}]"
    elif not inner or need.kind == "recursive":
        yield _comment(need)
    elif inner.keys() != {ITEM}:
        yield _comment(need)
        yield from _fields(inner)
    elif inner[ITEM].kind == "recursive":
        yield " []  # its members are like what it belongs to"
    else:
        yield _comment(need)
        first, *rest = _value(inner[ITEM])
        if rest and not first.strip():
            first, *rest = (f" {rest[0]}", *rest[1:])
        yield f"-{first}"
        yield from (f"  {line}" for line in rest)


def _comment(need: Need) -> str:
    said = [_KINDS[need.kind]] if need.kind in _KINDS else []
    if need.optional:
        said.append("may be left out")
    elif not need.printed and not need.fields:
        said.append("used under a condition only")
    return f"  # {', '.join(said)}" if said else ""
