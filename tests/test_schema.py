"""What editors are told a writer may type is what the reader reads: keys, shapes, words and ids, neither more nor less.

An editor reads YAML 1.2 (`no` is text, `0755` a number, a date text); the reader has a short list of its own. So each
document here is written once and read twice.
"""

from __future__ import annotations

import copy
import json
import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from briefing import content, payload, project, schema, show, starter
from briefing.content.blocks import KINDS
from briefing.diagnostics import Diagnostic, Place, Span
from briefing.model.content import Content
from briefing.model.record import Record

ROOT = Path(__file__).parent.parent
ROOMS = ("topic", "audiences")

TOPIC = """\
title: {text: Two firms, variants: {board: What to decide}}
subtitle: What it means
as_of: 2023-01-23
version: 1.10
language: no
owner: Briefing desk
contact: desk@example.org
status: draft
marking: TLP:AMBER
bottom_line: {text: They are partners., variants: {board: {file: note.md}}}
key_facts: {facts: [start], variants: {board: [sum]}}
sources:
  drum: {type: book, title: On, author: [{family: Wright, given: Webb}], editor: [{literal: Drum}], issued: early 2023}
  post: {description: A post, via: drum, interest: party}
facts:
  start: {value: 2019-07, claim: They began., sources: [drum], timeline: true, variants: {board: We began.}}
  share: {value: 4, kind: number, claim: A share., status: judgement, as_of: 2020, review_after: 2024-01-01}
  sum: {value: {amount: 1000, currency: USD}, claim: {file: note.md}, sources: [post, drum]}
terms:
  model: {label: language model, means: Software that writes., say: {board: writing tool}}
data: {price: 1.50, tags: [a, b]}
sections:
  - id: business
    title: Business
    blocks:
      - {id: b1, text: Read this, title: First, depth: full, only: [board], variants: {board: That}}
      - {id: b2, points: [One], not: [legal], variants: {board: {ordered: true, items: [Three]}}}
      - {id: b3, table: {columns: [Name, {title: Sum, align: right}], rows: [[a, true], ["", ~]], caption: Sums}}
      - {id: b4, table: {columns: [Name, Sum], rows: {csv: sums.csv}}}
      - {id: b5, chart: {kind: bar, columns: [Name, Sum], rows: [[a, 5]], alt: A, title: B, caption: C, width: 12 cm}}
      - {id: b6, timeline: all, variants: {board: [start]}}
      - {id: b7, quote: {text: We said so, by: A person, source: drum}}
      - {id: b8, callout: {kind: action, points: [Do it]}}
      - {id: b9, qa: [{q: Why so, a: Because.}]}
      - {id: b10, figure: {file: logo.png, alt: A logo, caption: Logo, width: 12 cm}}
"""
AUDIENCES = """\
depths: [brief, full]
audiences:
  legal: {label: Legal, template: memo.docx, depth: full, paper: Memo, order: [business], citations: footnotes}
  board:
    extends: legal
    label: Board
    require: [business]
    limits: {words: 350, sentence: 25, grade: 10, pages: 1, section: 90, sections: {business: 80}, headings: 2}
    avoid: [leverage]
    banned: {utilise: use}
    knows: [API]
omit: {board: {b9: too long}}
"""


