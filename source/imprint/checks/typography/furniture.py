"""What stands apart at the head and the foot of many pages is their furniture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from imprint.checks.typography.lines import LaidPage, Line

_FURNITURE = 1.45  # line heights that furniture stands away from the text
_OFTEN = 3  # pages with furniture at the same height
_FOLIO = frozenset("0123456789ivxlcdmIVXLCDM")


def find_furniture(pages: Sequence[LaidPage], size: float, leading: float) -> set[Line]:
    """Running heads and folios: apart from the text, where many pages have them or a number."""
    apart: list[Line] = []
    for page in pages:
        lines = sorted(page.lines, key=lambda line: -line.baseline)
        for ordered in (lines, lines[::-1]):
            apart.extend(_edge(ordered, size, leading))
    heights = Counter(round(line.baseline) for line in apart)
    everywhere = Counter(round(line.baseline) for page in pages for line in page.lines)
    often = min(_OFTEN, max(2, len(pages)))

    def is_furniture(line: Line) -> bool:
        near = [round(line.baseline) + step for step in (-1, 0, 1)]
        count = sum(heights[height] for height in near)
        usual = count * 2 > sum(everywhere[height] for height in near)
        return (usual and count >= often) or set(line.text) <= _FOLIO

    return set(filter(is_furniture, apart))


def _edge(lines: Sequence[Line], size: float, leading: float) -> Iterator[Line]:
    """The lines at an edge of a page, up to the first that the next one is not far from."""
    for at, line in enumerate(lines[:4]):
        others = [
            other
            for other in lines[at + 1 :]
            if abs(other.baseline - line.baseline) > 0.3 * leading
        ]
        if others and abs(others[0].baseline - line.baseline) < _FURNITURE * leading:
            return
        if line.size > 1.15 * size:
            return
        yield line
