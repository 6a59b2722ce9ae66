"""What a starter template is made for: a brand, and the kind of paper."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

Kind = Literal["one_page", "briefing", "memo"]
Page = Literal["A4", "Letter"]
PALE = 0x18  # the `w:themeTint` that makes the fill of a callout out of its colour
KINDS: tuple[Kind, ...] = ("one_page", "briefing", "memo")


class Colours(NamedTuple):
    """Colours as six hexadecimal digits. `accent` is the brand's own, `dark` is for text, `tint` lies under boxes; the
    others are said with a word each: a judgement, a dispute, an action, an open question."""

    accent: str = "0B5563"
    dark: str = "1B2830"
    tint: str = "E9F1F3"
    judgement: str = "4B4A8C"
    disputed: str = "8F4A0B"
    action: str = "2B6636"
    unknown: str = "55616B"


class Labels(NamedTuple):
    """The fixed words of a template, in the brand's language."""

    bottom_line: str = "Bottom line"
    brief_answer: str = "Brief answer"
    question_presented: str = "Question presented"
    memorandum: str = "Memorandum"
    recipient: str = "For"
    sender: str = "From"
    as_of: str = "As of"
    version: str = "Version"
    draft: str = "Draft"
    key_facts: str = "Key facts"
    terms_used: str = "Terms used"
    sources: str = "Sources"
    page: str = "Page"
    of: str = "of"
    logo_of: str = "Logo of"
    information_as_of: str = "Information as of"
    nothing_later: str = "nothing later is taken into account"


class Brand(NamedTuple):
    """A house's look. `memo_font` is for all of a memo, which is set in a serif; `language` is a tag such as en-GB."""

    name: str = "Briefing"
    body_font: str = "Calibri"
    heading_font: str = "Cambria"
    memo_font: str = "Cambria"
    colours: Colours = Colours()
    logo: Path | None = None
    page: Page = "A4"
    language: str = "en-GB"
