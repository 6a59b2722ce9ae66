"""What editions must satisfy."""

from __future__ import annotations

from typing import Any

import pytest

from briefing import checks
from briefing.audience import resolve
from briefing.checks import sentences
from briefing.diagnostics import Diagnostic, Related, Span
from briefing.model.content import CalloutBody, Content, Limits, PointsBody, QuoteBody, Worded
from briefing.model.record import Record
from tests.contents import PATH, audience, block, content, section, term, text

LONG = "One two three four five six seven."


def faults(written: Content, *readers: str) -> list[Diagnostic]:
    """All that is wrong with the editions of all audiences unless told otherwise."""
    briefs = [resolve(written, reader, lambda *_: (None, None))[0] for reader in readers or written.audiences.audiences]
    own = [fault for brief in briefs for fault in checks.of_edition(written, brief)]
    return [*own, *checks.of_topic(written), *checks.of_all(written, briefs)]


def found(written: Content, *readers: str) -> list[tuple[str, str, Any]]:
    """Code, message and place of each fault, in the editions of all audiences unless told otherwise."""
    return [(one.code, one.message, one.where) for one in faults(written, *readers)]


def codes(written: Content, *readers: str) -> list[str]:
    return [code for code, _, _ in found(written, *readers)]


def readers(*ids: str, **fields: Any) -> tuple[Any, ...]:
    return tuple(audience(id, **fields) for id in ids)


def test_a_sound_topic_has_no_faults() -> None:
    assert found(content(section("s", block("a", "Short.")), audiences=readers("x", "y", "z"))) == []


def test_a_block_for_nobody_is_an_error_if_all_editions_are_there() -> None:
    written = content(section("s", block("a", "x", 4, depth="full")), audiences=readers("x", "y", depth="brief"))
    assert found(written) == [("Q101", "the block 'a' reaches no audience", Span(PATH, 4, 1))]
    assert found(written, "x") == []


def test_an_omission_of_what_is_out_anyway_is_a_warning() -> None:
    written = content(
        section("s", block("a", "x", only=("y",)), block("b", "x")),
        audiences=readers("x", "y"),
        omit={"x": {"a": "why", "b": "why"}},
    )
    assert [message for code, message, _ in found(written) if code == "Q102"] == [
        "'a' is omitted for 'x', who would not get it anyway"
    ]


LIMITS = Record({"limits": Record({"words": 3}, spans={"words": Span("a.yaml", 3, 12)})})


def test_words_over_the_limit_are_told_at_the_longest_block_and_where_the_limit_is_typed() -> None:
    child = audience("x", extends="p", limits=Limits(words=3))
    written = content(
        section("s", block("a", "Word.", 4), block("b", "Two words.", 5)),
        audiences=(audience("p", fields=LIMITS), child),
    )
    (fault,) = faults(written, "x")
    assert (fault.message, fault.where) == ("the edition for 'x' has 5 words, 2 over its limit of 3", Span(PATH, 5, 1))
    assert fault.hints == ("its longest block is 'b', with 2 words",)
    assert fault.related == (Related("the limit", Span("a.yaml", 3, 12)),)


def test_an_edition_without_blocks_is_too_long_where_the_limit_is_typed() -> None:
    reader = audience("x", limits=Limits(words=3), fields=LIMITS)
    (fault,) = faults(content(title=Worded(text("One two three four")), audiences=(reader,)))
    assert (fault.code, fault.where) == ("Q103", Span("a.yaml", 3, 12))


@pytest.mark.parametrize(
    "limits", [Limits(section=3), Limits(sections={"long": 3}), Limits(section=9, sections={"long": 3})]
)
def test_a_section_over_its_limit_is_told_at_its_longest_block(limits: Limits) -> None:
    sections = (section("long", block("a", "One.", 4), block("b", "One two.", 5)), section("short", block("c", "One.")))
    (fault,) = faults(content(*sections, audiences=readers("x", limits=limits)))
    message = "the section 'long' for 'x' has 4 words, 1 over its limit of 3"
    assert (fault.code, fault.message, fault.where) == ("Q109", message, Span(PATH, 5, 1))


HARD = "Organisational considerations necessitate comprehensive interdepartmental communication procedures. " * 20


