"""What texts owe to readers who listen."""

from __future__ import annotations

import pytest

from briefing import checks
from briefing.diagnostics import Span
from briefing.model.content import ChartBody, FigureBody
from tests.contents import PATH, block, content, fact, section, text


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("See [the survey](https://example.org/a).", []),
        ("For the survey click [here](https://example.org/a).", [("O306", Span(PATH, 4, 22, 4, 51))]),
        ("[Mehr erfahren](https://example.org)", [("O306", Span(PATH, 4, 1, 4, 37))]),
        ("See <https://example.org/reports/2023/rents.html>.", [("O307", Span(PATH, 4, 5, 4, 50))]),
        ("See <https://example.org>.", []),
        ("A [note] (in brackets), a \\[here](x) and ![].", []),
        ("[here](#b)", [("O306", Span(PATH, 4, 1, 4, 11))]),
    ],
)
def test_a_link_says_where_it_leads(said: str, expected: list[tuple[str, Span]]) -> None:
    found = checks.of_topic(content(section("s", block("a", said, 4), block("b", "x"))))
    assert [(one.code, one.where) for one in found] == expected


def test_links_in_claims_and_variants_are_read_too() -> None:
    link = "Read [more](https://example.org)."
    written = content(section("s", block("a", "Words.", variants={"x": link})), facts=(fact("f", "number", 4, link),))
    assert [one.code for one in checks.of_topic(written)] == ["O306", "O306"]


@pytest.mark.parametrize(
    ("alt", "expected"), [("rents.png", ["O302"]), ("Figure 3", ["O302"]), ("Rents rise each year.", [])]
)
def test_a_picture_or_chart_is_described_in_words(alt: str, expected: list[str]) -> None:
    figure = block("a", body=FigureBody("rents.png", alt))
    chart = block("b", body=ChartBody("bar", (), (), text(alt)))
    found = checks.of_topic(content(section("s", figure, chart)))
    assert [one.code for one in found] == expected * 2


def test_a_name_that_no_file_can_have_is_not_looked_for() -> None:
    figure = block("a", body=FigureBody("x" * 5000 + ".png", "Rents rise each year."))
    assert [one.code for one in checks.of_topic(content(section("s", figure)))] == []
