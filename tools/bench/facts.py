"""What the peers must know of a publication to set it in the same way."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeface:
    """A family, and the names of the files of its styles in the folder ``fonts``."""

    family: str
    regular: str
    bold: str
    italic: str
    bold_italic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The record's first facts, the chapters' paths in order, and the page in points.

    ``resources`` are the folders that pictures are looked for in.
    """

    title: str
    authors: tuple[str, ...]
    language: str
    chapters: tuple[str, ...]
    resources: tuple[str, ...]
    width: float
    height: float
    top: float
    outside: float
    bottom: float
    inside: float
    size: float
    leading: float
    typeface: Typeface


def read_facts(path: Path) -> Facts:
    """The facts that compose wrote."""
    facts = json.loads(path.read_text(encoding="utf-8"))
    facts |= {
        "authors": tuple(facts["authors"]),
        "chapters": tuple(facts["chapters"]),
        "resources": tuple(facts["resources"]),
        "typeface": Typeface(**facts["typeface"]),
    }
    return Facts(**facts)
