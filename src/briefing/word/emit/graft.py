"""Another Word file's body, taken into a package: what it names goes along, under names that are free there.

Styles are the template's own where it has one of the name; others come along with what they are based on. Lists begin
anew; notes, links, pictures, charts and whatever else a file holds are copied once. Section breaks, comments and
protected ranges stay behind.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Set

from lxml import etree

from briefing.diagnostics import Diagnostic
from briefing.later import regex
from briefing.word import moves, names, package, parts
from briefing.word.emit.borrowed import Borrowed
from briefing.word.emit.copies import Copies, Related, related
from briefing.word.emit.growth import LONGEST_STEM, Growth, note_part
from briefing.word.emit.reporting import Reporter
from briefing.word.field_codes import renamed
from briefing.word.fragment import Fragment, captured
from briefing.word.look import Look
from briefing.word.names import (
    BODY,
    BOOKMARK_END,
    BOOKMARK_START,
    CHANGES,
    DRAWING_IDENTITY,
    FIELD_CODE,
    MC,
    NOTE_REFERENCES,
    PARAGRAPH_IDS,
    PPR,
    SECTION,
    SHAPE,
    SHAPE_NAMING,
    SINGLE_MARKS,
    VAL,
    P,
    R,
    w,
)
from briefing.word.package import Package
from briefing.word.surgery import remove, set_list, with_prefix
from briefing.word.survey import list_of
from briefing.word.text import style_of

Node = etree._Element

_LEFT_BEHIND = (*SINGLE_MARKS, *map(w, ("commentReference", "proofErr", "lastRenderedPageBreak")))
_IGNORABLE = f"{{{MC}}}Ignorable"
_STYLED = {w("pStyle"): "paragraph", w("rStyle"): "character", w("tblStyle"): "table"}
_DRAWN = (w("drawing"), w("pict"), w("object"))
_DRAWN_AT = regex(rb'\brelId="([^"]*)"')  # in SmartArt: the drawing, by a relationship of the document


class Grafts:
    """Takes bodies of other files into one package."""

    def __init__(self, look: Look, growth: Growth, reporter: Reporter) -> None:
        self._look, self._growth, self._reporter = look, growth, reporter

    def take(self, path: str, members: Package, part: str) -> Fragment:
        """The body of a file (its rendered members) as a value that a tag in a part prints."""
        main = parts.main_part(members)
        body = with_prefix(parts.read(members, main)).find(BODY)
        if body is None:
            return captured(())
        taken = _Graft(members, Borrowed(members, main, self._look, self._growth), self._look, self._growth)
        if taken.sections(body):
            self._say("R321", f"the section breaks of '{path}' are left out")
        taken.run(body, main, part)
        if taken.lost_notes:
            self._say("R322", f"the notes of '{path}' are left out: here no note can stand")
        blocks = list(body)
        return captured(
            [_for_a_line(blocks[0])] if [block.tag for block in blocks] == [P] else map(_with_prefixes, blocks)
        )

    def _say(self, code: str, message: str) -> None:
        self._reporter.add(Diagnostic(code, message, self._reporter.nowhere))


def _with_prefixes(element: Node) -> str:
    """The XML of an element by itself, with the namespaces that it uses."""
    alone = copy.deepcopy(element)
    alone.tail = None
    required = {prefix for choice in alone.iter(f"{{{MC}}}Choice") for prefix in choice.get("Requires", "").split()}
    etree.cleanup_namespaces(alone, keep_ns_prefixes=list(required))
    return etree.tostring(alone, encoding="unicode")


def _for_a_line(paragraph: Node) -> str:
    """The XML of a paragraph that may stand in a line, without the element itself: what it holds has the namespaces."""
    held = [child for child in paragraph if child.tag != PPR]
    for child in held:
        paragraph.remove(child)
    paragraph.text = ""  # so that it has an end
    return "".join((_with_prefixes(paragraph).removesuffix("</w:p>"), *map(_with_prefixes, held), "</w:p>"))


def _choose(alternatives: Node, foreign: Set[str]) -> None:
    """Puts the fallback in place of alternatives of which one asks for what is taken out, as an emoji does."""
    choices = alternatives.findall(f"{{{MC}}}Choice")
    if not any(not foreign.isdisjoint(choice.get("Requires", "").split()) for choice in choices):
        return
    fallback = alternatives.find(f"{{{MC}}}Fallback")
    for child in [] if fallback is None else list(fallback):
        alternatives.addprevious(child)
    remove(alternatives)


class _Graft:
    """One body on its way. What is the same in each pass is in `borrowed`."""

    def __init__(self, members: Package, borrowed: Borrowed, look: Look, growth: Growth) -> None:
        self._members, self._borrowed, self._look, self._growth = members, borrowed, look, growth
        self._lists: dict[str, int] = {}
        self._names: dict[str, str] = {}
        self._copies = Copies(members, growth, shared=True)
        self._noted: dict[str, dict[str, Node]] = {}
        self.lost_notes = False

    def sections(self, body: Node) -> bool:
        """Takes the section breaks out; whether there were some beside the last, which every document has."""
        breaks = body.findall(f".//{PPR}/{SECTION}")
        for section in [*breaks, *body.findall(SECTION)]:
            remove(section)
        return bool(breaks)

    def run(self, body: Node, source: str, part: str) -> None:
        """Makes what a body of the part `source` names be named so in a part of the package."""
        moves.settle(body)
        for element in list(body.iter(*_LEFT_BEHIND)):
            remove(element)
        self._forget_foreign(body)
        self._bookmarks(body)
        relations = related(self._members, source)
        shapes: dict[str, str] = {}
        for element in list(body.iter(etree.Element)):
            self._identify(element, shapes)
            if element.tag in _STYLED:
                element.set(VAL, self._borrowed.style(_STYLED[element.tag], element.get(VAL, "")))
            elif element.tag == w("numId"):
                element.set(VAL, str(self._list(element.get(VAL, ""))))
            elif element.tag in NOTE_REFERENCES:
                self._note(element, part)
            for attribute in [str(name) for name, value in element.attrib.items() if value in relations]:
                if attribute.startswith(f"{{{R}}}"):
                    self._relate(element, attribute, relations, part)
        for element in body.iter(etree.Element) if shapes else ():
            for attribute in SHAPE_NAMING:
                if (named := element.get(attribute)) in shapes:
                    element.set(attribute, shapes[str(named)])
        self._restart(body)

    def _identify(self, element: Node, shapes: dict[str, str]) -> None:
        """Ids of its own for what the package may have only once; `shapes` takes in what names a shape, or the type of
        some, and will name it."""
        for attribute in PARAGRAPH_IDS:
            if attribute in element.attrib:
                del element.attrib[attribute]
        if element.tag == DRAWING_IDENTITY:
            element.set("id", str(self._growth.fresh("drawing")))
        elif element.tag in CHANGES and w("id") in element.attrib:
            element.set(w("id"), str(self._growth.fresh("change")))
        elif str(element.tag).startswith(SHAPE) and (identity := element.get("id")):
            own = f"shape_{self._growth.fresh('shape')}"
            shapes |= {identity: own, f"#{identity}": f"#{own}"}
            element.set("id", own)
        elif element.tag == w("id") and VAL in element.attrib:
            element.set(VAL, str(self._growth.fresh("control")))

    def _forget_foreign(self, body: Node) -> None:
        """Takes out what the file says may be ignored: in the package nothing says so, and a Word that does not know it
        would call that damage. What all that are in use know, that of 2010, stays."""
        root = body.getroottree().getroot()
        spaces = {root.nsmap.get(prefix, "") for prefix in root.get(_IGNORABLE, "").split()}
        foreign = spaces - {"", names.W14}
        for alternatives in list(body.iter(f"{{{MC}}}AlternateContent")) if foreign else ():
            _choose(alternatives, {prefix for prefix, space in root.nsmap.items() if prefix and space in foreign})
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
            field.text = renamed(field.text or "", self._names)
        for simple in body.iter(w("fldSimple")):
            simple.set(w("instr"), renamed(simple.get(w("instr"), ""), self._names))

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
        kind = NOTE_REFERENCES[reference.tag]
        source = parts.related_part(self._members, parts.main_part(self._members), f"{kind}s")
        found = None
        if source and part == self._look.main:
            if kind not in self._noted:
                notes = with_prefix(parts.read(self._members, source)).iter(w(kind))
                self._noted[kind] = {note.get(w("id"), ""): note for note in notes}
            found = self._noted[kind].get(reference.get(w("id"), ""))
        if found is None:
            self.lost_notes = True
            remove(reference)
            return
        self.run(found, source, note_part(self._look, kind))

        def numbered(number: int, note: Node = found) -> str:
            note.set(w("id"), str(number))
            return _with_prefixes(note)

        reference.set(w("id"), str(self._growth.note(numbered, kind)))

    # Relationships, and the parts that they lead to

    def _relate(self, element: Node, attribute: str, relations: Mapping[str, Related], part: str) -> None:
        """Makes an attribute name a relationship of the package. What is not there cannot be shown: that goes."""
        _, target, external = one = relations[element.get(attribute, "")]
        if not external and target not in self._members:
            remove(next(element.iterancestors(*_DRAWN), element))
        else:
            element.set(attribute, self._relation(one, relations, part))

    def _relation(self, one: Related, relations: Mapping[str, Related], part: str) -> str:
        kind, target, external = one
        if external:
            return self._growth.related(part, kind, target, external=True)
        copied = self._copies.copy(target)
        if kind.endswith("/diagramData"):
            self._redraw(target, copied, relations, part)
        return self._growth.related(part, kind, f"/{copied}", external=False)

    def _redraw(self, name: str, own: str, relations: Mapping[str, Related], part: str) -> None:
        """SmartArt names the drawing that it was last shown as by a relationship of the document."""
        data = self._members[name].read()
        found = _DRAWN_AT.search(data)
        drawn = relations.get(found[1].decode()) if found else None
        if found is None or drawn is None or drawn[1] not in self._members:
            return
        data = data[: found.start(1)] + self._relation(drawn, relations, part).encode() + data[found.end(1) :]
        self._growth.parts[own] = package.pack(own, (data,))
