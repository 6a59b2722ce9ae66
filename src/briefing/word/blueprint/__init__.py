"""A starter template: a brand and a kind of paper → a .docx that a designer opens in Word and dares to touch.

Read `styles` for the look and `layouts` for what stands where; the rest writes them out.
"""

from __future__ import annotations

from briefing.word.blueprint.brand import KINDS, PALE, Brand, Colours, Kind, Labels, Page
from briefing.word.blueprint.document import starter_template

__all__ = ["KINDS", "PALE", "Brand", "Colours", "Kind", "Labels", "Page", "starter_template"]
