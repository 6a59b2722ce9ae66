"""Whole templates with their data against a readable dump of what they render to; `--accept` writes it anew."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import yaml

from briefing import Template
from briefing.word.verify import verify
from tests.golden.make import FOLDER, TEMPLATES
from tests.word.dump import stories
from tests.word.merging import merged
from tests.word.sketch import members

PAGES = FOLDER.parent.parent / "docs" / "guide"
GUIDE = sorted(path.stem for path in PAGES.glob("*.yaml"))
TITLES = sorted(path.parent.name for path in FOLDER.glob("*/template.docx"))


def readable(data: bytes) -> str:
    """Every story under its name, and the title of the file."""
    parts = [f"== {name}\n{text}\n" for name, text in stories(data).items()]
    core = members(data).get("docProps/core.xml", b"").decode()
    title = core.partition("<dc:title>")[2].partition("</dc:title>")[0]
    return "\n".join([*parts, f"== title\n{title}\n"])


@pytest.mark.parametrize("title", TITLES)
def test_a_template_renders_to_what_was_accepted(title: str, request: pytest.FixtureRequest) -> None:
    folder: Path = FOLDER / title
    values = yaml.safe_load((folder / "data.yaml").read_text(encoding="utf-8"))
    data, _ = merged((folder / "template.docx").read_bytes(), **values)
    expected = folder / "expected.txt"
    if request.config.getoption("--accept"):
        expected.write_text(readable(data), encoding="utf-8")
    assert readable(data) == expected.read_text(encoding="utf-8")


def test_the_sketched_templates_are_as_the_script_makes_them() -> None:
    made = {title: members((FOLDER / title / "template.docx").read_bytes()) for title in TEMPLATES}
    assert made == {title: members(data) for title, data in TEMPLATES.items()}


@pytest.mark.parametrize("title", GUIDE)
def test_a_page_of_the_guide_reads_as_was_accepted(title: str, request: pytest.FixtureRequest) -> None:
    values = yaml.safe_load((PAGES / f"{title}.yaml").read_text(encoding="utf-8"))
    stream = io.BytesIO()
    assert Template(PAGES / f"{title}.docx").render(values, stream, pictures=PAGES) == ()
    assert [one for one in verify(stream.getvalue(), title) if one.is_error] == []
    expected = FOLDER / "guide" / f"{title}.txt"
    if request.config.getoption("--accept"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(readable(stream.getvalue()), encoding="utf-8")
    assert readable(stream.getvalue()) == expected.read_text(encoding="utf-8")
