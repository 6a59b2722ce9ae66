"""What a code stands for."""

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Code(NamedTuple):
    """A row of the table. The title names the fault, not the cure; the explanation says why it is one."""

    severity: Severity
    title: str
    explanation: str
