"""The parts of a check: what is asked of the finished files, and the codes of the answers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class Part(Enum):
    """What a check asks of the finished files; the value is its name."""

    WHOLE = "whole"
    VALID = "valid"
    TRUE = "true"
    PRINTABLE = "printable"
    WELL_SET = "well set"
    AGREEMENT = "agreement"
    SHOPS = "shops"


# The families of codes that the checks of each part use; other codes tell of the check itself.
FAMILIES: Mapping[Part, tuple[str, ...]] = {
    Part.WHOLE: ("WHL",),
    Part.VALID: ("VAL",),
    Part.TRUE: ("A11",),
    Part.PRINTABLE: ("PRE", "COV", "PRN"),
    Part.WELL_SET: ("TYP",),
    Part.AGREEMENT: ("AGR",),
    Part.SHOPS: ("SHP",),
}
EXAMPLE = "PRE-025"  # of such a code, for help
# Codes that say that something was not looked at: what it would show nobody can allow.
NEVER_ALLOWED = frozenset({"AGR-007", "AGR-009", "PRE-001", "VAL-007", "WHL-014"})


def part_of(code: str) -> Part | None:
    """The part whose checks use a code; None for a code that no check of finished files has."""
    family = code.partition("-")[0]
    return next((part for part, families in FAMILIES.items() if family in families), None)
