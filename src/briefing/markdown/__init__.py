"""Markdown in a field → rich text: CommonMark, tables and strikethrough, with two additions of ours.

`{{ expression }}` leaves a Slot, which `fill` fills as text and never as Markdown; `[@source, p. 3]` leaves a Citation,
which `cite` replaces. HTML is off and entities are literal: `R&D <b> &amp;` prints as typed.
"""

from briefing.markdown.filling import cite, fill, joined, rewrite
from briefing.markdown.marks import unclosed
from briefing.markdown.reading import parse, render

__all__ = ["cite", "fill", "joined", "parse", "render", "rewrite", "unclosed"]
