"""What a template needs, told in three ways: YAML to fill in, a tree to read, a JSON Schema that checks data.

Each is a function of the needs and the template's name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefing.fields.schema import schema
from briefing.fields.skeleton import skeleton
from briefing.fields.tree import tree
from briefing.language.need import Need

VIEWS: Mapping[str, Callable[[Need, str], str]] = {"yaml": skeleton, "tree": tree, "schema": schema}
