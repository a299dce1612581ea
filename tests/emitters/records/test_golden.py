"""Records of every kind in every format, held against texts that were read."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.emitters.records.specimens import SPECIMENS

from imprint.emitters.records import emit_bibtex, emit_cff, emit_csl, emit_jsonld
from imprint.model.accessibility import AccessibilityClaims

EXPECTED = Path(__file__).parent / "expected"
CLAIMS = AccessibilityClaims(
    modes=("textual", "visual"), sufficient=("textual,visual", "textual"), hazards=("none",)
)


@pytest.mark.parametrize("name", SPECIMENS)
def test_records_are_the_expected_ones(name: str, accept: bool) -> None:
    specimen = SPECIMENS[name]
    found = {
        "JSON-LD": emit_jsonld(specimen.record, parts=specimen.parts, claims=CLAIMS),
        "BibTeX": emit_bibtex(specimen.record, parts=specimen.parts),
        "CSL-JSON": emit_csl(specimen.record, parts=specimen.parts),
        "CFF": emit_cff(specimen.record),
    }
    text = "\n".join(f"== {title}\n{content.decode()}" for title, content in found.items())
    expected = EXPECTED / f"{name}.txt"
    if accept:
        expected.write_text(text, "utf-8")
    assert text == expected.read_text("utf-8")


def test_no_expected_text_is_left_over() -> None:
    assert {path.stem for path in EXPECTED.iterdir()} == set(SPECIMENS)
