"""Text from right to left and East Asian text: its own font slot, size, language mark and direction, by stretch."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.word.emit.scripts import dressed, is_needed, runs_rightwards
from tests import judges
from tests.word.merging import merged
from tests.word.sketch import docx, xml

HEBREW, ARABIC, CHINESE, JAPANESE, KOREAN = "שלום", "مرحبا", "你好", "こんにちは", "안녕"


def stretches(text: str, rpr: str = "") -> list[tuple[str, str]]:
    return list(dressed(text, rpr))


@pytest.mark.parametrize(
    ("text", "language"),
    [(HEBREW, "he-IL"), (ARABIC, "ar-SA"), (CHINESE, "zh-CN"), (JAPANESE, "ja-JP"), (KOREAN, "ko-KR")],
)
def test_a_stretch_has_the_language_of_its_letters(text: str, language: str) -> None:
    ((found, rpr),) = stretches(text)
    assert found == text
    assert f'"{language}"' in rpr


def test_words_from_right_to_left_have_their_own_weight_and_size() -> None:
    rpr = '<w:rPr><w:rFonts w:ascii="Lato"/><w:b/><w:i w:val="0"/><w:sz w:val="28"/><w:lang w:val="en-GB"/></w:rPr>'
    (latin, (found, own)) = stretches(f"To {HEBREW}", rpr)
    assert latin == ("To ", rpr)
    assert found == HEBREW
    assert own == (
        '<w:rPr><w:rFonts w:ascii="Lato"/><w:b/><w:bCs/><w:i w:val="0"/><w:iCs w:val="0"/><w:sz w:val="28"/>'
        '<w:szCs w:val="28"/><w:rtl/><w:lang w:val="en-GB" w:bidi="he-IL"/></w:rPr>'
    )


def test_east_asian_text_hints_at_its_font_with_the_marks_beside_it() -> None:
    found = stretches(f"say “{CHINESE}”, ok", '<w:rPr><w:rFonts w:ascii="Lato"/></w:rPr>')
    assert [text for text, _ in found] == ["say ", f"“{CHINESE}”", ", ok"]
    assert '<w:rFonts w:ascii="Lato" w:hint="eastAsia"/>' in found[1][1]


@pytest.mark.parametrize("text", ["Ærø & “quotes” – naïve", "Ελλάδα", "Россия", "1 200 €"])
def test_other_scripts_stay_in_one_run(text: str) -> None:
    data, _ = merged(docx("{{ x }}"), x=text)
    assert len(re.findall("<w:r>", xml(data))) == 1
    assert "w:lang" not in xml(data)


@pytest.mark.parametrize(
    ("text", "expected"), [(f"{HEBREW} ok", True), (f"12 {ARABIC}", True), (f"ok {HEBREW}", False)]
)
def test_a_paragraph_goes_the_way_that_its_first_letter_goes(text: str, expected: bool) -> None:
    assert runs_rightwards(text) == expected
    for sketch in ("{{ x }}", "{{ x | markdown }}"):
        data, _ = merged(docx(sketch), x=text)
        assert ("<w:bidi/>" in xml(data)) == expected


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])))
def test_no_character_is_lost_or_moved(text: str) -> None:
    if is_needed(text):
        assert "".join(one for one, _ in dressed(text, "")) == text


def test_what_comes_out_is_accepted_by_microsofts_validator(tmp_path: Path) -> None:
    values = f"{HEBREW} World, 12! {ARABIC} “{CHINESE}” {JAPANESE} {KOREAN}"
    data, _ = merged(docx("*{{ x }}*\n_a {{ x }} b_\n{{ x | markdown }}\n{{ x }} ‖ b"), x=values)
    (tmp_path / "x.docx").write_bytes(data)
    assert judges.open_xml_sdk(tmp_path / "x.docx")[tmp_path / "x.docx"] == ()
