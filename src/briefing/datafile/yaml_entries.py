"""Where in a YAML text the mistakes of syntax are, read off its indentation: each key with its value, each item of a
list is read by itself.

After a mistake the reader of YAML cannot go on, and what is wrong further down would stay untold. Whoever writes by
hand lines entries up, so the entries around a mistake can be told apart, and what is sound without it can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from briefing.later import regex

Error = TypeVar("Error", bound=Exception)

_LEVELS = 9  # each reads what is wrong once more; sections, blocks, variants, rows and cells are six
_ITEM = regex(r" *-(?= |$)")
# A key of many words, or with a comma, is a text with a colon that was moved to the left.
_KEY = regex(r""" *(?:"[^"]*"|'[^']*'|[\w<][^:,\s]*(?: +[^:,\s]+){0,3}) *:(?= |$)""")
_KEY_ALONE = regex(rf"{_KEY.pattern} *(?: #.*)?")
_UNSAID = regex(r"\s*(?:#.*)?|---\s*")


class Entry(NamedTuple):
    """Whole lines of a text that stand for themselves. `first` is the number of the first one, from 0, and `column`
    where the entry begins in it: what stands before is a blank here. `above` are the lines, by number, that it belongs
    under; -1 as column stands for the whole text."""

    first: int
    lines: tuple[str, ...]
    column: int = -1
    above: tuple[tuple[int, str], ...] = ()

    @property
    def text(self) -> str:
        """What can be read by itself: the entry under the lines that it belongs under."""
        return "\n".join((*(line for _, line in self.above), *self.lines))

    def line(self, number: int) -> int:
        """The number that a line of `text` has in the whole text, both from 0."""
        if number < len(self.above):
            return self.above[number][0]
        return self.first + min(number - len(self.above), len(self.lines) - 1)


def broken(
    entry: Entry, mistake_in: Callable[[str], Error | None], levels: int = _LEVELS
) -> Iterator[tuple[Entry, Error]]:
    """The smallest entries that hold a mistake, each with its first one."""
    mistake = mistake_in(entry.text)
    if mistake is None:
        return
    found = False
    for part in parts(entry) if levels else ():
        for inner in broken(part, mistake_in, levels - 1):
            found = True
            yield inner
    if not found:
        yield entry, mistake


def whole(text: str) -> Entry:
    """A whole text as the entry that all others stand in."""
    return Entry(0, tuple(text.split("\n")))


def without(text: str, entries: Iterable[Entry]) -> str:
    """The text with blank lines in the place of entries. What stands before one in its line, such as a dash, stays."""
    lines = text.split("\n")
    for entry in entries:
        lines[entry.first] = lines[entry.first][: max(entry.column, 0)].rstrip()
        for number in range(entry.first + 1, entry.first + len(entry.lines)):
            lines[number] = ""
    return "\n".join(lines)


def parts(entry: Entry) -> Iterator[Entry]:
    """The keys or the items that an entry consists of; none where its value is typed on the line of its key.

    What follows a line that is moved to the left, nobody can tell where it belongs: it goes with the part before it.
    """
    above, number, lines = _opened(entry)
    at = next((at for at, line in enumerate(lines) if not _UNSAID.fullmatch(line)), None)
    if at is None:
        return
    column = _column(lines[at])
    kind = next((kind for kind in (_ITEM, _KEY) if kind.match(lines[at])), None)
    if kind is None or column < entry.column + (kind is _KEY or bool(_ITEM.match(entry.lines[0]))):
        return
    end = next((at for at, line in enumerate(lines) if _is_left_of(line, column)), len(lines))
    starts = [at for at, line in enumerate(lines[:end]) if _column(line) == column and kind.match(line)]
    for start, end in zip(starts, (*starts[1:], len(lines)), strict=True):
        yield Entry(number + start, _trimmed(lines[start:end]), column, above)


def _opened(entry: Entry) -> tuple[tuple[tuple[int, str], ...], int, tuple[str, ...]]:
    """What is above the parts of an entry, the number of the first line that holds them, and their lines."""
    first = entry.lines[0]
    if entry.column < 0:
        return (), entry.first, entry.lines
    if dash := _ITEM.match(first):
        rest = " " * dash.end() + first[dash.end() :]
        return (*entry.above, (entry.first, dash[0])), entry.first, (rest, *entry.lines[1:])
    if _KEY_ALONE.fullmatch(first):
        return (*entry.above, (entry.first, first)), entry.first + 1, entry.lines[1:]
    return entry.above, entry.first, ()


def _is_left_of(line: str, column: int) -> bool:
    """Whether something stands left of a column, or behind a tab: neither a comment nor what closes a bracket."""
    return _column(line) < column and not _UNSAID.fullmatch(line) and line.lstrip(" ")[0] not in "]}"


def _column(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _trimmed(lines: tuple[str, ...]) -> tuple[str, ...]:
    end = len(lines)
    while end > 1 and _UNSAID.fullmatch(lines[end - 1]):
        end -= 1
    return lines[:end]
