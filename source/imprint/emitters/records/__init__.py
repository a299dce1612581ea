"""The record becomes what programs read of a publication: JSON-LD, BibTeX, CSL-JSON, CFF.

Names are loaded when they are first used: an e-book has a record in JSON-LD and in no other form.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imprint.emitters.records.bibtex import emit_bibtex
    from imprint.emitters.records.cff import emit_cff
    from imprint.emitters.records.csl import emit_csl
    from imprint.emitters.records.jsonld import emit_jsonld

__all__ = ["emit_bibtex", "emit_cff", "emit_csl", "emit_jsonld"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'imprint.emitters.records' has no attribute {name!r}")
    return getattr(import_module(f"imprint.emitters.records.{name.removeprefix('emit_')}"), name)
