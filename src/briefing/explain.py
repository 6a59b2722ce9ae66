"""A code → why it is one, with an example that is wrong and one that is right.

For a terminal, and for the page docs/codes.md. The examples are data, one file per stage in codes/examples, read when
asked for; every one of them is run by the tests.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from briefing import datafile
from briefing.codes import CODES, Code
from briefing.diagnostics import Diagnostic, did_you_mean
from briefing.model.record import NOTHING, Record

WIDTH = 100
"""Columns of what is printed."""

_IN_BRACKETS = "What stands in square brackets is made in Word."
EXAMPLES = Path(__file__).parent / "codes" / "examples"
_RED, _YELLOW, _CYAN = "1;31", "1;33", "36"


class Stage(NamedTuple):
    """What codes that begin alike are about: the file of their examples, and the heading over them."""

    file: str
    heading: str


STAGES: Mapping[str, Stage] = {
    "P": Stage("project", "Projects, brands and commands"),
    "C": Stage("content", "Content"),
    "A": Stage("audience", "Audiences"),
    "Q": Stage("quality", "Quality"),
    "T": Stage("template", "Templates"),
    "R": Stage("rendering", "Rendering"),
    "O1": Stage("output", "Files that are made"),
    "O2": Stage("output", "Files that are not valid"),
    "O3": Stage("access", "Files that some readers cannot read"),
    "O4": Stage("output", "Files and what made them"),
}


class Kind(NamedTuple):
    """A kind of text that an example shows: where such a text stands, and in which language Markdown colours it."""

    label: str
    language: str = ""


KINDS: Mapping[str, Kind] = {
    "topic": Kind("content/topic.yaml", "yaml"),
    "blocks": Kind("content/topic.yaml, blocks of a section", "yaml"),
    "audiences": Kind("content/audiences.yaml", "yaml"),
    "settings": Kind("briefing.yaml", "yaml"),
    "lock": Kind("briefing.lock", "yaml"),
    "text": Kind("content/report.md"),
    "brand": Kind("brand.yaml", "yaml"),
    "data": Kind("data.yaml", "yaml"),
    "json": Kind("data.json", "json"),
    "csv": Kind("content/sales.csv"),
    "template": Kind("templates/note.docx"),
    "snippet": Kind("templates/clause.docx"),
    "command": Kind("typed"),
    "circumstance": Kind(""),
    "members": Kind("in the zip"),
    "xml": Kind("", "xml"),
}


class Example(NamedTuple):
    """What gives a code, and what to have in its place. `beside` are texts that belong to both, by kind; `part` is the
    member of the Word file that XML is from, and `note` says one more thing."""

    kind: str
    wrong: str
    right: str
    beside: Mapping[str, str] = NOTHING
    part: str = ""
    note: str = ""

    @property
    def place(self) -> str:
        """The file that the example shows a stretch of."""
        main = "word/document.xml" if self.kind == "xml" else KINDS[self.kind].label
        return self.part or main


class Passage(NamedTuple):
    """A text to show: what is said over it, and the lines as they are typed; or plain words, if no kind of file."""

    label: str
    text: str
    language: str = ""
    is_typed: bool = True


def explain(code: str, *, colour: bool = False) -> tuple[str, tuple[Diagnostic, ...]]:
    """The page about a code, for a terminal; `colour` adds ANSI colours. Of a letter (`T`), a letter and a digit (`T2`)
    or `all`, a list of the codes. Small letters will do. Of what is no code, a diagnostic."""
    wanted = code.strip().upper()
    if wanted in CODES:
        return _page_of(wanted, colour), ()
    listed = [one for one in CODES if wanted == "ALL" or (len(wanted) in (1, 2) and one.startswith(wanted))]
    if listed:
        return "".join(f"{one}  {CODES[one].severity:7}  {CODES[one].title}\n" for one in in_order(listed)), ()
    hints = (*did_you_mean(wanted, CODES), "`briefing explain all` lists them")
    return "", (Diagnostic("P109", f"there is no code '{code}'", None, hints),)


def page() -> str:
    """All codes as one page of Markdown, docs/codes.md: a heading for each, which is its anchor."""
    return _HEAD + "".join(
        f"\n## {stage.heading}\n" + "".join(f"\n{_section(code)}" for code in in_order(CODES) if code.startswith(first))
        for first, stage in STAGES.items()
    )


def in_order(codes: list[str] | Mapping[str, Code]) -> list[str]:
    """Codes as they are listed: stage after stage, by their numbers."""
    firsts = [*STAGES]
    return sorted(codes, key=lambda code: (firsts.index(_first(code)), code))


def _first(code: str) -> str:
    """What the codes of its stage begin with."""
    return code[:1] if code[:1] in STAGES else code[:2]


def example(code: str) -> Example | None:
    """The example of a code; None if there is none."""
    return examples(file_of(code)).get(code)


def file_of(code: str) -> str:
    """The file of its example, without its ending."""
    return STAGES[_first(code)].file


@cache
def examples(stage: str) -> Mapping[str, Example]:
    """The examples of a stage by code."""
    document, _ = datafile.read(EXAMPLES / f"{stage}.yaml")
    entries = document.root if document else None
    if not isinstance(entries, Record):
        return {}
    return {code: _example(entry) for code, entry in entries.items() if isinstance(entry, Record)}


def _example(entry: Record) -> Example:
    """The first key is the kind of what is wrong; `with` holds what belongs to both."""
    kind = next(iter(entry))
    beside = entry.get("with")
    return Example(
        kind,
        _text(entry[kind]),
        _text(entry.get("instead")),
        {name: _text(value) for name, value in beside.items()} if isinstance(beside, Record) else {},
        _text(entry.get("part")),
        _text(entry.get("note")),
    )


def _text(value: object) -> str:
    return "" if value is None else str(value).strip("\n")


def _passages(shown: Example) -> Iterator[Passage]:
    """What is shown of an example, in order: what belongs to both sides, the wrong, the right, one more word."""
    for kind, text in shown.beside.items():
        yield Passage(f"{KINDS[kind].label}:", text, KINDS[kind].language)
    language, typed = KINDS[shown.kind].language, shown.kind != "circumstance"
    for side, words, text in (("wrong", "For example:", shown.wrong), ("right", "What to do:", shown.right)):
        yield Passage(f"{shown.place}, {side}:" if typed else words, text, language, typed)
    if shown.note:
        yield Passage("", shown.note, is_typed=False)


def _page_of(code: str, colour: bool) -> str:
    severity, title, explanation = CODES[code]
    head = f"{_painted(f'{severity}[{code}]', _RED if severity == 'error' else _YELLOW, colour)}: {title}"
    shown = example(code)
    passages = [_for_terminal(one, colour) for one in _passages(shown)] if shown else []
    if shown and any("[" in text for text in _of_word(shown)):
        passages.append(_IN_BRACKETS)
    return "\n\n".join((head, _wrapped(explanation), *passages)) + "\n"


def _of_word(shown: Example) -> Iterator[str]:
    """The texts of an example that stand for Word files."""
    texts = [*shown.beside.items(), (shown.kind, shown.wrong), (shown.kind, shown.right)]
    return (text for kind, text in texts if KINDS[kind].label.endswith(".docx"))


def _for_terminal(passage: Passage, colour: bool) -> str:
    if not passage.is_typed:
        return _wrapped(f"{passage.label} {passage.text}".strip())
    return f"{_painted(passage.label, _CYAN, colour)}\n\n{textwrap.indent(passage.text, '    ')}"


def _painted(words: str, colour: str, on: bool) -> str:
    return f"\x1b[{colour}m{words}\x1b[0m" if on else words


def _wrapped(words: str) -> str:
    return textwrap.fill(words, WIDTH, break_long_words=False, break_on_hyphens=False)


_HEAD = """\
# Codes

Everything that `briefing` says is wrong has a code, and each is explained here, with an example that is wrong and one
that is right; `briefing explain T310` prints the same. An error means that no file is written. A warning can be
silenced by its code (`ignore: [C140]` in briefing.yaml) or taken for an error (`--strict`).

The examples show as much of a file as matters. In those of Word files a line is a paragraph, a line between bars is a
row of a table, and what stands in square brackets, such as `[page break]`, is made in Word.

This page is written by `make codes`, and every example on it is run by the tests.
"""


def _section(code: str) -> str:
    severity, title, explanation = CODES[code]
    shown = example(code)
    passages = map(_for_markdown, _passages(shown)) if shown else ()
    return "\n\n".join(chain((f"### {code}", f"**{severity}: {title}.** {explanation}"), passages)) + "\n"


def _for_markdown(passage: Passage) -> str:
    if not passage.is_typed:
        return f"{passage.label} {passage.text}".strip()
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", passage.text)), default=0))
    return f"{passage.label}\n\n{fence}{passage.language}\n{passage.text}\n{fence}"
