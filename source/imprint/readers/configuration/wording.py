"""An author's words become fit for a message, and near words are found for them."""

from __future__ import annotations

import difflib
from collections.abc import Collection


def shown(text: str, length: int = 60) -> str:
    """A text of the author's for a message: on one line, not too long, nothing invisible."""
    line = "".join(
        character if character.isprintable() else "\ufffd" for character in " ".join(text.split())
    )
    return line if len(line) <= length else line[: length - 1] + "…"


def nearest(word: str, known: Collection[str], *, most: int = 1) -> list[str]:
    """The known words that were probably meant: the same letters swapped, or most of them."""
    if len(word) > 60:
        return []
    letters = sorted(word)
    swapped = [name for name in known if sorted(name) == letters]
    return (swapped or difflib.get_close_matches(word, known, most, 0.7))[:most]
