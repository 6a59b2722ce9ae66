"""Writes docs/codes.md, the page of all codes, from their tables and examples: `make codes`."""

from __future__ import annotations

from pathlib import Path

from briefing import explain

PAGE = Path(__file__).parent.parent / "docs" / "codes.md"

if __name__ == "__main__":
    PAGE.write_text(explain.page(), encoding="utf-8")
