"""The words of a topic that one reader does not get."""

from __future__ import annotations

from briefing.audience import resolve
from briefing.checks import withheld
from briefing.model.content import Content, QuoteBody
from tests.contents import audience, block, content, fact, section, text

HIDDEN = "Nobody else may read this sentence here."


def of(written: Content, reader: str) -> dict[str, str]:
    return dict(withheld(written, resolve(written, reader, lambda *_: (None, None))[0]))


def readers(*blocks: object, **fields: object) -> Content:
    both = (audience("x"), audience("y", depth="brief"))
    return content(section("s", *blocks), audiences=both, **fields)  # type: ignore[arg-type]


def test_a_block_that_a_reader_does_not_get_is_withheld_sentence_by_sentence() -> None:
    written = readers(block("a", f"{HIDDEN} Short one. And another sentence that is long.", only=("x",)))
    out = "words of 'a', which 'y' does not get"
    assert of(written, "y") == {HIDDEN: out, "And another sentence that is long.": out}
    assert of(written, "x") == {}


def test_the_words_for_other_readers_are_withheld_and_one_s_own_are_not() -> None:
    own = "These are the words for x alone."
    written = readers(block("a", HIDDEN, variants={"x": own}))
    assert of(written, "x") == {HIDDEN: "the default words of 'a'"}
    assert of(written, "y") == {own: "the words of 'a' for 'x'"}


def test_what_stands_elsewhere_in_the_edition_is_not_withheld() -> None:
    written = readers(block("a", HIDDEN, only=("x",)), block("b", f"Yes. {HIDDEN}"))
    assert of(written, "y") == {}
    claimed = readers(block("a", HIDDEN, only=("x",)), facts=(fact("f", "number", 4, HIDDEN),))
    assert of(claimed, "y") == {}


def test_of_a_sentence_with_facts_and_citations_the_longest_literal_stretch_counts() -> None:
    said = "Since {{ facts.f }} the *whole* board has met in secret every week [@s; @t, p. 3] and more."
    assert of(readers(block("a", said, only=("x",))), "y").keys() == {"board has met in secret every week"}


def test_quotations_are_withheld_too() -> None:
    written = readers(block("a", kind="quote", body=QuoteBody(text(HIDDEN)), only=("x",)))
    assert of(written, "y").keys() == {HIDDEN}
