"""Work in several processes: in order, a few pieces at once, and ended with the one that started it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool

import pytest

from briefing.batch.workers import spread


def doubled(recipe: int, piece: int) -> int:
    if piece < 0:
        os._exit(1)
    return recipe * piece


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_what_was_given(jobs: int) -> None:
    assert list(spread(doubled, 2, range(50), jobs)) == [2 * number for number in range(50)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_more_is_taken_than_is_being_worked_on(jobs: int) -> None:
    taken = 0

    def pieces() -> Iterator[int]:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield number

    results = spread(doubled, 1, pieces(), jobs)
    next(results)
    assert taken <= 8
    results.close()  # type: ignore[attr-defined]


def test_a_process_that_ends_before_its_time_is_no_silence() -> None:
    with pytest.raises(BrokenProcessPool):
        list(spread(doubled, 1, [1, -1, 2], 2))
