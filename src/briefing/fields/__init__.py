"""What a template needs, told by functions of the needs and the template's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefing.fields.skeleton import skeleton
from briefing.language.need import Need

VIEWS: Mapping[str, Callable[[Need, str], str]] = {"yaml": skeleton}
