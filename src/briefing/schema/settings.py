"""briefing.yaml, the settings of a project, and a brand file."""

from __future__ import annotations

from briefing import limits
from briefing.codes import CODES
from briefing.schema import shapes
from briefing.schema.shapes import Key, Schema, listed, mapping

_FOLDER = shapes.matching(r"(?!/)(?!(.*/)?\.\.(/|$)).*\S.*", "Name a folder inside the project.")
_COLOUR = shapes.matching("#?[0-9A-Fa-f]{6}", 'Six hexadecimal digits in quotes: "#0B5563".')
_TAG = shapes.matching("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "Write a language tag: en, en-GB.")
_NAME: Schema = {"type": "string", "pattern": r"\S"}


def settings_schema() -> Schema:
    """The schema of briefing.yaml. The file may be empty: it marks the root of a project then, and says no more."""
    warnings = {code: row.title for code, row in CODES.items() if row.severity == "warning"}
    codes: Schema = {"type": "string", "enum": [*warnings], "enumDescriptions": [*warnings.values()]}
    written = mapping(
        _set("content", _FOLDER, "The folder of topics and audiences.yaml.", default="content"),
        _set("templates", _FOLDER, "The folder of Word templates.", default="templates"),
        _set("output", _FOLDER, "The folder that papers are written to.", default="build"),
        _set("ignore", listed(codes), "Codes of warnings that this project does not want to see."),
        _set("external", shapes.words(("drop", "keep")), "What templates fetch when they are opened.", default="drop"),
        _set("limits", _limits(), "What a run may take, where it is not the usual."),
    )
    return shapes.document("The settings of a project.", written | {"type": ["object", "null"]}, {})


def _limits() -> Schema:
    size: Schema = {"type": ["string", "integer"], "minimum": 1, "pattern": r"^[0-9_]+\s*([KMGkmg]i?)?[Bb]?$"}
    count: Schema = {"type": "integer", "minimum": 1}
    known = limits.Limits()._asdict().items()
    return mapping(*(_set(name, size if name in limits.SIZES else count, f"Usually {most:,}.") for name, most in known))


def brand_schema() -> Schema:
    """The schema of a brand file."""
    colours = mapping(
        _set("accent", _COLOUR, "The brand's own colour."),
        _set("dark", _COLOUR, "The colour of text; at least 7:1 on white and on the tint."),
        _set("tint", _COLOUR, "What lies under the bottom line; a little of the accent unless said."),
        _set("judgement", _COLOUR, "The colour of judgements."),
        _set("disputed", _COLOUR, "The colour of what is disputed."),
        _set("action", _COLOUR, "The colour of actions."),
        _set("unknown", _COLOUR, "The colour of open questions."),
    )
    brand = mapping(
        _set("name", _NAME, "The house's name, for the logo's alternative text and the theme."),
        _set("heading_font", _NAME, "The font of titles, headings and key figures.", default="Cambria"),
        _set("body_font", _NAME, "The font of all else.", default="Calibri"),
        _set("memo_font", _NAME, "The one font of a memo.", default="Cambria"),
        _set("colours", colours, "Colours, each six hexadecimal digits in quotes."),
        shapes.may("logo", shapes.line(), "A PNG or JPEG, by its path from this file; printed 20 pt high."),
        _set("page", shapes.words(("A4", "Letter")), "The size of the paper.", default="A4"),
        _set(
            "language", _TAG, "The language of spelling, hyphenation and fixed words: en, de, fr, es.", default="en-GB"
        ),
    )
    return shapes.document("A house's look, for starter templates.", brand, {})


def _set(name: str, shape: Schema, about: str, **more: object) -> Key:
    """A key that may be left out, but not stand there with nothing after it."""
    return shapes.must(name, shape, about, **more)._replace(is_required=False)
