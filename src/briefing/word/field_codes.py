"""The names of bookmarks in the codes of fields: where fields refer to them, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefing.later import regex

_NAMED = regex(
    r"""((?:\b(?:REF|PAGEREF|NOTEREF)\s+|\\l\s+)["“]?)   # a reference, or the place that a link leads to
        ([^\W\d]\w*)(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_ALONE = regex(r"\s*[\"“]?([^\W\d]\w*)[\"”]?\s*(?:\\.*)?", re.DOTALL)


def renamed(code: str, names: Mapping[str, str]) -> str:
    """A code, or a piece of one, with other names of bookmarks. A label of `SEQ`, which may be the same word, stays."""
    if not names:
        return code
    alone = _ALONE.fullmatch(code)
    if alone and alone[1] in names:
        return f"{code[: alone.start(1)]}{names[alone[1]]}{code[alone.end(1) :]}"
    return _NAMED.sub(lambda found: found[1] + names.get(found[2], found[2]), code)
