"""What must agree between parts of one document: ids, marks in pairs, references and what they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from briefing.diagnostics import Related
from briefing.word.names import CELL, RELATION_ID, VAL, w
from briefing.word.verify import relating
from briefing.word.verify.container import Part, relationships_of
from briefing.word.verify.facts import Fact, Facts
from briefing.word.verify.findings import Findings, shown, tag_of


class Document(NamedTuple):
    """A document with the parts that belong to it: the main one, or the glossary with its building blocks. `read` are
    those that `facts` knows all of."""

    main: Part
    parts: Mapping[str, Part]
    facts: Facts
    read: frozenset[str]

    def part(self, kind: str) -> str:
        """The name of the part that the main part names by a relationship of this kind, or ""."""
        related = self.main.relationships.values()
        return next((one.target for one in related if one.kind == kind and not one.external), "")

    def is_lost(self, kind: str, findings: Findings) -> bool:
        """Whether the part of that kind can't be read for a reason that is told: what refers to it is not at fault."""
        related = self.main.relationships.values()
        if not related:
            uses = any(use.part == self.main.name for use in self.facts.relations)
            return uses or relationships_of(self.main.name) in findings.parts
        return self.part(kind) not in self.read and any(one.kind.rpartition("/")[2] == kind for one in related)

    def facts_in(self, fact: str, kind: str) -> list[Fact]:
        """The facts of the part of that kind."""
        name = self.part(kind)
        return [one for one in self.facts.of(fact) if one.part == name]


def check(document: Document, findings: Findings) -> None:
    """Compares what the parts hold."""
    relating.check(document.facts, document.parts, findings)
    _check_unique(document, findings)
    _check_ranges(document, findings)
    _check_moves(document.facts, findings)
    _check_bookmark_names(document.facts, findings)
    _check_choices(document.facts, findings)
    _check_deletions(document.facts, findings)
    _check_fields(document.facts, findings)
    _check_sections(document.facts, findings)
    _check_notes(document, findings)
    _check_numbering(document, findings)
    _check_links(document.facts, findings)


def report(findings: Findings, code: str, message: str, fact: Fact, first: Fact | None = None) -> None:
    """Notes what is wrong with a fact, and where the `first` of its kind is."""
    related = (
        (Related("the first is here", findings.place(first.part, first.paragraph, first.element)),) if first else ()
    )
    findings.add(code, message, fact.part, fact.paragraph, fact.element, related)


# Ids: kind of fact → code, and whether a part may repeat what another part has.

_UNIQUE = {
    "drawing id": "O250",
    "bookmark": "O251",
    "bookmark name": "O252",
    "content control id": "O254",
    "paragraph id": "O255",
    "style": "O257",
    "numbering": "O258",
    "abstract numbering": "O258",
    "comment": "O259",
    "footnote": "O259",
    "endnote": "O259",
}
_PER_PART = frozenset(("style", "footnote", "endnote"))


def _check_unique(document: Document, findings: Findings) -> None:
    for kind, code in _UNIQUE.items():
        alike: dict[tuple[str, str], list[Fact]] = {}
        for fact in document.facts.of(kind):
            value = fact.value.lower() if kind == "bookmark name" else fact.value
            alike.setdefault((value, fact.part if kind in _PER_PART else ""), []).append(fact)
        for first, *others in alike.values():
            if others:
                times = f"{len(others) + 1} times" if others[1:] else "twice"
                report(findings, code, f"the {kind} '{others[0].value}' is there {times}", others[0], first)


_MARKED = (w("rPr"), w("trPr"))
_PLACES = ("_top", "_goback")  # that Word has in every document
_LAST_LEVEL = 8
_LARGEST_LEVEL = 255  # of a paragraph without a list
_NO_LEVEL = "12"
_RANGES = {
    "bookmark": "O253",
    "comment range": "O253",
    "permission range": "O253",
    "move-from range": "O273",
    "move-to range": "O273",
}
_LONGEST_NAME = 40  # of a bookmark: [MS-OI29500] on 17.13.6.2


