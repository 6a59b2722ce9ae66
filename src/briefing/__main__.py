"""`python -m briefing`, and the command `briefing`."""

from __future__ import annotations

import atexit
import gc
import os
import sys


def run() -> None:
    """Runs the command as the process itself, which the system takes away whole: to take it apart first, object by
    object, would cost a twentieth of a small build."""
    try:
        main()
    except SystemExit as ended:
        atexit._run_exitfuncs()
        os._exit(ended.code if isinstance(ended.code, int) else 1)


def main() -> None:
    """Runs the command, and ends with its exit code, as SystemExit. Starting up makes a hundred thousand objects and no
    garbage: looking for it costs a tenth of a small build."""
    from briefing import stopping

    stopping.heed()  # before all that takes time
    from briefing import later

    later.put_off("jinja2")  # a rendering needs some modules of it, and not the package itself, which imports all
    gc.set_threshold(100_000, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    code = 1
    try:
        code = _done(sys.argv[1:])
    except stopping.Stopped as asked:
        stopping.end(asked.number)
    sys.exit(code if _is_printed() else 1)


def _done(words: list[str]) -> int:
    """The exit code of what was typed."""
    from briefing import limits
    from briefing.commands.holding import held

    try:
        with limits.watched():
            return held(_run)(words)
    except SystemExit as ended:  # Typer's way to give a code
        return ended.code if isinstance(ended.code, int) else 0
    except OSError:  # who reads went away, or what we print to is full, and so the reason cannot be told
        return 1


def _run(words: list[str]) -> int:
    from briefing import shortcut

    call = shortcut.understood(words)
    if call is not None:
        return call()
    from briefing import cli

    cli.main()
    return 0


def _is_printed() -> bool:
    """Whether all that was said has been printed. What Python still holds goes nowhere, where it could not be."""
    whole = True
    for number, stream in ((1, sys.stdout), (2, sys.stderr)):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)
            whole = False
    return whole


if __name__ == "__main__":
    run()
