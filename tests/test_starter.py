"""Brands are checked, templates follow them, and a new project overwrites nothing."""

from __future__ import annotations

import datetime
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefing import audience, datafile, language, render, starter, template
from briefing.content import load
from briefing.diagnostics import Diagnostic, Span
from briefing.model.brief import Briefing, LocalDate, Reader
from briefing.model.content import Limits
from briefing.model.record import EMPTY, Record
from briefing.model.rich import RichText
from briefing.word.colour import WHITE, contrast, darkened, mixed, tinted
from briefing.word.names import W
from briefing.word.verify import verify
from tests import judges

REPOSITORY = Path(__file__).parent.parent
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"{number:06X}")


def read(tmp_path: Path, text: str) -> tuple[starter.Brand, tuple[Diagnostic, ...]]:
    """The brand in a file of this text, which must be sound YAML."""
    file = tmp_path / "brand.yaml"
    file.write_text(text, "utf-8")
    document, faults = datafile.read(file)
    assert document is not None
    assert not faults
    assert isinstance(document.root, Record)
    return starter.brand(document.root)


def spot(diagnostic: Diagnostic) -> tuple[str, int, int]:
    """Code, line and column."""
    assert isinstance(diagnostic.where, Span)
    return diagnostic.code, diagnostic.where.line, diagnostic.where.column


def test_a_brand_that_says_nothing_is_ours() -> None:
    assert starter.brand(EMPTY) == (starter.Brand(), ())


def test_the_shipped_brand_file_says_what_ours_is() -> None:
    document, _ = datafile.read(REPOSITORY / "templates" / "brand.yaml")
    assert document is not None
    assert isinstance(document.root, Record)
    assert starter.brand(document.root) == (starter.Brand(), ())


def test_a_whole_brand_is_read(tmp_path: Path) -> None:
    brand, faults = read(
        tmp_path,
        """\
name: Fjord & Co
body_font: Arial
heading_font: Georgia
colours:
  accent: "#7a0019"
  tint: FBEFF1
page: Letter
language: en-US
""",
    )
    assert faults == ()
    assert brand == starter.Brand(
        name="Fjord & Co",
        body_font="Arial",
        heading_font="Georgia",
        colours=starter.Colours(accent="7A0019", tint="FBEFF1"),
        page="Letter",
        language="en-US",
    )


def test_a_tint_that_nobody_chose_is_a_little_of_the_accent(tmp_path: Path) -> None:
    brand, _ = read(tmp_path, 'colours: {accent: "#7A0019"}\n')
    assert brand.colours.tint == mixed("7A0019", WHITE, 0.09)


def test_an_unknown_key_points_at_itself_and_guesses(tmp_path: Path) -> None:
    _, (fault,) = read(tmp_path, "name: Fjord\nheadings_font: Georgia\n")
    assert spot(fault) == ("P201", 2, 1)
    assert fault.hints[0] == "did you mean 'heading_font'?"


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    brand, faults = read(
        tmp_path, "name: 3\nbody_font:\npage: A5\nlanguage: British English\ncolours: blue\nlogo: none.png\n"
    )
    assert [spot(fault)[:2] for fault in faults] == [
        ("P201", 5),
        ("P201", 1),
        ("P201", 2),
        ("P201", 3),
        ("P201", 4),
        ("P204", 6),
    ]
    assert brand == starter.Brand()


@pytest.mark.parametrize("typed", ["#0B5563", "112233", "blue", '"#0B55"', '"0B5563FF"', "[1]"])
def test_what_is_no_colour_is_an_error_with_the_reason(tmp_path: Path, typed: str) -> None:
    _, (fault,) = read(tmp_path, f"colours:\n  accent: {typed}\n")
    assert fault.code == "P202"
    assert isinstance(fault.where, Span)
    assert fault.where.line == 2
    assert "in quotes" in fault.hints[0]


def test_a_pale_accent_is_an_error_with_the_ratio_and_a_colour_that_passes(tmp_path: Path) -> None:
    brand, (fault,) = read(tmp_path, 'colours:\n  accent: "#3FA9C9"\n  tint: "#EAF6F9"\n')
    assert spot(fault) == ("P203", 2, 11)
    assert fault.message == "'accent' #3FA9C9 is hard to read on the tint: contrast 2.46:1, wanted 4.5:1"
    (hint,) = fault.hints
    better = hint.rpartition("#")[2]
    assert contrast(better, brand.colours.tint) >= 4.5
    assert read(tmp_path, f'colours: {{accent: "#{better}", tint: "#EAF6F9"}}\n')[1] == ()


