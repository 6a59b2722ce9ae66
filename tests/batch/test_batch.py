"""`build --for-each`: a copy for each row."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from briefing import batch
from briefing.batch import Order
from briefing.diagnostics import Span
from briefing.pipeline import copies
from briefing.word import verify
from tests.letters import docx, lines
from tests.projects import AUDIENCES, BODY, TOPIC, project

DEAR = docx("Dear {{ recipient.name }},", *BODY)
ROWS = "audience,name\ncrew,Ada\nowners,Bea & Söhne\ncrew,Cem\n"


def room(folder: Path, rows: str = ROWS, note: bytes = DEAR) -> Order:
    """A project with recipients."""
    project(folder, note=note)
    (folder / "people.csv").write_text(rows, encoding="utf-8")
    return Order(folder, folder / "people.csv", pattern="{name}")


def manifest(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "build/people.manifest.jsonl").read_text("utf-8").splitlines()]


def told(outcome: batch.Outcome) -> list[str]:
    return [f"{one.code} {one.message}" for one in outcome.diagnostics]


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_row_gets_a_copy_of_its_edition(tmp_path: Path, jobs: int) -> None:
    outcome = batch.run(room(tmp_path), jobs=jobs)
    assert (outcome.made, outcome.failed, told(outcome)) == (3, 0, [])
    made = {path.name: lines(path.read_bytes()) for path in (tmp_path / "build").glob("*.docx")}
    assert made == {
        "Ada.docx": ["Dear Ada,", "Ships for Crew", "Speed"],
        "Bea & Söhne.docx": ["Dear Bea & Söhne,", "Ships for Owners", "SpeedMoney"],
        "Cem.docx": ["Dear Cem,", "Ships for Crew", "Speed"],
    }
    for path in (tmp_path / "build").glob("*.docx"):
        assert verify.verify(path.read_bytes(), path.name) == ()
    assert [(one["row"], one["status"], one["file"]) for one in manifest(tmp_path)] == [
        (1, "made", "Ada.docx"),
        (2, "made", "Bea & Söhne.docx"),
        (3, "made", "Cem.docx"),
    ]


def test_all_copies_are_what_the_long_way_makes(tmp_path: Path) -> None:
    order = room(tmp_path)
    quick = {path.name: path.read_bytes() for path in copies_of(order)}
    slow = {path.name: path.read_bytes() for path in copies_of(order._replace(verify=True, output=tmp_path / "slow"))}
    assert quick == slow


def copies_of(order: Order) -> list[Path]:
    batch.run(order, jobs=1)
    return sorted((order.output or order.start / "build").glob("*.docx"))


def test_a_shipped_template_takes_the_short_way(tmp_path: Path) -> None:
    root = Path(__file__).parent.parent.parent
    values = {"name": "Ada"}
    opened = copies.opened(root, ("openai_microsoft",), {"executive": values, "legal": values}, tmp_path)
    assert [one for one in opened.diagnostics if one.is_error] == []
    for press in opened.presses.values():
        first = press.copy(values, tmp_path / "x.docx", "people.csv:1", verify=True)
        assert not [one for one in first.found if one.is_error]
        assert press.is_quick
        again = press.copy(values, tmp_path / "x.docx", "people.csv:1", verify=False)
        assert again == first
        assert first.sha256 == hashlib.sha256(first.data).hexdigest()


def test_a_bad_row_stops_no_other_and_is_named(tmp_path: Path) -> None:
    order = room(tmp_path, "audience,name\ncrew,Ada\nkru,Bea\ncrew\nowners,ada\nowners,Dan\n")
    outcome = batch.run(order, jobs=1)
    assert (outcome.made, outcome.failed) == (2, 3)
    assert told(outcome) == [
        "P121 there is no audience 'kru'",
        "C127 cells in this row: 1; in the head: 2",
        "P122 a file before it is named 'ada.docx', too",
    ]
    assert [one["status"] for one in manifest(tmp_path)] == ["made", "failed", "failed", "failed", "made"]


def test_a_picture_that_one_row_lacks_fails_that_row_alone(tmp_path: Path) -> None:
    order = room(
        tmp_path, note=docx("{% if recipient.face %}{{ recipient.face | picture(alt='A face') }}{% endif %}", *BODY)
    )
    order.recipients.write_text("audience,name,face\ncrew,Ada,none.png\ncrew,Bea,\n")
    outcome = batch.run(order, jobs=1)
    assert (outcome.made, outcome.failed) == (1, 1)
    (fault,) = outcome.diagnostics
    assert fault.code == "R312"
    assert fault.related[-1].where == Span(str(order.recipients), 2)


def test_a_copy_goes_through_no_link_out_of_its_folder(tmp_path: Path) -> None:
    order = room(tmp_path)
    (tmp_path / "secret.txt").write_text("mine")
    (tmp_path / "build").mkdir()
    (tmp_path / "build/Ada.docx").symlink_to(tmp_path / "secret.txt")
    outcome = batch.run(order, jobs=1)
    assert (outcome.made, outcome.failed, [one.code for one in outcome.diagnostics]) == (2, 1, ["O106"])
    assert (tmp_path / "secret.txt").read_text() == "mine"


def test_like_faults_are_told_once_with_how_many_there_are(tmp_path: Path) -> None:
    outcome = batch.run(room(tmp_path, "audience,name\n" + "".join(f"kru,{n}\n" for n in range(50))), jobs=1)
    (fault,) = outcome.diagnostics
    assert fault.hints[-1] == "the same in 49 other rows"
    assert len(manifest(tmp_path)) == 50


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"note": docx("{{ recipient.nam }}", *BODY)}, "T310 'recipient' has no field 'nam'"),
        ({"topic": TOPIC.replace("A ship makes", "{{ facts.none }} makes")}, "C151"),
        ({"audiences": AUDIENCES.replace("brief}", "bref}")}, "A1"),
    ],
)
def test_where_content_or_a_template_is_wrong_nothing_is_made(
    tmp_path: Path, change: dict[str, str], said: str
) -> None:
    project(tmp_path, **{"note": DEAR, **change})  # type: ignore[arg-type]
    (tmp_path / "people.csv").write_text(ROWS, encoding="utf-8")
    outcome = batch.run(Order(tmp_path, tmp_path / "people.csv", pattern="{name}"))
    assert outcome.diagnostics
    assert outcome.made == 0
    assert not (tmp_path / "build").exists()


def test_an_edition_for_nobody_in_particular_has_no_recipient(tmp_path: Path) -> None:
    from briefing import check

    (fault, *_) = check(room(tmp_path).start).diagnostics
    assert (fault.message, fault.hints) == (
        "there is no 'recipient' in the data",
        ("personal copies have one: `briefing build --for-each people.csv`",),
    )


def test_a_resumed_run_makes_only_what_is_not_there_or_would_be_another(tmp_path: Path) -> None:
    order = room(tmp_path)
    batch.run(order, jobs=1)
    (tmp_path / "build/Ada.docx").unlink()
    order.recipients.write_text(ROWS.replace("Cem", "Dan"), encoding="utf-8")
    outcome = batch.run(order, jobs=1, resume=True)
    assert (outcome.made, outcome.kept) == (2, 1)
    assert [one["file"] for one in manifest(tmp_path)] == ["Ada.docx", "Bea & Söhne.docx", "Dan.docx"]
    (tmp_path / "content/ships.yaml").write_text(TOPIC.replace("Ships are slow", "Ships are fast"))
    assert batch.run(order, jobs=1, resume=True).made == 3


def test_check_tells_of_rows_and_editions_and_makes_nothing(tmp_path: Path) -> None:
    order = room(tmp_path, "audience,name\nkru,Ada\ncrew,Bea\n")
    outcome = batch.check(order)
    assert told(outcome) == ["P121 there is no audience 'kru'"]
    assert not (tmp_path / "build").exists()


def test_a_file_of_recipients_without_rows_makes_nothing(tmp_path: Path) -> None:
    outcome = batch.run(room(tmp_path, "audience,name\n"))
    assert (outcome.made, outcome.failed) == (0, 0)


def test_memory_is_flat_in_rows(tmp_path: Path) -> None:
    import tracemalloc

    order = room(tmp_path, "audience,name\n" + "".join(f"crew,Person {n}\n" for n in range(100)))
    batch.run(order, jobs=1)  # what is read once for all
    peaks = []
    for count in (100, 1_000):
        order.recipients.write_text("audience,name\n" + "".join(f"crew,Person {n}\n" for n in range(count)))
        tracemalloc.start()
        batch.run(order, jobs=1)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.3 * peaks[0]


def test_a_run_that_is_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    order = room(tmp_path, "audience,name\n" + "".join(f"crew,Person {n}\n" for n in range(4_000)))
    words = ["build", "--for-each", str(order.recipients), "--name", "{name}", "-C", str(tmp_path), "--jobs", "2"]
    command = [sys.executable, "-m", "briefing", *words]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
    path = tmp_path / "build/people.manifest.jsonl"
    while not (path.exists() and path.read_bytes()) and process.poll() is None:
        pass
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate()
    assert (process.returncode, said) == (130, b"Stopped.\n")
    done = manifest(tmp_path)
    there = sorted(one.name for one in (tmp_path / "build").iterdir() if one.suffix == ".docx")
    assert 0 < len(done) < 4_000
    assert {one["file"] for one in done} <= set(there)
    assert not [one for one in (tmp_path / "build").iterdir() if one.suffix == ".part"]
    outcome = batch.run(order, jobs=2, resume=True)
    assert outcome.kept == len(done)
    assert outcome.made + outcome.kept == 4_000
