"""How fast it is, beside its peers on the same machine in the same rounds: `make bench`. Writes docs/performance.md.

Ratios of CPU time (user and system, children included), each the median of rounds taken in turn. Each run renders other
data, so that nothing kept can serve but the compiled template; where texts differ, nothing is measured.
"""

from __future__ import annotations

import compileall
import json
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from briefing import build
from scripts.bench import measure, page, papers
from scripts.bench.measure import OF_NPM, PANDOC, Took, engine, in_turns, process, ratio

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHONS, SLOW = ("briefing", "docxtpl"), ("docx-templates", PANDOC)
SIZES = {
    "briefing": (1_000, 10_000, 50_000, 200_000),
    "docxtpl": (1_000, 10_000, 50_000),
    "python-docx": (1_000, 4_000),
}


def main() -> None:
    """Runs the workloads, prints a line for each, and writes the page."""
    compileall.compile_dir(ROOT / "src", quiet=1)  # as an installed package is
    peers = (*PYTHONS, *measure.there())
    for name in {*OF_NPM, PANDOC} - {*peers}:
        print(f"without {name}: it is not there (for those of npm: node, and `npm ci` in scripts/bench)")
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        results = page.Results(
            cold=cold(folder),
            warm=engines("a paper of four pages", folder, peers, papers.paper, 40, rounds=5),
            deep=engines(
                "200 sections of 20 paragraphs", folder, peers, papers.deep, 3, rounds=3, sections=200, texts=20
            ),
            growth=growth(folder, (*peers, "python-docx")),
            batch=batch(folder),
        )
    page.write(ROOT / "docs", results)


def say(what: str, name: str, took: dict[str, list[float]], other: str = "docxtpl") -> None:
    """Prints how one did beside another."""
    own, its = (statistics.median(took[one]) * 1000 for one in (name, other))
    print(f"{what:44} {name:16} {own:9.1f} ms {other} {its:9.1f} ms  ratio {ratio(took, name, other):.3f}", flush=True)


def cold(folder: Path) -> dict[str, dict[str, list[float]]]:
    """Whole processes: one document from JSON, and one edition of a project, with and without what is kept."""
    papers.paper(folder / "cold.docx", papers.JINJA)
    script = folder / "bare.py"
    script.write_text(
        "import json\nfrom docxtpl import DocxTemplate\ndocument = DocxTemplate('cold.docx')\n"
        "document.render(json.load(open('cold.json')), autoescape=True)\ndocument.save('bare.docx')\n",
        encoding="utf-8",
    )
    render = [sys.executable, "-m", "briefing", "render", "cold.docx", "cold.json", "-o", "own.docx"]

    def altered(number: int) -> None:
        (folder / "cold.json").write_text(json.dumps(papers.data(number)), encoding="utf-8")

    def run(command: list[str], **environment: str) -> Callable[[int], float]:
        def once(number: int) -> float:
            altered(number)
            return process(command, folder, **environment)

        return once

    project = folder / "project"
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, project / name)
    topic = project / "content/openai_microsoft.yaml"
    written = topic.read_text(encoding="utf-8")
    build(project, audiences=["executive"])
    command = [sys.executable, "-m", "briefing", "build", "-a", "executive", "-C", str(project)]

    def edition(**environment: str) -> Callable[[int], float]:
        def once(number: int) -> float:
            topic.write_text(re.sub(r"value: 2019-\d+", f"value: 2019-{number % 12 + 1:02}", written), encoding="utf-8")
            return process(command, folder, **environment)

        return once

    bare, nothing = run([sys.executable, str(script)]), {"BRIEFING_CACHE": "off"}
    runs = {
        "`briefing render`, data from JSON": run(render),
        "`briefing build -a executive`, a fact altered": edition(),
        "the same `render`, nothing kept": run(render, **nothing),
        "the same `build`, nothing kept": edition(**nothing),
    }
    results = {what: in_turns({"briefing": one, "docxtpl": bare}, 9) for what, one in runs.items()}
    for what, took in results.items():
        say(f"cold: {what}", "briefing", took)
    return results


def engines(
    what: str,
    folder: Path,
    peers: tuple[str, ...],
    template: Callable[[Path, papers.Syntax], None],
    count: int,
    *,
    rounds: int,
    sections: int = 8,
    texts: int = 5,
) -> dict[str, list[Took]]:
    """Documents one after another in a process of each engine. Raises AssertionError if their texts differ."""
    took: dict[str, list[Took]] = {name: [] for name in peers}
    for number in range(rounds):
        first = number * count
        several = [papers.data(first + one, sections=sections, texts=texts) for one in range(count)]
        for name in peers:
            many = several[:3] if name in SLOW else several
            source = folder / f"{name}.docx"
            template(source, papers.SYNTAX[name])
            took[name].append(engine(name, source, papers.written(folder / "data.json", many), folder / "out"))
        said = {name: papers.text_of(folder / "out" / f"{name}-0.docx") for name in peers}
        assert all(text == said["docxtpl"] for text in said.values()), "the engines say different things"
    each = {name: [one.each for one in all_] for name, all_ in took.items()}
    for name in peers:
        say(what, name, each)
    return took


