"""What is typed, what is printed and the exit code: 0 clean, 1 errors found, 2 wrong usage, 130 stopped."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from briefing import __version__
from briefing.cli import app
from tests.letters import docx, lines
from tests.projects import AUDIENCES, TOPIC, project

SOURCE = Path(__file__).parent.parent / "src"
FEW_WORDS = AUDIENCES.replace("depth: brief}", "depth: brief, limits: {words: 3}}")


def briefing(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def run(*arguments: object, cwd: Path, **options: object) -> subprocess.CompletedProcess[str]:
    """In a process of its own, where what the system does matters."""
    command = [sys.executable, "-m", "briefing", *map(str, arguments)]
    own = {**os.environ, "PYTHONPATH": str(SOURCE), **options.pop("environment", {})}  # type: ignore[dict-item]
    return subprocess.run(command, cwd=cwd, env=own, text=True, check=False, **{"capture_output": True, **options})  # type: ignore[call-overload, no-any-return]


def test_the_version() -> None:
    assert (briefing("--version").output, briefing("--version").exit_code) == (f"briefing {__version__}\n", 0)


@pytest.mark.parametrize("command", ["", "build", "check", "render", "fields", "new", "template"])
def test_help_teaches_by_examples_one_a_line(command: str) -> None:
    found = briefing(*command.split(), "--help")
    assert found.exit_code == 0
    _, _, examples = found.output.partition("Examples:\n")
    assert 2 <= len(examples.splitlines()) <= 3
    assert all(line.split()[0] in ("briefing", "cd") for line in examples.splitlines())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["biuld"], "No such command 'biuld'. Did you mean 'build'?"),
        (["build", "--audiense", "x"], "No such option: --audiense"),
        (["build", "board"], "Got unexpected extra argument"),
        (["render", "x.docx"], "Missing argument 'DATA'"),
        (["render", "x.docx", "y.yaml"], "Missing option '-o'"),
        (["template", "letter", "-o", "x.docx"], "'letter' is not one of"),
        (["build", "--format", "xml"], "'xml' is not one of"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str) -> None:
    found = briefing(*arguments)
    assert found.exit_code == 2
    assert message in found.output


# build and check


def test_build_prints_a_row_for_each_edition(tmp_path: Path) -> None:
    found = briefing("build", "-C", project(tmp_path), "-o", tmp_path / "out")
    assert found.exit_code == 0
    head, owners, crew = found.output.splitlines()
    assert head.split() == ["audience", "file", "words", "sections", "left", "out", "warnings"]
    assert owners.split() == ["owners", f"{tmp_path}/out/ships-owners.docx", "22", "2", "-", "0"]
    assert crew.split() == ["crew", f"{tmp_path}/out/ships-crew.docx", "17", "1", "money", "0"]


def test_the_table_counts_warnings_of_each_edition(tmp_path: Path) -> None:
    found = briefing("build", "-C", project(tmp_path, audiences=FEW_WORDS))
    rows = {line.split()[0]: line.split()[-1] for line in found.stdout.splitlines()}
    assert (found.exit_code, rows["owners"], rows["crew"]) == (0, "1", "0")
    assert "warning[Q103]" in found.stderr
    assert found.stderr.endswith("1 warning\n")


def test_strict_says_why_nothing_was_written(tmp_path: Path) -> None:
    found = briefing("build", "--strict", "-C", project(tmp_path, audiences=FEW_WORDS))
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr.startswith("nothing was written: --strict takes warnings for errors\n")
    assert briefing("check", "-C", tmp_path).exit_code == 0
    assert briefing("check", "--strict", "-C", tmp_path).exit_code == 1


def test_check_says_how_many_editions_it_looked_at(tmp_path: Path) -> None:
    project(tmp_path)
    assert briefing("check", "-C", tmp_path).output == "no faults in 2 editions\n"
    assert briefing("check", "-C", tmp_path, "-a", "crew").output == "no faults in 1 edition\n"


def test_an_audience_that_is_misspelt(tmp_path: Path) -> None:
    found = briefing("build", "-C", project(tmp_path), "-a", "crw")
    assert found.exit_code == 1
    assert "there is no audience 'crw'" in found.output
    assert "did you mean 'crew'?" in found.output


def test_a_folder_that_is_no_project(tmp_path: Path) -> None:
    found = briefing("build", "-C", tmp_path)
    assert found.exit_code == 1
    assert "error[P101]: no project here" in found.output


@pytest.mark.parametrize("name", ["text", "short", "json"])
def test_an_error_in_each_format(tmp_path: Path, name: str) -> None:
    found = briefing("check", "-C", project(tmp_path, note=docx("{{ gone }}")), "--format", name)
    assert found.exit_code == 1
    if name == "json":
        document = json.loads(found.stdout)
        assert [one["code"] for one in document["diagnostics"]] == ["T310"]
        assert (document["errors"], found.stderr) == (1, "")
    elif name == "short":
        (line,) = found.stderr.splitlines()
        assert line.endswith("note.docx:1: error[T310]: there is no 'gone' in the data")
    else:
        assert "  | {{ gone }}\n  |    ^^^^\n" in found.stderr


def test_json_of_a_clean_build_is_json(tmp_path: Path) -> None:
    found = briefing("build", "-C", project(tmp_path), "--format", "json")
    files = [str(tmp_path / "build" / f"ships-{name}.docx") for name in ("owners", "crew")]
    assert json.loads(found.stdout) == {"diagnostics": [], "errors": 0, "warnings": 0, "files": files}


# render and fields


def test_render_any_template_with_any_data(tmp_path: Path) -> None:
    template, data, out = tmp_path / "a letter 😀.docx", tmp_path / "ada.yaml", tmp_path / "new" / "für Ada.docx"
    template.write_bytes(docx("Dear {{ name }}, {{ 0.5 | percent }}, {{ n | number }}"))
    data.write_text("name: Ada\nn: 1234.5\n", encoding="utf-8")
    assert briefing("render", template, data, "-o", out, "--verify").exit_code == 0
    assert lines(out.read_bytes()) == ["Dear Ada, 50%, 1,234.5"]
    assert briefing("render", template, data, "-o", out, "--language", "de").exit_code == 0
    assert lines(out.read_bytes())[0].endswith("1.234,5")


def test_render_reads_json(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(docx("{{ xs | join('-') }}"))
    (tmp_path / "d.json").write_text('{"xs": [1, 2]}')
    assert briefing("render", tmp_path / "t.docx", tmp_path / "d.json", "-o", tmp_path / "o.docx").exit_code == 0
    assert lines((tmp_path / "o.docx").read_bytes()) == ["1-2"]


def test_lenient_prints_nothing_for_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(docx("[{{ gone.x }}]"))
    (tmp_path / "d.yaml").write_text("a: 1\n")
    words = ["render", tmp_path / "t.docx", tmp_path / "d.yaml", "-o", tmp_path / "o.docx"]
    assert briefing(*words).exit_code == 1
    assert not (tmp_path / "o.docx").exists()
    assert briefing(*words, "--lenient").exit_code == 0
    assert lines((tmp_path / "o.docx").read_bytes()) == ["[]"]


@pytest.mark.parametrize(("victim", "what"), [("t.docx", "template"), ("d.yaml", "data"), ("link.docx", "template")])
def test_render_does_not_write_over_what_it_reads(tmp_path: Path, victim: str, what: str) -> None:
    (tmp_path / "t.docx").write_bytes(docx("a"))
    (tmp_path / "d.yaml").write_text("a: 1\n")
    (tmp_path / "link.docx").symlink_to(tmp_path / "t.docx")
    before = (tmp_path / victim).read_bytes()
    found = briefing("render", tmp_path / "t.docx", tmp_path / "d.yaml", "-o", tmp_path / victim)
    assert found.exit_code == 1
    assert f"error[O106]: the output would overwrite the {what}" in found.output
    assert (tmp_path / victim).read_bytes() == before


def test_an_output_that_is_not_named_as_a_word_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(docx("a"))
    (tmp_path / "d.yaml").write_text("a: 1\n")
    found = briefing("render", tmp_path / "t.docx", tmp_path / "d.yaml", "-o", tmp_path / "o.pdf")
    assert (found.exit_code, (tmp_path / "o.pdf").exists()) == (1, False)
    assert "error[O107]" in found.output
    assert "end it in .docx" in found.output


def test_all_that_is_missing_for_render_is_told_at_once(tmp_path: Path) -> None:
    found = briefing("render", tmp_path / "no.docx", tmp_path / "no.yaml", "-o", tmp_path / "o.docx")
    assert found.exit_code == 1
    assert "error[T000]" in found.output
    assert "error[C102]" in found.output


def test_kept_macros_want_a_name_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(docx("{{ x }}"))
    (tmp_path / "d.yaml").write_text("x: 1\n")
    words = ("render", tmp_path / "t.docx", tmp_path / "d.yaml", "--keep-macros", "-o")
    refused = briefing(*words, tmp_path / "o.docx")
    assert (refused.exit_code, "end it in .docm" in refused.output) == (1, True)
    assert briefing(*words, tmp_path / "o.docm").exit_code == 0


def test_fields_prints_what_to_fill_in(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(docx("{{ a.b }}"))
    assert briefing("fields", tmp_path / "t.docx").output == "a:\n  b:\n"
    assert briefing("fields", tmp_path / "no.docx").exit_code == 1


def test_fields_shows_a_tree_or_a_schema(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(docx("{{ a.b }}"))
    tree = briefing("fields", tmp_path / "t.docx", "--format", "tree").output
    assert tree == "t.docx\n└─ a     record\n   └─ b  text    paragraph 1\n"
    schema = json.loads(briefing("fields", tmp_path / "t.docx", "--format", "schema").output)
    assert schema["properties"]["a"]["required"] == ["b"]


@pytest.mark.parametrize("view", ["yaml", "tree", "schema"])
def test_fields_of_a_template_with_faults_tells_the_faults(tmp_path: Path, view: str) -> None:
    (tmp_path / "t.docx").write_bytes(docx("{{ a }}{% if b %}"))
    found = briefing("fields", tmp_path / "t.docx", "--format", view)
    assert (found.exit_code, found.stdout) == (1, "")
    assert "error[T210]" in found.stderr


# new and template


def test_a_new_project_builds(tmp_path: Path) -> None:
    made = briefing("new", tmp_path / "mine")
    assert made.exit_code == 0
    assert made.output.splitlines()[-1] == f"now:  cd {tmp_path / 'mine'}  and  briefing build"
    assert briefing("check", "-C", tmp_path / "mine").exit_code == 0
    again = briefing("new", tmp_path / "mine")
    assert (again.exit_code, "error[P210]" in again.output) == (1, True)


def test_a_starter_template_in_a_brands_colours(tmp_path: Path) -> None:
    (tmp_path / "brand.yaml").write_text('name: Acme\ncolours: {accent: "#0B5563"}\n')
    out = tmp_path / "memo.docx"
    made = briefing("template", "memo", "--brand", tmp_path / "brand.yaml", "-o", out)
    assert (made.exit_code, made.output) == (0, f"wrote {out}\n")
    again = briefing("template", "memo", "-o", out)
    assert (again.exit_code, "error[O106]" in again.output) == (1, True)
    assert briefing("template", "memo", "-o", out, "--force").exit_code == 0


# The system around


def test_no_colour_unless_a_terminal_reads(tmp_path: Path) -> None:
    found = run("build", cwd=tmp_path)
    assert found.returncode == 1
    assert "\x1b" not in found.stderr


def test_another_locale_and_odd_paths(tmp_path: Path) -> None:
    folder = tmp_path / "Ordner mit Leerzeichen 😀 ü"
    project(folder, topic=TOPIC.replace("title: Ships", "title: Schiffe über Wasser", 1))
    found = run("build", cwd=folder, environment={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    assert (found.returncode, found.stderr) == (0, "")
    assert len(list((folder / "build").iterdir())) == 2


def test_a_closed_output_is_no_crash(tmp_path: Path) -> None:
    project(tmp_path)
    command = f'"{sys.executable}" -m briefing build >&- 2>&-'
    done = subprocess.run(command, shell=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(SOURCE)}, check=False)
    assert done.returncode == 0
    assert len(list((tmp_path / "build").iterdir())) == 2


def test_a_reader_that_went_away_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(docx(*(f"{{{{ {'a' * 90}_{n} }}}}" for n in range(1500))))
    command = f'"{sys.executable}" -m briefing fields t.docx | head -1'
    own = {**os.environ, "PYTHONPATH": str(SOURCE)}
    done = subprocess.run(command, shell=True, cwd=tmp_path, env=own, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == (f"{'a' * 90}_0:\n", "")


def test_ctrl_c_leaves_no_half_file(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(
        docx("{% for a in range(9000) %}{% for b in range(200) %}{{ b }}{% endfor %}{% endfor %}")
    )
    (tmp_path / "d.yaml").write_text("a: 1\n")
    command = [sys.executable, "-u", "-c", WITH_A_SIGN, "render", "t.docx", "d.yaml", "-o", "o.docx"]
    own = {**os.environ, "PYTHONPATH": str(SOURCE)}
    with subprocess.Popen(command, cwd=tmp_path, env=own, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"rendering\n"
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in complaint
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.yaml", "t.docx"]


WITH_A_SIGN = """
import sys
from briefing import language
from briefing.__main__ import main

