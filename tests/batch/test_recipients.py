"""Recipients: rows of a CSV file, each with its edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.batch import recipients
from briefing.batch.recipients import Choice, Recipient
from briefing.diagnostics import Diagnostic

CHOICE = Choice(("ships", "trains"), ("owners", "crew"), "ships", "crew")


def read(folder: Path, text: str) -> tuple[list[Recipient | Diagnostic], list[str]]:
    path = folder / "people.csv"
    path.write_text(text, encoding="utf-8")
    found, faults = recipients.read(path)
    return list(found or ()), [f"{one.code} {one.message}" for one in faults]


def test_each_row_has_its_values_by_column(tmp_path: Path) -> None:
    rows, faults = read(tmp_path, "name;audience\nAda;crew\n\nBea;owners\n")
    assert faults == []
    assert rows == [
        Recipient(1, 2, {"name": "Ada", "audience": "crew"}),
        Recipient(2, 4, {"name": "Bea", "audience": "owners"}),
    ]


def test_a_row_with_a_cell_too_few_stops_no_other(tmp_path: Path) -> None:
    rows, faults = read(tmp_path, "name,audience\nAda\nBea,owners\n")
    assert faults == []
    assert [type(row) for row in rows] == [Diagnostic, Recipient]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,name\nA,B\n", "P120 2 columns are named 'name'"),
        ("name,\nA,B\n", "P120 a column has no name"),
        ("", "C127 the file has no rows"),
        ('name\n"A\n', "C127 a quotation mark in this row is never closed"),
    ],
)
def test_a_file_that_cannot_be_gone_by_is_told(tmp_path: Path, text: str, said: str) -> None:
    rows, faults = read(tmp_path, text)
    assert (rows, faults) == ([], [said])


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert [one.code for one in recipients.read(tmp_path / "none.csv")[1]] == ["C102"]


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("name\nAda\n", ("ships", "crew")),
        ("audience\nowners\n", ("ships", "owners")),
        ("topic,audience\ntrains,\n", ("trains", "crew")),
    ],
)
def test_a_row_gets_the_edition_that_it_names(tmp_path: Path, text: str, edition: tuple[str, str]) -> None:
    (tmp_path / "p.csv").write_text(text)
    found, _ = recipients.read(tmp_path / "p.csv")
    assert found is not None
    (row,) = found
    assert isinstance(row, Recipient)
    assert found.edition(row, CHOICE) == edition


def test_a_row_that_names_none_there_is_is_told_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("audience\nowner\n")
    found, _ = recipients.read(tmp_path / "p.csv")
    assert found is not None
    (row,) = found
    assert isinstance(row, Recipient)
    fault = found.edition(row, CHOICE)
    assert isinstance(fault, Diagnostic)
    assert (fault.code, fault.message, fault.hints) == (
        "P121",
        "there is no audience 'owner'",
        ("did you mean 'owners'?",),
    )
