"""A value → runs, paragraphs, tables, pictures, notes: the only place that writes WordprocessingML.

Every value of every tag goes through the writer of its site. Text is escaped here and nowhere else; there is no way
round it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from briefing.diagnostics import Diagnostic, Place
from briefing.later import regex
from briefing.model.named import Named
from briefing.model.rich import MOST_COLUMNS, Chart, Picture, RichText
from briefing.model.template import LIST_NUMBER, Site
from briefing.word.emit.growth import Growth
from briefing.word.emit.properties import in_section
from briefing.word.emit.reporting import Reporter
from briefing.word.emit.scripts import rightwards, runs_rightwards
from briefing.word.emit.text import forbidden, in_attribute, in_code, run
from briefing.word.emit.writers import CellCount
from briefing.word.fragment import Fragment
from briefing.word.look import Look
from briefing.word.printable import Unprintable, has_no_text, shown

if TYPE_CHECKING:
    from briefing.word.emit.blocks import Blocks
    from briefing.word.emit.inlines import Inlines

_IN_CODE = ("quoted", "argument", "word")
_PLAIN = ("text", *_IN_CODE, "address", "span", "colour")
_COLOUR = regex("[0-9A-Fa-f]{6}")
_FEWER = "loop over fewer items, or make rows of them instead of columns"
_RECORDS = (dict, Mapping, Named)
_NAMED = regex(r"\{\{-?\s*([\w.]+)\s*-?\}\}")
_SECTION = regex(r"<w:sectPr(?: [^<>]*)?/?>(?:(?<=/>)|.*?</w:sectPr>(?!\s*</w:sectPrChange>))", re.DOTALL)
_NOTE = regex(r"<w:(?:footnote|endnote)Reference [^<>]*/>")


class Emitter:
    """Writes the values of one rendering, part by part. What it could not write as asked is in `reporter`."""

    def __init__(self, look: Look, growth: Growth, reporter: Reporter) -> None:
        self._look, self._growth, self._reporter = look, growth, reporter
        self._part = ""

    @functools.cached_property
    def _inlines(self) -> Inlines:
        from briefing.word.emit.inlines import Inlines  # what plain values can do without, as the blocks below

        own = Inlines(self._look, self._growth, self._reporter)
        own.part = self._part
        return own

    @functools.cached_property
    def _blocks(self) -> Blocks:
        from briefing.word.emit.blocks import Blocks

        return Blocks(self._look, self._growth, self._reporter, self._inlines)

    def begin(self, part: str) -> None:
        """Goes on to another part."""
        self._part = part
        if "_inlines" in self.__dict__:
            self._inlines.part = part

    def emit(self, site: Site, value: Any) -> str:
        """The XML of a value at a site."""
        xml = self._text(site, value) if type(value) is str else self._value(site, value)
        return in_section(xml, site.section) if site.section else xml

    def place(self, value: Any, width: int, height: int) -> Mapping[str, Any]:
        """What a picture of the template becomes: the relationship of the one in its place, its size in EMU, fitted to
        the box, and its text. Empty for no value."""
        shown = value.inlines[0] if isinstance(value, RichText) and value.inlines else None
        return self._inlines.placed(shown, width, height) if isinstance(shown, Picture) else {}

    def feed(self, value: Any, form: str, relation: str, title: str) -> Mapping[str, Any]:
        """What a chart of the template becomes: one in its form with the numbers of a Chart, or itself, with a text
        beside it. Empty for no value. `form` and `relation` are its member and its relationship here, `title` what it
        is called."""
        if value is None:
            return {}
        shown = value.blocks[0] if isinstance(value, RichText) and value.blocks else value
        if isinstance(shown, Chart):
            return self._inlines.fed(shown, form, title)
        self._inlines.kept(form)
        return {"relation": relation, "alt": str(shown)}

    def _value(self, site: Site, value: Any) -> str:
        self._reporter.place = site.place
        if isinstance(value, RichText):
            return self._rich(site, value)
        if isinstance(value, Fragment):
            return self._fragment(site, value)
        if isinstance(value, CellCount):
            message = f"a row would have more than {MOST_COLUMNS} cells, which Word does not take"
            self._reporter.add(Diagnostic("R305", message, site.place, (_FEWER,)))
            return ""
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            if site.position == "address":
                return self._text(site, "".join(self._plain(site, part) for part in value))
            if LIST_NUMBER in site.ppr:
                value, number = value
                return self._value(site._replace(ppr=site.ppr.replace(LIST_NUMBER, str(number))), value)
        return self._text(site, self._plain(site, value))

    def _plain(self, site: Site, value: Any) -> str:
        """The text of a value that is not rich text: of null nothing; a list or record is reported, and one of ours
        prints nothing."""
        if value is None:
            return ""
        if isinstance(value, int | float | complex) or not has_no_text(value):
            return str(value)
        try:
            text = shown(value)
        except Unprintable as fault:
            self._reporter.add(Diagnostic("R308", str(fault), site.place, (_instead(site.place, value, fault.hint),)))
            return ""
        self._report_container(site, value)
        return text

    def _text(self, site: Site, text: str) -> str:
        if forbidden(text):
            self._reporter.control_characters(text, site)
        position = site.position
        if position == "run":
            return run(text, site.rpr)
        if position == "text":
            return in_attribute(text)
        if position in _IN_CODE:
            return in_attribute(in_code(text, position))
        if position in ("span", "colour"):
            return self._property(position, text, site)
        if position == "address":
            return self._inlines.address(text, site) or self._inlines.nowhere()
        ppr = site.ppr if text.isascii() or not runs_rightwards(text) else rightwards(site.ppr)
        return f"<w:p>{ppr}{run(text, site.rpr)}</w:p>"

    def _property(self, position: str, text: str, site: Site) -> str:
        """The value of a cell's property, which has to be one that Word can read."""
        if position == "span":
            if not text:  # what is missing was told
                return "1"
            if text.isdecimal() and 1 <= int(text[:9]) <= MOST_COLUMNS:
                return str(int(text))
            self._reporter.add(
                Diagnostic("R305", f"a cell cannot take '{text}' columns", site.place, (f"1 to {MOST_COLUMNS} it can",))
            )
            return "1"
        colour = text.strip().removeprefix("#") or "auto"
        if colour == "auto" or _COLOUR.fullmatch(colour):
            return colour
        hint = ("write it as six hexadecimal digits: '00B050'",)
        self._reporter.add(Diagnostic("R306", f"'{text}' is no colour", site.place, hint))
        return "auto"

    def _rich(self, site: Site, value: RichText) -> str:
        if site.position in _PLAIN:
            if any(isinstance(one, Chart | Picture) for one in (*value.blocks, *value.inlines)):
                hint = ("type the tag in a paragraph, or as the alternative text of a picture or chart in the line",)
                self._reporter.add(
                    Diagnostic("R307", "a picture or chart cannot stand among characters", site.place, hint)
                )
            return self._text(site, str(value))
        if site.position == "run":
            if not value.is_inline:
                self._report_block(site)
                return ""
            return self._inlines.write(value.inlines, site, site.rpr)
        return self._whole(site, self._blocks.write(value.blocks, site))

    def _fragment(self, site: Site, value: Fragment) -> str:
        if site.position in _PLAIN:
            return self._text(site, str(value))
        if not value.is_block:
            xml = self._printed(site, value, value.xml)
            return xml if site.position == "run" else f"<w:p>{site.ppr}{xml}</w:p>"
        if site.position == "run":
            if not value.words:
                self._report_block(site)
            return self._printed(site, value, value.words)
        return self._whole(site, self._printed(site, value, value.xml))

    def _printed(self, site: Site, value: Fragment, xml: str) -> str:
        """What a fragment prints: with the ids that it was captured with, then with others. What can stand only in the
        text of the body (ECMA-376 part 1, 17.6 and 17.11) is left out elsewhere."""
        if site.story != "body" or site.in_cell:
            xml = self._without(_SECTION, xml, site, "R321", "section breaks", "no section can end")
        if site.story != "body":
            xml = self._without(_NOTE, xml, site, "R322", "notes", "no note can stand")
        again, value.printed = value.printed, True
        return self._inlines.anew(xml) if again else xml

    def _without(self, what: re.Pattern[str], xml: str, site: Site, code: str, called: str, reason: str) -> str:
        xml, found = what.subn("", xml)
        if found:
            message = f"the {called} in what this tag prints are left out: here {reason}"
            self._reporter.add(Diagnostic(code, message, site.place))
        return xml

    def _whole(self, site: Site, xml: str) -> str:
        """Blocks in place of a paragraph; one that ends its cell keeps a paragraph at the end."""
        if site.ends_cell and not xml.endswith("</w:p>"):
            return f"{xml}<w:p>{site.ppr}</w:p>"
        return xml

    def _report_block(self, site: Site) -> None:
        hint = ("let the tag stand alone in its paragraph",)
        self._reporter.add(Diagnostic("R303", "more than one paragraph cannot stand inside a line", site.place, hint))

    def _report_container(self, site: Site, value: Any) -> None:
        if isinstance(value, _RECORDS) or hasattr(value, "_fields"):
            what, hint = "a record", "print one of its fields"
        elif isinstance(value, Iterable):
            what, hint = "a list", "loop over it, or join it: {{ … | listed }}"
        else:
            what, hint = "an object", "name a field of it"
        self._reporter.add(Diagnostic("R304", f"the value is {what}, not a text", site.place, (hint,)))


def _instead(place: Place, value: Any, hint: str) -> str:
    """What to type in place of a tag that names a list of records; of all others the hint as it is."""
    named = _NAMED.fullmatch(place.excerpt[place.at : place.at + place.length])
    if named is None or hasattr(value, "_fields") or isinstance(value, Mapping) or not isinstance(value, Iterable):
        return hint
    one = named[1].rpartition(".")[2]
    one = one[:-1] if one.endswith("s") else "item"
    return f"loop over it: {{% for {one} in {named[1]} %}} … {{% endfor %}}"
