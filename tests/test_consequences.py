"""What is only a consequence of another fault is held back; what is not is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import check
from tests.projects import AUDIENCES, TOPIC, project

LIMITED = AUDIENCES.replace("depth: brief}", "depth: brief, limits: {words: 3}, require: [money]}")


def codes(folder: Path, topic: str, audiences: str = LIMITED) -> list[str]:
    return [one.code for one in check(project(folder, topic=topic, audiences=audiences)).diagnostics]


def test_what_is_told_of_a_sound_topic(tmp_path: Path) -> None:
    assert codes(tmp_path, TOPIC) == ["Q103"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("blocks:\n      - {id: cost", "block:\n      - {id: cost", ["C120"]),
        ("only: [owners]", "only: owners", ["C122"]),
        ("{id: wind, text: Ships need wind.}", "{id: Wind, text: Ships need wind.}", ["C123"]),
        ("{id: wind, text: Ships need wind.}", "{id: wind, depth: ful, text: Ships need wind.}", ["C136"]),
        ("language: en-GB", "language: english", ["C125"]),
    ],
)
def test_a_fault_of_structure_is_told_without_what_comes_of_it(
    tmp_path: Path, old: str, new: str, expected: list[str]
) -> None:
    assert codes(tmp_path, TOPIC.replace(old, new)) == expected


def test_a_fault_in_a_text_hides_nothing_of_the_whole(tmp_path: Path) -> None:
    topic = TOPIC.replace("Ships need wind.", '"Ships need {{ facts.wind }}."')
    assert codes(tmp_path, topic) == ["C131", "Q103"]


def test_a_variant_is_not_stale_where_one_of_its_sides_is_faulty(tmp_path: Path) -> None:
    root = project(tmp_path, topic=TOPIC.replace("A ship makes few knots.", '"A ship makes {{ facts.few }} knots."'))
    (root / "briefing.lock").write_text('ships: {knots: {crew: "0123456789ab"}}')
    assert [one.code for one in check(root).diagnostics] == ["C131"]


def test_a_warning_at_the_very_place_of_an_error_is_held_back(tmp_path: Path) -> None:
    topic = TOPIC.replace("language: en-GB", "language: xx_YY")
    assert codes(tmp_path, topic) == ["C125"]


def test_what_many_readers_have_alike_is_told_once(tmp_path: Path) -> None:
    topic = TOPIC.replace("Ships need wind.", "Ships need the IMO.")
    (found,) = (one for one in check(project(tmp_path, topic=topic)).diagnostics)
    assert (found.code, found.message) == ("Q111", "'IMO' is not explained where 'owners' first meets it")
    assert found.hints[-1] == "the same for 'crew'"


def test_a_picture_that_cannot_be_shown_is_told_where_it_is_named(tmp_path: Path) -> None:
    from tests.letters import docx

    topic = TOPIC.replace(
        "      - {id: wind, text: Ships need wind.}",
        "      - {id: wind, figure: {file: wind.png, alt: The wind.}}\n      - {id: sea, text: '![The sea](sea.png)'}",
    )
    root = project(tmp_path, topic=topic, note=docx("{% for s in sections %}", "{{ s.body }}", "{% endfor %}"))
    (root / "content" / "wind.png").write_bytes(b"no picture")
    found = [one for one in check(root).diagnostics if one.is_error]
    assert [(one.code, one.where.path.rpartition("/")[2], one.where.line) for one in found] == [  # type: ignore[union-attr]
        ("R312", "ships.yaml", 16),
        ("R312", "ships.yaml", 15),
    ]


def test_templates_are_read_where_audiences_cannot_be(tmp_path: Path) -> None:
    from tests.letters import docx

    root = project(tmp_path, audiences=AUDIENCES + "omit: [", note=docx("{{ briefing.titel }} {{ further }}"))
    assert [one.code for one in check(root).diagnostics] == ["C106", "T310"]


@pytest.mark.parametrize("language", ["en-GB", "de"])
@pytest.mark.parametrize("currency", ["dollars", "GPB", "''"])
def test_money_in_no_currency_is_told_once_and_printed_by_nobody(tmp_path: Path, language: str, currency: str) -> None:
    fact = f"facts: {{price: {{value: {{amount: 1500000, currency: {currency}}}, claim: Price., status: judgement}}}}\n"
    topic = TOPIC.replace("Ships need wind.", '"It cost {{ facts.price }}."').replace("en-GB", language) + fact
    found = [one.code for one in check(project(tmp_path, topic=topic)).diagnostics]
    assert found in (["C125"], ["C122"])


WIDE = "id: wind, table: {{columns: [{}], rows: [[{}]]}}".format(", ".join("c" * 64), ", ".join("x" * 64))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("text: Ships need wind.", 'text: {file: "\\e.md"}', ["C105"]),
        ("title: Ships", "title: !!set [Ships]", ["C112"]),
        ("text: Ships need wind.", 'text: "{% if x %}Ships{% else %}need{% endif %} wind."', ["C154"]),
        ("sections:", "---\nsections:", ["C109"]),
        ("id: wind, text: Ships need wind.", WIDE, ["C127"]),
        ("Ships need wind.}", f"'{'|-' * 64}|'}}", ["C127"]),
    ],
)
def test_what_comes_of_a_fault_of_a_value_is_not_told(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    from tests.letters import docx

    note = docx("{% for s in sections %}", "{{ s.body }}", "{% endfor %}")
    root = project(tmp_path, topic=TOPIC.replace(old, new), note=note)
    assert [one.code for one in check(root).diagnostics if one.is_error] == expected


@pytest.mark.parametrize(("name", "code"), [("'C:\\x.docx'", "C125"), ('"\\e.docx"', "C105")])
def test_a_template_that_cannot_be_named_is_not_looked_for(tmp_path: Path, name: str, code: str) -> None:
    assert codes(tmp_path, TOPIC, AUDIENCES.replace("note.docx, ", f"{name}, ")) == [code]


def test_a_setting_with_a_tag_is_told_once(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "briefing.yaml").write_text("output: !!set papers\n", encoding="utf-8")
    assert [one.code for one in check(root).diagnostics] == ["C112"]
