"""Publications become renditions: layouts, their templates and fonts, and the composition.

Names are loaded when they are first used: who binds a book has its options, and sets nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imprint.layouts.composing import Styled, compose
    from imprint.layouts.layout import Layout, built_in_names, declared_options, load_layout

__all__ = ["Layout", "Styled", "built_in_names", "compose", "declared_options", "load_layout"]

_HOMES = {
    "composing": ("Styled", "compose"),
    "layout": ("Layout", "built_in_names", "declared_options", "load_layout"),
}


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"imprint.layouts.{module}"), name)
    raise AttributeError(f"module 'imprint.layouts' has no attribute {name!r}")