def test_an_edition_that_is_too_hard_is_told_at_its_hardest_block() -> None:
    easy = "The cat sat on the mat. It was warm there. " * 5
    written = content(
        section("s", block("a", easy, 4), block("b", HARD, 5)), audiences=readers("x", limits=Limits(grade=8))
    )
    (fault,) = faults(written)
    assert (fault.code, fault.where) == ("Q110", Span(PATH, 5, 1))
    assert "(±1), its limit is 8" in fault.message
    assert "hardest block is 'b'" in fault.hints[0]


def test_a_few_words_have_no_grade() -> None:
    written = content(section("s", block("a", HARD[:90])), audiences=readers("x", limits=Limits(grade=1)))
    assert "Q110" not in codes(written)


def test_a_grade_for_another_language_says_that_it_is_not_checked() -> None:
    written = content(
        section("s", block("a", HARD)), language="de", audiences=readers("x", "y", limits=Limits(grade=8))
    )
    assert set(codes(written)) == {"Q116"}


def test_an_abbreviation_is_told_where_its_reader_first_meets_it() -> None:
    blocks = (
        block("a", "The FTC acts.", 4, only=("y",)),
        block("b", "The FTC (a regulator) and the FTC.", 5),
        block("c", "The FTC.", 6),
    )
    written = content(section("s", *blocks), audiences=readers("x", "y"))
    assert [(code, where) for code, _, where in found(written)] == [("Q111", Span(PATH, 4, 5, 4, 8))]


def test_an_abbreviation_that_a_reader_knows_or_a_term_explains_is_none() -> None:
    written = content(
        section("s", block("a", "The API and the {{ terms.sla }}; an SLA.")),
        terms=(term("sla", "SLA"),),
        audiences=readers("x", knows=("API",)),
    )
    assert codes(written) == []


def test_an_abbreviation_that_is_a_term_shows_how_to_name_it() -> None:
    (fault,) = faults(content(section("s", block("a", "An SLA.")), terms=(term("sla", "SLA"),), audiences=readers("x")))
    assert fault.hints[0] == "write {{ terms.sla }}"


def test_jargon_and_banned_words_are_told_with_what_to_say_instead() -> None:
    reader = audience("x", avoid={"leverage": "use"}, banned={"guarantee": ""})
    written = content(section("s", block("a", "We Leverage it.\nIt is a guarantee.", 4)), audiences=(reader,))
    assert [(one.code, one.message, one.hints, one.where) for one in faults(written)] == [
        ("Q112", "'x' avoids 'leverage'", ("say 'use'",), Span(PATH, 4, 4, 4, 12)),
        ("Q113", "'x' must not be told 'guarantee'", (), Span(PATH, 5, 9, 5, 18)),
    ]


def test_a_quotation_may_hold_jargon() -> None:
    quote = block("a", kind="quote", body=QuoteBody(text("We leverage it.")))
    assert codes(content(section("s", quote), audiences=readers("x", avoid={"leverage": "use"}))) == []


def test_a_reader_with_a_word_of_its_own_for_a_term_gets_that_word() -> None:
    words = term("language_model", "language model", x="AI text tool")
    written = content(section("s", block("a", "A language model.", 4)), terms=(words,), audiences=readers("x", "y"))
    (fault,) = faults(written)
    assert (fault.code, fault.where) == ("Q114", Span(PATH, 4, 3, 4, 17))
    assert fault.hints == ("write {{ terms.language_model }}",)


def test_headings_in_a_text_skip_no_level_and_are_no_deeper_than_the_limit() -> None:
    said = "# One\n\nText.\n\n### Three\n\nText."
    written = content(section("s", block("a", said, 4)), audiences=readers("x", limits=Limits(headings=2)))
    assert [(one.code, one.message, one.where) for one in faults(written)] == [
        ("Q115", "the heading “Three” skips a level in the edition for 'x'", Span(PATH, 8, 1, 8, 10)),
        ("Q115", "the heading “Three” is of level 3, where 'x' takes 2", Span(PATH, 8, 1, 8, 10)),
    ]


def test_editions_that_say_the_same_in_the_same_look_are_told() -> None:
    written = content(section("s", block("a", "Same.")), audiences=readers("x", "y", template="one.docx"))
    assert [(code, message) for code, message, _ in found(written)] == [
        ("Q305", "the editions of 'topic' for 'x' and 'y' say the same")
    ]
    blocks = (block("a", "Same."), block("b", "Same.", variants={"y": "Other words."}), block("c", "Same."))
    assert codes(content(section("s", *blocks), audiences=readers("x", "y", template="one.docx"))) == []


