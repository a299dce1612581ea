"""Codes of the catalogue become explanations: why it matters, how to mend it, whose rule it is."""

from __future__ import annotations

from imprint.explanations import making, manuscript, printed, proof, reading
from imprint.explanations.explanation import Explanation
from imprint.explanations.sources import name_of

__all__ = ["EXPLANATIONS", "Explanation", "explanation_of", "name_of"]

EXPLANATIONS: dict[str, Explanation] = {
    **manuscript.EXPLANATIONS,
    **making.EXPLANATIONS,
    **printed.EXPLANATIONS,
    **reading.EXPLANATIONS,
    **proof.EXPLANATIONS,
}


def explanation_of(code: str) -> Explanation:
    """The explanation of a code that the catalogue has; raises KeyError for another."""
    return EXPLANATIONS[code]
