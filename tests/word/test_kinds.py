"""What is made is a document, whatever kind of Word file the template is; macros stay only where they are asked for."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from briefing import Template, render, template
from briefing.model.template import Keeping
from briefing.word.kinds import DOCUMENT, KINDS, WITH_MACROS
from briefing.word.verify import verify
from tests.word.sketch import HEAD, docx, members, names, relationships
from tests.word.sound import packed

_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_WITH_BOTH = "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
_MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
_BIN = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
_DATA = '<Override PartName="/word/vbaData.xml" ContentType="application/vnd.ms-word.vbaData+xml"/>'


def of_kind(kind: str, *, macros: bool = False) -> bytes:
    """A Word file of this kind, with what Word writes for macros."""
    found = {name: text.decode() for name, text in members(docx("Hello {{ name }}")).items()}
    found["[Content_Types].xml"] = found["[Content_Types].xml"].replace(DOCUMENT, kind)
    if macros:
        found["[Content_Types].xml"] = found["[Content_Types].xml"].replace("</Types>", f"{_BIN}{_DATA}</Types>")
        found["word/vbaProject.bin"] = "not a program"
        found["word/vbaData.xml"] = f"{HEAD}<data/>"
        found["word/_rels/vbaProject.bin.rels"] = _entry(relationships({}), "wordVbaData", "vbaData.xml")
        table = "word/_rels/document.xml.rels"
        found[table] = _entry(found[table], "vbaProject", "vbaProject.bin")
    return packed(found)


def _entry(table: str, kind: str, target: str) -> str:
    entry = f'<Relationship Id="rM" Type="{_MICROSOFT}/{kind}" Target="{target}"/>'
    return table.replace("</Relationships>", f"{entry}</Relationships>")


def made(data: bytes, *, macros: bool = False) -> tuple[bytes, list[str]]:
    compiled, warnings = template.compile_docx(data, "t", keeping=Keeping(macros=macros))
    assert compiled is not None
    stream = io.BytesIO()
    assert render.render(compiled, {"name": "Ada"}, stream) == ()
    assert [one for one in verify(stream.getvalue(), "x") if one.is_error] == []
    return stream.getvalue(), [one.code for one in warnings]


def kind_of(data: bytes) -> str:
    types = members(data)["[Content_Types].xml"].decode()
    return next(part for part in types.split('"') if part.endswith("main+xml"))


@pytest.mark.parametrize("kind", [DOCUMENT, _TEMPLATE])
def test_a_template_of_word_makes_a_document(kind: str) -> None:
    data, said = made(of_kind(kind))
    assert (kind_of(data), said) == (DOCUMENT, [])


@pytest.mark.parametrize("kind", [WITH_MACROS, _WITH_BOTH])
def test_macros_are_left_out_and_that_is_told(kind: str) -> None:
    data, said = made(of_kind(kind, macros=True))
    assert (kind_of(data), said) == (DOCUMENT, ["T403"])
    assert [name for name in names(data) if "vba" in name] == []
    assert not any(b"vba" in text for text in members(data).values())


@pytest.mark.parametrize("kind", [WITH_MACROS, _WITH_BOTH])
def test_macros_stay_where_they_are_asked_for(kind: str) -> None:
    data, said = made(of_kind(kind, macros=True), macros=True)
    assert (kind_of(data), said) == (WITH_MACROS, [])
    assert members(data)["word/vbaProject.bin"] == b"not a program"


@pytest.mark.parametrize("suffix", KINDS)
def test_the_ending_of_the_name_says_the_kind(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "t.docx").write_bytes(of_kind(DOCUMENT))
    Template(tmp_path / "t.docx").render({"name": "Ada"}, tmp_path / f"out{suffix}")
    assert kind_of((tmp_path / f"out{suffix}").read_bytes()) == KINDS[suffix]


def test_a_file_that_relates_to_itself_ends() -> None:
    table = _entry(relationships({"rmain": ("officeDocument", "word/document.xml")}), "vbaProject", "_rels/.rels")
    _, said = made(packed({**members(of_kind(WITH_MACROS, macros=True)), "word/_rels/vbaProject.bin.rels": table}))
    assert said == ["T403"]
