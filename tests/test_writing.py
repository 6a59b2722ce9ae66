"""A file stands under its name whole or not at all, and of several all or none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.writing import write


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_files_are_written_and_folders_made(tmp_path: Path) -> None:
    one, two = tmp_path / "deep" / "er" / "a.docx", tmp_path / "b 😀.docx"
    assert write([(one, b"1"), (two, b"2")]) == ((one, two), ())
    assert (one.read_bytes(), two.read_bytes()) == (b"1", b"2")


def test_old_files_are_replaced_and_nothing_is_left_beside(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    write([(tmp_path / "a", b"new"), (tmp_path / "b", b"new")])
    assert contents(tmp_path) == {"a": b"new", "b": b"new"}


def test_a_source_that_fails_half_way_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def files() -> object:
        yield tmp_path / "a", b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(files())  # type: ignore[arg-type]
    assert contents(tmp_path) == {"a": b"old"}


def test_a_folder_in_the_way_stops_all(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").mkdir()
    written, (fault,) = write([(tmp_path / "a", b"new"), (tmp_path / "b", b"new")])
    assert written == ()
    assert (fault.code, fault.message) == ("O105", "the file cannot be written: a folder has this name")
    assert getattr(fault.where, "path", "") == str(tmp_path / "b")
    assert contents(tmp_path) == {"a": b"old"}


def test_a_rename_that_fails_puts_back_those_before_it(tmp_path: Path) -> None:
    """The second target turns into a folder after all files were prepared: the last one's reader is what does it."""
    (tmp_path / "a").write_bytes(b"old")

    def files() -> object:
        yield tmp_path / "a", b"new"
        yield tmp_path / "new", b"new"
        yield tmp_path / "b", b"new"
        (tmp_path / "b").mkdir()

    written, (fault,) = write(files())  # type: ignore[arg-type]
    assert written == ()
    assert fault.code == "O105"
    assert getattr(fault.where, "path", "") == str(tmp_path / "b")
    assert contents(tmp_path) == {"a": b"old"}


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    _, (fault,) = write([(tmp_path / "out" / "a", b"new")])
    assert (fault.code, fault.message) == ("O105", "the file cannot be written: a file has the name of the folder")
    assert fault.hints == ("a file stands where the folder should be; name another one with -o",)


def test_a_device_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    _, (fault,) = write([(pipe, b"new")])
    assert fault.message == "the file cannot be written: what has this name is no file"
    assert pipe.is_fifo()


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "a")
    assert write([(tmp_path / "link", b"new")]) == ((tmp_path / "link",), ())
    assert (tmp_path / "link").is_symlink()
    assert contents(tmp_path / "real") == {"a": b"new"}


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    _, (fault,) = write([(tmp_path / ("x" * 300), b"new")])
    assert fault.message == "the file cannot be written: file name too long"
    assert contents(tmp_path) == {}