class Editor(yaml.SafeLoader):
    """YAML 1.2 as editors read it: the core schema (10.3.2)."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


CORE: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "null": (r"~|null|Null|NULL|", lambda _: None),
    "bool": (r"true|True|TRUE|false|False|FALSE", lambda typed: typed.lower() == "true"),
    "int": (r"[-+]?[0-9]+", int),
    "octal": (r"0o[0-7]+", lambda typed: int(typed, 8)),
    "hexadecimal": (r"0x[0-9a-fA-F]+", lambda typed: int(typed, 16)),
    "float": (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
}
for tag, (pattern, read) in CORE.items():
    Editor.add_implicit_resolver(tag, re.compile(f"(?:{pattern})$"), None)
    Editor.add_constructor(tag, lambda _, node, read=read: read(node.value))  # type: ignore[misc]


class Bare(str):
    """A scalar typed without quotes."""

    __slots__ = ()


def as_editor(text: str) -> Any:
    return yaml.load(text, Loader=Editor)


def typed(value: Any) -> str:
    """YAML in brackets. Days, months and shares stay without quotes, since in quotes the reader takes them for text."""
    match value:
        case dict():
            return "{" + ", ".join(f"{json.dumps(key)}: {typed(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(typed, value)) + "]"
        case Bare():
            return value
        case str() if re.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", value):
            return value
        case _:
            return json.dumps(value, ensure_ascii=False)


EXAMPLE = {"topic": as_editor(TOPIC), "audiences": as_editor(AUDIENCES)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("content")
    (folder / "note.md").write_text("A note.")
    (folder / "sums.csv").write_text("name,sum\nx,5\n")
    (folder / "logo.png").write_bytes(b"")
    return folder


def loaded(folder: Path, documents: Mapping[str, Any]) -> tuple[Content | None, list[Diagnostic]]:
    """What the reader makes of a topic and its audiences, and the errors that it finds."""
    for name in ROOMS:
        (folder / f"{name}.yaml").write_text(typed(documents[name]), encoding="utf-8")
    read, faults = content.load(folder / "topic.yaml", folder / "audiences.yaml")
    return read, [fault for fault in faults if fault.is_error]


def underlined(read: Content, documents: Mapping[str, Any]) -> list[str]:
    """What an editor finds wrong in a topic and its audiences, by the schemas with their ids."""
    written = {
        "topic": schema.topic_schema(read.topic, read.audiences),
        "audiences": schema.audiences_schema((read.topic,), read.audiences),
    }
    return [f"{name}: {what}" for name in ROOMS for what in refused(written[name], documents[name])]


def refused(written: Mapping[str, Any], document: Any) -> list[str]:
    """What a schema says against a document."""
    return [f"{error.json_path}: {error.message[:100]}" for error in Draft7Validator(written).iter_errors(document)]


# What the schema says of a document, spot by spot


class Spot:
    """A value of a document with the schemas that it meets."""

    def __init__(self, path: tuple[Any, ...], value: Any, shape: dict[str, Any]) -> None:
        self.path, self.value, self.shape = path, value, shape


def spots(root: dict[str, Any], value: Any, shape: Any = None, path: tuple[Any, ...] = ()) -> Iterator[Spot]:
    """Every value of a sound document with each plain schema (no reference, no choice) that it meets there."""
    shape = root if shape is None else shape
    if "$ref" in shape:
        yield from spots(root, value, definition(root, shape), path)
        return
    for branch in shape.get("anyOf", ()):
        if Draft7Validator(branch | {"definitions": root["definitions"]}).is_valid(value):
            yield from spots(root, value, branch, path)
    for rule in shape.get("allOf", ()):
        if Draft7Validator(rule.get("if", False)).is_valid(value):
            yield from spots(root, value, rule.get("then", {}), path)
    yield Spot(path, value, shape)
    if isinstance(value, dict):
        for key, each in value.items():
            inner = shape.get("properties", {}).get(key, shape.get("additionalProperties"))
            inner = next(iter(shape.get("patternProperties", {}).values()), inner)
            if isinstance(inner, dict):
                yield from spots(root, each, inner, (*path, key))
    if isinstance(value, list) and "items" in shape:
        for at, each in enumerate(value):
            yield from spots(root, each, shape["items"], (*path, at))


def definition(root: dict[str, Any], shape: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = root["definitions"][shape["$ref"].rpartition("/")[2]]
    return found


def closed(shape: Any) -> Iterator[int]:
    """The mappings with keys of their own that a schema describes."""
    if isinstance(shape, dict):
        if shape.get("additionalProperties") is False and shape.get("properties"):
            yield id(shape)
        for each in shape.values():
            yield from closed(each)
    elif isinstance(shape, list):
        for each in shape:
            yield from closed(each)


def changed(document: Any, path: tuple[Any, ...], change: Callable[[Any], Any]) -> Any:
    """The document with another value at a path. What the change gives as `...` is taken away."""
    if not path:
        return change(document)
    inner = copy.copy(document)
    made = changed(document[path[0]], path[1:], change)
    if made is ...:
        del inner[path[0]]
    else:
        inner[path[0]] = made
    return inner


def known_here(faults: list[Diagnostic], *codes: str) -> set[str]:
    """The keys or words that the reader says it knows, in the hint of its one complaint of these kinds."""
    (hints,) = [fault.hints for fault in faults if fault.code in codes]
    (hint,) = [hint for hint in hints if hint.startswith("known here: ")]
    return set(hint.removeprefix("known here: ").split(", "))


# The laws


def test_the_example_has_no_mistakes(folder: Path) -> None:
    read, faults = loaded(folder, EXAMPLE)
    assert faults == []
    assert read
    assert underlined(read, EXAMPLE) == []


def test_what_is_shipped_is_accepted() -> None:
    (path,) = (ROOT / "content").glob("openai*.yaml")
    read, _ = content.load(path, ROOT / "content/audiences.yaml", ROOT)
    assert read
    texts = {"topic": path, "audiences": ROOT / "content/audiences.yaml"}
    assert underlined(read, {name: as_editor(file.read_text(encoding="utf-8")) for name, file in texts.items()}) == []
    brand = as_editor((ROOT / "templates/brand.yaml").read_text(encoding="utf-8"))
    assert refused(schema.brand_schema(), brand) == []


@pytest.mark.parametrize("name", ROOMS)
def test_the_keys_of_each_mapping_are_those_that_the_reader_asks_for(folder: Path, name: str) -> None:
    root = dict(schema.BY_NAME[name]())
    left = set(closed(root))
    for spot in spots(root, EXAMPLE[name]):
        if id(spot.shape) in left:
            left.remove(id(spot.shape))
            mistaken = changed(EXAMPLE[name], spot.path, lambda value: {**value, "zzz": "?"})
            _, faults = loaded(folder, EXAMPLE | {name: mistaken})
            assert known_here(faults, "C120") == set(spot.shape["properties"]), spot.path
    assert left == set(), "the example lacks one of the mappings that the schema describes"


@pytest.mark.parametrize("name", ROOMS)
def test_the_words_of_each_choice_are_those_that_the_reader_knows(folder: Path, name: str) -> None:
    everything = spots(dict(schema.BY_NAME[name]()), EXAMPLE[name])
    choices = [spot for spot in everything if "enum" in spot.shape and spot.value != "all"]
    assert len(choices) >= {"topic": 6, "audiences": 1}[name]
    for spot in choices:
        _, faults = loaded(folder, EXAMPLE | {name: changed(EXAMPLE[name], spot.path, lambda _: "zzz")})
        assert known_here(faults, "C125") == set(spot.shape["enum"]), spot.path


SHAPES = "C113 C120 C121 C122 C123 C125 C128 C129 C130 C131 C133 C134 C135 C136 C143 C144".split()
"""Codes of wrong keys, shapes, words and ids: what a schema can see."""

BLOCKS = ("sections", 0, "blocks")
SHORT = EXAMPLE | {"topic": changed(EXAMPLE["topic"], BLOCKS, lambda blocks: blocks[:1])}
INSTEAD: tuple[Any, ...] = (..., None, [], {}, "", "some words", 5, True, ["some words"], {"zzz": "?"}, "2023-01-23")


@pytest.mark.parametrize("name", ROOMS)
def test_the_schema_refuses_the_mistakes_that_the_reader_does(folder: Path, name: str) -> None:
    for path, instead in mutations(dict(schema.BY_NAME[name]()), EXAMPLE[name]):
        document, short = with_one_block(EXAMPLE[name], path)
        documents = SHORT | {name: changed(document, short, partial(replaced, instead))}
        read, faults = loaded(folder, documents)
        assert read
        marks = underlined(read, documents)
        wrong = [fault.message for fault in faults if fault.code in SHAPES and not beyond(fault)]
        where = f"{path}: {instead!r}"
        assert bool(marks) or not wrong, f"{where}: the schema accepts what is wrong: {wrong}"
        assert bool(faults) or not marks, f"{where}: the schema refuses what the reader takes: {marks}"


def mutations(root: dict[str, Any], document: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every value taken away, and emptied; of values with the same schema, one replaced by everything else as well."""
    shapes: dict[tuple[Any, ...], list[Any]] = {}
    for spot in spots(root, document):
        if spot.path:
            shapes.setdefault(spot.path, []).append({**spot.shape, "description": "", "examples": [], "default": ""})
    seen = set()
    for path, found in shapes.items():
        shape = json.dumps(found)
        for instead in INSTEAD[: 2 if shape in seen else None]:
            yield path, instead
        seen.add(shape)