run = language.run

def run_and_say(*arguments):
    print("rendering")
    return run(*arguments)

language.run = run_and_say
main()
"""


def on_a_terminal(*arguments: object, cwd: Path, **environment: str) -> str:
    """What a terminal is sent."""
    ours, theirs = pty.openpty()
    own = {**os.environ, "PYTHONPATH": str(SOURCE), "TERM": "xterm", **environment}
    own.pop("NO_COLOR", None) if "NO_COLOR" not in environment else None
    command = [sys.executable, "-m", "briefing", *map(str, arguments)]
    process = subprocess.Popen(command, cwd=cwd, env=own, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    sent = b""
    with contextlib.suppress(OSError):  # the terminal is closed where the process ends
        while read := os.read(ours, 65536):
            sent += read
    process.wait()
    os.close(ours)
    return sent.decode()


def many(folder: Path) -> Path:
    root = project(folder, topic=TOPIC.replace("title: Ships", "titel: Ships"))
    for number in range(5):
        (root / "content" / f"more_{number}.yaml").write_text(TOPIC)
    return root


def test_a_person_sees_colours_and_how_far_a_check_is(tmp_path: Path) -> None:
    sent = on_a_terminal("check", cwd=many(tmp_path))
    assert "checking 2 of 6: more_1" in sent
    assert "\x1b[1;31merror[C120]\x1b[0m" in sent
    assert sent.index("checking 6 of 6") < sent.index("error[C120]")


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_who_wants_no_colours_gets_none(tmp_path: Path, environment: dict[str, str]) -> None:
    sent = on_a_terminal("check", cwd=project(tmp_path, topic=TOPIC.replace("title:", "titel:")), **environment)
    assert "error[C120]" in sent
    assert "\x1b[" not in sent


def test_nobody_is_told_how_far_a_check_is_where_nobody_looks(tmp_path: Path) -> None:
    assert "checking" not in run("check", cwd=many(tmp_path)).stderr
