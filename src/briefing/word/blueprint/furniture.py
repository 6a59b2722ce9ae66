"""Headers and footers. The first has the logo and no running title; the marking is on all, above and below."""

from __future__ import annotations

from briefing.word.blueprint.blocks import marking
from briefing.word.blueprint.brand import Labels
from briefing.word.blueprint.markup import field, paragraph, part, run, tag


def running_head(labels: Labels) -> bytes:
    """Short title left, marking right."""
    return part("hdr", paragraph("Header", "{{ briefing.title }}", run("\t"), marking(labels)))


def masthead(logo: str, labels: Labels) -> bytes:
    """The first page's head: the logo (a run, or nothing) left, marking right. It stays if both are empty."""
    return part("hdr", paragraph("Masthead", logo, run("\t"), marking(labels)))


def footer(labels: Labels) -> bytes:
    """Owner (and how to reach them), version and date left, page of pages right; the marking below."""
    return part(
        "ftr",
        paragraph(
            "Footer",
            "{{ briefing.owner }}{% if briefing.contact %}, {{ briefing.contact }}{% endif %}",
            f"  ·  {labels.version} {{{{ briefing.version }}}}  ·  {labels.as_of} {{{{ briefing.as_of }}}}",
            f"\t{labels.page} ",
            field("PAGE", "1"),
            f" {labels.of} ",
            field("NUMPAGES", "1"),
        ),
        tag("{% if briefing.marking %}"),
        paragraph("Footer Marking", run("{{ briefing.marking }}", "Marking")),
        tag("{% endif %}"),
    )
