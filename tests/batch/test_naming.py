"""Names of copies: safe on every system's disks, and none twice."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.batch.naming import LONGEST, Namer, mistaken


def named(pattern: str, **values: str) -> str:
    return Namer(pattern, 9).name(1, "paper", "board", values)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Ada", "Ada.docx"),
        ("Zoë & Söhne", "Zoë & Söhne.docx"),
        ("Zoe\u0308", "Zoë.docx"),
        ("../../etc/passwd", "etc-passwd.docx"),
        ("C:\\temp\\x", "C-temp-x.docx"),
        ("a\nb\tc", "a-b-c.docx"),
        ("what?*", "what-.docx"),
        ("CON", "_CON.docx"),
        ("nul.txt", "_nul.txt.docx"),
        ("end. . ", "end.docx"),
        ("-rf", "rf.docx"),
        ("gpj.\u202eexe", "gpj.-exe.docx"),
        ("東京 🗼", "東京 🗼.docx"),
    ],
)
def test_what_no_file_may_be_called_becomes_a_name(value: str, name: str) -> None:
    assert named("{who}", who=value) == name


def test_a_pattern_names_columns_topic_audience_and_row() -> None:
    assert named("{topic}-{audience}-{who}-{row}.docx", who="Ada") == "paper-board-Ada-1.docx"
    assert Namer("{row}", 1_000).name(7, "", "", {}) == "0007.docx"


def test_a_column_with_a_blank_in_its_name_can_be_named() -> None:
    assert named("{last name}", **{"last name": "Ada"}) == "Ada.docx"


@pytest.mark.parametrize(
    ("value", "why"), [("", "empty"), ("...", "empty"), ("x" * 251, "longer"), ("ö" * 126, "longer")]
)
def test_a_name_that_is_none_is_refused(value: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        named("{who}", who=value)


def test_a_name_is_given_once_whatever_its_capitals() -> None:
    namer = Namer("{who}", 9)
    namer.name(1, "", "", {"who": "Straße"})
    for alike in ("Straße", "STRASSE", "strasse"):
        with pytest.raises(ValueError, match="named"):
            namer.name(2, "", "", {"who": alike})


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{whom}", "the pattern for names asks for 'whom', which is no column"),
        ("{who", "'{who' is no pattern for names"),
        ("{who!r}", "the pattern for names asks for 'who', which is no column"),
        ("{who.__class__}", "the pattern for names asks for 'who.__class__', which is no column"),
        ("{who:>99999}", "the pattern for names asks for 'who', which is no column"),
        ("{}", "the pattern for names asks for '', which is no column"),
    ],
)
def test_a_pattern_names_nothing_but_columns(pattern: str, said: str) -> None:
    assert [one.message for one in mistaken(pattern, ("who",))] == [said]


@given(st.text(max_size=80).filter(str.isprintable))
def test_every_name_is_safe(value: str) -> None:
    try:
        name = named("{who}", who=value)
    except ValueError:
        return
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]|^[-. ]|[. ]\.docx$', name)
    assert len(name.encode()) <= LONGEST
