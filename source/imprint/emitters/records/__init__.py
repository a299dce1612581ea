"""The record becomes what programs read of a publication: JSON-LD, BibTeX, CSL-JSON, CFF."""

from __future__ import annotations

from imprint.emitters.records.bibtex import emit_bibtex
from imprint.emitters.records.cff import emit_cff
from imprint.emitters.records.csl import emit_csl
from imprint.emitters.records.jsonld import emit_jsonld

__all__ = ["emit_bibtex", "emit_cff", "emit_csl", "emit_jsonld"]
