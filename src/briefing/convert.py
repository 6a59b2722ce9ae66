"""Word files → PDF, through LibreOffice: many files, one start of the program (its start costs more than a file)."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from briefing import limits, stopping
from briefing.diagnostics import Diagnostic, Place
from briefing.later import regex
from briefing.writing import make_folder, reason, remove_folders, write


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

_PAGE = regex(rb"/Type\s*/Page\b(?!s)")  # LibreOffice leaves page objects uncompressed
_PAGE_OBJECT = regex(rb"(\d+) 0 obj\s*<</Type/Page/")
_DESTINATION = regex(rb"/([A-Za-z0-9]+)\[(\d+) 0 R/XYZ")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_PATIENCE = 2.0  # seconds that a program gets to end when it is asked to
_INSTALL = (
    "install LibreOffice Writer: `apt install libreoffice-writer-nogui` on Debian and Ubuntu, "
    "`brew install --cask libreoffice` on macOS, `winget install TheDocumentFoundation.LibreOffice` on Windows"
)


class Paper(NamedTuple):
    """A Word file to be converted: its path, whether or not it is written yet, and its bytes."""

    path: Path
    data: bytes


def to_pdf(
    files: Sequence[Path], folder: Path, timeout: float = 300.0, filter: str = PDF_FILTER
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Convert Word files to tagged PDFs with bookmarks in `folder`, named as the files are.

    Gives the PDFs that were made, in the order of `files`, and an error (O101 to O104) for what was not. Of files with
    one name in several folders, the second becomes `name-2.pdf`. `timeout` is in seconds and for all files together;
    what is finished by then is kept. A PDF stands under its name whole or not at all.
    """
    papers, unread = [], []
    for file in files:
        try:
            papers.append(Paper(file, file.read_bytes()))
        except OSError as problem:
            unread.append(Diagnostic("O102", f"the file cannot be read: {reason(problem)}", Place(str(file), "")))
    made, problems = pdfs(papers, folder, timeout, filter)
    names = _distinct_names([paper.path for paper in papers])
    written, faults = write([(folder / f"{name}.pdf", pdf) for name, pdf in zip(names, made, strict=False) if pdf])
    return written, (*problems, *unread, *faults)


def pdfs(
    papers: Sequence[Paper], folder: Path, timeout: float = 300.0, filter: str = PDF_FILTER
) -> tuple[tuple[bytes, ...], tuple[Diagnostic, ...]]:
    """The PDFs of Word files, in their order, empty for those that were not made; none at all if none could be. Errors
    as of `to_pdf`. While they are made there is a room inside `folder`, and afterwards nothing is left.
    """
    if not papers:
        return (), ()
    program = find_libreoffice()
    if program is None:
        return (), (Diagnostic("O101", "LibreOffice, which makes the PDFs, was not found", hints=(_INSTALL,)),)
    rooms: list[str] = []
    folders: list[Path] = []
    with stopping.undoing():
        try:
            make_folder(folder, folders)
            with stopping.unbroken():
                # No dot in front: a LibreOffice from snap must not look into hidden folders.
                rooms.append(tempfile.mkdtemp(dir=folder, prefix="converting-"))
            return _convert(program, papers, Path(rooms[0]).absolute(), timeout, filter)
        except OSError as problem:
            return (), (Diagnostic("O104", f"the PDFs cannot be written: {reason(problem)}", Place(str(folder), "")),)
        finally:
            _clear(rooms, folders)


def _clear(rooms: Sequence[str], folders: Sequence[Path]) -> None:
    """Removes the room, and the folders that were made for it."""
    with stopping.unbroken():
        for room in rooms:
            shutil.rmtree(room, ignore_errors=True)
        remove_folders(folders)


def places(
    documents: Sequence[bytes], timeout: float = 300.0
) -> tuple[tuple[Mapping[str, int], ...], tuple[Diagnostic, ...]]:
    """On which pages of Word files, counted from 1, their bookmarks stand whose names are letters and digits.

    LibreOffice lays the files out. Errors as of `to_pdf`; nothing is kept.
    """
    papers = [Paper(Path(f"{number}.docx"), data) for number, data in enumerate(documents)]
    try:
        folder = Path(tempfile.gettempdir())
    except OSError as problem:
        return (), (Diagnostic("O104", f"there is no folder for what is temporary: {reason(problem)}"),)
    made, problems = pdfs(papers, folder, timeout, _WITH_PLACES)
    return tuple(_places(pdf) for pdf in made), problems


