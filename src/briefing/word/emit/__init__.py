"""A value → runs, paragraphs, tables, pictures, notes: the only place that writes WordprocessingML.

Every value of every tag goes through `Emitter.emit`. Text is escaped here and nowhere else; there is no way round it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from briefing.diagnostics import Diagnostic
from briefing.model.brief import Named
from briefing.model.rich import RichText
from briefing.model.template import Site
from briefing.word.emit.blocks import Blocks
from briefing.word.emit.growth import Growth
from briefing.word.emit.inlines import Inlines
from briefing.word.emit.reporting import Reporter
from briefing.word.emit.text import FORBIDDEN, in_attribute, in_run
from briefing.word.fragment import Fragment
from briefing.word.look import Look

_CONTAINERS = (list, tuple, dict, set, Mapping, Named)


class Emitter:
    """Writes the values of one rendering, part by part. What it could not write as asked is in `reporter`."""

    def __init__(self, look: Look, growth: Growth, reporter: Reporter) -> None:
        self._reporter = reporter
        self._inlines = Inlines(look, growth, reporter)
        self._blocks = Blocks(look, growth, reporter, self._inlines)
        self._sites: Mapping[int, Site] = {}

    def begin(self, part: str, sites: Mapping[int, Site]) -> None:
        """Goes on to another part: `sites` are by line of its source."""
        self._inlines.part = part
        self._sites = sites

    def emit(self, line: int, value: Any) -> str:
        """The XML of a value at the site on a line."""
        site = self._sites[line]
        if type(value) is str:
            return self._text(site, value)
        if isinstance(value, RichText):
            return self._rich(site, value)
        if isinstance(value, Fragment):
            return self._fragment(site, value)
        if value is None:
            return self._text(site, "")
        if isinstance(value, _CONTAINERS) and not _prints_itself(value):
            self._report_container(site, value)
        return self._text(site, str(value))

    def _text(self, site: Site, text: str) -> str:
        if FORBIDDEN.search(text):
            self._reporter.control_characters(text, site)
        position = site.position
        if position == "run":
            return f'<w:r>{site.rpr}<w:t xml:space="preserve">{in_run(text)}</w:t></w:r>' if text else ""
        if position == "text":
            return in_attribute(text)
        if position == "address":
            return self._inlines.address(text, site)
        run = f'<w:r>{site.rpr}<w:t xml:space="preserve">{in_run(text)}</w:t></w:r>' if text else ""
        return f"<w:p>{site.ppr}{run}</w:p>"

    def _rich(self, site: Site, value: RichText) -> str:
        if site.position in ("text", "address"):
            return self._text(site, str(value))
        if site.position == "run":
            if not value.is_inline:
                self._report_block(site)
                return ""
            return self._inlines.write(value.inlines, site, site.rpr)
        return self._whole(site, self._blocks.write(value.blocks, site))

    def _fragment(self, site: Site, value: Fragment) -> str:
        if site.position in ("text", "address"):
            return self._text(site, str(value))
        if not value.is_block:
            return value.xml if site.position == "run" else f"<w:p>{site.ppr}{value.xml}</w:p>"
        if site.position == "run":
            self._report_block(site)
            return ""
        return self._whole(site, value.xml)

    def _whole(self, site: Site, xml: str) -> str:
        """Blocks in place of a paragraph; one that ends its cell keeps a paragraph at the end."""
        if site.ends_cell and not xml.endswith("</w:p>"):
            return f"{xml}<w:p>{site.ppr}</w:p>"
        return xml

    def _report_block(self, site: Site) -> None:
        hint = ("let the tag stand alone in its paragraph",)
        self._reporter.add(Diagnostic("R303", "more than one paragraph cannot stand inside a line", site.place, hint))

    def _report_container(self, site: Site, value: Any) -> None:
        what = "a list" if isinstance(value, Sequence) else "a record"
        hints = ("print one of its fields",) if what == "a record" else ("loop over it, or join it: {{ … | listed }}",)
        self._reporter.add(Diagnostic("R304", f"the value is {what}, not a text", site.place, hints))


def _prints_itself(value: Any) -> bool:
    return type(value).__str__ is not object.__str__
