"""A compiler for business briefings: one topic in YAML, one Word file per audience.

from briefing import Template, build, check

Template("letter.docx").render({"name": "Ada"}, "out.docx")
build(".", audiences=["board"])
"""

from __future__ import annotations

TYPE_CHECKING = False  # that of `typing` takes 5 ms, in which a run heeds no Ctrl-C
if TYPE_CHECKING:
    from typing import Any

    from briefing.merging import Failed, Template
    from briefing.pipeline import build, check

__version__ = "0.1.0"
__all__ = ["Failed", "Template", "__version__", "build", "check"]


def __getattr__(name: str) -> Any:
    """The public names, imported when they are first used: a start of the command needs none of them."""
    if name in ("build", "check"):
        from briefing import pipeline

        return getattr(pipeline, name)
    if name in ("Failed", "Template"):
        from briefing import merging

        return getattr(merging, name)
    raise AttributeError(f"module 'briefing' has no attribute '{name}'")
