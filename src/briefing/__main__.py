"""`python -m briefing`, and the command `briefing`."""

from __future__ import annotations

import gc
import os
import sys

STOPPED = 130  # as shells have it for Ctrl-C


def main() -> None:
    """Runs the command. Starting up makes a hundred thousand objects and no garbage: looking for it costs a tenth of a
    small build, and at the end a tenth again."""
    gc.set_threshold(100_000, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    from briefing import limits

    try:
        with limits.watched():
            sys.exit(_run(sys.argv[1:]))
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        sys.exit(STOPPED)
    except BrokenPipeError:  # who reads went away; what Python still holds for him goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(1)
    finally:
        gc.freeze()


def _run(words: list[str]) -> int:
    from briefing import shortcut

    call = shortcut.understood(words)
    if call is not None:
        return call()
    from briefing import cli

    cli.main()
    return 0


if __name__ == "__main__":
    main()
