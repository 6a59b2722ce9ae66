"""The two lock files: written from pyproject.toml with hashes, for every platform; and checked, without a network.

`python scripts/lock.py` resolves anew and keeps pins that still fit; `--upgrade` takes the newest that fit. `--check`
exits 1 if a lock was made from other requirements than pyproject.toml states now: each lock's first line keeps a
fingerprint of what it was made from.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "requirements.lock": ["--group", "build"],
    "requirements-dev.lock": ["--group", "build", "--group", "dev", "--constraints", "requirements.lock"],
}


def fingerprint() -> str:
    """What stands for everything in pyproject.toml that the locks are resolved from."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        project["project"]["requires-python"],
        project["project"]["dependencies"],
        project["dependency-groups"],
        project["build-system"]["requires"],
    ]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def header() -> str:
    """The first line of a lock that is up to date."""
    return f"# Written by `make lock` from the requirements {fingerprint()}\n"


def write(*wishes: str) -> None:
    """Resolve both locks. `wishes` are further options of `uv pip compile`."""
    for name, groups in LOCKS.items():
        lock = ROOT / name
        options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--quiet"]
        command = ["uv", "pip", "compile", "pyproject.toml", *groups, *options, *wishes, "--output-file", name]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        lock.write_text(header() + lock.read_text(encoding="utf-8"), encoding="utf-8")


def stale() -> list[str]:
    """The locks that were made from other requirements, or not at all."""
    locks = {name: ROOT / name for name in LOCKS}
    return [n for n, lock in locks.items() if not lock.exists() or not lock.read_text("utf-8").startswith(header())]


if __name__ == "__main__":
    if sys.argv[1:] != ["--check"]:
        write(*sys.argv[1:])
    elif old := stale():
        sys.exit(f"out of date with pyproject.toml: {', '.join(old)}; run `make lock`")
