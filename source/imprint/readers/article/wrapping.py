"""Groups of lines tell whether, and at which column, an author's editor wrapped the lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from imprint.readers.article.lines import Line, is_wide, width

NARROWEST = 40  # columns; shorter lines are lines on purpose
WIDEST = 120  # columns; longer lines are whole paragraphs
_TOLERANCE = 6  # columns that a line may stand beyond the common width
_SAMPLE = 2_000  # pairs of lines that are looked at
_ENOUGH = 0.6  # the share of lines that must look wrapped
_MARKED = re.compile(r"[>•*-]|\d{1,3}[.)]\s")
_FINAL = re.compile(r"[.!?…:;。！？：；][\"'”’»«)\]]*$")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """The column at which lines were wrapped, 0 where each line is a paragraph."""

    column: int = 0

    @classmethod
    def of(cls, groups: Sequence[Sequence[Line]]) -> Wrapping:
        """What the groups of lines between blank lines tell, all together."""
        if _has_whole_paragraphs(groups):
            return cls()
        pairs = [pair for group in groups for pair in pairwise(group) if _tells(pair[0])][:_SAMPLE]
        columns = sorted({before.width for before, _ in pairs})
        counts = [
            (sum(_reaches(before, after, column) for before, after in pairs), column)
            for column in columns
        ]
        count, column = max(counts, default=(0, 0))
        wrapped = count >= 3 and count >= _ENOUGH * len(pairs)
        return cls(column if wrapped else 0)

    def joins(self, before: Line, after: Line) -> bool:
        """Whether the second line goes on with the paragraph of the first."""
        if self.column and _reaches(before, after, self.column):
            return True
        return (
            NARROWEST <= before.width <= WIDEST
            and not _FINAL.search(before.text)
            and after.text[0].islower()
        )


def _has_whole_paragraphs(groups: Sequence[Sequence[Line]]) -> bool:
    """Whether much of the text stands in lines that no editor wrapped."""
    total = sum(len(line.text) for group in groups for line in group)
    long = sum(len(line.text) for group in groups for line in group if line.width > WIDEST)
    return long * 100 > total * 15


def _tells(line: Line) -> bool:
    """Whether a line is of a length, and without a mark, that tells of wrapping."""
    return NARROWEST <= line.width <= WIDEST and not _MARKED.match(line.text)


def _reaches(before: Line, after: Line, column: int) -> bool:
    """Whether a line keeps to the column, and the next word would not have fitted on it."""
    if before.width > column + _TOLERANCE:
        return False
    first = after.text[0] if is_wide(after.text[0]) else after.text.split(" ", 1)[0]
    return before.width + 1 + width(first) > column - _TOLERANCE
