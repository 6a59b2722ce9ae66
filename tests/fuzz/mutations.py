"""Changes that damage brings, and that attackers make: to a zip, to the XML in it, to text. Each is drawn from dice."""

from __future__ import annotations

import random
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

from lxml import etree

Members = list[tuple[str, bytes]]

NAMES = (
    "../evil.xml",
    "/abs.xml",
    "word\\a.xml",
    "C:/a.xml",
    "word/document.xml",
    "WORD/DOCUMENT.XML",
    "a\nb.xml",
    "",
    ".",
)
VALUES = ("", "-1", "0", "1", "99999999999", "x", "none", "auto", "{{ x }}", "{% if x %}", "rId1", "\u202e", "&", "1.5")
TEXTS = (
    "{{ x }}",
    "{% for i in xs %}",
    "{% endfor %}",
    "{{",
    "}}",
    "{%p if x %}",
    "{# ",
    "text",
    "",
    " ",
    "{{ missing }}",
)
HEADS = (b"", b"\xef\xbb\xbf", b"\xff\xfe", b'<!DOCTYPE a [<!ENTITY b "c">]>', b"<?xml version='1.1'?>", b"<?x y?>")


def zipped(members: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The members as an archive; names may be there twice."""
    stream = BytesIO()
    with (
        warnings.catch_warnings(action="ignore", category=UserWarning),
        zipfile.ZipFile(stream, "w", method) as archive,
    ):
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name or "x", (1980, 1, 1, 0, 0, 0)), data, method)
    return stream.getvalue()


def of_zip(members: Mapping[str, bytes], dice: random.Random) -> bytes:
    """An archive whose members, or whose own bytes, are changed in a few places."""
    changed = list(members.items())
    for _ in range(dice.randint(0, 3)):
        dice.choice(_OF_MEMBERS)(changed, dice)
    data = bytearray(zipped(changed, dice.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))))
    for _ in range(dice.choice((0, 0, 1, 3, 20))):
        data[dice.randrange(len(data))] = dice.randrange(256)
    if dice.random() < 0.1:
        at = data.rfind(b"PK\x01\x02")
        struct.pack_into("<I", data, at + dice.choice((16, 20, 24, 42)), dice.choice((0, 1, 2**31, 2**32 - 1)))
    return bytes(data[: dice.randrange(len(data))] if dice.random() < 0.1 else data)


def _drop(members: Members, dice: random.Random) -> None:
    del members[dice.randrange(len(members))]


def _twice(members: Members, dice: random.Random) -> None:
    name, data = dice.choice(members)
    members.append((dice.choice((name, name.upper(), *NAMES)), data))


def _swap(members: Members, dice: random.Random) -> None:
    one, other = dice.randrange(len(members)), dice.randrange(len(members))
    members[one], members[other] = (members[one][0], members[other][1]), (members[other][0], members[one][1])


def _cut(members: Members, dice: random.Random) -> None:
    at = dice.randrange(len(members))
    name, data = members[at]
    members[at] = name, data[: dice.randrange(len(data) + 1)]


def _head(members: Members, dice: random.Random) -> None:
    at = dice.randrange(len(members))
    name, data = members[at]
    members[at] = name, dice.choice(HEADS) + data


def _spelt(members: Members, dice: random.Random) -> None:
    at = dice.randrange(len(members))
    name, data = members[at]
    encoding = dice.choice(("utf-16", "utf-16-le", "utf-32", "utf-7", "cp037", "latin-1"))
    members[at] = name, data.decode("utf-8", "replace").encode(encoding, "replace")


_OF_MEMBERS: tuple[Callable[[Members, random.Random], None], ...] = (_drop, _twice, _swap, _cut, _head, _spelt)


def of_xml(members: Mapping[str, bytes], dice: random.Random) -> bytes:
    """An archive in which one part's tree is changed in a few places. It is well-formed still."""
    name = dice.choice([name for name in members if name.endswith((".xml", ".rels"))])
    root = etree.fromstring(members[name])
    for _ in range(dice.randint(1, 6)):
        elements = list(root.iter(etree.Element))
        dice.choice(_OF_TREES)(dice.choice(elements), dice.choice(elements), dice)
    return zipped([*((other, data) for other, data in members.items() if other != name), (name, etree.tostring(root))])


def _remove(element: etree._Element, other: etree._Element, dice: random.Random) -> None:
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def _repeat(element: etree._Element, other: etree._Element, dice: random.Random) -> None:
    if (parent := element.getparent()) is not None:
        for _ in range(dice.choice((1, 1, 2, 30))):
            parent.insert(parent.index(element), etree.fromstring(etree.tostring(element, with_tail=False)))


def _move(element: etree._Element, other: etree._Element, dice: random.Random) -> None:
    if element.getparent() is not None and element not in (other, *other.iterancestors()):
        other.insert(dice.randint(0, len(other)), element)


def _rename(element: etree._Element, other: etree._Element, dice: random.Random) -> None:
    element.tag = other.tag


def _set(element: etree._Element, other: etree._Element, dice: random.Random) -> None:
    names = [*element.attrib, *other.attrib] or ["x"]
    element.set(dice.choice(names), dice.choice((*VALUES, *other.attrib.values())))


def _unset(element: etree._Element, other: etree._Element, dice: random.Random) -> None:
    if element.attrib:
        del element.attrib[dice.choice(list(element.attrib))]


def _say(element: etree._Element, other: etree._Element, dice: random.Random) -> None:
    texts = [one for one in element.getroottree().iter(etree.Element) if one.text and one.text.strip()]
    dice.choice([element, *texts]).text = dice.choice(TEXTS)


_OF_TREES = (_remove, _repeat, _move, _rename, _set, _unset, _say, _say)


def of_text(text: str, dice: random.Random) -> str:
    """A text with lines and letters lost, doubled, moved or put in."""
    lines = text.split("\n")
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(lines))
        match dice.randrange(7):
            case 0:
                del lines[at : at + dice.randint(1, 3)]
            case 1:
                lines[at:at] = lines[at : at + dice.randint(1, 4)]
            case 2:
                lines[at] = dice.choice(("  ", " ", "- ", "\t", "    - ")) + lines[at]
            case 3:
                lines[at] = lines[at].strip()
            case 4:
                spot = dice.randint(0, len(lines[at]))
                lines[at] = lines[at][:spot] + dice.choice(_SPRINKLED) + lines[at][spot:]
            case 5:
                key, colon, _ = lines[at].partition(":")
                lines[at] = f"{key}{colon} {dice.choice(_TYPED)}"
            case _:
                spot = dice.randint(0, len(lines[at]))
                lines[at] = lines[at][:spot] + lines[at][spot + 1 :]
        lines = lines or [""]
    return "\n".join(lines)


_SPRINKLED = (
    *(
        ":",
        "{",
        "}",
        "[",
        "]",
        "'",
        '"',
        "#",
        "&a ",
        "*a ",
        "!!x ",
        "|",
        ">",
        "%",
        "@",
        "`",
        "\x07",
        "\u2028",
        "😀",
        "{{ ",
    ),
    *("{{ facts.x }}", "[@x]", "{% if x %}", "null", "---\n", "<<: ", "\ud800", "\x00", "**", "](", "![a](b)"),
)
_TYPED = (
    *(
        "",
        "null",
        "[]",
        "{}",
        "yes",
        "NO",
        "12:30",
        "1e999",
        "0x1F",
        "2023-02-30",
        "2023-01",
        "-1",
        "[a, [b]]",
        "{a: {b: c}}",
    ),
    *("'", '"', "|", ">-", "&a x", "*a", "!!python/object:os.system x", "9" * 400, "x" * 3000, "{{ facts.x }}", "[@x]"),
)
