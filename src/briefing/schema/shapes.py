"""The vocabulary that the schemas are written in: keys, texts, lists, mappings, and what may stand together.

All of it is draft-07, which every version of the usual editors reads; 2020-12 came to the YAML language server only in
1.20, and nothing here needs it. `defaultSnippets`, `doNotSuggest`, `enumDescriptions`, `errorMessage` and
`patternErrorMessage` are VS Code's, and others pass over them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

Schema = dict[str, Any]

_TYPES = ("string", "number", "boolean", "array", "object", "null")
ID = r"^[a-z][a-z0-9_]*$"
_QUIET: Schema = {"doNotSuggest": True}  # for what is only a condition: what to type is offered elsewhere
_ID: Schema = {"pattern": ID, "patternErrorMessage": "An id has small letters, digits and _, a letter first."}


class Key(NamedTuple):
    """A key of a mapping: what may stand there, and whether it has to."""

    name: str
    schema: Schema
    is_required: bool


def must(name: str, shape: Schema, about: str, **more: Any) -> Key:
    """A key that has to be there. `more` are annotations: default, examples, defaultSnippets."""
    return Key(name, {"description": about, **more, **shape}, True)


def may(name: str, shape: Schema, about: str, **more: Any) -> Key:
    """A key that may be left out, or stand there with nothing after it."""
    return Key(name, {"description": about, **more, **any_of(shape, ref("nothing"))}, False)


def mapping(*keys: Key, rules: Sequence[Schema] = (), snippets: Sequence[Schema] = ()) -> Schema:
    """A mapping with these keys and no others. `rules` say more about which of them stand together."""
    written: Schema = {
        "type": "object",
        "properties": {key.name: key.schema for key in keys},
        "required": [key.name for key in keys if key.is_required],
        "additionalProperties": False,
    }
    return written | ({"allOf": [*rules]} if rules else {}) | ({"defaultSnippets": [*snippets]} if snippets else {})


def entries(shape: Schema, *snippets: Schema, least: int = 0) -> Schema:
    """A mapping of at least so many entries, whose keys are ids that it gives."""
    written: Schema = {"type": "object", "propertyNames": _ID | _QUIET, "additionalProperties": shape}
    written |= {"minProperties": least} if least else {}
    return written | ({"defaultSnippets": [*snippets]} if snippets else {})


def listed(shape: Schema, least: int = 0, **more: Any) -> Schema:
    """A list of at least so many."""
    return {"type": "array", "items": shape, **({"minItems": least} if least else {}), **more}


def any_of(*shapes: Schema) -> Schema:
    """One of several shapes; a shape that is itself such a choice is opened."""
    flat = (each for shape in shapes for each in (shape["anyOf"] if shape.keys() == {"anyOf"} else (shape,)))
    return {"anyOf": list(flat)}


def words(choices: Iterable[str]) -> Schema:
    """One of a few words."""
    return {"type": "string", "enum": [choice for choice in choices if choice]}


def matching(pattern: str, otherwise: str) -> Schema:
    """A string that a pattern fits from end to end. `otherwise` is what an editor says of another."""
    return {"type": "string", "pattern": f"^(?:{pattern})$", "patternErrorMessage": otherwise}


def snippet(label: str, body: object) -> Schema:
    """What an editor offers to type whole: `$1`, `$2` are the places to fill in."""
    return {"label": label, "body": body}


def ref(name: str) -> Schema:
    """What stands among the definitions."""
    return {"$ref": f"#/definitions/{name}"}


def line(pattern: str = r"\S", **more: Any) -> Schema:
    """A short plain text. A number or a truth value is the text typed, as for the reader: `version: 1.0`."""
    return any_of(
        {"type": ["string", "number"], "pattern": pattern, "patternErrorMessage": "Nothing is written here.", **more},
        ref("truth"),
    )


def text(*, may_be_empty: bool = False) -> Schema:
    """A text with Markdown, typed here or in a file of its own."""
    return any_of(line(r"^$|\S" if may_be_empty else r"\S"), ref("text_file"))


def new_id() -> Schema:
    """An id that is being given."""
    return any_of({"type": "string", **_ID}, ref("truth"))


def flag() -> Schema:
    """true or false."""
    return {"type": "boolean"}


def count() -> Schema:
    """A whole number from 1."""
    return {"type": "integer", "minimum": 1}


def date() -> Schema:
    """A day of the calendar. JSON has no dates: to an editor it is text, in quotes or not."""
    return matching(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "Write a day as 2023-01-23, without quotes.")


def period() -> Schema:
    """A day, a month or a year."""
    day_or_month = matching(
        r"[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?", "Write 2023-01-23, 2019-07 or 2020, without quotes."
    )
    return any_of(day_or_month, {"type": "integer", "minimum": 1000, "maximum": 2999})


def present(*names: str, **more: Any) -> Schema:
    """The condition that these keys have values: a key with nothing after it counts as left out. `more` is demanded of
    the values as well."""
    return {"required": [*names], "properties": {name: {"not": {"type": "null"}, **_QUIET, **more} for name in names}}


def some_of(*names: str, otherwise: str) -> Schema:
    """The rule that one key at least of several has a value. `otherwise` is what an editor says if none has."""
    return {"anyOf": [present(name) | {"errorMessage": otherwise} for name in names]}


def excludes(name: str, *others: str, otherwise: str) -> Schema:
    """The rule that beside one key these others have no value."""
    nothing = {"type": "null", "errorMessage": otherwise, **_QUIET}
    return when(present(name), {"properties": dict.fromkeys(others, nothing)})


def exactly_one(*names: str, otherwise: str) -> tuple[Schema, ...]:
    """The rules that one key of several has a value, and no other."""
    later = ((name, names[at:]) for at, name in enumerate(names[:-1], 1))
    return some_of(*names, otherwise=otherwise), *(excludes(name, *rest, otherwise=otherwise) for name, rest in later)


def unless(condition: Schema, demanded: Schema) -> Schema:
    """The rule that something is demanded where a condition does not hold."""
    return {"if": condition, "else": demanded}


def when(condition: Schema, demanded: Schema) -> Schema:
    """The rule that something is demanded where a condition holds."""
    return {"if": condition, "then": demanded}


def document(about: str, shape: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """A whole schema, with those of the definitions that it refers to."""
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "description": about}
    everything = {**_shared(), **definitions}
    used = _referred_to(shape, everything)
    return {**head, **shape, "definitions": {name: each for name, each in everything.items() if name in used}}


def _shared() -> Mapping[str, Schema]:
    """What all schemas refer to."""
    return {
        "nothing": _unsuggested("null"),
        "truth": _unsuggested("boolean"),
        "text": text(),
        "text_file": mapping(must("file", line(), "A Markdown file, by its path from this one.")),
    }


def _referred_to(shape: object, definitions: Mapping[str, Schema]) -> set[str]:
    """The definitions that a schema needs, directly or through others."""
    found: set[str] = set()
    left = [shape]
    while left:
        match left.pop():
            case {"$ref": str(name)} if (name := name.rpartition("/")[2]) not in found:
                found.add(name)
                left.append(definitions[name])
            case dict() as each:
                left += each.values()
            case list() as each:
                left += each
    return found


def _unsuggested(*types: str) -> Schema:
    """A value of these types, said so that an editor accepts it and proposes none: nobody wants `true` or `null`
    offered wherever a text is to be typed."""
    return {"not": {"type": [name for name in _TYPES if name not in types]}}
