"""What emitting has to say, each thing once."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.diagnostics import Diagnostic, Place
from briefing.model.template import Site
from briefing.word.emit.text import forbidden


class Reporter:
    """Collects the diagnostics of one rendering."""

    def __init__(self, path: str) -> None:
        self.nowhere = Place(path, "")
        self._found: list[Diagnostic] = []
        self._styles: dict[str, str] = {}

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that was kept, each once; the styles that are missing together."""
        return tuple(dict.fromkeys([*self._found, *self._missing_styles()]))

    def add(self, diagnostic: Diagnostic) -> None:
        """Keeps a diagnostic."""
        self._found.append(diagnostic)

    def missing_style(self, kind: str, name: str) -> None:
        """The template has no style for something that is printed."""
        self._styles.setdefault(name, kind)

    def _missing_styles(self) -> Iterator[Diagnostic]:
        if not self._styles:
            return
        names = ", ".join(f"'{name}'" for name in self._styles)
        kinds = " and ".join(dict.fromkeys(self._styles.values()))
        message = f"the template has no {kinds} style {names}; a plain look is used"
        yield Diagnostic("R320", message, self.nowhere, ("add them in Word, or copy them from a starter template",))

    def control_characters(self, text: str, site: Site) -> None:
        """A value holds characters that no document may hold; they are left out."""
        found = forbidden(text)
        if found:
            message = f"the value holds the control character U+{ord(found):04X}, which was left out"
            self.add(Diagnostic("R310", message, site.place))
