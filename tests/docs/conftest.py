from __future__ import annotations

import pytest


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether generated pages are to be written anew."""
    return bool(request.config.getoption("--accept", default=False))
