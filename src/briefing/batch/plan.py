"""What a run is to make: each row with its edition and the name of its file, once content and templates are sound."""

from __future__ import annotations

import functools
import hashlib
import json
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from briefing import __version__, content
from briefing.batch import naming, recipients
from briefing.batch.manifest import FAILED, MADE, Line, Manifest, said
from briefing.batch.recipients import Choice, Edition, Recipient, Recipients
from briefing.diagnostics import Diagnostic, Span, has_errors
from briefing.pipeline import copies
from briefing.pipeline.copies import Room
from briefing.pipeline.loading import Diagnostics
from briefing.project import find, shown

AT_ONCE = 32  # rows that a process is given together: handing over takes some time, and on Ctrl-C they are made yet


class Order(NamedTuple):
    """What a run is to make. `pattern` names the files; `verify` looks at each copy as `build` does at an edition."""

    start: Path
    recipients: Path
    topics: tuple[str, ...] = ()
    audience: str = ""
    output: Path | None = None
    pattern: str = naming.USUAL
    verify: bool = False


class Job(NamedTuple):
    """A row that is to be made: of which edition, into which file, and what else decides what it becomes."""

    recipient: Recipient
    edition: Edition
    file: str
    made_from: str


class Recipe(NamedTuple):
    """All that a process needs to know to make copies; `samples` are recipients' values by audience."""

    order: Order
    topics: tuple[str, ...]
    samples: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


class Done(NamedTuple):
    """What became of a row, and what was found; `is_kept` if its copy was there already."""

    line: Line
    found: Diagnostics = ()
    is_kept: bool = False


class Plan(NamedTuple):
    """A run that may begin."""

    recipe: Recipe
    recipients: Recipients
    choice: Choice
    room: Room

    def jobs(self) -> Iterator[Job | Done]:
        """What is to be made of each row, in order; or why it cannot be."""
        order = self.recipe.order
        namer = naming.Namer(order.pattern, len(self.recipients.rows))
        state = _state(order)
        for number, row in enumerate(self.recipients, start=1):
            if isinstance(row, Diagnostic):
                yield failed(number, "", (row,))
                continue
            edition = self.recipients.edition(row, self.choice)
            if isinstance(edition, Diagnostic):
                yield failed(number, "", (edition,))
                continue
            try:
                file = namer.name(row.number, *edition, row.values)
            except ValueError as fault:
                where = Span(str(order.recipients), row.line)
                yield failed(number, "", (Diagnostic("P122", str(fault), where, ("let --name say more of a row",)),))
                continue
            told = json.dumps([edition, row.values, file], ensure_ascii=False)
            made_from = hashlib.sha256(f"{state}\0{told}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
            yield Job(row, edition, file, made_from)

    def pieces(self, manifest: Manifest) -> Iterator[list[Job | Done]]:
        """The rows, some at once, those that need not be made again as they are."""
        rows = (self._unless_kept(job, manifest) for job in self.jobs())
        while piece := list(islice(rows, AT_ONCE)):
            yield piece

    def _unless_kept(self, job: Job | Done, manifest: Manifest) -> Job | Done:
        if not isinstance(job, Job):
            return job
        before = manifest.earlier(job.recipient.number)
        if before is None or (before.status, before.made_from, before.file) != (MADE, job.made_from, job.file):
            return job
        return Done(before, is_kept=True) if _digest_of(self.room.output / job.file) == before.sha256 else job


def planned(order: Order) -> tuple[Plan | None, Diagnostics]:
    """The run that an order asks for, and what was found; None if it cannot begin."""
    people, diagnostics = recipients.read(shown(order.recipients.absolute()))
    if people is None:
        return None, diagnostics
    diagnostics += tuple(naming.mistaken(order.pattern, people.columns))
    project, faults = find(order.start)
    diagnostics += faults
    if has_errors(diagnostics):
        return None, diagnostics
    known = tuple(path.stem for path in project.topics)
    one_topic = order.topics[0] if len(order.topics) == 1 else known[0] if len(known) == 1 else ""
    readers, faults = content.load_audiences(shown(project.audiences))
    if readers is None:
        return None, diagnostics + faults
    choice = Choice(order.topics or known, tuple(readers.audiences), one_topic, order.audience)
    samples: dict[str, tuple[tuple[str, str], ...]] = {}
    topics: dict[str, None] = {}
    for row in people:
        edition = row if isinstance(row, Diagnostic) else people.edition(row, choice)
        if not isinstance(row, Diagnostic) and not isinstance(edition, Diagnostic):
            topics.setdefault(edition[0])
            samples.setdefault(edition[1], tuple(row.values.items()))
    recipe = Recipe(order, tuple(topics), tuple(samples.items()))
    room = room_of(recipe)
    diagnostics += room.diagnostics
    return None if has_errors(diagnostics) else Plan(recipe, people, choice, room), diagnostics


def failed(number: int, file: str, found: Diagnostics) -> Done:
    """A row that could not be made."""
    return Done(Line(number, FAILED, file, problems=said(found)), found)


@functools.lru_cache(maxsize=1)
def room_of(recipe: Recipe) -> Room:
    """The presses, made once for all: a process that forks has them already."""
    samples = {audience: dict(values) for audience, values in recipe.samples}
    return copies.opened(recipe.order.start, recipe.topics, samples, recipe.order.output)


def _digest_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _state(order: Order) -> str:
    """A digest of all that copies are made from but the rows: content, templates, settings, and this program."""
    project, _ = find(order.start)
    digest = hashlib.sha256(f"{__version__}\0{os.environ.get('SOURCE_DATE_EPOCH', '')}".encode())
    files = [path for folder in (project.content, project.templates) for path in folder.rglob("*") if path.is_file()]
    for path in sorted((*files, project.root / "briefing.yaml")):
        digest.update(f"\0{path}\0{_digest_of(path)}".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
