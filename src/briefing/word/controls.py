"""Check boxes, drop-down lists and dates that data sets: content controls whose title or tag is a tag of ours.

A check box keeps its state in `w14:checked` and shows a character for it ([MS-DOCX] 2.6.2.4); a list shows the text of
one of its items (ECMA-376 part 1, 17.5.2.5, 17.5.2.15). What is kept and what is shown are made from one value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from lxml import etree

from briefing.model.template import Kind, Tag
from briefing.word.names import RPR, RUN, SDT, SDT_CONTENT, TEXT, VAL, W14, XML_SPACE, P, w
from briefing.word.surgery import remove

Node = etree._Element
Add = Callable[[str, Kind, int], int]

_CHECKBOX, _CHECKED = f"{{{W14}}}checkbox", f"{{{W14}}}checked"
_SIGNS = {f"{{{W14}}}checkedState": "2612", f"{{{W14}}}uncheckedState": "2610"}
_LISTS = (w("dropDownList"), w("comboBox"))
_NAMES = (w("alias"), w("tag"))


def fill(root: Node, tags: Mapping[int, Tag], mark: str, add: Add) -> None:
    """Makes values of what such controls hold. `add(inner, kind, number)` makes a tag that nobody typed, at the place
    of another."""
    for control in list(root.iter(SDT)):
        properties, content = control.find(w("sdtPr")), control.find(SDT_CONTENT)
        if properties is None or content is None:
            continue
        checkbox = properties.find(_CHECKBOX)
        choices = next(properties.iterchildren(*_LISTS), None)
        date = properties.find(w("date"))
        number = None if checkbox is None and choices is None and date is None else _named(properties, tags, mark)
        if number is None:
            continue

        def token(inner: str, number: int = number) -> str:
            return f"{mark}{add(inner, 'value', number)}{mark}"

        typed = f"({tags[number].inner})"
        if date is not None:
            _date(date, content, typed, token)
        elif checkbox is not None:
            _check(checkbox, content, f"_checked{typed}", token)
        elif choices is not None:
            items = [[item.get(w("displayText"), ""), item.get(w("value"), "")] for item in choices]
            free = choices.tag == w("comboBox")
            _show(content, token(f"_chosen({typed}, {json.dumps(items)}, {str(free).lower()})"))
        _settle(properties)


def _named(properties: Node, tags: Mapping[int, Tag], mark: str) -> int | None:
    """The tag that is the title of a control, or its tag in Word's sense; that has said all it is for, and goes."""
    found: int | None = None
    for name in list(properties.iterchildren(*_NAMES)):
        typed = re.fullmatch(rf"\s*{mark}(\d+){mark}\s*", name.get(VAL, ""))
        if typed and tags[int(typed[1])].kind == "value":
            found = int(typed[1])
            remove(name)
    return found


def _check(checkbox: Node, content: Node, typed: str, token: Callable[[str], str]) -> None:
    signs = []
    for name, usual in _SIGNS.items():
        state = checkbox.find(name)
        code = usual if state is None else state.get(f"{{{W14}}}val", usual)
        signs.append(chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else chr(int(usual, 16)))
    checked = checkbox.find(_CHECKED)
    if checked is None:
        checked = etree.Element(_CHECKED)
        checkbox.insert(0, checked)
    checked.set(f"{{{W14}}}val", token(f"1 if {typed} else 0"))
    _show(content, token(f"{json.dumps(signs[0])} if {typed} else {json.dumps(signs[1])}"))


def _date(date: Node, content: Node, typed: str, token: Callable[[str], str]) -> None:
    """A date is kept as a day and shown as its format says (ECMA-376 part 1, 17.5.2.7)."""
    format = date.find(w("dateFormat"))
    language = date.find(w("lid"))
    said = [json.dumps("" if one is None else one.get(VAL, "")) for one in (format, language)]
    date.set(w("fullDate"), token(f"_dated({typed}, {', '.join(said)}).full"))
    _show(content, token(f"_dated({typed}, {', '.join(said)}).text"))


def _show(content: Node, text: str) -> None:
    """Makes a text of what a control holds, in the look of its first run."""
    runs = list(content.iter(RUN))
    if not runs:
        paragraph = next(content.iter(P), None)
        runs = [etree.SubElement(content if paragraph is None else paragraph, RUN)]
    first, *others = runs
    for child in [child for child in first if child.tag != RPR]:
        first.remove(child)
    shown = etree.SubElement(first, TEXT, {XML_SPACE: "preserve"})
    shown.text = text
    for other in others:
        remove(other)


def _settle(properties: Node) -> None:
    """A control that shows a value shows no placeholder, and no data that it was bound to."""
    for name in ("showingPlcHdr", "dataBinding"):
        for child in properties.findall(w(name)):
            remove(child)
