"""What the topics of a project offer to tags, and what tags name that none of them has.

Rendering finds what is missing on the way that one edition takes. Here every branch of a template is read, also those
that no edition of today goes through: a name must be a field of a noun of `model.brief`, or an id of one of the topics.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from briefing.diagnostics import Diagnostic, did_you_mean
from briefing.language.need import ANY_KEY, ITEM, Need
from briefing.language.needs import needs
from briefing.model import brief
from briefing.model.content import BLOCK_KINDS, CALLOUT_KINDS, Audiences, CitationStyle, Content, FactStatus
from briefing.model.named import Named
from briefing.model.record import Items, Record
from briefing.model.template import Part, Tag

MOST_NAMES = 12  # shown where no name is near

Parts = Iterable[Part]
Ids = tuple[str, ...]
Choices = Mapping[tuple[Any, str], Ids]


class Offer(NamedTuple):
    """What may be asked of a value: its `fields`, the `member` that a loop gets, or anything, where it is `open`.

    `noun` is what messages call it. `choices` are the only texts that it can be, if those are known. `is_fixed` says
    that the fields are the language's own and no author's.
    """

    noun: str
    fields: Mapping[str, Offer] = {}
    member: Offer | None = None
    open: bool = False
    choices: tuple[str, ...] = ()
    is_fixed: bool = False

    def of(self, name: str) -> Offer | None:
        """The value that a field has; None where there can be none."""
        if name in (ITEM, ANY_KEY) or name.startswith("["):
            return self.member or _ANYTHING
        return self.fields.get(name, _ANYTHING if self.open else None)


_ANYTHING = Offer("a value", open=True)
_TEXT = Offer("a text")


def misnamed(
    parts: Parts,
    offered: Mapping[str, Offer],
    taken_in: Callable[[str], Parts] | None = None,
    unread: Sequence[Tag] = (),
) -> tuple[Diagnostic, ...]:
    """What the tags of a template's parts name that is not offered, in any branch; and what they compare with a text
    that it can never be. `taken_in` gives the parts of another file that the template takes in; tags that are `unread`
    belong to no whole."""
    wanted = needs(parts, taken_in, uncalled=True)
    if unread:
        from briefing.language.loose import needs_of

        loose = needs_of(unread)
        for name in [name for name in loose.fields if name not in offered]:  # a tag that binds it may be a broken one
            del loose.fields[name]
        wanted.take(loose, certain=False)
    return tuple(dict.fromkeys(_missing(wanted, Offer("the data", offered), "")))


def offers(
    contents: Sequence[Content], *, complete: bool = True, recipient: Sequence[str] | None = None
) -> Mapping[str, Offer]:
    """What all topics together offer to the templates of their project, by root. Unless they are `complete`, any id may
    be one of theirs. `recipient` are the columns of those who get personal copies, if there are any."""
    topics = [content.topic for content in contents]
    sections = [section for topic in topics for section in topic.sections]
    blocks: Mapping[str, Ids] | None = {one.id: tuple(block.id for block in one.blocks) for one in sections}
    facts, terms, sources = (_ids(getattr(topic, kind) for topic in topics) for kind in ("facts", "terms", "sources"))
    if not complete or not contents:
        blocks = facts = terms = sources = None
    languages = tuple(dict.fromkeys(topic.language for topic in topics))
    nouns = _Nouns(_choices(contents[0].audiences, languages, blocks, facts, sources) if blocks is not None else {})
    return {
        "briefing": nouns.of(brief.Briefing),
        "audience": nouns.of(brief.Reader),
        "sections": nouns.sections(blocks),
        "facts": _by_id(nouns.of(brief.StatedFact), facts),
        "timeline": Offer("a list", member=nouns.of(brief.Event)),
        "sources": _by_id(nouns.of(brief.Reference), sources),
        "terms": _by_id(nouns.of(brief.Entry), terms),
        "data": _together([_of_data(topic.data) for topic in topics]) if complete else _ANYTHING,
        **({} if recipient is None else {"recipient": Offer("the recipient", dict.fromkeys(recipient, _TEXT))}),
    }


def _by_id(member: Offer, ids: Iterable[str] | None) -> Offer:
    """A list whose members answer to their ids, if these are known."""
    return Offer("a list", dict.fromkeys(ids or (), member), member, open=ids is None)


def _ids(several: Iterable[Iterable[str]]) -> Ids | None:
    """All ids, each once."""
    return tuple(dict.fromkeys(id for ids in several for id in ids))


def _choices(
    audiences: Audiences, languages: Ids, blocks: Mapping[str, Ids], facts: Ids | None, sources: Ids | None
) -> Choices:
    """The closed vocabularies, by the noun and field that hold one."""
    readers = audiences.audiences
    return {
        (brief.Reader, "id"): tuple(readers),
        (brief.Reader, "label"): tuple(reader.label for reader in readers.values()),
        (brief.Reader, "paper"): tuple(reader.paper for reader in readers.values()),
        (brief.Reader, "depth"): audiences.depths,
        (brief.Briefing, "language"): languages,
        (brief.BriefBlock, "kind"): BLOCK_KINDS,
        (brief.BriefBlock, "callout"): CALLOUT_KINDS,
        (brief.Reader, "citations"): typing.get_args(CitationStyle),
        (brief.Briefing, "status"): ("draft", "final"),
        (brief.BriefSection, "id"): tuple(blocks),
        (brief.BriefBlock, "id"): _ids(blocks.values()) or (),
        (brief.StatedFact, "id"): facts or (),
        (brief.StatedFact, "status"): typing.get_args(FactStatus),
        (brief.Reference, "id"): sources or (),
    }


class _Nouns:
    """Reads offers off the nouns that templates see."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices

    def sections(self, blocks: Mapping[str, Ids] | None) -> Offer:
        """The sections by their ids, if these are known, each with its blocks."""
        whole, block = self.of(brief.BriefSection), self.of(brief.BriefBlock)

        def holding(ids: Ids | None) -> Offer:
            return whole._replace(fields={**whole.fields, "blocks": _by_id(block, ids)})

        member = holding(_ids(blocks.values()) if blocks is not None else None)
        if blocks is None:
            return _by_id(member, None)
        return Offer("a list", {id: holding(of_section) for id, of_section in blocks.items()}, member)

    def of(self, noun: Any) -> Offer:
        """A noun, by the types of its fields."""
        hints = typing.get_type_hints(noun)
        fields = {
            name: self._of_type(hints[name])._replace(choices=self._choices.get((noun, name), ()))
            for name in noun._fields
            if name not in ("span", "spans")
        }
        return Offer(_NOUNS.get(noun, "a value"), fields, is_fixed=True)

    def _of_type(self, hint: Any) -> Offer:
        origin, inner = typing.get_origin(hint), typing.get_args(hint)
        if origin in (types.UnionType, typing.Union):
            kinds = [kind for kind in inner if kind is not type(None)]
            return self._of_type(kinds[0]) if len(kinds) == 1 else _ANYTHING
        if origin is tuple and inner[1:] != (Ellipsis,):
            return Offer("a row", member=self._of_type(inner[0]))
        if origin in (tuple, Sequence, Named):
            return Offer("a list", member=self._of_type(inner[0]))
        if hasattr(hint, "_fields"):
            return self.of(hint)
        return _TEXT if hint is str else _ANYTHING


