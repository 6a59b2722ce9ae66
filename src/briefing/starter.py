"""What a house starts from: a brand → Word templates, and a new project.

brand(record) → Brand        what a brand file says, checked: colours must be readable
template(brand, kind)        a whole .docx, the same bytes for the same brand
new_project(folder)          content and templates to try and to change
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from briefing import locales
from briefing.diagnostics import Diagnostic, Span, did_you_mean
from briefing.later import regex
from briefing.model.record import EMPTY, Record
from briefing.word import pictures
from briefing.word.blueprint import KINDS, PALE, Brand, Colours, Kind, Labels, Page, starter_template
from briefing.word.colour import WHITE, contrast, lightest, mixed, tinted
from briefing.writing import reason, write

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["KINDS", "Brand", "Colours", "Kind", "Page", "brand", "new_project", "template"]

READABLE, COMFORTABLE = 4.5, 7.0  # WCAG 2.2: 1.4.3 for any text, 1.4.6 for what is read at length
TINT_SHARE = 0.09  # of the accent in a tint that nobody chose
_COLOUR = regex("#?([0-9A-Fa-f]{6})")
_LANGUAGE = regex("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

Faults = Iterator[Diagnostic]


def brand(record: Record) -> tuple[Brand, tuple[Diagnostic, ...]]:
    """The brand that a file describes, with what is wrong with it. What is not said, or not usable, is our own.

    Keys: name, body_font, heading_font, memo_font, colours (accent, dark, tint, judgement, disputed, action, unknown),
    logo (from the folder of the file), page (A4 or Letter), language.
    """
    typed = _section(record, "colours")
    faults = [*_unknown_keys(record, Brand._fields), *_unknown_keys(typed, Colours._fields), *_not_a_section(record)]
    faults += _unusable_texts(record)
    colours, unusable = _colours(typed)
    logo, missing = _logo(record)
    read = Brand(colours=colours, logo=logo)._replace(**_texts(record))
    return read, (*faults, *unusable, *missing, *_unreadable(colours, typed))


def template(brand: Brand, kind: Kind) -> bytes:
    """A starter template, its labels in the brand's language. Raises pictures.Unusable if the brand's logo has gone
    since it was read."""
    return starter_template(brand, kind, pictures.read(brand.logo) if brand.logo else None, _labels(brand.language))


def _labels(language: str) -> Labels:
    """The fixed words in a language, or in English where we don't have them."""
    words = {"recipient": "for", "sender": "from"}
    return Labels(*(locales.word(words.get(name, name.replace("_", " ")), language) for name in Labels._fields))


def _section(record: Record, key: str) -> Record:
    value = record.get(key)
    return value if isinstance(value, Record) else EMPTY


def _unknown_keys(record: Record, known: tuple[str, ...]) -> Faults:
    for key in record:
        if key not in known:
            hints = (*did_you_mean(key, known), f"known here: {', '.join(known)}")
            yield Diagnostic("P201", f"unknown key '{key}'", record.key_span(key), hints)


def _not_a_section(record: Record) -> Faults:
    if "colours" in record and not isinstance(record["colours"], Record):
        where, hint = record.value_span("colours"), 'write them one under the other: accent: "#0B5563"'
        yield Diagnostic("P201", "'colours' must be names with their colours", where, (hint,))


def _is_usable(key: str, value: object) -> bool:
    if not isinstance(value, str) or not value.strip():
        return False
    if key == "page":
        return value in get_args(Page)
    return key != "language" or bool(_LANGUAGE.fullmatch(value))


_WANTED: Mapping[str, str] = {
    "name": "a text",
    "body_font": "the name of a font",
    "heading_font": "the name of a font",
    "memo_font": "the name of a font",
    "page": "A4 or Letter",
    "language": "a language tag such as en-GB",
}


def _texts(record: Record) -> dict[str, Any]:
    return {key: str(record[key]).strip() for key in _WANTED if key in record and _is_usable(key, record[key])}


def _unusable_texts(record: Record) -> Faults:
    for key, wanted in _WANTED.items():
        if key in record and not _is_usable(key, record[key]):
            yield Diagnostic("P201", f"'{key}' must be {wanted}", record.value_span(key))


def _colours(typed: Record) -> tuple[Colours, tuple[Diagnostic, ...]]:
    """The colours; a tint that nobody chose is a little of the accent."""
    found: dict[str, str] = {}
    faults = []
    for key in Colours._fields:
        match = _COLOUR.fullmatch(str(typed.get(key, "")))
        if match and isinstance(typed[key], str):
            found[key] = match[1].upper()
        elif key in typed:
            hint = 'write six hexadecimal digits in quotes, "#0B5563": unquoted, # begins a comment'
            faults.append(Diagnostic("P202", f"'{key}' is not a colour", typed.value_span(key), (hint,)))
    if "accent" in found:
        found.setdefault("tint", _tint(found["accent"]))
    return Colours(**found), tuple(faults)


def _logo(record: Record) -> tuple[Path | None, tuple[Diagnostic, ...]]:
    if record.get("logo") is None:
        return None, ()
    where = record.value_span("logo")
    path = Path(where.path).parent / str(record["logo"])
    try:
        pictures.check_local(str(record["logo"]))
        pictures.read(path)
    except pictures.Unusable as fault:
        return None, (Diagnostic("P204", str(fault), where, ("name it by its path from the brand's own folder",)),)
    return path, ()


