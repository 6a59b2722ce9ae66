"""A project is found from anywhere in it, and what it lacks is told."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import project
from briefing.diagnostics import Diagnostic, Span


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("content", "templates"):
        (tmp_path / folder).mkdir()
    for name in ("zebra.yaml", "ants.yml", "audiences.yaml", "notes.md", ".hidden.yaml"):
        (tmp_path / "content" / name).write_text("")
    return tmp_path


def said(faults: tuple[Diagnostic, ...]) -> list[str]:
    lines = []
    for fault in faults:
        assert isinstance(fault.where, Span)
        lines.append(
            f"{Path(fault.where.path).name}:{fault.where.line}:{fault.where.column} {fault.code} {fault.message}"
        )
    return lines


@pytest.mark.parametrize("start", [".", "content", "templates", "content/zebra.yaml"])
def test_a_project_is_found_from_anywhere_in_it(root: Path, start: str) -> None:
    found, faults = project.find(root / start)
    assert faults == ()
    assert (found.root, found.content, found.templates) == (root, root / "content", root / "templates")
    assert found.output == root / "build"
    assert found.topics == (root / "content" / "ants.yml", root / "content" / "zebra.yaml")
    assert found.audiences == root / "content" / "audiences.yaml"
    assert found.ignore == frozenset()


def test_a_relative_start_gives_absolute_paths(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "content")
    assert project.find(Path())[0].root == root


def test_two_full_stops_lead_out_of_the_project_one_stands_in(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "content")
    assert project.find(Path(".."))[0].root == root
    assert project.find(Path("../templates/.."))[0].root == root
    monkeypatch.chdir(root)
    assert said(project.find(Path(".."))[1])[0].endswith("P101 no project here")


def test_a_project_behind_a_link_lies_where_its_user_sees_it(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    desk = tmp_path_factory.mktemp("desk")
    (desk / "link").symlink_to(root / "content")
    (desk / "project").symlink_to(root)
    assert project.find(desk / "project" / "content" / "..")[0].root == desk / "project"
    assert project.find(desk / "link" / "..")[0].root == root


def test_the_nearest_project_is_taken(root: Path) -> None:
    (root / "content" / "briefing.yaml").write_text("content: .\ntemplates: .\n")
    assert project.find(root / "content")[0].root == root / "content"


def test_briefing_yaml_can_name_the_folders_and_what_to_ignore(root: Path) -> None:
    (root / "words").mkdir()
    (root / "words" / "topic.yaml").write_text("")
    (root / "words" / "audiences.yaml").write_text("")
    (root / "briefing.yaml").write_text("content: words\noutput: out/papers\nignore: [C140, C142]\n")
    found, faults = project.find(root)
    assert faults == ()
    assert (found.content, found.templates) == (root / "words", root / "templates")
    assert (found.output, found.topics) == (root / "out/papers", (root / "words" / "topic.yaml",))
    assert found.ignore == {"C140", "C142"}


def test_an_empty_briefing_yaml_marks_a_project(tmp_path: Path) -> None:
    (tmp_path / "briefing.yaml").write_text("# nothing to say\n")
    found, faults = project.find(tmp_path)
    assert found.root == tmp_path
    assert said(faults) == [
        "content:1:1 P102 the folder of content is missing",
        "templates:1:1 P104 the folder of templates is missing",
    ]


def test_what_a_project_lacks_is_told(root: Path) -> None:
    for path in (root / "content").iterdir():
        path.unlink()
    assert said(project.find(root)[1]) == [
        "content:1:1 P103 the folder holds no topic",
        "audiences.yaml:1:1 P105 the file of audiences is missing",
    ]


@pytest.mark.parametrize("name", ["move.YAML", "move.Yml"])
def test_a_topic_whose_name_ends_in_capitals_is_named(root: Path, name: str) -> None:
    for path in (root / "content").iterdir():
        if path.name != "audiences.yaml":
            path.unlink()
    (root / "content" / name).write_text("title: The move\n", encoding="utf-8")
    (fault,) = project.find(root)[1]
    assert (fault.code, fault.hints) == ("P103", (f"rename '{name}': topics end in .yaml, in small letters",))


def test_what_is_missing_is_named_by_its_path_from_where_one_is(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "content" / "audiences.yaml").unlink()
    monkeypatch.chdir(root.parent)
    assert [fault.where for fault in project.find(root)[1]] == [Span(f"{root.name}/content/audiences.yaml")]


def test_no_project_is_told(tmp_path: Path) -> None:
    found, faults = project.find(tmp_path)
    assert found.root == tmp_path
    assert found.topics == ()
    assert said(faults) == [f"{tmp_path.name}:1:1 P101 no project here"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("contents: words\n", "1:1 P106 unknown key 'contents'"),
        ("content: [a]\n", "1:10 P106 'content' must be a folder inside the project"),
        ("output: ../out\n", "1:9 P106 'output' must be a folder inside the project"),
        ("output: /tmp/out\n", "1:9 P106 'output' must be a folder inside the project"),
        ('output: ""\n', "1:9 P106 'output' must be a folder inside the project"),
        ("ignore: C140\n", "1:9 P106 'ignore' must be a list of codes"),
        ("ignore: [C140, C999]\n", "1:16 P107 there is no code 'C999'"),
        ("ignore: [C101]\n", "1:10 P107 C101 is an error and cannot be ignored"),
        ("- a\n", "1:1 P106 the file must hold keys with values, `key: value`"),
        ("a: b: c\n", "1:5 C106 a colon stands in text without quotes"),
    ],
)
def test_a_mistake_in_briefing_yaml_is_told_at_its_place(root: Path, text: str, expected: str) -> None:
    (root / "briefing.yaml").write_text(text)
    found, faults = project.find(root)
    assert said(faults) == [f"briefing.yaml:{expected}"]
    assert (found.content, found.output) == (root / "content", root / "build")


def test_a_folder_that_is_not_there_is_not_taken_for_the_one_around_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    assert said(project.find(Path("contnet"))[1]) == ["contnet:1:1 P101 there is no such folder"]


def test_a_folder_that_was_deleted_holds_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    found, (fault,) = project.find(Path())
    assert (fault.code, fault.message) == ("P101", "the folder that one is in has been deleted")
    assert found.topics == ()


@pytest.mark.parametrize(
    "make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to(path), lambda path: path.symlink_to("x")]
)
def test_a_briefing_yaml_that_cannot_be_read_is_not_taken_for_none(root: Path, make: Callable[[Path], None]) -> None:
    make(root / "briefing.yaml")
    found, (fault,) = project.find(root / "content")
    assert (found.root, fault.code) == (root, "C102")


def test_audiences_that_cannot_be_read_are_not_told_as_missing(root: Path) -> None:
    (root / "content" / "audiences.yaml").unlink()
    (root / "content" / "audiences.yaml").symlink_to("nowhere.yaml")
    assert project.find(root)[1] == ()  # whoever reads them tells


def test_a_topic_whose_name_is_no_text_is_told_so_that_it_can_be_printed(root: Path) -> None:
    path = os.fsencode(root / "content") + b"/caf\xe9.yaml"
    with open(path, "w"):
        pass
    found, faults = project.find(root)
    assert said(faults) == ["content:1:1 P113 the name of the topic 'caf\\xe9.yaml' cannot be read"]
    assert [topic.name for topic in found.topics] == ["ants.yml", "zebra.yaml"]


@pytest.mark.parametrize(
    ("one", "other"), [("zebra.yaml", "zebra.yml"), ("zebra.yaml", "Zebra.yaml"), ("é.yaml", "é.yml")]
)
def test_topics_of_one_name_are_an_error(root: Path, one: str, other: str) -> None:
    for name in (one, other):
        (root / "content" / name).write_text("")
    (fault,) = project.find(root)[1]
    assert fault.code == "P114"
    assert {one, other} == set(re.findall("'(.+?)'", fault.message))


@pytest.mark.parametrize("folder", ["content", "templates", "content/.", "link"])
def test_papers_are_not_made_among_what_is_read(root: Path, folder: str) -> None:
    (root / "link").symlink_to("templates")
    (root / "briefing.yaml").write_text(f"output: {folder}\n")
    assert said(project.find(root)[1]) == ["briefing.yaml:1:9 P106 'output' must be a folder of its own"]


def test_a_file_that_is_read_is_not_written_over(root: Path) -> None:
    found, _ = project.find(root)
    (root / "build").mkdir()
    (root / "templates" / "note.docx").write_bytes(b"")
    (root / "build" / "link.docx").symlink_to("../templates/note.docx")
    read = ("content/zebra.yaml", "content/notes.md", "templates/note.docx", "briefing.yaml", "build/link.docx")
    told = {name: [fault.code for fault in project.overwriting(found, (root / name,))] for name in read}
    assert told == {name: ["O106"] for name in read}
    for name in ("build/a.docx", "coverage.html", "content/coverage.html"):
        assert project.overwriting(found, (root / name,)) == ()
    among = found._replace(output=root / "templates")
    (fault,) = project.overwriting(among, (root / "templates" / "new.docx",))
    assert fault.message == "papers cannot be made in the folder of templates"


def test_papers_may_be_made_within_a_project_that_is_its_own_content(root: Path) -> None:
    (root / "briefing.yaml").write_text("content: .\n")
    found, _ = project.find(root)
    (root / "build").mkdir()
    (root / "build" / "a.docx").write_bytes(b"of before")
    assert project.overwriting(found, (root / "build" / "a.docx",)) == ()
