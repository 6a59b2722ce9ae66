"""The commands that answer questions about a project, and `accept`."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from briefing import build
from briefing.cli import app
from tests.examples import word_file
from tests.letters import docx, lines
from tests.projects import AUDIENCES, TOPIC, project

MORE = """\
key_facts: [made]
sources:
  log: {title: The log}
  diary: {title: The diary, via: log}
facts:
  made: {value: 12, claim: Knots made., sources: [diary]}
  best: {value: 15, claim: "More than {{ facts.made }}.", sources: [log]}
"""
WITH_FACTS = TOPIC.replace("A ship may have sails.", '"It made {{ facts.best }} [@log]."') + MORE
OMITTING = AUDIENCES + "omit:\n  crew: {wind: they feel it}\n"


@pytest.fixture
def ships(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = project(tmp_path, topic=WITH_FACTS, audiences=OMITTING)
    monkeypatch.chdir(root)
    return root


def briefing(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def said(*arguments: object) -> str:
    done = briefing(*arguments)
    assert done.exit_code == 0, done.output
    return done.output


def answer(*arguments: object) -> Any:
    return json.loads(said(*arguments, "--format", "json"))


def test_the_matrix_has_a_row_for_each_block_and_tells_why_something_is_omitted(ships: Path) -> None:
    assert said("matrix").splitlines() == [
        "ships: Ships",
        "",
        "section  block         owners   crew",
        "-        bottom_line   default  default",
        "speed    knots         default  variant",
        "speed    sails         default  default",
        "speed    wind          default  omitted",
        "money    cost          default  not for them",
        "         words in all  23       15",
        "",
        "omitted:",
        "  wind for crew: they feel it",
    ]


def test_the_matrix_agrees_with_the_files_that_are_built(ships: Path) -> None:
    body = "{% for s in sections %}", "{% for b in s.blocks %}", "{{ b.id }}", "{% endfor %}", "{% endfor %}"
    (ships / "templates" / "note.docx").write_bytes(docx(*body))
    made = build(ships)
    matrix = answer("matrix")["topics"][0]
    for file, reader in zip(made.files, ("owners", "crew"), strict=True):
        there = [
            block["block"]
            for block in matrix["blocks"]
            if block["section"] and block["audiences"][reader]["words"] is not None
        ]
        assert lines(file.read_bytes()) == there


class _Cells(HTMLParser):
    """The cells of the tables of a page, by their class and text."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[tuple[str, str]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if tag == "td":
            self.cells.append((dict(attrs).get("class") or "", ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "td" in self.open:
            self.cells[-1] = (self.cells[-1][0], self.cells[-1][1] + data)


def test_the_page_of_the_matrix_is_whole_and_fetches_nothing(ships: Path) -> None:
    topic = WITH_FACTS.replace("title: Ships", 'title: "Ships <b> & co"')
    (ships / "content" / "ships.yaml").write_text(topic)
    assert said("matrix", "-o", "out/coverage.html") == "wrote out/coverage.html\n"
    page = (ships / "out" / "coverage.html").read_text("utf-8")
    cells = _Cells()
    cells.feed(page)
    assert cells.open == []
    assert ("omitted", "omittedthey feel it") in cells.cells
    assert ("out", "not for themonly for owners") in cells.cells
    assert "Ships &lt;b&gt; &amp; co" in page
    assert "http" not in page
    assert "src=" not in page
    assert page == briefing("matrix", "--format", "html").output


def test_why_tells_each_step_and_what_it_comes_to(ships: Path) -> None:
    assert said("why", "knots", "-a", "crew").splitlines() == [
        "'knots' for 'crew'",
        "  is it omitted for 'crew'?                    no",
        "  is its depth, 'brief', deeper than 'brief'?  no",
        "  has it a variant for 'crew'?                 yes: the one for 'crew'",
        "→ it is in, in the words for 'crew', 4 of them: content/ships.yaml:13:26",
    ]
    assert said("why", "cost", "-a", "crew").splitlines()[-1] == "→ it is out: not for them (only for owners)"


def test_why_of_a_section_tells_of_its_blocks(ships: Path) -> None:
    found = answer("why", "speed", "-a", "owners")["answers"]
    assert [(one["block"], one["in"], one["outcome"]) for one in found] == [
        ("knots", True, "default"),
        ("sails", True, "default"),
        ("wind", True, "default"),
    ]


def test_why_and_the_matrix_agree(ships: Path) -> None:
    for block in answer("matrix")["topics"][0]["blocks"]:
        for one in answer("why", block["block"])["answers"]:
            cell = block["audiences"][one["audience"]]
            assert (one["outcome"], one["reason"]) == (cell["outcome"], cell["reason"])
            assert next(step["outcome"] for step in one["steps"] if step["outcome"]) == one["outcome"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("why", "knot"), "error[A111]: there is no block or section 'knot'\n  = hint: did you mean 'knots'?"),
        (("why", "knots", "-a", "crw"), "error[A101]: there is no audience 'crw'\n  = hint: did you mean 'crew'?"),
        (("impact", "lo"), "error[A112]: there is no source or fact 'lo'\n  = hint: did you mean 'log'?"),
        (("accept", "knot"), "error[A110]: nothing called 'knot' has a variant\n  = hint: did you mean 'knots'?"),
        (("accept", "knots", "-a", "owners"), "error[A110]: 'knots' has no variant for this audience"),
        (("explain", "T31"), "error[P109]: there is no code 'T31'"),
    ],
)
def test_what_is_not_there_has_a_hint(ships: Path, arguments: tuple[str, ...], message: str) -> None:
    done = briefing(*arguments)
    assert done.exit_code == 1
    assert message in done.output