def _check_ranges(document: Document, findings: Findings) -> None:
    """The two marks of a range stand in the same part, in order, each once (ECMA-376 Part 1, 17.13)."""
    bookmarks = Counter(fact.value for fact in document.facts.of("bookmark"))
    told = {("bookmark", value) for value, count in bookmarks.items() if count > 1}  # as ids that are there twice
    for kind, code in _RANGES.items():
        starts = {(fact.part, fact.value): fact for fact in document.facts.of(kind)}
        ends = {(fact.part, fact.value): fact for fact in document.facts.of(f"end of {kind}")}
        for marks, word in ((kind, "starts"), (f"end of {kind}", "ends")):
            for (_, value), facts in _by_place(document.facts.of(marks)).items():
                if len(facts) > 1 and (kind, value) not in told:
                    report(findings, code, f"the {kind} '{value}' {word} twice", facts[1], facts[0])
        for key in starts.keys() & ends.keys():
            if ends[key].order < starts[key].order:
                report(findings, code, f"the {kind} '{key[1]}' ends before it starts", starts[key])
        for key in starts.keys() - ends.keys():
            report(findings, code, f"the {kind} '{key[1]}' has no end", starts[key])
        for key in ends.keys() - starts.keys():
            report(findings, code, f"the end of the {kind} '{key[1]}' has no start", ends[key])


def _check_moves(facts: Facts, findings: Findings) -> None:
    """What was moved stands in a range, and the two ranges of a move have one name (ECMA-376 Part 1, 17.13.5)."""
    for kind in ("move-from", "move-to"):
        marks = {f"{kind} range": 1, f"end of {kind} range": -1, kind: 0}
        depth = 0
        for fact, step in sorted(((fact, step) for mark, step in marks.items() for fact in facts.of(mark)), key=_order):
            depth += step
            parent = fact.element.getparent()
            is_mark = parent is not None and parent.tag in _MARKED  # of a paragraph, or of a row
            if not step and depth <= 0 and not is_mark:
                report(findings, "O273", f"{tag_of(fact.element)} stands outside of any range of a move", fact)
    names = {kind: {fact.value: fact for fact in facts.of(f"{kind} name")} for kind in ("move-from", "move-to")}
    if all(names.values()):
        for name in names["move-to"].keys() - names["move-from"].keys():
            message = f"the range of the move '{name}' says where it goes to, and none where it came from"
            report(findings, "O253", message, names["move-to"][name])


def _order(placed: tuple[Fact, int]) -> int:
    return placed[0].order


def _check_fields(facts: Facts, findings: Findings) -> None:
    """begin, perhaps separate, end: nested, and within one story (ECMA-376 Part 1, 17.16.18)."""
    by_story = sorted(facts.of("field"), key=lambda fact: (fact.part, fact.story))  # stable: keeps the order of reading
    for _, marks in groupby(by_story, key=lambda fact: (fact.part, fact.story)):
        open_fields: list[tuple[Fact, str]] = []
        for mark in marks:
            state = open_fields[-1][1] if open_fields else ""
            if mark.value == "begin":
                open_fields.append((mark, "begin"))
            elif mark.value == "separate" and state == "begin":
                open_fields[-1] = (open_fields[-1][0], "separate")
            elif mark.value == "end" and state:
                begin, _ = open_fields.pop()
                if _cell(begin) is not _cell(mark):
                    report(findings, "O270", "a field (w:fldChar 'begin') is not closed in its cell", begin)
            else:
                report(findings, "O269", f"w:fldChar '{mark.value}' belongs to no open field", mark)
        for begin, _ in open_fields:
            report(findings, "O270", "a field (w:fldChar 'begin') is not closed in its story", begin)


def _cell(fact: Fact) -> etree._Element | None:
    return next(fact.element.iterancestors(CELL), None)


def _by_place(facts: list[Fact]) -> Mapping[tuple[str, str], list[Fact]]:
    found: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        found.setdefault((fact.part, fact.value), []).append(fact)
    return found


