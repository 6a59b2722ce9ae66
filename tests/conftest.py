"""What all tests share: how hypothesis runs, and `--accept`, which writes the golden expectations anew."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# The machines that run this are slow now and then, which is no fault of the example.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")

os.environ["BRIEFING_CACHE"] = "off"  # a test of the cache names a folder of its own


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what golden templates render to as expected")
