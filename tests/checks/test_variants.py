"""What variants must satisfy."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from briefing import checks
from briefing.checks.variants import variants
from briefing.diagnostics import Diagnostic, Span
from briefing.model.content import CalloutBody, Content, FigureBody, QuoteBody, TextBody, TimelineBody, Worded
from tests.contents import PATH, audience, block, content, fact, section, text


def faults(written: Content, accepted: Mapping[str, Mapping[str, str]] | None = None) -> list[Diagnostic]:
    return list(checks.of_topic(written, accepted=accepted))


def accepted(written: Content) -> dict[str, dict[str, str]]:
    """What is kept once a person has looked at all variants."""
    kept: dict[str, dict[str, str]] = {}
    for variant in variants(written.topic):
        kept.setdefault(variant.name, {})[variant.audience] = variant.fingerprint
    return kept


def said(default: str, variant: str = "Other words altogether.") -> Content:
    return content(section("s", block("a", default, 4, variants={"x": variant})), audiences=(audience("x"),))


def test_a_variant_is_stale_once_its_default_has_changed() -> None:
    before, after = said("The first wording."), said("The second wording.")
    assert faults(before, accepted(before)) == []
    (found,) = faults(after, accepted(before))
    assert (found.code, found.where) == ("Q301", Span(PATH, 4, 1))
    assert found.hints == ("bring the variant up to date, then `briefing accept a -a x`",)


def test_the_variant_itself_may_change() -> None:
    before, after = said("The first wording."), said("The first wording.", "Other words for it.")
    assert faults(after, accepted(before)) == []


def test_lines_broken_elsewhere_change_nothing() -> None:
    assert faults(said("The first\n  wording."), accepted(said("The first wording."))) == []


def test_a_variant_that_nobody_accepted_is_told_where_acceptance_is_kept() -> None:
    assert [one.code for one in faults(said("One."), {})] == ["Q302"]
    assert faults(said("One."), None) == []


def test_variants_of_titles_and_claims_go_stale_too() -> None:
    written = content(
        section("s")._replace(title=Worded(text("S"), {"x": text("T")})),
        title=Worded(text("A"), {"x": text("B")}),
        subtitle=Worded(text("C"), {"x": text("D")}),
        bottom_line=block("bottom_line", "E", variants={"x": "F"}),
        facts=(fact("f", "number", 4, "G", variants={"x": text("H")}),),
    )
    names = ["briefing.title", "briefing.subtitle", "facts.f.claim", "sections.s.title", "bottom_line"]
    assert [variant.name for variant in variants(written.topic)] == names


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (CalloutBody("note", TextBody(text("A."))), CalloutBody("disputed", TextBody(text("A.")))),
        (FigureBody("a.png", "A"), FigureBody("b.png", "A")),
        (FigureBody("a.png", "A"), FigureBody("a.png", "B")),
        (TimelineBody(("f",)), TimelineBody(("f", "g"))),
        (QuoteBody(text("A.")), QuoteBody(text("B."))),
    ],
)
def test_every_kind_of_default_can_change(before: object, after: object) -> None:
    def written(body: object) -> Content:
        varied = block("a", body=body, variants={"x": TextBody(text("Other words."))})
        return content(section("s", varied), audiences=(audience("x"),))

    assert "Q301" in [one.code for one in faults(written(after), accepted(written(before)))]


def test_a_variant_much_like_its_default_is_pointless() -> None:
    default = "One two three four five six seven eight nine ten."
    (found,) = faults(said(default, default.replace("two", "2")))
    assert (found.code, found.message) == ("Q303", "the variant of 'a' for 'x' shares 90% of the default's words")
    (same,) = faults(said(default, default))
    assert same.message == "the variant of 'a' for 'x' shares all of the default's words"
    assert faults(said(default, default.replace("two three", "2 3"))) == []


def test_a_variant_names_the_facts_that_its_default_names() -> None:
    written = said(
        "Since {{ facts.first }} and {{ facts.rounds }}.", "Other words since {{ facts.first }} in {{ facts.place }}."
    )
    (found,) = faults(written)
    assert (found.code, found.message) == (
        "Q304",
        "the variant of 'a' for 'x' has other facts: it names place, which the default does not and leaves out rounds",
    )
    assert faults(written, accepted(written)) == []
    assert accepted(written)["a"]["x"].endswith(" +place -rounds")


def test_accepted_differences_are_those_that_were_there() -> None:
    before = said("Since {{ facts.first }}.", "Other words.")
    after = said("Since {{ facts.first }}.", "Other words of {{ facts.rounds }}.")
    assert [one.code for one in faults(after, accepted(before))] == ["Q304"]


def test_another_name_of_a_fact_or_source_changes_no_words() -> None:
    before = said("Since {{ facts.first }} [@one].", "Other words since {{ facts.first }}.")
    after = said("Since {{ facts.begun }} [@two, p. 3].", "Other words since {{ facts.begun }}.")
    assert faults(after, accepted(before)) == []


def test_a_variant_for_an_unknown_audience_is_told_elsewhere() -> None:
    assert faults(content(section("s", block("a", "Words.", variants={"y": "Others."}))), {}) == []
