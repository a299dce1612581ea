from __future__ import annotations

import os

import pytest


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether expected dumps are to be written anew."""
    chosen = request.config.getoption("--accept", default=False)
    return bool(chosen) or os.environ.get("IMPRINT_ACCEPT") == "1"
