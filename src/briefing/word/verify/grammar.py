"""The schema of WordprocessingML as dictionaries: for each element its children with their rank, its attributes with
their checks. Read once from `wml.txt`, which explains the notation; of what the types hold, as much as is met."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from briefing.later import regex
from briefing.word.names import CHART, MATH, PIC, W14, WP, A, R, W
from briefing.word.verify.values import Check, Checks

PREFIXES = {
    "w": W,
    "r": R,
    "m": MATH,
    "wp": WP,
    "a": A,
    "pic": PIC,
    "w14": W14,
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "sl": "http://schemas.openxmlformats.org/schemaLibrary/2006/main",
    "c": CHART,
    "o": "urn:schemas-microsoft-com:office:office",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
DESCRIBED = frozenset(
    (W, WP, PIC, PREFIXES["wps"])
)  # what is in these namespaces is allowed only where the schema says so
PARTLY = frozenset((MATH, A, CHART))  # and these, but for what stands in elements of which the schema says nothing
ANYWHERE = -1  # the rank of an element that has no place in the order
OTHER = "*"  # the tag that stands for all of namespaces that are not described


class Child(NamedTuple):
    """What may stand in an element: where in the order, whether more than once, and what it is itself."""

    rank: int
    many: bool
    model: Model


class Required(NamedTuple):
    """One of `tags` must be there; if `lenient`, Word opens the file without it."""

    tags: frozenset[str]
    lenient: bool


class Model:
    """What an element may hold; tags and attribute names are in lxml's notation.

    `loose`: Word reads the children in any order. `lax`: nor does it mind one that is there twice. `text`: characters
    may stand in it, and `characters` says which. `once`: tags that stand anywhere, but once. `relations` are the
    attributes that name a relationship; of the required ones is said whether Word does without. `describe` sets all of
    them but the name, when one is first asked for.
    """

    __slots__ = (
        *("name", "loose", "lax", "text", "characters", "attributes", "relations", "required_attributes"),
        *("children", "required", "once", "_describe"),
    )
    loose: bool
    lax: bool
    text: bool
    characters: Check | None
    attributes: Mapping[str, Check]
    relations: frozenset[str]
    required_attributes: Mapping[str, bool]
    children: Mapping[str, Child]
    required: Sequence[Required]
    once: frozenset[str]

    def __init__(self, name: str, describe: Callable[[Model], None]) -> None:
        self.name, self._describe = name, describe

    def __getattr__(self, name: str) -> Any:
        """What is not set yet."""
        self._describe(self)
        return object.__getattribute__(self, name)


def _undescribed(model: Model) -> None:
    """Nothing is said of what it holds."""
    model.loose, model.lax, model.text, model.characters = False, False, True, None
    model.attributes, model.relations, model.required_attributes = {}, frozenset(), {}
    model.children, model.required, model.once = {}, (), frozenset()


# Of another schema, looked into for what we know, or for relationships only.
ANY, UNREAD = Model("Any", _undescribed), Model("Unread", _undescribed)


class Grammar:
    """`roots` are the root elements of parts; `embedded` is what of them VML, DrawingML and equations may hold."""

    def __init__(self, schema: _Schema) -> None:
        self._schema = schema
        self.roots, self.embedded = schema.model("Part").children, schema.model("Embedded").children

    @cached_property
    def usual(self) -> Mapping[str, Model]:
        """The models with children of the tags that have one model only: they mean the same wherever they stand."""
        found: dict[str, dict[str, Model]] = {}
        for model in self._schema.all_models():
            for tag, child in model.children.items():
                found.setdefault(tag, {})[child.model.name] = child.model
        only = {tag: next(iter(models.values())) for tag, models in found.items() if len(models) == 1}
        return {tag: model for tag, model in only.items() if model.children}


@cache
def grammar() -> Grammar:
    """The schema, read on the first call."""
    return Grammar(_Schema(Path(__file__).with_name("wml.txt").read_text(encoding="utf-8")))


class _Definition(NamedTuple):
    namespace: str
    base: str
    mark: str
    attributes: tuple[str, ...]
    tokens: tuple[str, ...]


class _Particle(NamedTuple):
    """One place in the order of children: the (tag, type) pairs that may stand there, and how often."""

    children: tuple[tuple[str, str], ...]
    often: str


_STATEMENT = regex(r"^namespace (\w+)|^(~~?|[@%]?)(\w+)(?: < (\w+))? =((?:.*)(?:\n .*)*)", re.MULTILINE)
_TOKEN = regex(r"\)[*!+&]?|[^\s)]+")
_ITEM = regex(r"(.+?)(?::([A-Z]\w*))?([!?*+]?)")


class _Schema:
    """The definitions of `wml.txt`, and the models made of them so far."""

    def __init__(self, source: str) -> None:
        self._bodies: dict[str, tuple[str, str, str, str]] = {}
        self._models = {"Any": ANY, "Unread": UNREAD}
        self._places: dict[_Definition, tuple[_Particle, ...]] = {}
        enumerations = []
        for namespace, mark, name, base, body in _statements(source):
            if mark == "%":
                enumerations.append((name, frozenset(body.split())))
            else:
                self._bodies[name] = namespace, base, mark, body
        self._checks = Checks(enumerations)

    @cache  # noqa: B019 - there is one schema, for good
    def _definition(self, name: str) -> _Definition:
        if name not in self._bodies:  # a value alone
            return _Definition("w", "", "", (f"val:{name}!",), ())
        namespace, base, mark, body = self._bodies[name]
        return _Definition(namespace, base, mark, *_split(body))

    def model(self, name: str) -> Model:
        """The model of the type `name`."""
        if name not in self._models:
            self._models[name] = Model(name, self._describe)
        return self._models[name]

    def all_models(self) -> list[Model]:
        """The models of all types that can be met from those met so far."""
        described: list[Model] = []
        while len(described) < len(self._models):
            described = list(self._models.values())
            for model in described:
                _ = model.children
        return described

    def _describe(self, model: Model) -> None:
        definition = self._definition(model.name)
        text = next((token for token in definition.tokens if token.startswith("#")), "")
        model.loose, model.lax = definition.mark in ("~", "~~"), definition.mark == "~~"
        model.text, model.characters = bool(text), self._checks[text[1:]] if text[1:] else None
        model.attributes, model.relations, model.required_attributes = self._attributes(definition)
        children: dict[str, Child] = {}
        required: list[Required] = []
        once: set[str] = set()
        for rank, particle in enumerate(self._particles(definition)):
            if particle.often in ("!", "+", "?"):
                required.append(Required(frozenset(tag for tag, _ in particle.children), particle.often == "?"))
            for tag, kind in particle.children:
                place = ANYWHERE if tag in children else rank
                children[tag] = Child(place, particle.often in ("*", "+", "&"), self.model(kind))
            if particle.often == "&":
                once.update(tag for tag, _ in particle.children)
        model.children, model.required, model.once = children, required, frozenset(once)

    def _particles(self, definition: _Definition) -> tuple[_Particle, ...]:
        if definition not in self._places:
            self._places[definition] = tuple(self._places_in(definition))
        return self._places[definition]

    def _places_in(self, definition: _Definition) -> Iterator[_Particle]:
        if definition.base:
            yield from self._particles(self._definition(definition.base))
        group: list[tuple[str, str]] | None = None
        for token in definition.tokens:
            if token == "(":
                group = []
            elif token.startswith(")"):
                yield _Particle(tuple(group or ()), token[1:])
                group = None
            elif token.startswith("@"):
                particles = self._particles(self._definition(token[1:]))
                if group is None:
                    yield from particles
                else:
                    group += [child for particle in particles for child in particle.children]
            elif not token.startswith("#"):
                often, children = _children(token, definition.namespace)
                if group is None:
                    yield from (_Particle((child,), often) for child in children)
                else:
                    group += children

    def _attributes(self, definition: _Definition) -> tuple[dict[str, Check], frozenset[str], dict[str, bool]]:
        attributes: dict[str, Check] = {}
        relations: frozenset[str] = frozenset()
        needed: dict[str, bool] = {}
        if definition.base:
            attributes, relations, needed = self._attributes(self._definition(definition.base))
        for token in definition.attributes:
            names, kind, often = _item(token)
            for name in names:
                full = _clark(name, definition.namespace if definition.namespace == "w" else "")
                if name.startswith("r:"):
                    relations |= {full}
                else:
                    attributes[full] = self._checks[kind or "String"]
                if often:
                    needed[full] = often == "?"
        return attributes, relations, needed


def _statements(source: str) -> Iterator[tuple[str, str, str, str, str]]:
    current = ""
    for statement in _STATEMENT.finditer(source):
        namespace, mark, name, base, body = statement.groups(default="")
        current = namespace or current
        if name:
            yield current, mark, name, base, body


def _split(body: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before, _, after = body.rpartition("]")
    return tuple(before.replace("[", "").split()), tuple(_TOKEN.findall(after))


def _item(token: str) -> tuple[list[str], str, str]:
    """`a,b:Type!` as names, type and quantifier."""
    match = _ITEM.fullmatch(token)
    assert match, token
    names, kind, often = match.groups(default="")
    return names.split(","), kind, often


def _children(token: str, namespace: str) -> tuple[str, list[tuple[str, str]]]:
    names, kind, often = _item(token)
    local = [name.rpartition(":")[2] for name in names]
    types = [kind or name[0].upper() + name[1:] for name in local]
    return often, [(_clark(name, namespace), type_) for name, type_ in zip(names, types, strict=True)]


def _clark(name: str, namespace: str) -> str:
    prefix, colon, local = name.rpartition(":")
    prefix = prefix if colon else namespace
    return f"{{{PREFIXES[prefix]}}}{local}" if prefix and name != OTHER else name
