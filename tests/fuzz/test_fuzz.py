"""Random damage, random tags, random content: a short run here, a long one by `make fuzz`.

BRIEFING_FUZZ is the number of examples of a long run. What fails is written to tests/fuzz/found/, smallest last; moved
to tests/fuzz/cases/ it is run with every test from then on.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.database import DirectoryBasedExampleDatabase

from tests.examples import AUDIENCES, DATA, NOTE, TOPIC, word_file
from tests.fuzz import mutations, targets
from tests.test_laws import BALANCED, WILD
from tests.word.sketch import docx, members
from tests.word.sound import SOUND

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FOUND, CASES = HERE / "found", HERE / "cases"
LONG = int(os.environ.get("BRIEFING_FUZZ", "0"))
THROWN = settings(
    max_examples=LONG or 80,
    derandomize=not LONG,
    database=DirectoryBasedExampleDatabase(ROOT / ".hypothesis" / "fuzz") if LONG else None,
    suppress_health_check=list(HealthCheck),
)
TEMPLATES = (
    {name: content.encode() if isinstance(content, str) else content for name, content in SOUND.items()},
    members(word_file(NOTE)),
    members((ROOT / "templates/one_page.docx").read_bytes()),
    members((ROOT / "tests/golden/report/template.docx").read_bytes()),
)
JSON = '{"client": {"name": "Ada", "cities": ["Leeds", "York"]},\n "total": 2000.50,\n "paid": true,\n "due": null}\n'
DICE = st.integers(0, 2**32).map(random.Random)


def thrown(kind: str, data: bytes) -> None:
    """Throws a case at its target; keeps the last that fails."""
    try:
        targets.TARGETS[kind](data)
    except BaseException:
        FOUND.mkdir(exist_ok=True)
        (FOUND / f"{kind}.bin").write_bytes(data)
        raise


@given(st.sampled_from(range(len(TEMPLATES))), DICE)
@THROWN
def test_a_damaged_archive_gives_a_sound_file_or_an_error(which: int, dice: random.Random) -> None:
    thrown("template", mutations.of_zip(TEMPLATES[which], dice))


@given(st.sampled_from(range(len(TEMPLATES))), DICE)
@THROWN
def test_a_changed_tree_gives_a_sound_file_or_an_error(which: int, dice: random.Random) -> None:
    thrown("template", mutations.of_xml(TEMPLATES[which], dice))


@given(st.lists(st.one_of(BALANCED, WILD), max_size=4).map("\n".join), WILD)
@THROWN
def test_a_soup_of_tags_gives_a_sound_file_or_an_error(body: str, header: str) -> None:
    thrown("template", docx(body, header=header))


@pytest.mark.parametrize(("kind", "text"), [("topic", TOPIC), ("audiences", AUDIENCES), ("yaml", DATA), ("json", JSON)])
def test_random_content_gives_sound_files_or_an_error(kind: str, text: str) -> None:
    @given(DICE)
    @THROWN
    def law(dice: random.Random) -> None:
        thrown(kind, mutations.of_text(text, dice).encode("utf-8", "surrogatepass"))

    run: Callable[[], None] = law
    run()


@pytest.mark.parametrize("case", sorted(CASES.glob("*.bin")), ids=lambda path: path.stem)
def test_what_failed_once_holds(case: Path) -> None:
    targets.TARGETS[case.stem.partition("-")[0]](case.read_bytes())
