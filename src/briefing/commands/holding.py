"""Commands kept to their limits: what goes beyond them ends a command with one clear line."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec

from briefing import limits
from briefing.commands.printing import Format, finished

Words = ParamSpec("Words")


def held(command: Callable[Words, int]) -> Callable[Words, int]:
    """The command; where time, memory or the depth of calls runs out, that is told as any error is."""

    @functools.wraps(command)
    def kept(*values: Words.args, **named: Words.kwargs) -> int:
        try:
            return command(*values, **named)
        except limits.Exceeded as end:
            message = f"{end.doing} takes more than {end.seconds} s of the processor"
            hint = f"is there something in it without end? `--limit seconds={8 * end.seconds}` gives it longer"
        except MemoryError:
            message = "there is not enough memory for this, or the limit allows no more"
            hint = f"the limit is {limits.now().memory >> 20:,} MiB; `--limit memory=4GiB` is another"
        except RecursionError:
            message, hint = "something is nested too deep to be worked through", "take levels away"
        formats = [one for one in (*values, *named.values()) if isinstance(one, Format)]
        return _told(message, hint, *formats[:1])

    return kept


def _told(message: str, hint: str, format: Format = Format.text) -> int:
    from briefing.diagnostics import Diagnostic

    return finished((Diagnostic("P111", message, None, (hint,)),), format)
