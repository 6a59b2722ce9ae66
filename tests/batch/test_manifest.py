"""The manifest: what became of each row, for people, programs and the run after."""

from __future__ import annotations

import json
from pathlib import Path

from briefing.batch.manifest import FAILED, MADE, Line, Manifest

LINES = [
    Line(1, MADE, "a.docx", "aa", "from"),
    Line(2, FAILED, problems=("T310: no field",)),
    Line(3, MADE, "c.docx", "cc", "from"),
]


def written(path: Path, lines: list[Line], *, resume: bool = False) -> None:
    manifest = Manifest(path, resume=resume)
    manifest.add(lines)
    manifest.close()


def test_each_row_is_a_line_of_json(tmp_path: Path) -> None:
    written(path := tmp_path / "m.jsonl", LINES)
    told = [json.loads(line) for line in path.read_text().splitlines()]
    assert [(one["row"], one["status"], one.get("file", "")) for one in told] == [
        (1, "made", "a.docx"),
        (2, "failed", ""),
        (3, "made", "c.docx"),
    ]


def test_lines_are_there_as_soon_as_rows_are_done(tmp_path: Path) -> None:
    manifest = Manifest(path := tmp_path / "m.jsonl", resume=False)
    manifest.add(LINES[:1])
    assert len(path.read_text().splitlines()) == 1
    manifest.close()


def test_the_run_before_is_asked_by_row(tmp_path: Path) -> None:
    written(path := tmp_path / "m.jsonl", LINES)
    manifest = Manifest(path, resume=True)
    assert [manifest.earlier(row) for row in (1, 3, 4)] == [LINES[0], LINES[2], None]
    manifest.close()


def test_rows_that_a_run_does_not_come_to_keep_what_was_said_of_them(tmp_path: Path) -> None:
    written(path := tmp_path / "m.jsonl", LINES)
    written(path, [Line(1, MADE, "a.docx", "new")], resume=True)
    assert [json.loads(line).get("sha256", "") for line in path.read_text().splitlines()] == ["new", "", "cc"]
    assert list(tmp_path.iterdir()) == [path]


def test_a_line_that_was_cut_off_ends_what_is_known(tmp_path: Path) -> None:
    written(path := tmp_path / "m.jsonl", LINES)
    path.write_text(path.read_text()[:-30])
    manifest = Manifest(path, resume=True)
    assert manifest.earlier(3) is None
    manifest.close()
