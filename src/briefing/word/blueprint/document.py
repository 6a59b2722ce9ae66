"""The package of a starter template: page, parts and the relations between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from xml.sax.saxutils import escape

from briefing.word import package
from briefing.word.blueprint import furniture, layouts
from briefing.word.blueprint.brand import Brand, Kind, Labels, Page
from briefing.word.blueprint.markup import DECLARATION, part, twips
from briefing.word.blueprint.numbering import numbering
from briefing.word.blueprint.picture import inline_picture
from briefing.word.blueprint.settings import footnotes, settings
from briefing.word.blueprint.stylesheet import stylesheet
from briefing.word.blueprint.theme import theme_of
from briefing.word.names import CONTENT_TYPES, RELATIONSHIPS, R
from briefing.word.pictures import CONTENT_TYPES as PICTURE_TYPES
from briefing.word.pictures import Image

MILLIMETRE = 72 / 25.4  # points
SIZES: dict[Page, tuple[float, float]] = {"A4": (595.3, 841.9), "Letter": (612, 792)}  # points
_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_OFFICE}.wordprocessingml"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


class Geometry(NamedTuple):
    """A page and its margins, in points."""

    width: float
    height: float
    left: float
    right: float
    top: float = 20 * MILLIMETRE
    bottom: float = 18 * MILLIMETRE

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right


class Part(NamedTuple):
    """A member of the package: `content_type` as listed, `relation` the kind of relation the document has to it."""

    name: str
    content_type: str
    relation: str
    data: bytes


ENGLISH = Labels()


def starter_template(brand: Brand, kind: Kind, logo: Image | None = None, labels: Labels = ENGLISH) -> bytes:
    """The bytes of a template: the same for the same brand, kind, logo and labels."""
    geometry = _geometry(brand.page, kind)
    parts = _parts(brand, kind, geometry.text_width, logo, labels)
    pictures = {f"word/media/logo.{logo.extension}": logo.data} if logo else {}
    needed = {"word/_rels/header1.xml.rels": _relations(*(_relation("image", name) for name in pictures))}
    members = {
        package.CONTENT_TYPES: _content_types(parts, pictures),
        "_rels/.rels": _relations((f"{R}/officeDocument", "word/document.xml"), (_CORE_RELATION, "docProps/core.xml")),
        "word/document.xml": _document(kind, geometry, parts, labels),
        "word/_rels/document.xml.rels": _relations(*(_relation(part.relation, part.name) for part in parts)),
        **{part.name: part.data for part in parts},
        **(needed if pictures else {}),
        **pictures,
        "docProps/core.xml": _core_properties(),
    }
    return package.written((package.pack(name, (data,)) for name, data in members.items()))


def _geometry(page: Page, kind: Kind) -> Geometry:
    """A memo has a wide left margin, where its numbers stand."""
    left = 38 if kind == "memo" else 22
    return Geometry(*SIZES[page], left=left * MILLIMETRE, right=22 * MILLIMETRE)


def _parts(brand: Brand, kind: Kind, width: float, logo: Image | None, labels: Labels) -> tuple[Part, ...]:
    theme = theme_of(brand, kind)
    picture = inline_picture(logo, "rId1", f"{labels.logo_of} {brand.name}") if logo else ""
    parts = [
        _part("styles", stylesheet(kind, theme, width, brand.language)),
        _part("settings", settings(kind, brand.language)),
        Part("word/theme/theme1.xml", f"{_OFFICE}.theme+xml", "theme", theme.xml()),
        _part("numbering", numbering(kind)),
        _part("header", furniture.masthead(picture, labels), "1"),
        _part("header", furniture.running_head(labels), "2"),
        _part("footer", furniture.footer(labels), "1"),
        _part("footer", furniture.footer(labels), "2"),
    ]
    if kind == "memo":
        parts.append(_part("footnotes", footnotes()))
    return tuple(parts)


def _part(kind: str, data: bytes, number: str = "") -> Part:
    return Part(f"word/{kind}{number}.xml", f"{_WORD}.{kind}+xml", kind, data)


def _document(kind: Kind, geometry: Geometry, parts: tuple[Part, ...], labels: Labels) -> bytes:
    ids = {part.name: f"rId{number}" for number, part in enumerate(parts, 1)}
    references = "".join(
        f'<w:{side}Reference w:type="{page}" r:id="{ids[f"word/{side}{number}.xml"]}"/>'
        for side in ("header", "footer")
        for page, number in (("default", 2), ("first", 1))
    )
    size = f'<w:pgSz w:w="{twips(geometry.width)}" w:h="{twips(geometry.height)}"/>'
    sides = {
        "top": geometry.top,
        "right": geometry.right,
        "bottom": geometry.bottom,
        "left": geometry.left,
        "header": 10 * MILLIMETRE,
        "footer": 6 * MILLIMETRE,
        "gutter": 0,
    }
    margins = " ".join(f'w:{side}="{twips(points)}"' for side, points in sides.items())
    section = f"<w:sectPr>{references}{size}<w:pgMar {margins}/><w:titlePg/></w:sectPr>"
    return part("document", "<w:body>", layouts.body(kind, geometry.text_width, labels), section, "</w:body>")


def _relation(kind: str, name: str) -> tuple[str, str]:
    return f"{R}/{kind}", name.removeprefix("word/")


def _relations(*targets: tuple[str, str]) -> bytes:
    """A part's relations: rId1, rId2, … in the order given (ECMA-376 part 2, 8.5)."""
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">{inner}</Relationships>'.encode()


def _content_types(parts: tuple[Part, ...], pictures: Iterable[str]) -> bytes:
    """[Content_Types].xml (ECMA-376 part 2, 7.3.7)."""
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    for name in pictures:
        extension = name.rpartition(".")[2]
        defaults[extension] = PICTURE_TYPES[extension]
    overrides = {
        "word/document.xml": f"{_WORD}.document.main+xml",
        **{part.name: part.content_type for part in parts},
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    inner = "".join(f'<Default Extension="{key}" ContentType="{value}"/>' for key, value in defaults.items())
    inner += "".join(f'<Override PartName="/{key}" ContentType="{value}"/>' for key, value in overrides.items())
    return f'{DECLARATION}<Types xmlns="{CONTENT_TYPES}">{inner}</Types>'.encode()


def _core_properties() -> bytes:
    """docProps/core.xml (ECMA-376 part 2, 8.3): filled from the briefing, like any other text."""
    properties = (
        ("dc:title", "{{ briefing.title }}"),
        ("dc:subject", "{{ briefing.subtitle }}"),
        ("dc:creator", "{{ briefing.owner }}"),
        ("cp:category", "{{ audience.paper }}"),
        ("cp:contentStatus", "{{ briefing.status }}"),
        ("dc:language", "{{ briefing.language }}"),
        ("cp:version", "{{ briefing.version }}"),
    )
    inner = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in properties)
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{inner}</cp:coreProperties>"
    ).encode()
