"""The stages joined for one template: any data into any Word file, without a project. The Python API stands here."""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from briefing import limits, locales, payload, render, template
from briefing.diagnostics import Diagnostic, Span, has_errors
from briefing.model.record import EMPTY
from briefing.model.template import NOTHING, Keeping, Part
from briefing.word import package
from briefing.word.package import Package
from briefing.word.pictures import Gallery
from briefing.word.printable import quoted
from briefing.writing import Content, write

ROWS_IN_A_SECOND = 20_000  # that a file of data may take longer for: a table of six columns is made ten times as fast

Diagnostics = tuple[Diagnostic, ...]


def render_file(
    source: Path,
    data: Path,
    out: Path,
    *,
    tongue: str = "en-GB",
    lenient: bool = False,
    checked: bool = False,
    keeping: Keeping = NOTHING,
    scrub: bool = False,
    layout: bool = False,
) -> Diagnostics:
    """Renders a template with YAML or JSON data to a file, unless an error was found: then nothing is written.

    `tongue` is the language in which values print. `checked` verifies the file before it is written. With macros
    kept, the file is named .docm. `scrub` takes away what tells of the template's author; `layout` fills in page
    numbers.
    """
    compiled, faults = template.load(source, keeping=keeping)
    values, more = payload.read(data)
    diagnostics = (
        *faults,
        *more,
        *_in_the_way(out, {"template": source, "data": data}, ".docm" if keeping.macros else ".docx"),
    )
    if compiled is None or has_errors(more):
        return diagnostics
    diagnostics += () if lenient else compiled.unsound
    diagnostics += _unknown_language(tongue)
    longer = {"seconds": limits.now().seconds + payload.rows_in(values) // ROWS_IN_A_SECOND}
    with limits.granted(longer, unless_said=True):
        members, faults = render.made(  # also where the template has faults: that finds those of the data
            *(compiled, values),
            tongue=tongue,
            lenient=lenient,
            gallery=Gallery(data.parent, data.parent),
            snippets=template.snippets(source, keeping=keeping),
            scrub=scrub,
        )
    diagnostics += faults
    made: Content = functools.partial(package.write, tuple(members.values()))
    if (layout or checked) and not has_errors(diagnostics):
        made, faults = _looked_at(members, out, layout=layout, checked=checked)
        diagnostics += faults
    return diagnostics if has_errors(diagnostics) else diagnostics + write([(out, made)])[1]


def _looked_at(members: Package, out: Path, *, layout: bool, checked: bool) -> tuple[bytes, Diagnostics]:
    """The bytes of a file with page numbers, if asked for, and what is wrong with it, if that is to be looked at."""
    made, faults = package.written(members.values()), Diagnostics()
    if layout:
        from briefing.layout import laid_out

        files, faults = laid_out([made])
        made = next(iter(files), b"")
    if checked and not has_errors(faults):
        from briefing.word import verify

        faults += verify.verify(made, str(out))
    return made, faults


def _unknown_language(tongue: str) -> Diagnostics:
    """A warning for a language without rules of its own: what would print in another is told, not guessed."""
    if locales.known(tongue):
        return ()
    message = f"no rules for dates and numbers in {quoted(tongue)} are known"
    return (Diagnostic("A108", message, hints=("write it as en-GB, de or fr-CH",)),)


def _in_the_way(out: Path, read: Mapping[str, Path], kind: str = ".docx") -> Diagnostics:
    """A fault if the file to write is one of those that are read, or is not named as a Word file."""
    misnamed = Diagnostic(
        "O107", "the output is a Word file and must be named so", Span(str(out)), (f"end it in {kind}",)
    )
    return (() if out.suffix.lower() == kind else (misnamed,)) + tuple(
        Diagnostic("O106", f"the output would overwrite the {what}", Span(str(out)), ("name another file with -o",))
        for what, path in read.items()
        if _is_same(out, path)
    )


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file that is there."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):  # one is not there, or no name of a file
        return False


def fields(source: Path, view: str = "yaml") -> tuple[str, Diagnostics]:
    """The values that a template needs: as YAML to fill in, as a "tree" to read, or as a JSON "schema"."""
    compiled, diagnostics = template.load(source)
    if compiled is None or has_errors(diagnostics):
        return "", diagnostics
    from briefing.fields import VIEWS
    from briefing.language.needs import needs

    find = template.snippets(source)

    def taken_in(name: str) -> tuple[Part, ...]:
        try:
            inner, _ = find(name)
        except ValueError:
            return ()
        return render.bodies(inner) if inner is not None else ()

    return VIEWS[view](needs(compiled.parts, taken_in), source.name), diagnostics


def make_template(kind: Any, brand: Path | None, out: Path, *, force: bool = False) -> Diagnostics:
    """Writes a starter template in the look of a brand file, or in the plain one."""
    from briefing import starter

    record, diagnostics = payload.read(brand) if brand else (EMPTY, ())
    own, faults = starter.brand(record)
    diagnostics += faults
    diagnostics += _in_the_way(out, {})
    if os.path.exists(out) and not force:  # which takes any name
        hint = "name another file, or say --force"
        fault = Diagnostic("O106", "the file is there already and may have been changed", Span(str(out)), (hint,))
        diagnostics += (fault,)
    if has_errors(diagnostics):
        return diagnostics
    return diagnostics + write([(out, starter.template(own, kind))])[1]


class Failed(Exception):
    """What the Python API raises where a command would exit 1. `diagnostics` says all that is wrong."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        from briefing import show

        super().__init__(show.text(diagnostics).rstrip() or "failed")
        self.diagnostics = diagnostics


class Template:
    """A template for use from Python: `Template("letter.docx").render({"name": "Ada"}, "out.docx")`.

    Compiled once; `render` may be called as often as wanted. Raises Failed for a template with faults. The template's
    macros are left out, unless `keep_macros`, and what it would fetch from elsewhere when it is opened, unless
    `keep_external`. The ending of a path says what kind of file is written.
    """

    def __init__(self, path: str | os.PathLike[str], *, keep_macros: bool = False, keep_external: bool = False) -> None:
        keeping = Keeping(keep_macros, keep_external)
        compiled, diagnostics = template.load(Path(path), keeping=keeping)
        if compiled is None or has_errors(diagnostics):
            raise Failed(diagnostics)
        self._compiled = compiled
        self._snippets = template.snippets(Path(path), keeping=keeping)
        self._suffix = ".docm" if keep_macros else ".docx"
        self.warnings = diagnostics

    def render(
        self,
        data: Mapping[str, Any],
        out: str | os.PathLike[str] | BinaryIO,
        *,
        lenient: bool = False,
        language: str = "en-GB",
        pictures: str | os.PathLike[str] = ".",
    ) -> Diagnostics:
        """Writes the rendered file to a path or a binary stream, and gives the warnings. Raises Failed.

        Where `lenient`, a missing value prints nothing. `language` is the one in which dates and numbers print.
        Pictures are taken from the folder `pictures`, and from nowhere else.
        """
        if not isinstance(data, Mapping):
            hint = ("give a dict: template.render({'name': 'Ada'}, 'out.docx')",)
            message = f"the data is a {type(data).__name__}, not a mapping of names to values"
            raise Failed((Diagnostic("C108", message, hints=hint),))
        file, stream = (Path(out), None) if isinstance(out, str | os.PathLike) else (None, out)
        suffix = file.suffix.lower() if file else self._suffix
        folder = Path(pictures)
        diagnostics = () if lenient else self._compiled.unsound
        members, faults = render.made(
            *(self._compiled, data),
            tongue=language,
            lenient=lenient,
            suffix="" if suffix == self._suffix else suffix,
            gallery=Gallery(folder, folder),
            snippets=self._snippets,
        )
        diagnostics += faults
        if file and not has_errors(diagnostics):
            diagnostics += write([(file, functools.partial(package.write, members.values()))])[1]
        if has_errors(diagnostics):
            raise Failed(diagnostics)
        if stream is not None:
            package.write(members.values(), stream)
        return diagnostics