@pytest.mark.parametrize("command", ["matrix", "facts", "why knots", "impact log", "accept --all", "schema --write"])
def test_without_a_project_there_is_nothing_to_answer(command: str, tmp_path: Path) -> None:
    done = briefing(*command.split(), "-C", tmp_path)
    assert done.exit_code == 1
    assert "error[P101]" in done.output


def test_content_with_errors_is_answered_as_far_as_it_goes(ships: Path) -> None:
    (ships / "content" / "ships.yaml").write_text(WITH_FACTS.replace("{{ facts.best }}", "{{ facts.bst }}"))
    done = briefing("matrix")
    assert done.exit_code == 1
    assert "unknown fact 'bst'" in done.output
    assert "speed    knots" in done.output


def test_facts_are_listed_with_their_sources_and_where_they_are_used(ships: Path) -> None:
    assert said("facts").splitlines() == [
        "topic  fact  value  status    sources  uses",
        "ships  made     12  reported  diary       1",
        "ships  best     15  reported  log         1",
    ]
    assert said("facts", "--used-in").splitlines() == [
        "made: 12 (reported; diary)",
        "  key facts (content/ships.yaml:20:12): owners, crew",
        "best: 15 (reported; log)",
        "  sails (content/ships.yaml:14:27): owners, crew",
    ]


def test_the_impact_of_a_source_goes_through_other_sources_facts_and_claims(ships: Path) -> None:
    assert said("impact", "log", "-a", "owners").splitlines() == [
        "source 'log' of ships",
        "  sources known through it: diary",
        "  facts that rest on it: made, best",
        "  key facts (content/ships.yaml:20:12): owners",
        "  sails (content/ships.yaml:14:27): owners",
        "→ 1 of 1 editions: owners",
    ]
    (found,) = answer("impact", "made")["impacts"]
    assert (found["kind"], found["facts"], found["audiences"]) == ("fact", ["best"], ["owners", "crew"])
    assert [use["block"] for use in found["uses"]] == ["key facts", "sails"]


def test_what_is_accepted_goes_stale_and_is_accepted_again(ships: Path) -> None:
    assert said("accept", "--all") == "accepted: knots for crew\nwrote briefing.lock\n"
    assert "Q301" not in briefing("check").output
    content = ships / "content" / "ships.yaml"
    content.write_text(content.read_text().replace("makes few knots", "makes some knots"))
    assert "warning[Q301]" in briefing("check").output
    assert briefing("check", "--strict").exit_code == 1
    assert said("accept", "knots", "-a", "crew") == "accepted: knots for crew\nwrote briefing.lock\n"
    assert "Q301" not in briefing("check").output


