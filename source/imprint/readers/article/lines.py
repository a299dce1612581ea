"""The text of a file becomes numbered lines, free of a web page's invisible characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u200e\u200f]")
_SPACES = re.compile("[ \u00a0\u2002-\u200a\u202f\u205f\u3000]{2,}")
_INDENT = re.compile("[ \t\u00a0\u3000]*")
_WIDE_SPACE = "\u3000"
_TAB = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its number from 1, its characters, and the columns that it is indented by.

    ``kept`` lines began with a backslash: they are text, whatever they look like.
    """

    number: int
    text: str
    indent: int = 0
    kept: bool = False

    @property
    def blank(self) -> bool:
        return not self.text

    @property
    def width(self) -> int:
        return width(self.text)


def read_lines(text: str) -> tuple[Line, ...]:
    """Every line of the text, blank ones too."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return tuple(_line(number, raw) for number, raw in enumerate(text.split("\n"), 1))


def _line(number: int, raw: str) -> Line:
    clean = _INVISIBLE.sub("", raw)
    margin = _INDENT.match(clean)
    space = margin.group() if margin else ""
    text = clean[len(space) :].rstrip(" \t\u00a0\u3000\v\f\u0085")
    kept = text.startswith("\\")
    if kept:
        text = text[1:].lstrip(" \t")
    return Line(number, _SPACES.sub(" ", text), _columns(space), kept)


def _columns(space: str) -> int:
    """The indent in columns; a Chinese paragraph's two wide spaces are none."""
    return sum(_TAB if c == "\t" else 1 for c in space if c != _WIDE_SPACE)


def is_wide(character: str) -> bool:
    """Whether the character is as wide as a Chinese one."""
    return ord(character) > 0x10FF and unicodedata.east_asian_width(character) in "WF"


def width(text: str) -> int:
    """The columns that the text takes in a terminal."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for character in text if is_wide(character))


def join(lines: Sequence[str]) -> str:
    """The lines of a paragraph as one."""
    pieces = list(lines[:1])
    for before, after in pairwise(lines):
        pieces += (_seam(before, after), after)
    return "".join(pieces)


def _seam(before: str, after: str) -> str:
    """What joins two lines: a space, but not between Chinese characters or after a hyphen."""
    if not before or not after or (is_wide(before[-1]) and is_wide(after[0])):
        return ""
    hyphen = before[-1] == "-" and before[-2:-1].isalpha() and after[0].isalpha()
    return "" if hyphen else " "
