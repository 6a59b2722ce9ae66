"""Whether a template would show on every page how a paper is marked, or that it is a draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefing.diagnostics import Diagnostic, Place
from briefing.model.content import Topic
from briefing.model.template import Template
from briefing.pipeline.loading import Diagnostics

_TYPED = {"marking": "{{ briefing.marking }}", "status": '{% if briefing.status == "draft" %}Draft{% endif %}'}


def unmarked(compiled: Template, topic: Topic) -> Diagnostics:
    """An error for a marking, or for a draft, that not every page of the template would show."""
    wanted = {"marking": topic.marking, "status": "draft" if topic.status == "draft" else ""}
    if not any(wanted.values()):
        return ()
    from briefing.language.needs import needs
    from briefing.word import running  # with lxml

    pages = running.pages(compiled.members)
    asked = {
        part.name: needs([part]).field("briefing").fields
        for part in compiled.parts
        if part.story in ("header", "footer")
    }
    found = []
    for field, value in wanted.items():
        bare = [page for page in pages if not any(_shows(field, asked.get(part, {})) for part in page.members)]
        if value and bare:
            shown = "no page shows it" if len(bare) == len(pages) else f"{_named(bare)} would not show it"
            place = Place(compiled.path, next((part for page in bare for part in page.members), ""))
            hint = f"type {_TYPED[field]} in each header or footer"
            found.append(Diagnostic("T401", f"the paper is marked '{value}', but {shown}", place, (hint,)))
    return tuple(found)


def _shows(field: str, asked: Any) -> bool:
    """Whether a header or footer prints the marking or the status, or says in its own words that it is a draft."""
    need = asked.get(field)
    if need is None:
        return False
    says_draft = any(text == "draft" for text, _ in need.compared)
    return says_draft or ("text" in need.uses and not need.compared)


def _named(pages: Iterable[Any]) -> str:
    kinds = {"first": "the first page", "even": "the even pages"}
    return " and ".join(f"{kinds.get(page.kind, 'the pages')} of section {page.section}" for page in pages)
