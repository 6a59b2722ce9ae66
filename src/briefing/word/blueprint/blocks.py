"""The blocks that more than one paper is laid out from. Every tag is one that a designer could have typed."""

from __future__ import annotations

from briefing.word.blueprint.markup import cell, paragraph, row, run, table, tag

DRAFT = '{% if briefing.status == "draft" %}'
KIND_OF_PAPER = "{% if audience.paper %}{{ audience.paper }} · {% endif %}{{ audience.label }}"
STANDING = (
    "As of {{ briefing.as_of }}  ·  Version {{ briefing.version }}  ·  {{ briefing.owner }}"
    + DRAFT
    + "  ·  Draft{% endif %}"
)


def quiet(statement: str) -> str:
    """A control tag among text, small, so that a designer sees the text first."""
    return run(statement, "Quiet")


def title_block() -> str:
    """What paper this is, for whom, what it says, and how far it can be trusted."""
    return paragraph("Kicker", KIND_OF_PAPER) + _title() + paragraph("Meta", STANDING)


def compact_title_block() -> str:
    """The same in a line less: how far it can be trusted stands at the right of what it is."""
    return paragraph("Kicker", KIND_OF_PAPER, quiet("\t" + STANDING)) + _title()


def _title() -> str:
    return "".join(
        (
            paragraph("Title", "{{ briefing.title }}"),
            tag("{% if briefing.subtitle %}"),
            paragraph("Subtitle", "{{ briefing.subtitle }}"),
            tag("{% endif %}"),
        )
    )


def bottom_line(label: str) -> str:
    """The tinted box: two paragraphs with the same border, which Word draws as one."""
    return paragraph("Bottom Line Label", label) + paragraph("Bottom Line", "{{ briefing.bottom_line }}")


def key_facts(width: float) -> str:
    """Three facts stand as cards side by side; any other number, in rows of two."""
    third, half = width / 3, width / 2
    row_of_two, end = quiet("{% for pair in briefing.key_facts|batch(2) %}"), quiet("{% endfor %}")
    there, so_far = quiet("{% if pair|length == 2 %}"), quiet("{% endif %}")
    return "".join(
        (
            tag("{% if briefing.key_facts|length == 3 %}"),
            _cards(third, *(_card(third, f"briefing.key_facts[{at}]") for at in range(3))),
            tag("{% elif briefing.key_facts %}"),
            _cards(half, _card(half, "pair[0]", row_of_two), _card(half, "pair[1]", there, so_far, end)),
            tag("{% endif %}"),
        )
    )


def _cards(width: float, *cells: str) -> str:
    return table("Briefing Cards", (width,) * len(cells), row(*cells), title="Key facts")


def _card(width: float, name: str, before: str = "", after: str = "", last: str = "") -> str:
    """A fact's figure, and its claim with the citation after a no-break space. `before` and `after` stand around each
    of the two where both are given, `last` at the very end."""
    claim = f"{{{{ {name}.claim }}}}\u00a0{{{{ {name}.cited }}}}"
    return cell(
        width,
        paragraph("Key Figure", before, f"{{{{ {name} }}}}", after),
        paragraph("Key Claim", before if after else "", claim, after, last),
    )


def sections(style: str) -> str:
    """All sections in the reader's order; their plain paragraphs take the given style."""
    return "".join(
        (
            tag("{% for section in sections %}"),
            paragraph("Heading 2", "{{ section.title }}"),
            paragraph(style, "{{ section.body }}"),
            tag("{% endfor %}"),
        )
    )


def glossary(width: float) -> str:
    """The terms that this edition uses, in two columns."""
    term = min(width / 3, 130.0)
    return "".join(
        (
            tag("{% if terms %}"),
            paragraph("Back Matter", "Terms used"),
            table(
                "Briefing Glossary",
                (term, width - term),
                row(
                    cell(term, paragraph("Glossary Term", quiet("{% for term in terms %}"), "{{ term.label }}")),
                    cell(width - term, paragraph("Glossary Meaning", "{{ term.means }}", quiet("{% endfor %}"))),
                ),
                title="Terms used",
            ),
            tag("{% endif %}"),
        )
    )


def sources(otherwise: str = "") -> str:
    """What this edition cites, in the order of its numbers; a paragraph to stand instead where it cites nothing."""
    return "".join(
        (
            tag("{% if sources %}"),
            paragraph("Back Matter", "Sources"),
            tag("{% for source in sources %}"),
            paragraph("Source Entry", "{{ source.number }}\t{{ source.text }}"),
            tag("{% endfor %}"),
            tag("{% else %}") + otherwise if otherwise else "",
            tag("{% endif %}"),
        )
    )


def imprint() -> str:
    """The last paragraph: always there, so that no table ends the document."""
    return paragraph("Imprint", "Information as of {{ briefing.as_of }}; nothing later is taken into account.")


def marking() -> str:
    """Marking and the word Draft, for headers: they stand on every page."""
    return "".join(
        (
            run("{{ briefing.marking }}", "Marking"),
            run('{% if briefing.marking and briefing.status == "draft" %}', "Quiet"),
            run("  ·  ", "Marking"),
            run("{% endif %}" + DRAFT, "Quiet"),
            run("Draft", "Draft Mark"),
            run("{% endif %}", "Quiet"),
        )
    )
