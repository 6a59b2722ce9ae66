"""The theme of a starter template: the two fonts and the colour slots that every style refers to.

To rebrand a template in Word, a designer changes these (Design, Colours and Fonts) and no style.
"""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from briefing.word.blueprint.brand import Brand, Kind
from briefing.word.blueprint.markup import DECLARATION
from briefing.word.colour import WHITE, darkened, mixed, tinted
from briefing.word.names import A

# Slot names as styles say them → element names in the theme. `text2` is for quiet text, `accent6` for hairlines.
SLOTS = {
    "text1": "dk1",
    "background1": "lt1",
    "text2": "dk2",
    "background2": "lt2",
    "accent1": "accent1",
    "accent2": "accent2",
    "accent3": "accent3",
    "accent4": "accent4",
    "accent5": "accent5",
    "accent6": "accent6",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}


class Ink(NamedTuple):
    """A colour of the theme, lightened by `tint` (0 white to 255 as it is)."""

    slot: str
    tint: int = 255


class Theme(NamedTuple):
    """Fonts and colours as the styles of one template refer to them; `colours` maps slots to hexadecimal digits."""

    name: str
    body_font: str
    heading_font: str
    colours: dict[str, str]

    def hex(self, ink: Ink) -> str:
        """What an ink looks like: Word wants it written beside the reference."""
        colour = self.colours[ink.slot]
        return colour if ink.tint == 255 else tinted(colour, ink.tint)

    def xml(self) -> bytes:
        """theme1.xml (ECMA-376 part 1, 20.1.6.9). Effects are plain; Word wants three of each kind."""
        fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
        line = f'<a:ln w="9525" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
        effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
        return (
            f"{DECLARATION}<a:theme xmlns:a={quoteattr(A)} name={quoteattr(self.name)}><a:themeElements>"
            f"<a:clrScheme name={quoteattr(self.name)}>{''.join(map(self._slot, SLOTS))}</a:clrScheme>"
            f"<a:fontScheme name={quoteattr(self.name)}>{_font('major', self.heading_font)}"
            f"{_font('minor', self.body_font)}</a:fontScheme>"
            f"<a:fmtScheme name={quoteattr(self.name)}><a:fillStyleLst>{fill * 3}</a:fillStyleLst>"
            f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
            f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
            "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
        ).encode()

    def _slot(self, slot: str) -> str:
        element = SLOTS[slot]
        return f'<a:{element}><a:srgbClr val="{self.colours[slot]}"/></a:{element}>'


def _font(name: str, typeface: str) -> str:
    return (
        f'<a:{name}Font><a:latin typeface={quoteattr(typeface)}/><a:ea typeface=""/><a:cs typeface=""/></a:{name}Font>'
    )


def theme_of(brand: Brand, kind: Kind) -> Theme:
    """The brand's theme. A memo is all in the brand's memo font."""
    given = brand.colours
    quiet = darkened(mixed(given.dark, WHITE, 0.72), (WHITE, given.tint), 4.5)
    colours = {
        "text1": given.dark,
        "background1": WHITE,
        "text2": quiet,
        "background2": given.tint,
        "accent1": given.accent,
        "accent2": given.judgement,
        "accent3": given.disputed,
        "accent4": given.action,
        "accent5": given.unknown,
        "accent6": mixed(given.dark, WHITE, 0.28),
        "hyperlink": given.accent,
        "followedHyperlink": given.accent,
    }
    body, heading = (brand.memo_font,) * 2 if kind == "memo" else (brand.body_font, brand.heading_font)
    return Theme(brand.name, body, heading, colours)
