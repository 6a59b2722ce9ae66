"""The schema of WordprocessingML as dictionaries: for each element its children with their rank, its attributes with
their checks. Read once from `wml.txt`, which explains the notation."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from briefing.later import regex
from briefing.word.names import CHART, MATH, PIC, W14, WP, A, R, W
from briefing.word.verify.values import Check, checks

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


class Model(NamedTuple):
    """What an element may hold; tags and attribute names are in lxml's notation.

    `loose`: Word reads the children in any order. `lax`: nor does it mind one that is there twice. `text`: characters
    may stand in it, and `characters` says which. `once`: tags that stand anywhere, but once. `relations` are the
    attributes that name a relationship; of the required ones is said whether Word does without.
    """

    name: str
    loose: bool
    lax: bool
    text: bool
    characters: Check | None
    attributes: Mapping[str, Check]
    relations: frozenset[str]
    required_attributes: Mapping[str, bool]
    children: dict[str, Child]
    required: list[Required]
    once: set[str]


# Of another schema, looked into for what we know, or for relationships only.
ANY = Model("Any", False, False, True, None, {}, frozenset(), {}, {}, [], set())
UNREAD = Model("Unread", False, False, True, None, {}, frozenset(), {}, {}, [], set())


class Grammar(NamedTuple):
    """`roots` are the root elements of parts; `embedded` is what of them VML, DrawingML and equations may hold;
    `usual` are the models of tags that mean the same wherever they stand."""

    roots: Mapping[str, Child]
    embedded: Mapping[str, Child]
    usual: Mapping[str, Model]


@cache
def grammar() -> Grammar:
    """The schema, read on the first call."""
    schema = _Schema((pkgutil.get_data(__package__, "wml.txt") or b"").decode())
    roots, embedded = schema.model("Part").children, schema.model("Embedded").children
    return Grammar(roots, embedded, schema.usual())


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
        self._definitions: dict[str, _Definition] = {}
        self._models = {"Any": ANY, "Unread": UNREAD}
        self._places: dict[_Definition, tuple[_Particle, ...]] = {}
        enumerations = []
        for namespace, mark, name, base, body in _statements(source):
            if mark == "%":
                enumerations.append((name, frozenset(body.split())))
            else:
                attributes, tokens = _split(body)
                self._definitions[name] = _Definition(namespace, base, mark, attributes, tokens)
        self._checks = checks(enumerations)

    def model(self, name: str) -> Model:
        """The model of the type `name`; it may hold itself, so it is entered before its children are made."""
        if name not in self._models:
            definition = self._definitions.get(name) or _Definition("w", "", "", (f"val:{name}!",), ())
            children: dict[str, Child] = {}
            required: list[Required] = []
            attributes, relations, needed = self._attributes(definition)
            text = next((token for token in definition.tokens if token.startswith("#")), "")
            characters = self._checks[text[1:]] if text[1:] else None
            once: set[str] = set()
            loose, lax = definition.mark in ("~", "~~"), definition.mark == "~~"
            self._models[name] = Model(
                name, loose, lax, bool(text), characters, attributes, relations, needed, children, required, once
            )
            self._fill(self._models[name], self._particles(definition))
        return self._models[name]

    def usual(self) -> dict[str, Model]:
        """The models with children of the tags that have one model only."""
        found: dict[str, set[str]] = {}
        for model in self._models.values():
            for tag, child in model.children.items():
                found.setdefault(tag, set()).add(child.model.name)
        only = {tag: self._models[next(iter(names))] for tag, names in found.items() if len(names) == 1}
        return {tag: model for tag, model in only.items() if model.children}

    def _fill(self, model: Model, particles: tuple[_Particle, ...]) -> None:
        for rank, particle in enumerate(particles):
            if particle.often in ("!", "+", "?"):
                model.required.append(Required(frozenset(tag for tag, _ in particle.children), particle.often == "?"))
            for tag, kind in particle.children:
                place = ANYWHERE if tag in model.children else rank
                model.children[tag] = Child(place, particle.often in ("*", "+", "&"), self.model(kind))
            if particle.often == "&":
                model.once.update(tag for tag, _ in particle.children)

    def _particles(self, definition: _Definition) -> tuple[_Particle, ...]:
        if definition not in self._places:
            self._places[definition] = tuple(self._places_in(definition))
        return self._places[definition]

    def _places_in(self, definition: _Definition) -> Iterator[_Particle]:
        if definition.base:
            yield from self._particles(self._definitions[definition.base])
        group: list[tuple[str, str]] | None = None
        for token in definition.tokens:
            if token == "(":
                group = []
            elif token.startswith(")"):
                yield _Particle(tuple(group or ()), token[1:])
                group = None
            elif token.startswith("@"):
                particles = self._particles(self._definitions[token[1:]])
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
            attributes, relations, needed = self._attributes(self._definitions[definition.base])
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
