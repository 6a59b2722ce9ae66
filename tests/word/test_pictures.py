"""Which files are pictures for a document, and what of an SVG goes into one."""

from __future__ import annotations

import os
import re
import struct
import zlib
from pathlib import Path

import pytest

from briefing import limits
from briefing.word.pictures import LARGEST, Gallery, Image, Unusable, boxed, fitted, found, length, read

SVG = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
OF_MATPLOTLIB = f"""<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<?xml-stylesheet href="far.css"?>
<svg {SVG} width="9pt" height="9pt">
 <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">Ada Lovelace</rdf:RDF></metadata>
 <!-- drawn on Ada's own machine -->
 <defs><style type="text/css">*{{stroke-linejoin: round}}</style><clipPath id="p"><path d="M 0 0 z"/></clipPath></defs>
 <g clip-path="url( #p)"><use xlink:href="#p"/><image href="data:image/png;base64,iVBO Rw0="/></g>
</svg>"""
OF_INKSCAPE = f"""<svg {SVG} xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
 xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" sodipodi:docname="/home/ada/x.svg">
 <sodipodi:namedview id="v"/><path inkscape:label="one" style="fill:#000" d="m 0,0 z"/></svg>"""


def png(width: int = 2, height: int = 2, depth: int = 8, colour: int = 2) -> bytes:
    """A PNG that says it has this size, depth and type of colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def drawing(folder: Path, data: str | bytes) -> str:
    """What of an SVG goes into a document."""
    (folder / "x.png").write_bytes(png())
    (folder / "x.svg").write_bytes(data.encode() if isinstance(data, str) else data)
    return read(folder / "x.svg").drawing.decode()


@pytest.mark.parametrize("data", [OF_MATPLOTLIB, OF_INKSCAPE])
def test_a_drawing_goes_in_without_what_its_editor_keeps_in_it(tmp_path: Path, data: str) -> None:
    kept = drawing(tmp_path, data)
    assert "<path" in kept
    for word in ("Ada", "ada", "DOCTYPE", "stylesheet", "inkscape", "sodipodi", "rdf"):
        assert word not in kept


def test_an_svg_in_another_encoding_goes_in_as_utf8(tmp_path: Path) -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?><svg {SVG}><text>é</text></svg>'
    assert "<text>é</text>" in drawing(tmp_path, text.encode("utf-16"))


@pytest.mark.parametrize(
    ("inner", "named"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<q:script xmlns:q='http://www.w3.org/2000/svg'/>", "<script>"),
        ("<foreignObject/>", "<foreignObject>"),
        ("<iframe xmlns='http://www.w3.org/1999/xhtml' src='x'/>", "<iframe>"),
        ("<set attributeName='href' to='javascript:x()'/>", "<set>"),
        ("<animate attributeName='href' values='http://far.example'/>", "<animate>"),
        ("<a href='http://far.example'/>", "<a>"),
        ("<feImage href='http://far.example'/>", "<feImage>"),
        ("<image href='http://far.example/x.png'/>", "an address of something outside"),
        ("<image xlink:href = ' far.png'/>", "an address of something outside"),
        ("<use href='x.svg#a'/>", "an address of something outside"),
        ("<image href='data:text/html,x'/>", "an address of something outside"),
        ("<image href='data:image/svg+xml;base64,AA=='/>", "an address of something outside"),
        ("<g xml:base='http://far.example'/>", "the attribute base"),
        ("<g onclick='x()'/>", "the attribute onclick"),
        ("<g fill='url( far.svg#a)'/>", "the attribute fill"),
        ("<g style='fill: u\\72l(http://far.example)'/>", "the attribute style"),
        ("<style>@import 'far.css';</style>", "a style that could fetch something"),
        ("<style>g { background: image-set('http://far.example') }</style>", "a style that could fetch something"),
    ],
)
def test_what_could_run_or_fetch_something_is_refused_by_its_name(tmp_path: Path, inner: str, named: str) -> None:
    with pytest.raises(Unusable, match="is no SVG for a document") as refused:
        drawing(tmp_path, f"<svg {SVG}>{inner}</svg>")
    assert named in str(refused.value)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (f"<svg {SVG}>", "no XML that can be read"),
        (f"<svg {SVG}>a & b</svg>", "no XML that can be read"),
        (f"<svg {SVG}><use href=x.svg/></svg>", "no XML that can be read"),
        ("not a drawing", "no XML that can be read"),
        ("<svg/>", "no element <svg>"),
        (f"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg {SVG}>&a;</svg>", "entities of its own"),
        (f"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><svg {SVG}>&a;</svg>", "entities of its own"),
        (f"<!DOCTYPE svg SYSTEM 'x.dtd'><svg {SVG}>&a;</svg>", "<&>"),
    ],
)
def test_what_is_no_svg_is_said_to_be_none(tmp_path: Path, data: str, named: str) -> None:
    with pytest.raises(Unusable) as refused:
        drawing(tmp_path, data)
    assert named in str(refused.value)


def test_the_likeness_of_an_svg_is_not_taken_from_outside(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "far.png").write_bytes(png())
    (inside / "x.svg").write_text(f"<svg {SVG}/>")
    (inside / "x.png").symlink_to(tmp_path / "far.png")
    with pytest.raises(Unusable, match=r"the picture 'x\.png' lies outside"):
        found("x.svg", Gallery(inside, inside))


@pytest.mark.parametrize("name", ["x.png", "x.svg"])
def test_a_pipe_is_no_picture(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    with pytest.raises(Unusable, match="it is no file"):
        read(tmp_path / name)


def test_a_pipe_is_no_likeness(tmp_path: Path) -> None:
    (tmp_path / "x.svg").write_text(f"<svg {SVG}/>")
    os.mkfifo(tmp_path / "x.png")
    with pytest.raises(Unusable, match=r"there is no 'x\.png'"):
        read(tmp_path / "x.svg")


def test_a_picture_of_more_points_than_any_needs_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(png(100_000, 100_000))
    with pytest.raises(Unusable, match="has 10,000,000,000 pixels; 200,000,000 is the most"):
        read(tmp_path / "x.png")
    (tmp_path / "x.png").write_bytes(png(9, 9))
    with limits.granted({"pixels": 80}), pytest.raises(Unusable, match="has 81 pixels"):
        read(tmp_path / "x.png")


def test_a_name_that_no_file_can_have_is_cut_where_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as refused:
        found("x" * 5000 + ".png", Gallery(tmp_path, tmp_path))
    assert len(str(refused.value)) < 200


def tiff(*entries: tuple[int, int, int, int]) -> bytes:
    """A TIFF with these fields: tag, type, count, value."""
    fields = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + fields + bytes(4)


SOUND = png()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.gif", b"GIF89a\1"),
        ("x.tif", tiff((257, 3, 1, 2))),
        ("x.tif", tiff((256, 11, 1, 2), (257, 3, 1, 2))),
        ("x.tif", tiff((256, 99, 1, 2), (257, 3, 1, 2))),
        ("x.tif", tiff()[:9]),
        ("x.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0\1"),
        ("x.png", SOUND[:20] + b"\1" + SOUND[21:]),
        ("x.png", SOUND.replace(b"IDAT", b"tEXt")),
        ("x.png", SOUND[:33]),
        ("x.png", SOUND[:16]),
        *(("x.png", png(depth=depth, colour=colour)) for depth, colour in ((3, 0), (4, 2), (16, 3), (8, 5))),
    ],
)
def test_a_broken_picture_is_said_to_be_so_by_its_name(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(Unusable, match=rf"the picture '.*/{re.escape(name)}' is broken"):
        read(tmp_path / name)


@pytest.mark.parametrize(("depth", "colour"), [(1, 0), (16, 2), (4, 3), (8, 4), (16, 6)])
def test_every_kind_of_png_is_a_picture(tmp_path: Path, depth: int, colour: int) -> None:
    (tmp_path / "x.png").write_bytes(png(depth=depth, colour=colour))
    assert read(tmp_path / "x.png").extension == "png"


@pytest.mark.parametrize(("width", "height"), [(1, 199_000_000), (199_000_000, 1), (1, 20_000)])
def test_a_picture_that_would_vanish_on_the_largest_page_is_refused(tmp_path: Path, width: int, height: int) -> None:
    (tmp_path / "x.png").write_bytes(png(width, height))
    with pytest.raises(Unusable, match=r"x\.png' is too long and narrow"):
        read(tmp_path / "x.png")


@pytest.mark.parametrize("size", [(1, 9_000), (9_000, 1), (9_000, 9_000)])
@pytest.mark.parametrize("asked", ["", "900000000 cm"])
def test_a_picture_is_never_drawn_larger_than_the_largest_page(
    tmp_path: Path, size: tuple[int, int], asked: str
) -> None:
    (tmp_path / "x.png").write_bytes(png(*size))
    image = read(tmp_path / "x.png")
    wide = length(asked)
    for drawn in (fitted(image, wide, 0, LARGEST * 9), fitted(image, 0, wide, LARGEST * 9), boxed(image, wide, wide)):
        assert all(1 <= side <= LARGEST for side in drawn)


def test_a_picture_is_fitted_in_proportion() -> None:
    image = Image(b"", "png", "", 2_000, 1_000)
    assert fitted(image, 0, 0, 1_000) == (1_000, 500)
    assert fitted(image, 0, 100, 1_000) == (200, 100)
    assert fitted(image, 300, 60_000_000, 1_000) == (101, LARGEST)
