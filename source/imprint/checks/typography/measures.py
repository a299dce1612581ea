"""The measures that typography is judged by, all in one place.

Most are the customs of bookmaking: at least two lines of a paragraph on each page, at most two
hyphens one above the other, no word of three letters alone on a line. Those of word spaces are our
own, set by looking at pages.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measures:
    """``loose``, ``tight`` and ``river`` are word spaces, as shares of the font's own space."""

    ladder: int = 3  # hyphens one above the other that are too many
    tall_ladder: int = 4
    runt: int = 4  # letters that the last line of a paragraph should have
    loose: float = 3.0
    loose_ems: float = 0.6  # and as wide as this, in the size of the type
    tight: float = 0.6
    impossible: float = 0.3  # a space that is drawn otherwise than as a space
    river: float = 1.6
    river_ems: float = 0.36
    river_lines: int = 4
    below_heading: int = 2  # lines of text
    last_page: int = 4  # lines on the last page of a chapter
    stack: int = 3  # lines that begin or end with the same word
    depth: float = 0.6  # lines by which facing pages may differ
    over: float = 0.25  # ems past the measure; an f hangs over by a tenth
    hanging: float = 0.6  # ems that a hyphen or a full stop may hang over
    blank: float = 2.6  # line heights from one line to the next with more than one blank line


MEASURES = Measures()
