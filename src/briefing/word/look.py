"""What rendering needs to know of a template beside its pieces: styles, lists, widths, and the parts that may grow.

Only the nouns: `survey` reads them from a package, and a kept template brings them without reading any XML.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Styles(NamedTuple):
    """The styles of a template: ids by name (lower case) for each type, and the heading level of paragraph styles
    by id, and their left indents in twips by id. `spelt` are the names of character styles as Word shows them."""

    paragraph: Mapping[str, str]
    character: Mapping[str, str]
    table: Mapping[str, str]
    headings: Mapping[str, int]
    indents: Mapping[str, int]
    spelt: Mapping[str, str]


class Numbering(NamedTuple):
    """The lists of a template. `abstract_of`, and `starts_of` with the first number of each level, are by numId;
    `restarted` are those that do not go on counting after others of their kind; `of_style` gives a style's numId and
    level."""

    part: str
    abstract_of: Mapping[int, int]
    starts_of: Mapping[int, tuple[int, ...]]
    restarted: frozenset[int]
    of_style: Mapping[str, tuple[int, int]]
    next_num: int
    next_abstract: int


class Look(NamedTuple):
    """The look of a template. `width` is that of the text column in twips, `next_id` is larger than any id in use but
    those of notes, of which `last_note` has the largest by kind ("footnote", "endnote"): none may be above 32,767, and
    Word draws far larger ones for content controls."""

    main: str
    styles: Styles
    numbering: Numbering
    width: int
    footnotes: str
    endnotes: str
    next_id: int
    last_note: Mapping[str, int]
