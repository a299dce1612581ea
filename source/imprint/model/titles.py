"""A record's titles become the one line that a catalogue or a reading system shows."""

from __future__ import annotations

import re

from imprint.model.record import Record

_COLONS = {"fr": "\u00a0: ", "zh": "：", "ja": "："}
_ENDS = ("?", "!", "…", ".", ":", "？", "！", "。", "：")


def tidy(text: str) -> str:
    """A text on one line, with single spaces."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def joined(first: str, second: str, language: str) -> str:
    """Two texts with a colon between them as the language sets one, or with the mark there is."""
    if not first or not second:
        return first or second
    colon = " " if first.endswith(_ENDS) else _COLONS.get(language.split("-", maxsplit=1)[0], ": ")
    return f"{first}{colon}{second}"


def full_title(record: Record) -> str:
    """The title and the subtitle as one; empty where there is neither."""
    return joined(tidy(record.title), tidy(record.subtitle), record.language)
