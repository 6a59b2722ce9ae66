"""Inlines as runs: the dress of the tag's own run, plus only the difference."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from briefing.diagnostics import Diagnostic
from briefing.later import regex
from briefing.model.rich import Anchor, Chart, Inline, LineBreak, Link, Note, Picture, Run
from briefing.model.template import Site
from briefing.word import pictures
from briefing.word.emit.anew import anew
from briefing.word.emit.growth import Growth, note_part
from briefing.word.emit.properties import merged
from briefing.word.emit.reporting import NO_STYLES, Reporter
from briefing.word.emit.text import allowed, in_attribute, in_code, is_plain, plain_run, run
from briefing.word.look import Look
from briefing.word.names import CHART, PIC, WP, A, R
from briefing.word.pictures import EMU_PER_TWIP

SCHEMES = regex(r"(?:https?|mailto|tel|ftps?|news|urn):", re.IGNORECASE)
_FIELD_MARKS = ("begin", "separate", "end")
_LEGAL = "%/:=&?~#+!$,;'@()*[]"
_MACHINES = ("//", "\\\\", "/\\", "\\/")
_SCHEME = regex(r"\s*([a-zA-Z][\w+.-]*):")
CHARACTER_STYLES = {
    "citation": "Citation",
    "callout word": "Callout Word",
    "code": "Source Text",
    "link": "Hyperlink",
    "note mark": "Footnote Reference",
}
_PLAIN_ROLES = ("task",)
_DRAWN = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip r:embed="{}"'
    ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"/></a:ext></a:extLst>'
)
_WITHOUT_STYLE = {
    "note mark": '<w:vertAlign w:val="superscript"/>',
    "callout word": "<w:b/>",
    "code": '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>',
    "link": '<w:color w:val="0563C1"/><w:u w:val="single"/>',
}


class Inlines:
    """Writes inlines at the sites of one part."""

    def __init__(self, look: Look, growth: Growth, reporter: Reporter) -> None:
        self._look, self._growth, self._reporter = look, growth, reporter
        self.part = ""

    def write(self, inlines: tuple[Inline, ...], site: Site, rpr: str) -> str:
        """The runs of inlines; `rpr` is the dress they stand in."""
        return "".join(self._one(inline, site, rpr) for inline in inlines)

    def _one(self, inline: Inline, site: Site, rpr: str) -> str:
        match inline:
            case Run(text=text):
                dress = self.dressed(rpr, inline)
                if is_plain(text):
                    return plain_run(text, dress)
                self._reporter.control_characters(text, site)
                return run(text, dress)
            case LineBreak(kind=kind):
                return f'<w:r>{rpr}<w:br w:type="{kind}"/></w:r>' if kind else f"<w:r>{rpr}<w:br/></w:r>"
            case Link(target=target, inlines=inner):
                return self._link(target, inner, site, rpr)
            case Anchor(name=name):
                return self._anchor(name)
            case Note(inlines=inner, short=short):
                return self._note(inner, rpr) if site.story == "body" else self.write(short, site, rpr)
            case Picture():
                return self.picture(inline, site)
        return ""

    def dressed(self, rpr: str, dress: Run) -> str:
        """Run properties with a run's own dress added."""
        additions = self.character(dress.role) if dress.role else ""
        if dress.code:
            additions = self.character("code")
        additions += "<w:b/><w:bCs/>" if dress.strong else ""
        additions += "<w:i/><w:iCs/>" if dress.emphasis else ""
        additions += "<w:strike/>" if dress.strike else ""
        return merged("w:rPr", rpr, additions) if additions else rpr

    def character(self, role: str) -> str:
        """The style of a role, or a look that does without."""
        name = CHARACTER_STYLES.get(role, role)
        style = self._look.styles.character.get(name.lower())
        if style:
            return f'<w:rStyle w:val="{in_attribute(style)}"/>'
        if role not in _PLAIN_ROLES:
            typed = role not in CHARACTER_STYLES
            self._reporter.missing_style("character", name, self._look.styles.spelt if typed else NO_STYLES)
        return _WITHOUT_STYLE.get(role, "")

    def _link(self, target: str, inner: tuple[Inline, ...], site: Site, rpr: str) -> str:
        dress = rpr if _has_role(inner) else merged("w:rPr", rpr, self.character("link"))
        runs = self.write(inner, site, dress)
        if site.closed:
            return self._field(target, runs, inner, site, rpr)
        if target.startswith("#"):
            self._growth.anchors.setdefault(target[1:], False)
            return f'<w:hyperlink w:anchor="{in_attribute(target[1:])}" w:history="1">{runs}</w:hyperlink>'
        identity = self.address(target, site)
        if not identity:
            return self.write(inner, site, rpr)
        return f'<w:hyperlink xmlns:r="{R}" r:id="{identity}" w:history="1">{runs}</w:hyperlink>'

    def _field(self, target: str, runs: str, inner: tuple[Inline, ...], site: Site, rpr: str) -> str:
        """A link made of runs alone: a field (ECMA-376 part 1, 17.16.5.25)."""
        if target.startswith("#"):
            self._growth.anchors.setdefault(target[1:], False)
            code = f'HYPERLINK \\l "{in_code(target[1:], "quoted")}"'
        elif address := self._allowed(target, site):
            code = f'HYPERLINK "{address}"'
        else:
            return self.write(inner, site, rpr)
        begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in _FIELD_MARKS)
        return (
            f'{begin}<w:r><w:instrText xml:space="preserve"> {in_attribute(code)} </w:instrText></w:r>'
            f"{separate}{runs}{end}"
        )

    def address(self, target: str, site: Site) -> str:
        """The relationship id of an address in this part; empty, with a report, for one that may not be linked to."""
        address = self._allowed(target, site)
        return self._growth.link(self.part, address) if address else ""

    def _allowed(self, target: str, site: Site) -> str:
        """An address as it is written; empty, with a report, for one that may not be linked to.

        Two slashes at the start name another machine: Windows sends it the reader's password hash to open a file there.
        """
        target = allowed(target).strip()
        if not target or target.startswith(_MACHINES) or (_SCHEME.match(target) and not SCHEMES.match(target)):
            message = (
                f"'{target[:60]}' is not an address that a document may link to" if target else "the link is empty"
            )
            self._reporter.add(Diagnostic("R311", message, site.place, ("https:, http:, mailto: and tel: are linked",)))
            return ""
        return quote(target, safe=_LEGAL)

    def nowhere(self) -> str:
        """The relationship id of the top of the document, for a link of the template that has to lead somewhere."""
        return self._growth.link(self.part, "#")

    def _anchor(self, name: str) -> str:
        if self._growth.anchors.get(name):
            return ""
        self._growth.anchors[name] = True
        number = self._growth.fresh("bookmark")
        return f'<w:bookmarkStart w:id="{number}" w:name="{in_attribute(name)}"/><w:bookmarkEnd w:id="{number}"/>'

    def _note(self, inner: tuple[Inline, ...], rpr: str) -> str:
        mark = merged("w:rPr", rpr, self.character("note mark"))
        number = self._growth.note(lambda note: self._note_text(note, inner))
        return f'<w:r>{mark}<w:footnoteReference w:id="{number}"/></w:r>'

    def _note_text(self, number: int, inner: tuple[Inline, ...]) -> str:
        style = self._look.styles.paragraph.get("footnote text", "")
        ppr = f'<w:pPr><w:pStyle w:val="{in_attribute(style)}"/></w:pPr>' if style else ""
        mark = f"<w:rPr>{self.character('note mark')}</w:rPr>"
        before, self.part = self.part, note_part(self._look, "footnote")
        runs = self.write(inner, Site("run", self._reporter.nowhere, "footnotes"), "")
        self.part = before
        return (
            f'<w:footnote w:id="{number}"><w:p>{ppr}<w:r>{mark}<w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> </w:t></w:r>{runs}</w:p></w:footnote>'
        )

    def placed(self, picture: Picture, width: int, height: int) -> Mapping[str, Any]:
        """A picture in place of one of the template's, as large as its box allows. Raises Unusable."""
        identity, image = self._growth.picture(self.part, picture)
        wide, high = pictures.boxed(image, picture.width or width, picture.height or height)
        return {"embed": identity, "width": wide, "height": high, "alt": picture.alt}

    def anew(self, xml: str) -> str:
        """What was captured, with ids of its own."""
        return anew(xml, self._growth)

    def kept(self, form: str) -> None:
        """Says that a chart of the template is shown as it is."""
        self._growth.kept_charts.add(form)

    def fed(self, chart: Chart, form: str, title: str) -> Mapping[str, Any]:
        """A chart in place of one of the template's, in its form."""
        alt = chart.alt or chart.title or _in_words(chart) or title
        return {"relation": self._growth.chart(self.part, chart, form), "alt": alt}

    def chart(self, chart: Chart, site: Site) -> str:
        """A chart in the line, as wide as the text column unless it says otherwise."""
        alt = chart.alt or chart.title
        if not alt:
            hint = ('say what it shows: {{ … | chart(alt="…") }}',)
            self._reporter.add(Diagnostic("R313", "the chart has no alternative text", site.place, hint))
        available = (site.width or self._look.width) * EMU_PER_TWIP
        width = min(chart.width or available, available)
        height = chart.height or width // 2
        number, relation = self._growth.fresh("drawing"), self._growth.chart(self.part, chart)
        return (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{WP}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="Chart {number}"'
            f' descr="{in_attribute(alt)}"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="{A}">'
            f'<a:graphicData uri="{CHART}"><c:chart xmlns:c="{CHART}" xmlns:r="{R}" r:id="{relation}"/>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def picture(self, picture: Picture, site: Site) -> str:
        """A picture in the line, fitted to the text column."""
        if not picture.alt:
            hint = ('say what it shows: {{ … | picture(alt="…") }}',)
            self._reporter.add(Diagnostic("R313", "the picture has no alternative text", site.place, hint))
        try:
            identity, image = self._growth.picture(self.part, picture)
        except pictures.Unusable as fault:
            self._reporter.add(Diagnostic("R312", str(fault), site.place))
            return ""
        available = (site.width or self._look.width) * EMU_PER_TWIP
        width, height = pictures.fitted(image, picture.width, picture.height, available)
        number = self._growth.fresh("drawing")
        drawn = _DRAWN.format(self._growth.drawing(self.part, image)) if image.drawing else ""
        alt = in_attribute(picture.alt)
        return (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{WP}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="Picture {number}" descr="{alt}"/>'
            f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{A}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{PIC}"><pic:pic xmlns:pic="{PIC}">'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr="{alt}"/><pic:cNvPicPr/>'
            "</pic:nvPicPr>"
            f'<pic:blipFill><a:blip xmlns:r="{R}" r:embed="{identity}">{drawn}</a:blip>'
            "<a:stretch><a:fillRect/></a:stretch>"
            f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )


def _in_words(chart: Chart) -> str:
    """What a chart shows, where nobody says it: the names of its series, and from where to where."""
    names = ", ".join(filter(None, (one.name for one in chart.series)))
    ends = " – ".join(dict.fromkeys((chart.categories[0], chart.categories[-1]))) if chart.categories else ""
    return ": ".join(filter(None, (names, ends)))


def _has_role(inlines: tuple[Inline, ...]) -> bool:
    return any(isinstance(inline, Run) and inline.role for inline in inlines)
