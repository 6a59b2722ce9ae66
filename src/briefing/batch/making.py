"""Copies, made and written: what each process does."""

from __future__ import annotations

from collections.abc import Sequence

from briefing import limits
from briefing.batch.manifest import MADE, Line, said
from briefing.batch.plan import Done, Job, Order, Recipe, failed, room_of
from briefing.diagnostics import Diagnostic, Related, Span, has_errors
from briefing.pipeline.copies import Room
from briefing.project import led_out
from briefing.writing import write


def made(recipe: Recipe, piece: Sequence[Job | Done]) -> list[Done]:
    """The copies of some rows, written."""
    room = room_of(recipe)
    with limits.granted(room.limits, unless_said=True):
        return [_copy(room, job, recipe.order) if isinstance(job, Job) else job for job in piece]


def _copy(room: Room, job: Job, order: Order) -> Done:
    row, path = job.recipient, room.output / job.file
    where = Span(str(order.recipients), row.line)
    try:
        name = f"{order.recipients.name}:{row.number}"
        copy = room.presses[job.edition].copy(row.values, path, name, verify=order.verify)
    except (limits.Exceeded, MemoryError):
        message, hint = "this row takes more time or memory than a copy may", "`--limit seconds=60` gives it longer"
        return failed(row.number, job.file, (Diagnostic("P111", message, where, (hint,)),))
    found = tuple(one for one in copy.found if one.is_error or one.code not in room.ignore)
    if path.is_symlink():
        found += led_out((path,))
    if copy.data and not has_errors(found):
        found += write([(path, copy.data)])[1]
    told = tuple(one._replace(related=(*one.related, Related("for this row", where))) for one in found)
    if not copy.data or has_errors(found):
        return failed(row.number, job.file, told)
    return Done(Line(row.number, MADE, job.file, copy.sha256, job.made_from, said(found)), told)
