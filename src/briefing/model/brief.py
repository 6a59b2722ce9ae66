"""What one reader gets: the values that a template's tags see, and the record of why.

The field names of these classes are the names in the template language (docs/templates.md lists them).
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from briefing.diagnostics import Span
from briefing.model.amounts import FactValue
from briefing.model.content import Limits
from briefing.model.named import Named
from briefing.model.record import NOTHING, NOWHERE
from briefing.model.rich import Chart, Picture, RichText


class Reference(NamedTuple):
    """A source as this reader meets it: `number` in the order of citing (with the anchor that citations link to),
    `text` the full reference, `title` alone."""

    id: str
    number: RichText
    text: RichText
    title: str


def _value_of(other: Any) -> Any:
    return other.value if isinstance(other, StatedFact | LocalDate) else other


class StatedFact(NamedTuple):
    """A fact in the reader's language: prints as `text`, compares as `value`.

    `short` is its text with the names of months cut, for where there is little room. `cited` is its citation, to stand
    behind the claim as it is: a number brings a no-break space, a note stands close.
    """

    id: str
    value: FactValue
    text: str
    claim: RichText
    sources: tuple[Reference, ...]
    status: str
    as_of: str = ""
    cited: RichText = RichText()
    short: str = ""

    def __str__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        return bool(self.value == _value_of(other))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __lt__(self, other: Any) -> bool:
        return bool(self.value < _value_of(other))

    def __le__(self, other: Any) -> bool:
        return bool(self.value <= _value_of(other))

    def __gt__(self, other: Any) -> bool:
        return bool(self.value > _value_of(other))

    def __ge__(self, other: Any) -> bool:
        return bool(self.value >= _value_of(other))

    def __hash__(self) -> int:
        return hash(self.value)


class Event(NamedTuple):
    """An entry of the timeline. `status` is empty for what is simply reported; `occasion` marks the last one, which the
    paper is about."""

    id: str
    date: str
    text: RichText
    status: str
    occasion: bool = False


class Entry(NamedTuple):
    """A glossary entry: a term that this reader's edition uses."""

    id: str
    label: str
    means: RichText

    def __str__(self) -> str:
        return self.label


class QuestionAndAnswer(NamedTuple):
    """One pair of a `qa` block."""

    question: RichText
    answer: RichText


class BriefBlock(NamedTuple):
    """A block as this reader gets it. `body` is the whole, ready to print; the rest is for templates that lay it out
    by hand, and is empty where the kind has none."""

    id: str
    kind: str
    title: RichText
    body: RichText
    points: tuple[RichText, ...] = ()
    columns: tuple[RichText, ...] = ()
    rows: Sequence[tuple[RichText, ...]] = ()
    events: tuple[Event, ...] = ()
    pairs: tuple[QuestionAndAnswer, ...] = ()
    callout: str = ""
    label: str = ""
    by: RichText = RichText()
    picture: Picture | None = None
    chart: Chart | None = None
    span: Span = NOWHERE


class BriefSection(NamedTuple):
    """A section with the blocks that this reader gets, in order; `body` is all of them as rich text."""

    id: str
    title: RichText
    blocks: Named[BriefBlock]
    body: RichText
    span: Span = NOWHERE


class LocalDate(NamedTuple):
    """A date that prints in the reader's language and compares as a date."""

    value: datetime.date | None
    text: str

    def __str__(self) -> str:
        return self.text


class Briefing(NamedTuple):
    """The paper itself: `{{ briefing.title }}`."""

    title: str
    subtitle: RichText
    bottom_line: RichText
    key_facts: tuple[StatedFact, ...]
    as_of: LocalDate
    version: str
    owner: str
    contact: str
    language: str
    status: str
    marking: str
    spans: Mapping[str, Span] = NOTHING


class Reader(NamedTuple):
    """The audience as templates see it: `{{ audience.label }}`. `paper` is the kind of paper it gets."""

    id: str
    label: str
    paper: str
    depth: str
    citations: str
    limits: Limits


Outcome = Literal["default", "variant", "parent's variant", "omitted", "not for them", "too deep"]
OUT: tuple[Outcome, ...] = ("omitted", "not for them", "too deep")


class Step(NamedTuple):
    """A question on the way to what a reader gets of a block, and the answer; `outcome` if that decides it, with the
    reason."""

    asked: str
    answer: str
    outcome: Outcome | None = None
    reason: str = ""


class Decision(NamedTuple):
    """Why a block is in an edition or is not.

    The bottom line is the block of the section "". `redundant` marks an omission of what would not be in anyway.
    """

    section: str
    block: str
    outcome: Outcome
    reason: str = ""
    redundant: bool = False

    @property
    def is_in(self) -> bool:
        return self.outcome not in OUT


class Brief(NamedTuple):
    """One edition: the roots that tags can name, and what was decided on the way.

    `dated` is what file dates are set from. `sections_out` are ids of sections that have no block for this reader.
    """

    audience: str
    template: str
    roots: Mapping[str, object]
    language: str
    dated: datetime.date | None
    decisions: tuple[Decision, ...] = ()
    sections_in: tuple[str, ...] = ()
    sections_out: tuple[str, ...] = ()
    words: int = 0
