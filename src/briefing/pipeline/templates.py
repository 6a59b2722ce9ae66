"""The templates of a project, each compiled once, and read against what the topics offer."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from briefing import kept, template
from briefing.diagnostics import Diagnostic, Related, did_you_mean, has_errors
from briefing.model.content import Audience, Audiences
from briefing.model.template import Keeping, Part, Template
from briefing.pipeline.loading import Diagnostics, Written, listed
from briefing.project import shown


class Templates:
    """The templates of a project. `diagnostics` are what was found in those that were asked for so far."""

    def __init__(self, folder: Path, keeping: Keeping) -> None:
        self._folder, self._keeping = folder, keeping
        self._compiled: dict[str, Template | None] = {}
        self._missed: set[str] = set()
        self.diagnostics: Diagnostics = ()

    @property
    def faulty(self) -> bool:
        """Whether an error was found in any of them so far."""
        return has_errors(self.diagnostics)

    def of(self, reader: str, audiences: Audiences) -> Template | None:
        """The compiled template of an audience; None, with diagnostics, if it is not there or cannot be read."""
        name = audiences.audiences[reader].template
        is_word = name.endswith(".docx")  # else the name itself is told of
        if not is_word or not os.path.isfile(self._folder / name):  # which takes any name
            self.diagnostics += self._missing(audiences.audiences[reader], audiences) if is_word else ()
            return None
        return self._named(name)

    def all(self) -> None:
        """Compiles every template there is, also those that nobody names: files that others take in, files in the
        making."""
        for path in _files(self._folder):
            self._named(path.name)

    def misnamed(self, written: Written) -> Diagnostics:
        """What their tags name that no topic of the project has, in any branch. One in which nothing was found is not
        read again until it or the topics' names change."""
        found: list[Diagnostic] = []
        for name, compiled in self._compiled.items():
            if compiled is None:
                continue
            known = kept.key((self._folder / name).read_bytes() + repr(_names(written)).encode()) + ".names"
            if kept.is_sound(known):
                continue
            faults = _misnamed(compiled, written)
            if name not in _named_by(written.audiences):  # others may take it in, and give it further names
                faults = tuple(one for one in faults if "in the data" not in one.message)
            found += faults
            if not faults:
                kept.keep_sound(known)
        return tuple(found)

    def _named(self, name: str) -> Template | None:
        if name not in self._compiled:
            compiled, faults = template.load(shown(self._folder / name), keeping=self._keeping)
            self._compiled[name] = compiled
            self.diagnostics += faults
            if compiled is not None:
                self.diagnostics += compiled.unsound
                self.diagnostics += self._looked_at(name, compiled)
        return self._compiled[name]

    def _looked_at(self, name: str, compiled: Template) -> Diagnostics:
        """What would shut readers out of papers made from a template, or be in them and is not for readers. One in
        which nothing was found is not looked at again."""
        known = kept.key((self._folder / name).read_bytes()) + ".looked"
        if kept.is_sound(known):
            return ()
        from briefing.word import access, residue  # with lxml

        members, main = dict(compiled.members), compiled.look.main
        found = (*access.barriers(members, main, compiled.path), *residue.residue(members, main, compiled.path))
        found = tuple(one for one in found if one.code != "O309")  # each edition says its own language
        if not found:
            kept.keep_sound(known)
        return found

    def _missing(self, reader: Audience, audiences: Audiences) -> Diagnostics:
        """A template that is named and is not there, at the line that names it."""
        there = [path.name for path in _files(self._folder)]
        named = reader if "template" in reader.fields else audiences.audiences.get(reader.extends, reader)
        hints = (*did_you_mean(reader.template, there), listed(there))
        message = f"there is no '{reader.template}' in {shown(self._folder)}"
        where = named.fields.value_span("template")
        if reader.template in self._missed:
            return ()
        self._missed.add(reader.template)
        naming = [one.fields for one in audiences.audiences.values() if one.fields.get("template") == reader.template]
        spans = [fields.value_span("template") for fields in naming]
        related = tuple(Related("named here, too", span) for span in spans if span != where)
        hints = hints if there else ("`briefing template` makes a first one",)
        return (Diagnostic("T000", message, where, hints, related),)


def _files(folder: Path) -> list[Path]:
    """The Word files of a folder, without those that Word makes beside a file that is open."""
    return sorted(path for path in folder.glob("*.docx") if not path.name.startswith("~$"))


def _named_by(audiences: Audiences | None) -> frozenset[str]:
    return frozenset(one.template for one in audiences.audiences.values()) if audiences else frozenset()


def _names(written: Written) -> object:
    """All that decides what topics offer to tags."""
    topics = [content.topic for content in written.contents]
    audiences = written.audiences
    return (
        written.complete,
        [tuple(values) for values in written.recipients.values()][:1],
        [(tuple(topic.facts), tuple(topic.terms), tuple(topic.sources), repr(topic.data)) for topic in topics],
        [(section.id, [block.id for block in section.blocks]) for topic in topics for section in topic.sections],
        (tuple(audiences.audiences), audiences.depths) if audiences else (),
    )


def _misnamed(compiled: Template, written: Written) -> tuple[Diagnostic, ...]:
    from briefing import vocabulary  # reads types and syntax trees, which a build that is like the last does without

    find = template.snippets(Path(compiled.path))

    def taken_in(name: str) -> Iterable[Part]:
        try:
            inner, _ = find(name)
        except ValueError:  # told where it is rendered
            return ()
        return inner.parts if inner is not None else ()

    columns = next((tuple(values) for values in written.recipients.values()), None)
    offered = vocabulary.offers(written.contents, complete=written.complete, recipient=columns)
    return vocabulary.misnamed(compiled.parts, offered, taken_in, compiled.unread)
