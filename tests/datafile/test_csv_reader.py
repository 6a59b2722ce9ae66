"""Rows of a CSV file are read lazily, again and again, and its mistakes are told at once."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from briefing.datafile.csv_reader import CsvRows, read_csv
from briefing.diagnostics import Span


def written(folder: Path, data: bytes) -> Path:
    path = folder / "figures.csv"
    path.write_bytes(data)
    return path


def said(path: Path) -> list[str]:
    faults = read_csv(path)[2]
    return [f"{fault.where[1]} {fault.code} {fault.message}" for fault in faults if isinstance(fault.where, Span)]


@pytest.mark.parametrize(
    "data",
    [
        b"year,sum\n2019,1\n2020,2\n",
        b"\xef\xbb\xbfyear,sum\r\n2019,1\r\n2020,2",
        b"year;sum\n2019;1\n\n2020;2\n\n",
        b"year\tsum\n2019\t1\n2020\t2\n",
    ],
    ids=["plain", "byte order mark, line ends of Windows", "semicolons, empty lines", "tabs"],
)
def test_head_and_rows_are_read(tmp_path: Path, data: bytes) -> None:
    head, rows, faults = read_csv(written(tmp_path, data))
    assert (head, list(rows), faults) == (("year", "sum"), [("2019", "1"), ("2020", "2")], ())


def test_rows_can_be_iterated_again_counted_and_picked(tmp_path: Path) -> None:
    _, rows, _ = read_csv(written(tmp_path, b"n\n" + b"".join(b"%d\n" % n for n in range(5))))
    assert list(rows) == list(rows)
    assert len(rows) == 5
    assert (rows[0], rows[-1], rows[1:3]) == (("0",), ("4",), (("1",), ("2",)))
    with pytest.raises(IndexError):
        rows[5]


def test_rows_know_their_lines(tmp_path: Path) -> None:
    path = written(tmp_path, b'a,b\n\n1,"2\n3"\n4,5\n')
    rows = read_csv(path)[1]
    assert isinstance(rows, CsvRows)
    assert list(rows.placed()) == [(Span(str(path), 4), ("1", "2\n3")), (Span(str(path), 5), ("4", "5"))]


def test_a_cell_may_hold_separators_quotes_and_line_ends(tmp_path: Path) -> None:
    _, rows, faults = read_csv(written(tmp_path, b'a,b\n"1,5","say ""x""\nand y"\n'))
    assert list(rows) == [("1,5", 'say "x"\nand y')]
    assert faults == ()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "1 C127 the file has no rows"),
        (b"a,b\n1,2\n1\n", "3 C127 cells in this row: 1; in the head: 2"),
        (b'a,b\n1,"2" x\n', "2 C127 this row cannot be read: ',' expected after '\"'"),
        (b"a,b\n1,caf\xe9\n", "2 C103 the file is not UTF-8: byte 0xE9"),
        ("a,b\n".encode("utf-16"), "1 C103 the file is UTF-16, not UTF-8"),
        (b"a,b\n" + bytes(range(256)), "1 C103 the file is no text"),
        (b"a,b\n1,2\n3,\x004\n", "3 C105 the control character U+0000 stands here"),
        (b'a,b\n1,2\n"3,4\n5,6\n7,8\n', "3 C127 a quotation mark in this row is never closed"),
        (b"a,b\n1," + b"x" * 131_073 + b"\n", "2 C127 a cell of this row has more than 131,072 characters"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, data: bytes, expected: str) -> None:
    assert said(written(tmp_path, data)) == [expected]


@pytest.mark.parametrize(
    "data", [b"a,b\ncaf\xe9,1\n", b"a,b\n\x00,1\n", b'a,b\n1,2\n"3,4\n'], ids=["Latin-1", "NUL", "an open quotation"]
)
def test_a_file_that_cannot_be_read_has_no_rows(tmp_path: Path, data: bytes) -> None:
    _, rows, faults = read_csv(written(tmp_path, data))
    assert list(rows) == []
    assert faults


def test_a_wrong_byte_far_down_is_told_with_its_line_and_column(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\n" + b"0123456789,x\n" * 200_000 + b"1,caf\xe9\n")
    assert [fault.where for fault in read_csv(path)[2]] == [Span(str(path), 200_002, 6, 200_002, 7)]


def test_the_limit_of_other_readers_of_csv_stays_as_it_is(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    read_csv(written(tmp_path, b"a\n" + b"x" * (before + 1)))
    assert csv.field_size_limit() == before


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert said(tmp_path / "none.csv") == ["1 C102 cannot read the file: no such file or directory"]


def test_a_line_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\n1,2\n" + b"3," * 1_500_000 + b"\n")
    head, rows, (fault,) = read_csv(path)
    assert (head, rows, fault.code, fault.where) == ((), (), "C104", Span(str(path), 3))
