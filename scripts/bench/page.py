"""What was measured → docs/performance.md, with a picture of how time grows with rows."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scripts.bench.measure import Took, ratio

WIDE, HIGH, LEFT, BELOW, RIGHT = 720, 400, 60, 50, 90
COLOURS = {"briefing": "#0B5563", "docxtpl": "#B5502B"}
_HALO = 'paint-order="stroke" stroke="#fff" stroke-width="4" stroke-linejoin="round"'
OTHERS = ("#7A7A7A", "#A0A0A0", "#5C6B73", "#8C7853", "#9C89A8", "#6B8F71")


class Results(NamedTuple):
    """All that was measured: seconds of the processor."""

    cold: Mapping[str, dict[str, list[float]]]
    warm: Mapping[str, list[Took]]
    deep: Mapping[str, list[Took]]
    growth: Mapping[str, Mapping[int, Took]]
    batch: Mapping[str, dict[str, list[float]]]


def write(folder: Path, found: Results) -> None:
    """Writes the page and its picture."""
    (folder / "pictures" / "growth.svg").write_text(_picture(found.growth), encoding="utf-8")
    (folder / "performance.md").write_text(_page(found), encoding="utf-8")


def _page(found: Results) -> str:
    return f"""\
# How fast it is

`make bench` made this page: each engine renders the same data into the same paper, in turns on one machine, and must
say the same. What is compared is time of the processor, since machines are shared; each figure is the median of several
rounds, and only the ratios mean much elsewhere. Every round has data of its own.

## Cold: a whole process

| one document | briefing | a bare docxtpl script | ratio |
| --- | --- | --- | --- |
{_cold(found.cold)}

The template is kept compiled from the run before, as at any user's second run. Where nothing is kept, it is compiled
and verified whole in each run, of which docxtpl does nothing.

## Warm: documents one after another

{_engines("a paper of four pages", found.warm)}

{_engines("200 sections of 20 paragraphs", found.deep)}

## Large: a table of six columns

![Time by number of rows](pictures/growth.svg)

| rows | {" | ".join(found.growth)} |
| --- | {" | ".join("---" for _ in found.growth)} |
{_growth(found.growth)}

Template, data in memory, and writing; without the start of the interpreter. Rows of a CSV file or a Python iterator are
streamed: whatever their number, memory stays as it was at the start.

## Copies

| each of many copies, to files | `build --for-each` | `Template.render` in a loop | ratio | on two free cores |
| --- | --- | --- | --- | --- |
{_copies(found.batch)}

A copy says what it was made of, has a line in the manifest with its SHA-256, and nothing of the template's author.
"""


def _cold(found: Mapping[str, dict[str, list[float]]]) -> str:
    return "\n".join(
        f"| {what} | {_ms(took['briefing'])} | {_ms(took['docxtpl'])} | {ratio(took, 'briefing'):.2f} |"
        for what, took in found.items()
    )


def _copies(found: Mapping[str, dict[str, list[float]]]) -> str:
    return "\n".join(
        f"| {what} | {_ms(took['--for-each'])} | {_ms(took['a loop'])} | {own:.2f} | {2 / own:.1f} × as many |"
        for what, took in found.items()
        for own in [ratio(took, "--for-each", "a loop")]
    )


def _engines(what: str, found: Mapping[str, Sequence[Took]]) -> str:
    each = {name: [one.each for one in took] for name, took in found.items()}
    peaks = {name: max(one.peak for one in took) for name, took in found.items()}
    rows = (f"| {name} | {_ms(each[name])} | {1 / ratio(each, name):.1f} × | {peaks[name]:.0f} MB |" for name in found)
    lines = "\n".join(rows)
    return f"| {what} | each | as fast as docxtpl | peak |\n| --- | --- | --- | --- |\n{lines}"


def _growth(found: Mapping[str, Mapping[int, Took]]) -> str:
    sizes = sorted({rows for took in found.values() for rows in took})
    return "\n".join(
        f"| {rows:,} | "
        + " | ".join(
            f"{_ms([took[rows].first])}, {took[rows].peak:.0f} MB" if rows in took else "" for took in found.values()
        )
        + " |"
        for rows in sizes
    )


def _ms(seconds: Iterable[float]) -> str:
    number = statistics.median(seconds) * 1000
    return f"{number:,.0f} ms" if number >= 10 else f"{number:.2f} ms"


def _picture(found: Mapping[str, Mapping[int, Took]]) -> str:
    """Seconds by rows, both in steps of ten."""
    across, up = (math.log10(800), math.log10(220_000)), (-1.6, 1.7)

    def at(rows: float, seconds: float) -> tuple[float, float]:
        x = LEFT + (math.log10(rows) - across[0]) / (across[1] - across[0]) * (WIDE - LEFT - RIGHT)
        y = HIGH - BELOW - (math.log10(seconds) - up[0]) / (up[1] - up[0]) * (HIGH - BELOW - 20)
        return round(x, 1), round(y, 1)

    drawn = []
    for power in range(3, 6):
        x, _ = at(10**power, 1)
        drawn.append(f'<text x="{x}" y="{HIGH - 22}" text-anchor="middle">{10**power:,} rows</text>')
    for power in range(-1, 2):
        _, y = at(1_000, 10**power)
        drawn.append(f'<path d="M{LEFT} {y}H{WIDE - RIGHT}" stroke="#E3E3E3"/>')
        drawn.append(f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{10**power:g} s</text>')
    others = iter(OTHERS)
    ends: list[tuple[float, float]] = []
    labels = []
    for name, took in found.items():
        colour = COLOURS.get(name) or next(others)
        points = [at(rows, one.first) for rows, one in sorted(took.items())]
        line = " ".join(f"{x},{y}" for x, y in points)
        heavy = 3 if name == "briefing" else 1.5
        drawn.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="{heavy}"/>')
        drawn += [f'<circle cx="{x}" cy="{y}" r="{heavy}" fill="{colour}"/>' for x, y in points]
        x, y = points[-1]
        for near in [its_y for its_x, its_y in ends if abs(x - its_x) < 110 and abs(y - its_y) < 16]:
            y = near + (16 if y >= near else -16)
        ends.append((x, y))
        labels.append(f'<text x="{x + 9}" y="{y + 4}" fill="{colour}" {_HALO}>{name}</text>')
    drawn += labels  # above all lines
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{HIGH}" viewBox="0 0 {WIDE} {HIGH}"'
        ' font-family="sans-serif" font-size="12"'
        f' fill="#333"><rect width="{WIDE}" height="{HIGH}" fill="#fff"/>{"".join(drawn)}</svg>\n'
    )
