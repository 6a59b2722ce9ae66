"""Every code has an example, and every example is run: what is wrong gives the code, what is right does not."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefing import explain
from briefing.codes import CODES
from briefing.explain import KINDS, STAGES, Example
from tests.circumstances import CIRCUMSTANCES
from tests.examples import said, told

PAGE = Path(__file__).parent.parent / "docs" / "codes.md"
LONGEST = 10  # lines of a side

ALSO: dict[str, set[str]] = {}
"""Errors that come with what an example shows, and cannot be kept from it."""


def found(code: str, folder: Path, patch: pytest.MonkeyPatch, *, wrong: bool) -> list[str]:
    """What is said where an example stands."""
    shown = explain.example(code)
    assert shown is not None, f"{code} has no entry in src/briefing/codes/examples/{explain.file_of(code)}.yaml"
    project = folder / "project"
    if shown.kind == "circumstance":
        assert code in CIRCUMSTANCES, f"the circumstance of {code} is not made in tests/circumstances.py"
        return told(CIRCUMSTANCES[code](project, patch, wrong))
    project.mkdir()
    patch.chdir(project)
    return said(shown, code, project, wrong=wrong)


def errors(lines: list[str]) -> list[str]:
    return [line for line in lines if CODES[line[:4]].severity == "error"]


@pytest.mark.parametrize("code", CODES)
def test_what_is_wrong_gives_its_code_and_no_other_error(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = found(code, tmp_path, monkeypatch, wrong=True)
    assert code in {line[:4] for line in lines}, lines
    assert [line for line in errors(lines) if line[:4] not in {code, *ALSO.get(code, ())}] == []


@pytest.mark.parametrize("code", CODES)
def test_what_is_right_does_not_give_it_and_gives_no_error(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = found(code, tmp_path, monkeypatch, wrong=False)
    assert [line for line in lines if line.startswith(code)] == []
    assert errors(lines) == []


def test_every_code_is_of_a_stage() -> None:
    assert [code for code in CODES if not {code[:1], code[:2]} & STAGES.keys()] == [], "see STAGES in explain.py"


def test_every_code_has_an_example_in_the_file_of_its_stage() -> None:
    assert [
        f"{code}: src/briefing/codes/examples/{explain.file_of(code)}.yaml" for code in CODES if not shown(code)
    ] == []


def test_every_example_is_of_a_code() -> None:
    files = sorted({stage.file for stage in STAGES.values()})
    strays = [
        f"{file}.yaml: {code}"
        for file in files
        for code in explain.examples(file)
        if code not in CODES or explain.file_of(code) != file
    ]
    assert strays == []
    assert sorted(path.stem for path in explain.EXAMPLES.iterdir()) == files


def test_examples_are_short_and_their_sides_differ() -> None:
    examples = [(code, example) for code in CODES if (example := shown(code))]
    assert [code for code, one in examples if not one.right or one.wrong == one.right] == []
    assert [code for code, one in examples if not {one.kind, *one.beside} <= KINDS.keys()] == []
    texts = [
        (code, text)
        for code, one in examples
        for kind, text in ((one.kind, one.wrong), (one.kind, one.right), *one.beside.items())
        if kind != "text"  # prose, which may want many words to be wrong
    ]
    assert [code for code, text in texts if len(text.splitlines()) > LONGEST] == []


def shown(code: str) -> Example | None:
    return explain.example(code)


# What is printed


def test_a_code_is_explained_with_its_severity_a_reason_and_both_sides() -> None:
    text, faults = explain.explain("T310")
    assert faults == ()
    assert text == (
        "error[T310]: missing value\n\n"
        "The data has nothing of this name. `default(…)` and `is defined` say that it may be missing.\n\n"
        "data.yaml:\n\n"
        "    client: {name: Ada Lovelace}\n\n"
        "templates/note.docx, wrong:\n\n"
        "    Dear {{ client.nmae }},\n\n"
        "templates/note.docx, right:\n\n"
        "    Dear {{ client.name }},\n"
    )


def test_a_circumstance_is_told_in_words() -> None:
    text, _ = explain.explain("T005")
    assert 'For example: The template was saved as "Strict Open XML Document (.docx)".\n' in text
    assert "What to do: Open it in Word" in text


def test_what_is_made_in_word_is_said_to_be() -> None:
    assert "What stands in square brackets is made in Word." in explain.explain("R323")[0]
    assert "square brackets" not in explain.explain("T310")[0]


def test_small_letters_will_do() -> None:
    assert explain.explain(" t310 ") == explain.explain("T310")


@pytest.mark.parametrize("code", CODES)
def test_what_is_printed_is_no_wider_than_a_terminal(code: str) -> None:
    text, _ = explain.explain(code)
    assert [line for line in text.splitlines() if len(line) > explain.WIDTH] == []


def test_colours_are_added_and_change_nothing_else() -> None:
    coloured, _ = explain.explain("Q102", colour=True)
    assert "\x1b[1;33mwarning[Q102]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == explain.explain("Q102")[0]


@pytest.mark.parametrize("words", ["Q", "q1"])
def test_a_letter_lists_its_codes_with_severity_and_title(words: str) -> None:
    lines = explain.explain(words)[0].splitlines()
    assert lines[:2] == [
        "Q101  error    block that reaches no audience",
        "Q102  warning  omission of what is out anyway",
    ]
    assert {line[0] for line in lines} == {"Q"}


def test_all_lists_every_code_once_stage_by_stage() -> None:
    listed = [line[:4] for line in explain.explain("all")[0].splitlines()]
    assert sorted(listed) == sorted(CODES)
    assert "".join(dict.fromkeys(code[0] for code in listed)) == "PCAQTRO"


@pytest.mark.parametrize("words", ["T31", "T3100", "X", "", "missing"])
def test_what_is_no_code_is_told(words: str) -> None:
    text, (fault,) = explain.explain(words)
    assert (text, fault.code, fault.message) == ("", "P109", f"there is no code '{words}'")
    assert fault.hints[-1] == "`briefing explain all` lists them"


def test_the_code_that_was_meant_is_named() -> None:
    assert explain.explain("T31")[1][0].hints[0] == "did you mean 'T310'?"


def test_examples_are_not_read_before_they_are_asked_for() -> None:
    done = subprocess.run([sys.executable, "-c", ASKING], capture_output=True, text=True, check=True)
    assert done.stdout == "False True\n"


ASKING = """
import sys
from briefing import explain

before = "yaml" in sys.modules
explain.explain("T310")
print(before, "yaml" in sys.modules)
"""


# The page


def test_the_page_of_codes_is_what_the_tables_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == explain.page(), "run `make codes`"


def test_the_page_has_a_heading_for_each_code_and_all_that_is_printed() -> None:
    page = explain.page()
    assert sorted(re.findall(r"^### (\w+)$", page, re.MULTILINE)) == sorted(CODES)
    texts = [text for code in CODES if (one := shown(code)) for text in (one.wrong, one.right, one.note)]
    assert [text for text in texts if text not in page] == []
