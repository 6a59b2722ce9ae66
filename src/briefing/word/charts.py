"""The charts of a template that data is drawn in: which they are, and what of them no document keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from briefing.later import regex
from briefing.model.template import Form
from briefing.word import package, parts
from briefing.word.names import CHART, RELATION_ID, WP, A
from briefing.word.package import Member, Package
from briefing.word.packaging import relationships_name
from briefing.word.parts import Relationship, Story

_CHART = f"{{{CHART}}}chart"
_SERIES = f"{{{CHART}}}ser"
_BUBBLES = f"{{{CHART}}}bubbleChart"
_NAMING = regex(r"\s*\{\{(?:(?!\}\}).)*\|\s*chart\b(?:(?!\}\}).)*\}\}\s*", re.DOTALL)
_PROPERTIES = f"{{{WP}}}docPr"


def drawable(members: Package, related: Iterable[Relationship]) -> dict[str, str]:
    """The charts that a part relates to and that have rows of numbers, by relationship."""
    found = {}
    for one in related:
        if one.kind == "chart" and not one.external and one.target in members:
            root = parts.read(members, one.target)
            if next(root.iter(_SERIES), None) is not None and next(root.iter(_BUBBLES), None) is None:
                found[one.id] = one.target
    return found


def shows(root: etree._Element, relation: str) -> bool:
    """Whether a part shows the chart of a relationship."""
    return any(chart.get(RELATION_ID) == relation for chart in root.iter(_CHART))


def form(members: Package, owner: str, name: str, relation: str) -> Form:
    """The chart that a part relates to, as a form for others."""
    own = [one.target for one in parts.relationships(members, name) if not one.external and one.target in members]
    others = set(_needed(members, {name, *own}))
    own = [target for target in own if target not in others]
    tables = [table for table in map(relationships_name, (name, *own)) if table in members]
    return Form(owner, relation, (name, *own, *tables))


def _needed(members: Package, gone: set[str]) -> Iterator[str]:
    """The members that something relates to which is not among those that go."""
    for part in ("", *members):
        if part not in gone and relationships_name(part) in members:
            yield from (one.target for one in parts.relationships(members, part) if not one.external)


def named_by_title(members: Package, stories: Iterable[Story]) -> dict[str, Member]:
    """The members that change where the title of a chart names its data, `{{ sales | chart }}`: the tag becomes the
    alternative text of the chart's frame, where it is read."""
    changed: dict[str, Member] = {}
    for story in stories:
        frames: Mapping[str, str] = {}
        for one in parts.relationships(members, story.name):
            if one.kind == "chart" and one.target in members and b"chart" in members[one.target].read():
                frames = {**frames, **_untitled(members, one, changed)}
        if frames:
            root = parts.read(members, story.name)
            for chart in root.iter(_CHART):
                _rename(chart, frames.get(chart.get(RELATION_ID, ""), ""))
            changed[story.name] = package.pack(story.name, (etree.tostring(root, encoding="UTF-8", standalone=True),))
    return changed


def _untitled(members: Package, one: Relationship, changed: dict[str, Member]) -> dict[str, str]:
    """The tag that is the title of a chart, by its relationship; the chart loses it."""
    if b"{" not in members[one.target].read():
        return {}
    root = parts.read(members, one.target)
    title = root.find(f"{_CHART}/{{{CHART}}}title")
    text = "" if title is None else "".join(words.text or "" for words in title.iter(f"{{{A}}}t"))
    if title is None or not _NAMING.fullmatch(text):
        return {}
    for words in list(title.iter(f"{{{A}}}t")):
        words.text = ""
    changed[one.target] = package.pack(one.target, (etree.tostring(root, encoding="UTF-8", standalone=True),))
    return {one.id: text.strip()}


def _rename(chart: etree._Element, tag: str) -> None:
    frame = chart.getparent()
    while tag and frame is not None:
        for properties in frame.iterchildren(_PROPERTIES):
            properties.set("descr", tag)
            return
        frame = frame.getparent()
