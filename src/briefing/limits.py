"""What a run may at most take: of bytes, of XML, of work, of time, of memory.

Files come from anywhere, and what makes much of little is refused before it is made. The numbers are far above what any
briefing needs, and low enough that what is hostile ends within ten seconds and half a gibibyte. Most are counted, so
that the same input ends alike everywhere; time and memory are the process's, for what counting does not foresee.

They are in force like the precision of decimal numbers: `now()` gives them anywhere, `granted` changes them for what is
done within.
"""

import contextlib
import signal
import sys
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from typing import NamedTuple

from briefing.later import regex

MIB = 2**20


class Limits(NamedTuple):
    """The limits, by the names that people type."""

    unpacked: int = 200 * MIB  # bytes that a Word file unpacks to
    members: int = 10_000  # files in it
    nodes: int = 1_000_000  # elements and attributes of its parts
    data: int = 20 * MIB  # bytes of a file of YAML or JSON
    values: int = 500_000  # keys and values in it
    picture: int = 50 * MIB  # bytes of a picture's file
    pixels: int = 200_000_000  # of a picture
    text: int = 1_000_000  # characters of one value, or members of one list, that a template makes
    steps: int = 2_000_000  # passes through loops in one rendering, or what takes as long; a call of a macro is ten
    output: int = 2048 * MIB  # bytes of one part that is made
    seconds: int = 6  # of the processor, to read a file, compile a template or render one document
    memory: int = 448 * MIB  # bytes that the process holds; four times as much to verify what it has made itself


class Exceeded(BaseException):
    """Time is over; `doing` says in which stage. No Exception, since what a template calls must not catch it."""

    def __init__(self, doing: str, seconds: int) -> None:
        super().__init__(doing, seconds)
        self.doing, self.seconds = doing, seconds


class Full(MemoryError):
    """Memory has run out; `doing` says in which stage."""

    def __init__(self, doing: str) -> None:
        super().__init__(doing)
        self.doing = doing


SIZES = frozenset(("unpacked", "data", "picture", "output", "memory"))  # typed in bytes, or as 2 GiB
_UNITS = {"": 1, "b": 1, "kib": 2**10, "mib": MIB, "gib": 2**30, "kb": 10**3, "mb": 10**6, "gb": 10**9}
_TYPED = regex(r"([0-9_]{1,15})\s*([A-Za-z]*)")
_USUAL = Limits()
_FOR_OUR_OWN = 4  # times the usual memory
_IN_FORCE: ContextVar[Limits] = ContextVar("limits", default=_USUAL)
_WATCHED: ContextVar[bool] = ContextVar("watched", default=False)
_SAID: ContextVar[frozenset[str]] = ContextVar("said", default=frozenset())  # the limits that somebody has changed
_DOING: ContextVar[str] = ContextVar("doing", default="starting")


def now() -> Limits:
    """The limits in force."""
    return _IN_FORCE.get()


def typed(name: str, value: str) -> int | None:
    """A limit as people type it ("500", "2 GiB"), or None if it is none for a limit of this name."""
    found = _TYPED.fullmatch(value.strip())
    if found is None or name not in Limits._fields:
        return None
    unit = _UNITS.get(found[2].lower()) if name in SIZES or not found[2] else None
    number = int(found[1].replace("_", "") or 0) * (unit or 0)
    return number or None


@contextlib.contextmanager
def granted(changed: Mapping[str, int], *, unless_said: bool = False) -> Iterator[None]:
    """Other limits for what is done within, by their names; `unless_said`, not those that have been changed around it:
    what is typed on the command line goes before what a project says."""
    ours = {name: limit for name, limit in changed.items() if not unless_said or name not in _SAID.get()}
    tokens = _IN_FORCE.set(now()._replace(**ours)), _SAID.set(_SAID.get() | ours.keys())
    try:
        with _bounded_memory() if "memory" in ours else contextlib.nullcontext():
            yield
    finally:
        _IN_FORCE.reset(tokens[0])
        _SAID.reset(tokens[1])


@contextlib.contextmanager
def of_our_own() -> Iterator[None]:
    """For looking at files of our own making, whose size `output` has bounded: a large table is no attack."""
    unbounded = dict.fromkeys(("unpacked", "members", "nodes"), sys.maxsize)
    with granted({**unbounded, "memory": max(now().memory, _FOR_OUR_OWN * _USUAL.memory)}):
        yield


@contextlib.contextmanager
def watched() -> Iterator[None]:
    """Keeps this process to the limits of time and memory, where the system can: for a process of our own, since it
    takes a signal and a limit that hold for all of it. Raises Exceeded, or MemoryError."""
    if not hasattr(signal, "setitimer"):  # Windows: what is counted is bounded there, time and memory are not
        yield
        return
    signal.signal(signal.SIGPROF, _time_is_over)
    token = _WATCHED.set(True)
    try:
        with _bounded_memory():
            yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        _WATCHED.reset(token)


@contextlib.contextmanager
def stage(doing: str) -> Iterator[None]:
    """What is done within has its own time. `doing` says what that is, as in "reading letter.yaml"; what is raised
    notes it."""
    if not _WATCHED.get():
        yield
        return
    before = signal.setitimer(signal.ITIMER_PROF, now().seconds)
    token = _DOING.set(doing)
    try:
        yield
    except MemoryError as fault:
        raise fault if isinstance(fault, Full) else Full(doing) from None
    except Exception as fault:
        fault.add_note(doing)
        raise
    finally:
        _DOING.reset(token)
        signal.setitimer(signal.ITIMER_PROF, *before)


@contextlib.contextmanager
def lifted() -> Iterator[None]:
    """No limit of memory for programs that are started within: they would inherit ours."""
    with granted({"memory": -1}):
        yield


def _time_is_over(*_: object) -> None:
    raise Exceeded(_DOING.get(), now().seconds)


@contextlib.contextmanager
def _bounded_memory() -> Iterator[None]:
    """The limit of memory, where the system has one; never more than what holds for this process from outside."""
    if not _WATCHED.get() or sys.platform != "linux":
        yield
        return
    import resource

    before, hard = resource.getrlimit(resource.RLIMIT_DATA)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (_lower(now().memory, hard), hard))
    try:
        yield
    finally:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_DATA, (_above_use(before), hard))


def _above_use(limit: int) -> int:
    """A limit of memory that leaves room: what was freed is not all given back to the system, and still counts."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024  # at most
    return limit if limit < 0 or used < limit // 2 else limit + used


def _lower(one: int, other: int) -> int:
    """The lower of two limits as the system writes them: below 0 for none."""
    return max(one, other) if one < 0 or other < 0 else min(one, other)
