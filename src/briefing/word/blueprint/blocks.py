"""The blocks that more than one paper is laid out from. Every tag is one that a designer could have typed."""

from __future__ import annotations

from briefing.word.blueprint.brand import Labels
from briefing.word.blueprint.markup import cell, paragraph, row, run, table, tag
from briefing.word.blueprint.styles import CARD_GAP

DRAFT = '{% if briefing.status == "draft" %}'
KIND_OF_PAPER = "{% if audience.paper %}{{ audience.paper }} · {% endif %}{{ audience.label }}"


def quiet(statement: str) -> str:
    """A control tag among text, small, so that a designer sees the text first."""
    return run(statement, "Quiet")


def title_block(labels: Labels) -> str:
    """What paper this is, for whom, what it says, and how far it can be trusted."""
    return paragraph("Kicker", KIND_OF_PAPER) + _title() + paragraph("Meta", _standing(labels))


def compact_title_block(labels: Labels) -> str:
    """The same in a line less: how far it can be trusted stands at the right of what it is."""
    return paragraph("Kicker", KIND_OF_PAPER, quiet("\t" + _standing(labels))) + _title()


def _standing(labels: Labels) -> str:
    return (
        f"{labels.as_of} {{{{ briefing.as_of }}}}  ·  {labels.version} {{{{ briefing.version }}}}"
        f"  ·  {{{{ briefing.owner }}}}{DRAFT}  ·  {labels.draft}{{% endif %}}"
    )


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


def key_facts(width: float, labels: Labels) -> str:
    """Three facts stand as cards side by side; any other number, in rows of two."""
    row_of_two, end = quiet("{% for pair in briefing.key_facts|batch(2) %}"), quiet("{% endfor %}")
    there, so_far = quiet("{% if pair|length == 2 %}"), quiet("{% endif %}")
    return "".join(
        (
            tag("{% if briefing.key_facts|length == 3 %}"),
            _cards(width, labels, *(_card(f"briefing.key_facts[{at}]") for at in range(3))),
            tag("{% elif briefing.key_facts %}"),
            _cards(width, labels, _card("pair[0]", row_of_two), _card("pair[1]", there, so_far, end)),
            tag("{% endif %}"),
        )
    )


def _cards(width: float, labels: Labels, *cards: tuple[str, ...]) -> str:
    """A row of cards with the same room for text in each: the last has no gap beside it."""
    room = (width - CARD_GAP * (len(cards) - 1)) / len(cards)
    widths = (*[room + CARD_GAP] * (len(cards) - 1), room)
    *inner, last = zip(widths, cards, strict=True)
    cells = (*(cell(width, *card) for width, card in inner), cell(last[0], *last[1], flush=True))
    return table("Briefing Cards", widths, row(*cells), title=labels.key_facts)


def _card(name: str, before: str = "", after: str = "", last: str = "") -> tuple[str, ...]:
    """The paragraphs of a fact: its figure, and its claim with the citation. `before` and `after` stand around each of
    the two where both are given, `last` at the very end."""
    claim = f"{{{{ {name}.claim }}}}{{{{ {name}.cited }}}}"
    return (
        paragraph("Key Figure", before, f"{{{{ {name}.short }}}}", after),
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


def glossary(width: float, labels: Labels) -> str:
    """The terms that this edition uses, in two columns."""
    term = min(width / 3, 130.0)
    return "".join(
        (
            tag("{% if terms %}"),
            paragraph("Back Matter", labels.terms_used),
            table(
                "Briefing Glossary",
                (term, width - term),
                row(
                    cell(term, paragraph("Glossary Term", quiet("{% for term in terms %}"), "{{ term.label }}")),
                    cell(width - term, paragraph("Glossary Meaning", "{{ term.means }}", quiet("{% endfor %}"))),
                ),
                title=labels.terms_used,
            ),
            tag("{% endif %}"),
        )
    )


def sources(labels: Labels, otherwise: str = "") -> str:
    """What this edition cites, in the order of its numbers; a paragraph to stand instead where it cites nothing."""
    return "".join(
        (
            tag("{% if sources %}"),
            paragraph("Back Matter", labels.sources),
            tag("{% for source in sources %}"),
            paragraph("Source Entry", "{{ source.number }}\t{{ source.text }}"),
            tag("{% endfor %}"),
            tag("{% else %}") + otherwise if otherwise else "",
            tag("{% endif %}"),
        )
    )


def imprint(labels: Labels) -> str:
    """The last paragraph: always there, so that no table ends the document."""
    return paragraph("Imprint", f"{labels.information_as_of} {{{{ briefing.as_of }}}}; {labels.nothing_later}.")


def marking(labels: Labels) -> str:
    """Marking and the word for a draft, for headers: they stand on every page."""
    return "".join(
        (
            run("{{ briefing.marking }}", "Marking"),
            run('{% if briefing.marking and briefing.status == "draft" %}', "Quiet"),
            run("  ·  ", "Marking"),
            run("{% endif %}" + DRAFT, "Quiet"),
            run(labels.draft, "Draft Mark"),
            run("{% endif %}", "Quiet"),
        )
    )
