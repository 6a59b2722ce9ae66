"""What Word is told about the whole document: settings.xml, and the footnotes' separators."""

from __future__ import annotations

from briefing.word.blueprint.brand import Kind
from briefing.word.blueprint.markup import part
from briefing.word.blueprint.theme import SLOTS

_MODERN = "http://schemas.microsoft.com/office/word"


def settings(kind: Kind, language: str) -> bytes:
    """settings.xml: no hyphenation, Word 2013's layout and later (compatibility mode 15), no revision ids."""
    notes = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>' if kind == "memo" else ""
    names = {"text1": "t1", "background1": "bg1", "text2": "t2", "background2": "bg2"}
    elements = {"dk1": "dark1", "lt1": "light1", "dk2": "dark2", "lt2": "light2", "hlink": "hyperlink"}
    elements["folHlink"] = "followedHyperlink"
    # the schema wants backgrounds before texts
    order = ("background1", "text1", "background2", "text2", *(slot for slot in SLOTS if slot not in names))
    mapping = " ".join(f'w:{names.get(slot, slot)}="{elements.get(SLOTS[slot], SLOTS[slot])}"' for slot in order)
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{_MODERN}" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    return part(
        "settings",
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:autoHyphenation w:val="0"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/>{notes}<w:compat>{compatibility}</w:compat>'
        f'<w:themeFontLang w:val="{language}"/><w:clrSchemeMapping {mapping}/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>',
    )


def footnotes() -> bytes:
    """footnotes.xml without notes: the line above them, and the one above those that go on from the page before."""
    return part(
        "footnotes",
        *(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
        ),
    )
