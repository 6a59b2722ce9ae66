"""A tiny notation for Word files: a sketch becomes a package, and a package is dumped as a sketch.

A line is a paragraph. `# ` and `## ` begin a heading, `- ` an item of a bulleted list, `1. ` one of a numbered list,
and `{Quote} ` a paragraph of that style. `¦` ends a run and begins the next; a run between asterisks is bold, between
underscores italic. Lines with `‖` are rows of one table; `¶` parts the paragraphs of a cell. What begins with `<` is
WordprocessingML as it stands: a line of it between paragraphs, a run of it inside one.

A dump is the same, with the numbers that Word would count, and in square brackets what has no sign of its own.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

from tests.word.sound import packed

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = f"{_PACKAGE}/relationships/metadata/core-properties"
SECTION = (
    '<w:sectPr>{}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"'
    ' w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)
STYLES = {
    "Normal": "Normal",
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "Heading3": "heading 3",
    "Quote": "Quote",
    "ListBullet": "List Bullet",
    "ListNumber": "List Number",
}
_LISTS = {"ListBullet": 1, "ListNumber": 2}
NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%2."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
)
_SEPARATORS = (
    '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'
    '<w:{0} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{0}>'
)


# A sketch → WordprocessingML


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def run(text: str, properties: str = "") -> str:
    """A run of text; a tab and a line end in it are Word's elements for them."""
    inner = escaped(text).replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{inner}</w:t></w:r>'


def runs(line: str) -> str:
    """The runs of a line."""
    return "".join(_run(part) for part in line.split("¦") if part)


def _run(part: str) -> str:
    if part.startswith("<"):
        return part
    for sign, properties in (("*", "<w:b/>"), ("_", "<w:i/>")):
        if len(part) > 2 and part[0] == part[-1] == sign:
            return run(part[1:-1], properties)
    return run(part)


def paragraph(line: str, properties: str = "") -> str:
    """A paragraph as a line of a sketch."""
    style = ""
    for sign, name in (("# ", "Heading1"), ("## ", "Heading2"), ("- ", "ListBullet"), ("1. ", "ListNumber")):
        if line.startswith(sign):
            line, style = line.removeprefix(sign), name
    if named := re.match(r"\{(\w+)\} ", line):
        line, style = line[named.end() :], named.group(1)
    own = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p>{f'<w:pPr>{own}{properties}</w:pPr>' if own + properties else ''}{runs(line)}</w:p>"


def cell(text: str, properties: str = "") -> str:
    inner = "".join(part if part.startswith("<w:tbl>") else paragraph(part) for part in text.split("¶"))
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inner}</w:tc>"


def row(line: str) -> str:
    return f"<w:tr>{''.join(map(cell, (part.strip() for part in line.split('‖'))))}</w:tr>"


def table(*lines: str) -> str:
    """Rows as lines of a sketch, or as WordprocessingML; the grid is as wide as the first sketched one."""
    columns = next((line.count("‖") + 1 for line in lines if not line.startswith("<")), 1)
    grid = '<w:gridCol w:w="2000"/>' * columns
    rows = "".join(line if line.startswith("<w:") else row(line) for line in lines)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'


def text_box(*lines: str) -> str:
    """A run with a text box as Word writes it: drawn, and in VML."""
    held = f"<w:txbxContent>{''.join(map(paragraph, lines))}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="9" cy="9"/>'
        '<wp:docPr id="1" name="Box"/><a:graphic><a:graphicData'
        ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f"<wps:spPr/><wps:txbx>{held}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
        '</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape id="s" style="width:9pt;height:9pt">'
        f"<v:textbox>{held}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def blocks(sketch: str) -> str:
    """A sketch as paragraphs and tables."""
    made: list[str] = []
    rows: list[str] = []
    for line in [*sketch.strip("\n").split("\n"), ""]:
        line = line.strip(" ")
        if "‖" in line:
            rows.append(line)
            continue
        if rows:
            made.append(table(*rows))
            rows = []
        if re.match(r"<w:(p|tbl|sdt|customXml)\b", line):
            made.append(line)
        elif line:
            made.append(paragraph(line))
    return "".join(made)


def part(root: str, content: str) -> str:
    return f"{HEAD}<w:{root} {NAMESPACES}>{content}</w:{root}>"


