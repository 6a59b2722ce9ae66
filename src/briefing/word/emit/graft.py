"""Another Word file's body, taken into a package: what it names goes along, under names that are free there.

Styles are the template's own where it has one of the name; others come along with what they are based on. Lists begin
anew; notes, links, pictures, charts and whatever else a file holds are copied once. Section breaks, comments and
protected ranges stay behind.
"""

from __future__ import annotations

import copy
import hashlib
import posixpath
import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from briefing.diagnostics import Diagnostic
from briefing.word import names, package, parts
from briefing.word.emit.borrowed import Borrowed
from briefing.word.emit.growth import LONGEST_STEM, Growth, note_part
from briefing.word.emit.reporting import Reporter
from briefing.word.fragment import Fragment, captured
from briefing.word.look import Look
from briefing.word.names import BODY, BOOKMARK_END, BOOKMARK_START, FIELD_CODE, MC, PPR, SECTION, VAL, P, R, w
from briefing.word.package import Member, Package
from briefing.word.packaging import relationships_name, with_relationships
from briefing.word.surgery import remove, set_list, with_prefix
from briefing.word.survey import list_of
from briefing.word.text import style_of

Node = etree._Element

_LEFT_BEHIND = tuple(
    w(name)
    for name in "commentRangeStart commentRangeEnd commentReference permStart permEnd proofErr"
    " lastRenderedPageBreak".split()
)
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_DRAWING = f"{{{names.WP}}}docPr"
_PARAGRAPH_IDS = (f"{{{names.W14}}}paraId", f"{{{names.W14}}}textId")
_IGNORABLE = f"{{{MC}}}Ignorable"
_STYLED = {w("pStyle"): "paragraph", w("rStyle"): "character", w("tblStyle"): "table"}
_DRAWN_AT = re.compile(rb'\brelId="([^"]*)"')  # in SmartArt: the drawing, by a relationship of the document


class Relation(NamedTuple):
    """A relationship of the other file: its whole type, and its member or address."""

    kind: str
    target: str
    external: bool


class Grafts:
    """Takes bodies of other files into one package."""

    def __init__(self, look: Look, growth: Growth, reporter: Reporter) -> None:
        self._look, self._growth, self._reporter = look, growth, reporter
        self._borrowed: dict[str, Borrowed] = {}

    def take(self, path: str, members: Package, part: str) -> Fragment:
        """The body of a file (its rendered members) as a value that a tag in a part prints."""
        main = parts.main_part(members)
        if path not in self._borrowed:
            self._borrowed[path] = Borrowed(members, main, self._look, self._growth)
        body = with_prefix(parts.read(members, main)).find(BODY)
        if body is None:
            return captured(())
        taken = _Graft(members, self._borrowed[path], self._look, self._growth)
        if taken.sections(body):
            self._say("R321", f"the section breaks of '{path}' are left out")
        taken.run(body, main, part)
        if taken.lost_notes:
            self._say("R322", f"the notes of '{path}' are left out: here no note can stand")
        return captured([_written(block) for block in body])

    def _say(self, code: str, message: str) -> None:
        self._reporter.add(Diagnostic(code, message, self._reporter.nowhere))


def _written(element: Node) -> str:
    """The XML of an element by itself, with the namespaces that it uses."""
    alone = copy.deepcopy(element)
    alone.tail = None
    required = {prefix for choice in alone.iter(f"{{{MC}}}Choice") for prefix in choice.get("Requires", "").split()}
    etree.cleanup_namespaces(alone, keep_ns_prefixes=list(required))
    return etree.tostring(alone, encoding="unicode")


