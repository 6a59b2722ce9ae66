"""What emitting has to say, each thing once."""

from __future__ import annotations

from briefing.diagnostics import Diagnostic, Place
from briefing.model.template import Site
from briefing.word.emit.text import FORBIDDEN


class Reporter:
    """Collects the diagnostics of one rendering."""

    def __init__(self, path: str) -> None:
        self.nowhere = Place(path, "")
        self.diagnostics: list[Diagnostic] = []
        self._styles: set[str] = set()

    def add(self, diagnostic: Diagnostic) -> None:
        """Keeps a diagnostic."""
        self.diagnostics.append(diagnostic)

    def missing_style(self, kind: str, name: str) -> None:
        """The template has no style for something that is printed."""
        if name not in self._styles:
            self._styles.add(name)
            hint = (f"add a {kind} style named '{name}' in Word, or copy it from a starter template",)
            self.add(
                Diagnostic(
                    "R320", f"the template has no {kind} style '{name}'; a plain look is used", self.nowhere, hint
                )
            )

    def control_characters(self, text: str, site: Site) -> None:
        """A value holds characters that no document may hold; they are left out."""
        found = FORBIDDEN.search(text.replace("\r", "\n"))
        if found:
            message = f"the value holds the control character U+{ord(found.group()):04X}, which was left out"
            self.add(Diagnostic("R310", message, site.place))
