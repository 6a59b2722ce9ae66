"""What was written → Content: the door of this room.

Each function gives as much as can be had and tells everything that is wrong; none raises for what a person typed. None
stands for a file that cannot be read or holds no mapping. Where only some of its entries cannot be read, what is wrong
with the others is told too.
"""

from __future__ import annotations

from pathlib import Path

from briefing import datafile
from briefing.content.audiences import read_audiences
from briefing.content.names import cross_check
from briefing.content.reading import Reading, certain
from briefing.content.topic import read_topic
from briefing.diagnostics import Diagnostic
from briefing.model.content import Audiences, Content, Topic

__all__ = ["cross_check", "load", "load_audiences", "load_topic"]


def load(
    topic_path: Path, audiences_path: Path, root: Path | None = None
) -> tuple[Content | None, tuple[Diagnostic, ...]]:
    """A topic with its audiences, checked against each other. `root` as in `load_topic`."""
    topic, faults = load_topic(topic_path, root)
    audiences, more = load_audiences(audiences_path)
    if topic is None or audiences is None:
        return None, faults + more
    return Content(topic, audiences), faults + more + cross_check((topic,), audiences)


def load_topic(path: Path, root: Path | None = None) -> tuple[Topic | None, tuple[Diagnostic, ...]]:
    """A topic, checked by itself. Files that it names must lie in `root`, by default the folder that it lies in."""
    reading, faults = _reading(path, root)
    if reading is None:
        return None, faults
    topic, more = read_topic(reading)
    return (None, faults + certain(more)) if reading.document.partial else (topic, faults + more)


def load_audiences(path: Path) -> tuple[Audiences | None, tuple[Diagnostic, ...]]:
    """The audiences, checked by themselves: one file for all topics of a project."""
    reading, faults = _reading(path, None)
    if reading is None:
        return None, faults
    audiences, more = read_audiences(reading)
    return (None, faults + certain(more)) if reading.document.partial else (audiences, faults + more)


def _reading(path: Path, root: Path | None) -> tuple[Reading | None, tuple[Diagnostic, ...]]:
    document, faults = datafile.read_mapping(path)
    return (None if document is None else Reading(document, root or path.parent)), faults
