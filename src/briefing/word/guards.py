"""Guards against what conditions can leave behind: signs in the literal XML, resolved on the stream.

The signs are characters that XML forbids, so no value can hold one. SPARE … SPARE_END: a paragraph that stays only if
nothing before it ends its cell or story with one (ECMA-376 part 1, 17.4.65). HOLD … START … STOP … HOLD_END: a table or
row that stays only if something came between START and STOP (17.4.37 and 17.4.78: tables have rows, rows have cells).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefing.later import regex

SPARE, SPARE_END = "\x05", "\x06"
HOLD, START, STOP, HOLD_END = "\x07", "\x08", "\x0b", "\x0c"
CHUNK = 65_536  # characters: long enough to deflate well, short enough to hold in memory

_EMPTY = regex(f"{HOLD}[^{HOLD}{START}]*{START}\\s*{STOP}[^{HOLD}{HOLD_END}]*{HOLD_END}")
_SIGNS = regex(f"[{HOLD}{START}{STOP}{HOLD_END}]")
_SPARE = regex(
    rf"((?:</w:p>|<w:p(?: [^<>]*)?/>)(?:\s|</w:sdtContent>|</w:sdt>|<w:bookmark(?:Start|End) [^<>]*/>)*)?"
    rf"{SPARE}(.*?){SPARE_END}",
    re.DOTALL,
)
_CUTS = ("<w:p>", "<w:p ", "<w:r>", "<w:r ")


def settle(chunks: Iterable[str], stretch: int = CHUNK) -> Iterator[str]:
    """The stream with its guards resolved, in stretches of some `stretch` characters.

    It is cut where a paragraph or run begins. No guard holds one before it is decided, and what a spare paragraph looks
    back at ends one, so neither is ever cut in two.
    """
    pending: list[str] = []
    size = 0
    for chunk in chunks:
        pending.append(chunk)
        size += len(chunk)
        if size >= stretch:
            text = "".join(pending)
            cut = max(0, *(text.rfind(beginning) for beginning in _CUTS))
            if cut:
                yield _resolved(text[:cut])
            pending, size = [text[cut:]], 0
    yield _resolved("".join(pending))


def _resolved(text: str) -> str:
    if HOLD in text or STOP in text:
        emptied = 1
        while emptied:  # a table may be empty once its row is gone
            text, emptied = _EMPTY.subn("", text)
        text = _SIGNS.sub("", text)
    if SPARE in text:
        text = _SPARE.sub(lambda found: found.group(1) or found.group(2), text)
    return text
