"""What a template needs, as YAML to fill in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from briefing.fields import wording
from briefing.language.need import ITEM, Need
from briefing.later import regex

_PLAIN_KEY = regex(r"[^\W\d]\w*")
_WORDS = ("true", "false", "null", "yes", "no", "on", "off")
_WANTED = {
    "number": "a number",
    "date": "a date, such as 2023-01-23",
    "truth": "true or false",
    "chart": "numbers to draw: {North: 3, South: 4}",
}
_EXAMPLES = {"number": "0", "date": "2023-01-23", "truth": "true", "same": "null", "chart": "{}"}


def skeleton(need: Need, name: str) -> str:
    """YAML with a line for each value; comments say what is wanted where that shows."""
    if not need.fields:
        return f"{{}}  # {json.dumps(name, ensure_ascii=False)} needs no values\n"
    return "".join(f"{line}\n" for line in _fields(wording.named(need)))


def _fields(fields: Mapping[str, Need]) -> Iterator[str]:
    """A record, line by line."""
    for name, need in fields.items():
        first, *rest = _value(need)
        yield f"{_key(name)}:{first}"
        yield from (f"  {line}" for line in rest)


def _key(name: str) -> str:
    plain = _PLAIN_KEY.fullmatch(name) and name.lower() not in _WORDS
    return name if plain else json.dumps(name, ensure_ascii=False)


def _value(need: Need) -> Iterator[str]:
    """What stands behind a key or a dash, and the lines below."""
    match need.kind:
        case "row":
            yield f" {_flow(need)}"
        case "record":
            yield _comment(need)
            yield from _fields(wording.named(need))
        case "list" if need.fields[ITEM].kind == "same":
            yield f" []  # {wording.kind(need.fields[ITEM], many=True)}"
        case "list":
            yield _comment(need)
            yield from _member(need.fields[ITEM])
        case _:
            yield _comment(need)


def _member(need: Need) -> Iterator[str]:
    """One member of a list; the first line of a record stands behind the dash."""
    first, *rest = _value(need)
    if rest and not first.strip():
        first, *rest = (f" {rest[0]}", *rest[1:])
    yield f"-{first}"
    yield from (f"  {line}" for line in rest)


def _flow(need: Need) -> str:
    """An example of a value within a row, on one line."""
    match need.kind:
        case "row":
            return f"[{', '.join(map(_flow, need.positions))}]"
        case "list":
            return f"[{_flow(need.fields[ITEM])}]"
        case "record":
            return f"{{{', '.join(f'{_key(name)}: {_flow(one)}' for name, one in wording.named(need).items())}}}"
        case _:
            return _EXAMPLES.get(need.kind, "…")


def _comment(need: Need) -> str:
    said = [_WANTED[need.kind]] if need.kind in _WANTED else []
    if need.kind == "same":
        said.append(f"a {wording.kind(need)}")
    if need.optional or not need.fields:
        said += filter(None, (wording.absence(need),))
    return f"  # {', '.join(said)}" if said else ""
