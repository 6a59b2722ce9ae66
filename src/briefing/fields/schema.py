"""What a template needs, as a JSON Schema: for editors that check YAML while it is typed, and for programs.

It forbids what rendering would fail at or print wrongly, and nothing else: further keys do no harm, and a text may be
given as a number, since that prints.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.fields import wording
from briefing.language.need import ANY_KEY, ITEM, Need, Use

Schema = dict[str, Any]

_VERSION = "https://json-schema.org/draft/2020-12/schema"
_DATE = r"^\s*[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\s*$"
_FIGURE = r"^\s*[-+]?[0-9]+(\.[0-9]+)?\s*$"
_PLAIN: Mapping[Use, Schema] = {  # by what is done with a value; what forbids most comes first
    "chart": {"type": ["object", "array", "string", "null"]},
    "date": {"type": ["string", "integer", "null"], "pattern": _DATE},
    "number": {"type": ["number", "null"]},
    "figure": {"type": ["number", "string", "null"], "pattern": _FIGURE},
    "addend": {"type": ["number", "string", "array", "null"]},
    "text": {"type": ["string", "number", "boolean", "null"]},
    "truth": {"type": ["boolean", "number", "array", "object", "null"]},  # any text counts as yes, "no" as well
}
_HINTS = {"date": ", such as 2023-01-23", "truth": ": true or false"}


def schema(need: Need, name: str) -> str:
    """A JSON Schema (draft 2020-12) of the data for a template."""
    writing = _Writing(need)
    document: Schema = {"$schema": _VERSION, "title": name, "description": f"The values that {name} needs."}
    document |= writing.record(need)
    if writing.definitions:
        document["$defs"] = writing.definitions
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


class _Writing:
    """The schema being written. What others are like stands in the definitions, and they refer to it."""

    def __init__(self, root: Need) -> None:
        self.definitions: Schema = {}
        self._names = {need: f"nested_{number}" for number, need in enumerate(dict.fromkeys(_likes(root)), 1)}

    def record(self, need: Need) -> Schema:
        """Where members are counted or numbered and nothing says that they have keys, a list may be meant as well."""
        member = need.fields.get(ITEM) or need.fields.get(ANY_KEY)
        listed = member if "record" not in need.uses else None
        written: Schema = {"type": _types(need, "object", "array" if listed else "")}
        written["properties"] = {name: self._of(one) for name, one in need.named.items()}
        if required := [name for name, one in need.named.items() if one.required]:
            written["required"] = required
        if ANY_KEY in need.fields:
            written["additionalProperties"] = self._of(need.fields[ANY_KEY])
        if listed:
            written["items"] = self._of(listed)
        return written

    def _of(self, need: Need) -> Schema:
        return {"description": _description(need), **(self._reference(need) if need in self._names else self._is(need))}

    def _reference(self, need: Need) -> Schema:
        name = self._names[need]
        if name not in self.definitions:
            self.definitions[name] = {}  # it may refer to itself
            self.definitions[name] = self._is(need)
        return {"$ref": f"#/$defs/{name}"}

    def _is(self, need: Need) -> Schema:
        match need.kind:
            case "same":
                return {"anyOf": [self._reference(need.like), {"type": "null"}]} if need.like else {}
            case "row":
                rows = [self._of(one) for one in need.positions]
                return {"type": "array", "prefixItems": rows, "minItems": len(rows), "maxItems": len(rows)}
            case "list":
                types = _types(need, "array", "" if need.is_list else "string")
                return {"type": types, "items": self._of(need.fields[ITEM])}
            case "record":
                return self.record(need)
            case _:
                return next((found for use, found in _PLAIN.items() if use in need.uses), _PLAIN["text"])


def _likes(root: Need) -> Iterator[Need]:
    """The needs that others are like."""
    seen, left = {root}, [root]
    while left:
        need = left.pop()
        if need.like is not None:
            yield need.like
        following = [one for one in (*need.fields.values(), need.like) if one is not None and one not in seen]
        seen.update(following)
        left += following


def _types(need: Need, *names: str) -> str | list[str]:
    """The types by these names, and null where tags ask whether there is anything."""
    found = [*filter(None, names), *(["null"] if "truth" in need.uses else [])]
    return found if len(found) > 1 else found[0]


def _description(need: Need) -> str:
    sentences = [wording.kind(need) + _HINTS.get(need.kind, ""), wording.absence(need)]
    if places := wording.places(need):
        sentences.append(f"used in {places}")
    return " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in sentences if sentence)
