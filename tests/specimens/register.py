"""All specimens, by code."""

from __future__ import annotations

from tests.specimens import layout, making, source, text
from tests.specimens.specimen import Specimen

FAMILIES = (source, text, layout, making)
SPECIMENS: dict[str, Specimen] = {
    code: specimen for family in FAMILIES for code, specimen in family.SPECIMENS.items()
}
