"""Tags typed over the ends of paragraphs: the paragraphs from where one opens to where it closes become one.

As docxtpl has it. A comment takes along whatever stands in it; any other tag goes on only through paragraphs in which
no other begins: else it is one that somebody forgot to close.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from briefing.later import regex
from briefing.word import tagtext
from briefing.word.names import PPR, RANGE_ENDS, RANGE_STARTS, SECTION, TABLE, P

Node = etree._Element

LONGEST = 100  # paragraphs
_OPENER = regex(r"\{[{%#]")


def join(paragraph: Node, unclosed: tagtext.Unclosed, shown: Callable[[Node], str]) -> bool:
    """Makes one paragraph of those that a tag goes on through; whether it closes in one of them. `shown` gives the text
    of a paragraph."""
    followers: list[Node] = []
    sibling = paragraph.getnext()
    closer, comment = tagtext.OPENERS[unclosed.opener], unclosed.opener == "{#"
    while sibling is not None and len(followers) < LONGEST:
        if sibling.tag == P:
            followers.append(sibling)
            text = shown(sibling)
            end = text.find(closer)
            if not comment and (opener := _OPENER.search(text)) and not 0 <= end < opener.start():
                return False
            if end >= 0:
                return _fuse(paragraph, followers)
        elif comment and sibling.tag == TABLE:
            followers.append(sibling)
        elif sibling.tag not in RANGE_STARTS | RANGE_ENDS:
            return False
        sibling = sibling.getnext()
    return False


def _fuse(paragraph: Node, followers: list[Node]) -> bool:
    """Moves what stands in later paragraphs to the end of the first; tables between them are part of a comment."""
    if any(one.find(f"{PPR}/{SECTION}") is not None for one in (paragraph, *followers)):
        return False
    for follower in followers:
        if follower.tag == P:
            paragraph.extend([child for child in follower if child.tag != PPR])
        follower.getparent().remove(follower)  # type: ignore[union-attr]
    return True
