"""Ctrl-C, and what else asks a run to end (SIGTERM, SIGHUP).

A process of our own heeds it from its first lines on: it says "Stopped." and ends at once, with 128 and the signal's
number as shells have it. An exception would meet imports half done, and libraries that take it for theirs. What must
not be left half done says so: `undoing` has the exception come after all, once, and `unbroken` lets it wait.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGTERM", "SIGINT") if hasattr(signal, name))


class Stopped(BaseException):
    """The run was asked to end, by the signal of this number. No Exception, since it is nobody's fault to be told."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def heed() -> None:
    """From now on, this process ends when it is asked to; but not by what it was started to ignore, as by nohup."""
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _at_once)


def end(number: int) -> None:
    """Ends the process as asked by a signal."""
    if sys.stderr is not None:  # else a file that is being written may have its number
        with contextlib.suppress(OSError):
            os.write(2, b"Stopped.\n")
    os._exit(128 + number)


@contextlib.contextmanager
def undoing() -> Iterator[None]:
    """For work that undoes what is half done, in its `finally`: what asks to end is raised within as Stopped, once, and
    ends the process when that is through. Where the process is not our own, it is as it was."""
    asked: list[int] = []

    def ask(number: int, _: object) -> None:
        if not asked:
            asked.append(number)
            raise Stopped(number)

    ours = [number for number in _SIGNALS if signal.getsignal(number) is _at_once]
    for number in ours:
        signal.signal(number, ask)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, _at_once)
        if asked:  # also where somebody on the way has caught it
            end(asked[0])


@contextlib.contextmanager
def unbroken() -> Iterator[Callable[[], None]]:
    """For steps that belong together: what asks to end waits until they are done, or until what is given is called."""
    import threading  # here, as all that can wait: before a run heeds signals it should take no time

    waiting: list[int] = []
    is_main = threading.current_thread() is threading.main_thread()  # no other is ever interrupted
    before = {number: signal.getsignal(number) for number in _SIGNALS if is_main}
    ours = {number: handler for number, handler in before.items() if handler not in (None, signal.SIG_IGN)}

    def release() -> None:
        for number, handler in ours.items():
            signal.signal(number, handler)
        while waiting:
            signal.raise_signal(waiting.pop())

    for number in ours:
        signal.signal(number, lambda number, _: waiting.append(number))
    try:
        yield release
    finally:
        release()


def _at_once(number: int, _: object) -> None:
    end(number)
