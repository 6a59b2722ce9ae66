"""The colours that properties name: those of the theme, with their tints, those of shading and of highlighting."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from briefing.later import regex
from briefing.word.access.reading import File
from briefing.word.colour import WHITE, mixed, shaded, tinted
from briefing.word.names import VAL, A, w

Node = etree._Element

AUTO = "auto"  # text that Word makes black or white, as the ground asks
CLEAR = ""  # shading that lets through what lies behind
BLACK = "000000"
_HEX = regex(r"[0-9A-F]{6}")
_SLOTS = {"dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "hyperlink": "hlink"}
_SLOTS |= {"followedHyperlink": "folHlink", **{f"accent{number}": f"accent{number}" for number in range(1, 7)}}
# What styles say → what the settings map it by (ECMA-376 part 1, 17.15.1.20), what DrawingML says, the usual colour
_MAPPED = {
    "background1": ("bg1", "bg1", "light1"),
    "text1": ("t1", "tx1", "dark1"),
    "background2": ("bg2", "bg2", "light2"),
    "text2": ("t2", "tx2", "dark2"),
}
HIGHLIGHTS: Mapping[str, str] = {
    "black": BLACK,
    "blue": "0000FF",
    "cyan": "00FFFF",
    "green": "00FF00",
    "magenta": "FF00FF",
    "red": "FF0000",
    "yellow": "FFFF00",
    "white": WHITE,
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}  # ECMA-376 part 1, 17.18.40


class Palette(NamedTuple):
    """The colours of a theme, by the names that Word's properties and DrawingML call them."""

    slots: Mapping[str, str]

    def text(self, colour: Node) -> str:
        """What `w:color` says: six digits, or AUTO."""
        return self._resolved(colour, "val", "themeColor", "theme")

    def shading(self, shading: Node) -> str:
        """What `w:shd` shows: six digits, or CLEAR (ECMA-376 part 1, 17.18.78)."""
        pattern = shading.get(VAL, "clear")
        if pattern == "nil":
            return CLEAR
        fill = self._resolved(shading, "fill", "themeFill", "themeFill")
        share = 100 if pattern == "solid" else int(pattern[3:]) if re.fullmatch(r"pct\d{1,2}", pattern) else 0
        if share:
            ink = self._resolved(shading, "color", "themeColor", "theme")
            return mixed(BLACK if ink == AUTO else ink, WHITE if fill == AUTO else fill, share / 100)
        return CLEAR if fill == AUTO else fill

    def ground(self, background: Node) -> str:
        """What `w:background` paints the page with."""
        colour = self._resolved(background, "color", "themeColor", "theme")
        return WHITE if colour == AUTO else colour

    def fill(self, properties: Node) -> str | None:
        """The one plain colour that a shape is filled with; None for what is none, or not known."""
        solid = properties.find(f"{{{A}}}solidFill")
        colour = None if solid is None else next(solid.iterchildren("*"), None)
        if colour is None or len(colour):
            return None
        value = colour.get("val", "")
        return self.slots.get(value) or (value.upper() if _HEX.fullmatch(value.upper()) else None)

    def _resolved(self, element: Node, plain: str, theme: str, stem: str) -> str:
        named = self.slots.get(element.get(w(theme), ""))
        if named is None:
            value = element.get(w(plain), AUTO).upper()
            return value if _HEX.fullmatch(value) else AUTO
        tint, shade = (element.get(w(f"{stem}{kind}"), "") for kind in ("Tint", "Shade"))
        if re.fullmatch(r"[0-9A-Fa-f]{2}", tint):
            return tinted(named, int(tint, 16))
        return shaded(named, int(shade, 16)) if re.fullmatch(r"[0-9A-Fa-f]{2}", shade) else named


def palette(file: File) -> Palette:
    """The colours of a file's theme; without a theme, colours are what is written beside their names."""
    theme = file.root(file.part("theme"))
    given: dict[str, str] = {}
    for slot in () if theme is None else theme.iterfind(f".//{{{A}}}clrScheme/*"):
        value = next((colour.get("lastClr", colour.get("val", "")) for colour in slot.iterchildren("*")), "").upper()
        if _HEX.fullmatch(value):
            given[etree.QName(slot).localname] = value
    named = {name: given[slot] for name, slot in _SLOTS.items() if slot in given}
    settings = file.root(file.part("settings"))
    mapping = None if settings is None else settings.find(w("clrSchemeMapping"))
    for name, (attribute, drawn, usual) in _MAPPED.items():
        said = usual if mapping is None else mapping.get(w(attribute), usual)
        if said in named:
            given[name] = given[drawn] = named[said]
    return Palette({**given, **named})
