"""A rendered edition → a finished file: with its own imprint, verified, nothing in it that its reader must not see."""

from __future__ import annotations

import datetime
import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefing import checks, kept, render, template
from briefing.diagnostics import Diagnostic, Place, has_errors
from briefing.model.brief import Brief, Briefing
from briefing.model.content import Content, Topic
from briefing.model.template import Template
from briefing.pipeline.loading import Diagnostics
from briefing.word import imprint, leaks, package


def finished(compiled: Template, brief: Brief, content: Content, file: Path) -> tuple[bytes, Diagnostics]:
    """The bytes of an edition's file, empty where there was an error, and what was found on the way."""
    diagnostics = _unmarked(compiled, content.topic)
    members, faults = render.rendered(
        compiled, brief.roots, tongue=brief.language, snippets=template.snippets(Path(compiled.path))
    )
    diagnostics += faults
    if has_errors(diagnostics):
        return b"", diagnostics
    members = dict(imprint.imprinted(members, compiled.members, _imprint(brief)))
    diagnostics += render.refresh(compiled, members)  # after the imprint, which fields may show
    stream = io.BytesIO()
    package.write(members.values(), stream)
    data = stream.getvalue()
    diagnostics += tuple(leaks.leaked(members, checks.withheld(content, brief), str(file)))
    return data, diagnostics + _verified(members, compiled, data, file)


def _verified(members: Mapping[str, package.Member], compiled: Template, data: bytes, file: Path) -> Diagnostics:
    """What is wrong with a finished file. One whose shape was found sound before is not looked at again."""
    shape = kept.shape(members, compiled.members)
    if kept.is_sound(shape):
        return ()
    from briefing.word import access, residue, verify  # with lxml, 20 ms of imports

    found = verify.verify(data, str(file))
    if not found:
        made, main = dict(members), compiled.look.main
        found += residue.residue(made, main, str(file), finished=True)
        found += _left_over(members, compiled, verify.tags_left(data, str(file)))
        found += access.skipped_headings(made, main, str(file))
    if not found:
        kept.keep_sound(shape)
    return found


def _left_over(members: Mapping[str, package.Member], compiled: Template, tags: Diagnostics) -> Diagnostics:
    """Tags in parts that nobody rendered. In those that were, what looks like one is text that somebody meant."""
    return tuple(
        one
        for one in tags
        if isinstance(one.where, Place) and members.get(one.where.part) is compiled.members.get(one.where.part)
    )


def _unmarked(compiled: Template, topic: Topic) -> Diagnostics:
    """A marking or a draft that the template would not show on every page."""
    wanted = {"marking": topic.marking, "status": "draft" if topic.status == "draft" else ""}
    if not any(wanted.values()):
        return ()
    from briefing.language.needs import needs
    from briefing.word import running  # with lxml

    pages = running.pages(compiled.members)
    named = {
        part.name: needs([part]).field("briefing").fields
        for part in compiled.parts
        if part.story in ("header", "footer")
    }
    found = []
    for field, value in wanted.items():
        bare = [page for page in pages if not any(field in named.get(member, ()) for member in page.members)]
        if value and bare:
            where = "no page" if len(bare) == len(pages) else f"not {' nor '.join(map(_pages_of, bare))}"
            message = f"the paper is marked '{value}', but {where} would show it"
            hint = f"type {{{{ briefing.{field} }}}} in each header or footer"
            found.append(Diagnostic("T401", message, Place(compiled.path, ""), (hint,)))
    return tuple(found)


def _pages_of(page: Any) -> str:
    kinds = {"first": "the first page", "even": "even pages"}
    return f"{kinds.get(page.kind, 'the pages')} of section {page.section}"


def _imprint(brief: Brief) -> imprint.Imprint:
    paper = brief.roots["briefing"]
    assert isinstance(paper, Briefing)
    reader: Any = brief.roots["audience"]
    return imprint.Imprint(
        title=paper.title,
        subject=str(paper.subtitle),
        creator=paper.owner,
        keywords=reader.label,
        language=paper.language,
        version=paper.version,
        status=paper.status.capitalize(),
        dated=_dated(brief.dated, os.environ),
    )


def _dated(as_of: datetime.date | None, environment: Mapping[str, str]) -> str:
    """The date a file bears: SOURCE_DATE_EPOCH where it is set, else that of the information."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit() and int(epoch) < 2**37:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{as_of.isoformat()}T00:00:00Z" if as_of else ""
