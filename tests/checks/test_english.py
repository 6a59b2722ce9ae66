"""What is measured of English prose."""

from __future__ import annotations

import pytest

from briefing.checks.english import grade, syllables

ONE = "make makes made the once used asked changed judge whole file style free sees shoes tried trained lives"
TWO = "creates creature table tables little handled houses boxes watches changes wanted needed being question client"
THREE = "created creating idea area video radio media actual company partnership libraries employees copyright"
FOUR = "technology material reliable variety society unlawfully australia"


@pytest.mark.parametrize(("words", "count"), [(ONE, 1), (TWO, 2), (THREE, 3), (FOUR, 4)])
def test_syllables_are_counted_as_they_are_spoken(words: str, count: int) -> None:
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), count)


def test_an_abbreviation_is_spelt_out() -> None:
    assert syllables("API") == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [  # with the grades by syllables counted by hand
        ("The cat sat on the mat. The dog ran to the cat. They all had a good day in the sun.", -1.1),
        ("We will send you a letter to tell you when your pension will start and how much you will get.", 5.2),
        ("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.", 13.1),
        (
            "Determination of the applicability of the aforementioned provisions necessitates consideration of the "
            "contractual relationship between the respective parties.",
            24.2,
        ),
    ],
)
def test_the_grade_is_right_to_one(text: str, expected: float) -> None:
    assert abs(grade([text])[0] - expected) <= 1


def test_nothing_has_no_grade() -> None:
    assert grade(["", "2023 – 5 %"]) == (0.0, 0)