def relationships(rows: Mapping[str, tuple[str, str]]) -> str:
    """A relationships part: by id the kind and the target; what has a scheme or a tag in it is external."""
    made = []
    for identity, (kind, target) in rows.items():
        mode = ' TargetMode="External"' if kind == "hyperlink" else ""
        address = escaped(target).replace('"', "&quot;")
        made.append(f'<Relationship Id="{identity}" Type="{OFFICE}/{kind}" Target="{address}"{mode}/>')
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(made)}</Relationships>'


def docx(
    body: str,
    *,
    header: str = "",
    footer: str = "",
    footnote: str = "",
    endnote: str = "",
    comment: str = "",
    title: str = "",
    links: Mapping[str, str] | None = None,
    styles: bool = True,
    section: bool = True,
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A package with the stories that are given. `links` are addresses by relationship id, of the body and the header;
    `more` are members as they stand, in place of ours or beside them."""
    stories = {
        "header": ("header1", "hdr", blocks(header) if header else ""),
        "footer": ("footer1", "ftr", blocks(footer) if footer else ""),
        "footnotes": ("footnotes", "footnotes", _notes("footnote", footnote)),
        "endnotes": ("endnotes", "endnotes", _notes("endnote", endnote)),
        "comments": ("comments", "comments", _comment(comment)),
    }
    related = {f"r{kind}": (kind, f"{name}.xml") for kind, (name, _, content) in stories.items() if content}
    linked = {identity: ("hyperlink", address) for identity, address in (links or {}).items()}
    members: dict[str, str | bytes] = {
        f"word/{name}.xml": part(root, content) for name, root, content in stories.values() if content
    }
    if header and linked:
        members["word/_rels/header1.xml.rels"] = relationships(linked)
    if styles:
        related |= {"rstyles": ("styles", "styles.xml"), "rnumbering": ("numbering", "numbering.xml")}
        members |= {"word/styles.xml": _styles(), "word/numbering.xml": part("numbering", NUMBERING)}
    references = "".join(
        f'<w:{kind}Reference w:type="default" r:id="r{kind}"/>'
        for kind in ("header", "footer")
        if f"r{kind}" in related
    )
    roots = {"rmain": ("officeDocument", "word/document.xml")}
    if title:
        members["docProps/core.xml"] = _core(title)
    members["word/document.xml"] = part(
        "document", f"<w:body>{blocks(body)}{SECTION.format(references) if section else ''}</w:body>"
    )
    members["word/_rels/document.xml.rels"] = relationships(related | linked)
    core = f'<Relationship Id="rcore" Type="{_CORE}" Target="docProps/core.xml"/>' if title else ""
    members["_rels/.rels"] = relationships(roots).replace("</Relationships>", f"{core}</Relationships>")
    return packed({"[Content_Types].xml": _types(members), **members, **(more or {})})


def _notes(kind: str, sketch: str) -> str:
    if not sketch:
        return ""
    return f'{_SEPARATORS.format(kind)}<w:{kind} w:id="1">{blocks(sketch)}</w:{kind}>'


def _comment(sketch: str) -> str:
    return f'<w:comment w:id="0" w:author="A" w:initials="A">{blocks(sketch)}</w:comment>' if sketch else ""


def _styles() -> str:
    made = []
    for identity, name in STYLES.items():
        number = _LISTS.get(identity)
        properties = f'<w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr>' if number else ""
        default = ' w:default="1"' if name == "Normal" else ""
        head = f'<w:style w:type="paragraph"{default} w:styleId="{identity}"><w:name w:val="{name}"/>'
        made.append(f"{head}{properties}</w:style>")
    return part("styles", "".join(made))


def _core(title: str) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escaped(title)}</dc:title></cp:coreProperties>'
    )


def _types(members: Mapping[str, str | bytes]) -> str:
    kinds = {"document": "document.main", "header1": "header", "footer1": "footer"}
    overrides = []
    for name in members:
        stem = name.rsplit("/", 1)[-1].removesuffix(".xml")
        if name.startswith("word/") and name.endswith(".xml"):
            overrides.append(f'<Override PartName="/{name}" ContentType="{_WORD}.{kinds.get(stem, stem)}+xml"/>')
        if name == "docProps/core.xml":
            kind = "application/vnd.openxmlformats-package.core-properties+xml"
            overrides.append(f'<Override PartName="/{name}" ContentType="{kind}"/>')
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(overrides)}</Types>'
    )


def members(data: bytes) -> dict[str, bytes]:
    """The unpacked members of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def xml(data: bytes, name: str = "word/document.xml") -> str:
    """A member as text."""
    return members(data)[name].decode()


def names(data: bytes) -> Iterator[str]:
    """The members in the order of the archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield from archive.namelist()
