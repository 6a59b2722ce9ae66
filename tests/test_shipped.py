"""The briefings that come with the project: every file opens, every page holds its text, one topic and not six."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from briefing import build, check
from briefing.model.brief import Brief
from briefing.model.rich import plain_lines
from briefing.pipeline import Edition, Outcome, inquiries
from briefing.word.names import BODY, SECTION, TEXT, P, w
from briefing.word.verify import tags_left, verify
from tests import judges

ROOT = Path(__file__).parent.parent
AUDIENCES = ("executive", "board", "marketing", "small_business", "legal", "technical")
CEILINGS = {
    "executive": 600,
    "board": 350,
    "marketing": 700,
    "small_business": 700,
    "legal": 2500,
    "technical": 2000,
}


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    outcome = build(ROOT, output=tmp_path_factory.mktemp("build"), pdf=True)
    assert outcome.diagnostics == ()
    return outcome


@pytest.fixture(params=AUDIENCES)
def edition(request: pytest.FixtureRequest, shipped: Outcome) -> Edition:
    return next(edition for edition in shipped.editions if edition.brief.audience == request.param)


def test_there_is_one_for_each_audience(shipped: Outcome) -> None:
    assert {path.name for path in shipped.files} == {f"openai_microsoft-{name}.docx" for name in AUDIENCES}
    assert [path.stem for path in shipped.pdfs] == [path.stem for path in shipped.files]


def test_it_is_valid_and_holds_no_tag(edition: Edition) -> None:
    data = edition.file.read_bytes()
    assert verify(data, "out.docx") == ()
    assert tags_left(data) == ()
    assert docx.Document(str(edition.file)).core_properties.title == edition.brief.roots["briefing"].title  # type: ignore[attr-defined]


def test_microsofts_validator_objects_to_nothing(shipped: Outcome) -> None:
    assert {file.name: found for file, found in judges.open_xml_sdk(*shipped.files).items() if found} == {}


def test_libreoffice_prints_all_of_its_text(edition: Edition, shipped: Outcome, tmp_path: Path) -> None:
    (printed,) = judges.pdf_text(edition.file, into=tmp_path)
    read = "".join(printed.split())
    missing = [line for line in lines(edition) if "".join(line.split()) not in read]
    assert [line for line in missing if not in_order(line, read)] == []


def lines(edition: Edition) -> Iterator[str]:
    """What the reader is to read: bottom line, titles and bodies of sections."""
    paper, sections = edition.brief.roots["briefing"], edition.brief.roots["sections"]
    yield from plain_lines(paper.bottom_line.blocks)  # type: ignore[attr-defined]
    for section in sections:  # type: ignore[attr-defined]
        yield str(section.title)
        for line in plain_lines(section.body.blocks):
            yield line if not line.isupper() else line.capitalize()


def in_order(line: str, read: str) -> bool:
    """Whether the words of a line that a page or a table broke up are all there, whatever their case."""
    return all(word.lower() in read.lower() for word in re.findall(r"\w+", line))


@pytest.mark.parametrize("name", ["executive", "board"])
def test_a_one_pager_has_one_page(name: str, shipped: Outcome) -> None:
    pdf = next(path for path in shipped.pdfs if path.stem.endswith(name))
    assert judges.pdf_pages(pdf) == 1
    assert judges.pdf_is_tagged(pdf)


def test_no_paragraph_is_empty(edition: Edition) -> None:
    with zipfile.ZipFile(edition.file) as archive:
        body = etree.fromstring(archive.read("word/document.xml")).find(BODY)
    assert body is not None
    empty = [
        paragraph
        for paragraph in body.iter(P)
        if not "".join(text.text or "" for text in paragraph.iter(TEXT)).strip()
        and paragraph.find(f".//{w('drawing')}") is None
        and paragraph.find(f".//{SECTION}") is None
    ]
    assert empty == []


def test_headings_go_down_one_level_at_a_time(edition: Edition) -> None:
    document = docx.Document(str(edition.file))
    levels = [1] + [
        int(paragraph.style.name.split()[1])
        for paragraph in document.paragraphs
        if paragraph.style is not None and re.fullmatch(r"[Hh]eading \d", paragraph.style.name or "")
    ]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_it_is_no_longer_than_its_reader_reads(edition: Edition) -> None:
    assert edition.brief.words <= CEILINGS[edition.brief.audience]


def test_it_is_one_topic_and_not_six(shipped: Outcome) -> None:
    reached: dict[str, int] = {}
    for edition in shipped.editions:
        decisions = [decision for decision in edition.brief.decisions if decision.section]
        for decision in decisions:
            reached[decision.block] = reached.get(decision.block, 0) + decision.is_in
        inside = [decision for decision in decisions if decision.is_in]
        variants = [decision for decision in inside if "variant" in decision.outcome]
        assert len(variants) <= 0.4 * len(inside), edition.brief.audience
    assert sum(count >= 3 for count in reached.values()) >= len(reached) / 2
    assert all(reached.values())


def test_what_is_left_out_has_a_reason(edition: Edition) -> None:
    assert all(decision.reason for decision in edition.brief.decisions if decision.outcome == "omitted")


def test_check_finds_nothing_however_strict() -> None:
    outcome = check(ROOT, today=datetime.date(2023, 1, 23))
    assert outcome.diagnostics == ()
    assert len(outcome.editions) == len(AUDIENCES)


def test_the_matrix_and_why_agree_with_the_files(shipped: Outcome) -> None:
    surveys, faults = inquiries.survey(ROOT)
    assert faults == ()
    (matrix,) = inquiries.matrices(surveys)
    texts = {edition.brief.audience: said(edition.file) for edition in shipped.editions}
    for row in matrix.rows:
        answers = {answer.audience: answer for answer in inquiries.why(surveys, row.block)[0]}
        for reader, decision in row.decisions.items():
            assert answers[reader].decision == decision
            printed = words_of(surveys[0].briefs[AUDIENCES.index(reader)], row.section, row.block)
            assert (reader in row.sizes) is decision.is_in is bool(printed)
            assert printed in texts[reader], (row.block, reader)


def words_of(brief: Brief, section: str, block: str) -> str:
    """The first line of a block in an edition; nothing where it is out."""
    sections: Any = brief.roots["sections"]
    if not section:
        body: Any = brief.roots["briefing"].bottom_line  # type: ignore[attr-defined]
    elif section not in sections.ids() or block not in sections[section].blocks.ids():
        return ""
    else:
        body = sections[section].blocks[block].body
    return " ".join(next(plain_lines(body.blocks[-1:])).split())


def said(file: Path) -> str:
    """The text of a file's body."""
    with zipfile.ZipFile(file) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return " ".join(" ".join("".join(text.text or "" for text in one.iter(TEXT)) for one in root.iter(P)).split())
