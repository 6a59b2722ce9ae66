"""A Word file as a sketch: what a reader sees, one paragraph a line, with what it is made of in square brackets.

Left out is what differs without meaning anything: revision ids, paragraph ids, proofing marks, relationship ids.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator, Mapping

from lxml import etree

from tests.word.sketch import NAMESPACES, members

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NS = {prefix.removeprefix("xmlns:"): uri.strip('"') for prefix, uri in (one.split("=") for one in NAMESPACES.split())}
_SILENT = ("rPr", "pPr", "proofErr", "lastRenderedPageBreak", "bookmarkEnd", "footnoteRef", "endnoteRef", "fldChar")
_THROUGH = ("ins", "moveTo", "smartTag", "bdo", "r", "sdtContent", "drawing", "AlternateContent")
_SIGNS = {"tab": "\t", "br": "↵", "cr": "↵", "noBreakHyphen": "-", "separator": "", "continuationSeparator": ""}

Node = etree._Element


class Dump:
    """Reads one part of a package."""

    def __init__(self, data: bytes, name: str) -> None:
        self._members = members(data)
        self._root = etree.fromstring(self._members[name])
        folder, base = posixpath.split(name)
        related = self._members.get(posixpath.join(folder, "_rels", f"{base}.rels"))
        entries = etree.fromstring(related) if related else ()
        self._targets = {entry.get("Id"): posixpath.join(folder, entry.get("Target", "")) for entry in entries}
        self._addresses = {entry.get("Id"): entry.get("Target") for entry in entries}
        self._styles = self._names_of_styles()
        self._lists = Lists(self._members.get("word/numbering.xml"), self._members.get("word/styles.xml"))

    def lines(self) -> Iterator[str]:
        """The paragraphs and rows of the part."""
        stories = {"document": "body", "footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
        kind = stories.get(etree.QName(self._root).localname)
        for story in self._root.iter(f"{W}{kind}") if kind else [self._root]:
            if story.get(f"{W}type") is None:
                yield from self._blocks(story)

    def _blocks(self, owner: Node) -> Iterator[str]:
        for child in owner:
            tag = _local(child)
            if tag == "p":
                yield self._paragraph(child)
                if child.find(f"{W}pPr/{W}sectPr") is not None:
                    yield "[section]"
            elif tag == "tbl":
                yield from self._table(child)
            elif tag in ("sdt", "sdtContent"):
                yield from self._blocks(child)

    def _table(self, table: Node) -> Iterator[str]:
        style = table.find(f"{W}tblPr/{W}tblStyle")
        if style is not None:
            yield f"[table {self._styles.get(style.get(f'{W}val'), '?')}]"
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is table:
                cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
                yield " ‖ ".join("¶".join(self._blocks(cell)) for cell in cells)

    def _paragraph(self, paragraph: Node) -> str:
        properties = paragraph.find(f"{W}pPr")
        style = ""
        own: list[str] = []
        for child in () if properties is None else properties:
            if _local(child) == "pStyle":
                style = self._styles.get(child.get(f"{W}val"), "?")
            elif _local(child) not in ("numPr", "sectPr", "rPr"):
                own.append(" ".join([_local(child), *map(str, child.attrib.values())]))
        sign = self._lists.sign(paragraph) or {"heading 1": "# ", "heading 2": "## ", "heading 3": "### "}.get(
            style, ""
        )
        named = style if style not in ("", "Normal", "heading 1", "heading 2", "heading 3") and not sign else ""
        extra = "; ".join(filter(None, [named, *own]))
        return f"{sign}{f'{{{extra}}} ' if extra else ''}{_joined(list(self._inlines(paragraph)))}"

    def _inlines(self, owner: Node) -> Iterator[tuple[str, str]]:
        """Texts, each with the format it stands in."""
        for child in owner:
            tag = _local(child)
            if not tag or tag in _SILENT or (tag == "Fallback"):
                continue
            if tag == "r":
                look = _format(child.find(f"{W}rPr"), self._styles)
                yield from ((text, look) for text, _ in self._inlines(child))
            elif tag in ("t", "instrText"):
                yield (child.text or "") if tag == "t" else f"[field{child.text}]", ""
            elif tag in _SIGNS:
                yield _SIGNS[tag], ""
            elif tag == "hyperlink":
                target = self._addresses.get(child.get(f"{R}id")) or f"#{child.get(f'{W}anchor')}"
                yield f"[{target}: ", ""
                yield from self._inlines(child)
                yield "]", ""
            elif tag == "bookmarkStart":
                yield f"[mark {child.get(f'{W}name')}]", ""
            elif tag in ("footnoteReference", "endnoteReference", "commentReference"):
                yield f"[{tag.removesuffix('Reference')} {child.get(f'{W}id')}]", ""
            elif tag == "sdt":
                yield "[control: ", ""
                yield from self._inlines(child)
                yield "]", ""
            elif tag == "inline" or (tag == "anchor" and child.find(f".//{W}txbxContent") is None):
                yield self._picture(child), ""
            elif tag == "txbxContent":
                yield f"[box: {'¶'.join(self._blocks(child))}]", ""
            elif tag not in ("del", "moveFrom", "sdtPr"):
                yield from self._inlines(child)

    def _picture(self, drawing: Node) -> str:
        properties = drawing.find("wp:docPr", _NS)
        extent = drawing.find("wp:extent", _NS)
        blip = drawing.find(".//a:blip", _NS)
        assert properties is not None
        assert extent is not None
        if blip is None:
            return f"[chart {properties.get('descr')}{self._drawn(drawing)}]"
        target = self._targets[blip.get(f"{R}embed")]
        digest = hashlib.sha256(self._members[target.rsplit("//", 1)[-1].lstrip("/")]).hexdigest()[:6]
        size = "x".join(str(round(int(extent.get(side, "0")) / 360_000, 1)) for side in ("cx", "cy"))
        return f"[picture {digest} {size} cm: {properties.get('descr')}]"

    def _drawn(self, drawing: Node) -> str:
        """The series of a chart: names and values."""
        chart = next(drawing.iter("{*}chart"))
        root = etree.fromstring(self._members[self._targets[chart.get(f"{R}id")].rsplit("//", 1)[-1].lstrip("/")])
        series = (one for one in root.iter("{*}ser"))
        return "".join(f"; {' '.join(point.text or '' for point in one.iter('{*}v'))}" for one in series)

    def _names_of_styles(self) -> dict[str | None, str]:
        data = self._members.get("word/styles.xml")
        found: dict[str | None, str] = {}
        for style in etree.fromstring(data).iter(f"{W}style") if data else ():
            name = style.find(f"{W}name")
            found[style.get(f"{W}styleId")] = "" if name is None else str(name.get(f"{W}val"))
        return found


class Lists:
    """Counts as Word does: lists of one w:abstractNum go on counting together, one that overrides its start begins."""

    def __init__(self, numbering: bytes | None, styles: bytes | None) -> None:
        self._abstract: dict[str, str] = {}
        self._overrides: dict[tuple[str, int], int] = {}
        self._bullets: set[tuple[str, int]] = set()
        self._of_style: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        for num in etree.fromstring(numbering).iter(f"{W}num") if numbering else ():
            self._read_list(num)
        for level in etree.fromstring(numbering).iter(f"{W}lvl") if numbering else ():
            if level.find(f"{W}numFmt[@{W}val='bullet']") is not None:
                abstract = level.getparent()
                assert abstract is not None
                self._bullets.add((_value(abstract, "abstractNumId"), int(_value(level, "ilvl"))))
        for style in etree.fromstring(styles).iter(f"{W}style") if styles else ():
            number = style.find(f"{W}pPr/{W}numPr/{W}numId")
            if number is not None:
                self._of_style[_value(style, "styleId")] = _value(number, "val")

    def _read_list(self, num: Node) -> None:
        identity = _value(num, "numId")
        abstract = num.find(f"{W}abstractNumId")
        assert abstract is not None
        self._abstract[identity] = _value(abstract, "val")
        for override in num.iter(f"{W}lvlOverride"):
            start = override.find(f"{W}startOverride")
            if start is not None:
                self._overrides[identity, int(_value(override, "ilvl"))] = int(_value(start, "val"))

    def sign(self, paragraph: Node) -> str:
        """`- ` or the number of a paragraph, indented by its level; empty if it is in no list."""
        number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        inherited = "" if style is None else self._of_style.get(_value(style, "val"), "")
        identity = inherited if number is None else _value(number, "val")
        if identity not in self._abstract:
            return ""
        depth = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
        level = 0 if depth is None else int(_value(depth, "val"))
        abstract = self._abstract[identity]
        indent = "  " * level
        if (abstract, level) in self._bullets:
            return f"{indent}- "
        counts = self._counts.setdefault(abstract, {})
        if identity not in self._begun:
            self._begun.add(identity)
            counts.update({at: start - 1 for (one, at), start in self._overrides.items() if one == identity})
        counts[level] = counts.get(level, 0) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        return f"{indent}{counts[level]}. "


def dump(data: bytes, name: str = "word/document.xml") -> str:
    """One part of a package as a sketch."""
    return "\n".join(Dump(data, name).lines())


def stories(data: bytes) -> Mapping[str, str]:
    """Every part that holds text, in the order of their names."""
    kinds = ("document", "header", "footer", "footnotes", "endnotes", "comments")
    found = sorted(name for name in members(data) if name.startswith("word/") and name[5:].startswith(kinds))
    return {name: dump(data, name) for name in found if name.endswith(".xml")}


def _joined(texts: list[tuple[str, str]]) -> str:
    """Texts of equal format run together; a change of format is a run boundary."""
    parts: list[str] = []
    look = ""
    for text, own in texts:
        if not text:
            continue
        if parts and own != look:
            parts.append(_dressed("".join(parts.pop()), look) + "¦")
        if not parts or parts[-1].endswith("¦"):
            parts.append("")
        parts[-1] += text
        look = own
    if parts:
        parts[-1] = _dressed(parts[-1], look)
    return "".join(parts)


def _dressed(text: str, look: str) -> str:
    sign = {"b": "*", "i": "_"}.get(look)
    return f"{sign}{text}{sign}" if sign else f"[{look}: {text}]" if look else text


def _format(properties: Node | None, styles: Mapping[str | None, str]) -> str:
    own: list[str] = []
    for child in () if properties is None else properties:
        tag = _local(child)
        value = child.get(f"{W}val")
        if tag == "rStyle":
            own.append(styles.get(value, "?"))
        elif tag not in ("bCs", "iCs", "szCs", "rFonts", "lang", "noProof"):
            own.append(f"{tag} {value}" if value else tag)
    return ", ".join(own)


def _local(node: Node) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _value(node: Node, name: str) -> str:
    return str(node.get(f"{W}{name}"))
