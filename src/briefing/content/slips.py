"""What looks like a citation or an expression and is none: it would print as typed, and the reader would see it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from briefing.content.prose import blanks, prose_of, spot, without
from briefing.diagnostics import Diagnostic
from briefing.later import regex
from briefing.markdown.marks import CITATION, citation
from briefing.model.content import Text
from briefing.model.rich import MOST_COLUMNS

_COULD_BE = regex(r"[@\[{}]")
_ADDRESS = regex(r"\]\([^)\n]*\)|<?https?://[^\s>]+>?")
_ESCAPED = regex(r"\\\{\{(?:[^{}]*\}\})?|\\[\[\]@{}]")
_VALUE = r"(?:facts|terms|briefing|audience|data)\.[a-z_]\w*[^{}]*"
_STATEMENT = regex(r"\{%(?:[^%]*%\})?|\{#[^{}]*#\}")
_GOES_ON = regex(r"\{%-?\s*(?:end|else\b|elif\b)")
_ONE_BRACE = regex(rf"(?<!\{{)\{{\s*(?P<value>{_VALUE})\}}(?!\}})")
_UNOPENED = regex(rf"(?:\{{\s*)?(?<![\w.])(?P<value>{_VALUE})\}}\}}")
_WORD = r"[A-Za-z][A-Za-z0-9_]*"
_HANDLE = regex(rf"(?<![\w.@])@(?P<id>{_WORD})(?![\w-])(?!\.\w)")
_GROUP = regex(r"\[(?P<inside>(?:[^\[\]\n]|\n(?!\s*\n))*)\](?P<link>[(\[:]?)")
_CITED = regex(rf"(?<![^\s;,(-])@{_WORD}")
_UNNAMED = regex(r"\[@[ \t]*\]")
_SPACED = regex(r"\[@[ \t]+(?P<id>[A-Za-z]\w*)[^\[\]\n]*\]")
# Addresses that Markdown makes no link of (markdown-it's list), as they do something on opening
_ACTS = regex(r"\]\([ \t]*<?(?P<scheme>(?:javascript|vbscript|file|data):)[^)\s]*\)?", re.IGNORECASE)
# The line below the head of a table (GitHub Flavored Markdown, 4.10), of more columns than Word takes
_WIDE = regex(rf"^[ \t>]*+\|?(?:[ \t]*+:?-++:?[ \t]*+\|){{{MOST_COLUMNS}}}[-:| \t]*$", re.MULTILINE)
_NEAR = 0.8  # of difflib: one letter of five, two of ten


def slips(texts: Iterable[Text], sources: Collection[str]) -> Iterator[Diagnostic]:
    """What is nearly a citation of one of the sources, an expression or a statement, each at its very spot.

    Handles outside brackets, e-mail addresses and words in brackets that are no source's id are left alone, and so is
    code.
    """
    near: _Citations | None = None
    for text in texts:
        if text.source.count("|") >= MOST_COLUMNS:
            yield from _wide(text, prose_of(text.source))
        if _COULD_BE.search(text.source):
            prose = without(prose_of(text.source), _ESCAPED)
            yield from _expressions(text, prose)
            yield from _addresses(text, prose)
            yield from _doubled(text, prose)
            rest = without(prose, CITATION, _ADDRESS)
            if "[" in rest or "@" in rest:
                near = near or _Citations(sources)
                yield from near.misses(text, rest)


def _addresses(text: Text, prose: str) -> Iterator[Diagnostic]:
    for found in _ACTS.finditer(prose):
        where = spot(text, found["scheme"], found.start("scheme"))
        hint = "link to a page, https://…, or to a part of the paper, #id"
        yield Diagnostic("C125", f"a link cannot lead to '{found['scheme']}'", where, (hint,))


def _wide(text: Text, prose: str) -> Iterator[Diagnostic]:
    """Tables of Markdown with more columns than Word takes."""
    for found in _WIDE.finditer(prose):
        message = f"the table has {len(found[0].strip(' |').split('|'))} columns, and Word takes {MOST_COLUMNS}"
        hint = "make two tables of it, or turn its rows into columns"
        yield Diagnostic("C127", message, spot(text, found[0].strip(), found.start()), (hint,))


def _doubled(text: Text, prose: str) -> Iterator[Diagnostic]:
    """Sources that one pair of brackets cites twice, with the same place in them or none."""
    for found in CITATION.finditer(prose):
        items = citation(found[1]).items
        for source in sorted({id for id, place in items if items.count((id, place)) > 1}):
            at = prose.index(f"@{source}", prose.index(f"@{source}", found.start()) + 1)
            message = f"'{source}' is cited twice in these brackets"
            yield Diagnostic("C124", message, spot(text, f"@{source}", at), ("once is enough",))


def _expressions(text: Text, prose: str) -> Iterator[Diagnostic]:
    is_open = False  # a statement: what goes on with it is told with it
    for found in _STATEMENT.finditer(prose):
        if is_open and _GOES_ON.match(found[0]):
            continue
        is_open = True
        hint = "`only`, `not`, `depth` and `variants` say what reaches whom; statements and comments are for templates"
        message = f"'{found[0][:2]}' means nothing in a text of the content"
        yield Diagnostic("C154", message, spot(text, found[0], found.start()), (hint,))
    for pattern, message in ((_ONE_BRACE, "this stands between single braces"), (_UNOPENED, "'}}' without '{{'")):
        for found in pattern.finditer(prose):
            typed = found[0].lstrip()
            if prose.rfind("{{", 0, found.end() - 2) > prose.rfind("}}", 0, found.end() - 2):
                continue  # opened, and not closed as a quotation mark is missing
            where = spot(text, typed, found.end() - len(typed))
            yield Diagnostic("C153", message, where, (f"type {{{{ {found['value'].strip()} }}}}",))


class _Citations:
    """The patterns of near misses, made once from the ids of a topic's sources."""

    def __init__(self, sources: Collection[str]) -> None:
        name = "|".join(map(re.escape, sorted(sources, key=len, reverse=True))) or "(?!)"
        self._sources = sources
        self._cited = re.compile(rf"(?<![\w.@])@(?P<id>{name})(?![\w-])(?!\.\w)")
        self._known = re.compile(rf"(?<![\w.@])@(?:{name})(?![\w-])")
        self._open = re.compile(rf"\[@(?P<id>{name})(?![\w-])")
        self._bare = re.compile(rf"(?<!\])\[(?P<id>{name})\](?![(\[:])")
        self._note = re.compile(rf"\[\^(?P<id>{name})\](?!:)")
        self._id = re.compile(rf"(?<![\w-])(?:{name})(?![\w-])|(?<=@){_WORD}")

    def misses(self, text: Text, prose: str) -> Iterator[Diagnostic]:
        """Those of a text, given its prose without citations that are sound."""
        for found in _UNNAMED.finditer(prose):
            hint = "name the source: [@id]"
            yield Diagnostic("C152", "this citation names no source", spot(text, found[0], found.start()), (hint,))
        for pattern in (_SPACED, self._note):
            for found in pattern.finditer(prose):
                hint = f"type [@{self._nearest(found['id']) or found['id']}]"
                message = "this is not read as a citation"
                yield Diagnostic("C152", message, spot(text, found[0], found.start()), (hint,))
        prose = without(prose, _UNNAMED, _SPACED, self._note)
        for found in filter(self._is_meant, _GROUP.finditer(prose)):
            ids = [self._nearest(id) or id for id in self._id.findall(found["inside"])]
            hint = _regrouped(list(dict.fromkeys(ids)))
            typed = f"[{found['inside']}]"
            yield Diagnostic("C152", "this is not read as a citation", spot(text, typed, found.start()), (hint,))
        prose = _GROUP.sub(lambda found: blanks(found[0]) if self._is_meant(found) else found[0], prose)
        for found in self._open.finditer(prose):
            hint = f"close it: [@{found['id']}]"
            yield Diagnostic("C151", "this citation is not closed", spot(text, found[0], found.start()), (hint,))
        prose = without(prose, self._open)
        for pattern in (self._bare, self._cited):
            for found in pattern.finditer(prose):
                message = f"'{found[0]}' names a source and does not cite it"
                hint = f"type [@{found['id']}]"
                yield Diagnostic("C150", message, spot(text, found[0], found.start()), (hint,))
        yield from self._misspelt(text, without(prose, self._cited))

    def _is_meant(self, group: re.Match[str]) -> bool:
        """Whether brackets are meant to cite. Those of a link are, where they hold the id of a source."""
        inside = group["inside"]
        return bool(self._known.search(inside) or (not group["link"] and _CITED.search(inside)))

    def _misspelt(self, text: Text, prose: str) -> Iterator[Diagnostic]:
        """What would be a source named and not cited, but for its spelling."""
        for found in _HANDLE.finditer(prose):
            if near := self._nearest(found["id"]):
                message = f"'{found[0]}' nearly names a source and cites none"
                yield Diagnostic("C150", message, spot(text, found[0], found.start()), (f"type [@{near}]",))

    def _nearest(self, id: str) -> str:
        """The source's id that a word is, or nearly is: a letter or two are other ones."""
        if id in self._sources:
            return id
        import difflib  # only when something is nearly right

        near = difflib.get_close_matches(id.lower(), self._sources, n=1, cutoff=_NEAR)
        return near[0] if near else ""


def _regrouped(ids: list[str]) -> str:
    if len(ids) > 1:
        return f"put a semicolon between sources: [{'; '.join(f'@{id}' for id in ids)}]"
    return f"type [@{ids[0]}], or with a place in it [@{ids[0]}, p. 3]"