def _places(pdf: bytes) -> dict[str, int]:
    pages = {number: place for place, number in enumerate(_PAGE_OBJECT.findall(pdf), 1)}
    return {name.decode(): pages[page] for name, page in _DESTINATION.findall(pdf) if page in pages}


def pages(pdf: bytes) -> int:
    """The number of pages of a PDF that LibreOffice made; 0 if it cannot be told."""
    return len(_PAGE.findall(pdf))


def find_libreoffice() -> str | None:
    """The program's path: `soffice` or `libreoffice` on the PATH, else where the installers put it."""
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    return on_path or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def _convert(
    program: str, papers: Sequence[Paper], room: Path, timeout: float, filter: str
) -> tuple[tuple[bytes, ...], tuple[Diagnostic, ...]]:
    names = _distinct_names([paper.path for paper in papers])
    inputs = [room / f"{name}{paper.path.suffix}" for name, paper in zip(names, papers, strict=True)]
    for file, paper in zip(inputs, papers, strict=True):
        file.write_bytes(paper.data)
    in_time, said = _run(program, inputs, room, timeout, filter)
    made = tuple(_whole_pdf(room / f"{name}.pdf") for name in names)
    failed = [paper.path for paper, pdf in zip(papers, made, strict=True) if not pdf]
    return made, tuple(_failure(file, in_time, said, timeout) for file in failed)


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


def _run(program: str, inputs: Sequence[Path], room: Path, timeout: float, filter: str) -> tuple[bool, str]:
    """Run LibreOffice over all inputs. Gives whether it ended in time, and what it said."""
    profile = (room / "profile").as_uri()
    settings = room / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_PROFILE, encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={profile}",  # two of them would share one process
        *("--headless", "--norestore", "--convert-to", filter, "--outdir", str(room)),
        *map(str, inputs),
    ]
    # What asks to end while the program starts, before we know of it, would leave it running.
    with stopping.unbroken() as release, limits.lifted():
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=_surroundings(room),
            start_new_session=True,
        )
        try:
            release()
            said, _ = child.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            return False, ""
        finally:  # also on Ctrl-C, which does not reach a session of its own
            _end(child)
            _forget(profile)
    return True, said.decode(errors="replace")


def _surroundings(room: Path) -> dict[str, str]:
    """The environment of the program: all that it keeps for later is kept in the room. Fonts of the user's own stay."""
    home = room / "home"
    share = home / ".local/share"
    share.mkdir(parents=True)
    own = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")
    for fonts, inside in ((os.path.expanduser("~/.fonts"), home / ".fonts"), (f"{own}/fonts", share / "fonts")):
        if os.path.isdir(fonts):
            inside.symlink_to(os.path.abspath(fonts))
    places = {
        "HOME": home,
        "XDG_DATA_HOME": share,
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_CACHE_HOME": home / ".cache",
    }
    places |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), room)
    return {**os.environ, **{name: str(path) for name, path in places.items()}, "GSETTINGS_BACKEND": "memory"}


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the program with all that it has started: `soffice` is a script whose child does the work."""
    if child.poll() is not None:
        return
    with stopping.unbroken():
        if sys.platform == "win32":
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(child.pid)], capture_output=True, check=False)
            child.communicate()
            return
        os.killpg(child.pid, signal.SIGTERM)
        try:
            child.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.communicate()


def _forget(profile: str) -> None:
    """Remove the pipe by which a second LibreOffice of this profile would find the first, and which stays in /tmp when
    that is ended. It is named for the user and the profile (desktop/source/app/officeipcthread.cxx)."""
    if sys.platform != "win32":
        digest = hashlib.md5(profile.encode("utf-16-le"), usedforsecurity=False).digest()
        name = f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"
        with contextlib.suppress(OSError):
            Path("/tmp", name).unlink(missing_ok=True)


def _whole_pdf(path: Path) -> bytes:
    """The PDF, or nothing: LibreOffice exits with 0 whatever happens, and what it was writing when it was ended has no
    end."""
    data = path.read_bytes() if path.is_file() else b""
    return data if data.startswith(b"%PDF-") and b"%%EOF" in data[-64:] else b""


def _failure(file: Path, in_time: bool, said: str, timeout: float) -> Diagnostic:
    where = Place(str(file), "")
    if not in_time:
        return Diagnostic("O103", f"no PDF after {timeout:g} seconds", where)
    lines = [line.strip() for line in said.splitlines() if line.startswith("Error")]
    return Diagnostic("O102", "LibreOffice made no PDF of it", where, tuple(f"it said: {line}" for line in lines[:1]))
