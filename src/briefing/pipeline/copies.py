"""Personal copies: an edition made again and again, each time with the values of another recipient."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from briefing import limits, render, template
from briefing.diagnostics import has_errors
from briefing.model.brief import Brief
from briefing.model.content import Content
from briefing.model.template import Keeping, Template
from briefing.pipeline.consequences import without_consequences
from briefing.pipeline.editions import editions_of, for_recipient
from briefing.pipeline.finishing import finished, imprint_of, making_of
from briefing.pipeline.loading import Diagnostics, heard, load
from briefing.pipeline.templates import Templates
from briefing.project import Project, led_out, overwriting, shown
from briefing.template.imprinting import imprinted
from briefing.word import imprint, package, seal
from briefing.word.package import Member, Package
from briefing.word.pictures import Gallery
from briefing.word.stock import Stock


class Copy(NamedTuple):
    """What was found in making a copy, its bytes and their SHA-256."""

    found: Diagnostics
    data: bytes = b""
    sha256: str = ""


class Press:
    """Makes the copies of one edition.

    The first is made as any edition is, and looked at as that is: verified, searched for words that its reader is not
    to have. If a quicker way makes the same file, all others go by it: the imprint is put into the template once, and
    so are the parts that say nothing of the recipient.
    """

    def __init__(self, compiled: Template, brief: Brief, content: Content, project: Project) -> None:
        self._compiled, self._brief, self._content, self._project = compiled, brief, content, project
        self._making, self._imprint = making_of(compiled, brief, content), imprint_of(brief)
        self._gallery = Gallery(project.content, project.root)
        self._snippets = template.snippets(Path(compiled.path), keeping=Keeping(external=project.external))
        self._ready: Template | None = None
        self._stock = Stock({})
        self._proved = False

    @property
    def roots(self) -> Mapping[str, object]:
        """What tags can name in this edition, with a recipient as a sample."""
        return self._brief.roots

    @property
    def is_quick(self) -> bool:
        """Whether copies go by the quicker way now."""
        return self._ready is not None

    def copy(self, values: Mapping[str, str], file: Path, name: str, *, verify: bool) -> Copy:
        """The copy of a recipient with these values, and what was found; no data where there was an error. `name` is
        what the copy states to be; with `verify`, it is looked at as the first is."""
        if self._ready is not None and not verify:
            members, found = self._quickly(self._ready, values, name)
            return Copy(found, *self._stock.packed(members)) if members else Copy(found)
        brief = for_recipient(self._brief, {self._brief.audience: values})
        data, found = finished(self._compiled, brief, self._content, file, self._project, sound=True, copy=name)
        if not data:
            return Copy(found)
        with limits.of_our_own():
            members = package.read(data)
        if not self._proved:
            self._proved = True
            self._prove(values, name, members)
        return Copy(found, *self._stock.packed(members))

    def _prove(self, values: Mapping[str, str], name: str, members: Package) -> None:
        """Goes on by the quicker way, if it makes the same members. Those that are the template's own are the stock."""
        ready = self._prepared(values)
        if ready is None:
            return
        made, _ = self._quickly(ready, values, name)
        if made.keys() == members.keys() and all(made[one].read() == members[one].read() for one in made):
            self._ready = ready
            own: Mapping[str, Member] = ready.members
            self._stock = Stock({one: member for one, member in own.items() if made.get(one) is member})

    def _prepared(self, values: Mapping[str, str]) -> Template | None:
        """The template for the quicker way, if there is one."""
        ready = imprinted(self._compiled, self._imprint)
        if ready is None:
            return None
        settled = render.settled(
            *(ready, {**self._brief.roots, "recipient": values}, "recipient"),
            tongue=self._brief.language,
            gallery=self._gallery,
            snippets=self._snippets,
        )
        return settled if _has_properties(settled) else settled._replace(members=self._stated(settled.members))

    def _stated(self, members: Mapping[str, Member]) -> dict[str, Member]:
        """Members of which the properties are rendered, with the imprint in them."""
        return {**members, **imprint.stated(members, self._compiled.members, self._imprint)}

    def _quickly(self, ready: Template, values: Mapping[str, str], name: str) -> tuple[Package, Diagnostics]:
        """The members of a copy; none where there was an error."""
        members, found = render.rendered(
            *(ready, {**self._brief.roots, "recipient": values}),
            tongue=self._brief.language,
            gallery=self._gallery,
            snippets=self._snippets,
        )
        if has_errors(found):
            return {}, found
        if _has_properties(ready):
            members = self._stated(members)
        found += render.refresh(ready, members)
        return seal.sealed(members, self._making._replace(copy=name)), found


def _has_properties(template: Template) -> bool:
    """Whether properties are still to be rendered."""
    return any(part.story == "properties" for part in template.parts)


class Room(NamedTuple):
    """All presses of a run, by the ids of topic and audience; the folder that copies go to, and what was found."""

    presses: Mapping[tuple[str, str], Press]
    output: Path
    ignore: frozenset[str]
    limits: Mapping[str, int]
    diagnostics: Diagnostics


def opened(
    start: Path,
    topics: Sequence[str],
    recipients: Mapping[str, Mapping[str, str]],
    output: Path | None,
    today: datetime.date | None = None,
) -> Room:
    """The presses for all topics asked for, each for the audiences of `recipients`, of which one is given as a sample.

    Each edition is made for its sample, to find what is wrong with content and templates. What is wrong with the values
    of a recipient is told where the copy is made.
    """
    written, diagnostics = load(start, tuple(recipients), topics)
    if written is None:
        return Room({}, output or start, frozenset(), {}, diagnostics)
    project, folder = written.project, output or shown(written.project.output)
    if not recipients:  # no row that can be made
        return Room({}, folder, project.ignore, project.limits, heard(project, diagnostics))
    written = written._replace(recipients=recipients)
    presses: dict[tuple[str, str], Press] = {}
    with limits.granted(project.limits, unless_said=True):
        templates = Templates(project.templates, Keeping(external=project.external))
        for content in written.contents:
            editions, found = editions_of(content, written, templates, folder, today)
            diagnostics += tuple(one for one in found if one.code[0] != "R")
            for edition in editions:
                compiled = templates.of(edition.brief.audience, content.audiences)
                if compiled is not None:
                    presses[edition.topic, edition.brief.audience] = Press(compiled, edition.brief, content, project)
        diagnostics += (*templates.diagnostics, *templates.misnamed(written))
    asked = project if output is None else project._replace(output=output)
    diagnostics += overwriting(asked, (folder / "a copy.docx",))
    diagnostics += led_out((folder / "a copy.docx",), project.root if output is None else None)
    told = without_consequences(heard(project, diagnostics), str(shown(project.audiences)))
    return Room(presses, folder, project.ignore, project.limits, told)
