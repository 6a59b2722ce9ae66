"""Office files inside a Word file, such as the workbook behind a chart: their properties name those who made them."""

from __future__ import annotations

from briefing.word import package
from briefing.word.package import Unreadable

KINDS = frozenset(("xlsx", "docx", "pptx", "xlsm", "docm", "pptm"))
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_BARE = {
    "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"/>',
    "docProps/app.xml": f'<Properties xmlns="{_OFFICE}/extended-properties"/>',
}


def without_properties(data: bytes) -> bytes:
    """The bytes of an Office file with nothing in its properties; as they are, if it cannot be read."""
    try:
        members = package.read(data)
    except Unreadable:
        return data
    bare = {name: package.pack(name, (xml.encode(),)) for name, xml in _BARE.items() if name in members}
    if all(members[name].crc == member.crc for name, member in bare.items()):
        return data
    return package.written({**members, **bare}.values())
