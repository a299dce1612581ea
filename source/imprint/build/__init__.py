"""A publication becomes its artifacts: read, compose, emit, write last.

Names are loaded when they are first used: a build that has nothing to do should load nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imprint.build.artifacts import Build, Event, build_artifacts, moment_of
    from imprint.build.manifest import MANIFEST, manifest_of, page_map_of, read_manifest
    from imprint.build.memory import WrittenFile
    from imprint.build.order import Order, Outcome, carry_out
    from imprint.build.products import media_of, product_facts
    from imprint.build.records import RECORDS, make_record
    from imprint.build.targets import TARGETS, target_of
    from imprint.build.writing import clean_artifacts, write_artifacts

__all__ = [
    "MANIFEST",
    "RECORDS",
    "TARGETS",
    "Build",
    "Event",
    "Order",
    "Outcome",
    "WrittenFile",
    "build_artifacts",
    "carry_out",
    "clean_artifacts",
    "make_record",
    "manifest_of",
    "media_of",
    "moment_of",
    "page_map_of",
    "product_facts",
    "read_manifest",
    "target_of",
    "write_artifacts",
]

_HOMES = {
    "artifacts": ("Build", "Event", "build_artifacts", "moment_of"),
    "manifest": ("MANIFEST", "manifest_of", "page_map_of", "read_manifest"),
    "memory": ("WrittenFile",),
    "order": ("Order", "Outcome", "carry_out"),
    "products": ("media_of", "product_facts"),
    "records": ("RECORDS", "make_record"),
    "targets": ("TARGETS", "target_of"),
    "writing": ("clean_artifacts", "write_artifacts"),
}


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"imprint.build.{module}"), name)
    raise AttributeError(f"module 'imprint.build' has no attribute {name!r}")
