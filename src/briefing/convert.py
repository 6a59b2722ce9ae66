"""Word files → PDF, through LibreOffice: many files, one start of the program (its start costs more than a file)."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from briefing import limits
from briefing.diagnostics import Diagnostic, Place
from briefing.writing import reason


def _filter(*settings: str) -> str:
    said = ",".join(f'"{name}":{{"type":"boolean","value":"true"}}' for name in settings)
    return f"pdf:writer_pdf_Export:{{{said}}}"


PDF_FILTER = _filter("UseTaggedPDF", "ExportBookmarks", "DisplayPDFDocumentTitle")
_WITH_PLACES = _filter("ExportBookmarksToPDFDestination")

# A document names pictures on the network and holds macros: nothing is fetched and nothing runs.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""

_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")  # LibreOffice leaves page objects uncompressed
_PAGE_OBJECT = re.compile(rb"(\d+) 0 obj\s*<</Type/Page/")
_DESTINATION = re.compile(rb"/([A-Za-z0-9]+)\[(\d+) 0 R/XYZ")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_INSTALL = (
    "install LibreOffice Writer: `apt install libreoffice-writer-nogui` on Debian and Ubuntu, "
    "`brew install --cask libreoffice` on macOS, `winget install TheDocumentFoundation.LibreOffice` on Windows"
)


def to_pdf(
    files: Sequence[Path], folder: Path, timeout: float = 300.0, filter: str = PDF_FILTER
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Convert Word files to tagged PDFs with bookmarks in `folder`, named as the files are.

    Gives the PDFs that were made, in the order of `files`, and an error (O101 to O104) for what was not. Of files with
    one name in several folders, the second becomes `name-2.pdf`. `timeout` is in seconds and for all files together;
    what is finished by then is kept. A PDF stands under its name whole or not at all.
    """
    if not files:
        return (), ()
    program = find_libreoffice()
    if program is None:
        return (), (Diagnostic("O101", "LibreOffice, which makes the PDFs, was not found", hints=(_INSTALL,)),)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Inside `folder`, so that a PDF moves to its name by one rename. No dot in front: a LibreOffice from snap
        # must not look into hidden folders.
        with tempfile.TemporaryDirectory(dir=folder, prefix="converting-") as room:
            return _convert(program, files, folder, Path(room), timeout, filter)
    except OSError as problem:
        return (), (Diagnostic("O104", f"the PDFs cannot be written: {reason(problem)}", Place(str(folder), "")),)


def places(
    documents: Sequence[bytes], timeout: float = 300.0
) -> tuple[tuple[Mapping[str, int], ...], tuple[Diagnostic, ...]]:
    """On which pages of Word files, counted from 1, their bookmarks stand whose names are letters and digits.

    LibreOffice lays the files out. Errors as of `to_pdf`; nothing is kept.
    """
    with tempfile.TemporaryDirectory(prefix="briefing-") as room:
        files = [Path(room, f"{number}.docx") for number in range(len(documents))]
        for file, data in zip(files, documents, strict=True):
            file.write_bytes(data)
        made, problems = to_pdf(files, Path(room), timeout, _WITH_PLACES)
        return tuple(_places(pdf.read_bytes()) for pdf in made), problems


def _places(pdf: bytes) -> dict[str, int]:
    pages = {number: place for place, number in enumerate(_PAGE_OBJECT.findall(pdf), 1)}
    return {name.decode(): pages[page] for name, page in _DESTINATION.findall(pdf) if page in pages}


def pages(pdf: Path) -> int:
    """The number of pages of a PDF that LibreOffice made; 0 if it cannot be told."""
    return len(_PAGE.findall(pdf.read_bytes()))


def find_libreoffice() -> str | None:
    """The program's path: `soffice` or `libreoffice` on the PATH, else where the installers put it."""
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    return on_path or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def _convert(
    program: str, files: Sequence[Path], folder: Path, room: Path, timeout: float, filter: str
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    names = _distinct_names(files)
    inputs = [_under_its_name(file, name, room) for file, name in zip(files, names, strict=True)]
    in_time, said = _run(program, inputs, room, timeout, filter)
    made: list[Path] = []
    problems: list[Diagnostic] = []
    for file, name in zip(files, names, strict=True):
        fresh = room / f"{name}.pdf"
        if _is_whole_pdf(fresh):
            made.append(folder / fresh.name)
            os.replace(fresh, made[-1])
        else:
            problems.append(_failure(file, in_time, said, timeout))
    return tuple(made), tuple(problems)


def _distinct_names(files: Sequence[Path]) -> list[str]:
    """A name per file for its PDF; Windows and macOS hold `A` and `a` for one name."""
    taken: set[str] = set()
    names = []
    for file in files:
        name, number = file.stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{file.stem}-{number}"
        taken.add(name.casefold())
        names.append(name)
    return names


def _under_its_name(file: Path, name: str, room: Path) -> Path:
    """LibreOffice names a PDF after its input, so an input whose name is taken is copied under another."""
    if name == file.stem or not file.is_file():
        return file.absolute()
    return Path(shutil.copyfile(file, room / f"{name}{file.suffix}"))


def _run(program: str, inputs: Sequence[Path], room: Path, timeout: float, filter: str) -> tuple[bool, str]:
    """Run LibreOffice over all inputs. Gives whether it ended in time, and what it said."""
    settings = room / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_PROFILE, encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={(room / 'profile').absolute().as_uri()}",  # two of them would share one process
        *("--headless", "--norestore", "--convert-to", filter, "--outdir", str(room.absolute())),
        *map(str, inputs),
    ]
    with _interrupts_held() as release, limits.lifted():
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={"HOME": str(room.absolute()), **os.environ},
            start_new_session=True,
        )
        try:
            release()
            said, _ = child.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            return False, ""
        finally:  # also on Ctrl-C, which does not reach a session of its own
            _end(child)
    return True, said.decode(errors="replace")


@contextlib.contextmanager
def _interrupts_held() -> Iterator[Callable[[], object]]:
    """Keeps Ctrl-C waiting until the function that is given is called: one that came while the program starts, before
    we know of it, would leave it running."""
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield lambda: None
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield lambda: signal.pthread_sigmask(signal.SIG_SETMASK, before)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the program with all that it has started: `soffice` is a script whose child does the work."""
    if child.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(child.pid)], capture_output=True, check=False)
    else:
        os.killpg(child.pid, signal.SIGKILL)
    child.communicate()


def _is_whole_pdf(path: Path) -> bool:
    """LibreOffice exits with 0 whatever happens, and what it was writing when it was ended has no end."""
    if not path.is_file():
        return False
    data = path.read_bytes()
    return data.startswith(b"%PDF-") and b"%%EOF" in data[-64:]


def _failure(file: Path, in_time: bool, said: str, timeout: float) -> Diagnostic:
    where = Place(str(file), "")
    if not in_time:
        return Diagnostic("O103", f"no PDF after {timeout:g} seconds", where)
    if not file.is_file():
        return Diagnostic("O102", "there is no such file to make a PDF of", where)
    lines = [line.strip() for line in said.splitlines() if line.startswith("Error")]
    return Diagnostic("O102", "LibreOffice made no PDF of it", where, tuple(f"it said: {line}" for line in lines[:1]))
