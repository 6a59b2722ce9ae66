"""Writes the templates and pictures of the guide: `make guide`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from briefing import convert
from briefing.diagnostics import Diagnostic
from scripts.guide import prints
from scripts.guide.paper import docx
from scripts.guide.pictures import Side, picture
from scripts.guide.topics import FOLDER, SNIPPETS, TOPICS


def main() -> None:
    """Templates first, then all pages by one LibreOffice, then the pictures."""
    for name, paper in {**SNIPPETS, **TOPICS}.items():
        (FOLDER / f"{name}.docx").write_bytes(docx(paper))
    with tempfile.TemporaryDirectory() as room:
        made = {topic: Path(room, f"{topic}-rendered.docx") for topic in TOPICS}
        _stop_at(one for topic, out in made.items() for one in prints.rendered(topic, out))
        files = [*(file for topic in TOPICS for file in prints.templates(topic)), *made.values()]
        pages, problems = convert.to_pdf(files, Path(room))
        _stop_at(problems)
        for topic, out in made.items():
            _draw(topic, out, dict(zip(files, pages, strict=True)))


def _draw(topic: str, made: Path, page_of: Mapping[Path, Path]) -> None:
    typed = prints.templates(topic)
    left = Side({file.name: page_of[file] for file in typed}, prints.unseen(typed[0]))
    right = Side({made.name: page_of[made]}, prints.unseen(made))
    (FOLDER / f"{topic}.png").write_bytes(picture(left, right, prints.digest(topic, made)))


def _stop_at(problems: Iterable[Diagnostic]) -> None:
    found = [f"{one.where}: {one.code} {one.message}" for one in problems]
    if found:
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()
