"""The words for what is wanted of a value: its kind, whether it may be left out, where it is used."""

from __future__ import annotations

from collections.abc import Mapping

from briefing import show
from briefing.language.need import ANY_KEY, ITEM, Kind, Need

MOST_PLACES = 3  # a value in more places than that stands everywhere
YOUR_KEY = "your_key"  # stands for the keys that an author chooses
_ONE_AND_MANY: Mapping[Kind, tuple[str, str]] = {
    "text": ("text", "texts"),
    "number": ("number", "numbers"),
    "date": ("date", "dates"),
    "truth": ("yes or no", "yes-or-no values"),
    "chart": ("numbers to draw", "numbers to draw"),
    "list": ("list of {}", "lists of {}"),
    "row": ("row of {} values", "rows of {} values"),
    "record": ("record", "records"),
    "same": ("record like {}", "records like {}"),
}


def kind(need: Need, *, many: bool = False) -> str:
    """What kind of value it is: `number`, `list of records`."""
    words = _ONE_AND_MANY[need.kind][many]
    match need.kind:
        case "list":
            return words.format(kind(need.fields[ITEM], many=True))
        case "row":
            return words.format(len(need.positions))
        case "same":
            path = need.like.path if need.like else ""
            return words.format(f"those of {path.removesuffix(ITEM)}" if path.endswith(ITEM) else path)
        case _:
            return words


def absence(need: Need) -> str:
    """What is to be said of leaving it out; nothing where it is always needed, nor of the members of a list."""
    if need.optional:
        return "may be left out"
    return "" if need.printed or need.path.endswith(ITEM) else "used under a condition only"


def named(need: Need) -> dict[str, Need]:
    """The fields of a record. Keys of the author's choice are told where no field is named; else they say no more."""
    key = need.fields.get(ANY_KEY)
    return need.named or ({YOUR_KEY: key} if key else {})


def places(need: Need) -> str:
    """Where it is used: the first few places and the number of others. Of a record, where it is used as a whole."""
    of_fields = {place for one in need.fields.values() for place in one.places} if need.kind == "record" else ()
    spots = list(dict.fromkeys(show.spot(place) for place in need.places if place not in of_fields))
    others = [f"and {len(spots) - MOST_PLACES} more"] if len(spots) > MOST_PLACES else []
    return "; ".join(spots[:MOST_PLACES] + others)
