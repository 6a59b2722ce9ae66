"""What the pages of documentation say is so: the walkthrough works, links lead somewhere, tables are complete."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from briefing import build, check
from briefing.codes import CODES
from briefing.language.filters import FILTERS
from briefing.word.verify import verify

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```yaml add-to=(\S+) (under|end-of)=(\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("content", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def test_the_walkthrough_adds_a_seventh_audience(project: Path) -> None:
    steps = FENCE.findall((ROOT / "docs/walkthrough.md").read_text(encoding="utf-8"))
    assert len(steps) == 4
    for file, how, where, snippet in steps:
        path = project / file
        path.write_text(added(path.read_text(encoding="utf-8"), how, where, snippet), encoding="utf-8")
        assert not [d for d in check(project).diagnostics if d.is_error]
    outcome = build(project, audiences=["works_council"])
    assert [d.message for d in outcome.diagnostics] == []
    (edition,) = outcome.editions
    assert [path.name for path in outcome.files] == ["openai_microsoft-works_council.docx"]
    assert not verify(edition.data, "out.docx")
    assert "rules for their use" in str(edition.brief.roots["briefing"].bottom_line)  # type: ignore[attr-defined]
    decisions = {decision.block: decision for decision in edition.brief.decisions}
    assert decisions["staff_questions"].is_in
    assert decisions["creative"].reason == "it is about advertising"


def added(text: str, how: str, where: str, snippet: str) -> str:
    """The text with the snippet put under a key, or at the end of a section."""
    lines = text.splitlines(keepends=True)
    if how == "under":
        at = 0
        for depth, key in enumerate(where.split(".")):
            at = next(n for n in range(at, len(lines)) if lines[n].startswith("  " * depth + key + ":")) + 1
        return "".join([*lines[:at], snippet, *lines[at:]])
    start = next(n for n, line in enumerate(lines) if line.startswith(f"  - id: {where}"))
    end = next((n for n in range(start + 1, len(lines)) if re.match(r"  - |\S", lines[n])), len(lines))
    while not lines[end - 1].strip():
        end -= 1
    return "".join([*lines[:end], snippet, *lines[end:]])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text) + re.findall(r'src="([^"]+)"', text)
    missing = [t for t in targets if not re.match(r"\w+:", t) and not (page.parent / t).exists()]
    assert missing == []


def test_every_filter_is_in_the_guide() -> None:
    guide = (ROOT / "docs/templates.md").read_text(encoding="utf-8")
    assert [name for name in FILTERS if f"`{name}" not in guide] == []


def test_the_commands_of_the_readme_exist() -> None:
    from briefing.cli import app

    known = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    typed = set(re.findall(r"^\| `briefing (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert typed == known


def test_codes_that_pages_name_exist() -> None:
    named = {code for page in PAGES for code in re.findall(r"\b[PCAQTRO]\d{3}\b", page.read_text(encoding="utf-8"))}
    assert named - set(CODES) == set()
