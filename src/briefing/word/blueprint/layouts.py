"""The three papers: what stands where."""

from __future__ import annotations

from briefing.word.blueprint.blocks import (
    DRAFT,
    bottom_line,
    compact_title_block,
    glossary,
    imprint,
    key_facts,
    sections,
    sources,
    title_block,
)
from briefing.word.blueprint.brand import Kind, Labels
from briefing.word.blueprint.markup import paragraph, tag


def body(kind: Kind, width: float, labels: Labels) -> str:
    """The body of a paper whose text is `width` points wide, without section properties."""
    return "".join({"one_page": _one_page, "briefing": _briefing, "memo": _memo}[kind](width, labels))


def _one_page(width: float, labels: Labels) -> tuple[str, ...]:
    return (
        compact_title_block(labels),
        bottom_line(labels.bottom_line),
        key_facts(width, labels),
        sections("Body Text"),
        glossary(width, labels),
        sources(labels, otherwise=imprint(labels)),
    )


def _briefing(width: float, labels: Labels) -> tuple[str, ...]:
    return (
        title_block(labels),
        bottom_line(labels.bottom_line),
        key_facts(width, labels),
        sections("Body Text"),
        glossary(width, labels),
        sources(labels),
        imprint(labels),
    )


def _memo(width: float, labels: Labels) -> tuple[str, ...]:
    """Question and brief answer first, as lawyers expect; who it is for stands above them."""
    lines = (
        (labels.recipient, "{{ audience.label }}"),
        (labels.sender, "{{ briefing.owner }}"),
        (labels.as_of, "{{ briefing.as_of }}"),
        (labels.version, f"{{{{ briefing.version }}}}{DRAFT} · {labels.draft}{{% endif %}}"),
    )
    return (
        paragraph(
            "Kicker", f"{{% if audience.paper %}}{{{{ audience.paper }}}}{{% else %}}{labels.memorandum}{{% endif %}}"
        ),
        paragraph("Title", "{{ briefing.title }}"),
        *(paragraph("Memo Line", f"{label}\t{value}") for label, value in lines),
        tag("{% if briefing.subtitle %}"),
        paragraph("Back Matter", labels.question_presented),
        paragraph("Body Text", "{{ briefing.subtitle }}"),
        tag("{% endif %}"),
        bottom_line(labels.brief_answer),
        sections("Numbered Paragraph"),
        glossary(width, labels),
        sources(labels),
        imprint(labels),
    )