def growth(folder: Path, peers: tuple[str, ...]) -> dict[str, dict[int, Took]]:
    """A table of more and more rows, by engine and number of rows."""
    found: dict[str, dict[int, Took]] = {}
    for name in peers:
        source = folder / f"{name}.docx"
        papers.table(source, papers.SYNTAX.get(name, papers.JINJA))
        few = papers.written(folder / "data.json", [papers.data(1, rows=10, sections=0)])
        engine(name, source, few, folder / "out")  # so that what is kept of a template is, as at any second run
        for rows in SIZES.get(name, (1_000, 10_000) if name not in SLOW else (1_000, 4_000)):
            data = papers.written(folder / "data.json", [papers.data(rows, rows=rows, sections=0)])
            found.setdefault(name, {})[rows] = engine(name, source, data, folder / "out")
            took = found[name][rows]
            print(
                f"{f'a table of {rows:,} rows':44} {name:16} {took.first * 1000:9.1f} ms {took.peak:9.1f} MB",
                flush=True,
            )
    return found


def batch(folder: Path) -> dict[str, dict[str, list[float]]]:
    """Seconds of the processor for each of many copies, of a letter and of a briefing: `build --for-each`, and a plain
    loop over the same data."""
    import docx

    letter, briefing = folder / "letters", folder / "briefings"
    for part in ("content", "templates"):
        (letter / part).mkdir(parents=True)
        shutil.copytree(ROOT / part, briefing / part)
    (letter / "content/letter.yaml").write_text(_TOPIC, encoding="utf-8")
    (letter / "content/audiences.yaml").write_text(_AUDIENCES, encoding="utf-8")
    made = docx.Document()
    made.add_paragraph("Dear {{ recipient.name }} of {{ recipient.firm }},")
    made.add_paragraph("{{ briefing.title }}: {{ recipient.note }}")
    made.save(str(letter / "templates/letter.docx"))
    paper = docx.Document(str(briefing / "templates/briefing.docx"))
    paper.paragraphs[0].insert_paragraph_before(
        "For {{ recipient.name }} of {{ recipient.firm }}: {{ recipient.note }}"
    )
    paper.save(str(briefing / "templates/briefing.docx"))
    return {
        "a letter of two lines": _copies(letter, "letter", "all", "letter.docx", 2_000),
        "a shipped briefing": _copies(briefing, "openai_microsoft", "marketing", "briefing.docx", 1_000),
    }


def _copies(project: Path, topic: str, audience: str, template: str, many: int) -> dict[str, list[float]]:
    lines = "".join(f"Name {n},Firm {n},A note of some length to {n} & others\n" for n in range(many))
    (project / "people.csv").write_text(f"name,firm,note\n{lines}", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "briefing",
        "build",
        "--for-each",
        "people.csv",
        "-a",
        audience,
        "-C",
        str(project),
    ]
    loop = _LOOP.format(topic=topic, audience=audience, template=f"templates/{template}")

    def copies(number: int) -> float:
        shutil.rmtree(project / "build", ignore_errors=True)
        return process(command, project) / many

    def plain(number: int) -> float:
        shutil.rmtree(project / "loop", ignore_errors=True)
        return process([sys.executable, "-c", loop], project) / many

    took = in_turns({"--for-each": copies, "a loop": plain}, 3)
    say(f"each of {many:,} copies", "--for-each", took, "a loop")
    return took


_LOOP = """
import csv
from pathlib import Path
from briefing import Template
from briefing.pipeline import copies
rows = list(csv.DictReader(open("people.csv")))
room = copies.opened(Path("."), ["{topic}"], {{"{audience}": rows[0]}}, None)
roots = room.presses["{topic}", "{audience}"].roots
template = Template("{template}")
for number, row in enumerate(rows):
    template.render({{**roots, "recipient": row}}, f"loop/{{number}}.docx")
"""
_TOPIC = """\
title: A letter
as_of: 2023-01-23
version: "1.0"
language: en-GB
owner: Desk
bottom_line: A letter.
sections: [{id: body, title: Body, blocks: [{id: text, text: A letter.}]}]
"""
_AUDIENCES = "depths: [brief]\naudiences:\n  all: {label: All, template: letter.docx, depth: brief}\n"

if __name__ == "__main__":
    main()
