"""The same input gives the same bytes, whatever the machine around it says; and a build touches nothing else of it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EPOCH = "1000000000"  # 9 September 2001

# Tells, as JSON on its last line, what the process opened, and whether it tried the network or started a program.
WATCHED = """
import json, os, sys
opened, reached = set(), []

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        opened.add(os.path.realpath(os.fsdecode(arguments[0])))
    elif event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "urllib.")):
        reached.append(event)

sys.addaudithook(watch)
from briefing.__main__ import main
sys.argv = ["briefing", *sys.argv[1:]]
try:
    main()
finally:
    print(json.dumps([sorted(opened), reached]))
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped project."""
    folder = tmp_path_factory.mktemp("shipped")
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "briefing.lock", folder)
    return folder


def environment(cache: Path | str, **changed: str) -> dict[str, str]:
    """The environment of a run: what finds Python, and what is changed."""
    usual = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    return {**usual, "BRIEFING_CACHE": str(cache), **changed}


def built(project: Path, out: Path, around: Mapping[str, str], *words: str, python: tuple[str, ...] = ()) -> Path:
    """The folder with what is built of the project."""
    command = [sys.executable, *python, "-m", "briefing", "build", "-C", str(project), "-o", str(out), *words]
    done = subprocess.run(command, cwd=out.parent, env=dict(around), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def usual(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The digests of what is built in a usual environment."""
    room = tmp_path_factory.mktemp("usual")
    return digests(built(project, room / "build", environment(room / "cache")))


@pytest.mark.parametrize(
    "changed",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"},
        {"PYTHONHASHSEED": "4242", "TZ": "America/New_York", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "HOME": "/nowhere", "TERM": "dumb"},
        {"BRIEFING_CACHE": "off", "PYTHONOPTIMIZE": "2", "COLUMNS": "7"},
    ],
)
def test_the_environment_changes_no_byte(
    project: Path, usual: dict[str, str], tmp_path: Path, changed: dict[str, str]
) -> None:
    assert digests(built(project, tmp_path / "build", environment(tmp_path / "cache", **changed))) == usual


def test_what_was_kept_changes_no_byte(project: Path, usual: dict[str, str], tmp_path: Path) -> None:
    for name in ("first", "second"):
        assert digests(built(project, tmp_path / name, environment(tmp_path / "cache"))) == usual


def test_where_a_project_lies_and_how_old_its_files_are_changes_no_byte(
    project: Path, usual: dict[str, str], tmp_path: Path
) -> None:
    elsewhere = shutil.copytree(project, tmp_path / "außerhalb 文 lies")
    for number, path in enumerate(sorted(elsewhere.rglob("*"), reverse=True)):
        os.utime(path, (number * 10_000_000, number * 10_000_000))
    (tmp_path / "link").symlink_to(elsewhere, target_is_directory=True)
    assert digests(built(tmp_path / "link", tmp_path / "build", environment(tmp_path / "cache"))) == usual


def test_one_edition_is_the_same_as_among_all(project: Path, usual: dict[str, str], tmp_path: Path) -> None:
    for audience in ("executive", "legal"):
        built(project, tmp_path / "build", environment(tmp_path / "cache"), "-a", audience)
    alone = digests(tmp_path / "build")
    assert len(alone) == 2
    assert alone.items() <= usual.items()


def test_a_date_from_outside_dates_the_file_and_changes_nothing_else(
    project: Path, usual: dict[str, str], tmp_path: Path
) -> None:
    around = environment(tmp_path / "cache", SOURCE_DATE_EPOCH=EPOCH)
    dated = built(project, tmp_path / "dated", around, "-a", "executive")
    plain = built(project, tmp_path / "plain", environment(tmp_path / "cache"), "-a", "executive")
    (name,) = (path.name for path in dated.iterdir())
    with zipfile.ZipFile(dated / name) as one, zipfile.ZipFile(plain / name) as other:
        assert one.namelist() == other.namelist()
        differing = [member for member in one.namelist() if one.read(member) != other.read(member)]
        assert differing == ["docProps/core.xml"]
        assert b">2001-09-09T01:46:40Z<" in one.read("docProps/core.xml")
    assert digests(built(project, tmp_path / "again", around, "-a", "executive")) == digests(dated)


@pytest.mark.parametrize("odd", ["", "soon", "-1", "1e9", "²", "9" * 400])
def test_a_date_from_outside_that_is_none_is_left_alone(
    project: Path, usual: dict[str, str], tmp_path: Path, odd: str
) -> None:
    around = environment(tmp_path / "cache", SOURCE_DATE_EPOCH=odd)
    assert digests(built(project, tmp_path / "build", around, "-a", "executive")).items() <= usual.items()


@pytest.mark.parametrize("state", ["cold", "warm"])
def test_a_build_opens_its_own_files_only_and_reaches_nobody(project: Path, tmp_path: Path, state: str) -> None:
    cache = tmp_path / "cache"
    around = environment(cache, PYTHONDONTWRITEBYTECODE="1")
    command = [sys.executable, "-c", WATCHED, "build", "-C", str(project), "-o", str(tmp_path / "build")]
    for _ in range(1 if state == "cold" else 2):
        done = subprocess.run(command, cwd=tmp_path, env=around, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    opened, reached = json.loads(done.stdout.splitlines()[-1])
    own = {project, cache, tmp_path / "build", ROOT / "src", *map(Path, (sys.prefix, sys.base_prefix, os.__file__))}
    allowed = [str(path.resolve()) for path in own] + [str(Path(os.__file__).resolve().parent), "/dev/null"]
    assert [path for path in opened if not path.startswith(tuple(allowed))] == []
    assert reached == []
