"""What editions must satisfy."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.audience import resolve
from briefing.checks import check_content, sentences
from briefing.diagnostics import Span
from briefing.model.content import CalloutBody, Content, Limits, PointsBody, Record
from tests.contents import PATH, audience, block, content, section, text

LONG = "One two three four five six seven."


def found(written: Content, *readers: str) -> list[tuple[str, str, Any]]:
    """Code, message and place of each fault, in the editions of all audiences unless told otherwise."""
    briefs = [resolve(written, reader, lambda *_: (None, None))[0] for reader in readers or written.audiences.audiences]
    return [(fault.code, fault.message, fault.where) for fault in check_content(written, briefs)]


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


def test_words_over_the_limit_are_told_where_the_limit_is_typed() -> None:
    limits = Record({"words": 3}, spans={"words": Span("a.yaml", 3, 12)})
    parent = audience("p", fields=Record({"limits": limits}))
    child = audience("x", extends="p", limits=Limits(words=3))
    written = content(section("s", block("a", "Two words.")), audiences=(parent, child))
    assert found(written) == [("Q103", "the edition for 'x' has 4 words, 1 over its limit of 3", Span("a.yaml", 3, 12))]


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
