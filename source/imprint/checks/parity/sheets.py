"""Pages with what has been found on them: where it stands, and what is left."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from imprint.checks.parity.blocks import Block
from imprint.checks.parity.pages import PageText

_LEVEL = 2  # points between the baselines of what stands on one line


@dataclass(frozen=True, slots=True)
class Spot:
    """An offset in a page's text; pages count from 0."""

    page: int
    at: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """A difference: what it is called, the block and the offset in it, and both sides.

    ``wanted`` and ``found`` are shown with their context. ``page`` counts from 0.
    """

    code: str
    section: int
    block: Block | None
    at: int
    page: int
    wanted: str = ""
    found: str = ""


@dataclass(slots=True)
class Found:
    """Where a block, or as much of it as was found, stands: its offset, and the page's from–to."""

    end: int = 0
    segments: list[tuple[int, int, int, int]] = field(default_factory=list)
    spot: Spot = Spot(0, 0)
    trouble: list[Trouble] = field(default_factory=list)
    calls: list[tuple[str, int]] = field(default_factory=list)
    folios: list[tuple[str, str, int]] = field(default_factory=list)
    whole: bool = False


class Sheets:
    """The pages of a PDF, and the stretches of their text that are taken.

    ``only_gaps`` says that a text can begin and go on only in what is not taken; ``end`` is the
    page that it stands before.
    """

    def __init__(self, pages: Sequence[PageText]) -> None:
        self.pages = pages
        self.taken: list[list[tuple[int, int]]] = [[] for _ in pages]
        self.only_gaps = False
        self.end = len(pages)

    def gaps(self, page: int) -> list[tuple[int, int]]:
        """What is not taken of a page's text."""
        return gaps_of(self.taken[page], len(self.pages[page].text))

    def _starts(self, page: int, start: int, end: int) -> Iterator[int]:
        starts = self.pages[page].starts
        for at in range(bisect_left(starts, start), len(starts)):
            if starts[at] >= end:
                return
            yield starts[at]

    def _line_end(self, page: int, start: int) -> int:
        starts = self.pages[page].starts
        at = bisect_right(starts, start)
        return starts[at] if at < len(starts) else len(self.pages[page].text)

    def _line_start(self, page: int, at: int) -> int:
        starts = self.pages[page].starts
        line = bisect_right(starts, at) - 1
        return starts[line] if line >= 0 else at

    @staticmethod
    def _begins_line(sheet: PageText, at: int) -> bool:
        place = bisect_left(sheet.starts, at)
        return place < len(sheet.starts) and sheet.starts[place] == at

    def _open_starts(self, page: int) -> Iterator[int]:
        """The beginnings of lines that a text can go on at."""
        text = self.pages[page].text
        if not self.only_gaps:
            yield from self._starts(page, 0, len(text))
            return
        for start, end in self.gaps(page):
            yield from self._starts(page, start, end)

    def is_level(self, page: int, one: int, other: int) -> bool:
        """Whether two offsets of a page stand on one line, whatever is drawn between them."""
        return abs(self._place(page, one)[1] - self._place(page, other)[1]) <= _LEVEL

    def _place(self, page: int, at: int) -> tuple[float, float]:
        """Where the line of a character begins, and the character as far to the right as it is."""
        sheet = self.pages[page]
        line = max(bisect_right(sheet.starts, at) - 1, 0)
        return sheet.x[line] + (at - sheet.starts[line]) * 0.01, sheet.y[line]

    @staticmethod
    def _is_before(one: Spot, other: Spot) -> bool:
        return (one.page, one.at) < (other.page, other.at)


def gaps_of(taken: list[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    """The stretches up to ``end`` that are not in ``taken``."""
    gaps, at = [], 0
    for start, stop in sorted(taken):
        if start >= end:
            break
        if start > at:
            gaps.append((at, start))
        at = max(at, stop)
    if at < end:
        gaps.append((at, end))
    return gaps


def page_at(found: Found, at: int) -> int:
    """The page that an offset of a block stands on."""
    page = found.segments[0][1] if found.segments else found.spot.page
    for start, number, _, _ in found.segments:
        if start <= at:
            page = number
    return page
