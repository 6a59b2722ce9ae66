"""What the machine does to a run: it is asked to end, the disk is full, a folder may not be read, nobody listens."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import lock
from tests.projects import project

SOURCE = Path(__file__).parent.parent / "src"
ASKED = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
DROP, OVERRIDE, SEARCH = 24, 1, 2  # PR_CAPBSET_DROP and the rights of root over files, <linux/prctl.h>, capabilities(7)


def like_anybody() -> None:
    """In a process to be: root may do no more with files than others."""
    if os.geteuid() == 0:
        for right in (OVERRIDE, SEARCH):
            ctypes.CDLL(None).prctl(DROP, right)


def run(folder: Path, *words: str, code: str = "", **around: str) -> subprocess.CompletedProcess[str]:
    """The command, or a program of ours that makes the circumstance and then calls it."""
    command = [sys.executable, *(("-c", textwrap.dedent(code)) if code else ("-m", "briefing")), *words]
    own = {**os.environ, "PYTHONPATH": str(SOURCE), **around}
    return subprocess.run(
        command, cwd=folder, env=own, capture_output=True, text=True, check=False, timeout=60, preexec_fn=like_anybody
    )


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# ---- asked to end

AT = """
import os, signal
from briefing.__main__ import main
import {module} as module

function = module.{name}

def asked(*values, **named):
    os.kill(os.getpid(), {number})
    return function(*values, **named)

