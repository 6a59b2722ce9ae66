"""PDFs: with the real LibreOffice, and with programs in its place that misbehave as it does."""

from __future__ import annotations

import http.server
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE

from briefing import convert
from tests import judges

HANGING = """#!/bin/sh
exec 3>"$SIGNS_OF_LIFE"
echo started >&3
sleep 60 &
wait
"""

WRITING_HALF = """#!/bin/sh
while [ "$1" != --outdir ]; do shift; done
printf '%%PDF-1.7 half' > "$2/a.pdf"
"""

CALL = """
import pathlib, sys
from briefing import convert
convert.to_pdf([pathlib.Path(sys.argv[1])], pathlib.Path(sys.argv[2]))
"""


def word_file(path: Path, text: str) -> Path:
    """A Word file with a heading and one paragraph."""
    document = docx.Document()
    document.add_heading("A heading", 1)
    document.add_paragraph(text)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
    return path


def in_place_of_libreoffice(script: str, folder: Path, patch: pytest.MonkeyPatch) -> None:
    program = folder / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(script, encoding="utf-8")
    program.chmod(0o755)
    patch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def signs_of_life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A program in LibreOffice's place that starts another and hangs; the pipe that both hold open while they live."""
    in_place_of_libreoffice(HANGING, tmp_path, monkeypatch)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    monkeypatch.setenv("SIGNS_OF_LIFE", str(pipe))
    end = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    yield end
    os.close(end)


def all_have_ended(pipe: int) -> bool:
    """Whether everything that held the pipe's other end is gone within ten seconds."""
    poll = select.poll()
    poll.register(pipe, select.POLLHUP)
    return bool(poll.poll(10_000))


def test_files_become_tagged_pdfs_in_the_order_they_were_given(tmp_path: Path) -> None:
    files = [word_file(tmp_path / f"{name}.docx", f"Text of {name}") for name in ("zebra", "ape ü")]
    texts = judges.pdf_text(*files, into=tmp_path / "out")
    assert ["Text of zebra" in texts[0], "Text of ape ü" in texts[1]] == [True, True]
    made = tmp_path / "out" / "ape ü.pdf"
    assert (judges.pdf_pages(made), judges.pdf_is_tagged(made)) == (1, True)
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["ape ü.pdf", "zebra.pdf"]


def test_files_of_one_name_in_two_folders_get_a_pdf_each(tmp_path: Path) -> None:
    files = [word_file(tmp_path / folder / "board.docx", f"Text of {folder}") for folder in ("first", "second")]
    texts = judges.pdf_text(*files, into=tmp_path)
    assert "Text of first" in texts[0]
    assert "Text of second" in texts[1]
    assert sorted(file.name for file in tmp_path.glob("*.pdf")) == ["board-2.pdf", "board.pdf"]


def test_a_file_that_is_no_document_is_reported_and_the_others_are_made(tmp_path: Path) -> None:
    good = word_file(tmp_path / "good.docx", "Good")
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"PK\x03\x04 but no more")
    made, problems = convert.to_pdf([bad, good, tmp_path / "absent.docx"], tmp_path)
    assert made == (tmp_path / "good.pdf",)
    assert [(problem.code, problem.where and problem.where.path) for problem in problems] == [
        ("O102", str(bad)),
        ("O102", str(tmp_path / "absent.docx")),
    ]


def test_a_pdf_of_before_is_not_taken_for_a_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_place_of_libreoffice("#!/bin/sh\nexit 0\n", tmp_path, monkeypatch)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 of yesterday %%EOF")
    made, problems = convert.to_pdf([word_file(tmp_path / "a.docx", "A")], tmp_path)
    assert (made, [problem.code for problem in problems]) == ((), ["O102"])
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF-1.7 of yesterday %%EOF"


def test_half_a_pdf_never_stands_under_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_place_of_libreoffice(WRITING_HALF, tmp_path, monkeypatch)
    made, problems = convert.to_pdf([word_file(tmp_path / "a.docx", "A")], tmp_path / "out")
    assert (made, [problem.code for problem in problems]) == ((), ["O102"])
    assert not (tmp_path / "out").exists()


def test_it_works_without_a_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOME")
    assert convert.to_pdf([word_file(tmp_path / "a.docx", "A")], tmp_path)[0] == (tmp_path / "a.pdf",)


def test_nothing_is_fetched_from_the_network(tmp_path: Path) -> None:
    asked: list[str] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        file = with_a_picture_from(f"http://127.0.0.1:{server.server_port}/picture.png", tmp_path)
        assert convert.to_pdf([file], tmp_path)[0]
        server.shutdown()
    assert asked == []