@pytest.mark.parametrize(
    ("typed", "better"), [("accent: '#3FA9C9'", "2C768D"), ("unknown: '#8A97A1'", ""), ("accent: '#FFC800'", "")]
)
def test_what_is_made_of_a_colour_darkens_with_it(tmp_path: Path, typed: str, better: str) -> None:
    (fault,) = read(tmp_path, f"colours: {{{typed}}}\n")[1]
    hint = fault.hints[0].rpartition("#")[2]
    assert hint == better or not better
    name = typed.partition(":")[0]
    assert read(tmp_path, f'colours: {{{name}: "#{hint}"}}\n')[1] == ()


def test_a_logo_at_an_address_is_not_fetched(tmp_path: Path) -> None:
    _, (fault,) = read(tmp_path, "logo: https://example.org/logo.png\n")
    assert spot(fault) == ("P204", 1, 7)
    assert fault.message.startswith("'https://example.org/logo.png' is an address, and nothing is fetched")


def test_text_must_stand_out_more_than_labels(tmp_path: Path) -> None:
    _, (fault,) = read(tmp_path, 'colours: {dark: "#666666"}\n')
    assert "wanted 7.0:1" in fault.message


def test_a_dark_tint_is_blamed_where_it_is_typed(tmp_path: Path) -> None:
    _, faults = read(tmp_path, 'colours:\n  tint: "#303030"\n')
    assert {spot(fault) for fault in faults} == {("P203", 2, 9)}
    assert {fault.hints for fault in faults} == {("no darker colour passes: lighten the tint",)}


