"""The one table of everything the tool can say: code → severity, title, explanation.

One letter per stage: P project, C content, A audience, Q quality, T template, R render, O output. A number is never
reused. Titles name the fault, not the cure.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Code(NamedTuple):
    """What a code stands for."""

    severity: Severity
    title: str
    explanation: str


CODES: dict[str, Code] = {}
