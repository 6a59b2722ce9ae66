"""From a project on disk to files on disk: all of them, or none and everything that is wrong."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from briefing import build, check
from briefing.checks import sentences
from briefing.diagnostics import Diagnostic, Place, Span
from briefing.model.rich import RichText, plain_lines
from briefing.pipeline import Edition
from briefing.word.verify import verify
from tests.examples import word_file
from tests.letters import docx, lines
from tests.projects import AUDIENCES, BODY, TOPIC, project
from tests.word.drawn import Shown

ROOT = Path(__file__).parent.parent


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return sorted(one.code for one in diagnostics)


def test_build_writes_a_file_for_each_audience(tmp_path: Path) -> None:
    outcome = build(project(tmp_path))
    assert outcome.diagnostics == ()
    assert [path.relative_to(tmp_path).as_posix() for path in outcome.files] == [
        "build/ships-owners.docx",
        "build/ships-crew.docx",
    ]
    assert lines(outcome.files[0].read_bytes()) == ["Ships for Owners", "SpeedMoney"]
    assert lines(outcome.files[1].read_bytes()) == ["Ships for Crew", "Speed"]


def test_a_chart_of_the_content_is_one_of_word_with_its_sheet(tmp_path: Path) -> None:
    figures = "      - {id: knots_made, chart: {columns: [Ship, Knots], rows: {csv: knots.csv}, alt: Knots of ships}}\n"
    topic = TOPIC.replace("      - {id: wind", figures + "      - {id: wind")
    root = project(tmp_path, topic=topic, note=docx(*BODY, "{{ sections.speed.body }}"))
    (root / "content" / "knots.csv").write_text("ship;knots\nAda;12\nBea;n/a\n")
    assert codes(check(root).diagnostics) == ["C146"]
    (root / "content" / "knots.csv").write_text("ship;knots\nAda;12\nBea;7.5\n")
    outcome = build(root, ["crew"])
    assert [one for one in outcome.diagnostics if one.is_error] == []
    shown = Shown(outcome.files[0].read_bytes())
    assert shown.series() == [("Knots", ["Ada", "Bea"], ["12", "7.5"])]
    assert shown.agrees()


def test_check_writes_nothing(tmp_path: Path) -> None:
    outcome = check(project(tmp_path))
    assert (outcome.diagnostics, len(outcome.editions), outcome.files) == ((), 2, ())
    assert not (tmp_path / "build").exists()


def test_one_audience_and_another_folder(tmp_path: Path) -> None:
    outcome = build(project(tmp_path / "p"), ["crew", "crew"], ["ships"], tmp_path / "out put 😀")
    assert [path.name for path in outcome.files] == ["ships-crew.docx"]
    assert (tmp_path / "out put 😀" / "ships-crew.docx").is_file()


def test_names_that_are_not_known_have_hints(tmp_path: Path) -> None:
    found = check(project(tmp_path), ["crw"], ["shps", "x"]).diagnostics
    assert [(one.code, one.message, *one.hints) for one in found] == [
        ("A101", "there is no audience 'crw'", "did you mean 'crew'?"),
        ("P108", "there is no topic 'shps'", "did you mean 'ships'?"),
        ("P108", "there is no topic 'x'", "there are: ships"),
    ]


def test_an_error_leaves_old_files_whole(tmp_path: Path) -> None:
    outcome = build(project(tmp_path))
    before = [path.read_bytes() for path in outcome.files]
    (tmp_path / "templates" / "note.docx").write_bytes(docx("{{ audience.lable }}"))
    broken = build(tmp_path)
    assert codes(broken.diagnostics) == ["T310"]
    assert (broken.files, [path.read_bytes() for path in outcome.files]) == ((), before)


def test_a_field_of_the_briefing_is_found_where_it_is_written(tmp_path: Path) -> None:
    (found,) = check(project(tmp_path, note=docx("{{ briefing.botom_line }}"))).diagnostics
    assert found.message == "'briefing' has no field 'botom_line'"
    (hint,) = found.hints
    assert re.fullmatch(r"did you mean 'bottom_line'\? it is written at \S*content/ships\.yaml:6:\d+", hint)


def test_errors_of_content_and_of_templates_are_told_at_once(tmp_path: Path) -> None:
    topic = TOPIC.replace("owner: Desk", "ownr: Desk")
    found = check(project(tmp_path, topic=topic, note=docx("{{ first name }}"))).diagnostics
    assert {"C120", "T201"} <= set(codes(found))


def test_a_section_that_is_empty_only_because_a_reader_is_misspelt_is_not_told_beside_it(tmp_path: Path) -> None:
    audiences = AUDIENCES.replace("owners: {", "owners: {require: [money], ")
    topic = TOPIC.replace("only: [owners]", "only: [ownrs]")
    assert codes(check(project(tmp_path, topic=topic, audiences=audiences)).diagnostics) == ["C133"]


def test_typos_in_a_tag_a_key_an_audience_a_date_and_a_file_name_are_told_in_one_run(tmp_path: Path) -> None:
    topic = TOPIC.replace("2023-01-23", "2023-02-30").replace("only: [owners]", "only: [ownrs]")
    topic = topic.replace("owner: Desk", "owner: Desk\nsubtitel: Slow")
    audiences = AUDIENCES.replace("    label: Crew\n    template: note.docx", "    label: Crew\n    template: nte.docx")
    tags = ("{{ briefing.botom_line }}", "{{ briefing.title | uper }}", "{{ briefing.owner }", "{{ briefing.verson }}")
    note = docx(*tags)
    folder = project(tmp_path, topic=topic, audiences=audiences, note=note)
    outcome = build(folder)
    said = " / ".join(one.message for one in outcome.diagnostics if one.is_error)
    for slip in ("2023-02-30", "subtitel", "ownrs", "nte.docx", "botom_line", "uper", "{{", "verson"):
        assert slip in said, slip
    assert all(one.where for one in outcome.diagnostics)
    assert "Q101" not in codes(outcome.diagnostics)  # nobody gets the block only because its reader is misspelt
    assert not (folder / "build").exists()


def test_a_topic_that_cannot_be_read_makes_no_false_faults_elsewhere(tmp_path: Path) -> None:
    audiences = AUDIENCES + "omit:\n  crew: {wind: known}\n"
    folder = project(tmp_path, topic=TOPIC.replace("sections:", "sections:\n\t- x"), audiences=audiences)
    (fault,) = check(folder).diagnostics
    assert isinstance(fault.where, Span)
    assert fault.where.line == 8


def test_an_edition_on_more_pages_than_its_reader_is_promised_is_told(tmp_path: Path) -> None:
    audiences = AUDIENCES.replace("depth: brief}", "depth: brief, limits: {pages: 1}}")
    words = "\n\n".join(["Ships need wind and water, and men who know both."] * 200)
    topic = TOPIC.replace("Ships are slow.", "|-\n  " + words.replace("\n\n", "\n\n  "))
    note = docx("{{ briefing.bottom_line }}", "{{ sections | length }}")
    outcome = build(project(tmp_path, topic=topic, audiences=audiences, note=note), audiences=["owners"], pdf=True)
    assert [one.code for one in outcome.diagnostics if one.code == "Q108"] == ["Q108"]


def test_an_error_in_one_topic_does_not_hide_another(tmp_path: Path) -> None:
    project(tmp_path, note=docx("{{ sections.speed.id }} {{ sections.trade.id }}"))
    (tmp_path / "content" / "trade.yaml").write_text(TOPIC.replace("speed", "trade"), encoding="utf-8")
    found = check(tmp_path).diagnostics
    assert sorted(one.message for one in found) == [
        "'sections' has no field 'speed'",
        "'sections' has no field 'trade'",
    ]


def test_what_is_missing_for_one_reader_says_for_whom(tmp_path: Path) -> None:
    (found,) = check(project(tmp_path, note=docx("{{ sections.money.title }}"))).diagnostics
    assert (found.message, *found.hints) == (
        "'sections' has no field 'money'",
        "'crew' does not get the section 'money': `briefing why money -a crew`",
        "{% if sections.money is defined %} says that it may be missing",
        "in the edition for 'crew'",
    )


def test_a_template_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    audiences = AUDIENCES.replace("    template: note.docx\n", "    template: noet.docx\n") + (
        "  cooks: {extends: crew, label: Cooks}\n"
    )
    (one,) = (found for found in check(project(tmp_path, audiences=audiences)).diagnostics if found.code == "T000")
    assert isinstance(one.where, Span)
    assert (Path(one.where.path).name, one.where.line, one.where.column) == ("audiences.yaml", 6, 15)
    assert one.message.startswith("there is no 'noet.docx' in ")
    assert one.hints == ("did you mean 'note.docx'?", "there are: note.docx")


@pytest.mark.parametrize("name", ["x" * 300, "x" * 5_000, "x/" * 3_000])
def test_a_template_by_an_endless_name_is_not_there(tmp_path: Path, name: str) -> None:
    audiences = AUDIENCES.replace("    template: note.docx\n", f"    template: {name}.docx\n", 1)
    found = build(project(tmp_path, audiences=audiences)).diagnostics
    assert {one.code for one in found} <= {"T000", "C125"}
    assert all(isinstance(one.where, Span) and one.where.line == 6 for one in found)


@pytest.mark.parametrize(("name", "other"), [("  crew:", '  "crew\\0":'), ("note.docx", '"no\\0te.docx"')])
def test_a_name_that_no_file_can_have_is_told_where_it_is_typed(tmp_path: Path, name: str, other: str) -> None:
    audiences = AUDIENCES.replace(name, other, 1)
    assert "C105" in codes(build(project(tmp_path, audiences=audiences)).diagnostics)


def test_a_template_that_is_no_word_file(tmp_path: Path) -> None:
    assert codes(check(project(tmp_path, note=b"Dear")).diagnostics) == ["T001"]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "build").write_text("in the way")
    outcome = build(tmp_path)
    assert codes(outcome.diagnostics) == ["O105"]
    assert outcome.files == ()


def test_each_edition_knows_what_was_found_about_it(tmp_path: Path) -> None:
    audiences = AUDIENCES.replace("depth: brief}", "depth: brief, limits: {sentence: 3}}")
    outcome = check(project(tmp_path, audiences=audiences))
    found = {edition.brief.audience: codes(edition.diagnostics) for edition in outcome.editions}
    assert found["crew"] == []
    assert set(found["owners"]) == {"Q104"}
    assert set(found["owners"]) <= set(codes(outcome.diagnostics))


def test_strict_takes_a_warning_for_an_error(tmp_path: Path) -> None:
    audiences = AUDIENCES.replace("depth: brief}", "depth: brief, limits: {words: 3}}")
    project(tmp_path, audiences=audiences)
    assert (codes(build(tmp_path, strict=True).diagnostics), (tmp_path / "build").exists()) == (["Q103"], False)
    assert len(build(tmp_path).files) == 2


def test_what_the_project_ignores_is_not_heard(tmp_path: Path) -> None:
    audiences = AUDIENCES.replace("depth: brief}", "depth: brief, limits: {words: 3}}")
    project(tmp_path, audiences=audiences)
    (tmp_path / "briefing.yaml").write_text("ignore: [Q103]\n")
    outcome = build(tmp_path, strict=True)
    assert (outcome.diagnostics, len(outcome.files)) == ((), 2)
    assert [edition.diagnostics for edition in outcome.editions] == [(), ()]


# A draft or a marking is on every page

MARKED = TOPIC.replace("owner: Desk", "owner: Desk\nmarking: TLP:AMBER")
DRAFT = TOPIC.replace("owner: Desk", "owner: Desk\nstatus: draft")
SHOWN = "{{ briefing.marking }} {{ briefing.status }}"
FIRST_DIFFERS = "<w:titlePg/>"
EVEN_DIFFER = "<w:evenAndOddHeaders/>"


@pytest.mark.parametrize(
    ("note", "bare"),
    [
        (docx(*BODY), "no page shows it"),
        (docx(*BODY, headers={"default": "Desk"}), "no page shows it"),
        (docx(*BODY, headers={"default": SHOWN}), ""),
        (docx(*BODY, headers={"first": SHOWN}), "no page shows it"),
        (
            docx(*BODY, headers={"default": SHOWN}, section=FIRST_DIFFERS),
            "the first page of section 1 would not show it",
        ),
        (docx(*BODY, headers={"default": SHOWN}, section='<w:titlePg w:val="0"/>'), ""),
        (
            docx(*BODY, headers={"default": SHOWN, "first": "x"}, section=FIRST_DIFFERS),
            "the first page of section 1",
        ),
        (docx(*BODY, headers={"default": SHOWN, "first": SHOWN}, section=FIRST_DIFFERS), ""),
        (
            docx(*BODY, headers={"default": SHOWN}, settings=EVEN_DIFFER),
            "the even pages of section 1 would not show it",
        ),
        (docx(*BODY, headers={"default": SHOWN, "even": SHOWN}, settings=EVEN_DIFFER), ""),
        (
            docx(
                *BODY,
                headers={"default": "{% if briefing.marking %}{{ briefing.marking }}{% endif %} {{ briefing.status }}"},
            ),
            "",
        ),
    ],
)
@pytest.mark.parametrize("topic", [MARKED, DRAFT])
def test_a_mark_that_some_page_would_not_show_is_an_error(tmp_path: Path, topic: str, note: bytes, bare: str) -> None:
    found = check(project(tmp_path, topic=topic, note=note)).diagnostics
    assert [one.code for one in found] == (["T401"] if bare else [])
    assert all(bare in one.message and isinstance(one.where, Place) for one in found)


def test_words_that_stand_for_a_marking_are_not_the_marking(tmp_path: Path) -> None:
    header = {"default": "{% if briefing.marking %}Marked{% endif %}"}
    (found,) = check(project(tmp_path, topic=MARKED, note=docx(*BODY, headers=header))).diagnostics
    assert found.code == "T401"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('{% if briefing.status == "draft" %}Not final{% endif %}', []),
        ('{% if briefing.status == "final" %}Final{% endif %}', ["T401"]),
    ],
)
def test_a_draft_may_be_told_in_other_words(tmp_path: Path, typed: str, expected: list[str]) -> None:
    found = check(project(tmp_path, topic=DRAFT, note=docx(*BODY, headers={"default": typed}))).diagnostics
    assert [one.code for one in found] == expected


def test_a_final_paper_without_marking_needs_no_header(tmp_path: Path) -> None:
    assert check(project(tmp_path)).diagnostics == ()


# The same input gives the same bytes


def digests(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def run(arguments: list[str], cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    own = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment}
    command = [sys.executable, "-m", "briefing", *arguments]
    return subprocess.run(command, cwd=cwd, env=own, capture_output=True, text=True, check=False)


def test_seed_time_zone_locale_and_folder_change_no_byte(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    first = run(["build", "-o", str(one)], ROOT, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    second = run(["build", "-C", str(ROOT), "-o", "two"], tmp_path, PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert len(digests(one)) == 6
    assert digests(one) == digests(two)


def test_a_file_bears_the_date_of_its_information_or_the_epoch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def created() -> str:
        with zipfile.ZipFile(io.BytesIO(check(tmp_path, ["crew"]).editions[0].data)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            return re.findall(r"<dcterms:created[^>]*>([^<]*)<", archive.read("docProps/core.xml").decode())[0]  # type: ignore[no-any-return]

    project(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert created() == "2023-01-23T00:00:00Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert created() == "2023-11-14T22:13:20Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert created() == "2023-01-23T00:00:00Z"


# Nothing leaks


@pytest.fixture(scope="module")
def shipped() -> tuple[Edition, ...]:
    outcome = check(ROOT)
    assert outcome.diagnostics == ()
    return outcome.editions


def read_by(edition: Edition) -> list[str]:
    """Every sentence that this reader is to read, and every title and cell."""
    paper: Any = edition.brief.roots["briefing"]
    texts = [paper.title, str(paper.subtitle), str(paper.bottom_line)]
    texts += [str(claim) for claim in texts_of(edition.brief.roots, {"claim", "means", "text", "cited"})]
    sections: Any = edition.brief.roots["sections"]
    texts += [line for section in sections for line in (str(section.title), *plain_lines(section.body.blocks))]
    return [sentence for text in texts for sentence in sentences(text)]


def texts_of(roots: Mapping[str, Any], fields: set[str]) -> Iterator[RichText]:
    for name in ("facts", "timeline", "terms", "sources"):
        for entry in roots[name]:
            yield from (getattr(entry, field) for field in entry._fields if field in fields)


def bare(text: str) -> str:
    """Without the numbers of citations and without spaces, which differ between editions."""
    return re.sub(r"\[[\d, pn.–-]*\]|\W", "", text).lower()


def test_no_sentence_of_one_reader_is_in_anothers_file(shipped: tuple[Edition, ...]) -> None:
    read = {edition.brief.audience: "".join(map(bare, read_by(edition))) for edition in shipped}
    leaks, tried = [], 0
    for edition in shipped:
        with zipfile.ZipFile(io.BytesIO(edition.data)) as archive:
            members = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        package = "".join(bare(unescape(re.sub(r"<[^>]*>", "", member))) + bare(member) for member in members)
        for other in shipped:
            for sentence in read_by(other):
                if len(sentence.split()) < 4 or bare(sentence) in read[edition.brief.audience]:
                    continue
                tried += 1
                if bare(sentence) in package:
                    leaks.append((edition.brief.audience, other.brief.audience, sentence))
    assert tried > 500
    assert leaks == []


def test_what_a_reader_gets_is_in_the_file(shipped: tuple[Edition, ...]) -> None:
    """That the search above would find a leak."""
    for edition in shipped:
        with zipfile.ZipFile(io.BytesIO(edition.data)) as archive:
            text = bare(unescape(re.sub(r"<[^>]*>", "", archive.read("word/document.xml").decode())))
        sections: Any = edition.brief.roots["sections"]
        prose = [s for section in sections for line in plain_lines(section.body.blocks) for s in sentences(line)]
        found = [sentence for sentence in prose if bare(sentence) in text]
        assert len(found) > 0.9 * len(prose), edition.brief.audience


def test_a_cross_reference_is_a_link_to_what_it_names(tmp_path: Path) -> None:
    topic = TOPIC.replace("A ship may have sails.", '"See [the money](#money) and [the wind](#wind)."')
    body = "{% for s in sections %}", "{{ s.title }}", "{{ s.body }}", "{% endfor %}"
    outcome = build(project(tmp_path, topic=topic, note=docx(*body)), ["owners"])
    assert codes(outcome.diagnostics) == ["R320"]  # the template has no style for links
    xml = zipfile.ZipFile(outcome.files[0]).read("word/document.xml").decode()
    assert re.findall(r'<w:hyperlink w:anchor="(\w+)"', xml) == ["part_money", "part_wind"]
    assert set(re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"', xml)) == {"part_money", "part_wind"}


def test_a_cross_reference_to_what_a_reader_lacks_is_an_error_for_that_reader(tmp_path: Path) -> None:
    topic = TOPIC.replace("A ship may have sails.", '"See [the money](#money)."')
    (found,) = check(project(tmp_path, topic=topic)).diagnostics
    message = "this leads to the section 'money', which 'crew' does not get"
    assert (found.code, found.message, found.where) == (
        "A109",
        message,
        Span(str(tmp_path / "content" / "ships.yaml"), 14, 44, 14, 50),
    )


def test_a_cross_reference_to_nothing_is_an_error(tmp_path: Path) -> None:
    topic = TOPIC.replace("A ship may have sails.", '"See [the money](#mony)."')
    (found,) = check(project(tmp_path, topic=topic)).diagnostics
    assert (found.code, found.hints) == ("C138", ("did you mean 'money'?",))


def test_check_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    check(project(tmp_path), progress=lambda *step: told.append(step))
    assert told == [(0, 1, "ships"), (1, 1, "")]


def test_words_of_another_reader_s_block_in_a_template_are_an_error(tmp_path: Path) -> None:
    topic = TOPIC.replace("Ships cost money.", "Ships cost far more money than anybody thinks.")
    root = project(tmp_path, topic=topic, note=docx(*BODY, "Ships cost far more money than anybody thinks."))
    (found,) = check(root).diagnostics
    assert found.code == "O291"
    assert isinstance(found.where, Place)
    assert (found.where.path[-9:], found.where.excerpt) == (
        "note.docx",
        "Ships cost far more money than anybody thinks.",
    )
    assert build(root).files == ()


def test_one_fault_of_a_template_hides_no_other(tmp_path: Path) -> None:
    topic = MARKED.replace("Ships cost money.", "Ships cost far more money than anybody thinks.")
    note = docx(*BODY, "Ships cost far more money than anybody thinks.")
    assert codes(check(project(tmp_path, topic=topic, note=note)).diagnostics) == ["O291", "T401"]


def test_a_template_that_nobody_uses_is_read_too(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "templates" / "old.docx").write_bytes(docx("{{ briefing.titel }} {{ its_own }}"))
    assert [one.message for one in check(root).diagnostics] == ["'briefing' has no field 'titel'"]


def test_hidden_text_in_a_template_is_an_error_at_its_place_there(tmp_path: Path) -> None:
    plain, hidden = b'<w:r><w:t xml:space="preserve">Secret', b"<w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret"
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(*BODY, "Secret"))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(plain, hidden))
    root = project(tmp_path, note=stream.getvalue())
    for _ in range(2):  # what was found is found again
        (found,) = check(root).diagnostics
        assert isinstance(found.where, Place)
        assert (found.code, found.where.path[-9:], found.where.excerpt) == ("O292", "note.docx", "Secret")


def test_a_tag_in_a_part_that_nobody_renders_is_left_in_no_file(tmp_path: Path) -> None:
    note = word_file("{{ briefing.title }} {{ '{{ typed }}' }}\n[building block: Dear {{ name }}]")
    outcome = build(project(tmp_path, note=note), ["crew"])
    assert [one.code for one in outcome.diagnostics if one.is_error] == ["O290"]
    assert outcome.files == ()


def test_a_template_that_two_audiences_miss_is_told_once(tmp_path: Path) -> None:
    (found,) = check(project(tmp_path, audiences=AUDIENCES.replace("note.docx", "noet.docx"))).diagnostics
    assert (found.code, [related.message for related in found.related]) == ("T000", ["named here, too"])


def long_table(folder: Path, *after: str) -> Path:
    """A project with a table of so many rows that only a few are looked at, and paragraphs after it."""
    sails = "{id: sails, text: A ship may have sails.}"
    assert sails in TOPIC
    topic = TOPIC.replace(sails, "{id: sails, table: {columns: [Ship, Sails], rows: {csv: sails.csv}}}")
    body = ("{{ briefing.title }}", "{% for s in sections %}", "{{ s.body }}", "{% endfor %}", *after)
    root = project(folder, topic=topic, note=word_file("\n".join(body)))
    rows = "".join(f"Ship & {number},{number}\n" for number in range(4_000))
    (root / "content" / "sails.csv").write_text(f"Ship,Sails\n{rows}", encoding="utf-8")
    return root


def test_a_long_table_is_built_whole(tmp_path: Path) -> None:
    built = build(long_table(tmp_path))
    assert [one.message for one in built.diagnostics if one.is_error] == []
    for file in built.files:
        said = lines(file.read_bytes())
        assert said[-1] != "Ship & 3999"
        assert sum(line.startswith("Ship & ") for line in said) >= 4_000
        assert verify(file.read_bytes(), file.name) == ()


def test_what_is_wrong_after_a_long_table_is_told_where_it_stands(tmp_path: Path) -> None:
    built = build(long_table(tmp_path, "# One", "{% set x = 1 %}", "{Heading3} Three"))
    found = [one.where for one in built.diagnostics if one.code == "O304"]
    assert found
    for place in found:
        assert isinstance(place, Place)
        assert place.excerpt == "Three"
        assert place.paragraph > 4_000
