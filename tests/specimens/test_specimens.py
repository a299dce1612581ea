"""Every code of the catalogue has a specimen that is found, and one that is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.specimens.register import PLACES, SPECIMENS
from tests.specimens.specimen import found_by

from imprint.catalogue import RULES
from imprint.diagnostics import Severity

EACH = [
    pytest.param(code, marks=pytest.mark.slow if SPECIMENS[code].slow else ())
    for code in sorted(SPECIMENS)
]


def test_every_code_has_its_specimens() -> None:
    assert sorted(code for place in PLACES for code in place.SPECIMENS) == sorted(RULES)


@pytest.mark.parametrize("code", EACH)
def test_a_fault_is_found(code: str, tmp_path: Path) -> None:
    found = found_by(SPECIMENS[code].failing, tmp_path)
    assert code in [finding.code for finding in found], found


@pytest.mark.parametrize("code", EACH)
def test_what_is_better_is_left_alone(code: str, tmp_path: Path) -> None:
    """It is not wrong in another way either, which could hide the fault."""
    found = found_by(SPECIMENS[code].passing, tmp_path)
    assert [f for f in found if f.code == code or f.severity is Severity.ERROR] == []
