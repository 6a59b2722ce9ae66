"""docs/guide.md is so: its templates render as its pictures show, with the data that it prints."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from briefing.word.verify import tags_left, verify
from scripts.guide import prints
from scripts.guide.paper import docx
from scripts.guide.topics import FOLDER, SNIPPETS, TOPICS
from tests.word.drawn import Shown

PAGE = FOLDER.parent / "guide.md"
SECTION = re.compile(r"^### [^\n]+\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
LARGEST = 60_000  # bytes of a picture
ANEW = "what the picture shows is no longer so: run `make guide`, and look at it"


@pytest.fixture(scope="module")
def sections() -> list[str]:
    return SECTION.findall(PAGE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("topic", TOPICS)
def test_a_template_renders_without_a_warning_to_what_its_picture_shows(topic: str, tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    assert prints.rendered(topic, made) == ()
    assert verify(made.read_bytes(), topic) == tags_left(made.read_bytes(), topic) == ()
    with Image.open(FOLDER / f"{topic}.png") as picture:
        assert picture.info[prints.KEY] == prints.digest(topic, made), ANEW


@pytest.mark.parametrize("name", [*TOPICS, *SNIPPETS])
def test_a_template_is_a_sound_file_as_the_script_makes_it(name: str) -> None:
    data = (FOLDER / f"{name}.docx").read_bytes()
    assert verify(data, name) == ()
    made = docx({**TOPICS, **SNIPPETS}[name])
    assert list(prints.contents(data)) == list(prints.contents(made)), "run `make guide`"


def test_a_picture_is_of_one_template_and_one_result(tmp_path: Path) -> None:
    value, lists = tmp_path / "value.docx", tmp_path / "lists.docx"
    prints.rendered("value", value)
    prints.rendered("lists", lists)
    assert len({prints.digest(topic, made) for topic in ("value", "lists") for made in (value, lists)}) == 4


@pytest.mark.parametrize("topic", TOPICS)
def test_a_picture_is_small_and_as_wide_as_the_others(topic: str) -> None:
    data = (FOLDER / f"{topic}.png").read_bytes()
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.mode, picture.width) == ("P", 1200)
    assert len(data) < LARGEST


def test_the_guide_shows_each_topic_with_its_picture_its_template_and_its_data(sections: list[str]) -> None:
    found = [re.findall(r"\((guide/[^)]+)\)|^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL) for text in sections]
    expected = []
    for topic in TOPICS:
        names = [f"{topic}.png", *(file.name for file in prints.templates(topic)), f"{topic}.yaml"]
        data = (FOLDER / f"{topic}.yaml").read_text(encoding="utf-8")
        expected.append([*((f"guide/{name}", "") for name in names), ("", data)])
    assert found == expected


def test_each_picture_says_what_it_shows_in_words(sections: list[str]) -> None:
    words = [found for text in sections for found in re.findall(r"!\[(.*?)\]", text)]
    assert [len(one) > 30 for one in words] == [True] * len(TOPICS)


def test_no_file_of_the_guide_is_left_over() -> None:
    typed = {f"{topic}.{kind}" for topic in TOPICS for kind in ("docx", "yaml", "png")}
    there = {file.name for file in FOLDER.iterdir()} - typed - {f"{name}.docx" for name in SNIPPETS}
    assert there == {"placeholder.png", *re.findall(r"photo: (\S+)", (FOLDER / "pictures.yaml").read_text())}


def test_the_chart_has_the_numbers_of_the_data_and_so_has_its_sheet(tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    prints.rendered("charts", made)
    chart = Shown(made.read_bytes())
    assert [name for name, _, _ in chart.series()] == ["Adults", "Children", "Members"]
    assert chart.series()[0][2] == ["410", "620", "790", "1140", "1530", "1610"]
    assert chart.agrees()
