"""A file stands under its name whole or not at all, and of several all or none."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import BinaryIO

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

    def stopped(_: BinaryIO) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write([(tmp_path / "a", b"new"), (tmp_path / "b", stopped)])
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
    """The last target turns into a folder when all files are prepared: what writes it does that."""
    (tmp_path / "a").write_bytes(b"old")

    def spoiling(stream: BinaryIO) -> None:
        stream.write(b"new")
        (tmp_path / "b").mkdir()

    written, (fault,) = write([(tmp_path / "a", b"new"), (tmp_path / "new", b"new"), (tmp_path / "b", spoiling)])
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


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b"])
def test_a_name_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    _, (fault,) = write([(tmp_path / "first", b"new"), (tmp_path / name, b"new")])
    assert fault.code == "O105"
    assert fault.message == "the file cannot be written: its name holds a character that no file's does"
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("letter", ["x", "é", "€", "😀"])
def test_a_name_may_be_as_long_as_the_disk_allows(tmp_path: Path, letter: str) -> None:
    name = letter * (255 // len(letter.encode()))
    (tmp_path / name).write_bytes(b"old")
    assert write([(tmp_path / name, b"new")]) == ((tmp_path / name,), ())
    assert contents(tmp_path) == {name: b"new"}


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "link").symlink_to("a")
    for other in (tmp_path / "a", tmp_path / "b" / ".." / "a", tmp_path / "link"):
        written, (fault,) = write([(tmp_path / "a", b"1"), (other, b"2")])
        assert (written, fault.code) == ((), "O105")
        assert fault.message == "the file cannot be written: another file that is written with it has the same name"
    assert contents(tmp_path) == {"a": b"old", "link": b"old"}


def test_links_that_lead_round_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    for path in (tmp_path / "a", tmp_path / "b" / "c"):
        _, (fault,) = write([(path, b"new")])
        assert fault.code == "O105"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_the_root_of_the_disk_is_no_file() -> None:
    _, (fault,) = write([(Path("/"), b"new")])
    assert fault.message == "the file cannot be written: a folder has this name"


def test_folders_that_were_made_for_nothing_go_again(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "there").mkdir()
    files = [(tmp_path / "a" / "b" / "c", b"1"), (tmp_path / "there" / "d", b"2"), (tmp_path / "file" / "e", b"3")]
    assert write(files)[0] == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "there"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
def test_a_file_that_is_replaced_hands_on_its_rights(tmp_path: Path, mode: int) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(mode)
    write([(tmp_path / "a", b"new")])
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "a").stat().st_mode & 0o777) == (b"new", mode)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_ctrl_c_between_two_files_puts_back_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"old")
    replace, done = os.replace, []

    def interrupted(old: Path, new: Path) -> None:
        replace(old, new)
        done.append(new)
        if len(done) == number:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write([(tmp_path / "a", b"new"), (tmp_path / "b", b"new"), (tmp_path / "c", b"new")])
    assert contents(tmp_path) == {"a": b"old", "b": b"old"}


def test_a_second_ctrl_c_does_not_hinder_putting_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")
    replace = os.replace

    def interrupted(old: Path, new: Path) -> None:
        replace(old, new)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write([(tmp_path / "a", b"new"), (tmp_path / "b", b"new")])
    assert contents(tmp_path) == {"a": b"old"}
