"""Makes the templates of the golden tests from sketches: `python -m tests.golden.make`. Files made by hand may join."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.word.sketch import SECTION, docx, run, table

FOLDER = Path(__file__).parent

LETTER = docx(
    """
{{ sender }}
Dear {% if title %}{{ title }} {% endif %}¦*{{ na¦me }}*,
thank you for your letter of {{ received | date }}.{% if late %} We are sorry that
this took a while.
{% endif %} Here is what you asked for:
{% for point in points %}
- {{ point }}
{% else %}
_Nothing._
{% endfor %}
See ¦<w:hyperlink r:id="rLink"><w:r><w:t>our page</w:t></w:r></w:hyperlink>¦ for more.
""",
    header="{{ sender }}¦<w:r><w:tab/></w:r>¦{{ received | date('short') }}",
    footer="{_{ a footer }_}",
    title="Letter to {{ name }}",
    links={"rLink": "https://example.com/%7B%7B%20page%20%7D%7D"},
)
INVOICE = docx(
    "# Invoice {{ number }}\n"
    + table(
        "Item ‖ Price",
        "{% for group in groups %} ‖ ",
        "*{{ group.name }}* ‖ {% if group.note %}¶_{{ group.note }}_¶{% endif %}",
        "{% for line in group.lines %}{{ line.item }} ‖ {{ line.price | number(2) }}{% endfor %}",
        "{% endfor %} ‖ ",
        "Total ‖ {{ total | number(2) }}",
    )
    + "\n{% for line in reminders %}{{ line }} ‖ due{% endfor %}\nThank you."
)
REPORT = docx(
    "{% for section in sections %}\n## {{ section.title }}\n{{ section.text | markdown }}\n"
    "{% for step in section.steps %}\n1. {{ step }}\n{% endfor %}\n"
    f"<w:p><w:pPr>{SECTION.format('')}</w:pPr>{run('{% endfor %}')}</w:p>\n"
    "{Quote} {{ closing | markdown }}",
    footnote="Seen by {{ reader }}",
)
TEMPLATES: Mapping[str, bytes] = {"invoice": INVOICE, "letter": LETTER, "report": REPORT}


def main() -> None:
    """Write the templates beside their data."""
    for title, data in TEMPLATES.items():
        (FOLDER / title / "template.docx").write_bytes(data)


if __name__ == "__main__":
    main()
