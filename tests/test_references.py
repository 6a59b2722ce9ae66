"""Sources as readers meet them: in full, in short, and as the marks that cite them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.content import Source
from briefing.model.record import Record
from briefing.model.rich import Anchor, Citation, Link, Note, Run, plain
from briefing.references import Citing, anchor, full, short
from tests.contents import source

DRUM = source(
    "drum_2023",
    type="article-magazine",
    title="Microsoft and OpenAI extend partnership to ‘democratize AI’",
    author=(Record({"family": "Wright", "given": "Webb"}),),
    container_title="The Drum",
    issued="2023-01-23",
)
BLOG = source("blog", title="Extending: a note", author=(Record({"literal": "Microsoft"}),), via="drum_2023")
SOURCES = {"drum_2023": DRUM, "blog": BLOG}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": "T", "container_title": "C", "issued": "2023-01"}, "“T”, C, January 2023"),
        ({"type": "book", "title": "T", "publisher": "P", "issued": "2023"}, "T, P, 2023"),
        ({"type": "legal_case", "title": "A v B", "number": "[2023] 1", "issued": "2023"}, "A v B, [2023] 1, 2023"),
        ({"title": "T", "issued": "early 2023", "note": "unsigned"}, "“T”, early 2023, unsigned"),
        ({"title": "T", "page": "3", "issued": 2020}, "“T”, 2020, p. 3"),
        ({"title": "T", "page": "3–5", "issued": 2020}, "“T”, 2020, pp. 3–5"),
        (
            {"title": "T", "URL": "http://x.org", "accessed": "2023-02"},
            "“T”, undated, http://x.org (accessed February 2023)",
        ),
        ({"title": "T", "editor": (Record({"family": "E"}),)}, "“T”, edited by E, undated"),
        ({"author": (Record({"family": "A"}),)}, "A, undated"),
        ({"description": "unsigned column", "issued": "early 2023"}, "unsigned column, early 2023"),
        ({"title": "T", "description": "a talk", "issued": "2023"}, "“T”, a talk, 2023"),
        ({}, "“s”, undated"),
    ],
)
def test_a_reference_has_what_the_source_has(fields: dict[str, object], expected: str) -> None:
    assert plain(full(source("s", **fields), "en-GB")).replace("\u00a0", " ") == expected


def test_works_and_containers_are_in_emphasis_and_parts_in_quotation_marks() -> None:
    assert full(DRUM, "en-GB")[2:5:2] == (
        Run("“Microsoft and OpenAI extend partnership to ‘democratize AI’”"),
        Run("The Drum", emphasis=True),
    )
    assert full(source("s", type="report", title="R"), "en-GB")[0] == Run("R", emphasis=True)


@pytest.mark.parametrize(
    ("families", "expected"), [("A", "A"), ("AB", "A and B"), ("ABC", "A, B and C"), ("ABCD", "A et al.")]
)
def test_many_authors_are_cut(families: str, expected: str) -> None:
    people = tuple(Record({"family": family}) for family in families)
    assert plain(full(source("s", author=people), "en-GB")) == f"{expected}, undated"


def test_a_source_known_through_another_says_so_in_the_readers_language() -> None:
    expected = "Microsoft, “Extending: a note”, undated, quoted in Webb Wright, “Microsoft"
    assert plain(full(BLOG, "en-GB", SOURCES)).startswith(expected)
    assert ", ohne Datum, zitiert in Webb Wright, „Microsoft" in plain(full(BLOG, "de", SOURCES))


def test_sources_known_through_each_other_end() -> None:
    both = {id: source(id, title=id, via=other) for id, other in ("ab", "ba")}
    assert plain(full(both["a"], "en-GB", both)) == "“a”, undated, quoted in “b”, undated"


def test_the_short_form_is_a_name_and_the_beginning_of_the_title() -> None:
    assert plain(short(BLOG, "en-GB")) == "Microsoft, “Extending”"
    assert plain(short(source("s", title="one two three four five six seven eight nine"), "en-GB")).endswith("eight…”")
    assert plain(short(source("s"), "en-GB")) == "s"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": "A long title", "title-short": "Title"}, "“Title”"),
        ({"title": "R", "title-short": "Report", "type": "report"}, "Report"),
        ({"description": "unsigned column", "title-short": "column"}, "column"),
        ({"description": "one two three four five six seven eight nine"}, "one two three four five six seven eight…"),
    ],
)
def test_a_source_may_have_a_short_title_of_its_own(fields: dict[str, object], expected: str) -> None:
    assert plain(short(Source("s", Record(fields)), "en-GB")) == expected


def test_a_described_work_goes_by_its_description() -> None:
    written = {"s": source("s", description="unsigned column")}
    assert Citing(written, "numbers", "en-GB").reference("s").title == "unsigned column"
    assert full(written["s"], "en-GB")[0] == Run("unsigned column")


FIELDS = st.dictionaries(
    st.sampled_from(
        [
            "type",
            "title",
            "description",
            "title-short",
            "author",
            "editor",
            "container-title",
            "issued",
            "page",
            "URL",
            "via",
            "note",
        ]
    ),
    st.none() | st.text(max_size=9) | st.integers() | st.tuples(st.text(max_size=3) | st.none()) | st.just(Record({})),
)


@given(FIELDS)
def test_no_field_can_break_a_reference(fields: dict[str, object]) -> None:
    odd = Source("s", Record(fields))
    assert plain(full(odd, "en-GB", {"s": odd}))
    assert plain(short(odd, "en-GB")) is not None


@given(st.lists(st.text(min_size=1, max_size=60), unique=True))
def test_anchors_are_names_of_bookmarks_and_differ(ids: list[str]) -> None:
    anchors = [anchor(id) for id in ids]
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_]{0,39}", name) for name in anchors)
    assert len(set(anchors)) == len(ids)


# Marks


def cited(*keys: str) -> Citation:
    return Citation(tuple((key.partition(",")[0], key.partition(",")[2].strip()) for key in keys))


def test_a_number_links_to_its_reference() -> None:
    citing = Citing(SOURCES, "numbers", "en-GB")
    assert citing.cite(cited("drum_2023")) == (Link("#source_drum_2023", (Run("[1]", role="citation"),)),)
    assert citing.references()["drum_2023"].number.inlines == (Anchor("source_drum_2023"), Run("1"))


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (cited("blog", "drum_2023"), "[1,\u00a02]"),
        (cited("blog, p. 3"), "[1, p.\u00a03]"),
        (cited("blog, p. 3", "drum_2023"), "[1, p.\u00a03; 2]"),
        (cited("nobody"), ""),
        (cited("nobody", "blog"), "[1]"),
    ],
)
def test_numbers_stand_in_brackets_with_their_locators(citation: Citation, expected: str) -> None:
    assert plain(Citing(SOURCES, "numbers", "en-GB").cite(citation)) == expected


def test_a_source_keeps_its_first_number() -> None:
    citing = Citing(SOURCES, "numbers", "en-GB")
    marks = [plain(citing.cite(cited(key))) for key in ("blog", "drum_2023", "blog")]
    assert (marks, list(citing.references())) == (["[1]", "[2]", "[1]"], ["blog", "drum_2023"])


def test_a_mark_counts_for_nothing() -> None:
    citing = Citing(SOURCES, "numbers", "en-GB")
    assert plain(citing.mark(cited("blog"))) == "[Microsoft, “Extending”]"
    assert citing.references() == {}


def test_a_note_is_full_once_and_has_a_short_form_for_where_there_are_no_notes() -> None:
    citing = Citing(SOURCES, "footnotes", "en-GB")
    first, second = citing.cite(cited("blog")), citing.cite(cited("blog, p. 3"))
    assert isinstance(first[0], Note)
    assert isinstance(second[0], Note)
    assert plain(first[0].inlines) == plain(full(BLOG, "en-GB", SOURCES)) + "."
    assert plain(second[0].inlines) == "Microsoft, “Extending”, p.\u00a03."
    assert plain(second[0].short) == " [Microsoft, “Extending”, p.\u00a03]"


def test_without_citations_sources_are_still_counted() -> None:
    citing = Citing(SOURCES, "none", "en-GB")
    assert (citing.cite(cited("blog")), list(citing.references())) == ((), ["blog"])