module.{name} = asked
main()
"""


@pytest.mark.parametrize("number", ASKED)
@pytest.mark.parametrize(("module", "name"), [("briefing.shortcut", "understood"), ("os", "link"), ("os", "replace")])
def test_a_run_that_is_asked_to_end_says_so_and_leaves_all_as_it_was(
    tmp_path: Path, number: signal.Signals, module: str, name: str
) -> None:
    root = project(tmp_path)
    (root / "build").mkdir()
    (root / "build" / "ships-crew.docx").write_bytes(b"of before")
    done = run(root, "build", code=AT.format(module=module, name=name, number=int(number)))
    assert (done.returncode, done.stdout, done.stderr) == (128 + number, "", "Stopped.\n")
    assert held(root / "build") == {"ships-crew.docx": b"of before"}


def test_a_run_that_is_asked_to_end_while_it_imports_says_no_more(tmp_path: Path) -> None:
    code = """
    import os, signal, sys

    class Asking:
        def find_spec(self, name, path, target=None):
            if name == "briefing.pipeline":
                os.kill(os.getpid(), signal.SIGINT)

    from briefing.__main__ import main
    sys.meta_path.insert(0, Asking())
    main()
    """
    done = run(project(tmp_path), "build", code=code)
    assert (done.returncode, done.stderr) == (130, "Stopped.\n")


def test_a_signal_that_somebody_swallows_ends_the_run_all_the_same(tmp_path: Path) -> None:
    code = """
    import contextlib, os, signal
    from briefing import stopping

    stopping.heed()
    with stopping.undoing():
        with contextlib.suppress(BaseException):
            os.kill(os.getpid(), signal.SIGTERM)
        print("undone", flush=True)
    print("went on")
    """
    done = run(tmp_path, code=code)
    assert (done.returncode, done.stdout, done.stderr) == (143, "undone\n", "Stopped.\n")


def test_what_is_undone_is_not_disturbed_by_a_second_signal(tmp_path: Path) -> None:
    code = """
    import os, signal
    from briefing import stopping

    stopping.heed()
    with stopping.undoing():
        try:
            os.kill(os.getpid(), signal.SIGINT)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)
            print("undone", flush=True)
    """
    done = run(tmp_path, code=code)
    assert (done.returncode, done.stdout) == (130, "undone\n")


def test_a_run_under_nohup_is_not_ended_with_its_terminal(tmp_path: Path) -> None:
    code = """
    import os, signal
    from briefing import stopping

    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    stopping.heed()
    os.kill(os.getpid(), signal.SIGHUP)
    print("went on")
    """
    assert run(tmp_path, code=code).stdout == "went on\n"


ASKING = """#!/bin/sh
trap 'echo ended > "$TOLD"; exit' TERM
touch "$TMPDIR/lu1.tmp"
kill -{number} $PPID
sleep 60 &
wait
"""
MADE = """#!/bin/sh
ulimit -d > "$TOLD"
for file; do :; done
while [ "$1" != --outdir ]; do shift; done
printf '%%PDF-1.7 whole %%%%EOF' > "$2/$(basename "$file" .docx).pdf"
"""


def in_place_of_libreoffice(folder: Path, script: str) -> dict[str, str]:
    """An environment in which the script is LibreOffice."""
    (folder / "bin").mkdir()
    (folder / "bin" / "soffice").write_text(script)
    (folder / "bin" / "soffice").chmod(0o755)
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "TOLD": str(folder / "told"), "BRIEFING_CACHE": "off"}


@pytest.mark.parametrize("number", ASKED)
def test_libreoffice_ends_with_the_run_and_nothing_is_left(tmp_path: Path, number: signal.Signals) -> None:
    around = in_place_of_libreoffice(tmp_path, ASKING.format(number=number.name.removeprefix("SIG")))
    root = project(tmp_path / "p")
    done = run(root, "build", "--pdf", **around)
    assert (done.returncode, done.stderr) == (128 + number, "Stopped.\n")
    assert (tmp_path / "told").read_text() == "ended\n"
    assert not (root / "build").exists()


def test_libreoffice_may_take_what_memory_it_likes(tmp_path: Path) -> None:
    around = in_place_of_libreoffice(tmp_path, MADE)
    done = run(project(tmp_path / "p"), "build", "-a", "crew", "--pdf", **around)
    assert done.returncode == 0
    assert (tmp_path / "told").read_text() == "unlimited\n"
    assert sorted(held(tmp_path / "p" / "build")) == ["ships-crew.docx", "ships-crew.pdf"]


def test_where_a_pdf_fails_the_old_papers_stay(tmp_path: Path) -> None:
    around = in_place_of_libreoffice(tmp_path, "#!/bin/sh\nexit 0\n")
    root = project(tmp_path / "p")
    (root / "build").mkdir()
    old = {"ships-crew.docx": b"old paper", "ships-crew.pdf": b"old print"}
    for name, data in old.items():
        (root / "build" / name).write_bytes(data)
    done = run(root, "build", "--pdf", **around)
    assert done.returncode == 1
    assert done.stderr.count("error[O102]") == 2
    assert held(root / "build") == old


# ---- refused by the system


@pytest.mark.parametrize("words", [("check",), ("check", "--format", "json"), ("build", "--help"), ("explain", "all")])
def test_what_cannot_be_printed_is_told_in_one_line(tmp_path: Path, words: tuple[str, ...]) -> None:
    root = project(tmp_path)
    command = [sys.executable, "-m", "briefing", *words]
    own = {**os.environ, "PYTHONPATH": str(SOURCE)}
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, cwd=root, env=own, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert (done.returncode, done.stderr.count("error[P115]"), "Traceback" in done.stderr) == (1, 1, False)
        deaf = subprocess.run(command, cwd=root, env=own, stdout=full, stderr=full, check=False)
        assert deaf.returncode == 1


def test_a_fault_that_nobody_can_hear_is_one_all_the_same(tmp_path: Path) -> None:
    own = {**os.environ, "PYTHONPATH": str(SOURCE)}
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "briefing", "check"], cwd=tmp_path, env=own, stderr=full, check=False
        )
    assert done.returncode == 1


@pytest.mark.parametrize("mode", [0o000, 0o444])
@pytest.mark.parametrize(("name", "said"), [("content", "P102"), ("templates", "P104"), (".", "P101")])
def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path, name: str, said: str, mode: int) -> None:
    root = project(tmp_path / "p")
    (root / name).chmod(mode)
    done = run(tmp_path, "check", "-C", "p")
    (root / name).chmod(0o755)
    assert (done.returncode, done.stderr.count("error[")) == (1, 1)
    assert f"error[{said}]" in done.stderr
    assert "cannot be read: permission denied" in done.stderr


def test_a_folder_that_may_not_be_written_to_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "build").mkdir(mode=0o555)
    done = run(root, "build")
    assert (done.returncode, done.stderr.count("error[O105]")) == (1, 1)
    assert held(root / "build") == {}


def test_a_cache_that_may_not_be_read_is_not_used(tmp_path: Path) -> None:
    root = project(tmp_path / "p")
    (tmp_path / "cache").mkdir(mode=0)
    done = run(root, "build", BRIEFING_CACHE=str(tmp_path / "cache"))
    (tmp_path / "cache").chmod(0o700)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    code = """
    import os
    from briefing.__main__ import main

    os.mkdir("gone")
    os.chdir("gone")
    os.rmdir("../gone")
    main()
    """
    done = run(tmp_path, "check", code=code)
    assert (done.returncode, done.stderr.count("error[P101]")) == (1, 1)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("nowhere")])
def test_a_lock_that_cannot_be_read_is_not_taken_for_none(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / lock.NAME)
    accepted, (fault,) = lock.read(tmp_path / lock.NAME)
    assert (accepted, fault.code) == (None, "C102")


# ---- faults of our own

MISTAKEN = """
import os
from briefing import project, limits
from briefing.__main__ import main

