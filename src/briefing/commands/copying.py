"""What `build --for-each` and `check --for-each` do: copies for the rows of a CSV file."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.commands.holding import held
from briefing.commands.printing import MOST, Format, finished, say

if TYPE_CHECKING:
    from briefing.batch import Order, Outcome, Progress

_BAR = 24  # characters
_PAUSE = 0.1  # seconds between two looks at how far a run is


@held
def build(
    recipients: Path,
    audience: str = "",
    topic: Sequence[str] = (),
    output: Path | None = None,
    project: Path = Path(),
    name: str = "",
    jobs: int = 0,
    resume: bool = False,
    verify: bool = False,
    format: Format = Format.text,
    most: int = MOST,
) -> int:
    """Makes a copy for each row, and prints how many there are."""
    from briefing import batch

    order = _order(recipients, audience, topic, output, project, name)._replace(verify=verify)
    outcome = batch.run(order, jobs=jobs, resume=resume, progress=_bar())
    if outcome.manifest is not None and format is Format.text:
        say(_told(outcome))
    return finished(outcome.diagnostics, format, most=most) or int(outcome.failed > 0)


@held
def check(
    recipients: Path,
    audience: str = "",
    topic: Sequence[str] = (),
    project: Path = Path(),
    name: str = "",
    format: Format = Format.text,
    most: int = MOST,
) -> int:
    """Prints what is wrong with rows, and with the editions that they get; makes nothing."""
    from briefing import batch

    outcome = batch.check(_order(recipients, audience, topic, None, project, name))
    if not outcome.diagnostics and format is Format.text:
        say(f"no faults in the rows of {recipients}, nor in what they get\n")
    return finished(outcome.diagnostics, format, most=most) or int(outcome.failed > 0)


def _order(
    recipients: Path, audience: str, topic: Sequence[str], output: Path | None, project: Path, name: str
) -> Order:
    from briefing.batch import Order
    from briefing.batch.naming import USUAL

    return Order(project, recipients, tuple(topic), audience, output, name or USUAL)


def _told(outcome: Outcome) -> str:
    """How many copies there are, and where that is noted."""
    from briefing import show

    counts = (f"{number:,} {what}" for number, what in zip(outcome[:3], _COUNTED, strict=True) if number)
    manifest = show.visible(str(outcome.manifest))
    return f"{', '.join(counts) or 'no rows'}: {manifest}\n"


_COUNTED = ("made", "there already", "failed")


def _bar() -> Progress | None:
    """Shows how far a run is, on one line that goes when it ends: to a person alone."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return None
    started = shown = time.monotonic()

    def tell(done: int, total: int, failed: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if done < total and now - shown < _PAUSE:
            return
        shown = now
        say(f"\r\x1b[K{_line(done, total, failed, now - started) if done < total else ''}", aside=True)

    return tell


def _line(done: int, total: int, failed: int, seconds: float) -> str:
    """`[=====     ] 500 of 1,000, 250/s, 2 s left`."""
    rate = done / seconds if seconds > 0 else 0.0
    full = _BAR * done // max(total, 1)
    left = f", {_lasting((total - done) / rate)} left" if rate else ""
    wrong = f", {failed:,} failed" if failed else ""
    return f"[{'=' * full}{' ' * (_BAR - full)}] {done:,} of {total:,}, {rate:,.0f}/s{left}{wrong}"


def _lasting(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole} s" if whole < 120 else f"{whole // 60} min"