def test_entries_of_variants_that_are_gone_go_when_something_is_accepted(ships: Path) -> None:
    (ships / "briefing.lock").write_text("ships: {gone: {crew: a}, knots: {crew: b, owners: c}}\nother: {x: {y: z}}\n")
    said("accept", "--all")
    kept = [line.strip() for line in (ships / "briefing.lock").read_text().splitlines()[1:]]
    assert [line.partition(" ")[0] for line in kept] == ["ships:", "knots:", "crew:"]


def test_accepting_wants_a_name_or_all(ships: Path) -> None:
    assert briefing("accept").exit_code == 2
    assert briefing("accept", "knots", "--all").exit_code == 2


def test_accepting_where_there_are_no_variants_writes_nothing(ships: Path) -> None:
    content = ships / "content" / "ships.yaml"
    content.write_text(content.read_text().replace("        variants: {crew: We make few knots.}\n", ""))
    assert said("accept", "--all") == "there are no variants to accept\n"
    assert not (ships / "briefing.lock").exists()


def test_schemas_are_printed_and_written(ships: Path) -> None:
    assert json.loads(said("schema", "topic"))["$schema"].startswith("http://json-schema.org/")
    assert "wrote .briefing/ships.schema.json" in said("schema", "--write")
    written = json.loads((ships / ".briefing" / "ships.schema.json").read_text("utf-8"))
    assert "best" in json.dumps(written)
    assert briefing("schema").exit_code == 2


def test_a_schema_is_printed_outside_of_projects_too(tmp_path: Path) -> None:
    assert "properties" in json.loads(said("schema", "brand", "-C", tmp_path))


def test_copies_of_templates_have_comments_at_what_is_wrong(ships: Path) -> None:
    from docx import Document

    (ships / "templates" / "note.docx").write_bytes(docx("{{ briefing.titel }}", "{{ briefing.title | uper }}"))
    done = briefing("check", "--annotate", "faults")
    assert done.exit_code == 1
    assert "wrote faults/note-annotated.docx" in done.output
    comments = [one.text for one in Document(str(ships / "faults" / "note-annotated.docx")).comments]
    assert comments[0].startswith("error T310: 'briefing' has no field 'titel'\nHint: did you mean 'title'?")
    assert comments[1].startswith("error T202:")


def test_what_would_be_in_a_paper_unseen_has_a_comment_too(ships: Path) -> None:
    from docx import Document

    note = word_file("{{ briefing.title }} {{ audience.label }} [hidden: as the board likes it]")
    (ships / "templates" / "note.docx").write_bytes(note)
    assert briefing("check", "--annotate", "faults").exit_code == 1
    (comment,) = Document(str(ships / "faults" / "note-annotated.docx")).comments
    assert comment.text.startswith("error O292: hidden text")


def test_a_sound_project_has_no_copies(ships: Path) -> None:
    said("check", "--annotate", "faults")
    assert not (ships / "faults").exists()


@pytest.mark.parametrize(
    "words", ["matrix", "matrix --format html", "matrix --format json", "why knots", "facts --used-in"]
)
def test_what_a_terminal_would_take_for_an_order_is_made_visible_in_answers(ships: Path, words: str) -> None:
    typed = WITH_FACTS.replace("title: Ships", 'title: "\\e[31m"').replace("value: 15", 'value: "\\u009b15"')
    (ships / "content" / "ships.yaml").write_text(typed)
    printed = briefing(*words.split()).stdout
    assert printed
    assert all(line.isprintable() for line in printed.split("\n"))


def test_no_matrix_is_written_where_there_is_an_error(ships: Path) -> None:
    (ships / "content" / "ships.yaml").write_text(WITH_FACTS.replace("sources: [log]", "sources: [lag]"))
    assert briefing("matrix", "-o", "m.html").exit_code == 1
    assert not (ships / "m.html").exists()
