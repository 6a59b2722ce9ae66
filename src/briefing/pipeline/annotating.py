"""Copies of templates with a Word comment at each thing that is wrong, for the designer who has them open in Word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from briefing import show
from briefing.diagnostics import Diagnostic, Place
from briefing.pipeline.loading import Diagnostics
from briefing.word.annotated import annotated
from briefing.writing import write


def annotate(diagnostics: Iterable[Diagnostic], templates: Path, folder: Path) -> tuple[tuple[Path, ...], Diagnostics]:
    """Writes a copy of each file in the folder of templates that something is wrong with into another folder: the
    files, or why not. A copy is never written over the template itself."""
    found: dict[str, list[tuple[Place, str]]] = {}
    for one in dict.fromkeys(diagnostics):
        notes = [(one.where, _note(one, one.where))] if isinstance(one.where, Place) else []
        notes += [
            (related.where, f"{_told(one)}\n{related.message}")
            for related in one.related
            if isinstance(related.where, Place)
        ]
        for place, note in notes:
            if Path(place.path).absolute().is_relative_to(templates):
                found.setdefault(place.path, []).append((place, note))
    return write(list(_copies(found, folder)))


def _copies(found: dict[str, list[tuple[Place, str]]], folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path, notes in found.items():
        copy = folder / f"{Path(path).stem}-annotated.docx"
        if Path(path).is_file() and (data := annotated(Path(path).read_bytes(), notes)):
            yield copy, data


def _note(one: Diagnostic, place: Place) -> str:
    """The text of a comment. Where Word has none, it stands elsewhere, and says what it is about."""
    is_elsewhere = not place.part.endswith("document.xml") or not place.paragraph or "text box" in place.trail
    about = [f"In {spot}:"] if is_elsewhere and (spot := show.described(place)) else []
    return "\n".join((*about, _told(one), *(f"Hint: {hint}" for hint in one.hints)))


def _told(one: Diagnostic) -> str:
    return f"{one.severity} {one.code}: {one.message}"
