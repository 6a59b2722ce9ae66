"""What kind of Word file a template is: a document, a Word template, either with macros. What it makes is a document.

Word refuses a `.docx` that says inside to be a template or to hold macros; the kind is the content type of its main
part (ECMA-376 part 1, 11.3.10; [MS-OFFMACRO2] 2.2.1.1 for those with macros).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefing.word import package
from briefing.word.package import CONTENT_TYPES, Member
from briefing.word.packaging import decoded

DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
KINDS: Mapping[str, str] = {
    ".docx": DOCUMENT,
    ".docm": WITH_MACROS,
    ".dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ".dotm": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}


def retype(members: dict[str, Member], suffix: str) -> None:
    """Makes the content type of the main part that of a file with this ending of its name; others are documents."""
    types = own = decoded(members[CONTENT_TYPES].read())
    for kind in KINDS.values():
        own = re.sub(f"([\"']){re.escape(kind)}\\1", f'"{KINDS.get(suffix, DOCUMENT)}"', own)
    if own != types:
        members[CONTENT_TYPES] = package.pack(CONTENT_TYPES, (own.encode(),))
