"""The tag language: Jinja for Word. The only door to jinja2.

`read` tells the shape of a tag, `source_of` joins literal XML and tags to one Jinja source, `compile_source` makes a
Program of it, and `run` renders a Program, each value through the caller's writer of its line. `evaluate` is for a
single expression. What a plain rendering can do without is in modules that are imported where they are used:
`tags.read` and `needs.needs` tell what a template is like and wants to be given, `problems` has the words for faults.
"""

from pathlib import Path

import jinja2.runtime  # first of all: it is the one that can be without its package

from briefing.language.environment import Writing
from briefing.language.problem import Problem
from briefing.language.program import (
    Fault,
    Program,
    compile_source,
    compile_tree,
    evaluate,
    line_being_run,
    parse_source,
    run,
    source_of,
    tag_problems,
)

JINJA = Path(jinja2.__file__).parent
"""The folder of what runs templates."""

__all__ = [
    "JINJA",
    "Fault",
    "Problem",
    "Program",
    "Writing",
    "compile_source",
    "compile_tree",
    "evaluate",
    "line_being_run",
    "parse_source",
    "run",
    "source_of",
    "tag_problems",
]
