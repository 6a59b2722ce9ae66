"""One engine of Python's, in a process of its own: ENGINE TEMPLATE DATA OUT → what the documents took, as JSON."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Make = Callable[[dict[str, Any], Path], None]


def main(engine: str, template: str, data: str, out: str) -> None:
    """Renders each document of the data into OUT, and prints the seconds of the processor and the peak in MB."""
    several = json.loads(Path(data).read_text(encoding="utf-8"))
    started = time.process_time()
    make = ENGINES[engine](template)
    took = []
    for number, values in enumerate(several):
        before = time.process_time() if number else started  # the first with what is done once
        make(values, Path(out) / f"{engine}-{number}.docx")
        took.append(time.process_time() - before)
    # Not `ru_maxrss`, which knows what the process was before it became this one.
    (peak,) = re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="utf-8"))
    print(json.dumps({"took": took, "peak": int(peak) / 1024}))


def _briefing(template: str) -> Make:
    from briefing import Template

    compiled = Template(template)

    def make(values: dict[str, Any], path: Path) -> None:
        compiled.render(values, path)

    return make


def _docxtpl(template: str) -> Make:
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]

    def make(values: dict[str, Any], path: Path) -> None:
        document = DocxTemplate(template)
        document.render(values, autoescape=True)
        document.save(path)

    return make


def _by_hand(template: str) -> Make:
    """A table filled by python-docx, as one does without a template engine."""
    import docx

    def make(values: dict[str, Any], path: Path) -> None:
        document = docx.Document(template)
        table = document.tables[0]
        for row in table.rows[1:]:
            table._tbl.remove(row._tr)
        for values_of in values["rows"]:
            cells = table.add_row().cells  # type: ignore[no-untyped-call]
            for cell, text in zip(cells, values_of.values(), strict=True):
                cell.text = text
        document.save(str(path))

    return make


ENGINES: dict[str, Callable[[str], Make]] = {"briefing": _briefing, "docxtpl": _docxtpl, "python-docx": _by_hand}

if __name__ == "__main__":
    main(*sys.argv[1:])
