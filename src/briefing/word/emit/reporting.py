"""What emitting has to say, each thing once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefing.diagnostics import Diagnostic, Place, did_you_mean
from briefing.model.template import Site
from briefing.word.emit.text import forbidden

NO_STYLES: Mapping[str, str] = {}


def missing_styles(styles: Mapping[tuple[str, str], Iterable[str]], place: Place) -> Diagnostic:
    """What is said of styles that a template does not have, by kind and name; with each the names it may have meant."""
    kinds = dict.fromkeys(kind for kind, _ in styles)
    names = (f"{kind} style {', '.join(repr(name) for of, name in styles if of == kind)}" for kind in kinds)
    message = f"the template has no {' and no '.join(names)}; a plain look is used"
    near = next((hint for (_, name), known in styles.items() if (hint := did_you_mean(name, known))), ())
    them = "it" if len(styles) == 1 else "them"
    return Diagnostic("R320", message, place, near or (f"add {them} in Word, or copy {them} from a starter template",))


class Reporter:
    """Collects the diagnostics of one rendering."""

    def __init__(self, path: str) -> None:
        self.nowhere = Place(path, "")
        self._found: list[Diagnostic] = []
        self.place = self.nowhere
        """Where the tag stands that is being printed."""
        self._styles: dict[tuple[str, str], tuple[Place, Iterable[str]]] = {}

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that was kept, each once; the styles that are missing at one tag together."""
        return tuple(dict.fromkeys([*self._found, *self._missing_styles()]))

    def add(self, diagnostic: Diagnostic) -> None:
        """Keeps a diagnostic."""
        self._found.append(diagnostic)

    def missing_style(self, kind: str, name: str, known: Mapping[str, str] = NO_STYLES) -> None:
        """The template has no style for something that the tag at `place` prints; each style is told at the first tag
        that wants it. `known` are styles of that kind as they are spelt, by a name that somebody typed."""
        if (kind, name) not in self._styles:
            self._styles[kind, name] = self.place, known.values()

    def _missing_styles(self) -> Iterator[Diagnostic]:
        for place in dict.fromkeys(place for place, _ in self._styles.values()):
            here = {style: known for style, (at, known) in self._styles.items() if at == place}
            yield missing_styles(here, place)

    def control_characters(self, text: str, site: Site) -> None:
        """A value holds characters that no document may hold; they are left out."""
        found = forbidden(text)
        if found:
            message = f"the value holds the control character U+{ord(found):04X}, which was left out"
            self.add(Diagnostic("R310", message, site.place))