def replaced(instead: Any, _: Any) -> Any:
    return instead


def with_one_block(document: Any, path: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """The document with only that block which a path leads into, and the path there: a short one takes less time."""
    if "sections" not in document:
        return document, path
    inside = path[:3] == BLOCKS and len(path) > len(BLOCKS)
    kept = path[3] if inside else 0
    short = changed(document, BLOCKS, lambda blocks: [blocks[kept]])
    return short, (*BLOCKS, 0, *path[4:]) if inside else path


def beyond(fault: Diagnostic) -> bool:
    """Whether it takes two values, or the quotation marks, to see this mistake."""
    return fault.message.startswith("this value is no ") or (
        fault.code == "C122" and fault.message.endswith("must be a day, not text")
    )


@pytest.mark.parametrize("key", schema.settings_schema()["properties"])
def test_settings_are_refused_as_the_reader_refuses_them(tmp_path: Path, key: str) -> None:
    (tmp_path / "content").mkdir()
    for value in (
        *INSTEAD[1:-1],
        "papers",
        "a/b",
        "../out",
        "a/../b",
        "/tmp",
        "a..b",
        ["C140"],
        ["C101"],
        ["C140", "x"],
    ):
        (tmp_path / project.SETTINGS).write_text(typed({key: value}))
        _, faults = project.find(tmp_path)
        wrong = [fault.message for fault in faults if fault.code in ("P106", "P107", "P112")]
        assert bool(wrong) == bool(refused(schema.settings_schema(), {key: value})), (key, value, wrong)


def test_the_settings_and_a_brand_have_the_keys_that_are_read(tmp_path: Path) -> None:
    (tmp_path / project.SETTINGS).write_text("zzz: 1")
    _, faults = project.find(tmp_path)
    assert known_here(list(faults), "P106") == set(schema.settings_schema()["properties"])
    described = schema.brand_schema()["properties"]
    _, faults = starter.brand(Record({"zzz": 1}))
    assert known_here(list(faults), "P201") == set(described)
    _, faults = starter.brand(Record({"colours": Record({"zzz": 1})}))
    assert known_here(list(faults), "P201") == set(described["colours"]["properties"])


def test_empty_settings_mark_a_root(tmp_path: Path) -> None:
    assert refused(schema.settings_schema(), as_editor("# nothing here\n")) == []


@pytest.mark.parametrize("key", schema.brand_schema()["properties"])
def test_a_brand_is_refused_as_the_reader_refuses_it(tmp_path: Path, key: str) -> None:
    for value in (*INSTEAD[1:-1], "A4", "Letter", "letter", "en-GB", "en_GB", {"accent": "#0B5563"}, {"accent": "red"}):
        (tmp_path / "brand.yaml").write_text(typed({key: value}))
        record, _ = payload.read(tmp_path / "brand.yaml")
        codes = {fault.code for fault in starter.brand(record)[1]}
        marks = refused(schema.brand_schema(), as_editor(typed({key: value})))
        assert bool(marks) or not codes & {"P201", "P202"}, (key, value)
        assert bool(codes) or not marks, (key, value, marks)


# Documents made from the schema itself

TOKENS = "no on 1.0 0755 1_000 1e5 +4 0x1F .5 12:30 2023-01-23 2019-07 2019 true plain '5' -1.50".split()
WILD = ["[]", "{}", "''", "{zzz: 1}", "[~]", "~", "Null", *TOKENS]
NAMES = {"sources": ["drum", "post"], "facts": ["start", "share", "sum"], "audiences": ["legal", "board"]}
GIVEN: Mapping[str, Any] = {"depths": ["brief", "full"], "file": "note.md", "csv": "sums.csv", "template": "memo.docx"}
TOGETHER = ("extends", "chart", "timeline", "kind")  # right or wrong by what stands beside them: the law above has them


class Drawing:
    """A document being drawn along a schema: mostly what it allows, now and then anything."""

    def __init__(self, root: dict[str, Any], data: st.DataObject) -> None:
        self.root, self.data = root, data
        self.new_ids = iter(["business", *(f"id_{number}" for number in range(1000))])

    def one_of(self, choices: Sequence[Any]) -> Any:
        return self.data.draw(st.sampled_from(choices))

    def seldom(self) -> bool:
        return self.data.draw(st.integers(0, 400)) == 400

    def value(self, shape: dict[str, Any], key: str = "") -> Any:
        if key in GIVEN:
            return GIVEN[key]
        if self.seldom():
            return Bare(self.one_of(WILD))
        if "$ref" in shape:
            return self.value(definition(self.root, shape), key)
        if "anyOf" in shape:
            branches = [each for each in shape["anyOf"] if each != {"$ref": "#/definitions/nothing"} or self.seldom()]
            return self.value(self.one_of(branches), key)
        if "enum" in shape:
            return self.one_of(shape["enum"])
        if "not" in shape:
            return Bare("~" if "null" not in shape["not"]["type"] else "true")
        match shape.get("type"):
            case "object":
                return self.mapping(shape, key)
            case "array":
                return self.items(shape, key)
            case "boolean":
                return self.data.draw(st.booleans())
            case "integer":
                return self.data.draw(st.integers(shape["minimum"], shape.get("maximum", 9999)))
            case "number":
                return self.data.draw(st.integers())
        return self.text(shape, key)

    def text(self, shape: dict[str, Any], key: str) -> Any:
        if key == "id":
            return next(self.new_ids)
        if "number" in shape["type"]:
            return Bare(self.one_of(TOKENS))
        if "[0-9]{4}" in shape["pattern"]:
            return "2023-01-23"
        return self.data.draw(st.from_regex(shape["pattern"])).strip()

    def items(self, shape: dict[str, Any], key: str) -> list[Any]:
        """As many as the least or one more; two in tables, whose rows are as wide as the file of rows."""
        least = max(shape.get("minItems", 0), int(key in ("sections", "sources")))
        many = 2 if key in ("columns", "row") else self.data.draw(st.integers(least, least + 1))
        items = [self.value(shape["items"], "row" if key == "rows" else "") for _ in range(many)]
        return list({typed(item): item for item in items}.values()) if shape.get("uniqueItems") else items

    def mapping(self, shape: dict[str, Any], key: str) -> Any:
        properties = dict(shape.get("properties", {}))
        if not properties:
            inner = shape.get("additionalProperties", {"enum": [1]})
            return {name: self.value(inner) for name in NAMES.get(key, ["one"])}
        keys = set(self.data.draw(st.lists(st.sampled_from([*properties]), unique=True))) - {*TOGETHER}
        keys |= {*shape.get("required", ()), *(NAMES if shape is self.root else ())}
        for rule in shape.get("allOf", ()):
            self.keep(rule, keys, properties)
        return {name: self.value(properties[name], name) for name in properties if name in keys}

    def keep(self, rule: dict[str, Any], keys: set[str], properties: dict[str, Any]) -> None:
        """Adds and takes away what a rule demands."""
        choices = [{*choice["required"]} for choice in rule.get("anyOf", ()) if not {*choice["required"]} & {*TOGETHER}]
        if choices and not any(choice <= keys for choice in choices):
            keys |= self.one_of(choices)
        holds = "if" in rule and {*rule["if"]["required"]} <= keys
        for name, demand in rule["if"]["properties"].items() if holds else ():
            properties[name] = {"enum": [demand["const"]]} if "const" in demand else properties[name]
        for name, demand in rule.get("then", {}).get("properties", {}).items() if holds else ():
            if demand.get("type") == "null":
                keys.discard(name)
            else:
                properties[name] = demand
        if not holds:
            keys |= {*rule.get("else", {}).get("required", ())}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data(), name=st.sampled_from(ROOMS))
