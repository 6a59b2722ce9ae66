"""What all engines make: the same templates in each one's own language, and the data for them."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any, NamedTuple

import docx

_WORDS = "the partnership between both firms extends compute & models where “cloud” demand grows < für naïve".split()
_COLUMNS = ("quarter", "revenue", "change", "comment", "owner", "note")


class Syntax(NamedTuple):
    """How an engine types what: a value at the top, one of a loop's variable, a loop's begin and end, in paragraphs or
    rows of their own, a condition."""

    value: str
    of: str
    begin: str
    end: str
    row_begin: str
    row_end: str
    when: str
    done: str


JINJA = Syntax(
    *("{{{{ {0} }}}}", "{{{{ {0}.{1} }}}}", "{{%p for {0} in {1} %}}", "{{%p endfor %}}"),
    *("{{%tr for {0} in {1} %}}", "{{%tr endfor %}}", "{{%p if {0}.{1} %}}", "{{%p endif %}}"),
)
BRACES = Syntax("{{{0}}}", "{{{1}}}", "{{#{2}}}", "{{/{2}}}", "{{#{2}}}", "{{/{2}}}", "{{#{1}}}", "{{/{1}}}")
PLUSES = Syntax(
    *("+++INS {0}+++", "+++INS ${0}.{1}+++", "+++FOR {0} IN {1}+++", "+++END-FOR {0}+++"),
    *("+++FOR {0} IN {1}+++", "+++END-FOR {0}+++", "+++IF ${0}.{1}+++", "+++END-IF+++"),
)
SYNTAX = {
    **dict.fromkeys(("briefing", "docxtpl", "pandoc"), JINJA),  # the last takes styles from it
    **dict.fromkeys(("docxtemplater", "easy-template-x"), BRACES),
    "docx-templates": PLUSES,
}


def paper(path: Path, own: Syntax) -> None:
    """A briefing of some four pages: headings, sections of paragraphs, facts, a table, sources."""
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = own.value.format("client")
    made.add_heading(own.value.format("title"), 0)
    made.add_paragraph(own.value.format("summary"), style="Intense Quote")
    _loop(made, own, ("f", "facts", "facts"), [("List Bullet", ("label", ": ", "value"))])
    made.add_paragraph(own.begin.format("s", "sections", "sections"))
    made.add_heading(own.of.format("s", "title"), 1)
    _loop(made, own, ("t", "$s.texts" if own is PLUSES else "s.texts", "texts"), [("Normal", ("text",))])
    made.add_paragraph(own.when.format("s", "note"))
    made.add_paragraph(f"Note: {own.of.format('s', 'note')}")
    made.add_paragraph(own.done.format("s", "note"))
    made.add_paragraph(own.end.format("s", "sections", "sections"))
    _table(made, own)
    made.save(str(path))


def table(path: Path, own: Syntax) -> None:
    """One table of six columns."""
    made = docx.Document()
    _table(made, own)
    made.save(str(path))


def deep(path: Path, own: Syntax) -> None:
    """Sections with paragraphs."""
    made = docx.Document()
    made.add_paragraph(own.begin.format("s", "sections", "sections"))
    made.add_heading(own.of.format("s", "title"), 1)
    _loop(made, own, ("t", "$s.texts" if own is PLUSES else "s.texts", "texts"), [("Normal", ("text",))])
    made.add_paragraph(own.end.format("s", "sections", "sections"))
    made.save(str(path))


def _loop(made: Any, own: Syntax, names: tuple[str, str, str], body: list[tuple[str, tuple[str, ...]]]) -> None:
    made.add_paragraph(own.begin.format(*names))
    for style, pieces in body:
        made.add_paragraph("".join(one if ":" in one else own.of.format(names[0], one) for one in pieces), style=style)
    made.add_paragraph(own.end.format(*names))


def _table(made: Any, own: Syntax) -> None:
    begin, end = (one.format("r", "rows", "rows") for one in (own.row_begin, own.row_end))
    apart = own is not BRACES  # which has both in the row itself
    rows = made.add_table(4 if apart else 2, len(_COLUMNS))
    rows.style = "Light Grid Accent 1"
    for at, name in enumerate(_COLUMNS):
        rows.cell(0, at).text = name.capitalize()
        rows.cell(2 if apart else 1, at).text = own.of.format("r", name)
    if apart:
        rows.cell(1, 0).text, rows.cell(3, 0).text = begin, end
    else:
        rows.cell(1, 0).text, rows.cell(1, len(_COLUMNS) - 1).text = (
            f"{begin}{own.of.format('r', _COLUMNS[0])}",
            f"{own.of.format('r', _COLUMNS[-1])}{end}",
        )


def data(number: int, *, rows: int = 30, sections: int = 8, texts: int = 5) -> dict[str, Any]:
    """The data of one document; another number gives others."""
    chance = random.Random(number)

    def words(count: int) -> str:
        return " ".join(chance.choice(_WORDS) for _ in range(count))

    return {
        "client": f"Client {number} & Söhne",
        "title": f"Briefing {number}",
        "summary": words(40),
        "facts": [{"label": words(2), "value": words(3)} for _ in range(8)],
        "sections": [
            {
                "title": words(4),
                "texts": [{"text": words(50)} for _ in range(texts)],
                "note": words(9) if at % 2 else "",
            }
            for at in range(sections)
        ],
        "rows": [{name: f"{name} {at} & {number}" for name in _COLUMNS} for at in range(rows)],
    }


def written(path: Path, several: list[dict[str, Any]]) -> Path:
    """A file with the data of several documents."""
    path.write_text(json.dumps(several), encoding="utf-8")
    return path


def text_of(path: Path) -> list[str]:
    """What a document says, paragraph by paragraph, empty ones left out."""
    made = docx.Document(str(path))
    cells = [cell.text for one in made.tables for row in one.rows for cell in row.cells]
    return [text for text in (*(one.text for one in made.paragraphs), *cells) if text]
