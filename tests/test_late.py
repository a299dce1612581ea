"""Modules that stand for others while these are not needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

CALLS = """
import sys
from imprint.late import imported_late

with imported_late("fractions", "sys"):
    from fractions import Fraction
    import sys as same
assert same is sys
assert "fractions" not in sys.modules
assert Fraction(1, 2) + Fraction(1, 2) == 1
import fractions
assert isinstance(Fraction(1, 2), fractions.Fraction)
with imported_late("fractions"):
    from fractions import Fraction as known
assert known is fractions.Fraction
"""


def test_a_module_is_imported_when_something_in_it_is_called() -> None:
    subprocess.run([sys.executable, "-c", CALLS], check=True)


ENGINE = """
import sys
import imprint.emitters.pdf.engine

assert "fontTools.subset" not in sys.modules
"""


@pytest.mark.slow
def test_the_engine_does_not_import_what_it_seldom_calls() -> None:
    subprocess.run([sys.executable, "-c", ENGINE], check=True)
