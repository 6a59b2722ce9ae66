"""Which bytes are text, and which files content may name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.datafile import confined, decoded, printable, read_text
from briefing.diagnostics import Span


def where(span: object) -> tuple[int, int]:
    assert isinstance(span, Span)
    return span.line, span.column


def test_a_byte_order_mark_and_the_line_ends_of_windows_are_taken_off() -> None:
    assert decoded(b"\xef\xbb\xbfa\r\nb\rc\n", "f") == ("a\nb\nc\n", ())


def test_a_byte_that_is_not_utf8_is_told_with_its_place_and_what_it_may_be() -> None:
    text, (fault,) = decoded("a: é\nb: é caf".encode() + b"\xe9\n", "f")
    assert text is None
    assert (fault.code, where(fault.where)) == ("C103", (2, 9))
    assert "'é'" in fault.hints[0]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("written", ["title: ünï\n", "name: a"])
def test_another_encoding_is_told_once(encoding: str, written: str) -> None:
    _, faults = decoded(written.encode(encoding), "f")
    assert [(fault.code, fault.message) for fault in faults] == [("C103", "the file is UTF-16, not UTF-8")]


def test_control_characters_of_one_line_are_told_together() -> None:
    text, (fault,) = printable("name: a\x01\x1b[31m\x9bb\n", "f")
    assert (text, where(fault.where)) == ("name: a  [31m b\n", (1, 8))


def test_control_characters_are_told_line_by_line_and_leave_all_places_as_they_are() -> None:
    text, faults = printable("a\x07b\nc\u2028d\tok\n", "f")
    assert text == "a b\nc d\tok\n"
    assert [(fault.code, where(fault.where)) for fault in faults] == [("C105", (1, 2)), ("C105", (2, 2))]
    assert "U+2028" in faults[1].message


def test_a_file_of_noise_does_not_give_a_thousand_errors() -> None:
    assert len(printable("\x00\n" * 1000, "f")[1]) == 20


def test_a_file_that_is_too_large_is_told(tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(b"x" * (2 * 1024 * 1024 + 1))
    text, (fault,) = read_text(tmp_path / "big", limit=2 * 1024 * 1024)
    assert (text, fault.code, fault.message) == (None, "C104", "the file is larger than 2 MiB")


@pytest.mark.parametrize("name", ["none", ".", "bad\0name", "x" * 5000])
def test_what_is_no_readable_file_is_told(tmp_path: Path, name: str) -> None:
    text, (fault,) = read_text(tmp_path / name)
    assert (text, fault.code) == (None, "C102")


@given(st.binary(max_size=60))
def test_no_bytes_make_the_decoder_raise(data: bytes) -> None:
    text, faults = decoded(data, "f")
    assert (text is None) == bool(faults)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "project" / "content").mkdir(parents=True)
    (tmp_path / "secret.md").write_text("secret")
    (tmp_path / "project" / "logo.png").write_text("logo")
    (tmp_path / "project" / "content" / "note.md").write_text("note")
    os.symlink(tmp_path / "secret.md", tmp_path / "project" / "content" / "link.md")
    os.symlink("circle.md", tmp_path / "project" / "content" / "circle.md")
    return tmp_path / "project"


def test_a_file_beside_the_content_or_elsewhere_in_the_project_may_be_read(project: Path) -> None:
    assert confined("note.md", project / "content", project) == (project / "content" / "note.md", "")
    assert confined("../logo.png", project / "content", project) == (project / "logo.png", "")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("../../secret.md", "lies outside the project"),
        ("link.md", "lies outside the project"),
        ("/etc/hostname", "must be a path beside this file, not an absolute one"),
        ("C:\\secret.md", "must be a path beside this file, not an absolute one"),
        ("\\\\server\\secret.md", "must be a path beside this file, not an absolute one"),
        ("", "must be a path beside this file, not an absolute one"),
        ("none.md", "does not exist"),
        ("https://example.org/logo.png", "is an address, and nothing is fetched"),
        ("../content", "is not a file"),
        ("bad\0name", "is no file name"),
        ("circle.md", "is no file name"),
        ("x" * 5000, "is no file name"),
    ],
)
def test_no_file_outside_the_project_may_be_read(project: Path, name: str, problem: str) -> None:
    assert confined(name, project / "content", project) == (None, problem)


@pytest.mark.parametrize("name", ["a/b.csv", "../topic/a/b.csv", "./a/b.csv"])
def test_a_file_is_shown_by_its_path_from_where_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "topic" / "a").mkdir(parents=True)
    (tmp_path / "topic" / "a" / "b.csv").write_text("x")
    monkeypatch.chdir(tmp_path)
    assert confined(name, Path("topic"), tmp_path) == (Path("topic/a/b.csv"), "")


def test_where_a_way_out_leads_behind_a_link_the_file_itself_is_shown(tmp_path: Path) -> None:
    (tmp_path / "far" / "in").mkdir(parents=True)
    (tmp_path / "far" / "b.csv").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "far" / "in")
    assert confined("link/../b.csv", tmp_path, tmp_path) == ((tmp_path / "far" / "b.csv").resolve(), "")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0", bytes(range(256))])
def test_what_is_no_text_at_all_is_told_as_such(data: bytes) -> None:
    text, (fault,) = decoded(data, "f")
    assert text is None
    assert (fault.code, fault.message) == ("C103", "the file is no text")
