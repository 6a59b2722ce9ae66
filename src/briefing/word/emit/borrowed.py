"""The styles and lists of another file, as a package takes them in: the template's own where it has one of the name."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from lxml import etree

from briefing.word import parts, survey
from briefing.word.emit.growth import Growth
from briefing.word.look import Look
from briefing.word.names import PPR, VAL, W, w
from briefing.word.package import Package
from briefing.word.surgery import remove, with_prefix

Node = etree._Element

_REFERENCES = {w("basedOn"): "", w("next"): "paragraph", w("link"): "linked"}
_OWN_TO_A_FILE = ("nsid", "tmpl", "styleLink", "numStyleLink", "name")  # of a list; Word joins lists of one nsid


class Borrowed:
    """What one other file lends to a package. `copies` are its members there, by their own names; `listed`
    its lists of styles that came along, with their levels."""

    def __init__(self, members: Package, main: str, look: Look, growth: Growth) -> None:
        self._look, self._growth = look, growth
        self._styles = {style.get(w("styleId"), ""): style for style in _elements(members, main, "styles", "style")}
        self._nums = {num.get(w("numId"), ""): num for num in _elements(members, main, "numbering", "num")}
        self._abstracts = {
            abstract.get(w("abstractNumId"), ""): abstract
            for abstract in _elements(members, main, "numbering", "abstractNum")
        }
        self._taken: dict[str, str] = {}
        self._defined: dict[str, int] = {}
        self._of_styles: dict[str, int] = {}
        self._of_style = survey.numbering(members, main).of_style
        self.listed: dict[str, tuple[int, int]] = {}

    def style(self, kind: str, identity: str) -> str:
        """The id, in the package, of a style: of the template's of that name, else of the one that comes along."""
        style = self._styles.get(identity)
        if style is None:
            return identity
        if identity not in self._taken:
            host: Mapping[str, Mapping[str, str]] = {
                "paragraph": self._look.styles.paragraph,
                "character": self._look.styles.character,
                "table": self._look.styles.table,
            }
            named = style.find(w("name"))
            name = "" if named is None else named.get(VAL, "").lower()
            kind = style.get(w("type"), kind)
            known = host.get(kind, {}).get(name) or self._growth.taken_styles.get((kind, name))
            self._taken[identity] = known or f"{identity}{self._growth.fresh('style')}"
            if known is None:
                self._growth.taken_styles[kind, name] = self._taken[identity]
                self._bring(style, self._taken[identity])
            elif identity in self._of_style and known not in self._look.numbering.of_style:
                self.listed[known] = self._of_style[identity]
        return self._taken[identity]

    def _bring(self, style: Node, identity: str) -> None:
        twin = copy.deepcopy(style)
        if (own := style.get(w("styleId"), "")) in self._of_style:
            self.listed[identity] = self._of_style[own]
        twin.set(w("styleId"), identity)
        twin.attrib.pop(w("default"), "")
        for reference in list(twin.iterchildren(*_REFERENCES)):
            other = reference.get(VAL, "")
            if other in self._styles:
                reference.set(VAL, self.style(self._styles[other].get(w("type"), "paragraph"), other))
            else:
                twin.remove(reference)
        for number in twin.iterfind(f"{PPR}/{w('numPr')}/{w('numId')}"):
            typed = number.get(VAL, "")
            if typed not in self._of_styles:
                self._of_styles[typed] = self.list(typed)
            number.set(VAL, str(self._of_styles[typed]))
        self._growth.styles.append(written(twin))

    def list(self, number: str) -> int:
        """The number, in the package, of a list that begins anew; 0 for none."""
        num = self._nums.get(number)
        if num is None:
            return 0
        named = num.find(w("abstractNumId"))
        abstract = self._definition("" if named is None else named.get(VAL, ""))

        def numbered(own: int) -> str:
            twin = copy.deepcopy(num)
            twin.set(w("numId"), str(own))
            for reference in twin.iterchildren(w("abstractNumId")):
                reference.set(VAL, str(abstract))
            _begin(twin)
            return written(twin)

        return self._growth.list(numbered)

    def _definition(self, identity: str) -> int:
        """The number, in the package, of the abstract list; one that only points to a style's is followed there."""
        if identity not in self._defined:
            abstract = self._followed(identity)
            twin = etree.Element(w("abstractNum")) if abstract is None else copy.deepcopy(abstract)
            for child in [child for child in twin if child.tag in map(w, _OWN_TO_A_FILE)]:
                twin.remove(child)
            for level in twin.iterchildren(w("lvl")):
                for child in [*level.iterchildren(w("pStyle")), *level.iterchildren(w("lvlPicBulletId"))]:
                    level.remove(child)
            twin.set(w("abstractNumId"), "0")
            same = written(twin)
            if same not in self._growth.taken_lists:

                def numbered(own: int) -> str:
                    twin.set(w("abstractNumId"), str(own))
                    return written(twin)

                self._growth.taken_lists[same] = self._growth.definition(numbered)
            self._defined[identity] = self._growth.taken_lists[same]
        return self._defined[identity]

    def _followed(self, identity: str) -> Node | None:
        abstract = self._abstracts.get(identity)
        link = None if abstract is None else abstract.find(w("numStyleLink"))
        if link is None:
            return abstract
        for other in self._abstracts.values():
            own = other.find(w("styleLink"))
            if own is not None and own.get(VAL) == link.get(VAL):
                return other
        return abstract


def written(element: Node) -> str:
    """The XML of a style or list: what is in other namespaces than the main one is for some programs only."""
    for child in list(element.iter(etree.Element)):
        if etree.QName(child).namespace != W and child is not element:
            remove(child)
        for attribute in [name for name in child.attrib if etree.QName(name).namespace != W]:
            del child.attrib[attribute]
    element.tail = None
    etree.cleanup_namespaces(element)
    return etree.tostring(element, encoding="unicode")


def _begin(num: Node) -> None:
    """Makes a list begin at its start, whatever went before in the lists of its kind."""
    first = next((one for one in num.iterchildren(w("lvlOverride")) if one.get(w("ilvl")) == "0"), None)
    if first is None:
        first = etree.Element(w("lvlOverride"), {w("ilvl"): "0"})
        named = num.find(w("abstractNumId"))
        num.insert(0 if named is None else num.index(named) + 1, first)
    if first.find(w("startOverride")) is None and first.find(w("lvl")) is None:
        etree.SubElement(first, w("startOverride")).set(VAL, "1")


def _elements(members: Package, main: str, kind: str, name: str) -> list[Node]:
    part = parts.related_part(members, main, kind)
    return list(with_prefix(parts.read(members, part)).iter(w(name))) if part else []
