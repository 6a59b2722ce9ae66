"""What is thrown at the tool, and the law: a sound file or an error, never anything else."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from briefing import payload, pipeline, render, show, template
from briefing.diagnostics import Diagnostic, has_errors
from briefing.word.verify import verify
from tests.examples import lay_out

DATA: Mapping[str, object] = {
    "x": "R&D <b> {{ 5 }}",
    "xs": ["a", "b\tc\nd"],
    "y": {"z": "*e*"},
    "data": {},
    "long": "w" * 500,
}
TOLD_IN = 2_000  # characters of a message, at most


def of_template(data: bytes) -> None:
    """A template of any bytes, with data that it may or may not ask for."""
    assert_told(verify(data, "t.docx"))
    compiled, said = template.compile_docx(data, "t.docx")
    assert_told(said)
    if compiled is None:
        assert has_errors(said)
        return
    for lenient in (False, True):
        stream = io.BytesIO()
        found = (*said, *(() if lenient else compiled.unsound), *render.render(compiled, DATA, stream, lenient=lenient))
        assert_told(found)
        if not lenient and not has_errors(found):
            assert_sound(stream.getvalue())


def of_data(text: bytes, suffix: str) -> None:
    """A file of data with any bytes in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"data{suffix}"
        path.write_bytes(text)
        _, said = payload.read(path)
        assert_told(said)


def of_yaml(text: bytes) -> None:
    """Data in YAML."""
    of_data(text, ".yaml")


def of_json(text: bytes) -> None:
    """Data in JSON."""
    of_data(text, ".json")


def of_topic(text: bytes) -> None:
    """A topic of any text, in a project that is sound else."""
    of_project("content/topic.yaml", text)


def of_audiences(text: bytes) -> None:
    """Audiences of any text, in a project that is sound else."""
    of_project("content/audiences.yaml", text)


def of_project(name: str, text: bytes) -> None:
    """A project with one file changed is checked, and built if it is sound; a failed build leaves what was there."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        lay_out(root)
        (root / name).write_bytes(text)
        (root / "build").mkdir()
        (root / "build/topic-board.docx").write_bytes(b"old")
        found = pipeline.check(root).diagnostics
        assert_told(found)
        outcome = pipeline.build(root)
        assert has_errors(outcome.diagnostics) == has_errors(found)
        if outcome.files:
            for path in outcome.files:
                assert_sound(path.read_bytes())
        else:
            assert [path.name for path in (root / "build").iterdir()] == ["topic-board.docx"]
            assert (root / "build/topic-board.docx").read_bytes() == b"old"


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "template": of_template,
    "yaml": of_yaml,
    "json": of_json,
    "topic": of_topic,
    "audiences": of_audiences,
}
"""By the first word of the name of a case that is kept."""


def assert_told(said: tuple[Diagnostic, ...]) -> None:
    """What is said is said in one line each, of a length that somebody reads."""
    assert all(one.message.strip() for one in said)
    shown = show.short(said, most=0).splitlines()
    assert len(shown) == len(said)
    for line in shown:
        assert len(line) < TOLD_IN, line[:200]
        assert line.isprintable(), line[:200]


def assert_sound(data: bytes) -> None:
    """A file that was written is valid."""
    assert data.startswith(b"PK")
    assert [f"{one.code} {one.message}" for one in verify(data, "o.docx") if one.is_error] == []
