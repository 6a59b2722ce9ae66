"""The one table of everything the tool can say: code → severity, title, explanation.

One letter per stage: P project, C content, A audience, Q quality, T template, R rendering, O output. A number is never
reused.
"""

from collections.abc import Mapping

from briefing.codes import access, audience, content, output, project, quality, rendering, template
from briefing.codes.code import Code, Severity

__all__ = ["CODES", "Code", "Severity"]

_STAGES = (project, content, audience, quality, template, rendering, output, access)

CODES: Mapping[str, Code] = {code: row for stage in _STAGES for code, row in stage.ROWS.items()}
