"""Work spread over processes, its results in the order of what was given. No more than a few pieces are on their way,
so that memory stays flat however many there are."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing.connection import wait
from typing import TypeVar

Recipe = TypeVar("Recipe")
Piece = TypeVar("Piece")
Result = TypeVar("Result")

_WAITING = 4  # pieces for each process, those at work included


def cores() -> int:
    """How many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    work: Callable[[Recipe, Piece], Result], recipe: Recipe, pieces: Iterable[Piece], jobs: int
) -> Iterator[Result]:
    """What `work` makes of each piece, in order; with one job, in this process. Where a system forks, what was prepared
    here is there already. Raises BrokenProcessPool if a process ends before its time."""
    if jobs == 1:
        yield from (work(recipe, piece) for piece in pieces)
        return
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    pool = ProcessPoolExecutor(jobs, context, _begin)
    waiting: deque[Future[Result]] = deque()
    try:
        for piece in pieces:
            waiting.append(pool.submit(work, recipe, piece))
            if len(waiting) >= _WAITING * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """A process of the pool ends when it is told to, or when the one that started it is gone, not on Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    assert parent is not None
    threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
