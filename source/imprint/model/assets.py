"""The files that a publication shows or sets its text in, known by the hash of their content."""

from __future__ import annotations

from dataclasses import dataclass, field

from imprint.diagnostics import NOWHERE, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A picture: its content, and what the content says of itself.

    ``digest`` is the sha-256 of ``content`` in hexadecimal. ``width`` and ``height`` are pixels
    (for SVG user units, 0 where it gives none). ``name`` is a file name, unique in a publication.
    """

    digest: str
    name: str
    media_type: str
    content: bytes = field(repr=False)
    width: int = 0
    height: int = 0
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """One static style of a family.

    ``weight`` is 100 to 900, ``style`` is ``normal`` or ``italic``; ``content`` is a TrueType
    font; ``licence`` is the text that must travel with it.
    """

    family: str
    weight: int
    style: str
    name: str
    content: bytes = field(repr=False)
    licence: str = field(default="", repr=False)
    licence_id: str = ""
    version: str = ""
    characters: frozenset[int] = field(default=frozenset(), repr=False)