_NOUNS: Mapping[Any, str] = {
    brief.Briefing: "'briefing'",
    brief.Reader: "'audience'",
    brief.BriefSection: "a section",
    brief.BriefBlock: "a block",
    brief.StatedFact: "a fact",
    brief.Event: "an event",
    brief.Entry: "a term",
    brief.Reference: "a source",
    brief.QuestionAndAnswer: "a pair",
    brief.LocalDate: "a date",
}


def _of_data(value: object) -> Offer:
    """What data of the author's own shape offers."""
    if isinstance(value, Record):
        return Offer("a record", {key: _of_data(inner) for key, inner in value.items()})
    if isinstance(value, Items):
        return Offer("a list", member=_together([_of_data(item) for item in value]))
    return _TEXT if isinstance(value, str) else _ANYTHING


def _together(several: Sequence[Offer]) -> Offer:
    """What any of several values offers."""
    if not several:
        return _ANYTHING
    names = dict.fromkeys(name for one in several for name in one.fields)
    fields = {name: _together([one.fields[name] for one in several if name in one.fields]) for name in names}
    members = [one.member for one in several if one.member]
    return several[0]._replace(
        fields=fields, member=_together(members) if members else None, open=any(one.open for one in several)
    )


def _missing(need: Need, offer: Offer, path: str) -> Iterator[Diagnostic]:
    """What is wanted of an offer that it has not, and what is wanted of what it has."""
    for name, inner in need.fields.items():
        found = offer.of(name)
        called = f"{path}.{name}" if path else name
        if found is None:
            yield from _not_there(name, inner, offer, path)
        else:
            yield from _never_so(inner, found, called, offer.noun)
            yield from _missing(inner, found, called)


def _not_there(name: str, need: Need, offer: Offer, path: str) -> Iterator[Diagnostic]:
    near = did_you_mean(name, offer.fields)
    if need.optional and not offer.is_fixed:  # who asks whether it is there knows that it may not be
        for place in need.places if near else ():
            yield Diagnostic("T406", f"there is never a '{name}' in {_called(offer, path)}", place, near)
        return
    message = f"{_called(offer, path)} has no field '{name}'" if path else f"there is no '{name}' in the data"
    hints = near or _known(offer.fields)
    for place in need.places:
        yield Diagnostic("T310", message, place, hints)


def _called(offer: Offer, path: str) -> str:
    """What messages call what is asked: by its name, if it has one."""
    return f"'{path}'" if path and "[" not in path else offer.noun


def _never_so(need: Need, offer: Offer, called: str, owner: str) -> Iterator[Diagnostic]:
    for text, place in need.compared:
        if offer.is_fixed and "value" not in offer.fields:  # a record; facts and dates compare as their values
            fields = [name for name, field in offer.fields.items() if text in field.choices] or ["id"]
            name = called.rpartition(".")[2] if "[" not in called else "it"
            message = f"{_called(offer, called)} is a record, and never '{text}'"
            yield Diagnostic("T406", message, place, (f"compare {name}.{fields[0]}",) if "id" in offer.fields else ())
        elif offer.choices and text not in offer.choices:
            hints = did_you_mean(text, offer.choices) or _known(offer.choices)
            said = f"'{called}'" if "[" not in called else f"the {called.rpartition('.')[2]} of {owner}"
            yield Diagnostic("T406", f"{said} is never '{text}'", place, hints)


def _known(names: Iterable[str]) -> tuple[str, ...]:
    shown = sorted(names)
    return (f"there are: {', '.join(shown)}",) if 0 < len(shown) <= MOST_NAMES else ()
