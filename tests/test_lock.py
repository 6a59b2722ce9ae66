"""briefing.lock is read as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import lock

IDS = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
NAMES = IDS | IDS.map(lambda id: f"sections.{id}.title")
PRINTS = st.from_regex(r"[0-9a-f]{12}( [+-][a-z]{1,5}){0,2}", fullmatch=True)
READERS = st.dictionaries(IDS, PRINTS, min_size=1, max_size=3)
ACCEPTED = st.dictionaries(IDS, st.dictionaries(NAMES, READERS, min_size=1, max_size=3), max_size=3)
Accepted = dict[str, dict[str, dict[str, str]]]


@given(accepted=ACCEPTED)
def test_what_is_written_is_read_again(accepted: Accepted, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("lock") / lock.NAME
    path.write_text(lock.text(accepted), encoding="utf-8")
    assert lock.read(path) == (accepted, ())


def test_each_variant_has_a_line_in_order(tmp_path: Path) -> None:
    written = lock.text({"b": {"y": {"q": "2", "p": "1"}}, "a": {"x": {"p": "0"}}})
    assert [line.strip() for line in written.splitlines()[1:]] == ["a:", "x:", 'p: "0"', "b:", "y:", 'p: "1"', 'q: "2"']


def test_no_file_is_not_an_empty_one(tmp_path: Path) -> None:
    assert lock.read(tmp_path / lock.NAME) == (None, ())
    (tmp_path / lock.NAME).write_text("# nothing\n")
    assert lock.read(tmp_path / lock.NAME) == ({}, ())


@pytest.mark.parametrize("text", ["- a\n", "topic: accepted\n", "topic: {a: b}\n"])
def test_what_does_not_belong_in_it_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / lock.NAME).write_text(text)
    _, faults = lock.read(tmp_path / lock.NAME)
    assert [one.code for one in faults] == ["P110"]


def test_a_file_that_is_no_yaml_is_an_error(tmp_path: Path) -> None:
    (tmp_path / lock.NAME).write_text("a: [\n")
    accepted, faults = lock.read(tmp_path / lock.NAME)
    assert accepted is None
    assert [one.code for one in faults] == ["C106"]