class _Graft:
    """One body on its way. What is the same in each pass is in `borrowed`."""

    def __init__(self, members: Package, borrowed: Borrowed, look: Look, growth: Growth) -> None:
        self._members, self._borrowed, self._look, self._growth = members, borrowed, look, growth
        self._lists: dict[str, int] = {}
        self._names: dict[str, str] = {}
        self.lost_notes = False

    def sections(self, body: Node) -> bool:
        """Takes the section breaks out; whether there were some beside the last, which every document has."""
        breaks = body.findall(f".//{PPR}/{SECTION}")
        for section in [*breaks, *body.findall(SECTION)]:
            remove(section)
        return bool(breaks)

    def run(self, body: Node, source: str, part: str) -> None:
        """Makes what a body of the part `source` names be named so in a part of the package."""
        for element in list(body.iter(*_LEFT_BEHIND)):
            remove(element)
        self._forget_foreign(body)
        self._bookmarks(body)
        relations = related(self._members, source)
        for element in list(body.iter(etree.Element)):
            self._identify(element)
            if element.tag in _STYLED:
                element.set(VAL, self._borrowed.style(_STYLED[element.tag], element.get(VAL, "")))
            elif element.tag == w("numId"):
                element.set(VAL, str(self._list(element.get(VAL, ""))))
            elif element.tag in _NOTES:
                self._note(element, part)
            for attribute, value in element.attrib.items():
                if str(attribute).startswith(f"{{{R}}}") and value in relations:
                    element.set(attribute, self._relation(relations, str(value), part))
        self._restart(body)

    def _identify(self, element: Node) -> None:
        """Ids of its own for what the package may have only once."""
        for attribute in _PARAGRAPH_IDS:
            if attribute in element.attrib:
                del element.attrib[attribute]
        if element.tag == _DRAWING:
            element.set("id", str(self._growth.fresh("drawing")))
        elif element.tag == w("id") and VAL in element.attrib:
            element.set(VAL, str(self._growth.fresh("control")))

    def _forget_foreign(self, body: Node) -> None:
        """Takes out what the file says may be ignored: in the package nothing says so, and a Word that does not know it
        would call that damage. What all that are in use know, that of 2010, stays."""
        root = body.getroottree().getroot()
        spaces = {root.nsmap.get(prefix, "") for prefix in root.get(_IGNORABLE, "").split()}
        foreign = spaces - {"", names.W14}
        for element in list(body.iter(etree.Element)) if foreign else ():
            if etree.QName(element).namespace in foreign:
                remove(element)
                continue
            for attribute in [name for name in element.attrib if etree.QName(name).namespace in foreign]:
                del element.attrib[attribute]

    # Bookmarks, lists and notes

    def _bookmarks(self, body: Node) -> None:
        """Bookmarks under ids and names of their own, with the links and fields that lead to them."""
        ids: dict[str, str] = {}
        ends = {mark.get(w("id")) for mark in body.iter(BOOKMARK_END)}
        for mark in list(body.iter(BOOKMARK_START)):
            identity, name = mark.get(w("id"), ""), mark.get(w("name"), "")
            if identity not in ends or identity in ids:
                remove(mark)
                continue
            ids[identity] = str(self._growth.fresh("bookmark"))
            self._names[name] = f"{name[:LONGEST_STEM]}_{ids[identity]}"
            mark.set(w("id"), ids[identity])
            mark.set(w("name"), self._names[name])
        for mark in list(body.iter(BOOKMARK_END)):
            number = ids.pop(mark.get(w("id"), ""), "")
            if number:
                mark.set(w("id"), number)
            else:
                remove(mark)
        for link in body.iter(w("hyperlink")):
            if (anchor := link.get(w("anchor"))) in self._names:
                link.set(w("anchor"), self._names[anchor])
        for field in body.iter(FIELD_CODE):
            field.text = re.sub(r"\w+", lambda word: self._names.get(word[0], word[0]), field.text or "")
        for simple in body.iter(w("fldSimple")):
            code = simple.get(w("instr"), "")
            simple.set(w("instr"), re.sub(r"\w+", lambda word: self._names.get(word[0], word[0]), code))

    def _list(self, number: str) -> int:
        """The number of a list in this pass."""
        if number not in self._lists:
            self._lists[number] = self._borrowed.list(number)
        return self._lists[number]

    def _restart(self, body: Node) -> None:
        """Lists that styles number begin anew here, but for headings, which go on counting."""
        for paragraph in body.iter(P):
            style = style_of(paragraph)
            if style in self._look.styles.headings:
                continue
            if style in self._borrowed.listed and list_of(paragraph)[0] is None:
                number, level = self._borrowed.listed[style]
                set_list(paragraph, level, str(self._list(str(number))))
            elif style in self._look.numbering.of_style and list_of(paragraph)[0] is None:
                number, level = self._look.numbering.of_style[style]
                key = f"the template's {number}"
                if key not in self._lists:
                    self._lists[key], _ = self._growth.new_list(
                        (number, level), True, self._look.numbering.starts_of[number][level], level
                    )
                set_list(paragraph, level, str(self._lists[key]))

    def _note(self, reference: Node, part: str) -> None:
        """A note with an id of its own, in the template's part for notes."""
        kind = _NOTES[reference.tag]
        source = parts.related_part(self._members, parts.main_part(self._members), f"{kind}s")
        found = None
        if source and part == self._look.main:
            wanted = reference.get(w("id"))
            notes = with_prefix(parts.read(self._members, source)).iter(w(kind))
            found = next((note for note in notes if note.get(w("id")) == wanted), None)
        if found is None:
            self.lost_notes = True
            remove(reference)
            return
        self.run(found, source, note_part(self._look, kind))

        def numbered(number: int, note: Node = found) -> str:
            note.set(w("id"), str(number))
            return _written(note)

        reference.set(w("id"), str(self._growth.note(numbered, kind)))

    # Relationships, and the parts that they lead to

    def _relation(self, relations: Mapping[str, Relation], identity: str, part: str) -> str:
        one = relations[identity]
        if one.external:
            return self._growth.related(part, one.kind, one.target, external=True)
        if one.target not in self._members:
            return identity
        copied = self._copy(one.target)
        if one.kind.endswith("/diagramData"):
            self._redraw(one.target, copied, relations, part)
        return self._growth.related(part, one.kind, f"/{copied}", external=False)

    def _copy(self, name: str) -> str:
        """The name of a member in the package, with all that it relates to."""
        member = self._members[name]
        if name in self._borrowed.copies:
            return self._borrowed.copies[name]
        digest = hashlib.sha256(member.read()).hexdigest()[:16]
        folder, base = posixpath.split(name)
        stem, _, extension = base.rpartition(".")
        shared = f"word/media/briefing-{digest}.{extension.lower()}"
        own = shared if folder.endswith("media") else f"{folder}/{stem}-{self._growth.fresh('part')}.{extension}"
        self._borrowed.copies[name] = own
        self._growth.parts[own] = member._replace(name=own)
        if kind := parts.content_type(self._members, name):
            self._growth.types[own] = kind
        self._relate(name, own)
        return own

    def _relate(self, name: str, own: str) -> None:
        """The relationships of a copy."""
        entries = []
        for identity, one in related(self._members, name).items():
            if not one.external and one.target not in self._members:
                continue
            target = one.target if one.external else f"/{self._copy(one.target)}"
            entry = {"Id": identity, "Type": one.kind, "Target": target}
            mode = {"TargetMode": "External"} if one.external else {}
            entries.append(etree.tostring(etree.Element("Relationship", entry | mode), encoding="unicode"))
        if entries:
            table = relationships_name(own)
            xml = with_relationships("", "".join(entries))
            self._growth.parts[table] = package.pack(table, (xml.encode(),))

    def _redraw(self, name: str, own: str, relations: Mapping[str, Relation], part: str) -> None:
        """SmartArt names the drawing that it was last shown as by a relationship of the document."""
        data = self._members[name].read()
        found = _DRAWN_AT.search(data)
        if found is None or (identity := found[1].decode()) not in relations:
            return
        drawing = self._relation(relations, identity, part)
        data = data[: found.start(1)] + drawing.encode() + data[found.end(1) :]
        self._growth.parts[own] = package.pack(own, (data,))


def related(members: Mapping[str, Member], part: str) -> dict[str, Relation]:
    """The relationships of a part by id."""
    table = relationships_name(part)
    found = {}
    for entry in parts.read(members, table).iter(f"{{{names.RELATIONSHIPS}}}Relationship") if table in members else ():
        target, external = entry.get("Target", ""), entry.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
        found[entry.get("Id", "")] = Relation(entry.get("Type", ""), target, external)
    return found
