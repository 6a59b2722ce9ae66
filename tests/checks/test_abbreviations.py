"""Abbreviations, and whether a text explains them."""

from __future__ import annotations

import pytest

from briefing.checks.abbreviations import unexplained
from briefing.checks.edition import COMMON


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The FTC and the CMA look at it; the FTC first.", ["FTC", "CMA"]),
        ("The SEC’s rules on APIs.", ["SEC", "API"]),
        ("The Federal Trade Commission (FTC) acts.", []),
        ("The FTC (Federal Trade Commission) acts.", []),
        ("IBM, or International Business Machines, sells.", []),
        ("The UK, the EU and AI.", []),
        ("ACME Ltd sells GPT-4 on H100 chips for USD 5 in World War II.", []),
        ("DO NOT USE THIS", []),
        ("Not (FTC) itself.", ["FTC"]),
    ],
)
def test_abbreviations_are_explained_or_told(text: str, expected: list[str]) -> None:
    assert list(unexplained(text, COMMON)) == expected


def test_what_is_known_needs_no_explanation() -> None:
    assert list(unexplained("The FTC acts.", {"FTC"})) == []