def test_what_the_reader_takes_the_schema_accepts(folder: Path, data: st.DataObject, name: str) -> None:
    example, _ = loaded(folder, EXAMPLE)
    assert example
    root = {
        "topic": schema.topic_schema(example.topic, example.audiences),
        "audiences": schema.audiences_schema((example.topic,), example.audiences),
    }[name]
    document = Drawing(root, data).value(root)
    read, faults = loaded(folder, EXAMPLE | {name: document})
    if read is not None:
        marks = underlined(read, EXAMPLE | {name: as_editor(typed(document))})
        assert faults or not marks
        if not marks:
            assert [fault.message for fault in faults if fault.code in SHAPES and not beyond(fault)] == []


# Words that help, and files


def described(shape: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that a schema describes."""
    if isinstance(shape, dict):
        if shape.get("additionalProperties") is False:
            yield from ((f"{path}/{key}", each) for key, each in shape.get("properties", {}).items())
        for key, each in shape.items():
            yield from described(each, f"{path}/{key}")
    elif isinstance(shape, list):
        for each in shape:
            yield from described(each, path)


@pytest.mark.parametrize("name", schema.BY_NAME)
def test_every_key_is_explained_in_a_sentence(name: str) -> None:
    poor = [key for key, each in described(schema.BY_NAME[name]()) if not each["description"].endswith(("`.", "."))]
    assert poor == []


@pytest.mark.parametrize("name", schema.BY_NAME)
def test_each_schema_is_one(name: str) -> None:
    Draft7Validator.check_schema(schema.BY_NAME[name]())


def test_a_snippet_gives_a_sound_block_once_it_is_filled_in() -> None:
    root = dict(schema.topic_schema())
    block = root["properties"]["sections"]["items"]["properties"]["blocks"]["items"]
    assert [each["label"] for each in block["defaultSnippets"]] == [f"{kind} block" for kind in KINDS]
    for each in block["defaultSnippets"]:
        body = re.sub(r"\$\{\d:(\w+)\}", r"\1", json.dumps(each["body"]))
        typed_in = yaml.safe_dump(json.loads(re.sub(r"\$\d", "word", body))).replace("'", "")
        assert refused(block | {"definitions": root["definitions"]}, as_editor(typed_in)) == [], each["label"]


def test_the_files_are_named_for_what_they_describe(folder: Path) -> None:
    read, _ = loaded(folder, EXAMPLE)
    assert read
    files = schema.written((read.topic,), read.audiences, ("memo.docx", "note.docx"))
    assert sorted(files) == [f"{name}.schema.json" for name in ("audiences", "brand", "settings", "topic")]
    readers = json.loads(files["audiences.schema.json"])
    changed_template = changed(EXAMPLE["audiences"], ("audiences", "legal", "template"), lambda _: "mme.docx")
    assert refused(readers, EXAMPLE["audiences"]) == []
    assert [mark.partition(":")[0] for mark in refused(readers, changed_template)] == ["$.audiences.legal.template"]


def test_a_topic_called_settings_keeps_its_schema(folder: Path) -> None:
    read, _ = loaded(folder, EXAMPLE)
    assert read
    files = schema.written((read.topic._replace(id="settings"),), read.audiences)
    assert json.loads(files["settings.schema.json"]) == schema.topic_schema(read.topic, read.audiences)


def test_a_modeline_leads_from_the_file_to_its_schema() -> None:
    assert schema.modeline("ships") == "# yaml-language-server: $schema=../.briefing/ships.schema.json"
    assert schema.modeline("settings", 0) == "# yaml-language-server: $schema=.briefing/settings.schema.json"


# The pages


def blocks_of(page: str, language: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [block for written, block in found if written == language]


def commands_typed() -> Iterator[str]:
    """Each call of briefing that the pages and the hook have."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    yield hook["entry"]
    for workflow in map(yaml.safe_load, blocks_of("continuous.md", "yaml")):
        for job in workflow.get("jobs", {}).values():
            yield from (step["run"] for step in job["steps"] if step.get("run", "").startswith("briefing "))
    yield from (task["command"] for block in blocks_of("editors.md", "json") for task in json.loads(block)["tasks"])
    yield from (line for block in blocks_of("editors.md", "") for line in block.splitlines())


@pytest.mark.parametrize("line", list(commands_typed()))
def test_the_commands_of_the_pages_exist_with_their_options(line: str) -> None:
    import typer

    from briefing.cli import app

    program, name, *options = shlex.split(line.partition(" > ")[0])
    assert program == "briefing"
    group: Any = typer.main.get_command(app)
    known = {each: parameter for parameter in group.commands[name].params for each in parameter.opts}
    for option, value in zip(options, (*options[1:], ""), strict=True):
        assert option in known or not option.startswith("-"), f"{name} has no {option}"
        if option == "--format":
            assert value in known[option].type.choices


def test_the_workflows_and_the_hook_are_sound() -> None:
    configuration, *workflows = map(yaml.safe_load, blocks_of("continuous.md", "yaml"))
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [each["id"] for each in configuration["repos"][0]["hooks"]] == [hook["id"]]
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)
    files = ["content/ships.yaml", "templates/memo.docx", "briefing.yaml", "docs/content.md"]
    assert [bool(re.search(hook["files"], file)) for file in files] == [True, True, True, False]
    assert len(workflows) == 2
    for workflow in workflows:
        steps = workflow["jobs"]["check"]["steps"]
        assert all(("run" in step) != ("uses" in step) for step in steps)


def test_the_problem_matcher_reads_what_short_prints() -> None:
    (tasks,) = map(json.loads, blocks_of("editors.md", "json"))
    pattern = tasks["tasks"][0]["problemMatcher"]["pattern"]
    faults = (
        Diagnostic("C120", "unknown key 'a: b'", Span("content/ships.yaml", 9, 3)),
        Diagnostic("T310", "no field", Place("templates/memo.docx", "word/document.xml", paragraph=7)),
        Diagnostic("P104", "missing", Span("templates")),
    )
    found = [re.fullmatch(pattern["regexp"], line) for line in show.short(faults).splitlines()]
    names = ("file", "line", "column", "severity", "code", "message")
    assert [tuple(each and each[pattern[name]] for name in names) for each in found] == [
        ("content/ships.yaml", "9", "3", "error", "C120", "unknown key 'a: b'"),
        ("templates", None, None, "error", "P104", "missing"),
        ("templates/memo.docx", "7", None, "error", "T310", "no field"),
    ]