def _check_bookmark_names(facts: Facts, findings: Findings) -> None:
    for fact in facts.of("bookmark name"):
        if not 0 < len(fact.value) <= _LONGEST_NAME:
            message = f"the bookmark name '{fact.value}' is not of 1 to {_LONGEST_NAME} characters"
            report(findings, "O252", message, fact)


def _check_choices(facts: Facts, findings: Findings) -> None:
    """The values of a list to choose from tell its items apart."""
    for kind in ("value", "text"):
        seen: set[tuple[etree._Element | None, str]] = set()
        for fact in facts.of(f"{kind} of choice"):
            key = (fact.element.getparent(), fact.value)
            if key in seen:
                report(findings, "O276", f"two items of a list to choose from have the {kind} '{fact.value}'", fact)
            seen.add(key)


def _check_deletions(facts: Facts, findings: Findings) -> None:
    """Text that was deleted is w:delText, and no other is (ECMA-376 Part 1, 17.3.3.7)."""
    for fact in facts.of("deleted text"):
        if next(fact.element.iterancestors(w("del"), w("moveFrom")), None) is None:
            report(findings, "O277", f"{tag_of(fact.element)} stands outside of w:del", fact)
    for fact in facts.of("deletion"):
        if next(fact.element.iter(w("t"), w("instrText")), None) is not None:
            report(findings, "O277", "w:del holds text as w:t or w:instrText", fact)


def _check_links(facts: Facts, findings: Findings) -> None:
    for link in facts.of("link"):
        if not any(link.element.get(name) for name in (RELATION_ID, w("anchor"), w("docLocation"))):
            report(findings, "O275", "a link (w:hyperlink) has neither r:id nor w:anchor", link)
    known = {fact.value.lower() for fact in facts.of("bookmark name")} | {"", *_PLACES}
    for use in facts.of("use of bookmark"):
        if use.value.lower() not in known:
            report(findings, "O275", f"a link leads to the bookmark '{use.value}', which is not there", use)


def _check_sections(facts: Facts, findings: Findings) -> None:
    for section in facts.of("section"):
        if section.story or next(section.element.iterancestors(CELL), None) is not None:
            # Sections divide the body (ECMA-376 Part 1, 17.6); a cell, note, header or text box is in one.
            report(findings, "O230", "w:sectPr stands in a table or outside of the body", section)
        _check_margins(section, findings)
        seen: set[tuple[str, str]] = set()
        for reference in section.element.iterchildren(w("headerReference"), w("footerReference")):
            key = (reference.tag, reference.get(w("type"), ""))
            if key in seen:
                report(findings, "O268", f"the section has two {shown(key[0])} of the type '{key[1]}'", section)
            seen.add(key)


def _check_margins(section: Fact, findings: Findings) -> None:
    size, margins = section.element.find(w("pgSz")), section.element.find(w("pgMar"))
    if size is None or margins is None:
        return
    for length, before, after in (("w", "left", "right"), ("h", "top", "bottom")):
        given = [size.get(w(length), ""), margins.get(w(before), ""), margins.get(w(after), "")]
        if not all(value.isdecimal() for value in given):
            continue
        room, *around = map(int, given)
        if 0 < room <= sum(around):
            report(findings, "O228", f"the margins {before} and {after} leave no room on the page", section)


def _check_notes(document: Document, findings: Findings) -> None:
    related = document.main.relationships.values()
    outside = {one.target for one in related if one.kind in ("header", "footer", "comments")}
    for kind, part in (("footnote", "footnotes"), ("endnote", "endnotes"), ("comment", "comments")):
        if document.is_lost(part, findings):
            continue
        notes = document.facts_in(kind, part)
        known = {fact.value for fact in notes}
        if kind == "comment":
            _check_comments(document, notes, findings)
        separators = {fact.value for fact in notes if fact.element.get(w("type"), "normal") != "normal"}
        uses = document.facts.of(f"use of {kind}")
        # Where ids are there twice, as is told, as many may be missing: those that the notes had before.
        are_told = len({use.value for use in uses} - known) <= len(notes) - len(known)
        for use in uses:
            if use.value in separators:
                report(findings, "O260", f"the {kind} '{use.value}' is referred to, but is a separator", use)
            # Notes belong to the text of the body (17.11.7, 17.11.14); comments not to headers, footers and comments.
            if (use.part != document.main.name or use.story) if kind != "comment" else use.part in outside:
                report(findings, "O230", f"{tag_of(use.element)} stands outside of the body", use)
            if use.value not in known and not are_told:
                report(findings, "O260", f"the {kind} '{use.value}' is referred to, but is not in the package", use)
        for use in document.facts_in(kind, "settings"):
            if use.value not in known:
                report(findings, "O261", f"the settings name the separator {kind} '{use.value}', which is missing", use)


