"""Imprint: one source becomes an accessible EPUB and a print PDF that agree.

The library is the stages of a build as pure functions over values; nothing in it prints, exits or
keeps state:

    publication = imprint.read_files({"essay.md": text})
    for artifact in imprint.build_artifacts(publication).artifacts:
        ...  # artifact.name, artifact.content

Names are loaded when they are first used, so that importing Imprint costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imprint.build import (
        TARGETS,
        Build,
        Event,
        build_artifacts,
        product_facts,
        write_artifacts,
    )
    from imprint.diagnostics import Finding, Place, PublicationError, Severity, ToolMissing
    from imprint.emitters.onix import emit_onix, trade_findings
    from imprint.emitters.pdf.crew import Crew
    from imprint.layouts import Layout, compose, load_layout
    from imprint.model.artifact import Artifact
    from imprint.model.pages import PageMap
    from imprint.model.product import ProductFacts
    from imprint.model.publication import Publication
    from imprint.model.record import Record
    from imprint.model.rendition import Medium, Rendition
    from imprint.model.wrap import Interior
    from imprint.readers import read, read_files
    from imprint.store import FolderStore

__all__ = [
    "TARGETS",
    "Artifact",
    "Build",
    "Crew",
    "Event",
    "Finding",
    "FolderStore",
    "Interior",
    "Layout",
    "Medium",
    "PageMap",
    "Place",
    "ProductFacts",
    "Publication",
    "PublicationError",
    "Record",
    "Rendition",
    "Severity",
    "ToolMissing",
    "build_artifacts",
    "compose",
    "emit_onix",
    "load_layout",
    "product_facts",
    "read",
    "read_files",
    "trade_findings",
    "write_artifacts",
]

_HOMES = {
    "imprint.build": (
        "TARGETS",
        "Build",
        "Event",
        "build_artifacts",
        "product_facts",
        "write_artifacts",
    ),
    "imprint.diagnostics": ("Finding", "Place", "PublicationError", "Severity", "ToolMissing"),
    "imprint.emitters.onix": ("emit_onix", "trade_findings"),
    "imprint.emitters.pdf.crew": ("Crew",),
    "imprint.store": ("FolderStore",),
    "imprint.layouts": ("Layout", "compose", "load_layout"),
    "imprint.model.artifact": ("Artifact",),
    "imprint.model.pages": ("PageMap",),
    "imprint.model.product": ("ProductFacts",),
    "imprint.model.publication": ("Publication",),
    "imprint.model.record": ("Record",),
    "imprint.model.rendition": ("Medium", "Rendition"),
    "imprint.model.wrap": ("Interior",),
    "imprint.readers": ("read", "read_files"),
}


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'imprint' has no attribute {name!r}")
