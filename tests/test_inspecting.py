"""Finished files are verified, and say which edition they are and whether they are still current."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from briefing import pipeline
from briefing.cli import app
from briefing.pipeline import inspecting
from briefing.word import package
from tests.circumstances import built
from tests.examples import lay_out, word_file
from tests.word.sketch import docx
from tests.word.sound import PIXEL, SOUND, changed, packed

DOCUMENT = "word/document.xml"
SECRET = {"blocks": "- {id: landlord, only: [staff], text: The landlord wants twice the rent from us.}"}


def edit(file: Path, old: str, new: str, name: str = DOCUMENT) -> None:
    """Changes a member of a file, as somebody might in Word."""
    held = dict(package.read(file.read_bytes()))
    data = held[name].read().decode()
    assert old in data
    with file.open("wb") as stream:
        package.write({**held, name: package.pack(name, (data.replace(old, new).encode(),))}.values(), stream)


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def retemplate(project: Path) -> None:
    (project / "templates/note.docx").rename(project / "templates/memo.docx")
    rewrite(project / "content/audiences.yaml", "note.docx", "memo.docx")


def identity(file: Path, start: Path) -> inspecting.Identity:
    (found,), _ = inspecting.identified([file], start)
    return found


def test_a_file_says_which_edition_it_is(tmp_path: Path) -> None:
    paper = built(tmp_path)
    found = identity(paper, tmp_path)
    assert found.making[:3] == ("topic", "board", "note.docx")
    assert (found.stated["version"], found.stated["title"]) == ("1.0", "The move to Leeds")
    assert (found.news, found.edited) == ("", False)


@pytest.mark.parametrize(
    ("change", "news"),
    [
        (lambda p: rewrite(p / "content/topic.yaml", "in summer", "in autumn"), "the content has changed"),
        (
            lambda p: rewrite(p / "content/topic.yaml", '"1.0"', '"1.1"'),
            "it is of version 1.0, the topic of version 1.1",
        ),
        (lambda p: (p / "content/topic.yaml").rename(p / "content/other.yaml"), "there is no topic 'topic' any more"),
        (lambda p: rewrite(p / "content/audiences.yaml", "board:", "bord:"), "there is no audience 'board' any more"),
        (
            lambda p: (p / "templates/note.docx").write_bytes(word_file("{{ briefing.title }}!")),
            "the template note.docx has changed",
        ),
        (retemplate, "'board' gets the template memo.docx now, and not note.docx"),
    ],
)
def test_what_has_changed_since_is_told(tmp_path: Path, change: Callable[[Path], object], news: str) -> None:
    paper = built(tmp_path)
    change(tmp_path)
    assert identity(paper, tmp_path).news == news


def test_what_no_reader_of_it_gets_leaves_it_current(tmp_path: Path) -> None:
    paper = built(tmp_path, SECRET)
    rewrite(tmp_path / "content/topic.yaml", "twice the rent", "half the rent")
    assert identity(paper, tmp_path).news == ""


def test_whether_it_is_current_is_not_known_without_its_project(tmp_path: Path) -> None:
    paper = built(tmp_path / "project")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert identity(paper, elsewhere).news is None
    rewrite(tmp_path / "project/content/topic.yaml", "sections:", "sectoins:")
    assert identity(paper, tmp_path / "project").news is None


def test_a_file_that_somebody_changed_says_so_and_in_what(tmp_path: Path) -> None:
    paper = built(tmp_path)
    edit(paper, "summer", "autumn")
    edit(paper, ">briefing<", ">Microsoft Office Word<", "docProps/app.xml")
    _, told = inspecting.identified([paper], tmp_path)
    assert [(one.code, one.message) for one in told] == [
        ("O403", "the file was changed after it was built, in Microsoft Office Word")
    ]


def test_the_answer_is_printed_for_people_and_for_programs(tmp_path: Path) -> None:
    paper = built(tmp_path)
    typed = CliRunner().invoke(app, ["identify", str(paper), "-C", str(tmp_path)])
    assert typed.exit_code == 0
    assert "  topic     topic, version 1.0\n" in typed.stdout
    assert "  current   yes\n" in typed.stdout
    (row,) = json.loads(
        CliRunner().invoke(app, ["identify", str(paper), "-C", str(tmp_path), "--format", "json"]).stdout
    )
    assert (row["topic"], row["audience"], row["current"], row["edited"]) == ("topic", "board", True, False)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", docx("Dear reader"), packed(SOUND)])
def test_what_briefing_did_not_build_is_an_error(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "letter.docx").write_bytes(data)
    assert CliRunner().invoke(app, ["identify", str(tmp_path / "letter.docx")]).exit_code == 1


def test_a_sound_file_has_no_faults_and_a_folder_stands_for_its_files(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.docx").write_bytes(packed(SOUND))
    (tmp_path / "deep/b.DOTX").write_bytes(packed(SOUND))
    (tmp_path / "~$a.docx").write_bytes(b"what Word writes beside a file that is open")
    done = CliRunner().invoke(app, ["verify", str(tmp_path)])
    assert (done.exit_code, done.stdout, done.stderr) == (0, "no faults in 2 files\n", "")


def test_a_fault_is_told_with_its_file_and_its_place(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(changed(DOCUMENT, "<w:t>First</w:t>", '<w:t xml:space="kept">First</w:t>'))
    done = CliRunner().invoke(app, ["verify", str(file)])
    assert done.exit_code == 1
    assert "error[O236]" in done.stderr
    assert "in table 1, row 2, cell 1" in done.stderr


def test_tags_are_one_warning_since_a_template_is_sound(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(docx("Dear {{ name }}\n{{ more }}"))
    (one,) = inspecting.verified([tmp_path / "t.docx"], tmp_path)
    assert (one.code, one.message, one.is_error) == ("O296", "the file holds 2 tags of a template", False)


def test_words_that_the_reader_is_not_to_have_are_found_in_a_file_that_somebody_changed(tmp_path: Path) -> None:
    paper = built(tmp_path, SECRET)
    assert inspecting.verified([paper], tmp_path) == ()
    edit(paper, "We move to Leeds in summer.", "The landlord wants twice the rent from us.")
    assert [one.code for one in inspecting.verified([paper], tmp_path)] == ["O291"]
    assert inspecting.verified([paper], tmp_path.parent) == ()  # no project: nothing is known of its readers


@pytest.mark.parametrize("name", ["nowhere.docx", "x" * 300 + ".docx", "a\0b.docx"])
def test_a_file_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    files = inspecting.files_in([tmp_path / name])
    assert [one.code for one in inspecting.verified(files, tmp_path)] == ["O200"]


def test_page_numbers_that_are_filled_in_leave_a_file_current_and_unedited(tmp_path: Path) -> None:
    paper = built(tmp_path)
    pipeline.build(tmp_path, ("board",), output=tmp_path / "build", layout=True)
    found = identity(paper, tmp_path)
    assert (found.news, found.edited) == ("", False)


MALLORY = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ name }}</dc:title><dc:creator>Mallory</dc:creator>'
    "</cp:coreProperties>"
)


@pytest.mark.parametrize("scrub", [True, False])
def test_rendering_takes_the_templates_author_away_where_that_is_asked_for(tmp_path: Path, scrub: bool) -> None:
    body = '<w:p w:rsidR="00AB12CD"><w:r><w:t>Dear {{ name }}</w:t></w:r></w:p>'
    held = {
        **SOUND,
        "docProps/core.xml": MALLORY,
        DOCUMENT: str(SOUND[DOCUMENT]).replace("<w:body>", f"<w:body>{body}"),
    }
    (tmp_path / "t.docx").write_bytes(packed(held))
    (tmp_path / "d.yaml").write_text("name: Ada\n", encoding="utf-8")
    words = ["render", *(str(tmp_path / name) for name in ("t.docx", "d.yaml")), "-o", str(tmp_path / "o.docx")]
    assert CliRunner().invoke(app, [*words, *(["--scrub"] * scrub)]).exit_code == 0
    made = package.read((tmp_path / "o.docx").read_bytes())
    everything = b"".join(member.read() for member in made.values())
    assert (b"Mallory" in everything, b"00AB12CD" in everything) == (not scrub, not scrub)
    assert b"<dc:title>Ada</dc:title>" in everything
    assert inspecting.verified([tmp_path / "o.docx"], tmp_path) == ()


FAR = "https://far.example/logo.png"


@pytest.mark.parametrize("settings", ["", "external: drop", "external: keep"])
def test_a_project_says_whether_its_templates_keep_what_they_fetch(tmp_path: Path, settings: str) -> None:
    lay_out(tmp_path, {"settings": settings, "template": f"{{{{ briefing.title }}}}: [linked picture {FAR}]"})
    outcome = pipeline.build(tmp_path, ("board",))
    members = package.read(outcome.files[0].read_bytes())
    kept = settings == "external: keep"
    assert [one.code for one in outcome.diagnostics if one.code == "T407"] == ["T407"] * (not kept)
    assert any(FAR.encode() in member.read() for member in members.values()) is kept


def test_pictures_are_taken_from_content_and_from_nowhere_outside(tmp_path: Path) -> None:
    project = tmp_path / "project"
    lay_out(project, {"template": '{{ "logo.png" | picture(alt="Logo") }} {{ briefing.title }}'})
    (project / "content/logo.png").write_bytes(PIXEL)
    assert pipeline.build(project, ("board",)).files
    lay_out(tmp_path / "other", {"template": '{{ "../../secret.png" | picture(alt="x") }} {{ briefing.title }}'})
    (tmp_path / "secret.png").write_bytes(PIXEL)
    outcome = pipeline.build(tmp_path / "other", ("board",))
    assert outcome.files == ()
    assert any("lies outside" in one.message for one in outcome.diagnostics)


def test_a_link_does_not_lead_a_picture_out_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PIXEL)
    lay_out(tmp_path / "project", {"blocks": "- {id: look, text: 'As here: ![a ship](ship.png)'}"})
    (tmp_path / "project/content/ship.png").symlink_to(tmp_path / "secret.png")
    outcome = pipeline.build(tmp_path / "project", ("board",))
    assert outcome.files == ()
    assert any("lies outside" in one.message for one in outcome.diagnostics)


def with_attributes(number: int) -> bytes:
    settings = "".join(f' a{one}=""' for one in range(number))
    return packed(
        {**SOUND, "word/styles.xml": str(SOUND["word/styles.xml"]).replace("<w:styles", f"<w:styles{settings}")}
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (packed({}), "O201"),
        (packed({**SOUND, DOCUMENT: str(SOUND[DOCUMENT]).encode("utf-32")}), "O200"),
        (with_attributes(1001), "O219"),
    ],
)
def test_what_is_not_read_is_not_sound(tmp_path: Path, data: bytes, told: str) -> None:
    (tmp_path / "x.docx").write_bytes(data)
    found = inspecting.verified([tmp_path / "x.docx"], tmp_path)
    assert [one.code for one in found if one.is_error] == [told]


def test_properties_are_shown_as_a_line_that_ends(tmp_path: Path) -> None:
    paper = built(tmp_path)
    edit(paper, ">board<", f">\x9b31m{'x' * 900}<", "docProps/custom.xml")
    lines = CliRunner().invoke(app, ["identify", str(paper), "-C", str(tmp_path)]).stdout.splitlines()
    assert f"  audience  ·31m{'x' * 196}…" in lines
    assert max(map(len, lines)) < 300
    row = CliRunner().invoke(app, ["identify", str(paper), "-C", str(tmp_path), "--format", "json"]).stdout
    assert "\x9b" not in row
    assert "\\u009b31m" in row
