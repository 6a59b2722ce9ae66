"""The file of audiences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from briefing.model.content import Audiences, CitationStyle, Topic
from briefing.schema import shapes
from briefing.schema.ids import Known, known, one, several
from briefing.schema.shapes import Schema, line, mapping, may, must, present, ref, unless, words

BOTTOM_LINE = "bottom_line"  # the one block that nobody can go without
_TEMPLATE = r"(?![/.])(?!.*\.\.)[^\\:]+\.docx"
_AUDIENCE = {"label": "$2", "template": "$3", "depth": "$4"}


def audiences_schema(
    topics: Iterable[Topic] | None = None, audiences: Audiences | None = None, templates: Iterable[str] = ()
) -> Schema:
    """The schema of the file of audiences. Sections and blocks of the topics, the audiences and their depths, and the
    names of Word files in templates/ are enums where they are given; where not, any will do."""
    ids = known(topics, audiences)
    omitted = ids.by("block", line()) | {"propertyNames": {"not": {"const": BOTTOM_LINE}}}
    definitions = {"omitted": omitted, **ids.definitions("parent", "depth", "section")}
    about = "Who reads, what each of them gets, and what is left out on purpose."
    return shapes.document(about, _file(ids, tuple(sorted(templates))), definitions)


def _file(ids: Known, templates: tuple[str, ...]) -> Schema:
    new_ids = shapes.listed(shapes.new_id(), 1, uniqueItems=True)
    return mapping(
        must("depths", new_ids, "How deep readers go, from shallow to deep.", examples=[["brief", "standard", "full"]]),
        must("audiences", _audiences(ids, templates), "The readers, by id."),
        may("omit", ids.by_audience(ref("omitted")), "What a reader does not get on purpose: a block, and the reason."),
    )


def _audiences(ids: Known, templates: tuple[str, ...]) -> Schema:
    named = words(templates) if templates else shapes.matching(_TEMPLATE, "Name a .docx file in templates/.")
    audience = mapping(
        may("label", line(), "Who they are. Must be there, unless this audience extends another."),
        may("paper", line(), "The kind of paper, for the title block."),
        may("template", named, "The Word file in templates/. Must be there, unless this audience extends another."),
        may("depth", one("depth"), "Blocks deeper than this are out. Must be there, unless it extends another."),
        may("extends", one("parent"), "The audience whose settings and variants fill what is not said here."),
        may("order", several("section"), "Sections in this reader's order; the others follow as written."),
        may("require", several("section"), "Sections that must not be empty for this reader."),
        may("citations", words(get_args(CitationStyle)), "How sources are cited.", default="numbers"),
        may("limits", _limits(ids), "What their paper may be at most."),
        may("avoid", _vocabulary(), "Words that they should not meet; or each with what to say: `{leverage: use}`."),
        may("banned", _vocabulary(), "Words that they must not meet; or each with what to say instead."),
        may("knows", shapes.listed(line()), "Abbreviations that nobody has to explain to them.", examples=[["API"]]),
        rules=[unless(present("extends"), present("label", "template", "depth"))],
    )
    return shapes.entries(audience, shapes.snippet("audience", {"${1:audience_id}": _AUDIENCE}), least=1)


def _vocabulary() -> Schema:
    """Words, or each with what to say instead."""
    return shapes.any_of(shapes.listed(line()), {"type": "object", "additionalProperties": line()})


def _limits(ids: Known) -> Schema:
    return mapping(
        may("words", shapes.count(), "Words in all.", examples=[600]),
        may("sentence", shapes.count(), "Words in a sentence.", examples=[25]),
        may("grade", shapes.count(), "School grade that the text reads at.", examples=[10]),
        may("pages", shapes.count(), "Pages, counted by `build --pdf`.", examples=[1]),
        may("section", shapes.count(), "Words in any one section.", examples=[200]),
        may("sections", ids.by("section", shapes.count()), "Words in some sections, by their ids."),
        may("headings", shapes.count(), "Levels of headings within a block.", examples=[2]),
    )
