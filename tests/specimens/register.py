"""All specimens, by code: one module for what is found at one place on a publication's way."""

from __future__ import annotations

from tests.specimens import layout, making, printed, proof, reading, source, text
from tests.specimens.specimen import Specimen

PLACES = (source, text, layout, making, proof, reading, printed)
SPECIMENS: dict[str, Specimen] = {
    code: specimen for place in PLACES for code, specimen in place.SPECIMENS.items()
}
