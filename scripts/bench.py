"""How fast it is, beside docxtpl on the same machine in the same run: `make bench`.

Ratios of CPU time (user and system, children included), each the median of pairs taken in turn, since machines are
shared and noisy: below 1 means less time than docxtpl. Each run renders altered data, so that nothing kept can serve,
except what a user's second build would find kept too: the compiled template.
"""

from __future__ import annotations

import compileall
import io
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from docxtpl import DocxTemplate  # type: ignore[import-untyped]

from briefing import Template, build

ROOT = Path(__file__).resolve().parent.parent
Run = Callable[[int], None]


def main() -> None:
    """Runs the workloads and prints a line for each."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        print(f"{'workload':44} {'briefing':>10} {'docxtpl':>10} {'ratio':>7}")
        compare("cold: build -a executive, a fact altered", *cold(folder), rounds=9, clock=children)
        compare("warm: a four-page paper", *warm(folder, 40), rounds=15, clock=own)
        compare("large: a table of 5,000 rows", *warm(folder, 5_000), rounds=3, clock=own)


def compare(name: str, ours: Run, theirs: Run, *, rounds: int, clock: Callable[[], float]) -> None:
    """Times both in turn and prints medians in milliseconds, and the median of the ratios of pairs."""
    pairs = []
    for number in range(-1, rounds):
        times = []
        for run in (ours, theirs):
            started = clock()
            run(number)
            times.append(clock() - started)
        if number >= 0:
            pairs.append(times)
    medians = [statistics.median(column) * 1000 for column in zip(*pairs, strict=True)]
    ratio = statistics.median(mine / other for mine, other in pairs)
    print(f"{name:44} {medians[0]:7.1f} ms {medians[1]:7.1f} ms {ratio:7.2f}")


def children() -> float:
    """CPU seconds of the processes started so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def own() -> float:
    """CPU seconds of this process."""
    return time.process_time()


def cold(folder: Path) -> tuple[Run, Run]:
    """One edition of the shipped topic by a command, and a document of the same text by a bare docxtpl script."""
    compileall.compile_dir(ROOT / "src", quiet=1)  # as an installed package is
    project = folder / "project"
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, project / name)
    topic = project / "content/openai_microsoft.yaml"
    written = topic.read_text(encoding="utf-8")
    (edition,) = build(project, audiences=["executive"]).files
    template, data = tagged(edition, folder)
    script = folder / "bare.py"
    script.write_text(
        "import json, sys\nfrom docxtpl import DocxTemplate\n"
        f"document = DocxTemplate({str(template)!r})\n"
        f"document.render(json.load(open({str(data)!r})), autoescape=True)\n"
        f"document.save({str(folder / 'bare.docx')!r})\n",
        encoding="utf-8",
    )

    def ours(number: int) -> None:
        topic.write_text(re.sub(r"value: 2019-\d+", f"value: 2019-{number % 12 + 1:02}", written), encoding="utf-8")
        command = [sys.executable, "-m", "briefing", "build", "-a", "executive", "-C", str(project)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)

    def theirs(number: int) -> None:
        values = json.loads(data.read_text(encoding="utf-8"))
        data.write_text(json.dumps({**values, "t1": f"altered {number}"}), encoding="utf-8")
        subprocess.run([sys.executable, str(script)], check=True, stdout=subprocess.DEVNULL, env=os.environ)

    return ours, theirs


def tagged(edition: Path, folder: Path) -> tuple[Path, Path]:
    """A finished edition with a tag in place of each stretch of text, and the texts as data."""
    document = docx.Document(str(edition))
    values: dict[str, str] = {}
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    for paragraph in [*document.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]:
        for run in paragraph.runs:
            if len(run.text.strip()) > 3:
                values[f"t{len(values)}"] = run.text
                run.text = f"{{{{ t{len(values) - 1} }}}}"
    document.save(str(folder / "tagged.docx"))
    (folder / "tagged.json").write_text(json.dumps(values), encoding="utf-8")
    return folder / "tagged.docx", folder / "tagged.json"


def warm(folder: Path, rows: int) -> tuple[Run, Run]:
    """A paper of loops and a table, rendered again and again in one process."""
    path = folder / f"paper-{rows}.docx"
    document = docx.Document()
    document.add_heading("{{ title }}", 0)
    for text in ("{%p for s in sections %}", "{{ s.title }}", "{{ s.text }}", "{%p endfor %}"):
        document.add_paragraph(text)
    table = document.add_table(4, 3)
    table.cell(0, 0).text = "Name"
    table.cell(1, 0).text = "{%tr for r in rows %}"
    for column, text in enumerate(("{{ r.name }}", "{{ r.text }}", "{{ r.value }}")):
        table.cell(2, column).text = text
    table.cell(3, 0).text = "{%tr endfor %}"
    document.save(str(path))
    template = Template(path)

    def data(number: int) -> dict[str, Any]:
        sections = [{"title": f"Section {n} & {number}", "text": "A sentence of some length. " * 8} for n in range(20)]
        lines = [{"name": f"Row {n}", "text": f"R&D < {number}", "value": n * 3} for n in range(rows)]
        return {"title": f"Paper {number}", "sections": sections, "rows": lines}

    def ours(number: int) -> None:
        template.render(data(number), io.BytesIO())

    def theirs(number: int) -> None:
        peer = DocxTemplate(str(path))
        peer.render(data(number), autoescape=True)
        peer.save(io.BytesIO())

    first, second = io.BytesIO(), io.BytesIO()
    template.render(data(0), first)
    peer = DocxTemplate(str(path))
    peer.render(data(0), autoescape=True)
    peer.save(second)
    texts = [[p.text for p in docx.Document(stream).paragraphs] for stream in (first, second)]
    assert texts[0] == texts[1], "the two engines print different text"
    return ours, theirs


if __name__ == "__main__":
    main()
