"""One engine of Python's, in a process of its own: ENGINE TEMPLATE DATA OUT → what the documents took, as JSON."""

from __future__ import annotations

import html
import json
import re
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Make = Callable[[dict[str, Any], Path], None]


def main(engine: str, template: str, data: str, out: str) -> None:
    """Renders each document of the data into OUT, and prints the seconds of the processor and the peak in MB."""
    several = json.loads(Path(data).read_text(encoding="utf-8"))
    started = _spent()
    make = ENGINES[engine](template)
    took = []
    for number, values in enumerate(several):
        before = _spent() if number else started  # the first with what is done once
        make(values, Path(out) / f"{engine}-{number}.docx")
        took.append(_spent() - before)
    # Not `ru_maxrss` of its own, which knows what the process was before it became this one.
    (peak,) = re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="utf-8"))
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps({"took": took, "peak": max(int(peak), children) / 1024}))


def _spent() -> float:
    """Seconds of the processor so far, those of finished children included."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


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


def _pandoc(template: str) -> Make:
    """Pandoc, which takes styles from the template and no tags: the same text as HTML, in a process for each."""
    with zipfile.ZipFile(template) as archive:
        asked = set(re.findall(r"\w+", archive.read("word/document.xml").decode()))

    def make(values: dict[str, Any], path: Path) -> None:
        command = ["pandoc", "--from", "html", "--reference-doc", template, "--output", str(path)]
        subprocess.run(command, input="".join(_as_html(values, asked)), text=True, check=True)

    return make


def _as_html(values: dict[str, Any], asked: set[str]) -> Iterator[str]:
    """What a template that asks for these names makes of the values."""

    def element(name: str, text: str) -> str:
        return f"<{name}>{html.escape(text)}</{name}>"

    if "summary" in asked:
        yield element("p", values["title"]) + element("p", values["summary"])
        facts = (element("li", f"{one['label']}: {one['value']}") for one in values["facts"])
        yield f"<ul>{''.join(facts)}</ul>"
    for section in values["sections"] if "sections" in asked else ():
        yield element("h1", section["title"])
        yield from (element("p", one["text"]) for one in section["texts"])
        if section["note"] and "note" in asked:
            yield element("p", f"Note: {section['note']}")
    if "rows" in asked:
        head = "".join(element("th", name.capitalize()) for name in values["rows"][0])
        rows = "".join(f"<tr>{''.join(element('td', text) for text in row.values())}</tr>" for row in values["rows"])
        yield f"<table><tr>{head}</tr>{rows}</table>"


ENGINES: dict[str, Callable[[str], Make]] = {
    "briefing": _briefing,
    "docxtpl": _docxtpl,
    "python-docx": _by_hand,
    "pandoc": _pandoc,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
