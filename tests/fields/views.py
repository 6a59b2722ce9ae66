"""What is told of a template's needs."""

from __future__ import annotations

from typing import Any

from briefing.fields import VIEWS
from briefing.language.needs import needs
from tests.letters import Rows, compiled


def view(name: str, *body: str | Rows, **parts: Any) -> str:
    """What is told of a template, which must have no fault."""
    return VIEWS[name](needs(compiled(*body, **parts).parts), "letter.docx")
