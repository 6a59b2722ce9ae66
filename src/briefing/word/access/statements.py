"""What a file has to say of itself: the language it is in, and its title."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from briefing.diagnostics import Diagnostic, Place
from briefing.word import parts
from briefing.word.access.reading import File
from briefing.word.names import RPR, VAL, w
from briefing.word.package import Unreadable

Node = etree._Element

_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def unsaid_language(file: File, styles: Node | None) -> Iterator[Diagnostic]:
    """A warning if neither the defaults nor the default paragraph style say the language of the text. `styles` is the
    root of the styles part."""
    if styles is not None:
        defaults = styles.iterfind(f"{w('docDefaults')}/{w('rPrDefault')}/{RPR}/{w('lang')}")
        normal = (style for style in styles.iterchildren(w("style")) if style.get(w("default")) in ("1", "true", "on"))
        own = (lang for style in normal for lang in style.iterfind(f"{RPR}/{w('lang')}"))
        if any(lang.get(VAL, "").strip() for lang in (*defaults, *own)):
            return
    hint = "in Word: Review, Language, Set Proofing Language, choose it, and Set As Default"
    yield Diagnostic(
        "O309",
        "the file does not say what language it is in",
        Place(file.path, file.part("styles") or file.main),
        (hint,),
    )


def unsaid_title(file: File) -> Iterator[Diagnostic]:
    """A warning if the properties of a file give it no title."""
    try:
        related = parts.relationships(file.members, "")
    except Unreadable:
        return
    name = next((one.target for one in related if one.kind == "core-properties"), "")
    root = file.root(name)
    if root is None or not (root.findtext(_TITLE) or "").strip():
        hint = "in Word: File, Info, Title"
        yield Diagnostic("O310", "the properties of the file give it no title", Place(file.path, name), (hint,))
