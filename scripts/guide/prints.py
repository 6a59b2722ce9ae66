"""What a topic of the guide comes to: its rendered file, what pages do not show of it, and a digest of all that is in
its picture."""

from __future__ import annotations

import hashlib
import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from briefing.diagnostics import Diagnostic
from briefing.merging import render_file
from scripts.guide.topics import FOLDER, SHOWN_WITH

KEY = "Made-From"  # of the text in a picture that holds the digest
_UNSEEN = {
    "Alt text": ("word/document.xml", r'<wp:docPr\b[^>]*\bdescr="([^"]+)"'),
    "Their titles": ("word/document.xml", r'<w:alias w:val="([^"]+)"'),
    "File → Info → Title": ("docProps/core.xml", r"<dc:title>([^<]+)<"),
}


def templates(topic: str) -> tuple[Path, ...]:
    """The template of a topic, and the snippets that are shown with it."""
    return tuple(FOLDER / f"{name}.docx" for name in (topic, *SHOWN_WITH.get(topic, ())))


def rendered(topic: str, out: Path) -> tuple[Diagnostic, ...]:
    """Renders a topic's template with its data to a file, which is verified; gives what there is to say of it."""
    return render_file(FOLDER / f"{topic}.docx", FOLDER / f"{topic}.yaml", out, checked=True)


def unseen(file: Path) -> dict[str, list[str]]:
    """What a page does not show of a Word file, by the name of its place."""
    with zipfile.ZipFile(file) as archive:
        found = {
            name: [html.unescape(text) for text in re.findall(pattern, archive.read(part).decode())]
            for name, (part, pattern) in _UNSEEN.items()
        }
    return {name: texts for name, texts in found.items() if texts}


def digest(topic: str, made: Path) -> str:
    """A digest of what a topic's picture shows: its templates and the rendered file."""
    total = hashlib.sha256()
    for file in (*templates(topic), made):
        for name, data in contents(file.read_bytes()):
            total.update(f"{name}\n{len(data)}\n".encode() + data)
    return total.hexdigest()


def contents(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The unpacked members of a package in order of name, those of packages inside it too: however they were packed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(archive.namelist()):
            content = archive.read(name)
            if content.startswith(b"PK"):
                yield from contents(content)
            else:
                yield name, content