def _check_comments(document: Document, comments: list[Fact], findings: Findings) -> None:
    """A comment stands at its reference (ECMA-376 Part 1, 17.13.4); without one it is lost."""
    used = {use.value for use in document.facts.of("use of comment")}
    known = {comment.value for comment in comments}
    for comment in comments if used <= known else ():  # what is referred to in vain may be it
        if comment.value not in used:
            report(findings, "O278", f"the comment '{comment.value}' is referred to nowhere", comment)
    for start in document.facts.of("comment range"):
        if start.value not in known:
            report(findings, "O253", f"the range of the comment '{start.value}' is that of no comment", start)


def _check_numbering(document: Document, findings: Findings) -> None:
    facts = document.facts
    bullets = {fact.value for fact in facts.of("picture bullet")}
    for use in facts.of("use of picture bullet"):
        if use.value not in bullets:
            report(findings, "O262", f"the picture bullet '{use.value}' is used, but not defined", use)
    _check_lists(document, findings)
    abstract = {fact.value for fact in facts.of("abstract numbering")}
    for use in facts.of("use of abstract numbering"):
        if use.value not in abstract:
            report(findings, "O263", f"the abstract numbering '{use.value}' is used, but not defined", use)
    _check_levels(facts.of("level"), findings)
    for use in facts.of("use of level"):
        if not use.value.isdecimal() or int(use.value) > _last_level(use):
            report(findings, "O264", f"'{use.value}' is no level of a list: they run from 0 to {_LAST_LEVEL}", use)


def _check_lists(document: Document, findings: Findings) -> None:
    known = {fact.value for fact in document.facts.of("numbering")}
    uses = [use for use in document.facts.of("use of numbering") if use.value != "0" and use.value not in known]
    if document.is_lost("numbering", findings):
        return
    if not known and uses[1:]:
        report(
            findings, "O262", f"no numbering (w:num) is defined, and {len(uses)} paragraphs or styles use one", uses[0]
        )
        return
    for use in uses:
        report(findings, "O262", f"the numbering '{use.value}' (w:numId) is used, but not defined", use)


def _last_level(use: Fact) -> int:
    """The last level that a paragraph may name. Word reads up to 255 ([MS-OI29500] 2.1.277), and itself writes 12 for a
    paragraph that is in no list; in the definition of a list it reads nothing above 8 (2.1.280)."""
    if use.value == _NO_LEVEL:
        return _LARGEST_LEVEL
    properties = use.element.getparent()
    numbering = properties.find(w("numId")) if properties is not None else None
    return _LAST_LEVEL if numbering is not None and numbering.get(VAL) != "0" else _LARGEST_LEVEL


def _check_levels(levels: list[Fact], findings: Findings) -> None:
    """Nine levels, each once in its list (ECMA-376 Part 1, 17.9)."""
    seen: set[tuple[etree._Element | None, str]] = set()
    for level in levels:
        if not level.value.isdecimal() or int(level.value) > _LAST_LEVEL:
            report(findings, "O264", f"'{level.value}' is no level of a list: they run from 0 to {_LAST_LEVEL}", level)
        key = (level.element.getparent(), level.value)
        if key in seen:
            report(findings, "O258", f"the level '{level.value}' is there twice in its list", level)
        seen.add(key)