class _Demand(NamedTuple):
    """A colour of text that must stand out from a ground by at least the ratio. The ground is told and found from the
    colour, which some are made of."""

    name: str
    on: str
    ground: Callable[[str], str]
    ratio: float

    def contrast(self, colour: str) -> float:
        """What the colour reaches on the ground that goes with it."""
        return contrast(colour, self.ground(colour))


def _demands(colours: Colours, *, tint_is_typed: bool) -> Iterator[tuple[_Demand, ...]]:
    """What each colour has to meet."""
    made = colours.tint if tint_is_typed else ""
    yield (
        _Demand("accent", "white", lambda _: WHITE, READABLE),
        _Demand("accent", "the tint", lambda accent: made or _tint(accent), READABLE),
    )
    yield (
        _Demand("dark", "white", lambda _: WHITE, COMFORTABLE),
        _Demand("dark", "the tint", lambda _: colours.tint, COMFORTABLE),
    )
    for name in ("judgement", "disputed", "action", "unknown"):
        yield (
            _Demand(name, "white", lambda _: WHITE, READABLE),
            _Demand(name, "the fill made of it", lambda colour: tinted(colour, PALE), READABLE),
        )


def _tint(accent: str) -> str:
    """The tint where nobody chose one: a little of the accent."""
    return mixed(accent, WHITE, TINT_SHARE)


def _unreadable(colours: Colours, typed: Record) -> Faults:
    for demands in _demands(colours, tint_is_typed="tint" in typed or "accent" not in typed):
        name, _, _, ratio = demands[0]
        colour = getattr(colours, name)
        measured, on = min((demand.contrast(colour), demand.on) for demand in demands)
        if measured < ratio:
            message = f"'{name}' #{colour} is hard to read on {on}: contrast {measured:.2f}:1, wanted {ratio}:1"
            yield Diagnostic("P203", message, _typed_at(typed, name), (_cure(colour, demands),))


def _typed_at(typed: Record, name: str) -> Span:
    """Where the colour is typed, or else the tint it disagrees with."""
    return typed.value_span(name if name in typed else "tint")


def _cure(colour: str, demands: tuple[_Demand, ...]) -> str:
    def passes(darker: str) -> bool:
        return all(demand.contrast(darker) >= demand.ratio for demand in demands)

    darker = lightest(colour, passes)
    if passes(darker):
        return f"the nearest darker colour that passes is #{darker}"
    return "no darker colour passes: lighten the tint"


_README = """\
# Briefings

One topic in `content/` becomes one Word paper per audience in `build/`.

    briefing check          # everything that is wrong, and where
    briefing build          # all papers
    briefing build --pdf    # and as PDF

- `content/`: the topics, and `audiences.yaml`, which says who gets which paper.
- `templates/`: the look. Open them in Word; tags such as `{{ briefing.title }}` say where content goes.

The shipped topic is an example to read and to replace.
"""
_IGNORED = "build/\n.briefing/\n~$*\n"


def new_project(folder: Path) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """A project in `folder`, which is made if need be: the files written, in order of name.

    If the folder holds anything already (but Git's own folder), or anything cannot be written, nothing is written.
    """
    starter = _starter_files()
    if not starter:
        message = "the project cannot be written: what it begins with is not installed"
        return (), (Diagnostic("P211", message, Span(str(folder)), ("install the program anew, from its wheel",)),)
    try:
        there = sorted(path.name for path in folder.iterdir() if path.name != ".git") if folder.is_dir() else []
    except OSError as fault:
        return (), (Diagnostic("P211", f"the folder cannot be read: {reason(fault)}", Span(str(folder))),)
    if there:
        held = f"'{there[0]}'" + (f" and {len(there) - 1} more" if len(there) > 1 else "")
        hint = "name a folder that is not there yet, or an empty one"
        return (), (Diagnostic("P210", f"the folder is not empty: it holds {held}", Span(str(folder)), (hint,)),)
    files = {"README.md": _README.encode(), ".gitignore": _IGNORED.encode(), **starter}
    written, faults = write([(folder / name, files[name]) for name in sorted(files)])
    why = (one.message.partition(": ")[2] for one in faults)
    return written, tuple(Diagnostic("P211", f"the project cannot be written: {one}", Span(str(folder))) for one in why)


def _starter_files() -> dict[str, bytes]:
    """The packaged content and templates by path; in a source checkout, the repository's own; none where neither is."""
    from importlib import resources  # which also reads what is installed as a zip

    packaged = resources.files("briefing") / "starter_project"
    root = packaged if packaged.is_dir() else Path(__file__).parents[2]
    files = dict(_held(root, ("content", "templates", "briefing.lock")))
    return files if any(name.startswith("templates/") for name in files) else {}


def _held(folder: Traversable, names: Iterable[str] = ()) -> Iterator[tuple[str, bytes]]:
    """The files in a folder, or those of the names, with all that is in folders in it, by path."""
    for one in (folder / name for name in names) if names else sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_file() and one.name[0] not in ".~":
            yield one.name, one.read_bytes()
        elif one.is_dir():
            yield from ((f"{one.name}/{name}", data) for name, data in _held(one))
