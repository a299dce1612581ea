"""The media that a publication is composed for."""

from __future__ import annotations

from enum import Enum


class Medium(Enum):
    """What a layout renders for."""

    EPUB = "epub"
    PRINT = "print"
    COVER = "cover"  # of the printed book
