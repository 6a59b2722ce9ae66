"""SVG as a document may hold it: shapes, text and paint (SVG 1.1, chapters 5 to 16), nothing that runs or fetches.

Programs that draw an SVG are browsers at heart. So what is allowed is listed, what is not is named, and what editors
keep in the file for themselves, the author's name and folders among it, is left out.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from briefing import limits
from briefing.later import regex

_SVG, _XLINK, _XML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)
_ELEMENTS = frozenset(
    "svg g defs symbol use switch title desc style path rect circle ellipse line polyline polygon text tspan textPath"
    " image marker linearGradient radialGradient stop pattern clipPath mask filter feBlend feColorMatrix feFlood"
    " feOffset feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight"
    " feDropShadow feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology fePointLight"
    " feSpecularLighting feSpotLight feTile feTurbulence".split()
)
_OF_EDITORS = (  # what means nothing to who draws the picture
    f"{{{_SVG}}}metadata",
    "{http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd}*",
    "{http://www.inkscape.org/namespaces/inkscape}*",
    "{http://www.bohemiancoding.com/sketch/ns}*",
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}*",
)
_HREFS = ("href", f"{{{_XLINK}}}href")
_WITHIN = regex(r"\s*(?:#.*|data:image/(?:png|jpeg|jpg|gif);base64,[A-Za-z0-9+/=\s]*)", re.DOTALL | re.IGNORECASE)
_FETCHING = regex(  # in a style: an import, an address that is none within, other ways to name one, an escape
    r"@import|@namespace|\\|javascript:|(?:image|image-set|src|cross-fade)\s*\("
    r"|url\(\s*+[\"']?+\s*+(?!#|data:image/(?:png|jpeg|jpg|gif);base64,)",
    re.IGNORECASE,
)


def plain(data: bytes) -> bytes:
    """The drawing in UTF-8, without what editors keep in it. Raises ValueError, which says what it holds, for one that
    could run or fetch something, or is none."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise ValueError("no XML that can be read") from None
    if root.tag != f"{{{_SVG}}}svg":
        raise ValueError("no element <svg> of SVG's own namespace around all")
    doctype: Any = root.getroottree().docinfo.internalDTD
    if doctype is not None and doctype.entities():
        raise ValueError("entities of its own")
    etree.strip_elements(root, *_OF_EDITORS, with_tail=False)
    for count, element in enumerate(root.iter()):
        if count > limits.now().nodes:
            raise ValueError(f"more than {limits.now().nodes:,} elements")
        _check(element)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _check(element: etree._Element) -> None:
    """Raises ValueError for what no drawing may hold; takes the attributes away that mean nothing to it."""
    name = element.tag if isinstance(element.tag, str) else "&"
    if not name.startswith(f"{{{_SVG}}}") or name.rpartition("}")[2] not in _ELEMENTS:
        raise ValueError(f"<{name.rpartition('}')[2][:40]}>")
    if name.endswith("}style") and _FETCHING.search("".join(map(str, element.itertext()))):
        raise ValueError("a style that could fetch something")
    for key, value in [(str(key), str(value)) for key, value in element.items()]:
        local = key.rpartition("}")[2]
        if key in _HREFS and not _WITHIN.fullmatch(value):
            raise ValueError("an address of something outside")
        if local.lower().startswith("on") or key == f"{{{_XML}}}base" or _FETCHING.search(value):
            raise ValueError(f"the attribute {local[:40]}")
        if key.startswith("{") and not key.startswith((f"{{{_XLINK}}}", f"{{{_XML}}}")):
            del element.attrib[key]
