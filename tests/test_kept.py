"""What is kept between runs: found again, never trusted where others can write, never in the way."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from briefing import kept, render, template
from briefing.diagnostics import Diagnostic, Place
from briefing.model.template import Template


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("BRIEFING_CACHE", str(folder))
    return folder


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Dear {{ name }},")
    document.add_paragraph("{% for line in lines %}{{ line }} {% endfor %}")
    document.save(str(tmp_path / "letter.docx"))
    return tmp_path / "letter.docx"


def loaded(path: Path) -> Template:
    compiled, diagnostics = template.load(path)
    assert compiled is not None, diagnostics
    return compiled


def printed(compiled: Template) -> bytes:
    stream = io.BytesIO()
    assert render.render(compiled, {"name": "R&D", "lines": [1, 2]}, stream) == ()
    return stream.getvalue()


def test_a_kept_template_renders_the_same_bytes(letter: Path, cache: Path) -> None:
    fresh = printed(loaded(letter))
    assert len(list(cache.iterdir())) == 1
    assert printed(loaded(letter)) == fresh


def test_a_kept_template_is_read_without_lxml(letter: Path) -> None:
    loaded(letter)
    code = (
        "import io, sys\nfrom pathlib import Path\nfrom briefing import render, template\n"
        f"compiled, _ = template.load(Path({str(letter)!r}))\n"
        "render.render(compiled, {'name': 'Ada', 'lines': []}, io.BytesIO())\n"
        "print([name for name in sys.modules if name in ('lxml', 'docx', 'zipfile', 'babel', 'markdown_it', 'rich')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_changed_template_is_compiled_anew(letter: Path, cache: Path) -> None:
    loaded(letter)
    document = docx.Document(str(letter))
    document.add_paragraph("{{ name }}")
    document.save(str(letter))
    loaded(letter)
    assert len(list(cache.iterdir())) == 2


def test_places_say_the_path_of_this_run(letter: Path, tmp_path: Path) -> None:
    loaded(letter)
    copy = tmp_path / "copy.docx"
    copy.write_bytes(letter.read_bytes())
    assert {tag.place.path for part in loaded(copy).parts for tag in part.anatomy.tags.values()} == {str(copy)}


def test_a_broken_entry_is_compiled_again(letter: Path, cache: Path) -> None:
    fresh = printed(loaded(letter))
    (entry,) = cache.iterdir()
    for damage in (b"", b"\0" * 100, entry.read_bytes()[:50], b"{\xff"):
        entry.write_bytes(damage)
        assert printed(loaded(letter)) == fresh


def test_a_bit_that_turned_on_the_disk_is_noticed(letter: Path, cache: Path) -> None:
    fresh = printed(loaded(letter))
    (entry,) = cache.iterdir()
    whole = entry.read_bytes()
    for at in (0, 32, len(whole) - 1):
        entry.write_bytes(whole[:at] + bytes((whole[at] ^ 1,)) + whole[at + 1 :])
        assert kept.find(entry.name, "letter.docx") is None
        assert printed(loaded(letter)) == fresh


def test_an_entry_is_only_what_its_name_says(letter: Path, cache: Path) -> None:
    loaded(letter)
    (entry,) = cache.iterdir()
    entry.rename(cache / "another")
    assert kept.find("another", "letter.docx") is None


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_what_is_no_file_is_no_entry_and_is_not_waited_for(
    letter: Path, cache: Path, make: Callable[[Path], None]
) -> None:
    fresh = printed(loaded(letter))
    (entry,) = cache.iterdir()
    entry.unlink()
    make(entry)
    assert printed(loaded(letter)) == fresh


def test_nothing_is_left_beside_an_entry_that_could_not_be_kept(letter: Path, cache: Path) -> None:
    loaded(letter)
    (entry,) = cache.iterdir()
    entry.unlink()
    entry.mkdir()
    (entry / "in the way").write_text("")
    loaded(letter)
    assert list(cache.iterdir()) == [entry]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_a_folder_that_others_can_write_is_not_used(letter: Path, cache: Path) -> None:
    loaded(letter)
    cache.chmod(0o777)
    key = kept.key(letter.read_bytes())
    assert kept.find(key, "x") is None
    assert not kept.is_sound("anything")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_folder_behind_a_link_is_not_used(letter: Path, cache: Path, tmp_path: Path) -> None:
    loaded(letter)
    cache.rename(tmp_path / "elsewhere")
    cache.symlink_to(tmp_path / "elsewhere")
    assert kept.find(kept.key(letter.read_bytes()), "x") is None


def test_without_a_place_to_keep_things_all_works(
    letter: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fresh = printed(loaded(letter))
    (tmp_path / "file").write_text("")
    for value in ("off", str(tmp_path / "file" / "below")):
        monkeypatch.setenv("BRIEFING_CACHE", value)
        assert printed(loaded(letter)) == fresh
    monkeypatch.delenv("BRIEFING_CACHE")
    for name in ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    assert printed(loaded(letter)) == fresh


def test_the_oldest_entries_go_when_a_template_is_kept(
    cache: Path, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST_KEPT", 2)
    monkeypatch.setattr(kept, "MOST_SOUND", 3)
    entry = (loaded(letter), ())
    for number in range(6):
        kept.keep(f"template-{number}", entry)
        kept.keep_sound(f"shape-{number}")
        for name in (f"shape-{number}", f"template-{number}"):
            os.utime(cache / name, (number, number))
    kept.keep("template-6", entry)
    left = sorted(path.name for path in cache.iterdir())
    assert [name for name in left if name.startswith("shape")] == ["shape-3", "shape-4", "shape-5"]
    assert len(left) == 3 + 2


def test_warnings_are_kept_with_their_template(letter: Path) -> None:
    compiled = loaded(letter)
    warning = Diagnostic("T310", "m", Place(str(letter), "p", 3), ("hint",))
    kept.keep("key", (compiled, (warning,)))
    assert kept.find("key", "elsewhere.docx") is not None
    _, warnings = kept.find("key", "elsewhere.docx") or (None, ())
    assert warnings == (warning._replace(where=Place("elsewhere.docx", "p", 3)),)


def test_a_shape_is_all_but_the_text_of_what_was_rendered(letter: Path) -> None:
    compiled = loaded(letter)
    shapes = []
    for name, lines in (("Ada", [1, 2]), ("Ada & Bob <x>", [3, 4]), ("Ada", [1, 2, 3])):
        members, _ = render.rendered(compiled, {"name": name, "lines": lines})
        shapes.append(kept.shape(members, compiled.members))
    assert shapes[0] == shapes[1]
    assert shapes[0] != shapes[2]
