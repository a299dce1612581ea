"""Manuscripts and their settings become publications.

Names are loaded when they are first used: who only wants to know whether a source has changed does
not wait for the readers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imprint.readers.reading import (
        CONFIGURATION,
        MANUSCRIPT_FOLDER,
        IncompletePublication,
        read,
        read_files,
    )

__all__ = ["CONFIGURATION", "MANUSCRIPT_FOLDER", "IncompletePublication", "read", "read_files"]


def __getattr__(name: str) -> object:
    if name in __all__:
        return getattr(import_module("imprint.readers.reading"), name)
    raise AttributeError(f"module 'imprint.readers' has no attribute {name!r}")
