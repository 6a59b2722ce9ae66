"""A rendered edition → a finished file: with its own imprint, verified, nothing in it that its reader must not see."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefing import checks, kept, limits, render, template
from briefing.diagnostics import Place, has_errors
from briefing.model.brief import Brief, Briefing
from briefing.model.content import Content
from briefing.model.template import Keeping, Template
from briefing.pipeline.loading import Diagnostics
from briefing.pipeline.marking import unmarked
from briefing.project import Project
from briefing.word import alike, imprint, leaks, package, seal
from briefing.word.pictures import Gallery


def finished(
    compiled: Template,
    brief: Brief,
    content: Content,
    file: Path,
    project: Project,
    *,
    sound: bool,
    headings: bool = True,
    copy: str = "",
) -> tuple[bytes, Diagnostics]:
    """The bytes of an edition's file, and what was found on the way. Empty where there was an error; where the content
    and the templates are not `sound`, too, of which a rendering only tells what else is wrong. `headings` says whether
    nobody has told yet that some skip a level; `copy` which one a personal copy is."""
    keeping = Keeping(external=project.external)
    members, found = render.rendered(
        *(compiled, brief.roots),
        tongue=brief.language,
        gallery=Gallery(project.content, project.root),
        snippets=template.snippets(Path(compiled.path), keeping=keeping),
    )
    source = leaks.Source(compiled.path, compiled.look.main, compiled.members)
    found += unmarked(compiled, content.topic)
    with limits.of_our_own():
        found += tuple(leaks.leaked(members, checks.withheld(content, brief), source))
        if not sound or has_errors(found):
            return b"", found
        members = imprint.imprinted(members, compiled.members, compiled.look.main, imprint_of(brief))
        found += render.refresh(compiled, members)  # after the imprint, which fields may show
        members = seal.sealed(members, making_of(compiled, brief, content)._replace(copy=copy))
        data = package.written(members.values())
        return data, found + _verified(members, compiled, data, file, headings=headings)


def _verified(
    members: Mapping[str, package.Member], compiled: Template, data: bytes, file: Path, *, headings: bool
) -> Diagnostics:
    """What is wrong with a finished file. One whose shape was found sound before is not looked at again; of rows that
    are alike a few are looked at, unless there is something wrong, which is to be told where it stands."""
    few = alike.folded(members, compiled.members)
    shape = kept.shape(few, compiled.members)
    if kept.is_sound(shape):
        return ()
    is_whole = few is members
    found = _looked_at(few, compiled, data if is_whole else package.written(few.values()), file, headings=headings)
    if found and not is_whole:
        found = _looked_at(members, compiled, data, file, headings=headings)
    if not found:
        kept.keep_sound(shape)
    return found


def _looked_at(
    members: Mapping[str, package.Member], compiled: Template, data: bytes, file: Path, *, headings: bool
) -> Diagnostics:
    from briefing.word import access, residue, verify  # with lxml, 20 ms of imports

    found = verify.verify(data, str(file))
    if not found:
        made, main = dict(members), compiled.look.main
        found += residue.residue(made, main, str(file), finished=True)
        found += _left_over(members, compiled, verify.tags_left(data, str(file)))
        found += access.skipped_headings(made, main, str(file)) if headings else ()
    return found


def _left_over(members: Mapping[str, package.Member], compiled: Template, tags: Diagnostics) -> Diagnostics:
    """Tags in parts that nobody rendered. In those that were, what looks like one is text that somebody meant."""
    return tuple(
        one
        for one in tags
        if isinstance(one.where, Place) and members.get(one.where.part) is compiled.members.get(one.where.part)
    )


def imprint_of(brief: Brief) -> imprint.Imprint:
    """What a file of an edition states of itself."""
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


def making_of(compiled: Template, brief: Brief, content: Content) -> seal.Making:
    """How a file of an edition is made, but for what it becomes."""
    name, design = Path(compiled.path).name, seal.fingerprint(compiled.members)
    return seal.Making(content.topic.id, brief.audience, name, design)


def resealed(data: bytes) -> bytes:
    """A finished file that was changed on the way, stating that it is as it was written."""
    from briefing.word.fields.properties import properties  # with lxml

    with limits.of_our_own():
        members = package.read(data)
    making = seal.read(properties(members))
    return package.written((seal.sealed(members, making) if making else members).values())


_NO_YEAR = "253402300800"  # seconds to the year 10000, which no date has


def _dated(as_of: datetime.date | None, environment: Mapping[str, str]) -> str:
    """The date a file bears: SOURCE_DATE_EPOCH where it is set, else that of the information."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) <= len(_NO_YEAR) and int(epoch) < int(_NO_YEAR):
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{as_of.isoformat()}T00:00:00Z" if as_of else ""