def test_a_logo_is_found_beside_the_brand_file(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(PNG)
    brand, faults = read(tmp_path, "name: Fjord\nlogo: logo.png\n")
    assert faults == ()
    assert brand.logo == tmp_path / "logo.png"
    data = starter.template(brand, "one_page")
    assert verify(data, "one_page.docx") == ()
    assert b"Logo of Fjord" in zipfile.ZipFile(io.BytesIO(data)).read("word/header1.xml")


def test_a_logo_that_word_cannot_show_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<svg/>")
    brand, (fault,) = read(tmp_path, "logo: logo.svg\n")
    assert spot(fault) == ("P204", 1, 7)
    assert brand.logo is None


@pytest.mark.parametrize("kind", starter.KINDS)
def test_the_committed_templates_are_what_the_committed_brand_gives(kind: starter.Kind) -> None:
    committed = (REPOSITORY / "templates" / f"{kind}.docx").read_bytes()
    fresh = starter.template(starter.Brand(), kind)
    assert verify(committed, f"{kind}.docx") == ()
    assert unpacked(committed) == unpacked(fresh)


def unpacked(data: bytes) -> list[tuple[str, bytes]]:
    """Members in order; how tightly they are packed depends on the processor."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


@pytest.mark.parametrize("kind", starter.KINDS)
def test_a_template_prints_a_briefing_that_leaves_everything_out(kind: starter.Kind) -> None:
    paper = Briefing(
        title="Title",
        subtitle=RichText(),
        bottom_line=RichText.of("The point."),
        key_facts=(),
        as_of=LocalDate(None, "23 January 2023"),
        version="1.0",
        owner="Desk",
        contact="",
        language="en-GB",
        status="final",
        marking="",
    )
    reader = Reader("board", "Board", "", "brief", "numbers", Limits())
    roots = {"briefing": paper, "audience": reader, "sections": (), "sources": (), "terms": (), "timeline": ()}
    printed = rendered(kind, roots)
    text = paragraphs(printed["word/document.xml"])
    first, *_, last = text
    assert first.startswith(("Board", "Memorandum"))
    assert last == "Information as of 23 January 2023; nothing later is taken into account."
    assert "" not in text
    assert "Sources" not in text
    assert paragraphs(printed["word/header1.xml"]) == [""]
    assert paragraphs(printed["word/header2.xml"]) == ["Title"]
    assert paragraphs(printed["word/footer1.xml"]) == ["Desk  ·  Version 1.0  ·  As of 23 January 2023Page 1 of 1"]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_no_key_fact_is_lost(count: int) -> None:
    content, _ = load(REPOSITORY / "content/openai_microsoft.yaml", REPOSITORY / "content/audiences.yaml")
    assert content is not None
    brief, _ = audience.resolve(content, "executive", language.evaluate)
    paper = brief.roots["briefing"]
    assert isinstance(paper, Briefing)
    facts = tuple(paper.key_facts[0]._replace(short=f"Figure {n}") for n in range(count))
    printed = rendered("one_page", {**brief.roots, "briefing": paper._replace(key_facts=facts)})
    figures = [text for text in paragraphs(printed["word/document.xml"]) if text.startswith("Figure ")]
    assert figures == [f"Figure {n}" for n in range(count)]


def test_the_longest_date_stands_in_one_line_of_its_card(tmp_path: Path) -> None:
    content, _ = load(REPOSITORY / "content/openai_microsoft.yaml", REPOSITORY / "content/audiences.yaml")
    assert content is not None
    september = content.topic.facts["third_phase"]._replace(value=datetime.date(2023, 9, 23))
    content = content._replace(topic=content.topic._replace(facts={**content.topic.facts, "third_phase": september}))
    brief, _ = audience.resolve(content, "executive", language.evaluate)
    paper = brief.roots["briefing"]
    assert isinstance(paper, Briefing)
    pages: tuple[starter.Page, ...] = ("A4", "Letter")
    files = {tmp_path / f"{page}{count}.docx": (page, count) for page in pages for count in range(1, 6)}
    for file, (page, count) in files.items():
        facts = tuple(paper.key_facts[0]._replace(claim=RichText.of("So.")) for _ in range(count))
        brand = starter.Brand(heading_font="Georgia", body_font="Arial", page=page)
        roots = {**brief.roots, "briefing": paper._replace(key_facts=facts)}
        file.write_bytes(printed("one_page", roots, brand))
    for text, (_, count) in zip(judges.pdf_text(*files, into=tmp_path), files.values(), strict=True):
        dates = re.findall(r"23\s?Sept\s?2023", text)
        assert len(dates) == count


@pytest.mark.parametrize("kind", starter.KINDS)
def test_marking_and_draft_are_printed_above_every_page_and_the_marking_below(kind: starter.Kind) -> None:
    content, _ = load(REPOSITORY / "content/openai_microsoft.yaml", REPOSITORY / "content/audiences.yaml")
    assert content is not None
    brief, _ = audience.resolve(content, "legal", language.evaluate)
    paper = brief.roots["briefing"]
    assert isinstance(paper, Briefing)
    printed = rendered(kind, {**brief.roots, "briefing": paper._replace(marking="TLP:AMBER", status="draft")})
    assert paragraphs(printed["word/header1.xml"]) == ["TLP:AMBER  ·  Draft"]
    assert paragraphs(printed["word/header2.xml"]) == [f"{paper.title}TLP:AMBER  ·  Draft"]
    for name in ("word/footer1.xml", "word/footer2.xml"):
        assert paragraphs(printed[name])[1:] == ["TLP:AMBER"]


@pytest.mark.parametrize(
    ("tongue", "labels"),
    [
        ("en-US", ["Bottom line", "Terms used", "Sources", "Page 1 of 1"]),
        ("de-AT", ["Das Wichtigste", "Begriffe", "Quellen", "Seite 1 von 1"]),
        ("fr", ["L’essentiel", "Glossaire", "Sources", "Page 1 sur 1"]),
        ("es-MX", ["Lo esencial", "Glosario", "Fuentes", "Página 1 de 1"]),
        ("nl", ["Bottom line", "Terms used", "Sources", "Page 1 of 1"]),
    ],
)
def test_the_labels_of_a_template_are_in_the_brands_language(tongue: str, labels: list[str]) -> None:
    members = dict(unpacked(starter.template(starter.Brand(language=tongue), "briefing")))
    typed = [line for name in ("document", "footer1") for line in paragraphs(members[f"word/{name}.xml"])]
    assert [label for label in labels if not any(line.endswith(label) for line in typed)] == []


def test_no_english_is_left_in_a_template_of_another_language() -> None:
    for kind in starter.KINDS:
        members = dict(unpacked(starter.template(starter.Brand(language="de"), kind)))
        text = "\n".join(
            re.sub(r"{[{%].*?[%}]}", "", line)
            for name, data in members.items()
            if re.match(r"word/(document|header|footer)", name)
            for line in paragraphs(data)
        )
        assert re.findall(r"\b(?:[Oo]f|[Tt]he|For|From|As|Page|Draft|Sources|Terms|line|answer)\b", text) == []


def rendered(kind: starter.Kind, roots: Mapping[str, object]) -> dict[str, bytes]:
    """The members of a paper made with our own template: nothing left over."""
    members = dict(unpacked(printed(kind, roots, starter.Brand())))
    assert [name for name, data in members.items() if b"{{" in data or b"{%" in data] == []
    return members


def printed(kind: starter.Kind, roots: Mapping[str, object], brand: starter.Brand) -> bytes:
    """A paper made with a brand's template, with nothing to object to."""
    compiled, faults = template.compile_docx(starter.template(brand, kind), f"{kind}.docx")
    assert compiled is not None
    assert faults == ()
    stream = io.BytesIO()
    assert render.render(compiled, roots, stream) == ()
    assert verify(stream.getvalue(), f"{kind}.docx") == ()
    return stream.getvalue()


def paragraphs(xml: bytes) -> list[str]:
    """The text of each paragraph; tabs and field codes print nothing here."""
    return [
        "".join(text.text or "" for text in paragraph.iter(f"{{{W}}}t"))
        for paragraph in etree.fromstring(xml).iter(f"{{{W}}}p")
    ]


def test_a_new_project_brings_content_and_templates(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    written, faults = starter.new_project(folder)
    names = {path.relative_to(folder).as_posix() for path in written}
    assert faults == ()
    assert names >= {"README.md", ".gitignore", "content/audiences.yaml", "templates/one_page.docx"}
    assert names == {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert (folder / "templates/memo.docx").read_bytes() == (REPOSITORY / "templates/memo.docx").read_bytes()
    assert "build/" in (folder / ".gitignore").read_text().splitlines()


def test_a_new_project_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / "notes.txt").write_text("also mine")
    written, faults = starter.new_project(tmp_path)
    assert written == ()
    assert [(fault.code, fault.message) for fault in faults] == [
        ("P210", "the folder is not empty: it holds 'README.md' and 2 more")
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "content", "notes.txt"]
    assert (tmp_path / "README.md").read_text() == "mine"


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    written, (fault,) = starter.new_project(tmp_path)
    assert (written, fault.code) == ((), "P210")
    assert fault.message == "the folder is not empty: it holds 'letter.txt'"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_folder_that_git_has_begun_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert starter.new_project(tmp_path)[1] == ()
    assert (tmp_path / "templates" / "briefing.docx").is_file()


def test_a_project_where_a_file_stands_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("a file")
    written, (fault,) = starter.new_project(tmp_path / "papers")
    assert written == ()
    assert (fault.code, fault.message) == ("P211", "the project cannot be written: a file has the name of the folder")
    assert fault.where == Span(str(tmp_path / "papers"))


def test_a_project_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    _, (fault,) = starter.new_project(tmp_path / "file" / "papers")
    assert fault.code == "P211"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_project_is_also_made_of_what_is_installed_as_a_zip(tmp_path: Path) -> None:
    assert zipped(tmp_path / "whole.zip", {"content/a.yaml": "a: 1", "templates/a.docx": "a file"}) == [
        *(".gitignore", "README.md", "content", "content/a.yaml", "templates", "templates/a.docx"),
    ]


def test_what_a_project_begins_with_is_missed(tmp_path: Path) -> None:
    assert zipped(tmp_path / "poor.zip", {}) == ["P211"]


def zipped(archive: Path, packaged: Mapping[str, str]) -> list[str]:
    """What a new project holds, or what is told instead, where the program is installed as a zip with these files."""
    source = Path(starter.__file__).parent
    with zipfile.ZipFile(archive, "w") as file:
        for path in source.rglob("*.py"):
            file.write(path, path.relative_to(source.parent))
        for name, text in packaged.items():
            file.writestr(f"briefing/starter_project/{name}", text)
    code = (
        "import pathlib\nfrom briefing import starter\n"
        "print(*(fault.code for fault in starter.new_project(pathlib.Path('new'))[1]))"
    )
    own = {**os.environ, "PYTHONPATH": str(archive)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=archive.parent, env=own, capture_output=True, text=True, check=True)
    made = archive.parent / "new"
    return done.stdout.split() or sorted(path.relative_to(made).as_posix() for path in made.rglob("*"))


def test_a_broken_link_counts_as_taken(tmp_path: Path) -> None:
    os.symlink(tmp_path / "nowhere", tmp_path / "templates")
    assert [fault.code for fault in starter.new_project(tmp_path)[1]] == ["P210"]


@given(COLOURS, COLOURS)
def test_contrast_is_symmetric_and_between_1_and_21(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001
    assert contrast(one, one) == 1


@given(COLOURS, COLOURS)
def test_a_darkened_colour_passes_or_is_black(colour: str, ground: str) -> None:
    darker = darkened(colour, (ground, WHITE), 4.5)
    assert darker == "000000" or min(contrast(darker, ground), contrast(darker, WHITE)) >= 4.5


@given(COLOURS)
def test_tints_go_from_white_to_the_colour(colour: str) -> None:
    assert tinted(colour, 0) == WHITE
    assert tinted(colour, 255) == colour


def test_contrast_is_what_wcag_says() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.005)


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