def mistaken(start):
    with limits.stage("reading x.yaml"):
        return {}["start"]

project.find = mistaken
main()
"""


def test_a_fault_of_our_own_is_one_line_that_says_what_it_was_about(tmp_path: Path) -> None:
    done = run(tmp_path, "check", "--format", "short", code=MISTAKEN)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "error[P116]: this is a fault of briefing's own while reading x.yaml: KeyError: 'start'\n"


def test_who_asks_gets_the_traceback_of_a_fault_of_our_own(tmp_path: Path) -> None:
    done = run(tmp_path, "check", code=MISTAKEN, BRIEFING_TRACEBACK="1")
    assert done.returncode == 1
    assert done.stderr.startswith("Traceback")
    assert "error[P116]" in done.stderr


# ---- links


@pytest.mark.parametrize("name", ["build", "build/ships-crew.docx"])
def test_papers_do_not_go_where_a_link_leads_them(tmp_path: Path, name: str) -> None:
    root, outside = project(tmp_path / "p"), tmp_path / "outside"
    outside.mkdir()
    (outside / "ships-crew.docx").write_bytes(b"of others")
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).symlink_to(outside / Path(name).relative_to("build"))
    done = run(root, "build")
    assert (done.returncode, done.stderr.count("error[")) == (1, 1)
    assert f"{name}: error[O106]" in done.stderr
    assert held(outside) == {"ships-crew.docx": b"of others"}


def test_papers_go_through_a_link_that_is_named(tmp_path: Path) -> None:
    root, outside = project(tmp_path / "p"), tmp_path / "outside"
    outside.mkdir()
    (root / "build").symlink_to(outside)
    assert run(root, "build", "-o", "build").returncode == 0
    assert "ships-crew.docx" in held(outside)
    (outside / "ships-crew.docx").unlink()
    (outside / "ships-crew.docx").symlink_to(tmp_path / "elsewhere.docx")
    done = run(root, "build", "-o", "build")
    assert (done.returncode, done.stderr.count("error[O106]")) == (1, 1)
    assert not (tmp_path / "elsewhere.docx").exists()


def test_a_pdf_does_not_go_where_a_link_leads_it(tmp_path: Path) -> None:
    around = in_place_of_libreoffice(tmp_path, MADE)
    root = project(tmp_path / "p")
    (root / "build").mkdir()
    (root / "build" / "ships-crew.pdf").symlink_to(tmp_path / "elsewhere.pdf")
    done = run(root, "build", "-a", "crew", "--pdf", **around)
    assert (done.returncode, done.stderr.count("error[O106]")) == (1, 1)
    assert not (tmp_path / "elsewhere.pdf").exists()


# ---- sources stay


@pytest.mark.parametrize("folder", ["content", "templates"])
def test_papers_are_not_built_among_what_is_read(tmp_path: Path, folder: str) -> None:
    root = project(tmp_path)
    (root / "templates" / "ships-crew.docx").write_bytes((root / "templates" / "note.docx").read_bytes())
    before = held(root / folder)
    done = run(root, "build", "-o", folder)
    assert (done.returncode, done.stderr.count("error[O106]")) == (1, 1)
    assert held(root / folder) == before


def test_a_matrix_is_not_written_over_a_topic(tmp_path: Path) -> None:
    root = project(tmp_path)
    before = held(root / "content")
    done = run(root, "matrix", "-o", "content/ships.yaml")
    assert (done.returncode, done.stderr.count("error[O106]")) == (1, 1)
    assert held(root / "content") == before
