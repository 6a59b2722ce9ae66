r"""Tags in the codes of fields: what a value can be there, so that it stays in its argument.

A code is words between blanks: the keyword, arguments, and switches, which begin with a backslash (ECMA-376 part 1,
17.16.1 and 17.16.2). An argument in quotes has its own quotes and backslashes behind a backslash. A value that closed
its quotes, or a keyword that came from data, could have Word read files or start programs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from briefing.later import regex
from briefing.model.template import Position
from briefing.word.names import DELETED, FIELD_CHAR, FIELD_CODE, w
from briefing.word.tagtext import TypedTag

Node = etree._Element

# The fields that read files or start programs when a document is opened or brought up to date.
FETCHING = frozenset("DATABASE DDE DDEAUTO IMPORT INCLUDE INCLUDEPICTURE INCLUDETEXT LINK RD".split())
_TYPE = w("fldCharType")
NESTED = "\0"  # stands in a code for another field, which makes a part of it
_TOKEN = regex(r'(?P<escape>\\.?)|(?P<quote>["“”„‟])|(?P<blank>\s+)|[^\s\\"“”„‟]+', re.DOTALL)
_CLOSING = {'"': '"', "“": "”"}
IN_THE_TEXT = "put the picture in with {{ … | picture }}, in the text or as the alternative text of a picture"


class Code:
    """The code of a field as far as it has been read. Of one that stands in no field nothing is known."""

    def __init__(self, *, is_known: bool = True) -> None:
        self.keyword = ""
        self.is_named = not is_known  # the keyword has ended
        self.is_over = False  # what the field shows has begun
        self.is_told = False  # something is wrong with it, and was said
        self.escapes = False  # a backslash stands last
        self._parts = True  # a blank stands last
        self._quote = ""  # that is open
        self._mixed = not is_known  # straight and curly quotes stand so that Word might pair them otherwise
        self._opened: list[str] = []  # the quotes in which blocks opened

    def read(self, text: str) -> None:
        """Goes on over text of the designer's, or over another field."""
        for token in _TOKEN.finditer(text):
            kind, typed = token.lastgroup, token[0]
            if not self.is_named:
                self._name(kind, typed)
            self._parts = kind == "blank" and not self._quote
            self.escapes = typed == "\\"
            if kind == "quote":
                self._pair(typed)

    def _name(self, kind: str | None, typed: str) -> None:
        if kind is None or (kind == "blank" and self._quote):
            self.keyword += typed.upper()
            self.is_named = self.keyword.startswith("=")
        else:
            self.is_named = bool(self.keyword)

    def _pair(self, quote: str) -> None:
        if quote == _CLOSING.get(self._quote):
            self._quote = ""
        elif not self._quote and quote in _CLOSING:
            self._quote = quote
        else:
            self._mixed = True

    def value(self, parts: bool) -> Position:
        """Goes on over a value; says what it can be. `parts` is whether a blank, or the end of the code, follows."""
        alone = self._parts and parts
        self._parts = False
        if self._mixed or not (self._quote or alone):
            return "word"
        return "quoted" if self._quote else "argument"

    def cuts(self, statement: str) -> bool:
        """Goes on over a statement; says whether the branches of its block would pair quotes differently."""
        self._parts = False
        keyword = next(iter(statement.strip("+- ").split()), "")
        if keyword in ("if", "for"):
            self._opened.append(self._quote)
        elif keyword in ("elif", "else", "endif", "endfor") and self._opened:
            return self._quote != (self._opened[-1] if keyword.startswith("el") else self._opened.pop())
        return False


class Flaw(NamedTuple):
    """What is wrong with a tag in a code, and what to do."""

    tag: TypedTag
    code: str
    message: str
    hint: str


class Stretch(NamedTuple):
    """Texts of codes between two marks of fields; `codes` are those that they are part of, the innermost last, and
    `ends` is whether that one ends behind them."""

    nodes: Sequence[Node]
    codes: Sequence[Code]
    ends: bool

    def read(self, text: str, tags: Sequence[TypedTag]) -> tuple[list[Position], list[Flaw]]:
        """What the value of each tag in the text can be, and what is wrong with them. Stretches are read in their
        order."""
        code = self.codes[-1]
        positions: list[Position] = []
        flaws: list[Flaw] = []
        at = 0
        for tag in tags:
            code.read(text[at : tag.start])
            at = tag.end
            if (told := self._flaw(tag)) is not None and not code.is_told:
                flaws.append(told)
                code.is_told = True
            parts = text[at : at + 1].isspace() or (self.ends and at == len(text))
            positions.append(code.value(parts) if tag.opener == "{{" else "text")
        code.read(text[at:])
        return positions, flaws

    def _flaw(self, tag: TypedTag) -> Flaw | None:
        code = self.codes[-1]
        cuts = tag.opener == "{%" and code.cuts(tag.inner)
        for one in self.codes:
            if one.keyword in FETCHING and one.is_named:
                return Flaw(tag, "T226", f"a tag stands in what {one.keyword} fetches", IN_THE_TEXT)
        if tag.opener == "{#":
            return None
        if not code.is_named or NESTED in code.keyword:
            hint = "type the keyword itself; a block around whole fields chooses one of them"
            return Flaw(tag, "T227", "a tag stands where the keyword of a field is read", hint)
        if code.escapes:
            hint = "type the switch in full, or two backslashes for one inside of quotes"
            return Flaw(tag, "T227", "a tag stands right behind a backslash in the code of a field", hint)
        if cuts:
            hint = "let all tags of a block stand inside of the same quotes, or outside of any"
            return Flaw(tag, "T227", "a block in the code of a field cuts through quotes", hint)
        return None


def of_attribute() -> Stretch:
    """The code of a simple field, which is an attribute."""
    return Stretch((), (Code(),), True)


def stretches(root: Node) -> Iterator[Stretch]:
    """The codes of the complex fields of a part, deleted ones left out, in their order."""
    deleted = {node for one in root.iter(*DELETED) for node in one.iter(FIELD_CHAR, FIELD_CODE)}
    begun: list[Code] = []
    texts: list[Node] = []
    for node in root.iter(FIELD_CHAR, FIELD_CODE):
        if node in deleted:
            continue
        if node.tag == FIELD_CODE:
            texts.append(node)
            continue
        kind = node.get(_TYPE)
        codes = _read_now(begun)
        if texts:
            yield Stretch(texts, codes, kind != "begin" and begun[-1:] == codes[-1:])
            texts = []
        if kind == "begin":
            codes[-1].read(NESTED)
            begun.append(Code())
        elif kind == "separate" and begun:
            begun[-1].is_over = True
        elif kind == "end" and begun:
            begun.pop()
    if texts:
        yield Stretch(texts, _read_now(begun), False)


def _read_now(begun: Sequence[Code]) -> list[Code]:
    """The codes that what comes next is part of. Word takes what another field shows in a code as a part of it."""
    return [code for code in begun if not code.is_over] or [Code(is_known=False)]
