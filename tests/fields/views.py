"""What is told of a template's needs, and what a schema says of data typed as YAML."""

from __future__ import annotations

import datetime
import json
import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from briefing import payload
from briefing.fields import VIEWS
from briefing.language.needs import needs
from tests.letters import Rows, compiled


def view(name: str, *body: str | Rows, **parts: Any) -> str:
    """What is told of a template, which must have no fault."""
    return VIEWS[name](needs(compiled(*body, **parts).parts), "letter.docx")


def faults(schema: str, typed: str) -> list[str]:
    """The paths in the data at which a schema finds something wrong; the schema itself must be sound."""
    rules = json.loads(schema)
    Draft202012Validator.check_schema(rules)
    found = Draft202012Validator(rules).iter_errors(data(typed))
    return [one.json_path for one in found]


def data(typed: str) -> Any:
    """Data typed as YAML, as JSON has it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.yaml"
        path.write_text(typed, encoding="utf-8")
        record, diagnostics = payload.read(path)
    assert diagnostics == (), typed
    return plain(record)


def plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, datetime.date) else value
