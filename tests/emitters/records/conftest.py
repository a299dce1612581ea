from __future__ import annotations

import os

import pytest


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether expected texts are to be written anew."""
    chosen = request.config.getoption("--accept", default=False)
    return bool(chosen) or bool(os.environ.get("IMPRINT_ACCEPT"))
