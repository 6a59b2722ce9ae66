""".docx → Template: compiled, or taken from where compiled templates are kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from briefing import kept, limits
from briefing.diagnostics import Diagnostic, Place, has_errors
from briefing.model.template import NOTHING, Keeping, Template
from briefing.word import package
from briefing.word.package import Unreadable
from briefing.word.printable import cut

LONGEST = 300  # characters of a path that are told
Result = tuple[Template | None, tuple[Diagnostic, ...]]


def load(path: Path, *, keeping: Keeping = NOTHING) -> Result:
    """The compiled template in a file, or all that is wrong with it, without what is not to be kept."""
    try:
        data = package.content(path)
    except Unreadable as fault:
        return None, (Diagnostic(fault.code, fault.message, _named(path), fault.hints),)
    except (OSError, ValueError) as fault:
        return None, (_unread(path, fault),)
    return compile_docx(data, str(path), keeping=keeping)


def _unread(path: Path, fault: OSError | ValueError) -> Diagnostic:
    """What is said of a template that cannot be read."""
    from briefing.writing import reason  # the words for what is wrong, when something is

    why, hints = reason(fault), tuple[str, ...]()
    if isinstance(fault, FileNotFoundError):
        why, hints = "there is no such file", ("is the name right?",)
    if isinstance(fault, IsADirectoryError):
        why, hints = "it is a folder", ("name a file in it",)
    return Diagnostic("T000", f"the template cannot be read: {why}", _named(path), hints)


def _named(path: Path) -> Place:
    name = str(path)
    return Place(name if len(name) <= LONGEST else f"{name[:LONGEST]}…", "")


def snippets(path: Path, *, keeping: Keeping = NOTHING) -> Callable[[str], Result]:
    """Finds the files that a template takes in: those beside it, or in folders below, by the name typed. Each is read
    once. What it gives raises ValueError for a name that is no such file's."""
    keeping = keeping._replace(macros=False)  # which no file takes over from another
    folder, known = path.parent, dict[str, Result]()

    def find(name: str) -> Result:
        if name not in known:
            file = _beside(folder, name)
            known[name] = load(file, keeping=keeping)
        return known[name]

    return find


def _beside(folder: Path, name: str) -> Path:
    file = folder / name
    try:
        inside, there = file.resolve().is_relative_to(folder.resolve()), file.is_file()
    except (OSError, ValueError, RuntimeError):
        raise ValueError(f"'{name[:60]}' is no name of a file") from None
    if not inside:
        raise ValueError(f"'{cut(name)}' lies outside of the template's folder, from which files are taken in")
    if not there:
        raise ValueError(f"there is no file '{name}' beside the template", *_near(folder, name))
    return file


def _near(folder: Path, name: str) -> tuple[str, ...]:
    """A hint with the file that was meant, which has nearly the same name before its ending."""
    import difflib  # only when something is wrong

    stems = {file.stem: file.name for file in sorted(folder.glob("*.do[ct][xm]"))}
    near = difflib.get_close_matches(Path(name).stem, stems, n=1, cutoff=0.75)
    return tuple(f"did you mean '{stems[one]}'?" for one in near)


def compile_docx(data: bytes, path: str, *, keeping: Keeping = NOTHING) -> Result:
    """The compiled template in the bytes of a .docx; `path` is what diagnostics call it.

    None if the file cannot be read. With an error among the diagnostics, the template is good for finding more of them
    and not for writing.
    """
    key = kept.key(data + repr(keeping).encode() * (keeping != NOTHING))
    entry = kept.find(key, path)
    if entry is not None:
        return entry
    from briefing.template import compiling  # reads XML: 60 ms of imports that a kept template does without

    with limits.stage(f"reading {path}"):
        compiled, diagnostics = compiling.compile_docx(data, path, keeping=keeping)
    if compiled is not None and not has_errors(diagnostics):
        kept.keep(key, (compiled, diagnostics))
    return compiled, diagnostics
