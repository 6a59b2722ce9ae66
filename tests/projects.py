"""A small project on disk: two audiences, one topic, one template; a test changes what it is about."""

from __future__ import annotations

from pathlib import Path

from tests.letters import docx

TOPIC = """\
title: Ships
as_of: 2023-01-23
version: "1.0"
language: en-GB
owner: Desk
bottom_line: Ships are slow.
sections:
  - id: speed
    title: Speed
    blocks:
      - id: knots
        text: A ship makes few knots.
        variants: {crew: We make few knots.}
      - {id: sails, text: A ship may have sails.}
      - {id: wind, text: Ships need wind.}
  - id: money
    title: Money
    blocks:
      - {id: cost, text: Ships cost money., only: [owners]}
"""
AUDIENCES = """\
depths: [brief]
audiences:
  owners: {label: Owners, template: note.docx, depth: brief}
  crew:
    label: Crew
    template: note.docx
    depth: brief
"""
BODY = ("{{ briefing.title }} for {{ audience.label }}", "{% for s in sections %}{{ s.title }}{% endfor %}")


def project(folder: Path, *, topic: str = TOPIC, audiences: str = AUDIENCES, note: bytes = b"") -> Path:
    """Writes the project into a folder and gives the folder."""
    (folder / "content").mkdir(parents=True)
    (folder / "templates").mkdir()
    (folder / "content" / "ships.yaml").write_text(topic, encoding="utf-8")
    (folder / "content" / "audiences.yaml").write_text(audiences, encoding="utf-8")
    (folder / "templates" / "note.docx").write_bytes(note or docx(*BODY))
    return folder
