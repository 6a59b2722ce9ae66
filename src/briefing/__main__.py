"""`python -m briefing`, and the command `briefing`."""

from __future__ import annotations

import gc


def main() -> None:
    """Runs the command. Starting up makes a hundred thousand objects and no garbage: looking for it costs a tenth."""
    gc.set_threshold(100_000, 20, 20)
    from briefing.cli import main as command

    command()


if __name__ == "__main__":
    main()
