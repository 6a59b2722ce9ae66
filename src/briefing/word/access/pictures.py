"""Pictures, charts and shapes that say nothing to those who do not see them (ECMA-376 part 1, 20.4.2.5; part 4,
19.1.2.19 for VML)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from briefing.diagnostics import Diagnostic
from briefing.word.access.reading import Page, holds_tag
from briefing.word.legible import picture_fault
from briefing.word.names import DRAWING_IDENTITY, PIC, TEXT_BOX, WP, A, P, w
from briefing.word.surgery import nearest
from briefing.word.text import shown_text

Node = etree._Element

_VML = "urn:schemas-microsoft-com:vml"
_SHAPES = frozenset(
    f"{{{_VML}}}{kind}" for kind in "shape group rect roundrect oval line polyline curve arc image".split()
)
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_FRAMES = (f"{{{WP}}}inline", f"{{{WP}}}anchor")
_DRAWING = w("drawing")
_PICTURE, _INNER = f"{{{PIC}}}pic", f"{{{PIC}}}cNvPr"
_RULE = "{urn:schemas-microsoft-com:office:office}hr"
_TEXT_BOX, _WORD_ART = "#_x0000_t202", f"{{{_VML}}}textpath"
_KINDS = {"picture": "picture", "chart": "chart", "chartex": "chart", "diagram": "SmartArt"}
_HINT = "in Word: right-click the {0}, View Alt Text, and say what it shows, or tick 'Mark as decorative'"


class _Shown(NamedTuple):
    """Something that is seen: what it is, what Word calls it, and its alternative text."""

    kind: str
    name: str
    text: str


def silent_pictures(page: Page) -> Iterator[Diagnostic]:
    """A warning for each picture, chart or shape without alternative text, or with one that says nothing."""
    for element in page.root.iter(_DRAWING, w("pict"), w("object")):
        paragraph = page.holder(element)
        if paragraph is None or element in page.unseen:
            continue
        shown = _drawn(element) if element.tag == _DRAWING else _in_vml(element)
        if shown is not None and not holds_tag(shown.text):
            fault = _fault(shown)
            if fault:
                yield page.warn(*fault, paragraph, _HINT.format(shown.kind))


def _fault(shown: _Shown) -> tuple[str, str] | None:
    text, called = shown.text.strip(), f" '{shown.name}'" if shown.name else ""
    if not text:
        return "O301", f"the {shown.kind}{called} has no alternative text"
    fault = picture_fault(text)
    return ("O302", f"the alternative text of the {shown.kind}{called} {fault}: '{text}'") if fault else None


def _drawn(drawing: Node) -> _Shown | None:
    """What a drawing shows; None where no words are needed: it is decorative, hidden, or all text."""
    frame = next((one for one in drawing if one.tag in _FRAMES), None)
    properties = None if frame is None else frame.find(DRAWING_IDENTITY)
    if properties is None or properties.get("hidden") in ("1", "true") or _is_decorative(properties):
        return None
    data = drawing.find(f".//{{{A}}}graphicData")
    kind = _KINDS.get("" if data is None else data.get("uri", "").rsplit("/", 1)[-1].lower(), "shape")
    text = _words(properties)
    if kind == "shape" and not text.strip():
        pictures = [one for one in drawing.iter(_PICTURE) if nearest(one, _DRAWING) is drawing]
        told = [_is_told(picture.find(f".//{_INNER}")) for picture in pictures]
        if all(told) if told else _is_text(drawing):
            return None
        kind = "picture" if len(pictures) == 1 else kind
    return _Shown(kind, properties.get("name", ""), text)


def _is_told(properties: Node | None) -> bool:
    return properties is not None and (bool(_words(properties).strip()) or _is_decorative(properties))


def _words(properties: Node) -> str:
    return properties.get("descr", "") or properties.get("title", "")


def _is_decorative(properties: Node) -> bool:
    return any(one.get("val") in ("1", "true") for one in properties.iter(_DECORATIVE))


def _is_text(drawing: Node) -> bool:
    boxes = (one.get("txBox") in ("1", "true") for one in drawing.iter() if isinstance(one.tag, str))
    return any(boxes) or _holds_text(drawing)


def _holds_text(element: Node) -> bool:
    return any(shown_text(paragraph).strip() for box in element.iter(TEXT_BOX) for paragraph in box.iter(P))


def _in_vml(element: Node) -> _Shown | None:
    """What an object of VML shows; None where no words are needed: text, rules, controls of a form."""
    shape = next((one for one in element if one.tag in _SHAPES), None)
    if shape is None or element.find(w("control")) is not None or shape.get(_RULE) == "t":
        return None
    if shape.get("type") == _TEXT_BOX or _holds_text(shape) or next(shape.iter(_WORD_ART), None) is not None:
        return None
    pictured = next(shape.iter(f"{{{_VML}}}imagedata"), None) is not None
    kind = "picture" if pictured and element.tag == w("pict") else "object" if element.tag == w("object") else "shape"
    inside = (one.get("alt", "") for one in shape.iter() if isinstance(one.tag, str))
    return _Shown(kind, "", next((text for text in inside if text), ""))
