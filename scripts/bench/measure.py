"""What runs take, in turns: shared machines are noisy, so that only what ran in one round is compared."""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
OF_NPM = ("docxtemplater", "easy-template-x", "docx-templates")
PANDOC = "pandoc"


class Took(NamedTuple):
    """Seconds of the processor for one document, the first one with what is done once, and the peak of memory in MB."""

    each: float
    first: float
    peak: float


def engine(name: str, template: Path, data: Path, out: Path) -> Took:
    """Runs an engine over data in a process of its own."""
    out.mkdir(exist_ok=True)
    program = ["node", str(HERE / "runner.mjs")] if name in OF_NPM else [sys.executable, str(HERE / "runner.py")]
    command = [*program, name, str(template), str(data), str(out)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE)
    told = json.loads(done.stdout)
    rest = told["took"][1:] or told["took"]
    return Took(sum(rest) / len(rest), told["took"][0], told["peak"])


def process(command: Sequence[str], folder: Path, **environment: str) -> float:
    """Seconds of the processor that a whole process takes, and those that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = {**os.environ, **environment}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, env=own)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def in_turns(runs: dict[str, Callable[[int], float]], rounds: int) -> dict[str, list[float]]:
    """What each run takes in each round; before the first, each is run once."""
    took: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(-1, rounds):
        for name, run in runs.items():
            seconds = run(number)
            if number >= 0:
                took[name].append(seconds)
    return took


def ratio(took: dict[str, list[float]], name: str, other: str = "docxtpl") -> float:
    """How much longer one takes than another: the median of the rounds."""
    return statistics.median(one / its for one, its in zip(took[name], took[other], strict=True))


def there() -> tuple[str, ...]:
    """The peers that can be run here beside those of Python."""
    of_npm = OF_NPM if shutil.which("node") and (HERE / "node_modules").is_dir() else ()
    return (*of_npm, *((PANDOC,) if shutil.which(PANDOC) else ()))
