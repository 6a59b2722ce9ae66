"""The commands that look at finished files: `verify` and `identify`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.commands.asking import Plain
from briefing.commands.holding import held
from briefing.commands.printing import MOST, Format, finished, say

if TYPE_CHECKING:
    from briefing.pipeline.inspecting import Identity

_LONGEST = 200  # characters of a property, which anybody may have written into the file
_CURRENT = {None: "not known: no project here builds it", "": "yes"}


@held
def verify(
    file: Sequence[Path],
    strict: bool = False,
    project: Path = Path(),
    format: Format = Format.text,
    most: int = MOST,
) -> int:
    """Prints what is wrong with Word files."""
    from briefing.pipeline.inspecting import files_in, verified

    files = files_in(file)
    found = verified(files, project)
    if not found and format is Format.text:
        say(f"no faults in {len(files)} file{'s' * (len(files) != 1)}\n")
    return finished(found, format, strict=strict, most=most)


@held
def identify(file: Sequence[Path], project: Path = Path(), format: Plain = Plain.text) -> int:
    """Prints which edition files are, and whether they are still what would be built."""
    from briefing import show
    from briefing.pipeline.inspecting import files_in, identified

    found, diagnostics = identified(files_in(file), project)
    if format is Plain.json:
        say(show.as_json([_row(one) for one in found]))
    else:
        say("\n".join(show.lines(_lines(one)) for one in found))
    return finished(diagnostics)


_A_COPY = "not known: what its recipient's row says may have changed"


def _lines(one: Identity) -> Iterator[str]:
    from briefing import show

    yield str(one.file)
    row = _row(one)
    version = f", version {row['version']}" if row["version"] else ""
    shown = {
        "topic": f"{row['topic']}{version}",
        "title": row["title"],
        "audience": row["audience"],
        "template": row["template"],
        "language": row["language"],
        "dated": str(row["dated"])[:10],
        "content": row["content"],
        "copy": one.making.copy,
        "current": _CURRENT.get(one.news, f"no: {one.news}") if one.news or not one.making.copy else _A_COPY,
        "edited": "yes, since it was built" if one.edited else "no",
    }
    for name, value in shown.items():
        if value:
            yield f"  {name:<9} {show.one_line(str(value), _LONGEST)}"


def _row(one: Identity) -> dict[str, object]:
    told = ("title", "version", "language", "author")
    return {
        "file": str(one.file),
        **{name: getattr(one.making, name) for name in ("topic", "audience", "template", "design", "content", "copy")},
        **{name: one.stated.get(name, "") for name in told},
        "dated": one.stated.get("created", ""),
        "current": None if one.news is None else not one.news,
        "news": one.news or "",
        "edited": one.edited,
    }