def with_a_picture_from(address: str, folder: Path) -> Path:
    """A Word file whose picture is linked, not embedded."""
    document = docx.Document()
    dot = folder / "dot.pbm.png"
    dot.write_bytes(bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
        "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
    ))  # fmt: skip
    document.add_picture(str(dot))
    (blip,) = document.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip")
    relation = document.part.relate_to(address, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    names = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    del blip.attrib[f"{names}embed"]
    blip.set(f"{names}link", relation)
    document.save(str(folder / "linked.docx"))
    return folder / "linked.docx"


def test_at_the_time_limit_all_that_was_started_is_ended(tmp_path: Path, signs_of_life: int) -> None:
    made, problems = convert.to_pdf([word_file(tmp_path / "a.docx", "A")], tmp_path / "out", timeout=0.5)
    assert (made, [problem.code for problem in problems]) == ((), ["O103"])
    assert all_have_ended(signs_of_life)
    assert not (tmp_path / "out").exists()


def test_ctrl_c_ends_all_that_was_started(tmp_path: Path, signs_of_life: int) -> None:
    file = word_file(tmp_path / "a.docx", "A")
    command = [sys.executable, "-c", CALL, str(file), str(tmp_path / "out")]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as us:
        select.select([signs_of_life], [], [], 30)
        assert os.read(signs_of_life, 100) == b"started\n"
        us.send_signal(signal.SIGINT)
        assert us.stderr is not None
        assert b"KeyboardInterrupt" in us.stderr.read()
    assert all_have_ended(signs_of_life)
    assert not (tmp_path / "out").exists()


def test_a_machine_without_libreoffice_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(convert, "_USUAL_PLACES", (str(tmp_path / "nowhere"),))
    made, (problem,) = convert.to_pdf([word_file(tmp_path / "a.docx", "A")], tmp_path)
    assert (made, problem.code) == ((), "O101")
    assert "libreoffice-writer-nogui" in problem.hints[0]


def test_a_folder_that_can_not_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    made, (problem,) = convert.to_pdf([word_file(tmp_path / "a.docx", "A")], tmp_path / "taken")
    assert (made, problem.code, problem.where and problem.where.path) == ((), "O104", str(tmp_path / "taken"))
    assert problem.message == "the PDFs cannot be written: a file has the name of the folder"


def test_no_files_are_no_work(tmp_path: Path) -> None:
    assert convert.to_pdf([], tmp_path / "out") == ((), ())
    assert not (tmp_path / "out").exists()


SURROUNDED = """#!/bin/sh
while [ "$1" != --outdir ]; do shift; done
echo "$HOME|$XDG_CONFIG_HOME|$XDG_CACHE_HOME|$XDG_DATA_HOME|$TMPDIR|$2|$GSETTINGS_BACKEND" > "$TOLD"
ls "$HOME/.fonts" "$XDG_DATA_HOME/fonts" >> "$TOLD"
"""


def test_all_that_the_program_keeps_is_kept_in_its_room_but_fonts_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_place_of_libreoffice(SURROUNDED, tmp_path, monkeypatch)
    for name in (".fonts/old.ttf", "share/fonts/new.ttf"):
        (tmp_path / "home" / name).parent.mkdir(parents=True)
        (tmp_path / "home" / name).write_bytes(b"a font")
    for name, value in (("HOME", "home"), ("XDG_DATA_HOME", "home/share"), ("TOLD", "told")):
        monkeypatch.setenv(name, str(tmp_path / value))
    convert.to_pdf([word_file(tmp_path / "a.docx", "A")], tmp_path / "out")
    first, *fonts = (tmp_path / "told").read_text().splitlines()
    *places, room, settings = first.split("|")
    assert room.startswith(str(tmp_path / "out" / "converting-"))
    assert [place for place in places if not place.startswith(room)] == []
    assert settings == "memory"
    assert [name for name in fonts if name.endswith(".ttf")] == ["old.ttf", "new.ttf"]
    assert (tmp_path / "home/.fonts/old.ttf").read_bytes() == b"a font"


UNHEEDING = HANGING.replace("exec 3>", "trap '' TERM\nexec 3>")


def test_a_program_that_does_not_end_when_asked_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "_PATIENCE", 0.1)
    in_place_of_libreoffice(UNHEEDING, tmp_path, monkeypatch)
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.setenv("SIGNS_OF_LIFE", str(tmp_path / "pipe"))
    end = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    _, (problem,) = convert.to_pdf([word_file(tmp_path / "a.docx", "A")], tmp_path / "out", timeout=0.3)
    assert problem.code == "O103"
    assert all_have_ended(end)
    os.close(end)


def test_the_pipe_of_a_program_that_was_ended_does_not_stay() -> None:
    """Its name is what LibreOffice 7.4 makes of this profile."""
    pipe = Path(f"/tmp/OSL_PIPE_{os.getuid()}_SingleOfficeIPC_9f4e8ca69bb1778bedcc4bb640e4c345")
    pipe.write_bytes(b"")
    convert._forget("file:///tmp/profile")
    assert not pipe.exists()


def test_pages_cannot_be_counted_where_nothing_temporary_may_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", none)
    found, (problem,) = convert.places([b"a file"])
    assert (found, problem.code) == ((), "O104")
