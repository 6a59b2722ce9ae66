"""The three papers: what stands where."""

from __future__ import annotations

from briefing.word.blueprint.blocks import (
    bottom_line,
    compact_title_block,
    glossary,
    imprint,
    key_facts,
    sections,
    sources,
    title_block,
)
from briefing.word.blueprint.brand import Kind
from briefing.word.blueprint.markup import paragraph, tag


def body(kind: Kind, width: float) -> str:
    """The body of a paper whose text is `width` points wide, without section properties."""
    return "".join({"one_page": _one_page, "briefing": _briefing, "memo": _memo}[kind](width))


def _one_page(width: float) -> tuple[str, ...]:
    return (
        compact_title_block(),
        bottom_line("Bottom line"),
        key_facts(width),
        sections("Body Text"),
        glossary(width),
        sources(otherwise=imprint()),
    )


def _briefing(width: float) -> tuple[str, ...]:
    return (
        title_block(),
        bottom_line("Bottom line"),
        key_facts(width),
        sections("Body Text"),
        glossary(width),
        sources(),
        imprint(),
    )


def _memo(width: float) -> tuple[str, ...]:
    """Question and brief answer first, as lawyers expect; who it is for stands above them."""
    lines = (
        ("For", "{{ audience.label }}"),
        ("From", "{{ briefing.owner }}"),
        ("As of", "{{ briefing.as_of }}"),
        ("Version", '{{ briefing.version }}{% if briefing.status == "draft" %} · Draft{% endif %}'),
    )
    return (
        paragraph("Kicker", "{% if audience.paper %}{{ audience.paper }}{% else %}Memorandum{% endif %}"),
        paragraph("Title", "{{ briefing.title }}"),
        *(paragraph("Memo Line", f"{label}\t{value}") for label, value in lines),
        tag("{% if briefing.subtitle %}"),
        paragraph("Back Matter", "Question presented"),
        paragraph("Body Text", "{{ briefing.subtitle }}"),
        tag("{% endif %}"),
        bottom_line("Brief answer"),
        sections("Numbered Paragraph"),
        glossary(width),
        sources(),
        imprint(),
    )
