"""What kind of Word file a template is: a document, a Word template, either with macros. What it makes is a document.

Word refuses a `.docx` that says inside to be a template or to hold macros; the kind is the content type of its main
part (ECMA-376 part 1, 11.3.10; [MS-OFFMACRO2] 2.2.1.1 for those with macros).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefing.word import package
from briefing.word.package import CONTENT_TYPES, Member, Package
from briefing.word.packaging import decoded, entries, overrides, relationships_name, target

DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
KINDS: Mapping[str, str] = {
    ".docx": DOCUMENT,
    ".docm": WITH_MACROS,
    ".dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ".dotm": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}
_MACRO_KINDS = ("vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars", "extensibility")
_MACRO_TYPES = re.compile(r"<(?:\w+:)?(?:Default|Override)\b[^>]*\bvnd\.ms-(?:office\.vba|word\.vba)[^>]*/>")


def as_document(members: Package, main: str, *, macros: bool = False) -> tuple[dict[str, Member], bool]:
    """The members of what will be a document, and whether it held macros. They go, unless `macros`: then the document
    is one that may hold them."""
    made = dict(members)
    found = list(_macros(members, main))
    held = any(kind == "vbaProject" for _, _, kind in found)
    if held and not macros:
        for owner, name, _ in found:
            made.pop(name, None)
            made.pop(relationships_name(name), None)
            if (table := relationships_name(owner)) in made:
                xml = decoded(made[table].read())
                for entry in entries(xml, _MACRO_KINDS):
                    xml = xml.replace(entry, "")
                made[table] = package.pack(table, (xml.encode(),))
        types = _MACRO_TYPES.sub("", decoded(made[CONTENT_TYPES].read()))
        for entry in [entry for name, entry in overrides(types).items() if name not in made]:
            types = types.replace(entry, "")
        made[CONTENT_TYPES] = package.pack(CONTENT_TYPES, (types.encode(),))
    retype(made, ".docm" if macros else ".docx")
    return made, held


def retype(members: dict[str, Member], suffix: str) -> None:
    """Makes the content type of the main part that of a file with this ending of its name; others are documents."""
    types = own = decoded(members[CONTENT_TYPES].read())
    for kind in KINDS.values():
        own = re.sub(f"([\"']){re.escape(kind)}\\1", f'"{KINDS.get(suffix, DOCUMENT)}"', own)
    if own != types:
        members[CONTENT_TYPES] = package.pack(CONTENT_TYPES, (own.encode(),))


def _macros(members: Package, main: str) -> Iterator[tuple[str, str, str]]:
    """What belongs to macros: the part that relates to it ("" for the package), its name, and in which way."""
    owners = ["", main]
    for owner in owners:
        table = members.get(relationships_name(owner))
        for kind in _MACRO_KINDS if table else ():
            for entry in entries(decoded(table.read()), (kind,)):  # type: ignore[union-attr]
                name = target(entry, owner)
                yield owner, name, kind
                if name not in owners:
                    owners.append(name)
