"""Commands kept to their limits: what goes beyond them, is refused by the system, or is a fault of our own, ends one
with one clear line."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable, Mapping
from typing import ParamSpec

from briefing import limits
from briefing.commands.printing import Format, finished, say

Words = ParamSpec("Words")
TRACEBACK = "BRIEFING_TRACEBACK"
"""The variable that asks for the traceback of a fault of our own, if it is 1."""


def held(command: Callable[Words, int]) -> Callable[Words, int]:
    """The command; where time, memory or the depth of calls runs out, the system refuses what nobody has foreseen, or
    we have made a mistake, that is told as any error is."""

    @functools.wraps(command)
    def kept(*values: Words.args, **named: Words.kwargs) -> int:
        try:
            return command(*values, **named)
        except limits.Exceeded as end:
            message = f"{end.doing} takes more than {end.seconds} s of the processor"
            hint = f"is there something in it without end? `--limit seconds={8 * end.seconds}` gives it longer"
        except MemoryError as fault:
            what = fault.doing if isinstance(fault, limits.Full) else "this"
            message = f"{what} takes more memory than there is, or than the limit allows"
            hint = f"the limit is {limits.now().memory >> 20:,} MiB; `--limit memory=4GiB` is another"
        except RecursionError:
            message, hint = "something is nested too deep to be worked through", "take levels away"
        except BrokenPipeError:  # nobody hears it
            raise
        except OSError as fault:
            return _told("P115", *_refusal(fault), *_formats(values, named))
        except Exception as fault:
            return _told("P116", *_mistake(fault), *_formats(values, named))
        return _told("P111", message, hint, *_formats(values, named))

    return kept


def _formats(values: Iterable[object], named: Mapping[str, object]) -> list[Format]:
    """The format that a command is called with, if it has one."""
    return [one for one in (*values, *named.values()) if isinstance(one, Format)][:1]


def _refusal(fault: OSError) -> tuple[str, str]:
    """What the system refuses, and what may help."""
    from briefing.writing import reason

    about = f" of {os.fsdecode(fault.filename)}" if isinstance(fault.filename, str | bytes | os.PathLike) else ""
    return f"the system says{about}: {reason(fault)}", "look whether the disk is full, and at the rights of the file"


def _mistake(fault: Exception) -> tuple[str, str]:
    """What happened that never should, and what to do about it; the traceback goes to who asks for it."""
    if os.environ.get(TRACEBACK) == "1":
        import traceback

        say("".join(traceback.format_exception(fault)), aside=True)
    kind, said = type(fault).__name__, str(fault).strip().partition("\n")[0]
    happened = f"{kind}: {said}" if said else kind
    doing = next((f" while {stage}" for stage in getattr(fault, "__notes__", ())), "")
    hint = f"report it with the files that you gave, and with what is printed when {TRACEBACK}=1 is set"
    return f"this is a fault of briefing's own{doing}: {happened}", hint


def _told(code: str, message: str, hint: str, format: Format = Format.text) -> int:
    from briefing.diagnostics import Diagnostic

    return finished((Diagnostic(code, message, None, (hint,)),), format)