def test_a_long_sentence_is_told_where_it_is_typed() -> None:
    written = content(
        section("s", block("a", f"Short. {LONG}", 2), block("b", ("Fine.", LONG), 3)),
        audiences=readers("x", limits=Limits(sentence=6)),
    )
    message = "a sentence of 7 words, where 'x' takes 6: “One two three …”"
    assert found(written) == [("Q104", message, Span(PATH, 2, 8, 2, 21)), ("Q104", message, Span(PATH, 3, 1, 3, 14))]


def test_the_words_that_an_edition_took_are_the_ones_measured() -> None:
    written = content(
        section("s", block("a", LONG, variants={"x": "Short."}), block("b", "Short.", variants={"other": LONG})),
        audiences=readers("x", limits=Limits(sentence=6)),
    )
    assert "Q104" not in codes(written)


def test_callouts_are_measured_and_quotations_are_not() -> None:
    callout = block("c", kind="callout", body=CalloutBody("note", PointsBody((text(LONG),))))
    written = content(section("s", callout), audiences=readers("x", limits=Limits(sentence=6)))
    assert codes(written) == ["Q104"]


@pytest.mark.parametrize(("count", "expected"), [(5, []), (6, ["Q105"])])
def test_a_bottom_line_has_at_most_five_sentences(count: int, expected: list[str]) -> None:
    assert codes(content(bottom_line=block("bottom_line", "It is. " * count))) == expected


@pytest.mark.parametrize(("variants", "expected"), [(2, []), (3, ["Q106"])])
def test_at_most_two_fifths_of_an_edition_are_variants(variants: int, expected: list[str]) -> None:
    blocks = (block(f"b{number}", "x", variants={"x": "y"} if number < variants else {}) for number in range(5))
    assert codes(content(section("s", *blocks), audiences=readers("x"))) == expected


@pytest.mark.parametrize(("shared", "expected"), [(2, []), (1, ["Q107"])])
def test_half_of_all_blocks_reach_three_audiences(shared: int, expected: list[str]) -> None:
    blocks = (block(f"b{number}", "x", only=None if number < shared else ("x",)) for number in range(4))
    assert codes(content(section("s", *blocks), audiences=readers("x", "y", "z"))) == expected


def test_fewer_than_three_audiences_need_not_share() -> None:
    assert codes(content(section("s", block("a", "x", only=("x",))), audiences=readers("x", "y"))) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("One. Two! Three? Four", 4),
        ("Getty Images v. Stability AI is one case.", 1),
        ("Getty Images v Stability AI. The next.", 2),
        ("Some firms, e.g. Getty, sued.", 1),
        ("The U.S. Congress and J. R. Smith met Dr. Who.", 1),
        ("It grew by 2.5 per cent. OpenAI made DALL·E 2. It draws.", 3),
        ("See No. 5 of it. He said no. Then he left.", 3),
        ("Phase 3. Then more.", 2),
        ("“He left.” She stayed.", 2),
        ("Cited [1]. And again. [2] More.", 3),
        ("Das gilt z. B. Hier nicht.", 1),
        ("A line\nends a sentence", 2),
        ("", 0),
    ],
)
def test_sentences_end_where_readers_think_they_do(line: str, expected: int) -> None:
    assert len(sentences(line)) == expected


def test_an_audience_whose_parent_is_unknown_is_not_measured() -> None:
    reader = audience("x", extends="gone", limits=Limits(words=1))
    assert faults(content(section("s", block("a", "Two words.")), audiences=(reader,))) == []


def test_a_variant_that_nobody_reads_is_told() -> None:
    dead = block("a", "Words.", 4, only=("y",), variants={"x": "Other words."})
    written = content(section("s", dead), audiences=readers("x", "y"))
    assert [(code, message) for code, message, _ in found(written)] == [
        ("Q306", "nobody reads the variant of 'a' for 'x'")
    ]
    read_by_a_child = audience("z", extends="x")
    family = block("a", "Words.", only=("z",), variants={"x": "Other words."})
    written = content(section("s", family), audiences=(*readers("x", "y"), read_by_a_child))
    assert "Q306" not in codes(written)
