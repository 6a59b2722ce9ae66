"""Tables in free data: the rows of CSV files."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import payload

FIGURES = "name,value\nAda,1\nBea,2\n"
ROWS = [{"name": "Ada", "value": "1"}, {"name": "Bea", "value": "2"}]


def data(folder: Path, name: str, text: str) -> tuple[dict[str, object], list[str]]:
    (folder / "figures.csv").write_text(FIGURES)
    (folder / name).write_text(text)
    found, faults = payload.read(folder / name)
    return dict(found), [f"{one.code} {one.message}" for one in faults]


def test_a_csv_file_is_data_with_rows(tmp_path: Path) -> None:
    found, faults = data(tmp_path, "figures.csv", FIGURES)
    assert faults == []
    rows = found["rows"]
    assert list(rows) == ROWS  # type: ignore[call-overload]
    assert list(rows) == ROWS  # type: ignore[call-overload]
    assert (len(rows), rows[1], list(rows[:1])) == (2, ROWS[1], ROWS[:1])  # type: ignore[arg-type, index]


@pytest.mark.parametrize(
    ("name", "text"),
    [("d.yaml", "title: x\nrows: {csv: figures.csv}\n"), ("d.json", '{"title": "x", "rows": {"csv": "figures.csv"}}')],
)
def test_data_may_name_a_csv_file_for_its_rows(tmp_path: Path, name: str, text: str) -> None:
    found, faults = data(tmp_path, name, text)
    assert (found["title"], list(found["rows"]), faults) == ("x", ROWS, [])  # type: ignore[call-overload]


def test_so_may_a_record_in_it(tmp_path: Path) -> None:
    found, _ = data(tmp_path, "d.yaml", "table:\n  title: x\n  rows: {csv: figures.csv}\nother: {csv: 1, more: 2}\n")
    table = found["table"]
    assert (table["title"], list(table["rows"])) == ("x", ROWS)  # type: ignore[index]
    assert found["other"] == {"csv": 1, "more": 2}


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("none.csv", "C126 'none.csv' does not exist"),
        ("../figures.csv", "C126 '../figures.csv' lies outside the project"),
        ("/etc/passwd", "C126 '/etc/passwd' must be a path beside this file, not an absolute one"),
    ],
)
def test_a_csv_file_lies_beside_the_data(tmp_path: Path, named: str, said: str) -> None:
    assert data(tmp_path, "d.yaml", f"rows: {{csv: {named}}}\n")[1] == [said]


def test_columns_have_names_of_their_own(tmp_path: Path) -> None:
    assert data(tmp_path, "f.csv", "a,a\n1,2\n")[1] == ["C127 2 columns are named 'a'"]
