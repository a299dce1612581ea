"""Groups of lines tell whether, and at which column, an author's editor wrapped the lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from imprint.readers.article.lines import Line, is_wide, width

NARROWEST = 40  # columns; shorter lines are lines on purpose
WIDEST = 120  # columns; longer lines are whole paragraphs
_TOLERANCE = 6  # columns that a line may stand beyond the common width
_ENOUGH = 0.7  # the share of lines that must look wrapped
_FINAL = re.compile(r"[.!?…:;。！？：；][\"'”’»«)\]]*$")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """The column at which lines were wrapped, 0 where each line is a paragraph."""

    column: int = 0

    @classmethod
    def of(cls, groups: Sequence[Sequence[Line]]) -> Wrapping:
        """What the groups of lines between blank lines tell, all together."""
        widths = sorted(line.width for group in groups for line in group[:-1])
        widths = [columns for columns in widths if columns <= WIDEST]
        if not widths or _has_whole_paragraphs(groups):
            return cls()
        column = widths[min(len(widths) - 1, int(len(widths) * 0.95))]
        if column < NARROWEST:
            return cls()
        pairs = [_reaches(a, b, column) for group in groups for a, b in _neighbours(group)]
        wrapped = sum(pairs) >= _ENOUGH * len(pairs) and len(pairs) >= 2
        return cls(column if wrapped else 0)

    def joins(self, before: Line, after: Line) -> bool:
        """Whether the second line goes on with the paragraph of the first."""
        if self.column and before.width <= self.column + _TOLERANCE:
            return _reaches(before, after, self.column)
        return (
            NARROWEST <= before.width <= WIDEST
            and not _FINAL.search(before.text)
            and after.text[0].islower()
        )


def _has_whole_paragraphs(groups: Sequence[Sequence[Line]]) -> bool:
    """Whether much of the text stands in lines that no editor wrapped."""
    total = sum(len(line.text) for group in groups for line in group)
    long = sum(len(line.text) for group in groups for line in group if line.width > WIDEST)
    return long * 10 > total * 3


def _neighbours(group: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    return pairwise(group)


def _reaches(before: Line, after: Line, column: int) -> bool:
    """Whether the next word would not have fitted on the line before."""
    first = after.text[0] if is_wide(after.text[0]) else after.text.split(" ", 1)[0]
    return before.width + 1 + width(first) > column - _TOLERANCE
