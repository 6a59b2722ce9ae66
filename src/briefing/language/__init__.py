"""The tag language: Jinja for Word. The only door to jinja2.

`read` tells the shape of a tag, `source_of` joins literal XML and tags to one Jinja source, `compile_source` makes a
Program of it, and `run` renders a Program, each value through the caller's `emit`. `evaluate` is for a single
expression, `needs` and `skeleton` tell what a template wants to be given.
"""

from jinja2 import __version__ as JINJA_VERSION

from briefing.language.needs import Need, needs
from briefing.language.program import Fault, Program, compile_source, evaluate, run, source_of, tag_problems
from briefing.language.skeleton import skeleton
from briefing.language.tags import Problem, Reading, read

__all__ = [
    "JINJA_VERSION",
    "Fault",
    "Need",
    "Problem",
    "Program",
    "Reading",
    "compile_source",
    "evaluate",
    "needs",
    "read",
    "run",
    "skeleton",
    "source_of",
    "tag_problems",
]
