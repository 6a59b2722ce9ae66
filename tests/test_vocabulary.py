"""What templates name is read against what the topics offer, in every branch."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import content, vocabulary
from briefing.model.content import Content
from tests.letters import compiled, said
from tests.projects import AUDIENCES, TOPIC, project

MORE = """\
facts:
  speed_made: {value: 12, claim: Knots made., status: judgement}
terms:
  knot: {label: knot, means: A nautical mile an hour.}
data: {fleet: [{name: Ada, built: 2001}, {name: Bea, lost: true}]}
"""


@pytest.fixture
def ships(tmp_path: Path) -> Content:
    root = project(tmp_path, topic=TOPIC + MORE)
    found, _ = content.load(root / "content" / "ships.yaml", root / "content" / "audiences.yaml")
    assert found is not None
    return found


def misnamed(written: Content, *typed: str, complete: bool = True) -> list[str]:
    offered = vocabulary.offers([written], complete=complete)
    return [said(one) for one in vocabulary.misnamed(compiled(*typed).parts, offered)]


def test_a_name_in_a_branch_that_no_edition_takes_is_found(ships: Content) -> None:
    assert misnamed(ships, "{% if briefing.marking %}{{ briefing.markng }}{% endif %}") == [
        "T310 | {{ briefing.markng }} | 'briefing' has no field 'markng' | did you mean 'marking'?"
    ]


def test_a_name_in_a_loop_that_goes_through_nothing_is_found(ships: Content) -> None:
    assert misnamed(ships, "{% for event in timeline %}{{ event.dat }}{% endfor %}") == [
        "T310 | {{ event.dat }} | an event has no field 'dat' | did you mean 'date'?"
    ]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("{{ nope }}", "there is no 'nope' in the data"),
        ("{{ facts.sped_made }}", "'facts' has no field 'sped_made'"),
        ("{{ facts.speed_made.clam }}", "'facts.speed_made' has no field 'clam'"),
        ("{{ sections.spead.title }}", "'sections' has no field 'spead'"),
        ("{{ sections.speed.blocks.sale.body }}", "'sections.speed.blocks' has no field 'sale'"),
        ("{{ sections.speed.blocks.cost.body }}", "'sections.speed.blocks' has no field 'cost'"),
        (
            "{% for s in sections %}{% for b in s.blocks %}{{ b.titel }}{% endfor %}{% endfor %}",
            "a block has no field 'titel'",
        ),
        ("{{ terms.knt }}", "'terms' has no field 'knt'"),
        ("{{ data.flet }}", "'data' has no field 'flet'"),
        ("{% for ship in data.fleet %}{{ ship.nam }}{% endfor %}", "a record has no field 'nam'"),
        ("{{ briefing.title.x }}", "'briefing.title' has no field 'x'"),
        ("{% set paper = briefing %}{{ paper.titl }}", "'briefing' has no field 'titl'"),
        (
            "{% macro m(f) %}{{ f.clam }}{% endmacro %}{% for f in briefing.key_facts %}{{ m(f) }}{% endfor %}",
            "a fact has no field 'clam'",
        ),
        ("{% if briefing.markng is defined %}x{% endif %}", "'briefing' has no field 'markng'"),
    ],
)
def test_what_no_topic_has_is_missing(ships: Content, typed: str, message: str) -> None:
    (found,) = misnamed(ships, typed)
    assert found.startswith("T310 | ")
    assert f" | {message}" in found


@pytest.mark.parametrize(
    "typed",
    [
        "{{ briefing.title }}{{ briefing.as_of }}{{ audience.limits.words }}{{ briefing.title.upper() }}",
        "{% for s in sections %}{{ s.title }}{% for b in s.blocks %}{{ b.points[0] }}"
        "{{ b.picture.path }}{% endfor %}{% endfor %}",
        "{% for f in facts %}{{ f.claim }}{% for s in f.sources %}{{ s.number }}"
        "{% endfor %}{{ f.value.year }}{% endfor %}",
        "{% for ship in data.fleet %}{{ ship.name }}{% if ship.lost is defined %}"
        "{{ ship.lost }}{% endif %}{% endfor %}",
        "{% if data.other is defined %}{{ data.other }}{% endif %}{{ facts.other | default('none') }}",
        "{% for s in sections | rejectattr('id', 'equalto', 'money') %}{{ loop.index }}"
        "{{ s.blocks.sails.body }}{% endfor %}",
        "{% for name, section in sections.items() %}{{ name }}{% endfor %}",
    ],
)
def test_what_is_there_is_left_alone(ships: Content, typed: str) -> None:
    assert misnamed(ships, typed) == []


def test_a_text_that_a_value_can_never_be_is_told(ships: Content) -> None:
    assert misnamed(
        ships, "{% if audience.id == 'crw' %}x{% elif audience.id in ['owners', 'cooks'] %}y{% endif %}"
    ) == [
        "T406 | {% if audience.id == 'crw' %} | 'audience.id' is never 'crw' | did you mean 'crew'?",
        "T406 | {% elif audience.id in ['owners', 'cooks'] %} | "
        "'audience.id' is never 'cooks' | there are: crew, owners",
    ]


def test_ids_are_not_judged_where_a_topic_could_not_be_read(ships: Content) -> None:
    assert misnamed(ships, "{{ facts.other }}{{ sections.other.blocks.any }}{{ data.x }}", complete=False) == []
    assert len(misnamed(ships, "{{ briefing.titel }}{% for f in facts %}{{ f.clam }}{% endfor %}", complete=False)) == 2


def test_a_file_that_is_taken_in_is_read_too(ships: Content) -> None:
    offered = vocabulary.offers([ships])
    inner = compiled("{{ briefing.titel }} {{ name }}").parts
    found = vocabulary.misnamed(
        compiled("{{ snippet('a.docx', name=briefing.title) }}").parts, offered, lambda _: inner
    )
    assert [said(one) for one in found] == [
        "T310 | {{ briefing.titel }} | 'briefing' has no field 'titel' | did you mean 'title'?"
    ]


def test_check_reads_every_branch_and_tells_each_fault_once(tmp_path: Path) -> None:
    from briefing import check
    from tests.letters import docx

    note = docx("{{ briefing.titel }}", "{% if audience.id == 'cook' %}{{ briefing.ownr }}{% endif %}")
    found = check(project(tmp_path, note=note)).diagnostics
    assert sorted((one.code, one.message) for one in found) == [
        ("T310", "'briefing' has no field 'ownr'"),
        ("T310", "'briefing' has no field 'titel'"),
        ("T406", "'audience.id' is never 'cook'"),
    ]


def test_audiences_that_cannot_be_read_hide_no_fault_of_a_template(tmp_path: Path) -> None:
    from briefing import check
    from tests.letters import docx

    root = project(tmp_path, audiences=AUDIENCES + " - broken: [", note=docx("{{ briefing.title | uper }}"))
    assert [one.code for one in check(root).diagnostics] == ["C106", "T202"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            "{% for s in sections %}{% for b in s.blocks %}"
            "{% if b.kind == 'tabel' %}x{% endif %}{% endfor %}{% endfor %}",
            "the kind of a block is never 'tabel'",
        ),
        (
            "{% for s in sections %}{% if s.id == 'sped' %}x{% endif %}{% endfor %}",
            "the id of a section is never 'sped'",
        ),
        ("{% if audience == 'crew' %}x{% endif %}", "'audience' is a record, and never 'crew'"),
        ("{% if audience.label == 'Crew!' %}x{% endif %}", "'audience.label' is never 'Crew!'"),
        ("{% if briefing.language == 'english' %}x{% endif %}", "'briefing.language' is never 'english'"),
        ("{{ facts.sped_made | default('x') }}", "there is never a 'sped_made' in 'facts'"),
        ("{% if facts.sped_made is defined %}x{% endif %}", "there is never a 'sped_made' in 'facts'"),
    ],
)
def test_what_can_never_be_so_is_told(ships: Content, typed: str, message: str) -> None:
    (found,) = misnamed(ships, typed)
    assert found.startswith("T406 | ")
    assert f" | {message}" in found


def test_a_macro_that_nobody_calls_is_read_too(ships: Content) -> None:
    assert misnamed(ships, "{% macro m() %}{{ breifing.title }}{% endmacro %}") == [
        "T310 | {{ breifing.title }} | there is no 'breifing' in the data | did you mean 'briefing'?"
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["{% for s in sections %}", "{{ s.titel }}", "{{ briefing.ownr }}"], ["T210", "T310", "T310"]),
        (["{{ briefing.ownr | uper }}"], ["T202", "T310"]),
        (["{% for f in facts %}{% if f %}{{ f.clam }}{% endfor %}{% endif %}"], ["T212", "T310"]),
        (["{% if audience.id == 'crw' %}x"], ["T210", "T406"]),
        (["{% set x = briefing %}{{ x.titl }}{% if x %}"], ["T210", "T310"]),
        (["{% macro m(section) %}{{ section.any }}{{ briefing.titl }}"], ["T210", "T310"]),
        (["{% foreach section in sections %}{{ section.title }}{% endfor %}"], ["T203"]),
        (["{% for s in sections %}{{ s.title }}{% for b in s.blocks %}{{ b.body }}{% endfor %}"], ["T210"]),
    ],
)
def test_blocks_that_do_not_pair_hide_no_name(tmp_path: Path, typed: list[str], expected: list[str]) -> None:
    from briefing import check
    from tests.letters import docx

    found = check(project(tmp_path, note=docx(*typed))).diagnostics
    assert sorted(one.code for one in found) == expected
