"""Suggestions help, or are not made."""

from __future__ import annotations

import pytest

from briefing.diagnostics import did_you_mean


@pytest.mark.parametrize(
    ("typed", "known", "meant"),
    [
        ("botom_line", ["title", "bottom_line"], "bottom_line"),
        ("url", ["note", "URL"], "URL"),
        ("Owner", ["owner", "order"], "owner"),
        ("exec", ["executive", "legal"], "executive"),
        ("isued", ["issued", "used"], "issued"),
        ("business", ["lines", "disputes"], ""),
        ("cloud", ["court", "amount"], ""),
        ("", ["a"], ""),
    ],
)
def test_the_nearest_name_is_suggested_if_it_is_near(typed: str, known: list[str], meant: str) -> None:
    assert did_you_mean(typed, known) == ((f"did you mean '{meant}'?",) if meant else ())


def test_of_names_that_differ_in_capitals_the_first_is_suggested() -> None:
    assert did_you_mean("TITLE", ["title", "Title"]) == ("did you mean 'title'?",)
