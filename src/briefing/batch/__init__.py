"""Many copies of a few editions, one for each row of a CSV file: made in many processes, noted in a manifest."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import NamedTuple

from briefing import stopping
from briefing.batch.making import made
from briefing.batch.manifest import Manifest
from briefing.batch.plan import Done, Order, planned
from briefing.batch.tally import Progress, Tally
from briefing.batch.workers import cores, spread
from briefing.diagnostics import Diagnostic, Span
from briefing.pipeline.loading import Diagnostics
from briefing.writing import reason

__all__ = ["Order", "Outcome", "Progress", "check", "run"]


class Outcome(NamedTuple):
    """What a run made: how many copies it wrote, found to be there already, and could not make."""

    made: int
    kept: int
    failed: int
    manifest: Path | None
    diagnostics: Diagnostics


def check(order: Order) -> Outcome:
    """All that is wrong with a run before a copy is made: the project, an edition of each kind, the rows themselves."""
    plan, diagnostics = planned(order)
    if plan is None:
        return Outcome(0, 0, 0, None, diagnostics)
    tally = Tally(len(plan.recipients.rows), None)
    tally.add([one for one in plan.jobs() if isinstance(one, Done)])
    return Outcome(0, 0, tally.failed, None, (*diagnostics, *tally.diagnostics))


def run(order: Order, *, jobs: int = 0, resume: bool = False, progress: Progress | None = None) -> Outcome:
    """Makes a copy for each row, in as many processes as there are cores unless `jobs` says how many.

    A row that cannot be made stops no other. Where content or a template has an error, no copy is made. With `resume`,
    copies are kept that are there as the run before left them, and would be made from the same.
    """
    plan, diagnostics = planned(order)
    if plan is None:
        return Outcome(0, 0, 0, None, diagnostics)
    path = plan.room.output / f"{order.recipients.stem}.manifest.jsonl"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        manifest = Manifest(path, resume=resume)
    except OSError as fault:
        hint = ("name another folder with -o",)
        message = f"the manifest cannot be written: {reason(fault)}"
        return Outcome(0, 0, 0, None, (Diagnostic("O105", message, Span(str(path)), hint),))
    tally = Tally(len(plan.recipients.rows), progress)
    with stopping.undoing():
        try:
            for done in spread(made, plan.recipe, plan.pieces(manifest), jobs or cores()):
                manifest.add([one.line for one in done])
                tally.add(done)
        except BrokenProcessPool:
            hint = ("was memory short? `--jobs 1` takes less; --resume goes on from here",)
            tally.add_fault(Diagnostic("P123", "a process that made copies was ended from outside", None, hint))
        finally:
            manifest.close()
    return Outcome(tally.made, tally.kept, tally.failed, path, (*diagnostics, *tally.diagnostics))
